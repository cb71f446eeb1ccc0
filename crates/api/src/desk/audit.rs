//! What whoever checks the record reads of what was erased. Nothing of any person.

use serde::{Deserialize, Serialize};

/// How many of a class were erased at once, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurgeView {
    /// When.
    pub at: String,
    /// `withdrawn`, `closed`, `once`, `feedback`, `messages`, `slots`, `sessions`, `tickets` or `account_entries`.
    pub class: String,
    /// How many.
    pub count: u64,
    /// Since when its time ran: `since_withdrawal`, `since_closing`, `since_writing` or `since_end`.
    pub reason: String,
    /// How long that class is kept, in hours.
    pub kept_hours: i64,
    /// `server`, or `command_line` where somebody ran `polo purge`.
    pub from: String,
}
