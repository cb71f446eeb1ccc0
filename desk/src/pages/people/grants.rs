//! What somebody may do, as a list that grows and shrinks. A grant that this app cannot read stays as it is written.

use crate::around::{Desk, use_desk};
use crate::parts::button;
use crate::texts::{app, fill, people as words};
use crate::words::grant;
use domain::role::{Grant, Role};
use portal::components::{Choice, Group, SelectFieldProps, select_field};
use portal::held::{Held, use_held};
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// What stands for all of them where one is chosen.
const ALL: &str = "*";

/// Props of [`Grants`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct GrantsProps {
    /// As they travel: `role:polo:area`.
    pub(super) grants: Vec<String>,
    /// What is wrong with them; empty when nothing is.
    #[prop_or_default]
    pub(super) error: AttrValue,
    /// As they are now.
    pub(super) changed: Callback<Vec<String>>,
}

#[derive(Clone)]
struct Chosen {
    role: String,
    polo: String,
    area: String,
}

/// What somebody may do.
#[component]
pub(super) fn Grants(props: &GrantsProps) -> Html {
    let desk = use_desk();
    let chosen = use_held(|| Chosen {
        role: Role::SocialWorker.word().to_owned(),
        polo: ALL.to_owned(),
        area: ALL.to_owned(),
    });
    let add = {
        let (grants, changed, chosen) = (props.grants.clone(), props.changed.clone(), chosen.clone());
        Callback::from(move |()| {
            let new = format!("{}:{}:{}", chosen.role, chosen.polo, chosen.area);
            let mut grants = grants.clone();
            if !grants.contains(&new) {
                grants.push(new);
                changed.emit(grants);
            }
        })
    };
    let error = (!props.error.is_empty()).then(|| props.error.clone());
    html! {
        <fieldset class="desk-grants" id="field-grants" tabindex="-1">
            <legend key="legend" class="form-label">{ words::GRANTS }</legend>
            <div key="error">if let Some(error) = error { <p class="invalid-feedback">{ text(&error) }</p> }</div>
            <ul key="list" class="desk-plain">
                { for props.grants.iter().map(|written| line(&desk, props, written)) }
            </ul>
            <div key="none">if props.grants.is_empty() { <p class="text-muted">{ words::NO_GRANT }</p> }</div>
            <div key="another" class="desk-filters">
                { fields(&desk, &chosen) }
                { button(words::ANOTHER, "btn btn-outline-primary btn-sm", &add) }
            </div>
        </fieldset>
    }
}

fn line(desk: &Desk, props: &GrantsProps, written: &str) -> Html {
    let said = written
        .parse::<Grant>()
        .map_or_else(|_| written.to_owned(), |own| grant(desk, &own));
    let (grants, changed, own) = (props.grants.clone(), props.changed.clone(), written.to_owned());
    let onclick = Callback::from(move |_: MouseEvent| {
        changed.emit(grants.iter().filter(|grant| **grant != own).cloned().collect());
    });
    let label = fill(words::REMOVE_GRANT, &[("grant", &said)]);
    html! {
        <li key={written.to_owned()}>
            { text(&said) }
            { " " }
            <button type="button" class="btn btn-link btn-sm" aria-label={label} {onclick}>{ words::REMOVE }</button>
        </li>
    }
}

fn fields(desk: &Desk, chosen: &Held<Chosen>) -> Html {
    let roles = app::ROLES.iter().map(|(role, said)| Choice::new(*role, *said));
    let poli = desk.bundle.catalogue.poli.iter();
    let poli = poli.map(|polo| Choice::new(polo.id.clone(), polo.name.clone()));
    let areas = desk.offer.areas().iter();
    let areas = areas.map(|area| Choice::new(area.id.clone(), area.name.clone()));
    html! {
        <>
            { field(desk, ("role", words::ROLE, ""), roles.collect(), &chosen.role,
                chosen.taking(|chosen: &mut Chosen, role: String| if !role.is_empty() { chosen.role = role; })) }
            { field(desk, ("polo", words::POLO, app::ALL_POLI), poli.collect(), &chosen.polo,
                chosen.taking(|chosen: &mut Chosen, polo| chosen.polo = or_all(polo))) }
            { field(desk, ("area", words::AREA, app::ALL_AREAS), areas.collect(), &chosen.area,
                chosen.taking(|chosen: &mut Chosen, area| chosen.area = or_all(area))) }
        </>
    }
}

fn or_all(id: String) -> String {
    if id.is_empty() { ALL.to_owned() } else { id }
}

fn field(
    desk: &Desk,
    (name, label, empty): (&'static str, &'static str, &'static str),
    choices: Vec<Choice>,
    value: &str,
    onchange: Callback<String>,
) -> Html {
    let value = if value == ALL {
        String::new()
    } else {
        value.to_owned()
    };
    select_field(&props!(SelectFieldProps {
        texts: desk.texts().clone(),
        name,
        label,
        empty,
        groups: Group::plain(choices),
        value,
        onchange,
    }))
}
