//! The list of those who wait for a time to come free. Never here: which time is whose turn (`sweep`).

use super::super::{Asked, Change, appointments};
use super::answer::{Ending, begin, end, finish, lock, open_of};
use super::{Offers, suits};
use crate::engine::retry;
use crate::error::{AgendaError, StoreError};
use crate::once::Answer;
use crate::outbox;
use crate::requests::What;
use crate::requests::record::person;
use domain::Code;
use domain::agenda::offers::{LAPSES, LEAST, OfferKind, OfferState, Suits};
use domain::message::Kind;
use domain::request::{Person, Way};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::collections::HashSet;

/// Puts a request on the list, at its end; one that is there keeps its place and is asked again.
pub(crate) async fn enter(
    connection: &mut AnyConnection,
    code: &Code,
    asked: Asked<'_>,
    person: Option<&Person>,
    (language, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    let suits = person.map_or(Suits::of(&[], &[]), |person| {
        Suits::of(&person.days, &person.parts)
    });
    let insert = sqlx::query(
        "INSERT INTO waiting (request, polo, motive, way, way_bit, days, parts, since, language, turn) \
         SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), \
            CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS TEXT), COALESCE(MAX(turn), 0) + 1 FROM waiting \
         WHERE polo = $2 AND motive = $3 ON CONFLICT (request) DO UPDATE SET asked = 1, lapsed = 0",
    );
    let insert = insert
        .bind(code.as_str().to_owned())
        .bind(asked.polo.to_owned())
        .bind(asked.motive.to_owned())
        .bind(asked.way.word())
        .bind(asked.way.bit())
        .bind(suits.days)
        .bind(suits.parts)
        .bind(now.as_millisecond())
        .bind(language.to_owned());
    insert.execute(connection).await?;
    Ok(())
}

/// Takes a request off the list.
pub(super) async fn forget(connection: &mut AnyConnection, code: &Code) -> Result<bool, StoreError> {
    let forget = sqlx::query("DELETE FROM waiting WHERE request = $1").bind(code.as_str().to_owned());
    Ok(forget.execute(connection).await?.rows_affected() > 0)
}

/// The person has answered: offers that nobody answered before no longer count.
pub(super) async fn answered(connection: &mut AnyConnection, code: &Code) -> Result<(), StoreError> {
    let answered =
        sqlx::query("UPDATE waiting SET lapsed = 0 WHERE request = $1").bind(code.as_str().to_owned());
    answered.execute(connection).await?;
    Ok(())
}

/// Nobody has answered: after so many in a row the person is not asked again.
pub(super) async fn unanswered(connection: &mut AnyConnection, code: &Code) -> Result<(), StoreError> {
    let unanswered = sqlx::query(
        "UPDATE waiting SET lapsed = lapsed + 1, asked = CASE WHEN lapsed + 1 >= $2 THEN 0 ELSE asked END WHERE request = $1",
    );
    let unanswered = unanswered.bind(code.as_str().to_owned()).bind(LAPSES);
    unanswered.execute(connection).await?;
    Ok(())
}

pub(super) async fn wait(
    offers: &Offers<'_>,
    change: &Change<'_>,
    way: Way,
) -> Result<Answer<()>, AgendaError> {
    retry(|| attempt_wait(offers, change, way)).await
}

async fn attempt_wait(offers: &Offers<'_>, change: &Change<'_>, way: Way) -> Result<Answer<()>, AgendaError> {
    let mut tx = offers.database.write().await?;
    let Some(begun) = begin(offers, &mut tx, "wait", change).await? else {
        return Ok(Answer::Replayed(()));
    };
    let code = change.code;
    if appointments::booked(&mut tx, code).await?.is_some() {
        return Err(AgendaError::Booked);
    }
    let query = sqlx::query("SELECT polo, motive FROM requests WHERE code = $1");
    let row = query.bind(code.as_str().to_owned()).fetch_one(&mut *tx).await?;
    let (polo, motive): (String, String) = (row.try_get("polo")?, row.try_get("motive")?);
    let asked = Asked {
        polo: &polo,
        motive: &motive,
        way,
    };
    let person = person(&mut tx, offers.vault, code).await?;
    let told = (change.notify.language.as_str(), change.now);
    enter(&mut tx, code, asked, person.as_ref(), told).await?;
    finish(offers, &mut tx, change, What::Waits).await?;
    begun.done(&mut tx, offers.vault).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(()))
}

