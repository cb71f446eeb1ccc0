use super::*;
use crate::catalogue::{Neighbourhood, Polo};

fn catalogue() -> Catalogue {
    let polo = |id: &str, neighbourhoods: &[&str]| Polo {
        id: id.to_owned(),
        name: String::new(),
        address: String::new(),
        postal_code: String::new(),
        locality: String::new(),
        neighbourhoods: neighbourhoods
            .iter()
            .map(|id| Neighbourhood {
                id: (*id).to_owned(),
                name: String::new(),
            })
            .collect(),
        phone: String::new(),
        email: String::new(),
        areas: Vec::new(),
        hours: Vec::new(),
        since: String::new(),
        residents: 0,
        source: String::new(),
        source_date: String::new(),
        page: String::new(),
    };
    Catalogue {
        poli: vec![polo("nord", &["centro", "fiera"]), polo("sud", &["campagna"])],
        ..Catalogue::default()
    }
}

fn row(street: &str, from: &str, to: &str, side: Side, neighbourhood: &str) -> Row {
    let number = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a house number"));
    Row {
        street: street.to_owned(),
        from: number(from),
        to: number(to),
        side,
        neighbourhood: neighbourhood.to_owned(),
    }
}

fn whole(street: &str) -> Row {
    row(street, "", "", Side::Both, "centro")
}

fn find(rows: &[Row], asked: &str) -> Answer {
    Streets::new("Prova", rows).find(asked, &catalogue())
}

fn found(street: &str, polo: &str, neighbourhood: &str) -> Answer {
    Answer::Found {
        street: street.to_owned(),
        polo: polo.to_owned(),
        neighbourhood: (!neighbourhood.is_empty()).then(|| neighbourhood.to_owned()),
    }
}

#[test]
fn house_numbers_are_read_and_written() {
    for (written, shown) in [
        ("36", "36"),
        ("36/A", "36/A"),
        ("36a", "36/A"),
        ("36 bis", "36 bis"),
        ("1/Z", "1/Z"),
        ("9999", "9999"),
    ] {
        let number: HouseNumber = written.parse().expect(written);
        assert_eq!(number.to_string(), shown);
        assert_eq!(
            shown.parse(),
            Ok(number),
            "{written}: what is shown is read again"
        );
    }
    for wrong in [
        "", "0", "10000", "A", "36/AB", "36/4", "36 a b", "-", "3.6", "36-38",
    ] {
        assert_eq!(wrong.parse::<HouseNumber>(), Err(InvalidHouseNumber), "{wrong}");
    }
}

#[test]
fn a_letter_decides_only_where_the_list_says_so() {
    let rows = [
        row("via Lunga", "", "36", Side::Both, "centro"),
        row("via Lunga", "37", "41/B", Side::Both, "campagna"),
        row("via Lunga", "41/C", "", Side::Both, "centro"),
    ];
    for asked in [
        "via Lunga 36",
        "via Lunga 36/Z",
        "via Lunga 36 bis",
        "via Lunga 41/c",
        "via Lunga 41 bis",
    ] {
        assert_eq!(
            find(&rows, asked),
            found("via Lunga", "nord", "centro"),
            "{asked}"
        );
    }
    for asked in ["via Lunga 37", "via Lunga 41", "via Lunga 41/A", "via Lunga 41b"] {
        assert_eq!(
            find(&rows, asked),
            found("via Lunga", "sud", "campagna"),
            "{asked}"
        );
    }
}

#[test]
fn two_neighbourhoods_of_one_polo_need_no_number() {
    let rows = [
        row("via Lunga", "", "36", Side::Both, "centro"),
        row("via Lunga", "37", "", Side::Both, "fiera"),
    ];
    assert_eq!(find(&rows, "via Lunga"), found("via Lunga", "nord", ""));
    assert_eq!(find(&rows, "via Lunga km 4"), found("via Lunga", "nord", ""));
    assert_eq!(find(&rows, "via Lunga 40"), found("via Lunga", "nord", "fiera"));
}

