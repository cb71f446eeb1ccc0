//! The streets of the finder: each line as it should be, each number of a street in one neighbourhood.
//! Never here: how a line is read (`streets.rs`).

use std::collections::{BTreeMap, BTreeSet};

use domain::finder;

use super::Check;
use super::front::list;
use crate::Finding;
use crate::streets::StreetRow;

pub(super) fn check(check: &mut Check<'_>) {
    let listed = &check.site.streets;
    check.found.extend(listed.faults.iter().cloned());
    let neighbourhoods: BTreeSet<&str> = (check.site.data.poli.iter())
        .flat_map(|polo| &polo.neighbourhoods)
        .map(|neighbourhood| neighbourhood.id.as_str())
        .collect();
    let mut streets: BTreeMap<String, Vec<&StreetRow>> = BTreeMap::new();
    for row in &listed.rows {
        let id = row.row.neighbourhood.as_str();
        if !neighbourhoods.contains(id) {
            let allowed = list(neighbourhoods.iter().copied());
            let message = format!("no neighbourhood is called `{id}`; allowed: {allowed}");
            check
                .found
                .push(Finding::new(&listed.file, Some(row.line), message));
        }
        let earlier = streets.entry(finder::key(&row.row.street)).or_default();
        let wrong = earlier.iter().find_map(|other| against(row, other));
        check
            .found
            .extend(wrong.map(|wrong| Finding::new(&listed.file, Some(row.line), wrong)));
        earlier.push(row);
    }
}

/// What is wrong with a row beside an earlier one of the same street.
fn against(row: &StreetRow, earlier: &StreetRow) -> Option<String> {
    let (StreetRow { row, .. }, StreetRow { row: other, line }) = (row, earlier);
    if row == other {
        return Some(format!("the same row stands on line {line}"));
    }
    if row.street != other.street {
        return Some(format!(
            "`{}` is the street that line {line} calls `{}`; allowed: one way to write it",
            row.street, other.street
        ));
    }
    (row.neighbourhood != other.neighbourhood && row.overlaps(other)).then(|| {
        format!(
            "this stretch of `{}` has numbers that line {line} puts in `{}`; allowed: one neighbourhood for each number",
            row.street, other.neighbourhood
        )
    })
}
