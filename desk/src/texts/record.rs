//! The record of accounts.

super::words! {
    TITLE = "Registro";
    ACCOUNTS_TITLE = "Registro degli accessi";
    LEAD = "Gli ultimi 500 fatti, i più nuovi prima.";
    WHEN = "Quando";
    WHAT = "Che cosa";
    WHO = "Chi";
    WHOSE = "Sull'accesso di";
    COMMAND_LINE = "dal server";
    REQUEST_TITLE = "Registro di una richiesta";
    REQUEST_LEAD = "Chi ha fatto che cosa con una richiesta. Leggerlo non lascia tracce, e non dice niente della persona.";
    CODE = "Codice della richiesta";
    SEE = "Vedi";
}

/// What was done with an account.
pub const DONE: super::Named = &[
    ("added", "creato"),
    ("set_up", "attivato"),
    ("granted", "compiti cambiati"),
    ("disabled", "disattivato"),
    ("reset", "nuovo codice di attivazione"),
    ("signed_in", "entrata"),
    ("recovery_used", "entrata con un codice di riserva"),
    ("password_changed", "password cambiata"),
    ("signed_in_by_provider", "entrata con il servizio del Comune"),
    ("provider_allowed", "può entrare con il servizio del Comune"),
    ("provider_linked", "prima entrata con il servizio del Comune"),
    ("provider_ended", "non entra più con il servizio del Comune"),
    ("token_reused", "accesso chiuso: una sessione copiata"),
];

/// From where something was done.
pub const FROM: super::Named = &[
    ("portal", "(dal portale)"),
    ("desk", "(dalla scrivania)"),
    ("command_line", "(dal server, a mano)"),
    ("server", "(dal programma)"),
    ("", ""),
];
