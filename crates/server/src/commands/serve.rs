//! `polo serve`: puts the parts together, says where it listens, erases once a day what has been kept for its time.

use super::{CommandError, prepare};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::desk::Desk;
use crate::logging;
use crate::sender::Trust;
use crate::serve::{LAST_REQUESTS, app, asked_to_stop, run as serve};
use crate::site::Site;
use crate::state::AppState;
use crate::throttle::Throttle;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use store::Retention;
use tokio::net::TcpListener;

const DAY: Duration = Duration::from_hours(24);

pub(super) async fn run(config: Config) -> Result<(), CommandError> {
    logging::start(config.log);
    let site = Site::load(&config.site).map_err(|error| CommandError::Site(config.site.clone(), error))?;
    let store = prepare(&config).await?;
    let chance = Chance::real();
    // Without TLS only on the developer's own machine, where no proxy speaks for others.
    let plain_http = config.listen.ip().is_loopback() && config.trust == Trust::default();
    let state = AppState {
        store: store.clone(),
        site: Arc::new(site),
        clock: Clock::real(),
        throttle: Arc::new(Throttle::new(config.limits, chance.draw()?)),
        chance,
        trust: Arc::new(config.trust),
        desk: Arc::new(Desk::new(plain_http)),
    };
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.map_err(|error| CommandError::Listen(config.listen, error))?;
    announce(&listener)?;
    let purging = tokio::spawn(purge_daily(state.clone()));
    tokio::select! {
        cut = serve(listener, app(state), asked_to_stop(), LAST_REQUESTS) => tracing::info!(cut, "stopped"),
        () = asked_twice() => tracing::warn!("stopped at once"),
    }
    purging.abort();
    store.close().await;
    Ok(())
}

/// Whoever asks again does not want to wait for the last requests.
async fn asked_twice() {
    asked_to_stop().await;
    asked_to_stop().await;
}

/// One line, with the real port, for people and for programs that start this one.
fn announce(listener: &TcpListener) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut out = io::stdout().lock();
    writeln!(out, "polo is ready at http://{address}/")?;
    out.flush()
}

async fn purge_daily(state: AppState) {
    let mut days = tokio::time::interval(DAY);
    loop {
        days.tick().await;
        match state.store.purge(state.clock.now(), &Retention::default()).await {
            Ok(purged) => tracing::info!(
                withdrawn = purged.withdrawn,
                closed = purged.closed,
                once = purged.once,
                feedback = purged.feedback,
                "purged"
            ),
            Err(error) => tracing::error!(%error, "not purged; tomorrow again"),
        }
    }
}
