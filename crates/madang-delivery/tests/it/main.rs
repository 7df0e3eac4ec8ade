//! The drivers against a real mail server and a stand-in gateway.

mod server;
mod sms_gateway;
mod smtp;
