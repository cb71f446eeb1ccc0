//! The other end: npm's provider as a process of its own for all tests of this program, and a browser that goes there and back.

use crate::desk::Worker;
use crate::world::{Answer, Call, Database, World, client};
use api::paths::desk as paths;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Url};
use serde_json::json;
use server::clock::{Chance, Clock};
use server::desk::Desk;
use server::desk::provider::{BACK, Provider, ProviderFile};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// What the provider takes for the client's secret.
const SECRET: &str = "il segreto del portale, lungo abbastanza";
/// What it calls a second factor.
pub(super) const STRONG: &str = "urn:esempio:secondo-fattore";

/// The provider. It ends with this process, which holds its input.
struct Peer {
    issuer: String,
    _process: Child,
}

/// The address of the provider, which is started the first time that somebody asks.
pub(super) fn issuer() -> &'static str {
    static PEER: OnceLock<Peer> = OnceLock::new();
    &PEER.get_or_init(start).issuer
}

fn start() -> Peer {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/peers/oidc.mjs");
    let mut process = Command::new("node")
        .args([script, "127.0.0.1", &format!("http://127.0.0.1{BACK}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("node runs");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let port = lines.find_map(|line| line.expect("a line").parse::<u16>().ok());
    let port = port.expect("oidc-provider is there: npm ci installs it");
    // What it goes on saying has to go somewhere.
    std::thread::spawn(move || lines.for_each(drop));
    Peer {
        issuer: format!("http://127.0.0.1:{port}"),
        _process: process,
    }
}

/// The settings of the provider at this address, with these lines in place of what they were.
pub(super) fn settings(issuer: &str, origin: &str, change: &str) -> ProviderFile {
    let mut lines: toml::Table = toml::toml! {
        client_id = "polo"
        name = "Accesso di prova"
        claim = "preferred_username"
    };
    lines.insert("issuer".into(), issuer.into());
    lines.insert("origin".into(), origin.into());
    lines.insert("acr_values".into(), vec![STRONG].into());
    lines.extend(toml::from_str::<toml::Table>(change).expect("TOML"));
    let file: ProviderFile = lines.try_into().expect("settings");
    file.check().expect("fair settings");
    file
}

/// A world on each engine, with the provider at this address as a way in.
pub(super) async fn worlds_at(issuer: &str, change: &str, patience: Duration) -> Vec<World> {
    let mut worlds = Vec::new();
    for database in Database::all().await {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        writeln!(file, "{SECRET}").expect("written");
        let desk = |address| {
            let mut settings = settings(issuer, &format!("http://{address}"), change);
            settings.client_secret_file = Some(file.path().to_owned());
            Desk::new(false).with_provider(Provider::new(&settings, patience).expect("a provider"))
        };
        let world = World::with_desk(database, Chance::real(), desk).await;
        // Its tokens are of today.
        world.set_clock(&Clock::real().now().to_string());
        worlds.push(world);
    }
    worlds
}

/// The same, with the provider that is npm's.
pub(super) async fn worlds_with(change: &str) -> Vec<World> {
    worlds_at(issuer(), change, Duration::from_secs(20)).await
}

pub(super) async fn worlds() -> Vec<World> {
    worlds_with("").await
}

/// Somebody's browser: what it keeps of the provider's cookies, and ours.
pub(super) struct Browser<'a> {
    world: &'a World,
    client: Client,
    theirs: RefCell<BTreeMap<String, String>>,
    /// The cookie that knows it again.
    pub(super) way: String,
    /// Where it was sent.
    pub(super) url: String,
}

impl<'a> Browser<'a> {
    /// One that has set out.
    pub(super) async fn set_out(world: &'a World) -> Self {
        let answer = world.desk_post(paths::SESSION_PROVIDER, &json!({})).send().await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        server::messages::prepare_tls();
        let client = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build();
        Self {
            world,
            client: client.expect("a client"),
            theirs: RefCell::default(),
            way: cookie_named(&answer, "__Host-polo-desk-way"),
            url: answer.text_of("url"),
        }
    }

    /// Signs in at the provider as that name; gives the address that it sends people back to, from its path on.
    pub(super) async fn at_provider(&self, name: &str) -> String {
        let mut url = Url::parse(&self.url).expect("an address");
        let mut form = None;
        for _ in 0..10 {
            if url.port() == Some(self.world.address().port()) {
                return format!("{}?{}", url.path(), url.query().unwrap_or_default());
            }
            let request = match form.take() {
                Some(name) => self.client.post(url.clone()).form(&[("login", name)]),
                None => self.client.get(url.clone()),
            };
            let answer = request
                .header(COOKIE, self.cookies())
                .send()
                .await
                .expect("an answer");
            self.keep(&answer);
            match answer.headers().get(LOCATION) {
                Some(next) => url = url.join(next.to_str().expect("text")).expect("an address"),
                None if url.path().starts_with("/login/") => form = Some(name.to_owned()),
                None => panic!("{url}: {}", answer.text().await.unwrap_or_default()),
            }
        }
        panic!("the provider sends people round and round");
    }

    fn cookies(&self) -> String {
        let theirs = self.theirs.borrow();
        let pairs: Vec<String> = theirs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep(&self, answer: &reqwest::Response) {
        for set in answer.headers().get_all(SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.theirs.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
    }

    /// Comes back to this address with its own cookie.
    pub(super) async fn back(&self, path: &str) -> Answer {
        self.back_with(path, &self.way).await
    }

    pub(super) async fn back_with(&self, path: &str, cookie: &str) -> Answer {
        self.world.get(path).header("Cookie", cookie).send().await
    }
}

/// There and back under that name.
pub(super) async fn sign_in(world: &World, name: &str) -> Answer {
    let browser = Browser::set_out(world).await;
    let back = browser.at_provider(name).await;
    browser.back(&back).await
}

/// The cookie of that name that an answer sets, as a browser sends it back.
pub(super) fn cookie_named(answer: &Answer, name: &str) -> String {
    let sets = answer.headers.get_all(SET_COOKIE).iter();
    let mut pairs = sets.map(|set| set.to_str().expect("text").split(';').next().unwrap_or_default());
    let found = pairs.find(|pair| pair.starts_with(&format!("{name}=")));
    found
        .unwrap_or_else(|| panic!("no {name}: {}", answer.text))
        .to_owned()
}

/// The cookie of the session that an answer gives.
pub(super) fn session(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text);
    cookie_named(answer, "__Host-polo-desk")
}

/// That somebody was not let in: the status, and a part of what the page says. Nothing opens the desk.
pub(super) fn assert_refused(answer: &Answer, status: u16, says: &str, what: &str) {
    assert_eq!(answer.status, status, "{what}: {}", answer.text);
    assert!(answer.header("content-type").starts_with("text/html"), "{what}");
    assert!(answer.text.contains(says), "{what}: {}", answer.text);
    let sets = answer.headers.get_all(SET_COOKIE).iter();
    for set in sets {
        let set = set.to_str().expect("text");
        assert!(set.starts_with("__Host-polo-desk-way=;"), "{what}: {set}");
    }
}

impl World {
    /// Somebody whose account awaits the provider.
    pub(super) async fn awaited(&self, login: &str, grants: &[&str]) -> Worker {
        let worker = self.worker(login, grants).await;
        self.allow(&worker.id, true).await;
        worker
    }

    pub(super) async fn allow(&self, id: &str, allowed: bool) {
        let accounts = self.store.accounts();
        let now = self.state.clock.now();
        accounts
            .allow_provider(id, allowed, None, now)
            .await
            .expect("allowed");
    }

    /// How often that stands on the record of accounts.
    pub(super) async fn done(&self, what: &str) -> usize {
        let record = self.store.accounts().record(500).await.expect("a record");
        record.iter().filter(|entry| entry.what == what).count()
    }
}

/// A call that nobody is signed in for, to look at what is offered.
pub(super) fn ways_in(world: &World) -> Call {
    world.get(paths::PROVIDERS)
}

/// A client as in [`client`], for asking the provider directly.
pub(super) async fn get(url: &str) -> reqwest::Response {
    client().get(url).send().await.expect("an answer")
}
