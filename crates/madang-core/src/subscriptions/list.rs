//! What an organisation subscribes to.

use madang_model::catalog::OfferingContent;
use madang_model::{OrganizationId, SubscriptionId};
use madang_store::subscriptions::{self, SubscriptionRow};

use crate::catalog::content;
use crate::page::{self, Page};
use crate::{Action, Ctx, Result, organizations};

/// A subscription of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What is stored.
    pub row: SubscriptionRow,
    /// What the offering's version says.
    pub offering: OfferingContent,
}

/// An organisation's subscriptions, newest first, ended ones included; `before` is the page before's `next`. Whoever
/// belongs to it may, and staff.
pub async fn list(ctx: &Ctx, id: OrganizationId, before: Option<&str>) -> Result<Page<Listed>> {
    let mut conn = ctx.read().await?;
    ctx.authorize_as(Action::ReadSubscription, organizations::standing(ctx, &mut conn, id).await?)?;
    let before: Option<SubscriptionId> = page::after(before)?;
    let rows = subscriptions::list(&mut conn, id, before, page::ASKED).await?;
    Page::cut(rows, |row| row.id.to_string()).try_map(|row| {
        let offering = content::read(&row.content)?;
        Ok(Listed { row, offering })
    })
}
