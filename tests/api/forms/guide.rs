//! Finder and search without scripts.

use super::submit;
use crate::world::worlds;

#[tokio::test]
async fn the_search_answers_and_puts_danger_first() {
    for world in worlds().await {
        let page = submit(&world, "/cerca/", &[("words", "mi picchia")]).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("cache-control"), "no-store");
        let (before, _) = page.text.split_once("class=\"hit-link\"").expect("a hit");
        let (_, address) = before.rsplit_once("href=\"").expect("its address");
        assert!(address.starts_with("/aiuto-urgente/"), "{address}");
        assert!(page.text.contains("<mark"));
        assert!(
            page.text.contains("value=\"mi picchia\""),
            "nothing typed is lost"
        );
    }
}

#[tokio::test]
async fn odd_words_are_answered_like_others() {
    for world in worlds().await {
        let long = "casa ".repeat(2000);
        for words in ["", "   ", "<b>x</b>", "\u{0}", "🙂", &long] {
            for path in ["/cerca/", "/trova-il-tuo-polo/", "/en/search/"] {
                let page = submit(&world, path, &[("words", words)]).await;
                assert!(
                    matches!(page.status.as_u16(), 200 | 422),
                    "{path}: {}",
                    page.status
                );
                assert!(!page.text.contains("<b>x</b>"));
            }
        }
        let none = submit(&world, "/cerca/", &[]).await;
        assert_eq!(none.status, 200);
        assert!(!none.text.contains("class=\"hit-link\""));
    }
}

#[tokio::test]
async fn the_finder_names_the_polo_or_says_that_it_does_not_know() {
    for world in worlds().await {
        let found = submit(&world, "/trova-il-tuo-polo/", &[("words", "v. verona, 36/a")]).await;
        assert!(found.text.contains("Il tuo Polo è San Leonardo"));
        assert!(found.text.contains("href=\"/poli/san-leonardo/\""));
        let unknown = submit(&world, "/trova-il-tuo-polo/", &[("words", "via di nessuno 3")]).await;
        assert!(unknown.text.contains("Questa via non la conosciamo"));
        let english = submit(&world, "/en/find-your-polo/", &[("words", "via Carmignani")]).await;
        assert!(english.text.contains("Your Polo is Montanara"));
    }
}
