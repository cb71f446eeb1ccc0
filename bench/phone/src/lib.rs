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
    use domain::assess::{Answer, Answers, Day, Household, Rules, Walk, assess};
    use std::cell::RefCell;

    struct Loaded {
        rules: Rules,
        on: Day,
        household: Household,
        way: Option<(Answers, Walk)>,
    }

    thread_local! {
        static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
    }

    /// Reads the rules from the buffer, for a day like 20261125. How many measures they hold; 0 where they are none.
    #[unsafe(no_mangle)]
    extern "C" fn rules(day: u32) -> usize {
        let rules = INPUT.with_borrow(|input| Rules::parse(input));
        let (Some(rules), Some(on)) = (rules, date(day)) else {
            return 0;
        };
        let count = rules.measures.len();
        LOADED.set(Some(Loaded {
            rules,
            on,
            household: Household::default(),
            way: None,
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
            let answers = Answers::from_pairs(&pairs);
            let walk = loaded.rules.walk(&answers, loaded.on);
            gone(loaded, answers, walk)
        })
    }

    /// Goes on to the end of the way: what was not answered is not known. How many were asked; 0 where a line was no answer to
    /// any question.
    #[cfg(feature = "cases")]
    #[unsafe(no_mangle)]
    extern "C" fn finish() -> usize {
        let lines = INPUT.with_borrow(|input| String::from_utf8_lossy(input).lines().count());
        with(|loaded| {
            let rules = &loaded.rules;
            let Some((mut answers, mut walk)) = loaded.way.take() else {
                return 0;
            };
            let given = answers.pairs();
            let there = |name: &str| rules.flow.question(name.split('.').next().unwrap_or_default());
            if given.len() < lines || given.iter().any(|(name, _)| there(name).is_none()) {
                return 0;
            }
            while let Some(next) = walk.next {
                let Some(question) = rules.flow.questions.get(next.question) else {
                    return 0;
                };
                if answers.get(&question.id, next.member).is_some() {
                    return 0;
                }
                answers.set(&question.id, next.member, Answer::Unknown);
                walk = rules.walk(&answers, loaded.on);
            }
            gone(loaded, answers, walk)
        })
    }

    /// Reads a household of JSON, for a day like 20261125. Whether it is one.
    #[cfg(feature = "cases")]
    #[unsafe(no_mangle)]
    extern "C" fn household(day: u32) -> bool {
        let read = INPUT.with_borrow(|input| Household::read(serde_json::from_slice(input).ok()?).ok());
        let (Some(household), Some(on)) = (read, date(day)) else {
            return false;
        };
        let set = with(|loaded| {
            (loaded.household, loaded.on, loaded.way) = (household, on, None);
            1
        });
        set == 1
    }

    /// Assesses the household so many times. How many measures were judged.
    #[unsafe(no_mangle)]
    extern "C" fn evaluate(times: usize) -> usize {
        with(|loaded| {
            (0..times)
                .map(|_| {
                    let outcome = assess(&loaded.rules, &loaded.household, loaded.on);
                    outcome.measures.len()
                })
                .sum()
        })
    }

    /// Answers «I do not know» at a place of the way, or «I would rather not say» where that was said, and goes on from there, so
    /// many times. How many were asked.
    #[unsafe(no_mangle)]
    extern "C" fn step(place: usize, times: usize) -> usize {
        with(|loaded| {
            let Some((answers, walk)) = &loaded.way else {
                return 0;
            };
            let Some(asked) = walk.asked.get(place) else {
                return 0;
            };
            let Some(question) = loaded.rules.flow.questions.get(asked.question) else {
                return 0;
            };
            let other = match answers.get(&question.id, asked.member) {
                Some(Answer::Unknown) => Answer::Private,
                _ => Answer::Unknown,
            };
            let mut changed = answers.clone();
            changed.set(&question.id, asked.member, other);
            (0..times)
                .map(|_| {
                    let walk = loaded.rules.walk_on((answers, walk), &changed, loaded.on);
                    walk.asked.len()
                })
                .sum()
        })
    }

    /// Keeps a way, and the household that it tells of. How many were asked.
    fn gone(loaded: &mut Loaded, answers: Answers, walk: Walk) -> usize {
        let asked = walk.asked.len();
        loaded.household = walk.household.clone();
        loaded.way = Some((answers, walk));
        asked
    }

    fn date(day: u32) -> Option<Day> {
        Day::new(day / 10_000, day / 100 % 100, day % 100)
    }

    fn with(what: impl FnOnce(&mut Loaded) -> usize) -> usize {
        LOADED.with_borrow_mut(|loaded| loaded.as_mut().map_or(0, what))
    }
}
