//! The page of the staff desk: one, whatever the screen, since the app shows them all. It holds no word of anybody's; without
//! the app it says what to do. Never here: what the desk asks (`desk`).

use super::assets::AppFiles;
use super::served;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use portal::Bundle;
use portal::shell;

/// Its address, and that of its file.
pub(super) const PATH: &str = "/desk/";
/// The name of its program and of its styles.
pub(super) const APP: &str = "desk";

const TITLE: &str = "Scrivania";
const OPENING: &str = "La scrivania si sta aprendo. Se tra qualche secondo vedi ancora questa riga, ricarica la pagina; se non basta, aggiorna il browser.";
const NO_SCRIPTS: &str = "La scrivania funziona solo con JavaScript. Attivalo nel browser per questo indirizzo, poi ricarica la pagina.";

/// Every address of the desk answers with its page.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/desk", get(answer))
        .route("/desk/", get(answer))
        .route("/desk/{*screen}", get(answer))
}

/// Not kept: whoever goes back after signing out must not find the page as it was.
async fn answer(State(state): State<AppState>, request: Request) -> Response {
    let mut page = served::another(&state, PATH, request).await;
    let headers = page.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    page
}

/// The page: the app takes the place of the sentence in it.
pub(super) fn page(bundle: &Bundle, style: &str, app: &AppFiles, data: &str) -> String {
    let AppFiles { boot, glue, wasm } = app;
    let head = format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{TITLE}</title>\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"/assets/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n<link rel=\"modulepreload\" href=\"{glue}\">\n\
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
         <link rel=\"preload\" href=\"{data}\" as=\"fetch\" type=\"application/json\" crossorigin>\n\
         <script type=\"module\" src=\"{boot}\"></script>\n"
    );
    let body = format!(
        "<div id=\"app\" data-bundle=\"{data}\"><main class=\"desk-main\"><h1>{TITLE}</h1><p>{OPENING}</p>\
         <noscript><p><strong>{NO_SCRIPTS}</strong></p></noscript></main></div>"
    );
    let language = &bundle.language;
    shell::document(&language.id, &language.dir, &head, &body, "")
}
