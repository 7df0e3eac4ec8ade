//! Reading what was sent.

use madang_model::Secret;
use madang_store::messages::{self, MessageFilter, MessageRow};
use serde_json::Value;

use crate::TestMadang;

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMail {
    /// Which mail it is, e.g. `verify-email`.
    pub kind: String,
    /// The address as it was written.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// `ko` or `en`.
    pub lang: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
}

impl SentMail {
    /// The token of the link in it.
    pub fn token(&self) -> Secret {
        let (_, behind) =
            self.text.split_once("?token=").unwrap_or_else(|| panic!("{} has a link", self.kind));
        Secret::new(behind.split_whitespace().next().unwrap_or_default())
    }
}

/// An SMS in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentSms {
    /// Which SMS it is.
    pub kind: String,
    /// The number's digits.
    pub to: String,
    /// The text.
    pub text: String,
}

impl TestMadang {
    /// Every mail to an address whose text is still kept, oldest first.
    pub async fn mails_to(&self, address: &str) -> Vec<SentMail> {
        let mail = |(row, text): (MessageRow, Value)| SentMail {
            kind: row.kind,
            to: field(&text, "to"),
            subject: field(&text, "subject"),
            text: field(&text, "text"),
            html: field(&text, "html"),
            lang: field(&text, "lang"),
            state: row.state,
        };
        self.sent("mail", &address.to_ascii_lowercase()).await.into_iter().map(mail).collect()
    }

    /// The last mail of a kind to an address. Panics where there is none.
    pub async fn last_mail(&self, address: &str, kind: &str) -> SentMail {
        let mails = self.mails_to(address).await;
        let found = mails.iter().rev().find(|mail| mail.kind == kind).cloned();
        found.unwrap_or_else(|| {
            panic!(
                "no {kind} to {address}, but {:?}",
                mails.iter().map(|mail| &mail.kind).collect::<Vec<_>>()
            )
        })
    }

    /// The kinds of all mails to an address, oldest first.
    pub async fn mail_kinds(&self, address: &str) -> Vec<String> {
        self.mails_to(address).await.into_iter().map(|mail| mail.kind).collect()
    }

    /// Every SMS to a number whose text is still kept, oldest first.
    pub async fn sms_to(&self, number: &str) -> Vec<SentSms> {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let sms = |(row, text): (MessageRow, Value)| SentSms {
            kind: row.kind,
            to: field(&text, "to"),
            text: field(&text, "text"),
        };
        self.sent("sms", &digits).await.into_iter().map(sms).collect()
    }

    /// The code in the last SMS to a number. Panics where there is none.
    pub async fn last_code(&self, number: &str) -> String {
        let sms = self.sms_to(number).await.pop().unwrap_or_else(|| panic!("no SMS to {number}"));
        let digits = |part: &&str| part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = sms.text.split(|c: char| !c.is_ascii_alphanumeric());
        parts.find(digits).expect("a code of six digits in the SMS").to_owned()
    }

    async fn sent(&self, channel: &str, recipient: &str) -> Vec<(MessageRow, Value)> {
        let vault = &self.platform().vault;
        let key = vault.sign("recipient", recipient.as_bytes());
        let mut conn = self.platform().db.read().await.expect("a connection");
        let filter = MessageFilter { recipient_key: Some(&key), ..MessageFilter::default() };
        let rows = messages::list(&mut conn, filter, 1000).await.expect("the outbox");
        rows.into_iter()
            .rev()
            .filter(|row| row.channel == channel)
            .filter_map(|row| {
                let sealed = row.sealed.as_deref()?;
                let opened = vault.unseal("message", sealed).expect("a message opens");
                Some((serde_json::from_slice(&opened).expect("a message is JSON"), row))
            })
            .map(|(text, row)| (row, text))
            .collect()
    }
}

fn field(text: &Value, name: &str) -> String {
    text[name].as_str().unwrap_or_else(|| panic!("a message has {name}")).to_owned()
}
