//! The edge where a refusal becomes an answer: RFC 9457, in the sender's language. A handler fails with a [`Fail`], which
//! is a status without words; [`speak`] gives it words on its way out. Never here: why something is refused.

use crate::first_contact::Refusal;
use crate::sender;
use crate::state::AppState;
use crate::throttle::Wait;
use api::{FieldProblem, Problem};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::FieldFault;
use domain::code::InvalidCode;
use portal::Bundle;

/// The content type of every problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $status:ident;)+) => {
        /// What kind of problem it is. Its word stands in `type` and does not change; with `_` for `-` it names the
        /// texts `problem_<word>_title` and `problem_<word>_detail`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $name),+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// For example `too-large`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status that goes with it.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),+ }
            }
        }
    };
}

kinds! {
    /// The body is not JSON, or says one thing twice.
    Malformed = "malformed", BAD_REQUEST;
    /// What stands in the address is no code.
    BadCode = "bad-code", BAD_REQUEST;
    /// The `Idempotency-Key` is none.
    BadKey = "bad-key", BAD_REQUEST;
    /// No secret came with a question that needs one.
    NoSecret = "no-secret", UNAUTHORIZED;
    /// Nobody is signed in, or no longer.
    NotSignedIn = "not-signed-in", UNAUTHORIZED;
    /// Name, password or code of the staff is wrong; which of them is not told.
    WrongSignIn = "wrong-sign-in", UNAUTHORIZED;
    /// The role of whoever is signed in does not let them do this, here.
    Forbidden = "forbidden", FORBIDDEN;
    /// It was not sent by a page of this host.
    CrossSite = "cross-site", FORBIDDEN;
    /// A ticket that is none, was used, or is too old.
    NoTicket = "no-ticket", NOT_FOUND;
    /// No account or session has this id.
    NotThere = "not-there", NOT_FOUND;
    /// No request has this code.
    UnknownRequest = "unknown-request", NOT_FOUND;
    /// No request has this code and secret.
    NoSuchRequest = "no-such-request", NOT_FOUND;
    /// The interface has no such address.
    NoSuchAddress = "no-such-address", NOT_FOUND;
    /// The address is right and the method is not.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED;
    /// The sender, or the server, took too long.
    TooSlow = "too-slow", REQUEST_TIMEOUT;
    /// The request was taken back before.
    AlreadyWithdrawn = "already-withdrawn", CONFLICT;
    /// The Polo has closed the request.
    Closed = "closed", CONFLICT;
    /// The request has as many lines as it may.
    TooManyLines = "too-many-lines", CONFLICT;
    /// Somebody at the Polo has taken the request before.
    Taken = "taken", CONFLICT;
    /// The person has taken the request back.
    PersonWithdrew = "person-withdrew", CONFLICT;
    /// The request was closed by the Polo before.
    ClosedAtDesk = "closed-at-desk", CONFLICT;
    /// The Polo has written as many lines as it may.
    TooManyAnswers = "too-many-answers", CONFLICT;
    /// The request has no help project, or none of this version.
    NoProject = "no-project", NOT_FOUND;
    /// Somebody has changed the help project meanwhile.
    ProjectChanged = "project-changed", CONFLICT;
    /// The help project has ended.
    ProjectClosed = "project-closed", CONFLICT;
    /// The person does not have the help project under their code.
    NotShared = "not-shared", CONFLICT;
    /// The help project has as many versions or reviews as it may.
    ProjectFull = "project-full", CONFLICT;
    /// Colleagues have written as many notes as they may.
    TooManyNotes = "too-many-notes", CONFLICT;
    /// Only a closed request can be opened again.
    NotClosed = "not-closed", CONFLICT;
    /// A hand-over of the request waits already.
    HandOverPending = "hand-over-pending", CONFLICT;
    /// No hand-over waits, or no longer.
    NoHandOver = "no-hand-over", CONFLICT;
    /// The two requests have no contact in common.
    NotAlike = "not-alike", CONFLICT;
    /// Nobody changes what they themselves may do.
    OwnAccount = "own-account", CONFLICT;
    /// Nobody would be left to administer every Polo.
    LastAdministrator = "last-administrator", CONFLICT;
    /// The request has no appointment that is to come.
    NoAppointment = "no-appointment", CONFLICT;
    /// The request has an appointment: it waits for none.
    HasAppointment = "has-appointment", CONFLICT;
    /// What was offered is no longer held.
    OfferGone = "offer-gone", CONFLICT;
    /// The appointment is too near to be changed.
    TooLate = "too-late", CONFLICT;
    /// What a change of the agenda touches is no longer what its preview said.
    PreviewChanged = "preview-changed", CONFLICT;
    /// The appointment has begun: it is not moved or called off, it is said how it went.
    Begun = "begun", CONFLICT;
    /// The appointment has not begun.
    NotBegun = "not-begun", CONFLICT;
    /// How an appointment went can no longer be changed.
    MarkSettled = "mark-settled", CONFLICT;
    /// The body is larger than any that we take.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE;
    /// The body says that it is something other than plain JSON in UTF-8.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE;
    /// What came is not a form, and the address takes nothing else.
    NotForm = "not-form", UNSUPPORTED_MEDIA_TYPE;
    /// Some fields are wrong; each is named.
    Fields = "fields", UNPROCESSABLE_ENTITY;
    /// A form that none of our pages sends.
    OddForm = "odd-form", UNPROCESSABLE_ENTITY;
    /// The `Idempotency-Key` came before with something else.
    KeyReused = "key-reused", UNPROCESSABLE_ENTITY;
    /// Too many from one address.
    Throttled = "throttled", TOO_MANY_REQUESTS;
    /// The Comune's provider does not answer, or not what it should.
    ProviderAway = "provider-away", BAD_GATEWAY;
    /// The provider did not say who somebody is.
    ProviderDeclined = "provider-declined", FORBIDDEN;
    /// What the provider said does not hold.
    ProviderUntrue = "provider-untrue", FORBIDDEN;
    /// The provider tells of no second factor.
    ProviderWeak = "provider-weak", FORBIDDEN;
    /// The provider knows somebody, and no account is theirs.
    NoAccount = "no-account", FORBIDDEN;
    /// A way in through the provider that is over, or that another browser began.
    SignInLost = "sign-in-lost", BAD_REQUEST;
    /// The desk is opened by the provider alone.
    PasswordsOff = "passwords-off", FORBIDDEN;
    /// The server has a fault.
    Broken = "broken", INTERNAL_SERVER_ERROR;
    /// The database does not answer now.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE;
}

