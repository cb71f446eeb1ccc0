//! Messages: put once, claimed by one, and forgotten as to whom they went.

use crate::world::*;
use domain::contact::{Email, Phone};
use domain::message::{Channel, Kind, Recipient};
use domain::request::Way;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::BTreeSet;
use store::{Claimed, Ending, Fill, NewMessage, Once, Retention, State, Store};

const LEASE: SignedDuration = SignedDuration::from_mins(5);
const MAILBOX: &str = "zenobia@example.org";
const NUMBER: &str = "+393339998887";

fn minutes(minutes: i64) -> Timestamp {
    noon().checked_add(minutes.minutes()).expect("an instant")
}

/// A confirmation by mail about request 1, due at noon, of no use after two hours.
fn confirmation(dedupe: &str) -> NewMessage {
    NewMessage {
        request: code(1),
        kind: Kind::Confirmation,
        recipient: Recipient::Email(Email::parse(MAILBOX).expect("an address")),
        language: "it".to_owned(),
        fill: Fill {
            start: Some(minutes(120)),
            way: Some(Way::AtPolo),
            until: None,
            code: "SEGRETISSIMO".to_owned(),
        },
        due: noon(),
        expires: minutes(120),
        dedupe: dedupe.to_owned(),
    }
}

fn reminder(kind: Kind, due: i64, expires: i64) -> NewMessage {
    NewMessage {
        kind,
        recipient: Recipient::Sms(Phone::parse(NUMBER).expect("a number")),
        due: minutes(due),
        expires: minutes(expires),
        ..confirmation(&format!("a1 0 {} sms", kind.word()))
    }
}

async fn put(store: &Store, message: &NewMessage) {
    store.outbox().put(message).await.expect("put");
}

async fn claim(store: &Store, channel: Channel, at: Timestamp) -> Vec<Claimed> {
    store
        .outbox()
        .claim(channel, at, 10, LEASE)
        .await
        .expect("claimed")
}

/// The state of each message about request 1, by due time.
async fn states(store: &Store) -> Vec<State> {
    let about = store.outbox().about(&code(1)).await.expect("read");
    about.into_iter().map(|message| message.state).collect()
}

async fn personal(world: &World) -> i64 {
    world
        .count("SELECT COUNT(*) FROM outbox WHERE recipient IS NOT NULL OR fill IS NOT NULL")
        .await
}

#[tokio::test]
async fn a_message_goes_to_whoever_claims_it_whole_and_once() {
    for world in worlds().await {
        world.create(1).await;
        let message = confirmation("a1 0 confirmation email");
        put(&world.store, &message).await;
        put(&world.store, &message).await;
        assert!(claim(&world.store, Channel::Sms, noon()).await.is_empty());
        assert!(claim(&world.store, Channel::Email, minutes(-1)).await.is_empty());
        let claimed = claim(&world.store, Channel::Email, noon()).await;
        let [only] = claimed.as_slice() else {
            panic!("{} messages", claimed.len());
        };
        assert_eq!(only.recipient.address(), MAILBOX);
        let start = minutes(120).as_millisecond();
        assert_eq!(only.fill.start.map(Timestamp::as_millisecond), Some(start));
        assert_eq!((only.fill.way, only.attempts), (Some(Way::AtPolo), 1));
        assert!(claim(&world.store, Channel::Email, minutes(1)).await.is_empty());
        world
            .store
            .outbox()
            .sent(&only.id, "250 queued as 7", minutes(1))
            .await
            .expect("noted");
        let about = world.store.outbox().about(&code(1)).await.expect("read");
        assert_eq!(about.len(), 1);
        assert_eq!(
            (about[0].state, about[0].reference.as_str()),
            (State::Sent, "250 queued as 7")
        );
        assert_eq!(personal(&world).await, 0);
        // Even now that nothing is left of it, it is not put again.
        put(&world.store, &message).await;
        assert!(claim(&world.store, Channel::Email, minutes(60)).await.is_empty());
        world.end().await;
    }
}

#[tokio::test]
async fn what_the_provider_did_not_take_is_tried_again_and_keeps_its_name() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        let first = claim(&world.store, Channel::Email, noon()).await.remove(0);
        let outbox = world.store.outbox();
        outbox
            .retry_later(
                &first.id,
                "smtp 451 <zenobia@example.org>",
                minutes(3),
                minutes(1),
            )
            .await
            .expect("noted");
        assert!(claim(&world.store, Channel::Email, minutes(2)).await.is_empty());
        let second = claim(&world.store, Channel::Email, minutes(3)).await.remove(0);
        assert_eq!((&second.id, second.attempts), (&first.id, 2));
        outbox
            .end(&second.id, Ending::Failed("smtp 550"), minutes(4))
            .await
            .expect("noted");
        let trouble = outbox.in_trouble(10).await.expect("read");
        assert_eq!(trouble.len(), 1);
        assert_eq!(
            (trouble[0].state, trouble[0].error.as_str()),
            (State::Failed, "smtp 550")
        );
        assert_eq!(personal(&world).await, 0);
        world.end().await;
    }
}

