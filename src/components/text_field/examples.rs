//! The states of [`super::TextField`].

use super::TextField;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG, UNBROKEN};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let name = |name: &'static str, label: &'static str, value: &'static str, error: &'static str| {
        html! {
            <TextField
                texts={texts.clone()} {name} {label} {value} {error} optional=true autocomplete="off"
                hint="Puoi usare un nome diverso dal tuo."
            />
        }
    };
    let phone = |name: &'static str, value: &'static str, error: &'static str| {
        html! {
            <TextField
                texts={texts.clone()} {name} label="Telefono" {value} {error} kind="tel" autocomplete="tel" inputmode="tel" short=true
            />
        }
    };
    let when = html! { <TextField texts={texts.clone()} name="at-1" label="Giorno e ora" kind="datetime-local" short=true /> };
    vec![
        Example::new("empty", name("name-1", "Che nome usiamo?", "", "")),
        Example::new("filled", name("name-2", "Che nome usiamo?", "Đặng Thị", "")),
        Example::new(
            "in error",
            phone(
                "phone-1",
                "052",
                "Il numero ha 3 cifre: ne servono almeno 6. Controlla e scrivilo intero.",
            ),
        ),
        Example::new("telephone, filled", phone("phone-2", "+39 333 123 4567", "")),
        Example::new("date and time", when),
        Example::new("long text", name("name-3", LONG, UNBROKEN, LONG)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ name("name-4", ARABIC, ARABIC, ARABIC) }</div> },
        ),
    ]
}
