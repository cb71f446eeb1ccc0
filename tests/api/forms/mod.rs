//! The forms that a browser sends by itself, without scripts: answered by pages, with nothing lost.

mod feedback;
mod guide;
mod project;
mod request;
mod status;
mod times;
mod waiting;

use crate::world::{Answer, World};

/// Sends a form as a browser does.
pub(crate) async fn submit(world: &World, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let escaped = |text: &str| -> String {
        let escape = |byte: u8| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        };
        text.bytes().map(escape).collect()
    };
    let body: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    world
        .call(reqwest::Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .raw(body.join("&"))
        .send()
        .await
}

/// The least that can be asked, as the summary sends it.
pub(crate) const LEAST: [(&str, &str); 5] = [
    ("from", "summary"),
    ("motive", "casa"),
    ("polo", "pablo"),
    ("reply_by", "code"),
    ("consent", "true"),
];

/// Code and secret of a receipt: those of its secret link.
pub(crate) fn keys(page: &str) -> (String, String) {
    let link = page.split_once("/richiesta/#").expect("a secret link").1;
    let link = link.split('"').next().expect("the end of the link");
    let (code, secret) = link.split_once('.').expect("code and secret");
    (code.to_owned(), secret.to_owned())
}
