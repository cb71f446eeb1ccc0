//! The forms of a request seen again: it is opened, added to, withdrawn; its appointment is chosen, moved, called off, and
//! fetched for a calendar.

use super::body::Form;
use super::{answer, data, new_key, times};
use crate::agenda;
use crate::api::CALENDAR;
use crate::first_contact::{self, Refusal};
use crate::my_data;
use crate::offers;
use crate::problem::{self, Fail};
use crate::project;
use crate::sender::Sender;
use crate::site::render::Document;
use crate::state::AppState;
use api::agenda::NewTime;
use api::offers::{Acceptance, NewRefusal};
use api::requests::{NewLine, RequestView};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Fault, FieldFault};
use portal::client::Credentials;
use portal::status::{Done, Seen, rename};
use portal::times::{day_of, week_of};
use portal::{Bundle, Route};
use std::sync::Arc;

/// What a form of the page asks to be done.
struct Asking<'a> {
    state: &'a AppState,
    sender: Sender,
    form: &'a Form,
    credentials: Credentials,
}

/// Code and secret, and what is to be done with the request: `open`, `line`, `withdraw`, `times`, `choose`, `cancel`,
/// `calendar`, `data`, `wait`, `leave`, `take`, `refuse`, and of the help project `object`, `unshare`.
pub(super) async fn answer_status(state: &AppState, sender: Sender, form: Form) -> Response {
    let value = |name: &str| form.value(name).unwrap_or_default().trim().to_owned();
    let asking = Asking {
        state,
        sender,
        form: &form,
        credentials: Credentials {
            code: value("code"),
            secret: value("secret"),
        },
    };
    // A button to another week or Polo stands in the form that sends the time.
    let looking = ["week", "elsewhere"]
        .iter()
        .any(|name| form.value(name).is_some());
    let what = match form.value("do") {
        Some("choose") if looking => "times",
        Some(what) => what,
        None => "open",
    };
    match what {
        "calendar" => return asking.calendar().await,
        "data" => return asking.data().await,
        _ => {}
    }
    match asking.done(what).await {
        Ok((view, done)) => asking.shown(view, done, what == "times").await,
        Err(refusal) => asking.refused(refusal, what).await,
    }
}

