//! What an appointment makes people be written: put in the transaction that books, moves or cancels it. Never here: words,
//! and how a message is sent.

use super::{Appointment, Notify, Offer};
use crate::error::StoreError;
use crate::outbox::{self, Fill, NewMessage};
use crate::vault::Vault;
use domain::Code;
use domain::message::{Kind, Recipient, recipient};
use domain::request::Person;
use jiff::{SignedDuration, Timestamp};
use sqlx::AnyConnection;

/// Each reminder with how long before the appointment it is due, and for how long from then it is still worth sending.
const REMINDERS: [(Kind, SignedDuration, SignedDuration); 2] = [
    (
        Kind::Reminder48h,
        SignedDuration::from_hours(48),
        SignedDuration::from_hours(6),
    ),
    (
        Kind::Reminder3h,
        SignedDuration::from_hours(3),
        SignedDuration::from_hours(1),
    ),
];
/// For how long it is worth saying that something was called off whose time has not come.
const NEWS: SignedDuration = SignedDuration::from_hours(24 * 3);

/// Says what became of the appointment, once, to whoever may be written to; reminders follow it.
pub(super) async fn tell(
    connection: &mut AnyConnection,
    vault: &Vault,
    (code, person): (&Code, Option<&Person>),
    appointment: &Appointment,
    kind: Kind,
    (notify, now): (&Notify, Timestamp),
) -> Result<(), StoreError> {
    // Before the first appointment, and after one that was called off, there are no reminders.
    if kind != Kind::Confirmation {
        outbox::cancel(connection, code, Kind::REMINDERS, now).await?;
    }
    let Some(recipient) = person.and_then(|person| recipient(person, notify.channels)) else {
        return Ok(());
    };
    let message = |kind, due, expires| message((code, &recipient), appointment, kind, notify, (due, expires));
    let worth = now.saturating_add(NEWS).unwrap_or(Timestamp::MAX);
    let news = message(
        kind,
        now,
        worth.min(appointment.start.max(now + SignedDuration::from_secs(1))),
    );
    outbox::put(connection, vault, &news).await?;
    if matches!(kind, Kind::Cancelled | Kind::CalledOff) {
        return Ok(());
    }
    for (kind, before, worth) in REMINDERS {
        let due = appointment.start.saturating_sub(before).unwrap_or(Timestamp::MIN);
        // Whoever has just booked needs no reminder of what is nearer than that.
        if due > now {
            let expires = due.saturating_add(worth).unwrap_or(Timestamp::MAX);
            outbox::put(connection, vault, &message(kind, due, expires)).await?;
        }
    }
    Ok(())
}

fn message(
    (code, recipient): (&Code, &Recipient),
    appointment: &Appointment,
    kind: Kind,
    notify: &Notify,
    (due, expires): (Timestamp, Timestamp),
) -> NewMessage {
    NewMessage {
        request: code.clone(),
        kind,
        recipient: recipient.clone(),
        language: notify.language.clone(),
        fill: Fill {
            start: Some(appointment.start),
            way: Some(appointment.way),
            ..Fill::default()
        },
        due,
        expires,
        dedupe: format!(
            "{}/{}/{}/{}",
            appointment.id,
            appointment.sequence,
            kind.word(),
            recipient.channel().word()
        ),
    }
}

/// Says that a time is offered, or several of which this is the first, to whoever may be written to.
pub(super) async fn tell_offer(
    connection: &mut AnyConnection,
    vault: &Vault,
    (code, person): (&Code, Option<&Person>),
    (offer, kind): (&Offer, Kind),
    (notify, now): (&Notify, Timestamp),
) -> Result<(), StoreError> {
    let Some(recipient) = person.and_then(|person| recipient(person, notify.channels)) else {
        return Ok(());
    };
    let message = NewMessage {
        request: code.clone(),
        kind,
        dedupe: format!("{}/{}/{}", offer.id, kind.word(), recipient.channel().word()),
        recipient,
        language: notify.language.clone(),
        fill: Fill {
            start: Some(offer.start),
            way: Some(offer.way),
            until: Some(offer.until),
            ..Fill::default()
        },
        due: now,
        expires: offer.until,
    };
    outbox::put(connection, vault, &message).await
}
