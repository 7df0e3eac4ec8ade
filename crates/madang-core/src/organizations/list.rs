//! All companies, as the provider's staff look through them.

use madang_model::organizations::{OrganizationCode, OrganizationKind};
use madang_model::{OrganizationId, Rule, text};
use madang_store::organizations::{self, OrganizationRow};

use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which organisations to list.
#[derive(Debug, Default, Clone)]
pub struct OrganizationQuery {
    /// A code, or the beginning of a name. Nothing lists all companies.
    pub search: String,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists companies: newest first; or the one with the code that is searched, and those whose name begins with
/// it, in the order of their names. Staff may.
pub async fn list(ctx: &Ctx, query: &OrganizationQuery) -> Result<Page<OrganizationRow>> {
    ctx.authorize(Action::ReadOrganizations, None)?;
    let search = query.search.trim();
    let mut conn = ctx.read().await?;
    if search.is_empty() {
        let before: Option<OrganizationId> = page::after(query.before.as_deref())?;
        let rows = organizations::companies(&mut conn, before, page::ASKED).await?;
        return Ok(Page::cut(rows, |row| row.id.to_string()));
    }
    if search.chars().any(char::is_control) {
        return Err(Error::invalid("search", Rule::Characters));
    }
    if search.chars().count() > 60 {
        return Err(Error::invalid("search", Rule::TooLong { max: 60 }));
    }
    let after: Option<OrganizationId> = page::after(query.before.as_deref())?;
    let after = match after {
        Some(id) => organizations::find(&mut conn, id).await?.map(|row| (text::key_of(&row.name), row.id)),
        None => None,
    };
    let place = after.as_ref().map(|(key, id)| (key.as_str(), *id));
    let mut rows = organizations::named(&mut conn, &text::key_of(search), place, page::ASKED).await?;
    if after.is_none()
        && let Ok(code) = OrganizationCode::parse(search)
        && let Some(found) = organizations::by_code(&mut conn, code.as_str()).await?
        && rows.iter().all(|row| row.id != found.id)
    {
        // It is read again where its name's turn comes, which is not on this page.
        return Ok(Page { items: vec![found], next: None, cursors: vec![String::new()] });
    }
    let mut page = Page::cut(std::mem::take(&mut rows), |row| row.id.to_string());
    // People's own organisations are their names; those are looked for among members.
    let kept: Vec<bool> = page.items.iter().map(|row| row.kind == OrganizationKind::Company).collect();
    let mut keep = kept.iter();
    page.items.retain(|_| *keep.next().unwrap_or(&true));
    let mut keep = kept.iter();
    page.cursors.retain(|_| *keep.next().unwrap_or(&true));
    Ok(page)
}
