//! How the agenda fares with so many appointments, as a row of a table: `cargo xtask bench --only agenda` runs it, built for
//! release. Given a number and a folder, it fills an SQLite database there, times what people wait for, and leaves it.
#![expect(
    clippy::print_stdout,
    reason = "a command line program speaks on standard output"
)]

#[path = "../tests/store/world.rs"]
#[expect(
    dead_code,
    reason = "the world of the store's tests, of which this needs a part"
)]
mod world;

use domain::Minute;
use domain::agenda::{Opening, Recurrence, Terms, Who};
use domain::calendar::Holidays;
use domain::request::{Chosen, Way};
use jiff::civil::{Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe, Row};
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Answer, Asked, NewRequest, Notify, Once, Plan, Store, Vault};

/// Staff of the Polo that is asked about.
const STAFF: u32 = 20;
/// Staff of the other Poli, who have what the Polo that is asked about has not.
const OTHERS: u32 = 80;
/// How often a month is asked for.
const ASKED: usize = 500;
/// Bookings, and bare commits, in turns of so many.
const TURNS: usize = 12;
const IN_A_TURN: usize = 25;
/// Codes of the people who book while it is timed.
const NEWCOMERS: u32 = 3_000_000;

/// As the store sets the connection that writes: a commit is on the disk when it is answered.
const WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().collect();
    let [_, count, folder] = words.as_slice() else {
        panic!("agenda_speed COUNT FOLDER");
    };
    let count: i64 = count.parse().expect("a number");
    let folder = Path::new(folder);
    let address = format!("sqlite:{}", folder.join("polo.db").display());
    let vault = Vault::create(&folder.join("polo.keys")).expect("keys");
    let store = Store::connect(&address, vault).await.expect("a database");
    store.migrate().await.expect("migrated");
    staff(&store).await;
    fill(&address, count).await;
    let month = month(&store).await;
    let bare = Bare::new(folder).await;
    let starts = starts(&store).await;
    let (mut booking, mut committing) = (Duration::ZERO, Duration::ZERO);
    let mut starts = starts.iter().cycle();
    for turn in 0..TURNS {
        for one in 0..IN_A_TURN {
            let number = u32::try_from(turn * IN_A_TURN + one).expect("few");
            let start = *starts.next().expect("free times");
            let began = Instant::now();
            book(&store, NEWCOMERS + number, start).await;
            booking += began.elapsed();
        }
        for _ in 0..IN_A_TURN {
            let began = Instant::now();
            bare.commit().await;
            committing += began.elapsed();
        }
    }
    store.close().await;
    let rate = |took: Duration| {
        let many = u32::try_from(TURNS * IN_A_TURN).expect("few");
        f64::from(many) / took.as_secs_f64()
    };
    println!(
        "{count} {:.2} {:.2} {:.0} {:.0}",
        month[ASKED / 2],
        month[ASKED * 95 / 100],
        rate(booking),
        rate(committing)
    );
}

/// Staff who see people for half an hour or for a whole one, and the slots of two months.
async fn staff(store: &Store) {
    let agenda = store.agenda();
    for number in 0..STAFF {
        let worker = agenda
            .add_worker(&format!("Prova {number}"))
            .await
            .expect("a worker");
        for weekday in [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
        ] {
            let opening = Opening {
                id: String::new(),
                worker: worker.clone(),
                polo: "pablo".to_owned(),
                motives: vec!["casa".to_owned(), "lungo".to_owned()],
                ways: vec![Way::AtPolo],
                recurrence: Recurrence::Weekly { every: 1, weekday },
                from: time(9, 0, 0, 0),
                to: time(17, 0, 0, 0),
                valid_from: date(2026, 11, 23),
                valid_until: None,
            };
            agenda.add_opening(&opening).await.expect("an opening");
        }
    }
    let terms = |minutes| Terms {
        minutes,
        buffer: 0,
        lead_hours: 1,
        horizon_days: 60,
        change_hours: 24,
        ways: vec![Way::AtPolo],
        seats: 1,
        who: Who::Anyone,
        near_percent: 0,
        near_days: 0,
        elsewhere: false,
    };
    let plan = Plan {
        motives: &[("casa".to_owned(), terms(30)), ("lungo".to_owned(), terms(60))],
        holidays: &Holidays::default(),
        zone: &TimeZone::UTC,
        first: date(2026, 11, 23),
        last: date(2027, 1, 22),
    };
    agenda.plan(&plan).await.expect("planned");
}

