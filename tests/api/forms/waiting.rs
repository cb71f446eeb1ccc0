//! The list of those who wait, and what they are offered, without scripts.

use super::{keys, submit};
use crate::agenda::waiting::{one_thursday, sweep};
use crate::agenda::{FIRST, SECOND, booked};
use crate::world::{Answer, World, worlds};

const WHEN: &str = "/appuntamento/quando/";
const NEEDS: &str = "/appuntamento/esigenze/";
const STATUS: &str = "/richiesta/";

/// The answers so far, as each form carries them.
const SO_FAR: [(&str, &str); 4] = [
    ("motive", "casa"),
    ("polo", "pablo"),
    ("way", "at_polo"),
    ("reply_by", "code"),
];

async fn sent(world: &World, path: &str, more: &[(&str, &str)]) -> Answer {
    submit(world, path, &[&SO_FAR, more].concat()).await
}

/// Both times of the one Thursday are somebody's; gives code and secret of the first.
async fn full(world: &World) -> (String, String) {
    one_thursday(world).await;
    let first = booked(world, FIRST).await;
    booked(world, SECOND).await;
    first
}

/// Does something on the page of the request.
async fn does(world: &World, (code, secret): &(String, String), what: &[(&str, &str)]) -> Answer {
    let opening = [("code", code.as_str()), ("secret", secret.as_str())];
    submit(world, STATUS, &[&opening, what].concat()).await
}

/// The value of the first field of that name that the page carries unseen.
fn carried(page: &Answer, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\"");
    let (before, _) = page.text.split_once(&field).expect("it is carried");
    let value = before.rsplit("value=\"").next().unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn where_nothing_is_free_the_step_offers_the_list_and_the_receipt_says_the_place() {
    for world in worlds().await {
        let page = {
            one_thursday(&world).await;
            sent(&world, WHEN, &[("from", "where")]).await
        };
        assert!(
            !page.text.contains("name=\"waiting\""),
            "there are times to choose"
        );
        booked(&world, FIRST).await;
        booked(&world, SECOND).await;
        let page = sent(&world, WHEN, &[("from", "where")]).await;
        assert!(page.text.contains("name=\"waiting\""), "{}", page.text);
        let page = sent(&world, NEEDS, &[("from", "when"), ("waiting", "true")]).await;
        assert_eq!(page.status, 200);
        assert_eq!(carried(&page, "waiting"), "true");
        let more = [("from", "summary"), ("consent", "true"), ("waiting", "true")];
        let receipt = sent(&world, "/appuntamento/ricevuta/", &more).await;
        assert_eq!(receipt.status, 201, "{}", receipt.text);
        assert!(receipt.text.contains("sei al posto numero 1"), "{}", receipt.text);
    }
}

#[tokio::test]
async fn in_danger_there_is_no_list() {
    for world in worlds().await {
        one_thursday(&world).await;
        let danger = [("motive", "violenza"), ("polo", "pablo"), ("from", "where")];
        let page = submit(&world, WHEN, &danger).await;
        assert!(!page.text.contains("name=\"waiting\""));
    }
}

#[tokio::test]
async fn the_page_of_a_request_joins_shows_takes_refuses_and_leaves() {
    for world in worlds().await {
        let first = full(&world).await;
        let more = [("from", "summary"), ("consent", "true")];
        let waiting = keys(&sent(&world, "/appuntamento/ricevuta/", &more).await.text);
        let page = does(&world, &waiting, &[("do", "times")]).await;
        assert!(page.text.contains("value=\"wait\""), "{}", page.text);
        let page = does(&world, &waiting, &[("do", "choose"), ("do", "wait")]).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Fatto. Sei in lista"), "{}", page.text);
        assert!(page.text.contains("sei al posto numero 1"));
        does(&world, &first, &[("do", "cancel")]).await;
        sweep(&world).await;
        let page = does(&world, &waiting, &[("do", "open")]).await;
        assert!(page.text.contains("Si è liberato un orario per te"));
        assert!(
            page.text.contains("Prendo giovedì 26 novembre alle 10:00"),
            "{}",
            page.text
        );
        assert!(page.text.contains("fino a martedì 24 novembre alle 10:00"));
        let gone = does(&world, &waiting, &[("do", "take"), ("offer", "niente")]).await;
        assert_eq!(gone.status, 409);
        assert!(gone.text.contains("non è più tenuto per te"));
        let id = carried(&page, "offer");
        let refused = does(&world, &waiting, &[("do", "refuse"), ("then", "keep")]).await;
        assert!(refused.text.contains("Non teniamo più nessun orario"));
        let late = does(&world, &waiting, &[("do", "take"), ("offer", &id)]).await;
        assert_eq!(late.status, 409);
        let left = does(&world, &waiting, &[("do", "leave")]).await;
        assert!(left.text.contains("Non sei più in lista"), "{}", left.text);
    }
}

#[tokio::test]
async fn an_offer_is_taken_with_a_button() {
    for world in worlds().await {
        let first = full(&world).await;
        let more = [("from", "summary"), ("consent", "true"), ("waiting", "true")];
        let waiting = keys(&sent(&world, "/appuntamento/ricevuta/", &more).await.text);
        does(&world, &first, &[("do", "cancel")]).await;
        sweep(&world).await;
        let page = does(&world, &waiting, &[("do", "open")]).await;
        let taken = does(
            &world,
            &waiting,
            &[("do", "take"), ("offer", &carried(&page, "offer"))],
        )
        .await;
        assert_eq!(taken.status, 200);
        assert!(
            taken.text.contains("Il tuo appuntamento è confermato"),
            "{}",
            taken.text
        );
        assert!(!taken.text.contains("sei al posto numero"));
    }
}
