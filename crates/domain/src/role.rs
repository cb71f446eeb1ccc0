//! Who may do what at the Polo: roles, grants, and the one table that says it. What the server allows, what
//! `docs/roles.md` says and what the tests walk all come from [`TABLE`]. Never here: who signs in, and how.

use std::fmt;
use std::str::FromStr;

crate::words! {
    /// What somebody is at the Polo.
    Role {
        /// Whoever answers at the door and on the phone: sorts what comes in, books, writes to people.
        FrontDesk = "front_desk",
        /// A social worker.
        SocialWorker = "social_worker",
        /// Whoever answers for a Polo, or for an area in it.
        Coordinator = "coordinator",
        /// Whoever gives and takes away accounts. Reads nothing of any person.
        Administrator = "administrator",
        /// Whoever checks that all is in order. Reads the record and nothing else.
        Auditor = "auditor",
    }
}

crate::words! {
    /// What can be done at the desk.
    Action {
        /// One's own account: one's sessions, one's password.
        OwnAccount = "own_account",
        /// See the list of requests, which holds nothing that concerns a person.
        ListQueue = "list_queue",
        /// Open a request and read what concerns the person; the person reads who did.
        OpenRequest = "open_request",
        /// Take a request in charge.
        Take = "take",
        /// Give a request to somebody else, or to another Polo.
        HandOver = "hand_over",
        /// Write to the person.
        Answer = "answer",
        /// Write a note that colleagues read.
        Note = "note",
        /// Close a request.
        Close = "close",
        /// Open a closed request again.
        Reopen = "reopen",
        /// Say when somebody is there.
        EditOpenings = "edit_openings",
        /// Say when somebody is away, and when a Polo is closed.
        EditAbsences = "edit_absences",
        /// See who is expected, and when.
        SeeAgenda = "see_agenda",
        /// Book, move or cancel an appointment for a person.
        Book = "book",
        /// Say who came.
        MarkAttendance = "mark_attendance",
        /// Give accounts, take them away, say who may do what.
        ManageAccounts = "manage_accounts",
        /// Read who did what.
        ReadRecord = "read_record",
        /// See how many, how long: numbers without people.
        SeeNumbers = "see_numbers",
        /// Open a help project and its older versions; the person reads who did.
        SeeProject = "see_project",
        /// Write a help project, look at it again, share it with the person, close it.
        EditProject = "edit_project",
    }
}

use Role::{Administrator, Auditor, Coordinator, FrontDesk, SocialWorker};

/// Which roles may do what, each in the Polo and the area of its grant. An action that is not here is nobody's.
pub const TABLE: &[(Action, &[Role])] = &[
    (
        Action::OwnAccount,
        &[FrontDesk, SocialWorker, Coordinator, Administrator, Auditor],
    ),
    (Action::ListQueue, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::OpenRequest, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::Take, &[SocialWorker, Coordinator]),
    (Action::HandOver, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::Answer, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::Note, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::Close, &[SocialWorker, Coordinator]),
    (Action::Reopen, &[Coordinator]),
    (Action::EditOpenings, &[Coordinator]),
    (Action::EditAbsences, &[Coordinator]),
    (Action::SeeAgenda, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::Book, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::MarkAttendance, &[FrontDesk, SocialWorker, Coordinator]),
    (Action::ManageAccounts, &[Administrator]),
    (Action::ReadRecord, &[Auditor]),
    (Action::SeeNumbers, &[Coordinator, Administrator]),
    (Action::SeeProject, &[SocialWorker, Coordinator]),
    (Action::EditProject, &[SocialWorker, Coordinator]),
];

/// Whether the table lets that role do it.
pub fn may(role: Role, action: Action) -> bool {
    TABLE
        .iter()
        .any(|(other, roles)| *other == action && roles.contains(&role))
}

/// A role in a Polo and an area of it, by id; `None` is all of them. Written `social_worker:pablo:disabilita`, with `*`
/// for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What somebody is.
    pub role: Role,
    /// The Polo, by id.
    pub polo: Option<String>,
    /// The area, by id.
    pub area: Option<String>,
}

/// What was written is no grant; it says nothing of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a grant is written role:polo:area, with * for all")]
pub struct InvalidGrant;

impl Grant {
    /// The role in every Polo and every area.
    pub fn everywhere(role: Role) -> Self {
        Self {
            role,
            polo: None,
            area: None,
        }
    }

