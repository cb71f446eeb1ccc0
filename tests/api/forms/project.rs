//! The help project without scripts.

use super::{LEAST, keys, submit};
use crate::desk::project::shared;
use crate::world::worlds;

#[tokio::test]
async fn it_is_read_doubted_and_taken_off_the_page() {
    for world in worlds().await {
        let receipt = submit(&world, "/appuntamento/ricevuta/", &LEAST).await;
        let (code, secret) = keys(&receipt.text);
        let with =
            |what: &'static str| vec![("do", what), ("code", code.as_str()), ("secret", secret.as_str())];
        let page = submit(&world, "/richiesta/", &with("open")).await;
        assert!(!page.text.contains("Il tuo progetto di aiuto"));
        shared(&world, &code).await;
        let page = submit(&world, "/richiesta/", &with("open")).await;
        for words in [
            "Il tuo progetto di aiuto",
            "Una casa",
            "Chiedere l&#39;ISEE",
            "Entro martedì 15 dicembre 2026",
            "Nonna Lucia",
            "Ne riparlate mercoledì 20 gennaio 2027.",
        ] {
            let there = page.text.contains(words) || page.text.contains(&words.replace("&#39;", "'"));
            assert!(there, "{words}");
        }
        assert!(!page.text.contains("ha paura dello zio"));

        let mut doubt = with("object");
        doubt.push(("objection", " "));
        let page = submit(&world, "/richiesta/", &doubt).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains(r##"href="#field-objection""##));
        doubt[3].1 = "La scuola no";
        let page = submit(&world, "/richiesta/", &doubt).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("La scuola no") && page.text.contains("Lo abbiamo scritto al Polo."));

        let page = submit(&world, "/richiesta/", &with("unshare")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Il progetto non si vede più qui."));
        assert!(!page.text.contains("Nonna Lucia"));
        let page = submit(&world, "/richiesta/", &with("unshare")).await;
        assert_eq!(page.status, 409, "once is enough");
    }
}
