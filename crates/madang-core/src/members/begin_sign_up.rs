//! Step 1 of 「회원가입」: agreeing to the terms.

use std::time::Duration;

use madang_model::{Rule, Secret, SignUpId, TermsId};
use madang_store::{sign_ups, terms};

use crate::context::token_hash;
use crate::limits::{self, Limit};
use crate::{Ctx, Error, Refusal, Result};

/// What a visitor agreed to.
#[derive(Debug, Clone)]
pub struct BeginSignUp {
    /// The versions that were ticked.
    pub agreed: Vec<TermsId>,
}

/// Begins a sign-up and gives the token that its next steps present. Anyone may, while sign-up is open and
/// within the limit of their address. Refused until the newest version of every required document is agreed
/// to (guide 000 §1.1.1).
pub async fn begin_sign_up(ctx: &Ctx, input: BeginSignUp) -> Result<Secret> {
    let settings = &ctx.settings().sign_up;
    if !settings.open {
        return Err(Refusal::SignUpClosed.into());
    }
    let current = terms::current(&mut *ctx.read().await?).await?;
    if current.iter().any(|t| t.required == 1 && !input.agreed.contains(&t.id)) {
        return Err(Error::invalid("terms", Rule::ConsentRequired));
    }
    let agreed: Vec<String> = current
        .iter()
        .map(|t| t.id)
        .filter(|id| input.agreed.contains(id))
        .map(|id| id.to_string())
        .collect();
    let agreed = serde_json::to_string(&agreed).map_err(Error::internal)?;

    let token = ctx.new_token("");
    let id: SignUpId = ctx.new_id();
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let limit = Limit::hourly(ctx.settings().limits.sign_ups_per_address);
    limits::take(ctx, &mut work, &limits::from_here(ctx, "sign-up"), limit).await?;
    let lasts = Duration::from_secs(u64::from(settings.minutes) * 60);
    sign_ups::insert(
        &mut work,
        id,
        &token_hash(token.reveal()),
        &agreed,
        &ctx.origin.address,
        now,
        now.plus(lasts),
    )
    .await?;
    work.commit().await?;
    Ok(token)
}
