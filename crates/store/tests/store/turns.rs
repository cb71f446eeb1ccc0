//! Whose turn it is with work that comes round.

use crate::world::worlds;
use jiff::{SignedDuration, Timestamp};
use store::Work;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_ask_one_has_the_turn_and_again_when_it_comes_round() {
    for world in worlds().await {
        let every = SignedDuration::from_hours(24);
        let mut now: Timestamp = "2026-11-23T09:00:00Z".parse().expect("an instant");
        for _ in 0..3 {
            let mut asking = JoinSet::new();
            for number in 0..16 {
                let store = if number % 2 == 0 {
                    world.store.clone()
                } else {
                    world.neighbour().await
                };
                asking.spawn(async move { store.turn(Work::Purge, now, every).await.expect("asked") });
            }
            let turns = asking.join_all().await;
            assert_eq!(turns.into_iter().filter(|ours| *ours).count(), 1);
            let early = now + every - SignedDuration::from_millis(1);
            assert!(!world.store.turn(Work::Purge, early, every).await.expect("asked"));
            assert!(world.store.turn(Work::Plan, now, every).await.expect("asked"));
            now += every;
        }
        world.end().await;
    }
}
