//! Many at once on few seats, on SQLite and, where `POLO_TEST_POSTGRES` gives the address of a server, on PostgreSQL, by two
//! stores that share the database as two processes would. After each round the books are checked: nobody overbooked, nothing
//! that was promised lost, and everyone told the truth. `POLO_LOAD_ROUNDS` says how many rounds (`cargo xtask bench --only
//! load` runs thousands).

#[path = "../../crates/store/tests/store/world.rs"]
#[expect(
    dead_code,
    reason = "the world of the store's tests, of which these need a part"
)]
mod world;

mod offers;

use domain::agenda::{Opening, Recurrence, Terms, Who};
use domain::calendar::Holidays;
use domain::request::{Chosen, Way};
use domain::{Code, Minute, Secret};
use jiff::civil::{Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{
    AgendaError, Answer, Asked, Change, CreateError, NewHold, NewRequest, Notify, Once, Plan, Store, Time,
};
use tokio::task::JoinSet;
use world::World;

const CLIENTS: u32 = 64;
/// Tuesdays enough for every round to have a morning of its own.
const MORNINGS: i64 = 40;

/// Every code and secret is another.
static NEXT: AtomicU32 = AtomicU32::new(1);

#[derive(Clone)]
struct Person {
    code: Code,
    secret: Secret,
}

fn somebody() -> Person {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    Person {
        code: world::code(number),
        secret: world::secret(number),
    }
}

fn rounds() -> u32 {
    let said = std::env::var("POLO_LOAD_ROUNDS").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(6)
}

/// What is booked: alone for half an hour or a whole one, or five together.
fn motives() -> Vec<(String, Terms)> {
    let terms = |minutes, seats| Terms {
        minutes,
        buffer: 0,
        lead_hours: 1,
        horizon_days: 365,
        change_hours: 1,
        ways: vec![Way::AtPolo],
        seats,
        who: Who::Anyone,
        near_percent: 0,
        near_days: 0,
        elsewhere: false,
    };
    vec![
        ("corto".to_owned(), terms(30, 1)),
        ("lungo".to_owned(), terms(60, 1)),
        ("gruppo".to_owned(), terms(120, 5)),
    ]
}

/// Two stores on one database, two workers who see people alone and one who meets a group, each Tuesday from 9 to 11.
struct Load {
    world: World,
    stores: [Store; 2],
}

impl Load {
    async fn new(world: World) -> Self {
        let agenda = world.store.agenda();
        for (name, motives) in [
            ("Prima Prova", vec!["corto", "lungo"]),
            ("Seconda Prova", vec!["corto", "lungo"]),
            ("Terza Prova", vec!["gruppo"]),
        ] {
            let opening = Opening {
                id: String::new(),
                worker: agenda.add_worker(name).await.expect("a worker"),
                polo: "pablo".to_owned(),
                motives: motives.into_iter().map(str::to_owned).collect(),
                ways: vec![Way::AtPolo],
                recurrence: Recurrence::Weekly {
                    every: 1,
                    weekday: Weekday::Tuesday,
                },
                from: time(9, 0, 0, 0),
                to: time(11, 0, 0, 0),
                valid_from: date(2026, 11, 23),
                valid_until: None,
            };
            agenda.add_opening(&opening).await.expect("an opening");
        }
        let plan = Plan {
            motives: &motives(),
            holidays: &Holidays::default(),
            zone: &TimeZone::UTC,
            first: date(2026, 11, 23),
            last: date(2026, 11, 23) + (7 * MORNINGS).days(),
        };
        agenda.plan(&plan).await.expect("planned");
        let stores = [world.store.clone(), world.neighbour().await];
        Self { world, stores }
    }

    fn store(&self, client: u32) -> Store {
        self.stores[client as usize % 2].clone()
    }

    async fn clear(&self) {
        for sql in [
            "DELETE FROM holds",
            "DELETE FROM offers",
            // The record goes in a purge alone.
            "INSERT INTO purging (open) VALUES (1)",
            "DELETE FROM requests",
            "DELETE FROM purging",
            "DELETE FROM busy WHERE slot IN (SELECT id FROM slots WHERE seats = 1)",
            "UPDATE slots SET taken = 0",
        ] {
            self.world.execute(sql).await;
        }
    }

    /// The books: `told` is how many were told that they have a seat.
    async fn check(&self, told: i64, what: &str) {
        let world = &self.world;
        let booked = "SELECT COUNT(*) FROM appointments WHERE status = 'booked'";
        assert_eq!(
            world.count(booked).await,
            told,
            "{what}: lost, or more than anyone was told of"
        );
        let counted = "SELECT COUNT(*) FROM slots s WHERE taken > seats OR taken <> \
            (SELECT COUNT(*) FROM holds h WHERE h.slot = s.id) \
            + (SELECT COUNT(*) FROM offers o WHERE o.slot = s.id AND o.state = 'open') \
            + (SELECT COUNT(*) FROM appointments a WHERE a.slot = s.id AND a.status = 'booked')";
        assert_eq!(world.count(counted).await, 0, "{what}: a slot counts wrong");
        let twice = "SELECT COUNT(*) FROM appointments a JOIN slots s ON s.id = a.slot \
            JOIN slots t ON t.worker = s.worker AND t.id <> s.id AND t.start_at < s.end_at AND t.end_at > s.start_at \
            JOIN appointments b ON b.slot = t.id AND b.status = 'booked' WHERE a.status = 'booked'";
        assert_eq!(world.count(twice).await, 0, "{what}: a worker is in two places");
        let alone = "SELECT COUNT(*) FROM slots s WHERE seats = 1 AND (taken > 0) <> \
            EXISTS (SELECT 1 FROM busy b WHERE b.slot = s.id)";
        assert_eq!(world.count(alone).await, 0, "{what}: busy and taken disagree");
    }

    async fn end(self) {
        let [_, neighbour] = &self.stores;
        neighbour.close().await;
        self.world.end().await;
    }
}

/// Tuesday number `round`, so many minutes after nine.
fn tuesday(round: u32, minutes: i64) -> Timestamp {
    let day = date(2026, 11, 24) + (7 * (i64::from(round) % MORNINGS)).days();
    let nine = TimeZone::UTC
        .to_timestamp(day.at(9, 0, 0, 0))
        .expect("an instant");
    nine + SignedDuration::from_mins(minutes)
}

fn asked(motive: &'static str) -> Asked<'static> {
    Asked {
        polo: "pablo",
        motive,
        way: Way::AtPolo,
    }
}

/// Books with a new request; whether it was given.
async fn book(
    store: &Store,
    who: &Person,
    motive: &'static str,
    start: Timestamp,
    hold: Option<Secret>,
) -> bool {
    let mut request = world::request();
    request.motive = motive.to_owned();
    let start = start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    request.chosen = Some(Chosen {
        start: Minute::parse_instant(&start).expect("a minute"),
        way: Way::AtPolo,
        hold,
    });
    let new = NewRequest {
        request: &request,
        code: who.code.clone(),
        secret: who.secret.clone(),
        now: world::noon(),
        year: 2026,
        answer_by: world::answer_by(),
        notify: Notify::nobody(),
        once: Once::none(),
    };
    match store.requests().create(new).await {
        Ok(Answer::Fresh(receipt)) => {
            assert!(receipt.appointment.is_some());
            true
        }
        Err(CreateError::TimeTaken) => false,
        other => panic!("neither given nor taken: {other:?}"),
    }
}

/// Holds, at that moment of the clock.
async fn hold(store: &Store, motive: &'static str, start: Timestamp, now: Timestamp) -> Option<Secret> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let new = NewHold {
        time: Time {
            asked: asked(motive),
            start,
        },
        token: world::secret(number),
        instead_of: None,
        until: now + SignedDuration::from_mins(10),
    };
    match store.agenda().hold(&new, now).await {
        Ok(_) => Some(new.token),
        Err(AgendaError::Taken) => None,
        Err(error) => panic!("neither held nor taken: {error:?}"),
    }
}

fn change<'a>(who: &'a Person, notify: &'a Notify, once: &'a Once) -> Change<'a> {
    Change {
        code: &who.code,
        secret: &who.secret,
        limit: SignedDuration::from_hours(1),
        now: world::noon(),
        notify,
        once,
    }
}

