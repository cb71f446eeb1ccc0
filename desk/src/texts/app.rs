//! What stands around every screen.

super::words! {
    NAME = "Scrivania";
    SKIP = "Vai al contenuto";
    SCREENS = "Schermate";
    QUEUE = "Richieste";
    PEOPLE = "Persone";
    RECORD = "Registro";
    NUMBERS = "Numeri";
    SIGN_OUT = "Esci";
    OPENING = "Apro la scrivania…";
    LOADING = "Carico…";
    AGAIN = "Riprova";
    BACK = "Annulla";
    UNREACHABLE = "Non riesco a collegarmi";
    UNREACHABLE_DETAIL = "Quello che hai scritto è ancora qui. Controlla la connessione e riprova.";
    NOT_UNDERSTOOD = "Non capisco la risposta del server";
    NOT_UNDERSTOOD_DETAIL = "Può darsi che la scrivania sia stata aggiornata: ricarica la pagina. Se non basta, avvisa chi la cura.";
    UNKNOWN = "Questa pagina non c'è";
    UNKNOWN_DETAIL = "L'indirizzo non è di nessuna schermata. Torna alle richieste.";
    NO_ROLE = "Il tuo accesso non ha ancora compiti";
    NO_ROLE_DETAIL = "Chiedi a chi amministra gli accessi di dirti che cosa puoi fare, e in quale Polo.";
    ALL_POLI = "tutti i Poli";
    ALL_AREAS = "tutte le aree";
    COPY = "Copia";
    COPIED = "Copiato.";
    COPY_FAILED = "Non riesco a copiare: seleziona il testo e copialo a mano.";
    PRINT = "Stampa";
}

/// Roles, as people read them.
pub const ROLES: super::Named = &[
    ("front_desk", "Accoglienza"),
    ("social_worker", "Assistente sociale"),
    ("coordinator", "Coordinamento"),
    ("administrator", "Amministra gli accessi"),
    ("auditor", "Legge il registro"),
];
