//! The addresses of the endpoints, written once for both sides.

/// `POST`: a new request.
pub const REQUESTS: &str = "/api/v1/requests";
/// `POST`: the free times of a motive at a Polo.
pub const TIMES: &str = "/api/v1/times";
/// `POST`: a seat held while the form is filled.
pub const HOLDS: &str = "/api/v1/holds";
/// `POST`: a hold let go.
pub const RELEASE: &str = "/api/v1/holds/release";
/// `POST`: what a reader says of a page.
pub const FEEDBACK: &str = "/api/v1/feedback";
/// `GET`: the description of this interface.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// `GET`: the request of that code, with `Authorization: Bearer` and the secret.
pub fn request(code: &str) -> String {
    format!("{REQUESTS}/{code}")
}

/// `POST`: a line added to the request.
pub fn lines(code: &str) -> String {
    format!("{REQUESTS}/{code}/lines")
}

/// `POST`: the request is taken back.
pub fn withdrawal(code: &str) -> String {
    format!("{REQUESTS}/{code}/withdrawal")
}

/// `POST`: a time chosen for the request, be it the first or another.
pub fn appointment(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment")
}

/// `POST`: the appointment of the request is cancelled; the request stays.
pub fn cancellation(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment/cancellation")
}

/// `POST`: everything that is held of the person for the request.
pub fn data(code: &str) -> String {
    format!("{REQUESTS}/{code}/data")
}

/// `GET`: the appointment of the request as an iCalendar file, `text/calendar`.
pub fn calendar(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment.ics")
}

/// `POST`: the request waits for a time to come free, or is asked again.
pub fn waiting(code: &str) -> String {
    format!("{REQUESTS}/{code}/waiting")
}

/// `POST`: the request waits no more.
pub fn waiting_end(code: &str) -> String {
    format!("{REQUESTS}/{code}/waiting/end")
}

/// `POST`: a time that was offered is taken.
pub fn acceptance(code: &str) -> String {
    format!("{REQUESTS}/{code}/offers/acceptance")
}

/// `POST`: none of the times offered suits.
pub fn refusal(code: &str) -> String {
    format!("{REQUESTS}/{code}/offers/refusal")
}

/// `POST`: the person wants the help project under their code no longer.
pub fn unsharing(code: &str) -> String {
    format!("{REQUESTS}/{code}/project/unsharing")
}

/// `POST`: the person does not agree with something in the help project.
pub fn objection(code: &str) -> String {
    format!("{REQUESTS}/{code}/project/objection")
}

/// The addresses of the staff desk: a cookie says who asks.
pub mod desk {
    /// `POST`: name and password; the code comes next.
    pub const SESSION: &str = "/api/v1/desk/session";
    /// `POST`: the code of the phone, or a recovery code.
    pub const SESSION_CODE: &str = "/api/v1/desk/session/code";
    /// `POST`: signs out.
    pub const SESSION_END: &str = "/api/v1/desk/session/end";
    /// `GET`: whoever is signed in.
    pub const ME: &str = "/api/v1/desk/me";
    /// `GET`: one's own sessions.
    pub const SESSIONS: &str = "/api/v1/desk/sessions";
    /// `POST`: another password.
    pub const PASSWORD: &str = "/api/v1/desk/password";
    /// `POST`: what a ticket opens.
    pub const SETUP: &str = "/api/v1/desk/setup";
    /// `POST`: the account set up with a ticket.
    pub const SETUP_DONE: &str = "/api/v1/desk/setup/done";
    /// `GET`: the accounts; `POST`: a new one.
    pub const STAFF: &str = "/api/v1/desk/staff";
    /// `GET`: what was done with accounts.
    pub const RECORD: &str = "/api/v1/desk/record";
    /// `GET`: what was erased because its time had passed.
    pub const PURGES: &str = "/api/v1/desk/purges";
    /// `GET`: what waits for the Polo, oldest promise first; `POST`: a request written for a person.
    pub const REQUESTS: &str = "/api/v1/desk/requests";
    /// `POST`: the free times that staff can book.
    pub const TIMES: &str = "/api/v1/desk/times";
    /// `POST`: a seat held for one of them.
    pub const HOLDS: &str = "/api/v1/desk/holds";

    /// `GET`: by which ways somebody can sign in.
    pub const PROVIDERS: &str = "/api/v1/desk/providers";
    /// `POST`: sets out for the Comune's provider.
    pub const SESSION_PROVIDER: &str = "/api/v1/desk/session/provider";
    /// `POST`: signs out here, and says where to do so at the provider.
    pub const SESSION_PROVIDER_END: &str = "/api/v1/desk/session/provider/end";
    /// `GET`: who waits for a time to come free.
    pub const WAITING: &str = "/api/v1/desk/waiting";
    /// `GET`: numbers without people; `?from=2026-01&to=2026-11&by=polo,motive,month`.
    pub const NUMBERS: &str = "/api/v1/desk/numbers";
    /// `GET`: the same as a file for spreadsheets.
    pub const NUMBERS_CSV: &str = "/api/v1/desk/numbers.csv";

    /// `POST`: one of one's own sessions ends.
    pub fn session_end(id: &str) -> String {
        format!("{SESSIONS}/{id}/end")
    }

    /// `POST`: `disable`, `grants`, `reset` or `provider`.
    pub fn staff(id: &str, verb: &str) -> String {
        format!("{STAFF}/{id}/{verb}")
    }

    /// `POST`: `open`, `take`, `answer`, `close`, `reopen`, `hand-over`, `hand-over/accept`, `hand-over/refuse`,
    /// `hand-over/take-back`, `notes`, `contacts`, `next`, `alike`, `proposals` or `proposals/end`; `GET`: `record`, `colleagues`
    /// or `offers`.
    pub fn request(code: &str, verb: &str) -> String {
        format!("{REQUESTS}/{code}/{verb}")
    }

    /// `GET`: some days of the agenda.
    pub const AGENDA: &str = "/api/v1/desk/agenda";
    /// `GET`: openings, absences, closed days.
    pub const AGENDA_RULES: &str = "/api/v1/desk/agenda/rules";
    /// `GET`: the requests whose appointment was missed.
    pub const AGENDA_MISSED: &str = "/api/v1/desk/agenda/missed";
    /// `GET`: loads of the team, what nobody has taken, where times run out.
    pub const AGENDA_TEAM: &str = "/api/v1/desk/agenda/team";

    /// `POST`: a change of `openings`, `absences` or `closures`.
    pub fn agenda_edit(what: &str) -> String {
        format!("{AGENDA}/{what}")
    }

    /// `POST`: what that change would do.
    pub fn agenda_preview(what: &str) -> String {
        format!("{AGENDA}/{what}/preview")
    }

    /// `POST`: how an appointment went.
    pub fn attendance(id: &str) -> String {
        format!("/api/v1/desk/appointments/{id}/attendance")
    }

    /// `POST`: a time for a request, its first or another one.
    pub fn appointment(code: &str) -> String {
        format!("{REQUESTS}/{code}/appointment")
    }

    /// `POST`: its appointment is called off.
    pub fn cancellation(code: &str) -> String {
        format!("{REQUESTS}/{code}/appointment/cancellation")
    }

    /// `POST`: a version of the help project.
    pub fn project(code: &str) -> String {
        format!("{REQUESTS}/{code}/project")
    }

    /// `POST`: `open`, `version`, `review`, `share`, `unshare`, `close` or `reopen`.
    pub fn project_verb(code: &str, verb: &str) -> String {
        format!("{REQUESTS}/{code}/project/{verb}")
    }
}
