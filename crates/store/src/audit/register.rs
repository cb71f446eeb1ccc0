//! The register: which requests there have been, by protocol number, and what was erased, how many of which class, when and
//! why. Nothing in it concerns a person, and it is never erased. Never here: the erasing.

use super::chain::{Chain, REGISTER, Said, claim, origin_now, settle};
use super::{Audit, Origin};
use crate::error::StoreError;
use crate::vault::Vault;
use domain::Protocol;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

domain::words! {
    /// What is kept for the same time.
    Class {
        /// What is left of requests that were withdrawn.
        Withdrawn = "withdrawn",
        /// Requests that were closed.
        Closed = "closed",
        /// Answers kept for the same sending to come again.
        Once = "once",
        /// Feedback on pages.
        Feedback = "feedback",
        /// What is left of messages.
        Messages = "messages",
        /// Times of the agenda that nobody had.
        Slots = "slots",
        /// Sessions of the staff that are over.
        Sessions = "sessions",
        /// Tickets to set an account up that hold no longer.
        Tickets = "tickets",
        /// What was done with accounts.
        AccountEntries = "account_entries",
    }
}

domain::words! {
    /// Why something was erased: so long had passed since then.
    Reason {
        /// It was withdrawn.
        SinceWithdrawal = "since_withdrawal",
        /// It was closed.
        SinceClosing = "since_closing",
        /// It came, or was written.
        SinceWriting = "since_writing",
        /// It ended.
        SinceEnd = "since_end",
    }
}

/// How many of a class were erased at once, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When.
    pub at: Timestamp,
    /// Of what.
    pub class: Class,
    /// Since when its time ran.
    pub reason: Reason,
    /// How long that class is kept.
    pub kept: SignedDuration,
    /// How many.
    pub count: u64,
    /// From where.
    pub origin: Origin,
}

/// What is put on the register.
pub(crate) enum Note {
    /// A request has come, under this number.
    Created(Protocol),
    /// It was there before the register was.
    Found(Protocol, Timestamp),
    /// It was erased.
    Purged(Protocol, Rule),
    /// So many of a class were erased.
    Erased(Rule, u64),
    /// So many entries of the record of accounts were erased: it begins after that number, behind that head.
    Cut(Rule, u64, i64, Vec<u8>),
}

/// What was kept for how long, since when.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) class: Class,
    pub(crate) reason: Reason,
    pub(crate) kept: SignedDuration,
}

/// An entry as its row holds it.
#[derive(Default)]
pub(super) struct Written {
    pub(super) at: i64,
    pub(super) what: String,
    pub(super) protocol: Option<Protocol>,
    pub(super) class: String,
    pub(super) reason: String,
    pub(super) kept_hours: i64,
    pub(super) count: i64,
    pub(super) cut: Option<(i64, Vec<u8>)>,
    pub(super) origin: String,
}

impl Written {
    fn new(note: &Note, at: i64, origin: &str) -> Self {
        let entry = Self {
            at,
            origin: origin.to_owned(),
            ..Self::default()
        };
        let ruled = |entry: Self, what: &str, rule: &Rule, count: u64| Self {
            what: what.to_owned(),
            class: rule.class.word().to_owned(),
            reason: rule.reason.word().to_owned(),
            kept_hours: rule.kept.as_hours(),
            count: i64::try_from(count).unwrap_or(i64::MAX),
            ..entry
        };
        match note {
            Note::Created(protocol) => Self {
                what: "created".to_owned(),
                protocol: Some(*protocol),
                ..entry
            },
            Note::Found(protocol, came) => Self {
                at: came.as_millisecond(),
                what: "created".to_owned(),
                protocol: Some(*protocol),
                reason: "found".to_owned(),
                origin: String::new(),
                ..entry
            },
            Note::Purged(protocol, rule) => Self {
                protocol: Some(*protocol),
                ..ruled(entry, "purged", rule, 1)
            },
            Note::Erased(rule, count) => ruled(entry, "erased", rule, *count),
            Note::Cut(rule, count, number, head) => Self {
                cut: Some((*number, head.clone())),
                ..ruled(entry, "erased", rule, *count)
            },
        }
    }

