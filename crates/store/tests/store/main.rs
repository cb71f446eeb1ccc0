//! The store through its own door, on both engines. SQLite in a temporary folder; PostgreSQL where
//! `POLO_TEST_POSTGRES` is the address of a server on which databases may be made: each test makes its own
//! and removes it.

mod audit;
mod concurrency;
mod desk;
mod feedback;
mod migrations;
mod numbers;
mod offers;
mod outbox;
mod projects;
mod purge;
mod requests;
mod rotation;
mod secrecy;
mod turns;
mod work;
mod world;
