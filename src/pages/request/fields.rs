//! The questions of each step.

use super::{Sending, keep_answers, when};
use crate::bundle::Bundle;
use crate::components::{
    CheckBoxProps, Choice, ChoiceListProps, Group, SelectFieldProps, TextArea, TextFieldProps, Tone,
    UrgentNumbersProps, callout, check_box, choice_list, select_field, text_field, urgent_numbers,
};
use crate::texts::{Key, Texts, text};
use crate::visit::{Visit, Visiting};
use domain::request::{DayPart, Draft, ForWhom, ReplyBy, Step, Way, WorkDay, YesNo};
use std::sync::Arc;
use yew::prelude::*;
use yew::props;

/// The fields of one step.
pub(super) fn step_fields(step: Step, sending: &Sending, live: bool) -> Html {
    let Sending { bundle, visit, .. } = sending;
    let form = Form {
        texts: bundle.texts.clone(),
        visit: visit.clone(),
        bundle: bundle.clone(),
        live,
    };
    match step {
        Step::Reason => form.reason(),
        Step::Whom => form.whom(),
        Step::Where => form.place(),
        Step::When => when::times(sending, form.when(), &form.error("time"), live),
        Step::Needs => form.needs(),
        Step::Reply => form.reply(),
        Step::Note => form.note(),
        Step::Summary => form.answers(),
    }
}

/// The texts and the visit, and how fields are made of them.
struct Form {
    live: bool,
    bundle: Arc<Bundle>,
    texts: Texts,
    visit: Visiting,
}

impl Form {
    fn reason(&self) -> Html {
        let choices = self
            .bundle
            .catalogue
            .motives
            .iter()
            .map(|motive| choice(&motive.id, &motive.label, &motive.hint));
        let urgent = self
            .bundle
            .catalogue
            .motive(&self.visit.draft.motive)
            .is_some_and(|motive| motive.urgent);
        html! {
            <div key="reason">
                <div key="urgent" aria-live="polite">
                    if urgent {
                        { callout(Tone::Danger, self.texts.get(Key::request_urgent_title), "note", html! { <>
                            { urgent_numbers(&props!(UrgentNumbersProps { numbers: self.bundle.catalogue.urgent.clone() })) }
                            <p key="text">{ self.texts.say(Key::request_urgent_text) }</p>
                        </> }) }
                    }
                </div>
                { self.one("motive", Key::reason_title, Key::reason_hint, choices.collect(), |draft| &mut draft.motive) }
                { keep_answers(&self.texts, &self.visit, self.live) }
            </div>
        }
    }

