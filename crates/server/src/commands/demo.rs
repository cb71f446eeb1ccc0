//! Invented requests for a new database, so that the staff desk has something to show: some late, some for today, some with
//! nothing but what is asked of everybody. Never here: staff and openings (`agenda`).

use super::CommandError;
use crate::clock::{Chance, in_italy};
use crate::site::Site;
use domain::request::Draft;
use domain::{Code, Secret};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::{NewRequest, Notify, Once, Store};

/// How many hours ago each came, and what it says.
fn invented() -> [(i64, Value); 8] {
    [
        (
            190,
            json!({
                "motive": "casa", "for_whom": "myself", "polo": "pablo", "reply_by": "phone", "phone": "0521 000 101",
                "name": "Amina", "safe_hours": ["morning"], "language": "arabo", "interpreter": true,
                "note": "È arrivata una lettera del proprietario. Non capisco se dobbiamo uscire.",
            }),
        ),
        (
            150,
            json!({
                "motive": "famiglia", "for_whom": "relative", "role": "La nonna", "aware": "yes", "polo": "lubiana",
                "way": "at_polo", "days": ["tue", "thu"], "parts": ["morning"], "reply_by": "code",
            }),
        ),
        (
            98,
            json!({
                "motive": "soldi", "for_whom": "myself", "polo": "montanara", "reply_by": "email",
                "email": "rosa@example.org", "name": "Rosa", "note": "Ho perso il lavoro a settembre.",
            }),
        ),
        (
            75,
            json!({
                "motive": "casa", "for_whom": "other", "role": "Vicina di casa", "aware": "no", "polo": "pablo",
                "reply_by": "phone", "phone": "0521 000 102", "leave_message": "yes",
                "note": "Non la vedo da giorni, le bollette restano nella cassetta.",
            }),
        ),
        (
            52,
            json!({
                "motive": "famiglia", "for_whom": "myself", "polo": "san-leonardo", "reply_by": "phone",
                "phone": "0521 000 103", "safe_hours": ["midday"], "leave_message": "no", "avoid": "Un cugino che lavora in Comune",
            }),
        ),
        (
            30,
            json!({ "motive": "soldi", "for_whom": "myself", "polo": "pablo", "reply_by": "code" }),
        ),
        (
            7,
            json!({
                "motive": "casa", "for_whom": "myself", "polo": "lubiana", "way": "phone", "reply_by": "phone",
                "phone": "0521 000 104", "name": "Gino", "access": "Sento poco: parlate forte.",
            }),
        ),
        (
            1,
            json!({ "motive": "soldi", "for_whom": "relative", "role": "Il figlio", "aware": "yes", "polo": "montanara", "reply_by": "code" }),
        ),
    ]
}

/// Sends them all, each at its hour; gives how many. One whose Polo or motive the instance does not have is left out.
pub(super) async fn send(store: &Store, site: &Site, now: Timestamp) -> Result<usize, CommandError> {
    let bundle = site.bundle("");
    let chance = Chance::real();
    let mut sent = 0;
    for (hours, said) in invented() {
        let at = now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now);
        let draft: Draft = serde_json::from_value(said).unwrap_or_default();
        let draft = Draft {
            consent: true,
            ..draft
        };
        let today = in_italy(at).date();
        let Ok(request) = draft.check(&bundle.catalogue, in_italy(at).into()) else {
            continue;
        };
        let new = NewRequest {
            request: &request,
            code: Code::from_random(chance.draw()?),
            secret: Secret::from_random(chance.draw()?),
            now: at,
            year: today.year(),
            answer_by: site.holidays.promise(today, bundle.site.answer_within_days),
            notify: Notify::nobody(),
            once: Once {
                key: None,
                fingerprint: [0; 32],
            },
        };
        // A code that is taken costs the demonstration one request.
        if store.requests().create(new).await.is_ok() {
            sent += 1;
        }
    }
    Ok(sent)
}
