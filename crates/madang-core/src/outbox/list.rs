//! What was sent, and what it said.

use madang_model::members::{EmailAddress, MobilePhone};
use madang_model::{MessageId, Rule};
use madang_store::messages::{self, MessageFilter, MessageRow};

use super::write::{PURPOSE, Text as Sealed};
use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which messages to list.
#[derive(Debug, Default, Clone)]
pub struct MessageQuery {
    /// Only messages that are `queued`, `sent` or `failed`.
    pub state: Option<String>,
    /// Only messages to this e-mail address or mobile number.
    pub recipient: String,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// A message with its text.
#[derive(Clone)]
pub struct Message {
    /// What is kept of it in any case.
    pub row: MessageRow,
    /// What it said, while that is kept.
    pub text: Option<Text>,
}

/// What a message said. It holds links and codes.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// E-mail address or phone number.
    pub to: String,
    /// A mail's subject; empty for an SMS.
    pub subject: String,
    /// The text.
    pub text: String,
    /// A mail's HTML; empty for an SMS.
    pub html: String,
    /// The language it is written in.
    pub lang: String,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text(…)")
    }
}

/// Lists mails and SMS, newest first, with their texts. Operators may.
pub async fn list(ctx: &Ctx, query: &MessageQuery) -> Result<Page<Message>> {
    ctx.authorize(Action::ReadOutbox, None)?;
    let state = query.state.as_deref();
    if state.is_some_and(|state| !["queued", "sent", "failed"].contains(&state)) {
        return Err(Error::invalid("state", Rule::Choice));
    }
    let recipient_key =
        recipient(&query.recipient)?.map(|recipient| ctx.vault().sign("recipient", recipient.as_bytes()));
    let before: Option<MessageId> = page::after(query.before.as_deref())?;
    let filter = MessageFilter { state, recipient_key: recipient_key.as_deref(), before };
    let rows = messages::list(&mut *ctx.read().await?, filter, page::ASKED).await?;
    Page::cut(rows, |row| row.id.to_string()).try_map(|row| opened(ctx, row))
}

/// The form under which a recipient is found; none where none was typed.
fn recipient(text: &str) -> Result<Option<String>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = if text.contains('@') {
        EmailAddress::parse(text).map(|email| email.key())
    } else {
        MobilePhone::parse(text).map(MobilePhone::into_string)
    };
    found.map(Some).map_err(|rule| Error::invalid("recipient", rule))
}

/// A message with its text opened.
pub(super) fn opened(ctx: &Ctx, row: MessageRow) -> Result<Message> {
    let text = match row.sealed.as_deref() {
        Some(sealed) => {
            let Sealed { to, subject, text, html, lang } =
                serde_json::from_slice(&ctx.vault().unseal(PURPOSE, sealed)?).map_err(Error::internal)?;
            Some(Text { to, subject, text, html, lang })
        }
        None => None,
    };
    Ok(Message { row, text })
}
