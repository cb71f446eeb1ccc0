//! Both ISEEs: their scale, their allowances, and what the facts give where there is no certificate.
//! Never here: which measure goes by which.

use super::fact::Fact;
use super::look::{Look, OF_AGE, Who};
use super::truth::{ONE, Range, Truth};

/// Two thirds of what a home is worth beyond its allowance count.
const TWO_THIRDS: (i64, i64) = (2, 3);

/// The rates that the ordinary ISEE needs.
pub(super) const RATES: &[&str] = &[
    "isee.scale_1",
    "isee.scale_2",
    "isee.scale_3",
    "isee.scale_4",
    "isee.scale_5",
    "isee.scale_further",
    "isee.scale_disability",
    "isee.scale_children_3",
    "isee.scale_children_4",
    "isee.scale_children_5",
    "isee.scale_working_parents",
    "isee.scale_working_parents_under_3",
    "isee.home_allowance",
    "isee.home_allowance_child",
    "isee.movable_base",
    "isee.movable_member",
    "isee.movable_cap",
    "isee.movable_child",
    "isee.asset_share",
];

/// Those that the specific ISEE needs beside.
pub(super) const RATES_SPECIFIC: &[&str] = &[
    "isee.scale_specific_children_2",
    "isee.scale_specific_children_3",
    "isee.scale_specific_children_4",
    "isee.scale_specific_children_5",
    "isee.home_allowance_specific",
    "isee.home_allowance_specific_metropolitan",
    "isee.home_allowance_specific_child",
];

/// The equivalence scale; nothing where nobody knows who lives there.
pub(super) fn scale(look: &mut Look<'_>, specific: bool) -> Option<Range> {
    let count = look.members()?.len();
    let further = i64::try_from(count.saturating_sub(5)).unwrap_or(0);
    let base = look
        .rate(&format!("isee.scale_{}", count.min(5)))
        .plus(look.rate("isee.scale_further").times(Range::just(further * ONE)));

    let each = look.rate("isee.scale_disability");
    let disabled = look.count(Look::is_disabled).times(each);
    let increase = for_children(look, specific);
    Some(base.plus(disabled).plus(increase).plus(for_working_parents(look)))
}

/// More children never give less, so the ends of their number give the ends of the increase.
fn for_children(look: &mut Look<'_>, specific: bool) -> Range {
    let children = look.number(Fact::Children, Who::All);
    let name = if specific {
        "isee.scale_specific_children_"
    } else {
        "isee.scale_children_"
    };
    let least = if specific { 2 } else { 3 };
    let of = |hundredths: i64| match (hundredths / ONE).min(5) {
        number if number < least => Range::ZERO,
        number => look.rate(&format!("{name}{number}")),
    };
    of(children.low()).hull(of(children.most()))
}

/// With minors, where both parents or the only one work, or where there is only one, without work, and minors alone.
fn for_working_parents(look: &mut Look<'_>) -> Range {
    let minor = |look: &mut Look<'_>, who| look.is_child(who).and(look.is_under(who, OF_AGE));
    let parent = |look: &mut Look<'_>, who| look.one_of(Fact::Relation, who, &["applicant", "partner"]);
    let all_work = look.every(|look, who| parent(look, who).negated().or(look.yes(Fact::Employed, who)));
    let partner = |look: &mut Look<'_>, who| look.one_of(Fact::Relation, who, &["partner"]);
    let only_minors = look.every(|look, who| {
        look.one_of(Fact::Relation, who, &["applicant"])
            .or(minor(look, who))
    });
    let alone = look.some(partner).negated().and(only_minors);
    let applies = look.some(minor).and(all_work.or(alone));

    let small = look.some(|look, who| look.is_child(who).and(look.is_under(who, 3 * ONE)));
    let increase = Range::pick(
        small,
        look.rate("isee.scale_working_parents_under_3"),
        look.rate("isee.scale_working_parents"),
    );
    Range::pick(applies, increase, Range::ZERO)
}

/// Income and a fifth of the assets, by the scale.
pub(super) fn worked_out(look: &mut Look<'_>, specific: bool) -> Range {
    let Some(scale) = scale(look, specific) else {
        return Range::ANY;
    };
    let income = look.number(Fact::IsrNet, Who::All);
    let assets = assets(look, specific);
    let share = look.rate("isee.asset_share");
    let counted = Range::between(
        percent(assets.low(), share.low()),
        percent(assets.most(), share.most()),
    );
    income.plus(counted).divided_by(scale)
}

/// Hundredths of a percentage are ten-thousandths of the whole.
fn percent(number: i64, share: i64) -> i64 {
    number.saturating_mul(share).saturating_add(5_000) / 10_000
}

fn assets(look: &mut Look<'_>, specific: bool) -> Range {
    let children = look.number(Fact::Children, Who::All);
    let after = |number: i64| children.minus(Range::just(number * ONE));

    let rented = look.one_of(Fact::Home, Who::All, &["rented", "other"]);
    let value = look.number(Fact::HomeValue, Who::All);
    let value = if rented == Truth::Met { Range::ZERO } else { value };
    let mortgage = if value == Range::ZERO {
        Range::ZERO
    } else {
        look.number(Fact::Mortgage, Who::All)
    };
    let allowance = if specific {
        let metropolitan = is_metropolitan(look);
        let base = Range::pick(
            metropolitan,
            look.rate("isee.home_allowance_specific_metropolitan"),
            look.rate("isee.home_allowance_specific"),
        );
        base.plus(look.rate("isee.home_allowance_specific_child").times(after(1)))
    } else {
        look.rate("isee.home_allowance")
            .plus(look.rate("isee.home_allowance_child").times(after(2)))
    };
    let beyond = value.minus(mortgage).minus(allowance);
    let (part, whole) = TWO_THIRDS;
    let home = beyond
        .times(Range::just(part * ONE))
        .divided_by(Range::just(whole * ONE));

    let others = look.number(Fact::MembersCount, Who::All).minus(Range::just(ONE));
    let allowance = look
        .rate("isee.movable_base")
        .plus(look.rate("isee.movable_member").times(others))
        .at_most(look.rate("isee.movable_cap"))
        .plus(look.rate("isee.movable_child").times(after(2)));
    let savings = look.number(Fact::Savings, Who::All).minus(allowance);
    home.plus(savings)
        .plus(look.number(Fact::OtherRealEstate, Who::All))
}

fn is_metropolitan(look: &mut Look<'_>) -> Truth {
    let rules = look.rules;
    let folded = |name: &str| name.trim().to_ascii_lowercase().replace('-', " ");
    match look.value(Fact::Comune, Who::All) {
        Some(super::household::Value::Word(comune)) => rules
            .metropolitan
            .iter()
            .any(|capital| folded(capital) == folded(comune))
            .into(),
        _ => Truth::Unknown,
    }
}
