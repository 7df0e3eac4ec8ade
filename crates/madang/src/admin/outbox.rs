//! `madang admin outbox`

use anyhow::Result;
use clap::Args;
use madang_core::Ctx;
use madang_core::outbox::{self, Message, MessageQuery};
use madang_i18n::Zone;
use serde_json::{Value, json};

use super::told;
use crate::terminal;

/// Prints what was sent.
#[derive(Debug, Args)]
pub(crate) struct Outbox {
    /// As one JSON array
    #[arg(long)]
    json: bool,
    /// Only what went to this e-mail address or mobile number
    #[arg(long, default_value = "")]
    to: String,
    /// How many at most, the newest
    #[arg(long, default_value_t = 500)]
    limit: usize,
}

impl Outbox {
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let mut messages = Vec::new();
        let mut query = MessageQuery { recipient: self.to.clone(), ..MessageQuery::default() };
        loop {
            let page = outbox::list(ctx, &query).await.map_err(|error| told(tr, error))?;
            messages.extend(page.items);
            query.before = page.next;
            if query.before.is_none() || messages.len() >= self.limit {
                break;
            }
        }
        messages.truncate(self.limit);
        messages.reverse();
        if self.json {
            let all: Vec<Value> = messages.iter().map(wire).collect();
            terminal::say(&serde_json::to_string_pretty(&all)?);
        } else if messages.is_empty() {
            terminal::say(&tr.s("admin-no-messages"));
        } else {
            for message in &messages {
                terminal::say(&read(message));
            }
        }
        Ok(())
    }
}

fn wire(message: &Message) -> Value {
    let row = &message.row;
    let mut wire = json!({
        "id": row.id.to_string(),
        "channel": row.channel,
        "kind": row.kind,
        "state": row.state,
        "created_at": Zone::wire(row.created_at),
        "sent_at": row.sent_at.map(Zone::wire),
        "error": row.error,
    });
    if let Some(text) = &message.text {
        wire["to"] = json!(text.to);
        wire["text"] = json!(text.text);
        wire["lang"] = json!(text.lang);
        if !text.subject.is_empty() {
            wire["subject"] = json!(text.subject);
        }
    }
    wire
}

fn read(message: &Message) -> String {
    let row = &message.row;
    let mut text = format!("{} {} {} {}", Zone::wire(row.created_at), row.channel, row.kind, row.state);
    if let Some(error) = &row.error {
        text.push_str(&format!(" ({error})"));
    }
    if let Some(said) = &message.text {
        text.push_str(&format!(
            "\n  {}\n  {}\n  {}",
            said.to,
            said.subject,
            said.text.trim_end().replace('\n', "\n  ")
        ));
    }
    text
}
