//! The Polo's work on requests, and what is left of it in the files.

use crate::world::*;
use domain::desk::{AgreedBy, AgreedHow, Agreement, Note, Outcome, Reached, Reason, Tried, Verdict};
use domain::role::Grant;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use store::{
    Acting, Answer, AtDesk, By, Deed, DeskError, HandOverState, NewAccount, NewContact, NewHandOver,
    NewRequest, Once, QueueAsked, Retention, Scope, Ticket,
};

/// Somebody of the staff; gives the id.
async fn staff(world: &World, login: &str) -> String {
    let grants: [Grant; 1] = ["social_worker:*:*".parse().expect("a grant")];
    let new = NewAccount {
        name: &format!("Nome di {login}"),
        login: &login.parse().expect("a login"),
        grants: &grants,
        ticket: Ticket {
            secret: &domain::Secret::from_random([login.len().to_le_bytes()[0]; 16]),
            totp: [7; 20],
            until: noon() + SignedDuration::from_hours(1),
        },
        by: None,
        now: noon(),
    };
    world.store.accounts().add(new).await.expect("added")
}

async fn act(world: &World, staff: &str, number: u32, deed: Deed<'_>) -> Result<Answer<()>, DeskError> {
    act_at(world, staff, number, deed, (noon(), &Once::none())).await
}

async fn act_at(
    world: &World,
    staff: &str,
    number: u32,
    deed: Deed<'_>,
    (now, once): (Timestamp, &Once),
) -> Result<Answer<()>, DeskError> {
    let acting = Acting {
        code: &code(number),
        by: By {
            staff: Some(staff),
            name: "Rita Levi",
        },
        now,
        once,
    };
    world.store.casework().act(&acting, deed).await
}

fn reason(text: &str) -> Reason {
    Reason::parse(text).expect("a fair reason")
}

fn note(text: &str) -> Note {
    Note::parse(text).expect("a fair note")
}

async fn at_work(world: &World, staff: &str, number: u32) -> store::AtWork {
    let acting = Acting {
        code: &code(number),
        by: By {
            staff: Some(staff),
            name: "Rita Levi",
        },
        now: noon(),
        once: &Once::none(),
    };
    let opened = world.store.casework().open(&acting).await;
    opened.expect("opened").into_inner()
}

#[tokio::test]
async fn what_colleagues_write_can_be_read_by_nobody_in_the_files_and_goes_with_a_withdrawal() {
    for world in worlds().await {
        world.create(1).await;
        let rita = staff(&world, "rita").await;
        let words = [
            "viene con la sorella",
            "sentire il medico",
            "si trasferisce",
            "squilla a vuoto",
        ];
        act(&world, &rita, 1, Deed::Note(&note(words[0])))
            .await
            .expect("noted");
        let next = reason(words[1]);
        let planned = act(&world, &rita, 1, Deed::Next(Some((date(2026, 11, 30), &next)))).await;
        planned.expect("planned");
        let why = reason(words[2]);
        let away = NewHandOver {
            to: None,
            polo: "lubiana",
            area: "accoglienza",
            why: &why,
        };
        act(&world, &rita, 1, Deed::HandOver(&away)).await.expect("asked");
        let tried = NewContact {
            way: Tried::Phone,
            reached: Reached::NoAnswer,
            at: noon(),
            text: &note(words[3]),
        };
        act(&world, &rita, 1, Deed::Contact(&tried)).await.expect("kept");
        let dump = String::from_utf8_lossy(&world.dump().await).into_owned();
        for word in words {
            assert!(!dump.contains(word), "{word} is readable");
        }
        let opened = at_work(&world, &rita, 1).await;
        assert_eq!(opened.notes.len(), 2);
        assert_eq!(opened.next, next);
        let handover = opened.handover.expect("it is there");
        assert_eq!((handover.why, handover.state), (why, HandOverState::Pending));
        world
            .store
            .requests()
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        for table in [
            "SELECT COUNT(*) FROM request_notes",
            "SELECT COUNT(*) FROM handovers",
            "SELECT COUNT(*) FROM request_contacts",
            "SELECT COUNT(*) FROM requests WHERE next_on IS NOT NULL OR next_action IS NOT NULL",
        ] {
            assert_eq!(world.count(table).await, 0, "{table}");
        }
        world.end().await;
    }
}

