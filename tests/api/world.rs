//! The world of a test: a server on a fresh database, a clock that can be set, somebody to send requests.

use domain::Catalogue;
use domain::agenda::Who;
use jiff::{SignedDuration, Timestamp};
use portal::Bundle;
use portal::bundle::Language;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use server::clock::{Chance, Clock};
use server::desk::Desk;
use server::sender::Trust;
use server::site::Site;
use server::state::AppState;
use server::throttle::{Limits, Throttle};
use sqlx::{Connection, Executor};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use store::{Filter, Listed, Opened, Store, Vault};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A Monday morning in Parma.
const MONDAY: &str = "2026-11-23T09:00:00Z";
/// Whoever is not said to be someone else.
pub(crate) const SOMEONE: &str = "192.0.2.10";

pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) store: Store,
    pub(crate) catalogue: Catalogue,
    /// The router's state, for a router of the test's own.
    pub(crate) state: AppState,
    address: SocketAddr,
    client: reqwest::Client,
    clock: Arc<AtomicI64>,
    _stop: oneshot::Sender<()>,
}

/// A world on each engine there is.
pub(crate) async fn worlds() -> Vec<World> {
    worlds_with(&Chance::real()).await
}

/// The same, with codes and secrets out of this chance.
pub(crate) async fn worlds_with(chance: &Chance) -> Vec<World> {
    let mut worlds = Vec::new();
    for database in Database::all().await {
        worlds.push(World::on(database, chance.clone()).await);
    }
    worlds
}

impl World {
    async fn on(database: Database, chance: Chance) -> Self {
        Self::with_desk(database, chance, |_| Desk::new(false)).await
    }

    /// One whose desk knows the address that the world will have.
    pub(crate) async fn with_desk(
        database: Database,
        chance: Chance,
        desk: impl FnOnce(SocketAddr) -> Desk,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let site = Arc::new(Site::load(&database.site()).expect("a site"));
        let store = database.store().await;
        store.migrate().await.expect("migrated");
        let clock = Arc::new(AtomicI64::new(0));
        let told = clock.clone();
        let tell = move || Timestamp::from_millisecond(told.load(Ordering::SeqCst)).expect("in range");
        let state = AppState {
            store: store.clone(),
            site: site.clone(),
            clock: Clock::new(tell),
            chance,
            throttle: Arc::new(Throttle::new(Limits::default(), [9; 32])),
            trust: Arc::new(Trust {
                proxies: vec!["127.0.0.1".parse().expect("an address")],
                always_https: false,
            }),
            desk: Arc::new(desk(address)),
            postbox: server::messages::Postbox::new([domain::message::Channel::Email].into_iter().collect()),
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let app = server::serve::app(state.clone());
        tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            server::serve::run(listener, app, stopped, std::time::Duration::from_secs(1)).await
        });
        let catalogue = site.bundle("it").catalogue.clone();
        let world = Self {
            database,
            store,
            catalogue,
            state,
            address,
            client: client(),
            clock,
            _stop: stop,
        };
        world.set_clock(MONDAY);
        world
    }

    pub(crate) fn set_clock(&self, instant: &str) {
        let instant: Timestamp = instant.parse().expect("an instant");
        self.clock.store(instant.as_millisecond(), Ordering::SeqCst);
    }

    pub(crate) fn let_pass(&self, span: SignedDuration) {
        self.clock.fetch_add(
            i64::try_from(span.as_millis()).expect("a short span"),
            Ordering::SeqCst,
        );
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The least that can be asked.
    pub(crate) fn least(&self) -> Value {
        least(&self.catalogue)
    }

    /// The least, with this answer instead.
    pub(crate) fn least_but(&self, field: &str, answer: impl Into<Value>) -> Value {
        let mut request = self.least();
        request[field] = answer.into();
        request
    }

    pub(crate) fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Call {
        let call = self.call(Method::POST, path);
        Call {
            builder: call.builder.json(body),
            ..call
        }
    }

    pub(crate) fn call(&self, method: Method, path: &str) -> Call {
        let builder = self
            .client
            .request(method.clone(), format!("http://{}{path}", self.address));
        Call {
            method,
            path: path.to_owned(),
            builder,
            from: SOMEONE,
        }
    }

    /// Sends the least and gives code and secret.
    pub(crate) async fn sent(&self) -> (String, String) {
        let answer = self.post("/api/v1/requests", &self.least()).send().await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        (answer.text_of("code"), answer.text_of("secret"))
    }

    /// The request as the Polo reads it, which goes on the record.
    pub(crate) async fn opened(&self, code: &str, who: &str, at: &str) -> Opened {
        let (code, at) = (code.parse().expect("a code"), at.parse().expect("an instant"));
        let opened = self.store.requests().show(&code, who, at).await;
        opened.expect("an answer").expect("a request")
    }

    pub(crate) async fn listed(&self) -> Vec<Listed> {
        everything(&self.store).await
    }
}

