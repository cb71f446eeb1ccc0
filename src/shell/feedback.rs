//! The feedback box that the criteria prescribe: stars, then one of two questions, then a few words. A plain form; which
//! question shows is the style sheet's doing.

use crate::bundle::Bundle;
use crate::components::Icon;
use crate::texts::Key;
use domain::feedback::FeedbackForm;
use yew::prelude::*;

const STARS: [(u8, Key); 5] = [
    (1, Key::feedback_star_1),
    (2, Key::feedback_star_2),
    (3, Key::feedback_star_3),
    (4, Key::feedback_star_4),
    (5, Key::feedback_star_5),
];

/// The values of `domain::feedback::ASPECTS`, and their words.
const LIKED: [(&str, Key); 5] = [
    ("clear", Key::feedback_liked_clear),
    ("complete", Key::feedback_liked_complete),
    ("on_track", Key::feedback_liked_on_track),
    ("no_faults", Key::feedback_liked_no_faults),
    ("other", Key::feedback_liked_other),
];

const HARD: [(&str, Key); 5] = [
    ("clear", Key::feedback_hard_clear),
    ("complete", Key::feedback_hard_complete),
    ("on_track", Key::feedback_hard_on_track),
    ("no_faults", Key::feedback_hard_no_faults),
    ("other", Key::feedback_hard_other),
];

/// What was sent and not kept, so that nothing of it is lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refused {
    /// As sent.
    pub form: FeedbackForm,
    /// Why the words were not taken.
    pub why: String,
}

pub(super) fn form(bundle: &Bundle, path: &str, refused: Option<&Refused>) -> Html {
    let say = |key| bundle.texts.get(key).to_owned();
    let sent = refused.map(|refused| refused.form.clone()).unwrap_or_default();
    let path = if sent.page.is_empty() {
        path.to_owned()
    } else {
        sent.page.clone()
    };
    let described = if refused.is_some() {
        "feedback-detail-hint feedback-detail-error"
    } else {
        "feedback-detail-hint"
    };
    html! {
        <section class="cmp-rating" aria-labelledby="feedback-title" data-element="feedback">
            <div class="container">
                <form class="cmp-rating__card" method="post" action="/feedback">
                    <input type="hidden" name="page" value={path} />
                    <h2 class="cmp-rating__title" id="feedback-title" data-element="feedback-title">{ say(Key::feedback_title) }</h2>
                    <fieldset class="rating">
                        <legend class="visually-hidden">{ say(Key::feedback_rate) }</legend>
                        { for STARS.iter().map(|&(value, key)| star(value, &say(key), sent.rating == value.to_string())) }
                    </fieldset>
                    { question(bundle, "liked", "feedback-rating-positive", Key::feedback_positive, (&LIKED, &sent.liked)) }
                    { question(bundle, "hard", "feedback-rating-negative", Key::feedback_negative, (&HARD, &sent.hard)) }
                    <div class="form-group cmp-rating__more">
                        <label class="form-label" for="feedback-detail">{ say(Key::feedback_detail) }</label>
                        <p class="form-text" id="feedback-detail-hint">{ say(Key::feedback_detail_hint) }</p>
                        if let Some(refused) = refused {
                            <p class="invalid-feedback" id="feedback-detail-error">
                                <span class="visually-hidden">{ say(Key::form_error) }{ " " }</span>{ refused.why.clone() }
                            </p>
                        }
                        <input
                            class="form-control"
                            type="text"
                            value={sent.detail.clone()}
                            aria-invalid={refused.map(|_| "true")}
                            id="feedback-detail"
                            name="detail"
                            dir="auto"
                            autocomplete="off"
                            aria-describedby={described}
                            data-element="feedback-input-text"
                        />
                        <button class="btn btn-primary" type="submit">{ say(Key::feedback_send) }</button>
                    </div>
                </form>
            </div>
        </section>
    }
}

/// A star. A radio button: a second click on it changes nothing.
fn star(value: u8, words: &str, checked: bool) -> Html {
    let id = format!("star-{value}");
    html! {
        <>
            <input type="radio" id={id.clone()} name="rating" value={value.to_string()} {checked} required=true />
            <label for={id} data-element={format!("feedback-rate-{value}")}>
                <Icon name="star-full" />
                <span class="visually-hidden">{ words.to_owned() }</span>
            </label>
        </>
    }
}

fn question(
    bundle: &Bundle,
    name: &'static str,
    element: &'static str,
    key: Key,
    (answers, chosen): (&[(&'static str, Key)], &str),
) -> Html {
    let answer = |&(value, key): &(&'static str, Key)| {
        let id = format!("feedback-{name}-{value}");
        html! {
            <div class="form-check choice">
                <input class="form-check-input" type="radio" id={id.clone()} {name} {value} checked={value == chosen} />
                <label class="form-check-label" for={id} data-element="feedback-rating-answer">{ bundle.texts.get(key).to_owned() }</label>
            </div>
        }
    };
    html! {
        <fieldset class={format!("form-group cmp-steps-rating {element}")} data-element={element}>
            <legend class="form-label" data-element="feedback-rating-question">{ bundle.texts.get(key).to_owned() }</legend>
            <div class="choices">{ for answers.iter().map(answer) }</div>
        </fieldset>
    }
}
