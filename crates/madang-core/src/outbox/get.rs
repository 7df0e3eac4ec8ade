//! One message.

use madang_model::MessageId;
use madang_store::messages;

use super::list::{Message, opened};
use crate::{Action, Ctx, Error, Result};

/// The message with this id, with its text while that is kept. Operators may.
pub async fn get(ctx: &Ctx, id: MessageId) -> Result<Message> {
    ctx.authorize(Action::ReadOutbox, None)?;
    let row = messages::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)?;
    opened(ctx, row)
}
