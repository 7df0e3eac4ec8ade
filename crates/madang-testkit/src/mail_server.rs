//! A real SMTP server on a loopback port: `scripts/smtp-server`.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

/// A running server. It ends when this is dropped, because its input is closed then.
pub struct MailServer {
    /// Where it listens.
    pub port: u16,
    process: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl MailServer {
    /// Starts one with these arguments of the script and waits until it listens.
    pub fn start(arguments: &[&str]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/smtp-server");
        let mut process = Command::new(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("scripts/smtp-server starts");
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let (sender, lines) = channel();
        // Read all the while: a server whose output is full takes no more mail.
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let first = lines.recv().unwrap_or_default();
        let port = first.trim().parse().expect("it says its port: scripts/install-packages smtp-server");
        Self { port, process, input, lines }
    }

    /// The next message that it takes; waits for it.
    pub fn next_message(&mut self) -> Value {
        let line = self.lines.recv().expect("the server runs");
        serde_json::from_str(&line).expect("each line is a message")
    }

    /// Ends it; what it took and nobody has read yet.
    pub fn stop(mut self) -> Vec<Value> {
        self.end();
        self.lines.iter().map(|line| serde_json::from_str(&line).expect("each line is a message")).collect()
    }

    fn end(&mut self) {
        drop(self.input.take());
        self.process.wait().expect("it ends when its input does");
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.end();
    }
}
