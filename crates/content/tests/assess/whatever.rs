//! What must hold for any household: a question that is not answered decides nothing, an answer only narrows what was
//! possible, more income never raises a top-up, and no JSON whatever makes the engine panic.

use super::{day, household, rules};
use domain::assess::{Household, Json, Outcome, Rules, Truth, Verdict, assess};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

fn money() -> impl Strategy<Value = Value> {
    // Around every threshold there is, and anywhere.
    let limits = select(vec![
        0, 48_000, 600_000, 650_000, 819_000, 936_000, 979_600, 1_014_000, 1_500_000, 1_746_851, 2_000_000,
        2_066_826, 3_000_000, 4_658_271,
    ]);
    prop_oneof![
        (limits, -1_i64..=1).prop_map(|(limit, by)| (limit + by).max(0)),
        0_i64..6_000_000
    ]
    .prop_map(|cents| serde_json::from_str(&format!("{}.{:02}", cents / 100, cents % 100)).expect("a number"))
}

fn words(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    select(all).prop_map(Value::from)
}

fn yes() -> impl Strategy<Value = Value> {
    any::<bool>().prop_map(Value::from)
}

fn list(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::collection::vec(words(all), 0..3).prop_map(Value::from)
}

fn member(first: bool) -> impl Strategy<Value = Value> {
    let relation = if first {
        words(&["applicant"]).boxed()
    } else {
        words(&["partner", "child", "other"]).boxed()
    };
    let age = prop_oneof![
        select(vec![0, 1, 2, 3, 17, 18, 20, 21, 59, 60, 66, 67, 79, 80]),
        0..100
    ];
    let who = (
        relation,
        age,
        words(&["none", "moderate", "severe", "not_self_sufficient"]),
    );
    let does = (yes(), yes(), yes(), yes());
    let frail = (
        select(vec![0, 74, 99, 100]),
        yes(),
        yes(),
        yes(),
        words(&["gravissimo", "grave"]),
    );
    (who, does, frail).prop_map(
        |((relation, age, disability), (a, b, c, d), (percent, e, f, g, need))| {
            json!({
                "relation": relation, "age": age, "disability": disability, "employed": a, "student": b,
                "cares_for_child_under_3": c, "hardship_programme": d, "invalidity_percent": percent,
                "cannot_walk_alone": e, "needs_constant_help": f, "receives_accompagnamento": g, "need": need,
            })
        },
    )
}

/// A household of which everything is known. The ISEE stands either in the certificates or in the facts behind it: in both
/// it could contradict itself.
fn known() -> impl Strategy<Value = Value> {
    let members =
        (member(true), prop::collection::vec(member(false), 0..5)).prop_map(|(first, mut others)| {
            others.insert(0, first);
            Value::from(others)
        });
    let vehicle = (select(vec![900, 1600, 1601, 3000]), select(vec![1, 36, 37, 80]), yes()).prop_map(|(cc, months, favoured)| {
        json!({ "cc": cc, "registered_months_ago": months, "for_disability": favoured, "kind": "car" })
    });
    let where_ = (
        words(&["Parma", "Milano"]),
        words(&["it", "eu", "non_eu"]),
        words(&["long_term", "protection", "family", "work"]),
        yes(),
        select(vec![1, 4, 5, 9, 10, 40]),
    );
    let certificates = (any::<bool>(), money(), money(), money());
    let behind = (money(), money(), money(), money(), money());
    let home = (
        words(&["rented", "owned", "other"]),
        select(vec![0, 10, 300, 900]),
        money(),
    );
    let rest = (
        list(&["adi", "sfl", "naspi", "assegno_unico"]),
        words(&["2026-05-10", "2026-10-30", "2025-12-20", "2027-01-01"]),
        yes(),
        yes(),
        prop::collection::vec(vehicle, 0..2),
    );
    (members, where_, certificates, behind, home, rest).prop_map(|(members, at, isee, behind, home, rest)| {
        let mut all = json!({
            "members": members, "comune": at.0, "citizenship": at.1, "permit": at.2, "family_of_citizen": at.3,
            "residence_years": at.4, "isee_health": isee.3, "movable_assets": behind.3, "other_real_estate": behind.4,
            "home": home.0, "rent_month": home.1, "family_income": home.2, "receives": rest.0, "birth_on": rest.1,
            "mother_has_maternity_cover": rest.2, "energy_supply_in_own_name": rest.3, "vehicles": rest.4,
        });
        let facts = if isee.0 {
            json!({ "isee_ordinary": isee.1, "isee_specific": isee.2 })
        } else {
            json!({ "isr_net_of_deductions": behind.0, "home_imu_value": behind.1, "residual_mortgage": behind.2 })
        };
        all.as_object_mut().expect("a table").extend(facts.as_object().expect("a table").clone());
        all
    })
}

