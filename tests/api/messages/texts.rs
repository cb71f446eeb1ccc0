//! What messages say, in every language that the instance has.

use crate::world::content;
use domain::message::Kind;
use domain::request::Way;
use portal::Bundle;
use portal::bundle::{Language, Site};
use server::messages::{letter, septets, short};
use store::Fill;

fn bundles() -> Vec<Bundle> {
    let content = content();
    let languages: Vec<Language> = content
        .settings
        .languages
        .iter()
        .map(|language| Language {
            id: language.id.clone(),
            ..Language::default()
        })
        .collect();
    let bundle = |language: &Language| {
        let texts = content.texts(&language.id);
        Bundle {
            language: language.clone(),
            languages: languages.clone(),
            texts: portal::texts::Texts::new(|name| texts.get(name).cloned()),
            site: Site {
                host: content.settings.host.clone(),
                contact_centre: content.settings.contact_centre.phone.clone(),
                ..Site::default()
            },
            ..Bundle::default()
        }
    };
    languages.iter().map(bundle).collect()
}

/// Wednesday 30 September, whose name is the longest.
fn fill() -> Fill {
    Fill {
        start: Some("2026-09-30T08:30:00Z".parse().expect("an instant")),
        way: Some(Way::Phone),
        until: Some("2026-09-23T08:30:00Z".parse().expect("an instant")),
        code: "123456".to_owned(),
    }
}

#[test]
fn a_text_message_is_one_message_and_a_letter_suits_the_app() {
    for bundle in bundles() {
        for &kind in Kind::ALL {
            let text = short(&bundle, kind, &fill()).expect("a text");
            let length = septets(&text);
            assert!(length.is_some_and(|length| length <= 160), "{length:?}: {text}");
            assert!(!text.contains('{'), "{text}");
            let letter = letter(&bundle, kind, &fill()).expect("a letter");
            let (subject, body) = (letter.subject.chars().count(), letter.body.chars().count());
            assert!((10..=120).contains(&subject), "{}", letter.subject);
            assert!((80..=10_000).contains(&body), "{}", letter.body);
            assert!(!letter.body.contains('{') && !letter.subject.contains('{'));
        }
    }
}

#[test]
fn whoever_looks_over_a_shoulder_learns_of_an_appointment_and_no_more() {
    for bundle in bundles() {
        for &kind in Kind::ALL {
            let letter = letter(&bundle, kind, &fill()).expect("a letter");
            let all = format!(
                "{} {} {}",
                letter.subject,
                // The portal's own address is the Comune's choice.
                letter.body.replace(&bundle.site.host, ""),
                short(&bundle, kind, &fill())
                    .expect("a text")
                    .replace(&bundle.site.host, "")
            );
            let all = all.to_lowercase();
            for word in ["polo", "sociale", "social", "servizi", "assist"] {
                assert!(!all.contains(word), "{word} in {all}");
            }
        }
    }
}

#[test]
fn days_and_times_are_those_of_italy() {
    let all = bundles();
    let italian = all.first().expect("Italian");
    let said = letter(italian, Kind::Confirmation, &fill()).expect("a letter");
    assert_eq!(said.subject, "Il tuo appuntamento di mercoledì");
    assert!(
        said.body.contains("mercoledì 30 settembre alle 10:30"),
        "{}",
        said.body
    );
    assert!(letter(italian, Kind::Confirmation, &Fill::default()).is_none());
}
