//! The check: every chain walked from its beginning, at one instant, a page of rows at a time, and the register held against
//! the requests that there are. What is found is told at once, and the walk goes on. Never here: what to do about it.

use super::chain::{ACCOUNTS, Chain, REGISTER, Said, account_said, request_said};
use super::heads::{Head, Subject, digest, named};
use super::{Audit, register};
use crate::error::StoreError;
use crate::requests::record::{entry_place, protocol, row_name};
use crate::vault::{Vault, VaultError};
use domain::Protocol;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::fmt;
use std::iter::Peekable;

/// How many rows are held at once.
pub(super) const PAGE: i64 = 500;
/// How many faults of one chain are told one by one: in a chain made anew every entry is one.
const TOLD: u64 = 5;

/// What a check tells while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many requests of all were gone through.
    Progress {
        /// How many were.
        done: u64,
        /// How many there are.
        of: u64,
    },
    /// Something is not as it was written.
    Found(Fault),
}

/// What is wrong with a chain. Its words are for whoever checks, and hold nothing of any person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub subject: Subject,
    /// What.
    pub wrong: Wrong,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The entry of this number is not what was written under it.
    Altered(i64),
    /// From the first number to the second there is none.
    Missing(i64, i64),
    /// The last entries are not the last ones that were written.
    End,
    /// The entry of this number was made with a key that the key file does not hold.
    UnknownKey(i64, u32),
    /// More of the same in this chain, not told one by one.
    More(u64),
    /// The request is gone, though its time had not passed.
    Gone,
    /// Nothing says when the request came.
    Unregistered,
    /// The request is there, though it was erased.
    Returned,
    /// So many entries belong to nothing.
    Strays(u64),
    /// What stood when heads were printed, after so many entries, stands no longer.
    NotAsPrinted(i64),
}

/// What was gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many requests.
    pub requests: u64,
    /// How many entries, of all chains.
    pub entries: u64,
    /// How many faults.
    pub faults: u64,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Subject::Register => write!(f, "register of requests: ")?,
            Subject::Accounts => write!(f, "record of accounts: ")?,
            Subject::Request(..) => write!(f, "request {}: ", self.subject)?,
        }
        match self.wrong {
            Wrong::Altered(number) => write!(
                f,
                "entry {number} is not what was written there: it was changed, moved or added by hand"
            ),
            Wrong::Missing(from, to) if from == to => write!(f, "entry {from} was removed"),
            Wrong::Missing(from, to) => write!(f, "entries {from} to {to} were removed"),
            Wrong::End => f.write_str(
                "the end is not the last that was written: entries were removed from it or added to it",
            ),
            Wrong::UnknownKey(number, key) => {
                write!(
                    f,
                    "entry {number} bears the mark of key {key}, which the key file does not hold"
                )
            }
            Wrong::More(more) => write!(f, "{more} more entries like these"),
            Wrong::Gone => f.write_str("it was removed by hand: no purge erased it"),
            Wrong::Unregistered => f.write_str("it was added by hand: the register does not know it"),
            Wrong::Returned => f.write_str("it was put back by hand: a purge had erased it"),
            Wrong::Strays(many) => write!(f, "{many} entries belong to nothing that is there"),
            Wrong::NotAsPrinted(count) => write!(
                f,
                "its first {count} entries are not those that stood when the heads were printed: it was put back to an earlier state, or made anew"
            ),
        }
    }
}

/// What every part of the check writes to.
struct Teller<'a> {
    tell: &'a mut (dyn FnMut(Told) + Send),
    verified: Verified,
}

impl Teller<'_> {
    fn fault(&mut self, subject: Subject, wrong: Wrong) {
        if !matches!(wrong, Wrong::More(_)) {
            self.verified.faults += 1;
        }
        (self.tell)(Told::Found(Fault { subject, wrong }));
    }
}

