//! The agenda: who is expected, what changes it, who has how much to do.

super::words! {
    TITLE = "Agenda";
    VIEWS = "Vista";
    DAY = "Giorno";
    WEEK = "Settimana";
    DATE = "Data";
    BEFORE = "Prima";
    TODAY = "Oggi";
    AFTER = "Dopo";
    POLO = "Polo";
    ANY_POLO = "Tutti i miei";
    WORKER = "Persona";
    ANY_WORKER = "Tutte";
    RULES = "Orari, assenze, chiusure";
    REFRESH = "Aggiorna";
    KEYS = "Con la tastiera, dentro la tabella: frecce per spostarti fra giorni e appuntamenti, PagSu e PagGiù per prima e dopo, Inizio per oggi.";
    CAPTION = "Appuntamenti e orari liberi: una riga per persona, una colonna per giorno";
    WHO = "Chi riceve";
    NOBODY = "In questi giorni non c'è nessuno";
    NOBODY_DETAIL = "Cambia giorno o filtri. Chi coordina aggiunge gli orari in «Orari, assenze, chiusure».";
    CLOSED = "chiuso";
    HOLIDAY = "festa";
    CLOSED_POLO = "{polo}: chiuso";
    AWAY = "assente {from}–{to}";
    THERE = "{from}–{to} · {polo}";
    FREE = "Liberi: {times}";
    NOTHING = "niente";
    ITEM = "{time} {motive}, {way}, {status}";
    SEATS = "{time} ({seats} posti)";
    CHOSEN = "Appuntamento di {when}";
    CODE = "Richiesta";
    MOTIVE = "Motivo";
    WAY = "Come";
    STATUS = "Com'è";
    CLOSE = "Chiudi";
    MARKS = "Com'è andata";
    NOT_YET = "Com'è andata si segna da quando comincia.";
    SETTLED = "Com'è andata si cambia solo nello stesso giorno.";
    CAME = "È venuta";
    LATE = "In ritardo";
    MISSED = "Non ci siamo visti";
    UNDO = "Togli il segno";
    MARKED = "Segnato.";
    UNDONE = "Segno tolto.";
    MOVE_TITLE = "Sposta";
    MOVE_TO = "Nuovo orario";
    MOVE_HINT = "Sono gli orari liberi dei giorni che vedi. La persona riceve un messaggio, se lo ha chiesto.";
    MOVE_NONE = "Nei giorni che vedi non ci sono altri orari liberi per questo motivo. Cambia settimana.";
    MOVE = "Sposta qui";
    MOVED = "Appuntamento spostato.";
    CALL_OFF = "Annulla l'appuntamento";
    CALL_OFF_TITLE = "Annullo l'appuntamento?";
    CALL_OFF_MEANS = "L'orario torna libero. La persona lo legge col suo codice, riceve un messaggio se lo ha chiesto, e può scegliere un altro orario.";
    CALL_OFF_YES = "Sì, annulla";
    CALLED_OFF = "Appuntamento annullato.";
    MISSED_LIST = "Non ci siamo visti";
    MISSED_LEAD = "Queste richieste aspettano un altro appuntamento:";

    RULES_TITLE = "Orari, assenze, chiusure";
    RULES_LEAD = "Ogni cambio si guarda prima di farlo: vedi quali orari compaiono e spariscono, e chi ha già un appuntamento.";
    TO_AGENDA = "Torna all'agenda";
    OPENINGS = "Orari";
    ABSENCES = "Assenze";
    CLOSURES = "Giorni di chiusura";
    ADD_OPENING = "Aggiungi un orario";
    ADD_ABSENCE = "Aggiungi un'assenza";
    ADD_CLOSURE = "Chiudi un giorno";
    NO_OPENING = "Nessun orario.";
    NO_ABSENCE = "Nessuna assenza.";
    NO_CLOSURE = "Nessuna chiusura oltre alle feste.";
    WHEN = "Quando";
    HOURS = "Ore";
    WHERE = "Dove";
    FOR = "Motivi";
    VALID = "Vale";
    SINCE = "dal {from}";
    SPAN = "dal {from} al {to}";
    CHANGE = "Cambia";
    REMOVE = "Togli";
    WAYS_FIELD = "Come";
    EVERY_MOTIVE = "Tutti i motivi";
    MOTIVES_FIELD = "Per quali motivi";
    RECURRENCE = "Quando torna";
    WEEKDAY = "In quale giorno";
    ONLY_DAY = "Il giorno";
    FROM = "Dalle";
    TO = "Alle";
    TIME_HINT = "Per esempio 09:00";
    VALID_FROM = "Dal giorno";
    VALID_UNTIL = "Fino al giorno";
    VALID_UNTIL_HINT = "Vuoto: senza fine";
    AWAY_FROM = "Da";
    AWAY_UNTIL = "Fino a";
    CLOSED_DAY = "Giorno";
    ALL_POLI = "Tutti i Poli";
    LOOK = "Vedi che cosa cambia";
    PREVIEW = "Che cosa cambia";
    APPEAR_NONE = "Nessun orario nuovo.";
    APPEAR = "Orari che compaiono: {count}.";
    GO_NONE = "Nessun orario sparisce.";
    GO = "Orari che spariscono: {count}.";
    TOUCHED_NONE = "Nessuno ha un appuntamento in questi orari.";
    TOUCHED_ONE = "1 persona ha già l'appuntamento:";
    TOUCHED = "{count} persone hanno già l'appuntamento:";
    TOUCHED_OFF = "Gli appuntamenti sono annullati: le persone sono avvisate, se lo hanno chiesto, e scelgono subito un altro orario col loro codice.";
    TOUCHED_KEEP = "Tengono il loro appuntamento, anche se l'orario cambia.";
    TICK_OFF = "Annulla i loro appuntamenti e avvisale";
    CONFIRM = "Conferma";
    LEAVE = "Lascia com'è";
    DONE = "Fatto.";
    DONE_OFF_ONE = "Fatto. 1 appuntamento annullato.";
    DONE_OFF = "Fatto. {count} appuntamenti annullati.";

    TEAM = "Squadra";
    TEAM_LOADS = "Chi ha quanto da fare";
    TEAM_PERSON = "Persona";
    TEAM_APPOINTMENTS = "Appuntamenti questa settimana";
    TEAM_IN_CHARGE = "Richieste in carico";
    TEAM_NOBODY = "Nessuno ha orari qui.";
    UNTAKEN = "Richieste che nessuno ha preso";
    UNTAKEN_NONE = "Tutte le richieste sono prese in carico.";
    REQUESTS = "Richieste";
    OLDEST = "Risposta entro";
    OUTLOOK = "Orari liberi che restano";
    OUTLOOK_LEAD = "Attenzione dove ne restano meno di {few}, o dove il primo è dopo la risposta promessa.";
    OUTLOOK_WELL = "Per ora ce n'è abbastanza dappertutto.";
    OUTLOOK_FINE = "Dove ce n'è abbastanza";
    OUTLOOK_NONE = "Nessun orario da tenere d'occhio.";
    LEFT = "Liberi";
    FIRST = "Il primo";
    WARNING = "Attenzione";
    NO_FIRST = "nessuno";
    FINE = "va bene";
}

