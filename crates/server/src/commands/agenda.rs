//! `polo agenda` and `polo demo`: who can be booked and when, from a file or invented. Never here: slots, and who has them.

use super::{CommandError, demo_project, prepare};
use crate::clock::{Clock, in_italy};
use crate::config::Config;
use crate::logging;
use crate::planning;
use crate::site::Site;
use domain::Catalogue;
use domain::agenda::{Absence, Closure, Opening, Recurrence};
use domain::request::Way;
use jiff::civil::{Date, DateTime, Weekday, time};
use serde::Deserialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use store::Store;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Why a file of the agenda was not taken: nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum UnfitAgenda {
    /// It cannot be read.
    #[error("{path}: {1}", path = .0.display())]
    Unreadable(PathBuf, io::Error),
    /// It is not what it should be.
    #[error("{path}: {1}", path = .0.display())]
    Wrong(PathBuf, toml::de::Error),
    /// A row says something that cannot be.
    #[error("{0}: {1}")]
    Row(String, String),
    /// Staff are there already: what is invented must not mix with what is real.
    #[error("the database already has staff: what is invented goes into a new one only")]
    NotEmpty,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    worker: Vec<WorkerRow>,
    #[serde(default)]
    closure: Vec<ClosureRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkerRow {
    name: String,
    #[serde(default)]
    opening: Vec<OpeningRow>,
    #[serde(default)]
    absence: Vec<AbsenceRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpeningRow {
    polo: String,
    motives: Vec<String>,
    ways: Vec<Way>,
    on: String,
    from: String,
    to: String,
    valid_from: Option<String>,
    valid_until: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AbsenceRow {
    from: String,
    until: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosureRow {
    polo: Option<String>,
    day: String,
}

/// What a file or an invention says, checked.
#[derive(Default)]
struct Staffed {
    workers: Vec<(String, Vec<Opening>, Vec<Absence>)>,
    closures: Vec<Closure>,
}

/// Takes in a file of staff, openings, absences and closed days, checked whole before any of it is kept; makes the slots.
pub(super) async fn load(config: &Config, file: &Path) -> Result<(), CommandError> {
    let (site, store) = parts(config).await?;
    let today = in_italy(Clock::real().now()).date();
    let staffed = read(file, &catalogue(&site), today)?;
    keep(&store, &staffed).await?;
    finish(&store, &site).await
}

/// Makes the slots anew, as `serve` does by itself.
pub(super) async fn plan(config: &Config) -> Result<(), CommandError> {
    let (site, store) = parts(config).await?;
    finish(&store, &site).await
}

/// Lists what is left of each motive at each Polo, a line each: `polo motive free first why`.
pub(super) async fn left(config: &Config) -> Result<(), CommandError> {
    let (site, store) = parts(config).await?;
    let left = planning::left(&store, &site, Clock::real().now()).await?;
    store.close().await;
    let mut out = io::stdout().lock();
    for left in left {
        let first = left.first.map(|first| in_italy(first).date().to_string());
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}",
            left.polo,
            left.motive,
            left.free,
            first.as_deref().unwrap_or("-"),
            left.warning.map_or("", planning::Warning::word)
        )?;
    }
    Ok(())
}

/// Fills a new database with invented staff and requests, for showing the portal and the desk.
pub(super) async fn demo(config: &Config) -> Result<(), CommandError> {
    let (site, store) = parts(config).await?;
    if !store.agenda().workers().await?.is_empty() {
        return Err(UnfitAgenda::NotEmpty.into());
    }
    let now = Clock::real().now();
    let catalogue = catalogue(&site);
    keep(&store, &invented(&catalogue, in_italy(now).date())).await?;
    let requests = super::demo::send(&store, &site, now).await?;
    writeln!(io::stdout().lock(), "requests: {requests}")?;
    demo_project::add(&store, &site, &catalogue, now).await?;
    finish(&store, &site).await
}

async fn parts(config: &Config) -> Result<(Site, Store), CommandError> {
    logging::start(config.log);
    let site = Site::load(&config.site).map_err(|error| CommandError::Site(config.site.clone(), error))?;
    Ok((site, prepare(config).await?))
}

fn catalogue(site: &Site) -> Catalogue {
    let bundle = site.languages().next();
    bundle.map(|bundle| bundle.catalogue.clone()).unwrap_or_default()
}

async fn keep(store: &Store, staffed: &Staffed) -> Result<(), CommandError> {
    let agenda = store.agenda();
    for (name, openings, absences) in &staffed.workers {
        let worker = agenda.add_worker(name).await?;
        for opening in openings {
            let opening = Opening {
                worker: worker.clone(),
                ..opening.clone()
            };
            agenda.add_opening(&opening).await?;
        }
        for absence in absences {
            let absence = Absence {
                worker: worker.clone(),
                ..absence.clone()
            };
            agenda.add_absence(&absence).await?;
        }
    }
    for closure in &staffed.closures {
        agenda.add_closure(closure).await?;
    }
    Ok(())
}

async fn finish(store: &Store, site: &Site) -> Result<(), CommandError> {
    let planned = planning::plan(store, site, Clock::real().now()).await?;
    let workers = store.agenda().workers().await?.len();
    store.close().await;
    Ok(writeln!(
        io::stdout().lock(),
        "staff: {workers}; slots added: {}, removed: {}, no longer offered but taken: {}",
        planned.added,
        planned.removed,
        planned.orphaned
    )?)
}

fn read(path: &Path, catalogue: &Catalogue, today: Date) -> Result<Staffed, UnfitAgenda> {
    let unreadable = |error| UnfitAgenda::Unreadable(path.to_owned(), error);
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > LONGEST {
        return Err(unreadable(io::Error::other(
            "longer than a mebibyte: is it the right file?",
        )));
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let file: File = toml::from_str(&text).map_err(|error| UnfitAgenda::Wrong(path.to_owned(), error))?;
    let mut staffed = Staffed::default();
    for row in &file.worker {
        let wrong = |why: String| UnfitAgenda::Row(row.name.clone(), why);
        if row.name.trim().is_empty() || row.name.chars().count() > 60 {
            return Err(wrong("a name has 1 to 60 characters".to_owned()));
        }
        let openings = row.opening.iter().map(|row| opening(row, catalogue, today));
        let absences = row.absence.iter().map(absence);
        staffed.workers.push((
            row.name.trim().to_owned(),
            openings.collect::<Result<_, _>>().map_err(wrong)?,
            absences.collect::<Result<_, _>>().map_err(wrong)?,
        ));
    }
    for row in &file.closure {
        let wrong = |why: String| UnfitAgenda::Row("closure".to_owned(), why);
        if let Some(unknown) = row.polo.as_deref().filter(|id| catalogue.polo(id).is_none()) {
            return Err(wrong(format!("no Polo has the id {unknown}")));
        }
        staffed.closures.push(Closure {
            polo: row.polo.clone(),
            day: parsed(&row.day).map_err(wrong)?,
        });
    }
    Ok(staffed)
}

fn opening(row: &OpeningRow, catalogue: &Catalogue, today: Date) -> Result<Opening, String> {
    if catalogue.polo(&row.polo).is_none() {
        return Err(format!("no Polo has the id {}", row.polo));
    }
    for id in &row.motives {
        let motive = catalogue.motive(id).ok_or(format!("no motive has the id {id}"))?;
        if motive.terms.is_none() {
            return Err(format!("the motive {id} has no terms: it cannot be booked"));
        }
    }
    if row.motives.is_empty() || row.ways.is_empty() || row.ways.contains(&Way::CallBack) {
        return Err("an opening has motives, and ways among at_polo, phone, video, home".to_owned());
    }
    let opening = Opening {
        id: String::new(),
        worker: String::new(),
        polo: row.polo.clone(),
        motives: row.motives.clone(),
        ways: row.ways.clone(),
        recurrence: row.on.parse().map_err(|error| format!("{}: {error}", row.on))?,
        from: parsed(&row.from)?,
        to: parsed(&row.to)?,
        valid_from: row.valid_from.as_deref().map_or(Ok(today), parsed)?,
        valid_until: row.valid_until.as_deref().map(parsed).transpose()?,
    };
    if opening.from >= opening.to || opening.valid_until.is_some_and(|day| day < opening.valid_from) {
        return Err(format!("{}: an opening begins before it ends", row.on));
    }
    Ok(opening)
}

fn absence(row: &AbsenceRow) -> Result<Absence, String> {
    let absence = Absence {
        id: String::new(),
        worker: String::new(),
        from: parsed::<DateTime>(&row.from)?,
        until: parsed::<DateTime>(&row.until)?,
    };
    if absence.from >= absence.until {
        return Err(format!("{}: an absence begins before it ends", row.from));
    }
    Ok(absence)
}

fn parsed<T: std::str::FromStr<Err = jiff::Error>>(written: &str) -> Result<T, String> {
    written.parse().map_err(|error| format!("{written}: {error}"))
}

/// Invented people for each Polo: one of the welcome on every morning, two who share the areas and the afternoons.
fn invented(catalogue: &Catalogue, today: Date) -> Staffed {
    const NAMES: [&str; 3] = ["Giulia (esempio)", "Marco (esempio)", "Samira (esempio)"];
    const DAYS: [Weekday; 5] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    let motives: Vec<String> = catalogue
        .motives
        .iter()
        .filter(|motive| motive.terms.is_some())
        .map(|motive| motive.id.clone())
        .collect();
    let mut staffed = Staffed::default();
    for polo in &catalogue.poli {
        for (at, name) in NAMES.into_iter().enumerate() {
            let days = DAYS
                .iter()
                .enumerate()
                .filter(|(day, _)| at == 0 || day % 2 == at % 2);
            let opening = |(_, &weekday): (usize, &Weekday)| Opening {
                id: String::new(),
                worker: String::new(),
                polo: polo.id.clone(),
                motives: motives.clone(),
                ways: vec![Way::AtPolo, Way::Phone, Way::Video, Way::Home],
                recurrence: Recurrence::Weekly { every: 1, weekday },
                from: if at == 0 {
                    time(9, 0, 0, 0)
                } else {
                    time(14, 0, 0, 0)
                },
                to: if at == 0 {
                    time(12, 30, 0, 0)
                } else {
                    time(17, 30, 0, 0)
                },
                valid_from: today,
                valid_until: None,
            };
            staffed.workers.push((
                format!("{name}, Polo {}", polo.name),
                days.map(opening).collect(),
                Vec::new(),
            ));
        }
    }
    staffed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let site = content::load(&folder, jiff::civil::date(2026, 11, 25)).expect("the content");
        site.catalogue("it").clone()
    }

    fn taken(text: &str) -> Result<Staffed, UnfitAgenda> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("agenda.toml");
        std::fs::write(&path, text).expect("written");
        read(&path, &catalogue(), jiff::civil::date(2026, 11, 25))
    }

    #[test]
    fn the_example_of_the_manual_is_taken() {
        let staffed = taken(include_str!("../../../../docs/agenda.example.toml")).expect("fair");
        assert!(staffed.workers.iter().any(|(_, openings, _)| openings.len() > 1));
        assert!(!staffed.closures.is_empty());
    }

    #[test]
    fn a_slip_is_told_with_whose_row_it_is_in() {
        let row = |changed: &str| {
            let row = "polo = \"pablo\"\nmotives = [\"casa\"]\nways = [\"at_polo\"]\non = \"weekly mon\"\nfrom = \"09:00\"\nto = \"12:00\"\n";
            let (name, _) = changed.split_once(" =").expect("a name");
            let kept: Vec<&str> = row.lines().filter(|line| !line.starts_with(name)).collect();
            let kept = kept.join("\n");
            format!("[[worker]]\nname = \"Giulia\"\n[[worker.opening]]\n{kept}\n{changed}\n")
        };
        for (changed, said) in [
            ("polo = \"marte\"", "no Polo has the id marte"),
            ("motives = [\"luna\"]", "no motive has the id luna"),
            ("motives = []", "an opening has motives"),
            ("ways = [\"call_back\"]", "ways among"),
            ("on = \"sometimes\"", "a recurrence is"),
            ("from = \"12:30\"", "begins before it ends"),
            ("to = \"25:00\"", "25:00"),
        ] {
            let error = taken(&row(changed)).err().expect(changed).to_string();
            assert!(error.starts_with("Giulia: ") && error.contains(said), "{error}");
        }
        assert!(matches!(taken("[[wroker]]\n"), Err(UnfitAgenda::Wrong(..))));
    }
}
