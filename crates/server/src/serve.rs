//! The server: one router out of all parts, connections taken in under limits of time, and an end that drops no request.
//! Never here: what a request means.

use crate::problem::{Fail, Kind};
use crate::sender::Peer;
use crate::state::AppState;
use crate::{api, headers, health, logging, problem, site};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::any::Any;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use store::Origin;
use tokio::net::{TcpListener, TcpStream};
use tower::{Service, ServiceExt};
use tower_http::catch_panic::CatchPanicLayer;

/// How long the head of a request may take to arrive.
const HEAD: Duration = Duration::from_secs(10);
/// How long an answer may take to begin.
const OVERALL: Duration = Duration::from_secs(30);
/// How long running requests may take to end once the server is asked to stop: longer than any of them may run.
pub const LAST_REQUESTS: Duration = Duration::from_secs(35);

/// How long a connection that was just taken in has to begin its request, once the server is asked to stop.
const FIRST_WORDS: Duration = Duration::from_millis(250);

/// The whole of it: interface, site, health.
pub fn app(state: AppState) -> Router {
    dressed(
        api::router(&state)
            .merge(health::router())
            .merge(site::router(&state)),
        state,
    )
}

/// Any router in what every answer wears. The last layer is the outermost.
pub fn dressed(router: Router<AppState>, state: AppState) -> Router {
    router
        .layer(DefaultBodyLimit::max(2 * api::BODY_LIMIT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(from_fn(from_the_portal))
        .layer(from_fn_with_state(state.clone(), problem::speak))
        .layer(from_fn_with_state(state.clone(), headers::dress))
        .layer(from_fn(logging::note))
        .with_state(state)
}

/// What the panic said is not looked at: it may quote what someone wrote.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Fail::from(Kind::Broken).into_response()
}

async fn in_time(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(OVERALL, next.run(request)).await;
    answer.unwrap_or_else(|_| Fail::from(Kind::TooSlow).into_response())
}

/// What is put on record was done from the portal, where no other door says otherwise.
async fn from_the_portal(request: Request, next: Next) -> Response {
    Origin::Portal.during(next.run(request)).await
}

/// Serves until `stop`; then takes in whoever already stands at the door, lets running requests end, at most for
/// `patience`, and returns how many connections had to be cut.
pub async fn run(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()>,
    patience: Duration,
) -> usize {
    let running = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => take(accepted, &app, &running).await,
        }
    }
    // The system has already said yes to these.
    while let Ok(accepted) = tokio::time::timeout(Duration::ZERO, listener.accept()).await {
        take(accepted, &app, &running).await;
    }
    drop(listener);
    // Whoever was let in a moment ago is about to speak: a connection that is silent when it is asked to end ends at once.
    tokio::time::sleep(FIRST_WORDS).await;
    let left = running.count();
    tracing::info!(connections = left, "stopping");
    match tokio::time::timeout(patience, running.shutdown()).await {
        Ok(()) => 0,
        Err(_) => left,
    }
}

async fn take(accepted: std::io::Result<(TcpStream, SocketAddr)>, app: &Router, running: &GracefulShutdown) {
    let (stream, peer) = match accepted {
        Ok(accepted) => accepted,
        Err(error) => {
            // Most often too many open files: some will be closed in a moment, and trying at once would only burn time.
            tracing::error!(%error, "a connection could not be taken in");
            return tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    // Answers are small; waiting to fill a packet only makes them late.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection waits to fill its packets");
    }
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(
            TokioIo::new(stream),
            hyper::service::service_fn(answering(app.clone(), peer.ip())),
        );
    let connection = running.watch(connection);
    tokio::spawn(async move {
        // A browser that goes away in the middle is no fault of ours, nor is it one worth a line.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

/// Puts the other end's address beside each request.
fn answering(
    app: Router,
    peer: IpAddr,
) -> impl Fn(hyper::Request<hyper::body::Incoming>) -> tower::util::Oneshot<Router, Request> + Clone
where
    Router: Service<Request, Response = Response, Error = Infallible>,
{
    move |request| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(Peer(peer));
        app.clone().oneshot(request)
    }
}

/// Ends when the process is asked to: SIGTERM or SIGINT.
pub async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a way of hearing it, the process can still be ended the hard way.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        () = interrupted => {}
        _ = terminated => {}
    }
}
