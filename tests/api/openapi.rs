//! The description against what is served: both name the same addresses and methods, and every answer that any test of
//! this program gets is one that the description knows of.

use crate::world::{Answer, worlds};
use api::paths::desk;
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Headers that mean something to a program, and so must be described where they come.
const TELLING: [&str; 4] = [
    "location",
    "retry-after",
    "www-authenticate",
    "idempotency-replayed",
];

fn description() -> &'static Value {
    static DESCRIPTION: OnceLock<Value> = OnceLock::new();
    DESCRIPTION.get_or_init(|| serde_json::to_value(server::api::description()).expect("JSON"))
}

/// The described address that this path is one of.
fn template(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or(path);
    let fits = |template: &str| {
        template.split('/').count() == path.split('/').count()
            && template
                .split('/')
                .zip(path.split('/'))
                .all(|(a, b)| a == b || (a.starts_with('{') && !b.is_empty()))
    };
    description()["paths"]
        .as_object()
        .expect("paths")
        .keys()
        .map(String::as_str)
        .find(|template| fits(template))
}

/// Whether the description foresees this answer.
pub(crate) fn assert_described(method: &Method, path: &str, answer: &Answer) {
    if !path.starts_with("/api/") || method == Method::HEAD {
        return;
    }
    let Some(template) = template(path) else {
        return assert_eq!(answer.problem(), "no-such-address", "{path} is not described");
    };
    let operation = &description()["paths"][template][method.as_str().to_lowercase()];
    if operation.is_null() {
        return assert_eq!(
            answer.problem(),
            "method-not-allowed",
            "{method} {template} is not described"
        );
    }
    let told = &operation["responses"][answer.status.as_str()];
    assert!(
        !told.is_null(),
        "{method} {template}: {} is not described: {}",
        answer.status,
        answer.text
    );
    let schema = &told["content"][answer.header("content-type")]["schema"];
    assert!(
        !schema.is_null(),
        "{method} {template}: {} in {}",
        answer.status,
        answer.header("content-type")
    );
    if !answer.status.is_success() {
        let kind = format!("`/problems/{}`", answer.problem());
        assert!(
            told["description"]
                .as_str()
                .is_some_and(|words| words.contains(&kind)),
            "{method} {template}: {kind}"
        );
    }
    for name in TELLING.iter().filter(|name| answer.headers.contains_key(**name)) {
        let headers = told["headers"].as_object().into_iter().flatten();
        let described = headers
            .map(|(name, _)| name.to_lowercase())
            .any(|described| described == *name);
        assert!(
            described,
            "{method} {template}: {} comes with {name}",
            answer.status
        );
    }
    assert_shape(schema, &answer.body, template);
}

/// Every field is described, and every field that is needed is there.
fn assert_shape(schema: &Value, body: &Value, place: &str) {
    let schema = match schema["$ref"].as_str() {
        Some(name) => description()
            .pointer(name.trim_start_matches('#'))
            .expect("a schema of that name"),
        None => schema,
    };
    if let Some(items) = body.as_array() {
        for item in items {
            assert_shape(&schema["items"], item, place);
        }
    }
    let (Some(properties), Some(fields)) = (schema["properties"].as_object(), body.as_object()) else {
        return;
    };
    for (name, value) in fields {
        let described = properties
            .get(name)
            .unwrap_or_else(|| panic!("{place}: {name} is not described"));
        assert_shape(described, value, place);
    }
    for needed in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        assert!(fields.contains_key(needed), "{place}: {needed} is missing");
    }
}

#[tokio::test]
async fn what_is_served_is_described_and_what_is_described_is_served() {
    for world in worlds().await {
        let answer = world.get(api::paths::OPENAPI).send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.text_of("openapi").as_str()),
            (200, "3.1.0")
        );
        assert_eq!(&answer.body, description());
        let described = answer.body["paths"].as_object().expect("paths");
        let of_the_desk = server::desk::endpoints()
            .into_iter()
            .map(|endpoint| endpoint.path);
        let served = server::api::endpoints().into_iter().map(|(path, _)| path);
        let served: BTreeSet<&str> = served.chain(of_the_desk).collect();
        assert_eq!(
            described.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            served
        );
        for (path, operations) in described {
            // A method that no address has: the answer lists those that this one has.
            let call = world.call(Method::PUT, &path.replace("{code}", "K7M2Q9XT4J"));
            let refused = call.send().await;
            assert_eq!(
                (refused.status.as_u16(), refused.problem()),
                (405, "method-not-allowed"),
                "{path}"
            );
            let allowed: BTreeSet<String> = refused
                .header("allow")
                .split(',')
                .map(|m| m.trim().to_lowercase())
                .collect();
            let mut expected: BTreeSet<String> = operations
                .as_object()
                .expect("operations")
                .keys()
                .cloned()
                .collect();
            if expected.contains("get") {
                expected.insert("head".into());
            }
            assert_eq!(allowed, expected, "{path}");
        }
    }
}

