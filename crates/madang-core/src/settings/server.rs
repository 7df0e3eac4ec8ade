//! Where the program listens, keeps its data and writes its logs.

use std::path::PathBuf;

use madang_model::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the program listens and keeps its data.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// The folder of everything that is kept: database, keys, blobs.
    pub data_dir: PathBuf,
    /// The address people reach the program at, e.g. `https://cloud.example.com`. Must be https unless it is
    /// a loopback address. Without it, links use the listen address.
    pub public_url: Option<String>,
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed, e.g. `["10.0.0.2"]`.
    pub trusted_proxies: Vec<String>,
    /// The file of the master key, 64 hexadecimal digits. Without it, `keys/master.key` in the data folder.
    pub master_key_file: Option<PathBuf>,
    /// How long open requests may take to finish when the program is told to stop, in seconds.
    pub shutdown_seconds: u32,
    /// The largest request body, in KiB; uploads have their own limits.
    pub body_kib: u32,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            data_dir: PathBuf::from("data"),
            public_url: None,
            trusted_proxies: Vec::new(),
            master_key_file: None,
            shutdown_seconds: 30,
            body_kib: 1024,
        }
    }
}

/// Which database.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `postgres://user:password@host/name`, on another machine with `?sslmode=verify-full`. Without it, SQLite in
    /// the data folder.
    #[schemars(with = "Option<String>")]
    pub url: Option<Secret>,
    /// The most connections at once.
    pub connections: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: None, connections: 8 }
    }
}

/// Background work.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Jobs {
    /// How many jobs run at once.
    pub concurrency: u32,
    /// How many tries a job gets before operators have to look.
    pub attempts: u32,
    /// How many days done jobs stay visible.
    pub keep_days: u32,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { concurrency: 8, attempts: 12, keep_days: 7 }
    }
}

/// Logs.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Logs {
    /// `text` for people, `json` for machines.
    pub format: LogFormat,
    /// Which lines, as `tracing` filter directives, e.g. `info` or `info,madang_jobs=debug`.
    pub filter: String,
    /// After how many days the audit log forgets network addresses and clients. What was done, by whom and
    /// when stays.
    pub origin_days: u32,
}

impl Default for Logs {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned(), origin_days: 730 }
    }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}
