//! Signing in through the Comune's provider, which is npm's: `tests/peers/oidc.mjs`.

mod accounts;
mod away;
mod forged;
mod peer;
mod settings;
mod way;
