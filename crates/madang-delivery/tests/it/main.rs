//! The drivers against a real mail server and stand-in gateways, and webhooks against receivers.

#![expect(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod payments;
mod sms_gateway;
mod smtp;
mod webhooks;
