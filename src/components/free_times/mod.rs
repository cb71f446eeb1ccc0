//! The free times of a motive at a Polo, to choose one of: the first of all, then a week, day by day. The questions for
//! those whom none suits stand at its end. A function only: it stands in live pages, where each kind of component costs
//! kilobytes.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::bundle::Bundle;
use crate::dates;
use crate::texts::{Key, text};
use crate::times::{Coming, Look, day_of, week_of};
use api::agenda::{Elsewhere, FreeTimes};
use domain::Minute;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`free_times`] shows.
#[derive(Debug)]
pub struct TimesToChoose<'a> {
    /// The instance in the page's language.
    pub bundle: &'a Bundle,
    /// The times, and how they are looked at.
    pub look: &'a Look,
    /// The time chosen; empty where none is.
    pub chosen: &'a str,
    /// What is wrong with it; empty where nothing is.
    pub error: &'a str,
    /// Where the buttons send the form without scripts.
    pub action: &'a str,
    /// What is asked of those who rather be called; none where that is no choice.
    pub instead: Option<Html>,
    /// What is done with the times when the app is live.
    pub acts: Acts,
    /// What ids end with, where several such lists stand on one page; else empty.
    pub mark: &'static str,
}

/// What is done with the times when the app is live.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acts {
    /// A time was chosen, or, empty, that none suits; and whether it was chosen in the week.
    pub chosen: Callback<(String, bool)>,
    /// The parts of the day that are shown.
    pub part: Callback<String>,
    /// The days from this one on are asked for.
    pub week: Callback<String>,
    /// The times of another Polo are.
    pub polo: Callback<String>,
}

/// The times, from the first drawing until one is chosen.
pub fn free_times(shown: &TimesToChoose<'_>) -> Html {
    let TimesToChoose { bundle, look, .. } = shown;
    let texts = &bundle.texts;
    let acts = shown.acts.clone();
    let onchange = Callback::from(move |event: Event| {
        let field = event
            .target()
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        match field.name().as_str() {
            "time" => acts
                .chosen
                .emit((field.value(), field.class_name().ends_with("times-week-time"))),
            "day_part" => acts.part.emit(field.value()),
            _ => {}
        }
    });
    let there = look.times.as_ref().filter(|times| !times.ways.is_empty());
    let (state, inside) = match there {
        Some(times) if times.first.is_some() => ("there", choices(shown, times)),
        Some(times) => ("none", nothing(shown, times)),
        None if look.coming == Coming::Asked => (
            "asked",
            html! { <p key="asked" role="status">{ texts.say(Key::times_loading) }</p> },
        ),
        None if look.coming == Coming::Missing => ("missing", missing(shown)),
        None => ("none", Html::default()),
    };
    html! {
        <div key="times" class="times" data-times={state} aria-busy={(look.coming == Coming::Asked).then_some("true")} {onchange}>
            <div key={state} class="times-choices">{ inside }</div>
            if let Some(questions) = shown.instead.clone() {
                <div key="instead" class={if state == "there" { "times-instead" } else { "times-otherwise" }}>
                    { questions }
                </div>
            }
        </div>
    }
}

/// Where there is a time to choose.
fn choices(shown: &TimesToChoose<'_>, times: &FreeTimes) -> Html {
    let TimesToChoose {
        bundle, look, chosen, ..
    } = shown;
    let texts = &bundle.texts;
    let first = times.first.clone().unwrap_or_default();
    let said = |key: Key, time: &str| texts.fill(key, &[("when", &dates::near(bundle, time))]);
    let title = format!("times-title{}", shown.mark);
    // A time of another week, or that is held for this person and so no longer among the free ones.
    let apart = !chosen.is_empty() && *chosen != first && !times.times.iter().any(|time| time == chosen);
    html! {
        <section aria-labelledby={title.clone()}>
            <h2 key="title" class="h4" id={title} tabindex="-1">{ texts.say(Key::times_title) }</h2>
            <p key="place">{ text(&place(bundle, times)) }</p>
            { field::error(texts, "time", shown.error) }
            <div key="first" class="choices">
                if apart {
                    { one(shown, chosen, &said(Key::times_chosen, chosen), "-chosen", true) }
                }
                { one(shown, &first, &said(Key::times_first, &first), "", !look.in_week && *chosen == first) }
            </div>
            { week(shown, times) }
            <div key="none" class="choices">
                if shown.instead.is_some() {
                    { one(shown, "", texts.get(Key::times_call), "-call", chosen.is_empty() && look.call) }
                }
            </div>
        </section>
    }
}

