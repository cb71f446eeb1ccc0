//! The feedback box, sent by the browser itself.

use super::submit;
use crate::world::worlds;

#[tokio::test]
async fn words_that_are_too_long_come_back_with_all_that_was_said() {
    for world in worlds().await {
        let detail = "troppo ".repeat(40);
        let said = [
            ("page", "/polo/"),
            ("rating", "2"),
            ("hard", "complete"),
            ("detail", &*detail),
        ];
        let page = submit(&world, "/feedback", &said).await;
        assert_eq!(page.status, 422);
        let (_, form) = page.text.split_once("action=\"/feedback\"").expect("the form");
        assert!(
            form.contains(&format!("value=\"{detail}\"")),
            "the words are there"
        );
        assert!(
            form.contains("id=\"feedback-detail-error\""),
            "and why they were not taken"
        );
        for kept in ["id=\"star-2\"", "id=\"feedback-hard-complete\""] {
            let at = form.find(kept).expect("the answer");
            let around = &form[form[..at].rfind('<').expect("its tag")..];
            let tag = &around[..around.find('>').expect("its end")];
            assert!(tag.contains("checked"), "{tag}");
        }
        assert!(
            form.contains("value=\"/polo/\""),
            "it is still about the same page"
        );
    }
}
