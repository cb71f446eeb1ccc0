//! Messages, from the outbox to real peers: a mail server, gateways that enforce their rules.

mod gateways;
mod mail;
mod peers;
mod running;
mod texts;
