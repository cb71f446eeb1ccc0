//! What is said of each measure: the verdict, why, how much, what to bring, where to ask, by which rule.

use super::Scene;
use crate::dates;
use crate::texts::{Key, text};
use domain::amount::Amount;
use domain::assess::{Day, Judged, Kind, Measure, Near, Paid, Pays, Settles, Truth, Verdict};
use yew::prelude::*;

/// In the order shown.
const VERDICTS: [Verdict; 3] = [Verdict::Likely, Verdict::NeedsInformation, Verdict::Unlikely];

/// The measures by verdict.
pub(super) fn groups(scene: &Scene<'_>) -> Html {
    let group = |verdict: Verdict| {
        let cards: Vec<Html> = with(scene, verdict)
            .map(|(measure, judged)| card(scene, measure, judged))
            .collect();
        let title = match verdict {
            Verdict::Likely => Key::assess_likely_title,
            Verdict::NeedsInformation => Key::assess_needs_title,
            Verdict::Unlikely => Key::assess_unlikely_title,
        };
        if cards.is_empty() {
            return html! { <div key={title as usize}></div> };
        }
        let count = cards.len().to_string();
        html! {
            <section key={title as usize} class="measures-group">
                <h2 key="title">{ text(&scene.texts.fill(title, &[("count", &count)])) }</h2>
                <div key="cards" class="measures">{ for cards }</div>
            </section>
        }
    };
    html! { <div key="groups">{ for VERDICTS.into_iter().map(group) }</div> }
}

/// All measures, those of the best verdict first.
pub(super) fn all<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (&'a Measure, &'a Judged)> {
    VERDICTS.into_iter().flat_map(|verdict| with(scene, verdict))
}

/// The measures of a verdict.
pub(super) fn with<'a>(
    scene: &'a Scene<'_>,
    verdict: Verdict,
) -> impl Iterator<Item = (&'a Measure, &'a Judged)> {
    let all = scene.outcome.measures.iter();
    let of = all.filter(move |judged| judged.verdict == verdict);
    of.filter_map(|judged| Some((scene.rules.measures.get(judged.measure)?, judged)))
}

/// A verdict in a few words.
pub(super) fn word(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Likely => Key::assess_likely,
        Verdict::NeedsInformation => Key::assess_needs,
        Verdict::Unlikely => Key::assess_unlikely,
    }
}

fn card(scene: &Scene<'_>, measure: &Measure, judged: &Judged) -> Html {
    let Scene { texts, rules, .. } = scene;
    let class = match judged.verdict {
        Verdict::Likely => "verdict verdict-likely",
        Verdict::NeedsInformation => "verdict verdict-needs",
        Verdict::Unlikely => "verdict verdict-unlikely",
    };
    let lines = |words: &domain::assess::Words| {
        let lines = rules.fill(words, scene.lang, judged.day);
        let items: Vec<Html> = lines
            .lines()
            .map(|line| html! { <li key={line.to_owned()}>{ text(line) }</li> })
            .collect();
        html! { <ul>{ for items }</ul> }
    };
    html! {
        <article key={measure.id.clone()} class="measure">
            <h3 key="name" class="h5">{ text(rules.say(&measure.name, scene.lang)) }</h3>
            <p key="verdict" class={class}>{ texts.say(word(judged.verdict)) }</p>
            { for judged.amounts.iter().map(|paid| html! { <p class="measure-sum">{ text(&sum(scene, *paid)) }</p> }) }
            { for about(scene, measure, judged).iter().map(|words| html! { <p>{ text(words) }</p> }) }
            <details key="why">
                <summary key="summary">{ texts.say(Key::assess_why) }<span class="visually-hidden">{ ": " }{ text(rules.say(&measure.name, scene.lang)) }</span></summary>
                <ul key="criteria" class="criteria">
                    { for measure.criteria.iter().zip(&judged.criteria).map(|(criterion, truth)| {
                        criterion_line(scene, &rules.fill(&criterion.words, scene.lang, judged.day), *truth)
                    }) }
                </ul>
                <h4 key="apply" class="h6">{ texts.say(Key::assess_apply) }</h4>
                <p key="where">{ text(&rules.fill(&measure.apply, scene.lang, judged.day)) }</p>
                <h4 key="papers" class="h6">{ texts.say(Key::assess_papers) }</h4>
                { lines(&measure.papers) }
                <h4 key="not" class="h6">{ texts.say(Key::assess_not_checked) }</h4>
                { lines(&measure.not_checked) }
                <p key="rule" class="small">{ text(&rule(scene, judged)) }</p>
            </details>
            <p key="page">{ texts.say(Key::assess_page) }{ " " }{ scene.link(&measure.page) }</p>
        </article>
    }
}

