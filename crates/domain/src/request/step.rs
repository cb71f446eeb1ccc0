//! The order of the questions: one group a page.

use serde::{Deserialize, Serialize};

/// A page of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What it is about.
    Reason,
    /// For whom.
    Whom,
    /// Which Polo, and how to meet.
    Where,
    /// When it suits.
    When,
    /// What is needed to understand each other and to be at ease.
    Needs,
    /// How the Polo answers, safely.
    Reply,
    /// Anything else.
    Note,
    /// All the answers, each to be changed alone; lines that are brought, each to be left out; consent; send.
    Summary,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 8] = [
        Self::Reason,
        Self::Whom,
        Self::Where,
        Self::When,
        Self::Needs,
        Self::Reply,
        Self::Note,
        Self::Summary,
    ];

    /// From 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step's name in texts and forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Whom => "whom",
            Self::Where => "where",
            Self::When => "when",
            Self::Needs => "needs",
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Summary => "summary",
        }
    }

    /// The step of that name.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// The fields of [`super::Draft`] that it asks.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Reason => &["motive"],
            Self::Whom => &["for_whom", "role", "aware"],
            Self::Where => &["neighbourhood", "polo", "way"],
            Self::When => &["time", "hold", "days", "parts", "call_at", "waiting"],
            Self::Needs => &["language", "interpreter", "sign_language", "access", "avoid"],
            Self::Reply => &[
                "reply_by",
                "phone",
                "email",
                "name",
                "safe_hours",
                "leave_message",
            ],
            Self::Note => &["note"],
            Self::Summary => &["answers", "consent"],
        }
    }

    /// The step that asks that field.
    pub fn asking(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.fields().contains(&field))
    }

    /// The one after it; `None` after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it; `None` before the first.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.get(self.number().checked_sub(2)?).copied()
    }
}