#[tokio::test]
async fn what_nobody_reports_on_is_uncertain_and_never_sent_again() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        let claimed = claim(&world.store, Channel::Email, noon()).await.remove(0);
        assert!(claim(&world.store, Channel::Email, minutes(4)).await.is_empty());
        assert_eq!(states(&world.store).await, [State::Sending]);
        assert!(claim(&world.store, Channel::Email, minutes(5)).await.is_empty());
        assert_eq!(states(&world.store).await, [State::Uncertain]);
        assert_eq!(personal(&world).await, 0);
        let trouble = world.store.outbox().in_trouble(10).await.expect("read");
        assert_eq!(trouble[0].error, "no report");
        // Whoever comes late and knows better is believed.
        let outbox = world.store.outbox();
        outbox.sent(&claimed.id, "late", minutes(6)).await.expect("noted");
        assert_eq!(states(&world.store).await, [State::Sent]);
        world.end().await;
    }
}

#[tokio::test]
async fn news_after_the_lease_that_it_did_not_go_make_it_a_failure() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        let claimed = claim(&world.store, Channel::Email, noon()).await.remove(0);
        claim(&world.store, Channel::Email, minutes(5)).await;
        let outbox = world.store.outbox();
        outbox
            .retry_later(&claimed.id, "no connection", minutes(7), minutes(6))
            .await
            .expect("noted");
        assert_eq!(states(&world.store).await, [State::Failed]);
        world.end().await;
    }
}

#[tokio::test]
async fn a_reminder_never_goes_out_late() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &reminder(Kind::Reminder3h, 0, 60)).await;
        assert!(claim(&world.store, Channel::Sms, minutes(60)).await.is_empty());
        assert_eq!(states(&world.store).await, [State::Expired]);
        assert_eq!(personal(&world).await, 0);
        world.end().await;
    }
}

#[tokio::test]
async fn a_cancelled_appointment_takes_its_reminders_along_and_leaves_the_rest() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        put(&world.store, &reminder(Kind::Reminder48h, 10, 60)).await;
        put(&world.store, &reminder(Kind::Reminder3h, 30, 60)).await;
        // One is on its way already: it cannot be called back, but nor is it tried again.
        let going = claim(&world.store, Channel::Sms, minutes(10)).await.remove(0);
        let outbox = world.store.outbox();
        let dropped = outbox
            .cancel(&code(1), Kind::REMINDERS, minutes(11))
            .await
            .expect("cancelled");
        assert_eq!(dropped, 1);
        outbox
            .retry_later(&going.id, "no connection", minutes(12), minutes(12))
            .await
            .expect("noted");
        assert_eq!(
            states(&world.store).await,
            [State::Pending, State::Dropped, State::Dropped]
        );
        assert!(claim(&world.store, Channel::Sms, minutes(40)).await.is_empty());
        world.end().await;
    }
}

