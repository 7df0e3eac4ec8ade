//! What a project is called and what it is for.

use madang_model::projects::ProjectName;
use madang_model::{ProjectId, text};
use madang_store::projects;
use serde_json::Value;

use super::form::WORDS;
use super::get::writable;
use super::kind::name_taken;
use crate::error::Fields;
use crate::{Ctx, Entry, Error, Refusal, Result, events};

/// A project as its admins want it; what is left out stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// 「프로젝트명」
    pub name: Option<String>,
    /// 「내용」
    pub description: Option<String>,
}

/// Calls a project in use anew and says what it is for. Its admins, its department's heads and the organisation's
/// owners may. No other project of the organisation, archived ones included, has the name.
pub async fn update(ctx: &Ctx, id: ProjectId, input: &Update) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (project, _) = writable(ctx, &mut work, id).await?;
    let mut fields = Fields::default();
    let name = fields.take("name", ProjectName::parse(input.name.as_deref().unwrap_or(&project.name)));
    let description = fields.take(
        "description",
        text::paragraphs(input.description.as_deref().unwrap_or(&project.description), WORDS),
    );
    fields.finish()?;
    let (Some(name), Some(description)) = (name, description) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let called = (name.as_str(), name.key());
    if !projects::update(&mut work, id, (called.0, &called.1), &description).await.map_err(name_taken)? {
        return Err(Refusal::Archived.into());
    }
    events::publish(&mut work, project.organization_id, "project.updated", &id.to_string(), &Value::Null)
        .await?;
    work.audit(Entry::new("projects.update", "project", id));
    work.commit().await
}
