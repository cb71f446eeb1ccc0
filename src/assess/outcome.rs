//! What comes of the answers: what to do first, the measures, services, what one could give, what was not looked at, the
//! answers themselves. Where somebody must be called first, nothing is said of benefits.

use super::answers::{self, Said};
use super::session::{Screen, Session};
use super::{Scene, device, forward, measures, print, safety};
use crate::components::{CheckBoxProps, check_box};
use crate::hooks::{Brought, bring};
use crate::route::Route;
use crate::texts::{Key, text};
use domain::assess::{Fact, Judged, Measure, Outcome, Resource, Truth, Value, Verdict, Voice};
use domain::request::Step;
use yew::prelude::*;
use yew::props;

pub(super) fn page(scene: &Scene<'_>) -> Html {
    let Scene { texts, outcome, .. } = scene;
    let said = answers::said(scene);
    let danger = !outcome.safety_first.is_empty();
    html! {
        <div key="outcome" class="row justify-content-center">
            <div key="column" class="col-12 col-lg-9 outcome">
                { safety::panel(scene) }
                <h1 key="title">{ texts.say(if danger { Key::assess_danger_outcome } else { Key::assess_outcome_title }) }</h1>
                <p key="lead" class="lead">{ texts.say(lead(outcome)) }</p>
                { unfinished(scene) }
                { first(scene) }
                { bring_section(scene, &said) }
                if !danger { { measures::groups(scene) } }
                { links(scene, "services", Key::assess_services_title, &outcome.services) }
                { links(scene, "places", Key::assess_places_title, &places(scene)) }
                { giving(scene) }
                if !danger { { unlooked(scene) } }
                <section key="answers" class="no-print">
                    <h2 key="title">{ texts.say(Key::assess_answers_title) }</h2>
                    { answers::list(scene, &said) }
                </section>
                { keeping(scene) }
                { print::sheet(scene, &said) }
            </div>
        </div>
    }
}

fn lead(outcome: &Outcome) -> Key {
    if !outcome.safety_first.is_empty() {
        Key::assess_danger_lead
    } else if outcome.measures.is_empty() {
        Key::assess_plain_lead
    } else {
        Key::assess_outcome_lead
    }
}

/// There are questions still: the way back to them.
fn unfinished(scene: &Scene<'_>) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let Some(next) = sitting.walk.next else {
        return html! { <div key="unfinished"></div> };
    };
    let rest = sitting.walk.rest.to_string();
    let go = {
        let sitting = (*sitting).clone();
        Callback::from(move |_: MouseEvent| {
            forward(&sitting, move |session: &mut Session| {
                session.push(Screen::Question(next));
            });
        })
    };
    html! {
        <div key="unfinished" class="no-print">
            <p key="text">{ text(&texts.fill(Key::assess_unfinished, &[("rest", &rest)])) }</p>
            <p key="go"><button type="button" class="btn btn-outline-primary" onclick={go}>{ texts.say(Key::assess_continue) }</button></p>
        </div>
    }
}

