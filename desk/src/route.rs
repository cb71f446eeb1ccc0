//! The screens and their addresses. A new screen is a variant here, a line in `pages::screen` and, if it is to be found from
//! everywhere, one in `frame::ENTRIES`.

/// Where the desk begins.
pub const ROOT: &str = "/desk";

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What waits: `/desk`.
    Queue,
    /// A request, by its code: `/desk/richieste/K7M2Q-9XT4J`.
    Request(String),
    /// The help project of a request: `/desk/richieste/K7M2Q-9XT4J/progetto`.
    Project(String),
    /// Who is expected, and when: `/desk/agenda`.
    Agenda,
    /// Openings, absences, closed days: `/desk/agenda/orari`.
    Rules,
    /// Loads, what nobody took, where times run out: `/desk/squadra`.
    Team,
    /// Accounts: `/desk/persone`.
    People,
    /// One's own sessions and password: `/desk/io`.
    Own,
    /// Who did what: `/desk/registro`.
    Record,
    /// How many, how long: `/desk/numeri`.
    Numbers,
    /// An account set up with a ticket, by whoever is not signed in yet: `/desk/attiva`.
    SetUp,
    /// No screen has this address.
    Unknown,
}

impl Route {
    /// The screen of a path.
    pub fn parse(path: &str) -> Self {
        let rest = path.strip_prefix(ROOT).unwrap_or(path);
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] | ["richieste"] => Self::Queue,
            ["richieste", code] => Self::Request((*code).to_owned()),
            ["richieste", code, "progetto"] => Self::Project((*code).to_owned()),
            ["agenda"] => Self::Agenda,
            ["agenda", "orari"] => Self::Rules,
            ["squadra"] => Self::Team,
            ["persone"] => Self::People,
            ["io"] => Self::Own,
            ["registro"] => Self::Record,
            ["numeri"] => Self::Numbers,
            ["attiva"] => Self::SetUp,
            _ => Self::Unknown,
        }
    }

    /// Its address.
    pub fn path(&self) -> String {
        match self {
            Self::Queue | Self::Unknown => ROOT.to_owned(),
            Self::Request(code) => format!("{ROOT}/richieste/{code}"),
            Self::Project(code) => format!("{ROOT}/richieste/{code}/progetto"),
            Self::Agenda => format!("{ROOT}/agenda"),
            Self::Rules => format!("{ROOT}/agenda/orari"),
            Self::Team => format!("{ROOT}/squadra"),
            Self::People => format!("{ROOT}/persone"),
            Self::Own => format!("{ROOT}/io"),
            Self::Record => format!("{ROOT}/registro"),
            Self::Numbers => format!("{ROOT}/numeri"),
            Self::SetUp => format!("{ROOT}/attiva"),
        }
    }
}

/// Whether a path is the desk's.
pub fn is_desk(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_found_at_its_own_address() {
        for route in [
            Route::Queue,
            Route::Request("K7M2Q-9XT4J".to_owned()),
            Route::Project("K7M2Q-9XT4J".to_owned()),
            Route::Agenda,
            Route::Rules,
            Route::Team,
            Route::People,
            Route::Own,
            Route::Record,
            Route::Numbers,
            Route::SetUp,
        ] {
            assert_eq!(Route::parse(&route.path()), route);
            assert_eq!(Route::parse(&(route.path() + "/")), route);
            assert!(is_desk(&route.path()));
        }
        assert_eq!(Route::parse("/desk/altro"), Route::Unknown);
        assert!(!is_desk("/deskaltro"));
    }
}
