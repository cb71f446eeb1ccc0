//! Accounts.

super::words! {
    TITLE = "Persone";
    LEAD = "Chi può entrare, e che cosa può fare. Il tuo accesso lo cambia qualcun altro.";
    ADD = "Aggiungi una persona";
    NAME = "Nome e cognome";
    NAME_HINT = "Come lo leggono i cittadini nel registro delle aperture.";
    LOGIN = "Nome utente";
    LOGIN_HINT = "Da 3 a 60 lettere senza accenti, cifre e i segni . - _ @";
    GRANTS = "Che cosa può fare";
    ROLE = "Compito";
    POLO = "Polo";
    AREA = "Area";
    ANOTHER = "Aggiungi un altro compito";
    REMOVE = "Togli";
    REMOVE_GRANT = "Togli: {grant}";
    NO_GRANT = "Nessun compito: può entrare, ma non vede niente.";
    SAVE_NEW = "Crea l'accesso";
    SAVE_GRANTS = "Salva i compiti";
    SAVED = "Compiti salvati: valgono da adesso, anche per chi è già dentro.";
    STATE = "Stato";
    ACTIVE = "attivo";
    TO_SET_UP = "da attivare";
    DISABLED = "disattivato";
    CHANGE = "Cambia";
    CHANGE_OF = "Cambia l'accesso di {name}";
    DISABLE = "Disattiva";
    DISABLE_TITLE = "Disattivare l'accesso di {name}?";
    DISABLE_MEANS = "Esce subito da ovunque e non può più rientrare, finché non dai un nuovo codice.";
    DISABLE_YES = "Sì, disattiva";
    DISABLED_DONE = "Accesso disattivato.";
    RESET = "Nuovo codice di attivazione";
    RESET_TITLE = "Dare a {name} un nuovo codice?";
    RESET_MEANS = "La password e i codici di adesso non valgono più e gli accessi aperti si chiudono. Serve a chi ha perso il telefono o la password, o torna.";
    RESET_YES = "Sì, dai un nuovo codice";
    TICKET_TITLE = "Codice di attivazione di {name}";
    TICKET_LEAD = "Consegnalo a voce o su carta, solo a {name}. Vale una volta, fino a {until}. Non lo mostriamo più.";
    TICKET_WHERE = "Si usa a questo indirizzo:";
    TICKET_DONE = "L'ho consegnato";
    EMPTY = "Nessun accesso da amministrare.";
    CLOSE = "Fatto";
}
