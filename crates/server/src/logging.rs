//! The log: which route was asked, what came of it, how long it took. Never in it: an address, a code, a query, what
//! someone wrote.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use clap::ValueEnum;
use std::io;
use std::time::Instant;
use tracing_subscriber::EnvFilter;

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Begins to log, to the standard error. `POLO_LOG` chooses what (`info` where it says nothing).
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_env("POLO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    match format {
        Format::Text => log.with_ansi(io::IsTerminal::is_terminal(&io::stderr())).init(),
        Format::Json => log.json().flatten_event(true).init(),
    }
    // What a panic says may quote what someone wrote: only the place is logged.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of the program (panic)");
    }));
}

/// One line a request, under the route's pattern rather than the address.
pub async fn note(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = Instant::now();
    let response = next.run(request).await;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let route = route.as_ref().map_or("(file)", MatchedPath::as_str);
    tracing::info!(%method, route, status = response.status().as_u16(), milliseconds, "answered");
    response
}
