//! From start to ready, and what the release build holds in memory when nothing happens.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::say;

/// Starts the program on an empty data folder and then on the one it made, and prints both times and its
/// resident memory after it has settled.
pub(crate) async fn measure(program: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    say("start to ready, and idle memory, of the release build with every role on, SQLite");
    for what in ["first start, empty folder", "later start"] {
        let port = free_port().await?;
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data-dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        ready(port).await?;
        let took = began.elapsed();
        tokio::time::sleep(Duration::from_secs(5)).await;
        let memory = resident_kib(&child)?;
        say(&format!(
            "  {what}: ready after {} ms, {:.1} MiB resident",
            took.as_millis(),
            f64::from(memory) / 1024.0
        ));
        child.kill().await?;
    }
    Ok(())
}

async fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

async fn ready(port: u16) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(60) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await {
            stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await?;
            if answer.starts_with("HTTP/1.1 200") {
                return Ok(());
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    anyhow::bail!("the program did not get ready within a minute")
}

fn resident_kib(child: &Child) -> Result<u32> {
    let pid = child.id().context("the program has ended")?;
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
    Ok(line.split_whitespace().nth(1).context("VmRSS has a number")?.parse()?)
}
