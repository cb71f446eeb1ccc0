//! The Assegno di inclusione: its own scale, its limits, its two quotas (DL 48/2023, artt. 2 and 3).
//! Never here: who may ask for it, which is comparisons (`content/flows/measures/adi.toml`).

use super::fact::Fact;
use super::household::Facts;
use super::look::{Look, OF_AGE, Who};
use super::truth::{ONE, Range, Truth};

pub(super) const SCALE_RATES: &[&str] = &[
    "adi.scale_base",
    "adi.scale_disability",
    "adi.scale_60",
    "adi.scale_carer",
    "adi.scale_hardship",
    "adi.scale_minor",
    "adi.scale_minor_further",
    "adi.scale_cap",
    "adi.scale_cap_severe",
    "adi.age_60",
];

pub(super) const LIMIT_RATES: &[&str] = &[
    "adi.income_base",
    "adi.income_base_older",
    "adi.income_renters",
    "adi.age_older",
];

pub(super) const SAVINGS_RATES: &[&str] = &[
    "adi.movable_base",
    "adi.movable_member",
    "adi.movable_cap",
    "adi.movable_child",
    "adi.movable_disability",
    "adi.movable_severe_disability",
];

pub(super) const VEHICLE_RATES: &[&str] = &["adi.car_cc", "adi.motorcycle_cc", "adi.vehicle_months"];

pub(super) const PAY_RATES: &[&str] = &["adi.rent_max", "adi.rent_max_older", "adi.minimum_year"];

/// What a member other than the first adds to the scale, apart from the increases for minors.
struct Weight {
    range: Range,
    minor: Truth,
}

/// 1, more for the others by what they are, up to a cap. Each counts once, by the first that fits; the first member, who
/// asks, is the 1.
pub(super) fn scale(look: &mut Look<'_>) -> Range {
    let base = look.rate("adi.scale_base");
    let severe = look.some(Look::is_severely_disabled);
    let cap = Range::pick(
        severe,
        look.rate("adi.scale_cap_severe"),
        look.rate("adi.scale_cap"),
    );
    if look.members().is_none() {
        return base.hull(cap);
    }
    let small = look.some(|look, who| look.is_under(who, 3 * ONE));
    let carer = look.some(|look, who| is_carer(look, who).and(small));

    let mut sum = base.plus(Range::pick(carer, look.rate("adi.scale_carer"), Range::ZERO));
    let (mut least, mut most) = (0, 0);
    for who in look.everybody().skip(1) {
        let weight = weight(look, who, small);
        sum = sum.plus(weight.range);
        match weight.minor {
            Truth::Met => (least, most) = (least + 1, most + 1),
            Truth::Unknown => most += 1,
            Truth::Unmet => {}
        }
    }
    let (each, further) = (look.rate("adi.scale_minor"), look.rate("adi.scale_minor_further"));
    let minors = |count: usize| {
        each.times(Range::count(count.min(2)))
            .plus(further.times(Range::count(count.saturating_sub(2))))
    };
    sum.plus(minors(least).hull(minors(most))).at_most(cap)
}

/// An adult who looks after a child under three and does not count already for something else.
fn is_carer(look: &mut Look<'_>, who: Who) -> Truth {
    let adult = look.is_under(who, OF_AGE).negated();
    let free = if who == Who::Member(0) {
        Truth::Met
    } else {
        counts_by_itself(look, who).negated()
    };
    look.yes(Fact::CaresForSmallChild, who).and(adult).and(free)
}

fn counts_by_itself(look: &mut Look<'_>, who: Who) -> Truth {
    look.is_disabled(who).or(is_old(look, who))
}

fn is_old(look: &mut Look<'_>, who: Who) -> Truth {
    let age = look.rate("adi.age_60");
    age.is_at_most(look.number(Fact::Age, who))
}

fn weight(look: &mut Look<'_>, who: Who, small: Truth) -> Weight {
    let disabled = look.is_disabled(who);
    let old = is_old(look, who);
    let minor = look.is_under(who, OF_AGE);
    // Who counts for something else already is not asked for the rest.
    let hardship = if disabled.or(old) == Truth::Met {
        Truth::Unmet
    } else {
        look.decided(|look| {
            let carer = look.decided(|look| is_carer(look, who).and(small));
            let hardship = look.yes(Fact::HardshipProgramme, who);
            hardship.and(minor.negated()).and(carer.negated())
        })
    };
    // From the last that could fit to the first: a known yes leaves nothing of those after it.
    let mut range = Range::pick(hardship, look.rate("adi.scale_hardship"), Range::ZERO);
    range = Range::pick(old, look.rate("adi.scale_60"), range);
    range = Range::pick(disabled, look.rate("adi.scale_disability"), range);
    Weight {
        range,
        minor: minor.and(disabled.negated()),
    }
}

