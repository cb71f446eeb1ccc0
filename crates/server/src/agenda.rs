//! Times that can be booked, from what was asked to what is kept and answered: the one way that both the interface and the
//! forms without JavaScript take. Never here: HTTP, HTML, SQL, words for people.

use crate::clock::{in_italy, rome};
use crate::first_contact::{Refusal, open, seen, wrong};
use crate::sender::Sender;
use crate::state::AppState;
use crate::throttle::Gate;
pub use api::agenda::TimesAsked;
use api::agenda::{AppointmentView, Elsewhere, FreeTimes, Hold, NewHold, NewTime};
use api::requests::RequestView;
use domain::agenda::{Terms, Who};
use domain::catalogue::Motive;
use domain::request::{ForWhom, Request, Way};
use domain::{Catalogue, Code, Fault, FieldFault, Minute, Secret};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::{AgendaError, Answer, Appointment, Asked, Change, Notify, Once, Opened, Standing, Time};

/// How long a seat is held while a form is filled.
const HELD: SignedDuration = SignedDuration::from_mins(10);
/// Where an appointment stands for its owner once the Polo has called it off.
const CALLED_OFF: &str = "called_off";
/// How many days are shown at once.
const WEEK: i32 = 7;

/// The motives that can be booked at all, with their terms.
pub fn bookable(catalogue: &Catalogue) -> Vec<(String, Terms)> {
    let terms = |motive: &Motive| motive.terms.clone().map(|terms| (motive.id.clone(), terms));
    catalogue.motives.iter().filter_map(terms).collect()
}

/// Who would like to book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Whoever fills the form, for that person.
    Person(ForWhom),
    /// Somebody of the staff.
    Staff,
}

impl Asker {
    /// As the form says it; empty is for oneself.
    fn of(word: &str) -> Result<Self, Refusal> {
        let whom = match word {
            "" => Some(ForWhom::Myself),
            word => ForWhom::of(word),
        };
        let whom = whom.ok_or_else(|| fault("for_whom", Fault::NotOffered))?;
        Ok(Self::Person(whom))
    }
}

/// The free times of seven days, and where else there are some. A motive that the person cannot book has none, and no ways.
pub async fn times(state: &AppState, sender: &Sender, asked: &TimesAsked) -> Result<FreeTimes, Refusal> {
    times_for(state, sender, asked, Asker::of(&asked.for_whom)?).await
}

/// The same, for whoever asks.
pub(crate) async fn times_for(
    state: &AppState,
    sender: &Sender,
    asked: &TimesAsked,
    whose: Asker,
) -> Result<FreeTimes, Refusal> {
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let polo = known(&asked.polo, "polo", |id| catalogue.polo(id))?;
    let motive = known(&asked.motive, "motive", |id| catalogue.motive(id))?;
    let now = state.clock.now();
    let today = in_italy(now).date();
    let from = match asked.from.as_str() {
        "" => today,
        day => day.parse().map_err(|_| fault("from", Fault::TimeForm))?,
    };
    let mut answer = FreeTimes {
        polo: polo.id.clone(),
        motive: motive.id.clone(),
        from: from.max(today).to_string(),
        ..FreeTimes::default()
    };
    let Some(terms) = terms_for(motive, whose) else {
        return Ok(answer);
    };
    let way = way(&asked.way, terms)?;
    let asked = Asked {
        polo: &polo.id,
        motive: &motive.id,
        way,
    };
    way.word().clone_into(&mut answer.way);
    answer.ways = terms.ways.iter().map(|way| way.word().to_owned()).collect();
    answer.minutes = terms.minutes;
    fill(state, asked, (from.max(today), now), &mut answer).await?;
    if answer.first.is_none() && terms.elsewhere {
        answer.elsewhere = elsewhere(state, catalogue, asked, now).await?;
    }
    Ok(answer)
}

