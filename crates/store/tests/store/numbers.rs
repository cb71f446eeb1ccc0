//! How many, how long: what the database adds up is what people did, in the months and days of Italy.

use crate::world::*;
use domain::calendar::Holidays;
use domain::numbers::{Book, Cell, Measure, Received, Span};
use domain::request::Request;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use store::{Answer, Counting, NewRequest, Notify, Once};

fn at(instant: &str) -> Timestamp {
    instant.parse().expect("an instant")
}

fn span(from: &str, to: &str) -> Span {
    let month = |written: &str| written.parse().expect("a month");
    Span::new(month(from), month(to)).expect("a span")
}

const TODAY: Date = date(2026, 11, 25);

/// What is counted as of noon of [`TODAY`].
async fn counted(world: &World, span: Span) -> Book {
    let rome = TimeZone::get("Europe/Rome").expect("the bundled database has Rome");
    let counting = Counting {
        span,
        zone: &rome,
        holidays: &Holidays::default(),
        now: at("2026-11-25T11:00:00Z"),
    };
    world.store.numbers().count(&counting).await.expect("counted")
}

/// A request of that motive, come at that instant; its code and secret follow from the number.
async fn came(world: &World, number: u32, motive: &str, instant: &str, answer_by: Date) {
    let request = Request {
        motive: motive.to_owned(),
        ..request()
    };
    let new = NewRequest {
        request: &request,
        code: code(number),
        secret: secret(number),
        now: at(instant),
        year: 2026,
        answer_by,
        notify: Notify::nobody(),
        once: Once::none(),
    };
    let created = world.store.requests().create(new).await;
    assert!(matches!(created, Ok(Answer::Fresh(_))));
}

/// A request of which that is known.
fn days(received: Date, answer_by: Date) -> Received {
    Received {
        received,
        answer_by,
        taken: None,
        answered: None,
        withdrawn: None,
        meets: None,
    }
}

fn add(book: &mut Book, motive: &str, request: Received) {
    let holidays = Holidays::default();
    book.received(("pablo", motive), &request, 1, (TODAY, &holidays));
}

#[tokio::test]
async fn what_becomes_of_a_request_is_counted_where_it_came() {
    for world in worlds().await {
        let requests = world.store.requests();
        let due = date(2026, 11, 9);
        for (number, motive) in [
            (1, "casa"),
            (2, "casa"),
            (3, "casa"),
            (4, "soldi"),
            (5, "soldi"),
            (6, "soldi"),
        ] {
            came(&world, number, motive, "2026-11-02T09:00:00Z", due).await;
        }
        let who = "Rita Levi";
        requests
            .take(&code(1), who, at("2026-11-03T09:00:00Z"))
            .await
            .expect("taken");
        for (number, instant) in [
            (1, "2026-11-04T09:00:00Z"),
            (1, "2026-11-20T09:00:00Z"),
            (2, "2026-11-10T09:00:00Z"),
        ] {
            let text = line("vieni martedì");
            requests
                .answer(&code(number), who, &text, at(instant))
                .await
                .expect("answered");
        }
        requests
            .close(&code(4), who, at("2026-11-05T09:00:00Z"))
            .await
            .expect("closed");
        requests
            .close(&code(1), who, at("2026-11-24T09:00:00Z"))
            .await
            .expect("closed");
        requests
            .withdraw(&code(5), &secret(5), at("2026-11-06T09:00:00Z"), &Once::none())
            .await
            .expect("withdrawn");

        let (ended, spoken_to) = (code(4), code(6));
        world
            .run(format!(
                "UPDATE requests SET outcome = 'signposted' WHERE code = '{}'",
                ended.as_str()
            ))
            .await;
        world
            .execute("INSERT INTO staff (id, name) VALUES ('rita', '')")
            .await;
        let at = at("2026-11-03T09:00:00Z").as_millisecond();
        world
            .run(format!(
                "INSERT INTO request_notes (code, number, at, staff, kind, way, reached, tried_at, text) \
                 VALUES ('{}', 1, {at}, 'rita', 'contact', 'phone', 'reached', {at}, '')",
                spoken_to.as_str()
            ))
            .await;

        let mut expected = Book::default();
        let came = days(date(2026, 11, 2), due);
        let answered = |day| Received {
            answered: Some(day),
            ..came
        };
        let taken = Some(date(2026, 11, 3));
        add(
            &mut expected,
            "casa",
            Received {
                taken,
                ..answered(date(2026, 11, 4))
            },
        );
        add(&mut expected, "casa", answered(date(2026, 11, 10)));
        add(&mut expected, "casa", came);
        add(&mut expected, "soldi", answered(date(2026, 11, 5)));
        add(
            &mut expected,
            "soldi",
            Received {
                withdrawn: Some(date(2026, 11, 6)),
                ..came
            },
        );
        add(&mut expected, "soldi", answered(date(2026, 11, 3)));
        let cell = |motive: &str| Cell {
            month: "2026-11".parse().expect("a month"),
            polo: "pablo".to_owned(),
            motive: motive.to_owned(),
        };
        expected.count(&cell("casa"), Measure::Other, 1);
        expected.count(&cell("soldi"), Measure::Signposted, 1);
        expected.count(&cell("soldi"), Measure::Withdrawn, 1);
        assert_eq!(counted(&world, span("2026-11", "2026-11")).await, expected);
        assert_eq!(counted(&world, span("2025-11", "2026-10")).await, Book::default());
        world.end().await;
    }
}

