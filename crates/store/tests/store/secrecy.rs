//! What someone who steals the files can read: nothing of anyone.

use crate::world::*;
use jiff::civil::date;
use sqlx::Row;
use store::{Once, Retention, StoreError, VaultError};

fn holds(dump: &[u8], needle: &[u8]) -> bool {
    dump.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn nothing_personal_can_be_read_in_the_files() {
    for world in worlds().await {
        let once = keyed("telltale-idempotency-key", 0xab);
        world.try_create(1, once).await.expect("created");
        let requests = world.store.requests();
        let text = line("vengo con mia figlia");
        requests
            .add_line(&code(1), &secret(1), &text, noon(), &Once::none())
            .await
            .expect("added");
        requests
            .show(&code(1), "Rita Levi", noon())
            .await
            .expect("read")
            .expect("found");
        let words = feedback("/polo/", 2, "clear", "telltale words");
        world
            .store
            .feedback()
            .add(&words, date(2026, 11, 22))
            .await
            .expect("added");

        let dump = world.dump().await;
        assert!(
            holds(&dump, code(1).as_str().as_bytes()),
            "the dump holds the rows"
        );
        let secret = secret(1);
        let others = [
            secret.expose(),
            "telltale-idempotency-key",
            "telltale words",
            "Rita Levi",
            "golese",
        ];
        for needle in PERSONAL.iter().chain(&others) {
            assert!(!holds(&dump, needle.as_bytes()), "{needle} is readable");
        }
        assert!(!holds(&dump, &[0xab; 32]), "the bare fingerprint is readable");
        if world.is_sqlite() {
            let names: Vec<_> = std::fs::read_dir(world.folder.path())
                .expect("the folder")
                .flatten()
                .collect();
            assert!(
                names
                    .iter()
                    .any(|file| file.file_name().to_string_lossy().ends_with("-wal"))
            );
        }
        world.end().await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    for world in worlds().await {
        world.create(1).await;
        for file in std::fs::read_dir(world.folder.path())
            .expect("the folder")
            .flatten()
        {
            let mode = file.metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", file.path().display());
        }
        world.end().await;
    }
}

#[tokio::test]
async fn what_is_withdrawn_leaves_the_files_even_as_sealed_bytes() {
    for world in worlds().await {
        for number in 1..=8 {
            world.create(number).await;
            let requests = world.store.requests();
            let text = line("vengo con mia figlia");
            requests
                .add_line(&code(number), &secret(number), &text, noon(), &Once::none())
                .await
                .expect("added");
        }
        let raw = world.raw().await;
        let mut sealed: Vec<Vec<u8>> = Vec::new();
        for query in [
            sqlx::query("SELECT person AS sealed FROM requests WHERE code = $1"),
            sqlx::query("SELECT text AS sealed FROM request_lines WHERE code = $1"),
        ] {
            let row = query
                .bind(code(4).as_str().to_owned())
                .fetch_one(&raw)
                .await
                .expect("a row");
            sealed.push(row.try_get("sealed").expect("bytes"));
        }
        raw.close().await;
        let before = world.dump().await;
        // A field may begin in one page and go on in another: its end is what to look for.
        let tail = |bytes: &[u8]| bytes[bytes.len() - 48..].to_vec();
        assert!(sealed.iter().all(|bytes| holds(&before, &tail(bytes))));

        world
            .store
            .requests()
            .withdraw(&code(4), &secret(4), noon(), &Once::none())
            .await
            .expect("withdrawn");
        world
            .store
            .purge(noon(), &Retention::default())
            .await
            .expect("purged");
        let after = world.dump().await;
        assert!(
            sealed.iter().all(|bytes| !holds(&after, &tail(bytes))),
            "sealed bytes are left"
        );
        world.end().await;
    }
}

#[tokio::test]
async fn a_field_moved_to_another_request_is_refused() {
    for world in worlds().await {
        world.create(1).await;
        world.create(2).await;
        world
            .execute(
                "UPDATE requests SET person = (SELECT person FROM requests WHERE protocol_number = 2) \
                 WHERE protocol_number = 1",
            )
            .await;
        let requests = world.store.requests();
        let outcome = requests.open(&code(1), &secret(1)).await;
        assert!(matches!(outcome, Err(StoreError::Vault(VaultError::Broken))));

        // Nor does the hash of one secret open another request.
        world
            .execute(
                "UPDATE requests SET secret_tag = \
                 (SELECT secret_tag FROM requests WHERE protocol_number = 2)",
            )
            .await;
        assert!(requests.open(&code(1), &secret(2)).await.expect("read").is_none());
        assert!(requests.open(&code(2), &secret(2)).await.expect("read").is_some());
        world.end().await;
    }
}
