//! What can be wrong with a field, as a value. The words for it are texts, one table a language.

/// What is wrong with one answer. Never holds the answer itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was answered where an answer is needed.
    Missing,
    /// The answer is none of those offered.
    NotOffered,
    /// More characters than fit; both counted in Unicode scalar values.
    TooLong {
        /// How many fit.
        max: usize,
        /// How many there were.
        found: usize,
    },
    /// More lines than fit.
    TooMany {
        /// How many fit.
        max: usize,
        /// How many there were.
        found: usize,
    },
    /// A control character (NUL among them) or one that turns the direction of writing.
    HiddenCharacter,
    /// A telephone number with something other than digits, blanks and a leading `+`.
    PhoneCharacters,
    /// A telephone number with fewer digits than any number has.
    PhoneShort {
        /// How many digits there were.
        found: usize,
    },
    /// A telephone number with more digits than any number has.
    PhoneLong {
        /// How many digits there were.
        found: usize,
    },
    /// An email address without `@`.
    EmailNoAt,
    /// An email address whose part after the `@` is not a domain, or whose part before is not a mailbox.
    EmailForm,
    /// A date and time not written `2026-11-22T10:30`.
    TimeForm,
    /// An hour that the change of clock skips on that day.
    TimeSkipped,
    /// A time that has passed.
    TimePast,
    /// A time later than requests are taken for.
    TimeFar,
    /// Somebody else has that time by now.
    TimeTaken,
    /// The neighbourhood belongs to another Polo.
    OtherPolo,
    /// Consent was not given.
    NoConsent,
    /// The person for whom an appointment would be made does not know, or does not agree.
    NoAgreement,
    /// A day not written `2026-11-30`.
    DayForm,
    /// A day that has passed.
    DayPast,
    /// A day that has not come yet.
    DayAhead,
}

impl Fault {
    /// The name of the text that says it, as in `texts/*.toml` under `[fault]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotOffered => "not_offered",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::HiddenCharacter => "hidden_character",
            Self::PhoneCharacters => "phone_characters",
            Self::PhoneShort { .. } => "phone_short",
            Self::PhoneLong { .. } => "phone_long",
            Self::EmailNoAt => "email_no_at",
            Self::EmailForm => "email_form",
            Self::TimeForm => "time_form",
            Self::TimeSkipped => "time_skipped",
            Self::TimePast => "time_past",
            Self::TimeFar => "time_far",
            Self::TimeTaken => "time_taken",
            Self::OtherPolo => "other_polo",
            Self::NoConsent => "no_consent",
            Self::NoAgreement => "no_agreement",
            Self::DayForm => "day_form",
            Self::DayPast => "day_past",
            Self::DayAhead => "day_ahead",
        }
    }

    /// The figures that the text speaks of, by the name they have in it.
    pub fn figures(self) -> Vec<(&'static str, usize)> {
        match self {
            Self::TooLong { max, found } | Self::TooMany { max, found } => {
                vec![("max", max), ("found", found)]
            }
            Self::PhoneShort { found } | Self::PhoneLong { found } => vec![("found", found)],
            _ => Vec::new(),
        }
    }
}

/// A fault and the field it belongs to, by the field's name in forms and in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// For example `phone`.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl FieldFault {
    /// The fault of the field of that name.
    pub fn new(field: &str, fault: Fault) -> Self {
        Self {
            field: field.to_owned(),
            fault,
        }
    }
}
