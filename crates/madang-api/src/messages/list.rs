//! Messages, filtered.

use axum::Json;
use madang_core::outbox::{self, Message, MessageQuery, Text};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MessagesQuery {
    state: Option<String>,
    recipient: Option<String>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MessageView {
    id: String,
    channel: String,
    kind: String,
    member_id: Option<String>,
    state: String,
    error: Option<String>,
    created_at: String,
    sent_at: Option<String>,
    content: Option<MessageTextView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MessageTextView {
    to: String,
    subject: String,
    text: String,
    html: String,
    language: String,
}

impl From<Message> for MessageView {
    fn from(message: Message) -> Self {
        let row = message.row;
        Self {
            id: row.id.to_string(),
            channel: row.channel,
            kind: row.kind,
            member_id: row.member_id.map(|id| id.to_string()),
            state: row.state,
            error: row.error,
            created_at: time(row.created_at),
            sent_at: row.sent_at.map(time),
            content: message.text.map(MessageTextView::from),
        }
    }
}

impl From<Text> for MessageTextView {
    fn from(text: Text) -> Self {
        Self { to: text.to, subject: text.subject, text: text.text, html: text.html, language: text.lang }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/messages",
    operation_id = "listMessages",
    tag = "messages",
    params(MessagesQuery),
    responses((status = 200, body = ListView<MessageView>)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<MessagesQuery>,
) -> Result<Json<ListView<MessageView>>, Fail> {
    let asked = MessageQuery {
        state: query.state,
        recipient: query.recipient.unwrap_or_default(),
        before: query.cursor,
    };
    let page = outbox::list(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, MessageView::from)))
}
