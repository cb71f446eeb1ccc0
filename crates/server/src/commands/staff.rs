//! `polo staff`: the first account, and help for whoever cannot get in. `polo roles`: the table of the domain. Never here: a
//! password.

use super::{CommandError, open, prepare, settings};
use crate::cli::StaffCommand;
use crate::clock::{Chance, Clock};
use crate::config::CommonArgs;
use crate::desk::{ticket_until, totp};
use domain::Secret;
use domain::role::{Grant, InvalidGrant, Login, Role, TABLE};
use std::fmt::Write as _;
use std::io::{self, Write};
use store::{AccountError, AtProvider, Member, NewAccount, Store, Ticket};

pub(super) async fn run(common: &CommonArgs, command: StaffCommand) -> Result<(), CommandError> {
    match command {
        StaffCommand::Add {
            name,
            login,
            role,
            polo,
            area,
        } => {
            let grant = grant(role.0, polo, area)?;
            // The first account may come before the first start.
            add(&prepare(&settings(common)?).await?, &name, &login, grant).await
        }
        StaffCommand::List => list(&open(common).await?).await,
        StaffCommand::Disable { login } => disable(&open(common).await?, &login).await,
        StaffCommand::Reset { login } => reset(&open(common).await?, &login).await,
        StaffCommand::Provider { login, off } => provider(&open(common).await?, &login, !off).await,
    }
}

pub(super) fn print_roles() -> Result<(), CommandError> {
    Ok(write!(io::stdout().lock(), "{}", roles())?)
}

/// The grant of these words; an id that is none is refused.
fn grant(role: Role, polo: Option<String>, area: Option<String>) -> Result<Grant, InvalidGrant> {
    Grant { role, polo, area }.to_string().parse()
}

async fn add(store: &Store, name: &str, login: &Login, grant: Grant) -> Result<(), CommandError> {
    let (chance, now) = (Chance::real(), Clock::real().now());
    let secret = Secret::from_random(chance.draw()?);
    let ticket = Ticket {
        secret: &secret,
        totp: chance.draw::<{ totp::SECRET }>()?,
        until: ticket_until(now),
    };
    let new = NewAccount {
        name,
        login,
        grants: &[grant],
        ticket,
        by: None,
        now,
    };
    store.accounts().add(new).await?;
    store.close().await;
    hand_over(&secret)
}

async fn list(store: &Store) -> Result<(), CommandError> {
    let members = store.accounts().list().await?;
    store.close().await;
    let mut out = io::stdout().lock();
    for member in members {
        let state = match (member.active, member.set_up, member.provider) {
            (false, ..) => "disabled",
            (true, true, _) => "active",
            (true, false, AtProvider::No) => "to set up",
            (true, false, _) => "provider",
        };
        let grants: Vec<String> = member.grants.iter().map(ToString::to_string).collect();
        let (name, login) = (&member.name, &member.login);
        writeln!(out, "{login:<24}  {state:<9}  {name:<24}  {}", grants.join(" "))?;
    }
    Ok(())
}

async fn disable(store: &Store, login: &Login) -> Result<(), CommandError> {
    let member = find(store, login).await?;
    store
        .accounts()
        .disable(&member.id, None, Clock::real().now())
        .await?;
    store.close().await;
    Ok(writeln!(
        io::stdout().lock(),
        "{} may sign in no longer.",
        member.name
    )?)
}

async fn reset(store: &Store, login: &Login) -> Result<(), CommandError> {
    let member = find(store, login).await?;
    let (chance, now) = (Chance::real(), Clock::real().now());
    let secret = Secret::from_random(chance.draw()?);
    let ticket = Ticket {
        secret: &secret,
        totp: chance.draw::<{ totp::SECRET }>()?,
        until: ticket_until(now),
    };
    store.accounts().reset(&member.id, ticket, None, now).await?;
    store.close().await;
    hand_over(&secret)
}

async fn provider(store: &Store, login: &Login, allowed: bool) -> Result<(), CommandError> {
    let member = find(store, login).await?;
    let now = Clock::real().now();
    store
        .accounts()
        .allow_provider(&member.id, allowed, None, now)
        .await?;
    store.close().await;
    let what = if allowed {
        "may now open"
    } else {
        "opens no longer"
    };
    let name = member.name;
    Ok(writeln!(
        io::stdout().lock(),
        "The Comune's provider {what} the account of {name}."
    )?)
}

async fn find(store: &Store, login: &Login) -> Result<Member, CommandError> {
    let members = store.accounts().list().await?;
    let found = members.into_iter().find(|member| member.login == login.as_str());
    Ok(found.ok_or(AccountError::NotFound)?)
}

fn hand_over(secret: &Secret) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", secret.grouped())?;
    Ok(writeln!(
        out,
        "Hand this ticket over, to nobody else: it sets the account up, once, within 24 hours."
    )?)
}

/// The table of `domain::role`, as `docs/roles.md` has it.
fn roles() -> String {
    let mut table = "| action |".to_owned();
    for role in Role::ALL {
        // Writing to a string cannot fail.
        let _ = write!(table, " {} |", role.word());
    }
    let _ = write!(table, "\n|---|{}\n", "---|".repeat(Role::ALL.len()));
    for (action, roles) in TABLE {
        let _ = write!(table, "| `{}` |", action.word());
        for role in Role::ALL {
            let mark = if roles.contains(role) { "yes" } else { "" };
            let _ = write!(table, " {mark} |");
        }
        table.push('\n');
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_document_says_what_the_table_says() {
        let document = include_str!("../../../../docs/roles.md");
        assert!(
            document.contains(&super::roles()),
            "docs/roles.md wants this table:\n{}",
            super::roles()
        );
    }
}
