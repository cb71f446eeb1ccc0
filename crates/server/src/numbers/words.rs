//! The words of a file of numbers, in Italian. Never here: a number.

/// What each count and each wait is, by its word.
const WORDS: &[(&str, &str)] = &[
    ("requests", "Richieste ricevute"),
    ("in_time", "Richieste con risposta entro il giorno promesso"),
    ("late", "Richieste senza risposta entro il giorno promesso"),
    ("open", "Richieste senza risposta, ancora nei tempi"),
    ("taken_back", "Richieste ritirate prima di una risposta"),
    ("ended", "Richieste concluse"),
    ("helped", "Concluse: il Polo aiuta"),
    ("signposted", "Concluse: aiuta qualcun altro"),
    ("no_contact", "Concluse: persona non raggiunta"),
    ("gave_up", "Concluse: la persona non ne ha più bisogno"),
    ("other", "Concluse: in altro modo"),
    ("withdrawn", "Concluse: ritirate dalla persona"),
    ("appointments", "Appuntamenti"),
    ("booked", "Appuntamenti da fare, o senza esito segnato"),
    ("attended", "Appuntamenti: la persona è venuta"),
    ("came_late", "Appuntamenti: la persona è venuta in ritardo"),
    ("missed", "Appuntamenti: la persona non è venuta"),
    ("cancelled", "Appuntamenti disdetti"),
    (
        "taken_median",
        "Giorni lavorativi fino alla presa in carico: metà delle richieste (mediana)",
    ),
    (
        "taken_nine_in_ten",
        "Giorni lavorativi fino alla presa in carico: nove richieste su dieci",
    ),
    (
        "answer_median",
        "Giorni lavorativi fino alla prima risposta: metà delle richieste (mediana)",
    ),
    (
        "answer_nine_in_ten",
        "Giorni lavorativi fino alla prima risposta: nove richieste su dieci",
    ),
    (
        "appointment_median",
        "Giorni lavorativi fino all'appuntamento: metà delle richieste (mediana)",
    ),
    (
        "appointment_nine_in_ten",
        "Giorni lavorativi fino all'appuntamento: nove richieste su dieci",
    ),
];

/// In words; the word itself where there are none.
pub(super) fn words(word: &str) -> &str {
    let found = WORDS.iter().find(|(other, _)| *other == word);
    found.map_or(word, |(_, words)| words)
}

/// The note beside a number that is hidden.
pub(super) const FEW: &str = "meno di 5";
/// The note beside a number that hidden ones are part of.
pub(super) const ABOUT: &str = "circa: comprende numeri piccoli";
/// The note where a wait is not shown.
pub(super) const NO_WAIT: &str = "non pubblicato";
/// All months, Poli, areas or motives together.
pub(super) const ALL: &str = "";

#[cfg(test)]
mod tests {
    use super::words;
    use domain::numbers::{Measure, Sum, Wait};

    #[test]
    fn whatever_is_counted_has_its_words() {
        let measures = Measure::ALL.iter().map(|measure| measure.word().to_owned());
        let sums = Sum::ALL.iter().map(|sum| sum.word().to_owned());
        let waits = Wait::ALL
            .iter()
            .flat_map(|wait| ["median", "nine_in_ten"].map(|part| format!("{}_{part}", wait.word())));
        for word in measures.chain(sums).chain(waits) {
            assert_ne!(words(&word), word);
        }
    }
}
