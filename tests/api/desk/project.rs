//! `/api/v1/desk/requests/{code}/project`, and what the person finds of it under their code.

use super::refusal;
use crate::messages::peers::{MAILBOX, MailServer, worker};
use crate::world::{Answer, World, worlds};
use api::paths::desk as paths;
use domain::project::{ActionDraft, Draft, Given, GoalDraft};
use serde_json::{Value, json};
use store::{Notify, ProjectChange, WrittenBy};

/// What nobody but the staff may read.
const NOTE: &str = "ha paura dello zio";

pub(super) fn plan(version: u32, goal: &str) -> Value {
    json!({
        "version": version,
        "goals": [{ "what": goal, "sign": "quando dormo la notte", "by": "2027-03-31" }],
        "actions": [
            { "what": "Fare l'ISEE", "who": "person", "by": "2026-12-15" },
            { "what": "Parlare con la scuola", "who": "other", "name": "Nonna Lucia", "state": "doing" },
        ],
        "review_on": "2027-01-20",
        "note": NOTE,
    })
}

/// Gives the request a project, by nobody who is signed in.
pub(super) async fn prepare(world: &World, code: &str) {
    write(world, code, &draft()).await;
}

/// A project that the person has under their code.
pub(crate) async fn shared(world: &World, code: &str) {
    let mut draft = draft();
    NOTE.clone_into(&mut draft.note);
    "2027-01-20".clone_into(&mut draft.review_on);
    let action = |what: &str, who: &str, name: &str, by: &str| ActionDraft {
        what: what.to_owned(),
        who: who.to_owned(),
        name: name.to_owned(),
        by: by.to_owned(),
        ..ActionDraft::default()
    };
    draft.actions = vec![
        action("Chiedere l'ISEE", "person", "", "2026-12-15"),
        action("Stare con i bambini", "other", "Nonna Lucia", ""),
    ];
    write(world, code, &draft).await;
    let given = Given::InPerson;
    change(world, code, ProjectChange::Share { based_on: 1, given }).await;
}

fn draft() -> Draft {
    let goal = GoalDraft {
        what: "Una casa".to_owned(),
        ..GoalDraft::default()
    };
    Draft {
        goals: vec![goal],
        ..Draft::default()
    }
}

async fn write(world: &World, code: &str, draft: &Draft) {
    let plan = draft.check(Vec::new()).expect("a plan");
    let (based_on, plan) = (0, &plan);
    change(world, code, ProjectChange::Write { based_on, plan }).await;
}

async fn change(world: &World, code: &str, change: ProjectChange<'_>) {
    let by = WrittenBy {
        who: "Nessuno",
        now: world.state.clock.now(),
        notify: &Notify::nobody(),
        zone: server::clock::rome(),
    };
    let code = code.parse().expect("a code");
    let done = world.store.projects().change(&code, change, by).await;
    done.expect("done");
}

struct Desk<'a> {
    world: &'a World,
    session: String,
    code: String,
    secret: String,
}

impl<'a> Desk<'a> {
    /// A social worker of everywhere, and a request.
    async fn open(world: &'a World) -> Desk<'a> {
        let (code, secret) = world.sent().await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        Desk {
            world,
            session,
            code: code.replace('-', ""),
            secret,
        }
    }

    async fn save(&self, plan: &Value) -> Answer {
        self.world
            .act(&self.session, &paths::project(&self.code), plan)
            .await
    }

    async fn act(&self, verb: &str, body: Value) -> Answer {
        let path = paths::project_verb(&self.code, verb);
        self.world.act(&self.session, &path, &body).await
    }

    async fn share(&self, version: u32) {
        let shared = self
            .act("share", json!({ "version": version, "given": "in_person" }))
            .await;
        assert_eq!(shared.text_of("status"), "shared", "{}", shared.text);
    }

    /// What the person finds.
    async fn found(&self) -> Answer {
        let path = api::paths::request(&self.code);
        self.world.get(&path).secret(&self.secret).send().await
    }

    async fn says(&self, path: &str, body: &Value, key: &str) -> Answer {
        let call = self.world.post(path, body).secret(&self.secret);
        call.key(key).send().await
    }
}

#[tokio::test]
async fn what_is_written_is_the_persons_to_read_once_they_have_agreed() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        let none = desk.act("open", json!({})).await;
        assert_eq!(
            (none.body["version"].as_u64(), none.text_of("status")),
            (Some(0), String::new())
        );
        let saved = desk.save(&plan(0, "Una casa vicino alla scuola")).await;
        assert_eq!(saved.text_of("status"), "draft", "{}", saved.text);
        assert_eq!(saved.body["plan"]["actions"][0]["state"], "to_do");
        assert!(desk.found().await.body["project"].is_null());
        desk.share(1).await;
        let found = desk.found().await;
        let project = &found.body["project"];
        assert_eq!(project["goals"][0]["what"], "Una casa vicino alla scuola");
        assert_eq!(project["actions"][1]["name"], "Nonna Lucia");
        assert_eq!(project["review_on"], "2027-01-20");
        assert!(!found.text.contains(NOTE), "the note is the staff's");
        let opened = desk.act("open", json!({})).await;
        assert_eq!(opened.body["plan"]["note"], NOTE);
        assert_eq!(opened.body["agreement"]["who"], "Nome di sara");
        let openings = desk.found().await.body["openings"].clone();
        assert_eq!(openings.as_array().map(Vec::len), Some(1), "{openings}");
        assert_eq!(openings[0]["who"], "Nome di sara");
    }
}

