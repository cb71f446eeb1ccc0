//! What `polo demo` adds for showing help projects: an invented person, whose project is under their code. The example is that of
//! the page on help projects.

use super::CommandError;
use crate::clock::{Chance, in_italy, rome};
use crate::site::Site;
use domain::project::{ActionDraft, Draft, Given, GoalDraft};
use domain::{Catalogue, Code, Secret};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::io::{self, Write};
use store::{NewRequest, Notify, Once, ProjectChange, Store, WrittenBy};

/// The worker who wrote it.
const WHO: &str = "Giulia (esempio)";

/// Writes the request, its project, and the agreement to have it under the code; prints code and secret.
pub(super) async fn add(
    store: &Store,
    site: &Site,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(), CommandError> {
    let today = in_italy(now).date();
    let chance = Chance::real();
    let code = Code::from_random(chance.draw()?);
    let secret = Secret::from_random(chance.draw()?);
    let (Some(polo), Some(motive)) = (catalogue.poli.first(), catalogue.motives.first()) else {
        return Ok(());
    };
    let asked = domain::request::Draft {
        motive: motive.id.clone(),
        polo: polo.id.clone(),
        reply_by: "code".to_owned(),
        name: "Amina (esempio)".to_owned(),
        note: "Ho perso il lavoro e mio padre, che vive con noi, ha bisogno di cure.".to_owned(),
        consent: true,
        ..domain::request::Draft::default()
    };
    let request = asked
        .check(catalogue, in_italy(now).into())
        .map_err(|_| CommandError::Example)?;
    let new = NewRequest {
        request: &request,
        code: code.clone(),
        secret: secret.clone(),
        now,
        year: today.year(),
        answer_by: site
            .holidays
            .promise(today, site.bundle("").site.answer_within_days),
        notify: Notify::nobody(),
        once: Once::none(),
    };
    store
        .requests()
        .create(new)
        .await
        .map_err(|_| CommandError::Example)?;
    store.requests().take(&code, WHO, now).await?;
    let plan = example(today)
        .check(Vec::new())
        .map_err(|_| CommandError::Example)?;
    let notify = Notify::nobody();
    let by = WrittenBy {
        who: WHO,
        now,
        notify: &notify,
        zone: rome(),
    };
    let projects = store.projects();
    let first = ProjectChange::Write {
        based_on: 0,
        plan: &plan,
    };
    projects.change(&code, first, by).await?;
    let share = ProjectChange::Share {
        based_on: 1,
        given: Given::InPerson,
    };
    projects.change(&code, share, by).await?;
    Ok(writeln!(
        io::stdout().lock(),
        "a help project to look at: code {code}, secret {}",
        secret.grouped()
    )?)
}

fn example(today: Date) -> Draft {
    let in_weeks = |weeks: i64| {
        let day = today.checked_add(weeks.weeks());
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let goal = |what: &str, sign: &str, by: i64| GoalDraft {
        what: what.to_owned(),
        sign: sign.to_owned(),
        by: in_weeks(by),
    };
    let action = |what: &str, (who, name): (&str, &str), by: i64, state: &str| ActionDraft {
        what: what.to_owned(),
        who: who.to_owned(),
        name: name.to_owned(),
        by: in_weeks(by),
        state: state.to_owned(),
        why: String::new(),
    };
    Draft {
        goals: vec![
            goal("Dormire la notte", "Dormi sei ore di fila, quasi sempre.", 12),
            goal(
                "Avere di che pagare l'affitto",
                "Le misure che ti spettano sono chieste.",
                8,
            ),
        ],
        actions: vec![
            action("Fare l'ISEE e chiedere le misure", ("person", ""), 4, "doing"),
            action("Guidarti nelle domande", ("polo", WHO), 4, "doing"),
            action(
                "Incontrare tuo padre e proporre aiuti a casa",
                ("asl", ""),
                6,
                "to_do",
            ),
            action(
                "Stare con tuo padre il giovedì pomeriggio",
                ("association", "Vicini di casa (esempio)"),
                3,
                "to_do",
            ),
        ],
        review_on: in_weeks(12),
        note: "Esempio inventato: qui scrive chi segue la persona, e solo i colleghi leggono.".to_owned(),
    }
}
