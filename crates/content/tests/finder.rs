//! The finder's table: addresses as people write them, and what must be answered. `tests/finder/` holds a list of streets
//! and the table; the Poli are those of the example instance, whose own streets are asked too.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use domain::finder::Answer;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The data files of the example instance, without its pages, over which another list of streets may be laid.
fn instance(streets: &Path) -> content::Site {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder in the temporary one");
    for file in ["site.toml", "poli.toml", "motives.toml"] {
        fs::copy(root().join("content").join(file), content.join(file)).expect("a file of the instance");
    }
    fs::copy(streets, content.join("streets.csv")).expect("the streets");
    let site = content::load(&content, TODAY).expect("the data files of the instance");
    let faults: Vec<String> = content::check(&site, &[], TODAY)
        .iter()
        .filter(|finding| finding.file.ends_with("streets.csv"))
        .map(ToString::to_string)
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    site
}

/// The names of a list.
fn names(streets: &str) -> BTreeSet<&str> {
    let rows = streets.lines().filter(|line| !line.starts_with('#'));
    rows.skip(1)
        .filter_map(|line| line.split_once(';'))
        .map(|(name, _)| name)
        .collect()
}

/// As the table writes it, and the street that was understood.
fn answer(site: &content::Site, asked: &str) -> (String, String) {
    match site.streets().find(asked, site.catalogue("it")) {
        Answer::Found { street, polo, .. } => (format!("polo:{polo}"), street),
        Answer::NumberNeeded { street } => ("number".to_owned(), street),
        Answer::Several { streets } => ("several".to_owned(), streets.join(", ")),
        Answer::Unknown => ("unknown".to_owned(), String::new()),
    }
}

/// Every wrong row, and how many there are in all.
fn wrong_rows(site: &content::Site, table: &str) -> (String, usize) {
    let (mut wrong, mut rows) = (String::new(), 0);
    for line in table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let mut fields = line.split('\t');
        let asked = fields.next().unwrap_or_default();
        let expected = fields.next().expect("a row is asked TAB expected");
        let (found, street) = answer(site, asked);
        rows += 1;
        if found != expected || fields.next().is_some_and(|expected| expected != street) {
            writeln!(wrong, "{line}\n    found: {found} {street}").expect("a string grows");
        }
    }
    (wrong, rows)
}

#[test]
fn the_table_is_answered_row_by_row() {
    let site = instance(&root().join("tests/finder/streets.csv"));
    let table = fs::read_to_string(root().join("tests/finder/table.tsv")).expect("the table");
    let (wrong, rows) = wrong_rows(&site, &table);
    assert!(rows >= 120, "{rows} rows");
    assert!(wrong.is_empty(), "of {rows} rows:\n{wrong}");
}

#[test]
fn every_neighbourhood_has_a_street_in_the_table() {
    let streets = fs::read_to_string(root().join("tests/finder/streets.csv")).expect("the streets");
    let listed: BTreeSet<&str> = streets
        .lines()
        .filter_map(|line| line.split(';').nth(4))
        .collect();
    let site = instance(&root().join("tests/finder/streets.csv"));
    for polo in &site.catalogue("it").poli {
        for neighbourhood in &polo.neighbourhoods {
            assert!(listed.contains(neighbourhood.id.as_str()), "{}", neighbourhood.id);
        }
    }
}

#[test]
fn the_streets_of_the_example_instance_are_found() {
    let site = instance(&root().join("content/streets.csv"));
    let table = "\
via Verona 36/A\tpolo:san-leonardo\tvia Verona
v. verona 36a, 43122 Parma (PR)\tpolo:san-leonardo\tvia Verona
36/A, Via Verona\tpolo:san-leonardo\tvia Verona
verona\tpolo:san-leonardo\tvia Verona
Via Bocchi n. 1/A\tpolo:pablo\tvia Bocchi
via boccchi 1\tpolo:pablo\tvia Bocchi
via Savani\tpolo:pablo\tvia Savani
via XXIV Maggio\tpolo:lubiana\tvia XXIV Maggio
via 24 maggio 12\tpolo:lubiana\tvia XXIV Maggio
ventiquattro maggio\tpolo:lubiana\tvia XXIV Maggio
via Carmignani 9/A\tpolo:montanara\tvia Carmignani
via carmigniani, 9\tpolo:montanara\tvia Carmignani
via Bizzozero 19/A\tpolo:lubiana\tvia Bizzozero
via bizzozzero 19 int. 3\tpolo:lubiana\tvia Bizzozero
piazza Verona 36\tseveral
via Maggio 24\tunknown
via Verona 36, Reggio Emilia\tunknown
via Garibaldi 1\tunknown
";
    let (wrong, rows) = wrong_rows(&site, table);
    assert!(wrong.is_empty(), "of {rows} rows:\n{wrong}");
}

#[test]
fn every_street_is_found_as_it_is_written_and_however_it_is_shouted() {
    let site = instance(&root().join("tests/finder/streets.csv"));
    let streets = fs::read_to_string(root().join("tests/finder/streets.csv")).expect("the streets");
    let names = names(&streets);
    assert!(names.len() >= 60, "{} streets", names.len());
    for name in names {
        for asked in [
            name.to_owned(),
            name.to_uppercase(),
            format!("{name}, 1"),
            format!("1, {name}"),
            format!("{name} 1 43121 Parma"),
            name.replace(' ', "  ").replace('\'', "’"),
        ] {
            let (found, street) = answer(&site, &asked);
            assert_eq!(street, name, "{asked}: {found}");
        }
    }
}

#[test]
fn a_slip_of_the_thumb_leads_nowhere_else() {
    let site = instance(&root().join("tests/finder/streets.csv"));
    let mut wrong = String::new();
    for (asked, meant) in [
        ("via Carmignani 9", "via Carmignani"),
        ("piazzale Matteotti", "piazzale Matteotti"),
    ] {
        for (at, _) in asked.char_indices() {
            let (before, after) = asked.split_at(at);
            for slip in ["", "x", "e", " ", "9", "'"] {
                let slipped = [before, slip, &after[1..]].concat();
                let (found, street) = answer(&site, &slipped);
                let lost = found == "unknown" || found == "several" || street == meant;
                if !lost {
                    writeln!(wrong, "{slipped}: {found} {street}").expect("a string grows");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_street_that_is_not_listed_is_answered_by_none_but_its_double() {
    let text = fs::read_to_string(root().join("tests/finder/streets.csv")).expect("the streets");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shorter = folder.path().join("streets.csv");
    let mut lent = Vec::new();
    for name in names(&text) {
        let begins = format!("{name};");
        let others: Vec<&str> = text.lines().filter(|line| !line.starts_with(&begins)).collect();
        fs::write(&shorter, others.join("\n")).expect("a shorter list");
        let (found, street) = answer(&instance(&shorter), name);
        if found.starts_with("polo") || found == "number" {
            lent.push(format!("{name}: {street}"));
        }
    }
    // One letter apart: a typing error, for all that the list says.
    let doubles = [
        "via Bacchi: via Bocchi",
        "via Bocchi: via Bacchi",
        "via Tonelli: via Torelli",
        "via Torelli: via Tonelli",
    ];
    assert_eq!(lent, doubles);
}
