//! How a message is written on these pages.

use madang_core::outbox::Message;
use madang_i18n::{Tr, Zone};

use crate::admin::members::phone;

/// A message in one line.
pub(super) struct MessageLine {
    /// Where its page is.
    pub href: String,
    /// Mail or SMS.
    pub channel: String,
    /// To whom; a note where that is not kept any more.
    pub to: String,
    /// A mail's subject, an SMS's text.
    pub subject: String,
    /// The kind of the state's label.
    pub state_kind: &'static str,
    /// The state's name.
    pub state: String,
    /// When it was written.
    pub written: String,
}

/// The message as a line.
pub(super) fn line(t: Tr, zone: &Zone, message: &Message) -> MessageLine {
    let row = &message.row;
    let gone = || t.s("operators-message-forgotten");
    let text = message.text.as_ref();
    MessageLine {
        href: format!("/outbox/{}", row.id),
        channel: channel(t, &row.channel),
        to: text.map_or_else(gone, |text| to(&text.to)),
        subject: text.map_or_else(String::new, |text| {
            if text.subject.is_empty() { text.text.clone() } else { text.subject.clone() }
        }),
        state_kind: state_kind(&row.state),
        state: state(t, &row.state),
        written: zone.second(row.created_at),
    }
}

/// A recipient as people read it.
pub(super) fn to(recipient: &str) -> String {
    if recipient.contains('@') { recipient.to_owned() } else { phone(recipient) }
}

/// Mail or SMS.
pub(super) fn channel(t: Tr, name: &str) -> String {
    t.s(if name == "sms" { "operators-channel-sms" } else { "operators-channel-mail" })
}

/// The state's name.
pub(super) fn state(t: Tr, name: &str) -> String {
    t.s(match name {
        "queued" => "operators-message-queued",
        "sent" => "operators-message-sent",
        _ => "operators-message-failed",
    })
}

/// The kind of the state's label.
pub(super) fn state_kind(name: &str) -> &'static str {
    match name {
        "queued" => "waiting",
        "sent" => "running",
        _ => "failed",
    }
}
