//! The rules as bytes, for the phone: reading them as JSON costs it 22 kB of code, this 8. What was written is read by the same
//! version of the program only; the first byte says which.
//! Never here: what the rules mean.

use super::day::Day;
use super::fact::Fact;
use super::flow::{Asks, Choice, Each, Flow, Part, People, Question, Spoken};
use super::household::Value;
use super::rules::{
    Condition, Criterion, Formula, How, Link, Measure, Need, Number, Pay, Pays, Rate, RateValue, Resource,
    Rules, Sum, Term, Verdict, Worry,
};
use std::collections::BTreeMap;

/// Raised whenever a form below changes.
const VERSION: u8 = 2;

/// No condition that a person writes is nested so deep.
const DEEPEST: u8 = 32;

struct Reader<'a> {
    rest: &'a [u8],
    depth: u8,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
}

trait Wire: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn take(reader: &mut Reader<'_>) -> Option<Self>;
}

/// Seven bits a byte, the lowest first.
impl Wire for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        out.push(rest.to_le_bytes()[0]);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = reader.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

fn put_count(count: usize, out: &mut Vec<u8>) {
    u64::try_from(count).unwrap_or(u64::MAX).put(out);
}

fn take_count(reader: &mut Reader<'_>) -> Option<usize> {
    usize::try_from(u64::take(reader)?).ok()
}

/// Never below zero in rules.
impl Wire for i64 {
    fn put(&self, out: &mut Vec<u8>) {
        self.unsigned_abs().put(out);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        i64::try_from(u64::take(reader)?).ok()
    }
}

impl Wire for usize {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(*self, out);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        take_count(reader)
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        Some(reader.byte()? != 0)
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let length = take_count(reader)?;
        let (text, rest) = reader.rest.split_at_checked(length)?;
        reader.rest = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        for item in self {
            item.put(out);
        }
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let mut all = Self::new();
        for _ in 0..take_count(reader)? {
            all.push(T::take(reader)?);
        }
        Some(all)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(item) = self {
            item.put(out);
        }
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        if bool::take(reader)? {
            T::take(reader).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(reader)?, B::take(reader)?))
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        for (key, item) in self {
            key.put(out);
            item.put(out);
        }
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        let mut all = Self::new();
        for _ in 0..take_count(reader)? {
            all.insert(String::take(reader)?, T::take(reader)?);
        }
        Some(all)
    }
}

impl Wire for Day {
    fn put(&self, out: &mut Vec<u8>) {
        u64::from(self.number()).put(out);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        Self::from_number(u32::try_from(u64::take(reader)?).ok()?)
    }
}

/// One of a few, by its place among them.
macro_rules! one_of {
    ($kind:ty: $all:expr) => {
        impl Wire for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                let place = $all.iter().position(|one| one == self);
                put_count(place.unwrap_or(usize::MAX), out);
            }

            fn take(reader: &mut Reader<'_>) -> Option<Self> {
                $all.get(take_count(reader)?).copied()
            }
        }
    };
}

one_of!(Fact: Fact::ALL);
one_of!(How: [How::AtMost, How::LessThan, How::AtLeast, How::MoreThan, How::Equals]);
one_of!(Verdict: [Verdict::Unlikely, Verdict::NeedsInformation, Verdict::Likely]);
one_of!(Pays: [Pays::Monthly, Pays::Yearly, Pays::Total, Pays::OneOff]);
one_of!(Formula: [Formula::Adi, Formula::AssegnoUnico, Formula::AssegnoSociale]);

/// Its fields, one after the other.
macro_rules! table {
    ($kind:ident: $($field:ident),+) => {
        impl Wire for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)+
            }

            fn take(reader: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Wire::take(reader)?),+ })
            }
        }
    };
}

table!(Rules:
    rates, measures, needs, worries, numbers, danger_number, resources, metropolitan, isee_page, language, flow,
    pages);
table!(Link: path, title, lang);
table!(Flow: parts, people, questions);
table!(Part: id, name);
table!(People: relation, name);
table!(Question: id, part, ask, hint, kind, after, when, each, helps);
table!(Choice: id, label, hint, sets, vehicles, alone, other, rules_out);
table!(Spoken: own, other, member);
table!(Rate: values, money);
table!(RateValue: amount, from, until, source, to_verify);
table!(Measure:
    id, page, name, apply, papers, not_checked, main, per_person, received, dated_by, criteria, amounts);
table!(Criterion: id, when, words, settles, asks, soft, near);
table!(Pay: pays, sum, settles, asks);
table!(Need: id, label, services, places, areas, motive, worry);
table!(Worry: id, also, label, first, then, page, services, areas, motive);
table!(Number: number, label, to_verify);
table!(Resource: id, label, pages);

/// A number for the form, then what it holds. Whatever holds others is only read so deep.
macro_rules! forms {
    ($kind:ident: $($number:literal $form:ident $(($($field:ident),+))?),+) => {
        impl Wire for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$form $(($($field),+))? => {
                        out.push($number);
                        $($($field.put(out);)+)?
                    })+
                }
            }

            fn take(reader: &mut Reader<'_>) -> Option<Self> {
                reader.depth = reader.depth.checked_add(1).filter(|depth| *depth <= DEEPEST)?;
                let read = match reader.byte()? {
                    $($number => Self::$form $(($({ let $field = Wire::take(reader)?; $field }),+))?,)+
                    _ => return None,
                };
                reader.depth -= 1;
                Some(read)
            }
        }
    };
}

forms!(Asks:
    0 Choice(choices), 1 Several(choices, none, fact), 2 Number(fact), 3 Money(fact, times), 4 Day(fact),
    5 Count(relation, most), 6 Who(chosen, others), 7 Polo);
forms!(Each: 0 Household, 1 Member, 2 Chosen(question));
forms!(Value: 0 Number(number), 1 Yes(yes), 2 Word(word), 3 Words(words), 4 Day(day));
forms!(Term: 0 Number(number), 1 Rate(name), 2 Fact(fact));
forms!(Sum: 0 Rate(name), 1 Cases(cases), 2 Formula(formula));
forms!(Condition:
    0 Compare(fact, how, with), 1 Is(fact, is), 2 OneOf(fact, words), 3 All(parts), 4 Any(parts),
    5 Not(part), 6 SomeMember(part), 7 EveryMember(part), 8 Verdict(measure, verdict));

/// The only thing that holds itself.
impl Wire for Box<Condition> {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_ref().put(out);
    }

    fn take(reader: &mut Reader<'_>) -> Option<Self> {
        Condition::take(reader).map(Box::new)
    }
}

impl Rules {
    /// As the phone reads them: `Rules::parse` takes them back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION, u8::try_from(Fact::ALL.len()).unwrap_or(u8::MAX)];
        self.put(&mut out);
        out
    }

    /// Reads what `to_bytes` wrote; nothing where it is of another version, or damaged.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader {
            rest: bytes,
            depth: 0,
        };
        let same = reader.byte()? == VERSION && usize::from(reader.byte()?) == Fact::ALL.len();
        let rules = same.then(|| Self::take(&mut reader)).flatten()?;
        reader.rest.is_empty().then_some(rules)
    }
}
