//! `madang backup` and `madang restore`: everything that is kept, in one tar archive.
//!
//! ```text
//! database/TABLE.jsonl   each table, as madang_db::dump writes it
//! keys/master.key        what opens the sealed parts of it
//! blobs/…                files, as they are in the data folder
//! manifest.json          the last member: what made it, and the SHA-256 of every other member
//! ```
//!
//! The archive knows no engine: what SQLite wrote, PostgreSQL reads, and the other way round. It is as secret
//! as the data folder, and so readable by its owner alone.

mod archive;
mod restore;
mod write;

pub(crate) use restore::Restore;
pub(crate) use write::Backup;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The form of archives that this program writes and reads.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";
const KEY: &str = "keys/master.key";

/// What an archive says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// The version of the program that made it.
    program: String,
    created_at: String,
    /// Which migration its tables are at.
    migrations: usize,
    /// Tables, in the order they can be read in.
    tables: Vec<Table>,
    /// Every member but this one.
    members: Vec<Member>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Table {
    name: String,
    rows: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Member {
    path: String,
    size: u64,
    sha256: String,
}

/// The member that a table is in.
fn table_member(name: &str) -> String {
    format!("database/{name}.jsonl")
}

/// Passes bytes on and keeps their sum.
struct Summing<W> {
    inner: W,
    sum: Sha256,
    size: u64,
}

impl<W> Summing<W> {
    fn new(inner: W) -> Self {
        Self { inner, sum: Sha256::new(), size: 0 }
    }

    /// What was written through, its size, and its SHA-256 in hexadecimal.
    fn finish(self) -> (W, u64, String) {
        (self.inner, self.size, hex::encode(self.sum.finalize()))
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