/// Takes answers back: each bit says whether one stays. The kind of a vehicle is a car where it is not said, and whoever
/// stands first is the one who asks: these two are no unknowns.
fn forget(known: &Value, bits: &mut impl Iterator<Item = bool>) -> Value {
    let mut keep = || bits.next().unwrap_or(true);
    let table = |table: &Map<String, Value>, keep: &mut dyn FnMut() -> bool| -> Value {
        let entry = |(key, value): (&String, &Value)| {
            let stays = key == "kind" || value == "applicant" || keep();
            (key.clone(), if stays { value.clone() } else { Value::Null })
        };
        Value::Object(table.iter().map(entry).collect())
    };
    let mut all = table(known.as_object().expect("a table"), &mut keep);
    for list in ["members", "vehicles"] {
        if let Some(items) = all[list].as_array().cloned() {
            let items = items
                .iter()
                .map(|item| table(item.as_object().expect("a table"), &mut keep));
            all[list] = items.collect::<Vec<_>>().into();
        }
    }
    all
}

fn on() -> impl Strategy<Value = &'static str> {
    select(vec![
        "2024-06-01",
        "2025-09-01",
        "2026-06-15",
        "2026-11-22",
        "2027-02-01",
    ])
}

fn of(json: &Value, on: &str) -> Outcome {
    assess(rules(), &household(json), day(on))
}

