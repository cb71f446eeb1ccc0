//! Requests for a first contact: written, found again by code and secret, changed by the person, read by the
//! Polo. Never here: whether a request is fair (the domain has checked it) and by when the Polo answers (an
//! argument).

mod change;
mod create;
mod data;
mod read;
/// For other rooms whose work stands on a request's record.
pub(crate) mod record {
    pub(crate) use super::change::{Entry, NewLine, enter, insert_line, write_line};
    pub(crate) use super::read::{
        LISTED, entry_place, is_holder, listed, load, origin, person, protocol, row_name, status,
    };
}

use crate::agenda::{Appointment, Notify, Offer, Waiting};
use crate::audit::Origin;
use crate::engine::Database;
use crate::error::{ChangeError, CreateError, DeskError, StoreError};
use crate::once::{Answer, Once};
use crate::projects::Project;
use crate::vault::Vault;
use crate::work::{Acting, By, Casework, Deed};
use domain::desk::{Agreement, Outcome};
use domain::request::{Line, Person, Request, Status};
use domain::{Code, Protocol, Secret};
use jiff::Timestamp;
use jiff::civil::Date;

pub use data::Everything;

/// Which requests somebody may see: those of a Polo, of an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The Polo, by id; `None` is all of them.
    pub polo: Option<String>,
    /// The area, by id; `None` is all of them.
    pub area: Option<String>,
    /// The motives of that area, by id: a request is theirs unless it was given to another area.
    pub motives: Vec<String>,
}

/// How many lines the person may add to a request.
pub const MAX_LINES: u32 = 20;

/// How many lines the Polo may add to a request: more than any talk needs, so that a program gone wrong ends.
pub const MAX_ANSWERS: u32 = 100;

/// The requests of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Requests<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// All that it takes to write a request.
#[derive(Clone)]
pub struct NewRequest<'a> {
    /// What was asked, checked.
    pub request: &'a Request,
    /// Drawn by the caller; if it is taken, [`CreateError::CodeTaken`] asks for another.
    pub code: Code,
    /// Drawn by the caller.
    pub secret: Secret,
    /// When it came.
    pub now: Timestamp,
    /// The year of its protocol number: that of `now` in Italy.
    pub year: i16,
    /// By when the Polo has promised to answer.
    pub answer_by: Date,
    /// How the person is told what becomes of the appointment, where a time was chosen.
    pub notify: Notify,
    /// Whether it is the same sending as an earlier one.
    pub once: Once,
}

/// Somebody of the staff who writes a request for a person.
#[derive(Clone, Copy)]
pub struct AtDesk<'a> {
    /// The id of whoever writes it.
    pub staff: &'a str,
    /// The name that goes on its record.
    pub name: &'a str,
    /// Who agreed to it, and how.
    pub agreement: Agreement,
}

/// What the person gets for a request. When it is replayed, code and secret are those of the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Names the request.
    pub code: Code,
    /// Opens it, with the code.
    pub secret: Secret,
    /// Its number at the Polo.
    pub protocol: Protocol,
    /// When it came, to the millisecond.
    pub received_at: Timestamp,
    /// By when the Polo answers.
    pub answer_by: Date,
    /// The id of the Polo that answers.
    pub polo: String,
    /// The appointment, where a time was chosen.
    pub appointment: Option<Appointment>,
    /// The place on the list, where the person waits for a time.
    pub waiting: Option<u32>,
}

/// A request with what concerns the person.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Names the request.
    pub code: Code,
    /// Its number at the Polo.
    pub protocol: Protocol,
    /// Where it stands.
    pub status: Status,
    /// The id of its motive.
    pub motive: String,
    /// The id of its Polo.
    pub polo: String,
    /// When it came.
    pub received_at: Timestamp,
    /// By when the Polo answers.
    pub answer_by: Date,
    /// When the person took it back.
    pub withdrawn_at: Option<Timestamp>,
    /// How it ended, where it is closed and somebody has said so.
    pub outcome: Option<Outcome>,
    /// What concerns the person; gone when the request is withdrawn.
    pub person: Option<Person>,
    /// The appointment that it has, or the last one that it had.
    pub appointment: Option<Appointment>,
    /// Whether it waits for a time to come free.
    pub waiting: Option<Waiting>,
    /// The times that it is offered now.
    pub offers: Vec<Offer>,
    /// What was added, oldest first; gone when the request is withdrawn.
    pub lines: Vec<LineShown>,
    /// The help project, for whoever opens the request with its secret, if they agreed to have it there.
    pub project: Option<Project>,
    /// Who did what with it, oldest first.
    pub record: Vec<RecordEntry>,
}

