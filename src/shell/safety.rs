//! What a person in danger needs: the two numbers, the page with all of them, and the way out. Always in sight: at the
//! foot of a phone, at the head of a wide screen.

use super::FooterLinks;
use crate::bundle::Bundle;
use crate::components::{Icon, tel};
use crate::texts::Key;
use yew::prelude::*;

/// The numbers that stay in sight; the others are one touch away.
const ALWAYS: usize = 2;

pub(super) fn bar(bundle: &Bundle, links: &FooterLinks) -> Html {
    let say = |key| bundle.texts.get(key).to_owned();
    let number = |urgent: &domain::catalogue::UrgentNumber| {
        html! {
            <li class="safety-number">
                <a href={tel(&urgent.number)} aria-label={format!("{}: {}", bundle.texts.fill(Key::urgent_call, &[("number", &urgent.number)]), urgent.label)}>
                    <Icon name="telephone" class="icon-sm" />
                    <strong>{ urgent.number.clone() }</strong>
                    <span class="safety-label">{ urgent.label.clone() }</span>
                </a>
            </li>
        }
    };
    html! {
        <nav class="safety" aria-label={say(Key::urgent_label)}>
            <div class="container safety-inner">
                <p class="safety-question">{ say(Key::urgent_question) }</p>
                <ul class="safety-numbers">
                    { for bundle.catalogue.urgent.iter().take(ALWAYS).map(number) }
                    <li>
                        <a href={links.urgent.clone()} aria-label={format!("{}: {}", say(Key::urgent_short), say(Key::urgent_all))}>
                            <span class="safety-short">{ say(Key::urgent_short) }</span>
                            <span class="safety-all">{ say(Key::urgent_all) }</span>
                        </a>
                    </li>
                </ul>
                <a class="btn btn-warning js-exit" href={bundle.site.exit_to.clone()} rel="noreferrer noopener">{ say(Key::exit_now) }</a>
            </div>
        </nav>
    }
}
