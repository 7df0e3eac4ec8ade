//! `madang admin captcha-answer`

use anyhow::{Context as _, Result, bail};
use clap::Args;
use madang_core::{Ctx, captcha};

use super::told;
use crate::serve::Development;
use crate::terminal;

/// Prints a captcha's characters.
#[derive(Debug, Args)]
pub(crate) struct CaptchaAnswer {
    /// The captcha's id, as the page's form carries it
    #[arg(long)]
    id: String,
}

impl CaptchaAnswer {
    pub(super) async fn run(&self, ctx: &Ctx) -> Result<()> {
        let tr = ctx.tr();
        if !Development::is_marked(&ctx.settings().server.data_dir) {
            bail!(tr.s("admin-not-dev"));
        }
        let id = self.id.parse().context("--id")?;
        let answer = captcha::answer_for_tests(ctx, &mut *ctx.read().await?, id)
            .await
            .map_err(|error| told(tr, error))?;
        terminal::say(&answer);
        Ok(())
    }
}
