//! The open-data files: three tables and what they are, in the words of DCAT-AP_IT. Never here: a month that is not over, a name
//! of a person.

use super::{CSV, csv, table};
use domain::numbers::{Book, Dimension, Span};
use jiff::{Timestamp, ToSpan};
use portal::Bundle;
use serde_json::{Value, json};

/// Where the files are published.
pub const FOLDER: &str = "/dati";
/// The file that says what the others are.
pub const DESCRIPTION: &str = "numeri.jsonld";

/// A table that is published.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its file.
    pub name: &'static str,
    title: &'static str,
    by: &'static [Dimension],
}

/// The tables.
pub const FILES: [File; 3] = [
    File {
        name: "numeri-poli.csv",
        title: "Numeri dei Poli, mese per mese",
        by: &[Dimension::Polo, Dimension::Month],
    },
    File {
        name: "numeri-motivi.csv",
        title: "Numeri dei motivi, mese per mese",
        by: &[Dimension::Area, Dimension::Motive, Dimension::Month],
    },
    File {
        name: "numeri-poli-motivi.csv",
        title: "Numeri dei motivi in ogni Polo, in tutto il periodo",
        by: &[Dimension::Polo, Dimension::Area, Dimension::Motive],
    },
];

/// What each column holds.
const FIELDS: [(&str, &str); 13] = [
    ("mese", "il mese, come 2026-11; vuoto: tutto il periodo"),
    ("polo_id", "l'identificativo del Polo; vuoto: tutti"),
    ("polo", "il nome del Polo"),
    ("area_id", "l'identificativo dell'area; vuoto: tutte"),
    ("area", "il nome dell'area"),
    ("motivo_id", "l'identificativo del motivo; vuoto: tutti"),
    ("motivo", "il nome del motivo"),
    ("misura_id", "l'identificativo di che cosa si conta"),
    ("misura", "che cosa si conta"),
    ("valore", "il numero; vuoto quando non si pubblica"),
    ("minimo", "il numero non è meno di così"),
    ("massimo", "il numero non è più di così"),
    ("nota", "perché il numero manca, o è approssimato"),
];

/// The content type of the file of that name; none where it is no file of ours.
pub fn kind(name: &str) -> Option<&'static str> {
    if name == DESCRIPTION {
        Some("application/ld+json")
    } else {
        FILES.iter().any(|file| file.name == name).then_some(CSV)
    }
}

const RULE: &str = "I numeri da 1 a 4 non si pubblicano: al loro posto c'è «meno di 5». Dove un numero ne comprende di così \
    piccoli, e da lui si potrebbero ricavare, si pubblica una stima, con il minimo e il massimo. Zero è zero. Le attese sono in \
    giorni lavorativi, e si pubblicano se riguardano almeno cinque richieste.";

/// Each file's name and what it holds.
pub fn files(book: &Book, span: Span, bundle: &Bundle, now: Timestamp) -> Vec<(&'static str, String)> {
    let all = |_: &str, _: &str| true;
    let tables = FILES.iter().map(|file| {
        let table = table(book, file.by, &bundle.catalogue, all);
        (file.name, csv(&table, &bundle.catalogue, false))
    });
    let description = serde_json::to_string_pretty(&description(span, bundle, now)).unwrap_or_default();
    tables.chain([(DESCRIPTION, description)]).collect()
}

fn description(span: Span, bundle: &Bundle, now: Timestamp) -> Value {
    const EU: &str = "http://publications.europa.eu/resource/authority";
    let host = &bundle.site.host;
    let at = |path: &str| json!({ "@id": format!("{host}{path}") });
    let licence = json!({ "@id": format!("{EU}/licence/CC_BY_4_0") });
    let date = |date: String| json!({ "@value": date, "@type": "xsd:date" });
    let words = |text: &str| json!({ "@value": text, "@language": "it" });
    let comune = json!({
        "@id": format!("{host}/#comune"),
        "@type": ["dcatapit:Agent", "foaf:Agent"],
        "foaf:name": words(&format!("Comune di {}", bundle.site.comune)),
    });
    let file = |file: &File| {
        let address = format!("{FOLDER}/{}", file.name);
        json!({
            "@id": format!("{host}{address}"),
            "@type": ["dcatapit:Distribution", "dcat:Distribution"],
            "dct:title": words(file.title),
            "dct:format": { "@id": format!("{EU}/file-type/CSV") },
            "dcat:mediaType": CSV.split(';').next().unwrap_or_default(),
            "dcat:accessURL": at(&address),
            "dcat:downloadURL": at(&address),
            "dct:license": licence,
        })
    };
    let fields = FIELDS
        .iter()
        .map(|(name, what)| json!({ "csvw:name": name, "dct:description": words(what) }));
    let last = span.to().next().first();
    let last = last.checked_sub(1.day()).unwrap_or(last);
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcatapit": "http://dati.gov.it/onto/dcatapit#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "csvw": "http://www.w3.org/ns/csvw#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{host}{FOLDER}/{DESCRIPTION}#numeri"),
        "@type": ["dcatapit:Dataset", "dcat:Dataset"],
        "dct:identifier": "dati/numeri",
        "dct:title": words(&format!("Richieste, attese e appuntamenti · {}", bundle.site.portal_name)),
        "dct:description": words(RULE),
        "dct:publisher": comune,
        "dct:rightsHolder": { "@id": format!("{host}/#comune") },
        "dct:license": licence,
        "dct:language": { "@id": format!("{EU}/language/ITA") },
        "dct:accrualPeriodicity": { "@id": format!("{EU}/frequency/MONTHLY") },
        "dct:modified": date(crate::clock::in_italy(now).date().to_string()),
        "dct:temporal": {
            "@type": ["dcatapit:PeriodOfTime", "dct:PeriodOfTime"],
            "dcat:startDate": date(span.from().first().to_string()),
            "dcat:endDate": date(last.to_string()),
        },
        "dcat:theme": { "@id": format!("{EU}/data-theme/SOCI") },
        "dcat:distribution": FILES.iter().map(file).collect::<Vec<_>>(),
        "csvw:column": fields.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_of_the_files_is_described() {
        let file = csv(
            &table(&Book::default(), &[], &domain::Catalogue::default(), |_, _| true),
            &domain::Catalogue::default(),
            false,
        );
        let columns = file
            .lines()
            .next()
            .map(|line| line.split(',').collect::<Vec<_>>());
        assert_eq!(columns, Some(FIELDS.map(|(name, _)| name).to_vec()));
    }
}
