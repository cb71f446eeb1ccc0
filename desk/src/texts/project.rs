//! The help project.

super::words! {
    TITLE = "Progetto di aiuto";
    LINK = "Progetto di aiuto";
    BACK = "Torna alla richiesta {code}";
    DOOR = "Prima di aprire";
    MEANS_RECORD = "Aprire lascia una traccia: la persona legge chi ha aperto, e quando.";
    MEANS_ONLY = "Apri solo se ti serve per il tuo lavoro.";
    OPEN = "Apri il progetto";
    OPENING = "Apro…";
    NONE = "Non c'è ancora un progetto";
    NONE_DETAIL = "Si scrive insieme alla persona: dove vuole arrivare, chi fa che cosa, quando se ne riparla.";
    BEGIN = "Scrivi il progetto";
    STATUS = "Stato";
    SINCE = "La persona lo vede";
    SINCE_WORDS = "da {when}: {how} (scritto da {who})";
    CHANGED = "Ultima versione";
    VERSION_BY = "{number}, di {who}, {when}";
    REVIEW_ON = "Se ne riparla";
    GOALS = "Obiettivi";
    SIGN = "Lo capiamo da";
    BY = "Entro";
    ACTIONS = "Chi fa che cosa";
    WHAT = "Che cosa";
    WHO = "Chi";
    STATE = "A che punto";
    WHY = "Perché";
    NO_ACTIONS = "Nessun passo scritto.";
    REVIEWS = "Verifiche";
    NO_REVIEWS = "Nessuna verifica finora.";
    NEXT_OF = "Adesso: {next}";
    NOTE = "Nota per i colleghi";
    NOTE_ONLY = "La persona non la legge mai.";
    VERSIONS = "Versioni";
    READ = "Leggi";
    READ_VERSION = "Leggi la versione {number}";
    OLD = "Versione {number}, di {who}, {when}";
    CLOSE_OLD = "Chiudi questa versione";
    OBJECTED = "La persona non è d'accordo con qualcosa";
    OBJECTED_DETAIL = "L'ha scritto {when}: lo leggi fra i messaggi della richiesta. Il segno va via quando salvi una nuova versione.";
    ENDED = "Il progetto è chiuso";
    EDIT = "Cambia il progetto";
    EDITING = "Cambia il progetto";
    KEPT = "Qui c'è quello che stavi scrivendo e non hai ancora salvato.";
    FORGET = "Lascia stare e torna a com'era";
    SAVE = "Salva";
    SAVED = "Progetto salvato.";
    CANCEL = "Annulla";
    GOAL_N = "Obiettivo {n}";
    GOAL_WHAT = "Che cosa vuole ottenere la persona";
    GOAL_SIGN = "Da che cosa lo capiamo";
    ADD_GOAL = "Aggiungi un obiettivo";
    ACTION_N = "Passo {n}";
    ACTION_WHAT = "Che cosa si fa";
    ACTION_NAME = "Chi di preciso";
    ACTION_NAME_HINT = "Un nome, un servizio, una scuola. Serve se hai scelto «un'altra persona».";
    ADD_ACTION = "Aggiungi un passo";
    UP = "Su";
    DOWN = "Giù";
    REMOVE = "Togli";
    UP_OF = "Sposta su: {what}";
    DOWN_OF = "Sposta giù: {what}";
    REMOVE_OF = "Togli: {what}";
    MOVED = "Spostato: ora è il numero {n}.";
    REMOVED = "Tolto.";
    REVIEW_ON_LABEL = "Quando se ne riparla insieme";
    NOTE_LABEL = "Nota per i colleghi";
    NOTE_HINT = "La persona non la legge mai. Fino a 2000 caratteri.";
    NOW_THERE = "Com'è adesso";
    NOW_THERE_DETAIL = "L'ha salvato qualcun altro mentre scrivevi. Riporta nel tuo testo quello che serve; se salvi di nuovo, vale il tuo. Questa versione resta leggibile.";
    REVIEW = "Scrivi una verifica";
    HELD_ON = "Giorno";
    SEEN = "Che cosa avete visto";
    SEEN_HINT = "Lo legge anche la persona, se ha il progetto. Fino a 600 caratteri.";
    NEXT = "Che cosa si fa adesso";
    NEXT_ON = "Quando se ne riparla";
    SAVE_REVIEW = "Salva la verifica";
    REVIEWED = "Verifica salvata.";
    SHARE = "Condividi con la persona";
    SHARE_LEAD = "La persona lo legge con il suo codice, senza la nota per i colleghi. Solo se è d'accordo: chiedilo, poi scrivi qui come te l'ha detto.";
    GIVEN = "Come ha detto di sì";
    SHARE_YES = "È d'accordo: condividi";
    SHARED = "Ora la persona lo vede con il suo codice.";
    UNSHARE = "Non condividere più";
    UNSHARE_TITLE = "Toglierlo dalla pagina della persona?";
    UNSHARE_MEANS = "La persona non lo vede più. Qui resta com'è.";
    UNSHARE_YES = "Sì, toglilo";
    UNSHARED = "La persona non lo vede più.";
    CLOSE = "Chiudi il progetto";
    CLOSE_LEAD = "Si può sempre leggere, ma non si cambia più. Chi coordina può riaprirlo.";
    OUTCOME = "Come è finito";
    CLOSE_WORDS = "Due parole per la persona";
    CLOSE_YES = "Chiudi il progetto";
    CLOSED = "Progetto chiuso.";
    REOPEN = "Riapri il progetto";
    REOPENED = "Progetto riaperto.";
    PRINT = "Stampa";
    ACTS = "Che cosa fai";
}

/// Where it stands.
pub const STATUSES: super::Named = &[
    ("draft", "Bozza: la legge solo il Polo"),
    ("shared", "Condiviso con la persona"),
    ("closed", "Chiuso"),
];

/// Who does something.
pub const DOERS: super::Named = &[
    ("person", "la persona"),
    ("polo", "il Polo"),
    ("asl", "l'azienda sanitaria"),
    ("school", "la scuola"),
    ("association", "un'associazione"),
    ("other", "un'altra persona"),
];

/// How far an action is.
pub const STATES: super::Named = &[
    ("to_do", "da fare"),
    ("doing", "in corso"),
    ("done", "fatto"),
    ("dropped", "lasciato"),
];

/// How the person agreed.
pub const GIVEN_WORDS: super::Named = &[
    ("in_person", "di persona"),
    ("by_phone", "al telefono"),
    ("in_writing", "per iscritto"),
];

/// How it ended.
pub const OUTCOMES: super::Named = &[
    ("reached", "obiettivi raggiunti"),
    ("partly", "raggiunti in parte"),
    ("stopped", "la persona ha deciso di smettere"),
    ("elsewhere", "continua con altri"),
    ("other", "altro"),
];
