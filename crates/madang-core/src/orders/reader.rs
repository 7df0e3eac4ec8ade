//! Whom a reader of an order may know by name.

use madang_db::Conn;
use madang_model::members::StaffRole;
use madang_model::{MemberId, OrganizationId};
use madang_store::approvers::{self, PersonRow};
use madang_store::orders::OrderRow;

use crate::{Actor, Capacity, Ctx, Result, Standing};

madang_model::words! {
    /// What somebody is to an order: what readers are told who may not know them by name.
    Role {
        /// 신청자
        Applicant = "applicant",
        /// 소속 부서장
        Head = "head",
        /// 결재자
        Approver = "approver",
        /// 지정 결재자
        Named = "named",
        /// 운영자
        Staff = "staff",
        /// The program.
        System = "system",
    }
}

/// A reader of one order. Names are for those of its organisation, and of those of its organisation. From outside,
/// whoever decides (the provider's staff, an approver whom the policy names) knows whose order it is, and nobody
/// else by name; everybody knows themselves.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    me: Option<MemberId>,
    organization_id: OrganizationId,
    applicant_id: MemberId,
    belongs: bool,
    decides: bool,
}

impl Reader {
    /// The actor, who is `standing` to the order.
    pub(super) fn of(ctx: &Ctx, order: &OrderRow, standing: Standing) -> Self {
        Self {
            me: ctx.actor.member().ok(),
            organization_id: order.organization_id,
            applicant_id: order.applicant_id,
            belongs: standing.has(Capacity::Belongs) || ctx.actor == Actor::System,
            decides: standing.has(Capacity::Decider) || decides(ctx),
        }
    }

    /// The person, if the reader may know who that is.
    pub(crate) async fn person(self, conn: &mut Conn, id: MemberId) -> Result<Option<PersonRow>> {
        let found = if self.me == Some(id) {
            approvers::person(conn, self.organization_id, id).await?
        } else if self.belongs || (self.decides && id == self.applicant_id) {
            approvers::colleague(conn, self.organization_id, id).await?
        } else {
            None
        };
        Ok(found.filter(|person| !person.name.is_empty()))
    }

    /// What the person is called.
    pub(crate) async fn name(self, conn: &mut Conn, id: MemberId) -> Result<Option<String>> {
        Ok(self.person(conn, id).await?.map(|person| person.name))
    }
}

/// Whether the actor is of those who decide for the provider, on whichever order.
pub(super) fn decides(ctx: &Ctx) -> bool {
    matches!(ctx.actor.staff(), Some(StaffRole::Operator | StaffRole::Approvals))
}
