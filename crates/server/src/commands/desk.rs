//! `polo requests take|answer|close`: how the Polo answers until it has a desk of its own. As in `requests`, what is
//! printed for social workers is Italian. Never here: a text of anybody in an error.

use super::CommandError;
use crate::cli::WorkArgs;
use crate::clock::Clock;
use domain::request::Line;
use domain::{Code, Fault};
use std::io::{self, IsTerminal, Read, Write};
use store::Store;

/// In bytes: well over what an answer may have, well under what would be a mistake to read.
const LONGEST_READ: u64 = 64 * 1024;

/// Why the text of the standard input is no answer. Holds nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum UnfitAnswer {
    /// There is none.
    #[error("the answer is empty: write it on the standard input")]
    Empty,
    /// Longer than the person's page takes.
    #[error("an answer has up to {max} characters, and this one has {found}: shorten it, or send it in two")]
    TooLong {
        /// How many fit.
        max: usize,
        /// How many there are.
        found: usize,
    },
    /// Some other file than a short text.
    #[error("the standard input holds far more than an answer: is it the right file?")]
    FarTooLong,
    /// Characters that could not be shown, or would deceive the reader.
    #[error("the answer holds hidden characters: write it anew as plain text")]
    Hidden,
    /// Some other encoding.
    #[error("the answer is not UTF-8 text")]
    NotText,
    /// It cannot be read.
    #[error("the standard input cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

pub(super) async fn take(store: &Store, work: &WorkArgs) -> Result<(), CommandError> {
    let code: Code = work.code.parse()?;
    store
        .requests()
        .take(&code, &work.who, Clock::real().now())
        .await?;
    store.close().await;
    say(&format!(
        "La richiesta {code} è presa in carico: la persona lo vede con il suo codice."
    ))
}

pub(super) async fn answer(store: &Store, work: &WorkArgs) -> Result<(), CommandError> {
    let code: Code = work.code.parse()?;
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let mut prompt = io::stderr().lock();
        writeln!(
            prompt,
            "Scrivi la risposta, fino a 600 caratteri. Per finire: Invio, poi Ctrl-D. Per lasciar perdere: Ctrl-C."
        )?;
    }
    let line = read(stdin.lock())?;
    store
        .requests()
        .answer(&code, &work.who, &line, Clock::real().now())
        .await?;
    store.close().await;
    say(&format!(
        "La risposta alla richiesta {code} è scritta: la persona la legge con il suo codice."
    ))
}

pub(super) async fn close(store: &Store, work: &WorkArgs) -> Result<(), CommandError> {
    let code: Code = work.code.parse()?;
    store
        .requests()
        .close(&code, &work.who, Clock::real().now())
        .await?;
    store.close().await;
    say(&format!("La richiesta {code} è chiusa."))
}

fn say(words: &str) -> Result<(), CommandError> {
    Ok(writeln!(io::stdout().lock(), "{words}")?)
}

fn read(input: impl Read) -> Result<Line, UnfitAnswer> {
    let mut typed = Vec::new();
    input.take(LONGEST_READ + 1).read_to_end(&mut typed)?;
    if typed.len() as u64 > LONGEST_READ {
        return Err(UnfitAnswer::FarTooLong);
    }
    let typed = String::from_utf8(typed).map_err(|_| UnfitAnswer::NotText)?;
    match Line::parse(&typed) {
        Ok(line) if line.is_empty() => Err(UnfitAnswer::Empty),
        Ok(line) => Ok(line),
        Err(Fault::TooLong { max, found }) => Err(UnfitAnswer::TooLong { max, found }),
        Err(_) => Err(UnfitAnswer::Hidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_up_to_600_characters_of_plain_text() {
        let fair = read("  Ciao,\r\nti aspettiamo. \n".as_bytes()).expect("fair");
        assert_eq!(fair.as_str(), "Ciao,\nti aspettiamo.");
        assert!(read("è".repeat(600).as_bytes()).is_ok());
    }

    #[test]
    fn what_is_no_answer_is_told_why_and_not_repeated() {
        for (typed, said) in [
            (b" \n\t".to_vec(), "empty"),
            (
                b"segreto".repeat(86),
                "up to 600 characters, and this one has 602",
            ),
            (b"segreto".repeat(10_000), "far more"),
            (b"segreto \0".to_vec(), "hidden"),
            (b"segreto \xff".to_vec(), "UTF-8"),
        ] {
            let error = read(typed.as_slice()).expect_err("unfit").to_string();
            assert!(error.contains(said) && !error.contains("segreto"), "{error}");
        }
    }
}