pub(super) async fn leave(offers: &Offers<'_>, change: &Change<'_>) -> Result<Answer<()>, AgendaError> {
    retry(|| attempt_leave(offers, change)).await
}

async fn attempt_leave(offers: &Offers<'_>, change: &Change<'_>) -> Result<Answer<()>, AgendaError> {
    let mut tx = offers.database.write().await?;
    let Some(begun) = begin(offers, &mut tx, "leave", change).await? else {
        return Ok(Answer::Replayed(()));
    };
    let mut open = open_of(&mut tx, change.code).await?;
    open.retain(|open| open.kind == OfferKind::Waiting);
    lock(offers.database, &mut tx, &open).await?;
    end(&mut tx, &open, Ending::new(OfferState::LetGo), change.now).await?;
    outbox::cancel(&mut tx, change.code, &[Kind::Offer], change.now).await?;
    if forget(&mut tx, change.code).await? {
        finish(offers, &mut tx, change, What::WaitsNoMore).await?;
    }
    begun.done(&mut tx, offers.vault).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(()))
}

/// What those who wait for a motive at a Polo, and are asked and have no offer, could have: a free seat is theirs before it is
/// anybody's.
pub(in super::super) struct Wanted {
    /// In the order in which they came.
    pub(super) by: Vec<Wants>,
}

/// Somebody who waits.
pub(super) struct Wants {
    pub(super) code: Code,
    pub(super) way: Way,
    pub(super) language: String,
    suits: Suits,
    /// Slots that they were offered before.
    had: HashSet<String>,
}

impl Wants {
    /// Whether they could have a seat of that slot.
    pub(super) fn could_have(&self, slot: &str, ways: i64, start: Timestamp) -> bool {
        ways & self.way.bit() != 0 && self.suits.fits(start) && !self.had.contains(slot)
    }
}

impl Wanted {
    /// Whether nobody waits.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.by.is_empty()
    }

    /// Whether a seat of that slot, which can be booked until `closes`, is for somebody who waits.
    pub(in super::super) fn has(
        &self,
        (slot, ways): (&str, i64),
        (start, closes): (Timestamp, Timestamp),
        now: Timestamp,
    ) -> bool {
        is_offered(closes, now) && self.by.iter().any(|wants| wants.could_have(slot, ways, start))
    }
}

/// Whether there is time enough to ask somebody.
pub(super) fn is_offered(closes: Timestamp, now: Timestamp) -> bool {
    closes.duration_since(now) >= LEAST
}

/// Who waits for that motive at that Polo, is asked and has no offer.
pub(in super::super) async fn wanted(
    connection: &mut AnyConnection,
    (polo, motive): (&str, &str),
) -> Result<Wanted, StoreError> {
    let query = sqlx::query(
        "SELECT w.request AS request, w.way AS way, w.language AS language, w.days AS days, w.parts AS parts FROM waiting w \
         WHERE w.polo = $1 AND w.motive = $2 AND w.asked = 1 \
         AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.request = w.request AND o.state = 'open') \
         ORDER BY w.since, w.turn, w.request",
    );
    let query = query.bind(polo.to_owned()).bind(motive.to_owned());
    let rows = query.fetch_all(&mut *connection).await?;
    let mut by = Vec::new();
    for row in &rows {
        by.push(wants(connection, row).await?);
    }
    Ok(Wanted { by })
}

async fn wants(connection: &mut AnyConnection, row: &AnyRow) -> Result<Wants, StoreError> {
    let code: String = row.try_get("request")?;
    let had = sqlx::query("SELECT slot FROM offers WHERE request = $1").bind(code.clone());
    let had = had.fetch_all(connection).await?;
    Ok(Wants {
        code: code.parse().map_err(|_| StoreError::Corrupt("waiting.request"))?,
        way: super::read::way(row, "waiting.way")?,
        language: row.try_get("language")?,
        suits: suits(row.try_get("days")?, row.try_get("parts")?),
        had: had
            .iter()
            .map(|row| row.try_get("slot"))
            .collect::<Result<_, _>>()?,
    })
}
