//! Messages to people: what kinds there are, which ways they can go, and which of them a person has agreed to. Never
//! here: their words, and how they are sent.

use crate::contact::{Email, Phone};
use crate::request::{Person, ReplyBy};
use std::fmt;
use std::str::FromStr;

crate::words! {
    /// What a message is about.
    Kind {
        /// An appointment was booked.
        Confirmation = "confirmation",
        /// It is at another time now.
        Moved = "moved",
        /// It will not take place.
        Cancelled = "cancelled",
        /// The Polo had to call it off; the person may choose another time.
        CalledOff = "called_off",
        /// It is in two days.
        Reminder48h = "reminder_48h",
        /// It is in three hours.
        Reminder3h = "reminder_3h",
        /// The Polo has answered a request.
        Answered = "answered",
        /// A time has come free for somebody who waits.
        Offer = "offer",
        /// The Polo proposes times.
        Proposed = "proposed",
        /// A code to prove an address with.
        Code = "code",
        /// In two days the person and the Polo look at a help project again.
        Review48h = "review_48h",
    }
}

crate::words! {
    /// A way for a message to go.
    Channel {
        /// Electronic mail.
        Email = "email",
        /// A text message to a mobile phone.
        Sms = "sms",
        /// The app of the public services, IO.
        AppIo = "app_io",
    }
}

impl Kind {
    /// Those that only make sense before the appointment: a cancelled or moved one takes them along.
    pub const REMINDERS: &'static [Self] = &[Self::Reminder48h, Self::Reminder3h];
    /// Those that only make sense while what they offer stands.
    pub const OFFERS: &'static [Self] = &[Self::Offer, Self::Proposed];
}

/// The channels that an instance has been given the means to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels(u8);

impl Channels {
    /// None: no message is written at all.
    pub const NONE: Self = Self(0);

    /// Whether that one can be used.
    pub fn has(self, channel: Channel) -> bool {
        self.0 & (1 << channel as u8) != 0
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<I: IntoIterator<Item = Channel>>(channels: I) -> Self {
        Self(
            channels
                .into_iter()
                .fold(0, |set, channel| set | 1 << channel as u8),
        )
    }
}

/// Who gets a message, and by which channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A mailbox.
    Email(Email),
    /// An Italian mobile phone.
    Sms(Phone),
    /// A citizen with the app IO.
    AppIo(FiscalCode),
}

impl Recipient {
    /// The way to them.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
            Self::AppIo(_) => Channel::AppIo,
        }
    }

    /// The address, number or fiscal code.
    pub fn address(&self) -> &str {
        match self {
            Self::Email(email) => email.as_str(),
            Self::Sms(phone) => phone.as_str(),
            Self::AppIo(code) => code.as_str(),
        }
    }

    /// What [`Recipient::channel`] and [`Recipient::address`] said.
    pub fn parse(channel: Channel, address: &str) -> Option<Self> {
        match channel {
            Channel::Email => Email::parse(address).ok().map(Self::Email),
            Channel::Sms => Phone::parse(address).ok().map(Self::Sms),
            Channel::AppIo => address.parse().ok().map(Self::AppIo),
        }
    }
}

/// Where messages about a request may go: to the mailbox of whoever wants answers by email; as text messages to whoever
/// wants them by phone, but only where a message may be left, since others may read what the screen shows, and only to
/// an Italian mobile number. Whoever looks with code and secret has asked not to be written to. `None` also where the
/// instance has no means for that channel.
pub fn recipient(person: &Person, channels: Channels) -> Option<Recipient> {
    let recipient = match person.reply_by {
        ReplyBy::Email => person.email.clone().map(Recipient::Email),
        ReplyBy::Phone => {
            let mobile = person.phone.clone().filter(Phone::is_italian_mobile);
            mobile.filter(|_| person.leave_message).map(Recipient::Sms)
        }
        ReplyBy::Code => None,
    };
    recipient.filter(|recipient| channels.has(recipient.channel()))
}

/// An Italian personal fiscal code: 16 characters, upper case, check letter verified, omocode variants accepted.
/// Errors: [`InvalidFiscalCode`], which never repeats the code. Source: DM 23-12-1976, articles 3 to 6.
#[derive(Clone, PartialEq, Eq)]
pub struct FiscalCode(String);

/// It is no fiscal code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fiscal code has 16 characters, the last of which follows from the others")]
pub struct InvalidFiscalCode;

