//! Orders that an operation of their own begins and submits in one go.

use madang_model::OrderId;
use madang_store::orders;
use madang_store::standings;

use super::create_draft::{CreateDraft, begin};
use super::kind::named;
use super::submit::send;
use crate::{Error, Result, Work};

/// Begins and submits an order as part of a work: it is approved at once where no policy says otherwise, and otherwise
/// waits for whoever decides. Whoever calls looked at who may.
pub(crate) async fn place(work: &mut Work<'_>, input: &CreateDraft) -> Result<OrderId> {
    let ctx = work.ctx();
    let applicant_id = ctx.actor.member()?;
    let kind = named(ctx, &input.kind).ok_or_else(|| Error::internal("the kind is one of this program's"))?;
    let own = standings::membership(work, input.organization_id, applicant_id).await?;
    let department_id = own.and_then(|own| own.department_id);
    let id = begin(work, kind, input, (applicant_id, department_id)).await?;
    let order = orders::find(work, id).await?.ok_or(Error::NotFound)?;
    send(work, &order, None).await?;
    Ok(id)
}