#[test]
fn a_number_that_is_not_understood_is_asked_again_only_where_it_matters() {
    let rows = [
        row("via Lunga", "", "", Side::Odd, "centro"),
        row("via Lunga", "", "", Side::Even, "campagna"),
        whole("via Corta"),
    ];
    let needed = Answer::NumberNeeded {
        street: "via Lunga".to_owned(),
    };
    for asked in [
        "via Lunga",
        "via Lunga km 4+200",
        "via Lunga 0",
        "via Lunga 36 4",
        "via Lunga snc",
        "via Lunga n.",
    ] {
        assert_eq!(find(&rows, asked), needed, "{asked}");
    }
    assert_eq!(
        find(&rows, "via Lunga 36/4"),
        found("via Lunga", "sud", "campagna")
    );
    assert_eq!(
        find(&rows, "via Corta 36 4"),
        found("via Corta", "nord", "centro")
    );
}

#[test]
fn what_is_offered_can_be_asked_as_it_stands() {
    let rows = [
        whole("via Garibaldi"),
        whole("piazza Garibaldi"),
        whole("via XXIV Maggio"),
        whole("via Maggio"),
    ];
    for asked in ["garibaldi 12/a", "24 maggio", "garibaldi"] {
        let Answer::Several { streets } = find(&rows, asked) else {
            panic!("{asked}: not asked back");
        };
        assert_eq!(streets.len(), 2, "{asked}");
        for street in &streets {
            assert!(matches!(find(&rows, street), Answer::Found { .. }), "{street}");
        }
    }
    assert_eq!(
        find(&rows, "garibaldi 12 / a"),
        Answer::Several {
            streets: vec![
                "via Garibaldi 12/A".to_owned(),
                "piazza Garibaldi 12/A".to_owned()
            ]
        }
    );
}

#[test]
fn no_more_than_eight_are_offered() {
    let rows: Vec<Row> = [
        "Anna", "Carlo", "Dora", "Elia", "Furio", "Gino", "Ines", "Lino", "Mara",
    ]
    .map(|name| whole(&format!("via {name} Verdi")))
    .to_vec();
    let Answer::Several { streets } = find(&rows, "via Verdi") else {
        panic!("not asked back");
    };
    assert_eq!(streets.len(), 8);
    assert_eq!(streets[0], "via Anna Verdi");
}

#[test]
fn a_street_never_lends_its_answer_to_another() {
    let rows = [
        whole("via Verona"),
        whole("via Monte Bianco"),
        whole("via XXIV Maggio"),
        whole("via San Leonardo"),
        whole("via Martiri della Libertà"),
        whole("via Giuseppe Verdi"),
        whole("via Emilia Est"),
        whole("via Po"),
    ];
    for asked in [
        "via Veronese",
        "via Verona Nuova",
        "via Nuova Verona",
        "via Bianco",
        "via Maggio",
        "via XXV Maggio",
        "via Leonardo",
        "via della Libertà",
        "via Luigi Verdi",
        "via L. Verdi",
        "via Verdi Nuova",
        "via Est",
        "via Emilia Ovest",
        "via To",
        "via Ver.",
        "via",
        "36",
        "Prova",
        "",
        "via Verona 36 Altrove",
        "via Verona, 20100 Milano",
        "Verdi Verona",
        "via Giuseppe",
    ] {
        assert_eq!(find(&rows, asked), Answer::Unknown, "{asked}");
    }
}

#[test]
fn what_may_be_meant_is_asked_back_and_never_answered() {
    let rows = [
        whole("via Verona"),
        whole("viale Verdi"),
        whole("via Emilia Est"),
        whole("via Giuseppe Mazzini"),
    ];
    for (asked, offered) in [
        ("piazza Verona 36", "via Verona 36"),
        ("via Verdi", "viale Verdi"),
        ("viale G. Verdi 3/b", "viale Verdi 3/B"),
        ("via Emilia 100", "via Emilia Est 100"),
        ("via S. Verona", "via Verona"),
    ] {
        let streets = vec![offered.to_owned()];
        assert_eq!(find(&rows, asked), Answer::Several { streets }, "{asked}");
    }
    // Too far from what was asked to be a question.
    for asked in [
        "piazza Vernoa",
        "piazza Mazzini",
        "via L. Mazzini",
        "via L. Vernoa",
    ] {
        assert_eq!(find(&rows, asked), Answer::Unknown, "{asked}");
    }
}