/// What to do first: the ISEE where it would settle something, the measures that give most, the Polo.
fn first(scene: &Scene<'_>) -> Html {
    let Scene {
        bundle, texts, rules, ..
    } = scene;
    let mut steps: Vec<Html> = Vec::new();
    let open = || measures::with(scene, Verdict::NeedsInformation);
    let lacks_isee = open().any(|(measure, judged)| {
        let criteria = measure.criteria.iter().zip(&judged.criteria);
        let mut unknown = criteria.filter(|(_, truth)| **truth == Truth::Unknown);
        judged.run_out.is_none() && unknown.any(|(criterion, _)| criterion.asks.is_some_and(Fact::is_isee))
    });
    if lacks_isee {
        steps.push(
            html! { <>{ texts.say(Key::assess_first_isee) }{ " " }{ scene.link(&rules.isee_page) }</> },
        );
    }
    for (measure, judged) in most(scene).into_iter().take(3) {
        let apply = rules.fill(&measure.apply, scene.lang, judged.day);
        steps.push(html! { <>{ texts.say(Key::assess_first_apply) }{ " " }{ scene.link(&measure.page) }{ ". " }{ text(&apply) }</> });
    }
    if steps.is_empty()
        && let Some((measure, judged)) = open().next()
        && let Some(words) = measures::about(scene, measure, judged).first()
    {
        let name = rules.say(&measure.name, scene.lang).to_owned();
        steps.push(html! { <>{ text(&format!("{name}. {words}")) }</> });
    }
    steps.push(match scene.polo() {
        Some(polo) => html! { <>
            { text(&texts.fill(Key::assess_first_polo, &[("polo", &polo.name), ("address", &polo.address), ("phone", &polo.phone)])) }
            { " " }<a href={polo.page.clone()}>{ text(&polo.name) }</a>
        </> },
        None => html! { <>
            { texts.say(Key::assess_first_any_polo) }{ " " }
            <a href={Route::Finder.path(bundle)}>{ texts.say(Key::finder_title) }</a>
        </> },
    });
    html! {
        <section key="first" class="assess-first">
            <h2 key="title">{ texts.say(Key::assess_first_title) }</h2>
            <ol key="steps">{ for steps.into_iter().map(|step| html! { <li>{ step }</li> }) }</ol>
            { areas(scene) }
        </section>
    }
}

/// What is likely and not there yet, what gives most first. There are too few for a sort, which costs the phone a kilobyte.
fn most<'a>(scene: &'a Scene<'_>) -> Vec<(&'a Measure, &'a Judged)> {
    let mut most: Vec<(&Measure, &Judged)> = Vec::new();
    let likely = measures::with(scene, Verdict::Likely);
    for (measure, judged) in likely.filter(|(_, judged)| !judged.received) {
        let less = |(_, before): &(&Measure, &Judged)| measures::a_year(before) < measures::a_year(judged);
        let place = most.iter().position(less).unwrap_or(most.len());
        most.insert(place, (measure, judged));
    }
    most
}

/// Who at the Polo follows such things.
fn areas(scene: &Scene<'_>) -> Html {
    let known = scene.bundle.catalogue.areas.iter();
    let names: Vec<&str> = known
        .filter(|area| scene.outcome.areas.contains(&area.id))
        .map(|area| &*area.name)
        .collect();
    if names.is_empty() {
        return html! { <div key="areas"></div> };
    }
    html! { <p key="areas">{ text(&scene.texts.fill(Key::assess_areas, &[("areas", &names.join(", "))])) }</p> }
}

fn links(scene: &Scene<'_>, key: &'static str, title: Key, paths: &[String]) -> Html {
    if paths.is_empty() {
        return html! { <div {key}></div> };
    }
    html! {
        <section {key}>
            <h2 key="title">{ scene.texts.say(title) }</h2>
            <ul key="links" class="link-list">{ for paths.iter().map(|path| html! { <li>{ scene.link(path) }</li> }) }</ul>
        </section>
    }
}

/// What the person said they could give.
fn given<'a>(scene: &Scene<'a>) -> Vec<&'a Resource> {
    let said = scene.sitting.walk.household.facts.get(Fact::Resources);
    let Some(Value::Words(said)) = said else {
        return Vec::new();
    };
    let all = scene.rules.resources.iter();
    all.filter(|resource| said.contains(&resource.id)).collect()
}

/// Places that are no public office, without those where what one gives is welcome.
fn places(scene: &Scene<'_>) -> Vec<String> {
    let given = given(scene);
    let of_giving = |path: &&String| given.iter().any(|resource| resource.pages.contains(path));
    let places = scene.outcome.places.iter();
    places.filter(|path| !of_giving(path)).cloned().collect()
}

/// Where what one could give is welcome. It never changes what is said above.
fn giving(scene: &Scene<'_>) -> Html {
    let given = given(scene);
    if given.is_empty() {
        return html! { <div key="giving"></div> };
    }
    let mut pages: Vec<&String> = Vec::new();
    for path in given.iter().flat_map(|resource| &resource.pages) {
        if !pages.contains(&path) {
            pages.push(path);
        }
    }
    let labels: Vec<String> = given.iter().map(|resource| scene.say(&resource.label)).collect();
    html! {
        <section key="giving">
            <h2 key="title">{ scene.texts.say(Key::assess_giving_title) }</h2>
            <p key="what">{ text(&labels.join(" · ")) }</p>
            <p key="text">{ scene.texts.say(Key::assess_giving_text) }</p>
            <ul key="links" class="link-list">{ for pages.into_iter().map(|path| html! { <li>{ scene.link(path) }</li> }) }</ul>
        </section>
    }
}