/// A line added to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineShown {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub author: Author,
    /// What it says.
    pub text: Line,
}

domain::words! {
    /// Who writes a line.
    Author {
        /// Whoever holds code and secret.
        Citizen = "citizen",
        /// The staff.
        Polo = "polo",
    }
}

/// Something that was done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordEntry {
    /// When.
    pub at: Timestamp,
    /// The member of staff who did it; `None` is whoever holds code and secret.
    pub who: Option<String>,
    /// What was done.
    pub what: What,
    /// From where.
    pub origin: Origin,
}

domain::words! {
    /// What can be done with a request.
    What {
        /// It was sent.
        Sent = "sent",
        /// A line was added.
        LineAdded = "line_added",
        /// The staff opened it and read what concerns the person.
        Shown = "shown",
        /// A worker took it in charge.
        Taken = "taken",
        /// The Polo wrote an answer.
        Answered = "answered",
        /// The Polo closed it.
        Closed = "closed",
        /// It was taken back and its personal part erased.
        Withdrawn = "withdrawn",
        /// A time was chosen for an appointment.
        Booked = "booked",
        /// The appointment was moved.
        Moved = "moved",
        /// The appointment was called off.
        Cancelled = "cancelled",
        /// All that is held of the person was given to them.
        DataGiven = "data_given",
        /// It was closed, and the person had its personal part erased.
        Erased = "erased",
        /// The person came to the appointment.
        Came = "came",
        /// The person came late.
        CameLate = "came_late",
        /// Person and Polo did not meet.
        DidNotMeet = "did_not_meet",
        /// What was said of how it went is taken back.
        MarkUndone = "mark_undone",
        /// The person waits for a time to come free.
        Waits = "waits",
        /// The person waits no more.
        WaitsNoMore = "waits_no_more",
        /// The Polo proposed times.
        Proposed = "proposed",
        /// The Polo took back what it had proposed.
        TakenBack = "taken_back",
        /// The person wants none of the times offered.
        Refused = "refused",
        /// The staff opened its help project.
        ProjectShown = "project_shown",
        /// The staff wrote a version of its help project.
        ProjectWritten = "project_written",
        /// The staff wrote how a review of it went.
        ProjectReviewed = "project_reviewed",
        /// The staff recorded that the person agrees to have it under their code.
        ProjectShared = "project_shared",
        /// The person no longer does.
        ProjectUnshared = "project_unshared",
        /// The person does not agree with something in it.
        ProjectObjected = "project_objected",
        /// It has ended.
        ProjectClosed = "project_closed",
        /// It goes on after all.
        ProjectReopened = "project_reopened",
        /// The staff opened it again.
        Reopened = "reopened",
        /// A worker would like it to go to somebody else.
        HandOverAsked = "hand_over_asked",
        /// Somebody else has taken it over.
        HandedOver = "handed_over",
        /// Somebody else would not take it over.
        HandOverRefused = "hand_over_refused",
        /// It is not to go to somebody else after all.
        HandOverTakenBack = "hand_over_taken_back",
        /// A note for colleagues was written.
        Noted = "noted",
        /// The person was looked for.
        Contacted = "contacted",
        /// What is to be done next was written.
        Planned = "planned",
        /// It was said whether another request is of the same person.
        Compared = "compared",
    }
}

/// Which requests to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those of the Polo of this id.
    pub polo: Option<String>,
    /// Only those that stand here.
    pub status: Option<Status>,
    /// No more than these, the newest.
    pub limit: u32,
}

/// A request without anything that concerns the person: no sealed field is opened for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Names the request.
    pub code: Code,
    /// Its number at the Polo.
    pub protocol: Protocol,
    /// The id of its Polo.
    pub polo: String,
    /// The id of its motive.
    pub motive: String,
    /// The id of the area that has it, where that is not the area of its motive.
    pub area: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// When it came.
    pub received_at: Timestamp,
    /// By when the Polo answers.
    pub answer_by: Date,
}