async fn fill(
    state: &AppState,
    asked: Asked<'_>,
    (from, now): (Date, Timestamp),
    answer: &mut FreeTimes,
) -> Result<(), Refusal> {
    let agenda = state.store.agenda();
    let (begin, end) = (midnight(from)?, midnight(later(from)?)?);
    let free = agenda.free(asked, (begin.max(now), end), now).await?;
    let day = |time: Timestamp| in_italy(time).date().to_string();
    answer.times = free.iter().map(ToString::to_string).collect();
    answer.first = agenda
        .first_free(asked, now, now)
        .await?
        .map(|time| time.to_string());
    answer.next = agenda.first_free(asked, end, now).await?.map(day);
    answer.previous = agenda.last_free(asked, begin, now).await?.map(day);
    Ok(())
}

async fn elsewhere(
    state: &AppState,
    catalogue: &Catalogue,
    asked: Asked<'_>,
    now: Timestamp,
) -> Result<Vec<Elsewhere>, Refusal> {
    let mut found = Vec::new();
    for polo in catalogue.poli.iter().filter(|polo| polo.id != asked.polo) {
        let there = Asked {
            polo: &polo.id,
            ..asked
        };
        if let Some(first) = state.store.agenda().first_free(there, now, now).await? {
            found.push((first, polo.id.clone()));
        }
    }
    found.sort();
    let there = |(first, polo): (Timestamp, String)| Elsewhere {
        polo,
        first: first.to_string(),
    };
    Ok(found.into_iter().map(there).collect())
}

/// Holds a seat for ten minutes.
pub async fn hold(state: &AppState, sender: &Sender, new: &NewHold) -> Result<Hold, Refusal> {
    hold_for(state, sender, new, Asker::of(&new.for_whom)?).await
}

/// The same, for whoever asks. Staff are not counted: they are signed in, and many sit behind one address.
pub(crate) async fn hold_for(
    state: &AppState,
    sender: &Sender,
    new: &NewHold,
    asker: Asker,
) -> Result<Hold, Refusal> {
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let polo = known(&new.polo, "polo", |id| catalogue.polo(id))?;
    let motive = known(&new.motive, "motive", |id| catalogue.motive(id))?;
    let terms = terms_for(motive, asker).ok_or_else(|| fault("time", Fault::NotOffered))?;
    let time = Time {
        asked: Asked {
            polo: &polo.id,
            motive: &motive.id,
            way: way(&new.way, terms)?,
        },
        start: start(&new.start)?,
    };
    let now = state.clock.now();
    if asker != Asker::Staff {
        state.throttle.count(Gate::Hold, sender.address, now)?;
    }
    let token = Secret::from_random(state.chance.draw()?);
    let wanted = store::NewHold {
        time,
        token: token.clone(),
        instead_of: new.instead_of.parse().ok(),
        until: now + HELD,
    };
    let held = state.store.agenda().hold(&wanted, now).await;
    let held = held.map_err(|error| refused(state, sender, error))?;
    Ok(Hold {
        hold: token.expose().to_owned(),
        start: held.start.to_string(),
        end: held.end.to_string(),
        until: held.until.to_string(),
    })
}

/// Lets a hold go; of what is no hold, or none any more, nothing is said.
pub async fn release(state: &AppState, hold: &str) -> Result<(), Refusal> {
    if let Ok(token) = hold.parse() {
        state.store.agenda().release(&token).await?;
    }
    Ok(())
}

/// Gives the request a time: its first, or another one.
pub async fn choose(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    new: &NewTime,
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, opened) = opened(state, sender, (code, secret)).await?;
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let whom = opened
        .person
        .as_ref()
        .map(|person| Asker::Person(person.for_whom));
    let motive = catalogue.motive(&opened.motive).zip(whom);
    let terms = motive.and_then(|(motive, asker)| terms_for(motive, asker));
    // Whoever has taken the request back hears that from the store.
    let terms = terms.or_else(|| terms_of(catalogue, &opened.motive).filter(|_| whom.is_none()));
    let terms = terms.ok_or_else(|| fault("time", Fault::NotOffered))?;
    let before = opened
        .appointment
        .as_ref()
        .filter(|before| before.standing == Standing::Booked);
    let here = before.map_or(opened.polo.as_str(), |before| before.polo.as_str());
    let polo = if new.polo.is_empty() { here } else { &new.polo };
    if polo != opened.polo && polo != here && !terms.elsewhere {
        return Err(fault("polo", Fault::NotOffered));
    }
    let polo = known(polo, "polo", |id| catalogue.polo(id))?;
    let way = match before {
        Some(before) if new.way.is_empty() => before.way,
        _ => way(&new.way, terms)?,
    };
    let time = Time {
        asked: Asked {
            polo: &polo.id,
            motive: &opened.motive,
            way,
        },
        start: start(&new.start)?,
    };
    let notify = notify(state, sender);
    let change = change((&code, &secret), terms, state.clock.now(), (once, &notify));
    let chosen = state.store.agenda().choose(&change, time).await;
    let chosen = chosen.map_err(|error| refused(state, sender, error))?;
    state.postbox.ring();
    Ok(replayed(&chosen, seen(state, sender, &code, &secret).await?))
}

