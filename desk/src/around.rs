//! What every screen may reach: who is signed in and may do what, what the instance offers, the way to the server, where one
//! is. Never here: a screen.

use crate::client::Client;
use crate::drafts::Drafts;
use crate::place::Place;
use domain::role::{Action, Grant};
use portal::Bundle;
use portal::texts::Texts;
use serde::Deserialize;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// What the instance offers as far as the desk needs it and phones do not: areas, and which motive is whose.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Offer {
    catalogue: Catalogue,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Catalogue {
    areas: Vec<Area>,
    motives: Vec<Motive>,
}

/// An area, by its id and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Area {
    /// For example `non-autosufficienza`.
    pub id: String,
    /// As people read it.
    pub name: String,
}

/// A motive and the area that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Motive {
    /// For example `casa`.
    pub id: String,
    /// As people read it.
    pub label: String,
    /// The area, by id.
    pub area: String,
}

impl Offer {
    /// In the order shown.
    pub fn areas(&self) -> &[Area] {
        &self.catalogue.areas
    }

    /// In the order shown.
    pub fn motives(&self) -> &[Motive] {
        &self.catalogue.motives
    }
}

/// Whoever is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Names the person in addresses.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
    /// What the person may do.
    pub grants: Vec<Grant>,
}

impl From<api::desk::Me> for Who {
    /// A grant that this app does not know yet lets nobody do anything.
    fn from(me: api::desk::Me) -> Self {
        Self {
            grants: me.grants.iter().filter_map(|grant| grant.parse().ok()).collect(),
            id: me.id,
            name: me.name,
        }
    }
}

/// What is around every screen.
#[derive(Clone)]
pub struct Desk {
    /// The words of the portal's components, Poli and motives.
    pub bundle: Arc<Bundle>,
    /// Areas and motives.
    pub offer: Rc<Offer>,
    /// The way to the server.
    pub client: Client,
    /// Whoever is signed in.
    pub who: Rc<Who>,
    /// Where one is, and the way to elsewhere.
    pub place: Place,
    /// What was typed and not sent, by the name of its field.
    pub drafts: Drafts,
    /// How often somebody has signed in: what is shown is asked for again after each.
    pub signings: u32,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bundle, &other.bundle)
            && self.who == other.who
            && self.place == other.place
            && self.signings == other.signings
    }
}

impl Desk {
    /// The words of the portal's components.
    pub fn texts(&self) -> &Texts {
        &self.bundle.texts
    }

    /// Whether whoever is signed in may do that in some Polo and area. The server decides; this says what to show.
    pub fn may(&self, action: Action) -> bool {
        self.who
            .grants
            .iter()
            .any(|grant| domain::role::may(grant.role, action))
    }

    /// Whether whoever is signed in may do that in this Polo and area.
    pub fn may_in(&self, action: Action, polo: &str, area: &str) -> bool {
        self.who
            .grants
            .iter()
            .any(|grant| grant.allows(action, Some(polo), Some(area)))
    }
}

/// What is around this screen.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_desk() -> Desk {
    use_context::<Desk>().expect("every screen of the desk stands inside `App`")
}
