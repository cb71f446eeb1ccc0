//! Numbers without people: what coordinators and administrators see, within their Poli and areas, and what nobody does.

use super::refusal;
use crate::world::{Answer, World, worlds};
use api::paths::desk as paths;
use jiff::SignedDuration;
use serde_json::Value;

/// So many requests of that motive at that Polo, an hour apart.
async fn come(world: &World, polo: &str, motive: &str, many: usize) -> Vec<String> {
    let mut request = world.least_but("polo", polo);
    request["motive"] = motive.into();
    let mut codes = Vec::new();
    for _ in 0..many {
        world.let_pass(SignedDuration::from_hours(1));
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        codes.push(sent.text_of("code").replace('-', ""));
    }
    codes
}

/// What that person is told of November.
async fn asked(world: &World, grant: &str, query: &str) -> Answer {
    let login = format!("x{}", world.state.clock.now().as_millisecond());
    let session = world.signed_in(&world.worker(&login, &[grant]).await).await;
    let path = format!("{}?from=2026-11&to=2026-11{query}", paths::NUMBERS);
    world.get(&path).header("Cookie", &session).send().await
}

/// How that count of a row is shown.
fn shown(row: &Value, what: &str) -> (String, Option<u64>, u64, u64) {
    let counts = row["counts"].as_array().expect("counts");
    let count = counts
        .iter()
        .find(|count| count["what"] == what)
        .expect("the count");
    let number = |name: &str| count[name].as_u64();
    let word = count["shown"].as_str().expect("a word").to_owned();
    (
        word,
        number("count"),
        number("least").expect("a number"),
        number("most").expect("a number"),
    )
}

fn exactly(count: u64) -> (String, Option<u64>, u64, u64) {
    ("exact".to_owned(), Some(count), count, count)
}

#[tokio::test]
async fn small_numbers_are_hidden_and_what_would_tell_them_is_about() {
    for world in worlds().await {
        world.set_clock("2026-11-02T06:00:00Z");
        come(&world, "pablo", "casa", 6).await;
        come(&world, "pablo", "soldi", 2).await;
        come(&world, "pablo", "lavoro", 3).await;
        come(&world, "san-leonardo", "casa", 1).await;
        let answer = asked(&world, "coordinator:*:*", "&by=polo,motive").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let rows = answer.body["rows"].as_array().expect("rows");
        let row = |polo: &str, motive: &str| {
            let found = rows
                .iter()
                .find(|row| row["polo"] == polo && row["motive"] == motive);
            found.unwrap_or_else(|| panic!("{polo} {motive}: {}", answer.text))
        };
        assert_eq!(shown(row("pablo", "casa"), "open"), exactly(6));
        assert_eq!(shown(row("pablo", "casa"), "late"), exactly(0));
        let few = ("few".to_owned(), None, 1, 4);
        for (polo, motive) in [("pablo", "soldi"), ("pablo", "lavoro"), ("san-leonardo", "casa")] {
            assert_eq!(shown(row(polo, motive), "requests"), few, "{polo} {motive}");
        }
        // Two hidden ones at Pablo may be told together; the one at San Leonardo is alone.
        assert_eq!(
            shown(&answer.body["total"], "requests"),
            ("about".to_owned(), Some(13), 12, 15)
        );
        let by_polo = asked(&world, "coordinator:*:*", "").await;
        let rows = by_polo.body["rows"].as_array().expect("rows");
        let of = |polo: &str| rows.iter().find(|row| row["polo"] == polo).expect("a row");
        assert_eq!(shown(of("pablo"), "requests"), exactly(11));
        assert_eq!(shown(of("san-leonardo"), "requests"), few);
    }
}

