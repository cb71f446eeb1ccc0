//! What the Polo does with a request, and what the person finds of it.

use crate::world::*;
use domain::request::Status;
use jiff::{SignedDuration, ToSpan};
use store::{Author, ChangeError, DeskError, MAX_ANSWERS, MAX_LINES, Once, Opened, Retention, What};

const RITA: &str = "Rita Levi";

async fn seen(world: &World) -> Opened {
    let opened = world.store.requests().open(&code(1), &secret(1)).await;
    opened.expect("read").expect("found")
}

#[tokio::test]
async fn a_request_is_taken_answered_and_closed_and_the_record_says_by_whom() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        let after = |minutes: i64| noon().checked_add(minutes.minutes()).expect("an instant");
        requests.take(&code(1), RITA, after(1)).await.expect("taken");
        assert_eq!(seen(&world).await.status, Status::InCharge);
        let words = line("vieni martedì alle dieci");
        requests
            .answer(&code(1), RITA, &words, after(2))
            .await
            .expect("answered");
        let opened = seen(&world).await;
        assert_eq!(opened.status, Status::Answered);
        assert_eq!(opened.lines.len(), 1);
        let answer = &opened.lines[0];
        assert_eq!(
            (answer.at, answer.author, &answer.text),
            (after(2), Author::Polo, &words)
        );
        requests.close(&code(1), RITA, after(3)).await.expect("closed");
        let opened = seen(&world).await;
        assert_eq!(opened.status, Status::Closed);
        assert_eq!((opened.lines.len(), opened.person), (1, Some(person())));
        let record: Vec<_> = opened
            .record
            .iter()
            .map(|entry| (entry.what, entry.who.as_deref(), entry.at))
            .collect();
        assert_eq!(
            record,
            [
                (What::Sent, None, noon()),
                (What::Taken, Some(RITA), after(1)),
                (What::Answered, Some(RITA), after(2)),
                (What::Closed, Some(RITA), after(3)),
            ]
        );
        let dump = String::from_utf8_lossy(&world.dump().await).into_owned();
        assert!(!dump.contains("martedì") && !dump.contains(RITA));
        world.end().await;
    }
}

#[tokio::test]
async fn an_answer_needs_no_taking_and_may_be_followed_by_more() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        for words in ["prima", "seconda"] {
            requests
                .answer(&code(1), RITA, &line(words), noon())
                .await
                .expect("answered");
        }
        assert_eq!(seen(&world).await.lines.len(), 2);
        let taken = requests.take(&code(1), RITA, noon()).await;
        assert!(matches!(taken, Err(DeskError::AlreadyTaken)));
        assert_eq!(seen(&world).await.status, Status::Answered);
        world.end().await;
    }
}

#[tokio::test]
async fn only_one_of_two_takes_it() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        let code = code(1);
        let (a, b) = tokio::join!(
            requests.take(&code, RITA, noon()),
            requests.take(&code, "Sara B.", noon())
        );
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1);
        assert!(matches!(a.and(b), Err(DeskError::AlreadyTaken)));
        assert_eq!(seen(&world).await.record.len(), 2);
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_withdrawn_closed_or_unknown_is_refused_and_leaves_no_trace() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        requests.close(&code(1), RITA, noon()).await.expect("closed");
        world.create(2).await;
        requests
            .withdraw(&code(2), &secret(2), noon(), &Once::none())
            .await
            .expect("withdrawn");
        let entries = world.count("SELECT COUNT(*) FROM request_entries").await;
        for (number, refusal) in [(1, "Closed"), (2, "Withdrawn"), (3, "NotFound")] {
            let code = code(number);
            for outcome in [
                requests.take(&code, RITA, noon()).await,
                requests.answer(&code, RITA, &line("ciao"), noon()).await,
                requests.close(&code, RITA, noon()).await,
            ] {
                assert_eq!(format!("{:?}", outcome.expect_err("refused")), refusal);
            }
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM request_entries").await, entries);
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 0);
        world.end().await;
    }
}

#[tokio::test]
async fn neither_person_nor_polo_can_silence_the_other() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        let (code, secret) = (code(1), secret(1));
        for _ in 0..MAX_ANSWERS {
            requests
                .answer(&code, RITA, &line("dal Polo"), noon())
                .await
                .expect("answered");
        }
        let more = requests.answer(&code, RITA, &line("ancora"), noon()).await;
        assert!(matches!(more, Err(DeskError::TooManyLines)));
        let (words, once) = (line("da me"), Once::none());
        for _ in 0..MAX_LINES {
            requests
                .add_line(&code, &secret, &words, noon(), &once)
                .await
                .expect("added");
        }
        let more = requests.add_line(&code, &secret, &words, noon(), &once).await;
        assert!(matches!(more, Err(ChangeError::TooManyLines)));
        let opened = seen(&world).await;
        assert_eq!(opened.lines.len(), 120);
        assert_eq!(opened.record.len(), 121);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_limit_holds_when_many_lines_come_at_once() {
    for world in worlds().await {
        world.create(1).await;
        let mut lines = tokio::task::JoinSet::new();
        for _ in 0..MAX_LINES + 10 {
            let store = world.store.clone();
            lines.spawn(async move {
                let words = line("ciao");
                let added = store
                    .requests()
                    .add_line(&code(1), &secret(1), &words, noon(), &Once::none())
                    .await;
                assert!(matches!(added, Ok(_) | Err(ChangeError::TooManyLines)));
                added.is_ok()
            });
        }
        let added = lines.join_all().await.into_iter().filter(|added| *added).count();
        assert_eq!((added, seen(&world).await.lines.len()), (20, 20));
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_answered_goes_when_the_person_withdraws() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        requests
            .answer(&code(1), RITA, &line("ti aspettiamo"), noon())
            .await
            .expect("answered");
        requests.close(&code(1), RITA, noon()).await.expect("closed");
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        let opened = seen(&world).await;
        assert_eq!(opened.status, Status::Withdrawn);
        assert!(opened.lines.is_empty() && opened.person.is_none());
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_closed_goes_when_its_time_has_passed_and_what_is_only_answered_stays() {
    for world in worlds().await {
        let requests = world.store.requests();
        for number in [1, 2] {
            world.create(number).await;
            requests
                .answer(&code(number), RITA, &line("ti aspettiamo"), noon())
                .await
                .expect("answered");
        }
        requests.close(&code(1), RITA, noon()).await.expect("closed");
        let time = Retention::default().closed;
        let purged_at = async |at: SignedDuration| {
            let now = noon().checked_add(at).expect("an instant");
            let purged = world.store.purge(now, &Retention::default()).await;
            purged.expect("purged").closed
        };
        assert_eq!(purged_at(time).await, 0);
        assert_eq!(purged_at(time + SignedDuration::from_secs(1)).await, 1);
        assert!(requests.open(&code(1), &secret(1)).await.expect("read").is_none());
        assert!(requests.open(&code(2), &secret(2)).await.expect("read").is_some());
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM request_entries").await, 2);
        world.end().await;
    }
}
