//! Every link leads somewhere: a page, a route of the app, an anchor that is there, a number that can be dialled.
//! Never here: whether the rest of the web answers.

use domain::contact::Email;

use super::Check;
use crate::{Link, Page};

pub(super) fn check(check: &mut Check<'_>) {
    for page in &check.site.pages {
        for link in &page.links {
            if let Err(message) = leads(check, page, link) {
                check.say(page.keys.on(link.line, message));
            }
        }
    }
}

fn leads(check: &Check<'_>, page: &Page, link: &Link) -> Result<(), String> {
    let target = link.target.as_str();
    if let Some(anchor) = target.strip_prefix('#') {
        return has_anchor(page, anchor);
    }
    if target.starts_with('/') && !target.starts_with("//") {
        return inside(check, target);
    }
    if let Some(number) = target.strip_prefix("tel:") {
        let digits = number.strip_prefix('+').unwrap_or(number);
        let can_be_dialled = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        return can_be_dialled.then_some(()).ok_or_else(|| {
            format!("`{target}` cannot be dialled; allowed: `tel:` and digits without spaces, with or without a `+`")
        });
    }
    if let Some(address) = target.strip_prefix("mailto:") {
        return Email::parse(address)
            .map(drop)
            .map_err(|_| format!("`{target}` is not an email address"));
    }
    let host = check.site.settings.host.trim_end_matches('/');
    if target
        .strip_prefix(host)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    {
        return Err(format!(
            "`{target}` is this site: write the path alone, like `/servizi/`"
        ));
    }
    if target.len() > "https://".len() && target.starts_with("https://") {
        return Ok(());
    }
    Err(format!(
        "`{target}` is not a link; allowed: `/a/path/`, `#anchor`, `https://…`, `tel:…`, `mailto:…`"
    ))
}

fn inside(check: &Check<'_>, target: &str) -> Result<(), String> {
    let (before, anchor) = target.split_once('#').unwrap_or((target, ""));
    let (path, _) = before.split_once('?').unwrap_or((before, ""));
    if check.routes.contains(path) {
        return Ok(());
    }
    match check.site.page(path) {
        Some(_) if anchor.is_empty() => Ok(()),
        Some(page) => has_anchor(page, anchor),
        None => {
            let slashed = format!("{path}/");
            if check.site.page(&slashed).is_some() || check.routes.contains(slashed.as_str()) {
                return Err(format!(
                    "the link `{target}` lacks its final slash; allowed: `{slashed}`"
                ));
            }
            Err(format!(
                "the link `{target}` is dead: no page and no route of the app has the address {path}"
            ))
        }
    }
}

fn has_anchor(page: &Page, anchor: &str) -> Result<(), String> {
    if page.headings.iter().any(|heading| heading.id == anchor) {
        return Ok(());
    }
    let allowed = super::front::list(page.headings.iter().map(|heading| heading.id.as_str()));
    Err(format!(
        "the page {} has no heading with the anchor `{anchor}`; allowed: {allowed}",
        page.path
    ))
}
