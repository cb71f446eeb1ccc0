//! What became of a claimed message. Never here: what became of one that nobody reports on (`claim`).

use super::{Ending, State};
use crate::error::StoreError;
use jiff::Timestamp;
use sqlx::AnyConnection;

/// Whoever was late with the good news is believed: an uncertain message is then a sent one.
pub(super) async fn sent(
    connection: &mut AnyConnection,
    id: &str,
    reference: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    let sent = sqlx::query(
        "UPDATE outbox SET state = 'sent', recipient = NULL, fill = NULL, error = NULL, ended_at = $3, \
         reference = CASE WHEN unwanted = 1 THEN NULL ELSE $2 END \
         WHERE id = $1 AND state IN ('sending', 'uncertain')",
    );
    let sent = sent
        .bind(id.to_owned())
        .bind(reference.to_vec())
        .bind(now.as_millisecond());
    sent.execute(connection).await?;
    Ok(())
}

pub(super) async fn retry_later(
    connection: &mut AnyConnection,
    id: &str,
    error: &str,
    next: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let again = sqlx::query(
        "UPDATE outbox SET state = 'pending', due_at = $2, leased_until = NULL, error = $3 \
         WHERE id = $1 AND state = 'sending' AND unwanted = 0",
    );
    let again = again
        .bind(id.to_owned())
        .bind(next.as_millisecond())
        .bind(word(error));
    if again.execute(&mut *connection).await?.rows_affected() > 0 {
        return Ok(());
    }
    // Cancelled while it was being sent, and not taken: nobody wants it any more.
    if finish(connection, id, (State::Sending, State::Dropped), error, now).await? {
        return Ok(());
    }
    // The news come after the lease, and whom it went to is erased: but it did not go.
    finish(connection, id, (State::Uncertain, State::Failed), error, now).await?;
    Ok(())
}

pub(super) async fn end(
    connection: &mut AnyConnection,
    id: &str,
    ending: &Ending<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (state, error) = match ending {
        Ending::Dropped(error) => (State::Dropped, error),
        Ending::Failed(error) => (State::Failed, error),
        Ending::Uncertain(error) => (State::Uncertain, error),
    };
    for before in [State::Sending, State::Pending, State::Uncertain] {
        if finish(connection, id, (before, state), error, now).await? {
            break;
        }
    }
    Ok(())
}

async fn finish(
    connection: &mut AnyConnection,
    id: &str,
    (before, after): (State, State),
    error: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let finish = sqlx::query(
        "UPDATE outbox SET state = $3, recipient = NULL, fill = NULL, error = $4, ended_at = $5 \
         WHERE id = $1 AND state = $2",
    );
    let finish = finish
        .bind(id.to_owned())
        .bind(before.word())
        .bind(after.word())
        .bind(word(error))
        .bind(now.as_millisecond());
    Ok(finish.execute(connection).await?.rows_affected() > 0)
}

/// What a provider says may quote an address: only what looks like a word of ours is kept.
fn word(error: &str) -> String {
    let kept = error.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ');
    kept.take(40).collect()
}
