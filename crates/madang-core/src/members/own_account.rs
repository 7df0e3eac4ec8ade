//! The member whose account an operation changes: the one who is signed in, active, and held on to.

use madang_db::Conn;
use madang_model::{MemberId, SessionId};
use madang_store::accounts;
use madang_store::members::{self, MemberRow};

use crate::{Actor, Ctx, Error, Result, Via};

/// The signed-in member, held until the work ends: what is read of them stays as it is. A member who was
/// suspended or left since the request was authenticated is not signed in any more.
pub(super) async fn hold(conn: &mut Conn, id: MemberId) -> Result<MemberRow> {
    if !accounts::hold_active(conn, id).await? {
        return Err(Error::SignInRequired);
    }
    members::find(conn, id).await?.ok_or(Error::SignInRequired)
}

/// The session that the request came with.
pub(super) fn session(ctx: &Ctx) -> Option<SessionId> {
    match &ctx.actor {
        Actor::Member { via: Via::Session { id, .. }, .. } => Some(*id),
        Actor::Member { via: Via::Token { .. }, .. } | Actor::Visitor | Actor::System => None,
    }
}
