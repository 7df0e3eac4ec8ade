//! What remains of a member's belonging when the member goes.

use madang_model::MemberId;
use madang_model::organizations::OrganizationKind;
use madang_store::{memberships, organizations};

use super::depart::depart;
use crate::{Result, Work, billing};

/// Forgets everything that a member who was never verified belongs to.
pub(crate) async fn forget_unverified(work: &mut Work<'_>, member_id: MemberId) -> Result<()> {
    let mine = organizations::of_member(work, member_id).await?;
    memberships::delete_all(work, member_id).await?;
    for row in mine.iter().filter(|row| row.kind == OrganizationKind::Personal) {
        organizations::delete_personal(work, row.id).await?;
    }
    Ok(())
}

/// Ends every belonging of a member who leaves the service, as if they had left each. Their personal organisation
/// is closed, and its name, which was theirs, erased; what was applied for in it stays, for the law.
pub(crate) async fn forget_withdrawn(work: &mut Work<'_>, member_id: MemberId) -> Result<()> {
    organizations::rename_personal(work, member_id, ("", "")).await?;
    for mine in organizations::of_member(work, member_id).await? {
        match mine.kind {
            OrganizationKind::Personal => {
                organizations::close(work, mine.id).await?;
                billing::end_account(work, mine.id, true).await?;
            }
            OrganizationKind::Company => {
                let organization = organizations::find(work, mine.id).await?;
                let row = memberships::of(work, mine.id, member_id).await?;
                if let (Some(organization), Some(row)) = (organization, row) {
                    depart(work, &organization, &row).await?;
                }
            }
        }
    }
    memberships::delete_all(work, member_id).await?;
    Ok(())
}
