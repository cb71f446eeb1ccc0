//! When a Polo is open, day by day.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::texts::{Key, Texts, text};
use domain::catalogue::{Day, Hours};
use yew::prelude::*;

/// Props of [`OpeningHours`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpeningHoursProps {
    /// The words.
    pub texts: Texts,
    /// What opens then; «Orari di apertura» if empty.
    #[prop_or_default]
    pub caption: AttrValue,
    /// The openings that return every week.
    pub hours: Vec<Hours>,
}

/// When a Polo is open: a row a day, Saturday and Sunday only if it opens then.
#[component]
pub fn OpeningHours(props: &OpeningHoursProps) -> Html {
    let texts = &props.texts;
    let caption = if props.caption.is_empty() {
        texts.get(Key::hours_caption)
    } else {
        props.caption.as_str()
    };
    html! {
        <table class="table opening-hours">
            <caption key="caption">{ text(caption) }</caption>
            <thead key="head" class="visually-hidden">
                <tr>
                    <th key="day" scope="col">{ texts.say(Key::hours_day) }</th>
                    <th key="time" scope="col">{ texts.say(Key::hours_time) }</th>
                </tr>
            </thead>
            <tbody key="body">{ for WEEK.iter().filter_map(|&(day, key)| row(props, day, key)) }</tbody>
        </table>
    }
}

const WEEK: [(Day, Key); 7] = [
    (Day::Mon, Key::choice_day_mon),
    (Day::Tue, Key::choice_day_tue),
    (Day::Wed, Key::choice_day_wed),
    (Day::Thu, Key::choice_day_thu),
    (Day::Fri, Key::choice_day_fri),
    (Day::Sat, Key::choice_day_sat),
    (Day::Sun, Key::choice_day_sun),
];

fn row(props: &OpeningHoursProps, day: Day, name: Key) -> Option<Html> {
    let texts = &props.texts;
    let spans: Vec<String> = props
        .hours
        .iter()
        .filter(|hours| hours.days.contains(&day))
        .map(|hours| {
            texts.fill(
                Key::hours_span,
                &[("from", plain(&hours.from)), ("to", plain(&hours.to))],
            )
        })
        .collect();
    if spans.is_empty() && day >= Day::Sat {
        return None;
    }
    let words = if spans.is_empty() {
        texts.get(Key::hours_closed).to_owned()
    } else {
        spans.join(texts.get(Key::hours_and))
    };
    Some(html! {
        <tr key={name as usize}>
            <th key="day" scope="row">{ texts.say(name) }</th>
            <td key="time">{ text(&words) }</td>
        </tr>
    })
}

/// `09:00` as people write it: `9:00`.
fn plain(time: &str) -> &str {
    time.strip_prefix('0').unwrap_or(time)
}