#[test]
fn the_paths_of_both_sides_are_those_described() {
    let paths = [
        api::paths::REQUESTS.to_owned(),
        api::paths::request("{code}"),
        api::paths::lines("{code}"),
        api::paths::withdrawal("{code}"),
        api::paths::appointment("{code}"),
        api::paths::cancellation("{code}"),
        api::paths::calendar("{code}"),
        api::paths::data("{code}"),
        api::paths::waiting("{code}"),
        api::paths::waiting_end("{code}"),
        api::paths::acceptance("{code}"),
        api::paths::refusal("{code}"),
        api::paths::unsharing("{code}"),
        api::paths::objection("{code}"),
        api::paths::TIMES.to_owned(),
        api::paths::HOLDS.to_owned(),
        api::paths::RELEASE.to_owned(),
        api::paths::FEEDBACK.to_owned(),
        api::paths::OPENAPI.to_owned(),
    ];
    let of_the_desk = [
        desk::SESSION,
        desk::SESSION_CODE,
        desk::SESSION_END,
        desk::ME,
        desk::SESSIONS,
        desk::PASSWORD,
        desk::PROVIDERS,
        desk::SESSION_PROVIDER,
        desk::SESSION_PROVIDER_END,
    ]
    .into_iter()
    .chain([
        desk::SETUP,
        desk::SETUP_DONE,
        desk::STAFF,
        desk::RECORD,
        desk::NUMBERS,
        desk::NUMBERS_CSV,
        desk::PURGES,
        desk::REQUESTS,
        desk::TIMES,
        desk::HOLDS,
    ])
    .map(str::to_owned)
    .chain([desk::session_end("{id}")])
    .chain(["disable", "grants", "reset", "provider"].map(|verb| desk::staff("{id}", verb)))
    .chain(["open", "take", "answer", "close", "record"].map(|verb| desk::request("{code}", verb)))
    .chain(
        [
            desk::AGENDA,
            desk::AGENDA_RULES,
            desk::AGENDA_MISSED,
            desk::AGENDA_TEAM,
        ]
        .map(str::to_owned),
    )
    .chain(["openings", "absences", "closures"].map(desk::agenda_edit))
    .chain(["openings", "absences", "closures"].map(desk::agenda_preview))
    .chain([
        desk::attendance("{id}"),
        desk::appointment("{code}"),
        desk::cancellation("{code}"),
    ])
    .chain([desk::WAITING.to_owned()])
    .chain(["proposals", "proposals/end", "offers"].map(|verb| desk::request("{code}", verb)))
    .chain([desk::project("{code}")])
    .chain(
        ["open", "version", "review", "share", "unshare", "close", "reopen"]
            .map(|verb| desk::project_verb("{code}", verb)),
    )
    .chain(
        [
            "colleagues",
            "hand-over",
            "notes",
            "contacts",
            "next",
            "alike",
            "reopen",
        ]
        .map(|verb| desk::request("{code}", verb)),
    )
    .chain(
        ["accept", "refuse", "take-back"].map(|verb| desk::request("{code}", &format!("hand-over/{verb}"))),
    );
    let paths: BTreeSet<String> = paths.into_iter().chain(of_the_desk).collect();
    let described = description()["paths"].as_object().expect("paths");
    assert_eq!(described.keys().cloned().collect::<BTreeSet<_>>(), paths);
}

#[test]
fn every_post_takes_a_key_and_every_answer_about_a_request_wants_the_secret() {
    for (path, operations) in description()["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let parameters = operation["parameters"].as_array().map_or(&[][..], Vec::as_slice);
            let keyed = parameters
                .iter()
                .any(|parameter| parameter["name"] == "Idempotency-Key" && parameter["in"] == "header");
            // The desk's cookie and roles are held against their own list: `desk::roles`.
            if path.starts_with("/api/v1/desk/") {
                let edits = ["openings", "absences", "closures"].map(desk::agenda_edit);
                let lasting = path.starts_with(desk::REQUESTS) || edits.contains(path);
                assert_eq!(keyed, method == "post" && lasting, "{method} {path}");
                continue;
            }
            // What changes nothing, or ends by itself, may be asked twice.
            let data = api::paths::data("{code}");
            let passing = [api::paths::TIMES, api::paths::HOLDS, api::paths::RELEASE, &data];
            let passing = passing.contains(&path.as_str());
            assert_eq!(keyed, method == "post" && !passing, "{method} {path}");
            let secret = operation["security"]
                .as_array()
                .is_some_and(|all| all[0].get("secret").is_some());
            assert_eq!(secret, path.contains("{code}"), "{method} {path}");
        }
    }
    assert_eq!(
        description()["components"]["securitySchemes"]["secret"]["scheme"],
        "bearer"
    );
}

#[test]
fn a_body_with_unknown_fields_is_described_as_refused() {
    for name in ["Draft", "NewLine", "FeedbackForm", "SaveProject", "GoalDraft"] {
        let schema = &description()["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
}