impl<'a> Requests<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Writes a request. When this returns, it is on the disk.
    pub async fn create(&self, new: NewRequest<'_>) -> Result<Answer<Receipt>, CreateError> {
        create::create(self, &new, None).await
    }

    /// Writes a request that somebody of the staff makes for a person.
    pub async fn create_at_desk(
        &self,
        new: NewRequest<'_>,
        desk: AtDesk<'_>,
    ) -> Result<Answer<Receipt>, CreateError> {
        create::create(self, &new, Some(desk)).await
    }

    /// The receipt of the same sending, if it came in the last day: whoever asks again is answered before anything is
    /// checked anew.
    pub async fn replayed(&self, once: &Once, now: Timestamp) -> Result<Option<Receipt>, CreateError> {
        create::replayed(self, once, now, None).await
    }

    /// The same, of what somebody of the staff has sent.
    pub async fn replayed_at_desk(
        &self,
        once: &Once,
        now: Timestamp,
        staff: &str,
    ) -> Result<Option<Receipt>, CreateError> {
        create::replayed(self, once, now, Some(staff)).await
    }

    /// The request of this code and secret. `None` for a code that does not exist and for a secret that is
    /// wrong, after the same work.
    pub async fn open(&self, code: &Code, secret: &Secret) -> Result<Option<Opened>, StoreError> {
        read::open(self, code, secret).await
    }

    /// Adds a line by the person; says when it was added.
    pub async fn add_line(
        &self,
        code: &Code,
        secret: &Secret,
        line: &Line,
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<Timestamp>, ChangeError> {
        change::add_line(self, code, secret, line, now, once).await
    }

    /// Everything that is held of the person for the request, which goes on its record. `None` as in [`Requests::open`].
    pub async fn everything(
        &self,
        code: &Code,
        secret: &Secret,
        now: Timestamp,
    ) -> Result<Option<Everything>, StoreError> {
        data::everything(self, code, secret, now).await
    }

    /// Takes the request back, an open one or a closed one, and erases what concerns the person; says when. Status, dates,
    /// protocol and record stay for their time: a closed one goes no later for that.
    pub async fn withdraw(
        &self,
        code: &Code,
        secret: &Secret,
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<Timestamp>, ChangeError> {
        change::withdraw(self, code, secret, now, once).await
    }

    /// The requests that the filter lets through, newest first.
    pub async fn list(&self, filter: &Filter) -> Result<Vec<Listed>, StoreError> {
        read::list(self, filter).await
    }

    /// The request of that code, without anything that concerns the person.
    pub async fn find(&self, code: &Code) -> Result<Option<Listed>, StoreError> {
        read::find(self, code).await
    }

    /// Who did what with the request of that code, oldest first; empty where there is none.
    pub async fn record(&self, code: &Code) -> Result<Vec<RecordEntry>, StoreError> {
        read::record(self, code).await
    }

    /// Opens a request for `who` of the staff, and puts that on its record: there is no reading without it.
    pub async fn show(&self, code: &Code, who: &str, now: Timestamp) -> Result<Option<Opened>, StoreError> {
        change::show(self, code, who, now).await
    }

    /// `who` takes it in charge from the command line, which knows nobody's account.
    pub async fn take(&self, code: &Code, who: &str, now: Timestamp) -> Result<(), DeskError> {
        self.act(code, who, now, Deed::Take).await
    }

    /// `who` writes a line by the Polo from the command line. Nobody is told of it.
    pub async fn answer(&self, code: &Code, who: &str, line: &Line, now: Timestamp) -> Result<(), DeskError> {
        self.act(code, who, now, Deed::Answer(line, &Notify::nobody()))
            .await
    }

    /// `who` closes it from the command line, which does not say how it ended.
    pub async fn close(&self, code: &Code, who: &str, now: Timestamp) -> Result<(), DeskError> {
        self.act(code, who, now, Deed::Close(None)).await
    }

    async fn act(&self, code: &Code, who: &str, now: Timestamp, deed: Deed<'_>) -> Result<(), DeskError> {
        let acting = Acting {
            code,
            by: By {
                staff: None,
                name: who,
            },
            now,
            once: &Once::none(),
        };
        let done = Casework::new(self.database, self.vault).act(&acting, deed).await;
        done.map(Answer::into_inner)
    }
}
