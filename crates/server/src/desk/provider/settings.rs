//! What can be set of the Comune's provider: `[oidc]` of the settings' file. The client's secret stands in a file of its own,
//! which only `serve` reads. Never here: what the provider says.

use serde::Deserialize;
use std::path::PathBuf;

/// `[oidc]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderFile {
    /// The provider's address, as it writes it itself; its description is below it.
    pub issuer: String,
    /// What the provider calls this portal.
    pub client_id: String,
    /// The file that holds the secret of the client; without one the client is public, and PKCE alone protects the code.
    pub client_secret_file: Option<PathBuf>,
    /// The address of the portal, `https://polo.comune.example`: people come back to it.
    pub origin: String,
    /// How the provider is called on the button, «Entra con …».
    pub name: String,
    /// What is asked for beside `openid`.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// The claim that is the login of an account which awaits its first sign-in.
    #[serde(default = "claim")]
    pub claim: String,
    /// One of these must be the token's `acr`. They are asked for as well.
    #[serde(default)]
    pub acr_values: Vec<String>,
    /// One of these must be among the token's `amr`.
    #[serde(default)]
    pub amr_values: Vec<String>,
    /// Whether the provider lets nobody in without a second factor, and is believed without saying so.
    #[serde(default)]
    pub any_factor: bool,
    /// Whether passwords open the desk beside the provider.
    #[serde(default = "yes")]
    pub passwords: bool,
}

fn scopes() -> Vec<String> {
    vec!["profile".to_owned()]
}

fn claim() -> String {
    "preferred_username".to_owned()
}

fn yes() -> bool {
    true
}

/// The settings would let in whom they should not, or cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderSettingsError {
    /// An address on another machine without TLS, or none.
    #[error("`{0}` in [oidc] must begin with https://, or name this machine, and end before any `?` or `#`")]
    Address(&'static str),
    /// A portal is a whole host.
    #[error("`origin` in [oidc] is the scheme and the host alone, like https://polo.comune.example")]
    Origin,
    /// Something that must be said.
    #[error("`{0}` in [oidc] is empty")]
    Empty(&'static str),
    /// What people are to read on a button.
    #[error("`name` in [oidc] has more than 60 characters")]
    LongName,
    /// Nothing tells of a second factor.
    #[error(
        "[oidc] says nothing of a second factor: name the provider's words for it in `acr_values` or `amr_values`, or say \
         `any_factor = true` if the provider lets nobody in without one"
    )]
    NoFactor,
}

impl ProviderFile {
    /// What would not do, if anything.
    pub fn check(&self) -> Result<(), ProviderSettingsError> {
        use ProviderSettingsError::{Address, Empty, LongName, NoFactor, Origin};
        let texts = [
            ("client_id", &self.client_id),
            ("name", &self.name),
            ("claim", &self.claim),
        ];
        if let Some((name, _)) = texts.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Empty(name));
        }
        if self.name.chars().count() > 60 {
            return Err(LongName);
        }
        if !is_plain(&self.issuer) {
            return Err(Address("issuer"));
        }
        if !is_plain(&self.origin) {
            return Err(Address("origin"));
        }
        if reqwest::Url::parse(&self.origin).is_ok_and(|origin| origin.path() != "/") {
            return Err(Origin);
        }
        if self.acr_values.is_empty() && self.amr_values.is_empty() && !self.any_factor {
            return Err(NoFactor);
        }
        Ok(())
    }
}

/// An address of ours or of the provider's, without what would be lost or doubled when something is put behind it.
fn is_plain(address: &str) -> bool {
    reqwest::Url::parse(address).is_ok_and(|url| {
        is_safe(&url) && url.query().is_none() && url.fragment().is_none() && url.username().is_empty()
    })
}

/// TLS, or this machine.
pub(super) fn is_safe(url: &reqwest::Url) -> bool {
    let is_here = |host| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    url.scheme() == "https" || url.scheme() == "http" && url.host_str().is_some_and(is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(change: &str) -> Result<(), ProviderSettingsError> {
        let mut lines = toml::toml! {
            issuer = "https://accessi.comune.example/realms/comune"
            client_id = "polo"
            origin = "https://polo.comune.example"
            name = "Accesso del Comune"
            acr_values = ["mfa"]
        };
        lines.extend(toml::from_str::<toml::Table>(change).expect("TOML"));
        lines.try_into::<ProviderFile>().expect("fields").check()
    }

    #[test]
    fn a_provider_is_asked_over_tls_and_must_tell_of_a_second_factor() {
        use ProviderSettingsError::{Address, Empty, LongName, NoFactor, Origin};
        let long = format!("name = \"{}\"", "a".repeat(61));
        for (change, found) in [
            ("", Ok(())),
            ("issuer = \"http://127.0.0.1:4000\"", Ok(())),
            ("acr_values = []\namr_values = [\"otp\"]", Ok(())),
            ("acr_values = []\nany_factor = true", Ok(())),
            (
                "issuer = \"http://accessi.comune.example\"",
                Err(Address("issuer")),
            ),
            ("issuer = \"accessi.comune.example\"", Err(Address("issuer"))),
            ("issuer = \"https://a.example/?x=1\"", Err(Address("issuer"))),
            ("origin = \"http://polo.comune.example\"", Err(Address("origin"))),
            ("origin = \"https://polo.comune.example/desk/\"", Err(Origin)),
            ("name = \" \"", Err(Empty("name"))),
            (&long, Err(LongName)),
            ("client_id = \"\"", Err(Empty("client_id"))),
            ("acr_values = []", Err(NoFactor)),
        ] {
            assert_eq!(checked(change), found, "{change}");
        }
    }
}