/// Calls the request's appointment off.
pub async fn cancel(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret, opened) = opened(state, sender, (code, secret)).await?;
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let terms = terms_of(catalogue, &opened.motive).ok_or(Refusal::NoAppointment)?;
    let notify = notify(state, sender);
    let change = change((&code, &secret), terms, state.clock.now(), (once, &notify));
    let cancelled = state.store.agenda().cancel(&change).await;
    let cancelled = cancelled.map_err(|error| refused(state, sender, error))?;
    state.postbox.ring();
    Ok(replayed(&cancelled, seen(state, sender, &code, &secret).await?))
}

/// The appointment of the request as an iCalendar file.
pub async fn calendar(
    state: &AppState,
    sender: &Sender,
    code: &str,
    secret: &str,
) -> Result<String, Refusal> {
    let (_, _, opened) = opened(state, sender, (code, secret)).await?;
    let appointment = opened.appointment.as_ref().ok_or(Refusal::NoAppointment)?;
    Ok(crate::calendar::file(
        state.site.bundle(&sender.language),
        appointment,
    ))
}

/// Whether the time that a request chooses is for that asker to choose at all; whether it is free, its booking says. A
/// professional says who they are.
pub(crate) fn may_choose(catalogue: &Catalogue, request: &Request, asker: Asker) -> Result<(), Refusal> {
    let Some(chosen) = &request.chosen else {
        return Ok(());
    };
    let motive = catalogue.motive(&request.motive);
    let terms = motive.and_then(|motive| terms_for(motive, asker));
    match terms.filter(|terms| terms.ways.contains(&chosen.way)) {
        Some(terms)
            if terms.who == Who::Professional && asker != Asker::Staff && request.person.role.is_empty() =>
        {
            Err(fault("role", Fault::Missing))
        }
        Some(_) => Ok(()),
        None => Err(fault("time", Fault::NotOffered)),
    }
}

/// The appointment as its owner sees it.
pub(crate) fn view(catalogue: &Catalogue, appointment: &Appointment, now: Timestamp) -> AppointmentView {
    // A motive that has gone from the catalogue leaves nothing to be changed from here.
    let hours = terms_of(catalogue, &appointment.motive).map(|terms| i64::from(terms.change_hours));
    let until = hours
        .and_then(|hours| {
            appointment
                .start
                .checked_sub(SignedDuration::from_hours(hours))
                .ok()
        })
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let standing = if appointment.by_polo {
        CALLED_OFF
    } else {
        appointment.standing.word()
    };
    AppointmentView {
        start: appointment.start.to_string(),
        end: appointment.end.to_string(),
        polo: appointment.polo.clone(),
        motive: appointment.motive.clone(),
        way: appointment.way.word().to_owned(),
        status: standing.to_owned(),
        change_until: until.to_string(),
        changeable: appointment.standing == Standing::Booked && now < until,
    }
}

/// By the channels that are set up, in the language in which it was asked.
pub(crate) fn notify(state: &AppState, sender: &Sender) -> Notify {
    Notify {
        channels: state.postbox.channels,
        language: sender.language.clone(),
    }
}

/// The view of what was opened, if it has an appointment.
pub(crate) fn view_of(catalogue: &Catalogue, opened: &Opened, now: Timestamp) -> Option<AppointmentView> {
    let appointment = opened.appointment.as_ref()?;
    Some(view(catalogue, appointment, now))
}

