//! The engine of the self-assessment alone, as `xtask/phone.mjs` calls it in a browser. Bytes go in through one buffer.

use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for so many bytes; gives back its address.
#[unsafe(no_mangle)]
extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

#[cfg(feature = "engine")]
mod engine {
    use super::INPUT;
    use domain::assess::{Answer, Answers, Day, Rules, Walk, assess};
    use std::cell::RefCell;

    struct Loaded {
        rules: Rules,
        day: Day,
        answers: Answers,
        walk: Option<Walk>,
    }

    thread_local! {
        static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
    }

    /// Reads the rules from the buffer, for a day like 20261125. How many measures they hold; 0 where they are none.
    #[unsafe(no_mangle)]
    extern "C" fn rules(day: u32) -> usize {
        let rules = INPUT.with_borrow(|input| Rules::parse(input));
        let day = Day::new(day / 10_000, day / 100 % 100, day % 100);
        let (Some(rules), Some(day)) = (rules, day) else {
            return 0;
        };
        let count = rules.measures.len();
        LOADED.set(Some(Loaded {
            rules,
            day,
            answers: Answers::default(),
            walk: None,
        }));
        count
    }

    /// Reads answers, a line each with a tab between question and answer, and goes their way. How many were asked.
    #[unsafe(no_mangle)]
    extern "C" fn answers() -> usize {
        let text = INPUT.with_borrow(|input| String::from_utf8_lossy(input).into_owned());
        let pairs: Vec<(String, String)> = (text.lines())
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, word)| (name.to_owned(), word.to_owned()))
            .collect();
        with(|loaded| {
            loaded.answers = Answers::from_pairs(&pairs);
            let walk = loaded.rules.walk(&loaded.answers, loaded.day);
            let asked = walk.asked.len();
            loaded.walk = Some(walk);
            asked
        })
    }

    /// Assesses the household of the answers so many times. How many measures were judged.
    #[unsafe(no_mangle)]
    extern "C" fn evaluate(times: usize) -> usize {
        with(|loaded| {
            let Some(walk) = &loaded.walk else { return 0 };
            (0..times)
                .map(|_| assess(&loaded.rules, &walk.household, loaded.day).measures.len())
                .sum()
        })
    }

    /// Changes the answer at a place of the way to «I do not know» and goes on from there, so many times.
    #[unsafe(no_mangle)]
    extern "C" fn step(place: usize, times: usize) -> usize {
        with(|loaded| {
            let Some(walk) = &loaded.walk else { return 0 };
            let Some(asked) = walk.asked.get(place) else { return 0 };
            let Some(question) = loaded.rules.flow.questions.get(asked.question) else {
                return 0;
            };
            let mut other = loaded.answers.clone();
            other.set(&question.id, asked.member, Answer::Unknown);
            let before = (&loaded.answers, walk);
            (0..times)
                .map(|_| loaded.rules.walk_on(before, &other, loaded.day).asked.len())
                .sum()
        })
    }

    fn with(what: impl FnOnce(&mut Loaded) -> usize) -> usize {
        LOADED.with_borrow_mut(|loaded| loaded.as_mut().map_or(0, what))
    }
}
