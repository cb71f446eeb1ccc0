//! A request seen again without scripts.

use super::{LEAST, keys, submit};
use crate::world::worlds;

#[tokio::test]
async fn code_and_secret_open_the_request_and_let_it_be_changed() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, secret) = keys(&receipt.text);
        let with =
            |what: &'static str| vec![("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
        let page = submit(&world, "/richiesta/", &with("open")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Ricevuta."));

        let mut line = with("line");
        line.push(("line", "Posso solo di <i>mattina</i>"));
        let page = submit(&world, "/richiesta/", &line).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Posso solo di &lt;i&gt;mattina"));

        let page = submit(&world, "/richiesta/", &with("withdraw")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("I tuoi dati sono stati cancellati"));
        assert!(!page.text.contains("mattina"));
        let page = submit(&world, "/richiesta/", &with("withdraw")).await;
        assert_eq!(page.status, 409, "once is enough");
    }
}

#[tokio::test]
async fn an_empty_line_is_said_and_the_request_stays_in_sight() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, secret) = keys(&receipt.text);
        let page = submit(
            &world,
            "/richiesta/",
            &[
                ("do", "line"),
                ("code", &code),
                ("secret", &secret),
                ("line", " "),
            ],
        )
        .await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains(r##"href="#field-line""##));
        assert!(page.text.contains("Ricevuta."));
    }
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_code_look_alike() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, _) = keys(&receipt.text);
        let secret = "0".repeat(26);
        let unknown = domain::Code::from_random([9; 6]);
        let mut pages = Vec::new();
        for code in [code.as_str(), unknown.as_str()] {
            let page = submit(
                &world,
                "/richiesta/",
                &[("do", "open"), ("code", code), ("secret", &secret)],
            )
            .await;
            assert_eq!(page.status, 404);
            pages.push(page.text.replace(code, "CODE"));
        }
        let strip = |page: &String| page.split("\"key\":\"").next().unwrap_or_default().to_owned();
        assert_eq!(strip(&pages[0]).len(), strip(&pages[1]).len());
    }
}

#[tokio::test]
async fn whoever_guesses_too_often_has_to_wait() {
    for world in worlds().await {
        let secret = "0".repeat(26);
        let unknown = domain::Code::from_random([9; 6]);
        let guess = [
            ("do", "open"),
            ("code", unknown.as_str()),
            ("secret", secret.as_str()),
        ];
        for _ in 0..10 {
            assert_eq!(submit(&world, "/richiesta/", &guess).await.status, 404);
        }
        let page = submit(&world, "/richiesta/", &guess).await;
        assert_eq!(page.status, 429);
        assert!(page.text.contains("<html"));
    }
}
