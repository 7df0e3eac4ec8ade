//! Whom a cluster is granted to, as operators type it.

use madang_model::organizations::OrganizationCode;
use madang_model::quota::QuotaScope;
use madang_model::{ClusterId, ProjectId, Rule};
use madang_store::organizations;

use crate::{Action, Ctx, Error, Result};

/// Grants a cluster to whom `typed` names: an organisation by its code, or a project by its id. Operators and platform
/// staff may. Granted twice, it is granted.
pub async fn grant_named(ctx: &Ctx, id: ClusterId, typed: &str) -> Result<()> {
    ctx.authorize(Action::WriteClusters, None)?;
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Error::invalid("scope", Rule::Required));
    }
    let scope = match typed.parse::<ProjectId>() {
        Ok(project) => QuotaScope::Project(project),
        Err(_) => {
            let unknown = || Error::invalid("scope", Rule::Unknown);
            let code = OrganizationCode::parse(typed).map_err(|_| unknown())?;
            let mut conn = ctx.read().await?;
            let found = organizations::by_code(&mut conn, code.as_str()).await?;
            QuotaScope::Organization(found.ok_or_else(unknown)?.id)
        }
    };
    super::grant(ctx, id, scope).await
}
