//! Life after a new key.

use crate::world::*;
use store::{Answer, Once, StoreError, Vault, VaultError};

#[tokio::test]
async fn after_a_new_key_all_goes_on_as_before() {
    for world in worlds().await {
        let first = world
            .try_create(1, keyed("a-key", 1))
            .await
            .expect("created")
            .into_inner();
        Vault::rotate(&world.folder.path().join("polo.key")).expect("rotated");
        let after = world.neighbour().await;

        let opened = after
            .requests()
            .open(&code(1), &secret(1))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(opened.person, Some(person()));
        assert!(
            after
                .requests()
                .open(&code(1), &secret(2))
                .await
                .expect("read")
                .is_none()
        );
        let replay = create_in(&after, 2, keyed("a-key", 1)).await.expect("replayed");
        assert_eq!(replay, Answer::Replayed(first));

        create_in(&after, 3, Once::none()).await.expect("created");
        // The program that runs on with the old keys cannot open what the new key sealed, and says so.
        let blind = world.store.requests().show(&code(3), "Rita Levi", noon()).await;
        assert!(matches!(blind, Err(StoreError::Vault(VaultError::UnknownKey(2)))));
        after.close().await;
        world.end().await;
    }
}
