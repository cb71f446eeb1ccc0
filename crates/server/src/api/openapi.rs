//! `/api/v1/openapi.json`: the interface described, from the handlers' own notes. What every handler has in common (keys,
//! secrets, problems) is added here, once. A test holds the description against what is served.

use super::{agenda, feedback, offers, project, requests};
use crate::desk;
use crate::problem::{Kind, PROBLEM_JSON};
use api::Problem;
use axum::Json;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Header, KnownFormat, Object, ObjectBuilder, OpenApi, Ref, Required, Response,
    ResponseBuilder, SchemaFormat, Type,
};
use utoipa::{OpenApi as _, openapi};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Polo sociale territoriale",
        version = "1",
        description = "The first contact with a Polo: a request for an appointment or a call-back, and what becomes of it. \
            Bodies are JSON in UTF-8, at most 128 KiB. Problems are RFC 9457, in the language of `Accept-Language`. \
            A `POST` with an `Idempotency-Key` is carried out once and answered alike for 24 hours.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    paths(
        requests::create, requests::show, requests::add_line, requests::withdraw, requests::data, agenda::times,
        agenda::hold, agenda::release, agenda::choose, agenda::cancel, agenda::calendar, offers::wait, offers::leave,
        offers::accept, offers::refuse, feedback::create, project::unshare, project::object, show
    ),
    components(schemas(Problem)),
    tags(
        (name = "requests", description = "Requests for an appointment or a call-back."),
        (name = "agenda", description = "Times that can be booked, and who has them."),
        (name = "offers", description = "Who waits for a time, and times offered."),
        (name = "feedback", description = "What readers say of pages."),
        (name = "description", description = "This description."),
    )
)]
struct Described;

/// This description.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "description", operation_id = "show_description",
    responses((status = 200, body = Object, description = "OpenAPI 3.1."))
)]
pub(super) async fn show() -> Json<OpenApi> {
    Json(description())
}

const SECRET: &str = "secret";

/// The whole description.
pub fn description() -> OpenApi {
    let mut description = Described::openapi();
    let scheme = Http::builder()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The secret of the receipt."))
        .build();
    if let Some(components) = &mut description.components {
        components.add_security_scheme(SECRET, SecurityScheme::Http(scheme));
    }
    description.merge(desk::described());
    for (path, item) in &mut description.paths.paths {
        if path.starts_with("/api/v1/desk/") {
            for (posts, operation) in [(false, &mut item.get), (true, &mut item.post)] {
                if let Some(operation) = operation {
                    let kinds = desk::describe(path, posts, operation);
                    refusals(operation, &kinds);
                }
            }
            continue;
        }
        let of_a_request = path.contains("{code}");
        for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
            complete(operation, of_a_request);
        }
    }
    description
}

/// What goes for every operation of its sort.
fn complete(operation: &mut Operation, of_a_request: bool) {
    let posts = operation.request_body.is_some();
    // What changes nothing, or ends by itself, may be asked twice without one.
    let id = operation.operation_id.clone().unwrap_or_default();
    let takes_key = !matches!(
        id.as_str(),
        "list_times" | "create_hold" | "release_hold" | "request_data"
    );
    let mut parameters = Vec::new();
    let mut kinds = vec![Kind::TooSlow, Kind::Broken];
    if of_a_request {
        parameters.push(code());
        operation.security = Some(vec![SecurityRequirement::new(SECRET, Vec::<String>::new())]);
        kinds.extend([
            Kind::BadCode,
            Kind::NoSecret,
            Kind::NoSuchRequest,
            Kind::Throttled,
            Kind::Unavailable,
        ]);
    }
    if let Some(body) = &mut operation.request_body {
        body.required = Some(Required::True);
        if takes_key {
            parameters.push(key());
            kinds.extend([Kind::BadKey, Kind::KeyReused]);
        }
        kinds.extend([
            Kind::Malformed,
            Kind::TooLarge,
            Kind::UnsupportedMediaType,
            Kind::Fields,
        ]);
        kinds.extend([Kind::Throttled, Kind::Unavailable]);
    }
    kinds.extend(own_kinds(&id));
    // What is left of a request that was taken back is given as well.
    if posts && of_a_request && id != "request_data" {
        kinds.push(Kind::AlreadyWithdrawn);
    }
    if posts || of_a_request {
        parameters.push(language());
    }
    operation.parameters.get_or_insert_default().extend(parameters);
    refusals(operation, &kinds);
}

