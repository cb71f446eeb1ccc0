//! Requests: written, read, changed, replayed, listed.

use crate::world::*;
use domain::request::Status;
use jiff::ToSpan;
use store::{
    Answer, Author, ChangeError, CreateError, Filter, MAX_LINES, Once, Origin, RecordEntry, Store,
    StoreError, Vault, What,
};

#[tokio::test]
async fn a_request_is_found_again_by_code_and_secret() {
    for world in worlds().await {
        let receipt = world.create(1).await;
        assert_eq!(
            (receipt.code.clone(), receipt.secret.clone()),
            (code(1), secret(1))
        );
        assert_eq!(receipt.protocol.to_string(), "2026/000001");
        assert_eq!(
            (receipt.received_at, receipt.answer_by, receipt.polo.as_str()),
            (noon(), answer_by(), "pablo")
        );

        let opened = world
            .store
            .requests()
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(opened.person, Some(person()));
        assert_eq!((opened.status, opened.withdrawn_at), (Status::Received, None));
        assert_eq!((opened.motive.as_str(), opened.polo.as_str()), ("casa", "pablo"));
        assert_eq!(
            (opened.received_at, opened.answer_by, opened.protocol),
            (noon(), answer_by(), receipt.protocol)
        );
        assert_eq!(
            opened.record,
            [RecordEntry {
                at: noon(),
                who: None,
                what: What::Sent,
                origin: Origin::Server,
            }]
        );
        assert!(opened.lines.is_empty());
        world.end().await;
    }
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_code_are_answered_alike() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        for (code, secret) in [(code(1), secret(2)), (code(2), secret(1)), (code(2), secret(2))] {
            assert!(requests.open(&code, &secret).await.expect("read").is_none());
            let line = requests
                .add_line(&code, &secret, &line("ciao"), noon(), &Once::none())
                .await;
            assert!(matches!(line, Err(ChangeError::NotFound)));
            let withdrawal = requests.withdraw(&code, &secret, noon(), &Once::none()).await;
            assert!(matches!(withdrawal, Err(ChangeError::NotFound)));
        }
        assert!(
            requests
                .open(&code(1), &secret(1))
                .await
                .expect("read")
                .expect("found")
                .lines
                .is_empty()
        );
        world.end().await;
    }
}

#[tokio::test]
async fn lines_are_kept_in_order_up_to_a_limit() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        for number in 0..i64::from(MAX_LINES) {
            let at = noon().checked_add(number.minutes()).expect("an instant");
            let text = line(&format!("riga {number}"));
            let answer = requests
                .add_line(&code(1), &secret(1), &text, at, &Once::none())
                .await;
            assert_eq!(answer.expect("added"), Answer::Fresh(at));
        }
        let more = requests
            .add_line(&code(1), &secret(1), &line("una di più"), noon(), &Once::none())
            .await;
        assert!(matches!(more, Err(ChangeError::TooManyLines)));
        let lines = requests
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found")
            .lines;
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts.len(), 20);
        assert_eq!((texts[0], texts[19]), ("riga 0", "riga 19"));
        assert!(lines.iter().all(|line| line.author == Author::Citizen));
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_withdrawn_is_erased_and_its_frame_stays() {
    for world in worlds().await {
        let receipt = world.create(1).await;
        let requests = world.store.requests();
        requests
            .add_line(&code(1), &secret(1), &line("ciao"), noon(), &Once::none())
            .await
            .expect("added");
        let later = noon().checked_add(1.hour()).expect("an instant");
        let answer = requests
            .withdraw(&code(1), &secret(1), later, &Once::none())
            .await
            .expect("withdrawn");
        assert_eq!(answer, Answer::Fresh(later));

        let opened = requests
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(
            (opened.status, opened.withdrawn_at),
            (Status::Withdrawn, Some(later))
        );
        assert_eq!(opened.protocol, receipt.protocol);
        assert!(opened.person.is_none() && opened.lines.is_empty());
        let done: Vec<What> = opened.record.iter().map(|entry| entry.what).collect();
        assert_eq!(done, [What::Sent, What::LineAdded, What::Withdrawn]);
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 0);

        let again = requests
            .withdraw(&code(1), &secret(1), later, &Once::none())
            .await;
        assert!(matches!(again, Err(ChangeError::AlreadyWithdrawn)));
        let line = requests
            .add_line(&code(1), &secret(1), &line("ciao"), later, &Once::none())
            .await;
        assert!(matches!(line, Err(ChangeError::AlreadyWithdrawn)));
        world.end().await;
    }
}

#[tokio::test]
async fn the_same_sending_gets_the_same_answer_and_writes_nothing() {
    for world in worlds().await {
        let key = || keyed("a-key", 1);
        let Answer::Fresh(first) = world.try_create(1, key()).await.expect("created") else {
            panic!("not fresh")
        };
        let second = world.try_create(2, key()).await.expect("replayed");
        assert_eq!(second, Answer::Replayed(first));
        assert_eq!(world.count("SELECT COUNT(*) FROM requests").await, 1);

        let requests = world.store.requests();
        let line = line("una volta");
        let added = requests
            .add_line(&code(1), &secret(1), &line, noon(), &key())
            .await
            .expect("added");
        assert_eq!(added, Answer::Fresh(noon()));
        let later = noon().checked_add(1.hour()).expect("an instant");
        let again = requests
            .add_line(&code(1), &secret(1), &line, later, &key())
            .await
            .expect("replayed");
        assert_eq!(again, Answer::Replayed(noon()));
        for answer in [Answer::Fresh(noon()), Answer::Replayed(noon())] {
            let withdrawal = requests.withdraw(&code(1), &secret(1), noon(), &key()).await;
            assert_eq!(withdrawal.expect("answered"), answer);
        }
        let opened = requests
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(opened.record.len(), 3);
        world.end().await;
    }
}

