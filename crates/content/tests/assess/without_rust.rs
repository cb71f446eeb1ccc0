//! The files of `content/flows` as somebody with a text editor meets them: the manual's example is added as a measure in a copy of
//! the content, the manual names what there is, every row leads somewhere.

use super::{household, root};
use domain::assess::{Answer, Answers, Day, Fact, Settles, Verdict, assess};
use jiff::civil::date;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the content") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// A copy of the content, and the folder that it goes with.
fn copied() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&root().join("content"), &content);
    (folder, content)
}

const RATES: &str = r#"
[isee_max]
label.it = "ISEE massimo per il buono libri"
label.en = "Highest ISEE for the school book voucher"
unit = "euro"

[[isee_max.value]]
amount = "15000"
valid_from = 2026-09-01
valid_until = 2027-08-31
source = "Delibera di prova"
confidence = "high"

[amount]
label.it = "Buono libri"
label.en = "School book voucher"
unit = "euro"

[[amount.value]]
amount = "120"
valid_from = 2026-09-01
valid_until = 2027-08-31
source = "Delibera di prova"
confidence = "high"
"#;

#[test]
fn the_example_of_the_manual_is_a_measure_without_a_line_of_rust() {
    let (_folder, content) = copied();
    let manual = fs::read_to_string(content.join("flows/README.md")).expect("the manual");
    let example = manual
        .split("```toml")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    // The page of the example would have to be written too; any page will do here.
    let example = example
        .expect("the example")
        .replace("buono-libri", "bonus-sociale");
    fs::write(content.join("flows/measures/buono_libri.toml"), example).expect("written");
    fs::write(content.join("rates/buono_libri.toml"), RATES).expect("written");

    let on = date(2026, 11, 22);
    let site = content::load(&content, on).expect("the content can still be read");
    let rules = site.rules();
    let routes = ["/appuntamento/", "/richiesta/"].map(str::to_owned);
    let of_flows = content::check(&site, &routes, on).into_iter().filter(|finding| {
        ["buono_libri", "questions.toml"]
            .iter()
            .any(|file| finding.file.contains(file))
    });
    assert_eq!(of_flows.collect::<Vec<_>>(), []);

    let index = rules
        .measures
        .iter()
        .position(|measure| measure.id == "buono_libri")
        .expect("the measure");
    let judged = |json| {
        let outcome = assess(rules, &household(&json), Day::new(2026, 11, 22).expect("a day"));
        outcome
            .measures
            .into_iter()
            .find(|judged| judged.measure == index)
            .expect("a verdict")
    };
    let family = json!([{ "relation": "applicant" }, { "relation": "child", "student": true }]);
    let likely = judged(json!({ "isee_ordinary": 15000, "members": family }));
    assert_eq!(likely.verdict, Verdict::Likely);
    assert_eq!(likely.amounts[0].sum.exact(), Some(12_000));
    let over = judged(json!({ "isee_ordinary": 15000.01, "members": family }));
    assert_eq!((over.verdict, over.near[0].by), (Verdict::Unlikely, 1));
    let unknown = judged(json!({ "members": family }));
    assert_eq!(unknown.verdict, Verdict::NeedsInformation);
    assert_eq!(unknown.settles, Some(Settles::Criterion(0)));
}

#[test]
fn the_question_of_the_manual_is_asked_without_a_line_of_rust() {
    let (_folder, content) = copied();
    let manual = fs::read_to_string(content.join("flows/README.md")).expect("the manual");
    let blocks: Vec<&str> = manual.split("```toml").skip(1).collect();
    let example = blocks[1].split("```").next().expect("the example");
    let example = example.replace("id = \"supply\"", "id = \"from_the_manual\"");
    // The file has that question already: the manual's takes its place.
    let file = content.join("flows/questions.toml");
    let questions = fs::read_to_string(&file).expect("the questions");
    let begin = questions
        .find("[[question]]\nid = \"supply\"")
        .expect("the question");
    let end = begin + 12 + questions[begin + 12..].find("[[question]]").expect("another one");
    let (before, after) = (&questions[..begin], &questions[end..]);

    let on = date(2026, 11, 22);
    let of_questions = |text: String| {
        fs::write(&file, text).expect("written");
        let site = content::load(&content, on).expect("the content can still be read");
        let routes = ["/appuntamento/", "/richiesta/"].map(str::to_owned);
        let found = content::check(&site, &routes, on).into_iter();
        let found: Vec<String> = found
            .filter(|finding| finding.file.contains("questions.toml"))
            .map(|finding| finding.message)
            .collect();
        (found, site)
    };
    let (found, site) = of_questions(format!("{before}{example}\n{after}"));
    assert_eq!(found, Vec::<String>::new());
    let rules = site.rules();
    let day = Day::new(2026, 11, 22).expect("a day");
    let is_asked = |isee: i64| {
        let given = |id: &str| match id {
            "why" => Answer::Chosen(vec!["ask".to_owned()]),
            "money" => Answer::Chosen(vec!["yes".to_owned()]),
            "isee_have" => Answer::Chosen(vec!["have".to_owned()]),
            "isee_ordinary" => Answer::Number(isee * 100),
            _ => Answer::Unknown,
        };
        let mut answers = Answers::default();
        let mut walk = rules.walk(&answers, day);
        while let Some(next) = walk.next {
            let id = &rules.flow.questions[next.question].id;
            answers.set(id, next.member, given(id));
            walk = rules.walk(&answers, day);
        }
        walk.asked
            .iter()
            .any(|asked| rules.flow.questions[asked.question].id == "from_the_manual")
    };
    assert!(is_asked(9_000), "its measure lacks the fact");
    assert!(!is_asked(90_000), "its measure is decided");

    // Without it, somebody is told which measure lacks what.
    let (found, _) = of_questions(format!("{before}{after}"));
    let lacks =
        "no question asks for `energy_supply_in_own_name`, on which the measure `bonus_sociale_luce` depends";
    assert_eq!(found, [lacks]);
}

#[test]
fn the_manual_names_every_fact() {
    let manual = fs::read_to_string(root().join("content/flows/README.md")).expect("the manual");
    for fact in Fact::ALL {
        assert!(manual.contains(&format!("`{}`", fact.name())), "{}", fact.name());
    }
}

#[test]
fn every_need_worry_and_resource_leads_somewhere() {
    let rules = super::rules();
    let reached = |key: &str, id: &str| super::outcome(&json!({ key: [id] }), "2026-11-22");
    for need in &rules.needs {
        let outcome = reached("needs", &need.id);
        assert!(
            !outcome.services.is_empty() && outcome.motive.is_some(),
            "{}",
            need.id
        );
    }
    for worry in &rules.worries {
        let outcome = reached("worries", &worry.id);
        assert_eq!(outcome.safety_first, worry.first, "{}", worry.id);
        assert_eq!(
            outcome.measures.is_empty(),
            !worry.first.is_empty(),
            "{}",
            worry.id
        );
        for also in &worry.also {
            assert_eq!(reached("worries", also), outcome, "{also}");
        }
    }
    for resource in &rules.resources {
        assert!(
            !reached("resources", &resource.id).places.is_empty(),
            "{}",
            resource.id
        );
    }
}
