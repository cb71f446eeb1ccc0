//! A code to be kept: large to the eye, one character at a time to the ear, copied with one touch.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::components::{IconProps, icon};
use crate::hooks::use_live;
use crate::texts::{Key, Texts, text};
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;
use yew::props;

/// Props of [`CodeBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct CodeBoxProps {
    /// The words.
    pub texts: Texts,
    /// What it is: «Il tuo codice».
    pub label: AttrValue,
    /// As people should write it: `K7QF-3MZP-9X`.
    pub code: AttrValue,
    /// Whether it is long, and shown smaller.
    #[prop_or_default]
    pub long: bool,
}

/// A code to be kept. The button that copies it is there only where it can work: once the app is live.
#[component]
pub fn CodeBox(props: &CodeBoxProps) -> Html {
    let live = use_live();
    let said = use_state_eq(|| None);
    let onclick = {
        let (said, code) = (said.clone(), props.code.to_string());
        Callback::from(move |_: MouseEvent| {
            let (said, code) = (said.clone(), code.clone());
            yew::platform::spawn_local(async move {
                let copied =
                    JsFuture::from(gloo::utils::window().navigator().clipboard().write_text(&code)).await;
                said.set(Some(if copied.is_ok() {
                    Key::receipt_copied
                } else {
                    Key::form_copy_failed
                }));
            });
        })
    };
    let spelled: Vec<String> = props
        .code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(String::from)
        .collect();
    html! {
        <div class={if props.long { "code-box code-box-long" } else { "code-box" }}>
            <p key="label" class="code-label">{ text(&props.label) }</p>
            <p key="code" class="code-value" dir="ltr" translate="no">
                <span key="seen" aria-hidden="true">{ text(&props.code) }</span>
                <span key="heard" class="visually-hidden">{ text(&spelled.join(" ")) }</span>
            </p>
            <div key="copy" class="code-copy">
                if live {
                    <button type="button" class="btn btn-outline-primary btn-sm" {onclick}>
                        { icon(&props!(IconProps { name: "copy" })) }
                        { props.texts.say(Key::receipt_copy) }
                        <span key="what" class="visually-hidden">{ ": " }{ text(&props.label) }</span>
                    </button>
                }
            </div>
            <p key="said" class="code-said" role="status">
                if let Some(said) = *said { { props.texts.say(said) } }
            </p>
        </div>
    }
}
