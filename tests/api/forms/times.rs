//! Free times, held seats and appointments without scripts.

use super::{keys, submit};
use crate::world::{Answer, World, worlds};
use domain::agenda::Opening;
use domain::request::Way;
use jiff::SignedDuration;
use jiff::civil::{date, time};

const WHEN: &str = "/appuntamento/quando/";
const NEEDS: &str = "/appuntamento/esigenze/";
const STATUS: &str = "/richiesta/";

/// One worker at Polo Pablo on Tuesday mornings from nine to eleven: two times, at nine and at ten.
async fn tuesdays(world: &World, polo: &str) {
    // Monday morning: what opens only in the last days is open, and it is more than a day ahead.
    world.set_clock("2026-11-30T07:00:00Z");
    let agenda = world.store.agenda();
    let opening = Opening {
        id: String::new(),
        worker: agenda.add_worker("Giulia Esempio").await.expect("a worker"),
        polo: polo.to_owned(),
        motives: vec!["casa".to_owned()],
        ways: vec![Way::AtPolo],
        recurrence: "weekly tue".parse().expect("a recurrence"),
        from: time(9, 0, 0, 0),
        to: time(11, 0, 0, 0),
        valid_from: date(2026, 11, 23),
        valid_until: None,
    };
    agenda.add_opening(&opening).await.expect("an opening");
    let now = world.state.clock.now();
    server::planning::plan(&world.store, &world.state.site, now)
        .await
        .expect("slots");
}

const NINE: &str = "2026-12-01T08:00:00Z";
const TEN: &str = "2026-12-01T09:00:00Z";

/// The answers so far, as each form carries them.
const SO_FAR: [(&str, &str); 3] = [("motive", "casa"), ("polo", "pablo"), ("reply_by", "code")];

async fn sent(world: &World, path: &str, more: &[(&str, &str)]) -> Answer {
    submit(world, path, &[&SO_FAR, more].concat()).await
}

/// The value of a field that the page carries unseen.
fn carried(page: &Answer, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\"");
    let before = page.text.split(&field).next().unwrap_or_default();
    let value = before.rsplit("value=\"").next().unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

/// Chooses that time and goes on; gives back what the next step carries of the seat.
async fn held(world: &World, time: &'static str) -> Vec<(&'static str, String)> {
    let page = sent(
        world,
        NEEDS,
        &[("from", "when"), ("offered", "true"), ("time", time)],
    )
    .await;
    assert_eq!(page.status, 200, "{}", page.text);
    let names = ["time", "hold", "way", "held_end", "held_until", "held_of"];
    names.map(|name| (name, carried(&page, name))).to_vec()
}

