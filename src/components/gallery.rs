//! Every component in every state, for the gallery page and for the tests that walk it. On the server only.

use crate::bundle::Bundle;
use yew::Html;

/// A component in one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The state, in a few words.
    pub name: &'static str,
    /// What shows.
    pub html: Html,
}

impl Example {
    /// A component in one state.
    pub(super) fn new(name: &'static str, html: Html) -> Self {
        Self { name, html }
    }
}

/// Longer than any text should be.
pub(super) const LONG: &str = "Una domanda molto lunga, come capita quando chi la scrive teme di dimenticare un caso: \
    vuoi venire di persona, preferisci che ti telefoniamo, oppure non lo sai ancora e ne parliamo insieme più avanti?";

/// Words that run from right to left.
pub(super) const ARABIC: &str = "كيف تفضل أن نتواصل معك؟";

/// What an answer without blanks can look like.
pub(super) const UNBROKEN: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/// Every component with its examples, by name.
pub fn gallery(bundle: &Bundle) -> Vec<(&'static str, Vec<Example>)> {
    let texts = &bundle.texts;
    vec![
        ("appointment_facts", super::appointment_facts::examples(bundle)),
        ("breadcrumb", super::breadcrumb::examples(texts)),
        ("button_row", super::button_row::examples()),
        ("callout", super::callout::examples()),
        ("card", super::card::examples()),
        ("check_box", super::check_box::examples(texts)),
        ("choice_list", super::choice_list::examples(texts)),
        ("code_box", super::code_box::examples(texts)),
        ("error_summary", super::error_summary::examples()),
        ("free_times", super::free_times::examples(bundle)),
        ("icon", super::icon::examples()),
        ("instance_notice", super::instance_notice::examples(texts)),
        ("language_notice", super::language_notice::examples(texts)),
        ("opening_hours", super::opening_hours::examples(texts)),
        ("page_index", super::page_index::examples(texts)),
        ("polo_card", super::polo_card::examples(texts)),
        ("seat_notice", super::seat_notice::examples(bundle)),
        ("select_field", super::select_field::examples(texts)),
        ("step_indicator", super::step_indicator::examples(texts)),
        ("summary_list", super::summary_list::examples(texts)),
        ("text_area", super::text_area::examples(texts)),
        ("text_field", super::text_field::examples(texts)),
        ("urgent_numbers", super::urgent_numbers::examples()),
    ]
}
