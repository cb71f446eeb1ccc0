//! A whole document: the app rendered as the phone will hydrate it, in the frame that is never hydrated.

use super::assets::AppFiles;
use super::fallback::Borrowed;
use super::{Index, jsonld};
use domain::assess::{Day, Rules};
use portal::app::{App, AppProps};
use portal::assess::{Assess, AssessProps};
use portal::guide::{Guide, GuideProps, Said};
use portal::page::Page;
use portal::route::Live;
use portal::shell::{self, Head, Refused, Related, Shell, ShellProps, Style};
use portal::status::{Seen, Status, StatusProps};
use portal::texts::Key;
use portal::visit::Visit;
use portal::{Bundle, Route};
use serde::Serialize;
use std::rc::Rc;
use std::sync::Arc;
use yew::{AttrValue, ServerRenderer};

/// The fonts that nearly every page shows in its first screen.
const FONTS: [&str; 2] = [
    "/assets/fonts/titillium-web-latin-400-normal.woff2",
    "/assets/fonts/titillium-web-latin-600-normal.woff2",
];

/// What those who share a link show: 1200 by 630 points, without words, so that it fits every instance and language.
const PREVIEW: &str = "/assets/preview.png";

/// Where the styles of a document stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Styles {
    /// In the page: nothing has to be fetched before it shows. For pages that are built, and compressed, once.
    Within,
    /// In a file: for answers to forms, which are not compressed. Whoever sends several fetches it once.
    Beside,
}

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
    /// The request that was asked for; not default only in answers to the forms of its page.
    pub seen: Seen,
    /// What was asked of the guide; not default only in answers to its forms.
    pub said: Said,
    /// The same page in each language, itself included: language and path.
    pub alternates: Vec<(String, String)>,
    /// The page that each language's name in the head of the page leads to: the alternates, and where a language lacks the
    /// page, the one that it borrows.
    pub offered: Vec<(String, String)>,
    /// Where the page is another language's.
    pub borrowed: Option<Borrowed>,
    /// The feedback that was sent and not kept.
    pub refused: Option<Refused>,
    /// What programs read of it.
    pub data: jsonld::Data,
    /// Other files that its head names: feeds, the catalogue.
    pub related: Vec<Related>,
    /// Whether search engines may list it.
    pub listed: bool,
}

impl Document {
    /// A document that says nothing yet.
    pub(super) fn new(bundle: Arc<Bundle>) -> Self {
        Self {
            bundle,
            path: String::new(),
            title: String::new(),
            description: String::new(),
            page: None,
            visit: Visit::default(),
            seen: Seen::default(),
            said: Said::default(),
            alternates: Vec::new(),
            offered: Vec::new(),
            borrowed: None,
            refused: None,
            data: jsonld::Data::default(),
            related: Vec::new(),
            listed: false,
        }
    }

    /// A typed route's document, with its words from the texts.
    pub(super) fn typed(site_bundles: &[Arc<Bundle>], bundle: &Arc<Bundle>, route: &Route) -> Self {
        let (title, description) = portal::pages::title(bundle, route);
        let alternates: Vec<(String, String)> = site_bundles
            .iter()
            .map(|other| (other.language.id.clone(), route.path(other)))
            .collect();
        Self {
            path: route.path(bundle),
            data: jsonld::typed(bundle, route, &title, &description),
            title,
            description,
            offered: alternates.clone(),
            alternates,
            listed: matches!(
                route,
                Route::Request(domain::request::Step::Reason)
                    | Route::Status
                    | Route::Finder
                    | Route::Search
                    | Route::Assess
            ),
            ..Self::new(bundle.clone())
        }
    }