/// How an appointment stands.
pub const STATUSES: super::Named = &[
    ("booked", "da venire"),
    ("attended", "è venuta"),
    ("late", "è venuta in ritardo"),
    ("missed", "non ci siamo visti"),
];

/// How to meet.
pub const WAYS: super::Named = &[
    ("at_polo", "al Polo"),
    ("phone", "per telefono"),
    ("video", "in video"),
    ("home", "a casa"),
];

/// How an opening returns: what is written before its day.
pub const RECURRENCES: super::Named = &[
    ("weekly", "ogni settimana"),
    ("weekly/2", "ogni due settimane"),
    ("weekly/4", "ogni quattro settimane"),
    ("monthly 1", "il primo del mese"),
    ("monthly 2", "il secondo del mese"),
    ("monthly 3", "il terzo del mese"),
    ("monthly 4", "il quarto del mese"),
    ("monthly last", "l'ultimo del mese"),
    ("once", "un giorno solo"),
];

/// The days of the week.
pub const WEEKDAYS: super::Named = &[
    ("mon", "lunedì"),
    ("tue", "martedì"),
    ("wed", "mercoledì"),
    ("thu", "giovedì"),
    ("fri", "venerdì"),
    ("sat", "sabato"),
    ("sun", "domenica"),
];

/// Why there should be more times.
pub const WARNINGS: super::Named = &[
    ("none", "non ce ne sono"),
    ("few", "pochi"),
    ("far", "il primo è lontano"),
];
