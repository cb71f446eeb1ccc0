//! Keeping the agenda ahead of time: slots made for as far as motives can be booked, holds let go when they are over. Done
//! twice, or by two processes, it is done once. Never here: which slots follow from an opening (`domain`).

use crate::agenda::bookable;
use crate::clock::{in_italy, rome};
use crate::site::Site;
use jiff::{Timestamp, ToSpan};
use store::{Plan, Planned, Store, StoreError};

/// Makes the slots of every day that somebody can book from now on.
pub async fn plan(store: &Store, site: &Site, now: Timestamp) -> Result<Planned, StoreError> {
    let Some(bundle) = site.languages().next() else {
        return Ok(Planned::default());
    };
    let motives = bookable(&bundle.catalogue);
    let furthest = motives.iter().map(|(_, terms)| terms.horizon_days).max();
    let first = in_italy(now).date();
    // One day more, so that tomorrow's first caller finds it there.
    let days = i64::from(furthest.unwrap_or_default()) + 1;
    let last = first.saturating_add(days.days());
    let plan = Plan {
        motives: &motives,
        holidays: &site.holidays,
        zone: rome(),
        first,
        last,
    };
    store.agenda().plan(&plan).await
}
