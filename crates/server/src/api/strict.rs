//! JSON read strictly: nothing said twice, nothing left over, no field that we do not know, nothing of another kind than
//! asked. Never here: what a value means; no value is ever repeated in an answer.

use crate::problem::FieldFail;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// What is wrong with a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is not a JSON object in UTF-8, or says one thing twice.
    Malformed,
    /// It is one, and these fields are not as asked.
    Fields(Vec<FieldFail>),
}

/// How much of an unknown field's name is told back.
const NAME_SHOWN: usize = 40;

/// Reads a body into `T`, whose default says which fields there are and of which kind. Absent fields keep the default.
pub(super) fn parse<T: Default + Serialize + DeserializeOwned>(body: &[u8]) -> Result<T, Wrong> {
    let Once(value) = serde_json::from_slice(body).map_err(|_| Wrong::Malformed)?;
    let Value::Object(mut given) = value else {
        return Err(Wrong::Malformed);
    };
    let Ok(Value::Object(known)) = serde_json::to_value(T::default()) else {
        return Err(Wrong::Malformed);
    };
    let wrong: Vec<FieldFail> = given
        .iter()
        .filter_map(|(name, value)| compare(name, value, &known))
        .collect();
    if !wrong.is_empty() {
        return Err(Wrong::Fields(wrong));
    }
    for (name, value) in known {
        given.entry(name).or_insert(value);
    }
    serde_json::from_value(Value::Object(given)).map_err(|_| Wrong::Malformed)
}

fn compare(name: &str, value: &Value, known: &Map<String, Value>) -> Option<FieldFail> {
    let shown: String = name.chars().take(NAME_SHOWN).collect();
    let fault = match (known.get(name), value) {
        (None, _) => "unknown_field",
        (Some(Value::String(_)), Value::String(_)) | (Some(Value::Bool(_)), Value::Bool(_)) => return None,
        (Some(Value::Number(_)), Value::Number(number)) if number.is_u64() => return None,
        (Some(Value::Array(_)), Value::Array(items))
            if items.iter().all(Value::is_string) || items.iter().all(Value::is_object) =>
        {
            return None;
        }
        (Some(Value::Number(_)), _) => "not_a_number",
        (Some(Value::Array(_)), _) => "not_a_list",
        (Some(Value::Bool(_)), _) => "not_true_or_false",
        (Some(_), _) => "not_a_text",
    };
    Some(FieldFail::new(&shown, fault))
}

/// A JSON value in which no object names a field twice.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((name, Once(value))) = fields.next_entry::<String, _>()? {
            if all.insert(name, value).is_some() {
                return Err(A::Error::custom("a field is named twice"));
            }
        }
        Ok(Value::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::request::Draft;

    fn read(body: &[u8]) -> Result<Draft, Wrong> {
        parse(body)
    }

    #[test]
    fn what_is_absent_keeps_its_default() {
        let draft = read(br#" {"motive":"casa","days":["mon"],"consent":true} "#).expect("fair");
        assert_eq!(
            (draft.motive.as_str(), draft.consent, draft.note.as_str()),
            ("casa", true, "")
        );
        assert_eq!(read(b"{}"), Ok(Draft::default()));
    }

    #[test]
    fn what_is_not_one_json_object_is_malformed() {
        for body in [
            b"".as_slice(),
            b"{",
            b"[]",
            b"null",
            b"\"text\"",
            b"{} {}",
            b"{}x",
            br#"{"polo":"a","polo":"a"}"#,
            br#"{"days":[{"a":1,"a":1}]}"#,
            b"{\"note\":\"\xff\"}",
            b"\xef\xbb\xbf{}",
            b"{'note':'a'}",
            br#"{"note":"\ud800"}"#,
            b"{\"note\":\"\0\"}",
        ] {
            assert_eq!(
                read(body),
                Err(Wrong::Malformed),
                "{}",
                String::from_utf8_lossy(body)
            );
        }
        assert_eq!(read("[".repeat(5000).as_bytes()), Err(Wrong::Malformed));
    }

    #[test]
    fn a_field_that_is_unknown_or_of_another_kind_is_named_and_its_value_is_not() {
        let body = br#"{"admin":"geheim","note":7,"consent":"geheim","days":["mon",1],"phone":null}"#;
        let Err(Wrong::Fields(fields)) = read(body) else {
            panic!("it was read")
        };
        let found: Vec<(&str, &str)> = fields
            .iter()
            .map(|fail| (fail.field.as_str(), fail.name))
            .collect();
        let expected = [
            ("admin", "unknown_field"),
            ("consent", "not_true_or_false"),
            ("days", "not_a_list"),
            ("note", "not_a_text"),
            ("phone", "not_a_text"),
        ];
        assert_eq!(found, expected);
        assert!(!format!("{fields:?}").contains("geheim"));
    }
}
