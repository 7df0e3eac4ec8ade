//! Everything that is sent: a message is written in the transaction that causes it, and a job delivers it
//! through the driver of the settings. With the `outbox` driver it stays here to be read.

mod deliver;
mod driver;
mod get;
mod list;
mod retry;
mod write;

pub use deliver::{DELIVER, Deliver};
pub use driver::{Letter, MailDriver, Outcome, Sms, SmsDriver};
pub use get::get;
pub use list::{Message, MessageQuery, Text, list};
pub use retry::retry;
pub(crate) use write::{Mail, forget_sent, mail, notice, sms};
