//! What crosses the wire between the portal, the desk and the server. Never here: rules (`domain`) and transport.

pub mod agenda;
pub mod data;
pub mod desk;
pub mod offers;
pub mod paths;
pub mod problem;
pub mod project;
pub mod requests;

pub use problem::{FieldProblem, Problem};
