//! Who a request comes from: the session or token that it presents.

use std::time::Duration;

use madang_model::Secret;
use madang_store::members::{self, MemberRow};
use madang_store::sessions::{self, SessionRow};
use madang_store::{terms, tokens};

use crate::context::token_hash;
use crate::{Actor, Ctx, Error, Result, Via};

/// What a request presents.
#[derive(Debug, Clone)]
pub enum Presented {
    /// A browser's session, whose token is replaced from time to time.
    Session(Secret),
    /// A client's session, which keeps its token: a client has nowhere to put a new one.
    Client(Secret),
    /// A personal access token.
    Token(Secret),
}

/// What a signed-in member has to do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hold {
    /// Agree to a new version of required terms.
    Terms,
    /// Change the password, which somebody else made.
    Password,
}

/// A request's member.
#[derive(Debug)]
pub struct Authenticated {
    /// The actor to put into the context.
    pub actor: Actor,
    /// The member.
    pub member: MemberRow,
    /// The session's new token, where it was time to replace it.
    pub rotated: Option<Secret>,
}

/// How long the token before a rotation still works, for requests already under way.
const GRACE: Duration = Duration::from_secs(60);

/// A use is noted this often at most.
const TOUCH: Duration = Duration::from_secs(60);

/// The member that a presented session or token belongs to. Anything that does not belong to an active member,
/// is over its time, or was ended answers [`Error::SignInRequired`].
pub async fn authenticate(ctx: &Ctx, presented: &Presented) -> Result<Authenticated> {
    match presented {
        Presented::Session(token) => by_session(ctx, token, Rotation::Due).await,
        Presented::Client(token) => by_session(ctx, token, Rotation::Never).await,
        Presented::Token(token) => by_token(ctx, token).await,
    }
}

/// Whether a session's token is replaced when it is time to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rotation {
    Due,
    Never,
}

async fn by_session(ctx: &Ctx, token: &Secret, rotation: Rotation) -> Result<Authenticated> {
    let now = ctx.now();
    let times = &ctx.settings().session;
    let idle_since = now.minus(minutes(times.idle_minutes));
    let hash = token_hash(token.reveal());
    let mut conn = ctx.read().await?;
    let session = sessions::find(&mut conn, &hash, now, idle_since, now.minus(GRACE))
        .await?
        .ok_or(Error::SignInRequired)?;
    let (member, hold) = active_member(&mut conn, session.member_id).await?;
    drop(conn);
    let rotated = keep_fresh(ctx, &session, &hash, rotation).await?;
    let via = Via::Session { id: session.id, authenticated_at: session.authenticated_at };
    Ok(Authenticated {
        actor: Actor::Member { id: member.id, staff: member.staff, via, hold },
        member,
        rotated,
    })
}

/// Replaces the session's token when it is time to, and notes its use.
async fn keep_fresh(
    ctx: &Ctx,
    session: &SessionRow,
    presented: &str,
    rotation: Rotation,
) -> Result<Option<Secret>> {
    let now = ctx.now();
    let stale = rotation == Rotation::Due
        && now.since(session.rotated_at) >= minutes(ctx.settings().session.rotate_minutes);
    let seen = now.since(session.seen_at) >= TOUCH || session.address != ctx.origin.address;
    if !stale && !seen {
        return Ok(None);
    }
    let mut work = ctx.begin().await?;
    sessions::touch(&mut work, session.id, &ctx.origin.address, &ctx.origin.client, now).await?;
    let fresh = ctx.new_token("");
    // A request that still presents the old token leaves the rotation to those that present the new one.
    let rotated = stale
        && session.token_hash == presented
        && sessions::rotate(&mut work, session.id, presented, &token_hash(fresh.reveal()), now).await?;
    work.commit().await?;
    Ok(rotated.then_some(fresh))
}

async fn by_token(ctx: &Ctx, token: &Secret) -> Result<Authenticated> {
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let row =
        tokens::find(&mut conn, &token_hash(token.reveal()), now).await?.ok_or(Error::SignInRequired)?;
    let (member, hold) = active_member(&mut conn, row.member_id).await?;
    drop(conn);
    if row.seen_at.is_none_or(|seen| now.since(seen) >= TOUCH) {
        let mut work = ctx.begin().await?;
        tokens::touch(&mut work, row.id, now).await?;
        work.commit().await?;
    }
    let scopes = row.scopes.split(' ').filter_map(|scope| scope.parse().ok()).collect();
    let via = Via::Token { id: row.id, scopes };
    Ok(Authenticated {
        actor: Actor::Member { id: member.id, staff: member.staff, via, hold },
        member,
        rotated: None,
    })
}

async fn active_member(
    conn: &mut madang_db::Conn,
    id: madang_model::MemberId,
) -> Result<(MemberRow, Option<Hold>)> {
    let member = members::find(conn, id)
        .await?
        .filter(|member| member.state == "active" && member.password_expired_at.is_none())
        .ok_or(Error::SignInRequired)?;
    let hold = if member.password_initial_at.is_some() {
        Some(Hold::Password)
    } else if terms::is_missing(conn, id).await? {
        Some(Hold::Terms)
    } else {
        None
    };
    Ok((member, hold))
}

fn minutes(n: u32) -> Duration {
    Duration::from_secs(u64::from(n) * 60)
}
