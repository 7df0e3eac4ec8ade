//! 「아이디 찾기」

use madang_model::members::{EmailAddress, MemberName};
use madang_store::members;

use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::{Ctx, Entry, Error, Refusal, Result, captcha};

/// What was typed.
pub struct FindId {
    /// 「이름」
    pub name: String,
    /// 「E-mail」
    pub email: String,
    /// The captcha that was shown, if one was.
    pub captcha_id: String,
    /// What was typed for it.
    pub captcha: String,
}

/// The IDs of the verified members with this name and address, suspended ones included, oldest first (guide 000
/// §1.1.3); none where there are none. Anyone may; after some searches of one network address within an hour,
/// each further one needs a captcha.
pub async fn find_id(ctx: &Ctx, input: FindId) -> Result<Vec<String>> {
    let mut fields = Fields::default();
    let name = fields.take("name", MemberName::parse(&input.name));
    let email = fields.take("email", EmailAddress::parse(&input.email));
    fields.finish()?;
    let (Some(name), Some(email)) = (name, email) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    admit(ctx, &input).await?;

    let mut work = ctx.begin().await?;
    let found = members::login_ids_of(&mut work, &name.key(), &email.key()).await?;
    for row in &found {
        work.audit(Entry::new("members.find_id", "member", row.id));
    }
    work.commit().await?;
    Ok(found.into_iter().map(|row| row.login_id).collect())
}

/// Whether the next search from this network address needs a captcha, so that the page can show one.
pub async fn find_id_needs_captcha(ctx: &Ctx) -> Result<bool> {
    let limit = free_searches(ctx);
    let used = limits::used(ctx, &mut *ctx.read().await?, &counter(ctx), limit).await?;
    Ok(used >= i64::from(limit.most))
}

/// Takes one of the free searches, or else wants a captcha.
async fn admit(ctx: &Ctx, input: &FindId) -> Result<()> {
    let mut work = ctx.begin().await?;
    match limits::take(ctx, &mut work, &counter(ctx), free_searches(ctx)).await {
        Ok(()) => return work.commit().await,
        Err(Error::Limited { .. }) => drop(work),
        Err(other) => return Err(other),
    }
    if input.captcha_id.is_empty() {
        return Err(Refusal::CaptchaNeeded.into());
    }
    captcha::check(ctx, &input.captcha_id, &input.captcha)
        .await?
        .map_err(|rule| Error::invalid("captcha", rule))
}

fn free_searches(ctx: &Ctx) -> Limit {
    Limit::hourly(ctx.settings().limits.finds_before_captcha)
}

fn counter(ctx: &Ctx) -> String {
    limits::from_here(ctx, "find-id")
}
