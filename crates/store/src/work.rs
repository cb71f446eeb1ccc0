//! The Polo's work on requests: who has one, what is answered, noted and planned, to whom it is given, how it ends. Each deed
//! is one transaction: its key, one conditional update that holds the request, what follows from it, the record. Never here:
//! who may do what (the domain's table), what the person does (`requests`).

mod alike;
mod deeds;
mod handover;
mod notes;
mod queue;
mod read;

use crate::agenda::{self, Notify};
use crate::engine::{Database, retry};
use crate::error::{DeskError, StoreError};
use crate::once::{self, Answer, Claim, Once};
use crate::requests::record::{Entry, enter};
use crate::requests::{Listed, Opened, Scope, What};
use crate::vault::{Place, Vault};
use domain::Code;
use domain::desk::{Agreement, Note, Outcome, Reached, Reason, Tried, Verdict};
use domain::request::{Line, Person, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::AnyConnection;

pub(crate) use alike::tag;
pub(crate) use read::sealed as next_and_agreement;

/// How many notes a request may have: more than any work needs, so that a program gone wrong ends.
pub const MAX_NOTES: u32 = 200;

/// The work on the requests of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Casework<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// Somebody of the staff, for a deed.
#[derive(Clone, Copy)]
pub struct By<'a> {
    /// The id; `None` is the command line, which has nothing but the name.
    pub staff: Option<&'a str>,
    /// The name that goes on the record.
    pub name: &'a str,
}

/// Who does something with which request, and when.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    /// The request.
    pub code: &'a Code,
    /// Who.
    pub by: By<'a>,
    /// When.
    pub now: Timestamp,
    /// Whether it is the same asking as an earlier one.
    pub once: &'a Once,
}

/// What is done with a request.
#[derive(Clone, Copy)]
pub enum Deed<'a> {
    /// It is taken in charge, which only one that nobody has can be.
    Take,
    /// A line by the Polo, which the person finds with code and secret and is told of.
    Answer(&'a Line, &'a Notify),
    /// It ends: from then on nobody writes to the person, and its time until [`crate::Store::purge`] runs. What no longer
    /// stands open, a hand-over or a next action, ends with it.
    Close(Option<Outcome>),
    /// A closed one is open again, for that reason, with another day by which it is answered.
    Reopen(&'a Reason, Date),
    /// It is to go to somebody else, who can accept it or refuse.
    HandOver(&'a NewHandOver<'a>),
    /// The hand-over of that id is accepted.
    Accept(&'a str),
    /// The hand-over of that id is refused, for that reason.
    Refuse(&'a str, &'a Reason),
    /// The hand-over that waits is taken back.
    TakeBack,
    /// A note for colleagues.
    Note(&'a Note),
    /// The person was looked for.
    Contact(&'a NewContact<'a>),
    /// What is to be done next and on which day; `None` is nothing more.
    Next(Option<(Date, &'a Reason)>),
    /// What is to be thought of it and another one; `None` is nothing any more.
    Judge(&'a Code, Option<Verdict>),
}

/// To whom a request is to go.
#[derive(Clone, Copy, Debug)]
pub struct NewHandOver<'a> {
    /// The colleague, by id; `None` is whoever has that area at that Polo.
    pub to: Option<&'a str>,
    /// The Polo, by id.
    pub polo: &'a str,
    /// The area, by id.
    pub area: &'a str,
    /// Why; may be empty.
    pub why: &'a Reason,
}

/// How a person was looked for.
#[derive(Clone, Copy, Debug)]
pub struct NewContact<'a> {
    /// By which way.
    pub way: Tried,
    /// What came of it.
    pub reached: Reached,
    /// When.
    pub at: Timestamp,
    /// What there is to say of it; may be empty.
    pub text: &'a Note,
}

/// Somebody of the staff, as colleagues know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Names them in addresses.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
}

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Names it.
    pub id: String,
    /// Who would like it to go.
    pub by: Colleague,
    /// To whom; `None` is whoever has that area at that Polo.
    pub to: Option<Colleague>,
    /// The Polo, by id.
    pub polo: String,
    /// The area, by id.
    pub area: String,
    /// Since when.
    pub at: Timestamp,
    /// Where it stands.
    pub state: HandOverState,
    /// Why it is to go; may be empty.
    pub why: Reason,
    /// Why it was refused; empty unless it was.
    pub reply: Reason,
}

domain::words! {
    /// Where a hand-over stands.
    HandOverState {
        /// Nobody has said anything yet.
        Pending = "pending",
        /// The other side has taken it.
        Accepted = "accepted",
        /// The other side would not.
        Refused = "refused",
        /// It was taken back before, or the request ended.
        Withdrawn = "withdrawn",
    }
}

/// A request in the list: no sealed field of the person's is opened for it.
#[derive(Clone, Debug)]
pub struct InQueue {
    /// The request.
    pub request: Listed,
    /// Who has it.
    pub worker: Option<Colleague>,
    /// The day of what is to be done next.
    pub next_on: Option<Date>,
    /// The hand-over that waits.
    pub handover: Option<HandOver>,
    /// Whether it waits for whoever asks.
    pub for_you: bool,
}

/// Whose list it is.
#[derive(Clone, Copy, Debug)]
pub struct QueueAsked<'a> {
    /// Whose requests may be seen.
    pub scopes: &'a [Scope],
    /// Where the asker may be given one.
    pub receiving: &'a [Scope],
    /// The asker, by id.
    pub me: &'a str,
    /// Only what the asker has, or is to be given.
    pub mine: bool,
    /// What is to be done by then comes first.
    pub today: Date,
    /// No more than these.
    pub limit: u32,
}

