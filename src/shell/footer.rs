//! The foot of every page: whom to ask, what the criteria want to be found there, the way out explained.

use crate::bundle::Bundle;
use crate::components::telephone;
use crate::texts::Key;
use serde::{Deserialize, Serialize};
use yew::prelude::*;

/// Where the frame's links lead, in the page's language or, where it lacks the page, in the default one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FooterLinks {
    /// The home page.
    pub home: String,
    /// The page of urgent help.
    pub urgent: String,
    /// How «Esci subito» works.
    pub exit_help: String,
    /// Where an appointment is asked for.
    pub appointment: String,
    /// Where a request is looked at.
    pub status: String,
    /// The frequently asked questions.
    pub faq: String,
    /// How to report that something does not work.
    pub report: String,
    /// The privacy notice.
    pub privacy: String,
    /// The legal notes.
    pub legal: String,
    /// The site map.
    pub sitemap: String,
    /// The pages in easy words; empty where there are none.
    pub easy: String,
    /// The words explained; empty where they are not.
    pub glossary: String,
}

pub(super) fn footer(bundle: &Bundle, links: &FooterLinks) -> Html {
    let texts = &bundle.texts;
    let site = &bundle.site;
    let say = |key| texts.get(key).to_owned();
    // The criteria want the privacy notice by its whole address, https included.
    let privacy = format!("{}{}", site.host, links.privacy);
    html! {
        <footer class="it-footer" id="footer" tabindex="-1">
            <div class="it-footer-main">
                <div class="container">
                    <p class="it-footer-title">{ site.portal_name.clone() }</p>
                    <div class="row">
                        <section class="col-12 col-md-4">
                            <h2 class="footer-heading-title">{ say(Key::footer_contacts) }</h2>
                            <p>{ texts.fill(Key::shell_comune, &[("comune", &site.comune)]) }</p>
                            <p>{ say(Key::footer_contact_centre) }{ ": " }{ telephone(&site.contact_centre) }</p>
                        </section>
                        <section class="col-12 col-md-4">
                            <h2 class="footer-heading-title">{ say(Key::footer_help) }</h2>
                            <ul class="footer-list">
                                { item(&links.urgent, &say(Key::urgent_label), None) }
                                { item(&links.faq, &say(Key::footer_faq), Some("faq")) }
                                if !links.easy.is_empty() { { item(&links.easy, &say(Key::footer_easy), None) } }
                                if !links.glossary.is_empty() { { item(&links.glossary, &say(Key::footer_glossary), None) } }
                                { item(&links.appointment, &say(Key::footer_appointment), None) }
                                { item(&links.status, &say(Key::footer_status), None) }
                                { item(&links.report, &say(Key::footer_report), Some("report-inefficiency")) }
                            </ul>
                        </section>
                        <section class="col-12 col-md-4">
                            <h2 class="footer-heading-title">{ say(Key::footer_about) }</h2>
                            <ul class="footer-list">
                                { item(&site.agid_statement, &say(Key::footer_accessibility), Some("accessibility-link")) }
                                { item(&privacy, &say(Key::footer_privacy), Some("privacy-policy-link")) }
                                { item(&links.legal, &say(Key::footer_legal), Some("legal-notes")) }
                                { item(&links.sitemap, &say(Key::footer_sitemap), None) }
                                { item(&links.exit_help, &say(Key::exit_how), None) }
                            </ul>
                        </section>
                    </div>
                </div>
            </div>
        </footer>
    }
}

fn item(href: &str, words: &str, element: Option<&'static str>) -> Html {
    html! { <li><a href={href.to_owned()} data-element={element}>{ words.to_owned() }</a></li> }
}
