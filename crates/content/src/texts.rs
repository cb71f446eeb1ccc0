//! `texts/<lang>.toml`: the words of the screen, one table a language, nested one level at most.
//! Never here: whether two languages agree (`check/texts.rs`).

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::Finding;
use crate::source::{self, Keys, Lines};

/// The texts of one language as they were written: `[request] title` is `request_title`.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) lang: String,
    pub(crate) words: BTreeMap<String, String>,
    pub(crate) keys: Keys,
}

/// Reads the texts of a language. All that is wrong with the file is said at once.
pub(crate) fn parse(text: &str, file: &str, lang: &str) -> Result<Texts, Vec<Finding>> {
    let lines = Lines::new(text, 1);
    let table = source::table(text, file, &lines).map_err(|finding| vec![finding])?;
    let mut texts = Texts {
        lang: lang.to_owned(),
        words: BTreeMap::new(),
        keys: Keys::new(file),
    };
    let mut findings = Vec::new();
    for (name, value) in table.get_ref() {
        let line = lines.at(name.span().start);
        match value.get_ref() {
            DeValue::Table(inner) => {
                for (inner_name, value) in inner {
                    let key = format!("{}_{}", name.get_ref(), inner_name.get_ref());
                    let line = lines.at(inner_name.span().start);
                    findings.extend(texts.add(key, value.get_ref(), line).err());
                }
            }
            other => findings.extend(texts.add(name.get_ref().to_string(), other, line).err()),
        }
    }
    if findings.is_empty() {
        Ok(texts)
    } else {
        Err(findings)
    }
}

impl Texts {
    fn add(&mut self, key: String, value: &DeValue<'_>, line: usize) -> Result<(), Finding> {
        let DeValue::String(words) = value else {
            let found = value.type_str();
            return Err(self.keys.on(
                line,
                format!("`{key}` is not a text but a value of kind {found}; allowed: texts, and tables of texts one level deep"),
            ));
        };
        if !key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            return Err(self.keys.on(
                line,
                format!("`{key}` is not a key; allowed: small letters, digits and `_`"),
            ));
        }
        if self.words.contains_key(&key) {
            let message = format!("`{key}` is written twice: `[a] b` and `a_b` are the same key");
            return Err(self.keys.on(line, message));
        }
        self.words.insert(key.clone(), words.to_string());
        self.keys.insert(key, line);
        Ok(())
    }
}