/// What was not looked at, and that all this is no decision.
fn unlooked(scene: &Scene<'_>) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let looked = !sitting.walk.rules_out_all();
    html! {
        <section key="unlooked">
            <h2 key="title">{ texts.say(Key::assess_unlooked_title) }</h2>
            <ul key="list">
                if !looked { <li key="money">{ texts.say(Key::assess_unlooked_money) }</li> }
                <li key="local">{ texts.say(Key::assess_unlooked_local) }</li>
                <li key="decides">{ texts.say(Key::assess_unlooked_decides) }</li>
            </ul>
        </section>
    }
}

/// «Bring these answers to the Polo»: to the request, with each line to be taken away before it is sent.
fn bring_section(scene: &Scene<'_>, said: &[Said]) -> Html {
    let Scene { bundle, texts, .. } = scene;
    let path = Route::Request(Step::Reason).path(bundle);
    let onclick = {
        let (brought, path) = (brought(scene, said), path.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            bring(&brought);
            gloo::utils::window().location().set_href(&path).ok();
        })
    };
    html! {
        <section key="bring" class="assess-bring no-print">
            <h2 key="title">{ texts.say(Key::assess_bring_title) }</h2>
            <p key="text">{ texts.say(Key::assess_bring_text) }</p>
            <p key="go"><a key="go" class="btn btn-primary" href={path} {onclick}>{ texts.say(Key::assess_bring) }</a></p>
        </section>
    }
}

fn brought(scene: &Scene<'_>, said: &[Said]) -> Brought {
    let Scene {
        texts,
        sitting,
        rules,
        outcome,
        ..
    } = scene;
    let mut lines: Vec<String> = said.iter().filter(|said| said.known).map(answers::line).collect();
    let open = measures::all(scene).filter(|(_, judged)| judged.verdict != Verdict::Unlikely);
    lines.extend(open.map(|(measure, judged)| {
        let word = texts.get(measures::word(judged.verdict));
        format!("{}: {word}", rules.say(&measure.name, scene.lang))
    }));
    let for_whom = match sitting.walk.voice {
        Voice::Own => "myself",
        Voice::Other => "other",
    };
    Brought {
        motive: outcome.motive.clone().unwrap_or_default(),
        polo: sitting.walk.polo.clone().unwrap_or_default(),
        for_whom: for_whom.to_owned(),
        answers: lines,
    }
}

/// Print, keep on the device, begin anew.
fn keeping(scene: &Scene<'_>) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let print = Callback::from(|_: MouseEvent| {
        gloo::utils::window().print().ok();
    });
    let keep = sitting.taking(|session: &mut Session, keep: bool| {
        session.kept = keep && device::keep(&session.answers);
        if !keep {
            device::forget();
        }
    });
    let anew = {
        let sitting = (*sitting).clone();
        Callback::from(move |_: MouseEvent| {
            device::forget();
            forward(&sitting, |session: &mut Session| {
                session.begin_anew();
            });
        })
    };
    html! {
        <section key="keeping" class="no-print">
            <h2 key="title">{ texts.say(Key::assess_keep_title) }</h2>
            <p key="print"><button type="button" class="btn btn-outline-primary" onclick={print}>{ texts.say(Key::assess_print) }</button></p>
            <div key="keep">{ check_box(&props!(CheckBoxProps { texts: (*texts).clone(), name: "keep", label: texts.get(Key::assess_keep).to_owned(), hint: texts.get(Key::assess_keep_hint).to_owned(), checked: sitting.kept, onchange: keep })) }</div>
            <p key="anew"><button type="button" class="btn btn-link" onclick={anew}>{ texts.say(Key::assess_anew) }</button></p>
        </section>
    }
}
