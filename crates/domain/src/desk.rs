//! The words and rules of the work on requests at the desk: how one ended, how a person was looked for, who agreed to what,
//! how late an answer is. Never here: who may do what (`role`).

use crate::calendar::Holidays;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A note for colleagues: up to 2000 characters.
pub type Note = Text<2000>;

/// Why something is done, or is to be done: up to 300 characters.
pub type Reason = Text<300>;

crate::words! {
    /// How a request ended.
    Outcome {
        /// The Polo has helped, or helps.
        Helped = "helped",
        /// Somebody else helps; the person knows whom to ask.
        Signposted = "signposted",
        /// The Polo could not reach the person.
        NoContact = "no_contact",
        /// The person needs it no longer.
        GaveUp = "gave_up",
        /// In another way.
        Other = "other",
    }
}

crate::words! {
    /// How the Polo has looked for a person.
    Tried {
        /// By telephone.
        Phone = "phone",
        /// By email.
        Email = "email",
        /// In person.
        InPerson = "in_person",
    }
}

crate::words! {
    /// What came of looking for a person.
    Reached {
        /// They spoke, or wrote to each other.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A message was left: only where the person has agreed to that.
        LeftMessage = "left_message",
    }
}

crate::words! {
    /// What somebody of the staff says of two requests that share a contact.
    Verdict {
        /// Of the same person.
        Same = "same",
        /// Of two people.
        Different = "different",
    }
}

crate::words! {
    /// Who agreed that the Polo writes a request for a person.
    AgreedBy {
        /// The person.
        Person = "person",
        /// Whoever decides for the person: a parent, a guardian, an «amministratore di sostegno».
        Representative = "representative",
    }
}

crate::words! {
    /// How that was said.
    AgreedHow {
        /// In presence.
        InPerson = "in_person",
        /// By telephone.
        Phone = "phone",
    }
}

/// That somebody agreed to a request which the Polo writes for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Who.
    pub by: AgreedBy,
    /// How.
    pub how: AgreedHow,
}

crate::words! {
    /// How an answer stands against the day by which it was promised.
    Lateness {
        /// The day has passed.
        Late = "late",
        /// It is today.
        Today = "today",
        /// Of two working days at most.
        Soon = "soon",
        /// There is more time.
        InTime = "in_time",
    }
}

/// How many working days before the promise it is [`Lateness::Soon`].
const SOON: i32 = 2;

/// How an answer promised for that day stands today, and how many working days are left; below zero, how many have passed.
pub fn lateness(answer_by: Date, today: Date, holidays: &Holidays) -> (Lateness, i32) {
    let left = if answer_by < today {
        -i32::from(holidays.working_days(answer_by, today))
    } else {
        i32::from(holidays.working_days(today, answer_by))
    };
    let word = match left {
        _ if answer_by < today => Lateness::Late,
        // Between a promise that falls on a closed day and today there may be no working day.
        0 => Lateness::Today,
        1..=SOON => Lateness::Soon,
        _ => Lateness::InTime,
    };
    (word, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn holidays() -> Holidays {
        Holidays {
            fixed: vec![(12, 8), (12, 25), (12, 26)],
        }
    }

    #[test]
    fn lateness_counts_working_days_alone() {
        let asked = |answer_by, today| lateness(answer_by, today, &holidays());
        // Friday 4 December 2026; Tuesday 8 is a holiday.
        let friday = date(2026, 12, 4);
        assert_eq!(asked(friday, friday), (Lateness::Today, 0));
        assert_eq!(asked(date(2026, 12, 7), friday), (Lateness::Soon, 1));
        assert_eq!(asked(date(2026, 12, 9), friday), (Lateness::Soon, 2));
        assert_eq!(asked(date(2026, 12, 10), friday), (Lateness::InTime, 3));
        assert_eq!(asked(friday, date(2026, 12, 5)), (Lateness::Late, 0));
        assert_eq!(asked(friday, date(2026, 12, 9)), (Lateness::Late, -2));
    }

    #[test]
    fn no_day_is_too_far_to_be_asked() {
        let (word, left) = lateness(Date::MAX, Date::MIN, &holidays());
        assert_eq!((word, left > 2000), (Lateness::InTime, true));
        assert_eq!(lateness(Date::MIN, Date::MAX, &holidays()).0, Lateness::Late);
    }
}
