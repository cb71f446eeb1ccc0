//! What can go wrong, as values. Never in them: personal data, secrets, addresses with passwords.

use crate::accounts::AccountError;
use crate::migrate::MigrationError;
use crate::once::OnceError;
use crate::projects::Project;
use crate::vault::VaultError;

/// The store cannot do what it was asked, and the person who asked is not to blame.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no database that we know.
    #[error("a database address is `sqlite:PATH` or `postgres://…`")]
    Address,
    /// The SQLite file can be neither opened nor made.
    #[error("the SQLite file cannot be opened or made: {0}")]
    File(#[source] std::io::Error),
    /// No connection, or it broke. Trying later may help.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// Others held what we needed, even after several attempts. Trying later may help.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The database refused a statement.
    #[error("the database refused: {0}")]
    Database(String),
    /// The tables are not as this program needs them.
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// A sealed field cannot be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A row holds what this program never writes; names the column.
    #[error("the column {0} holds something unreadable")]
    Corrupt(&'static str),
}

impl StoreError {
    /// Whether the same call may succeed in a while: the answer is then «try again», not «it is broken».
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Busy(_))
    }
}

/// The text of the driver's error is kept, its details are not: PostgreSQL's quote the row.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(refusal) => {
                let code = refusal.code().unwrap_or_default().into_owned();
                let text = format!("{} ({code})", refusal.message());
                if is_contention(&code) {
                    Self::Busy(text)
                } else if is_outage(&code) {
                    Self::Unreachable(text)
                } else {
                    Self::Database(text)
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error.to_string()),
            // What a decoder says may quote the value that it could not read.
            sqlx::Error::ColumnDecode { index, .. } => {
                Self::Database(format!("column {index} has another type"))
            }
            sqlx::Error::Decode(_) => Self::Database("a value has another type".to_owned()),
            other => Self::Database(other.to_string()),
        }
    }
}

/// PostgreSQL: serialization failure, deadlock, lock not available. SQLite: BUSY and LOCKED, whose extended
/// codes hold the plain one in the low byte. (SQLSTATEs have five characters, SQLite's codes fewer.)
fn is_contention(code: &str) -> bool {
    matches!(code, "40001" | "40P01" | "55P03")
        || (code.len() < 5
            && code
                .parse::<u32>()
                .is_ok_and(|number| matches!(number & 0xff, 5 | 6)))
}

/// PostgreSQL: connection exceptions, too many connections, the server stopping or starting.
fn is_outage(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("08") || code.starts_with("57P") || code == "53300")
}

/// Why a request was not written.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// Another request has this code: draw again.
    #[error("this code is taken")]
    CodeTaken,
    /// The chosen time is not free: nothing was written.
    #[error("the chosen time is not free")]
    TimeTaken,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a request was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// No request with this code and secret; which of them is wrong is not told.
    #[error("no request has this code and secret")]
    NotFound,
    /// It was withdrawn before.
    #[error("the request was withdrawn")]
    AlreadyWithdrawn,
    /// The Polo has closed it: nobody would read what is added.
    #[error("the request is closed")]
    Closed,
    /// The person has added [`crate::MAX_LINES`] lines.
    #[error("the request has as many lines as it may")]
    TooManyLines,
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why the Polo's work on a request was refused.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No request has this code.
    #[error("no request has this code")]
    NotFound,
    /// The person took it back: there is nobody to answer, and nothing is kept to answer to.
    #[error("the person has withdrawn this request")]
    Withdrawn,
    /// It was closed before.
    #[error("this request is closed")]
    Closed,
    /// Somebody has taken it, or answered it, before.
    #[error("this request was already taken in charge")]
    AlreadyTaken,
    /// The Polo has written [`crate::MAX_ANSWERS`] lines.
    #[error("this request has as many answers as it may")]
    TooManyLines,
    /// Colleagues have written [`crate::MAX_NOTES`] notes.
    #[error("this request has as many notes as it may")]
    TooManyNotes,
    /// It is open: only what is closed can be opened again.
    #[error("this request is not closed")]
    NotClosed,
    /// A hand-over waits already.
    #[error("a hand-over of this request waits already")]
    HandOverPending,
    /// No hand-over waits, or no longer that one.
    #[error("no such hand-over waits")]
    NoHandOver,
    /// The person has not agreed that messages are left.
    #[error("no message may be left for this person")]
    NoMessages,
    /// The two requests share no contact, or no Polo.
    #[error("these two requests have nothing in common")]
    NotAlike,
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a feedback was not kept.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a time was not given, or not changed.
#[derive(Debug, thiserror::Error)]
pub enum AgendaError {
    /// It is not free, or not offered; which of them is not told apart.
    #[error("this time is not free")]
    Taken,
    /// No request with this code and secret; which of them is wrong is not told.
    #[error("no request has this code and secret")]
    NotFound,
    /// The request has no appointment that is to come.
    #[error("the request has no appointment")]
    NoAppointment,
    /// The request has an appointment: it waits for none.
    #[error("the request has an appointment")]
    Booked,
    /// What was offered is no longer: it was let go, or its time is over.
    #[error("this offer no longer stands")]
    OfferGone,
    /// It is too near to be changed.
    #[error("the appointment can no longer be changed")]
    TooLate,
    /// The request was withdrawn.
    #[error("the request was withdrawn")]
    Withdrawn,
    /// The request is closed.
    #[error("the request is closed")]
    Closed,
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a help project was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// No request has this code, or this code and secret; which of them is wrong is not told.
    #[error("no request has this code")]
    NotFound,
    /// The request has no project.
    #[error("the request has no help project")]
    NoProject,
    /// The person took the request back.
    #[error("the person has withdrawn this request")]
    Withdrawn,
    /// The request is closed.
    #[error("this request is closed")]
    Closed,
    /// Somebody has changed it meanwhile: this is what it says now.
    #[error("the help project was changed meanwhile")]
    Changed(Box<Project>),
    /// It has ended.
    #[error("the help project is closed")]
    Ended,
    /// The person does not have it under their code.
    #[error("the help project is not shared")]
    NotShared,
    /// It has as many versions or reviews as it may.
    #[error("the help project has as many versions or reviews as it may")]
    Full,
    /// The person has added [`crate::MAX_LINES`] lines.
    #[error("the request has as many lines as it may")]
    TooManyLines,
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ChangeError> for ProjectError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotFound => Self::NotFound,
            ChangeError::AlreadyWithdrawn => Self::Withdrawn,
            ChangeError::Closed => Self::Closed,
            ChangeError::TooManyLines => Self::TooManyLines,
            ChangeError::KeyReused => Self::KeyReused,
            ChangeError::Store(error) => Self::Store(error),
        }
    }
}

