//! A real SMTP server on a loopback port: `scripts/smtp-server`.

use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// A running server. It ends when this is dropped, because its input is closed then.
pub(crate) struct Server {
    pub(crate) port: u16,
    process: Child,
    input: Option<ChildStdin>,
    lines: BufReader<ChildStdout>,
}

impl Server {
    /// Starts one and waits until it listens.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/smtp-server");
        let mut process = Command::new(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("scripts/smtp-server starts");
        let input = process.stdin.take();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let port = first
            .trim()
            .parse()
            .expect("the mail server says its port; scripts/install-packages smtp-server");
        Self { port, process, input, lines }
    }

    /// Ends it; what it took and nobody has read yet.
    pub(crate) fn stop(mut self) -> Vec<Value> {
        self.end();
        self.lines.by_ref().lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
    }

    fn end(&mut self) {
        drop(self.input.take());
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// A port that nothing listens on.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