    /// The HTML.
    pub(super) async fn render(self, index: &Index, styles: Styles) -> String {
        let live = Route::parse(&self.bundle, &self.path).live();
        let app = self.app(index).await;
        let (names, bundle) = (&index.assets, self.bundle.clone());
        let data = names.bundles.get(&bundle.language.id).filter(|_| live.is_some());
        let files = live.and_then(|live| names.apps.get(live.name()));
        let head = Head {
            title: self.title,
            description: self.description,
            portal_name: bundle.site.portal_name.clone(),
            host: bundle.site.host.clone(),
            path: self.path.clone(),
            language: bundle.language.id.clone(),
            alternates: self.alternates.clone(),
            style: match styles {
                Styles::Within => Style::Within(names.style_text.clone()),
                Styles::Beside => Style::Beside(names.style.clone()),
            },
            fonts: FONTS.map(str::to_owned).to_vec(),
            exit_script: names.exit.clone(),
            json_ld: self.data.thing,
            graph: self.data.graph,
            related: self.related,
            preview: PREVIEW.to_owned(),
            preview_alt: bundle.texts.get(Key::shell_preview_alt).to_owned(),
            noindex: !self.listed,
        };
        let mut head = shell::head(&head);
        let mut end = String::new();
        if let (Some(data), Some(files)) = (data, files) {
            head.push_str(&loading(files, data));
            if live == Some(Live::Assess) {
                head.push_str(&fetched(&bundle.site.rules));
            }
            end = match live {
                Some(Live::Guide) => said_block(&self.said),
                Some(Live::Status) => said_block(&self.seen),
                Some(Live::Assess) => String::new(),
                _ => said_block(&self.visit),
            };
        }
        let frame = index.frames.get(&bundle.language.id).cloned().unwrap_or_default();
        let (path, offered, data) = (self.path, self.offered, data.cloned());
        let refused = self.refused;
        let spoken = self.borrowed.map(|borrowed| borrowed.bundle.language.clone());
        let language = bundle.language.clone();
        let elements = live.map(|_| count_elements(&app));
        let body = ServerRenderer::<Shell>::with_props(move || ShellProps {
            bundle,
            path: path.into(),
            offered,
            spoken,
            refused,
            menu: frame.menu,
            links: frame.links,
            data: data.map(AttrValue::from),
            elements,
            main_html: app.into(),
        });
        let body = body.hydratable(false).render().await;
        shell::document(&language.id, &language.dir, &head, &body, &end)
    }

    async fn app(&self, index: &Index) -> String {
        if let Some(borrowed) = &self.borrowed {
            let own = Self {
                path: borrowed.path.clone(),
                page: self.page.clone(),
                ..Self::new(borrowed.bundle.clone())
            };
            return borrowed.lead_on(&Box::pin(own.app(index)).await);
        }
        let live = Route::parse(&self.bundle, &self.path).live();
        if live == Some(Live::Assess) {
            let bundle = self.bundle.clone();
            let plain = index
                .measures
                .get(&bundle.language.id)
                .cloned()
                .unwrap_or_default();
            return ServerRenderer::<Assess>::with_props(move || AssessProps {
                bundle,
                // The screen before the first question needs neither: the phone fetches the rules, and has its own day.
                rules: Rc::new(Rules::default()),
                today: Day::FIRST,
                plain: plain.into(),
            })
            .render()
            .await;
        }
        if live == Some(Live::Guide) {
            let (bundle, path, said) = (self.bundle.clone(), self.path.clone(), self.said.clone());
            return ServerRenderer::<Guide>::with_props(move || GuideProps { bundle, path, said })
                .render()
                .await;
        }
        if live == Some(Live::Status) {
            let (bundle, seen) = (self.bundle.clone(), self.seen.clone());
            return ServerRenderer::<Status>::with_props(move || StatusProps { bundle, seen })
                .render()
                .await;
        }
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
fn loading(files: &AppFiles, data: &str) -> String {
    format!(
        "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"{glue}\">\n<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" fetchpriority=\"low\" crossorigin>\n\
         <link rel=\"preload\" href=\"{data}\" as=\"fetch\" type=\"application/json\" fetchpriority=\"low\" crossorigin>\n\
         <script type=\"module\" src=\"{boot}\"></script>\n",
        glue = files.glue,
        wasm = files.wasm,
        boot = files.boot,
    )
}

/// What an app fetches beside its own data.
fn fetched(address: &str) -> String {
    format!("<link rel=\"preload\" href=\"{address}\" as=\"fetch\" fetchpriority=\"low\" crossorigin>\n")
}

/// What was said before, for the app to go on from; nothing where nothing was.
fn said_block<T: Serialize + PartialEq + Default>(said: &T) -> String {
    if *said == T::default() {
        return String::new();
    }
    // It is made of texts, numbers and lists: it cannot fail to be JSON.
    let json = serde_json::to_string(said).unwrap_or_default();
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
