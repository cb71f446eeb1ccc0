//! Cold visits on a slow phone: when something shows, when the largest part does, when the app is live.

use std::net::SocketAddr;
use std::process::Command;

use crate::{Outcome, command, node, weights};

/// Where in the site the kinds of pages begin; of each the first page is visited, or the address itself.
const KINDS: [&str; 13] = [
    "/",
    "/servizi/",
    "/servizi/assistenza-domiciliare/",
    "/servizi/misure/assegno-di-inclusione/",
    "/poli/pablo/",
    "/aiuto-urgente/",
    "/domande-frequenti/",
    "/facile/",
    "/appuntamento/",
    "/richiesta/",
    "/orientarsi/domande/",
    "/trova-il-tuo-polo/",
    "/cerca/",
];

/// A markdown table of the pages of each kind that the site has.
pub(crate) fn table(address: SocketAddr) -> Outcome<String> {
    let chromium = node::ensure_chromium()?;
    let there: Vec<String> = weights::pages().into_iter().map(|page| page.route).collect();
    let mut visits = Command::new("node");
    visits.arg("xtask/cold.mjs").arg(format!("http://{address}"));
    visits.args(KINDS.iter().filter(|kind| there.iter().any(|page| page == *kind)));
    command::answer(visits.env("CHROME_PATH", chromium))
}
