//! What only the vault itself can do to a record: seal a name anew.

use super::Told;
use crate::requests::record::{Entry, enter, entry_place, row_name};
use crate::{Store, Vault, What};
use sqlx::Row;

const CODE: &str = "K7M2Q9XT4J";

/// A request with two entries, made by hand: what it says is of no matter here.
async fn filled(store: &Store) {
    let mut tx = store.database.write().await.expect("a transaction");
    let chain = super::Chain::of_request(
        &store.vault,
        CODE,
        domain::Protocol {
            year: 2026,
            number: 1,
        },
    );
    let insert = sqlx::query(
        "INSERT INTO requests (code, secret_tag, protocol_year, protocol_number, motive, polo, status, received_at, \
         answer_by, person, entry_head) VALUES ($1, $2, 2026, 1, 'casa', 'pablo', 'received', 0, '2026-11-27', $2, $3)",
    );
    let insert = insert.bind(CODE).bind(vec![1_u8]).bind(chain.start());
    insert.execute(&mut *tx).await.expect("inserted");
    let protocol = domain::Protocol {
        year: 2026,
        number: 1,
    };
    super::enter(&mut tx, &store.vault, 0, &[super::Note::Created(protocol)])
        .await
        .expect("registered");
    for who in ["Rita Levi", "Sara B."] {
        let entry = Entry {
            code: CODE,
            what: What::Shown,
            who: Some(who),
            at: 0,
        };
        assert!(enter(&mut tx, &store.vault, entry).await.expect("entered"));
    }
    tx.commit().await.expect("committed");
}

async fn faults(store: &Store) -> Vec<String> {
    let mut faults = Vec::new();
    let mut tell = |told| {
        if let Told::Found(fault) = told {
            faults.push(fault.to_string());
        }
    };
    let audit = store.audit();
    let verified = audit.verify(std::iter::empty(), &mut tell).await;
    verified.expect("verified");
    faults
}

#[tokio::test]
async fn names_sealed_anew_under_another_key_are_the_same_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let (keys, address) = (
        folder.path().join("polo.key"),
        format!("sqlite:{}", folder.path().join("polo.db").display()),
    );
    let vault = Vault::create(&keys).expect("a vault");
    let store = Store::connect(&address, vault).await.expect("connected");
    store.migrate().await.expect("migrated");
    filled(&store).await;
    let vault = Vault::rotate(&keys).expect("rotated");
    let after = Store::connect(&address, vault).await.expect("connected");

    let mut tx = after.database.write().await.expect("a transaction");
    let unguarded = sqlx::query("DROP TRIGGER request_entries_unchanged");
    unguarded.execute(&mut *tx).await.expect("dropped");
    for number in 1..=2_i64 {
        let name = row_name(CODE, number);
        let read = sqlx::query("SELECT who FROM request_entries WHERE number = $1").bind(number);
        let sealed: Vec<u8> = read
            .fetch_one(&mut *tx)
            .await
            .expect("a row")
            .try_get("who")
            .expect("bytes");
        let who = after.vault.unseal(entry_place(&name), &sealed).expect("opens");
        let anew = after.vault.seal(entry_place(&name), &who).expect("seals");
        assert_ne!(anew, sealed);
        let write = sqlx::query("UPDATE request_entries SET who = $2 WHERE number = $1");
        let write = write.bind(number).bind(anew);
        write.execute(&mut *tx).await.expect("written");
    }
    tx.commit().await.expect("committed");
    assert_eq!(faults(&after).await, Vec::<String>::new());

    // Another name under the same key is another name.
    let other = row_name(CODE, 2);
    let who = after
        .vault
        .seal(entry_place(&other), b"Rita Levi")
        .expect("seals");
    let mut tx = after.database.write().await.expect("a transaction");
    let write = sqlx::query("UPDATE request_entries SET who = $1 WHERE number = 2").bind(who);
    write.execute(&mut *tx).await.expect("written");
    tx.commit().await.expect("committed");
    let found = faults(&after).await;
    assert_eq!(found.len(), 1, "{found:?}");
}
