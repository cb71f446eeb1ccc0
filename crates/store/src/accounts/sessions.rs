//! Sessions: begun, found by their token, given another token in time, ended. A session that has ended has no row, so that
//! its token opens nothing ever again. Never here: cookies.

use super::sign_in::{Proof, consume};
use super::{
    Accounts, Entry, HALF_WAY, IDLE, LONGEST, OPEN, OVERLAP, ROTATED_AFTER, SESSION, before, enter, manage,
    name_place, row_name, tags, text,
};
use crate::audit::Origin;
use crate::engine::{Database, retry};
use crate::error::StoreError;
use crate::vault::Vault;
use domain::Secret;
use domain::role::Grant;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// How often at most it is written down that a session is in use.
const SEEN_AFTER: SignedDuration = SignedDuration::from_secs(60);
/// Waiting for the code of the phone.
const CODE: &str = "code";

/// The sessions of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Sessions<'a> {
    pub(super) accounts: Accounts<'a>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The session's id, which opens nothing.
    pub session: String,
    /// Who, by id.
    pub staff: String,
    /// Who, by name.
    pub name: String,
    /// What they may do, as it stands now.
    pub grants: Vec<Grant>,
    /// Whether the session has taken the new token: the caller hands it on.
    pub rotated: bool,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionShown {
    /// Its id.
    pub id: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last in use, to the minute.
    pub seen_at: Timestamp,
}

