//! JSON of any shape, kept just long enough to say which key of a household is wrong.

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// What a JSON text can hold. Numbers are kept in hundredths; one too great for that is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Yes(bool),
    /// In hundredths, rounded half up; nothing where it is beyond all that a household can have.
    Number(Option<i64>),
    /// `"…"`
    Text(String),
    /// `[…]`
    List(Vec<Json>),
    /// `{…}`, with names that may come twice.
    Table(Vec<(String, Json)>),
}

/// Ten thousand million, in hundredths.
const GREATEST: i64 = 1_000_000_000_000;

fn whole(number: i64) -> Option<i64> {
    let hundredths = number.checked_mul(100)?;
    (-GREATEST..=GREATEST).contains(&hundredths).then_some(hundredths)
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json, E> {
        Ok(Json::Yes(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(whole(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(i64::try_from(number).ok().and_then(whole)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        let hundredths = (number * 100.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "kept only where it is well within an i64"
        )]
        let whole = hundredths as i64;
        Ok(Json::Number((hundredths.abs() < 1e12).then_some(whole)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Json::Table(table))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}
