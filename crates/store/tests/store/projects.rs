//! Help projects: who writes them, who reads them, and what is left of them.

use crate::world::*;
use domain::message::{Channel, Kind};
use domain::project::{ActionDraft, Day, Draft, Given, GoalDraft, Outcome, Plan, Review, Standing};
use domain::request::{ReplyBy, Request};
use domain::text::Text;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::{
    Answer, EndingWords, Notify, Once, Project, ProjectChange, ProjectError, Retention, State, What,
    WrittenBy,
};

const RITA: &str = "Rita Levi";
const SARA: &str = "Sara Bianchi";

fn plan(goal: &str, review_on: &str) -> Plan {
    let draft = Draft {
        goals: vec![GoalDraft {
            what: goal.to_owned(),
            ..GoalDraft::default()
        }],
        actions: vec![ActionDraft {
            what: "telefonare alla scuola".to_owned(),
            who: "polo".to_owned(),
            ..ActionDraft::default()
        }],
        review_on: review_on.to_owned(),
        note: "teme lo zio".to_owned(),
    };
    draft.check(Vec::new()).expect("a fair plan")
}

fn day(written: &str) -> Day {
    Day::parse(written).expect("a day").expect("not empty")
}

fn review(seen: &str) -> Review {
    Review {
        held_on: day("2026-11-20"),
        seen: Text::parse(seen).expect("a text"),
        next: Text::default(),
    }
}

async fn change_at(
    world: &World,
    change: ProjectChange<'_>,
    who: &str,
    now: Timestamp,
) -> Result<Project, ProjectError> {
    let notify = Notify {
        channels: [Channel::Email].into_iter().collect(),
        language: "it".to_owned(),
    };
    let by = WrittenBy {
        who,
        now,
        notify: &notify,
        zone: &TimeZone::UTC,
    };
    world.store.projects().change(&code(1), change, by).await
}

async fn change(world: &World, change: ProjectChange<'_>) -> Result<Project, ProjectError> {
    change_at(world, change, RITA, noon()).await
}

async fn write(world: &World, based_on: u32, plan: &Plan) -> Result<Project, ProjectError> {
    change(world, ProjectChange::Write { based_on, plan }).await
}

async fn share(world: &World, based_on: u32) -> Result<Project, ProjectError> {
    let given = Given::InPerson;
    change(world, ProjectChange::Share { based_on, given }).await
}

/// What the person finds.
async fn found(world: &World) -> Option<Project> {
    let opened = world.store.requests().open(&code(1), &secret(1)).await;
    opened.expect("read").expect("found").project
}

async fn whats(world: &World) -> Vec<What> {
    let record = world.store.requests().record(&code(1)).await.expect("read");
    record.into_iter().map(|entry| entry.what).collect()
}

async fn by_mail(world: &World) {
    let mut person = person();
    person.reply_by = ReplyBy::Email;
    let request = Request { person, ..request() };
    create_of(&world.store, &request, 1, Once::none())
        .await
        .expect("created");
}

/// When the reminders that wait are due.
async fn waiting(world: &World) -> Vec<String> {
    let about = world.store.outbox().about(&code(1)).await.expect("read");
    let waiting = about
        .iter()
        .filter(|message| message.state == State::Pending && message.kind == Kind::Review48h);
    waiting.map(|message| message.due.to_string()).collect()
}

#[tokio::test]
async fn the_person_reads_it_from_the_day_they_agree_to_the_day_they_do_not() {
    for world in worlds().await {
        world.create(1).await;
        let first = write(&world, 0, &plan("una casa", "")).await.expect("written");
        assert_eq!((first.version(), first.standing()), (1, Standing::Draft));
        assert_eq!(found(&world).await, None);
        let shared = share(&world, 1).await.expect("shared");
        assert_eq!(shared.standing(), Standing::Shared);
        let agreement = found(&world).await.expect("shared").agreement.expect("agreed");
        assert_eq!((agreement.given, agreement.who.as_str()), (Given::InPerson, RITA));
        let (code, secret) = (code(1), secret(1));
        let projects = world.store.projects();
        let back = projects.take_back((&code, &secret), noon(), &Once::none()).await;
        assert_eq!(back.expect("taken back"), Answer::Fresh(noon()));
        assert_eq!(found(&world).await, None);
        let again = projects.take_back((&code, &secret), noon(), &Once::none()).await;
        assert!(matches!(again, Err(ProjectError::NotShared)));
        let kept = projects.show(&code, SARA, noon()).await.expect("read");
        assert_eq!(kept.expect("kept").standing(), Standing::Draft);
        let expected = [
            What::Sent,
            What::ProjectWritten,
            What::ProjectShared,
            What::ProjectUnshared,
            What::ProjectShown,
        ];
        assert_eq!(whats(&world).await, expected);
        world.end().await;
    }
}

