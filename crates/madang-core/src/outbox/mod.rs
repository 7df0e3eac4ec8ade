//! Everything that is sent: a message is written in the transaction that causes it, and a job delivers it
//! through the driver of the settings. With the `outbox` driver it stays here to be read.

mod deliver;
mod driver;
mod write;

pub use deliver::{DELIVER, Deliver};
pub use driver::{Letter, MailDriver, Outcome, Sms, SmsDriver};
pub(crate) use write::{Mail, mail, sms};
