//! Numbers without people: what is counted by Polo, motive and month, which counts are too small to be shown, and what is shown
//! in their place. Whatever is asked, by whatever grouping, follows from what [`Published`] keeps, so that no two answers
//! together say more than one. Never here: SQL, who may see what (`role`), words of the screen.

mod hide;
mod month;
mod table;
mod waits;

use crate::calendar::Holidays;
use jiff::civil::Date;
use std::collections::BTreeMap;

pub use hide::{Figure, SMALLEST};
pub use month::{InvalidMonth, LONGEST_SPAN, Month, Span};
pub use table::{Dimension, Published, Row, Table};
pub use waits::Waited;

crate::words! {
    /// What is counted together: the measures of a sum leave nothing out and count nothing twice.
    Sum {
        /// Requests, in the month in which they came, by what became of the promise to answer.
        Requests = "requests",
        /// Requests that have ended, in the month of their end, by how.
        Ended = "ended",
        /// Appointments, in the month for which they were set, by who came.
        Appointments = "appointments",
    }
}

crate::words! {
    /// What is counted.
    Measure {
        /// The Polo answered within the day that it had promised.
        InTime = "in_time",
        /// It did not: it answered later, or has not answered.
        Late = "late",
        /// No answer yet, and the promised day has not passed.
        Open = "open",
        /// The person took it back before an answer, within the promised day.
        TakenBack = "taken_back",
        /// The Polo has helped, or helps.
        Helped = "helped",
        /// Somebody else helps.
        Signposted = "signposted",
        /// The Polo could not reach the person.
        NoContact = "no_contact",
        /// The person needs it no longer.
        GaveUp = "gave_up",
        /// Closed in another way, or without a word how.
        Other = "other",
        /// The person took it back.
        Withdrawn = "withdrawn",
        /// It is to come, or nobody has said who came.
        Booked = "booked",
        /// The person came.
        Attended = "attended",
        /// The person came late.
        CameLate = "came_late",
        /// The person did not come.
        Missed = "missed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

impl Measure {
    /// What it is counted together with.
    pub fn sum(self) -> Sum {
        match self {
            Self::InTime | Self::Late | Self::Open | Self::TakenBack => Sum::Requests,
            Self::Helped
            | Self::Signposted
            | Self::NoContact
            | Self::GaveUp
            | Self::Other
            | Self::Withdrawn => Sum::Ended,
            Self::Booked | Self::Attended | Self::CameLate | Self::Missed | Self::Cancelled => {
                Sum::Appointments
            }
        }
    }

    /// The measures of a sum, in the order shown.
    pub fn of_sum(sum: Sum) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |measure| measure.sum() == sum)
    }
}

crate::words! {
    /// What people wait for, from the day on which their request came; in working days.
    Wait {
        /// Until somebody has taken it in charge.
        Taken = "taken",
        /// Until the first answer; whoever has none yet has waited until today.
        Answer = "answer",
        /// Until the day of the appointment.
        Appointment = "appointment",
    }
}

/// Where something is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// When.
    pub month: Month,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
}

/// What is counted of a request: days, and nothing of whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// When it came.
    pub received: Date,
    /// By when the Polo had promised to answer.
    pub answer_by: Date,
    /// When somebody took it in charge.
    pub taken: Option<Date>,
    /// When the Polo first answered; where it closed the request without a word, then.
    pub answered: Option<Date>,
    /// When the person took it back.
    pub withdrawn: Option<Date>,
    /// The day of the first appointment that was not called off.
    pub meets: Option<Date>,
}

impl Received {
    /// What became of the promise, as it stands that day.
    pub fn promise(&self, today: Date) -> Measure {
        let ended = self.answered.or(self.withdrawn);
        match (ended, self.answered) {
            (Some(day), _) if day > self.answer_by => Measure::Late,
            (Some(_), Some(_)) => Measure::InTime,
            (Some(_), None) => Measure::TakenBack,
            (None, _) if today > self.answer_by => Measure::Late,
            (None, _) => Measure::Open,
        }
    }
}

/// What was counted, as it is: for [`Book::published`], never to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    counts: BTreeMap<Block, BTreeMap<String, u64>>,
    waits: BTreeMap<(Cell, Wait), waits::Days>,
}

/// The counts of one measure at one Polo in one month, one for each motive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    month: Month,
    polo: String,
    measure: Measure,
}

impl Book {
    /// Counts so many there.
    pub fn count(&mut self, cell: &Cell, measure: Measure, many: u64) {
        if many == 0 {
            return;
        }
        let block = Block {
            month: cell.month,
            polo: cell.polo.clone(),
            measure,
        };
        let counts = self.counts.entry(block).or_default();
        *counts.entry(cell.motive.clone()).or_default() += many;
    }

    /// Counts so many requests of which the same is known, in the month in which they came, with how long they waited.
    pub fn received(
        &mut self,
        (polo, motive): (&str, &str),
        request: &Received,
        many: u64,
        (today, holidays): (Date, &Holidays),
    ) {
        let cell = Cell {
            month: Month::of(request.received),
            polo: polo.to_owned(),
            motive: motive.to_owned(),
        };
        let promise = request.promise(today);
        self.count(&cell, promise, many);
        let answer = request.answered.or(request.withdrawn).unwrap_or(today);
        let waits = [
            (Wait::Taken, request.taken),
            // Those who still wait are counted with the others: else the slowest Polo would look quick.
            (
                Wait::Answer,
                matches!(promise, Measure::InTime | Measure::Late).then_some(answer),
            ),
            (Wait::Appointment, request.meets),
        ];
        for (wait, until) in waits {
            let Some(until) = until else { continue };
            let days = u32::from(holidays.working_days(request.received, until));
            let kept = self.waits.entry((cell.clone(), wait)).or_default();
            kept.add(days, many);
        }
    }

    /// What may be known of it.
    pub fn published(&self) -> Published<'_> {
        Published::new(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_promise_is_kept_broken_open_or_no_longer_asked_for() {
        let request = Received {
            received: date(2026, 11, 2),
            answer_by: date(2026, 11, 9),
            taken: None,
            answered: None,
            withdrawn: None,
            meets: None,
        };
        let answered = |day| Received {
            answered: Some(day),
            ..request
        };
        let withdrawn = |day| Received {
            withdrawn: Some(day),
            ..request
        };
        let (before, after) = (date(2026, 11, 9), date(2026, 11, 10));
        assert_eq!(request.promise(before), Measure::Open);
        assert_eq!(request.promise(after), Measure::Late);
        assert_eq!(answered(before).promise(after), Measure::InTime);
        assert_eq!(answered(after).promise(after), Measure::Late);
        assert_eq!(withdrawn(before).promise(after), Measure::TakenBack);
        assert_eq!(withdrawn(after).promise(after), Measure::Late);
        let both = Received {
            withdrawn: Some(after),
            ..answered(before)
        };
        assert_eq!(both.promise(after), Measure::InTime);
    }

    #[test]
    fn every_measure_belongs_to_one_sum() {
        let of_sums: usize = Sum::ALL.iter().map(|sum| Measure::of_sum(*sum).count()).sum();
        assert_eq!(of_sums, Measure::ALL.len());
    }
}
