//! The search over the real `content/`: questions as people put them, each with the page that should be among the first
//! three. They stand in `tests/search/questions.tsv`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use content::{AppPage, Site};
use domain::search::{Hit, Index};
use jiff::civil::date;

/// Out of a hundred questions, how many must have their page among the first three.
const GOAL: usize = 95;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn site() -> Site {
    match content::load(&root().join("content"), date(2026, 11, 25)) {
        Ok(site) => site,
        Err(findings) => panic!("the content cannot be read: {findings:?}"),
    }
}

/// What the app answers itself; the program takes it from its routes.
fn app_pages(lang: &str) -> Vec<AppPage> {
    let pages = match lang {
        "it" => [
            (
                "/appuntamento/",
                "Chiedi un appuntamento",
                "Scegli tu che cosa dire e come farti richiamare.",
            ),
            (
                "/richiesta/",
                "La tua richiesta",
                "Guarda a che punto è con codice e parola segreta.",
            ),
            (
                "/trova-il-tuo-polo/",
                "Trova il tuo Polo",
                "Scrivi la via o scegli il quartiere.",
            ),
        ],
        _ => [
            (
                "/en/appointment/",
                "Ask for an appointment",
                "Choose what to say and how to be called back.",
            ),
            (
                "/en/request/",
                "Your request",
                "See where it stands, with code and secret.",
            ),
            (
                "/en/find-your-polo/",
                "Find your Polo",
                "Write the street or choose the neighbourhood.",
            ),
        ],
    };
    let page = |(path, title, description): (&str, &str, &str)| AppPage {
        path: path.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
    };
    pages.map(page).to_vec()
}

fn index(site: &Site, lang: &str) -> Index {
    let bytes = content::search_index(site, lang, &app_pages(lang));
    Index::parse(&bytes).expect("an index that was just built")
}

fn paths(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.path.as_str()).collect()
}

#[test]
fn people_find_their_page_among_the_first_three() {
    let site = site();
    let file = root().join("tests/search/questions.tsv");
    let questions = std::fs::read_to_string(file).expect("the questions");
    let indices = ["it", "en"].map(|lang| (lang, index(&site, lang)));
    let (mut asked, mut found) = (0, 0);
    // Straight to the terminal, so that the score is seen when the test passes, too.
    let mut out = io::stderr().lock();
    for line in questions.lines().filter(|line| !line.trim().is_empty()) {
        let [lang, question, page] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a line needs a language, a question and an address, with tabs between them: {line}");
        };
        let (_, index) = indices
            .iter()
            .find(|(id, _)| *id == lang)
            .expect("a language of the site");
        let hits = index.search(question, 3);
        asked += 1;
        if paths(&hits).contains(&page) {
            found += 1;
        } else {
            let found = paths(&hits);
            writeln!(out, "missed: «{question}» wants {page}, found {found:?}").expect("a terminal");
        }
    }
    writeln!(out, "{found} of {asked} have their page among the first three").expect("a terminal");
    assert!(asked >= 60, "too few questions to tell: {asked}");
    assert!(found * 100 >= asked * GOAL, "only {found} of {asked}");
}

#[test]
fn danger_is_not_seen_where_there_is_none() {
    let site = site();
    let italian = [
        "mi è caduta la connessione",
        "bolletta da far paura",
        "ho una fame da morire",
        "muoio di freddo",
        "sono stanco morto",
        "mio figlio è una peste",
        "mio figlio fa a botte a scuola",
        "mio figlio si è perso il quaderno",
        "ho paura di perdere la casa",
        "ho paura di parlare con l'assistente sociale",
        "ho sempre paura di sbagliare con il mio bambino",
        "il padrone minaccia lo sfratto",
        "la ditta minaccia di licenziare",
        "mi tagliano la luce",
        "taglio dei capelli gratis",
        "qualcuno che mi tagli le unghie",
        "mi tocca pagare la mensa",
        "mi chiudo in casa perché sono triste",
        "mi segue un assistente sociale",
        "mio padre prende la pensione minima",
        "voglio buttare i mobili vecchi",
        "non riesco più a tirare su le tapparelle",
        "obbligo di lavori utili",
        "dove lascio mio marito malato quando vado in ufficio",
        "mi brucia lo stomaco",
        "ho perso peso",
        "il bambino ha perso l'anno scolastico",
        "bambino che non dorme",
        "mio padre non sente il telefono",
        "ho lasciato le chiavi in casa",
    ];
    let english = [
        "my child does not sleep",
        "I was fired from work",
        "I want to cut my bills",
        "weekend opening hours",
        "urgent appointment",
        "shower for my disabled father",
    ];
    for (lang, questions) in [("it", &italian[..]), ("en", &english[..])] {
        let index = index(&site, lang);
        for question in questions {
            // What is urgent comes first by a thousand points.
            let hits = index.search(question, 1);
            let calm = hits.iter().all(|hit| hit.score < 500.0);
            assert!(calm, "{question}: {:?}", paths(&hits));
        }
    }
}

#[test]
fn the_three_of_the_promise_come_first() {
    let site = site();
    let index = index(&site, "it");
    for (question, page) in [
        (
            "non riesco a pagare la casa",
            "/servizi/sfratto-e-emergenza-casa/",
        ),
        ("mia madre cade", "/servizi/assistenza-domiciliare/"),
        ("mi picchia", "/aiuto-urgente/violenza/"),
        (
            "mio marito mi picchia e non riesco a pagare la casa",
            "/aiuto-urgente/violenza/",
        ),
    ] {
        let hits = index.search(question, 1);
        assert_eq!(paths(&hits), [page], "{question}");
    }
}

#[test]
fn a_language_keeps_to_its_own_pages() {
    let site = site();
    let hits = index(&site, "en").search("polo appointment help", 50);
    assert!(!hits.is_empty());
    assert!(
        hits.iter().all(|hit| hit.path.starts_with("/en/")),
        "{:?}",
        paths(&hits)
    );
}
