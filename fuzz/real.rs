//! The rules of `content/`, read once.

use std::path::Path;
use std::sync::OnceLock;

use domain::assess::Rules;
use jiff::civil::date;

pub(crate) fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let site = content::load(&root, date(2026, 11, 25)).expect("content that can be read");
        site.rules().clone()
    })
}