    /// Whether it lets its holder do that in this Polo and this area; `None` stands for all of them, which only a grant
    /// of all covers.
    pub fn allows(&self, action: Action, polo: Option<&str>, area: Option<&str>) -> bool {
        let covers = |own: &Option<String>, asked: Option<&str>| own.is_none() || own.as_deref() == asked;
        may(self.role, action) && covers(&self.polo, polo) && covers(&self.area, area)
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |id: &Option<String>| id.clone().unwrap_or_else(|| "*".to_owned());
        write!(f, "{}:{}:{}", self.role.word(), all(&self.polo), all(&self.area))
    }
}

impl FromStr for Grant {
    type Err = InvalidGrant;

    fn from_str(written: &str) -> Result<Self, InvalidGrant> {
        let mut parts = written.split(':');
        let mut part = || parts.next().ok_or(InvalidGrant);
        let role = Role::of(part()?).ok_or(InvalidGrant)?;
        let (polo, area) = (id(part()?)?, id(part()?)?);
        match parts.next() {
            None => Ok(Self { role, polo, area }),
            Some(_) => Err(InvalidGrant),
        }
    }
}

/// Small letters, digits and hyphens, as ids in `content/` are; `*` is all.
fn id(written: &str) -> Result<Option<String>, InvalidGrant> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match written {
        "*" => Ok(None),
        id if (1..=60).contains(&id.len()) && id.chars().all(fits) => Ok(Some(id.to_owned())),
        _ => Err(InvalidGrant),
    }
}

/// The name by which somebody signs in: 3 to 60 small letters, digits, `.`, `-`, `_` and `@`; capitals are made small. Its
/// `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Login(String);

/// What was written is no login; it says nothing of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a login has 3 to 60 letters without accents, digits, and the signs . - _ @")]
pub struct InvalidLogin;

impl Login {
    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = InvalidLogin;

    fn from_str(written: &str) -> Result<Self, InvalidLogin> {
        let login = written.trim().to_ascii_lowercase();
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_@".contains(&byte);
        if (3..=60).contains(&login.len()) && login.bytes().all(fits) {
            Ok(Self(login))
        } else {
            Err(InvalidLogin)
        }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_row_and_every_role_can_do_something() {
        for action in Action::ALL {
            let rows = TABLE.iter().filter(|(other, _)| other == action);
            assert_eq!(rows.count(), 1, "{action:?}");
        }
        for &role in Role::ALL {
            assert!(may(role, Action::OwnAccount), "{role:?}");
        }
    }

    #[test]
    fn whoever_gives_accounts_or_reads_the_record_reads_nothing_of_a_person() {
        for role in [Role::Administrator, Role::Auditor] {
            for action in [
                Action::ListQueue,
                Action::OpenRequest,
                Action::Answer,
                Action::SeeAgenda,
            ] {
                assert!(!may(role, action), "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn a_grant_holds_in_its_polo_and_its_area_alone() {
        let allows = |grant: &str, polo, area| {
            let grant: Grant = grant.parse().expect("a grant");
            grant.allows(Action::Take, polo, area)
        };
        assert!(allows("social_worker:pablo:*", Some("pablo"), Some("disabilita")));
        assert!(!allows(
            "social_worker:pablo:*",
            Some("lubiana"),
            Some("disabilita")
        ));
        assert!(!allows("social_worker:pablo:*", None, None));
        assert!(allows(
            "coordinator:*:disabilita",
            Some("pablo"),
            Some("disabilita")
        ));
        assert!(!allows(
            "coordinator:*:disabilita",
            Some("pablo"),
            Some("accoglienza")
        ));
        assert!(!allows("coordinator:*:disabilita", Some("pablo"), None));
        assert!(allows("coordinator:*:*", None, None));
        assert!(!allows("front_desk:*:*", Some("pablo"), Some("disabilita")));
    }

    #[test]
    fn what_is_written_is_read_again_and_a_slip_is_not() {
        for written in ["front_desk:*:*", "auditor:san-leonardo:non-autosufficienza"] {
            assert_eq!(
                written.parse::<Grant>().map(|grant| grant.to_string()),
                Ok(written.to_owned())
            );
        }
        for slip in [
            "",
            "front_desk",
            "front_desk:*",
            "king:*:*",
            "auditor:*:*:*",
            "auditor::*",
            "auditor:Pablo:*",
        ] {
            assert_eq!(slip.parse::<Grant>(), Err(InvalidGrant), "{slip}");
        }
    }

    #[test]
    fn a_login_is_small_and_plain() {
        let login: Login = " Sara.B@comune ".parse().expect("fair");
        assert_eq!(login.as_str(), "sara.b@comune");
        assert_eq!(format!("{login:?}"), "Login(…)");
        for slip in ["", "ab", "sara b", "sarà", &"a".repeat(61)] {
            assert_eq!(slip.parse::<Login>(), Err(InvalidLogin), "{slip}");
        }
    }
}