/// Why a change of the agenda was not made.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No opening, absence or closed day is it.
    #[error("there is no such opening, absence or closed day")]
    NotFound,
    /// What it touches is no longer what its preview said.
    #[error("something has changed since the preview")]
    Changed,
    /// The idempotency key was used for something else.
    #[error("this idempotency key was used with other data")]
    KeyReused,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why it was not said how an appointment went.
#[derive(Debug, thiserror::Error)]
pub enum MarkError {
    /// No appointment has this id.
    #[error("no appointment has this id")]
    NotFound,
    /// It has not begun.
    #[error("the appointment has not begun")]
    NotBegun,
    /// It was called off, or said on another day, or the request has another appointment by now.
    #[error("how the appointment went can no longer be changed")]
    Settled,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

macro_rules! through_the_store {
    ($name:ident) => {
        impl From<sqlx::Error> for $name {
            fn from(error: sqlx::Error) -> Self {
                Self::Store(error.into())
            }
        }

        impl From<VaultError> for $name {
            fn from(error: VaultError) -> Self {
                Self::Store(error.into())
            }
        }

        impl Passing for $name {
            fn is_contention(&self) -> bool {
                matches!(self, Self::Store(error) if error.is_contention())
            }
        }
    };
}

macro_rules! through_once {
    ($name:ident) => {
        impl From<OnceError> for $name {
            fn from(error: OnceError) -> Self {
                match error {
                    OnceError::KeyReused => Self::KeyReused,
                    OnceError::Store(error) => Self::Store(error),
                }
            }
        }
    };
}

through_the_store!(AccountError);
through_the_store!(CreateError);
through_the_store!(ChangeError);
through_the_store!(DeskError);
through_the_store!(FeedbackError);
through_the_store!(AgendaError);
through_the_store!(ProjectError);
through_the_store!(EditError);
through_the_store!(MarkError);
through_once!(CreateError);
through_once!(ChangeError);
through_once!(DeskError);
through_once!(FeedbackError);
through_once!(AgendaError);
through_once!(ProjectError);
through_once!(EditError);

/// Whether a transaction lost a race, was undone whole, and may be tried again as it stands.
pub(crate) trait Passing {
    fn is_contention(&self) -> bool;
}

impl Passing for StoreError {
    fn is_contention(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn races_lost_are_told_from_real_refusals() {
        for code in ["40001", "40P01", "55P03", "5", "6", "261", "517"] {
            assert!(is_contention(code), "{code}");
        }
        for code in ["23505", "42P01", "1", "13", "2067", ""] {
            assert!(!is_contention(code), "{code}");
        }
        for code in ["08006", "57P01", "57P03", "53300"] {
            assert!(is_outage(code), "{code}");
        }
    }
}
