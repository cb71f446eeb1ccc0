//! The tables' history: numbered SQL files that are part of the program, each run once, in order, in one
//! transaction. Never here: what the tables mean. A file that has been released is never changed; a new one
//! is added.

use crate::audit;
use crate::engine::{Database, retry};
use crate::error::StoreError;
use crate::vault::Vault;
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A step of the tables' history.
struct Migration {
    number: i64,
    /// What both engines take.
    common: &'static str,
    /// What one of them says in its own way, run after that.
    own: Own,
}

/// The same, said to each engine.
#[derive(Clone, Copy)]
struct Own {
    sqlite: &'static str,
    postgres: &'static str,
}

const NOTHING: Own = Own {
    sqlite: "",
    postgres: "",
};

/// Oldest first.
const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        common: include_str!("../migrations/0001_first_contact.sql"),
        own: NOTHING,
    },
    Migration {
        number: 2,
        common: include_str!("../migrations/0002_agenda.sql"),
        own: Own {
            sqlite: include_str!("../migrations/0002_agenda.sqlite.sql"),
            postgres: include_str!("../migrations/0002_agenda.postgres.sql"),
        },
    },
    Migration {
        number: 3,
        common: include_str!("../migrations/0003_outbox.sql"),
        own: NOTHING,
    },
    Migration {
        number: 4,
        common: include_str!("../migrations/0004_accounts.sql"),
        own: NOTHING,
    },
    Migration {
        number: 5,
        common: include_str!("../migrations/0005_desk_work.sql"),
        own: NOTHING,
    },
    Migration {
        number: audit::MIGRATION,
        common: include_str!("../migrations/0006_record.sql"),
        own: Own {
            sqlite: include_str!("../migrations/0006_record.sqlite.sql"),
            postgres: include_str!("../migrations/0006_record.postgres.sql"),
        },
    },
    Migration {
        number: 7,
        common: include_str!("../migrations/0007_offers.sql"),
        own: NOTHING,
    },
    Migration {
        number: 8,
        common: include_str!("../migrations/0008_desk_agenda.sql"),
        own: NOTHING,
    },
    Migration {
        number: 9,
        common: include_str!("../migrations/0009_help_project.sql"),
        own: NOTHING,
    },
    Migration {
        number: 10,
        common: include_str!("../migrations/0010_turns.sql"),
        own: NOTHING,
    },
    Migration {
        number: 11,
        common: "",
        own: Own {
            sqlite: include_str!("../migrations/0011_overlap.sqlite.sql"),
            postgres: "",
        },
    },
    Migration {
        number: 13,
        common: include_str!("../migrations/0013_provider.sql"),
        own: NOTHING,
    },
];

impl Migration {
    fn own(&self, database: &Database) -> &'static str {
        database.choose(self.own.sqlite, self.own.postgres)
    }

    /// Of all that is run on this engine.
    fn checksum(&self, database: &Database) -> String {
        checksum(&format!("{}{}", self.common, self.own(database)))
    }
}

/// The tables are not as this program needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MigrationError {
    /// A migration has not been run.
    #[error("migration {0} has not been run: run `polo migrate`")]
    Missing(i64),
    /// A migration was run with another text.
    #[error("migration {0} was run with another text: this database belongs to another version")]
    Altered(i64),
    /// A later version of the program has been here.
    #[error("migration {0} is unknown to this version: the database belongs to a later one")]
    Unknown(i64),
}

pub(crate) async fn run(database: &Database, vault: &Vault) -> Result<(), StoreError> {
    retry(|| attempt(database, vault)).await
}