    pub(super) fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let number = |column| row.try_get::<i64, _>(column);
        let text = |column| row.try_get::<String, _>(column);
        let year: Option<i64> = row.try_get("protocol_year")?;
        let protocol: Option<i64> = row.try_get("protocol_number")?;
        let cut: Option<i64> = row.try_get("cut_number")?;
        let head: Option<Vec<u8>> = row.try_get("cut_head")?;
        Ok(Self {
            at: number("at")?,
            what: text("what")?,
            // A year beyond the calendar was not written by this program: its link will not agree.
            protocol: year.zip(protocol).map(|(year, number)| Protocol {
                year: year.try_into().unwrap_or(i16::MIN),
                number,
            }),
            class: text("class")?,
            reason: text("reason")?,
            kept_hours: number("kept_hours")?,
            count: number("count")?,
            cut: cut.zip(head),
            origin: text("origin")?,
        })
    }

    pub(super) fn said(&self) -> Said {
        let said = Said::default().number(self.at).text(&self.what);
        let protocol = self.protocol.map(|protocol| protocol.to_string());
        let said = said.maybe(protocol.as_deref().map(str::as_bytes));
        let said = said.text(&self.class).text(&self.reason).number(self.kept_hours);
        let cut = self.cut.as_ref();
        let said = said
            .number(self.count)
            .number(cut.map_or(0, |(number, _)| *number));
        said.maybe(cut.map(|(_, head)| head.as_slice()))
            .text(&self.origin)
    }
}

/// Puts these on the register, in this order. The register is held until the transaction ends: it comes last.
pub(crate) async fn enter(
    connection: &mut AnyConnection,
    vault: &Vault,
    at: i64,
    notes: &[Note],
) -> Result<(), StoreError> {
    let many = i64::try_from(notes.len()).map_err(|_| StoreError::Corrupt("chains.count"))?;
    if many == 0 {
        return Ok(());
    }
    let chain = Chain::named(vault, REGISTER);
    let (origin, _) = origin_now();
    let (first, mut head) = claim(connection, REGISTER, many).await?;
    for (number, note) in (first..).zip(notes) {
        let entry = Written::new(note, at, &origin);
        let (link, next) = chain.next(number, &entry.said(), &head)?;
        insert(connection, number, entry, link).await?;
        head = next;
    }
    settle(connection, REGISTER, head).await
}

async fn insert(
    connection: &mut AnyConnection,
    number: i64,
    entry: Written,
    link: Vec<u8>,
) -> Result<(), StoreError> {
    let insert = sqlx::query(
        "INSERT INTO register_entries (number, at, what, protocol_year, protocol_number, class, reason, kept_hours, \
         count, cut_number, cut_head, origin, link) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    let insert = insert.bind(number).bind(entry.at).bind(entry.what);
    let insert = insert.bind(entry.protocol.map(|protocol| i64::from(protocol.year)));
    let insert = insert.bind(entry.protocol.map(|protocol| protocol.number));
    let insert = insert.bind(entry.class).bind(entry.reason).bind(entry.kept_hours);
    let (cut_number, cut_head) = entry.cut.unzip();
    let insert = insert.bind(entry.count).bind(cut_number).bind(cut_head);
    insert.bind(entry.origin).bind(link).execute(connection).await?;
    Ok(())
}

pub(super) async fn erasures(audit: &Audit<'_>, limit: u32) -> Result<Vec<Erasure>, StoreError> {
    // A purge of many requests writes one entry for each round of them.
    let query = sqlx::query(
        "SELECT at, class, reason, kept_hours, origin, CAST(SUM(count) AS BIGINT) AS gone FROM register_entries \
         WHERE what = 'erased' GROUP BY at, class, reason, kept_hours, origin ORDER BY at DESC, class LIMIT $1",
    );
    let rows = query
        .bind(i64::from(limit))
        .fetch_all(audit.database.reader())
        .await?;
    rows.iter().map(erasure).collect()
}

fn erasure(row: &AnyRow) -> Result<Erasure, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    Ok(Erasure {
        at: Timestamp::from_millisecond(row.try_get("at")?).map_err(|_| corrupt("register_entries.at"))?,
        class: Class::of(&text("class")?).ok_or(corrupt("register_entries.class"))?,
        reason: Reason::of(&text("reason")?).ok_or(corrupt("register_entries.reason"))?,
        kept: SignedDuration::from_hours(row.try_get("kept_hours")?),
        count: row.try_get::<i64, _>("gone")?.unsigned_abs(),
        origin: Origin::of(&text("origin")?, "").ok_or(corrupt("register_entries.origin"))?,
    })
}
