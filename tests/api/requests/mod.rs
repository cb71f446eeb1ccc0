//! `/api/v1/requests`.

mod add_line;
mod create;
mod create_refused;
mod data;
mod delete;
mod show;
mod withdraw;

/// The address of a request in the interface.
fn path(code: &str) -> String {
    api::paths::request(&code.replace('-', ""))
}