/// The request of that code and secret, with both as they are once read.
pub(crate) async fn opened(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
) -> Result<(Code, Secret, Opened), Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let opened = state.store.requests().open(&code, &secret).await?;
    let opened = opened.ok_or_else(|| wrong(state, sender))?;
    Ok((code, secret, opened))
}

fn replayed(answer: &Answer<Appointment>, view: RequestView) -> Answer<RequestView> {
    match answer {
        Answer::Fresh(_) => Answer::Fresh(view),
        Answer::Replayed(_) => Answer::Replayed(view),
    }
}

fn change<'a>(
    (code, secret): (&'a Code, &'a Secret),
    terms: &Terms,
    now: Timestamp,
    (once, notify): (&'a Once, &'a Notify),
) -> Change<'a> {
    Change {
        code,
        secret,
        limit: SignedDuration::from_hours(terms.change_hours.into()),
        now,
        notify,
        once,
    }
}

fn terms_of<'a>(catalogue: &'a Catalogue, motive: &str) -> Option<&'a Terms> {
    catalogue.motive(motive)?.terms.as_ref()
}

pub(crate) fn terms_for_anyone(motive: &Motive) -> Option<&Terms> {
    motive.terms.as_ref().filter(|terms| terms.who == Who::Anyone)
}

fn terms_for(motive: &Motive, asker: Asker) -> Option<&Terms> {
    motive.terms.as_ref().filter(|terms| match terms.who {
        Who::Anyone => true,
        Who::Professional => matches!(asker, Asker::Staff | Asker::Person(ForWhom::Other)),
        Who::Staff => asker == Asker::Staff,
    })
}

/// The way of that word, or the first that the terms offer.
pub(crate) fn way(word: &str, terms: &Terms) -> Result<Way, Refusal> {
    let offered = |way: &Way| terms.ways.contains(way);
    match word {
        "" => terms.ways.first().copied(),
        word => Way::of(word).filter(offered).or_else(|| {
            // Whoever left it to the Polo, or would rather be called, is shown the first way.
            (Way::of(word) == Some(Way::CallBack)).then(|| terms.ways.first().copied())?
        }),
    }
    .ok_or_else(|| fault("way", Fault::NotOffered))
}

pub(crate) fn start(written: &str) -> Result<Timestamp, Refusal> {
    let minute = Minute::parse_instant(written).ok_or_else(|| fault("time", Fault::TimeForm))?;
    Timestamp::from_second(minute.unix_seconds()).map_err(|_| fault("time", Fault::TimeForm))
}

fn known<'a, T>(id: &str, field: &str, find: impl Fn(&str) -> Option<&'a T>) -> Result<&'a T, Refusal> {
    let missing = if id.is_empty() {
        Fault::Missing
    } else {
        Fault::NotOffered
    };
    find(id).ok_or_else(|| fault(field, missing))
}

pub(crate) fn fault(field: &str, fault: Fault) -> Refusal {
    Refusal::Faults(vec![FieldFault::new(field, fault)])
}

fn midnight(day: Date) -> Result<Timestamp, Refusal> {
    let midnight = rome().to_timestamp(day.at(0, 0, 0, 0));
    midnight.map_err(|_| fault("from", Fault::TimeFar))
}

fn later(day: Date) -> Result<Date, Refusal> {
    day.checked_add(WEEK.days())
        .map_err(|_| fault("from", Fault::TimeFar))
}

pub(crate) fn refused(state: &AppState, sender: &Sender, error: AgendaError) -> Refusal {
    match error {
        AgendaError::Taken => fault("time", Fault::TimeTaken),
        AgendaError::NotFound => wrong(state, sender),
        AgendaError::NoAppointment => Refusal::NoAppointment,
        AgendaError::Booked => Refusal::HasAppointment,
        AgendaError::OfferGone => Refusal::OfferGone,
        AgendaError::TooLate => Refusal::TooLate,
        AgendaError::Withdrawn => Refusal::AlreadyWithdrawn,
        AgendaError::Closed => Refusal::Closed,
        AgendaError::KeyReused => Refusal::KeyReused,
        AgendaError::Store(error) => error.into(),
    }
}
