//! Everything that is held of a person, as the browser gets it without scripts or with them: a page, or a file. Never here:
//! what is in it.

use super::answer;
use crate::site::render::Document;
use crate::state::AppState;
use api::data::MyData;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use portal::client::Credentials;
use portal::page::{Html, Page};
use portal::pages::{DataBody, DataProps};
use portal::texts::Key;
use portal::{Bundle, Route, dates};
use std::sync::Arc;
use yew::ServerRenderer;

/// The page, in the person's language, with the ways back and to the file.
pub(super) async fn page(
    state: &AppState,
    bundle: &Arc<Bundle>,
    data: MyData,
    credentials: Credentials,
) -> Response {
    let when = dates::instant(bundle, &data.made_at);
    let props = DataProps {
        bundle: bundle.clone(),
        data: Arc::new(data),
        credentials,
    };
    let body = ServerRenderer::<DataBody>::with_props(move || props);
    let body: Arc<str> = body.hydratable(false).render().await.into();
    let page = Page {
        // Of the page that the form stands on: nothing is to be found at an address of its own.
        path: format!("{}dati/", Route::Status.path(bundle)),
        title: bundle.texts.get(Key::data_title).to_owned(),
        description: bundle.texts.fill(Key::data_lead, &[("when", &when)]),
        intro: Html(body.clone()),
        body: Html(body),
        ..Page::default()
    };
    let document = Document {
        path: page.path.clone(),
        title: page.title.clone(),
        description: page.description.clone(),
        page: Some(Arc::new(page)),
        ..Document::new(bundle.clone())
    };
    answer(state, document, StatusCode::OK).await
}

/// The same for programs.
pub(super) fn file(data: &MyData) -> Response {
    let name = data.request.protocol.replace('/', "-");
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"polo-{name}.json\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    // It is made of texts, numbers and lists: it cannot fail to be JSON.
    let json = serde_json::to_string_pretty(data).unwrap_or_default();
    (headers, json).into_response()
}