#[tokio::test]
async fn whoever_answers_for_a_polo_or_an_area_sees_that_and_the_same_as_others_see_of_it() {
    for world in worlds().await {
        world.set_clock("2026-11-02T06:00:00Z");
        come(&world, "pablo", "casa", 6).await;
        come(&world, "pablo", "disabilita", 7).await;
        come(&world, "san-leonardo", "casa", 8).await;
        for (grant, count) in [
            ("coordinator:pablo:*", 13),
            ("coordinator:*:accoglienza", 14),
            ("coordinator:pablo:accoglienza", 6),
            ("administrator:san-leonardo:*", 8),
            ("coordinator:cinghio-oltretorrente:*", 0),
            ("coordinator:*:*", 21),
        ] {
            let answer = asked(&world, grant, "&by=polo,area").await;
            assert_eq!(
                shown(&answer.body["total"], "requests"),
                exactly(count),
                "{grant}: {}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn promises_waits_and_ends_are_told_in_working_days() {
    for world in worlds().await {
        // A Monday.
        world.set_clock("2026-11-02T06:00:00Z");
        let codes = come(&world, "pablo", "casa", 10).await;
        let worker = world.worker("rita", &["coordinator:*:*"]).await;
        world.set_clock("2026-11-04T10:00:00Z");
        let session = world.signed_in(&worker).await;
        for code in &codes {
            let path = paths::request(code, "take");
            let taken = world.act(&session, &path, &serde_json::json!({})).await;
            assert_eq!(taken.status, 200, "{}", taken.text);
        }
        world.set_clock("2026-11-20T10:00:00Z");
        let session = world.signed_in(&worker).await;
        for code in &codes[..5] {
            let path = paths::request(code, "close");
            let closed = world
                .act(&session, &path, &serde_json::json!({ "outcome": "helped" }))
                .await;
            assert_eq!(closed.status, 200, "{}", closed.text);
        }
        world.set_clock("2026-11-23T10:00:00Z");
        let answer = asked(&world, "coordinator:pablo:*", "").await;
        let total = &answer.body["total"];
        assert_eq!(shown(total, "late"), exactly(10));
        assert_eq!(shown(total, "in_time"), exactly(0));
        assert_eq!(shown(total, "ended"), exactly(5));
        assert_eq!(shown(total, "helped"), exactly(5));
        let waits = total["waits"].as_array().expect("waits");
        let told = |what: &str| {
            let wait = waits.iter().find(|wait| wait["what"] == what).expect("a wait");
            (wait["median"].as_u64(), wait["nine_in_ten"].as_u64())
        };
        assert_eq!(told("taken"), (Some(2), Some(2)));
        // Five were answered after fourteen working days; those who still wait have waited fifteen.
        assert_eq!(told("answer"), (Some(14), Some(15)));
        assert_eq!(told("appointment"), (None, None));
    }
}

#[tokio::test]
async fn a_slip_in_what_is_asked_is_named() {
    for world in worlds().await {
        for (query, field, fault) in [
            ("&by=person", "by", "not_offered"),
            ("&name=Annamaria", "name", "unknown_field"),
        ] {
            let answer = asked(&world, "coordinator:*:*", query).await;
            assert_eq!(refusal(&answer), (422, "fields"), "{}", answer.text);
            assert_eq!(answer.errors(), [(field, fault)]);
        }
        let worker = world.worker("capo", &["administrator:*:*"]).await;
        let session = world.signed_in(&worker).await;
        for query in [
            "from=2026-13",
            "from=1999-01&to=2026-11",
            "from=2026-11&to=2026-10",
            "from=%FF",
        ] {
            let path = format!("{}?{query}", paths::NUMBERS_CSV);
            let answer = world.get(&path).header("Cookie", &session).send().await;
            assert_eq!(refusal(&answer).0, 422, "{query}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn the_file_says_the_same_in_italian_a_line_for_each_number() {
    for world in worlds().await {
        world.set_clock("2026-11-02T06:00:00Z");
        come(&world, "pablo", "casa", 6).await;
        come(&world, "pablo", "soldi", 2).await;
        let worker = world.worker("rita", &["coordinator:pablo:*"]).await;
        let session = world.signed_in(&worker).await;
        let file = async |more: &str| {
            let path = format!(
                "{}?from=2026-11&to=2026-11&by=motive,month{more}",
                paths::NUMBERS_CSV
            );
            world.get(&path).header("Cookie", &session).send().await
        };
        let answer = file("").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(
            answer
                .header("content-type")
                .starts_with("text/csv; charset=utf-8")
        );
        assert!(
            answer
                .header("content-disposition")
                .contains("numeri-2026-11-2026-11.csv")
        );
        let lines: Vec<&str> = answer.text.split_terminator("\r\n").collect();
        assert!(
            lines[0].starts_with("mese,polo_id,polo,area_id,area,motivo_id,motivo,misura_id,misura,valore")
        );
        let casa = "2026-11,,,,,casa,La casa,requests,Richieste ricevute,6,6,6,";
        assert!(lines.contains(&casa), "{}", answer.text);
        let soldi = "2026-11,,,,,soldi,Soldi e spese di casa,requests,Richieste ricevute,,1,4,meno di 5";
        assert!(lines.contains(&soldi), "{}", answer.text);
        let all = ",,,,,,,requests,Richieste ricevute,8,7,10,circa: comprende numeri piccoli";
        assert!(lines.contains(&all), "{}", answer.text);
        assert!(!answer.text.starts_with('\u{feff}'));
        assert!(file("&bom=yes").await.text.starts_with('\u{feff}'));
    }
}