    fn place(&self) -> Html {
        let (form, bundle) = (self, &self.bundle);
        let poli = &bundle.catalogue.poli;
        let groups = poli.iter().map(|polo| {
            let neighbourhoods = polo
                .neighbourhoods
                .iter()
                .map(|n| choice(&n.id, &n.name, ""))
                .collect();
            Group {
                label: format!("Polo {}", polo.name).into(),
                choices: neighbourhoods,
            }
        });
        let names = |polo: &domain::catalogue::Polo| {
            polo.neighbourhoods
                .iter()
                .map(|n| n.name.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let choices = poli
            .iter()
            .map(|polo| choice(&polo.id, &format!("Polo {}", polo.name), &names(polo)));
        // Who chooses a neighbourhood has chosen its Polo.
        let onneighbourhood = {
            let (visit, bundle) = (form.visit.clone(), bundle.clone());
            Callback::from(move |id: String| {
                let serving = bundle
                    .catalogue
                    .neighbourhood(&id)
                    .map(|(serving, _)| serving.id.clone());
                visit.change(move |visit| {
                    visit.answered("polo");
                    visit.draft.neighbourhood = id;
                    if let Some(serving) = serving {
                        visit.draft.polo = serving;
                    }
                });
            })
        };
        let onpolo = {
            let (visit, bundle) = (form.visit.clone(), bundle.clone());
            Callback::from(move |chosen: Vec<String>| {
                let bundle = bundle.clone();
                visit.change(move |visit| {
                    visit.answered("polo");
                    visit.draft.polo = chosen.into_iter().next().unwrap_or_default();
                    let serving = bundle
                        .catalogue
                        .neighbourhood(&visit.draft.neighbourhood)
                        .map(|(polo, _)| polo.id.as_str());
                    if serving.is_some_and(|serving| serving != visit.draft.polo) {
                        visit.draft.neighbourhood.clear();
                    }
                });
            })
        };
        let draft = &form.visit.draft;
        html! {
            <div key="where">
                { select_field(&props!(SelectFieldProps { texts: form.texts.clone(), name: "neighbourhood", label: form.words(Key::where_neighbourhood_label), hint: form.words(Key::where_neighbourhood_hint), error: form.error("neighbourhood"), value: draft.neighbourhood.clone(), empty: form.words(Key::where_neighbourhood_none), groups: groups.collect::<Vec<_>>(), onchange: onneighbourhood })) }
                { choice_list(&props!(ChoiceListProps { texts: form.texts.clone(), name: "polo", legend: form.words(Key::where_polo_label), hint: form.words(Key::where_polo_hint), choices: choices.collect::<Vec<_>>(), chosen: given(&draft.polo), error: form.error("polo"), onchange: onpolo })) }
                { form.one("way", Key::where_way_label, Key::where_way_hint, form.words_of("way", Way::ALL, Way::word), |draft| &mut draft.way) }
            </div>
        }
    }

    fn whom(&self) -> Html {
        html! {
            <div key="whom">
                { self.one("for_whom", Key::whom_title, Key::app_empty, self.words_of("for_whom", ForWhom::ALL, ForWhom::word), |draft| &mut draft.for_whom) }
                { self.text("role", Key::whom_role_label, Key::whom_role_hint, "text", |draft| &mut draft.role) }
                { self.one("aware", Key::whom_aware_label, Key::whom_aware_hint, self.yes_no(), |draft| &mut draft.aware) }
            </div>
        }
    }

    fn when(&self) -> Html {
        let days = self.words_of("day", WorkDay::ALL, WorkDay::word);
        let parts = self.words_of("part", &DayPart::ALL[..3], DayPart::word);
        html! {
            <div key="when">
                <p key="lead">{ self.texts.say(if self.visit.look.offers() { Key::times_call_then } else { Key::when_lead }) }</p>
                { self.many("days", Key::when_days_label, Key::app_empty, days, true, |draft| &mut draft.days) }
                { self.many("parts", Key::when_parts_label, Key::app_empty, parts, true, |draft| &mut draft.parts) }
                { self.text("call_at", Key::when_call_at_label, Key::when_call_at_hint, "datetime-local", |draft| &mut draft.call_at) }
                <div key="waiting">
                    if self.may_wait() {
                        { self.tick("waiting", Key::waiting_join, Key::waiting_join_hint, self.visit.draft.waiting, |draft, tick| draft.waiting = tick) }
                    }
                </div>
            </div>
        }
    }

    /// Whether there is a list to wait on: where no time is free of a motive that can be booked. In danger nobody waits.
    fn may_wait(&self) -> bool {
        let Visit { draft, look, .. } = &*self.visit;
        let waits = look.is_bookable() && !look.offers() && !self.visit.speaks_of_danger(&self.bundle);
        draft.waiting || waits
    }

    fn needs(&self) -> Html {
        html! {
            <div key="needs">
                { self.text("language", Key::needs_language_label, Key::needs_language_hint, "text", |draft| &mut draft.language) }
                { self.tick("interpreter", Key::needs_interpreter, Key::app_empty, self.visit.draft.interpreter, |draft, tick| draft.interpreter = tick) }
                { self.tick("sign_language", Key::needs_sign_language, Key::app_empty, self.visit.draft.sign_language, |draft, tick| draft.sign_language = tick) }
                { self.area("access", Key::needs_access_label, Key::needs_access_hint, 200, |draft| &mut draft.access) }
                { self.text("avoid", Key::needs_avoid_label, Key::needs_avoid_hint, "text", |draft| &mut draft.avoid) }
            </div>
        }
    }

    fn reply(&self) -> Html {
        let ways = self.words_of("reply", ReplyBy::ALL, ReplyBy::word);
        let hours = self.words_of("part", DayPart::ALL, DayPart::word);
        html! {
            <div key="reply">
                { self.one("reply_by", Key::reply_by_label, Key::app_empty, ways, |draft| &mut draft.reply_by) }
                { self.text("phone", Key::reply_phone_label, Key::reply_phone_hint, "tel", |draft| &mut draft.phone) }
                { self.text("email", Key::reply_email_label, Key::reply_email_hint, "email", |draft| &mut draft.email) }
                <h2 key="safe" class="h4">{ self.texts.say(Key::reply_safe_title) }</h2>
                { self.text("name", Key::reply_name_label, Key::reply_name_hint, "text", |draft| &mut draft.name) }
                { self.many("safe_hours", Key::reply_hours_label, Key::reply_hours_hint, hours, true, |draft| &mut draft.safe_hours) }
                { self.one("leave_message", Key::reply_message_label, Key::reply_message_hint, self.yes_no(), |draft| &mut draft.leave_message) }
            </div>
        }
    }

    fn note(&self) -> Html {
        html! { <div key="note">{ self.area("note", Key::note_label, Key::note_hint, 600, |draft| &mut draft.note) }</div> }
    }

    /// Every line that was brought, to be left out by taking its tick away; nothing where there is none.
    fn answers(&self) -> Html {
        let (lines, ticked) = (self.visit.lines(), self.visit.draft.answers.len());
        let (n, total) = (ticked.to_string(), lines.len().to_string());
        let count = self
            .texts
            .fill(Key::summary_answers_count, &[("n", &n), ("total", &total)]);
        let choices: Vec<Choice> = lines.iter().map(|line| choice(line, line, "")).collect();
        let onclick = self.visit.taking(|visit, _: MouseEvent| {
            visit.answered("answers");
            visit.draft.answers = if visit.draft.answers.is_empty() {
                visit.brought.clone()
            } else {
                Vec::new()
            };
        });
        let all = if ticked == 0 {
            Key::summary_answers_all
        } else {
            Key::summary_answers_none
        };
        html! {
            <div key="answers">
                if !lines.is_empty() {
                    { self.many("answers", Key::summary_answers_title, Key::summary_answers_hint, choices, false, |draft| &mut draft.answers) }
                    <p key="count" role="status">{ text(&count) }</p>
                    <div key="all">
                        if self.live {
                            <button key="all" type="button" class="btn btn-outline-primary" {onclick}>{ self.texts.say(all) }</button>
                        }
                    </div>
                }
            </div>
        }
    }

    fn words(&self, key: Key) -> String {
        self.texts.get(key).to_owned()
    }

    fn error(&self, field: &str) -> String {
        self.visit.error(&self.texts, field)
    }

    /// Choices whose labels are the texts `choice_<group>_<word>`, with `…_hint` where there is one.
    fn words_of<T: Copy>(&self, group: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Vec<Choice> {
        let of = |&each: &T| {
            let name = format!("choice_{group}_{}", word(each));
            choice(
                word(each),
                self.texts.named(&name),
                self.texts.named(&format!("{name}_hint")),
            )
        };
        all.iter().map(of).collect()
    }

    fn yes_no(&self) -> Vec<Choice> {
        vec![
            choice(YesNo::Yes.word(), self.texts.get(Key::app_yes), ""),
            choice(YesNo::No.word(), self.texts.get(Key::app_no), ""),
        ]
    }

    fn one(
        &self,
        name: &'static str,
        legend: Key,
        hint: Key,
        choices: Vec<Choice>,
        slot: fn(&mut Draft) -> &mut String,
    ) -> Html {
        let chosen = given(slot(&mut self.visit.draft.clone()));
        let onchange = self.visit.taking(move |visit, chosen: Vec<String>| {
            visit.answered(name);
            *slot(&mut visit.draft) = chosen.into_iter().next().unwrap_or_default();
        });
        html! {
            { choice_list(&props!(ChoiceListProps { texts: self.texts.clone(), name, legend: self.words(legend), legend_hidden: is_heading(legend), hint: self.words(hint), choices, chosen, error: self.error(name), onchange })) }
        }
    }

    /// Several of a list; `compact` where they are words, which fit beside each other, and not whole lines.
    fn many(
        &self,
        name: &'static str,
        legend: Key,
        hint: Key,
        choices: Vec<Choice>,
        compact: bool,
        slot: fn(&mut Draft) -> &mut Vec<String>,
    ) -> Html {
        let chosen = slot(&mut self.visit.draft.clone()).clone();
        let onchange = self.visit.taking(move |visit, chosen: Vec<String>| {
            visit.answered(name);
            *slot(&mut visit.draft) = chosen;
        });
        html! {
            { choice_list(&props!(ChoiceListProps { texts: self.texts.clone(), name, legend: self.words(legend), hint: self.words(hint), choices, chosen, many: true, compact, error: self.error(name), onchange })) }
        }
    }

    fn text(
        &self,
        name: &'static str,
        label: Key,
        hint: Key,
        kind: &'static str,
        slot: fn(&mut Draft) -> &mut String,
    ) -> Html {
        let value = slot(&mut self.visit.draft.clone()).clone();
        let (autocomplete, inputmode) = match kind {
            "tel" => ("tel", "tel"),
            "email" => ("email", "email"),
            _ => ("off", "text"),
        };
        html! {
            { text_field(&props!(TextFieldProps { texts: self.texts.clone(), name, label: self.words(label), hint: self.words(hint), kind, autocomplete, inputmode, value, error: self.error(name), oninput: self.typing(slot) })) }
        }
    }

    fn area(
        &self,
        name: &'static str,
        label: Key,
        hint: Key,
        max: usize,
        slot: fn(&mut Draft) -> &mut String,
    ) -> Html {
        let value = slot(&mut self.visit.draft.clone()).clone();
        html! {
            <TextArea key={name} texts={self.texts.clone()} {name} label={self.words(label)} hint={self.words(hint)} limit={max} {value}
                live={self.live} error={self.error(name)} oninput={self.typing(slot)} />
        }
    }

    fn typing(&self, slot: fn(&mut Draft) -> &mut String) -> Callback<String> {
        self.visit.taking(move |visit, typed: String| {
            visit.key.clear();
            *slot(&mut visit.draft) = typed;
        })
    }

    fn tick(
        &self,
        name: &'static str,
        label: Key,
        hint: Key,
        checked: bool,
        set: fn(&mut Draft, bool),
    ) -> Html {
        let onchange = self.visit.taking(move |visit, tick: bool| {
            visit.answered(name);
            set(&mut visit.draft, tick);
        });
        html! { { check_box(&props!(CheckBoxProps { texts: self.texts.clone(), name, label: self.words(label), hint: self.words(hint), checked, error: self.error(name), onchange })) } }
    }
}

fn choice(value: &str, label: &str, hint: &str) -> Choice {
    Choice {
        value: value.to_owned().into(),
        label: label.to_owned().into(),
        hint: hint.to_owned().into(),
    }
}

/// Whether the page's heading already asks the question.
fn is_heading(legend: Key) -> bool {
    matches!(legend, Key::reason_title | Key::whom_title)
}

fn given(word: &str) -> Vec<String> {
    if word.is_empty() {
        Vec::new()
    } else {
        vec![word.to_owned()]
    }
}
