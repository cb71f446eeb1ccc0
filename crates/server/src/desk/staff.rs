//! `/api/v1/desk/staff`, `/record`: accounts given, changed and taken away, by whoever administers the Polo or area that they
//! are for. Nobody changes their own.

use super::door::Signed;
use super::{draw, ticket_until, totp};
use crate::api::{Nothing, Sent};
use crate::problem::{Fail, FieldFail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::{AccountRecordView, NewGrants, NewStaff, StaffView, TicketView};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::Catalogue;
use domain::Secret;
use domain::role::{Action, Grant, Login};
use domain::text::Text;
use store::{AtProvider, Member, NewAccount, Ticket};

/// How many entries of the record are shown.
const SHOWN: u32 = 500;

/// The accounts within what one administers, by name.
#[utoipa::path(
    get, path = "/api/v1/desk/staff", tag = "desk", operation_id = "desk_staff",
    responses((status = 200, body = Vec<StaffView>, description = "The accounts."))
)]
pub(super) async fn list(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<StaffView>>, Fail> {
    let members = state.store.accounts().list().await?;
    let own = members
        .into_iter()
        .filter(|member| administers(&signed, &member.grants).is_ok());
    Ok(Json(own.map(view).collect()))
}

/// Gives somebody an account. The ticket is handed over: with it the person sets the account up.
#[utoipa::path(
    post, path = "/api/v1/desk/staff", tag = "desk", operation_id = "desk_add_staff", request_body = NewStaff,
    responses((status = 201, body = TicketView, description = "The account, and its ticket."))
)]
pub(super) async fn add(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    sent: Sent<NewStaff>,
) -> Result<(StatusCode, Json<TicketView>), Fail> {
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let (name, login, grants) = checked(&sent.body, catalogue)?;
    administers(&signed, &grants)?;
    let now = state.clock.now();
    let (secret, totp) = (draw(&state)?, state.chance.draw::<{ totp::SECRET }>()?);
    let ticket = Ticket {
        secret: &secret,
        totp,
        until: ticket_until(now),
    };
    let new = NewAccount {
        name: &name,
        login: &login,
        grants: &grants,
        ticket,
        by: Some(signed.staff()),
        now,
    };
    let id = state.store.accounts().add(new).await?;
    Ok((StatusCode::CREATED, Json(shown(id, &secret, ticket))))
}

/// Somebody may sign in no longer: every session of theirs ends at once.
#[utoipa::path(
    post, path = "/api/v1/desk/staff/{id}/disable", tag = "desk", operation_id = "desk_disable_staff",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = StaffView, description = "The account as it is now."))
)]
pub(super) async fn disable(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<StaffView>, Fail> {
    another(&state, &signed, &id).await?;
    let accounts = state.store.accounts();
    accounts
        .disable(&id, Some(signed.staff()), state.clock.now())
        .await?;
    as_it_is(&state, &id).await
}

pub(super) async fn as_it_is(state: &AppState, id: &str) -> Result<Json<StaffView>, Fail> {
    let found = state.store.accounts().find(id).await?;
    Ok(Json(found.map(view).ok_or(Kind::NotThere)?))
}

/// Says what somebody may do from now on; it holds for sessions that are open, too.
#[utoipa::path(
    post, path = "/api/v1/desk/staff/{id}/grants", tag = "desk", operation_id = "desk_grants", request_body = NewGrants,
    responses((status = 200, body = StaffView, description = "The account as it is now."))
)]
pub(super) async fn grants(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(id): Path<String>,
    sent: Sent<NewGrants>,
) -> Result<Json<StaffView>, Fail> {
    another(&state, &signed, &id).await?;
    let catalogue = &state.site.bundle(&sender.language).catalogue;
    let grants = checked_grants(&sent.body.grants, catalogue).map_err(|fault| Fail::fields(vec![fault]))?;
    administers(&signed, &grants)?;
    let accounts = state.store.accounts();
    accounts
        .set_grants(&id, &grants, Some(signed.staff()), state.clock.now())
        .await?;
    as_it_is(&state, &id).await
}