#[tokio::test]
async fn all_of_it_goes_when_a_closed_request_has_been_kept_for_its_time() {
    for world in worlds().await {
        world.create(1).await;
        world.create(2).await;
        let rita = staff(&world, "rita").await;
        act(&world, &rita, 1, Deed::Note(&note("una nota")))
            .await
            .expect("noted");
        act(&world, &rita, 1, Deed::Judge(&code(2), Some(Verdict::Same)))
            .await
            .expect("said");
        assert_eq!(
            at_work(&world, &rita, 2).await.alike[0].verdict,
            Some(Verdict::Same)
        );
        act(&world, &rita, 1, Deed::Close(Some(Outcome::Helped)))
            .await
            .expect("closed");
        let later = noon() + Retention::default().closed + SignedDuration::from_secs(1);
        let purged = world.store.purge(later, &Retention::default()).await;
        assert_eq!(purged.expect("purged").closed, 1);
        for (table, left) in [
            ("SELECT COUNT(*) FROM request_notes", 0),
            ("SELECT COUNT(*) FROM request_pairs", 0),
            ("SELECT COUNT(DISTINCT code) FROM request_contacts", 1),
        ] {
            assert_eq!(world.count(table).await, left, "{table}");
        }
        world.end().await;
    }
}

#[tokio::test]
async fn requests_that_are_alike_are_found_after_the_keys_have_changed() {
    for world in worlds().await {
        world.create(1).await;
        let rita = staff(&world, "rita").await;
        store::Vault::rotate(&world.folder.path().join("polo.key")).expect("rotated");
        let neighbour = world.neighbour().await;
        create_in(&neighbour, 2, Once::none()).await.expect("created");
        let acting = Acting {
            code: &code(2),
            by: By {
                staff: Some(&rita),
                name: "Rita Levi",
            },
            now: noon(),
            once: &Once::none(),
        };
        let opened = neighbour
            .casework()
            .open(&acting)
            .await
            .expect("opened")
            .into_inner();
        assert_eq!(opened.alike.len(), 1);
        neighbour.close().await;
        world.end().await;
    }
}

#[tokio::test]
async fn a_request_written_at_the_desk_bears_a_name_and_an_agreement() {
    for world in worlds().await {
        let rita = staff(&world, "rita").await;
        let agreement = Agreement {
            by: AgreedBy::Person,
            how: AgreedHow::Phone,
        };
        let request = request();
        let new = NewRequest {
            request: &request,
            code: code(1),
            secret: secret(1),
            now: noon(),
            year: 2026,
            answer_by: answer_by(),
            notify: store::Notify::nobody(),
            once: keyed("a key", 1),
        };
        let desk = AtDesk {
            staff: &rita,
            name: "Rita Levi",
            agreement,
        };
        let requests = world.store.requests();
        let first = requests.create_at_desk(new.clone(), desk).await.expect("created");
        let again = requests.create_at_desk(new, desk).await.expect("answered");
        assert_eq!(again, Answer::Replayed(first.into_inner()));
        let opened = at_work(&world, &rita, 1).await;
        assert_eq!(opened.agreement, Some(agreement));
        assert_eq!(opened.opened.record[0].who.as_deref(), Some("Rita Levi"));
        assert!(requests.open(&code(1), &secret(1)).await.expect("read").is_some());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_take_one_request_at_once_and_one_has_it() {
    for world in worlds().await {
        world.create(1).await;
        let mut takers = tokio::task::JoinSet::new();
        for number in 0..8 {
            let id = staff(&world, &format!("rita{}", "x".repeat(number))).await;
            let store = world.store.clone();
            takers.spawn(async move {
                let acting = Acting {
                    code: &code(1),
                    by: By {
                        staff: Some(&id),
                        name: "Rita Levi",
                    },
                    now: noon(),
                    once: &Once::none(),
                };
                let taken = store.casework().act(&acting, Deed::Take).await;
                assert!(matches!(taken, Ok(_) | Err(DeskError::AlreadyTaken)), "{taken:?}");
                taken.is_ok().then_some(id)
            });
        }
        let won: Vec<String> = takers.join_all().await.into_iter().flatten().collect();
        assert_eq!(won.len(), 1);
        let asked = QueueAsked {
            scopes: &[Scope::default()],
            receiving: &[],
            me: &won[0],
            mine: true,
            today: date(2026, 11, 22),
            limit: 10,
        };
        let mine = world.store.casework().queue(&asked).await.expect("a list");
        assert_eq!(mine.len(), 1);
        world.end().await;
    }
}
