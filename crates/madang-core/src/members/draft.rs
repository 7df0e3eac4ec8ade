//! What was typed so far in step 2 of 「회원가입」, so that an error, a reload or going back loses nothing.

use std::collections::BTreeMap;

use madang_model::{Secret, TermsId};
use madang_store::sign_ups::{self, SignUpRow};

use super::awaited_code::AwaitedCode;
use crate::context::token_hash;
use crate::{Ctx, Error, Refusal, Result};

const PURPOSE: &str = "sign-up";

/// A sign-up as its visitor left it.
#[derive(Default)]
pub struct Draft {
    /// Field names and what was typed into them; never passwords.
    pub typed: BTreeMap<String, String>,
    /// The number that is confirmed.
    pub confirmed_phone: Option<String>,
    /// The code that can be typed in now.
    pub awaited_code: Option<AwaitedCode>,
    /// The versions of terms that were agreed to in step 1.
    pub agreed: Vec<TermsId>,
}

/// The sign-up that this token belongs to. Whoever has the token may. Refused when its time is over or it was
/// completed.
pub async fn get_draft(ctx: &Ctx, token: &Secret) -> Result<Draft> {
    let mut conn = ctx.read().await?;
    let row = open_sign_up(ctx, &mut conn, token).await?;
    let awaited_code = super::awaited_code::of(ctx, &mut conn, &row.id.to_string()).await?;
    drop(conn);
    let agreed: Vec<String> = serde_json::from_str(&row.terms).map_err(Error::internal)?;
    let agreed = agreed.iter().map(|id| id.parse()).collect::<Result<_, _>>().map_err(Error::internal)?;
    let typed = match row.sealed.as_deref() {
        Some(sealed) => {
            serde_json::from_slice(&ctx.vault().unseal(PURPOSE, sealed)?).map_err(Error::internal)?
        }
        None => BTreeMap::new(),
    };
    let confirmed_phone = row.phone.filter(|_| row.phone_confirmed_at.is_some());
    Ok(Draft { typed, confirmed_phone, awaited_code, agreed })
}

/// Keeps what was typed. Whoever has the token may. Passwords and captcha answers are left out here, whatever
/// the caller sends; so is everything beyond a form's size.
pub async fn keep_draft(ctx: &Ctx, token: &Secret, typed: &BTreeMap<String, String>) -> Result<()> {
    const KEPT: [&str; 9] = [
        "login_id",
        "name",
        "email",
        "marketing",
        "phone",
        "landline",
        "domain",
        "ip_count",
        "organization_code",
    ];
    let kept: BTreeMap<&str, String> = typed
        .iter()
        .filter(|(field, _)| KEPT.contains(&field.as_str()))
        .map(|(field, text)| (field.as_str(), text.chars().take(300).collect()))
        .collect();
    let sealed = ctx.vault().seal(PURPOSE, &serde_json::to_vec(&kept).map_err(Error::internal)?);
    let mut work = ctx.begin().await?;
    let row = open_sign_up(ctx, &mut work, token).await?;
    sign_ups::keep_form(&mut work, row.id, &sealed).await?;
    work.commit().await
}

/// The open sign-up that this token belongs to.
pub(super) async fn open_sign_up(ctx: &Ctx, conn: &mut madang_db::Conn, token: &Secret) -> Result<SignUpRow> {
    sign_ups::find(conn, &token_hash(token.reveal()), ctx.now())
        .await?
        .filter(|row| row.member_id.is_none())
        .ok_or_else(|| Refusal::SignUpOver.into())
}
