//! 「임시저장」, by hand or by itself.

use madang_model::{MemberId, OrderId, Rule, text};
use madang_store::orders::{self, Content};
use serde_json::Value;

use super::kind::named;
use super::standing::found;
use crate::{Action, Ctx, Error, Refusal, Result};

/// The largest form that is kept, in bytes of JSON.
const LARGEST: usize = 64 * 1024;

/// What was typed so far.
#[derive(Debug, Clone)]
pub struct SaveDraft {
    /// The revision that it was typed over.
    pub revision: i64,
    /// The form: an object of the kind's own fields.
    pub form: Value,
    /// Whom the applicant picked as approver 「결재자」.
    pub approver_id: Option<MemberId>,
}

/// Keeps what was typed, whatever it is, while the order can be edited; the revision after. The applicant may.
/// Refused as superseded where another tab saved meanwhile: what that one saved stays.
pub async fn save_draft(ctx: &Ctx, id: OrderId, input: &SaveDraft) -> Result<i64> {
    let mut work = ctx.begin().await?;
    let (order, _) = found(ctx, &mut work, id, Action::WriteOrder).await?;
    if !order.state.is_editable() {
        return Err(Refusal::NotInState { state: order.state }.into());
    }
    let form = written(&input.form)?;
    if order.revision != input.revision {
        return Err(Refusal::Superseded.into());
    }
    if order.form == form && order.approver_id == input.approver_id {
        return Ok(order.revision);
    }
    let title = named(ctx, &order.kind).map_or_else(String::new, |kind| kind.title(&input.form));
    let content =
        Content { title: (&title, &text::key_of(&title)), form: &form, approver_id: input.approver_id };
    if !orders::write(&mut work, id, input.revision, content).await? {
        return Err(Refusal::Superseded.into());
    }
    work.commit().await?;
    Ok(input.revision + 1)
}

/// A form as it is stored.
pub(super) fn written(form: &Value) -> Result<String> {
    let text = form.to_string();
    if !form.is_object() || text.contains("\\u0000") {
        return Err(Error::invalid("form", Rule::Characters));
    }
    if text.len() > LARGEST {
        return Err(Error::invalid("form", Rule::TooLong { max: LARGEST }));
    }
    Ok(text)
}
