//! Poli, areas, motives, settings: ids that are ids, hours that end after they begin, words in every language.
//! Never here: the pages that speak of them (`front.rs`).

use std::collections::BTreeMap;

use domain::catalogue::{Day, Hours};
use domain::contact::Email;
use jiff::ToSpan as _;

use super::Check;
use super::front::list;
use crate::data::{PoloRow, Words};
use crate::settings::Security;
use crate::slug::is_slug;
use crate::source::Keys;

pub(super) fn check(check: &mut Check<'_>) {
    let (site, data) = (check.site, &check.site.data);
    settings(check);

    ids(
        check,
        &data.poli_keys,
        data.poli
            .iter()
            .enumerate()
            .map(|(i, row)| (format!("polo.{i}.id"), &row.id)),
    );
    ids(
        check,
        &data.poli_keys,
        data.areas
            .iter()
            .enumerate()
            .map(|(i, row)| (format!("area.{i}.id"), &row.id)),
    );
    ids(
        check,
        &data.motives_keys,
        data.motives
            .iter()
            .enumerate()
            .map(|(i, row)| (format!("motive.{i}.id"), &row.id)),
    );

    for (index, row) in data.areas.iter().enumerate() {
        words(
            check,
            &data.poli_keys,
            &format!("area.{index}"),
            &[("name", &row.name), ("lead", &row.lead)],
        );
    }
    for (index, row) in data.motives.iter().enumerate() {
        let key = format!("motive.{index}");
        words(
            check,
            &data.motives_keys,
            &key,
            &[("label", &row.label), ("hint", &row.hint)],
        );
        area(check, &data.motives_keys, &format!("{key}.area"), &row.area);
    }
    for (index, row) in site.settings.urgent.iter().enumerate() {
        let key = format!("urgent.{index}");
        words(
            check,
            &data.settings_keys,
            &key,
            &[("label", &row.label), ("when", &row.when)],
        );
        phone(check, &data.settings_keys, &format!("{key}.number"), &row.number);
    }
    neighbourhoods(check);
    for (index, row) in data.poli.iter().enumerate() {
        polo(check, &format!("polo.{index}"), row);
    }
}

fn settings(check: &mut Check<'_>) {
    let (settings, keys) = (&check.site.settings, &check.site.data.settings_keys);
    let languages = settings.languages.iter().enumerate();
    ids(
        check,
        keys,
        languages.map(|(index, language)| (format!("languages.{index}.id"), &language.id)),
    );
    for (index, language) in settings.languages.iter().enumerate() {
        for (key, found, needed) in [
            ("service_headings", language.service_headings().len(), 11),
            ("callouts", language.callouts().len(), 3),
        ] {
            if found != needed && found != 0 {
                let message = format!("`{key}` has {found} entries; allowed: {needed}");
                check.say(keys.at(&format!("languages.{index}.{key}"), message));
            }
        }
    }
    let addresses = [
        ("host", &settings.host),
        ("exit_to", &settings.exit_to),
        ("agid_statement", &settings.agid_statement),
    ];
    for (key, address) in addresses {
        if !address.starts_with("https://") {
            check.say(keys.at(
                key,
                format!("`{key}` is `{address}`; allowed: an address that begins with https://"),
            ));
        }
    }
    if settings.host.ends_with('/') {
        check.say(keys.at(
            "host",
            "`host` ends with a slash; allowed: https:// and the host alone",
        ));
    }
    if settings.answer_within_days == 0 {
        check.say(keys.at(
            "answer_within_days",
            "`answer_within_days` is 0; allowed: 1 or more working days",
        ));
    }
    for (key, path) in settings.pages.all() {
        if !path.is_empty() && check.site.page(path).is_none() {
            let message = format!("`{key}` leads to {path}, where there is no page");
            check.say(keys.at(&format!("pages.{key}"), message));
        }
    }
    if settings.urgent.is_empty() {
        check.say(keys.at("urgent", "there is no urgent number; allowed: one or more"));
    }
    if let Some(row) = &settings.security {
        security(check, keys, row);
    }
    phone(
        check,
        keys,
        "contact_centre.phone",
        &settings.contact_centre.phone,
    );
}