#[tokio::test]
async fn whoever_was_too_late_is_given_what_is_there_and_may_go_on_from_it() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        desk.save(&plan(0, "Una casa")).await;
        desk.save(&plan(1, "Una casa con il sole")).await;
        let late = desk.save(&plan(1, "Un lavoro")).await;
        assert_eq!(refusal(&late), (409, "project-changed"));
        let current = &late.body["current"];
        assert_eq!(current["version"], 2);
        assert_eq!(current["plan"]["goals"][0]["what"], "Una casa con il sole");
        let then = desk.save(&plan(2, "Un lavoro")).await;
        assert_eq!(then.body["version"], 3, "{}", then.text);
        let first = desk.act("version", json!({ "version": 1 })).await;
        assert_eq!(first.body["plan"]["goals"][0]["what"], "Una casa");
        assert_eq!(first.body["version"]["who"], "Nome di sara");
        let none = desk.act("version", json!({ "version": 9 })).await;
        assert_eq!(refusal(&none), (404, "no-project"));
    }
}

#[tokio::test]
async fn each_field_says_what_is_wrong_with_it() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        let mut slips = plan(0, "");
        slips["actions"][0]["who"] = "king".into();
        slips["review_on"] = "presto".into();
        let refused = desk.save(&slips).await;
        let expected = [
            ("goals.0.what", "missing"),
            ("actions.0.who", "not_offered"),
            ("review_on", "day_form"),
        ];
        assert_eq!(refused.errors(), expected);
        assert_eq!(refused.problem(), "fields");
        let empty = desk.save(&json!({})).await;
        assert_eq!(empty.errors(), [("goals", "missing")]);
        let strange = desk.save(&json!({ "version": "1", "goals": ["a"] })).await;
        assert_eq!(strange.errors(), [("version", "not_a_number")]);
        let unknown = desk.save(&json!({ "goals": [{ "wat": "x" }] })).await;
        assert_eq!(unknown.problem(), "malformed");
        let ahead = desk
            .act(
                "review",
                json!({ "version": 1, "held_on": "2030-01-01", "seen": "" }),
            )
            .await;
        assert_eq!(ahead.errors(), [("held_on", "day_ahead"), ("seen", "missing")]);
        let how = desk.act("share", json!({ "version": 1, "given": "" })).await;
        assert_eq!(how.errors(), [("given", "missing")]);
    }
}

#[tokio::test]
async fn the_person_takes_it_off_their_page_and_is_answered_alike_when_they_ask_again() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        let path = api::paths::unsharing(&desk.code);
        let early = desk.says(&path, &json!({}), "early").await;
        assert_eq!(refusal(&early), (409, "not-shared"));
        desk.save(&plan(0, "Una casa")).await;
        desk.share(1).await;
        let off = desk.says(&path, &json!({}), "off").await;
        assert_eq!((off.status.as_u16(), off.body["project"].is_null()), (200, true));
        let again = desk.says(&path, &json!({}), "off").await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(desk.act("open", json!({})).await.text_of("status"), "draft");
        let stranger = world.post(&path, &json!({})).secret("00000000000000000000000000");
        assert_eq!(refusal(&stranger.send().await), (404, "no-such-request"));
    }
}

