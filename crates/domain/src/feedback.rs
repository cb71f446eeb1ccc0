//! What a reader says of a page: a number of stars, what was easy or hard, a few words. Nothing of who they are.

use crate::fault::{Fault, FieldFault};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The feedback box as it was filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FeedbackForm {
    /// The path of the page, for example `/servizi/`.
    pub page: String,
    /// One to five stars.
    pub rating: String,
    /// What helped, for four and five stars: `clear`, `complete`, `on_track`, `no_faults`, `other`.
    pub liked: String,
    /// What was hard, for one to three stars: the same names.
    pub hard: String,
    /// Up to 200 characters.
    pub detail: String,
}

/// The answers that the criteria prescribe, in their order.
pub const ASPECTS: [&str; 5] = ["clear", "complete", "on_track", "no_faults", "other"];

/// A feedback that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// The path of the page.
    pub page: String,
    /// 1 to 5.
    pub rating: u8,
    /// One of [`ASPECTS`], or empty.
    pub aspect: String,
    /// May be empty.
    pub detail: Text<200>,
}

impl FeedbackForm {
    /// Parses the box; the answer that does not go with the stars is left out.
    pub fn check(&self) -> Result<Feedback, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let rating = self
            .rating
            .parse()
            .ok()
            .filter(|stars| (1..=5).contains(stars))
            .unwrap_or_else(|| {
                let fault = if self.rating.is_empty() {
                    Fault::Missing
                } else {
                    Fault::NotOffered
                };
                faults.push(FieldFault::new("rating", fault));
                0
            });
        let aspect = if rating >= 4 { &self.liked } else { &self.hard };
        if !aspect.is_empty() && !ASPECTS.contains(&aspect.as_str()) {
            faults.push(FieldFault::new(
                if rating >= 4 { "liked" } else { "hard" },
                Fault::NotOffered,
            ));
        }
        let page_fine = self.page.starts_with('/')
            && self.page.len() <= 200
            && self
                .page
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b));
        if !page_fine {
            faults.push(FieldFault::new("page", Fault::NotOffered));
        }
        let detail = Text::parse(&self.detail).unwrap_or_else(|fault| {
            faults.push(FieldFault::new("detail", fault));
            Text::default()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Feedback {
            page: self.page.clone(),
            rating,
            aspect: aspect.clone(),
            detail,
        })
    }
}
