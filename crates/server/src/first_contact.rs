//! The first contact, from what was sent to what is kept and answered: the one way that both the interface and the
//! forms without JavaScript take. Never here: HTTP, HTML, SQL, words for people.

use crate::agenda::{self, Asker};
use crate::clock::{NoChance, in_italy};
use crate::offers;
use crate::project;
use crate::sender::Sender;
use crate::state::AppState;
use crate::throttle::{Gate, Wait};
use api::offers::WaitingView;
use api::requests::{Event, LineView, NewLine, Opening, Receipt, RequestView};
use domain::code::InvalidCode;
use domain::feedback::FeedbackForm;
use domain::request::{Draft, Line, Request};
use domain::{Code, Fault, FieldFault, Secret};
use jiff::Timestamp;
use portal::{Bundle, Route};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{
    Answer, AtDesk, ChangeError, CreateError, FeedbackError, NewRequest, Once, Opened, RecordEntry,
    StoreError, What,
};

/// How often another code is drawn when one is taken. Of 35 million million codes, even one clash is a rarity.
const DRAWS: usize = 5;

/// Why the server did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something is wrong with these fields.
    Faults(Vec<FieldFault>),
    /// What was written is no code.
    BadCode(InvalidCode),
    /// No request has this code and secret; which of them is wrong is not told.
    NotFound,
    /// Too many from this address.
    Throttled {
        /// After how many seconds there is room again.
        retry_after: u64,
    },
    /// The request was taken back before.
    AlreadyWithdrawn,
    /// The Polo has closed the request.
    Closed,
    /// The request has no appointment that is to come.
    NoAppointment,
    /// The request has an appointment: it waits for none.
    HasAppointment,
    /// What was offered is no longer held.
    OfferGone,
    /// The person does not have the help project under their code, or no longer.
    NotShared,
    /// The appointment is too near to be changed.
    TooLate,
    /// The request has as many lines as it may.
    TooManyLines,
    /// The idempotency key came before with something else.
    KeyReused,
    /// The database or the system does not answer now.
    Unavailable,
}

/// What tells this sending from another: its idempotency key, and a hash of where it went and what it said.
pub fn once(key: Option<&str>, path: &str, body: &impl Serialize) -> Once {
    // Fields are written in the order of their type, so that the order in which they came makes no difference.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let hash = Sha256::new()
        .chain_update(path.as_bytes())
        .chain_update([0])
        .chain_update(body);
    Once {
        key: key.map(str::to_owned),
        fingerprint: hash.finalize().into(),
    }
}

/// Checks a draft, keeps it, and answers with code, secret and promise.
pub async fn send(
    state: &AppState,
    sender: &Sender,
    draft: &Draft,
    once: Once,
) -> Result<Answer<Receipt>, Refusal> {
    let bundle = state.site.bundle(&sender.language);
    let now = state.clock.now();
    // Whoever did not hear the first answer gets it, even if a suggested hour has passed or the limit is reached meanwhile.
    if let Some(receipt) = state
        .store
        .requests()
        .replayed(&once, now)
        .await
        .map_err(refused)?
    {
        return Ok(Answer::Replayed(shown(bundle, &receipt, now)));
    }
    let request = draft
        .check(&bundle.catalogue, in_italy(now).into())
        .map_err(Refusal::Faults)?;
    let asker = Asker::Person(request.person.for_whom);
    agenda::may_choose(&bundle.catalogue, &request, asker)?;
    offers::may_wait(&bundle.catalogue, &request)?;
    state.throttle.count(Gate::NewRequest, sender.address, now)?;
    let kept = keep(state, sender, &request, (now, once), None).await;
    if !matches!(kept, Ok(Answer::Fresh(_))) {
        state.throttle.forget(Gate::NewRequest, sender.address);
    }
    Ok(match kept? {
        Answer::Fresh(receipt) => Answer::Fresh(shown(bundle, &receipt, now)),
        Answer::Replayed(receipt) => Answer::Replayed(shown(bundle, &receipt, now)),
    })
}

