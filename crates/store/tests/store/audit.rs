//! The record that cannot be changed unseen: somebody with the database in hand takes the guards away, changes something, and
//! is found.

use crate::world::*;
use domain::role::{Grant, Role};
use jiff::{SignedDuration, ToSpan};
use sqlx::AnyPool;
use store::{
    Class, Head, NewAccount, Once, Origin, Reason, Retention, Store, Ticket, Told, Vault, Verified, What,
};

/// Three requests with four entries each, and two accounts.
async fn fill(world: &World) {
    let requests = world.store.requests();
    for number in 1..=3 {
        world.create(number).await;
        let (code, secret) = (code(number), secret(number));
        requests
            .add_line(&code, &secret, &line("ciao"), noon(), &Once::none())
            .await
            .expect("added");
        requests.show(&code, "Rita Levi", noon()).await.expect("shown");
        requests.take(&code, "Rita Levi", noon()).await.expect("taken");
    }
    for number in 1..=2 {
        account(world, number).await;
    }
}

async fn account(world: &World, number: u32) -> String {
    let new = NewAccount {
        name: "Rita Levi",
        login: &format!("rita.{number}").parse().expect("a login"),
        grants: &[Grant::everywhere(Role::SocialWorker)],
        ticket: Ticket {
            secret: &secret(number),
            totp: [7; 20],
            until: noon(),
        },
        by: None,
        now: noon(),
    };
    world.store.accounts().add(new).await.expect("added")
}

/// What a check finds, in words.
async fn found_in(store: &Store, against: &[Head]) -> Vec<String> {
    let mut found = Vec::new();
    let mut tell = |told| {
        if let Told::Found(fault) = told {
            found.push(fault.to_string());
        }
    };
    let verified = store.audit().verify(against.iter().cloned(), &mut tell).await;
    let faults = verified.expect("verified").faults;
    assert_eq!(faults > 0, !found.is_empty(), "{found:?}");
    found
}

async fn found(world: &World) -> Vec<String> {
    found_in(&world.store, &[]).await
}

async fn heads(world: &World) -> Vec<Head> {
    let mut heads = Vec::new();
    world
        .store
        .audit()
        .heads(&mut |head: &Head| heads.push(head.clone()))
        .await
        .expect("read");
    heads
}

/// Somebody with the database in hand: no guard holds them.
async fn disarmed(world: &World) -> AnyPool {
    let pool = world.raw().await;
    for table in ["request_entries", "account_entries", "register_entries"] {
        let statements = if world.is_sqlite() {
            ["linked", "unchanged", "kept"]
                .map(|guard| format!("DROP TRIGGER {table}_{guard}"))
                .to_vec()
        } else {
            vec![format!("ALTER TABLE {table} DISABLE TRIGGER USER")]
        };
        for statement in statements {
            run(&pool, &statement).await;
        }
    }
    pool
}

/// `{1}` is the code of the first request, `{2}` of the second.
async fn run(pool: &AnyPool, sql: &str) {
    let sql = (1..=3).fold(sql.to_owned(), |sql, number| {
        sql.replace(&format!("{{{number}}}"), code(number).as_str())
    });
    let outcome = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone()))
        .execute(pool)
        .await;
    outcome.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// What is done by hand, and what of it is said.
