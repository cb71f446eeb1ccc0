//! The last step: every answer as it will be sent, each to be changed alone, and consent.

use crate::bundle::Bundle;
use crate::components::{
    CheckBoxProps, Submit, SummaryListProps, SummaryRow, appointment_facts, check_box, summary_list,
};
use crate::hooks::Go;
use crate::route::Route;
use crate::texts::{Key, Texts};
use crate::times::polo_of;
use crate::visit::{Visit, Visiting};
use api::agenda::AppointmentView;
use domain::request::{Draft, Step};
use yew::prelude::*;
use yew::props;

/// The answers, the lines that are brought, what happens to them, and consent.
pub(super) fn summary_fields(bundle: &Bundle, visit: &Visiting, go: &Go, brought: Html) -> Html {
    let texts = &bundle.texts;
    let rows: Vec<SummaryRow> = Step::ALL[..7]
        .iter()
        .map(|&step| row(bundle, texts, visit, step))
        .collect();
    let onchange = {
        let (visit, go) = (visit.clone(), go.clone());
        Callback::from(move |at: usize| {
            visit.change(|visit| {
                visit.changing = true;
                visit.faults.clear();
                visit.problem = None;
            });
            go.emit(Route::Request(Step::ALL[at]));
        })
    };
    let onconsent = visit.taking(|visit, consent: bool| {
        visit.draft.consent = consent;
        visit.faults.retain(|fault| fault.field != "consent");
        visit.problem = None;
    });
    let error = visit.error(texts, "consent");
    let days = bundle.site.answer_within_days.to_string();
    let promise = if visit.draft.time.is_empty() {
        texts.fill(Key::summary_promise, &[("days", &days)])
    } else {
        texts.get(Key::summary_promise_booked).to_owned()
    };
    html! {
        <div key="summary">
            <div key="appointment">{ appointment(bundle, visit) }</div>
            { summary_list(&props!(SummaryListProps { texts: texts.clone(), rows, onchange })) }
            { brought }
            <section key="privacy" class="request-privacy" aria-labelledby="privacy">
                <h2 class="h4" id="privacy">{ texts.say(Key::summary_privacy_title) }</h2>
                <p>{ texts.say(Key::summary_privacy_text) }</p>
                // The privacy page stands in the default language.
                <p><a href="/privacy/">{ texts.say(Key::summary_privacy_link) }</a></p>
            </section>
            { check_box(&props!(CheckBoxProps { texts: texts.clone(), name: "consent", label: texts.get(Key::summary_consent).to_owned(), checked: visit.draft.consent, error, onchange: onconsent })) }
            <p key="promise">{ crate::texts::text(&promise) }</p>
        </div>
    }
}

/// The appointment that sending makes, where a seat is held for it.
fn appointment(bundle: &Bundle, visit: &Visit) -> Html {
    let Some(seat) = visit.seat(bundle) else {
        return Html::default();
    };
    let draft = &visit.draft;
    let appointment = AppointmentView {
        start: draft.time.clone(),
        end: seat.end.clone(),
        polo: polo_of(bundle, draft),
        motive: draft.motive.clone(),
        way: draft.way.clone(),
        ..AppointmentView::default()
    };
    html! {
        <section key="appointment" aria-labelledby="appointment">
            <h2 class="h4" id="appointment">{ bundle.texts.say(Key::appointment_title) }</h2>
            { appointment_facts(bundle, &appointment, &draft.phone) }
        </section>
    }
}

fn row(bundle: &Bundle, texts: &Texts, visit: &Visit, step: Step) -> SummaryRow {
    let answers = answers(bundle, &visit.draft, step);
    SummaryRow {
        question: texts.get(super::step_short(step)).to_owned().into(),
        answers: answers.into_iter().map(AttrValue::from).collect(),
        change: Some(Submit {
            action: Route::Request(step).path(bundle).into(),
            name: "go".into(),
            value: "change".into(),
        }),
    }
}

/// The answers of a step in words, a line each.
pub(super) fn answers(bundle: &Bundle, draft: &Draft, step: Step) -> Vec<String> {
    let texts = &bundle.texts;
    let word = |group: &str, word: &str| {
        if word.is_empty() {
            String::new()
        } else {
            texts.named(&format!("choice_{group}_{word}")).to_owned()
        }
    };
    let words = |group: &str, all: &[String]| {
        all.iter()
            .map(|each| word(group, each))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let labelled = |label: Key, answer: &str| {
        if answer.is_empty() {
            String::new()
        } else {
            format!("{} {answer}", texts.get(label))
        }
    };
    let tick = |label: Key, set: bool| {
        if set {
            texts.get(label).to_owned()
        } else {
            String::new()
        }
    };
    let yes_no = |answer: &str| match answer {
        "yes" => texts.get(Key::app_yes).to_owned(),
        "no" => texts.get(Key::app_no).to_owned(),
        _ => String::new(),
    };
    let catalogue = &bundle.catalogue;
    let lines = match step {
        Step::Reason => vec![
            catalogue
                .motive(&draft.motive)
                .map(|motive| motive.label.clone())
                .unwrap_or_default(),
        ],
        Step::Whom => vec![
            word("for_whom", &draft.for_whom),
            draft.role.clone(),
            labelled(Key::whom_aware_label, &yes_no(&draft.aware)),
        ],
        Step::Where => {
            let serving = catalogue.neighbourhood(&draft.neighbourhood);
            let polo = catalogue.polo(&draft.polo).or(serving.map(|(polo, _)| polo));
            vec![
                polo.map(|polo| format!("Polo {}, {}", polo.name, polo.address))
                    .unwrap_or_default(),
                serving
                    .map(|(_, neighbourhood)| neighbourhood.name.clone())
                    .unwrap_or_default(),
                word("way", &draft.way),
            ]
        }
        Step::When => vec![
            crate::dates::instant(bundle, &draft.time),
            words("day", &draft.days),
            words("part", &draft.parts),
            crate::dates::minute(bundle, &draft.call_at),
            tick(Key::waiting_join, draft.waiting),
        ],
        Step::Needs => vec![
            labelled(Key::needs_language_label, &draft.language),
            tick(Key::needs_interpreter, draft.interpreter),
            tick(Key::needs_sign_language, draft.sign_language),
            draft.access.clone(),
            labelled(Key::needs_avoid_label, &draft.avoid),
        ],
        Step::Reply => vec![
            word("reply", &draft.reply_by),
            draft.phone.clone(),
            draft.email.clone(),
            labelled(Key::reply_name_label, &draft.name),
            labelled(Key::reply_hours_label, &words("part", &draft.safe_hours)),
            labelled(Key::reply_message_label, &yes_no(&draft.leave_message)),
        ],
        Step::Note => vec![draft.note.clone()],
        Step::Summary => Vec::new(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}
