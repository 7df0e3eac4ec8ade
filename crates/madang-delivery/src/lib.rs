//! The drivers that hand messages to the world: mail by SMTP, SMS by an HTTP gateway, events to webhooks, charges to
//! payment gateways.
//!
//! What lives here: how a message is written on the wire, and what a provider's answer means for the next try.
//! When and whether something is sent, and that it is sent once, is `madang_core::outbox` and
//! `madang_core::events`. Nothing here logs:
//! a recipient is personal data, so the texts of errors hold none, not even what a provider wrote back.
//! Start with [`Smtp`], [`SmsGateway`], [`WebhookPost`] and [`Sandbox`].

mod letter;
mod payments;
mod sms_gateway;
mod smtp;
mod webhook_post;

pub use payments::{Sandbox, Stripe, TEST_CARDS, TestCard, TossPay};
pub use sms_gateway::SmsGateway;
pub use smtp::Smtp;
pub use webhook_post::WebhookPost;

/// Settings that a driver can't be made of; the text says which and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(String);
