//! What the desk and the server say to each other of the Comune's provider.

use serde::{Deserialize, Serialize};

/// By which ways somebody can sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaysIn {
    /// Whether name, password and code open the desk.
    pub passwords: bool,
    /// The providers that do; none or one.
    pub providers: Vec<ProviderView>,
}

/// A provider that opens the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderView {
    /// How it is called: «Entra con …».
    pub name: String,
}

/// Where to go on.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtProvider {
    /// An address of the provider's, for this browser alone, within ten minutes.
    pub url: String,
}

/// What is left to do after signing out here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// Where to sign out at the provider; absent for whoever did not come through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The body of `POST /api/v1/desk/staff/{id}/provider`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ProviderAccess {
    /// Whether the provider may open the account from now on.
    pub allowed: bool,
}