fn with<'a>(seat: &'a [(&'static str, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let seat = seat.iter().map(|(name, value)| (*name, value.as_str()));
    seat.chain(more.iter().copied()).collect()
}

/// Sends a request with the first of Tuesday's times; its code and secret.
async fn booked_at_nine(world: &World) -> (String, String) {
    tuesdays(world, "pablo").await;
    let more = [
        ("from", "summary"),
        ("consent", "true"),
        ("time", NINE),
        ("way", "at_polo"),
    ];
    let receipt = sent(world, "/appuntamento/ricevuta/", &more).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    keys(&receipt.text)
}

#[tokio::test]
async fn the_step_shows_the_first_week_with_a_free_time_and_the_buttons_lead_to_others() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let page = sent(&world, WHEN, &[("from", "where")]).await;
        assert_eq!(page.status, 200);
        assert!(
            page.text
                .contains("Il primo posto libero: martedì 1 dicembre alle 9:00")
        );
        assert!(page.text.contains("Dal 30 novembre al 6 dicembre"));
        assert!(page.text.contains(&format!(r#"value="{TEN}""#)));
        assert!(
            page.text.contains(r#"value="2026-12-07""#),
            "the week after has some"
        );
        let page = sent(
            &world,
            WHEN,
            &[
                ("from", "when"),
                ("week", "2026-12-07"),
                ("time", TEN),
                ("day_part", "morning"),
            ],
        )
        .await;
        assert!(page.text.contains("Dal 7 dicembre al 13 dicembre"));
        assert!(
            page.text
                .contains("L&#39;orario che hai scelto: martedì 1 dicembre alle 10:00")
                || page
                    .text
                    .contains("L'orario che hai scelto: martedì 1 dicembre alle 10:00")
        );
    }
}

#[tokio::test]
async fn a_motive_without_free_times_keeps_its_questions() {
    for world in worlds().await {
        let page = sent(&world, WHEN, &[("from", "where")]).await;
        assert!(
            page.text
                .contains("Adesso al Polo Pablo non ci sono orari liberi")
        );
        assert!(page.text.contains("In quali giorni?"));
        tuesdays(&world, "lubiana").await;
        let page = sent(&world, WHEN, &[("from", "where")]).await;
        assert!(
            page.text
                .contains("Al Polo Lubiana c'è posto da martedì 1 dicembre")
                || page
                    .text
                    .contains("Al Polo Lubiana c&#39;è posto da martedì 1 dicembre")
        );
        let page = sent(&world, WHEN, &[("from", "when"), ("elsewhere", "lubiana")]).await;
        assert!(page.text.contains("Il primo posto libero"));
        assert_eq!(carried(&page, "polo"), "lubiana");
    }
}

#[tokio::test]
async fn no_answer_is_asked_for_and_the_last_one_needs_no_time() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let silent = sent(&world, NEEDS, &[("from", "when"), ("offered", "true")]).await;
        assert_eq!(silent.status, 422);
        assert!(silent.text.contains("Scegli una delle possibilità"));
        let call = [
            ("from", "when"),
            ("offered", "true"),
            ("time", ""),
            ("days", "mon"),
        ];
        let page = sent(&world, NEEDS, &call).await;
        assert_eq!(page.status, 200);
        assert_eq!(carried(&page, "days"), "mon");
    }
}

#[tokio::test]
async fn a_time_is_held_carried_and_booked() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let seat = held(&world, NINE).await;
        assert_eq!(
            seat[2].1, "at_polo",
            "the way that was left open is that of the time"
        );
        let page = sent(
            &world,
            "/appuntamento/risposta/",
            &with(&seat, &[("from", "needs")]),
        )
        .await;
        assert!(
            page.text
                .contains("Ti teniamo il posto di martedì 1 dicembre alle 9:00, fino alle 8:10")
        );
        // Somebody else does not get it meanwhile.
        let other = sent(&world, NEEDS, &[("from", "when"), ("time", NINE)]).await;
        assert_eq!(other.status, 422);
        assert!(other.text.contains("preso da un"));
        assert!(
            !other.text.contains(&format!(r#"value="{NINE}""#)),
            "it is not offered again"
        );
        let more = [("from", "summary"), ("consent", "true")];
        let receipt = sent(&world, "/appuntamento/ricevuta/", &with(&seat, &more)).await;
        assert_eq!(receipt.status, 201, "{}", receipt.text);
        assert!(
            receipt
                .text
                .contains("Hai un appuntamento: martedì 1 dicembre alle 9:00")
        );
        assert!(receipt.text.contains("Aggiungi al calendario"));
    }
}

#[tokio::test]
async fn a_seat_that_ends_is_said_and_held_again_by_its_button() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let seat = held(&world, NINE).await;
        world.let_pass(SignedDuration::from_mins(11));
        let page = sent(
            &world,
            "/appuntamento/risposta/",
            &with(&seat, &[("from", "needs")]),
        )
        .await;
        assert!(page.text.contains("Il posto non è più tenuto"));
        assert!(page.text.contains("Tieni il posto ancora 10 minuti"));
        let again = with(&seat, &[("from", "reply"), ("go", "hold")]);
        let page = sent(&world, "/appuntamento/risposta/", &again).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("fino alle 8:21"));
        assert_ne!(carried(&page, "hold"), seat[1].1);
    }
}

#[tokio::test]
async fn another_motive_or_polo_gives_the_time_up_and_says_so() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        tuesdays(&world, "lubiana").await;
        let seat = held(&world, NINE).await;
        let mut changed = with(
            &seat,
            &[
                ("from", "where"),
                ("polo", "lubiana"),
                ("motive", "casa"),
                ("reply_by", "code"),
            ],
        );
        changed.retain(|(name, _)| *name != "way");
        changed.push(("way", "at_polo"));
        let page = submit(&world, WHEN, &changed).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("un altro Polo o un altro modo"));
        assert_eq!(carried(&page, "hold"), "");
        // The seat is free for others at once.
        held(&world, NINE).await;
    }
}

#[tokio::test]
async fn rather_being_called_lets_the_seat_go() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let mut seat = held(&world, NINE).await;
        seat.remove(0);
        let call = with(&seat, &[("from", "when"), ("offered", "true"), ("time", "")]);
        let page = sent(&world, NEEDS, &call).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("Ti teniamo il posto"));
        held(&world, NINE).await;
    }
}

