//! What the person at the terminal sees: one line when a step starts, one when it ends, with its time.

use std::io::{IsTerminal as _, Write as _, stdout};
use std::time::{Duration, Instant};

use crate::Outcome;

/// Says what is being done, runs it, says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("▸ {what}");
    let start = Instant::now();
    let outcome = work();
    clear_line();
    let took = seconds(start.elapsed());
    match &outcome {
        Ok(_) => println!("  ✓ {what}, {took}"),
        Err(_) => println!("  ✗ {what}, after {took}"),
    }
    outcome
}

/// Says that a step had nothing to do. Silent steps make people wonder; this costs a line.
pub(crate) fn up_to_date(what: &str) {
    println!("  · {what}: up to date");
}

/// A remark.
pub(crate) fn note(text: &str) {
    println!("  · {text}");
}

/// Shows that a long step is alive: on a terminal it overwrites one line, in a log it adds a line now and then.
pub(crate) fn alive(elapsed: Duration, last_line: &str) {
    let shown: String = last_line.trim().chars().take(90).collect();
    if stdout().is_terminal() {
        print!("\r\x1b[K    {} {shown}", seconds(elapsed));
        let _ = stdout().flush();
    } else {
        println!("    {} … {shown}", seconds(elapsed));
    }
}

/// How long to wait between two signs of life.
pub(crate) fn pulse() -> Duration {
    if stdout().is_terminal() {
        Duration::from_millis(500)
    } else {
        Duration::from_secs(30)
    }
}

fn clear_line() {
    if stdout().is_terminal() {
        print!("\r\x1b[K");
        let _ = stdout().flush();
    }
}

/// A span of time for people: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn seconds(span: Duration) -> String {
    match span.as_secs() {
        0..=9 => format!("{:.1} s", span.as_secs_f64()),
        whole @ 10..=119 => format!("{whole} s"),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_well() {
        assert_eq!(seconds(Duration::from_millis(430)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(75)), "75 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }
}
