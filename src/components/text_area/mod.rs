//! Several lines of text, with what is left of the space.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::texts::{Key, Texts, text};
use gloo::timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// How long the keys rest before a screen reader hears what is left.
const REST_MS: u32 = 1200;

/// Props of [`TextArea`].
#[derive(Clone, PartialEq, Properties)]
pub struct TextAreaProps {
    /// The words.
    pub texts: Texts,
    /// The field's name in the form.
    pub name: AttrValue,
    /// What it asks.
    pub label: AttrValue,
    /// May be empty.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with the answer; empty when nothing is.
    #[prop_or_default]
    pub error: AttrValue,
    /// Whether the label says that it may stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// What is typed in it.
    #[prop_or_default]
    pub value: AttrValue,
    /// How many characters fit. Nothing is cut: what is too long is said.
    pub limit: usize,
    /// How tall it is, in lines.
    #[prop_or(5)]
    pub rows: u8,
    /// Whether the app is live: only then is what is left known.
    #[prop_or_default]
    pub live: bool,
    /// What is typed, at each key.
    #[prop_or_default]
    pub oninput: Callback<String>,
}

/// Several lines of text. Once live it says how much space is left: to the eye at each key, to the ear when they rest.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let name = &props.name;
    let live = props.live;
    let left = if live {
        left(&props.texts, &props.value, props.limit)
    } else {
        most(&props.texts, props.limit)
    };
    let heard = use_state_eq(String::new);
    {
        let heard = heard.clone();
        use_effect_with((props.value.clone(), left.clone()), move |(value, left)| {
            let left = left.clone();
            let timer = (live && !value.is_empty()).then(|| Timeout::new(REST_MS, move || heard.set(left)));
            move || drop(timer)
        });
    }
    let typed = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let space = format!("space-{name}");
    html! {
        <div key={format!("group-{name}")} class={field::group(&props.error)}>
            <label key="label" class="form-label" for={field::id(name)}>
                { field::label(&props.texts, &props.label, props.optional) }
            </label>
            { field::hint(name, &props.hint) }
            { field::error(&props.texts, name, &props.error) }
            <textarea
                key="input"
                class="form-control"
                id={field::id(name)}
                name={name.clone()}
                value={props.value.clone()}
                rows={props.rows.to_string()}
                dir="auto"
                aria-describedby={field::described_by(name, &props.hint, &props.error, Some(space.clone()))}
                aria-invalid={field::invalid(&props.error)}
                oninput={typed}
            />
            <p key="space" class="form-text" id={space}>{ text(&left) }</p>
            <p key="heard" class="visually-hidden" aria-live="polite">{ text(&heard) }</p>
        </div>
    }
}

fn most(texts: &Texts, limit: usize) -> String {
    texts.fill(Key::form_up_to, &[("max", &limit.to_string())])
}

/// What is left, counted as the server counts: line breaks as one, blanks at the ends not at all.
fn left(texts: &Texts, value: &str, limit: usize) -> String {
    let used = value.trim().chars().filter(|&c| c != '\r').count();
    let (one, many, count) = match limit.checked_sub(used) {
        Some(0) | None if used > limit => (Key::form_over_one, Key::form_over, used - limit),
        left => (Key::form_left_one, Key::form_left, left.unwrap_or_default()),
    };
    if count == 1 {
        texts.get(one).to_owned()
    } else {
        texts.fill(many, &[("count", &count.to_string())])
    }
}
