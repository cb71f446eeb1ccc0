//! The streets as the phone fetches them: a line for each, since there are thousands and every reader of a field costs
//! the phone bytes. `via Verona;3` lies wholly in neighbourhood 3; a stretch is `from,to,side,neighbourhood`.

use serde::{Deserialize, Serialize};

use super::{Side, Street, Streets, Stretch};

#[derive(Serialize, Deserialize)]
pub(super) struct Sent {
    comune: String,
    neighbourhoods: Vec<String>,
    streets: Vec<String>,
}

impl From<Streets> for Sent {
    fn from(streets: Streets) -> Self {
        Self {
            comune: streets.comune,
            neighbourhoods: streets.neighbourhoods,
            streets: streets.all.iter().map(line).collect(),
        }
    }
}

impl From<Sent> for Streets {
    fn from(sent: Sent) -> Self {
        Self {
            comune: sent.comune,
            neighbourhoods: sent.neighbourhoods,
            all: sent.streets.iter().map(|line| street(line)).collect(),
        }
    }
}

fn line(street: &Street) -> String {
    let mut parts = vec![street.name.replace(';', " ")];
    parts.extend(street.stretches.iter().map(|stretch| {
        let Stretch {
            from,
            to,
            side,
            neighbourhood,
        } = *stretch;
        match (from, to, side) {
            (0, 0, Side::Both) => neighbourhood.to_string(),
            _ => format!("{from},{to},{},{neighbourhood}", u8::from(side)),
        }
    }));
    parts.join(";")
}

/// A stretch that cannot be read is left out: its numbers are then not known.
fn street(line: &str) -> Street {
    let mut parts = line.split(';');
    Street {
        name: parts.next().unwrap_or_default().to_owned(),
        stretches: parts.filter_map(stretch).collect(),
    }
}

fn stretch(part: &str) -> Option<Stretch> {
    let mut numbers = part.split(',').map(|number| number.parse::<u32>().ok());
    let first = numbers.next()??;
    let Some(to) = numbers.next() else {
        return Some(Stretch {
            from: 0,
            to: 0,
            side: Side::Both,
            neighbourhood: u8::try_from(first).ok()?,
        });
    };
    Some(Stretch {
        from: first,
        to: to?,
        side: Side::from(u8::try_from(numbers.next()??).ok()?),
        neighbourhood: u8::try_from(numbers.next()??).ok()?,
    })
}