/// A note.
#[derive(Clone, Debug)]
pub struct NoteShown {
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What it is.
    pub kind: NoteKind,
    /// Of a try to reach the person: by which way, what came of it, when.
    pub contact: Option<(Tried, Reached, Timestamp)>,
    /// What it says; may be empty for a try.
    pub text: Note,
}

domain::words! {
    /// What a note is.
    NoteKind {
        /// A note for colleagues.
        Note = "note",
        /// The person was looked for.
        Contact = "contact",
        /// Why the request was opened again.
        Reopened = "reopened",
    }
}

/// Another request that gives the same telephone number or email address.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The other one.
    pub request: Listed,
    /// What somebody has said of the two.
    pub verdict: Option<Verdict>,
}

/// A request that was opened at the desk, with the work on it.
#[derive(Clone, Debug)]
pub struct AtWork {
    /// As the person sent it.
    pub opened: Opened,
    /// As it stands in the list.
    pub waiting: InQueue,
    /// The last hand-over, whatever became of it.
    pub handover: Option<HandOver>,
    /// What colleagues have noted, oldest first.
    pub notes: Vec<NoteShown>,
    /// What is to be done next; empty where nothing is.
    pub next: Reason,
    /// Those that may be of the same person.
    pub alike: Vec<Alike>,
    /// Who agreed to it, where the Polo has written it.
    pub agreement: Option<Agreement>,
}

impl<'a> Casework<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Does it, and puts it on the record. Asked again with the same key, it is not done again.
    pub async fn act(&self, acting: &Acting<'_>, deed: Deed<'_>) -> Result<Answer<()>, DeskError> {
        retry(|| attempt(self, acting, deed)).await
    }

    /// Opens a request, and puts that on its record: there is no reading without it. Asked again with the same key, it is read
    /// again without another entry.
    pub async fn open(&self, acting: &Acting<'_>) -> Result<Answer<AtWork>, DeskError> {
        retry(|| read::open(self, acting)).await
    }

    /// What waits for the Polo: what is to be given to the asker, then what is overdue, then the oldest promise.
    pub async fn queue(&self, asked: &QueueAsked<'_>) -> Result<Vec<InQueue>, StoreError> {
        queue::queue(self, asked).await
    }

    /// The request of that code as it stands in the list.
    pub async fn find(&self, code: &Code) -> Result<Option<InQueue>, StoreError> {
        queue::find(self, code).await
    }
}

impl Deed<'_> {
    /// What its keys are claimed for.
    fn word(&self) -> &'static str {
        match self {
            Self::Take => "desk take",
            Self::Answer(..) => "desk answer",
            Self::Close(_) => "desk close",
            Self::Reopen(..) => "desk reopen",
            Self::HandOver(_) => "desk hand over",
            Self::Accept(_) => "desk accept",
            Self::Refuse(..) => "desk refuse",
            Self::TakeBack => "desk take back",
            Self::Note(_) => "desk note",
            Self::Contact(_) => "desk contact",
            Self::Next(_) => "desk next",
            Self::Judge(..) => "desk judge",
        }
    }
}