fn criterion_line(scene: &Scene<'_>, words: &str, truth: Truth) -> Html {
    let (class, mark, word) = match truth {
        Truth::Met => ("criterion criterion-met", "✓", Key::assess_met),
        Truth::Unmet => ("criterion criterion-unmet", "✗", Key::assess_unmet),
        Truth::Unknown => ("criterion criterion-unknown", "?", Key::assess_not_known),
    };
    html! {
        <li key={words.to_owned()} class={class}>
            <span key="mark" class="criterion-mark" aria-hidden="true">{ mark }</span>
            <span key="words"><span class="visually-hidden">{ scene.texts.say(word) }{ ": " }</span>{ text(words) }</span>
        </li>
    }
}

/// What would settle it, what is missed by a little, and which figure has run out.
pub(super) fn about(scene: &Scene<'_>, measure: &Measure, judged: &Judged) -> Vec<String> {
    let Scene { texts, rules, .. } = scene;
    let mut all = Vec::new();
    if judged.received {
        all.push(texts.get(Key::assess_received).to_owned());
    }
    if let Some(run_out) = &judged.run_out {
        let until = run_out.until.map_or_else(String::new, |day| written(scene, day));
        let key = if until.is_empty() {
            Key::assess_figure_missing
        } else {
            Key::assess_run_out
        };
        all.push(texts.fill(key, &[("day", &until)]));
    }
    let settles = match judged.settles {
        Some(Settles::Criterion(place)) => measure.criteria.get(place).map(|criterion| &criterion.settles),
        Some(Settles::Amount(place)) => measure.amounts.get(place).map(|pay| &pay.settles),
        None => None,
    };
    if let Some(words) = settles {
        let words = rules.fill(words, scene.lang, judged.day);
        all.push(texts.fill(Key::assess_settles, &[("words", &words)]));
    }
    all.extend(judged.near.iter().map(|near| missed_by(scene, *near)));
    all
}

fn missed_by(scene: &Scene<'_>, near: Near) -> String {
    let money = near.fact.kind() == Kind::Money;
    let by = Amount::from_hundredths(near.by).written(scene.lang, money);
    match near.from {
        Some(day) => scene
            .texts
            .fill(Key::assess_near_from, &[("day", &written(scene, day))]),
        None if money => scene.texts.fill(Key::assess_near_euro, &[("by", &by)]),
        None => scene.texts.fill(Key::assess_near, &[("by", &by)]),
    }
}

/// A sum: exact, between two, at least, or up to.
pub(super) fn sum(scene: &Scene<'_>, paid: Paid) -> String {
    let texts = scene.texts;
    let euro = |cents| Amount::from_hundredths(cents).written(scene.lang, true);
    let pays = texts.get(match paid.pays {
        Pays::Monthly => Key::assess_monthly,
        Pays::Yearly => Key::assess_yearly,
        Pays::Total => Key::assess_total,
        Pays::OneOff => Key::assess_once,
    });
    let (low, high) = (paid.sum.low(), paid.sum.high());
    let (least, most) = (euro(low), high.map_or_else(String::new, euro));
    let key = match (paid.sum.exact(), low, high) {
        (Some(_), ..) => Key::assess_sum_exact,
        (None, 0, Some(_)) => Key::assess_sum_up_to,
        (None, _, Some(_)) => Key::assess_sum_between,
        (None, _, None) => Key::assess_sum_at_least,
    };
    texts.fill(key, &[("least", &least), ("most", &most), ("pays", pays)])
}

/// What a measure gives in a year at the least, in cents, as far as it is known.
pub(super) fn a_year(judged: &Judged) -> i64 {
    let sums = judged.amounts.iter().map(|paid| match paid.pays {
        Pays::Monthly => paid.sum.low().saturating_mul(12),
        Pays::Yearly | Pays::Total | Pays::OneOff => paid.sum.low(),
    });
    sums.max().unwrap_or_default()
}

/// By which rule, from when to when, and where it stands.
fn rule(scene: &Scene<'_>, judged: &Judged) -> String {
    let rule = scene.rules.vouched(judged, scene.sitting.today);
    let day = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| written(scene, day));
    let (from, until) = (day(rule.from), day(rule.until));
    let values = [("source", &*rule.source), ("from", &*from), ("until", &*until)];
    let mut words = scene.texts.fill(Key::assess_rule, &values);
    if rule.to_verify {
        words.push(' ');
        words.push_str(scene.texts.get(Key::rate_to_verify));
    }
    words
}

/// A day as people write it.
pub(super) fn written(scene: &Scene<'_>, day: Day) -> String {
    dates::day(scene.bundle, &day.to_string())
}
