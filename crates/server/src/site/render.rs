//! A whole document: the app rendered as the phone will hydrate it, in the frame that is never hydrated.

use super::Index;
use super::assets::Names;
use portal::app::{App, AppProps};
use portal::page::Page;
use portal::shell::{self, Head, Shell, ShellProps};
use portal::visit::Visit;
use portal::{Bundle, Route};
use std::sync::Arc;
use yew::{AttrValue, ServerRenderer};

/// The fonts that nearly every page shows in its first screen.
const FONTS: [&str; 2] = [
    "/assets/fonts/titillium-web-latin-400-normal.woff2",
    "/assets/fonts/titillium-web-latin-600-normal.woff2",
];

/// A document to be rendered.
#[derive(Clone)]
pub(super) struct Document {
    /// The instance in the document's language.
    pub bundle: Arc<Bundle>,
    /// Its path.
    pub path: String,
    /// The heading, for the window's title.
    pub title: String,
    /// One or two sentences, for those who list pages.
    pub description: String,
    /// The page of content, where it is one.
    pub page: Option<Arc<Page>>,
    /// What was said before; not default only in answers to forms.
    pub visit: Visit,
    /// The same page in each language, itself included: language and path.
    pub alternates: Vec<(String, String)>,
    /// JSON-LD; may be empty.
    pub json_ld: String,
    /// Whether search engines may list it.
    pub listed: bool,
}

impl Document {
    /// A typed route's document, with its words from the texts.
    pub(super) fn typed(site_bundles: &[Arc<Bundle>], bundle: &Arc<Bundle>, route: &Route) -> Self {
        let (title, description) = portal::pages::title(bundle, route);
        Self {
            bundle: bundle.clone(),
            path: route.path(bundle),
            title,
            description,
            page: None,
            visit: Visit::default(),
            alternates: site_bundles
                .iter()
                .map(|other| (other.language.id.clone(), route.path(other)))
                .collect(),
            json_ld: String::new(),
            listed: matches!(
                route,
                Route::Request(domain::request::Step::Reason) | Route::Status
            ),
        }
    }

    /// The HTML.
    pub(super) async fn render(self, index: &Index) -> String {
        let live = Route::parse(&self.bundle, &self.path).is_live();
        let app = self.app().await;
        let (names, bundle) = (&index.assets, self.bundle.clone());
        let data = names.bundles.get(&bundle.language.id).filter(|_| live);
        let head = Head {
            title: self.title,
            description: self.description,
            portal_name: bundle.site.portal_name.clone(),
            host: bundle.site.host.clone(),
            path: self.path.clone(),
            language: bundle.language.id.clone(),
            alternates: self.alternates.clone(),
            stylesheet: names.style.clone(),
            fonts: FONTS.map(str::to_owned).to_vec(),
            exit_script: names.exit.clone(),
            json_ld: self.json_ld,
            noindex: !self.listed,
        };
        let mut head = shell::head(&head);
        let mut end = String::new();
        if let Some(data) = data {
            head.push_str(&loading(names, data));
            end = visit_block(&self.visit);
        }
        let frame = index.frames.get(&bundle.language.id).cloned().unwrap_or_default();
        let (path, alternates, data) = (self.path, self.alternates, data.cloned());
        let language = bundle.language.clone();
        let elements = live.then(|| count_elements(&app));
        let body = ServerRenderer::<Shell>::with_props(move || ShellProps {
            bundle,
            path: path.into(),
            alternates,
            menu: frame.menu,
            links: frame.links,
            data: data.map(AttrValue::from),
            elements,
            main_html: app.into(),
        });
        let body = body.hydratable(false).render().await;
        shell::document(&language.id, &language.dir, &head, &body, &end)
    }

    async fn app(&self) -> String {
        let (bundle, path, page, visit) = (
            self.bundle.clone(),
            self.path.clone(),
            self.page.clone(),
            self.visit.clone(),
        );
        ServerRenderer::<App>::with_props(move || AppProps {
            bundle,
            path,
            visit,
            page,
        })
        .render()
        .await
    }
}

/// What the browser fetches while it reads the page, so that the app starts at once.
fn loading(names: &Names, data: &str) -> String {
    format!(
        "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"{glue}\">\n<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" fetchpriority=\"low\" crossorigin>\n\
         <link rel=\"preload\" href=\"{data}\" as=\"fetch\" type=\"application/json\" fetchpriority=\"low\" crossorigin>\n\
         <script type=\"module\" src=\"{boot}\"></script>\n",
        glue = names.glue,
        wasm = names.wasm,
        boot = names.boot,
    )
}

/// What was said before, for the app to go on from; nothing where nothing was.
fn visit_block(visit: &Visit) -> String {
    if *visit == Visit::default() {
        return String::new();
    }
    // A visit is texts, numbers and lists: it cannot fail to be JSON.
    let json = serde_json::to_string(visit).unwrap_or_default();
    format!(
        "<script type=\"application/json\" id=\"visit\">{}</script>",
        shell::in_script(&json)
    )
}

/// How many elements the browser will find in this HTML, which was rendered, so that each `<` of a text is escaped.
/// Comments do not count: in a debug build yew's name types, some of which hold a `<` of their own.
fn count_elements(html: &str) -> usize {
    let (mut found, mut rest) = (0, html);
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if after.starts_with("!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            found += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::count_elements;

    #[test]
    fn elements_are_counted_and_comments_and_texts_are_not() {
        assert_eq!(
            count_elements("<!--<[App<portal::A>]>--><p id=\"a\">1 &lt; 2<br></p><!--</[App<portal::A>]>-->"),
            2
        );
    }
}
