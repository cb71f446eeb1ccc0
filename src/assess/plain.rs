//! The measures of the self-assessment as a list with their conditions, for who has no scripts. Made from the same rules.

use crate::bundle::Bundle;
use crate::dates;
use crate::texts::Key;
use domain::assess::{Day, Judged, Measure, Rules, Words};
use std::sync::Arc;
use yew::prelude::*;

/// What the list is made from.
#[derive(Clone, PartialEq, Properties)]
struct PlainProps {
    bundle: Arc<Bundle>,
    rules: Arc<Rules>,
    today: Day,
}

/// The HTML of the list, with the figures of a day.
pub async fn plain(bundle: Arc<Bundle>, rules: Arc<Rules>, today: Day) -> String {
    yew::ServerRenderer::<Plain>::with_props(move || PlainProps { bundle, rules, today })
        .hydratable(false)
        .render()
        .await
}

#[component]
fn Plain(props: &PlainProps) -> Html {
    let PlainProps { bundle, rules, .. } = props;
    let lead = bundle.texts.get(Key::assess_lists_lead).to_owned();
    html! {
        <>
            <p>{ lead }</p>
            { for rules.measures.iter().enumerate().map(|(place, measure)| one(props, place, measure)) }
        </>
    }
}

fn one(props: &PlainProps, place: usize, measure: &Measure) -> Html {
    let PlainProps { bundle, rules, today } = props;
    let (texts, lang) = (&bundle.texts, &*bundle.language.id);
    let day = Some(*today);
    let lines = |words: &Words| {
        let lines = rules.fill(words, lang, day);
        html! { <ul>{ for lines.lines().map(|line| html! { <li>{ line.to_owned() }</li> }) }</ul> }
    };
    let link = rules.pages.get(&measure.page);
    let rule = rules.vouched(&Judged::of_nobody(place, day), *today);
    let written =
        |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| dates::day(bundle, &day.to_string()));
    let (from, until) = (written(rule.from), written(rule.until));
    let rule = texts.fill(
        Key::assess_rule,
        &[("source", &*rule.source), ("from", &*from), ("until", &*until)],
    );
    html! {
        <details class="measure">
            <summary>{ rules.say(&measure.name, lang).to_owned() }</summary>
            <p>{ texts.get(Key::assess_criteria).to_owned() }</p>
            <ul>{ for measure.criteria.iter().map(|criterion| html! { <li>{ rules.fill(&criterion.words, lang, day) }</li> }) }</ul>
            <p><strong>{ texts.get(Key::assess_apply).to_owned() }</strong>{ " " }{ rules.fill(&measure.apply, lang, day) }</p>
            <p><strong>{ texts.get(Key::assess_papers).to_owned() }</strong></p>
            { lines(&measure.papers) }
            <p><strong>{ texts.get(Key::assess_not_checked).to_owned() }</strong></p>
            { lines(&measure.not_checked) }
            <p class="small">{ rule }</p>
            if let Some(link) = link {
                <p><a href={link.path.clone()} lang={(!link.lang.is_empty()).then(|| link.lang.clone())}>{ link.title.clone() }</a></p>
            }
        </details>
    }
}
