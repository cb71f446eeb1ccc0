//! `polo assess` as a program sees it: every shared case, the shape of what it prints, and what it says of what is no household.
//! The table of cases is run without the program, by `cargo test -p content --test assess`.

use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn polo(arguments: &[&str], household: &str) -> Output {
    let mut polo = Command::new(env!("CARGO_BIN_EXE_polo"))
        .arg("assess")
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("polo starts");
    let mut input = polo.stdin.take().expect("its input");
    // Where the arguments are wrong it does not read; that the pipe breaks then says nothing.
    let _ = input.write_all(household.as_bytes());
    drop(input);
    polo.wait_with_output().expect("polo ends")
}

fn assessed(on: &str, household: &Value) -> Value {
    let output = polo(&["--on", on], &household.to_string());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn measure<'a>(outcome: &'a Value, id: &str) -> &'a Value {
    let measures = outcome["measures"].as_array().expect("measures");
    measures
        .iter()
        .find(|measure| measure["id"] == id)
        .expect("the measure")
}

#[test]
fn every_shared_case_comes_out_of_the_program() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("shared-cases.json")).expect("the shared cases");
    for case in &cases {
        let outcome = assessed(case["on"].as_str().expect("a day"), &case["household"]);
        let (id, expect) = (&case["id"], &case["expect"]);
        assert_eq!(outcome["on"], case["on"], "{id}");
        if let Some(name) = expect["measure"].as_str() {
            let measure = measure(&outcome, name);
            assert!(
                expect["verdict"]
                    .as_array()
                    .expect("verdicts")
                    .contains(&measure["verdict"]),
                "{id}: {measure}"
            );
            for pays in ["monthly", "yearly", "total", "one_off"] {
                if let Some(sum) = expect.get(pays) {
                    assert_eq!(measure[pays].as_f64(), sum.as_f64(), "{id}");
                }
            }
        }
        for (key, value) in expect["isee"].as_object().into_iter().flatten() {
            assert_eq!(outcome["isee"][key].as_f64(), value.as_f64(), "{id}");
        }
        if let Some(numbers) = expect.get("safety_first") {
            assert_eq!(&outcome["safety_first"], numbers, "{id}");
            assert_eq!(outcome["measures"], json!([]), "{id}");
        }
    }
}

#[test]
fn what_is_printed_has_the_shape_that_was_promised() {
    let outcome = assessed(
        "2026-11-22",
        &json!({ "members": [{ "age": 30 }, { "relation": "child", "age": 4 }] }),
    );
    let measures = outcome["measures"].as_array().expect("measures");
    let ids: Vec<&str> = measures
        .iter()
        .filter_map(|measure| measure["id"].as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "adi",
            "sfl",
            "assegno_unico",
            "bonus_sociale_luce",
            "assegno_sociale",
            "accompagnamento",
            "prestazione_universale",
            "maternita_comune",
            "carta_dedicata",
            "puc"
        ]
    );
    for measure in measures {
        for key in [
            "verdict",
            "met",
            "unmet",
            "unknown",
            "settles",
            "source",
            "valid_until",
        ] {
            assert!(measure.get(key).is_some(), "{key} is missing: {measure}");
        }
    }
    let unico = measure(&outcome, "assegno_unico");
    assert_eq!(unico["verdict"], "likely");
    assert_eq!(unico["monthly"], 58.3, "at least the minimum, without an ISEE");
    assert_eq!(unico["monthly_at_least"], true);
    assert_eq!(unico["settles"]["fact"], "isee_specific");
    for key in ["safety_first", "safety_then", "services", "areas"] {
        assert_eq!(outcome[key], json!([]), "{key}");
    }
    assert_eq!(outcome["motive"], Value::Null);
}

#[test]
fn a_figure_that_has_run_out_says_so() {
    let outcome = assessed(
        "2027-03-01",
        &json!({ "members": [{ "age": 30 }, { "relation": "child", "age": 4 }] }),
    );
    let unico = measure(&outcome, "assegno_unico");
    assert_eq!(unico["verdict"], "needs_information");
    assert_eq!(unico["run_out"]["until"], "2026-12-31");
    assert_eq!(unico["monthly"], Value::Null);
}

#[test]
fn a_person_reads_it_in_their_language() {
    let household = r#"{ "members": [{ "age": 45 }], "isee_specific": 10180 }"#;
    let said = |arguments: &[&str]| String::from_utf8(polo(arguments, household).stdout).expect("UTF-8");
    let italian = said(&["--on", "2026-11-22", "--explain"]);
    assert!(italian.contains("no  L'ISEE non supera 10.140 euro"), "{italian}");
    assert!(italian.contains("per poco: per 40 euro"), "{italian}");
    let english = said(&["--on", "2026-11-22", "--lang", "en", "--explain"]);
    assert!(
        english.contains("The ISEE is no more than 10,140 euro"),
        "{english}"
    );
}

#[test]
fn what_is_no_household_is_told_in_clear_words() {
    for (typed, told) in [
        ("{", "this is not JSON"),
        ("[]", "a household is one JSON object"),
        (
            r#"{ "members": [{ "age": "segreto" }] }"#,
            "members[0].age: wrong kind of value",
        ),
        (r#"{ "segret": 1 }"#, "there is no such fact"),
    ] {
        let output = polo(&["--on", "2026-11-22"], typed);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(error.contains(told) && !error.contains("segreto"), "{error}");
    }
    assert_eq!(polo(&["--on", "never"], "{}").status.code(), Some(2));
    assert_eq!(polo(&["--lang", "xx"], "{}").status.code(), Some(1));
}