const TAMPERED: &[(&[&str], &[&str])] = &[
    // Changed.
    (
        &["UPDATE request_entries SET at = at + 1 WHERE code = '{2}' AND number = 2"],
        &["request 2026/000002: entry 2 is not what was written there"],
    ),
    (
        &["UPDATE request_entries SET what = 'line_added' WHERE code = '{2}' AND what = 'shown'"],
        &["request 2026/000002: entry 3 is not"],
    ),
    (
        &["UPDATE request_entries SET who = NULL WHERE code = '{2}' AND number = 3"],
        &["request 2026/000002: entry 3 is not"],
    ),
    (
        &["UPDATE request_entries SET origin = 'desk' WHERE code = '{2}' AND number = 4"],
        &["request 2026/000002: entry 4 is not"],
    ),
    (
        &["UPDATE account_entries SET detail = 'administrator:*:*' WHERE number = 1"],
        &["record of accounts: entry 1 is not"],
    ),
    (
        &["UPDATE register_entries SET at = 0 WHERE number = 2"],
        &["register of requests: entry 2 is not"],
    ),
    // Removed.
    (
        &["DELETE FROM request_entries WHERE code = '{2}' AND number = 3"],
        &["request 2026/000002: entry 3 was removed"],
    ),
    (
        &[
            "DELETE FROM request_entries WHERE code = '{2}' AND number = 4",
            "UPDATE requests SET entry_count = 3 WHERE code = '{2}'",
        ],
        &["request 2026/000002: the end is not the last that was written"],
    ),
    (
        &[
            "DELETE FROM request_entries WHERE code = '{2}'",
            "UPDATE requests SET entry_count = 0, entry_head = NULL WHERE code = '{2}'",
        ],
        &["request 2026/000002: the end is not"],
    ),
    (
        &[
            "DELETE FROM account_entries WHERE number = 2",
            "UPDATE chains SET count = 1 WHERE name = 'accounts'",
        ],
        &["record of accounts: the end is not"],
    ),
    (
        &["DELETE FROM account_entries WHERE number = 1"],
        &["record of accounts: entry 1 was removed"],
    ),
    (
        &["DELETE FROM requests WHERE code = '{2}'"],
        &["request 2026/000002: it was removed by hand"],
    ),
    (
        &[
            "DELETE FROM requests WHERE code = '{3}'",
            "DELETE FROM register_entries WHERE number = 3",
            "UPDATE chains SET count = 2 WHERE name = 'register'",
        ],
        &["register of requests: the end is not"],
    ),
    // Swapped.
    (
        &[
            "UPDATE request_entries SET number = 99 WHERE code = '{2}' AND number = 2",
            "UPDATE request_entries SET number = 2 WHERE code = '{2}' AND number = 3",
            "UPDATE request_entries SET number = 3 WHERE code = '{2}' AND number = 99",
        ],
        &[
            "request 2026/000002: entry 2 is not",
            "request 2026/000002: entry 3 is not",
        ],
    ),
    (
        &[
            "UPDATE request_entries SET code = '{2}', number = 99 WHERE code = '{1}' AND number = 2",
            "UPDATE request_entries SET code = '{1}' WHERE code = '{2}' AND number = 2",
            "UPDATE request_entries SET number = 2 WHERE code = '{2}' AND number = 99",
        ],
        &[
            "request 2026/000001: entry 2 is not",
            "request 2026/000002: entry 2 is not",
        ],
    ),
    (
        &[
            "UPDATE requests SET protocol_number = 99 WHERE code = '{1}'",
            "UPDATE requests SET protocol_number = 1 WHERE code = '{2}'",
            "UPDATE requests SET protocol_number = 2 WHERE code = '{1}'",
        ],
        &[
            "request 2026/000001: entry 1 is not",
            "request 2026/000002: entry 1 is not",
        ],
    ),
    // Added.
    (
        &[
            "INSERT INTO request_entries (code, number, at, what, who, origin, session, link) \
             SELECT code, 5, at, what, who, origin, session, link FROM request_entries \
             WHERE code = '{2}' AND number = 4",
            "UPDATE requests SET entry_count = 5 WHERE code = '{2}'",
        ],
        &[
            "request 2026/000002: entry 5 is not",
            "request 2026/000002: the end is not",
        ],
    ),
    (
        &[
            "INSERT INTO request_entries (code, number, at, what) VALUES ('{2}', 0, 1, 'sent')",
            "INSERT INTO account_entries (id, at, by_staff, staff, what, detail) \
             SELECT 'x', at, by_staff, staff, what, detail FROM account_entries WHERE number = 1",
        ],
        &[
            "record of accounts: 1 entries belong to nothing",
            "request 2026/000002: entry 0 is not",
        ],
    ),
    (
        &[
            "INSERT INTO requests (code, secret_tag, protocol_year, protocol_number, motive, polo, status, received_at, \
             answer_by, person, entry_head) SELECT 'ZZZZZZZZZZ', secret_tag, 2026, 9, motive, polo, status, \
             received_at, answer_by, person, entry_head FROM requests WHERE code = '{2}'",
        ],
        &[
            "request 2026/000009: the end is not",
            "request 2026/000009: it was added by hand",
        ],
    ),
    (
        &[
            "DELETE FROM requests WHERE code = '{2}'",
            "INSERT INTO register_entries (number, at, what, protocol_year, protocol_number, class, reason, kept_hours, \
             count, origin, link) SELECT 4, at, 'purged', 2026, 2, 'closed', 'since_closing', 1, 1, origin, link \
             FROM register_entries WHERE number = 3",
            "UPDATE chains SET count = 4 WHERE name = 'register'",
        ],
        &[
            "register of requests: entry 4 is not",
            "register of requests: the end is not",
        ],
    ),
];