#[tokio::test]
async fn of_two_who_change_it_at_once_one_is_told_and_given_what_is_there() {
    for world in worlds().await {
        world.create(1).await;
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        let (hers, his) = (plan("una casa vicino alla scuola", ""), plan("un lavoro", ""));
        let (a, b) = tokio::join!(
            write(&world, 1, &hers),
            change_at(
                &world,
                ProjectChange::Write {
                    based_on: 1,
                    plan: &his
                },
                SARA,
                noon()
            )
        );
        let (won, lost) = match (a, b) {
            (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
            other => panic!("{other:?}"),
        };
        let ProjectError::Changed(current) = lost else {
            panic!("{lost:?}")
        };
        assert_eq!((current.plan.clone(), current.version()), (won.plan.clone(), 2));
        // Whoever was told has read what the other wrote.
        assert_eq!(whats(&world).await.last(), Some(&What::ProjectShown));
        assert_eq!(world.count("SELECT COUNT(*) FROM help_project_versions").await, 2);
        world.end().await;
    }
}

#[tokio::test]
async fn what_was_sent_twice_is_done_once() {
    for world in worlds().await {
        world.create(1).await;
        let plan = plan("una casa", "");
        write(&world, 0, &plan).await.expect("written");
        let again = write(&world, 0, &plan).await.expect("the same");
        assert_eq!(again.version(), 1);
        share(&world, 1).await.expect("shared");
        share(&world, 1).await.expect("the same");
        let seen = review("va meglio");
        let held = ProjectChange::Review {
            based_on: 1,
            review: &seen,
            next_on: None,
        };
        change(&world, held).await.expect("reviewed");
        let again = change(&world, held).await.expect("the same");
        assert_eq!((again.version(), again.plan.reviews.len()), (2, 1));
        let (code, secret) = (code(1), secret(1));
        let projects = world.store.projects();
        let once = keyed("a key", 1);
        let words = line("non sono d'accordo sulla scuola");
        for fresh in [true, false] {
            let said = projects.object((&code, &secret), &words, noon(), &once).await;
            assert_eq!(matches!(said.expect("said"), Answer::Fresh(_)), fresh);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM request_lines").await, 1);
        world.end().await;
    }
}

#[tokio::test]
async fn old_versions_stay_and_reviews_go_with_the_new_ones() {
    for world in worlds().await {
        world.create(1).await;
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        let seen = review("va meglio");
        let next_on = Some(day("2027-02-20"));
        let held = ProjectChange::Review {
            based_on: 1,
            review: &seen,
            next_on,
        };
        let reviewed = change(&world, held).await.expect("reviewed");
        assert_eq!(reviewed.plan.review_on, next_on);
        let written = write(&world, 2, &plan("una casa e un lavoro", "")).await;
        let written = written.expect("written");
        assert_eq!(written.plan.reviews, std::slice::from_ref(&seen));
        let numbers: Vec<u32> = written.versions.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
        let projects = world.store.projects();
        let (shown, plan) = projects
            .show_version(&code(1), 1, SARA, noon())
            .await
            .expect("read")
            .expect("kept");
        assert_eq!(
            (shown.who.as_str(), plan.goals[0].what.as_str()),
            (RITA, "una casa")
        );
        assert_eq!(whats(&world).await.last(), Some(&What::ProjectShown));
        let none = projects.show_version(&code(1), 9, SARA, noon()).await;
        assert!(none.expect("read").is_none());
        world.end().await;
    }
}

#[tokio::test]
async fn a_doubt_of_the_person_is_a_line_and_a_mark_until_the_next_version() {
    for world in worlds().await {
        world.create(1).await;
        let (code, secret) = (code(1), secret(1));
        let projects = world.store.projects();
        let words = line("la scuola no");
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        let early = projects
            .object((&code, &secret), &words, noon(), &Once::none())
            .await;
        assert!(matches!(early, Err(ProjectError::NotShared)));
        share(&world, 1).await.expect("shared");
        let said = projects
            .object((&code, &secret), &words, noon(), &Once::none())
            .await;
        said.expect("said");
        let opened = world.store.requests().open(&code, &secret).await;
        let opened = opened.expect("read").expect("found");
        assert_eq!(opened.lines[0].text, words);
        assert_eq!(opened.project.expect("shared").objected_at, Some(noon()));
        let written = write(&world, 1, &plan("una casa, senza la scuola", "")).await;
        assert_eq!(written.expect("written").objected_at, None);
        let stranger = secret_of_another();
        let refused = projects
            .object((&code, &stranger), &words, noon(), &Once::none())
            .await;
        assert!(matches!(refused, Err(ProjectError::NotFound)));
        world.end().await;
    }
}

fn secret_of_another() -> domain::Secret {
    secret(2)
}

#[tokio::test]
async fn what_has_ended_is_read_and_not_changed_until_it_goes_on() {
    for world in worlds().await {
        world.create(1).await;
        let written = plan("una casa", "");
        write(&world, 0, &written).await.expect("written");
        share(&world, 1).await.expect("shared");
        let words = EndingWords::parse("hai una casa").expect("words");
        let close = ProjectChange::Close {
            based_on: 1,
            outcome: Outcome::Reached,
            words: &words,
        };
        let closed = change(&world, close).await.expect("closed");
        assert_eq!(closed.standing(), Standing::Closed);
        let closing = found(&world).await.expect("shared").closing.expect("closed");
        assert_eq!(
            (closing.outcome, closing.words),
            (Outcome::Reached, words.clone())
        );
        assert!(matches!(
            write(&world, 1, &plan("altro", "")).await,
            Err(ProjectError::Ended)
        ));
        change(&world, ProjectChange::Reopen).await.expect("reopened");
        write(&world, 1, &plan("altro", "")).await.expect("written");
        world.end().await;
    }
}

#[tokio::test]
async fn a_withdrawal_and_a_closed_request_leave_nothing_to_change() {
    for world in worlds().await {
        world.create(1).await;
        let missing = write(&world, 3, &plan("una casa", "")).await;
        assert!(matches!(missing, Err(ProjectError::NoProject)));
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        share(&world, 1).await.expect("shared");
        let requests = world.store.requests();
        requests.close(&code(1), RITA, noon()).await.expect("closed");
        assert!(matches!(share(&world, 1).await, Err(ProjectError::Closed)));
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        assert!(matches!(share(&world, 1).await, Err(ProjectError::Withdrawn)));
        assert_eq!(found(&world).await, None);
        for table in [
            "SELECT COUNT(*) FROM help_projects",
            "SELECT COUNT(*) FROM help_project_versions",
        ] {
            assert_eq!(world.count(table).await, 0);
        }
        world.end().await;
    }
}

#[tokio::test]
async fn it_goes_with_its_request_when_its_time_has_passed() {
    for world in worlds().await {
        world.create(1).await;
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        world
            .store
            .requests()
            .close(&code(1), RITA, noon())
            .await
            .expect("closed");
        let retention = Retention::default();
        let later = noon() + retention.closed + SignedDuration::from_secs(1);
        world.store.purge(later, &retention).await.expect("purged");
        assert_eq!(world.count("SELECT COUNT(*) FROM help_project_versions").await, 0);
        world.end().await;
    }
}

#[tokio::test]
async fn nothing_of_it_can_be_read_in_the_files() {
    for world in worlds().await {
        world.create(1).await;
        write(&world, 0, &plan("una casa", "2027-01-20"))
            .await
            .expect("written");
        share(&world, 1).await.expect("shared");
        let seen = review("va meglio");
        let held = ProjectChange::Review {
            based_on: 1,
            review: &seen,
            next_on: None,
        };
        change(&world, held).await.expect("reviewed");
        let words = EndingWords::parse("hai trovato pace").expect("words");
        let close = ProjectChange::Close {
            based_on: 2,
            outcome: Outcome::Partly,
            words: &words,
        };
        change(&world, close).await.expect("closed");
        let dump = String::from_utf8_lossy(&world.dump().await).into_owned();
        assert!(dump.contains("in_person"), "the dump holds the rows");
        for needle in [
            "una casa",
            "telefonare alla scuola",
            "teme lo zio",
            "2027-01-20",
            "va meglio",
            "hai trovato pace",
            RITA,
        ] {
            assert!(!dump.contains(needle), "{needle} is readable");
        }
        world.end().await;
    }
}

#[tokio::test]
async fn a_review_is_remembered_two_days_before_as_long_as_it_is_shared() {
    for world in worlds().await {
        by_mail(&world).await;
        write(&world, 0, &plan("una casa", "2026-12-10"))
            .await
            .expect("written");
        assert!(waiting(&world).await.is_empty());
        share(&world, 1).await.expect("shared");
        assert_eq!(waiting(&world).await, ["2026-12-08T09:00:00Z"]);
        write(&world, 1, &plan("una casa", "2026-12-15"))
            .await
            .expect("moved");
        assert_eq!(waiting(&world).await, ["2026-12-13T09:00:00Z"]);
        let (code, secret) = (code(1), secret(1));
        let projects = world.store.projects();
        let back = projects.take_back((&code, &secret), noon(), &Once::none()).await;
        back.expect("taken back");
        assert!(waiting(&world).await.is_empty());
        share(&world, 2).await.expect("shared again");
        assert_eq!(waiting(&world).await, ["2026-12-13T09:00:00Z"]);
        let requests = world.store.requests();
        requests.close(&code, RITA, noon()).await.expect("closed");
        assert!(waiting(&world).await.is_empty());
        world.end().await;
    }
}

#[tokio::test]
async fn nobody_is_remembered_late_nor_who_looks_with_the_code() {
    for world in worlds().await {
        by_mail(&world).await;
        write(&world, 0, &plan("una casa", "2026-11-24"))
            .await
            .expect("written");
        share(&world, 1).await.expect("shared");
        assert!(waiting(&world).await.is_empty(), "it is the day after tomorrow");
        write(&world, 1, &plan("una casa", "2026-12-10"))
            .await
            .expect("written");
        let claim = async |at: &str| {
            let at = at.parse().expect("an instant");
            let lease = SignedDuration::from_secs(60);
            let claimed = world.store.outbox().claim(Channel::Email, at, 9, lease).await;
            claimed.expect("claimed").len()
        };
        assert_eq!(claim("2026-12-08T08:59:00Z").await, 0);
        assert_eq!(claim("2026-12-08T15:00:00Z").await, 0, "six hours late");
        world.end().await;
    }
    for world in worlds().await {
        let mut person = person();
        person.reply_by = ReplyBy::Code;
        let request = Request { person, ..request() };
        create_of(&world.store, &request, 1, Once::none())
            .await
            .expect("created");
        write(&world, 0, &plan("una casa", "2026-12-10"))
            .await
            .expect("written");
        share(&world, 1).await.expect("shared");
        assert!(waiting(&world).await.is_empty());
        world.end().await;
    }
}

#[tokio::test]
async fn who_wrote_what_and_when_is_told_of_each_version() {
    for world in worlds().await {
        world.create(1).await;
        write(&world, 0, &plan("una casa", "")).await.expect("written");
        let later = noon().checked_add(1.hours()).expect("an instant");
        let second = plan("un lavoro", "");
        let change = ProjectChange::Write {
            based_on: 1,
            plan: &second,
        };
        let written = change_at(&world, change, SARA, later).await.expect("written");
        let told: Vec<_> = written
            .versions
            .iter()
            .map(|version| (version.number, version.who.as_str(), version.at))
            .collect();
        assert_eq!(told, [(1, RITA, noon()), (2, SARA, later)]);
        world.end().await;
    }
}
