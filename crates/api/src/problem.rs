//! How the server says that it could not do what was asked: RFC 9457, in plain words of the asker's language.

use serde::{Deserialize, Serialize};

/// The body of every answer that is not 2xx, `application/problem+json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem, a path that does not change: `/problems/throttled`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What is wrong with which field; empty where the problem is of another kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field. Never repeats what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name, as in the request.
    pub field: String,
    /// The kind of fault, a word that does not change: `phone_short`.
    pub fault: String,
    /// What is wrong and what to do.
    pub detail: String,
}