/// All are 67 or older, or those who are not are severely disabled.
fn is_older(look: &mut Look<'_>) -> Truth {
    let age = look.rate("adi.age_older");
    let old = |look: &mut Look<'_>, who| age.is_at_most(look.number(Fact::Age, who));
    let all = look.every(|look, who| old(look, who).or(look.is_severely_disabled(who)));
    all.and(look.some(old))
}

fn topped_up_to(look: &mut Look<'_>) -> Range {
    let older = is_older(look);
    let base = Range::pick(
        older,
        look.rate("adi.income_base_older"),
        look.rate("adi.income_base"),
    );
    base.times(scale(look))
}

fn is_rented(look: &mut Look<'_>) -> Truth {
    look.one_of(Fact::Home, Who::All, &["rented"])
}

/// Below which a household's income must stay.
pub(super) fn income_limit(look: &mut Look<'_>) -> Range {
    let owners = topped_up_to(look);
    let renters = look
        .rate("adi.income_renters")
        .times(scale(look))
        .at_least(owners);
    Range::pick(is_rented(look), renters, owners)
}

/// Above which savings stand in the way.
pub(super) fn savings_limit(look: &mut Look<'_>) -> Range {
    let others = look.number(Fact::MembersCount, Who::All).minus(Range::just(ONE));
    let minors = look.number(Fact::Minors, Who::All).minus(Range::just(2 * ONE));
    let (some, severe) = (
        look.rate("adi.movable_disability"),
        look.rate("adi.movable_severe_disability"),
    );
    let disabled = look.count(Look::is_disabled);
    let by_disability = if look.members().is_none() {
        Range::ANY
    } else if disabled == Range::ZERO {
        Range::ZERO
    } else {
        look.everybody().fold(Range::ZERO, |sum, who| {
            let more = Range::pick(look.is_severely_disabled(who), severe, some);
            sum.plus(Range::pick(look.is_disabled(who), more, Range::ZERO))
        })
    };
    let cap = look.rate("adi.movable_cap");
    let by_members = look
        .rate("adi.movable_base")
        .plus(look.rate("adi.movable_member").times(others));
    by_members
        .at_most(cap)
        .plus(look.rate("adi.movable_child").times(minors))
        .plus(by_disability)
}

/// Large vehicles that were registered lately, and boats.
pub(super) fn vehicles_over(look: &mut Look<'_>) -> Range {
    let Some(vehicles) = look.household.vehicles.as_deref() else {
        look.missing.push((Fact::VehiclesOver, None));
        return Range::ANY;
    };
    let (mut least, mut most) = (0, 0);
    for vehicle in vehicles {
        match is_over(look, vehicle) {
            Truth::Met => (least, most) = (least + 1, most + 1),
            Truth::Unknown => most += 1,
            Truth::Unmet => {}
        }
    }
    if least != most {
        look.missing.push((Fact::VehiclesOver, None));
    }
    Range::count(least).hull(Range::count(most))
}

fn is_over(look: &Look<'_>, vehicle: &Facts) -> Truth {
    let favoured = vehicle
        .yes(Fact::ForDisability)
        .map_or(Truth::Unknown, Truth::from);
    let number = |fact| vehicle.number(fact).map_or(Range::ANY, Range::just);
    let limit = match vehicle.word(Fact::VehicleKind) {
        Some("boat") => return favoured.negated(),
        Some("motorcycle") => "adi.motorcycle_cc",
        _ => "adi.car_cc",
    };
    let large = look.rate(limit).is_less_than(number(Fact::Cc));
    let lately = number(Fact::RegisteredMonths).is_at_most(look.rate("adi.vehicle_months"));
    large.and(lately).and(favoured.negated())
}

/// What lacks to the limit, and the rent; a month's part of it. The two together are never below a minimum.
pub(super) fn monthly(look: &mut Look<'_>) -> Range {
    let income = look.number(Fact::Income, Who::All);
    let quota_a = topped_up_to(look).minus(income);
    let older = is_older(look);
    let most = Range::pick(older, look.rate("adi.rent_max_older"), look.rate("adi.rent_max"));
    let rented = is_rented(look);
    let rent = if rented == Truth::Unmet {
        Range::ZERO
    } else {
        look.number(Fact::Rent, Who::All)
            .times(Range::just(12 * ONE))
            .at_most(most)
    };
    let quota_b = Range::pick(rented, rent, Range::ZERO);
    let year = quota_a.plus(quota_b).at_least(look.rate("adi.minimum_year"));
    year.divided_by(Range::just(12 * ONE))
}
