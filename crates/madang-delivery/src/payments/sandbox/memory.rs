//! What the sandbox knows, in one file that is replaced as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use madang_core::billing::ChargeState;
use serde::{Deserialize, Serialize};

/// A visit to the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Check {
    /// What stands in the page's address.
    pub(super) reference: String,
    pub(super) customer: String,
    pub(super) return_url: String,
    pub(super) lang: String,
    pub(super) opened_at: i64,
    /// The name of the test card; empty until one was typed.
    pub(super) card: String,
    pub(super) brand: String,
    pub(super) tail: String,
    pub(super) typed_at: i64,
    pub(super) given_up: bool,
    /// Whether what came of it was told once.
    pub(super) told: bool,
    /// The key that was made of it; empty until then.
    pub(super) key: String,
}

/// A billing key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) card: String,
    pub(super) customer: String,
    pub(super) ended: bool,
}

/// A payment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Payment {
    pub(super) reference: String,
    pub(super) amount: i64,
    /// Why it was refused; empty where it was paid.
    pub(super) declined: String,
    pub(super) refunds: BTreeMap<String, i64>,
}

impl Payment {
    /// What was given back of it.
    pub(super) fn refunded(&self) -> i64 {
        self.refunds.values().sum()
    }

    /// How it stands.
    pub(super) fn state(&self) -> ChargeState {
        let reference = self.reference.clone();
        match self.refunded() {
            _ if !self.declined.is_empty() => ChargeState::Declined { code: self.declined.clone() },
            0 => ChargeState::Paid { reference },
            amount => ChargeState::Refunded { reference, amount },
        }
    }
}

/// Everything, by our ids; keys by themselves.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    #[serde(skip)]
    file: PathBuf,
    /// Held until this is dropped: whoever serves the page and whoever asks may be two processes.
    #[serde(skip)]
    lock: Option<File>,
    pub(super) checks: BTreeMap<String, Check>,
    pub(super) keys: BTreeMap<String, Key>,
    pub(super) payments: BTreeMap<String, Payment>,
}

impl Memory {
    /// What the file says, held against others; nothing where there is none.
    pub(super) fn open(file: &Path) -> io::Result<Self> {
        let lock =
            File::options().create(true).truncate(false).write(true).open(file.with_extension("lock"))?;
        lock.lock()?;
        let mut memory: Self = match fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => return Err(error),
        };
        file.clone_into(&mut memory.file);
        memory.lock = Some(lock);
        Ok(memory)
    }

    /// Writes the file anew: whoever stops in between leaves the one before.
    pub(super) fn keep(&self) -> io::Result<()> {
        let beside = self.file.with_extension("new");
        fs::write(&beside, serde_json::to_vec(self)?)?;
        fs::rename(beside, &self.file)
    }

    /// The visit whose page has this address.
    pub(super) fn of_page(&mut self, reference: &str) -> Option<&mut Check> {
        self.checks.values_mut().find(|check| check.reference == reference)
    }
}