async fn attempt(database: &Database, vault: &Vault) -> Result<(), StoreError> {
    let mut tx = database.write().await?;
    database.lock_migrations(&mut tx).await?;
    if !has_table(database, &mut tx, "migrations").await? {
        let table = "CREATE TABLE migrations (number BIGINT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL)";
        sqlx::query(table).execute(&mut *tx).await?;
    }
    let done = done(&mut tx).await?;
    if let Some(unknown) = done
        .keys()
        .find(|number| MIGRATIONS.iter().all(|known| known.number != **number))
    {
        return Err(MigrationError::Unknown(*unknown).into());
    }
    for migration in MIGRATIONS {
        let (number, checksum) = (migration.number, migration.checksum(database));
        match compare(&done, number, &checksum) {
            Ok(()) => {}
            Err(MigrationError::Missing(_)) => {
                sqlx::raw_sql(migration.common).execute(&mut *tx).await?;
                if number == audit::MIGRATION {
                    audit::adopt(&mut tx, vault).await?;
                }
                sqlx::raw_sql(migration.own(database)).execute(&mut *tx).await?;
                let note = sqlx::query("INSERT INTO migrations (number, checksum) VALUES ($1, $2)");
                note.bind(number).bind(checksum).execute(&mut *tx).await?;
                tracing::info!(number, "migration done");
            }
            Err(altered) => return Err(altered.into()),
        }
    }
    Ok(tx.commit().await?)
}

/// Whether nothing that bears a key's mark is kept here yet: a database without tables, or with empty ones.
pub(crate) async fn is_new(database: &Database) -> Result<bool, StoreError> {
    let mut tx = database.read().await?;
    for (table, count) in [
        ("requests", "SELECT COUNT(*) AS found FROM requests"),
        ("accounts", "SELECT COUNT(*) AS found FROM accounts"),
    ] {
        if !has_table(database, &mut tx, table).await? {
            continue;
        }
        let kept = sqlx::query(count).fetch_one(&mut *tx).await?;
        if kept.try_get::<i64, _>("found")? > 0 {
            return Ok(false);
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// Whether all that this program knows is done. Migrations of a later version are no hindrance: while a new
/// version is being brought in, the old one goes on working.
pub(crate) async fn check(database: &Database) -> Result<(), StoreError> {
    let mut tx = database.read().await?;
    let done = if has_table(database, &mut tx, "migrations").await? {
        done(&mut tx).await?
    } else {
        BTreeMap::new()
    };
    for migration in MIGRATIONS {
        compare(&done, migration.number, &migration.checksum(database))?;
    }
    Ok(tx.commit().await?)
}

async fn has_table(
    database: &Database,
    connection: &mut AnyConnection,
    name: &'static str,
) -> Result<bool, StoreError> {
    let row = sqlx::query(database.table_query())
        .bind(name)
        .fetch_one(connection)
        .await?;
    Ok(row.try_get::<i64, _>("found")? > 0)
}

async fn done(connection: &mut AnyConnection) -> Result<BTreeMap<i64, String>, StoreError> {
    let rows = sqlx::query("SELECT number, checksum FROM migrations")
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("number")?, row.try_get("checksum")?)))
        .collect()
}

fn compare(done: &BTreeMap<i64, String>, number: i64, checksum: &str) -> Result<(), MigrationError> {
    match done.get(&number) {
        None => Err(MigrationError::Missing(number)),
        Some(found) if found != checksum => Err(MigrationError::Altered(number)),
        Some(_) => Ok(()),
    }
}

fn checksum(sql: &str) -> String {
    Sha256::digest(sql.as_bytes())
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_upwards() {
        assert!(MIGRATIONS.is_sorted_by(|earlier, later| earlier.number < later.number));
    }

    #[test]
    fn a_text_changed_after_the_fact_is_noticed() {
        let done = BTreeMap::from([(1, checksum("CREATE TABLE a (b TEXT)"))]);
        let compare = |number, sql: &str| compare(&done, number, &checksum(sql));
        assert_eq!(compare(1, "CREATE TABLE a (b TEXT)"), Ok(()));
        assert_eq!(
            compare(1, "CREATE TABLE a (c TEXT)"),
            Err(MigrationError::Altered(1))
        );
        assert_eq!(compare(2, ""), Err(MigrationError::Missing(2)));
    }
}
