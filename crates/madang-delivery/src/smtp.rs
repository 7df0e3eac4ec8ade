//! Mail by SMTP (RFC 5321).

use std::time::Duration;

use async_trait::async_trait;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use madang_core::outbox::{Letter, MailDriver, Outcome};
use madang_core::settings::{Mail, SmtpTls};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::{Unusable, letter};

/// Sends mail to the server of the settings, over connections that are kept for the next mail.
///
/// A try that is dropped half-way takes its connection with it, so that a server never sees one mail's end
/// joined to another's beginning.
pub struct Smtp {
    from: Mailbox,
    host: String,
    port: u16,
    tls: Tls,
    login: Option<Credentials>,
    timeout: Duration,
    name: ClientId,
    idle: Mutex<Vec<Idle>>,
}

/// How a connection is secured, with what certificates are checked by.
enum Tls {
    FromStart(TlsParameters),
    Upgraded(TlsParameters),
    None,
}

/// A connection nothing is sent over.
struct Idle {
    connection: AsyncSmtpConnection,
    since: Instant,
}

/// Connections kept at most; jobs send about as many mails at once.
const KEPT: usize = 8;

/// For how long an unused connection is tried again. Servers end theirs after minutes.
const KEPT_FOR: Duration = Duration::from_secs(60);

impl Smtp {
    /// A driver for these settings. Nothing is connected yet.
    ///
    /// # Errors
    /// When the sender is no mail address, or the system's certificates can't be read.
    pub fn new(settings: &Mail) -> Result<Self, Unusable> {
        let from = settings
            .from
            .parse()
            .map_err(|_| Unusable(format!("mail.from is not a mail address: {}", settings.from)))?;
        let smtp = &settings.smtp;
        let parameters = || {
            TlsParameters::new(smtp.host.clone())
                .map_err(|error| Unusable(format!("TLS to {} can't be set up: {error}", smtp.host)))
        };
        let tls = match smtp.tls {
            SmtpTls::Tls => Tls::FromStart(parameters()?),
            SmtpTls::StartTls => Tls::Upgraded(parameters()?),
            SmtpTls::None => Tls::None,
        };
        let login = smtp.user.as_ref().map(|user| {
            let password = smtp.password.as_ref().map_or("", |password| password.reveal());
            Credentials::new(user.clone(), password.to_owned())
        });
        Ok(Self {
            from,
            host: smtp.host.clone(),
            port: smtp.port,
            tls,
            login,
            timeout: Duration::from_secs(u64::from(smtp.timeout_seconds)),
            name: ClientId::default(),
            idle: Mutex::default(),
        })
    }

    /// Connects, signs in where an account is set, and leaves again: what `madang doctor` asks.
    ///
    /// # Errors
    /// What stood in the way, without names of people.
    pub async fn check(&self) -> Result<(), Outcome> {
        match tokio::time::timeout(self.timeout, self.connect()).await {
            Ok(connected) => {
                connected?.abort().await;
                Ok(())
            }
            Err(_) => Err(self.too_slow()),
        }
    }

    async fn hand_over(&self, message: &Message) -> Result<(), Outcome> {
        let mut connection = match self.kept().await {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        connection
            .send(message.envelope(), &message.formatted())
            .await
            .map_err(|error| self.meaning(&error))?;
        self.keep(connection).await;
        Ok(())
    }

    /// A connection of before that still answers.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let Idle { mut connection, since } = self.idle.lock().await.pop()?;
            if since.elapsed() < KEPT_FOR && connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    async fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().await;
        if !connection.has_broken() && idle.len() < KEPT {
            idle.push(Idle { connection, since: Instant::now() });
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Outcome> {
        let server = (self.host.as_str(), self.port);
        let from_start = match &self.tls {
            Tls::FromStart(parameters) => Some(parameters.clone()),
            Tls::Upgraded(_) | Tls::None => None,
        };
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.timeout), &self.name, from_start, None)
                .await
                .map_err(|error| self.meaning(&error))?;
        if let Tls::Upgraded(parameters) = &self.tls {
            if !connection.can_starttls() {
                return Err(Outcome::Later(format!("the mail server {} offers no STARTTLS", self.host)));
            }
            connection
                .starttls(parameters.clone(), &self.name)
                .await
                .map_err(|error| self.meaning(&error))?;
        }
        if let Some(login) = &self.login {
            connection.auth(DEFAULT_MECHANISMS, login).await.map_err(|error| self.meaning(&error))?;
        }
        Ok(connection)
    }

    /// What an error means for the next try. Only the reply's numbers are kept of what the server wrote.
    fn meaning(&self, error: &lettre::transport::smtp::Error) -> Outcome {
        let host = &self.host;
        let Some(code) = error.status() else {
            return Outcome::Later(match cause(error) {
                Cause::Tls(error) => format!("TLS with the mail server {host} failed: {error}"),
                Cause::Io(kind) => format!("no connection to the mail server {host}: {kind}"),
                Cause::Other => format!("the mail server {host} can't be talked to"),
            });
        };
        let number = u16::from(code);
        let reply = match enhanced(error) {
            Some(status) => format!("{number} {status}"),
            None => number.to_string(),
        };
        match number {
            // Mailbox, size, name, transaction, recipient: about this mail (RFC 5321 §4.2.2, RFC 7504). Other
            // refusals, such as of our account or of a command, pass when someone mends the settings.
            550..=554 | 556 => Outcome::Refused(format!("the mail server {host} refused the mail: {reply}")),
            _ => Outcome::Later(format!("the mail server {host} answered {reply}")),
        }
    }

    fn too_slow(&self) -> Outcome {
        Outcome::Later(format!("no answer in time from the mail server {}", self.host))
    }
}

#[async_trait]
impl MailDriver for Smtp {
    async fn send(&self, letter: &Letter) -> Result<(), Outcome> {
        let message = letter::write(letter, &self.from)?;
        match tokio::time::timeout(self.timeout, self.hand_over(&message)).await {
            Ok(done) => done,
            Err(_) => Err(self.too_slow()),
        }
    }
}

/// What kept a conversation from taking place.
enum Cause<'a> {
    Tls(&'a rustls::Error),
    Io(std::io::ErrorKind),
    Other,
}

fn cause(error: &lettre::transport::smtp::Error) -> Cause<'_> {
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(io) = source.downcast_ref::<std::io::Error>() {
            let inner = io.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            return inner.map_or(Cause::Io(io.kind()), Cause::Tls);
        }
        next = source.source();
    }
    Cause::Other
}

/// The enhanced status code (RFC 3463) that a reply begins with, such as `5.1.1`.
fn enhanced(error: &lettre::transport::smtp::Error) -> Option<String> {
    let text = std::error::Error::source(error)?.to_string();
    let first = text.split_whitespace().next()?;
    let parts: Vec<&str> = first.split('.').collect();
    let numbers =
        parts.iter().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (parts.len() == 3 && numbers).then(|| first.to_owned())
}