#[tokio::test]
async fn whoever_withdraws_is_not_written_to_any_more_and_leaves_no_address() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("sent")).await;
        let claimed = claim(&world.store, Channel::Email, noon()).await.remove(0);
        let outbox = world.store.outbox();
        outbox
            .sent(&claimed.id, "250 zenobia", noon())
            .await
            .expect("noted");
        put(&world.store, &reminder(Kind::Reminder48h, 10, 60)).await;
        put(&world.store, &confirmation("going")).await;
        let going = claim(&world.store, Channel::Email, minutes(1)).await.remove(0);
        let requests = world.store.requests();
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        assert_eq!(personal(&world).await, 0);
        let references = "SELECT COUNT(*) FROM outbox WHERE reference IS NOT NULL";
        assert_eq!(world.count(references).await, 0);
        outbox
            .sent(&going.id, "250 zenobia", minutes(2))
            .await
            .expect("noted");
        assert_eq!(world.count(references).await, 0);
        assert!(claim(&world.store, Channel::Sms, minutes(20)).await.is_empty());
        let states: BTreeSet<State> = states(&world.store).await.into_iter().collect();
        assert_eq!(states, BTreeSet::from([State::Sent, State::Dropped]));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_programs_never_get_the_same_message() {
    for world in worlds().await {
        world.create(1).await;
        for number in 0..60 {
            put(&world.store, &confirmation(&number.to_string())).await;
        }
        let neighbour = world.neighbour().await;
        let mut claims = tokio::task::JoinSet::new();
        for number in 0..4 {
            let store = if number % 2 == 0 {
                world.store.clone()
            } else {
                neighbour.clone()
            };
            claims.spawn(async move {
                let mut got = Vec::new();
                loop {
                    let claimed = store.outbox().claim(Channel::Email, noon(), 3, LEASE).await;
                    let claimed = claimed.expect("claimed");
                    if claimed.is_empty() {
                        return got;
                    }
                    got.extend(claimed.into_iter().map(|message| message.id));
                }
            });
        }
        let got: Vec<String> = claims.join_all().await.into_iter().flatten().collect();
        // Whoever finds all that is left held by others goes away with nothing, and looks again a moment later.
        let rest = claim(&world.store, Channel::Email, noon()).await.len();
        let different: BTreeSet<&String> = got.iter().collect();
        assert_eq!(different.len(), got.len());
        assert_eq!(got.len() + rest, 60);
        neighbour.close().await;
        world.end().await;
    }
}

#[tokio::test]
async fn nobody_can_read_in_the_files_who_is_written_to() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        put(&world.store, &reminder(Kind::Reminder48h, 10, 60)).await;
        let claimed = claim(&world.store, Channel::Email, noon()).await.remove(0);
        let dump = async || String::from_utf8_lossy(&world.dump().await).into_owned();
        assert!(dump().await.contains("reminder_48h"), "the dump holds the rows");
        let outbox = world.store.outbox();
        outbox
            .retry_later(&claimed.id, "550 zenobia@example.org", minutes(1), noon())
            .await
            .expect("noted");
        let again = claim(&world.store, Channel::Email, minutes(1)).await.remove(0);
        outbox
            .sent(&again.id, "250 <zenobia@example.org>", minutes(1))
            .await
            .expect("noted");
        let dump = dump().await;
        for mark in [MAILBOX, "example.org", NUMBER, "SEGRETISSIMO", "at_polo"] {
            assert!(!dump.contains(mark), "{mark} is readable");
        }
        world.end().await;
    }
}

#[tokio::test]
async fn a_message_that_cannot_be_opened_does_not_hold_up_the_others() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("moved")).await;
        world.execute("UPDATE outbox SET fill = recipient").await;
        put(&world.store, &confirmation("whole")).await;
        assert_eq!(claim(&world.store, Channel::Email, noon()).await.len(), 1);
        let mut states = states(&world.store).await;
        states.sort_unstable();
        assert_eq!(states, [State::Sending, State::Failed]);
        world.end().await;
    }
}

#[tokio::test]
async fn the_summary_counts_and_the_purge_forgets() {
    for world in worlds().await {
        world.create(1).await;
        put(&world.store, &confirmation("a")).await;
        put(&world.store, &confirmation("b")).await;
        put(&world.store, &reminder(Kind::Reminder48h, 10, 60)).await;
        let claimed = claim(&world.store, Channel::Email, noon()).await;
        let outbox = world.store.outbox();
        outbox.sent(&claimed[0].id, "", noon()).await.expect("noted");
        outbox
            .end(&claimed[1].id, Ending::Uncertain("no answer"), noon())
            .await
            .expect("noted");
        let summary = outbox.summary().await.expect("counted");
        let counts: Vec<_> = summary
            .counts
            .iter()
            .map(|count| (count.channel, count.state, count.count))
            .collect();
        assert_eq!(
            counts,
            [
                (Channel::Email, State::Sent, 1),
                (Channel::Email, State::Uncertain, 1),
                (Channel::Sms, State::Pending, 1),
            ]
        );
        assert_eq!(
            summary.oldest_pending.map(Timestamp::as_millisecond),
            Some(minutes(10).as_millisecond())
        );
        let purge = async |days: i64| {
            let now = noon().checked_add((days * 24).hours()).expect("an instant");
            let purged = world.store.purge(now, &Retention::default()).await;
            purged.expect("purged").messages
        };
        // The reminder, which nobody sends, expires on the first of these days and is kept for as long from there.
        assert_eq!(purge(1).await, 0);
        assert_eq!(states(&world.store).await.len(), 3);
        assert_eq!(purge(91).await, 2);
        assert_eq!(purge(92).await, 1);
        world.end().await;
    }
}
