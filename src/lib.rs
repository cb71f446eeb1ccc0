//! The citizen portal: one Yew app, rendered by the server and hydrated in the browser. Everything that a page shows
//! is here; where data come from is not (`content`, `store` and the server know), and rules are in `domain`.

pub mod app;
pub mod assess;
pub mod bundle;
pub mod client;
pub mod components;
pub mod dates;
pub mod guide;
pub mod held;
pub mod hooks;
pub mod page;
pub mod pages;
pub mod read;
pub mod route;
#[cfg(not(target_arch = "wasm32"))]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod status;
pub mod texts;
pub mod times;
pub mod visit;

pub use bundle::Bundle;
pub use route::Route;
