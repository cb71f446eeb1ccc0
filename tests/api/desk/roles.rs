//! Every address of the desk, asked as each role, in its scope and out of it: what `domain::role::TABLE` says is what happens.

use super::{Worker, refusal};
use crate::world::{Answer, World, worlds};
use domain::desk::Reason;
use domain::role::{Action, Role, may};
use reqwest::Method;
use serde_json::{Value, json};
use server::desk::{Endpoint, endpoints};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Acting, By, Deed, NewHandOver, Once};

/// So that nobody who asks is the one before.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A request of somebody who has sent none before; gives its code.
async fn asked(world: &World, request: &Value) -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let address = format!("198.51.{}.{}", number / 256 % 256, number % 256);
    let sent = world.post(api::paths::REQUESTS, request).from(address.leak());
    sent.send().await.text_of("code").replace('-', "")
}

/// What the endpoint takes, so that nothing but the role decides; `{code}` and `{id}` are in the path already.
fn body(path: &str, login: &str, other: &str) -> Value {
    match path.rsplit('/').next().unwrap_or_default() {
        // Each finds version 1: see `prepare`.
        "project" => super::project::plan(1, "Una casa"),
        "version" => json!({ "version": 1 }),
        "review" => json!({ "version": 1, "held_on": "2026-11-20", "seen": "Va meglio." }),
        "share" => json!({ "version": 1, "given": "by_phone" }),
        "close" if path.ends_with("project/close") => json!({ "version": 1, "outcome": "reached" }),
        "answer" | "notes" => json!({ "text": "Una riga." }),
        "close" => json!({ "outcome": "helped" }),
        "requests" => json!({
            "motive": "casa", "polo": "san-leonardo", "reply_by": "code", "agreed_by": "person", "agreed_how": "phone",
        }),
        "times" => json!({ "motive": "casa", "polo": "san-leonardo" }),
        "holds" => json!({ "motive": "casa", "polo": "san-leonardo", "start": "2026-12-03T09:00:00Z" }),
        "reopen" if path.contains("/project/") => json!({}),
        "reopen" | "refuse" => json!({ "why": "Serve ancora." }),
        "hand-over" => json!({ "polo": "pablo" }),
        "contacts" => json!({ "way": "phone", "reached": "no_answer" }),
        "next" => json!({ "on": "2027-01-07", "text": "Richiamare." }),
        "alike" => json!({ "code": other, "verdict": "same" }),
        "staff" => {
            json!({ "name": "Nuova", "login": login, "grants": ["front_desk:san-leonardo:accoglienza"] })
        }
        "grants" => json!({ "grants": ["front_desk:san-leonardo:accoglienza"] }),
        "proposals" => json!({ "times": ["2026-11-26T09:00:00Z", "2026-11-26T10:00:00Z"] }),
        "password" => json!({ "current": "non questa qui", "password": "cinque alberi verdi" }),
        _ => json!({}),
    }
}

async fn ask(
    world: &World,
    endpoint: &Endpoint,
    session: Option<&str>,
    (code, other): (&str, &str),
    id: &str,
) -> Answer {
    let path = endpoint.path.replace("{code}", code).replace("{id}", id);
    let call = if endpoint.method == Method::GET {
        world.get(&path)
    } else {
        // A login of its own for each account that is given.
        let login = format!("x{:05}", NEXT.fetch_add(1, Ordering::Relaxed));
        let body =
            super::agenda::body(endpoint.path, id).unwrap_or_else(|| body(endpoint.path, &login, other));
        world.desk_post(&path, &body)
    };
    match session {
        Some(session) => call.header("Cookie", session).send().await,
        None => call.send().await,
    }
}

/// The id of an appointment that has begun.
async fn begun(world: &World) -> String {
    let mut request = crate::agenda::booking(world, crate::agenda::FIRST, "");
    request["polo"] = "san-leonardo".into();
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    world.set_clock("2026-11-26T09:30:00Z");
    let days = store::Between {
        from: "2026-11-26T00:00:00Z".parse().expect("an instant"),
        until: "2026-11-27T00:00:00Z".parse().expect("an instant"),
        polo: "",
        worker: "",
    };
    let all = world.store.agenda().appointments(&days).await.expect("read");
    all[0].id.clone()
}

/// Brings a request to where the endpoint has something to do.
async fn prepare(world: &World, helper: &Worker, path: &str, code: &str) {
    let (code, why) = (code.parse().expect("a code"), Reason::default());
    let acting = Acting {
        code: &code,
        by: By {
            staff: Some(&helper.id),
            name: "Chi aiuta",
        },
        now: world.state.clock.now(),
        once: &Once::none(),
    };
    let here = NewHandOver {
        to: None,
        polo: "san-leonardo",
        area: "accoglienza",
        why: &why,
    };
    let deed = match path.rsplit('/').next() {
        // A project of the request's own is opened again elsewhere.
        Some("reopen") if !path.contains("/project/") => Deed::Close(None),
        Some("accept" | "refuse" | "take-back") => Deed::HandOver(&here),
        _ => return,
    };
    let done = world.store.casework().act(&acting, deed).await;
    done.expect("prepared");
}

