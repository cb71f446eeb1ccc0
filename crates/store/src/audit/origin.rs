//! From where something is done. It is said once, around the whole of the work, and every entry made within bears it: a
//! handler cannot forget it, nor say another. Never here: a network address.

use std::fmt;

tokio::task_local! {
    static ORIGIN: Origin;
}

/// From where something is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The public pages, by whoever holds code and secret.
    Portal,
    /// The staff desk, in the session of this id, which opens nothing; empty before somebody is signed in.
    Desk(String),
    /// A command of `polo`, by whoever runs the machine.
    CommandLine,
    /// The program by itself.
    #[default]
    Server,
    /// It was not kept yet.
    Unknown,
}

impl Origin {
    /// Does the work as from there.
    pub async fn during<T>(self, work: impl Future<Output = T>) -> T {
        ORIGIN.scope(self, work).await
    }

    /// From where the work is done that runs now; by the program itself where nobody has said.
    pub(crate) fn now() -> Self {
        ORIGIN.try_with(Clone::clone).unwrap_or_default()
    }

    /// The word that is kept, and what is kept of the session.
    pub(crate) fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Portal => ("portal", ""),
            Self::Desk(session) => ("desk", session),
            Self::CommandLine => ("command_line", ""),
            Self::Server => ("server", ""),
            Self::Unknown => ("", ""),
        }
    }

    /// The same again, out of its parts.
    pub(crate) fn of(word: &str, session: &str) -> Option<Self> {
        Some(match word {
            "portal" => Self::Portal,
            "desk" => Self::Desk(session.to_owned()),
            "command_line" => Self::CommandLine,
            "server" => Self::Server,
            "" => Self::Unknown,
            _ => return None,
        })
    }

    /// The session at the desk, where there is one.
    pub fn session(&self) -> &str {
        self.parts().1
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.parts().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_said_around_the_work_holds_within_it() {
        assert_eq!(Origin::now(), Origin::Server);
        let within = Origin::Portal.during(async {
            let inner = Origin::Desk("a-session".to_owned()).during(async { Origin::now() });
            (inner.await, Origin::now())
        });
        assert_eq!(
            within.await,
            (Origin::Desk("a-session".to_owned()), Origin::Portal)
        );
    }

    #[test]
    fn what_is_kept_is_read_again() {
        for origin in [
            Origin::Portal,
            Origin::Desk("a-session".to_owned()),
            Origin::CommandLine,
            Origin::Server,
            Origin::Unknown,
        ] {
            let (word, session) = origin.parts();
            assert_eq!(Origin::of(word, session), Some(origin.clone()));
        }
        assert_eq!(Origin::of("moon", ""), None);
    }
}