/// A chain on the way through it.
struct Walk<'a> {
    chain: Chain<'a>,
    subject: Subject,
    number: i64,
    /// The head so far: at the start one for each key, none behind an entry that is missing or that nobody we know made.
    heads: Vec<Vec<u8>>,
    /// What was printed of it, until it is reached.
    printed: Option<Head>,
    faults: u64,
}

impl<'a> Walk<'a> {
    fn new(chain: Chain<'a>, subject: Subject, printed: Option<Head>) -> Self {
        Self {
            heads: chain.starts(),
            chain,
            subject,
            number: 0,
            printed,
            faults: 0,
        }
    }

    /// The same, of a chain whose beginning was erased in its time: what was printed before that cannot be held against it.
    fn cut(mut self, (number, head): (i64, Vec<u8>)) -> Self {
        self.printed = self.printed.take().filter(|printed| printed.count >= number);
        Self {
            number,
            heads: vec![head],
            ..self
        }
    }

    fn fault(&mut self, teller: &mut Teller<'_>, wrong: Wrong) {
        self.faults += 1;
        if self.faults <= TOLD {
            teller.fault(self.subject, wrong);
        } else {
            teller.verified.faults += 1;
        }
    }

    /// The next entry and its link; says whether it is what was written. `None` is what cannot even be read.
    fn step(
        &mut self,
        teller: &mut Teller<'_>,
        number: i64,
        (said, link): (Option<Said>, Option<Vec<u8>>),
    ) -> bool {
        teller.verified.entries += 1;
        self.meet(teller);
        if number <= self.number {
            self.fault(teller, Wrong::Altered(number));
            return false;
        }
        if number > self.number + 1 {
            self.fault(teller, Wrong::Missing(self.number + 1, number - 1));
            self.heads.clear();
        }
        self.number = number;
        let agrees = match (&said, &link) {
            (Some(said), Some(link)) => self.agrees(said, link),
            _ => Ok(false),
        };
        let head = link.map(|link| self.chain.head(number, &link));
        self.heads = head.into_iter().flatten().collect();
        match agrees {
            Ok(true) => true,
            Err(VaultError::UnknownKey(key)) => {
                self.fault(teller, Wrong::UnknownKey(number, key));
                false
            }
            Ok(false) | Err(_) => {
                self.fault(teller, Wrong::Altered(number));
                false
            }
        }
    }

    /// Whether the link is the one of what is said, behind what came before. Where that is lost, nothing can be said against it.
    fn agrees(&self, said: &Said, link: &[u8]) -> Result<bool, VaultError> {
        for before in &self.heads {
            if self.chain.agrees(self.number, said, before, link)? {
                return Ok(true);
            }
        }
        Ok(self.heads.is_empty())
    }

    /// Where heads were printed when the chain was so long, they must be these.
    fn meet(&mut self, teller: &mut Teller<'_>) {
        let met = self.printed.take_if(|printed| printed.count == self.number);
        let differs = |printed: &Head| !self.heads.iter().any(|head| digest(head) == printed.digest);
        if let Some(printed) = met.filter(differs) {
            self.fault(teller, Wrong::NotAsPrinted(printed.count));
        }
    }

    fn end(mut self, teller: &mut Teller<'_>, count: i64, head: &[u8]) {
        self.meet(teller);
        let is_last = self.heads.is_empty() || self.heads.iter().any(|own| own == head);
        let is_last = is_last && self.number == count;
        if !is_last {
            self.fault(teller, Wrong::End);
        }
        if let Some(printed) = self.printed.take() {
            self.fault(teller, Wrong::NotAsPrinted(printed.count));
        }
        if self.faults > TOLD {
            teller.fault(self.subject, Wrong::More(self.faults - TOLD));
        }
    }
}