#[tokio::test]
async fn each_role_does_what_the_table_says_in_its_scope_and_nothing_beyond() {
    for world in worlds().await {
        let giulia = crate::agenda::thursdays(&world, "san-leonardo", "casa").await;
        let appointment = begun(&world).await;
        let mut request = world.least();
        request["polo"] = "san-leonardo".into();
        request["motive"] = "casa".into();
        request["phone"] = "333 1234567".into();
        let other = asked(&world, &request).await;
        let helper = world.worker("aiuta", &["coordinator:*:*"]).await;
        let member = world
            .worker("altra", &["front_desk:san-leonardo:accoglienza"])
            .await;
        // The last administrator cannot be taken away: here is another.
        world.worker("capo", &["administrator:*:*"]).await;
        for &role in Role::ALL {
            for (scope, here) in [
                ("*:*", true),
                ("san-leonardo:accoglienza", true),
                ("*:disabilita", false),
                ("lubiana-cittadella:*", false),
            ] {
                let login = format!("{}.{}", role.word(), scope.replace([':', '*'], "_"));
                let worker = world.worker(&login, &[&format!("{}:{scope}", role.word())]).await;
                // Long enough for wrong passwords to be forgotten.
                world.let_pass(jiff::SignedDuration::from_hours(1));
                let mut session = world.signed_in(&worker).await;
                for endpoint in endpoints() {
                    let Some(action) = endpoint.action else { continue };
                    let code = if endpoint.path.contains("{code}") {
                        let code = asked(&world, &request).await;
                        prepare(&world, &helper, endpoint.path, &code).await;
                        if endpoint.path.contains("/project") {
                            super::project::prepare(&world, &code).await;
                        }
                        code
                    } else {
                        String::new()
                    };
                    let id = match endpoint.path {
                        path if path.contains("/appointments/") => &appointment,
                        path if path.contains("/agenda/") => &giulia,
                        _ => &member.id,
                    };
                    let answer = ask(&world, &endpoint, Some(&session), (&code, &other), id).await;
                    if ["/session/end", "/session/provider/end"]
                        .iter()
                        .any(|end| endpoint.path.ends_with(end))
                    {
                        session = world.signed_in(&worker).await;
                    }
                    let named = endpoint.path.contains('{')
                        || endpoint.method == Method::POST
                            && (endpoint.path.contains("/agenda/")
                                || ["/staff", "/requests", "/times", "/holds"]
                                    .iter()
                                    .any(|end| endpoint.path.ends_with(end)));
                    // A closed day is of every area of its Polo.
                    let everywhere = ["/desk/record", "/desk/purges", "/closures", "/closures/preview"]
                        .iter()
                        .any(|path| endpoint.path.ends_with(path));
                    let within = match action {
                        Action::OwnAccount => true,
                        _ if everywhere => scope == "*:*",
                        _ => here || !named,
                    };
                    let allowed = may(role, action) && within;
                    let what = format!(
                        "{} {} as {login}: {}",
                        endpoint.method, endpoint.path, answer.text
                    );
                    if allowed {
                        assert_ne!(answer.status, 403, "{what}");
                        // Somebody else's session and a password that is not one's own are refused for what they are; so are
                        // a change without its preview, a time that another has, an appointment that is not there.
                        let other = match action {
                            Action::OwnAccount => matches!(answer.status.as_u16(), 401 | 404),
                            Action::Book | Action::EditOpenings | Action::EditAbsences => {
                                matches!(answer.status.as_u16(), 409 | 422)
                            }
                            _ => false,
                        };
                        assert!(answer.status.is_success() || other, "{what}");
                    } else {
                        assert_eq!(refusal(&answer), (403, "forbidden"), "{what}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn without_a_session_every_address_but_the_first_says_sign_in() {
    for world in worlds().await {
        for endpoint in endpoints().iter().filter(|endpoint| endpoint.action.is_some()) {
            for session in [
                None,
                Some("__Host-polo-desk=nonsense"),
                Some("polo-desk=00000000000000000000000000"),
            ] {
                let answer = ask(&world, endpoint, session, ("K7M2Q9XT4J", ""), "x").await;
                assert_eq!(refusal(&answer), (401, "not-signed-in"), "{}", endpoint.path);
            }
        }
    }
}

#[tokio::test]
async fn whoever_may_not_is_told_before_what_they_sent_is_looked_at() {
    for world in worlds().await {
        let auditor = world.worker("aldo", &["auditor:*:*"]).await;
        let session = world.signed_in(&auditor).await;
        let nonsense = world
            .desk_post("/api/v1/desk/requests/nonsense/take", &json!({ "un": "known" }))
            .header("Cookie", &session);
        assert_eq!(refusal(&nonsense.send().await), (403, "forbidden"));
    }
}
