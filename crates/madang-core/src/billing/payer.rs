//! Telling those who look after an organisation's payment.

use madang_model::organizations::OrgRole;
use madang_store::memberships;
use madang_store::organizations::OrganizationRow;

use crate::notices::{self, Tell};
use crate::{Result, Work};

/// Tells the organisation's owners and those who look after payment of something about its payment data.
pub(super) async fn tell_payers(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    kind: &'static str,
) -> Result<()> {
    let mut to = memberships::with_role(work, organization.id, OrgRole::Owner).await?;
    to.extend(memberships::with_role(work, organization.id, OrgRole::Billing).await?);
    let link = format!("/billing?organization={}", organization.id);
    let args = [("organization", organization.name.as_str())];
    notices::tell(work, Tell { kind, to: &to, link, args: &args }).await
}
