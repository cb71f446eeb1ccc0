//! The only place that speaks with the server. Every failure comes back as a [`Problem`] that can be shown.

use crate::read::{Read, read};
use crate::texts::{Key, Texts};
use crate::times::{fuller_week, none_for};
use api::agenda::{FreeTimes, Hold, NewHold, NewTime, Release, TimesAsked};
use api::requests::{NewLine, NewRequest, Receipt, RequestView};
use api::{Problem, paths};
use domain::feedback::FeedbackForm;
use gloo::net::http::{Method, RequestBuilder, Response};
use serde::Serialize;

/// Code and secret as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Credentials {
    /// As typed.
    pub code: String,
    /// As typed.
    pub secret: String,
}

/// Speaks with the server in one language.
#[derive(Clone, PartialEq)]
pub struct Client {
    /// The language asked of the server's problems.
    pub language: String,
    /// The words for what happens before any server is reached.
    pub texts: Texts,
}

impl Client {
    /// Sends a request; the same `key` sent again gets the same answer.
    pub async fn send(&self, request: &NewRequest, key: &str) -> Result<Receipt, Problem> {
        self.post(paths::REQUESTS, None, key, request).await
    }

    /// The request of that code and secret.
    pub async fn view(&self, opening: &Credentials) -> Result<RequestView, Problem> {
        let builder = self.builder(
            &paths::request(&path_code(&opening.code)),
            Method::GET,
            Some(opening),
        );
        let response = builder.send().await.map_err(|_| self.unreachable())?;
        self.read(response).await
    }

    /// Adds a line to the request.
    pub async fn add_line(
        &self,
        opening: &Credentials,
        line: &NewLine,
        key: &str,
    ) -> Result<RequestView, Problem> {
        self.post(&paths::lines(&path_code(&opening.code)), Some(opening), key, line)
            .await
    }

    /// Takes the request back.
    pub async fn withdraw(&self, opening: &Credentials, key: &str) -> Result<RequestView, Problem> {
        self.post(
            &paths::withdrawal(&path_code(&opening.code)),
            Some(opening),
            key,
            &Nothing {},
        )
        .await
    }

    /// The free times of a motive at a Polo from that day on; from an empty one on, those of the first week that has any.
    /// `None` where they did not come.
    pub async fn times(&self, mut asked: TimesAsked) -> Option<FreeTimes> {
        let times = match self.times_from(&asked).await {
            Ok(times) => times,
            Err(problem) if problem.errors.iter().any(|error| error.field == "way") => {
                return Some(none_for(&asked.motive, &asked.polo, &asked.way));
            }
            Err(_) => return None,
        };
        match fuller_week(&times).filter(|_| asked.from.is_empty()) {
            Some(week) => {
                asked.from = week;
                self.times_from(&asked).await.ok()
            }
            None => Some(times),
        }
    }

    async fn times_from(&self, asked: &TimesAsked) -> Result<FreeTimes, Problem> {
        self.post(paths::TIMES, None, "", asked).await
    }

    /// Holds a seat; says by how many milliseconds the server's clock is ahead of the device's.
    pub async fn hold(&self, new: &NewHold) -> Result<(Hold, f64), Problem> {
        let request = self.builder(paths::HOLDS, Method::POST, None).json(new);
        let request = request.map_err(|_| self.unreachable())?;
        let response = request.send().await.map_err(|_| self.unreachable())?;
        let said = response.headers().get("date").unwrap_or_default();
        let ahead = js_sys::Date::parse(&said) - js_sys::Date::now();
        let hold = self.read(response).await?;
        Ok((hold, if ahead.is_finite() { ahead } else { 0.0 }))
    }

    /// Lets a hold go. Whether that arrives changes little: it ends by itself.
    pub async fn release(&self, hold: String) {
        let builder = self.builder(paths::RELEASE, Method::POST, None);
        if let Ok(request) = builder.json(&Release { hold }) {
            request.send().await.ok();
        }
    }

    /// Gives the request a time: its first, or another one.
    pub async fn choose(
        &self,
        opening: &Credentials,
        new: &NewTime,
        key: &str,
    ) -> Result<RequestView, Problem> {
        self.post(
            &paths::appointment(&path_code(&opening.code)),
            Some(opening),
            key,
            new,
        )
        .await
    }

    /// Calls the request's appointment off.
    pub async fn cancel(&self, opening: &Credentials, key: &str) -> Result<RequestView, Problem> {
        let path = paths::cancellation(&path_code(&opening.code));
        self.post(&path, Some(opening), key, &Nothing {}).await
    }

