//! The numbers that come before anything else, and the way out: at every step from the one that spoke of danger.

use super::Scene;
use crate::components::{Tone, UrgentNumbersProps, callout, urgent_numbers};
use crate::texts::{Key, text};
use domain::catalogue::UrgentNumber;
use yew::prelude::*;
use yew::props;

/// What the answers say of danger; an empty element where they say nothing of it.
pub(super) fn panel(scene: &Scene<'_>) -> Html {
    let Scene { texts, outcome, .. } = scene;
    let (first, then) = (&outcome.safety_first, &outcome.safety_then);
    let help = outcome.help.iter().map(|path| scene.link(path));
    html! {
        <div key="safety" class="assess-safety" aria-live="assertive">
            if !first.is_empty() {
                <div key={first.join("|")}>
                    { callout(Tone::Danger, texts.get(Key::assess_danger_title), "note", html! { <div key="danger">
                        { urgent_numbers(&props!(UrgentNumbersProps { numbers: numbers(scene, first) })) }
                        if !then.is_empty() {
                            <p key="also"><strong>{ texts.say(Key::assess_danger_then) }</strong></p>
                            { urgent_numbers(&props!(UrgentNumbersProps { numbers: numbers(scene, then) })) }
                        }
                        <ul key="help" class="link-list">{ for help.map(|link| html! { <li>{ link }</li> }) }</ul>
                        <p key="leave">
                            <button key="leave" type="button" class="btn btn-warning js-exit">{ texts.say(Key::exit_now) }</button>
                        </p>
                    </div> }) }
                </div>
            } else if !then.is_empty() {
                <div key={then.join("|")}>
                    { callout(Tone::Warning, texts.get(Key::assess_then_title), "note", html! { <div key="then">
                        { urgent_numbers(&props!(UrgentNumbersProps { numbers: numbers(scene, then) })) }
                        <ul key="help" class="link-list">{ for help.map(|link| html! { <li>{ link }</li> }) }</ul>
                    </div> }) }
                </div>
            }
        </div>
    }
}

/// Each number with who answers; where its source is not sure, that is said.
fn numbers(scene: &Scene<'_>, numbers: &[String]) -> Vec<UrgentNumber> {
    let number = |number: &String| {
        let urgent = scene
            .bundle
            .catalogue
            .urgent
            .iter()
            .find(|urgent| urgent.number == *number);
        let known = scene.rules.numbers.iter().find(|known| known.number == *number);
        let when = match (urgent, known) {
            (Some(urgent), _) => urgent.when.clone(),
            (None, Some(known)) if known.to_verify => scene.texts.get(Key::assess_to_verify).to_owned(),
            _ => String::new(),
        };
        UrgentNumber {
            number: number.clone(),
            label: known.map_or_else(String::new, |known| {
                scene.rules.say(&known.label, scene.lang).to_owned()
            }),
            when,
        }
    };
    numbers.iter().map(number).collect()
}

impl Scene<'_> {
    /// A link to a page that the rules name.
    pub(super) fn link(&self, path: &str) -> Html {
        let link = self.rules.pages.get(path);
        let (path, title, lang) = link.map_or_else(
            || (path.to_owned(), path.to_owned(), String::new()),
            |link| (link.path.clone(), link.title.clone(), link.lang.clone()),
        );
        let lang = (!lang.is_empty()).then_some(lang);
        html! { <a key={path.clone()} href={path} {lang}>{ text(&title) }</a> }
    }
}
