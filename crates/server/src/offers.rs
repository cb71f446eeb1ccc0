//! Times offered to people and the list of those who wait for one, from what was asked to what is kept and answered: the one
//! way that both the interface and the forms without JavaScript take. Never here: HTTP, HTML, SQL, words for people.

use crate::agenda::{fault, notify, opened, refused, terms_for_anyone};
use crate::clock::rome;
use crate::first_contact::{Refusal, seen};
use crate::sender::Sender;
use crate::state::AppState;
use api::offers::{Acceptance, NewRefusal, OfferView, WaitingView};
use api::requests::RequestView;
use domain::agenda::Terms;
use domain::agenda::offers::{Wish, awaited_until};
use domain::request::{Request, Way};
use domain::{Catalogue, Code, Fault, Secret};
use jiff::{SignedDuration, Timestamp};
use store::{AgendaError, Answer, Change, Notify, Once, Opened, StoreError, Sweep, Swept};

/// Until when an answer is awaited to what is offered now.
pub fn until(state: &AppState, now: Timestamp) -> Timestamp {
    awaited_until(now, &state.site.holidays, rome())
}

/// Lets go what nobody answered in time, and offers what is free to those who wait. Meant to run every few seconds.
pub async fn sweep(state: &AppState) -> Result<Swept, StoreError> {
    let now = state.clock.now();
    let sweep = Sweep {
        now,
        until: until(state, now),
        channels: state.postbox.channels,
    };
    let swept = state.store.offers().sweep(&sweep).await?;
    if swept.offered > 0 {
        state.postbox.ring();
    }
    Ok(swept)
}

/// Puts the request on the list, or asks for it to be asked again.
pub async fn wait(
    state: &AppState,
    sender: &Sender,
    credentials: (&str, &str),
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, opened) = opened(state, sender, credentials).await?;
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let terms = terms_to_wait(catalogue, &opened.motive);
    let way = terms.and_then(|terms| way_of(&opened, terms));
    let way = way.ok_or_else(|| fault("waiting", Fault::NotOffered))?;
    let asking = Asking::new(state, sender, (code, secret), once);
    let waits = state.store.offers().wait(&asking.change(), way).await;
    asking.answered(waits).await
}

/// Takes the request off the list.
pub async fn leave(
    state: &AppState,
    sender: &Sender,
    credentials: (&str, &str),
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, _) = opened(state, sender, credentials).await?;
    let asking = Asking::new(state, sender, (code, secret), once);
    let left = state.store.offers().leave(&asking.change()).await;
    asking.answered(left).await
}

/// The person takes a time that they are offered.
pub async fn accept(
    state: &AppState,
    sender: &Sender,
    credentials: (&str, &str),
    sent: &Acceptance,
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, _) = opened(state, sender, credentials).await?;
    let asking = Asking::new(state, sender, (code, secret), once);
    let taken = state.store.offers().accept(&asking.change(), &sent.offer).await;
    state.postbox.ring();
    asking.answered(taken).await
}

/// The person wants none of the times that they are offered.
pub async fn refuse(
    state: &AppState,
    sender: &Sender,
    credentials: (&str, &str),
    sent: &NewRefusal,
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, _) = opened(state, sender, credentials).await?;
    let missing = if sent.then.is_empty() {
        Fault::Missing
    } else {
        Fault::NotOffered
    };
    let wish = Wish::of(&sent.then).ok_or_else(|| fault("then", missing))?;
    let asking = Asking::new(state, sender, (code, secret), once);
    let refused = state.store.offers().refuse(&asking.change(), wish).await;
    asking.answered(refused).await
}

/// Whether a request that would wait may wait for its motive at all.
pub(crate) fn may_wait(catalogue: &Catalogue, request: &Request) -> Result<(), Refusal> {
    let Some(way) = request.waiting else {
        return Ok(());
    };
    let terms = terms_to_wait(catalogue, &request.motive);
    match terms.filter(|terms| terms.ways.contains(&way)) {
        Some(_) => Ok(()),
        None => Err(fault("waiting", Fault::NotOffered)),
    }
}

/// The terms of a motive for which one waits: one that anybody may book, and that is not urgent. Whoever is in danger is called.
fn terms_to_wait<'a>(catalogue: &'a Catalogue, motive: &str) -> Option<&'a Terms> {
    let motive = catalogue.motive(motive).filter(|motive| !motive.urgent)?;
    terms_for_anyone(motive)
}

/// The place on the list, as the person sees it.
pub(crate) fn waiting_view(opened: &Opened) -> Option<WaitingView> {
    opened.waiting.as_ref().map(|waiting| WaitingView {
        place: u16::try_from(waiting.place).unwrap_or(u16::MAX),
        asked: waiting.asked,
    })
}

/// What the person is offered now: not what is over, though nobody has let it go yet.
pub(crate) fn offer_views(opened: &Opened, now: Timestamp) -> Vec<OfferView> {
    let open = opened.offers.iter().filter(|offer| offer.until > now);
    open.map(|offer| OfferView {
        id: offer.id.clone(),
        kind: offer.kind.word().to_owned(),
        start: offer.start.to_string(),
        polo: offer.polo.clone(),
        way: offer.way.word().to_owned(),
        until: offer.until.to_string(),
    })
    .collect()
}

/// The way that the request asks for, or the first that the terms offer.
fn way_of(opened: &Opened, terms: &Terms) -> Option<Way> {
    let wanted = opened.person.as_ref().and_then(|person| person.way);
    match wanted {
        Some(way) if terms.ways.contains(&way) => Some(way),
        None | Some(Way::CallBack) => terms.ways.first().copied(),
        Some(_) => None,
    }
}

/// A change that the person asks for.
struct Asking<'a> {
    state: &'a AppState,
    sender: &'a Sender,
    code: Code,
    secret: Secret,
    now: Timestamp,
    notify: Notify,
    once: &'a Once,
}

impl<'a> Asking<'a> {
    fn new(state: &'a AppState, sender: &'a Sender, (code, secret): (Code, Secret), once: &'a Once) -> Self {
        Self {
            state,
            sender,
            code,
            secret,
            now: state.clock.now(),
            notify: notify(state, sender),
            once,
        }
    }

    fn change(&self) -> Change<'_> {
        Change {
            code: &self.code,
            secret: &self.secret,
            // An offer may be answered as long as it stands, however near its time is.
            limit: SignedDuration::ZERO,
            now: self.now,
            notify: &self.notify,
            once: self.once,
        }
    }

    /// The request as it then stands.
    async fn answered<T>(
        &self,
        done: Result<Answer<T>, AgendaError>,
    ) -> Result<Answer<RequestView>, Refusal> {
        let done = done.map_err(|error| refused(self.state, self.sender, error))?;
        let view = seen(self.state, self.sender, &self.code, &self.secret).await?;
        Ok(match done {
            Answer::Fresh(_) => Answer::Fresh(view),
            Answer::Replayed(_) => Answer::Replayed(view),
        })
    }
}
