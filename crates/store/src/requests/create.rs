//! Writing a request: key, protocol number, row, record and answer in one transaction. Never here: reading
//! one.

use super::change::{self, Entry};
use super::read;
use super::{AtDesk, NewRequest, Receipt, Requests, What};
use crate::agenda::{self, Appointment, Asked, Time};
use crate::audit::{self, Chain, Note};
use crate::engine::{Database, retry};
use crate::error::{CreateError, StoreError};
use crate::once::{self, Answer, Claim, Once};
use crate::vault::Vault;
use crate::work;
use domain::request::Status;
use domain::{Protocol, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row};

/// What keys of requests are claimed for: those of people, and those of each of the staff.
fn operation(staff: Option<&str>) -> (&'static str, &str) {
    staff.map_or(("create", ""), |staff| ("create at the desk", staff))
}

/// A receipt as it is sealed for a replay.
#[derive(Serialize, Deserialize)]
struct Kept {
    code: String,
    secret: String,
    year: i16,
    number: i64,
    received_at: i64,
    answer_by: String,
    polo: String,
    #[serde(default)]
    appointment: Option<agenda::Kept>,
    #[serde(default)]
    waiting: Option<u32>,
}

pub(super) async fn create(
    requests: &Requests<'_>,
    new: &NewRequest<'_>,
    desk: Option<AtDesk<'_>>,
) -> Result<Answer<Receipt>, CreateError> {
    retry(|| attempt(requests, new, desk)).await
}

/// The receipt of the same sending, if it came before.
pub(super) async fn replayed(
    requests: &Requests<'_>,
    once: &Once,
    now: Timestamp,
    staff: Option<&str>,
) -> Result<Option<Receipt>, CreateError> {
    let Requests { database, vault } = *requests;
    let mut connection = database.read().await?;
    let kept = once::look_up::<Kept>(&mut connection, vault, operation(staff), once, now).await?;
    Ok(kept.map(Receipt::try_from).transpose()?)
}

async fn attempt(
    requests: &Requests<'_>,
    new: &NewRequest<'_>,
    desk: Option<AtDesk<'_>>,
) -> Result<Answer<Receipt>, CreateError> {
    let Requests { database, vault } = *requests;
    let mut tx = database.write().await?;
    let operation = operation(desk.map(|desk| desk.staff));
    let claimed = match once::claim::<Kept>(&mut tx, vault, operation, &new.once, new.now).await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(kept) => return Ok(Answer::Replayed(kept.try_into()?)),
    };
    let protocol = write(&mut tx, vault, new, desk).await?;
    let who = desk.map(|desk| desk.name);
    let appointment = book(database, &mut tx, vault, (new, who)).await?;
    let received_at = new.now.as_millisecond();
    let waiting = wait(&mut tx, vault, (new, who)).await?;
    audit::enter(&mut tx, vault, received_at, &[Note::Created(protocol)]).await?;
    let kept = Kept {
        code: new.code.as_str().to_owned(),
        secret: new.secret.expose().to_owned(),
        year: protocol.year,
        number: protocol.number,
        received_at,
        answer_by: new.answer_by.to_string(),
        polo: new.request.polo.clone(),
        appointment: appointment.as_ref().map(Into::into),
        waiting,
    };
    claimed.keep(&mut tx, vault, &kept).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(kept.try_into()?))
}

/// The row, what stands beside it, and the first entry of its record.
async fn write(
    connection: &mut AnyConnection,
    vault: &Vault,
    new: &NewRequest<'_>,
    desk: Option<AtDesk<'_>>,
) -> Result<Protocol, CreateError> {
    let code = new.code.as_str();
    let person =
        serde_json::to_vec(&new.request.person).map_err(|_| StoreError::Corrupt("requests.person"))?;
    let person = vault.seal(read::person_place(code), &person)?;
    let secret_tag = read::secret_tag(vault, &new.code, &new.secret);
    let protocol = next_protocol(connection, new.year).await?;
    let received_at = new.now.as_millisecond();
    let insert = sqlx::query(
        "INSERT INTO requests (code, secret_tag, protocol_year, protocol_number, motive, polo, status, \
         received_at, answer_by, person, language, entry_head) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (code) DO NOTHING",
    );
    let insert = insert
        .bind(code.to_owned())
        .bind(secret_tag)
        .bind(i64::from(protocol.year))
        .bind(protocol.number);
    let insert = insert
        .bind(new.request.motive.clone())
        .bind(new.request.polo.clone());
    let insert = insert.bind(Status::Received.word()).bind(received_at);
    let language = Some(new.notify.language.clone()).filter(|language| !language.is_empty());
    let insert = insert.bind(new.answer_by.to_string()).bind(person).bind(language);
    let insert = insert.bind(Chain::of_request(vault, code, protocol).start());
    if insert.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(CreateError::CodeTaken);
    }
    work::tag(connection, vault, &new.code, &new.request.person).await?;
    if let Some(desk) = desk {
        work::agreed(connection, vault, &new.code, desk.agreement).await?;
    }
    let entry = Entry {
        code,
        what: What::Sent,
        who: desk.map(|desk| desk.name),
        at: received_at,
    };
    change::enter(connection, vault, entry).await?;
    Ok(protocol)
}

