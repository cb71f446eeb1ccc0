//! The outbox: messages to people, put in the transaction of what they are about, claimed by whoever sends them, and
//! remembered for a while without who got them. Never here: words, providers, who agreed to be written to.

mod claim;
mod end;
mod put;
mod read;

use crate::engine::{Database, retry};
use crate::error::StoreError;
use crate::vault::{Place, Vault};
use domain::Code;
use domain::message::{Channel, Kind, Recipient};
use domain::request::Way;
use jiff::{SignedDuration, Timestamp};

pub(crate) use put::{cancel, erase, put};
pub(crate) use read::{held, purge};

/// The messages of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Outbox<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// A message to put.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The request that it is about.
    pub request: Code,
    /// What it says.
    pub kind: Kind,
    /// Who gets it; the channel follows.
    pub recipient: Recipient,
    /// The id of the language that it speaks.
    pub language: String,
    /// What its text is filled with.
    pub fill: Fill,
    /// Not before this.
    pub due: Timestamp,
    /// Not at this instant or later: a reminder is dropped rather than late.
    pub expires: Timestamp,
    /// What tells it from every other message, for example the appointment's id, its sequence, kind and channel. Kept in
    /// clear.
    pub dedupe: String,
}

/// What a text is filled with. Kept sealed. Its `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fill {
    /// When the appointment begins.
    pub start: Option<Timestamp>,
    /// How the two meet.
    pub way: Option<Way>,
    /// Until when what is offered is held.
    pub until: Option<Timestamp>,
    /// For [`Kind::Code`]: the code.
    pub code: String,
}

impl std::fmt::Debug for Fill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fill(…)")
    }
}

/// A message that is ours to send until its lease ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its name, the same at each attempt; no datum of anyone.
    pub id: String,
    /// What it says.
    pub kind: Kind,
    /// Who gets it.
    pub recipient: Recipient,
    /// The id of the language that it speaks.
    pub language: String,
    /// What its text is filled with.
    pub fill: Fill,
    /// How often it has been tried, this time included.
    pub attempts: u32,
}

domain::words! {
    /// Where a message stands.
    State {
        /// It waits for its time, or for the next attempt.
        Pending = "pending",
        /// Somebody speaks to the provider.
        Sending = "sending",
        /// The provider took it.
        Sent = "sent",
        /// Its time had passed before it could go.
        Expired = "expired",
        /// What it was about was cancelled, or its channel is closed to this person.
        Dropped = "dropped",
        /// No attempt came through.
        Failed = "failed",
        /// The provider may have taken it: it is not sent again.
        Uncertain = "uncertain",
    }
}

/// How a message ends that does not go, or may not have gone. The words are the sender's own and say nothing of anyone:
/// letters, digits and blanks, of which the first 40 are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// This person does not take messages by this channel.
    Dropped(&'a str),
    /// It was tried often enough.
    Failed(&'a str),
    /// The provider may have taken it.
    Uncertain(&'a str),
}

/// How many messages of a channel stand where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The channel.
    pub channel: Channel,
    /// Where they stand.
    pub state: State,
    /// How many.
    pub count: u64,
}

/// The outbox in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// In the order of channels, then of states; those of which there are none are left out.
    pub counts: Vec<Count>,
    /// When the message that has waited longest was due.
    pub oldest_pending: Option<Timestamp>,
}

/// A message as the person it goes to may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageHeld {
    /// What it is about.
    pub kind: Kind,
    /// By which way it goes.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// When it is to go.
    pub due: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The address that it goes to; erased as soon as it has ended.
    pub recipient: Option<String>,
}

impl std::fmt::Debug for MessageHeld {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MessageHeld({:?}, …)", self.kind)
    }
}

/// A message as the staff may see it: without who gets it and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageShown {
    /// Its name; for mail it stands before the `@` of the Message-ID.
    pub id: String,
    /// The request that it is about.
    pub request: Code,
    /// What it is about.
    pub kind: Kind,
    /// Which way it goes.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// When it was due, or is tried again.
    pub due: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last attempt came to nothing.
    pub error: String,
    /// How the provider calls what it took; in the list of one request only.
    pub reference: String,
}

