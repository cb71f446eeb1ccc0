//! The guide: the app of those who are looking for something. The finder leads from a street to its Polo, the search from
//! words to pages. Both answer on the phone, from data fetched when the field is first used; without scripts the server
//! answers their forms. Never here: how streets and words are matched (`domain::finder`, `domain::search`).

mod finder;
mod search;

use crate::bundle::Bundle;
use crate::hooks::focus;
use crate::route::Route;
use domain::finder::{Answer, Streets};
use domain::search::Index;
use gloo::net::http::Request;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use std::sync::Arc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How many pages a search shows.
pub const MOST_HITS: usize = 10;

/// What was asked, and what was answered: all that the server leaves in a page that answers a form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// As typed.
    pub words: String,
    /// The pages found, best first; none where nothing was asked yet.
    pub hits: Option<Vec<Hit>>,
    /// What the finder knows; none where nothing was asked yet.
    pub answer: Option<Answer>,
}

/// A page found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Its address.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub text: String,
}

impl Said {
    /// Takes over what was typed before the app started.
    pub fn adopt(&mut self, typed: &[(String, String)]) {
        let typed = typed.iter().find(|(name, _)| name == FIELD);
        if let Some((_, words)) = typed.filter(|(_, words)| *words != self.words) {
            *self = Self {
                words: words.clone(),
                ..Self::default()
            };
        }
    }

    /// The pages for some words; nothing is asked by empty ones.
    pub fn search(words: String, index: &Index) -> Self {
        let hits = (!words.trim().is_empty()).then(|| {
            let found = index.search(&words, MOST_HITS).into_iter();
            found
                .map(|hit| Hit {
                    path: hit.path,
                    title: hit.title,
                    text: hit.description,
                })
                .collect()
        });
        Self {
            words,
            hits,
            answer: None,
        }
    }

    /// The Polo of a street; nothing is asked by an empty one.
    pub fn find(words: String, streets: &Streets, bundle: &Bundle) -> Self {
        let answer = (!words.trim().is_empty()).then(|| streets.find(&words, &bundle.catalogue));
        Self {
            words,
            hits: None,
            answer,
        }
    }
}

/// The name of the field, in both forms.
pub const FIELD: &str = "words";

/// Where a form of the guide is sent: the browser then shows the answer, which on a phone lies below the field.
pub fn action(mut path: String) -> String {
    path.push_str("#answer");
    path
}

/// What the guide is started with.
#[derive(Clone, PartialEq, Properties)]
pub struct GuideProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The page's path, which says whether one finds or searches.
    pub path: String,
    /// What was asked before the app started.
    #[prop_or_default]
    pub said: Said,
}

/// What answers on the phone.
#[derive(Clone, Default)]
enum Engine {
    /// Nobody has used the field yet.
    #[default]
    Waiting,
    /// On its way.
    Asked,
    Index(Rc<Index>),
    Streets(Rc<Streets>),
    /// It did not come: the browser sends the form, and the server answers.
    Missing,
}

impl Engine {
    fn answer(&self, words: String, bundle: &Bundle) -> Said {
        match self {
            Self::Index(index) => Said::search(words, index),
            Self::Streets(streets) => Said::find(words, streets, bundle),
            Self::Waiting | Self::Asked | Self::Missing => Said {
                words,
                ..Said::default()
            },
        }
    }

    fn is_ready(&self) -> bool {
        matches!(self, Self::Index(_) | Self::Streets(_))
    }
}

async fn fetch(bundle: &Bundle, route: &Route) -> Option<Engine> {
    if *route == Route::Finder {
        let streets = Request::get(&bundle.site.streets)
            .send()
            .await
            .ok()?
            .json()
            .await
            .ok()?;
        return Some(Engine::Streets(Rc::new(streets)));
    }
    let bytes = Request::get(&bundle.site.search)
        .send()
        .await
        .ok()?
        .binary()
        .await
        .ok()?;
    Some(Engine::Index(Rc::new(Index::parse(&bytes)?)))
}

/// What the pages of the guide are drawn from.
struct Guiding<'a> {
    bundle: &'a Bundle,
    said: &'a Said,
    /// Whether the answer comes without leaving the phone.
    live: bool,
    oninput: Callback<String>,
    onfocus: Callback<FocusEvent>,
    onsubmit: Callback<SubmitEvent>,
}

/// The whole of what stands inside `<div id="app">` of the guide's pages.
#[component]
pub fn Guide(props: &GuideProps) -> Html {
    let said = use_state(|| props.said.clone());
    let engine = use_state(Engine::default);
    let words = use_mut_ref(|| props.said.words.clone());
    let live = use_state_eq(|| false);
    let route = Route::parse(&props.bundle, &props.path);
    let load = {
        let (bundle, route) = (props.bundle.clone(), route.clone());
        let (said, engine, words) = (said.clone(), engine.clone(), words.clone());
        Callback::from(move |()| {
            if !matches!(*engine, Engine::Waiting) {
                return;
            }
            engine.set(Engine::Asked);
            let (bundle, route) = (bundle.clone(), route.clone());
            let (said, engine, words) = (said.clone(), engine.clone(), words.clone());
            spawn_local(async move {
                let ready = fetch(&bundle, &route).await.unwrap_or(Engine::Missing);
                // What was typed while it was on its way is answered now.
                if ready.is_ready() && !words.borrow().is_empty() {
                    let typed = words.borrow().clone();
                    said.set(ready.answer(typed, &bundle));
                }
                engine.set(ready);
            });
        })
    };
    {
        let (live, load, asked) = (live.clone(), load.clone(), props.said.clone());
        use_effect_with((), move |()| {
            live.set(true);
            if let Some(root) = gloo::utils::document().get_element_by_id("app") {
                root.set_attribute("data-live", "").ok();
            }
            // Typed before the app was there: it waits for an answer.
            if !asked.words.is_empty() && asked.hits.is_none() && asked.answer.is_none() {
                load.emit(());
            }
        });
    }
    let ask = {
        let (bundle, said, engine, words) =
            (props.bundle.clone(), said.clone(), engine.clone(), words.clone());
        Callback::from(move |typed: String| {
            words.borrow_mut().clone_from(&typed);
            said.set(engine.answer(typed, &bundle));
        })
    };
    let guiding = Guiding {
        bundle: &props.bundle,
        said: &said,
        live: *live,
        oninput: {
            let (ask, load) = (ask.clone(), load.clone());
            Callback::from(move |typed| {
                load.emit(());
                ask.emit(typed);
            })
        },
        onfocus: load.reform(|_| ()),
        onsubmit: {
            let engine = engine.clone();
            Callback::from(move |event: SubmitEvent| {
                if engine.is_ready() {
                    event.prevent_default();
                    // Copied first: whoever answers writes them down again.
                    let typed = words.borrow().clone();
                    ask.emit(typed);
                    focus_answer();
                }
            })
        },
    };
    let page = match route {
        Route::Finder => finder::page(&guiding),
        _ => search::page(&guiding),
    };
    html! { <div key="guide" class="container py-3 guide">{ page }</div> }
}

/// After the form is sent, whoever listens to the page hears the answer.
fn focus_answer() {
    focus("#answer");
}
