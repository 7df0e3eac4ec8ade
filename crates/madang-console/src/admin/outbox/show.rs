//! One message: to whom, what it said, where its links lead.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use madang_core::outbox::{self, Message};
use madang_model::MessageId;
use madang_web::Fail;

use super::view;
use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{Page, html_with};

#[derive(Template)]
#[template(path = "admin/outbox/show.html")]
struct Show {
    page: Page,
    done: String,
    problem: String,
    id: String,
    channel: String,
    to: String,
    text: Option<String>,
    links: Vec<MessageLink>,
    state_kind: &'static str,
    state: String,
    written: String,
    sent: String,
    error: String,
    member_href: String,
    can_retry: bool,
}

/// An address in a message. Only those of this very product can be followed from here.
struct MessageLink {
    address: String,
    is_ours: bool,
}

/// `GET /outbox/{id}`
pub(super) async fn show(frame: Frame, At(id): At<MessageId>) -> Result<Response, Fail> {
    page(&frame, id, StatusCode::OK, String::new()).await
}

/// The message's page, with what stands in the way of sending it again.
pub(super) async fn page(
    frame: &Frame,
    id: MessageId,
    status: StatusCode,
    problem: String,
) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let Message { row, text } = outbox::get(&super::opener(frame), id).await?;
    let channel = view::channel(t, &row.channel);
    let subject = text.as_ref().map(|text| text.subject.clone()).unwrap_or_default();
    let title = if subject.is_empty() { channel.clone() } else { subject };
    let template = Show {
        page: Section::Outbox.page_below(frame, title),
        done: done(frame, &["queued-again"]),
        problem,
        id: id.to_string(),
        channel,
        to: text.as_ref().map_or_else(|| t.s("operators-message-forgotten"), |text| view::to(&text.to)),
        links: text
            .as_ref()
            .map(|text| links(&text.text, &frame.ctx.settings().base_url()))
            .unwrap_or_default(),
        text: text.map(|text| text.text),
        state_kind: view::state_kind(&row.state),
        state: view::state(t, &row.state),
        written: zone.second(row.created_at),
        sent: row.sent_at.map(|at| zone.second(at)).unwrap_or_default(),
        error: row.error.unwrap_or_default(),
        member_href: match row.member_id {
            Some(member) if frame.shows_acts() => format!("/admin/members/{member}"),
            Some(_) | None => String::new(),
        },
        can_retry: row.state == "failed" && row.sealed.is_some(),
    };
    Ok(html_with(status, &template))
}

fn links(text: &str, base_url: &str) -> Vec<MessageLink> {
    let addresses =
        text.split_whitespace().filter(|word| word.starts_with("https://") || word.starts_with("http://"));
    let ours = |address: &str| {
        address.strip_prefix(base_url).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    addresses.map(|address| MessageLink { address: address.to_owned(), is_ours: ours(address) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_addresses_can_be_followed() {
        let text = "http://127.0.0.1:8080/verify?token=a\nhttps://evil.example javascript:alert(1)\nhttp://127.0.0.1:8080.evil.example/";
        let found: Vec<_> = links(text, "http://127.0.0.1:8080")
            .into_iter()
            .map(|link| (link.address, link.is_ours))
            .collect();
        assert_eq!(
            found,
            [
                ("http://127.0.0.1:8080/verify?token=a".to_owned(), true),
                ("https://evil.example".to_owned(), false),
                ("http://127.0.0.1:8080.evil.example/".to_owned(), false),
            ]
        );
    }
}
