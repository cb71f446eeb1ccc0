//! One's own account.

super::words! {
    TITLE = "Il mio accesso";
    MAY = "Che cosa posso fare";
    IN_POLO = "{role}: {polo}, {area}";
    SESSIONS = "Dove sono entrato";
    SESSIONS_LEAD = "Una riga per ogni accesso ancora aperto. Se non ne riconosci uno, chiudilo e cambia la password.";
    SINCE = "Aperto";
    SEEN = "Usato l'ultima volta";
    THIS_ONE = "questo";
    END = "Chiudi";
    END_OF = "Chiudi l'accesso aperto {when}";
    ENDED = "Accesso chiuso.";
    PASSWORD_TITLE = "Cambia la password";
    PASSWORD_LEAD = "Gli altri accessi aperti si chiudono.";
    CURRENT = "Password di adesso";
    CHANGE = "Cambia la password";
    CHANGED = "Da adesso vale la nuova password. Gli altri accessi sono chiusi.";
}