/// Moves; whether it was moved. One that was called off meanwhile is booked anew, which is as good.
async fn moves(store: &Store, who: &Person, motive: &'static str, start: Timestamp) -> bool {
    let (notify, once) = (Notify::nobody(), Once::none());
    let time = Time {
        asked: asked(motive),
        start,
    };
    match store.agenda().choose(&change(who, &notify, &once), time).await {
        Ok(_) => true,
        Err(AgendaError::Taken) => false,
        Err(error) => panic!("neither moved nor taken: {error:?}"),
    }
}

async fn cancels(store: &Store, who: &Person) -> bool {
    let (notify, once) = (Notify::nobody(), Once::none());
    match store.agenda().cancel(&change(who, &notify, &once)).await {
        Ok(_) => true,
        Err(AgendaError::NoAppointment) => false,
        Err(error) => panic!("neither cancelled nor without one: {error:?}"),
    }
}

fn count(given: &[bool]) -> i64 {
    given.iter().map(|given| i64::from(*given)).sum()
}

/// Half of them hold first, half of them just send; all of them want the same.
async fn rush(load: &Load, round: u32, motive: &'static str) -> i64 {
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let store = load.store(client);
        clients.spawn(async move {
            let start = tuesday(round, 0);
            let held = if client % 4 < 2 {
                match hold(&store, motive, start, world::noon()).await {
                    Some(token) => Some(token),
                    None => return false,
                }
            } else {
                None
            };
            let firm = held.is_some();
            let given = book(&store, &somebody(), motive, start, held).await;
            // Whoever was told that it is held must have it.
            assert!(given || !firm, "a held seat was not given");
            given
        });
    }
    count(&clients.join_all().await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_on_the_last_seats() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            // Two workers see one each, the group has five seats.
            let alone = rush(&load, round, "corto").await;
            assert_eq!(alone, 2);
            let together = rush(&load, round, "gruppo").await;
            assert_eq!(together, 5);
            load.check(7, "the last seats").await;
        }
        load.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_on_times_of_different_lengths_that_overlap() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let store = load.store(client);
                clients.spawn(async move {
                    let half = i64::from(client / 2 % 4) * 30;
                    let whole = i64::from(client / 2 % 2) * 60;
                    if client % 2 == 0 {
                        book(&store, &somebody(), "corto", tuesday(round, half), None).await
                    } else {
                        book(&store, &somebody(), "lungo", tuesday(round, whole), None).await
                    }
                });
            }
            let told = count(&clients.join_all().await);
            // Each of the two workers has two hours: at least two appointments fit, at most four.
            assert!((4..=8).contains(&told), "{told}");
            load.check(told, "lengths").await;
        }
        load.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn moves_cancellations_and_newcomers_at_once() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            let mut owners = Vec::new();
            for (minutes, store) in [(0, 0), (0, 1), (30, 0), (30, 1)] {
                let owner = somebody();
                assert!(book(&load.store(store), &owner, "corto", tuesday(round, minutes), None).await);
                owners.push(owner);
            }
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let (store, owner) = (load.store(client), owners[client as usize % 4].clone());
                clients.spawn(async move {
                    match client % 3 {
                        0 => {
                            cancels(&store, &owner).await;
                            0
                        }
                        1 => {
                            moves(&store, &owner, "corto", tuesday(round, 60)).await;
                            0
                        }
                        _ => i64::from(book(&store, &somebody(), "corto", tuesday(round, 60), None).await),
                    }
                });
            }
            let newcomers: i64 = clients.join_all().await.into_iter().sum();
            // What each owner has now, they are told as it is.
            let mut owned = 0;
            for owner in &owners {
                let seen = load.stores[0].requests().open(&owner.code, &owner.secret).await;
                let appointment = seen
                    .expect("read")
                    .expect("found")
                    .appointment
                    .expect("one was there");
                owned += i64::from(appointment.standing == store::Standing::Booked);
            }
            load.check(owned + newcomers, "moves and cancellations").await;
        }
        load.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn holds_that_end_under_those_who_want_them() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            // Seats held since eleven minutes ago: over, and not swept.
            let before = world::noon() - SignedDuration::from_mins(11);
            let start = tuesday(round, 0);
            let mut old = Vec::new();
            for _ in 0..2 {
                old.push(hold(&load.stores[0], "corto", start, before).await.expect("held"));
            }
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let (store, token) = (load.store(client), old[client as usize % 2].clone());
                clients.spawn(async move {
                    match client % 4 {
                        // Their owners come late.
                        0 => book(&store, &somebody(), "corto", start, Some(token)).await,
                        1 => {
                            store
                                .agenda()
                                .release_expired(world::noon())
                                .await
                                .expect("swept");
                            false
                        }
                        2 => {
                            store.agenda().release(&token).await.expect("let go");
                            false
                        }
                        _ => book(&store, &somebody(), "corto", start, None).await,
                    }
                });
            }
            let told = count(&clients.join_all().await);
            assert_eq!(told, 2, "both seats go to somebody");
            load.check(told, "holds that end").await;
        }
        load.end().await;
    }
}