/// Whoever reads an old `security.txt` must not take it for a living one.
fn security(check: &mut Check<'_>, keys: &Keys, row: &Security) {
    let contact = &row.contact;
    let known = ["mailto:", "https://", "tel:"]
        .iter()
        .filter_map(|scheme| contact.strip_prefix(scheme))
        .any(|rest| !rest.is_empty() && !contact.contains(char::is_whitespace));
    if !known {
        let message = format!(
            "`contact` is `{contact}`; allowed: an address that begins with mailto:, https:// or tel:"
        );
        check.say(keys.at("security.contact", message));
    }
    let (expires, on) = (row.expires, check.on);
    if expires < on {
        let message =
            format!("the contact has expired on {expires}: make sure that it holds, and write a new day");
        check.say(keys.at("security.expires", message));
    } else if on.checked_add(1.year()).is_ok_and(|furthest| expires > furthest) {
        let message = format!("`expires` is {expires}; allowed: at most a year ahead");
        check.say(keys.at("security.expires", message));
    }
}

fn ids<'a>(check: &mut Check<'_>, keys: &Keys, rows: impl Iterator<Item = (String, &'a String)>) {
    let mut taken = BTreeMap::new();
    for (key, id) in rows {
        if !is_slug(id) {
            let message =
                format!("`{id}` is not an id; allowed: small letters without accents, digits, hyphens");
            check.say(keys.at(&key, message));
        }
        if let Some(other) = taken.insert(id, key.clone()) {
            let line = keys.line(&other).unwrap_or(1);
            check.say(keys.at(&key, format!("the id `{id}` is taken on line {line}")));
        }
    }
}

/// All languages of the site, and no other.
fn words(check: &mut Check<'_>, keys: &Keys, row: &str, texts: &[(&str, &Words)]) {
    let settings = &check.site.settings;
    for (name, words) in texts {
        for language in &settings.languages {
            if words.get(&language.id).is_none_or(|text| text.trim().is_empty()) {
                let message = format!(
                    "`{name}.{}` is missing: every language of site.toml needs it",
                    language.id
                );
                check.say(keys.at(&format!("{row}.{name}"), message));
            }
        }
        for lang in words.keys().filter(|lang| settings.language(lang).is_none()) {
            let allowed = list(settings.languages.iter().map(|language| language.id.as_str()));
            let message = format!("`{lang}` is not a language of site.toml; allowed: {allowed}");
            check.say(keys.at(&format!("{row}.{name}.{lang}"), message));
        }
    }
}

fn area(check: &mut Check<'_>, keys: &Keys, key: &str, id: &str) {
    let areas = &check.site.data.areas;
    if !areas.iter().any(|area| area.id == id) {
        let allowed = list(areas.iter().map(|area| area.id.as_str()));
        check.say(keys.at(key, format!("no area is called `{id}`; allowed: {allowed}")));
    }
}

fn phone(check: &mut Check<'_>, keys: &Keys, key: &str, number: &str) {
    let digits = number.strip_prefix('+').unwrap_or(number);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
        && digits.bytes().filter(u8::is_ascii_digit).count() >= 3;
    if !is_number {
        check.say(keys.at(
            key,
            format!("`{number}` is not a telephone number; allowed: digits and spaces"),
        ));
    }
}

