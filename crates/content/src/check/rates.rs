//! A figure has a source, days between which it holds, and has not run out; years follow one another without overlap.
//! Never here: where pages show figures (the renderer finds what they cannot show).

use domain::amount::Amount;

use super::Check;
use crate::rates::{Rate, RateValue};
use crate::source::Keys;

pub(super) fn check(check: &mut Check<'_>) {
    let site = check.site;
    for (_, rate, keys, key) in site.data.rates.all() {
        if rate
            .label
            .get(check.default_language())
            .is_none_or(|label| label.trim().is_empty())
        {
            let message = format!(
                "the rate has no `label.{}`: say what it is",
                check.default_language()
            );
            check.say(keys.at(&format!("{key}.label"), message));
        }
        if rate.value.is_empty() {
            check.say(keys.at(key, "the rate has no value"));
        }
        for (index, value) in rate.value.iter().enumerate() {
            one(check, keys, &format!("{key}.value.{index}"), value);
        }
        in_order(check, keys, key, rate);
        has_not_run_out(check, keys, key, rate);
    }
}

fn one(check: &mut Check<'_>, keys: &Keys, key: &str, value: &RateValue) {
    if value.amount.parse::<Amount>().is_err() {
        let message = format!(
            "`{}` is not a number; allowed: digits, and a point before the decimals, like \"551.53\"",
            value.amount
        );
        check.say(keys.at(&format!("{key}.amount"), message));
    }
    if value.source.trim().is_empty() {
        check.say(keys.at(
            &format!("{key}.source"),
            "a figure without a source: name the law or the circular",
        ));
    }
    if value.valid_from > value.valid_until {
        let message = format!(
            "the figure ends on {}, before it begins on {}",
            value.valid_until, value.valid_from
        );
        check.say(keys.at(&format!("{key}.valid_until"), message));
    }
}

fn in_order(check: &mut Check<'_>, keys: &Keys, key: &str, rate: &Rate) {
    for (index, pair) in rate.value.windows(2).enumerate() {
        if let [before, after] = pair
            && after.valid_from <= before.valid_until
        {
            let message = format!(
                "the figure begins on {}, while the one before it holds until {}",
                after.valid_from, before.valid_until
            );
            check.say(keys.at(&format!("{key}.value.{}.valid_from", index + 1), message));
        }
    }
}

fn has_not_run_out(check: &mut Check<'_>, keys: &Keys, key: &str, rate: &Rate) {
    let Some(last) = rate.value.last().filter(|last| last.valid_until < check.on) else {
        return;
    };
    if !rate.ends && !rate.awaited {
        let message = format!(
            "the figure has run out on {}: write the new one, or a later day if it still holds",
            last.valid_until
        );
        let place = rate.value.len() - 1;
        check.say(keys.at(&format!("{key}.value.{place}.valid_until"), message));
    }
}
