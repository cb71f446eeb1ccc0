//! Every component in every state: for those who develop the portal, and for the browser tests, which walk it.

use crate::components::gallery;
use crate::hooks::use_bundle;
use crate::texts::Key;
use yew::prelude::*;

/// The gallery.
#[component]
pub fn GalleryPage() -> Html {
    let bundle = use_bundle();
    html! {
        <div class="container py-3 gallery">
            <h1>{ bundle.texts.say(Key::gallery_title) }</h1>
            <p class="lead">{ bundle.texts.say(Key::gallery_description) }</p>
            { for gallery(&bundle).into_iter().map(|(component, examples)| html! {
                <section class="gallery-component" aria-labelledby={component}>
                    <h2 id={component}>{ component }</h2>
                    { for examples.into_iter().map(|example| html! {
                        <div class="gallery-example" data-example={format!("{component}/{}", example.name)}>
                            <p class="gallery-name">{ example.name }</p>
                            { example.html }
                        </div>
                    }) }
                </section>
            }) }
        </div>
    }
}
