//! What a project is for.

use madang_model::{ProjectId, text};
use madang_store::projects;

use super::form::WORDS;
use super::get::writable;
use crate::{Ctx, Entry, Error, Refusal, Result};

/// Says anew what a project in use is for. Its admins, its department's heads and the organisation's owners may.
pub async fn describe(ctx: &Ctx, id: ProjectId, description: &str) -> Result<()> {
    let mut work = ctx.begin().await?;
    writable(ctx, &mut work, id).await?;
    let description =
        text::paragraphs(description, WORDS).map_err(|rule| Error::invalid("description", rule))?;
    if !projects::describe(&mut work, id, &description).await? {
        return Err(Refusal::Archived.into());
    }
    work.audit(Entry::new("projects.describe", "project", id));
    work.commit().await
}
