//! `madang admin jobs`

use anyhow::Result;
use clap::Args;
use madang_core::Ctx;
use madang_core::jobs::{self, JobQuery};
use madang_i18n::Zone;
use serde_json::{Value, json};

use super::told;
use crate::terminal;

/// Prints how background work is doing.
#[derive(Debug, Args)]
pub(crate) struct Jobs {
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

impl Jobs {
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        let overview = jobs::overview(ctx).await.map_err(|error| told(tr, error))?;
        let query = JobQuery { state: Some("dead".to_owned()), before: None };
        let dead = jobs::list(ctx, &query).await.map_err(|error| told(tr, error))?.items;
        let count = |state: &str| {
            overview.counts.iter().find(|count| count.state == state).map_or(0, |count| count.jobs)
        };
        if self.json {
            let dead: Vec<Value> = dead
                .iter()
                .map(|job| {
                    json!({
                        "id": job.id.to_string(), "kind": job.kind, "attempts": job.attempts,
                        "error": job.last_error, "created_at": Zone::wire(job.created_at),
                    })
                })
                .collect();
            let reconcilers: Vec<Value> = overview
                .reconcilers
                .iter()
                .map(|one| {
                    json!({
                        "name": one.name, "rounds": one.rounds, "report": one.report, "error": one.error,
                        "finished_at": one.finished_at.map(Zone::wire),
                    })
                })
                .collect();
            let counts =
                json!({ "queued": count("queued"), "running": count("running"), "dead": count("dead") });
            let whole = json!({ "counts": counts, "dead": dead, "reconcilers": reconcilers });
            terminal::say(&serde_json::to_string_pretty(&whole)?);
            return Ok(());
        }
        let counts = [
            ("queued", count("queued").into()),
            ("running", count("running").into()),
            ("dead", count("dead").into()),
        ];
        terminal::say(&tr.a("admin-jobs-waiting", &counts));
        if dead.is_empty() {
            terminal::say(&tr.s("admin-no-jobs"));
        }
        for job in dead {
            let error = job.last_error.unwrap_or_default();
            terminal::say(&format!("{} {} {} ({error})", Zone::wire(job.created_at), job.id, job.kind));
        }
        Ok(())
    }
}
