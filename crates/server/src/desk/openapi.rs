//! The desk in the description of the interface: what its operations have in common, from the list of endpoints. Never here:
//! an operation's own words, which stand at its handler.

use super::{
    account, agenda, audit, endpoints, numbers, offers, project, provider, requests, session, staff, work,
    write,
};
use crate::problem::Kind;
use domain::role::Action;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ObjectBuilder, Required, Type};

/// The name of the cookie in the description.
const COOKIE: &str = "desk";

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        session::sign_in, session::code, session::end, session::me, session::list, session::end_one,
        account::password, account::setup, account::setup_done,
        staff::list, staff::add, staff::disable, staff::grants, staff::reset, staff::record,
        requests::list, requests::open, requests::take, requests::answer, requests::close, requests::record,
        agenda::show, agenda::rules, agenda::missed, agenda::team::show,
        agenda::edits::openings, agenda::edits::preview_openings, agenda::edits::absences, agenda::edits::preview_absences,
        agenda::edits::closures, agenda::edits::preview_closures,
        agenda::appointments::mark, agenda::appointments::give, agenda::appointments::call_off,
        numbers::list, numbers::file,
        audit::purges,
        offers::waiting, offers::propose, offers::take_back, offers::offered,
        project::open, project::version, project::save, project::review, project::share, project::unshare, project::close,
        project::reopen,
        work::colleagues, work::hand_over, work::accept_hand_over, work::refuse_hand_over, work::take_hand_over_back,
        work::note, work::contact, work::next, work::alike, work::reopen,
        provider::ways_in, provider::set_out, provider::sign_out, provider::allow,
        write::create, write::times, write::hold,
    ),
    components(schemas(api::desk::project::ProjectConflict)),
    tags((name = "desk", description = "The desk of the staff. A cookie says who asks; whatever changes something is taken \
        from a page of the same host alone (`Sec-Fetch-Site: same-origin`, or `Origin` with this host)."))
)]
struct Described;

