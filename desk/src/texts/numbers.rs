//! How many, how long.

super::words! {
    TITLE = "Numeri";
    LEAD = "I numeri da 1 a 4 non si dicono: parlerebbero di poche persone. Dove un numero ne comprende di così piccoli leggi «circa», con il minimo e il massimo.";
    CHOICES = "Che cosa vedere";
    FROM = "Dal mese";
    TO = "Al mese";
    GROUPED = "Per";
    COUNTED = "Contati il {when}.";
    FILE = "Scarica il foglio di calcolo (CSV)";
    PLOT = "Richieste ricevute";
    PLOT_KEY = "La barra è lunga quanto le richieste. La parte scura è di quelle senza risposta entro il giorno promesso. La linea sottile va dal minimo al massimo, dove il numero è «circa».";
    BAR = "{group}: {requests}, in ritardo {late}";
    TOGETHER = "Tutto insieme";
    NO_AREA = "senza area";
    FEW = "meno di 5";
    ABOUT = "circa {count} (da {least} a {most})";
    WAITS_TITLE = "Giorni lavorativi di attesa";
    HALF = "metà entro {days}";
    NINE_IN_TEN = "nove su dieci entro {days}";
    NOT_SHOWN = "non si pubblica";
}

/// By what numbers are grouped.
pub const BY: super::Named = &[
    ("polo", "Polo"),
    ("area", "Area"),
    ("motive", "Motivo"),
    ("month", "Mese"),
    ("polo,month", "Polo e mese"),
    ("polo,area", "Polo e area"),
    ("polo,motive", "Polo e motivo"),
];

/// The tables: an id, the title, the counts.
pub const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "requests",
        "Richieste",
        &["requests", "in_time", "late", "open", "taken_back"],
    ),
    (
        "ended",
        "Come si sono concluse",
        &[
            "ended",
            "helped",
            "signposted",
            "no_contact",
            "gave_up",
            "other",
            "withdrawn",
        ],
    ),
    (
        "appointments",
        "Appuntamenti",
        &[
            "appointments",
            "booked",
            "attended",
            "came_late",
            "missed",
            "cancelled",
        ],
    ),
];

/// What is counted.
pub const COUNTS: super::Named = &[
    ("requests", "Ricevute"),
    ("in_time", "Con risposta nei tempi"),
    ("late", "In ritardo"),
    ("open", "Ancora nei tempi"),
    ("taken_back", "Ritirate prima"),
    ("ended", "Concluse"),
    ("helped", "Aiuta il Polo"),
    ("signposted", "Aiuta qualcun altro"),
    ("no_contact", "Persona non raggiunta"),
    ("gave_up", "Non serve più"),
    ("other", "In altro modo"),
    ("withdrawn", "Ritirate"),
    ("appointments", "Tutti"),
    ("booked", "Da fare o da segnare"),
    ("attended", "La persona è venuta"),
    ("came_late", "È venuta in ritardo"),
    ("missed", "Non è venuta"),
    ("cancelled", "Disdetti"),
];

/// What people wait for.
pub const WAITS: &[(&str, &str)] = &[
    ("taken", "Presa in carico"),
    ("answer", "Prima risposta"),
    ("appointment", "Appuntamento"),
];
