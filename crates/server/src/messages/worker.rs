//! The worker: takes messages out of the outbox one by one, hands each to its carrier, and notes what became of it. Several
//! programs may do so at once. Never here: how a message is handed over.

use super::{Carrier, Delivery, Postbox};
use crate::clock::Clock;
use crate::site::Site;
use crate::state::AppState;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use store::{Claimed, Ending, Store, StoreError};

/// How long a message is its claimer's. Longer than any carrier takes, and than the news of it need to be written.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How long to wait for the next look where there was nothing to do.
const INTERVAL: Duration = Duration::from_secs(5);
/// The wait after the first failure; it doubles each time.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// About two and a half days.
const MOST_ATTEMPTS: u32 = 64;
/// A mailbox that does not exist will not come into being by asking.
const MOST_REFUSALS: u32 = 3;
/// The news of a message are tried to be written so often, in about half a minute.
const MOST_NOTES: u32 = 12;

/// Sends the messages of one channel.
pub struct Worker {
    store: Store,
    site: Arc<Site>,
    clock: Clock,
    postbox: Postbox,
    carrier: Carrier,
}

impl Worker {
    /// On the server's store, with its clock.
    pub fn new(state: &AppState, carrier: Carrier) -> Self {
        Self {
            store: state.store.clone(),
            site: state.site.clone(),
            clock: state.clock.clone(),
            postbox: state.postbox.clone(),
            carrier,
        }
    }

    /// Sends until `stop`, and then ends the message at hand.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            // Listened for before the look: a ring in between is not missed.
            let mut rung = std::pin::pin!(self.postbox.bell.notified());
            rung.as_mut().enable();
            // A future that is asked once says whether it is time, and loses nothing.
            if tokio::time::timeout(Duration::ZERO, stop.as_mut()).await.is_ok() {
                return;
            }
            match self.one().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, channel = self.carrier.channel().word(), "messages wait");
                }
            }
            tokio::select! {
                () = stop.as_mut() => return,
                () = rung => {}
                () = tokio::time::sleep(INTERVAL) => {}
            }
        }
    }

    /// Sends one message, if one is due; says whether there was one.
    pub async fn one(&self) -> Result<bool, StoreError> {
        let channel = self.carrier.channel();
        let now = self.clock.now();
        let mut claimed = self.store.outbox().claim(channel, now, 1, LEASE).await?;
        let Some(message) = claimed.pop() else {
            return Ok(false);
        };
        let bundle = self.site.bundle(&message.language);
        let delivery = self.carrier.carry(&message, bundle, now).await;
        self.note(&message, &delivery).await;
        Ok(true)
    }

    /// What the provider has acknowledged must not be lost: whoever comes after could only be in doubt.
    async fn note(&self, message: &Claimed, delivery: &Delivery) {
        let mut wait = Duration::from_millis(100);
        for left in (0..MOST_NOTES).rev() {
            match self.attempt_note(message, delivery).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(%error, left, "what became of a message could not be noted");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_secs(5));
                }
            }
        }
    }

    async fn attempt_note(&self, message: &Claimed, delivery: &Delivery) -> Result<(), StoreError> {
        let (outbox, id, now) = (self.store.outbox(), message.id.as_str(), self.clock.now());
        let became = match delivery {
            Delivery::Taken(reference) => {
                outbox.sent(id, reference, now).await?;
                "sent"
            }
            Delivery::Unwanted(error) => {
                outbox.end(id, Ending::Dropped(error), now).await?;
                "dropped"
            }
            Delivery::Unknown(error) => {
                outbox.end(id, Ending::Uncertain(error), now).await?;
                "uncertain"
            }
            Delivery::NotTaken {
                error,
                permanent,
                after,
            } => {
                let most = if *permanent { MOST_REFUSALS } else { MOST_ATTEMPTS };
                if message.attempts >= most {
                    outbox.end(id, Ending::Failed(error), now).await?;
                    "failed"
                } else {
                    let next = next(message.attempts, *after, now);
                    outbox.retry_later(id, error, next, now).await?;
                    "put off"
                }
            }
        };
        let why = match delivery {
            Delivery::Taken(_) => "",
            Delivery::NotTaken { error, .. } => error.as_str(),
            Delivery::Unwanted(error) | Delivery::Unknown(error) => error,
        };
        let channel = self.carrier.channel().word();
        tracing::info!(channel, kind = message.kind.word(), became, why, "message");
        Ok(())
    }
}

/// When to try again: each wait doubles the one before, up to a limit, and is not shorter than the provider asked for.
fn next(attempts: u32, after: Option<Duration>, now: Timestamp) -> Timestamp {
    let doublings = attempts.saturating_sub(1).min(16);
    let wait = FIRST_WAIT
        .checked_mul(1 << doublings)
        .unwrap_or(LONGEST_WAIT)
        .min(LONGEST_WAIT);
    let asked = after
        .and_then(|after| SignedDuration::try_from(after).ok())
        .unwrap_or_default();
    now.saturating_add(wait.max(asked)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour_and_honour_what_was_asked() {
        let now = Timestamp::UNIX_EPOCH;
        let wait = |attempts, after| next(attempts, after, now).as_second();
        assert_eq!([wait(1, None), wait(2, None), wait(3, None)], [30, 60, 120]);
        assert_eq!([wait(8, None), wait(64, None), wait(u32::MAX, None)], [3600; 3]);
        let asked = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!([wait(1, asked(7)), wait(1, asked(900))], [30, 900]);
    }
}
