//! `madang doctor`: what this machine can and can't do, and how to fix it. It looks and changes nothing.

mod folders;
mod machine;
mod services;

use std::process::ExitCode;

use anyhow::Result;
use madang_i18n::Tr;

use crate::invocation::Invocation;
use crate::terminal;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// As it should be.
    Fine,
    /// Worth knowing.
    Note,
    /// It works, and should be better.
    Warning,
    /// It does not work.
    Error,
}

/// What was found in one place.
#[derive(Debug)]
struct Finding {
    level: Level,
    /// Where, as the key of a text.
    area: &'static str,
    text: String,
    /// What to do about it.
    fix: Option<String>,
}

impl Finding {
    fn fine(area: &'static str, text: String) -> Self {
        Self { level: Level::Fine, area, text, fix: None }
    }

    fn note(area: &'static str, text: String, fix: Option<String>) -> Self {
        Self { level: Level::Note, area, text, fix }
    }

    fn warning(area: &'static str, text: String, fix: String) -> Self {
        Self { level: Level::Warning, area, text, fix: Some(fix) }
    }

    fn error(area: &'static str, text: String, fix: String) -> Self {
        Self { level: Level::Error, area, text, fix: Some(fix) }
    }
}

/// Looks at everything and tells it; fails where something does not work.
pub(crate) async fn run(invocation: &Invocation) -> Result<ExitCode> {
    let tr = invocation.tr;
    let config = invocation.config()?;
    let mut findings = folders::look(&config, tr);
    findings.extend(services::look(&config.settings, tr).await);
    findings.extend(machine::look(&config.settings, tr));
    for finding in &findings {
        terminal::say(&line(finding, tr));
    }
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    terminal::say(&tr.a("doctor-sum", &[("errors", errors.into()), ("warnings", warnings.into())]));
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn line(finding: &Finding, tr: Tr) -> String {
    let level = match finding.level {
        Level::Fine => tr.s("doctor-fine"),
        Level::Note => tr.s("doctor-note"),
        Level::Warning => tr.s("doctor-warning"),
        Level::Error => tr.s("doctor-error"),
    };
    let mut line = format!("[{level}] {}: {}", tr.s(finding.area), finding.text);
    if let Some(fix) = &finding.fix {
        line.push_str("\n    ");
        line.push_str(&tr.a("doctor-fix", &[("fix", fix.into())]));
    }
    line
}
