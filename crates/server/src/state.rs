//! What every handler can reach. Never here: what is done with it.

use crate::clock::{Chance, Clock};
use crate::desk::Desk;
use crate::messages::Postbox;
use crate::sender::Trust;
use crate::site::Site;
use crate::throttle::Throttle;
use std::sync::Arc;
use store::Store;

/// The server's parts. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database and the vault.
    pub store: Store,
    /// The built site.
    pub site: Arc<Site>,
    /// Tells the time.
    pub clock: Clock,
    /// Draws codes and secrets.
    pub chance: Chance,
    /// How often an address may do what could be abused.
    pub throttle: Arc<Throttle>,
    /// Which proxies speak for others.
    pub trust: Arc<Trust>,
    /// What the staff desk keeps in memory.
    pub desk: Arc<Desk>,
    /// Which ways messages can go, and the bell of whoever sends them.
    pub postbox: Postbox,
}
