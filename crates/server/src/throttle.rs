//! How often an address may do what could be abused: guess at codes or passwords, send requests, leave feedback. In memory
//! only; an address, or an account, is known by a keyed hash that dies with the process. Never here: the clock, anything written to disk or log.

use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;
use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// What is counted, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// A wrong code or secret.
    WrongCode,
    /// A new request.
    NewRequest,
    /// A feedback on a page.
    Feedback,
    /// A seat held while a form is filled.
    Hold,
    /// A wrong name, password, code or ticket of the staff.
    SignIn,
    /// A way in through the provider that nobody has come back from.
    Provider,
}

/// Who is counted.
#[derive(Clone, Copy)]
pub enum Who<'a> {
    /// Whoever has this address.
    Address(IpAddr),
    /// The account of that name, whether there is one or not.
    Account(&'a str),
}

impl From<IpAddr> for Who<'_> {
    fn from(address: IpAddr) -> Self {
        Self::Address(address)
    }
}

/// So many within a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub most: usize,
    /// Within which time.
    pub within: SignedDuration,
}

/// The limit of each gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of [`Gate::WrongCode`].
    pub wrong_codes: Limit,
    /// Of [`Gate::NewRequest`].
    pub new_requests: Limit,
    /// Of [`Gate::Feedback`].
    pub feedback: Limit,
    /// Of [`Gate::Hold`].
    pub holds: Limit,
    /// Of [`Gate::SignIn`], for each address and for each account.
    pub sign_ins: Limit,
    /// Of [`Gate::Provider`].
    pub provider: Limit,
}

impl Default for Limits {
    /// Ten wrong codes, and ten wrong passwords of the staff, in a quarter of an hour; twenty requests, thirty feedbacks
    /// and sixty holds an hour, since a library or an advice office sends many from one address.
    fn default() -> Self {
        let hourly = |most| Limit {
            most,
            within: SignedDuration::from_hours(1),
        };
        Self {
            wrong_codes: Limit {
                most: 10,
                within: SignedDuration::from_mins(15),
            },
            new_requests: hourly(20),
            feedback: hourly(30),
            sign_ins: Limit {
                most: 10,
                within: SignedDuration::from_mins(15),
            },
            holds: hourly(60),
            // A whole office comes from one address, all at eight o'clock.
            provider: hourly(120),
        }
    }
}

/// The limit is reached; holds after how many seconds there is room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u64);

/// Counts by gate and address.
pub struct Throttle {
    key: [u8; 32],
    wrong_codes: Window,
    new_requests: Window,
    feedback: Window,
    sign_ins: Window,
    holds: Window,
    provider: Window,
}

impl Throttle {
    /// A throttle that knows addresses by their hash under `key`, drawn for this process.
    pub fn new(limits: Limits, key: [u8; 32]) -> Self {
        Self {
            key,
            wrong_codes: Window::new(limits.wrong_codes),
            new_requests: Window::new(limits.new_requests),
            feedback: Window::new(limits.feedback),
            sign_ins: Window::new(limits.sign_ins),
            holds: Window::new(limits.holds),
            provider: Window::new(limits.provider),
        }
    }

    /// Whether there is room, without taking any.
    pub fn check<'a>(&self, gate: Gate, who: impl Into<Who<'a>>, now: Timestamp) -> Result<(), Wait> {
        self.window(gate)
            .with(|counts, limit| counts.room(limit, &self.name(who.into()), now))
    }

    /// Counts one, if there is room.
    pub fn count<'a>(&self, gate: Gate, who: impl Into<Who<'a>>, now: Timestamp) -> Result<(), Wait> {
        let name = self.name(who.into());
        self.window(gate).with(|counts, limit| {
            counts.room(limit, &name, now)?;
            counts.add(name, now);
            Ok(())
        })
    }

    /// Takes back the last one counted: it turned out not to be one.
    pub fn forget<'a>(&self, gate: Gate, who: impl Into<Who<'a>>) {
        let name = self.name(who.into());
        self.window(gate).with(|counts, _| counts.drop_last(&name));
    }

    fn window(&self, gate: Gate) -> &Window {
        match gate {
            Gate::WrongCode => &self.wrong_codes,
            Gate::NewRequest => &self.new_requests,
            Gate::Feedback => &self.feedback,
            Gate::SignIn => &self.sign_ins,
            Gate::Hold => &self.holds,
            Gate::Provider => &self.provider,
        }
    }

    fn name(&self, who: Who<'_>) -> Name {
        let bytes = match who {
            Who::Address(address) => match address.to_canonical() {
                IpAddr::V4(four) => four.octets().to_vec(),
                // A household has a /64: the half of the address that it chooses itself counts for nothing.
                IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() >> 64 << 64).octets().to_vec(),
            },
            // No address begins like this and is as long.
            Who::Account(name) => [b"the account of ", name.as_bytes()].concat(),
        };
        // A key of 32 bytes is shorter than SHA-256's block: HMAC fills it with zeros, as is done here.
        let mut block = [0; 64];
        block[..self.key.len()].copy_from_slice(&self.key);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
        mac.update(&bytes);
        mac.finalize().into_bytes().into()
    }
}

