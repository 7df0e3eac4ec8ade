//! A mail on the wire: MIME, in text and HTML.

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use madang_core::outbox::{Letter, Outcome};

/// The message that a letter becomes. Its `Message-ID` is made of the letter's id, so that a second delivery
/// after a crash can be told from a second letter.
pub(crate) fn write(letter: &Letter, from: &Mailbox) -> Result<Message, Outcome> {
    // The parser's own error repeats what it was given.
    let to: Address =
        letter.to.parse().map_err(|_| Outcome::Refused("the recipient is not a mail address".to_owned()))?;
    // Says to out-of-office programs that nobody reads an answer (RFC 3834 §5).
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.as_str())
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .raw_header(automatic)
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|_| Outcome::Refused("the mail can't be written".to_owned()))
}
