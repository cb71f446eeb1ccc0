//! A request.

super::words! {
    TITLE = "Richiesta {code}";
    BACK = "Torna alle richieste";
    CLOSED_DOOR = "Prima di aprire";
    MEANS_RECORD = "Aprire lascia una traccia: il tuo nome e l'ora vanno nel registro di questa richiesta.";
    MEANS_PERSON = "Chi l'ha mandata legge chi l'ha aperta, e quando.";
    MEANS_ONLY = "Apri solo se ti serve per il tuo lavoro.";
    OPEN = "Apri la richiesta";
    OPENING = "Apro…";
    OPENED = "Aperta adesso da te. È nel registro.";
    PROTOCOL = "Protocollo";
    STATUS = "Stato";
    BY = "Rispondere entro";
    CAME = "Arrivata";
    WHAT = "Motivo";
    WHERE = "Polo e area";
    WITHDRAWN = "La persona ha ritirato la richiesta";
    WITHDRAWN_DETAIL = "Quello che aveva scritto è stato cancellato. Non c'è altro da fare.";
    PERSON = "La persona";
    REPLY = "Come rispondere";
    NAME = "Nome da usare";
    FOR_WHOM = "Per chi è";
    ROLE = "Chi scrive";
    AWARE = "La persona lo sa";
    NEIGHBOURHOOD = "Quartiere";
    WAY = "Come preferisce parlare";
    DAYS = "Giorni che vanno bene";
    PARTS = "Ore che vanno bene";
    CALL_AT = "Chiamare";
    LANGUAGE = "Lingua";
    INTERPRETER = "Serve un interprete";
    SIGN_LANGUAGE = "Serve la lingua dei segni";
    ACCESS = "Per venire e stare bene";
    AVOID = "Non vuole incontrare";
    REPLY_BY = "Vuole risposta";
    PHONE = "Telefono";
    EMAIL = "Email";
    SAFE_HOURS = "Ore sicure per chiamare";
    ANY_HOUR = "A qualsiasi ora";
    MESSAGE_YES = "Si può lasciare un messaggio";
    MESSAGE_NO = "Non lasciare messaggi: né in segreteria né a chi risponde";
    NOTE = "Ha aggiunto";
    ANSWERS = "Portato dall'autovalutazione";
    YES = "Sì";
    TALK = "Messaggi";
    NO_TALK = "Nessun messaggio finora.";
    FROM_PERSON = "La persona";
    FROM_POLO = "Il Polo";
    ANSWER = "Rispondi alla persona";
    ANSWER_LABEL = "La tua risposta";
    ANSWER_HINT = "La legge con il suo codice e il suo segreto. Scrivi semplice, dando del tu o del lei come ha fatto lei.";
    SEND = "Manda la risposta";
    SENT = "Risposta mandata.";
    TAKE = "Prendi in carico";
    TAKEN = "È in carico a te.";
    TAKEN_BEFORE = "{who} l'ha presa in carico {when}";
    TAKEN_BEFORE_DETAIL = "Non hai preso niente tu: la richiesta è sua. Qui sotto la vedi com'è adesso.";
    CLOSE = "Chiudi la richiesta";
    CLOSE_TITLE = "Chiudere questa richiesta?";
    CLOSE_MEANS = "Dopo non scrive più nessuno: né tu, né la persona. Lei la vede chiusa, con l'esito che scegli.";
    OUTCOME = "Com'è finita";
    WITH = "In carico a";
    NOBODY = "nessuno";
    AGREED = "Scritta dal Polo";
    AGREED_AS = "con l'accordo {by}, {how}";
    APPOINTMENT = "Appuntamento";
    APPOINTMENT_WAY = "Come";
    APPOINTMENT_STATE = "Stato";
    CLOSE_YES = "Sì, chiudi";
    CLOSED = "Richiesta chiusa.";
    RECORD = "Registro";
    RECORD_LEAD = "Chi ha fatto che cosa. Lo legge anche la persona.";
    THE_PERSON = "la persona";
    ACTS = "Che cosa fai";
}

