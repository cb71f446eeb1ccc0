//! Every case under `tests/site/`: its files are laid over those of `clean`, loaded and checked; `expected` holds the
//! findings, one a line. How to add one stands in `tests/site/README.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use domain::agenda::Who;
use domain::request::Way;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);
const TYPED_ROUTES: [&str; 4] = [
    "/appuntamento/",
    "/richiesta/",
    "/en/appointment/",
    "/en/request/",
];

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/site")
}

fn findings(root: &Path) -> Vec<content::Finding> {
    let routes = TYPED_ROUTES.map(str::to_owned);
    match content::load(root, TODAY) {
        Ok(site) => content::check(&site, &routes, TODAY),
        Err(findings) => findings,
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder in the temporary one");
    for entry in fs::read_dir(from).expect("a folder of the case") {
        let path = entry.expect("an entry of the case").path();
        let target = to.join(path.file_name().expect("entries have names"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file of the case");
        }
    }
}

fn lay_out(case: &Path) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&cases().join("clean/content"), &content);
    if case.join("content").is_dir() {
        copy(&case.join("content"), &content);
    }
    for removed in fs::read_to_string(case.join("removed"))
        .unwrap_or_default()
        .lines()
    {
        fs::remove_file(folder.path().join(removed)).expect("`removed` names a file of `clean`");
    }
    (folder, content)
}

#[test]
fn each_slip_is_found_where_it_is_and_nothing_else() {
    let mut names: Vec<_> = fs::read_dir(cases())
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.is_dir())
        .collect();
    names.sort();
    assert!(
        names.len() > 20,
        "the cases are not where this test looks for them"
    );

    let mut wrong = String::new();
    for case in names {
        let (_folder, content) = lay_out(&case);
        let mut found = String::new();
        for finding in findings(&content) {
            writeln!(found, "{finding}").expect("a string grows");
        }
        let expected = case.join("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &found).expect("`expected` can be written");
        }
        let expected = fs::read_to_string(expected).unwrap_or_else(|_| "(no file `expected`)".to_owned());
        if found != expected {
            let name = case
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            write!(wrong, "\n== {name}\nexpected:\n{expected}found:\n{found}").expect("a string grows");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_site_answers_in_the_language_that_it_is_asked_in() {
    let (_folder, content) = lay_out(&cases().join("clean"));
    let site = content::load(&content, TODAY).expect("the clean case");

    assert_eq!(site.texts("en")["request_title"], "Ask for an appointment");
    assert_eq!(site.texts("xx"), site.texts("it"));
    assert_eq!(site.catalogue("en").motives[0].label, "Money");
    assert_eq!(
        site.catalogue("it").polo("nord").expect("the Polo").hours.len(),
        2
    );
    assert!(
        site.settings.holidays().fixed.contains(&(1, 13)),
        "the patron saint is a holiday"
    );

    let talk = site.page("/en/first-talk/").expect("the English page");
    let both =
        [("it", "/primo-colloquio/"), ("en", "/en/first-talk/")].map(|(l, p)| (l.to_owned(), p.to_owned()));
    assert_eq!(talk.alternates, both);
    assert_eq!(
        site.page("/primo-colloquio/")
            .expect("the Italian page")
            .alternates,
        both
    );

    let services = site.page("/servizi/").expect("the section");
    let below: Vec<_> = site
        .children(services)
        .into_iter()
        .map(|page| page.path.as_str())
        .collect();
    assert_eq!(below, ["/servizi/ascolto/", "/servizi/salute/"]);
    let service = site.page("/servizi/ascolto/").expect("the service");
    assert_eq!(service.parent(), Some("/servizi/"));
    assert_eq!(
        site.page("/en/").expect("the English home").parent(),
        None,
        "it does not stand under the Italian one"
    );
    let contacts = service
        .section(content::ServiceSection::Contacts)
        .expect("its last section");
    assert_eq!(
        contacts.html,
        "<p>Chiama lo <a href=\"tel:+39052100000\">0521 00000</a>.</p>\n"
    );
}

#[test]
fn a_motive_says_on_which_terms_it_can_be_booked_and_what_to_bring() {
    let (_folder, content) = lay_out(&cases().join("clean"));
    let site = content::load(&content, TODAY).expect("the clean case");

    let money = site.catalogue("en").motive("soldi").expect("the motive");
    assert_eq!(money.papers, ["an identity document", "your bills"]);
    assert_eq!(site.catalogue("it").motives[0].papers[1], "le bollette");
    let terms = money.terms.as_ref().expect("its terms");
    assert_eq!((terms.minutes, terms.buffer, terms.near_percent), (45, 15, 30));
    assert_eq!(terms.ways, [Way::AtPolo, Way::Phone]);

    let fear = site.catalogue("it").motive("paura").expect("the motive");
    assert!(fear.papers.is_empty());
    let terms = fear.terms.as_ref().expect("its terms");
    assert_eq!((terms.buffer, terms.seats, terms.elsewhere), (0, 1, false));
    assert_eq!(terms.who, Who::Anyone, "what is not said");
}

#[test]
fn what_lacks_in_a_translation_stands_in_the_default_language() {
    let (_folder, content) = lay_out(&cases().join("text-missing"));
    let site = content::load(&content, TODAY).expect("a missing text is no reason not to load");
    assert_eq!(
        site.texts("en")["request_title"],
        site.texts("it")["request_title"]
    );
}