impl<'a> Sessions<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self {
            accounts: Accounts::new(database, vault),
        }
    }

    /// Begins to sign somebody in whose password was right: the token opens nothing but the next step, for
    /// [`super::HALF_WAY`].
    pub async fn half_way(&self, staff: &str, token: &Secret, now: Timestamp) -> Result<(), StoreError> {
        retry(|| async {
            let mut tx = self.accounts.database.write().await?;
            self.insert(&mut tx, staff, token, (CODE, ""), now).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Who is half way with this token.
    pub async fn who_is_half_way(
        &self,
        token: &Secret,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let Some((row, _)) = self.row(token, CODE).await? else {
            return Ok(None);
        };
        let young = row.try_get::<i64, _>("created_at")? > before(now, HALF_WAY);
        Ok(young.then(|| row.try_get("staff")).transpose()?)
    }

    /// Uses the proof up and ends the way in: from then on `token` opens, and `half` is nothing. `None` where the proof was
    /// used before or is none, and where `half` holds no longer.
    pub async fn open(
        &self,
        half: &Secret,
        proof: Proof<'_>,
        token: &Secret,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(staff) = self.who_is_half_way(half, now).await? else {
            return Ok(false);
        };
        retry(|| async {
            let at = now.as_millisecond();
            let mut tx = self.accounts.database.write().await?;
            let mut found = 0;
            for tag in tags(self.accounts.vault, SESSION, &[half.expose().as_bytes()]) {
                let end = sqlx::query("DELETE FROM sessions WHERE tag = $1 AND stage = $2");
                found += end.bind(tag).bind(CODE).execute(&mut *tx).await?.rows_affected();
            }
            if found == 0 || !consume(&mut tx, &self.accounts, &staff, proof, at).await? {
                return Ok(false);
            }
            self.insert(&mut tx, &staff, token, (OPEN, "signed_in"), now)
                .await?;
            tx.commit().await?;
            Ok(true)
        })
        .await
    }

    /// A session at this stage, and what goes on the record of it, if anything.
    pub(super) async fn insert(
        &self,
        connection: &mut AnyConnection,
        staff: &str,
        token: &Secret,
        (stage, what): (&'static str, &'static str),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let at = now.as_millisecond();
        let insert = sqlx::query(
            "INSERT INTO sessions (id, staff, tag, stage, created_at, seen_at, rotated_at) VALUES ($1, $2, $3, $4, $5, $5, $5)",
        );
        let id = row_name()?;
        let insert = insert.bind(id.clone()).bind(staff.to_owned());
        let insert = insert.bind(self.tag(token)).bind(stage).bind(at);
        insert.execute(&mut *connection).await?;
        if !what.is_empty() {
            let signed_in = entry(staff, what, at);
            let entered = enter(connection, self.accounts.vault, signed_in);
            Origin::Desk(id).during(entered).await?;
        }
        Ok(())
    }

    /// Who is signed in with this token. A session in use for [`super::ROTATED_AFTER`] takes `fresh` in its place; the old
    /// one opens for [`super::OVERLAP`] more. An old one that comes later has been in two hands: the session ends.
    pub async fn signed(
        &self,
        token: &Secret,
        fresh: &Secret,
        now: Timestamp,
    ) -> Result<Option<Signed>, StoreError> {
        retry(|| self.attempt_signed(token, fresh, now)).await
    }

    async fn attempt_signed(
        &self,
        token: &Secret,
        fresh: &Secret,
        now: Timestamp,
    ) -> Result<Option<Signed>, StoreError> {
        let Some((row, tag)) = self.row(token, OPEN).await? else {
            return Ok(None);
        };
        let session: String = row.try_get("id")?;
        let staff: String = row.try_get("staff")?;
        let time = |column| row.try_get::<i64, _>(column);
        if time("created_at")? <= before(now, LONGEST) || time("seen_at")? <= before(now, IDLE) {
            return Ok(None);
        }
        let is_current = row.try_get::<Vec<u8>, _>("tag")? == tag;
        if !is_current && time("previous_until")? <= now.as_millisecond() {
            self.reused(&session, &staff, now).await?;
            return Ok(None);
        }
        let mut rotated = false;
        if is_current && time("rotated_at")? <= before(now, ROTATED_AFTER) {
            rotated = self.rotate(&session, tag, fresh, now).await?;
        } else if time("seen_at")? <= before(now, SEEN_AFTER) {
            self.seen(&session, now).await?;
        }
        let name = row.try_get::<Vec<u8>, _>("name")?;
        Ok(Some(Signed {
            name: text(self.accounts.vault, name_place(&staff), &name)?,
            grants: self.grants(&staff).await?,
            session,
            staff,
            rotated,
        }))
    }

    /// The row of the session of this token, be it the present one or the one before, and the token's hash.
    async fn row(
        &self,
        token: &Secret,
        stage: &'static str,
    ) -> Result<Option<(AnyRow, Vec<u8>)>, StoreError> {
        for tag in tags(self.accounts.vault, SESSION, &[token.expose().as_bytes()]) {
            let query = sqlx::query(
                "SELECT n.id, n.staff, n.tag, n.previous_until, n.created_at, n.seen_at, n.rotated_at, s.name \
                 FROM sessions n JOIN staff s ON s.id = n.staff \
                 WHERE (n.tag = $1 OR n.previous_tag = $1) AND n.stage = $2 AND s.active = 1",
            );
            let query = query.bind(tag.clone()).bind(stage);
            if let Some(row) = query.fetch_optional(self.accounts.database.reader()).await? {
                return Ok(Some((row, tag)));
            }
        }
        Ok(None)
    }

    async fn grants(&self, staff: &str) -> Result<Vec<Grant>, StoreError> {
        let query =
            sqlx::query("SELECT role, polo, area FROM grants WHERE staff = $1 ORDER BY role, polo, area");
        let rows = query
            .bind(staff.to_owned())
            .fetch_all(self.accounts.database.reader())
            .await?;
        rows.iter().map(manage::grant).collect()
    }

    /// Of several calls at once one rotates; the others go on with the token that they came with.
    async fn rotate(
        &self,
        session: &str,
        old: Vec<u8>,
        fresh: &Secret,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let at = now.as_millisecond();
        let until = now.saturating_add(OVERLAP).unwrap_or(now).as_millisecond();
        let mut tx = self.accounts.database.write().await?;
        let rotate = sqlx::query(
            "UPDATE sessions SET tag = $3, previous_tag = $2, previous_until = $4, rotated_at = $5, seen_at = $5 \
             WHERE id = $1 AND tag = $2",
        );
        let rotate = rotate
            .bind(session.to_owned())
            .bind(old)
            .bind(self.tag(fresh))
            .bind(until)
            .bind(at);
        let rotated = rotate.execute(&mut *tx).await?.rows_affected() > 0;
        tx.commit().await?;
        Ok(rotated)
    }

    async fn seen(&self, session: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.accounts.database.write().await?;
        let seen = sqlx::query("UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2");
        let seen = seen.bind(session.to_owned()).bind(now.as_millisecond());
        seen.execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    async fn reused(&self, session: &str, staff: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.accounts.database.write().await?;
        let end = sqlx::query("DELETE FROM sessions WHERE id = $1").bind(session.to_owned());
        if end.execute(&mut *tx).await?.rows_affected() > 0 {
            let reused = entry(staff, "token_reused", now.as_millisecond());
            let entered = enter(&mut tx, self.accounts.vault, reused);
            Origin::Desk(session.to_owned()).during(entered).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The sessions of somebody that are open, newest first.
    pub async fn list(&self, staff: &str, now: Timestamp) -> Result<Vec<SessionShown>, StoreError> {
        let query = sqlx::query(
            "SELECT id, created_at, seen_at FROM sessions \
             WHERE staff = $1 AND stage = $2 AND created_at > $3 AND seen_at > $4 ORDER BY created_at DESC, id",
        );
        let query = query
            .bind(staff.to_owned())
            .bind(OPEN)
            .bind(before(now, LONGEST))
            .bind(before(now, IDLE));
        let rows = query.fetch_all(self.accounts.database.reader()).await?;
        let time = |row: &AnyRow, column| -> Result<Timestamp, StoreError> {
            Timestamp::from_millisecond(row.try_get(column)?)
                .map_err(|_| StoreError::Corrupt("sessions.seen_at"))
        };
        let shown = rows.iter().map(|row| {
            Ok(SessionShown {
                id: row.try_get("id")?,
                created_at: time(row, "created_at")?,
                seen_at: time(row, "seen_at")?,
            })
        });
        shown.collect()
    }

    /// Ends a session of somebody; `false` where they have none of that id.
    pub async fn end(&self, staff: &str, session: &str) -> Result<bool, StoreError> {
        retry(|| async {
            let mut tx = self.accounts.database.write().await?;
            let end = sqlx::query("DELETE FROM sessions WHERE staff = $1 AND id = $2");
            let end = end.bind(staff.to_owned()).bind(session.to_owned());
            let ended = end.execute(&mut *tx).await?.rows_affected() > 0;
            tx.commit().await?;
            Ok(ended)
        })
        .await
    }

    pub(super) fn tag(&self, token: &Secret) -> Vec<u8> {
        self.accounts.vault.hash(SESSION, &[token.expose().as_bytes()])
    }
}

fn entry<'a>(staff: &'a str, what: &'static str, at: i64) -> Entry<'a> {
    Entry {
        at,
        by: Some(staff),
        staff,
        what,
        detail: String::new(),
    }
}
