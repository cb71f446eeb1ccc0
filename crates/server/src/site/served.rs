//! The files of the site over HTTP: compressed ones where the browser takes them, kept by it for as long as their names
//! allow, and a page of our own for what is not there.

use super::files;
use crate::numbers::open_data;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// A year, for files whose name carries a hash of what they hold.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A month, for fonts and icons.
const LONG: HeaderValue = HeaderValue::from_static("public, max-age=2592000");
/// Pages are asked for again each time, and answered «not modified» where they are.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");

/// A form's address is a page's address too.
pub(super) fn with_files(forms: MethodRouter<AppState>) -> MethodRouter<AppState> {
    forms.merge(get(file))
}

/// The file at the address; «not found» in the language of the address.
pub(super) async fn file(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let accepted = request.headers().get(header::ACCEPT_ENCODING).cloned();
    // `ServeDir` never fails: what it cannot read it answers with a status.
    let Ok(found) = serve(&state).oneshot(request).await;
    if found.status() == StatusCode::NOT_FOUND {
        return not_found(&state, &path, accepted).await;
    }
    let mut answer = found.map(Body::new);
    let keep = match path.as_str() {
        path if path.starts_with("/assets/fonts/") || is_image(path) => LONG,
        path if path.starts_with("/assets/") || path.starts_with("/data/") => FOR_EVER,
        _ => FRESH,
    };
    answer.headers_mut().insert(header::CACHE_CONTROL, keep);
    if let Some(kind) = kind_for_programs(&path).filter(|_| answer.status().is_success()) {
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    answer
}

/// A file of open data, where they are published; «not found» otherwise. Small and asked for seldom: it is read each time.
pub(super) async fn open_data(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let accepted = request.headers().get(header::ACCEPT_ENCODING).cloned();
    let name = path.rsplit('/').next().unwrap_or_default();
    let kind = open_data::kind(name);
    if let (Some(folder), Some(kind)) = (&state.site.open_data, kind)
        && let Ok(bytes) = tokio::fs::read(folder.join(name)).await
    {
        let kind = HeaderValue::from_static(kind);
        return (
            [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FRESH)],
            bytes,
        )
            .into_response();
    }
    not_found(&state, &path, accepted).await
}

/// What a file for programs is: they trust the header, and its name alone would say too little.
fn kind_for_programs(path: &str) -> Option<HeaderValue> {
    let extension = std::path::Path::new(path).extension()?;
    let kind = match extension.to_str()? {
        "txt" => "text/plain; charset=utf-8",
        "xml" if path.ends_with("/feed.xml") => "application/atom+xml; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "rdf" => "application/rdf+xml; charset=utf-8",
        "jsonld" => "application/ld+json",
        _ => return None,
    };
    Some(HeaderValue::from_static(kind))
}

fn is_image(path: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|kind| kind == "svg" || kind == "png")
}

fn serve(state: &AppState) -> ServeDir {
    ServeDir::new(&state.site.dir)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(true)
}

/// The file of another address, with the same compression.
pub(super) async fn another(state: &AppState, address: &'static str, asked: Request) -> Response {
    let (mut head, _) = asked.into_parts();
    head.uri = axum::http::Uri::from_static(address);
    // `ServeDir` never fails: what it cannot read it answers with a status.
    let Ok(found) = serve(state)
        .oneshot(Request::from_parts(head, Body::empty()))
        .await;
    found.map(Body::new)
}

async fn not_found(state: &AppState, path: &str, accepted: Option<HeaderValue>) -> Response {
    let page = files::file_name(state.site.language_of(path));
    let mut asked = Request::new(Body::empty());
    if let Ok(uri) = format!("/{page}").parse() {
        *asked.uri_mut() = uri;
    }
    if let Some(accepted) = accepted {
        asked.headers_mut().insert(header::ACCEPT_ENCODING, accepted);
    }
    let Ok(found) = serve(state).oneshot(asked).await;
    let mut answer = found.map(Body::new);
    *answer.status_mut() = StatusCode::NOT_FOUND;
    answer.headers_mut().insert(header::CACHE_CONTROL, FRESH);
    answer
}

#[cfg(test)]
mod tests {
    use super::kind_for_programs;

    #[test]
    fn files_for_programs_say_what_they_are() {
        let kind = |path| kind_for_programs(path).map(|kind| kind.to_str().unwrap_or_default().to_owned());
        assert_eq!(
            kind("/.well-known/security.txt").as_deref(),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(
            kind("/novita/feed.xml").as_deref(),
            Some("application/atom+xml; charset=utf-8")
        );
        assert_eq!(
            kind("/catalogo/servizi.ttl").as_deref(),
            Some("text/turtle; charset=utf-8")
        );
        assert_eq!(kind("/sitemap.xml"), None);
        assert_eq!(kind("/poli/"), None);
    }
}