/// Every request that is kept.
pub(crate) async fn everything(store: &Store) -> Vec<Listed> {
    store
        .requests()
        .list(&Filter {
            limit: 1_000_000,
            ..Filter::default()
        })
        .await
        .expect("a list")
}

/// A request on its way.
pub(crate) struct Call {
    method: Method,
    path: String,
    builder: RequestBuilder,
    from: &'static str,
}

impl Call {
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        // Any bytes, so that a test can send what a program should not.
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header");
        Self {
            builder: self.builder.header(name, value),
            ..self
        }
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    pub(crate) fn secret(self, secret: &str) -> Self {
        self.header("Authorization", &format!("Bearer {secret}"))
    }

    /// From another address than [`SOMEONE`]'s.
    pub(crate) fn from(self, address: &'static str) -> Self {
        Self {
            from: address,
            ..self
        }
    }

    pub(crate) fn raw(self, body: impl Into<reqwest::Body>) -> Self {
        Self {
            builder: self.builder.body(body),
            ..self
        }
    }

    /// The answer, which must be one that the description knows of.
    pub(crate) async fn send(self) -> Answer {
        let response = self
            .builder
            .header("X-Forwarded-For", self.from)
            .send()
            .await
            .expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Answer {
            status,
            headers,
            text,
            body,
        };
        super::openapi::assert_described(&self.method, &self.path, &answer);
        answer
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("readable"))
    }

    pub(crate) fn text_of(&self, field: &str) -> String {
        self.body[field]
            .as_str()
            .unwrap_or_else(|| panic!("no {field} in {}", self.text))
            .to_owned()
    }

    /// The kind of problem, after checking that it is one that a person could read.
    pub(crate) fn problem(&self) -> &str {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        assert_eq!(self.body["status"], self.status.as_u16());
        for text in ["title", "detail"] {
            assert!(
                self.body[text]
                    .as_str()
                    .is_some_and(|text| !text.is_empty() && !text.contains('{')),
                "{}",
                self.text
            );
        }
        for error in self.body["errors"].as_array().into_iter().flatten() {
            let detail = error["detail"].as_str().unwrap_or_default();
            assert!(!detail.is_empty() && !detail.contains('{'), "{error}");
        }
        self.body["type"]
            .as_str()
            .and_then(|kind| kind.strip_prefix("/problems/"))
            .unwrap_or_default()
    }

    /// Field and fault of each error, in their order.
    pub(crate) fn errors(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().map_or(&[][..], Vec::as_slice);
        errors
            .iter()
            .map(|error| {
                (
                    error["field"].as_str().unwrap_or(""),
                    error["fault"].as_str().unwrap_or(""),
                )
            })
            .collect()
    }
}

/// A database of the test's own, and a folder with keys and site. Gone at the end.
pub(crate) struct Database {
    /// As `--database` takes it.
    pub(crate) url: String,
    pub(crate) folder: TempDir,
    /// The server's address and the name of the database on it.
    server: Option<(String, String)>,
}

impl Database {
    /// One on each engine there is.
    pub(crate) async fn all() -> Vec<Self> {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        let here = folder();
        let mut all = vec![Self {
            url: format!("sqlite:{}", here.path().join("polo.db").display()),
            folder: here,
            server: None,
        }];
        match std::env::var("POLO_TEST_POSTGRES") {
            Ok(server) if !server.is_empty() => all.push(Self::on_postgres(server, folder()).await),
            _ => eprintln!("POLO_TEST_POSTGRES is not set: PostgreSQL is not tested"),
        }
        for database in &all {
            write_site(&database.site());
        }
        all
    }

    /// One on a server that a test may crash, where there is such a server.
    pub(crate) async fn frail() -> Option<Self> {
        let server = std::env::var("POLO_TEST_POSTGRES_FRAIL").ok()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Self::on_postgres(server, folder).await;
        write_site(&database.site());
        Some(database)
    }

