//! The list of what waits.

super::words! {
    TITLE = "Richieste";
    COUNT_ONE = "1 richiesta";
    COUNT = "{count} richieste";
    OF = "{count} su {all}";
    LATE_COUNT = "{count} in ritardo";
    TODAY_COUNT = "{count} entro oggi";
    REFRESH = "Aggiorna";
    FILTERS = "Mostra";
    ANY = "Tutti";
    ANY_F = "Tutte";
    POLO = "Polo";
    AREA = "Area";
    MOTIVE = "Motivo";
    STATUS = "Stato";
    CLEAR = "Togli i filtri";
    EMPTY = "Nessuna richiesta aspetta";
    EMPTY_DETAIL = "Quando ne arriva una per i tuoi Poli e le tue aree, la trovi qui.";
    NONE_FIT = "Nessuna richiesta con questi filtri";
    BY = "Risposta";
    CODE = "Codice";
    CAME = "Arrivata";
    LATE_ONE = "in ritardo di 1 giorno";
    LATE = "in ritardo di {days} giorni";
    TODAY = "entro oggi";
    SOON_ONE = "tra 1 giorno";
    SOON = "tra {days} giorni";
    PLACE = "Polo e area";
    WITH = "Di chi";
    NOBODY = "nessuno";
    YOU = "tua";
    NEXT = "Prossimo passo";
    NEXT_OVERDUE = "da fare: era per il {day}";
    NEXT_ON = "il {day}";
    MINE = "Solo le mie";
    GIVEN = "{who} te la affida: accetta o rifiuta";
    BEING_GIVEN = "si sta affidando";
    FULL = "Vedi le prime 500: usa i filtri o chiudi quelle finite.";
    CAPTION = "Richieste, prima quelle promesse da più tempo";
}

/// Where a request stands.
pub const STATUSES: super::Named = &[
    ("received", "Da prendere"),
    ("in_charge", "In carico"),
    ("answered", "Risposto"),
    ("closed", "Chiusa"),
    ("withdrawn", "Ritirata"),
];
