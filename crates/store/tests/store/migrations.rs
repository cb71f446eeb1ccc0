//! What the store makes of tables as it finds them.

use crate::world::*;
use store::{MigrationError, StoreError};

#[tokio::test]
async fn migrating_twice_changes_nothing_and_the_store_is_ready() {
    for world in worlds().await {
        world.create(1).await;
        world.store.migrate().await.expect("migrated");
        world.store.ready().await.expect("ready");
        assert_eq!(world.count("SELECT COUNT(*) FROM requests").await, 1);
        world.end().await;
    }
}

#[tokio::test]
async fn a_database_of_a_later_version_is_left_alone_but_still_serves() {
    for world in worlds().await {
        world
            .execute("INSERT INTO migrations (number, checksum) VALUES (999, 'later')")
            .await;
        let outcome = world.store.migrate().await;
        assert!(matches!(
            outcome,
            Err(StoreError::Migration(MigrationError::Unknown(999)))
        ));
        world.store.ready().await.expect("ready");
        world.end().await;
    }
}

#[tokio::test]
async fn a_migration_run_with_another_text_is_noticed() {
    for world in worlds().await {
        world
            .execute("UPDATE migrations SET checksum = 'other' WHERE number = 1")
            .await;
        for outcome in [world.store.migrate().await, world.store.ready().await] {
            assert!(matches!(
                outcome,
                Err(StoreError::Migration(MigrationError::Altered(1)))
            ));
        }
        world.end().await;
    }
}

#[tokio::test]
async fn without_tables_the_store_is_not_ready() {
    for world in worlds().await {
        world.execute("DELETE FROM migrations").await;
        let missing = world.store.ready().await;
        assert!(matches!(
            missing,
            Err(StoreError::Migration(MigrationError::Missing(1)))
        ));
        world.execute("DROP TABLE migrations").await;
        let missing = world.store.ready().await;
        assert!(matches!(
            missing,
            Err(StoreError::Migration(MigrationError::Missing(1)))
        ));
        world.end().await;
    }
}