impl<'a> Outbox<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Puts a message in a transaction of its own; one with the same `dedupe` is not put again.
    pub async fn put(&self, message: &NewMessage) -> Result<(), StoreError> {
        self.carry_out(Change::Put(message)).await?;
        Ok(())
    }

    /// Drops the messages of these kinds about a request that have not gone yet; says how many there were.
    pub async fn cancel(&self, request: &Code, kinds: &[Kind], now: Timestamp) -> Result<u64, StoreError> {
        self.carry_out(Change::Cancel(request, kinds, now)).await
    }

    /// Takes up to `limit` messages of this channel that are due. They are marked as being sent, and that is on the disk,
    /// before anybody speaks to a provider; nobody else gets them. What was claimed before and not reported on by the end
    /// of its lease becomes uncertain; what has passed its time, expired.
    pub async fn claim(
        &self,
        channel: Channel,
        now: Timestamp,
        limit: u32,
        lease: SignedDuration,
    ) -> Result<Vec<Claimed>, StoreError> {
        claim::claim(self, channel, now, limit, lease).await
    }

    /// The provider took it, and calls it `reference`, of which 100 characters are kept.
    pub async fn sent(&self, id: &str, reference: &str, now: Timestamp) -> Result<(), StoreError> {
        let reference: String = reference.chars().filter(|c| !c.is_control()).take(100).collect();
        let reference = self.vault.seal(reference_place(id), reference.as_bytes())?;
        self.carry_out(Change::Sent(id, &reference, now)).await?;
        Ok(())
    }

    /// The provider did not take it: it is tried again from `next` on, unless it was cancelled meanwhile. Of `error`, letters,
    /// digits and blanks are kept, 40 at most.
    pub async fn retry_later(
        &self,
        id: &str,
        error: &str,
        next: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.carry_out(Change::RetryLater(id, error, next, now)).await?;
        Ok(())
    }

    /// It is not tried again.
    pub async fn end(&self, id: &str, ending: Ending<'_>, now: Timestamp) -> Result<(), StoreError> {
        self.carry_out(Change::End(id, &ending, now)).await?;
        Ok(())
    }

    /// How many stand where.
    pub async fn summary(&self) -> Result<Summary, StoreError> {
        read::summary(self).await
    }

    /// Those that failed or are uncertain, the latest first, no more than `limit`: somebody should look after them.
    pub async fn in_trouble(&self, limit: u32) -> Result<Vec<MessageShown>, StoreError> {
        read::in_trouble(self, limit).await
    }

    /// All that are kept about a request, by when they are or were due.
    pub async fn about(&self, request: &Code) -> Result<Vec<MessageShown>, StoreError> {
        read::about(self, request).await
    }

    async fn carry_out(&self, change: Change<'_>) -> Result<u64, StoreError> {
        retry(|| self.attempt(change)).await
    }

    async fn attempt(&self, change: Change<'_>) -> Result<u64, StoreError> {
        let mut tx = self.database.write().await?;
        let mut dropped = 0;
        match change {
            Change::Put(message) => put(&mut tx, self.vault, message).await?,
            Change::Cancel(request, kinds, now) => dropped = cancel(&mut tx, request, kinds, now).await?,
            Change::Sent(id, reference, now) => end::sent(&mut tx, id, reference, now).await?,
            Change::RetryLater(id, error, next, now) => {
                end::retry_later(&mut tx, id, error, next, now).await?;
            }
            Change::End(id, ending, now) => end::end(&mut tx, id, ending, now).await?,
        }
        tx.commit().await?;
        Ok(dropped)
    }
}

/// What is done in a transaction of its own.
#[derive(Clone, Copy)]
enum Change<'a> {
    Put(&'a NewMessage),
    Cancel(&'a Code, &'a [Kind], Timestamp),
    Sent(&'a str, &'a [u8], Timestamp),
    RetryLater(&'a str, &'a str, Timestamp, Timestamp),
    End(&'a str, &'a Ending<'a>, Timestamp),
}

fn place<'a>(id: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "outbox",
        row: id,
        column,
    }
}

fn recipient_place(id: &str) -> Place<'_> {
    place(id, "recipient")
}

fn fill_place(id: &str) -> Place<'_> {
    place(id, "fill")
}

fn reference_place(id: &str) -> Place<'_> {
    place(id, "reference")
}
