//! Requests that may be sent twice and act once: a client names a request by a token of its own, and the answer
//! to the first one is given again to every later one, for a day.
//!
//! A surface calls [`begin`] before it acts and [`finish`] with the answer, or [`forget`] where nothing was
//! done and the same request may work later.

use std::time::Duration;

use madang_db::Conn;
use madang_model::{Rule, Timestamp};
use madang_store::idempotency;
use serde::{Deserialize, Serialize};

use crate::{Ctx, Error, Refusal, Result};

/// For how long an answer is given again.
const KEPT: Duration = Duration::from_secs(86_400);

/// After how long a request that was begun and not finished counts as dead with its process.
const DEAD: Duration = Duration::from_secs(60);

const PURPOSE: &str = "idempotency";

/// What is to be done about a request.
#[derive(Debug)]
pub enum Begun {
    /// Carry it out, then [`finish`] or [`forget`] it.
    Fresh(Claim),
    /// It was carried out: this was the answer.
    Replay(Answer),
    /// It is being carried out.
    InProgress,
    /// It was carried out, and its process died before the answer was kept.
    Lost,
    /// The token names another request.
    Mismatch,
}

/// The right, and the duty, to carry out one request.
#[derive(Debug, Clone)]
pub struct Claim {
    actor: String,
    token: String,
    started_at: Timestamp,
}

/// An answer to be given again. It may carry secrets, which is why it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers that matter, by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Begins the request that `actor` calls `token`; `fingerprint` is a hash of everything it asks for.
///
/// Of parallel requests with one token exactly one is fresh. One whose process died is taken over after a
/// minute, by one of those that try, unless it did what the audit log tells of: then its answer is lost. Tokens are 1–255 visible ASCII
/// characters; `actor` is an id, or a signed address where nobody is signed in.
pub async fn begin(ctx: &Ctx, actor: &str, token: &str, fingerprint: &str) -> Result<Begun> {
    if token.is_empty() || !token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Error::invalid("idempotency_key", Rule::Characters));
    }
    if token.len() > 255 {
        return Err(Error::invalid("idempotency_key", Rule::TooLong { max: 255 }));
    }
    let now = ctx.now();
    let fresh =
        |started_at| Begun::Fresh(Claim { actor: actor.to_owned(), token: token.to_owned(), started_at });
    let mut work = ctx.begin().await?;
    if idempotency::start(&mut work, actor, token, fingerprint, now, now.plus(KEPT)).await? {
        work.commit().await?;
        return Ok(fresh(now));
    }
    let Some(row) = idempotency::find(&mut work, actor, token).await? else { return Ok(Begun::InProgress) };
    if row.fingerprint != fingerprint {
        return Ok(Begun::Mismatch);
    }
    if let Some(sealed) = row.sealed {
        let opened = ctx.vault().unseal(PURPOSE, &sealed)?;
        return Ok(Begun::Replay(serde_json::from_slice(&opened).map_err(Error::internal)?));
    }
    if now.since(row.created_at) >= DEAD && row.state == "acted" {
        return Ok(Begun::Lost);
    }
    if now.since(row.created_at) < DEAD
        || !idempotency::take_over(&mut work, actor, token, row.created_at, now, now.plus(KEPT)).await?
    {
        return Ok(Begun::InProgress);
    }
    work.commit().await?;
    Ok(fresh(now))
}

/// Notes that the request is carried out, in the transaction that does. Refused where another took it over.
pub(crate) async fn act(conn: &mut Conn, claim: &Claim) -> Result<()> {
    if idempotency::act(conn, &claim.actor, &claim.token, claim.started_at).await? {
        Ok(())
    } else {
        Err(Refusal::Superseded.into())
    }
}

/// Keeps the answer to a request for a day. Where the request was taken over meanwhile, the other's counts.
pub async fn finish(ctx: &Ctx, claim: &Claim, answer: &Answer) -> Result<()> {
    let sealed = ctx.vault().seal(PURPOSE, &serde_json::to_vec(answer).map_err(Error::internal)?);
    let mut work = ctx.begin().await?;
    idempotency::finish(
        &mut work,
        &claim.actor,
        &claim.token,
        claim.started_at,
        answer.status.into(),
        &sealed,
    )
    .await?;
    work.commit().await
}

/// Forgets a request that did nothing, for example because the database was away, so that it can be sent again.
pub async fn forget(ctx: &Ctx, claim: &Claim) -> Result<()> {
    let mut work = ctx.begin().await?;
    idempotency::forget(&mut work, &claim.actor, &claim.token, claim.started_at).await?;
    work.commit().await
}
