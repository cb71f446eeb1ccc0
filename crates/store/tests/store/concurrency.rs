//! What happens when many come at once, or two programs share a database.

use crate::world::*;
use domain::message::{Channel, Kind};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::{Answer, ChangeError, Ending, Filter, Once, Retention, Vault};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_sendings_with_one_key_make_one_request() {
    for world in worlds().await {
        let neighbour = world.neighbour().await;
        let mut sendings = tokio::task::JoinSet::new();
        for number in 1..=16 {
            let store = if number % 2 == 0 {
                world.store.clone()
            } else {
                neighbour.clone()
            };
            sendings.spawn(async move { create_in(&store, number, keyed("one-key", 1)).await });
        }
        let answers: Vec<_> = sendings
            .join_all()
            .await
            .into_iter()
            .map(|answer| answer.expect("answered"))
            .collect();
        let fresh = answers
            .iter()
            .filter(|answer| matches!(answer, Answer::Fresh(_)))
            .count();
        let receipts: BTreeSet<_> = answers
            .into_iter()
            .map(|answer| answer.into_inner().code.to_string())
            .collect();
        assert_eq!((fresh, receipts.len()), (1, 1));
        assert_eq!(world.count("SELECT COUNT(*) FROM requests").await, 1);
        neighbour.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn protocol_numbers_are_given_once_and_without_gaps() {
    for world in worlds().await {
        let neighbour = world.neighbour().await;
        let mut sendings = tokio::task::JoinSet::new();
        for number in 1..=40 {
            let store = if number % 2 == 0 {
                world.store.clone()
            } else {
                neighbour.clone()
            };
            sendings.spawn(async move { create_in(&store, number, Once::none()).await });
        }
        let answers = sendings.join_all().await.into_iter();
        let numbers: BTreeSet<i64> = answers
            .map(|answer| answer.expect("created").into_inner().protocol.number)
            .collect();
        assert!(numbers.into_iter().eq(1..=40));
        neighbour.close().await;
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lines_and_a_withdrawal_at_once_leave_nothing_half_done() {
    for world in worlds().await {
        world.create(1).await;
        let mut changes = tokio::task::JoinSet::new();
        for number in 0..30 {
            let store = world.store.clone();
            changes.spawn(async move {
                let requests = store.requests();
                if number == 15 {
                    requests
                        .withdraw(&code(1), &secret(1), noon(), &Once::none())
                        .await
                } else {
                    requests
                        .add_line(&code(1), &secret(1), &line("ciao"), noon(), &Once::none())
                        .await
                }
            });
        }
        let mut done = 0;
        for outcome in changes.join_all().await {
            match outcome {
                Ok(_) => done += 1,
                Err(ChangeError::AlreadyWithdrawn | ChangeError::TooManyLines) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 0);
        let record = world
            .store
            .requests()
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found")
            .record;
        assert_eq!(record.len(), done + 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_may_start_at_once() {
    for world in empty_worlds().await {
        assert!(world.store.ready().await.is_err());
        let mut starts = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let address = world.address.clone();
            starts.spawn(async move {
                let vault = Vault::generate().expect("a vault");
                let store = store::Store::connect(&address, vault).await.expect("connected");
                store.migrate().await.expect("migrated");
                store.ready().await.expect("ready");
                store.close().await;
            });
        }
        starts.join_all().await;
        // Each has its row, which the table has once.
        assert!(world.store.ready().await.is_ok());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_fresh_file_may_be_opened_by_several_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("new.db").display());
    let mut starts = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let address = address.clone();
        starts.spawn(async move {
            let store = store::Store::connect(&address, Vault::generate().expect("a vault"))
                .await
                .expect("connected");
            store.migrate().await.expect("migrated");
        });
    }
    starts.join_all().await;
}

/// Handlers run on any thread: what the store returns must be able to go with them.
#[tokio::test]
async fn every_call_may_move_between_threads() {
    fn may_move<T: Send>(_: T) {}
    for world in worlds().await {
        let (requests, book) = (world.store.requests(), world.store.feedback());
        let (code, secret, words) = (code(1), secret(1), feedback("/", 5, "", ""));
        let words_of_the_polo = line("ti aspettiamo");
        may_move(requests.open(&code, &secret));
        may_move(requests.show(&code, "Rita Levi", noon()));
        may_move(requests.take(&code, "Rita Levi", noon()));
        may_move(requests.answer(&code, "Rita Levi", &words_of_the_polo, noon()));
        may_move(requests.close(&code, "Rita Levi", noon()));
        may_move(requests.list(&Filter::default()));
        may_move(book.add(&words, answer_by()));
        may_move(book.summary());
        may_move(book.comments(1));
        let outbox = world.store.outbox();
        may_move(outbox.claim(Channel::Email, noon(), 1, SignedDuration::ZERO));
        may_move(outbox.cancel(&code, Kind::REMINDERS, noon()));
        may_move(outbox.sent("", "", noon()));
        may_move(outbox.retry_later("", "", noon(), noon()));
        may_move(outbox.end("", Ending::Failed(""), noon()));
        may_move(outbox.summary());
        may_move(world.store.purge(noon(), &Retention::default()));
        may_move(world.store.ready());
        world.end().await;
    }
}