    /// Changes what the request is offered, or whether it waits: `what` is an address below that of the request.
    pub async fn change(
        &self,
        opening: &Credentials,
        what: &str,
        body: &impl Serialize,
        key: &str,
    ) -> Result<RequestView, Problem> {
        let path = format!("{}/{what}", paths::request(&path_code(&opening.code)));
        self.post(&path, Some(opening), key, body).await
    }

    /// Says that something in the help project does not suit.
    pub async fn object(
        &self,
        opening: &Credentials,
        line: &NewLine,
        key: &str,
    ) -> Result<RequestView, Problem> {
        let path = paths::objection(&path_code(&opening.code));
        self.post(&path, Some(opening), key, line).await
    }

    /// Takes the help project off the page.
    pub async fn unshare(&self, opening: &Credentials, key: &str) -> Result<RequestView, Problem> {
        let path = paths::unsharing(&path_code(&opening.code));
        self.post(&path, Some(opening), key, &Nothing {}).await
    }

    /// Says how easy a service was, from 1 to 5. Whether it arrives changes nothing for who says it.
    pub async fn rate(&self, page: String, stars: u8) {
        let feedback = FeedbackForm {
            page,
            rating: stars.to_string(),
            ..FeedbackForm::default()
        };
        if let Ok(request) = self.builder(paths::FEEDBACK, Method::POST, None).json(&feedback) {
            request.send().await.ok();
        }
    }

    /// The text of a prerendered page.
    pub async fn page(&self, path: &str) -> Result<String, Problem> {
        self.text(RequestBuilder::new(path).send().await).await
    }

    /// The page that answers a form, sent as the browser would.
    #[cfg(target_arch = "wasm32")]
    pub async fn answer(&self, path: &str, form: &web_sys::UrlSearchParams) -> Result<String, Problem> {
        let sent = match RequestBuilder::new(path).method(Method::POST).body(form) {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        };
        self.text(sent).await
    }

    async fn text(&self, answer: Result<Response, gloo::net::Error>) -> Result<String, Problem> {
        let response = answer.map_err(|_| self.unreachable())?;
        response.text().await.map_err(|_| self.unreachable())
    }

    async fn post<A: Read>(
        &self,
        path: &str,
        opening: Option<&Credentials>,
        key: &str,
        body: &impl Serialize,
    ) -> Result<A, Problem> {
        let mut builder = self.builder(path, Method::POST, opening);
        if !key.is_empty() {
            builder = builder.header("Idempotency-Key", key);
        }
        let request = builder.json(body).map_err(|_| self.unreachable())?;
        let response = request.send().await.map_err(|_| self.unreachable())?;
        self.read(response).await
    }

    fn builder(&self, path: &str, method: Method, opening: Option<&Credentials>) -> RequestBuilder {
        let builder = RequestBuilder::new(path)
            .method(method)
            .header("Accept-Language", &self.language);
        match opening {
            // A header carries visible ASCII only; anything else could not be a secret anyway.
            Some(opening) => builder.header(
                "Authorization",
                &format!("Bearer {}", visible_ascii(&opening.secret)),
            ),
            None => builder,
        }
    }

    async fn read<A: Read>(&self, response: Response) -> Result<A, Problem> {
        let body = response.text().await.map_err(|_| self.unreachable())?;
        if response.ok() {
            read(&body).ok_or_else(|| self.unreachable())
        } else {
            Err(read(&body).unwrap_or_else(|| self.unreachable()))
        }
    }

    /// The server was not reached, or something else answered in its place.
    fn unreachable(&self) -> Problem {
        Problem {
            kind: "/problems/unreachable".to_owned(),
            title: self.texts.get(Key::problem_unreachable_title).to_owned(),
            detail: self.texts.get(Key::problem_unreachable_detail).to_owned(),
            ..Problem::default()
        }
    }
}

/// The body of what needs none.
#[derive(Serialize)]
struct Nothing {}

/// A new idempotency key: 128 random bits of the browser in hexadecimal. Empty where the browser has no randomness: the
/// request is then sent without a key.
pub fn new_key() -> String {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    filled.map_or_else(String::new, |_| domain::base32::encode(&bytes, 26))
}

/// A code as it may stand in an address: what has no place in a code would change the path.
fn path_code(typed: &str) -> String {
    let kept: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(40)
        .collect();
    if kept.is_empty() { "-".to_owned() } else { kept }
}

fn visible_ascii(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_graphic).take(80).collect()
}
