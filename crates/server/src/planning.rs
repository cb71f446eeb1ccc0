//! Keeping the agenda ahead of time: slots made for as far as motives can be booked, holds let go when they are over, a word
//! before times run out. Done twice, or by two processes, it is done once. Never here: which slots follow from an opening
//! (`domain`).

use crate::agenda::bookable;
use crate::clock::{in_italy, rome};
use crate::site::Site;
use domain::agenda::Terms;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use store::{Plan, Planned, Store, StoreError};

/// For how many days after an opening has ended its motive is still looked after.
const STILL_LOOKED_AFTER: i32 = 60;

domain::words! {
    /// Why whoever coordinates should open more times.
    Warning {
        /// There is none left.
        None = "none",
        /// There are few.
        Few = "few",
        /// The first one is later than the answer that is promised.
        Far = "far",
    }
}

/// What is left to people of a motive at a Polo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How many times can be had now.
    pub free: u64,
    /// The first of them.
    pub first: Option<Timestamp>,
    /// Why there should be more.
    pub warning: Option<Warning>,
}

/// Makes the slots of every day that somebody can book from now on.
pub async fn plan(store: &Store, site: &Site, now: Timestamp) -> Result<Planned, StoreError> {
    let Some(bundle) = site.languages().next() else {
        return Ok(Planned::default());
    };
    let motives = bookable(&bundle.catalogue);
    store.agenda().plan(&ahead(site, &motives, now)).await
}

/// What slots follow from, for every day that somebody can book from now on.
pub fn ahead<'a>(site: &'a Site, motives: &'a [(String, Terms)], now: Timestamp) -> Plan<'a> {
    let furthest = motives.iter().map(|(_, terms)| terms.horizon_days).max();
    let first = in_italy(now).date();
    // One day more, so that tomorrow's first caller finds it there.
    let days = i64::from(furthest.unwrap_or_default()) + 1;
    Plan {
        motives,
        holidays: &site.holidays,
        zone: rome(),
        first,
        last: first.saturating_add(days.days()),
    }
}

/// What is left of each motive at each Polo that has, or lately had, an opening for it.
pub async fn left(store: &Store, site: &Site, now: Timestamp) -> Result<Vec<Left>, StoreError> {
    let Some(bundle) = site.languages().next() else {
        return Ok(Vec::new());
    };
    let agenda = store.agenda();
    let today = in_italy(now).date();
    let looked_after = |until: Date| until.saturating_add(STILL_LOOKED_AFTER.days()) >= today;
    let mut pairs = BTreeSet::new();
    for opening in agenda.openings().await? {
        if opening.valid_until.is_none_or(looked_after) {
            let known = |id: &String| {
                bundle
                    .catalogue
                    .motive(id)
                    .is_some_and(|motive| motive.terms.is_some())
            };
            let motives = opening.motives.into_iter().filter(known);
            pairs.extend(motives.map(|motive| (opening.polo.clone(), motive)));
        }
    }
    let outlook = agenda.outlook(now).await?.into_iter();
    let outlook: BTreeMap<_, _> = outlook
        .map(|outlook| ((outlook.polo, outlook.motive), (outlook.free, outlook.first)))
        .collect();
    let promise = site.holidays.promise(today, bundle.site.answer_within_days);
    let left = |pair: (String, String)| {
        let (free, first) = outlook.get(&pair).copied().unwrap_or_default();
        let warning = match first {
            None => Some(Warning::None),
            Some(first) if in_italy(first).date() > promise => Some(Warning::Far),
            Some(_) if free < u64::from(site.few_times) => Some(Warning::Few),
            Some(_) => None,
        };
        Left {
            polo: pair.0,
            motive: pair.1,
            free,
            first,
            warning,
        }
    };
    Ok(pairs.into_iter().map(left).collect())
}

/// Says in the log where times run out: the Polo, the motive, how many are left.
pub async fn warn(store: &Store, site: &Site, now: Timestamp) -> Result<(), StoreError> {
    for left in left(store, site, now).await? {
        if let Some(warning) = left.warning {
            let first = left.first.map(|first| in_italy(first).date().to_string());
            tracing::warn!(
                polo = left.polo,
                motive = left.motive,
                free = left.free,
                first = first.unwrap_or_default(),
                why = warning.word(),
                "free times run out"
            );
        }
    }
    Ok(())
}
