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

#[tokio::test]
async fn the_person_sees_all_their_data_on_a_page_and_as_a_file() {
    for world in worlds().await {
        let mut request = LEAST.to_vec();
        request.push(("note", "Vivo con <b>Anna</b> & figli"));
        request.push(("name", "Annamaria"));
        let receipt = submit(&world, "/appuntamento/ricevuta/", &request).await;
        let (code, secret) = keys(&receipt.text);
        let with = [
            ("do", "data"),
            ("code", code.as_str()),
            ("secret", secret.as_str()),
        ];
        let page = submit(&world, "/richiesta/", &with).await;
        assert_eq!(
            (page.status.as_u16(), page.header("cache-control")),
            (200, "no-store")
        );
        for words in [
            "I tuoi dati",
            "Vivo con &lt;b&gt;Anna&lt;/b&gt; &amp; figli",
            "Annamaria",
            "2026/000001",
            "richiesta inviata, tu",
            "dati chiesti e consegnati, tu",
            "Gli appunti di lavoro degli operatori",
            "name=\"secret\"",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        // Neither stands in an address.
        for address in page
            .text
            .split("href=\"")
            .chain(page.text.split("action=\""))
            .skip(1)
        {
            let address = address.split('"').next().unwrap_or_default();
            assert!(
                !address.contains(&code) && !address.contains(&secret),
                "{address}"
            );
        }

        let mut file = with.to_vec();
        file.push(("format", "json"));
        let file = submit(&world, "/richiesta/", &file).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.header("content-type"), "application/json");
        let attached = "attachment; filename=\"polo-2026-000001.json\"";
        assert_eq!(file.header("content-disposition"), attached);
        assert_eq!(file.body["person"]["note"], "Vivo con <b>Anna</b> & figli");

        let page = submit(&world, "/en/request/", &with).await;
        assert!(page.text.contains("What you wrote to us"), "{}", page.text);
        let wrong = [with[0], with[1], ("secret", "00000000000000000000000000")];
        let page = submit(&world, "/richiesta/", &wrong).await;
        assert_eq!(page.status, 404);
        assert!(!page.text.contains("Annamaria"));
    }
}

#[tokio::test]
async fn what_is_left_of_a_closed_request_is_explained_before_it_is_erased() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, secret) = keys(&receipt.text);
        let with =
            |what: &'static str| vec![("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
        let open = submit(&world, "/richiesta/", &with("open")).await;
        assert!(open.text.contains("Mostra i miei dati") && !open.text.contains("Cancella i tuoi dati"));
        let requests = world.store.requests();
        let now = world.state.clock.now();
        let code_of = code.parse().expect("a code");
        requests.close(&code_of, "Sara B.", now).await.expect("closed");
        let page = submit(&world, "/richiesta/", &with("open")).await;
        assert!(page.text.contains("Cancella i tuoi dati"));
        assert!(page.text.contains("mostrano che abbiamo cancellato"));
        let page = submit(&world, "/richiesta/", &with("withdraw")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("I tuoi dati sono stati cancellati"));
        assert!(!page.text.contains("Cancella i tuoi dati"));
    }
}

#[tokio::test]
async fn a_help_project_is_among_the_data_where_the_person_has_it_under_their_code() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, secret) = keys(&receipt.text);
        let with =
            |what: &'static str| vec![("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
        crate::desk::project::shared(&world, &code).await;
        let page = submit(&world, "/richiesta/", &with("data")).await;
        for words in ["Il tuo progetto di aiuto", "Una casa", "Nonna Lucia"] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert!(!page.text.contains("ha paura dello zio"));
        submit(&world, "/richiesta/", &with("unshare")).await;
        let page = submit(&world, "/richiesta/", &with("data")).await;
        assert!(!page.text.contains("Nonna Lucia") && page.text.contains("Lo chiedi al Polo."));
    }
}
