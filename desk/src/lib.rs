//! The staff desk: an app of the browser alone, at `/desk`, for whoever works at the Polo. Its components are the portal's
//! where both need the same. Never here: rules (`domain`), what a role may do (the server says, and `domain::role`).

pub mod acting;
pub mod app;
pub mod around;
pub mod client;
pub mod drafts;
pub mod frame;
pub mod getting;
pub mod pages;
pub mod parts;
pub mod place;
pub mod route;
pub mod texts;
pub mod words;
