//! The interface, asked as a program asks it: over HTTP, on SQLite and, where `POLO_TEST_POSTGRES` gives the address of a
//! server, on PostgreSQL. One folder a resource, one file a verb.

mod agenda;
mod audit;
mod commands;
mod desk;
mod edge;
mod feedback;
mod forms;
mod headers;
mod killed;
mod messages;
mod numbers;
mod openapi;
mod process;
mod requests;
mod secrecy;
mod stopping;
mod world;