pub(super) async fn run<H: Iterator<Item = Head>>(
    audit: &Audit<'_>,
    against: H,
    tell: &mut (dyn FnMut(Told) + Send),
) -> Result<Verified, StoreError> {
    let mut teller = Teller {
        tell,
        verified: Verified::default(),
    };
    let mut against = against.peekable();
    let mut tx = audit.database.read().await?;
    let printed = against.next_if(|head| head.subject == Subject::Register);
    let cut = register_chain(&mut tx, audit.vault, printed, &mut teller).await?;
    let printed = against.next_if(|head| head.subject == Subject::Accounts);
    accounts_chain(&mut tx, audit.vault, cut, printed, &mut teller).await?;
    let of = count(&mut tx, "SELECT COUNT(*) AS found FROM requests").await?;
    let mut last = (i64::MIN, i64::MIN);
    while let Some(end) = requests_page(&mut tx, audit.vault, last, &mut against, &mut teller).await? {
        last = end;
        let done = teller.verified.requests;
        (teller.tell)(Told::Progress { done, of });
    }
    for head in against {
        unseen(&mut tx, &head, &mut teller).await?;
    }
    gone(&mut tx, &mut teller).await?;
    let strays = "SELECT COUNT(*) AS found FROM request_entries e \
        WHERE NOT EXISTS (SELECT 1 FROM requests r WHERE r.code = e.code)";
    let strays = count(&mut tx, strays).await?;
    if strays > 0 {
        teller.fault(Subject::Register, Wrong::Strays(strays));
    }
    tx.commit().await?;
    Ok(teller.verified)
}

/// Where the record of accounts begins, if some of it was erased in its time.
async fn register_chain(
    connection: &mut AnyConnection,
    vault: &Vault,
    printed: Option<Head>,
    teller: &mut Teller<'_>,
) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    let chain = Chain::named(vault, REGISTER);
    let mut walk = Walk::new(chain, Subject::Register, printed);
    let mut cut = None;
    loop {
        let page = sqlx::query("SELECT * FROM register_entries WHERE number > $1 ORDER BY number LIMIT $2");
        let page = page.bind(walk.number).bind(PAGE);
        let rows = page.fetch_all(&mut *connection).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let entry = register::Written::of(row).ok();
            let said = (entry.as_ref().map(register::Written::said), link(row));
            if walk.step(teller, row.try_get("number")?, said) {
                cut = entry.and_then(|entry| entry.cut).or(cut);
            }
        }
    }
    let (count, head) = named(connection, REGISTER).await?;
    walk.end(teller, count, &head);
    Ok(cut)
}

async fn accounts_chain(
    connection: &mut AnyConnection,
    vault: &Vault,
    cut: Option<(i64, Vec<u8>)>,
    printed: Option<Head>,
    teller: &mut Teller<'_>,
) -> Result<(), StoreError> {
    let start = cut.as_ref().map_or(0, |(number, _)| *number);
    let strays =
        sqlx::query("SELECT COUNT(*) AS found FROM account_entries WHERE number IS NULL OR number <= $1");
    let strays = strays.bind(start).fetch_one(&mut *connection).await?;
    let strays = strays.try_get::<i64, _>("found")?.unsigned_abs();
    if strays > 0 {
        teller.fault(Subject::Accounts, Wrong::Strays(strays));
    }
    let chain = Chain::named(vault, ACCOUNTS);
    let mut walk = Walk::new(chain, Subject::Accounts, printed);
    if let Some(cut) = cut {
        walk = walk.cut(cut);
    }
    loop {
        let page = sqlx::query("SELECT * FROM account_entries WHERE number > $1 ORDER BY number LIMIT $2");
        let page = page.bind(walk.number).bind(PAGE);
        let rows = page.fetch_all(&mut *connection).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let entry = (account(row).ok(), link(row));
            walk.step(teller, row.try_get("number")?, entry);
        }
    }
    let (count, head) = named(connection, ACCOUNTS).await?;
    walk.end(teller, count, &head);
    Ok(())
}

fn account(row: &AnyRow) -> Result<Said, sqlx::Error> {
    let text = |column| row.try_get::<String, _>(column);
    let (id, by, staff) = (text("id")?, text("by_staff")?, text("staff")?);
    let (what, detail) = (text("what")?, text("detail")?);
    let (origin, session) = (text("origin")?, text("session")?);
    let texts = [&*id, &*by, &*staff, &*what, &*detail];
    Ok(account_said(row.try_get("at")?, texts, (&origin, &session)))
}