/// Keeps a request that is checked, under a code and a secret of its own; somebody of the staff may have written it.
pub(crate) async fn keep(
    state: &AppState,
    sender: &Sender,
    request: &Request,
    (now, once): (Timestamp, Once),
    desk: Option<AtDesk<'_>>,
) -> Result<Answer<store::Receipt>, Refusal> {
    let bundle = state.site.bundle(&sender.language);
    let today = in_italy(now).date();
    let answer_by = state.site.holidays.promise(today, bundle.site.answer_within_days);
    for _ in 0..DRAWS {
        let code = Code::from_random(state.chance.draw()?);
        let secret = Secret::from_random(state.chance.draw()?);
        let new = NewRequest {
            request,
            code,
            secret,
            now,
            year: today.year(),
            answer_by,
            notify: agenda::notify(state, sender),
            once: once.clone(),
        };
        let requests = state.store.requests();
        let created = match desk {
            Some(desk) => requests.create_at_desk(new, desk).await,
            None => requests.create(new).await,
        };
        match created {
            Ok(answer) => {
                state.postbox.ring();
                return Ok(answer);
            }
            Err(CreateError::CodeTaken) => {}
            Err(error) => return Err(refused(error)),
        }
    }
    tracing::error!("{DRAWS} codes drawn in a row were taken");
    Err(Refusal::Unavailable)
}

pub(crate) fn refused(error: CreateError) -> Refusal {
    match error {
        CreateError::KeyReused => Refusal::KeyReused,
        CreateError::CodeTaken => Refusal::Unavailable,
        CreateError::TimeTaken => Refusal::Faults(vec![FieldFault::new("time", Fault::TimeTaken)]),
        CreateError::Store(error) => error.into(),
    }
}

/// The request of that code and secret, as its owner sees it.
pub async fn view(
    state: &AppState,
    sender: &Sender,
    code: &str,
    secret: &str,
) -> Result<RequestView, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    seen(state, sender, &code, &secret).await
}

/// Adds a line to the request; answers with the request as it then stands.
pub async fn add_line(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    line: &NewLine,
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let line = parse_line(&line.text)?;
    let now = state.clock.now();
    let added = state
        .store
        .requests()
        .add_line(&code, &secret, &line, now, once)
        .await;
    changed(state, sender, &code, &secret, added).await
}

/// Takes the request back, which erases what was confided; answers with what is left.
pub async fn withdraw(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let withdrawn = state
        .store
        .requests()
        .withdraw(&code, &secret, state.clock.now(), once)
        .await;
    changed(state, sender, &code, &secret, withdrawn).await
}

/// Keeps what a reader says of a page: on which day, and nothing of who said it.
pub async fn feedback(
    state: &AppState,
    sender: &Sender,
    form: &FeedbackForm,
    once: &Once,
) -> Result<Answer<()>, Refusal> {
    let feedback = form.check().map_err(Refusal::Faults)?;
    let now = state.clock.now();
    state.throttle.count(Gate::Feedback, sender.address, now)?;
    let kept = state
        .store
        .feedback()
        .add_once(&feedback, in_italy(now).date(), now, once)
        .await;
    if !matches!(kept, Ok(Answer::Fresh(()))) {
        state.throttle.forget(Gate::Feedback, sender.address);
    }
    kept.map_err(|error| match error {
        FeedbackError::KeyReused => Refusal::KeyReused,
        FeedbackError::Store(error) => error.into(),
    })
}

/// A code and a secret that could be ones, from an address that has not guessed too often. A secret that cannot be one
/// is answered as a wrong one.
pub(crate) fn open(
    state: &AppState,
    sender: &Sender,
    code: &str,
    secret: &str,
) -> Result<(Code, Secret), Refusal> {
    state
        .throttle
        .check(Gate::WrongCode, sender.address, state.clock.now())?;
    let code = code.parse().map_err(Refusal::BadCode)?;
    let secret = secret.parse().map_err(|_| wrong(state, sender))?;
    Ok((code, secret))
}

/// Counts a wrong guess. Of many at once, no more than the limit hear that they were wrong.
pub(crate) fn wrong(state: &AppState, sender: &Sender) -> Refusal {
    match state
        .throttle
        .count(Gate::WrongCode, sender.address, state.clock.now())
    {
        Ok(()) => Refusal::NotFound,
        Err(wait) => wait.into(),
    }
}

pub(crate) async fn seen(
    state: &AppState,
    sender: &Sender,
    code: &Code,
    secret: &Secret,
) -> Result<RequestView, Refusal> {
    let opened = state.store.requests().open(code, secret).await?;
    let opened = opened.ok_or_else(|| wrong(state, sender))?;
    let bundle = state.site.bundle(&sender.language);
    Ok(request_view(bundle, &opened, state.clock.now()))
}