/// For a lost phone or a forgotten password, and for whoever comes back: password, codes and sessions go, a ticket comes.
#[utoipa::path(
    post, path = "/api/v1/desk/staff/{id}/reset", tag = "desk", operation_id = "desk_reset_staff",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = TicketView, description = "The ticket to hand over."))
)]
pub(super) async fn reset(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<TicketView>, Fail> {
    another(&state, &signed, &id).await?;
    let now = state.clock.now();
    let (secret, totp) = (draw(&state)?, state.chance.draw::<{ totp::SECRET }>()?);
    let ticket = Ticket {
        secret: &secret,
        totp,
        until: ticket_until(now),
    };
    state
        .store
        .accounts()
        .reset(&id, ticket, Some(signed.staff()), now)
        .await?;
    Ok(Json(shown(id, &secret, ticket)))
}

/// What was done with accounts, newest first. For whoever reads the record of every Polo.
#[utoipa::path(
    get, path = "/api/v1/desk/record", tag = "desk", operation_id = "desk_record",
    responses((status = 200, body = Vec<AccountRecordView>, description = "The 500 newest entries."))
)]
pub(super) async fn record(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<AccountRecordView>>, Fail> {
    signed.may(Action::ReadRecord, None, None)?;
    let entries = state.store.accounts().record(SHOWN).await?;
    let entries = entries.into_iter().map(|entry| AccountRecordView {
        at: entry.at.to_string(),
        by: entry.by.unwrap_or_default(),
        whose: entry.whose,
        what: entry.what,
        detail: entry.detail,
        from: entry.origin.to_string(),
        session: entry.origin.session().to_owned(),
    });
    Ok(Json(entries.collect()))
}

/// The account of somebody else, which whoever is signed in administers.
pub(super) async fn another(state: &AppState, signed: &Signed, id: &str) -> Result<(), Fail> {
    let member = state.store.accounts().find(id).await?.ok_or(Kind::NotThere)?;
    administers(signed, &member.grants)?;
    if id == signed.staff() {
        return Err(Kind::OwnAccount.into());
    }
    Ok(())
}

/// Whether whoever is signed in administers every Polo and area of these grants.
fn administers(signed: &Signed, grants: &[Grant]) -> Result<(), Fail> {
    for grant in grants {
        signed.may(
            Action::ManageAccounts,
            grant.polo.as_deref(),
            grant.area.as_deref(),
        )?;
    }
    Ok(())
}

fn checked(new: &NewStaff, catalogue: &Catalogue) -> Result<(String, Login, Vec<Grant>), Fail> {
    let name = checked_name(&new.name);
    let login = new
        .login
        .parse::<Login>()
        .map_err(|_| FieldFail::new("login", "login_form"));
    let grants = checked_grants(&new.grants, catalogue);
    match (name, login, grants) {
        (Ok(name), Ok(login), Ok(grants)) => Ok((name, login, grants)),
        (name, login, grants) => {
            let faults = [name.err(), login.err(), grants.err()];
            Err(Fail::fields(faults.into_iter().flatten().collect()))
        }
    }
}

/// A name for records: of one line.
fn checked_name(typed: &str) -> Result<String, FieldFail> {
    let fault = |fault| FieldFail::from(&domain::FieldFault::new("name", fault));
    let name = Text::<60>::parse(typed).map_err(fault)?;
    if name.is_empty() {
        Err(fault(domain::Fault::Missing))
    } else if name.as_str().contains(['\n', '\t']) {
        Err(fault(domain::Fault::HiddenCharacter))
    } else {
        Ok(name.into())
    }
}

/// Grants of Poli and areas that there are.
fn checked_grants(written: &[String], catalogue: &Catalogue) -> Result<Vec<Grant>, FieldFail> {
    let exists = |grant: &Grant| {
        let polo = grant.polo.as_ref();
        let area = grant.area.as_ref();
        polo.is_none_or(|id| catalogue.poli.iter().any(|polo| polo.id == *id))
            && area.is_none_or(|id| catalogue.areas.iter().any(|area| area.id == *id))
    };
    let grants = written
        .iter()
        .map(|grant| grant.parse().ok().filter(exists))
        .collect::<Option<Vec<Grant>>>();
    grants.ok_or_else(|| FieldFail::new("grants", "grants"))
}

fn view(member: Member) -> StaffView {
    StaffView {
        id: member.id,
        name: member.name,
        login: member.login,
        active: member.active,
        set_up: member.set_up,
        grants: member.grants.iter().map(ToString::to_string).collect(),
        provider: match member.provider {
            AtProvider::No => "no",
            AtProvider::Awaited => "awaited",
            AtProvider::Linked => "linked",
        }
        .to_owned(),
    }
}

fn shown(id: String, secret: &Secret, ticket: Ticket<'_>) -> TicketView {
    TicketView {
        id,
        ticket: secret.grouped(),
        until: ticket.until.to_string(),
    }
}