/// What is said knowing less must leave room for what is said knowing more.
fn leaves_room(less: &Outcome, more: &Outcome) -> Result<(), TestCaseError> {
    for (before, after) in less.measures.iter().zip(&more.measures) {
        let id = &rules().measures[before.measure].id;
        if before.verdict != Verdict::NeedsInformation {
            prop_assert_eq!(before.verdict, after.verdict, "{}", id);
        }
        let measure = &rules().measures[before.measure];
        let judged = before.criteria.iter().zip(&after.criteria);
        // Where each member is looked at, it may be another who fares best.
        for ((truth, later), criterion) in judged.zip(&measure.criteria).filter(|_| !measure.per_person) {
            prop_assert!(
                *truth == Truth::Unknown || truth == later,
                "{} {}",
                id,
                criterion.id
            );
        }
        for (paid, later) in before.amounts.iter().zip(&after.amounts) {
            prop_assert!(
                paid.sum.low() <= later.sum.low(),
                "{}: {:?} {:?}",
                id,
                paid,
                later
            );
            prop_assert!(
                paid.sum
                    .high()
                    .is_none_or(|most| later.sum.high().is_some_and(|later| later <= most)),
                "{}: {:?} {:?}",
                id,
                paid,
                later
            );
        }
    }
    Ok(())
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = select(vec![
        "members",
        "vehicles",
        "age",
        "relation",
        "isee_specific",
        "isee_ordinary",
        "worries",
        "birth_on",
        "home",
        "born_on",
        "receives",
        "disability",
        "cc",
        "family_income",
        "residence_years",
        "nonsense",
        "",
    ]);
    let texts = select(vec![
        "adi",
        "child",
        "it",
        "2026-02-30",
        "2026-05-10",
        "0001-01-01",
        "9999-12-31",
        "severe",
        "è🙂",
        "",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..200_i64).prop_map(Value::from),
        texts.prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, move |inner| {
        let table = prop::collection::btree_map(names.clone().prop_map(str::to_owned), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            table.prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_only_narrows_what_was_possible(
        known in known(), on in on(), bits in prop::collection::vec(prop::bool::weighted(0.8), 0..100),
        again in prop::collection::vec(prop::bool::weighted(0.7), 0..100),
    ) {
        let some = forget(&known, &mut bits.into_iter());
        let less = forget(&some, &mut again.into_iter());
        let (known, some, less) = (of(&known, on), of(&some, on), of(&less, on));
        leaves_room(&some, &known)?;
        leaves_room(&less, &some)?;
        leaves_room(&less, &known)?;
    }

    #[test]
    fn more_income_never_raises_a_top_up(known in known(), on in on(), more in 1_i64..20_000) {
        let mut richer = known.clone();
        let income = known["family_income"].as_f64().expect("a number");
        richer["family_income"] = json!(income + f64::from(i32::try_from(more).expect("small")));
        let (before, after) = (of(&known, on), of(&richer, on));
        for (before, after) in before.measures.iter().zip(&after.measures) {
            let id = rules().measures[before.measure].id.as_str();
            // A household that loses the ADI may become entitled to the SFL, which is no top-up.
            if matches!(id, "adi" | "assegno_sociale") {
                prop_assert!(after.verdict <= before.verdict, "{}", id);
                for (paid, later) in before.amounts.iter().zip(&after.amounts) {
                    prop_assert!(later.sum.low() <= paid.sum.low(), "{}", id);
                }
            }
        }
    }

    #[test]
    fn danger_leaves_no_verdict(known in known(), on in on(), worry in select(vec!["partner_violence", "child_in_danger", "x"])) {
        let mut afraid = known.clone();
        afraid["worries"] = json!([worry]);
        let outcome = of(&afraid, on);
        prop_assert!(!outcome.safety_first.is_empty() && outcome.measures.is_empty());
    }

    #[test]
    fn no_json_whatever_makes_it_panic(json in any_json(), on in on()) {
        let json: Json = serde_json::from_value(json).expect("any JSON");
        match Household::read(json) {
            Ok(household) => drop(assess(rules(), &household, day(on))),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

#[test]
fn what_is_wrong_is_named_and_never_repeated() {
    for (json, key) in [
        (json!([1]), ""),
        (
            json!({ "members": [{ "age": 40 }, { "age": "segreto" }] }),
            "members[1].age: ",
        ),
        (
            json!({ "members": [{ "agee": 40 }] }),
            "members[0].agee: there is no such fact",
        ),
        (
            json!({ "family_incom": 1 }),
            "family_incom: there is no such fact",
        ),
        (json!({ "family_income": -1 }), "family_income: wrong kind"),
        (json!({ "family_income": 1e300 }), "family_income: wrong kind"),
        (json!({ "birth_on": "2026-02-30" }), "birth_on: wrong kind"),
        (
            json!({ "home": "segreto" }),
            "home: wrong kind of value; allowed: one of the words rented",
        ),
        (json!({ "receives": ["adi", null] }), "receives: wrong kind"),
        (json!({ "vehicles": {} }), "vehicles: wrong kind"),
    ] {
        let json: Json = serde_json::from_value(json).expect("any JSON");
        let error = Household::read(json).expect_err("it is wrong").to_string();
        assert!(error.starts_with(key), "{error}");
        assert!(!error.contains("segreto"), "{error}");
    }
    let of = |count: usize| -> Json {
        let members = vec!["{}"; count].join(", ");
        serde_json::from_str(&format!("{{\"members\": [{members}]}}")).expect("any JSON")
    };
    assert!(Household::read(of(60)).is_ok());
    let many = Household::read(of(61)).expect_err("no household").to_string();
    assert_eq!(many, "members: too many in the list; at most 60");
    let twice: Json = serde_json::from_str(r#"{"home": "owned", "home": "rented"}"#).expect("any JSON");
    assert_eq!(
        Household::read(twice).expect_err("twice").to_string(),
        "home: it stands there twice"
    );
}

#[test]
fn the_rules_come_back_from_their_bytes() {
    let bytes = rules().to_bytes();
    assert_eq!(Rules::parse(&bytes).as_ref(), Some(rules()));
    // A damaged file is none; it never makes the phone panic.
    for end in (0..bytes.len()).step_by(53) {
        assert_eq!(Rules::parse(&bytes[..end]), None);
    }
    for at in (0..bytes.len()).step_by(53) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xff;
        drop(Rules::parse(&damaged));
    }
}