/// The requests behind `last`, a page of them, each with its chain; the last of them.
async fn requests_page<H: Iterator<Item = Head>>(
    connection: &mut AnyConnection,
    vault: &Vault,
    last: (i64, i64),
    against: &mut Peekable<H>,
    teller: &mut Teller<'_>,
) -> Result<Option<(i64, i64)>, StoreError> {
    let page = sqlx::query(
        "SELECT r.code, r.protocol_year, r.protocol_number, r.entry_count, r.entry_head, \
         (SELECT COUNT(*) FROM register_entries c WHERE c.what = 'created' \
          AND c.protocol_year = r.protocol_year AND c.protocol_number = r.protocol_number) AS created, \
         (SELECT COUNT(*) FROM register_entries p WHERE p.what = 'purged' \
          AND p.protocol_year = r.protocol_year AND p.protocol_number = r.protocol_number) AS purged \
         FROM requests r WHERE (r.protocol_year, r.protocol_number) > ($1, $2) \
         ORDER BY r.protocol_year, r.protocol_number LIMIT $3",
    );
    let page = page.bind(last.0).bind(last.1).bind(PAGE);
    let rows = page.fetch_all(&mut *connection).await?;
    let Some(end) = rows.last() else { return Ok(None) };
    let end = (end.try_get("protocol_year")?, end.try_get("protocol_number")?);
    let mut entries = Entries::new(last, end);
    for row in &rows {
        let protocol = protocol(row)?;
        let subject = Subject::from(protocol);
        while let Some(head) = against.next_if(|head| head.subject < subject) {
            unseen(connection, &head, teller).await?;
        }
        teller.verified.requests += 1;
        if row.try_get::<i64, _>("created")? == 0 {
            teller.fault(subject, Wrong::Unregistered);
        }
        if row.try_get::<i64, _>("purged")? > 0 {
            teller.fault(subject, Wrong::Returned);
        }
        let code: String = row.try_get("code")?;
        let chain = Chain::of_request(vault, &code, protocol);
        let printed = against.next_if(|head| head.subject == subject);
        let mut walk = Walk::new(chain, subject, printed);
        while let Some(entry) = entries.next_of(connection, protocol).await? {
            let said = (request(vault, &code, &entry).ok(), link(&entry));
            walk.step(teller, entry.try_get("number")?, said);
        }
        let head: Option<Vec<u8>> = row.try_get("entry_head")?;
        walk.end(teller, row.try_get("entry_count")?, &head.unwrap_or_default());
    }
    Ok(Some(end))
}

/// The entries of a page of requests, a page at a time.
struct Entries {
    rows: std::collections::VecDeque<AnyRow>,
    behind: (i64, i64, i64),
    end: (i64, i64),
    is_over: bool,
}

impl Entries {
    fn new(last: (i64, i64), end: (i64, i64)) -> Self {
        Self {
            rows: std::collections::VecDeque::new(),
            behind: (last.0, last.1, i64::MAX),
            end,
            is_over: false,
        }
    }

    /// The next one, if it is of that request.
    async fn next_of(
        &mut self,
        connection: &mut AnyConnection,
        of: Protocol,
    ) -> Result<Option<AnyRow>, StoreError> {
        if self.rows.is_empty() && !self.is_over {
            let page = sqlx::query(
                "SELECT r.protocol_year, r.protocol_number, e.number, e.at, e.what, e.who, e.origin, e.session, e.link \
                 FROM requests r JOIN request_entries e ON e.code = r.code \
                 WHERE (r.protocol_year, r.protocol_number) >= ($1, $2) \
                 AND (r.protocol_year, r.protocol_number) <= ($4, $5) \
                 AND ((r.protocol_year, r.protocol_number) > ($1, $2) OR e.number > $3) \
                 ORDER BY r.protocol_year, r.protocol_number, e.number LIMIT $6",
            );
            let (year, number, entry) = self.behind;
            let page = page.bind(year).bind(number).bind(entry);
            let page = page.bind(self.end.0).bind(self.end.1).bind(PAGE);
            self.rows = page.fetch_all(connection).await?.into();
            match self.rows.back() {
                Some(row) => {
                    let number = |column| row.try_get::<i64, _>(column);
                    self.behind = (
                        number("protocol_year")?,
                        number("protocol_number")?,
                        number("number")?,
                    );
                }
                None => self.is_over = true,
            }
        }
        match self.rows.front() {
            Some(row) if protocol(row)? == of => Ok(self.rows.pop_front()),
            _ => Ok(None),
        }
    }
}

