use super::*;

fn page<'a>(path: &'a str, title: &'a str, body: &'a str) -> PageText<'a> {
    PageText {
        path,
        title,
        description: "Che cosa c'è da sapere, in breve.",
        headings: "A chi è rivolto",
        body,
        rank: 100,
    }
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn bytes() -> Vec<u8> {
    let mut builder = IndexBuilder::new("it");
    builder.page(&page(
        "/sfratto/",
        "Sfratto e casa",
        "Se arriva lo sfratto, chiedi aiuto per l'affitto e per la casa.",
    ));
    builder.page(&page(
        "/anziani/",
        "Assistenza domiciliare",
        "Aiuto in casa a persone anziane che cadono o non si lavano da sole.",
    ));
    builder.page(&page(
        "/violenza/",
        "Violenza",
        "Se qualcuno ti fa del male chiama il 1522.",
    ));
    builder.page(&page(
        "/soldi/",
        "Contributi economici",
        "Se i soldi non bastano per le bollette.",
    ));
    builder.page(&page("/citta/", "La perché città", "Ελλάδα مساعدة"));
    for (said, pages, means, urgent) in [
        (vec!["mi picchia", "mi mena"], vec!["/violenza/"], vec![], true),
        (
            vec!["la casa costa troppo"],
            vec!["/soldi/", "/sfratto/"],
            vec![],
            false,
        ),
        (vec!["pigione"], vec![], vec!["affitto"], false),
        (vec!["suocera", "nonna"], vec![], vec!["madre"], false),
        (
            vec!["mia madre fischia", "casamatta"],
            vec!["/citta/"],
            vec![],
            false,
        ),
        (vec!["chi siete"], vec!["/citta/"], vec![], false),
        (vec!["non voglio più vivere"], vec!["/violenza/"], vec![], true),
    ] {
        builder.everyday(&Everyday {
            said: &texts(&said),
            pages: &texts(&pages),
            means: &texts(&means),
            urgent,
        });
    }
    builder.finish()
}

fn index() -> Index {
    Index::parse(&bytes()).expect("what the builder made")
}

fn first(asked: &str) -> Option<String> {
    index().search(asked, 3).first().map(|hit| hit.path.clone())
}

#[test]
fn words_are_found_in_all_their_forms() {
    for (asked, path) in [
        ("sfratti", "/sfratto/"),
        ("L'AFFITTO", "/sfratto/"),
        ("mia nonna cade", "/anziani/"),
        ("bolletta", "/soldi/"),
        ("1522", "/violenza/"),
        ("CITTA'", "/citta/"),
        ("citta\u{300}", "/citta/"),
        ("Ελλαδα", "/citta/"),
    ] {
        assert_eq!(first(asked).as_deref(), Some(path), "{asked}");
    }
}

#[test]
fn the_last_word_is_a_beginning_while_it_is_typed() {
    assert_eq!(first("contr").as_deref(), Some("/soldi/"));
    assert_eq!(first("contr "), None);
    assert_eq!(first("contr economici").as_deref(), Some("/soldi/"));
}

#[test]
fn a_slip_of_the_fingers_is_forgiven_in_long_enough_words() {
    for asked in ["sfrato", "sfartto", "sffratto", "sfrat"] {
        assert_eq!(first(asked).as_deref(), Some("/sfratto/"), "{asked}");
    }
    assert_eq!(first("asistenza domicigliare ").as_deref(), Some("/anziani/"));
    assert_eq!(first("1523"), None, "a number is taken as it is");
}

#[test]
fn everyday_words_lead_where_official_ones_would() {
    assert_eq!(first("la mia casa mi costa troppo").as_deref(), Some("/soldi/"));
    assert_eq!(first("pigione").as_deref(), Some("/sfratto/"));
    assert_eq!(first("ma chi siete?").as_deref(), Some("/citta/"));
    assert_eq!(first("chi"), None, "a part of a phrase is not the phrase");
}

#[test]
fn what_is_meant_is_as_good_as_said() {
    for asked in [
        "mia madre fischia",
        "mia suocera fischia",
        "le nonne che fischiano",
    ] {
        assert_eq!(first(asked).as_deref(), Some("/citta/"), "{asked}");
    }
}

#[test]
fn a_word_that_is_whole_is_not_the_beginning_of_another() {
    assert_eq!(first("casam").as_deref(), Some("/citta/"));
    assert_eq!(first("casa").as_deref(), Some("/sfratto/"));
}

#[test]
fn danger_comes_first_and_only_danger() {
    for asked in [
        "mi picchia",
        "a casa mi picchiano",
        "mi pichia",
        "sfratto e casa, mi ha picchiata",
        "mi picc",
    ] {
        assert_eq!(first(asked).as_deref(), Some("/violenza/"), "{asked}");
    }
    assert_eq!(
        first("non ho voglia, non voglio vivere").as_deref(),
        Some("/violenza/")
    );
    // One letter from «mena»: too short a word for such a guess.
    let danger = index().search("mi mena", 1)[0].score;
    assert!(index().search("voglio vivere qui", 1)[0].score < danger / 9.0);
    assert!(index().search("la mensa", 1)[0].score < danger / 9.0);
}

#[test]
fn hits_carry_what_a_page_shows_and_no_more_than_asked() {
    let hits = index().search("casa", 1);
    assert_eq!(hits.len(), 1);
    assert_eq!(
        (hits[0].title.as_str(), hits[0].path.as_str()),
        ("Sfratto e casa", "/sfratto/")
    );
    assert!(!hits[0].description.is_empty() && hits[0].score > 0.0);
    assert_eq!(index().search("", 9), []);
    assert_eq!(index().search("?!", 9), []);
    let long = "sfratto ".repeat(2000);
    assert_eq!(index().search(&long, 1)[0].path, "/sfratto/");
}

#[test]
fn no_bytes_make_it_panic() {
    let whole = bytes();
    assert_eq!(Index::parse(&[]), None);
    for end in 0..whole.len() {
        assert_eq!(Index::parse(&whole[..end]), None, "cut at {end}");
    }
    let mut more = whole.clone();
    more.push(0);
    assert_eq!(Index::parse(&more), None);
    // A small generator: the same numbers each time.
    let mut state = 0x2545_f491_u32;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        usize::try_from(state).expect("32 bits fit")
    };
    for _ in 0..20_000 {
        let mut wrong = whole.clone();
        for _ in 0..=draw() % 4 {
            let at = draw() % wrong.len();
            wrong[at] = draw().to_le_bytes()[0];
        }
        if let Some(index) = Index::parse(&wrong) {
            index.search("mi picchia la casa sfrat", 5);
        }
    }
}

#[test]
fn marks_leave_the_text_whole() {
    let marked = |text: &str, asked: &str| {
        let pieces = marks(text, asked, Language::Italian);
        assert_eq!(
            pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(),
            text
        );
        pieces
            .into_iter()
            .filter(|(_, marked)| *marked)
            .map(|(piece, _)| piece)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        marked("L’affitto, gli affitti.", "affitto"),
        ["affitto", "affitti"]
    );
    assert_eq!(marked("La città è qui", "citta "), ["città"]);
    assert_eq!(marked("Contributi economici", "il contr"), ["Contributi"]);
    assert_eq!(marked("Contributi economici", "contr il"), [""; 0]);
    assert_eq!(marked("Chi siamo", "chi"), [""; 0]);
    assert_eq!(marked("", "casa"), [""; 0]);
    assert_eq!(marked("cittа\u{300} 👋 casa", "casa"), ["casa"]);
}