/// Whoever lives in a neighbourhood has one Polo.
fn neighbourhoods(check: &mut Check<'_>) {
    let data = &check.site.data;
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (index, polo) in data.poli.iter().enumerate() {
        for (place, neighbourhood) in polo.neighbourhoods.iter().enumerate() {
            let id = neighbourhood.id.as_str();
            let key = format!("polo.{index}.neighbourhoods.{place}");
            if !is_slug(id) {
                let message =
                    format!("`{id}` is not an id; allowed: small letters without accents, digits, hyphens");
                check.say(data.poli_keys.at(&key, message));
            }
            if let Some(other) = taken.insert(id, &polo.id) {
                let message = format!("the neighbourhood `{id}` has a Polo already, `{other}`; allowed: one");
                check.say(data.poli_keys.at(&key, message));
            }
        }
    }
}

fn polo(check: &mut Check<'_>, key: &str, row: &PoloRow) {
    let keys = &check.site.data.poli_keys;
    let id = &row.id;
    for (name, text) in [
        ("name", &row.name),
        ("address", &row.address),
        ("locality", &row.locality),
        ("source", &row.source),
    ] {
        if text.trim().is_empty() {
            check.say(keys.at(
                &format!("{key}.{name}"),
                format!("the Polo `{id}` has an empty `{name}`"),
            ));
        }
    }
    let code = &row.postal_code;
    if !code.is_empty() && (code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit())) {
        let message = format!("`{code}` is not a postal code; allowed: five digits, or nothing");
        check.say(keys.at(&format!("{key}.postal_code"), message));
    }
    if !row.email.is_empty() && Email::parse(&row.email).is_err() {
        let message = format!(
            "`{}` is not an email address; allowed: an address, or nothing",
            row.email
        );
        check.say(keys.at(&format!("{key}.email"), message));
    }
    phone(check, keys, &format!("{key}.phone"), &row.phone);
    if row.source_date > check.on {
        let message = format!("`source_date` is {}, which is yet to come", row.source_date);
        check.say(keys.at(&format!("{key}.source_date"), message));
    }
    if row.neighbourhoods.is_empty() {
        check.say(keys.at(
            &format!("{key}.neighbourhoods"),
            format!("the Polo `{id}` serves no neighbourhood"),
        ));
    }
    if row.hours.is_empty() {
        check.say(keys.at(
            &format!("{key}.hours"),
            format!("the Polo `{id}` has no hours; allowed: one opening or more"),
        ));
    }
    for (index, id) in row.areas.iter().enumerate() {
        area(check, keys, &format!("{key}.areas.{index}"), id);
    }
    hours(check, key, &row.hours);
}

fn hours(check: &mut Check<'_>, key: &str, rows: &[Hours]) {
    let keys = &check.site.data.poli_keys;
    let mut openings: Vec<(Day, u16, u16)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let key = format!("{key}.hours.{index}");
        if row.days.is_empty() {
            check.say(keys.at(
                &format!("{key}.days"),
                "an opening without days; allowed: mon, tue, wed, thu, fri, sat, sun",
            ));
        }
        let mut time = |name: &str, written: &str| {
            let minutes = minutes(written);
            if minutes.is_none() {
                let message = format!("`{written}` is not an hour; allowed: from 00:00 to 23:59, like 09:30");
                check.say(keys.at(&format!("{key}.{name}"), message));
            }
            minutes
        };
        let (Some(from), Some(to)) = (time("from", &row.from), time("to", &row.to)) else {
            continue;
        };
        if to <= from {
            let message = format!("the opening ends at {}, before it begins at {}", row.to, row.from);
            check.say(keys.at(&format!("{key}.to"), message));
            continue;
        }
        for &day in &row.days {
            if openings
                .iter()
                .any(|&(other, begins, ends)| other == day && from < ends && begins < to)
            {
                check.say(keys.at(&key, "the opening overlaps another one of the same day"));
            }
            openings.push((day, from, to));
        }
    }
}

/// `09:30` in minutes since midnight.
fn minutes(written: &str) -> Option<u16> {
    let (hour, minute) = written.split_once(':')?;
    let number = |digits: &str| {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse::<u16>().ok())?
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