/// Where, how and for how long.
fn place(bundle: &Bundle, times: &FreeTimes) -> String {
    let polo = bundle.catalogue.polo(&times.polo);
    let (name, address) = polo.map_or((times.polo.as_str(), ""), |polo| (&polo.name, &polo.address));
    let words = bundle.texts.named(&format!("times_way_{}", times.way));
    let minutes = times.minutes.to_string();
    crate::texts::fill(
        words,
        &[("polo", name), ("address", address), ("minutes", &minutes)],
    )
}

/// A time on a line of its own.
fn one(shown: &TimesToChoose<'_>, value: &str, words: &str, id: &'static str, checked: bool) -> Html {
    let id = format!("field-time{id}{}", shown.mark);
    let wrong = !shown.error.is_empty();
    html! {
        <div key={id.clone()} class="form-check choice">
            <input key="input" class="form-check-input" type="radio" id={id.clone()} name="time" value={value.to_owned()} {checked}
                aria-describedby={wrong.then_some("error-time")} />
            <label key="label" class="form-check-label" for={id}>{ text(words) }</label>
        </div>
    }
}

/// The days of the week shown, and the ways to other weeks.
fn week(shown: &TimesToChoose<'_>, times: &FreeTimes) -> Html {
    let TimesToChoose { bundle, look, .. } = shown;
    let texts = &bundle.texts;
    let from = Minute::parse_date(&times.from).unwrap_or(Minute::EPOCH);
    // Until the Sunday, though seven days came: whoever goes on then begins with a Monday.
    let sunday = from.plus_days(6 - i64::try_from(from.weekday()).unwrap_or_default());
    let clocks: Vec<(Minute, &str)> = times
        .times
        .iter()
        .filter_map(|time| Some((Minute::parse_instant(time)?.in_italy(), time.as_str())))
        .collect();
    let (clocks, after) = clocks.split_at(clocks.partition_point(|(clock, _)| *clock < sunday.plus_days(1)));
    let later = after.first().map(|(clock, _)| *clock);
    let later = later.or_else(|| times.next.as_deref().and_then(Minute::parse_date));
    let earlier = times.previous.as_deref().and_then(Minute::parse_date);
    let form = |day| dates::in_form(bundle, Key::date_day, day);
    let span = texts.fill(Key::times_week, &[("from", &form(from)), ("to", &form(sunday))]);
    let count = texts.fill(Key::times_count, &[("n", &clocks.len().to_string())]);
    let days = clocks.chunk_by(|(one, _), (other, _)| one.date() == other.date());
    html! {
        <div key="week" class="times-week">
            <div key="head" class="times-head">
                <h3 key="span" class="h5" role="status">{ text(&span) }<span key="count" class="visually-hidden">{ text(&count) }</span></h3>
                { filter(shown, &look.part) }
            </div>
            <div key={times.from.clone()} class="times-days">
                { for days.map(|day| one_day(shown, day)) }
                <p key="none" class={if clocks.is_empty() { "times-none" } else { "times-none times-none-part" }}>
                    { texts.say(if clocks.is_empty() { Key::times_none_week } else { Key::times_none_part }) }
                </p>
            </div>
            <div key="weeks" class="button-row times-weeks">
                { other_week(shown, "earlier", Key::times_earlier, earlier) }
                { other_week(shown, "later", Key::times_later, later) }
            </div>
        </div>
    }
}

/// Which part of the day is shown. The styles do it, so that it works without scripts too.
fn filter(shown: &TimesToChoose<'_>, part: &str) -> Html {
    let texts = &shown.bundle.texts;
    let part = |at: &'static str, value: &'static str, key: Key| {
        let id = format!("{at}{}", shown.mark);
        html! {
            <div key={at} class="form-check choice">
                <input key="input" class="form-check-input" type="radio" id={id.clone()} name="day_part" {value} checked={part == value} />
                <label key="label" class="form-check-label" for={id}>{ texts.say(key) }</label>
            </div>
        }
    };
    html! {
        <fieldset key="filter" class="times-filter">
            <legend key="legend" class="visually-hidden">{ texts.say(Key::times_filter) }</legend>
            { part("times-all", "", Key::times_all) }
            { part("times-morning", "morning", Key::choice_part_morning) }
            { part("times-afternoon", "afternoon", Key::choice_part_afternoon) }
        </fieldset>
    }
}

