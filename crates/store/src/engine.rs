//! The two engines and where they differ: addresses, settings of a connection, how a transaction begins,
//! locks. Never here: a table's name. Queries are written once, for both, beside what they serve.

use crate::error::{Passing, StoreError};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Transaction};
use std::path::Path;
use std::time::Duration;

/// How often a transaction that lost a race is tried, the first time included.
const ATTEMPTS: u32 = 6;
/// The wait after the first race lost; it doubles each time.
const FIRST_WAIT: Duration = Duration::from_millis(15);
/// How long a caller waits for a connection before being told that the database is out of reach.
const PATIENCE: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
/// The number of our advisory lock on PostgreSQL: `polo` in ASCII.
const MIGRATION_LOCK: i64 = 0x706f_6c6f;

/// A commit is on the disk when it is answered (`synchronous=FULL`); erased bytes are overwritten
/// (`secure_delete`).
const SQLITE_WRITER: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;";
const SQLITE_READER: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;";
/// A server may be set to answer before the disk has it; we may not.
const POSTGRES: &str = "SET synchronous_commit = on";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// The connections: on SQLite one that writes and several that read, on PostgreSQL one pool for both.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    engine: Engine,
    writer: AnyPool,
    reader: AnyPool,
}

impl Database {
    pub(crate) async fn connect(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        if let Some(path) = address.strip_prefix("sqlite:") {
            let url = sqlite_url(path.strip_prefix("//").unwrap_or(path))?;
            // The switch to WAL wants the file for itself: another process doing the same makes it fail, not
            // wait.
            let writer = retry(|| pool(&url, 1, SQLITE_WRITER)).await?;
            let reader = pool(&url, SQLITE_READERS, SQLITE_READER).await?;
            Ok(Self {
                engine: Engine::Sqlite,
                writer,
                reader,
            })
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let url: AnyConnectOptions = address.parse().map_err(|_| StoreError::Address)?;
            let pool = pool(&url, POSTGRES_CONNECTIONS, POSTGRES).await?;
            Ok(Self {
                engine: Engine::Postgres,
                writer: pool.clone(),
                reader: pool,
            })
        } else {
            Err(StoreError::Address)
        }
    }

