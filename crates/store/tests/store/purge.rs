//! What goes when its time has passed.

use crate::world::*;
use jiff::civil::date;
use jiff::{SignedDuration, ToSpan};
use store::{Once, Purged, Retention};

#[tokio::test]
async fn each_class_goes_when_its_time_has_passed_and_not_before() {
    for world in worlds().await {
        for number in 1..=3 {
            world
                .try_create(number, keyed(&format!("key-{number}"), 1))
                .await
                .expect("created");
        }
        let requests = world.store.requests();
        requests
            .add_line(&code(2), &secret(2), &line("ciao"), noon(), &Once::none())
            .await
            .expect("added");
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        requests
            .answer(&code(2), "Rita Levi", &line("ti aspettiamo"), noon())
            .await
            .expect("answered");
        requests
            .close(&code(2), "Rita Levi", noon())
            .await
            .expect("closed");
        let book = world.store.feedback();
        book.add(&feedback("/polo/", 5, "", ""), date(2026, 11, 22))
            .await
            .expect("added");

        let after = |hours: i64| noon().checked_add(hours.hours()).expect("an instant");
        let retention = Retention {
            withdrawn: SignedDuration::from_hours(100),
            closed: SignedDuration::from_hours(200),
            feedback: SignedDuration::from_hours(300),
            messages: SignedDuration::from_hours(400),
        };
        let purge = async |hours| world.store.purge(after(hours), &retention).await.expect("purged");
        assert_eq!(purge(23).await, Purged::default());
        assert_eq!(
            purge(25).await,
            Purged {
                once: 3,
                ..Purged::default()
            }
        );
        assert_eq!(
            purge(101).await,
            Purged {
                withdrawn: 1,
                ..Purged::default()
            }
        );
        assert_eq!(
            purge(201).await,
            Purged {
                closed: 1,
                ..Purged::default()
            }
        );
        assert_eq!(
            purge(325).await,
            Purged {
                feedback: 1,
                ..Purged::default()
            }
        );

        assert!(requests.open(&code(2), &secret(2)).await.expect("read").is_none());
        assert!(requests.open(&code(3), &secret(3)).await.expect("read").is_some());
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM request_entries").await, 1);
        world.end().await;
    }
}

#[tokio::test]
async fn the_time_that_the_privacy_page_promises_is_the_default() {
    let retention = Retention::default();
    assert_eq!(retention.closed.as_hours(), 730 * 24);
    assert_eq!(retention.feedback.as_hours(), 365 * 24);
    assert_eq!(retention.messages.as_hours(), 90 * 24);
}