/// How it ended.
pub const OUTCOMES: super::Named = &[
    ("helped", "ne abbiamo parlato, aiutata"),
    ("signposted", "indirizzata ad altri"),
    ("no_contact", "non siamo riusciti a parlarle"),
    ("gave_up", "non le serve più"),
    ("other", "altro"),
];

/// Who agreed.
pub const AGREED_BY: super::Named = &[
    ("person", "della persona"),
    ("representative", "di chi la rappresenta"),
];

/// How they agreed.
pub const AGREED_HOW: super::Named = &[("in_person", "di persona"), ("phone", "al telefono")];

/// What became of an appointment.
pub const APPOINTMENT_STATES: super::Named = &[
    ("booked", "fissato"),
    ("cancelled", "disdetto"),
    ("attended", "è venuta"),
    ("late", "è venuta in ritardo"),
    ("missed", "non è venuta"),
];

/// What was done with a request, after the name of who did it.
pub const DONE: super::Named = &[
    ("sent", "ha mandato la richiesta"),
    ("booked", "ha fissato un appuntamento"),
    ("moved", "ha spostato l'appuntamento"),
    ("cancelled", "ha disdetto l'appuntamento"),
    ("reopened", "ha riaperto"),
    ("hand_over_asked", "ha chiesto di affidarla"),
    ("handed_over", "l'ha ricevuta"),
    ("hand_over_refused", "non l'ha accettata"),
    ("hand_over_taken_back", "non l'affida più"),
    ("noted", "ha annotato"),
    ("contacted", "ha cercato la persona"),
    ("planned", "ha segnato il prossimo passo"),
    ("compared", "ha confrontato con un'altra"),
    ("line_added", "ha scritto"),
    ("shown", "ha aperto"),
    ("taken", "ha preso in carico"),
    ("answered", "ha risposto"),
    ("closed", "ha chiuso"),
    ("withdrawn", "ha ritirato"),
    ("reopened", "ha riaperto"),
    ("hand_over_asked", "ha chiesto di passarla"),
    ("handed_over", "l'ha presa da un'altra persona"),
    ("hand_over_refused", "ha rifiutato il passaggio"),
    ("hand_over_taken_back", "ha ritirato il passaggio"),
    ("noted", "ha scritto una nota"),
    ("contacted", "ha cercato la persona"),
    ("planned", "ha scritto il prossimo passo"),
    ("compared", "ha confrontato due richieste"),
    ("project_shown", "ha aperto il progetto"),
    ("project_written", "ha scritto il progetto"),
    ("project_reviewed", "ha scritto una verifica del progetto"),
    ("project_shared", "ha condiviso il progetto"),
    ("project_unshared", "ha tolto il progetto dalla pagina"),
    ("project_objected", "ha un dubbio sul progetto"),
    ("project_closed", "ha chiuso il progetto"),
    ("project_reopened", "ha riaperto il progetto"),
];

/// For whom it is.
pub const FOR_WHOM_WORDS: super::Named = &[
    ("myself", "per sé"),
    ("relative", "per un familiare"),
    ("other", "per un'altra persona"),
];

/// Whether the person knows.
pub const AWARE_WORDS: super::Named = &[("yes", "sì"), ("no", "no")];

/// Ways to talk.
pub const WAYS: super::Named = &[
    ("at_polo", "al Polo"),
    ("phone", "al telefono, con appuntamento"),
    ("video", "in videochiamata"),
    ("home", "a casa"),
    ("call_back", "vuole essere richiamata"),
];

/// Days of the week.
pub const DAY_WORDS: super::Named = &[
    ("mon", "lunedì"),
    ("tue", "martedì"),
    ("wed", "mercoledì"),
    ("thu", "giovedì"),
    ("fri", "venerdì"),
];

/// Parts of the day.
pub const PART_WORDS: super::Named = &[
    ("morning", "mattina"),
    ("midday", "dalle 12 alle 14"),
    ("afternoon", "pomeriggio"),
    ("evening", "sera"),
];

/// How the answer is wanted.
pub const REPLIES: super::Named = &[
    ("phone", "per telefono"),
    ("email", "per email"),
    ("code", "guarda con il suo codice: non cercarla"),
];
