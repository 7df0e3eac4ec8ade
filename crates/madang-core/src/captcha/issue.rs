//! A new captcha, its picture and its sound.

use std::time::Duration;

use madang_model::CaptchaId;
use madang_store::captchas;

use crate::limits::{self, Limit};
use crate::{Ctx, Error, Result};

use super::{draw, sound};

/// How long a captcha can be answered.
const LASTS: Duration = Duration::from_secs(600);

/// What sealed letters are sealed for.
pub(super) const PURPOSE: &str = "captcha";

/// A captcha to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Captcha {
    /// Under which its picture and sound are had, and its answer checked.
    pub id: CaptchaId,
}

/// Draws a new captcha. Anyone may, within the limit of their address.
pub async fn issue(ctx: &Ctx) -> Result<Captcha> {
    let mut work = ctx.begin().await?;
    let limit = Limit::hourly(ctx.settings().limits.captchas_per_address);
    limits::take(ctx, &mut work, &limits::from_here(ctx, "captcha"), limit).await?;
    work.commit().await?;

    let drawing = ctx.clone();
    let drawn = tokio::task::spawn_blocking(move || draw::draw(&drawing)).await.map_err(Error::internal)?;
    let (letters, picture) = drawn.ok_or_else(|| Error::internal("a captcha could not be drawn"))?;
    let id = ctx.new_id();
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    captchas::insert(
        &mut work,
        id,
        &ctx.vault().seal(PURPOSE, letters.as_bytes()),
        picture,
        now,
        now.plus(LASTS),
    )
    .await?;
    work.commit().await?;
    Ok(Captcha { id })
}

/// The picture, PNG. Whoever has the id may; a used or old one is not found.
pub async fn get_picture(ctx: &Ctx, id: CaptchaId) -> Result<Vec<u8>> {
    let row = captchas::find(&mut *ctx.read().await?, id, ctx.now()).await?.ok_or(Error::NotFound)?;
    Ok(row.picture)
}

/// The letters spoken, WAV. Whoever has the id may; a used or old one is not found.
pub async fn get_sound(ctx: &Ctx, id: CaptchaId) -> Result<Vec<u8>> {
    let row = captchas::find(&mut *ctx.read().await?, id, ctx.now()).await?.ok_or(Error::NotFound)?;
    let letters = String::from_utf8(ctx.vault().unseal(PURPOSE, &row.sealed)?).map_err(Error::internal)?;
    let spoken =
        tokio::task::spawn_blocking(move || sound::speak(&letters)).await.map_err(Error::internal)?;
    spoken.ok_or_else(|| Error::internal("a captcha could not be spoken"))
}
