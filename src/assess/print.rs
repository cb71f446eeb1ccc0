//! The outcome on one sheet, for the talk at the Polo. On the screen it is not there.

use super::answers::Said;
use super::{Scene, measures};
use crate::texts::{Key, text};
use domain::assess::{Judged, Measure};
use yew::prelude::*;

pub(super) fn sheet(scene: &Scene<'_>, said: &[Said]) -> Html {
    let Scene {
        texts,
        sitting,
        rules,
        outcome,
        ..
    } = scene;
    let row = |(measure, judged): (&Measure, &Judged)| {
        let sums = judged.amounts.iter().take(1);
        let mut about: Vec<String> = sums.map(|paid| measures::sum(scene, *paid)).collect();
        about.extend(measures::about(scene, measure, judged));
        html! {
            <tr>
                <th scope="row">{ text(rules.say(&measure.name, scene.lang)) }</th>
                <td>{ texts.say(measures::word(judged.verdict)) }</td>
                <td>{ text(&about.join(" ")) }</td>
            </tr>
        }
    };
    let rows: Vec<Html> = measures::all(scene).map(row).collect();
    let day = measures::written(scene, sitting.today);
    let polo = scene.polo();
    let numbers = outcome
        .safety_first
        .iter()
        .chain(&outcome.safety_then)
        .cloned()
        .collect::<Vec<_>>();
    let titles = |paths: &[String]| {
        let title = |path: &String| {
            rules
                .pages
                .get(path)
                .map_or_else(|| path.clone(), |link| link.title.clone())
        };
        paths.iter().map(title).collect::<Vec<_>>().join(" · ")
    };
    html! {
        <div key="sheet" class="print-sheet" aria-hidden="true">
            <p key="title" class="print-title">{ text(&texts.fill(Key::assess_sheet_title, &[("day", &day)])) }</p>
            if let Some(polo) = polo { <p key="polo">{ text(&format!("Polo {}, {}, {}", polo.name, polo.address, polo.phone)) }</p> }
            if !numbers.is_empty() { <p key="numbers"><strong>{ text(&numbers.join(" · ")) }</strong></p> }
            if !rows.is_empty() { <table key="measures"><tbody>{ for rows }</tbody></table> }
            if !outcome.services.is_empty() { <p key="services">{ text(&titles(&outcome.services)) }</p> }
            if !outcome.places.is_empty() { <p key="places">{ text(&titles(&outcome.places)) }</p> }
            <ul key="answers" class="print-answers">
                { for said.iter().map(|said| html! { <li><span>{ text(&said.question) }</span>{ " " }<strong>{ text(&said.answer) }</strong></li> }) }
            </ul>
            <p key="decides">{ texts.say(Key::assess_unlooked_decides) }</p>
        </div>
    }
}
