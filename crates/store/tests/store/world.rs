//! The world of a test: a store on a fresh database, and requests to put into it in one line.

use domain::feedback::Feedback;
use domain::request::{DayPart, ForWhom, Line, Person, ReplyBy, Request};
use domain::text::Text;
use domain::{Code, Secret, contact};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use sqlx::{AnyPool, Row};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;
use store::{Answer, CreateError, NewRequest, Once, Receipt, Store, Vault};
use tempfile::TempDir;

/// What nobody must be able to read in the files.
pub(crate) const PERSONAL: [&str; 7] = [
    "Annamaria",
    "3331234567",
    "annamaria@example.org",
    "il mio vicino",
    "ho bisogno di parlare",
    "sedia a rotelle",
    "vengo con mia figlia",
];

pub(crate) struct World {
    pub(crate) store: Store,
    /// The address that [`Store::connect`] took.
    pub(crate) address: String,
    pub(crate) folder: TempDir,
    /// The server's address and the name of the database on it.
    server: Option<(String, String)>,
}

/// A world on each engine there is.
pub(crate) async fn worlds() -> Vec<World> {
    let worlds = empty_worlds().await;
    for world in &worlds {
        world.store.migrate().await.expect("migrated");
    }
    worlds
}

/// The same, before any migration.
pub(crate) async fn empty_worlds() -> Vec<World> {
    let mut worlds = vec![World::sqlite().await];
    match std::env::var("POLO_TEST_POSTGRES") {
        Ok(server) if !server.is_empty() => worlds.push(World::postgres(&server).await),
        _ => eprintln!("POLO_TEST_POSTGRES is not set: PostgreSQL is not tested"),
    }
    worlds
}