#[tokio::test]
async fn an_appointment_is_moved_and_called_off_from_its_page() {
    for world in worlds().await {
        let (code, secret) = booked_at_nine(&world).await;
        let form = |what: &'static str, more: &[(&'static str, &'static str)]| {
            let keys = [("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
            [&keys, more].concat()
        };
        let page = submit(&world, STATUS, &form("open", &[])).await;
        assert!(page.text.contains("Confermato") && page.text.contains("dalle 9:00 alle 9:45"));
        let page = submit(&world, STATUS, &form("times", &[])).await;
        assert!(page.text.contains("Sposta a questo orario"));
        assert!(
            !page.text.contains(&format!(r#"value="{NINE}""#)),
            "it has that one already"
        );
        let none = submit(&world, STATUS, &form("choose", &[("moving", "true")])).await;
        assert_eq!(none.status, 422);
        assert!(
            none.text.contains("Scegli una delle possibilità") && none.text.contains("dalle 9:00 alle 9:45")
        );
        let page = submit(
            &world,
            STATUS,
            &form("choose", &[("moving", "true"), ("time", TEN)]),
        )
        .await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("è spostato") && page.text.contains("dalle 10:00 alle 10:45"));
        let file = submit(&world, STATUS, &form("calendar", &[])).await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(file.header("cache-control"), "no-store");
        assert!(file.text.contains("DTSTART:20261201T090000Z"));
        let page = submit(&world, STATUS, &form("cancel", &[])).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("è disdetto") && page.text.contains("Scegli un altro orario"));
        // Both seats are free again.
        held(&world, NINE).await;
        held(&world, TEN).await;
    }
}

#[tokio::test]
async fn when_it_is_late_the_page_says_whom_to_call() {
    for world in worlds().await {
        let (code, secret) = booked_at_nine(&world).await;
        world.set_clock("2026-12-01T06:00:00Z");
        let form =
            |what: &'static str| vec![("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
        let page = submit(&world, STATUS, &form("open")).await;
        assert!(page.text.contains("Se non puoi venire, chiama il Polo Pablo"));
        assert!(!page.text.contains("Sposta") && !page.text.contains("Disdici l"));
        let page = submit(&world, STATUS, &form("cancel")).await;
        assert_eq!(page.status, 409);
        assert!(page.text.contains("Confermato"));
    }
}

#[tokio::test]
async fn a_request_without_an_appointment_is_offered_one_where_it_can_be_booked() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let receipt = sent(
            &world,
            "/appuntamento/ricevuta/",
            &[("from", "summary"), ("consent", "true")],
        )
        .await;
        let (code, secret) = keys(&receipt.text);
        let keys = [("code", code.as_str()), ("secret", secret.as_str())];
        let page = submit(&world, STATUS, &[&[("do", "open")][..], &keys].concat()).await;
        assert!(page.text.contains("Non hai ancora scelto un orario"));
        let chosen = [&[("do", "choose"), ("time", TEN)][..], &keys].concat();
        let page = submit(&world, STATUS, &chosen).await;
        assert!(page.text.contains("è confermato"));
    }
}

#[tokio::test]
async fn whoever_books_for_another_person_is_asked_whether_they_agree() {
    for world in worlds().await {
        tuesdays(&world, "pablo").await;
        let answers = [
            ("way", "at_polo"),
            ("time", NINE),
            ("for_whom", "other"),
            ("role", "medico"),
            ("consent", "true"),
        ];
        let receipt = "/appuntamento/ricevuta/";
        let silent = sent(&world, receipt, &answers).await;
        assert_eq!(silent.status, 422);
        assert!(
            silent.text.contains("per un appuntamento serve"),
            "{}",
            silent.text
        );
        let against = sent(&world, receipt, &[&answers[..], &[("aware", "no")]].concat()).await;
        assert!(against.text.contains("serve il suo accordo"), "{}", against.text);
        let agreed = sent(&world, receipt, &[&answers[..], &[("aware", "yes")]].concat()).await;
        assert_eq!(agreed.status, 201, "{}", agreed.text);
    }
}

#[tokio::test]
async fn what_is_for_professionals_shows_times_to_who_asks_for_another_person() {
    for world in worlds().await {
        let mut opening = world.store.agenda().openings().await.expect("openings");
        assert!(opening.is_empty());
        tuesdays(&world, "pablo").await;
        opening = world.store.agenda().openings().await.expect("openings");
        let more = Opening {
            motives: vec!["documenti".to_owned()],
            recurrence: "weekly wed".parse().expect("a recurrence"),
            ..opening.remove(0)
        };
        world.store.agenda().add_opening(&more).await.expect("an opening");
        let now = world.state.clock.now();
        server::planning::plan(&world.store, &world.state.site, now)
            .await
            .expect("slots");
        let when = async |whom| {
            let answers = [
                ("motive", "documenti"),
                ("polo", "pablo"),
                ("reply_by", "code"),
                ("for_whom", whom),
            ];
            submit(&world, WHEN, &answers).await
        };
        let time = "2026-12-02T08:00:00Z";
        assert!(!when("myself").await.text.contains(time));
        assert!(when("other").await.text.contains(time));
    }
}
