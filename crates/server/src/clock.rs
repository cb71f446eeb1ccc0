//! Time and chance, which come in as arguments everywhere else: the one place that reads the clock and the system's
//! randomness. A test sets both. Never here: what a time or a number is used for.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::sync::{Arc, LazyLock};

/// Tells the time. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "everything else takes the instant from here"
    )]
    pub fn real() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that says what `tell` says.
    pub fn new(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The instant.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// The time zone of Italy, from the database that is part of the program.
pub fn rome() -> &'static TimeZone {
    static ROME: LazyLock<TimeZone> =
        LazyLock::new(|| TimeZone::get("Europe/Rome").expect("the database in the program has Rome"));
    &ROME
}

/// Civil time in Italy at that instant.
pub fn in_italy(at: Timestamp) -> DateTime {
    rome().to_datetime(at)
}

/// Draws bytes. Cheap to clone.
#[derive(Clone)]
pub struct Chance(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) -> Result<(), NoChance> + Send + Sync;

/// The system gives no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoChance;

impl Chance {
    /// The operating system's randomness.
    #[expect(
        clippy::disallowed_methods,
        reason = "everything else takes its randomness from here"
    )]
    pub fn real() -> Self {
        Self(Arc::new(|bytes| getrandom::fill(bytes).map_err(|_| NoChance)))
    }

    /// Bytes that `fill` chooses.
    pub fn new(fill: impl Fn(&mut [u8]) -> Result<(), NoChance> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// `N` bytes.
    pub fn draw<const N: usize>(&self) -> Result<[u8; N], NoChance> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn summer_time_is_two_hours_ahead_of_the_instant() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        assert_eq!(
            in_italy(at("2026-07-01T10:00:00Z")),
            datetime(2026, 7, 1, 12, 0, 0, 0)
        );
        assert_eq!(
            in_italy(at("2026-12-31T23:30:00Z")),
            datetime(2027, 1, 1, 0, 30, 0, 0)
        );
    }
}
