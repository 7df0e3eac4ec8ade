//! Checking an answer. Right or wrong, the captcha is used.

use madang_db::Conn;
use madang_model::{CaptchaId, Rule};
use madang_store::captchas;
use subtle::ConstantTimeEq;

use crate::{Actor, Ctx, Error, Result};

use super::issue::PURPOSE;

/// Uses a captcha and says whether the answer was right, whatever the case of its letters. The captcha stays
/// used even where the caller's work does not commit: it has a transaction of its own.
pub async fn check(ctx: &Ctx, id: &str, answer: &str) -> Result<std::result::Result<(), Rule>> {
    let Ok(id) = id.parse::<CaptchaId>() else {
        return Ok(Err(if answer.trim().is_empty() { Rule::Required } else { Rule::Captcha }));
    };
    if answer.trim().is_empty() {
        return Ok(Err(Rule::Required));
    }
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let row = captchas::find(&mut work, id, now).await?;
    let Some(row) = row else { return Ok(Err(Rule::Captcha)) };
    let first = captchas::use_up(&mut work, id, now).await?;
    work.commit().await?;
    let letters = ctx.vault().unseal(PURPOSE, &row.sealed)?;
    let given = answer.trim().to_ascii_lowercase();
    let right: bool = letters.ct_eq(given.as_bytes()).into();
    Ok(if first && right { Ok(()) } else { Err(Rule::Captcha) })
}

/// The letters of a captcha, for the program on its own machine only: tests of the whole need to pass it.
pub async fn answer_for_tests(ctx: &Ctx, conn: &mut Conn, id: CaptchaId) -> Result<String> {
    match ctx.actor {
        Actor::System => {}
        Actor::Visitor | Actor::Member { .. } => return Err(Error::Forbidden),
    }
    let row = captchas::find(conn, id, ctx.now()).await?.ok_or(Error::NotFound)?;
    String::from_utf8(ctx.vault().unseal(PURPOSE, &row.sealed)?).map_err(Error::internal)
}
