//! The help project of a request. Opening it is an act of its own that goes on the record; once it is open it is read, changed,
//! looked at again, shared with the person and closed, one at a time.

mod act;
mod edit;
mod read;

use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::parts::{button, focus, said, title};
use crate::route::Route;
use crate::texts::{fill, project as words};
use api::Problem;
use api::desk::project::{DeskProject, OpenedVersion, WhichVersion};
use api::paths::desk as paths;
use portal::held::{Held, use_held};
use serde::Serialize;
use yew::prelude::*;

/// Props of [`Project`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ProjectProps {
    /// The code of its request.
    pub(super) code: AttrValue,
}

/// What is being done with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Doing {
    /// It is read.
    #[default]
    Reading,
    /// Another version is written.
    Editing,
    /// It was looked at again.
    Reviewing,
    /// The person has agreed.
    Sharing,
    /// It ends.
    Closing,
}

/// What is known of it here.
#[derive(Clone, Default)]
struct Known {
    /// Once it is open.
    project: Option<DeskProject>,
    /// An older version that is being read.
    old: Option<OpenedVersion>,
    /// Whether `project` came while something else was being written.
    meanwhile: bool,
    doing: Doing,
    /// What was done last.
    said: &'static str,
}

/// Everything that the parts of this screen share.
#[derive(Clone, PartialEq)]
struct Hand {
    desk: Desk,
    code: AttrValue,
    known: Held<Known>,
    opening: Act,
}

/// The help project of a request.
#[component]
pub(super) fn Project(props: &ProjectProps) -> Html {
    let hand = Hand {
        desk: use_desk(),
        code: props.code.clone(),
        known: use_held(Known::default),
        opening: use_act(),
    };
    let back = Route::Request(props.code.to_string()).path();
    html! {
        <>
            <p key="back" class="no-print"><a href={back}>{ fill(words::BACK, &[("code", &props.code)]) }</a></p>
            { title(words::TITLE) }
            <div key="project">
                if let Some(project) = &hand.known.project { { open(&hand, project) } }
                else { { door(&hand) } }
            </div>
        </>
    }
}

/// What opening means, and the button that does it.
fn door(hand: &Hand) -> Html {
    let open = {
        let hand = hand.clone();
        Callback::from(move |()| {
            let (inner, act) = (hand.clone(), hand.opening.clone());
            act.run(async move {
                let path = paths::project_verb(&plain(&inner.code), "open");
                let project = inner.desk.client.act::<DeskProject>(&path).await?;
                inner.show(project, "");
                Ok(())
            });
        })
    };
    html! {
        <div key="door" class="desk-narrow">
            <h2 key="before">{ words::DOOR }</h2>
            <ul key="means">
                <li>{ words::MEANS_RECORD }</li>
                <li>{ words::MEANS_ONLY }</li>
            </ul>
            { hand.opening.summary() }
            { button(if hand.opening.busy { words::OPENING } else { words::OPEN }, "btn btn-primary", &open) }
        </div>
    }
}

fn open(hand: &Hand, project: &DeskProject) -> Html {
    let inside = match hand.known.doing {
        Doing::Reading => html! { <act::Reading hand={hand.clone()} /> },
        Doing::Editing => html! { <edit::Edit hand={hand.clone()} /> },
        Doing::Reviewing => html! { <act::Review hand={hand.clone()} /> },
        Doing::Sharing => html! { <act::Share hand={hand.clone()} /> },
        Doing::Closing => html! { <act::Close hand={hand.clone()} /> },
    };
    // What is written beside what is there now is worth the room.
    let beside = hand.known.doing != Doing::Reading && project.version > 0;
    html! {
        <div key="open">
            { said(hand.known.said) }
            <div key="doing" class={if beside { "desk-columns" } else { "" }}>
                <div key="act" class="desk-column">{ inside }</div>
                <div key="beside" class="desk-column">
                    if beside { { read::beside(&hand.desk, project, hand.known.meanwhile) } }
                </div>
            </div>
        </div>
    }
}

impl Hand {
    /// Takes in how it stands, and goes back to reading.
    fn show(&self, project: DeskProject, said: &'static str) {
        self.known.change(move |known| {
            *known = Known {
                project: Some(project),
                said,
                ..Known::default()
            };
        });
        focus("#app h1");
    }

    /// Begins to do something.
    fn begin(&self, doing: Doing) -> Callback<()> {
        let known = self.known.clone();
        Callback::from(move |()| {
            known.change(move |known| {
                known.doing = doing;
                known.said = "";
                known.old = None;
            });
            focus("#app h1");
        })
    }

    /// Changes it, and shows it as it then stands. Where somebody was quicker, what is there now comes beside what was typed,
    /// which stays.
    async fn change(&self, verb: &str, body: &impl Serialize, said: &'static str) -> Result<(), Problem> {
        let code = plain(&self.code);
        let path = if verb.is_empty() {
            paths::project(&code)
        } else {
            paths::project_verb(&code, verb)
        };
        match self.desk.client.post::<DeskProject>(&path, body).await {
            Ok(project) => {
                self.show(project, said);
                Ok(())
            }
            Err(problem) => {
                if problem.kind == "/problems/project-changed" {
                    let path = paths::project_verb(&code, "open");
                    let now = self.desk.client.act::<DeskProject>(&path).await?;
                    self.known.change(move |known| {
                        known.project = Some(now);
                        known.meanwhile = true;
                    });
                }
                Err(problem)
            }
        }
    }

    /// Opens an older version.
    fn read(&self, act: &Act, version: u32) {
        let inner = self.clone();
        act.run(async move {
            let path = paths::project_verb(&plain(&inner.code), "version");
            let old = inner
                .desk
                .client
                .post::<OpenedVersion>(&path, &WhichVersion { version })
                .await?;
            inner.known.change(move |known| known.old = Some(old));
            yew::platform::spawn_local(async { focus("#old-title") });
            Ok(())
        });
    }

    /// The name of what is typed here and not sent.
    fn draft(&self, what: &str) -> String {
        format!("project {what} {}", self.code)
    }

    /// What was typed has been sent.
    fn forget(&self, what: &str) {
        self.desk.drafts.set(&self.draft(what), "");
    }

    /// The number of the newest version that is known here.
    fn version(&self) -> u32 {
        self.known.project.as_ref().map_or(0, |project| project.version)
    }
}

/// The code as it may stand in an address.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect()
}