impl Asking<'_> {
    fn value(&self, name: &str) -> String {
        self.form.value(name).unwrap_or_default().to_owned()
    }

    fn opening(&self) -> (&str, &str) {
        (&self.credentials.code, &self.credentials.secret)
    }

    fn key(&self) -> Option<&str> {
        let key = self.form.value("key");
        key.filter(|key| !key.is_empty() && key.len() <= 128)
    }

    fn bundle(&self) -> &Arc<Bundle> {
        self.state.site.bundle(&self.sender.language)
    }

    async fn view(&self) -> Result<RequestView, Refusal> {
        let (code, secret) = self.opening();
        first_contact::view(self.state, &self.sender, code, secret).await
    }

    /// Does it, and says what was done.
    async fn done(&self, what: &str) -> Result<(RequestView, Option<Done>), Refusal> {
        let Self { state, sender, .. } = self;
        let (opening, code) = (self.opening(), self.credentials.code.as_str());
        let nothing = serde_json::json!({});
        Ok(match what {
            "line" => {
                let line = NewLine {
                    text: self.value("line"),
                };
                let once = first_contact::once(self.key(), &api::paths::lines(code), &line);
                let added = first_contact::add_line(state, sender, opening, &line, &once).await?;
                (added.into_inner(), Some(Done::Line))
            }
            "object" => {
                let line = NewLine {
                    text: self.value("objection"),
                };
                let once = first_contact::once(self.key(), &api::paths::objection(code), &line);
                let said = project::object(state, sender, opening, &line, &once).await?;
                (said.into_inner(), Some(Done::Objected))
            }
            "unshare" => {
                let once = first_contact::once(self.key(), &api::paths::unsharing(code), &nothing);
                let unshared = project::take_back(state, sender, opening, &once).await?;
                (unshared.into_inner(), Some(Done::Unshared))
            }
            "withdraw" => {
                let once = first_contact::once(self.key(), &api::paths::withdrawal(code), &nothing);
                let withdrawn = first_contact::withdraw(state, sender, opening, &once).await?;
                (withdrawn.into_inner(), Some(Done::Withdrawn))
            }
            "choose" => {
                let new = NewTime {
                    start: self.value("time"),
                    polo: self.value("polo"),
                    way: self.value("way"),
                };
                if new.start.is_empty() {
                    return Err(Refusal::Faults(vec![FieldFault::new("time", Fault::Missing)]));
                }
                let once = first_contact::once(self.key(), &api::paths::appointment(code), &new);
                let chosen = agenda::choose(state, sender, opening, &new, &once).await?;
                let moved = self.value("moving") == "true";
                (
                    chosen.into_inner(),
                    Some(if moved { Done::Moved } else { Done::Chosen }),
                )
            }
            "cancel" => {
                let once = first_contact::once(self.key(), &api::paths::cancellation(code), &nothing);
                let cancelled = agenda::cancel(state, sender, opening, &once).await?;
                (cancelled.into_inner(), Some(Done::Cancelled))
            }
            "wait" | "leave" | "take" | "refuse" => self.offers(what).await?,
            _ => (self.view().await?, None),
        })
    }

    /// What concerns the list and what is offered.
    async fn offers(&self, what: &str) -> Result<(RequestView, Option<Done>), Refusal> {
        let Self { state, sender, .. } = self;
        let (opening, code) = (self.opening(), self.credentials.code.as_str());
        let nothing = serde_json::json!({});
        let (answer, done) = match what {
            "take" => {
                let taken = Acceptance {
                    offer: self.value("offer"),
                };
                let once = first_contact::once(self.key(), &api::paths::acceptance(code), &taken);
                let answer = offers::accept(state, sender, opening, &taken, &once).await?;
                (answer, Done::Chosen)
            }
            "refuse" => {
                let refusal = NewRefusal {
                    then: self.value("then"),
                };
                let once = first_contact::once(self.key(), &api::paths::refusal(code), &refusal);
                let answer = offers::refuse(state, sender, opening, &refusal, &once).await?;
                (answer, Done::Refused)
            }
            "leave" => {
                let once = first_contact::once(self.key(), &api::paths::waiting_end(code), &nothing);
                (offers::leave(state, sender, opening, &once).await?, Done::Left)
            }
            _ => {
                let once = first_contact::once(self.key(), &api::paths::waiting(code), &nothing);
                (offers::wait(state, sender, opening, &once).await?, Done::Waits)
            }
        };
        Ok((answer.into_inner(), Some(done)))
    }

    /// The appointment as a file for the person's own calendar.
    async fn calendar(&self) -> Response {
        let (code, secret) = self.opening();
        match agenda::calendar(self.state, &self.sender, code, secret).await {
            Ok(file) => {
                let headers = [
                    (header::CONTENT_TYPE, CALENDAR),
                    (header::CONTENT_DISPOSITION, "attachment; filename=\"polo.ics\""),
                    (header::CACHE_CONTROL, "no-store"),
                ];
                (headers, file).into_response()
            }
            Err(refusal) => self.refused(refusal, "calendar").await,
        }
    }

    /// Everything that is held of the person: a page, or the same as a file.
    async fn data(&self) -> Response {
        match my_data::everything(self.state, &self.sender, self.opening()).await {
            Ok(data) if self.value("format") == "json" => data::file(&data),
            Ok(data) => data::page(self.state, self.bundle(), data, self.credentials.clone()).await,
            Err(refusal) => self.refused(refusal, "data").await,
        }
    }

    /// The request as it now stands; with free times to choose from where that is asked.
    async fn shown(&self, view: RequestView, done: Option<Done>, choosing: bool) -> Response {
        let mut seen = self.seen();
        seen.show(view, done);
        self.look(&mut seen, choosing).await;
        self.page(seen, StatusCode::OK).await
    }

    /// What was asked could not be done; the request itself is shown where code and secret are right.
    async fn refused(&self, refusal: Refusal, what: &str) -> Response {
        let choosing = what == "choose" && matches!(refusal, Refusal::Faults(_));
        let view = match refusal {
            Refusal::Faults(_)
            | Refusal::AlreadyWithdrawn
            | Refusal::TooManyLines
            | Refusal::TooLate
            | Refusal::NoAppointment
            | Refusal::HasAppointment
            | Refusal::OfferGone
            | Refusal::NotShared
            | Refusal::KeyReused => self.view().await.ok(),
            _ => None,
        };
        let fail = Fail::from(refusal);
        let mut seen = self.seen();
        seen.view = view;
        seen.line = self.value("line");
        seen.objection = self.value("objection");
        let mut problem = problem::words(&fail, self.bundle());
        if what == "object" {
            // The interface calls the field of either text `text`.
            rename(&mut problem, "text", "objection");
        }
        seen.problem = Some(problem);
        if choosing {
            seen.time = self.value("time");
        }
        self.look(&mut seen, choosing).await;
        // It is another person's by now, or there was none.
        if choosing && seen.look.lacks(&seen.time) {
            seen.time.clear();
        }
        self.page(seen, fail.status()).await
    }

    fn seen(&self) -> Seen {
        Seen {
            credentials: self.credentials.clone(),
            ..Seen::default()
        }
    }

    /// Puts the free times into the page: to choose one, or for a request without an appointment to know that one can.
    async fn look(&self, seen: &mut Seen, choosing: bool) {
        let asked = seen.to_ask().filter(|_| choosing || !seen.is_booked());
        let Some([motive, here, way, for_whom]) = asked else {
            return;
        };
        let polo = ["elsewhere", "polo"]
            .map(|name| self.form.value(name).unwrap_or_default())
            .into_iter()
            .find(|polo| choosing && !polo.is_empty())
            .unwrap_or(here);
        let chosen = week_of(day_of(&seen.time));
        let from = self.form.value("week").unwrap_or(&chosen);
        let of = [motive, polo, way, for_whom];
        let times = times::free(self.state, &self.sender, of, from).await;
        seen.look.part = self.value("day_part");
        seen.look.take(times);
        seen.choosing = choosing;
        if choosing && seen.time.is_empty() {
            seen.time = self.value("time");
        }
    }

    async fn page(&self, mut seen: Seen, status: StatusCode) -> Response {
        seen.key = new_key(self.state);
        let bundles: Vec<Arc<Bundle>> = self.state.site.languages().cloned().collect();
        let mut document = Document::typed(&bundles, self.bundle(), &Route::Status);
        document.seen = seen;
        answer(self.state, document, status).await
    }
}
