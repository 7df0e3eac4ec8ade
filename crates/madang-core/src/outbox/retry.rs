//! Sending a message again that its provider refused.

use madang_model::MessageId;
use madang_store::messages;
use serde_json::json;

use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Puts a failed message back into the queue with a new job. Operators may. Refused where it has not failed, or
/// its text is not kept any more.
pub async fn retry(ctx: &Ctx, id: MessageId) -> Result<()> {
    ctx.authorize(Action::WriteOutbox, None)?;
    let mut work = ctx.begin().await?;
    if !messages::queue_again(&mut work, id).await? {
        let row = messages::find(&mut work, id).await?.ok_or(Error::NotFound)?;
        let forgotten = row.state == "failed" && row.sealed.is_none();
        return Err(if forgotten { Refusal::TextForgotten } else { Refusal::Superseded }.into());
    }
    work.enqueue(super::DELIVER, &json!({ "message": id.to_string() }), ctx.now()).await?;
    work.audit(Entry::new("outbox.retry", "message", id));
    work.commit().await
}