fn one_day(shown: &TimesToChoose<'_>, day: &[(Minute, &str)]) -> Html {
    let afternoon = day.partition_point(|(clock, _)| clock.time().0 < 13);
    let (morning, afternoon) = day.split_at(afternoon);
    let name = dates::near_day(shown.bundle, day[0].0);
    let parts = [
        ("times-part times-am", Key::choice_part_morning, morning),
        ("times-part times-pm", Key::choice_part_afternoon, afternoon),
    ];
    let part = |(class, key, times): (&'static str, Key, &[(Minute, &str)])| {
        html! {
            <div key={class} {class}>
                <p key="name" class="times-part-name">{ shown.bundle.texts.say(key) }</p>
                <div key="times" class="times-list">{ for times.iter().map(|time| in_week(shown, time)) }</div>
            </div>
        }
    };
    html! {
        <fieldset key={name.clone()} class="times-day">
            <legend key="day" class="times-day-name">{ text(&name) }</legend>
            { for parts.into_iter().filter(|(.., times)| !times.is_empty()).map(part) }
        </fieldset>
    }
}

fn in_week(shown: &TimesToChoose<'_>, (clock, value): &(Minute, &str)) -> Html {
    let TimesToChoose { look, chosen, .. } = shown;
    let first = look.times.as_ref().and_then(|times| times.first.as_deref());
    let checked = chosen == value && (look.in_week || first != Some(*value));
    let id = format!("time-{value}{}", shown.mark);
    html! {
        <div key={*value} class="form-check choice times-time">
            <input key="input" class="form-check-input times-week-time" type="radio" id={id.clone()} name="time" value={(*value).to_owned()} {checked} />
            <label key="label" class="form-check-label" for={id}>{ text(&dates::clock_of(*clock)) }</label>
        </div>
    }
}

/// A button to other days. It stays where there are none, so that whoever pressed it loses no place.
fn other_week(shown: &TimesToChoose<'_>, key: &'static str, words: Key, day: Option<Minute>) -> Html {
    let week = week_of(day);
    button(
        shown,
        key,
        "week",
        week,
        day.is_some(),
        &shown.acts.week,
        shown.bundle.texts.say(words),
    )
}

fn button(
    shown: &TimesToChoose<'_>,
    key: &str,
    name: &'static str,
    value: String,
    enabled: bool,
    act: &Callback<String>,
    words: Html,
) -> Html {
    // Without scripts the page that comes back begins where one was.
    let action = format!("{}#times-title", shown.action);
    let onclick = {
        let (act, value) = (act.clone(), value.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if enabled {
                act.emit(value.clone());
            }
        })
    };
    html! {
        <button key={key.to_owned()} type="submit" class="btn btn-outline-primary" formaction={action} formnovalidate=true
            {name} {value} aria-disabled={(!enabled).then_some("true")} {onclick}>{ words }</button>
    }
}

/// Where the Polo has no time, or none for this way of meeting: said, with those that have.
fn nothing(shown: &TimesToChoose<'_>, times: &FreeTimes) -> Html {
    let TimesToChoose { bundle, .. } = shown;
    let texts = &bundle.texts;
    let name = |id: &str| {
        let polo = bundle.catalogue.polo(id);
        polo.map_or_else(|| id.to_owned(), |polo| polo.name.clone())
    };
    let other = |each: &Elsewhere| {
        let day = day_of(&each.first).map_or_else(String::new, |day| dates::near_day(bundle, day));
        let words = texts.fill(
            Key::times_elsewhere,
            &[("polo", &name(&each.polo)), ("when", &day)],
        );
        let act = &shown.acts.polo;
        button(
            shown,
            &each.polo,
            "elsewhere",
            each.polo.clone(),
            true,
            act,
            text(&words),
        )
    };
    let key = if times.ways.contains(&times.way) {
        Key::times_none
    } else {
        Key::times_none_way
    };
    html! {
        <section>
            { field::error(texts, "time", shown.error) }
            <p key="none" id={format!("field-time{}", shown.mark)} role="status">{ text(&texts.fill(key, &[("polo", &name(&times.polo))])) }</p>
            { then(shown) }
            <div key="elsewhere" class="button-row times-elsewhere">{ for times.elsewhere.iter().map(other) }</div>
        </section>
    }
}

/// What to do instead: the questions below, where there are some.
fn then(shown: &TimesToChoose<'_>) -> Html {
    let key = if shown.instead.is_some() {
        Key::times_then_below
    } else {
        Key::times_then_wait
    };
    html! { <p key="then">{ shown.bundle.texts.say(key) }</p> }
}

/// Where nothing came: to be asked once more.
fn missing(shown: &TimesToChoose<'_>) -> Html {
    let texts = &shown.bundle.texts;
    html! {
        <section>
            <p key="missing" role="status">{ texts.say(Key::times_missing) }</p>
            { then(shown) }
            <div key="again" class="button-row">
                { button(shown, "again", "week", String::new(), true, &shown.acts.week, texts.say(Key::times_again)) }
            </div>
        </section>
    }
}