impl World {
    async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite:{}", folder.path().join("a polo #1?.db").display());
        Self::on(address, folder, None).await
    }

    async fn postgres(server: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "polo_test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        statement(server, &format!("CREATE DATABASE {name}")).await;
        let address = with_database(server, &name);
        Self::on(
            address,
            tempfile::tempdir().expect("a folder"),
            Some((server.to_owned(), name)),
        )
        .await
    }

    async fn on(address: String, folder: TempDir, server: Option<(String, String)>) -> Self {
        let vault = Vault::create(&folder.path().join("polo.key")).expect("a vault");
        let store = Store::connect(&address, vault).await.expect("a connection");
        Self {
            store,
            address,
            folder,
            server,
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.server.is_none()
    }

    /// Another program on the same database, with the keys that the key file has now.
    pub(crate) async fn neighbour(&self) -> Store {
        let vault = Vault::open(&self.folder.path().join("polo.key")).expect("a vault");
        Store::connect(&self.address, vault).await.expect("a connection")
    }

    /// The database without the store, for looking behind its back.
    pub(crate) async fn raw(&self) -> AnyPool {
        let address = match &self.server {
            Some(_) => self.address.clone(),
            None => self
                .address
                .replace(' ', "%20")
                .replace('#', "%23")
                .replace('?', "%3F"),
        };
        AnyPool::connect(&address).await.expect("a raw connection")
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        let pool = self.raw().await;
        let count = sqlx::query(sql)
            .fetch_one(&pool)
            .await
            .expect("counted")
            .try_get(0)
            .expect("a number");
        pool.close().await;
        count
    }

    pub(crate) async fn execute(&self, sql: &'static str) {
        self.run(sql.to_owned()).await;
    }

    pub(crate) async fn run(&self, sql: String) {
        let pool = self.raw().await;
        let statement = sqlx::query(sqlx::AssertSqlSafe(sql));
        statement.execute(&pool).await.expect("executed");
        pool.close().await;
    }

    /// Every byte of the folder's files (keys apart) or every row of the server's database, as text.
    pub(crate) async fn dump(&self) -> Vec<u8> {
        let mut dump = Vec::new();
        for file in std::fs::read_dir(self.folder.path()).expect("the folder") {
            let path = file.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "key") {
                dump.extend(std::fs::read(path).expect("a file"));
            }
        }
        if !self.is_sqlite() {
            let pool = self.raw().await;
            for (table, columns) in [
                ("requests", "secret_tag, person"),
                ("request_lines", "text, text"),
                ("request_entries", "who, link"),
                ("register_entries", "cut_head, link"),
                ("account_entries", "link, link"),
                ("once", "key, answer"),
                ("feedback", "detail, detail"),
                ("staff", "name, name"),
                ("accounts", "login, password"),
                ("setups", "tag, totp"),
                ("sessions", "tag, previous_tag"),
                ("provider_sign_ins", "tag, proof"),
                ("provider_links", "subject_tag, subject_tag"),
                ("outbox", "recipient, fill"),
                ("help_projects", "shared_by, ending"),
                ("help_project_versions", "who, plan"),
                ("requests", "next_action, agreement"),
                ("handovers", "why, reply"),
                ("request_notes", "text, text"),
                ("request_contacts", "tag, tag"),
            ] {
                let query = format!("SELECT CAST(t.* AS TEXT) AS words, {columns} FROM {table} t");
                for row in sqlx::query(sqlx::AssertSqlSafe(query))
                    .fetch_all(&pool)
                    .await
                    .expect("rows")
                {
                    dump.extend(row.try_get::<String, _>("words").expect("words").into_bytes());
                    for column in [1, 2] {
                        dump.extend(
                            row.try_get::<Option<Vec<u8>>, _>(column)
                                .expect("bytes")
                                .unwrap_or_default(),
                        );
                    }
                }
            }
            pool.close().await;
        }
        dump
    }

    pub(crate) async fn create(&self, number: u32) -> Receipt {
        match self.try_create(number, Once::none()).await {
            Ok(Answer::Fresh(receipt)) => receipt,
            other => panic!("not created: {other:?}"),
        }
    }

    pub(crate) async fn try_create(&self, number: u32, once: Once) -> Result<Answer<Receipt>, CreateError> {
        create_in(&self.store, number, once).await
    }

    /// Removes what a database server keeps; a folder goes by itself.
    pub(crate) async fn end(self) {
        self.store.close().await;
        if let Some((server, name)) = &self.server {
            statement(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// Request number `number`: its code and secret follow from the number.
pub(crate) async fn create_in(
    store: &Store,
    number: u32,
    once: Once,
) -> Result<Answer<Receipt>, CreateError> {
    create_of(store, &request(), number, once).await
}

/// The same, of another request.
pub(crate) async fn create_of(
    store: &Store,
    request: &Request,
    number: u32,
    once: Once,
) -> Result<Answer<Receipt>, CreateError> {
    let new = NewRequest {
        request,
        code: code(number),
        secret: secret(number),
        now: noon(),
        year: 2026,
        answer_by: answer_by(),
        notify: store::Notify::nobody(),
        once,
    };
    store.requests().create(new).await
}

/// A sending with that key, of something that `what` stands for.
pub(crate) fn keyed(key: &str, what: u8) -> Once {
    Once {
        key: Some(key.to_owned()),
        fingerprint: [what; 32],
    }
}

pub(crate) fn code(number: u32) -> Code {
    let [a, b, c, d] = number.to_be_bytes();
    Code::from_random([a, b, c, d, 0, 0])
}

pub(crate) fn secret(number: u32) -> Secret {
    Secret::from_random(u128::from(number).to_be_bytes())
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-22T11:00:00.123Z".parse().expect("an instant")
}

pub(crate) fn answer_by() -> Date {
    date(2026, 11, 27)
}

pub(crate) fn line(text: &str) -> Line {
    Line::parse(text).expect("a fair line")
}

pub(crate) fn request() -> Request {
    Request {
        motive: "casa".to_owned(),
        polo: "pablo".to_owned(),
        chosen: None,
        waiting: None,
        person: person(),
    }
}

pub(crate) fn person() -> Person {
    Person {
        for_whom: ForWhom::Myself,
        role: Text::default(),
        aware: None,
        neighbourhood: Some("golese".to_owned()),
        way: None,
        days: Vec::new(),
        parts: vec![DayPart::Morning],
        call_at: None,
        language: Text::default(),
        interpreter: false,
        sign_language: true,
        access: text("sedia a rotelle"),
        avoid: text("il mio vicino"),
        reply_by: ReplyBy::Phone,
        phone: contact::Phone::parse("333 1234567").ok(),
        email: contact::Email::parse("annamaria@example.org").ok(),
        name: text("Annamaria"),
        safe_hours: Vec::new(),
        leave_message: false,
        note: text("ho bisogno di parlare"),
        answers: vec![
            text("Quante persone vivono in casa? 3"),
            text("Hai un lavoro? No"),
        ],
    }
}

pub(crate) fn feedback(page: &str, rating: u8, aspect: &str, detail: &str) -> Feedback {
    Feedback {
        page: page.to_owned(),
        rating,
        aspect: aspect.to_owned(),
        detail: text(detail),
    }
}

fn text<const MAX: usize>(written: &str) -> Text<MAX> {
    Text::parse(written).expect("a fair text")
}

/// Tests that start at once would all copy PostgreSQL's template, which wants it for itself: they try again
/// for a while.
async fn statement(server: &str, sql: &str) {
    sqlx::any::install_default_drivers();
    let start = Instant::now();
    loop {
        let pool = AnyPool::connect(server)
            .await
            .expect("the server of POLO_TEST_POSTGRES");
        let outcome = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
            .execute(&pool)
            .await;
        pool.close().await;
        match outcome {
            Ok(_) => return,
            Err(error) if start.elapsed().as_secs() > 20 => panic!("{sql}: {error}"),
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
        }
    }
}

fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = server
        .split_once('?')
        .map_or((server, None), |(a, p)| (a, Some(p)));
    let (scheme, rest) = address.split_once("://").expect("postgres://…");
    let host = rest.split('/').next().expect("a host");
    let parameters = parameters
        .map(|parameters| format!("?{parameters}"))
        .unwrap_or_default();
    format!("{scheme}://{host}/{name}{parameters}")
}