/// The time that was chosen, where one was.
async fn book(
    database: &Database,
    connection: &mut AnyConnection,
    vault: &Vault,
    (new, who): (&NewRequest<'_>, Option<&str>),
) -> Result<Option<Appointment>, CreateError> {
    let Some(chosen) = &new.request.chosen else {
        return Ok(None);
    };
    let time = Time {
        asked: Asked {
            polo: &new.request.polo,
            motive: &new.request.motive,
            way: chosen.way,
        },
        // Beyond what a calendar can hold, nothing is free.
        start: Timestamp::from_second(chosen.start.unix_seconds()).map_err(|_| CreateError::TimeTaken)?,
    };
    let wanted = (time, chosen.hold.as_ref());
    let booked = agenda::book(database, connection, vault, &new.code, wanted, new.now).await?;
    let appointment = booked.ok_or(CreateError::TimeTaken)?;
    agenda::tell_booked(
        connection,
        vault,
        (&new.code, &new.request.person),
        &appointment,
        (&new.notify, new.now),
    )
    .await?;
    let entry = Entry {
        code: new.code.as_str(),
        what: What::Booked,
        who,
        at: new.now.as_millisecond(),
    };
    change::enter(connection, vault, entry).await?;
    Ok(Some(appointment))
}

/// The place on the list, where the person waits for a time to come free.
async fn wait(
    connection: &mut AnyConnection,
    vault: &Vault,
    (new, who): (&NewRequest<'_>, Option<&str>),
) -> Result<Option<u32>, StoreError> {
    let Some(way) = new.request.waiting else {
        return Ok(None);
    };
    let asked = Asked {
        polo: &new.request.polo,
        motive: &new.request.motive,
        way,
    };
    let told = (new.notify.language.as_str(), new.now);
    agenda::enter_list(connection, &new.code, asked, Some(&new.request.person), told).await?;
    let entry = Entry {
        code: new.code.as_str(),
        what: What::Waits,
        who,
        at: new.now.as_millisecond(),
    };
    change::enter(connection, vault, entry).await?;
    let waiting = agenda::waits(connection, &new.code).await?;
    Ok(waiting.map(|waiting| waiting.place))
}

/// The counter's row is held until the transaction ends: a number is given once, and given back if the
/// request fails.
async fn next_protocol(connection: &mut AnyConnection, year: i16) -> Result<Protocol, StoreError> {
    let next = sqlx::query(
        "INSERT INTO protocol_counters (year, last) VALUES ($1, 1) \
         ON CONFLICT (year) DO UPDATE SET last = protocol_counters.last + 1 RETURNING last",
    );
    let row = next.bind(i64::from(year)).fetch_one(connection).await?;
    Ok(Protocol {
        year,
        number: row.try_get("last")?,
    })
}

impl TryFrom<Kept> for Receipt {
    type Error = StoreError;

    fn try_from(kept: Kept) -> Result<Self, StoreError> {
        let corrupt = || StoreError::Corrupt("once.answer");
        Ok(Self {
            code: kept.code.parse().map_err(|_| corrupt())?,
            secret: kept.secret.parse::<Secret>().map_err(|_| corrupt())?,
            protocol: Protocol {
                year: kept.year,
                number: kept.number,
            },
            received_at: Timestamp::from_millisecond(kept.received_at).map_err(|_| corrupt())?,
            answer_by: kept.answer_by.parse().map_err(|_| corrupt())?,
            polo: kept.polo,
            appointment: kept.appointment.map(TryInto::try_into).transpose()?,
            waiting: kept.waiting,
        })
    }
}