/// The desk's part of the description, and how the cookie is called in it.
pub(crate) fn paths() -> OpenApi {
    let mut described = Described::openapi();
    let cookie = ApiKeyValue::with_description(
        "__Host-polo-desk",
        "Set at signing in; half an hour idle, twelve hours in all.",
    );
    let components = described.components.get_or_insert_default();
    components.add_security_scheme(COOKIE, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    described
}

/// Completes an operation of the desk: its parameters and security; answers with the problems it can have.
pub(crate) fn describe(path: &str, posts: bool, operation: &mut Operation) -> Vec<Kind> {
    let action = endpoints()
        .into_iter()
        .find(|endpoint| endpoint.path == path && (endpoint.method == axum::http::Method::POST) == posts)
        .and_then(|endpoint| endpoint.action);
    let mut kinds = vec![Kind::TooSlow, Kind::Broken, Kind::Unavailable];
    if posts {
        kinds.extend([
            Kind::CrossSite,
            Kind::Malformed,
            Kind::TooLarge,
            Kind::UnsupportedMediaType,
            Kind::Fields,
        ]);
        if let Some(body) = &mut operation.request_body {
            body.required = Some(Required::True);
        }
    }
    match action {
        Some(_) => {
            operation.security = Some(vec![SecurityRequirement::new(COOKIE, Vec::<String>::new())]);
            kinds.extend([Kind::NotSignedIn, Kind::Forbidden]);
        }
        None => kinds.extend([
            Kind::NotSignedIn,
            Kind::WrongSignIn,
            Kind::NoTicket,
            Kind::Throttled,
            Kind::PasswordsOff,
        ]),
    }
    kinds.extend(own_kinds(path, action));
    kinds.extend(agenda::kinds(path));
    let mut parameters = parameters(path);
    parameters.extend(agenda::parameters(path));
    if posts && takes_key(path) {
        kinds.extend([Kind::BadKey, Kind::KeyReused]);
        parameters.push(crate::api::key());
    }
    operation.parameters = Some(parameters);
    kinds
}

/// What changes a request or the agenda takes an idempotency key.
fn takes_key(path: &str) -> bool {
    path.starts_with("/api/v1/desk/requests") || agenda::takes_key(path)
}

fn own_kinds(path: &str, action: Option<Action>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    if path.contains("{code}") {
        kinds.extend([Kind::BadCode, Kind::UnknownRequest]);
    }
    if path.contains("{id}") {
        kinds.push(Kind::NotThere);
    }
    match action {
        Some(Action::ManageAccounts) if path.contains("{id}") => {
            kinds.extend([Kind::OwnAccount, Kind::LastAdministrator]);
        }
        Some(
            Action::Take | Action::Answer | Action::Close | Action::HandOver | Action::Note | Action::Reopen,
        ) => kinds.extend([
            Kind::Taken,
            Kind::PersonWithdrew,
            Kind::ClosedAtDesk,
            Kind::TooManyAnswers,
            Kind::TooManyNotes,
            Kind::NotClosed,
            Kind::HandOverPending,
            Kind::NoHandOver,
            Kind::NotAlike,
        ]),
        Some(Action::Book) if path.contains("/proposals") => {
            kinds.extend([Kind::PersonWithdrew, Kind::ClosedAtDesk]);
        }
        Some(Action::SeeNumbers) => kinds.push(Kind::Fields),
        Some(Action::EditProject) => kinds.extend([
            Kind::PersonWithdrew,
            Kind::ClosedAtDesk,
            Kind::NoProject,
            Kind::ProjectChanged,
            Kind::ProjectClosed,
            Kind::ProjectFull,
        ]),
        Some(Action::SeeProject) if path.ends_with("/version") => kinds.push(Kind::NoProject),
        Some(Action::OwnAccount) if path.ends_with("/password") => {
            kinds.extend([Kind::WrongSignIn, Kind::Throttled, Kind::PasswordsOff]);
        }
        None if path.ends_with("/provider") => kinds.extend([Kind::NotThere, Kind::ProviderAway]),
        _ => {}
    }
    kinds
}

fn parameters(path: &str) -> Vec<Parameter> {
    let text = |name: &str, place, words: &str| {
        let schema = ObjectBuilder::new().schema_type(Type::String);
        ParameterBuilder::new()
            .name(name)
            .parameter_in(place)
            .description(Some(words))
            .schema(Some(schema))
    };
    let within = |name: &str, words: &str| {
        text(name, ParameterIn::Path, words)
            .required(Required::True)
            .build()
    };
    let mut parameters = Vec::new();
    if path.contains("{code}") {
        parameters.push(within("code", "The code of the request."));
    }
    if path.contains("{id}") {
        parameters.push(within(
            "id",
            "The id of the account, the session or the appointment.",
        ));
    }
    if [api::paths::desk::NUMBERS, api::paths::desk::NUMBERS_CSV].contains(&path) {
        let asked = |name, words| text(name, ParameterIn::Query, words).build();
        parameters.push(asked(
            "from",
            "The first month, `2026-01`; eleven before the last if it is not said.",
        ));
        parameters.push(asked(
            "to",
            "The last month; this one if it is not said. No more than 36 in all.",
        ));
        parameters.push(asked(
            "by",
            "`polo`, `area`, `motive`, `month`, with commas between; by Polo if it is not said.",
        ));
    }
    if path == api::paths::desk::NUMBERS_CSV {
        let words = "`yes`: the file begins with the mark of UTF-8, as some spreadsheets want it.";
        parameters.push(text("bom", ParameterIn::Query, words).build());
    }
    if path.ends_with("/desk/requests") {
        let mine = text(
            "mine",
            ParameterIn::Query,
            "`true` for what whoever asks has, or is to be given.",
        );
        parameters.push(mine.build());
    }
    let language = text(
        "Accept-Language",
        ParameterIn::Header,
        "The language for problems.",
    );
    parameters.push(language.build());
    parameters
}
