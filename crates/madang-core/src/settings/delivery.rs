//! How mail and SMS leave.

use std::collections::BTreeMap;

use madang_model::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Mail.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `outbox`: mails are only kept, for operators to read. `smtp`: they are sent.
    pub driver: MailDriver,
    /// The sender, e.g. `cloud@example.com`.
    pub from: String,
    /// The mail server.
    pub smtp: Smtp,
    /// After how many days the text of a mail or SMS is forgotten.
    pub keep_text_days: u32,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            driver: MailDriver::Outbox,
            from: "no-reply@madang.localhost".to_owned(),
            smtp: Smtp::default(),
            keep_text_days: 30,
        }
    }
}

/// How mail leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailDriver {
    /// It stays in the outbox.
    Outbox,
    /// By SMTP.
    Smtp,
}

/// The mail server.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Smtp {
    /// Its host name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `starttls`, `tls` from the first byte, or `none` (only to a loopback address).
    pub tls: SmtpTls,
    /// The account, where it wants one.
    pub user: Option<String>,
    /// The account's password.
    #[schemars(with = "Option<String>")]
    pub password: Option<Secret>,
    /// How long one mail may take, in seconds.
    pub timeout_seconds: u32,
}

impl Default for Smtp {
    fn default() -> Self {
        Self {
            host: "localhost".to_owned(),
            port: 587,
            tls: SmtpTls::StartTls,
            user: None,
            password: None,
            timeout_seconds: 20,
        }
    }
}

/// How the connection to the mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// Upgraded, and refused where it can't be.
    StartTls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

/// SMS.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// `outbox`: SMS are only kept, for operators to read. `http`: they are sent by a gateway.
    pub driver: SmsDriver,
    /// The sender's number, shown on the sign-up page too.
    pub sender: String,
    /// The gateway.
    pub gateway: SmsGateway,
}

impl Default for Sms {
    fn default() -> Self {
        Self { driver: SmsDriver::Outbox, sender: "02-000-0000".to_owned(), gateway: SmsGateway::default() }
    }
}

/// How SMS leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SmsDriver {
    /// They stay in the outbox.
    Outbox,
    /// By an HTTP gateway.
    Http,
}

/// An SMS gateway that is called by HTTP, whatever its API looks like.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SmsGateway {
    /// Where to.
    pub url: String,
    /// `json` or `form`.
    pub encoding: SmsEncoding,
    /// The fields to send. In their values `{to}`, `{from}`, `{text}` and `{id}` are filled in; `{id}` is the
    /// same for every try of one message.
    pub fields: BTreeMap<String, String>,
    /// Further fields to send as they are, whose values nobody may see: keys, account names.
    #[schemars(with = "BTreeMap<String, String>")]
    pub secret_fields: BTreeMap<String, Secret>,
    /// Headers to send, e.g. `Authorization`.
    #[schemars(with = "BTreeMap<String, String>")]
    pub headers: BTreeMap<String, Secret>,
    /// How long one SMS may take, in seconds.
    pub timeout_seconds: u32,
}

impl Default for SmsGateway {
    fn default() -> Self {
        Self {
            url: String::new(),
            encoding: SmsEncoding::Json,
            fields: BTreeMap::new(),
            secret_fields: BTreeMap::new(),
            headers: BTreeMap::new(),
            timeout_seconds: 10,
        }
    }
}

/// How the gateway wants its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SmsEncoding {
    /// A JSON object.
    Json,
    /// A form.
    Form,
}