/// What the character of that value (0 to 25) counts in an odd place; a digit counts as the letter of its value.
const ODD: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];
/// `A` is a letter, `9` a digit, or the letter that stands for one where two people would have the same code.
const FORM: &[u8; 16] = b"AAAAAA99A99A999A";

impl FiscalCode {
    /// 16 upper-case letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FiscalCode {
    type Err = InvalidFiscalCode;

    fn from_str(typed: &str) -> Result<Self, InvalidFiscalCode> {
        let code = typed.trim().to_ascii_uppercase();
        let fits = |(byte, form): (u8, &u8)| match form {
            b'A' => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit() || b"LMNPQRSTUV".contains(&byte),
        };
        if code.len() != FORM.len() || !code.bytes().zip(FORM).all(fits) {
            return Err(InvalidFiscalCode);
        }
        let value = |byte: u8| u32::from(byte - if byte.is_ascii_digit() { b'0' } else { b'A' });
        let sum: u32 = code
            .bytes()
            .take(15)
            .enumerate()
            .map(|(at, byte)| {
                let value = value(byte);
                let odd = at % 2 == 0;
                usize::try_from(value)
                    .ok()
                    .and_then(|value| ODD.get(value))
                    .filter(|_| odd)
                    .copied()
                    .unwrap_or(value)
            })
            .sum();
        let check = code.bytes().last().map(value);
        if check == Some(sum % 26) {
            Ok(Self(code))
        } else {
            Err(InvalidFiscalCode)
        }
    }
}

impl fmt::Debug for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FiscalCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::ForWhom;
    use crate::text::Text;

    fn person(reply_by: ReplyBy, phone: &str, leave_message: bool) -> Person {
        Person {
            for_whom: ForWhom::Myself,
            role: Text::default(),
            aware: None,
            neighbourhood: None,
            way: None,
            days: Vec::new(),
            parts: Vec::new(),
            call_at: None,
            language: Text::default(),
            interpreter: false,
            sign_language: false,
            access: Text::default(),
            avoid: Text::default(),
            reply_by,
            phone: Phone::parse(phone).ok(),
            email: Email::parse("anna@example.org").ok(),
            name: Text::default(),
            safe_hours: Vec::new(),
            leave_message,
            note: Text::default(),
            answers: Vec::new(),
        }
    }

    #[test]
    fn a_person_is_written_to_only_as_they_have_agreed() {
        let all: Channels = Channel::ALL.iter().copied().collect();
        let way = |reply_by, phone, leave_message| {
            recipient(&person(reply_by, phone, leave_message), all).map(|recipient| recipient.channel())
        };
        assert_eq!(way(ReplyBy::Email, "", false), Some(Channel::Email));
        assert_eq!(way(ReplyBy::Phone, "333 1234567", true), Some(Channel::Sms));
        assert_eq!(way(ReplyBy::Phone, "333 1234567", false), None);
        assert_eq!(way(ReplyBy::Phone, "0521 40521", true), None);
        assert_eq!(way(ReplyBy::Code, "333 1234567", true), None);
    }

    #[test]
    fn nothing_is_written_that_could_not_be_sent() {
        let mail: Channels = [Channel::Email].into_iter().collect();
        assert!(recipient(&person(ReplyBy::Email, "", false), mail).is_some());
        assert!(recipient(&person(ReplyBy::Email, "", false), Channels::NONE).is_none());
        assert!(recipient(&person(ReplyBy::Phone, "333 1234567", true), mail).is_none());
    }

    #[test]
    fn a_fiscal_code_is_known_by_its_check_letter() {
        // The example of the decree's own form, and its omocode.
        assert!("rssmra85t10a562s".parse::<FiscalCode>().is_ok());
        for slip in [
            "RSSMRA85T10A562T",
            "RSSMRA85T10A562",
            "RSSMRA85T10A5621",
            "",
            "RSSMRA8AT10A562S",
        ] {
            assert_eq!(slip.parse::<FiscalCode>(), Err(InvalidFiscalCode), "{slip}");
        }
        assert_eq!(
            format!("{:?}", "RSSMRA85T10A562S".parse::<FiscalCode>()),
            "Ok(FiscalCode(…))"
        );
    }

    #[test]
    fn words_lead_back_to_what_they_stand_for() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.word()), Some(*kind));
        }
        for channel in Channel::ALL {
            assert_eq!(Channel::of(channel.word()), Some(*channel));
        }
    }
}
