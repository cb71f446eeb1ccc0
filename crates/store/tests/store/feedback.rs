//! Feedback on pages.

use crate::world::*;
use jiff::civil::date;

#[tokio::test]
async fn feedback_is_counted_page_by_page_and_its_words_can_be_read() {
    for world in worlds().await {
        let book = world.store.feedback();
        for (page, rating, aspect, detail) in [
            ("/polo/", 5, "clear", ""),
            ("/polo/", 4, "clear", "bella pagina"),
            ("/polo/", 1, "clear", ""),
            ("/polo/", 2, "", ""),
            ("/", 3, "other", ""),
        ] {
            book.add(&feedback(page, rating, aspect, detail), date(2026, 11, 22))
                .await
                .expect("added");
        }
        let pages = book.summary().await.expect("summed up");
        let names: Vec<&str> = pages.iter().map(|page| page.page.as_str()).collect();
        assert_eq!(names, ["/", "/polo/"]);
        assert_eq!(pages[1].stars, [1, 1, 0, 1, 1]);
        assert_eq!(pages[1].liked.get("clear"), Some(&2));
        assert_eq!(pages[1].hard.get("clear"), Some(&1));
        assert_eq!(pages[0].hard.get("other"), Some(&1));

        let comments = book.comments(10).await.expect("read");
        assert_eq!(comments.len(), 1);
        assert_eq!(
            (comments[0].text.as_str(), comments[0].day, comments[0].rating),
            ("bella pagina", date(2026, 11, 22), 4)
        );
        world.end().await;
    }
}