#[test]
fn a_neighbourhood_after_the_address_must_be_its_own() {
    let rows = [
        row("via Lunga", "", "36", Side::Both, "centro"),
        row("via Lunga", "37", "", Side::Both, "campagna"),
        whole("via Campagna"),
    ];
    assert_eq!(
        find(&rows, "via Lunga 36, Centro"),
        found("via Lunga", "nord", "centro")
    );
    assert_eq!(
        find(&rows, "via Lunga 36, quartiere Centro, Prova"),
        found("via Lunga", "nord", "centro")
    );
    assert_eq!(find(&rows, "via Lunga 36, fraz. Campagna"), Answer::Unknown);
    assert_eq!(
        find(&rows, "via Campagna 3"),
        found("via Campagna", "nord", "centro")
    );
    // Where people think they live is no proof of where the border runs.
    assert!(matches!(
        find(&rows, "via Lunga, Centro"),
        Answer::NumberNeeded { .. }
    ));
}

#[test]
fn rows_overlap_where_they_share_a_number() {
    let one = row("via Lunga", "1", "35", Side::Odd, "centro");
    for (other, shared) in [
        (row("v. Lunga", "35", "", Side::Both, "fiera"), true),
        (row("via Lunga", "36", "", Side::Both, "fiera"), false),
        (row("via Lunga", "", "", Side::Even, "fiera"), false),
        (row("via Lunga", "34", "34", Side::Both, "fiera"), false),
        (row("via Lunga", "34", "35", Side::Both, "fiera"), true),
        (row("via Lunga", "35/B", "35/B", Side::Both, "fiera"), true),
        (row("via Lunghe", "1", "35", Side::Odd, "fiera"), false),
    ] {
        assert_eq!(one.overlaps(&other), shared, "{other:?}");
        assert_eq!(other.overlaps(&one), shared, "{other:?}");
    }
    let open = row("via Lunga", "", "1", Side::Both, "centro");
    assert!(!open.overlaps(&row("via Lunga", "", "", Side::Even, "fiera")));
}

#[test]
fn the_phone_reads_what_was_written() {
    let streets = Streets::new(
        "Prova",
        &[
            row("via Lunga", "1/A", "35", Side::Odd, "centro"),
            whole("via Corta"),
        ],
    );
    let json = serde_json::to_string(&streets).expect("JSON");
    assert_eq!(
        json,
        r#"{"comune":"Prova","neighbourhoods":["centro"],"streets":["via Lunga;101,3599,1,0","via Corta;0"]}"#
    );
    assert_eq!(serde_json::from_str::<Streets>(&json).expect("the same"), streets);
}

#[test]
fn odd_input_is_answered_too() {
    let rows = [
        whole("via Verona"),
        row("via Lunga", "1", "9", Side::Odd, "campagna"),
    ];
    let mut odd = vec![
        "\0".to_owned(),
        "via \0Verona\0 36".to_owned(),
        "😀".to_owned(),
        "via 😀 Verona".to_owned(),
        "\u{202e}anoreV aiv\u{202c}".to_owned(),
        "شارع فيرونا ٣٦".to_owned(),
        "via Verona ٣٦".to_owned(),
        "רחוב ורונה".to_owned(),
        "12345678901234567890".to_owned(),
        "1 2 3 4 5 6 7 8 9".to_owned(),
        "////".to_owned(),
        "''''".to_owned(),
        "...".to_owned(),
        "n. n. n.".to_owned(),
        "ß".to_owned(),
        "İ".to_owned(),
        "½".to_owned(),
        "\u{300}\u{301}".to_owned(),
        "via".repeat(10_000),
        "v ".repeat(140),
        "d ".repeat(24),
        "1/".repeat(140),
        "int ".repeat(60),
        "km 1 ".repeat(40),
        "a 1 ".repeat(12),
        "é".repeat(150),
        "ss s ss s ss s".to_owned(),
    ];
    // Everything that a slip of the thumb can make of an address.
    for at in 0.."via Verona 36/A".len() {
        for sign in ["", " ", "\0", "/", ".", "'", "9", "x", "é", "😀", "\n"] {
            let (before, after) = "via Verona 36/A".split_at(at);
            odd.push([before, sign, after].concat());
            odd.push([before, sign, &after[1..]].concat());
        }
    }
    for asked in &odd {
        for answer in [find(&rows, asked), find(&[], asked)] {
            if let Answer::Found { street, .. } = answer {
                assert_eq!(street, "via Verona", "{asked}");
            }
        }
    }
    assert_eq!(
        find(&rows, "via Verona ٣٦"),
        found("via Verona", "nord", "centro")
    );
    assert_eq!(find(&rows, "via Lunga ٣"), found("via Lunga", "sud", "campagna"));
}
