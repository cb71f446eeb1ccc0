//! What readers say of pages: stars, an aspect, a few words. Never here: anything of who they are, not even
//! the hour.

use crate::engine::{Database, retry};
use crate::error::{FeedbackError, StoreError};
use crate::once::{self, Answer, Claim, Once};
use crate::vault::{Place, Vault, random};
use domain::feedback::Feedback;
use domain::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AnyConnection, Row};
use std::collections::BTreeMap;

/// The feedback of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct FeedbackBook<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// What was said of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageSummary {
    /// Its path.
    pub page: String,
    /// How many gave one star, two, … five.
    pub stars: [u64; 5],
    /// How many who gave four or five stars named each aspect.
    pub liked: BTreeMap<String, u64>,
    /// How many who gave one to three stars named each aspect.
    pub hard: BTreeMap<String, u64>,
}

/// The words that came with a feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The path of the page.
    pub page: String,
    /// The day.
    pub day: Date,
    /// 1 to 5.
    pub rating: u8,
    /// What was written.
    pub text: Text<200>,
}

impl<'a> FeedbackBook<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Keeps a feedback of that day.
    pub async fn add(&self, feedback: &Feedback, day: Date) -> Result<(), StoreError> {
        retry(|| self.attempt_add(feedback, day)).await
    }

    /// The same for a sending that may bear a key: it is kept once.
    pub async fn add_once(
        &self,
        feedback: &Feedback,
        day: Date,
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<()>, FeedbackError> {
        retry(|| self.attempt_add_once(feedback, day, now, once)).await
    }

    async fn attempt_add(&self, feedback: &Feedback, day: Date) -> Result<(), StoreError> {
        let mut tx = self.database.write().await?;
        self.insert(&mut tx, feedback, day).await?;
        Ok(tx.commit().await?)
    }

    async fn attempt_add_once(
        &self,
        feedback: &Feedback,
        day: Date,
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<()>, FeedbackError> {
        let mut tx = self.database.write().await?;
        let claimed = match once::claim::<()>(&mut tx, self.vault, ("feedback", ""), once, now).await? {
            Claim::Ours(claimed) => claimed,
            Claim::Before(()) => return Ok(Answer::Replayed(())),
        };
        self.insert(&mut tx, feedback, day).await?;
        claimed.keep(&mut tx, self.vault, &()).await?;
        tx.commit().await?;
        Ok(Answer::Fresh(()))
    }

    async fn insert(
        &self,
        connection: &mut AnyConnection,
        feedback: &Feedback,
        day: Date,
    ) -> Result<(), StoreError> {
        let id = u128::from_be_bytes(random()?);
        let id = format!("{id:032x}");
        let detail = (!feedback.detail.is_empty())
            .then(|| {
                self.vault
                    .seal(detail_place(&id), feedback.detail.as_str().as_bytes())
            })
            .transpose()?;
        let insert = sqlx::query(
            "INSERT INTO feedback (id, page, rating, aspect, day, detail) VALUES ($1, $2, $3, $4, $5, $6)",
        );
        let insert = insert
            .bind(id)
            .bind(feedback.page.clone())
            .bind(i64::from(feedback.rating));
        let insert = insert
            .bind(feedback.aspect.clone())
            .bind(day.to_string())
            .bind(detail);
        insert.execute(connection).await?;
        Ok(())
    }

    /// Stars and aspects, page by page in the order of their paths.
    pub async fn summary(&self) -> Result<Vec<PageSummary>, StoreError> {
        let query = sqlx::query(
            "SELECT page, rating, aspect, COUNT(*) AS count FROM feedback GROUP BY page, rating, aspect",
        );
        let mut pages: BTreeMap<String, PageSummary> = BTreeMap::new();
        for row in query.fetch_all(self.database.reader()).await? {
            let name: String = row.try_get("page")?;
            let rating: i64 = row.try_get("rating")?;
            let aspect: String = row.try_get("aspect")?;
            let count = row.try_get::<i64, _>("count")?.unsigned_abs();
            let page = pages.entry(name.clone()).or_insert_with(|| PageSummary {
                page: name,
                ..Default::default()
            });
            let star = usize::try_from(rating - 1)
                .ok()
                .and_then(|star| page.stars.get_mut(star));
            *star.ok_or(StoreError::Corrupt("feedback.rating"))? += count;
            if !aspect.is_empty() {
                let aspects = if rating >= 4 {
                    &mut page.liked
                } else {
                    &mut page.hard
                };
                *aspects.entry(aspect).or_default() += count;
            }
        }
        Ok(pages.into_values().collect())
    }

    /// The words, newest day first, no more than `limit`.
    pub async fn comments(&self, limit: u32) -> Result<Vec<Comment>, StoreError> {
        let query = sqlx::query(
            "SELECT id, page, rating, day, detail FROM feedback WHERE detail IS NOT NULL \
             ORDER BY day DESC, id LIMIT $1",
        );
        let rows = query
            .bind(i64::from(limit))
            .fetch_all(self.database.reader())
            .await?;
        let comments = rows.iter().map(|row| {
            let corrupt = StoreError::Corrupt;
            let id: String = row.try_get("id")?;
            let text = self
                .vault
                .unseal(detail_place(&id), &row.try_get::<Vec<u8>, _>("detail")?)?;
            let text = String::from_utf8(text)
                .ok()
                .and_then(|text| Text::parse(&text).ok());
            let rating = u8::try_from(row.try_get::<i64, _>("rating")?);
            Ok(Comment {
                page: row.try_get("page")?,
                day: row
                    .try_get::<String, _>("day")?
                    .parse()
                    .map_err(|_| corrupt("feedback.day"))?,
                rating: rating.map_err(|_| corrupt("feedback.rating"))?,
                text: text.ok_or(corrupt("feedback.detail"))?,
            })
        });
        comments.collect()
    }
}

/// Erases what was said before that day; says how much there was.
pub(crate) async fn purge(connection: &mut AnyConnection, before: Date) -> Result<u64, StoreError> {
    // Civil dates as ISO 8601 writes them are in order as texts.
    let purge = sqlx::query("DELETE FROM feedback WHERE day < $1").bind(before.to_string());
    Ok(purge.execute(connection).await?.rows_affected())
}

fn detail_place(id: &str) -> Place<'_> {
    Place {
        table: "feedback",
        row: id,
        column: "detail",
    }
}