impl Kind {
    /// The beginning of the names of its texts.
    pub fn texts(self) -> String {
        format!("problem_{}", self.word().replace('-', "_"))
    }
}

/// What is wrong with one field, before it has words: the text is `fault_<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFail {
    /// The field.
    pub field: String,
    /// The kind of fault.
    pub name: &'static str,
    /// The figures that the text speaks of.
    pub figures: Vec<(&'static str, usize)>,
}

impl FieldFail {
    /// A fault without figures.
    pub fn new(field: &str, name: &'static str) -> Self {
        Self {
            field: field.to_owned(),
            name,
            figures: Vec::new(),
        }
    }
}

/// An answer that is not 2xx, before it has words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fail {
    kind: Kind,
    fields: Vec<FieldFail>,
    retry_after: Option<u64>,
}

impl From<Kind> for Fail {
    fn from(kind: Kind) -> Self {
        // An outage of the database is over in moments or in hours: trying again soon costs little.
        let retry_after = (kind == Kind::Unavailable).then_some(5);
        Self {
            kind,
            fields: Vec::new(),
            retry_after,
        }
    }
}

impl Fail {
    /// The status that it answers with.
    pub fn status(&self) -> StatusCode {
        self.kind.status()
    }

    /// This field is wrong.
    pub fn field(field: &str, name: &'static str) -> Self {
        Self::fields(vec![FieldFail::new(field, name)])
    }

    /// These fields are wrong.
    pub fn fields(fields: Vec<FieldFail>) -> Self {
        Self {
            fields,
            ..Kind::Fields.into()
        }
    }
}