    async fn on_postgres(server: String, folder: TempDir) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "polo_api_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        statement(&server, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let (base, query) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(a, b)| (a, format!("?{b}")));
        let host = base
            .find("://")
            .and_then(|scheme| base[scheme + 3..].find('/').map(|at| &base[..scheme + 3 + at]));
        let url = format!("{}/{name}{query}", host.unwrap_or(base));
        Self {
            url,
            folder,
            server: Some((server, name)),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.server.is_none()
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.path().join("polo.keys")
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) async fn store(&self) -> Store {
        let vault = Vault::create(&self.keys()).expect("a vault");
        Store::connect(&self.url, vault).await.expect("a connection")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else {
            return;
        };
        // A runtime cannot wait inside another: the end has a thread of its own.
        let end = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(statement(
                &server,
                format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            ));
        });
        let _ = end.join();
    }
}

pub(crate) async fn statement(server: &str, sql: String) {
    let mut connection = sqlx::PgConnection::connect(server)
        .await
        .expect("the server answers");
    connection.execute(sqlx::AssertSqlSafe(sql)).await.expect("done");
    let _ = connection.close().await;
}

pub(crate) fn client() -> reqwest::Client {
    server::messages::prepare_tls();
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

pub(crate) fn least(catalogue: &Catalogue) -> Value {
    json!({
        "motive": catalogue.motives[0].id,
        "polo": catalogue.poli[0].id,
        "reply_by": "code",
        "consent": true,
    })
}

/// What the server needs of a built site: the instance's own words and data, and no page.
fn write_site(folder: &Path) {
    static FILES: OnceLock<Vec<(&str, Vec<u8>)>> = OnceLock::new();
    std::fs::create_dir_all(folder.join("data")).expect("a folder");
    for (name, content) in FILES.get_or_init(files) {
        std::fs::write(folder.join(name), content).expect("a file");
    }
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let content = content();
    vec![
        ("data/site.json", index(&content).into_bytes()),
        (
            "data/streets.json",
            serde_json::to_vec(content.streets()).expect("streets"),
        ),
        ("data/search-it.bin", content::search_index(&content, "it", &[])),
        ("data/search-en.bin", content::search_index(&content, "en", &[])),
    ]
}

pub(crate) fn content() -> content::Site {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    content::load(&folder, jiff::civil::date(2026, 11, 25)).expect("the content can be read")
}

/// The instance's own, but that one motive is for professionals to book, and one for staff.
fn catalogue(content: &content::Site, language: &str) -> Catalogue {
    let mut catalogue = content.catalogue(language).clone();
    for motive in &mut catalogue.motives {
        let who = match motive.id.as_str() {
            "documenti" => Who::Professional,
            "altro" => Who::Staff,
            _ => continue,
        };
        motive.terms.iter_mut().for_each(|terms| terms.who = who);
    }
    catalogue
}

fn index(content: &content::Site) -> String {
    let languages: Vec<Language> = content.settings.languages.iter().map(language).collect();
    let bundle = |language: &Language| {
        let texts = content.texts(&language.id);
        let bundle = Bundle {
            language: language.clone(),
            languages: languages.clone(),
            texts: portal::texts::Texts::new(|name| texts.get(name).cloned()),
            catalogue: catalogue(content, &language.id),
            site: portal::bundle::Site {
                answer_within_days: 5,
                ..Default::default()
            },
        };
        (language.id.clone(), json!(bundle))
    };
    json!({
        "languages": languages.iter().map(|language| &language.id).collect::<Vec<_>>(),
        "bundles": languages.iter().map(bundle).collect::<serde_json::Map<_, _>>(),
        "few_times": 5, "holidays": [[12, 25], [12, 26], [1, 1], [1, 6]],
        "frames": {}, "measures": {},
        "assets": {
            "style": "/assets/portal.css", "style_text": "", "style_hash": "c3R5bGVz", "exit": "", "apps": {}, "bundles": {}, "streets": "/data/streets.json",
            "search": { "it": "/data/search-it.bin", "en": "/data/search-en.bin" },
        },
    })
    .to_string()
}

fn language(language: &content::Language) -> Language {
    Language {
        id: language.id.clone(),
        name: language.name.clone(),
        dir: language.dir.as_str().to_owned(),
    }
}
