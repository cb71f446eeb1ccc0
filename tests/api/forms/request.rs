//! The steps of the request, and its sending.

use super::{LEAST, keys, submit};
use crate::world::worlds;

#[tokio::test]
async fn an_answer_is_carried_on_to_the_next_step() {
    for world in worlds().await {
        let page = submit(
            &world,
            "/appuntamento/per-chi/",
            &[("from", "reason"), ("motive", "casa")],
        )
        .await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Per chi chiedi?"));
        assert!(page.text.contains(r#"value="casa" type="hidden" name="motive""#));
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_step_with_a_slip_comes_back_with_what_was_typed() {
    for world in worlds().await {
        let typed = [
            ("from", "reply"),
            ("motive", "casa"),
            ("reply_by", "phone"),
            ("phone", "12"),
            ("name", "Ada <b>"),
        ];
        let page = submit(&world, "/appuntamento/nota/", &typed).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("Il numero ha 2 cifre"));
        assert!(page.text.contains(r#"value="12""#));
        assert!(
            page.text.contains("Ada &lt;b&gt;") || page.text.contains("Ada \\u003cb"),
            "shown as text, never as HTML"
        );
        assert!(!page.text.contains("Ada <b>"));
        assert!(page.text.contains(r##"href="#field-phone""##));
    }
}

#[tokio::test]
async fn going_back_asks_nothing_and_loses_nothing() {
    for world in worlds().await {
        let typed = [
            ("from", "reply"),
            ("go", "unchecked"),
            ("motive", "casa"),
            ("phone", "12"),
        ];
        let page = submit(&world, "/appuntamento/esigenze/", &typed).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(r#"value="12" type="hidden" name="phone""#));
    }
}

#[tokio::test]
async fn an_answer_changed_from_the_summary_leads_back_to_it() {
    for world in worlds().await {
        let page = submit(
            &world,
            "/appuntamento/",
            &[("from", "summary"), ("go", "change"), ("motive", "casa")],
        )
        .await;
        assert!(page.text.contains(r#"action="/appuntamento/riepilogo/""#));
        let page = submit(
            &world,
            "/appuntamento/riepilogo/",
            &[("from", "reason"), ("changing", "true"), ("motive", "altro")],
        )
        .await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Altro, o non lo so"));
        assert!(
            page.text.contains("Come vuoi che ti rispondiamo")
                || page.text.contains("reply_by")
                || page.text.contains("field-reply_by")
        );
    }
}

#[tokio::test]
async fn what_is_sent_is_kept_and_the_receipt_opens_it() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        assert_eq!(receipt.status, 201);
        assert!(
            receipt.text.contains("lunedì 30 novembre 2026"),
            "five working days after Monday 23"
        );
        let (code, secret) = keys(&receipt.text);
        let view = world
            .get(&api::paths::request(&code))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(view.text_of("motive"), "casa");
        assert_eq!(world.listed().await.len(), 1);
    }
}

#[tokio::test]
async fn a_form_sent_twice_counts_once() {
    for world in worlds().await {
        let mut form = LEAST.to_vec();
        form.push(("key", "8f2a6c0d1e3b4a5968778695a4b3c2d1"));
        let first = submit(&world, "/appuntamento/ricevuta/", &form).await;
        let again = submit(&world, "/appuntamento/ricevuta/", &form).await;
        assert_eq!(keys(&first.text), keys(&again.text));
        assert_eq!(world.listed().await.len(), 1);
    }
}

#[tokio::test]
async fn without_consent_nothing_is_sent_and_nothing_is_lost() {
    for world in worlds().await {
        let mut form = LEAST[..4].to_vec();
        form.push(("note", "Una riga\r\nun'altra"));
        let page = submit(&world, "/appuntamento/ricevuta/", &form).await;
        assert_eq!(page.status, 422);
        assert!(
            page.text.contains("un'altra")
                || page.text.contains("un&#x27;altra")
                || page.text.contains("un&#39;altra")
        );
        assert!(page.text.contains(r##"href="#field-consent""##));
        assert!(world.listed().await.is_empty());
    }
}

/// Three lines of the self-assessment, one with what HTML must not take for its own.
const BROUGHT: [(&str, &str); 3] = [
    ("answers", "Quante persone vivono in casa? 3"),
    ("answers", "Hai un lavoro? <No> \"&\""),
    ("answers", "Paghi un affitto? Sì"),
];

/// The hidden pair of an answer that is carried on, as the page has it.
fn hidden(value: &str) -> String {
    format!(r#"value="{value}" type="hidden" name="answers""#)
}

/// The tick boxes of the answers on a summary: how many there are, and how many have a tick.
fn boxes(page: &str) -> (usize, usize) {
    let all: Vec<&str> = page
        .split('<')
        .filter(|tag| tag.starts_with("input") && tag.contains(r#"name="answers""#))
        .filter(|tag| tag.contains(r#"type="checkbox""#))
        .collect();
    let ticked = all.iter().filter(|tag| tag.contains(" checked"));
    (all.len(), ticked.count())
}

#[tokio::test]
async fn answers_that_are_brought_travel_from_step_to_step_and_are_seen_in_the_last() {
    for world in worlds().await {
        let to = |path: &'static str, steering: &[(&'static str, &'static str)]| {
            let form = [steering, &BROUGHT[..]].concat();
            let world = &world;
            async move { submit(world, path, &form).await }
        };
        let first = to("/appuntamento/", &[]).await;
        assert_eq!(first.status, 200);
        assert!(first.text.contains("Risposte che porti con te: 3"));
        let next = to(
            "/appuntamento/per-chi/",
            &[("from", "reason"), ("motive", "casa")],
        )
        .await;
        assert!(next.text.contains(&hidden("Quante persone vivono in casa? 3")));
        assert!(!next.text.contains("<No>"), "shown as text, never as HTML");
        assert!(!next.text.contains("Risposte che porti"));
        let last = to("/appuntamento/riepilogo/", &[("from", "note")]).await;
        assert_eq!(boxes(&last.text), (3, 3));
        assert!(last.text.contains("Le risposte che porti al Polo"));
        assert!(!last.text.contains(&hidden("Quante persone vivono in casa? 3")));
    }
}

#[tokio::test]
async fn a_line_without_its_tick_is_not_sent_and_the_others_stay_ticked_when_something_is_wrong() {
    for world in worlds().await {
        let ticked = [&LEAST[..], &BROUGHT[1..]].concat();
        let slip: Vec<(&str, &str)> = ticked
            .iter()
            .copied()
            .filter(|(name, _)| *name != "consent")
            .collect();
        let page = submit(&world, "/appuntamento/ricevuta/", &slip).await;
        assert_eq!((page.status.as_u16(), boxes(&page.text)), (422, (2, 2)));
        let receipt = submit(&world, "/appuntamento/ricevuta/", &ticked).await;
        assert_eq!(receipt.status, 201);
        let (code, _) = keys(&receipt.text);
        let opened = world.opened(&code, "Sara", "2026-11-23T10:00:00Z").await;
        let answers = opened.person.expect("a person").answers;
        let answers: Vec<&str> = answers.iter().map(domain::text::Text::as_str).collect();
        assert_eq!(answers, [BROUGHT[1].1, BROUGHT[2].1]);
    }
}

#[tokio::test]
async fn as_many_answers_as_fit_come_through_a_form_and_one_more_is_told_beside_them() {
    for world in worlds().await {
        let line = "🏠".repeat(300);
        let most = vec![("answers", line.as_str()); 80];
        let form = [&LEAST[..], &most].concat();
        assert_eq!(submit(&world, "/appuntamento/ricevuta/", &form).await.status, 201);
        let form = [&form[..], &[("answers", "Una di troppo?")]].concat();
        let page = submit(&world, "/appuntamento/ricevuta/", &form).await;
        assert_eq!((page.status.as_u16(), boxes(&page.text)), (422, (81, 81)));
        assert!(page.text.contains(r##"href="#field-answers""##));
        assert!(page.text.contains("Le risposte che porti sono 81"));
    }
}

#[tokio::test]
async fn an_hour_that_the_change_of_clock_skips_is_said() {
    for world in worlds().await {
        world.set_clock("2027-03-01T09:00:00Z");
        let typed = [("from", "when"), ("call_at", "2027-03-28T02:30")];
        let page = submit(&world, "/appuntamento/esigenze/", &typed).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains(r##"href="#field-call_at""##));
    }
}

#[tokio::test]
async fn what_no_form_of_ours_sends_is_refused_with_a_page() {
    for world in worlds().await {
        for pairs in [
            vec![("admin", "true")],
            vec![("polo", "pablo"), ("polo", "lubiana")],
            vec![("interpreter", "forse")],
        ] {
            let mut form = LEAST.to_vec();
            form.extend(pairs);
            let page = submit(&world, "/appuntamento/ricevuta/", &form).await;
            assert_eq!(page.status, 422);
            assert!(page.header("content-type").starts_with("text/html"));
        }
        let send = |kind: &'static str, body: Vec<u8>| {
            world
                .call(reqwest::Method::POST, "/appuntamento/ricevuta/")
                .header("content-type", kind)
                .raw(body)
                .send()
        };
        let form = "application/x-www-form-urlencoded";
        assert_eq!(send("text/plain", b"motive=casa".to_vec()).await.status, 415);
        assert_eq!(
            send(
                "application/x-www-form-urlencoded; charset=iso-8859-1",
                b"note=caff%E8".to_vec()
            )
            .await
            .status,
            415
        );
        assert_eq!(send(form, b"note=caff%E8".to_vec()).await.status, 422);
        assert_eq!(send(form, vec![b'a'; 400_000]).await.status, 413);
        assert_eq!(
            submit(&world, "/appuntamento/ricevuta/", &[("note", "a\0b")])
                .await
                .status,
            422
        );
        assert!(world.listed().await.is_empty());
    }
}

#[tokio::test]
async fn the_english_form_speaks_english() {
    for world in worlds().await {
        let page = submit(&world, "/en/appointment/for-whom/", &[("from", "reason")]).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains(r#"<html lang="en""#));
        assert!(page.text.contains("What would you like to talk about?"));
    }
}
