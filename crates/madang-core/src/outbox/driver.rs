//! What delivers a message: the world's edge. Drivers live in `madang-delivery`.

use async_trait::async_trait;
use madang_model::MessageId;

/// A mail on its way.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The message, which becomes its `Message-ID`, so that a second delivery can be told.
    pub id: MessageId,
    /// To whom.
    pub to: String,
    /// What about.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// An SMS on its way.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// The message, the same for every try.
    pub id: MessageId,
    /// To which number, digits only.
    pub to: String,
    /// The text.
    pub text: String,
}

/// Why a provider did not take a message. The text is for operators and holds no recipient.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Outcome {
    /// Another try may work: it was away, busy, or said so.
    #[error("{0}")]
    Later(String),
    /// It never will: the recipient or the message was refused.
    #[error("{0}")]
    Refused(String),
}

/// Sends mail.
#[async_trait]
pub trait MailDriver: Send + Sync {
    /// Hands a mail to the provider.
    async fn send(&self, letter: &Letter) -> Result<(), Outcome>;
}

/// Sends SMS.
#[async_trait]
pub trait SmsDriver: Send + Sync {
    /// Hands an SMS to the provider.
    async fn send(&self, sms: &Sms) -> Result<(), Outcome>;
}