    /// A transaction that writes. SQLite takes the lock at once, so that no write fails half way; on
    /// PostgreSQL the level is ours whatever the server's default.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
        };
        Ok(self.writer.begin_with(begin).await?)
    }

    /// A transaction whose reads all see the same state.
    pub(crate) async fn read(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.reader.begin_with(begin).await?)
    }

    /// For one query.
    pub(crate) fn reader(&self) -> &AnyPool {
        &self.reader
    }

    /// Within a writing transaction: holds until its end every other process that would migrate. On SQLite
    /// the transaction itself does.
    pub(crate) async fn lock_migrations(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
            lock.execute(connection).await?;
        }
        Ok(())
    }

    /// What a query that ends so holds until the end of its transaction: the rows that it found, against others that end so.
    /// On SQLite the transaction itself does.
    pub(crate) fn holding(&self) -> &'static str {
        self.choose("", " FOR NO KEY UPDATE")
    }

    /// Whether two transactions that write may be under way at once: where they may not, there is nothing to hold.
    pub(crate) fn writes_side_by_side(&self) -> bool {
        self.choose(false, true)
    }

    /// What is said in another way to each engine.
    pub(crate) fn choose<T>(&self, sqlite: T, postgres: T) -> T {
        match self.engine {
            Engine::Sqlite => sqlite,
            Engine::Postgres => postgres,
        }
    }

    /// The question whether our table of that name exists, `$1`, in a form that fails on neither engine.
    pub(crate) fn table_query(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite => {
                "SELECT COUNT(*) AS found FROM sqlite_master WHERE type = 'table' AND name = $1"
            }
            Engine::Postgres => {
                "SELECT COUNT(*) AS found FROM pg_catalog.pg_class WHERE oid = to_regclass(CAST($1 AS TEXT))"
            }
        }
    }

    /// On SQLite moves the log into the database and empties it: what was erased is then in neither file.
    /// Where readers are in the way it is left to the next time. PostgreSQL's own vacuum does the like.
    pub(crate) async fn checkpoint(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Sqlite {
            self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    pub(crate) async fn close(&self) {
        // The writer goes last: on SQLite the last connection to go empties the log and removes it.
        self.reader.close().await;
        self.writer.close().await;
    }
}

/// Runs a whole transaction, and again while it loses races with others, with a growing wait and an end.
pub(crate) async fn retry<T, E, F>(attempt: impl Fn() -> F) -> Result<T, E>
where
    E: Passing + std::fmt::Display,
    F: Future<Output = Result<T, E>>,
{
    let mut wait = FIRST_WAIT;
    for left in (1..ATTEMPTS).rev() {
        match attempt().await {
            Err(error) if error.is_contention() => {
                tracing::debug!(%error, left, "a transaction lost a race and is tried again");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            outcome => return outcome,
        }
    }
    attempt().await
}

async fn pool(url: &AnyConnectOptions, most: u32, settings: &'static str) -> Result<AnyPool, StoreError> {
    let options = AnyPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(PATIENCE);
    let options = options.after_connect(move |connection, _| {
        Box::pin(async move {
            // Each statement by itself: one that fails is then the one that is named.
            for setting in settings
                .split(';')
                .map(str::trim)
                .filter(|setting| !setting.is_empty())
            {
                connection.execute(setting).await?;
            }
            connection.ping().await
        })
    });
    Ok(options.connect_with(url.clone()).await?)
}

/// The driver's address of that file, which is made where there is none: for its owner alone, as are then the
/// log and the index beside it.
fn sqlite_url(path: &str) -> Result<AnyConnectOptions, StoreError> {
    if path.is_empty() || path.starts_with(":memory:") {
        // A database in memory is one per connection, and lost with it: nothing here would hold.
        return Err(StoreError::Address);
    }
    let path = make_file(Path::new(path)).map_err(StoreError::File)?;
    let path = path.to_str().ok_or(StoreError::Address)?;
    // What has a meaning in an address is written by its number, or a file could not be called `polo #1.db`.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    let escaped = path.bytes().map(|b| {
        if plain(b) {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    });
    format!("sqlite:{}", escaped.collect::<String>())
        .parse()
        .map_err(|_| StoreError::Address)
}

fn make_file(path: &Path) -> std::io::Result<std::path::PathBuf> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    // Absolute and without `..`, which an address would resolve by its own rules.
    path.canonicalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Row;

    #[tokio::test]
    async fn each_sqlite_connection_is_set_as_we_need_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("polo.db").display());
        let database = Database::connect(&address).await.expect("connected");
        for (pragma, expected) in [
            ("PRAGMA synchronous", 2),
            ("PRAGMA foreign_keys", 1),
            ("PRAGMA secure_delete", 1),
            ("PRAGMA busy_timeout", 5000),
        ] {
            let row = sqlx::query(pragma)
                .fetch_one(&database.writer)
                .await
                .expect("a row");
            assert_eq!(row.try_get::<i64, _>(0).expect("a number"), expected, "{pragma}");
        }
        for pool in [&database.writer, &database.reader] {
            let row = sqlx::query("PRAGMA journal_mode")
                .fetch_one(pool)
                .await
                .expect("a row");
            assert_eq!(row.try_get::<String, _>(0).expect("a word"), "wal");
        }
        sqlx::query("CREATE TABLE a (b TEXT)")
            .execute(&database.writer)
            .await
            .expect("the writer writes");
        let refused = sqlx::query("INSERT INTO a VALUES ('c')")
            .execute(&database.reader)
            .await;
        refused.expect_err("a reader does not write");
    }

    #[tokio::test(start_paused = true)]
    async fn races_are_tried_again_but_not_for_ever() {
        let tried = std::cell::Cell::new(0);
        let outcome: Result<(), StoreError> = retry(|| {
            tried.set(tried.get() + 1);
            async { Err(StoreError::Busy(String::new())) }
        })
        .await;
        assert!(matches!(outcome, Err(StoreError::Busy(_))) && tried.get() == ATTEMPTS);
        tried.set(0);
        let outcome: Result<(), StoreError> = retry(|| {
            tried.set(tried.get() + 1);
            async { Err(StoreError::Database(String::new())) }
        })
        .await;
        assert!(outcome.is_err() && tried.get() == 1);
    }
}
