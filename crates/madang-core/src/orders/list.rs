//! Lists of orders.

use madang_model::orders::OrderState;
use madang_model::{OrderId, OrganizationId, text};
use madang_store::orders::{self, OrderFilter, OrderItem};
use madang_store::standings;

use super::reader::decides;
use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Error, Result, organizations};

madang_model::words! {
    /// Whose orders are listed.
    ListOf {
        /// One's own, drafts included.
        Mine = "mine",
        /// What one's department applied for.
        Department = "department",
        /// What the organisation applied for; its owners and viewers may.
        Organization = "organization",
    }
}

/// What is listed.
#[derive(Debug, Clone, Default)]
pub struct OrderQuery {
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<OrderState>,
    /// Only those whose number or title begins with this.
    pub search: Option<String>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// Lists what was applied for in the organisation, newest first. Whoever belongs to it may, as far as `of` says;
/// without it, as much as they may: all, else their department's, else their own. Of what was not submitted yet, only
/// their own is listed. Applicants are named for those who belong to it, and for those who decide for the provider.
pub async fn list(
    ctx: &Ctx,
    organization_id: OrganizationId,
    of: Option<ListOf>,
    query: &OrderQuery,
) -> Result<(ListOf, Page<OrderItem>)> {
    let mut conn = ctx.read().await?;
    let standing = organizations::standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::ListOrders, standing)?;
    let member_id = ctx.actor.member()?;
    let sees_all =
        standing.has(Capacity::Owner) || standing.has(Capacity::Viewer) || ctx.actor.staff().is_some();
    let own = standings::membership(&mut conn, organization_id, member_id).await?;
    let department = own.and_then(|own| own.department_id);
    let of = of.unwrap_or(match (sees_all, department) {
        (true, _) => ListOf::Organization,
        (false, Some(_)) => ListOf::Department,
        (false, None) => ListOf::Mine,
    });
    let mut filter = OrderFilter {
        organization_id: Some(organization_id),
        reader_id: Some(member_id),
        ..OrderFilter::default()
    };
    match of {
        ListOf::Mine => filter.applicant_id = Some(member_id),
        ListOf::Department => filter.department_id = Some(department.ok_or(Error::Forbidden)?),
        ListOf::Organization if sees_all => {}
        ListOf::Organization => return Err(Error::Forbidden),
    }
    let rows = page(&mut conn, filter, query).await?;
    Ok((of, if standing.has(Capacity::Belongs) { rows } else { named(ctx, rows) }))
}

/// Lists what was applied for in all organisations, newest first. Staff may; applicants are named for those who
/// decide for the provider.
pub async fn list_all(ctx: &Ctx, query: &OrderQuery) -> Result<Page<OrderItem>> {
    ctx.authorize(Action::ReadOrders, None)?;
    Ok(named(ctx, page(&mut *ctx.read().await?, OrderFilter::default(), query).await?))
}

/// With the applicants' names only where the actor, who is not of their organisation, may know them.
fn named(ctx: &Ctx, mut rows: Page<OrderItem>) -> Page<OrderItem> {
    if !decides(ctx) {
        for row in &mut rows.items {
            row.applicant = String::new();
        }
    }
    rows
}

async fn page(
    conn: &mut madang_db::Conn,
    filter: OrderFilter<'_>,
    query: &OrderQuery,
) -> Result<Page<OrderItem>> {
    let before: Option<OrderId> = page::after(query.before.as_deref())?;
    let search = query.search.as_deref().map(text::key_of).filter(|search| !search.is_empty());
    let filter = OrderFilter {
        kind: query.kind.as_deref(),
        state: query.state,
        search: search.as_deref(),
        before,
        ..filter
    };
    let rows = orders::list(conn, filter, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
