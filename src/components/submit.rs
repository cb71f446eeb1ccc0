//! A button that sends its form to another address: without scripts that is a step of the server's; when the app is live,
//! a callback takes its place.

use yew::prelude::*;

/// Where such a button sends the form, and the pair it adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submit {
    /// `formaction`
    pub action: AttrValue,
    /// Empty where the button adds nothing.
    pub name: AttrValue,
    /// The value that goes with the name.
    pub value: AttrValue,
}

impl Submit {
    /// A button that only names an address.
    pub fn to(action: impl Into<AttrValue>) -> Self {
        Self {
            action: action.into(),
            ..Self::default()
        }
    }

    /// The button.
    pub(super) fn button(&self, class: &'static str, onclick: Callback<()>, inside: Html) -> Html {
        let (name, value) = match self.name.as_str() {
            "" => (None, None),
            _ => (Some(self.name.clone()), Some(self.value.clone())),
        };
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            onclick.emit(());
        });
        html! {
            <button type="submit" {class} formaction={self.action.clone()} formnovalidate=true {name} {value} {onclick}>
                { inside }
            </button>
        }
    }

    /// The unseen button that Enter presses: a form sent from a field presses its first button, which must not be one
    /// of those that lead elsewhere.
    pub(super) fn default_button() -> Html {
        html! { <button key="default" type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button> }
    }
}
