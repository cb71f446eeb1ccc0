//! The work on a request: to whom it goes, what is noted, how it ends.

super::words! {

    REOPEN = "Riapri la richiesta";
    REOPEN_LABEL = "Perché si riapre";
    REOPEN_HINT = "Resta tra le note dei colleghi. La persona vede che è riaperta.";
    REOPENED = "Richiesta riaperta.";

    HAND_OVER = "Passa a qualcun altro";
    HAND_OVER_LEAD = "Finché l'altra parte non accetta, la richiesta resta dov'è.";
    TO_LABEL = "A chi";
    TO_ANYBODY = "Chi c'è in quell'area";
    POLO_LABEL = "Polo";
    AREA_LABEL = "Area";
    WHY_LABEL = "Perché";
    WHY_HINT = "Lo legge chi la riceve, non la persona.";
    ASK = "Chiedi di prenderla";
    ASKED = "Passaggio chiesto.";
    WAITS = "{by} chiede di passarla a {to}";
    WAITS_FOR_YOU = "{by} ti chiede di prendere questa richiesta";
    SOMEBODY_AT = "{polo}, {area}";
    ACCEPT = "Accetta";
    ACCEPTED = "È in carico a te.";
    REFUSE = "Rifiuta";
    REFUSE_LABEL = "Perché no";
    REFUSED_NOW = "Passaggio rifiutato.";
    TAKE_BACK = "Ritira il passaggio";
    TAKEN_BACK = "Passaggio ritirato.";
    REFUSED = "Il passaggio è stato rifiutato";

    NOTES = "Note dei colleghi";
    NOTES_LEAD = "Le leggono i colleghi di questo Polo e di quest'area. La persona no.";
    NO_NOTES = "Non ci sono note.";
    NOTE = "Scrivi una nota";
    NOTE_LABEL = "Nota";
    NOTE_HINT = "Fino a 2000 caratteri. Scrivi solo quello che serve per aiutare.";
    SAVE = "Salva";
    NOTED = "Nota salvata.";
    CONTACT = "Hai cercato la persona";
    CONTACT_WAY = "Come";
    CONTACT_REACHED = "Com'è andata";
    CONTACT_TEXT = "Altro da dire";
    CONTACTED = "Salvato.";
    NO_MESSAGES = "Questa persona non vuole messaggi.";
    NEXT = "Prossimo passo";
    NEXT_DAY = "Giorno";
    NEXT_TEXT = "Che cosa";
    NEXT_HINT = "In quel giorno la richiesta sta in cima all'elenco.";
    NEXT_CLEAR = "È fatto: togli";
    PLANNED = "Prossimo passo salvato.";
    CLEARED = "Prossimo passo tolto.";

    ALIKE = "Forse la stessa persona";
    ALIKE_LEAD = "Queste richieste danno lo stesso telefono o la stessa email. Può essere anche qualcuno di famiglia.";
    SAME = "È la stessa";
    DIFFERENT = "Non è la stessa";
    FORGET = "Togli";
    COMPARED = "Salvato.";

}

/// How a person was looked for.
pub const TRIED: super::Named = &[
    ("phone", "Per telefono"),
    ("email", "Per email"),
    ("in_person", "Di persona"),
];

/// What came of it.
pub const REACHED: super::Named = &[
    ("reached", "Ci siamo parlati"),
    ("no_answer", "Non ha risposto"),
    ("left_message", "Ho lasciato un messaggio"),
];

/// What was said of two requests.
pub const VERDICTS: super::Named = &[("same", "La stessa persona"), ("different", "Due persone")];