#[tokio::test]
async fn what_was_written_through_the_door_is_whole() {
    for world in worlds().await {
        fill(&world).await;
        let mut last = None;
        let mut tell = |told| last = Some(told);
        let audit = world.store.audit();
        let verified = audit.verify(std::iter::empty(), &mut tell).await;
        let whole = Verified {
            requests: 3,
            entries: 3 * 4 + 3 + 2,
            faults: 0,
        };
        assert_eq!(verified.expect("verified"), whole);
        assert_eq!(last, Some(Told::Progress { done: 3, of: 3 }));
        world.end().await;
    }
}

#[tokio::test]
async fn whoever_changes_the_record_by_hand_is_found() {
    const TABLES: [&str; 6] = [
        "requests",
        "request_lines",
        "request_entries",
        "register_entries",
        "account_entries",
        "chains",
    ];
    for world in worlds().await {
        fill(&world).await;
        let pool = disarmed(&world).await;
        for table in TABLES {
            run(
                &pool,
                &format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"),
            )
            .await;
        }
        for (done, said) in TAMPERED {
            for sql in *done {
                run(&pool, sql).await;
            }
            let found = found(&world).await;
            for said in *said {
                let is_said = found.iter().any(|words| words.starts_with(said));
                assert!(is_said, "{done:?}: {found:?}");
            }
            // Nothing is said of a request that nobody touched.
            let other = |words: &&String| words.contains("2026/000003:") && !done[0].contains("{3}");
            assert_eq!(found.iter().find(other), None, "{done:?}");
            for table in TABLES.iter().rev() {
                run(&pool, &format!("DELETE FROM {table}")).await;
            }
            for table in TABLES {
                run(&pool, &format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
            }
        }
        assert_eq!(found(&world).await, Vec::<String>::new());
        pool.close().await;
        world.end().await;
    }
}

#[tokio::test]
async fn what_was_removed_is_found_though_the_work_goes_on_after_it() {
    for world in worlds().await {
        fill(&world).await;
        let pool = disarmed(&world).await;
        for sql in [
            "DELETE FROM request_entries WHERE code = '{2}' AND number = 4",
            "UPDATE requests SET entry_count = 3 WHERE code = '{2}'",
            "DELETE FROM account_entries",
            "UPDATE chains SET count = 0 WHERE name = 'accounts'",
        ] {
            run(&pool, sql).await;
        }
        pool.close().await;
        let requests = world.store.requests();
        requests.show(&code(2), "Rita Levi", noon()).await.expect("shown");
        account(&world, 3).await;
        let found = found(&world).await.join("\n");
        assert!(found.contains("request 2026/000002: entry 4 is not"), "{found}");
        assert!(found.contains("record of accounts: entry 1 is not"), "{found}");
        world.end().await;
    }
}

#[tokio::test]
async fn the_guards_refuse_a_slip() {
    for world in worlds().await {
        fill(&world).await;
        let pool = world.raw().await;
        for sql in [
            "UPDATE request_entries SET at = 0",
            "UPDATE account_entries SET at = 0",
            "UPDATE register_entries SET at = 0",
            "DELETE FROM request_entries",
            "DELETE FROM account_entries",
            "DELETE FROM register_entries",
            "DELETE FROM requests",
            "INSERT INTO request_entries (code, number, at, what) SELECT code, 9, 1, 'sent' FROM requests",
        ] {
            let refused = sqlx::query(sql).execute(&pool).await.expect_err(sql).to_string();
            assert!(refused.contains("the record"), "{sql}: {refused}");
        }
        pool.close().await;
        assert_eq!(found(&world).await, Vec::<String>::new());
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_put_back_to_an_earlier_state_is_found_by_heads_kept_elsewhere() {
    for world in worlds().await {
        fill(&world).await;
        let pool = disarmed(&world).await;
        let copy = "CREATE TABLE earlier AS SELECT code, entry_count, entry_head FROM requests";
        run(&pool, copy).await;
        world
            .store
            .requests()
            .show(&code(2), "Rita Levi", noon())
            .await
            .expect("shown");
        let heads = heads(&world).await;
        assert_eq!(heads.len(), 2 + 3);
        assert_eq!(found_in(&world.store, &heads).await, Vec::<String>::new());
        for sql in [
            "DELETE FROM request_entries WHERE code = '{2}' AND number = 5",
            "UPDATE requests SET entry_count = 4, \
             entry_head = (SELECT entry_head FROM earlier e WHERE e.code = requests.code) WHERE code = '{2}'",
        ] {
            run(&pool, sql).await;
        }
        pool.close().await;
        // It is a state in which the record once stood: the database alone cannot tell.
        assert_eq!(found(&world).await, Vec::<String>::new());
        let found = found_in(&world.store, &heads).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("request 2026/000002: its first 5 entries are not those"));
        world.end().await;
    }
}

#[tokio::test]
async fn what_was_erased_in_its_time_is_on_the_register_and_nothing_is_missed() {
    for world in worlds().await {
        fill(&world).await;
        let heads = heads(&world).await;
        let requests = world.store.requests();
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        requests
            .close(&code(2), "Rita Levi", noon())
            .await
            .expect("closed");
        let later = noon() + (3 * 366 * 24).hours();
        let retention = Retention::default();
        let purge = Origin::CommandLine.during(world.store.purge(later, &retention));
        let purged = purge.await.expect("purged");
        assert_eq!(
            (purged.withdrawn, purged.closed, purged.account_entries),
            (1, 1, 2)
        );
        assert_eq!(purged.tickets, 2);
        assert_eq!(found_in(&world.store, &heads).await, Vec::<String>::new());

        let erasures = world.store.audit().erasures(10).await.expect("read");
        let said = |class| {
            let found = erasures.iter().find(|erasure| erasure.class == class);
            let found = found.unwrap_or_else(|| panic!("{class:?}: {erasures:?}"));
            assert_eq!((found.at, &found.origin), (later, &Origin::CommandLine));
            (found.count, found.reason, found.kept)
        };
        let two_years = SignedDuration::from_hours(2 * 365 * 24);
        assert_eq!(said(Class::Withdrawn), (1, Reason::SinceWithdrawal, two_years));
        assert_eq!(said(Class::Closed), (1, Reason::SinceClosing, two_years));
        assert_eq!(said(Class::AccountEntries).0, 2);

        // The record of accounts goes on behind what was erased.
        account(&world, 4).await;
        assert_eq!(found_in(&world.store, &heads).await, Vec::<String>::new());
        let pool = disarmed(&world).await;
        run(&pool, "UPDATE account_entries SET at = 0").await;
        pool.close().await;
        let found = found(&world).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("record of accounts: entry 3 is not"),
            "{found:?}"
        );
        world.end().await;
    }
}

#[tokio::test]
async fn a_request_that_a_purge_erased_cannot_come_back_unseen() {
    for world in worlds().await {
        fill(&world).await;
        let pool = world.raw().await;
        run(
            &pool,
            "CREATE TABLE kept AS SELECT * FROM requests WHERE protocol_number = 1",
        )
        .await;
        let requests = world.store.requests();
        requests
            .close(&code(1), "Rita Levi", noon())
            .await
            .expect("closed");
        let later = noon() + (3 * 366 * 24).hours();
        world
            .store
            .purge(later, &Retention::default())
            .await
            .expect("purged");
        run(&pool, "INSERT INTO requests SELECT * FROM kept").await;
        pool.close().await;
        let found = found(&world).await.join("\n");
        assert!(
            found.contains("request 2026/000001: it was put back by hand"),
            "{found}"
        );
        world.end().await;
    }
}

#[tokio::test]
async fn what_was_there_before_the_chain_is_taken_into_it() {
    for world in worlds().await {
        fill(&world).await;
        // As the release before left it.
        let pool = disarmed(&world).await;
        if !world.is_sqlite() {
            for table in ["request_entries", "account_entries", "register_entries"] {
                for guard in ["linked", "unchanged", "kept", "whole"] {
                    run(&pool, &format!("DROP TRIGGER {table}_{guard} ON {table}")).await;
                }
            }
            run(
                &pool,
                "DROP FUNCTION record_linked, record_unchanged, record_kept",
            )
            .await;
        }
        for sql in [
            "DROP INDEX account_entries_number",
            "DROP TABLE register_entries",
            "DROP TABLE chains",
            "DROP TABLE purging",
            "ALTER TABLE requests DROP COLUMN entry_head",
            "ALTER TABLE request_entries DROP COLUMN origin",
            "ALTER TABLE request_entries DROP COLUMN session",
            "ALTER TABLE request_entries DROP COLUMN link",
            "ALTER TABLE account_entries DROP COLUMN number",
            "ALTER TABLE account_entries DROP COLUMN origin",
            "ALTER TABLE account_entries DROP COLUMN session",
            "ALTER TABLE account_entries DROP COLUMN link",
            "DELETE FROM migrations WHERE number = 6",
        ] {
            run(&pool, sql).await;
        }
        pool.close().await;
        let store = world.neighbour().await;
        store.migrate().await.expect("migrated");
        assert_eq!(found_in(&store, &[]).await, Vec::<String>::new());
        let shown = store.requests().show(&code(1), "Rita Levi", noon()).await;
        let record = shown.expect("read").expect("found").record;
        let origins: Vec<_> = record.iter().map(|entry| &entry.origin).collect();
        assert_eq!(origins[..4], [&Origin::Unknown; 4]);
        assert_eq!(origins[4], &Origin::Server);
        assert_eq!(found_in(&store, &[]).await, Vec::<String>::new());
        let pool = disarmed(&world).await;
        run(
            &pool,
            "UPDATE request_entries SET at = 0 WHERE what = 'line_added'",
        )
        .await;
        pool.close().await;
        assert_eq!(found_in(&store, &[]).await.len(), 3);
        store.close().await;
        world.end().await;
    }
}

#[tokio::test]
async fn after_a_new_key_the_record_goes_on_and_is_whole() {
    for world in worlds().await {
        fill(&world).await;
        let heads = heads(&world).await;
        Vault::rotate(&world.folder.path().join("polo.key")).expect("rotated");
        let after = world.neighbour().await;
        let shown = after.requests().show(&code(1), "Rita Levi", noon()).await;
        shown.expect("read").expect("found");
        create_in(&after, 4, Once::none()).await.expect("created");
        assert_eq!(found_in(&after, &heads).await, Vec::<String>::new());
        // Who has the old keys alone is told what is wanting.
        let found = found(&world).await.join("\n");
        assert!(found.contains("bears the mark of key 2"), "{found}");
        after.close().await;
        world.end().await;
    }
}

#[tokio::test]
async fn an_entry_says_from_where_it_was_made() {
    for world in worlds().await {
        let desk = Origin::Desk("a-session".to_owned());
        Origin::Portal.during(world.create(1)).await;
        let requests = world.store.requests();
        let code = code(1);
        let taken = desk.clone().during(requests.take(&code, "Rita Levi", noon()));
        taken.await.expect("taken");
        let record = requests.record(&code).await.expect("read");
        let said: Vec<_> = record.iter().map(|entry| (entry.what, &entry.origin)).collect();
        assert_eq!(said, [(What::Sent, &Origin::Portal), (What::Taken, &desk)]);
        world.end().await;
    }
}
