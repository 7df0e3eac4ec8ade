//! The drivers against a real mail server and a stand-in gateway.

mod sms_gateway;
mod smtp;
