//! Signing in, and an account set up.

super::words! {
    TITLE = "Entra";
    ENDED = "La sessione è finita";
    ENDED_DETAIL = "Entra di nuovo: quello che stavi scrivendo è ancora qui.";
    LOGIN = "Nome utente";
    PASSWORD = "Password";
    ON = "Avanti";
    CODE = "Codice del telefono";
    CODE_HINT = "Le sei cifre che mostra l'app sul telefono. Se non hai il telefono: uno dei tuoi codici di riserva.";
    ENTER = "Entra";
    FROM_START = "Torna a nome e password";
    FIRST_TIME = "È la prima volta?";
    FIRST_TIME_LINK = "Attiva il tuo accesso con il codice che ti hanno dato";
    OR = "Oppure:";
    ENTER_WITH = "Entra con {name}";
    LOST = "Hai perso il telefono o la password? Chi amministra gli accessi può darti un nuovo codice di attivazione.";

    SETUP_TITLE = "Attiva il tuo accesso";
    SETUP_LEAD = "Ti serve il codice di attivazione che ti ha dato chi amministra gli accessi. Vale 24 ore, una volta sola.";
    TICKET = "Codice di attivazione";
    TICKET_HINT = "26 lettere e cifre. Trattini e spazi non contano.";
    SETUP_FOR = "Accesso di {name}";
    SETUP_LOGIN = "Entrerai con il nome utente {login}.";
    PHONE_TITLE = "1. Collega il telefono";
    PHONE_LEAD = "Apri sul telefono un'app per i codici (per esempio Aegis, FreeOTP, Google Authenticator) e inquadra questa immagine.";
    PICTURE = "Immagine da inquadrare con l'app dei codici. Se non puoi, scrivi nell'app la chiave qui sotto.";
    SECRET = "Oppure scrivi nell'app questa chiave";
    PASSWORD_TITLE = "2. Scegli una password";
    NEW_PASSWORD = "Nuova password";
    PASSWORD_HINT = "Almeno 12 caratteri. Una frase di tre o quattro parole si ricorda meglio di segni strani. Non usarla altrove.";
    PROVE_TITLE = "3. Prova il codice";
    SHOWN_CODE = "Il codice che il telefono mostra adesso";
    SHOWN_CODE_HINT = "Sei cifre. Cambiano ogni 30 secondi.";
    SET_UP = "Attiva l'accesso";
    CODES_TITLE = "Il tuo accesso è attivo";
    CODES_LEAD = "Questi sono i tuoi codici di riserva. Ognuno vale una volta, al posto del codice del telefono. Non li mostriamo più: stampali o copiali adesso, e tienili lontano dal telefono.";
    CODES_KEPT = "Li ho messi al sicuro: vado a entrare";
}
