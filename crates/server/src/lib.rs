//! The server of the portal: the interface, the site, the command line. What it asks of the rest: rules of `domain`,
//! shapes of `api`, rooms of `store`, words and pages of `content` and `portal`.

pub mod agenda;
pub mod api;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod desk;
pub mod first_contact;
pub mod headers;
pub mod health;
pub mod logging;
pub mod messages;
pub mod my_data;
pub mod numbers;
pub mod offers;
pub mod planning;
pub mod problem;
pub mod project;
pub mod sender;
pub mod serve;
pub mod site;
pub mod state;
pub mod throttle;
