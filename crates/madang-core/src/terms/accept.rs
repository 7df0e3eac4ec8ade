//! Agreeing to documents after sign-up: to a new version that is asked for, or to an optional one.

use madang_model::{ConsentId, Rule, TermsId};
use madang_store::{consents, terms};
use serde_json::json;

use super::Document;
use crate::members::Hold;
use crate::{Action, Ctx, Entry, Error, Result};

/// The required documents whose newest version the member has yet to agree to. The member may, by a session,
/// also while being asked.
pub async fn pending(ctx: &Ctx) -> Result<Vec<Document>> {
    let member_id = ctx.actor.member()?;
    ctx.authorize_lifting(Hold::Terms, Action::SecureAccount, Some(member_id))?;
    let rows = terms::missing(&mut *ctx.read().await?, member_id).await?;
    Ok(rows.into_iter().map(|row| Document::from_row(row, ctx.lang)).collect())
}

/// Records that the member agrees to the newest versions among `agreed`. The member may, by a session: a
/// script can't agree in a person's place. Refused, with nothing recorded, while a required one that the
/// member has not agreed to is not among them. Said twice, it is recorded once.
pub async fn accept(ctx: &Ctx, agreed: &[TermsId]) -> Result<()> {
    let member_id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize_lifting(Hold::Terms, Action::SecureAccount, Some(member_id))?;
    let missing = terms::missing(&mut work, member_id).await?;
    if missing.iter().any(|document| !agreed.contains(&document.id)) {
        return Err(Error::invalid("terms", Rule::ConsentRequired));
    }
    let now = ctx.now();
    let mut recorded = Vec::new();
    for document in terms::current(&mut work).await? {
        if agreed.contains(&document.id)
            && consents::insert(
                &mut work,
                ctx.new_id::<ConsentId>(),
                member_id,
                document.id,
                &ctx.origin.address,
                now,
            )
            .await?
        {
            recorded.push(document.id.to_string());
        }
    }
    if !recorded.is_empty() {
        work.audit(Entry::new("terms.accept", "member", member_id).with(json!({ "terms": recorded })));
    }
    work.commit().await
}