type Name = [u8; 32];

struct Window {
    limit: Limit,
    counts: Mutex<Counts>,
}

impl Window {
    fn new(limit: Limit) -> Self {
        Self {
            limit,
            counts: Mutex::default(),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Counts, Limit) -> T) -> T {
        // A thread that panicked here left a count that is at worst one off.
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut counts, self.limit)
    }
}

/// How many events a gate remembers over all addresses; beyond it the oldest is forgotten. About 4 MB.
const MOST_EVENTS: usize = 40_000;

#[derive(Default)]
struct Counts {
    /// Each event in the order it came, by whom and when.
    all: VecDeque<(Name, Timestamp)>,
    /// The times of each one's events that are still in `all`.
    of: HashMap<Name, VecDeque<Timestamp>>,
}

impl Counts {
    fn room(&mut self, limit: Limit, name: &Name, now: Timestamp) -> Result<(), Wait> {
        while self
            .all
            .front()
            .is_some_and(|(_, at)| now.duration_since(*at) >= limit.within)
        {
            self.drop_oldest();
        }
        let Some(times) = self.of.get(name).filter(|times| times.len() >= limit.most) else {
            return Ok(());
        };
        // There is room when so many have gone that one fewer than the limit is left.
        let leaving = times.get(times.len() - limit.most.max(1)).copied().unwrap_or(now);
        let left = limit.within.saturating_sub(now.duration_since(leaving));
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Err(Wait(seconds.max(1).unsigned_abs()))
    }

    fn add(&mut self, name: Name, now: Timestamp) {
        if self.all.len() >= MOST_EVENTS {
            self.drop_oldest();
        }
        self.all.push_back((name, now));
        self.of.entry(name).or_default().push_back(now);
    }

    fn drop_oldest(&mut self) {
        let Some((name, _)) = self.all.pop_front() else {
            return;
        };
        if let Some(times) = self.of.get_mut(&name) {
            times.pop_front();
            if times.is_empty() {
                self.of.remove(&name);
            }
        }
    }

    fn drop_last(&mut self, name: &Name) {
        // It was counted a moment ago: the search is short.
        if let Some(at) = self.all.iter().rposition(|(other, _)| other == name) {
            self.all.remove(at);
            if let Some(times) = self.of.get_mut(name) {
                times.pop_back();
                if times.is_empty() {
                    self.of.remove(name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 7));

    fn throttle() -> Throttle {
        Throttle::new(Limits::default(), [7; 32])
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
    }

    #[test]
    fn ten_are_let_through_and_the_eleventh_is_told_when() {
        let throttle = throttle();
        for second in 0..10 {
            assert_eq!(throttle.count(Gate::WrongCode, HOME, at(second)), Ok(()));
        }
        assert_eq!(throttle.count(Gate::WrongCode, HOME, at(60)), Err(Wait(840)));
        assert_eq!(throttle.check(Gate::WrongCode, HOME, at(899)), Err(Wait(1)));
        assert_eq!(throttle.check(Gate::WrongCode, HOME, at(900)), Ok(()));
        assert_eq!(throttle.check(Gate::NewRequest, HOME, at(60)), Ok(()));
    }

    #[test]
    fn a_household_is_one_and_its_neighbour_another() {
        let throttle = throttle();
        let six = |text: &str| text.parse::<IpAddr>().expect("an address");
        for _ in 0..10 {
            assert_eq!(
                throttle.count(Gate::WrongCode, six("2001:db8:0:1::1"), at(0)),
                Ok(())
            );
        }
        assert!(
            throttle
                .check(Gate::WrongCode, six("2001:db8:0:1:ffff::9"), at(1))
                .is_err()
        );
        assert!(
            throttle
                .check(Gate::WrongCode, six("2001:db8:0:2::1"), at(1))
                .is_ok()
        );
        for _ in 0..10 {
            assert_eq!(
                throttle.count(Gate::WrongCode, six("::ffff:192.0.2.7"), at(0)),
                Ok(())
            );
        }
        assert!(throttle.check(Gate::WrongCode, HOME, at(1)).is_err());
    }

    #[test]
    fn what_was_none_is_forgotten() {
        let throttle = throttle();
        for _ in 0..50 {
            assert_eq!(throttle.count(Gate::NewRequest, HOME, at(0)), Ok(()));
            throttle.forget(Gate::NewRequest, HOME);
        }
    }

    #[test]
    fn memory_has_an_end() {
        let throttle = throttle();
        for address in 0..u32::try_from(MOST_EVENTS).expect("small") + 500 {
            let _ = throttle.count(Gate::Feedback, IpAddr::V4(address.into()), at(0));
        }
        throttle.feedback.with(|counts, _| {
            assert_eq!(counts.all.len(), MOST_EVENTS);
            assert_eq!(counts.of.len(), MOST_EVENTS);
        });
    }
}
