//! What the Polo keeps: SQL and migrations on SQLite and PostgreSQL, and the vault that seals personal
//! fields. Never here: HTTP, rules about what may be asked (they are the domain's), the clock, codes and
//! secrets (they come in as arguments), network addresses of anyone.

mod accounts;
mod agenda;
mod audit;
mod engine;
mod error;
mod feedback;
mod migrate;
mod numbers;
mod once;
mod outbox;
mod projects;
mod purge;
mod requests;
mod turns;
mod vault;
mod work;

use engine::Database;
use std::sync::Arc;

pub use accounts::{
    AccountEntry, AccountError, Accounts, AtProvider, Codes, Credentials, Enrolment, HALF_WAY, IDLE, LONGEST,
    Member, NewAccount, OVERLAP, PROVIDER_WAY, Proof, ROTATED_AFTER, SessionShown, Sessions, Signed, Ticket,
    Vouched,
};
pub use agenda::{
    Act, Agenda, Appointment, Asked, Between, ByStaff, Cause, Change, Edit, Edited, FreeSlot, Held, Load,
    Mark, Meeting, Missed, NewHold, NewOffers, NextOffers, Notify, Offer, Offers, Outlook, Plan, Planned,
    Preview, Standing, Sweep, Swept, Time, Touched, Untaken, Waiting, Waits, Worker,
};
pub use audit::{
    Audit, Class, Erasure, Fault, Head, InvalidHead, Origin, Reason, Subject, Told, Verified, Wrong,
};
pub use error::{
    AgendaError, ChangeError, CreateError, DeskError, EditError, FeedbackError, MarkError, ProjectError,
    StoreError,
};
pub use feedback::{Comment, FeedbackBook, PageSummary};
pub use migrate::MigrationError;
pub use numbers::{Counting, Numbers};
pub use once::{Answer, Once};
pub use outbox::{
    Claimed, Count, Ending, Fill, MessageHeld, MessageShown, NewMessage, Outbox, State, Summary,
};
pub use projects::{
    Agreement, Closing, EndingWords, MAX_VERSIONS, Project, ProjectChange, Projects, VersionShown, WrittenBy,
};
pub use purge::{Purged, Retention};
pub use requests::{
    AtDesk, Author, Everything, Filter, LineShown, Listed, MAX_ANSWERS, MAX_LINES, NewRequest, Opened,
    Receipt, RecordEntry, Requests, Scope, What,
};
pub use turns::Work;
pub use vault::{Vault, VaultError};
pub use work::{
    Acting, Alike, AtWork, By, Casework, Colleague, Deed, HandOver, HandOverState, InQueue, MAX_NOTES,
    NewContact, NewHandOver, NoteKind, NoteShown, QueueAsked,
};

/// The database and the vault. Cheap to clone: every clone shares the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    vault: Arc<Vault>,
}

impl Store {
    /// Connects to `sqlite:PATH` (the file is made where there is none, readable by its owner alone) or to
    /// `postgres://…`. Call [`Store::migrate`] before anything else.
    pub async fn connect(address: &str, vault: Vault) -> Result<Self, StoreError> {
        Ok(Self {
            database: Database::connect(address).await?,
            vault: Arc::new(vault),
        })
    }

    /// Brings the tables up to date. Two processes may do it at once: one waits for the other.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        migrate::run(&self.database, &self.vault).await
    }

    /// Whether no request and no account is kept here yet; asked before [`Store::migrate`] as well as after.
    pub async fn is_new(&self) -> Result<bool, StoreError> {
        migrate::is_new(&self.database).await
    }

    /// Whether the database answers and every migration that this program knows is done.
    pub async fn ready(&self) -> Result<(), StoreError> {
        migrate::check(&self.database).await
    }

    /// Requests for a first contact.
    pub fn requests(&self) -> Requests<'_> {
        Requests::new(&self.database, &self.vault)
    }

    /// The Polo's work on requests.
    pub fn casework(&self) -> Casework<'_> {
        Casework::new(&self.database, &self.vault)
    }

    /// Accounts of the staff.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts::new(&self.database, &self.vault)
    }

    /// Who of the staff is signed in.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions::new(&self.database, &self.vault)
    }

    /// Staff, times that can be had, and who has them.
    pub fn agenda(&self) -> Agenda<'_> {
        Agenda::new(&self.database, &self.vault)
    }

    /// Times offered to people, and who waits for one.
    pub fn offers(&self) -> Offers<'_> {
        Offers::new(&self.database, &self.vault)
    }

    /// What readers say of pages.
    pub fn feedback(&self) -> FeedbackBook<'_> {
        FeedbackBook::new(&self.database, &self.vault)
    }

    /// Help projects.
    pub fn projects(&self) -> Projects<'_> {
        Projects::new(&self.database, &self.vault)
    }

    /// Messages to people.
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox::new(&self.database, &self.vault)
    }

    /// How many, how long: numbers without people.
    pub fn numbers(&self) -> Numbers<'_> {
        Numbers::new(&self.database)
    }

    /// The record's chains and the register.
    pub fn audit(&self) -> Audit<'_> {
        Audit::new(&self.database, &self.vault)
    }

    /// Erases what has been kept for its time, and on SQLite sees that the erased bytes leave the files.
    /// Meant to run once a day.
    pub async fn purge(&self, now: jiff::Timestamp, retention: &Retention) -> Result<Purged, StoreError> {
        purge::run(&self.database, &self.vault, now, retention).await
    }

    /// Whether it is the caller's turn with that work, which comes round every so long: of several processes one is told so.
    pub async fn turn(
        &self,
        work: Work,
        now: jiff::Timestamp,
        every: jiff::SignedDuration,
    ) -> Result<bool, StoreError> {
        turns::take(&self.database, work, now, every).await
    }

    /// Ends every connection, after the work under way.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
