//! `POST /api/v1/times`.

use super::{FIRST, SECOND, booked, thursdays, times};
use crate::world::worlds;
use serde_json::json;

#[tokio::test]
async fn a_week_shows_its_free_times_and_where_more_are() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let answer = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.body["times"], json!([FIRST, SECOND]));
        assert_eq!(answer.text_of("first"), FIRST);
        assert_eq!(answer.text_of("next"), "2026-12-03");
        assert_eq!(answer.body["previous"], json!(null));
        assert_eq!(
            (answer.text_of("way"), answer.body["minutes"].clone()),
            ("at_polo".to_owned(), json!(45))
        );
        assert_eq!(answer.body["elsewhere"], json!([]));
        let later = times(&world, "motive=casa&polo=pablo&from=2026-12-03").await;
        assert_eq!(later.text_of("previous"), "2026-11-26");
        // One of the two is held back for who comes in the week before.
        assert_eq!(later.body["times"], json!(["2026-12-03T10:00:00Z"]));
        // Before today there is nothing to choose.
        let past = times(&world, "motive=casa&polo=pablo&from=2020-01-01").await;
        assert_eq!(past.text_of("from"), "2026-11-23");
        world.set_clock("2026-11-26T09:00:00Z");
        let near = times(&world, "motive=casa&polo=pablo&from=2026-12-03").await;
        assert_eq!(
            near.body["times"],
            json!(["2026-12-03T09:00:00Z", "2026-12-03T10:00:00Z"])
        );
    }
}

#[tokio::test]
async fn where_this_polo_is_full_the_others_are_named() {
    for world in worlds().await {
        thursdays(&world, "lubiana", "casa").await;
        let answer = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(answer.body["first"], json!(null));
        assert_eq!(
            answer.body["elsewhere"],
            json!([{ "polo": "lubiana", "first": FIRST }])
        );
    }
}

#[tokio::test]
async fn what_is_booked_is_not_shown() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        booked(&world, FIRST).await;
        let answer = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(answer.body["times"], json!([SECOND]));
    }
}

#[tokio::test]
async fn an_hour_that_is_too_near_or_not_offered_in_that_way_is_not_shown() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        // The motive wants a day's notice.
        world.set_clock("2026-11-25T09:30:00Z");
        let answer = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(answer.body["times"], json!([SECOND]));
        let way = times(&world, "motive=casa&polo=pablo&way=home").await;
        assert_eq!(way.errors(), [("way", "not_offered")]);
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_told() {
    for world in worlds().await {
        for (query, errors) in [
            ("motive=casa&polo=marte", vec![("polo", "not_offered")]),
            ("polo=pablo", vec![("motive", "missing")]),
            ("motive=casa&polo=pablo&from=domani", vec![("from", "time_form")]),
            (
                "motive=casa&polo=pablo&from=9999-12-31",
                vec![("from", "time_far")],
            ),
        ] {
            let answer = times(&world, query).await;
            assert_eq!((answer.problem(), answer.errors()), ("fields", errors), "{query}");
        }
        let odd = times(&world, "motive=casa&polo=pablo&when=now").await;
        assert_eq!(odd.errors(), [("when", "unknown_field")]);
    }
}
