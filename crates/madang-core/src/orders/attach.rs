//! 「파일 첨부」

use std::time::Duration;

use madang_model::orders::{FileName, OrderState};
use madang_model::{AttachmentId, OrderEventId, OrderId, Rule};
use madang_store::order_attachments::{self, NewAttachment};
use madang_store::order_events::{self, NewOrderEvent};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::file_type;
use super::standing::found;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work};

/// A file as it was sent.
#[derive(Debug)]
pub struct Attach {
    /// What its sender calls it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// How many files are looked into at a time: each may take a core, and the memory of what is packed in it.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// How large a file may be, in bytes.
pub fn largest(ctx: &Ctx) -> usize {
    (ctx.settings().orders.attachment_mib as usize).saturating_mul(1024 * 1024)
}

/// Attaches a file to an order while it can be edited. The applicant may.
///
/// What the file is, is told by its content, and its name has to end accordingly; the rest is refused at `name` or
/// `file`. Nothing is unpacked to disk. There are never more files than the settings allow, however many come at
/// once.
pub async fn attach(ctx: &Ctx, id: OrderId, input: Attach) -> Result<AttachmentId> {
    let seen = editable(ctx, &mut *ctx.read().await?, id).await?;
    let mut fields = Fields::default();
    let name = fields.take("name", FileName::parse(&input.name));
    let max = ctx.settings().orders.attachment_mib as usize;
    if input.content.is_empty() || input.content.len() > largest(ctx) {
        fields.broke("file", Rule::FileSize { max });
    }
    fields.finish()?;
    let Some(name) = name else { return Err(Error::internal("a field without a value has an error")) };
    let (content, media_type, sha256) = looked_into(input.content, name.extension()).await?;

    let mut work = ctx.begin().await?;
    // Nothing holds while a file is looked into.
    editable(ctx, &mut work, id).await?;
    if !order_attachments::hold(&mut work, id, seen).await? {
        return Err(Refusal::Superseded.into());
    }
    let most = ctx.settings().orders.attachments;
    if order_attachments::count(&mut work, id).await? >= i64::from(most) {
        return Err(Refusal::TooMany { most }.into());
    }
    let attachment_id: AttachmentId = ctx.new_id();
    let size = content.len();
    let new = NewAttachment {
        id: attachment_id,
        order_id: id,
        name: name.as_str(),
        media_type,
        sha256: &sha256,
        content,
        created_by: &ctx.actor.audit_name(),
    };
    order_attachments::insert(&mut work, new, ctx.now()).await?;
    note(&mut work, id, "attach", name.as_str()).await?;
    let what = json!({ "attachment_id": attachment_id.to_string(), "media_type": media_type, "size": size });
    work.audit(Entry::new("orders.attach", "order", id).with(what));
    work.commit().await?;
    Ok(attachment_id)
}

/// Whether the actor may attach files to the order now: what a surface asks before it takes a file in. The applicant
/// may.
pub async fn attachable(ctx: &Ctx, id: OrderId) -> Result<()> {
    editable(ctx, &mut *ctx.read().await?, id).await.map(drop)
}

/// The state of an order that the actor may change the files of.
pub(super) async fn editable(ctx: &Ctx, conn: &mut madang_db::Conn, id: OrderId) -> Result<OrderState> {
    let (order, _) = found(ctx, conn, id, Action::WriteOrder).await?;
    if !order.state.is_editable() {
        return Err(Refusal::NotInState { state: order.state }.into());
    }
    Ok(order.state)
}

/// What became of a file, on the order's timeline.
pub(super) async fn note(work: &mut Work<'_>, id: OrderId, kind: &str, name: &str) -> Result<()> {
    let ctx = work.ctx();
    let event = NewOrderEvent {
        id: ctx.new_id::<OrderEventId>(),
        order_id: id,
        kind,
        actor: &ctx.actor.audit_name(),
        on_behalf_of: None,
        text: name,
        detail: "",
    };
    order_events::insert(work, event, ctx.now()).await?;
    Ok(())
}

/// The content with its media type and hash, found out off the async threads.
async fn looked_into(content: Vec<u8>, extension: String) -> Result<(Vec<u8>, &'static str, String)> {
    let Ok(place) = tokio::time::timeout(Duration::from_secs(10), LOOKING.acquire()).await else {
        return Err(Error::Limited { retry_after: Duration::from_secs(5) });
    };
    let place = place.map_err(Error::internal)?;
    let task = tokio::task::spawn_blocking(move || {
        let media_type = file_type::media_type(&content, &extension)?;
        let sha256 = hex::encode(Sha256::digest(&content));
        Ok((content, media_type, sha256))
    });
    let found = task.await.map_err(Error::internal)?;
    drop(place);
    found.map_err(|rule| Error::invalid("file", rule))
}