fn request(vault: &Vault, code: &str, row: &AnyRow) -> Result<Said, StoreError> {
    let text = |column| row.try_get::<String, _>(column);
    let (what, origin, session) = (text("what")?, text("origin")?, text("session")?);
    let who = who(vault, code, row.try_get("number")?, row.try_get("who")?)?;
    Ok(request_said(
        row.try_get("at")?,
        &what,
        who.as_deref(),
        (&origin, &session),
    ))
}

/// The name of whoever made that entry.
pub(super) fn who(
    vault: &Vault,
    code: &str,
    number: i64,
    sealed: Option<Vec<u8>>,
) -> Result<Option<String>, StoreError> {
    let name = row_name(code, number);
    let who = sealed.map(|sealed| {
        let who = vault.unseal(entry_place(&name), &sealed)?;
        String::from_utf8(who).map_err(|_| StoreError::Corrupt("request_entries.who"))
    });
    who.transpose()
}

/// A head that was printed of a request that is not there: if the register does not know it either, both were put back.
async fn unseen(
    connection: &mut AnyConnection,
    head: &Head,
    teller: &mut Teller<'_>,
) -> Result<(), StoreError> {
    let Subject::Request(year, number) = head.subject else {
        return Ok(());
    };
    let known = sqlx::query(
        "SELECT COUNT(*) AS found FROM register_entries WHERE protocol_year = $1 AND protocol_number = $2",
    );
    let known = known.bind(i64::from(year)).bind(number);
    if known.fetch_one(connection).await?.try_get::<i64, _>("found")? == 0 {
        teller.fault(head.subject, Wrong::NotAsPrinted(head.count));
    }
    Ok(())
}

/// Requests that have come, were not erased, and are not there.
async fn gone(connection: &mut AnyConnection, teller: &mut Teller<'_>) -> Result<(), StoreError> {
    let mut last = (i64::MIN, i64::MIN);
    loop {
        let page = sqlx::query(
            "SELECT c.protocol_year, c.protocol_number FROM register_entries c WHERE c.what = 'created' \
             AND (c.protocol_year, c.protocol_number) > ($1, $2) \
             AND NOT EXISTS (SELECT 1 FROM requests r \
                 WHERE r.protocol_year = c.protocol_year AND r.protocol_number = c.protocol_number) \
             AND NOT EXISTS (SELECT 1 FROM register_entries p WHERE p.what = 'purged' \
                 AND p.protocol_year = c.protocol_year AND p.protocol_number = c.protocol_number) \
             ORDER BY c.protocol_year, c.protocol_number LIMIT $3",
        );
        let page = page.bind(last.0).bind(last.1).bind(PAGE);
        let rows = page.fetch_all(&mut *connection).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = (end.try_get("protocol_year")?, end.try_get("protocol_number")?);
        for row in &rows {
            teller.fault(protocol(row)?.into(), Wrong::Gone);
        }
    }
}

fn link(row: &AnyRow) -> Option<Vec<u8>> {
    row.try_get::<Option<Vec<u8>>, _>("link").ok().flatten()
}

async fn count(connection: &mut AnyConnection, sql: &'static str) -> Result<u64, StoreError> {
    let row = sqlx::query(sql).fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>("found")?.unsigned_abs())
}
