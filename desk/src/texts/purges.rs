//! What was erased because its time had passed.

super::words! {
    TITLE = "Che cosa è stato cancellato";
    LEAD = "Quello che era stato tenuto per il suo tempo: quanto, quando e per quale regola. Di chi era non resta niente.";
    WHEN = "Quando";
    WHAT = "Che cosa";
    COUNT = "Quante";
    WHY = "Perché";
    EMPTY = "Ancora niente.";
    DAYS = "{span} giorni {since}";
    HOURS = "{span} ore {since}";
}

/// What is kept for the same time.
pub const CLASSES: super::Named = &[
    ("withdrawn", "richieste ritirate"),
    ("closed", "richieste chiuse"),
    ("once", "risposte a invii ripetuti"),
    ("feedback", "pareri sulle pagine"),
    ("messages", "avvisi"),
    ("slots", "orari che nessuno ha preso"),
    ("sessions", "sessioni finite"),
    ("tickets", "codici di attivazione scaduti"),
    ("account_entries", "fatti del registro degli accessi"),
];

/// Since when the time ran.
pub const REASONS: super::Named = &[
    ("since_withdrawal", "dal ritiro"),
    ("since_closing", "dalla chiusura"),
    ("since_writing", "da quando è stato scritto"),
    ("since_end", "dalla fine"),
];
