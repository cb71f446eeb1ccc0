//! `polo serve`: puts the parts together, says where it listens, and does what comes round by itself.

use super::{CommandError, prepare};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::desk::Desk;
use crate::desk::provider::{PATIENCE, Provider};
use crate::logging;
use crate::messages::{Carrier, Postbox, Worker};
use crate::offers;
use crate::planning;
use crate::sender::Trust;
use crate::serve::{LAST_REQUESTS, app, asked_to_stop, run as serve};
use crate::site::Site;
use crate::state::AppState;
use crate::throttle::Throttle;
use jiff::SignedDuration;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use store::{Retention, Swept, Work};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::timeout;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How often it is asked whose turn it is.
const MINUTE: Duration = Duration::from_mins(1);
const MOMENT: Duration = Duration::from_secs(5);
/// A little less than a moment, so that whoever had the last turn may have the next.
const PASSED_ON: SignedDuration = SignedDuration::from_secs(4);
/// How long the messages at hand may take to end, once nobody is served any more.
const LAST_MESSAGES: Duration = Duration::from_secs(30);

pub(super) async fn run(config: Config) -> Result<(), CommandError> {
    logging::start(config.log);
    let mut site =
        Site::load(&config.site).map_err(|error| CommandError::Site(config.site.clone(), error))?;
    site.open_data.clone_from(&config.open_data);
    let store = prepare(&config).await?;
    let carriers = Carrier::all(&config.messages)?;
    let provider = config.oidc.as_ref().map(|oidc| Provider::new(oidc, PATIENCE));
    let chance = Chance::real();
    // Without TLS only on the developer's own machine, where no proxy speaks for others.
    let plain_http = config.listen.ip().is_loopback() && config.trust == Trust::default();
    let desk = Desk::new(plain_http);
    let desk = match provider.transpose()? {
        Some(provider) => desk.with_provider(provider),
        None => desk,
    };
    let state = AppState {
        store: store.clone(),
        site: Arc::new(site),
        clock: Clock::real(),
        throttle: Arc::new(Throttle::new(config.limits, chance.draw()?)),
        chance,
        trust: Arc::new(config.trust),
        desk: Arc::new(desk),
        postbox: Postbox::new(config.messages.channels()),
    };
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.map_err(|error| CommandError::Listen(config.listen, error))?;
    announce(&listener)?;
    let purging = tokio::spawn(purge_daily(state.clone()));
    let planning = tokio::spawn(plan_hourly(state.clone()));
    let releasing = tokio::spawn(release_holds(state.clone()));
    let offering = tokio::spawn(offer_freed(state.clone()));
    let mut sending = JoinSet::new();
    for carrier in carriers {
        sending.spawn(Worker::new(&state, carrier).run(asked_to_stop()));
    }
    let serving = async {
        let cut = serve(listener, app(state), asked_to_stop(), LAST_REQUESTS).await;
        // Those that send were asked to stop as well: the message at hand has had the same time to end.
        let left = timeout(LAST_MESSAGES, async {
            while sending.join_next().await.is_some() {}
        })
        .await;
        tracing::info!(cut, messages_in_doubt = left.is_err(), "stopped");
    };
    tokio::select! {
        () = serving => {}
        () = asked_twice() => tracing::warn!("stopped at once"),
    }
    for job in [purging, planning, releasing, offering] {
        job.abort();
    }
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

/// Slots are there for as far ahead as people may book: at the start, since the content may be another, then every hour by one
/// of the processes on this database.
async fn plan_hourly(state: AppState) {
    let mut first = true;
    let mut minutes = tokio::time::interval(MINUTE);
    loop {
        minutes.tick().await;
        let due = is_due(&state, Work::Plan, HOUR).await;
        if !std::mem::take(&mut first) && !due {
            continue;
        }
        match planning::plan(&state.store, &state.site, state.clock.now()).await {
            Ok(planned) => tracing::info!(
                added = planned.added,
                removed = planned.removed,
                orphaned = planned.orphaned,
                "planned"
            ),
            Err(error) => tracing::error!(%error, "not planned; in an hour again"),
        }
        if let Err(error) = planning::warn(&state.store, &state.site, state.clock.now()).await {
            tracing::error!(%error, "not known whether times run out; in an hour again");
        }
    }
}

/// Whether it is this process's turn.
async fn is_due(state: &AppState, work: Work, every: SignedDuration) -> bool {
    let turn = state.store.turn(work, state.clock.now(), every).await;
    turn.unwrap_or_else(|error| {
        tracing::error!(%error, work = work.word(), "whose turn it is cannot be read; in a minute again");
        false
    })
}

/// Seats whose hold is over are free for others.
async fn release_holds(state: AppState) {
    let mut moments = tokio::time::interval(MOMENT);
    loop {
        moments.tick().await;
        if let Err(error) = state.store.agenda().release_expired(state.clock.now()).await {
            tracing::error!(%error, "holds that are over were not let go");
        }
    }
}

/// Times that come free go to those who wait, and offers that nobody answers pass on.
async fn offer_freed(state: AppState) {
    let mut moments = tokio::time::interval(MOMENT);
    loop {
        moments.tick().await;
        if !is_due(&state, Work::Offers, PASSED_ON).await {
            continue;
        }
        match offers::sweep(&state).await {
            Ok(swept) if swept == Swept::default() => {}
            Ok(swept) => tracing::info!(lapsed = swept.lapsed, offered = swept.offered, "offered"),
            Err(error) => tracing::error!(%error, "nothing was offered to those who wait; in a moment again"),
        }
    }
}

async fn purge_daily(state: AppState) {
    let mut minutes = tokio::time::interval(MINUTE);
    loop {
        minutes.tick().await;
        if !is_due(&state, Work::Purge, DAY).await {
            continue;
        }
        match state.store.purge(state.clock.now(), &Retention::default()).await {
            Ok(purged) => tracing::info!(
                withdrawn = purged.withdrawn,
                closed = purged.closed,
                once = purged.once,
                feedback = purged.feedback,
                messages = purged.messages,
                slots = purged.slots,
                "purged"
            ),
            Err(error) => tracing::error!(%error, "not purged; tomorrow again"),
        }
    }
}
