//! What the world outside looks like to deliveries.

use std::fmt;

use async_trait::async_trait;

/// A request to be made.
#[derive(Clone)]
pub struct Call {
    /// Where to.
    pub address: String,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body, JSON.
    pub body: String,
}

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// The name leads inside, or the address is not https: nothing was sent.
    Forbidden,
    /// It took too long.
    Timeout,
    /// No connection: no such name, nobody listens, no trusted certificate.
    Unreachable,
}

impl NoAnswer {
    /// The stored and wire form: the key of its words, `webhooks-error-<word>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
        }
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Makes requests to addresses that strangers chose: within the settings' time, following no redirect, to no
/// address inside, reading no more of the answer than its status.
#[async_trait]
pub trait Post: Send + Sync {
    /// Posts once; the answer's HTTP status.
    async fn post(&self, call: &Call) -> Result<u16, NoAnswer>;
}