/// Written by SQL, without a record: that takes linked entries alone. Half of the Polo's own half hours are taken, as far as `count` goes; the other appointments are those of the other Poli and
/// of the time before.
async fn fill(address: &str, count: i64) {
    let pool = AnyPoolOptions::new().max_connections(1);
    let pool = pool.connect(address).await.expect("a connection");
    let half = "SELECT COUNT(*) / 2 FROM slots WHERE motive = 'casa'";
    let half: i64 = sqlx::query(half).fetch_one(&pool).await.expect("counted").get(0);
    let own = half.min(count);
    let others = count - own;
    let names = format!(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})",
        OTHERS - 1
    );
    let past = format!(
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})",
        others - 1
    );
    let sealed = sealed_size(&world::person());
    let request = |first: i64, of: &str, what: &str| {
        format!(
            "INSERT INTO requests (code, secret_tag, protocol_year, protocol_number, motive, polo, status, received_at, \
             answer_by, person) {of} SELECT printf('%010d', i + {first}), randomblob(32), 2025, i + {first}, \
             'casa', 'pablo', 'in_charge', 1700000000000 + i, '2026-11-27', randomblob({sealed}) {what}"
        )
    };
    let taken = format!(
        "FROM (SELECT id, worker, start_at, end_at, ROW_NUMBER() OVER (ORDER BY start_at, worker) - 1 AS i FROM slots \
         WHERE motive = 'casa' AND start_at / 1800000 % 2 = 0) WHERE i < {own}"
    );
    let appointments = "INSERT INTO appointments (id, request, slot, way, status, booked_at, changed_at)";
    let mut all = vec![
        request(0, "", &taken),
        format!(
            "{appointments} SELECT 'a' || i, printf('%010d', i), id, 'at_polo', 'booked', 1700000000000, 1700000000000 {taken}"
        ),
        "UPDATE slots SET taken = 1 WHERE id IN (SELECT slot FROM appointments)".to_owned(),
        format!(
            "INSERT INTO busy (slot, worker, start_at, end_at) SELECT id, worker, start_at, end_at {taken}"
        ),
        format!("INSERT INTO staff (id, name) {names} SELECT 'other-' || i, randomblob(40) FROM n"),
    ];
    if others > 0 {
        let start = format!("1795338000000 - (i / {OTHERS} + 1) * 1800000");
        all.extend([
            request(own, &past, "FROM n"),
            format!(
                "INSERT INTO slots (id, opening, worker, polo, motive, ways, start_at, end_at, busy_until, opens_at, closes_at, \
                 seats, taken) {past} SELECT 'slot-' || i, 'ended', 'other-' || (i % {OTHERS}), \
                 CASE i % 5 WHEN 0 THEN 'pablo' ELSE 'polo-' || (i % 5) END, 'casa', 1, {start}, {start} + 1800000, \
                 {start} + 1800000, 0, {start}, 1, 1 FROM n"
            ),
            format!(
                "{appointments} {past} SELECT 'past-' || i, printf('%010d', i + {own}), 'slot-' || i, 'at_polo', \
                 'attended', {start}, {start} FROM n"
            ),
            "INSERT INTO busy (slot, worker, start_at, end_at) SELECT id, worker, start_at, end_at FROM slots WHERE opening = 'ended'".to_owned(),
        ]);
    }
    for sql in all {
        sqlx::query(AssertSqlSafe(sql))
            .execute(&pool)
            .await
            .expect("filled");
    }
    pool.close().await;
}

/// How many bytes a person takes once sealed: the JSON, a nonce, a tag, a key's number.
fn sealed_size(person: &domain::request::Person) -> usize {
    serde_json::to_vec(person).expect("JSON").len() + 48
}

fn asked() -> Asked<'static> {
    Asked {
        polo: "pablo",
        motive: "casa",
        way: Way::AtPolo,
    }
}

async fn starts(store: &Store) -> Vec<Timestamp> {
    let first: Timestamp = "2026-11-23T00:00:00Z".parse().expect("an instant");
    let within = (first, first + SignedDuration::from_hours(24 * 30));
    store
        .agenda()
        .free(asked(), within, world::noon())
        .await
        .expect("free times")
}

/// Milliseconds of each asking, in order.
async fn month(store: &Store) -> Vec<f64> {
    let mut took = Vec::new();
    for _ in 0..ASKED {
        let began = Instant::now();
        assert!(starts(store).await.len() > 100);
        took.push(began.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_by(f64::total_cmp);
    took
}

/// A whole request with its appointment.
async fn book(store: &Store, number: u32, start: Timestamp) {
    let mut request = world::request();
    let start = start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    request.chosen = Some(Chosen {
        start: Minute::parse_instant(&start).expect("a minute"),
        way: Way::AtPolo,
        hold: None,
    });
    let new = NewRequest {
        request: &request,
        code: world::code(number),
        secret: world::secret(number),
        now: world::noon(),
        year: 2026,
        answer_by: world::answer_by(),
        notify: Notify::nobody(),
        once: Once::none(),
    };
    let booked = store.requests().create(new).await;
    assert!(matches!(booked, Ok(Answer::Fresh(receipt)) if receipt.appointment.is_some()));
}

/// The same disk and the same driver, without anything of ours: as many rows, of the same sizes.
struct Bare {
    pool: AnyPool,
    rows: Vec<Vec<u8>>,
}

impl Bare {
    async fn new(folder: &Path) -> Self {
        let address = format!("sqlite:{}?mode=rwc", folder.join("bare.db").display());
        let pool = AnyPoolOptions::new().max_connections(1);
        let pool = pool.connect(&address).await.expect("a connection");
        sqlx::raw_sql(WRITER).execute(&pool).await.expect("set");
        let table = "CREATE TABLE bare (number INTEGER PRIMARY KEY, bytes BLOB)";
        sqlx::query(table).execute(&pool).await.expect("a table");
        // The request, two entries of its record, the appointment, when its worker is busy, and the two rows that are changed.
        let sizes = [sealed_size(&world::person()) + 160, 40, 40, 110, 60, 16, 150];
        let rows = sizes.iter().map(|size| vec![7; *size]).collect();
        Self { pool, rows }
    }

    async fn commit(&self) {
        let mut tx = self.pool.begin_with("BEGIN IMMEDIATE").await.expect("begun");
        for row in &self.rows {
            let insert = sqlx::query("INSERT INTO bare (bytes) VALUES ($1)").bind(row.clone());
            insert.execute(&mut *tx).await.expect("written");
        }
        tx.commit().await.expect("committed");
    }
}