#[tokio::test]
async fn days_and_months_are_those_of_italy_in_summer_and_in_winter() {
    for world in worlds().await {
        let due = date(2026, 12, 31);
        // A minute before midnight and a minute after it, by the clock on the wall; then around the change of October.
        let times = [
            ("2026-06-30T21:59:00Z", date(2026, 6, 30)),
            ("2026-06-30T22:01:00Z", date(2026, 7, 1)),
            ("2026-10-24T22:01:00Z", date(2026, 10, 25)),
            ("2026-10-25T22:59:00Z", date(2026, 10, 25)),
            ("2026-10-31T22:59:00Z", date(2026, 10, 31)),
            ("2026-10-31T23:01:00Z", date(2026, 11, 1)),
        ];
        let mut expected = Book::default();
        for (number, (instant, day)) in (1..).zip(times) {
            came(&world, number, "casa", instant, due).await;
            let taken = at("2026-11-15T22:59:59.999Z");
            world
                .store
                .requests()
                .take(&code(number), "Rita", taken)
                .await
                .expect("taken");
            let taken = Some(date(2026, 11, 15));
            add(
                &mut expected,
                "casa",
                Received {
                    taken,
                    ..days(day, due)
                },
            );
        }
        assert_eq!(counted(&world, span("2026-01", "2026-12")).await, expected);
        let july = counted(&world, span("2026-07", "2026-07")).await;
        let mut expected = Book::default();
        let taken = Some(date(2026, 11, 15));
        add(
            &mut expected,
            "casa",
            Received {
                taken,
                ..days(date(2026, 7, 1), due)
            },
        );
        assert_eq!(july, expected);
        world.end().await;
    }
}

#[tokio::test]
async fn appointments_are_counted_in_the_month_for_which_they_are_set() {
    for world in worlds().await {
        let due = date(2026, 11, 27);
        for number in 1..=5 {
            came(&world, number, "casa", "2026-11-20T09:00:00Z", due).await;
        }
        world
            .execute("INSERT INTO staff (id, name) VALUES ('rita', '')")
            .await;
        // The last of October and the first of November, in Italy; two of November; one of December.
        for (number, start, status) in [
            (1, "2026-10-31T22:30:00Z", "missed"),
            (2, "2026-10-31T23:00:00Z", "late"),
            (3, "2026-11-20T09:00:00Z", "attended"),
            (4, "2026-11-21T09:00:00Z", "cancelled"),
            (5, "2026-12-01T09:00:00Z", "booked"),
        ] {
            let start = at(start).as_millisecond();
            let end = start + 1_800_000;
            let (slot, appointment, code) = (format!("s{number}"), format!("a{number}"), code(number));
            world
                .run(format!(
                    "INSERT INTO slots (id, opening, worker, polo, motive, ways, start_at, end_at, busy_until, opens_at, \
                     closes_at, seats) VALUES ('{slot}', 'o', 'rita', 'lubiana', 'casa', 1, {start}, {end}, {end}, 0, 0, 1)"
                ))
                .await;
            world
                .run(format!(
                    "INSERT INTO appointments (id, request, slot, way, status, booked_at, changed_at) \
                     VALUES ('{appointment}', '{}', '{slot}', 'at_polo', '{status}', 0, 0)",
                    code.as_str()
                ))
                .await;
        }
        let mut expected = Book::default();
        let mut count = |month: &str, measure| {
            let cell = Cell {
                month: month.parse().expect("a month"),
                polo: "lubiana".to_owned(),
                motive: "casa".to_owned(),
            };
            expected.count(&cell, measure, 1);
        };
        count("2026-10", Measure::Missed);
        count("2026-11", Measure::CameLate);
        count("2026-11", Measure::Attended);
        count("2026-11", Measure::Cancelled);
        count("2026-12", Measure::Booked);
        let came = days(date(2026, 11, 20), due);
        for meets in [
            Some(date(2026, 10, 31)),
            Some(date(2026, 11, 1)),
            Some(date(2026, 11, 20)),
            None,
            Some(date(2026, 12, 1)),
        ] {
            add(&mut expected, "casa", Received { meets, ..came });
        }
        assert_eq!(counted(&world, span("2026-09", "2026-12")).await, expected);
        world.end().await;
    }
}
