//! What goes when its time has passed.

use crate::world::*;
use domain::Minute;
use domain::agenda::{Opening, Recurrence, Terms, Who};
use domain::calendar::Holidays;
use domain::request::{Chosen, Way};
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use store::{Once, Plan, Planned, Purged, Retention};

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
            slots: SignedDuration::from_hours(500),
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
    assert_eq!(retention.slots.as_hours(), 30 * 24);
}

#[tokio::test]
async fn times_that_nobody_had_go_and_an_appointment_keeps_its_own() {
    for world in worlds().await {
        let agenda = world.store.agenda();
        let opening = Opening {
            id: String::new(),
            worker: agenda.add_worker("Giulia Prova").await.expect("a worker"),
            polo: "pablo".to_owned(),
            motives: vec!["casa".to_owned()],
            ways: vec![Way::AtPolo],
            recurrence: Recurrence::Once(date(2026, 11, 24)),
            from: time(9, 0, 0, 0),
            to: time(11, 0, 0, 0),
            valid_from: date(2026, 11, 23),
            valid_until: None,
        };
        agenda.add_opening(&opening).await.expect("an opening");
        let terms = Terms {
            minutes: 60,
            buffer: 0,
            lead_hours: 1,
            horizon_days: 30,
            change_hours: 1,
            ways: vec![Way::AtPolo],
            seats: 1,
            who: Who::Anyone,
            near_percent: 0,
            near_days: 0,
            elsewhere: false,
        };
        let plan = Plan {
            motives: &[("casa".to_owned(), terms)],
            holidays: &Holidays::default(),
            zone: &TimeZone::UTC,
            first: date(2026, 11, 23),
            last: date(2026, 11, 30),
        };
        assert_eq!(agenda.plan(&plan).await.expect("planned").added, 2);
        assert_eq!(agenda.plan(&plan).await.expect("planned"), Planned::default());
        let mut request = request();
        request.chosen = Some(Chosen {
            start: Minute::parse_instant("2026-11-24T09:00:00Z").expect("a minute"),
            way: Way::AtPolo,
            hold: None,
        });
        create_of(&world.store, &request, 1, Once::none())
            .await
            .expect("booked");
        let purge = async |hours: i64| {
            let now = noon().checked_add(hours.hours()).expect("an instant");
            world
                .store
                .purge(now, &Retention::default())
                .await
                .expect("purged")
                .slots
        };
        assert_eq!((purge(31 * 24).await, purge(40 * 24).await), (0, 1));
        let kept = world.store.requests().open(&code(1), &secret(1)).await;
        assert!(kept.expect("read").expect("found").appointment.is_some());
        world.end().await;
    }
}
