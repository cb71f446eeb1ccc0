//! When the Polo answers, the person is told that there is an answer, and not which.

use crate::world::{World, worlds};
use domain::message::Kind;
use serde_json::json;
use store::State;

async fn answered(world: &World, code: &str) -> Vec<State> {
    let about = world.store.outbox().about(&code.parse().expect("a code")).await;
    let about = about.expect("read");
    let answered = about.iter().filter(|message| message.kind == Kind::Answered);
    answered.map(|message| message.state).collect()
}

#[tokio::test]
async fn whoever_may_be_written_to_is_told_once_of_what_has_not_gone_yet() {
    for world in worlds().await {
        let by_mail = json!({ "reply_by": "email", "email": "anna@example.org" });
        let (code, _) = world.asked(by_mail).await;
        let (silent, _) = world.asked(json!({ "email": "anna@example.org" })).await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        for code in [&code, &silent] {
            for text in ["Vieni martedì?", "Oppure mercoledì."] {
                sara.does(code, "answer", json!({ "text": text })).await;
            }
        }
        let mut states = answered(&world, &code).await;
        states.sort_by_key(|state| state.word());
        assert_eq!(states, [State::Dropped, State::Pending]);
        assert!(answered(&world, &silent).await.is_empty());
    }
}

#[tokio::test]
async fn they_are_told_in_the_language_they_wrote_in_and_nothing_of_the_answer() {
    for world in worlds().await {
        let mut request = world.least_but("reply_by", "email");
        request["email"] = "anna@example.org".into();
        let sent = world
            .post(api::paths::REQUESTS, &request)
            .header("Accept-Language", "en")
            .send()
            .await;
        let code = sent.text_of("code").replace('-', "");
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        sara.does(&code, "answer", json!({ "text": "Vieni martedì?" }))
            .await;
        let outbox = world.store.outbox();
        let claimed = outbox.claim(
            domain::message::Channel::Email,
            world.state.clock.now(),
            5,
            jiff::SignedDuration::from_mins(1),
        );
        let claimed = claimed.await.expect("claimed");
        assert_eq!((claimed.len(), claimed[0].kind), (1, Kind::Answered));
        assert_eq!(claimed[0].language, "en");
        let bundle = world.state.site.bundle(&claimed[0].language);
        let letter = server::messages::letter(bundle, claimed[0].kind, &claimed[0].fill).expect("words");
        assert!(
            !letter.body.contains("martedì") && !letter.body.contains(&code),
            "{}",
            letter.body
        );
    }
}