impl From<Refusal> for Fail {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Faults(faults) => Self::fields(faults.iter().map(FieldFail::from).collect()),
            Refusal::BadCode(why) => Self {
                fields: vec![why.into()],
                ..Kind::BadCode.into()
            },
            Refusal::NotFound => Kind::NoSuchRequest.into(),
            Refusal::Throttled { retry_after } => Self {
                retry_after: Some(retry_after),
                ..Kind::Throttled.into()
            },
            Refusal::AlreadyWithdrawn => Kind::AlreadyWithdrawn.into(),
            Refusal::Closed => Kind::Closed.into(),
            Refusal::NoAppointment => Kind::NoAppointment.into(),
            Refusal::HasAppointment => Kind::HasAppointment.into(),
            Refusal::OfferGone => Kind::OfferGone.into(),
            Refusal::NotShared => Kind::NotShared.into(),
            Refusal::TooLate => Kind::TooLate.into(),
            Refusal::TooManyLines => Kind::TooManyLines.into(),
            Refusal::KeyReused => Kind::KeyReused.into(),
            Refusal::Unavailable => Kind::Unavailable.into(),
        }
    }
}

impl From<Wait> for Fail {
    fn from(wait: Wait) -> Self {
        Refusal::from(wait).into()
    }
}

impl From<&FieldFault> for FieldFail {
    fn from(fault: &FieldFault) -> Self {
        Self {
            field: fault.field.clone(),
            name: fault.fault.name(),
            figures: fault.fault.figures(),
        }
    }
}

impl From<InvalidCode> for FieldFail {
    fn from(why: InvalidCode) -> Self {
        match why {
            InvalidCode::Alphabet => Self::new("code", "code_alphabet"),
            InvalidCode::Check => Self::new("code", "code_check"),
            InvalidCode::Length(found) => Self {
                figures: vec![("found", found)],
                ..Self::new("code", "code_length")
            },
        }
    }
}

/// The status, with the failure beside it for [`speak`].
impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every [`Fail`] its words, in the language that the sender likes best.
pub async fn speak(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let language = sender::language(&state.site, request.headers()).to_owned();
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Fail>() {
        Some(fail) => said(response, &fail, state.site.bundle(&language)),
        None => response,
    }
}

fn said(response: Response, fail: &Fail, bundle: &Bundle) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    parts
        .headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts
        .headers
        .insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let Ok(language) = HeaderValue::from_str(&bundle.language.id) {
        parts.headers.insert(header::CONTENT_LANGUAGE, language);
    }
    if let Some(seconds) = fail.retry_after {
        parts.headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if fail.kind == Kind::NoSecret {
        parts
            .headers
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    // A struct of texts and numbers has no way of not being JSON.
    let body = serde_json::to_vec(&words(fail, bundle)).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}

/// The problem in the bundle's language.
pub fn words(fail: &Fail, bundle: &Bundle) -> Problem {
    let texts = &bundle.texts;
    let names = fail.kind.texts();
    let minutes = fail.retry_after.unwrap_or(0).div_ceil(60).to_string();
    Problem {
        kind: format!("/problems/{}", fail.kind.word()),
        title: texts.named(&format!("{names}_title")).to_owned(),
        status: fail.status().as_u16(),
        detail: texts
            .named(&format!("{names}_detail"))
            .replace("{minutes}", &minutes),
        errors: fail
            .fields
            .iter()
            .map(|field| field_words(field, bundle))
            .collect(),
    }
}

fn field_words(fail: &FieldFail, bundle: &Bundle) -> FieldProblem {
    // The words of the fault with that field, where it has its own, as in `Texts::fault`.
    let name = format!("fault_{}", fail.name);
    let own = bundle.texts.named(&format!("{name}_{}", fail.field));
    let text = if own.is_empty() {
        bundle.texts.named(&name)
    } else {
        own
    };
    let fill = |text: String, (name, figure): &(&str, usize)| {
        text.replace(&format!("{{{name}}}"), &figure.to_string())
    };
    FieldProblem {
        field: fail.field.clone(),
        fault: fail.name.to_owned(),
        detail: fail.figures.iter().fold(text.to_owned(), fill),
    }
}
