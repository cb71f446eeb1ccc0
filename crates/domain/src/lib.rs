//! The words and rules of a Polo sociale territoriale: values that cannot be wrong once they exist.
//! Never here: input and output, the clock, randomness (they come in as arguments), and anything one side alone needs.

pub mod agenda;
pub mod amount;
pub mod assess;
pub mod base32;
pub mod calendar;
pub mod catalogue;
pub mod civil;
pub mod code;
pub mod contact;
pub mod desk;
pub mod fault;
pub mod feedback;
pub mod finder;
pub mod letters;
pub mod message;
pub mod numbers;
pub mod project;
pub mod request;
pub mod role;
pub mod search;
pub mod text;
mod words;

pub use catalogue::Catalogue;
pub use civil::Minute;
pub use code::{Code, Protocol, Secret};
pub use fault::{Fault, FieldFault};