#[tokio::test]
async fn a_key_used_for_something_else_is_refused_until_its_day_is_over() {
    for world in worlds().await {
        world.try_create(1, keyed("a-key", 1)).await.expect("created");
        let other = world.try_create(2, keyed("a-key", 2)).await;
        assert!(matches!(other, Err(CreateError::KeyReused)));
        let requests = world.store.requests();
        let key = keyed("line-key", 1);
        requests
            .add_line(&code(1), &secret(1), &line("una"), noon(), &key)
            .await
            .expect("added");
        let other = keyed("line-key", 2);
        let refused = requests
            .add_line(&code(1), &secret(1), &line("altra"), noon(), &other)
            .await;
        assert!(matches!(refused, Err(ChangeError::KeyReused)));
        let next_day = noon().checked_add(25.hours()).expect("an instant");
        let added = requests
            .add_line(&code(1), &secret(1), &line("altra"), next_day, &other)
            .await;
        assert_eq!(added.expect("added"), Answer::Fresh(next_day));
        world.end().await;
    }
}

#[tokio::test]
async fn a_replay_needs_the_secret() {
    for world in worlds().await {
        world.create(1).await;
        let requests = world.store.requests();
        let key = keyed("a-key", 1);
        requests
            .add_line(&code(1), &secret(1), &line("ciao"), noon(), &key)
            .await
            .expect("added");
        let stranger = requests
            .add_line(&code(1), &secret(2), &line("ciao"), noon(), &key)
            .await;
        assert!(matches!(stranger, Err(ChangeError::NotFound)));
        world.end().await;
    }
}

#[tokio::test]
async fn a_taken_code_asks_for_another_and_gives_its_protocol_number_back() {
    for world in worlds().await {
        world.create(1).await;
        let key = || keyed("a-key", 1);
        assert!(matches!(
            world.try_create(1, key()).await,
            Err(CreateError::CodeTaken)
        ));
        let Answer::Fresh(receipt) = world.try_create(2, key()).await.expect("created") else {
            panic!("the failed attempt kept the key")
        };
        assert_eq!(receipt.protocol.number, 2);
        world.end().await;
    }
}

#[tokio::test]
async fn the_polo_lists_without_opening_and_opens_on_the_record() {
    for world in worlds().await {
        for number in 1..=3 {
            world.create(number).await;
        }
        let requests = world.store.requests();
        requests
            .withdraw(&code(2), &secret(2), noon(), &Once::none())
            .await
            .expect("withdrawn");
        let numbers = async |filter: Filter| -> Vec<i64> {
            let listed = requests.list(&filter).await.expect("listed");
            listed.iter().map(|listed| listed.protocol.number).collect()
        };
        assert_eq!(
            numbers(Filter {
                limit: 2,
                ..Filter::default()
            })
            .await,
            [3, 2]
        );
        let of = |polo: &str, status| Filter {
            polo: Some(polo.to_owned()),
            status,
            limit: 9,
        };
        assert_eq!(numbers(of("pablo", Some(Status::Received))).await, [3, 1]);
        assert_eq!(numbers(of("pablo", Some(Status::Withdrawn))).await, [2]);
        assert!(numbers(of("lubiana", None)).await.is_empty());

        let shown = requests
            .show(&code(1), "Rita Levi", noon())
            .await
            .expect("read")
            .expect("found");
        assert_eq!(shown.person, Some(person()));
        let citizen = requests
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(shown.record, citizen.record);
        let last = citizen.record.last().expect("an entry");
        assert_eq!((last.who.as_deref(), last.what), (Some("Rita Levi"), What::Shown));
        assert!(
            requests
                .show(&code(9), "Rita Levi", noon())
                .await
                .expect("read")
                .is_none()
        );
        world.end().await;
    }
}

#[tokio::test]
async fn an_address_that_is_no_database_says_so() {
    for address in [
        "",
        "mysql://localhost/polo",
        "sqlite:",
        "sqlite::memory:",
        "polo.db",
    ] {
        let outcome = Store::connect(address, Vault::generate().expect("a vault")).await;
        assert!(matches!(outcome, Err(StoreError::Address)), "{address}");
    }
    let outcome = Store::connect(
        "sqlite:/no/such/folder/polo.db",
        Vault::generate().expect("a vault"),
    )
    .await;
    assert!(matches!(outcome, Err(StoreError::File(_))));
    // Port 9 takes no connection: the password in the address must not come back in the error.
    let outcome = Store::connect(
        "postgres://polo:hunter2@127.0.0.1:9/polo",
        Vault::generate().expect("a vault"),
    )
    .await;
    let error = outcome.expect_err("nothing there");
    assert!(
        error.is_passing() && !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );
}