#[tokio::test]
async fn a_doubt_reaches_the_polo_as_a_line_and_a_mark() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        desk.save(&plan(0, "Una casa")).await;
        desk.share(1).await;
        let path = api::paths::objection(&desk.code);
        let empty = desk.says(&path, &json!({ "text": " " }), "empty").await;
        assert_eq!(empty.errors(), [("text", "missing")]);
        let words = json!({ "text": "La scuola la chiamo io." });
        let said = desk.says(&path, &words, "doubt").await;
        assert_eq!(
            (said.status.as_u16(), &said.body["project"]["objected"]),
            (201, &json!(true))
        );
        assert_eq!(said.body["lines"][0]["text"], "La scuola la chiamo io.");
        let again = desk.says(&path, &words, "doubt").await;
        assert_eq!(again.body["lines"].as_array().map(Vec::len), Some(1));
        assert!(desk.act("open", json!({})).await.body["objected_at"].is_string());
        desk.save(&plan(1, "Una casa, e la scuola la chiama lei")).await;
        assert_eq!(desk.found().await.body["project"]["objected"], false);
    }
}

#[tokio::test]
async fn it_is_looked_at_again_and_ends_with_a_word() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        desk.save(&plan(0, "Una casa")).await;
        desk.share(1).await;
        let review = json!({
            "version": 1, "held_on": "2026-11-23", "seen": "Dorme meglio.", "next": "Cercare ancora.",
            "next_on": "2027-02-20",
        });
        let held = desk.act("review", review).await;
        assert_eq!(held.body["plan"]["review_on"], "2027-02-20", "{}", held.text);
        let found = desk.found().await;
        assert_eq!(found.body["project"]["reviews"][0]["seen"], "Dorme meglio.");
        let end = json!({ "version": 2, "outcome": "reached", "words": "Hai le chiavi." });
        assert_eq!(desk.act("close", end).await.text_of("status"), "closed");
        let found = desk.found().await;
        assert_eq!(found.body["project"]["outcome"], "reached");
        assert_eq!(found.body["project"]["ending"], "Hai le chiavi.");
        assert_eq!(
            refusal(&desk.save(&plan(2, "Altro")).await),
            (409, "project-closed")
        );
        assert_eq!(desk.act("reopen", json!({})).await.text_of("status"), "shared");
    }
}

#[tokio::test]
async fn a_withdrawal_takes_it_along_and_nothing_can_be_written_then() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        desk.save(&plan(0, "Una casa")).await;
        desk.share(1).await;
        let path = api::paths::withdrawal(&desk.code);
        let withdrawn = desk.says(&path, &json!({}), "away").await;
        assert_eq!(
            (withdrawn.status.as_u16(), withdrawn.body["project"].is_null()),
            (200, true)
        );
        assert_eq!(
            refusal(&desk.save(&plan(1, "Una casa")).await),
            (409, "person-withdrew")
        );
        assert_eq!(desk.act("open", json!({})).await.body["version"], 0);
    }
}

#[tokio::test]
async fn whoever_answers_at_the_door_does_not_read_it() {
    for world in worlds().await {
        let desk = Desk::open(&world).await;
        desk.save(&plan(0, "Una casa")).await;
        let door = world.worker("dora", &["front_desk:*:*"]).await;
        let session = world.signed_in(&door).await;
        let path = paths::project_verb(&desk.code, "open");
        assert_eq!(
            refusal(&world.act(&session, &path, &json!({})).await),
            (403, "forbidden")
        );
        let elsewhere = world
            .worker("elsa", &["social_worker:lubiana-cittadella:*"])
            .await;
        let session = world.signed_in(&elsewhere).await;
        assert_eq!(
            refusal(&world.act(&session, &path, &json!({})).await),
            (403, "forbidden")
        );
    }
}

#[tokio::test]
async fn the_day_of_talking_again_is_remembered_once_and_says_nothing_of_it() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let postman = worker(&world, &server.settings());
        let mut request = world.least_but("reply_by", "email");
        request["email"] = MAILBOX.into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        let code = sent.text_of("code").replace('-', "");
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let project = paths::project(&code);
        world.act(&session, &project, &plan(0, "Una casa")).await;
        let given = json!({ "version": 1, "given": "by_phone" });
        world.act(&session, &format!("{project}/share"), &given).await;
        // Nine in the morning in Italy, two days before the 20th.
        for (at, more) in [
            ("2027-01-18T07:59:00Z", 0),
            ("2027-01-18T08:00:00Z", 1),
            ("2027-01-18T09:00:00Z", 0),
        ] {
            world.set_clock(at);
            while postman.one().await.expect("sent") {}
            let came = server.all().await;
            assert_eq!(came.len(), more, "{at}");
            for mail in came {
                let text = mail["text"].as_str().expect("a text").replace("=\r\n", "");
                assert!(text.contains("20 gennaio"), "{text}");
                for word in ["casa", "ISEE", "Lucia", "progetto", &code] {
                    assert!(!text.contains(word), "{word} in {text}");
                }
            }
        }
    }
}