/// The problems that an operation can answer with.
fn refusals(operation: &mut Operation, kinds: &[Kind]) {
    // In the order in which the kinds are listed, so that the description is the same each time.
    for kind in Kind::ALL.iter().filter(|kind| kinds.contains(kind)) {
        let same = kinds.iter().filter(|other| other.status() == kind.status());
        let mut words: Vec<&str> = same.map(|other| other.word()).collect();
        words.sort_unstable();
        words.dedup();
        operation
            .responses
            .responses
            .insert(kind.status().as_str().to_owned(), problem(*kind, &words).into());
    }
}

/// What only this operation is refused for.
fn own_kinds(operation: &str) -> Vec<Kind> {
    match operation {
        "add_line" => vec![Kind::Closed, Kind::TooManyLines],
        "choose_time" => vec![Kind::Closed, Kind::TooLate],
        "cancel_appointment" => vec![Kind::Closed, Kind::TooLate, Kind::NoAppointment],
        "wait" => vec![Kind::Closed, Kind::HasAppointment],
        "wait_no_more" => vec![Kind::Closed],
        "accept_offer" | "refuse_offers" => vec![Kind::Closed, Kind::OfferGone],
        "unshare_project" => vec![Kind::NotShared],
        "object_to_project" => vec![Kind::NotShared, Kind::Closed, Kind::TooManyLines],
        "show_calendar" => vec![Kind::NoAppointment],
        _ => Vec::new(),
    }
}

fn problem(kind: Kind, words: &[&str]) -> Response {
    let types: Vec<String> = words.iter().map(|word| format!("`/problems/{word}`")).collect();
    // The one problem that brings something along.
    let schema = if words.contains(&Kind::ProjectChanged.word()) {
        "ProjectConflict"
    } else {
        "Problem"
    };
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(schema)))
        .build();
    let response = ResponseBuilder::new()
        .description(types.join(", "))
        .content(PROBLEM_JSON, content);
    let text = || Header::new(Object::with_type(Type::String));
    let seconds = Object::with_type(Type::Integer);
    match kind {
        Kind::Throttled | Kind::Unavailable => response.header("Retry-After", Header::new(seconds)).build(),
        Kind::NoSecret => response.header("WWW-Authenticate", text()).build(),
        _ => response.build(),
    }
}

fn code() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .examples(["K7M2Q9XT4J"]);
    parameter(
        "code",
        ParameterIn::Path,
        "The code of the receipt; hyphens and small letters do no harm.",
    )
    .required(Required::True)
    .schema(Some(schema))
    .build()
}

pub(crate) fn key() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
        .min_length(Some(1))
        .max_length(Some(128))
        .pattern(Some("^[!-~]{1,128}$"));
    let words = "Chosen by the sender at random, one a sending. The same key with the same body gets the first answer \
        again, with `Idempotency-Replayed: true`; with another body, 422. It opens that answer: keep it to yourself.";
    parameter("Idempotency-Key", ParameterIn::Header, words)
        .schema(Some(schema))
        .build()
}

fn language() -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String).examples(["en"]);
    parameter(
        "Accept-Language",
        ParameterIn::Header,
        "The language for problems and for the path of the link.",
    )
    .schema(Some(schema))
    .build()
}

fn parameter(name: &str, place: ParameterIn, description: &str) -> ParameterBuilder {
    openapi::path::ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .description(Some(description))
}
