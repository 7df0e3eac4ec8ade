//! A code that was sent to a phone and not typed in yet, so that a reload doesn't lose its field.

use madang_db::Conn;
use madang_store::phone_codes;

use crate::{Action, Ctx, Result};

/// A code that was sent and not typed in yet.
#[derive(Debug)]
pub struct AwaitedCode {
    /// The digits of the number it was sent to.
    pub phone: String,
    /// For how many more seconds it can be typed in.
    pub seconds: u32,
}

/// The code that the signed-in member can type in now for another number; none where none is on its way, it was
/// used, or its tries or its time are over. The member may.
pub async fn awaited_code(ctx: &Ctx) -> Result<Option<AwaitedCode>> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(id))?;
    of(ctx, &mut *ctx.read().await?, &id.to_string()).await
}

/// The same for whoever a code was sent for.
pub(super) async fn of(ctx: &Ctx, conn: &mut Conn, subject: &str) -> Result<Option<AwaitedCode>> {
    let most = i64::from(ctx.settings().sign_up.code_tries);
    let newest = phone_codes::newest(conn, subject).await?;
    Ok(newest.filter(|code| code.used_at.is_none() && code.tries < most).and_then(|code| {
        let seconds = u32::try_from(code.expires_at.since(ctx.now()).as_secs()).unwrap_or(0);
        (seconds > 0).then_some(AwaitedCode { phone: code.phone, seconds })
    }))
}
