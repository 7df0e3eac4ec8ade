//! The drivers against a real mail server and a stand-in gateway, and webhooks against receivers.

#![expect(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod sms_gateway;
mod smtp;
mod webhooks;