async fn changed(
    state: &AppState,
    sender: &Sender,
    code: &Code,
    secret: &Secret,
    change: Result<Answer<Timestamp>, ChangeError>,
) -> Result<Answer<RequestView>, Refusal> {
    let answer = change.map_err(|error| match error {
        ChangeError::NotFound => wrong(state, sender),
        ChangeError::AlreadyWithdrawn => Refusal::AlreadyWithdrawn,
        ChangeError::Closed => Refusal::Closed,
        ChangeError::TooManyLines => Refusal::TooManyLines,
        ChangeError::KeyReused => Refusal::KeyReused,
        ChangeError::Store(error) => error.into(),
    })?;
    let view = seen(state, sender, code, secret).await?;
    Ok(match answer {
        Answer::Fresh(_) => Answer::Fresh(view),
        Answer::Replayed(_) => Answer::Replayed(view),
    })
}

pub(crate) fn parse_line(text: &str) -> Result<Line, Refusal> {
    let fault = |fault| Refusal::Faults(vec![FieldFault::new("text", fault)]);
    let line = Line::parse(text).map_err(fault)?;
    if line.is_empty() {
        Err(fault(Fault::Missing))
    } else {
        Ok(line)
    }
}

pub(crate) fn shown(bundle: &Bundle, receipt: &store::Receipt, now: Timestamp) -> Receipt {
    let (code, secret) = (receipt.code.as_str(), receipt.secret.expose());
    let appointment = receipt.appointment.as_ref();
    Receipt {
        code: receipt.code.to_string(),
        secret: receipt.secret.grouped(),
        protocol: receipt.protocol.to_string(),
        polo: receipt.polo.clone(),
        received_at: receipt.received_at.to_string(),
        answer_by: receipt.answer_by.to_string(),
        appointment: appointment.map(|appointment| agenda::view(&bundle.catalogue, appointment, now)),
        waiting: receipt.waiting.map(|place| WaitingView {
            place: u16::try_from(place).unwrap_or(u16::MAX),
            asked: true,
        }),
        link: format!("{}#{code}.{secret}", Route::Status.path(bundle)),
    }
}

/// What was confided stays where it is: only what happened since, and who has read it, is shown.
fn request_view(bundle: &Bundle, opened: &Opened, now: Timestamp) -> RequestView {
    let lines = opened.lines.iter().map(|line| LineView {
        at: line.at.to_string(),
        author: line.author.word().to_owned(),
        text: line.text.as_str().to_owned(),
    });
    let openings = opened
        .record
        .iter()
        .filter(|entry| matches!(entry.what, What::Shown | What::ProjectShown))
        .map(|entry| Opening {
            at: entry.at.to_string(),
            who: entry.who.clone().unwrap_or_default(),
        });
    RequestView {
        code: opened.code.to_string(),
        protocol: opened.protocol.to_string(),
        status: opened.status.word().to_owned(),
        polo: opened.polo.clone(),
        motive: opened.motive.clone(),
        received_at: opened.received_at.to_string(),
        answer_by: opened.answer_by.to_string(),
        appointment: agenda::view_of(&bundle.catalogue, opened, now),
        waiting: offers::waiting_view(opened),
        offers: offers::offer_views(opened, now),
        project: opened.project.as_ref().and_then(project::shared_view),
        lines: lines.collect(),
        openings: openings.collect(),
        events: opened.record.iter().filter_map(event).collect(),
        outcome: opened.outcome.map(|outcome| outcome.word().to_owned()),
        for_whom: opened
            .person
            .as_ref()
            .map_or("", |person| person.for_whom.word())
            .to_owned(),
    }
}

/// What the person reads of the Polo's work: what became of the request, not what colleagues think of it.
fn event(entry: &RecordEntry) -> Option<Event> {
    let told = matches!(
        entry.what,
        What::Taken | What::HandedOver | What::Closed | What::Reopened
    );
    told.then(|| Event {
        at: entry.at.to_string(),
        what: entry.what.word().to_owned(),
    })
}

impl From<Wait> for Refusal {
    fn from(wait: Wait) -> Self {
        Self::Throttled { retry_after: wait.0 }
    }
}

impl From<NoChance> for Refusal {
    fn from(error: NoChance) -> Self {
        tracing::error!(%error);
        Self::Unavailable
    }
}

/// The store's errors hold no personal data; they are for the log, not for the sender.
impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if error.is_passing() {
            tracing::warn!(%error, "the database does not answer now");
        } else {
            tracing::error!(%error, "the database cannot do what it should");
        }
        Self::Unavailable
    }
}
