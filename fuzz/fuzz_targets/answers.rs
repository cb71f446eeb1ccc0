//! Any bytes as the answers that a phone has kept, and the way through the questions of `content/` that they lead.

#![no_main]

#[path = "../checks/answers.rs"]
mod answers;
#[path = "../checks/outcome.rs"]
mod outcome;
#[path = "../real.rs"]
mod real;

use domain::assess::{Answer, Answers, Lots};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

// The content is read before the first input, or all that reads it would count as what that input has reached.
fuzz_target!(
    init: {
        real::rules();
    },
    |bytes: &[u8]| answers::check(real::rules(), bytes)
);

// Most of the time the next question is answered, or one before it anew.
fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) {
        None
    } else {
        change(&bytes[..size], seed)
    };
    match changed {
        Some(changed) if changed.len() <= most => {
            bytes[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => fuzzer_mutate(bytes, size, most),
    }
});

fn change(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    let rules = real::rules();
    let (day, text) = bytes.split_first_chunk::<3>()?;
    let mut lots = Lots::new(u64::from(seed));
    let on = outcome::day_of(*day);
    let mut answers = Answers::from_pairs(&answers::pairs(std::str::from_utf8(text).ok()?));
    for _ in 0..=lots.below(4) {
        let walk = rules.walk(&answers, on);
        let anew = walk.asked.get(lots.below(walk.asked.len() * 2)).copied();
        let Some(asked) = anew.or(walk.next) else { break };
        let answer = match lots.below(12) {
            0 => Answer::Unknown,
            1 => Answer::Private,
            2 => Answer::Number([0, 99, 13_000, i64::MAX][lots.below(4)]),
            _ => lots.answer(rules, asked, &walk, on),
        };
        answers.set(&rules.flow.questions[asked.question].id, asked.member, answer);
    }
    let lines = answers
        .pairs()
        .into_iter()
        .map(|(name, word)| format!("{name}={word}\n"));
    Some([day.as_slice(), lines.collect::<String>().as_bytes()].concat())
}