async fn attempt(work: &Casework<'_>, acting: &Acting<'_>, deed: Deed<'_>) -> Result<Answer<()>, DeskError> {
    let Casework { database, vault } = *work;
    let mut tx = database.write().await?;
    let subject = subject(acting);
    let claim = once::claim::<()>(&mut tx, vault, (deed.word(), &subject), acting.once, acting.now);
    let claimed = match claim.await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(()) => return Ok(Answer::Replayed(())),
    };
    let at = (&mut *tx, vault);
    let what = match deed {
        Deed::Take => deeds::take(at, acting).await,
        Deed::Answer(line, notify) => deeds::answer(at, acting, line, notify).await,
        Deed::Close(outcome) => deeds::close(at, acting, outcome).await,
        Deed::Reopen(why, answer_by) => deeds::reopen(at, acting, why, answer_by).await,
        Deed::HandOver(new) => handover::ask(at, acting, new).await,
        Deed::Accept(id) => handover::accept(at, acting, id).await,
        Deed::Refuse(id, why) => handover::refuse(at, acting, id, why).await,
        Deed::TakeBack => handover::take_back(at, acting).await,
        Deed::Note(text) => notes::note(at, acting, text).await,
        Deed::Contact(new) => notes::contact(at, acting, new).await,
        Deed::Next(next) => notes::next(at, acting, next).await,
        Deed::Judge(other, verdict) => alike::judge(at, acting, other, verdict).await,
    }?;
    if matches!(what, What::Closed) {
        agenda::end_offers(database, &mut tx, acting.code, acting.now).await?;
    }
    record(&mut tx, vault, acting, what).await?;
    claimed.keep(&mut tx, vault, &()).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(()))
}

/// The connection of a deed's transaction, and the vault.
type At<'a> = (&'a mut AnyConnection, &'a Vault);

/// A key is its sender's alone: what one was answered, another does not hear.
fn subject(acting: &Acting<'_>) -> String {
    format!("{} {}", acting.code.as_str(), acting.by.staff.unwrap_or_default())
}

async fn record(
    connection: &mut AnyConnection,
    vault: &Vault,
    acting: &Acting<'_>,
    what: What,
) -> Result<(), StoreError> {
    let entry = Entry {
        code: acting.code.as_str(),
        what,
        who: Some(acting.by.name),
        at: acting.now.as_millisecond(),
    };
    enter(connection, vault, entry).await?;
    Ok(())
}

/// Holds a request that is open until the transaction ends.
async fn hold_open(connection: &mut AnyConnection, code: &Code) -> Result<(), DeskError> {
    let hold = sqlx::query(
        "UPDATE requests SET note_count = note_count \
         WHERE code = $1 AND status IN ('received', 'in_charge', 'answered')",
    );
    let hold = hold.bind(code.as_str().to_owned());
    if hold.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(why_not(connection, code).await?);
    }
    Ok(())
}

/// The refusal that explains why an update found nothing to change.
async fn why_not(connection: &mut AnyConnection, code: &Code) -> Result<DeskError, StoreError> {
    Ok(match crate::requests::record::status(connection, code).await? {
        None => DeskError::NotFound,
        Some(Status::Withdrawn) => DeskError::Withdrawn,
        Some(Status::Closed) => DeskError::Closed,
        Some(Status::Received | Status::InCharge | Status::Answered) => DeskError::AlreadyTaken,
    })
}

/// Erases what the Polo has written of a request whose person takes it back.
pub(crate) async fn erase(connection: &mut AnyConnection, code: &Code) -> Result<(), StoreError> {
    for sql in [
        "UPDATE requests SET next_on = NULL, next_action = NULL, agreement = NULL WHERE code = $1",
        "DELETE FROM handovers WHERE request = $1",
        "DELETE FROM request_notes WHERE code = $1",
        "DELETE FROM request_contacts WHERE code = $1",
        "DELETE FROM request_pairs WHERE one = $1 OR other = $1",
    ] {
        let erase = sqlx::query(sql).bind(code.as_str().to_owned());
        erase.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Keeps beside a request that is being written that somebody agreed to it.
pub(crate) async fn agreed(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    agreement: Agreement,
) -> Result<(), StoreError> {
    let words = serde_json::to_vec(&agreement).map_err(|_| StoreError::Corrupt("requests.agreement"))?;
    let sealed = vault.seal(request_place(code.as_str(), "agreement"), &words)?;
    let keep = sqlx::query("UPDATE requests SET agreement = $2 WHERE code = $1");
    let keep = keep.bind(code.as_str().to_owned()).bind(sealed);
    keep.execute(connection).await?;
    Ok(())
}

fn request_place<'a>(code: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "requests",
        row: code,
        column,
    }
}

fn staff_place(id: &str) -> Place<'_> {
    Place {
        table: "staff",
        row: id,
        column: "name",
    }
}

fn unsealed<const MAX: usize>(
    vault: &Vault,
    place: Place<'_>,
    sealed: &[u8],
    column: &'static str,
) -> Result<domain::text::Text<MAX>, StoreError> {
    let text = String::from_utf8(vault.unseal(place, sealed)?).map_err(|_| StoreError::Corrupt(column))?;
    domain::text::Text::parse(&text).map_err(|_| StoreError::Corrupt(column))
}

/// Whether a message may be left for the person.
fn takes_messages(person: Option<&Person>) -> bool {
    person.is_some_and(|person| person.leave_message)
}
