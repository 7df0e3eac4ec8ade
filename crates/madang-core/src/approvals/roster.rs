//! Who is behind a candidate at this moment.

use madang_db::Conn;
use madang_model::approvals::Candidate;
use madang_model::members::StaffRole;
use madang_model::orders::StepKind;
use madang_model::{DepartmentId, MemberId, OrganizationId, Timestamp};
use madang_store::approvals::BriefRow;
use madang_store::{approvers, members, standings, substitutions};

use crate::{Ctx, Result};

/// The nearest department that has a head, from this one upwards, and its heads.
pub(super) async fn nearest_heads(
    conn: &mut Conn,
    department_id: DepartmentId,
) -> Result<Option<(DepartmentId, Vec<MemberId>)>> {
    for department in standings::line_of(conn, department_id).await? {
        let heads = approvers::heads(conn, department).await?;
        if !heads.is_empty() {
            return Ok(Some((department, heads)));
        }
    }
    Ok(None)
}

/// The members who are meant now.
pub(super) async fn behind(conn: &mut Conn, candidate: Candidate) -> Result<Vec<MemberId>> {
    Ok(match candidate {
        Candidate::Member(id) => vec![id],
        Candidate::Head(department) => {
            nearest_heads(conn, department).await?.map(|(_, heads)| heads).unwrap_or_default()
        }
        Candidate::Staff => approvers::staff(conn).await?,
    })
}

/// Like [`behind`], with those who stand in for them now.
pub(super) async fn with_substitutes(
    conn: &mut Conn,
    organization_id: OrganizationId,
    candidate: Candidate,
    now: Timestamp,
) -> Result<Vec<MemberId>> {
    let mut found = behind(conn, candidate).await?;
    if candidate != Candidate::Staff {
        for member in found.clone() {
            found.extend(substitutions::substitutes_of(conn, organization_id, member, now).await?);
        }
    }
    Ok(found)
}

/// In which way somebody may speak for a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// Their own.
    Own,
    /// In this member's stead 「대결」.
    Instead(MemberId),
}

/// What the actor can speak for, looked up once.
pub(super) struct Speaker {
    pub(super) id: MemberId,
    pub(super) staff: bool,
    /// Whose substitute the actor is now, in which organisation.
    pub(super) stands_for: Vec<(MemberId, OrganizationId)>,
}

impl Speaker {
    /// The signed-in member; `None` for anybody else.
    pub(super) async fn of(ctx: &Ctx, conn: &mut Conn) -> Result<Option<Self>> {
        let Ok(id) = ctx.actor.member() else { return Ok(None) };
        let staff = matches!(ctx.actor.staff(), Some(StaffRole::Operator | StaffRole::Approvals));
        let stands_for = substitutions::stood_in_for(conn, id, ctx.now())
            .await?
            .into_iter()
            .map(|row| (row.member_id, row.organization_id))
            .collect();
        Ok(Some(Self { id, staff, stands_for }))
    }

    /// In which way the actor may speak for the candidate on this order's step, whether it is their own order or not.
    pub(super) async fn voice(
        &self,
        conn: &mut Conn,
        order: &BriefRow,
        kind: StepKind,
        candidate: Candidate,
    ) -> Result<Option<Voice>> {
        if candidate == Candidate::Staff {
            return Ok(self.staff.then_some(Voice::Own));
        }
        let mut meant = behind(conn, candidate).await?;
        // Whoever left the organisation was picked by it no more.
        if kind == StepKind::Chosen {
            let mut inside = Vec::with_capacity(meant.len());
            for id in meant {
                if standings::membership(conn, order.organization_id, id).await?.is_some() {
                    inside.push(id);
                }
            }
            meant = inside;
        }
        if meant.contains(&self.id) {
            return Ok(Some(Voice::Own));
        }
        let instead = self.stands_for.iter().find(|(member, organization)| {
            meant.contains(member) && *organization == order.organization_id && *member != order.applicant_id
        });
        // Nobody stands in for others on what they asked for themselves.
        Ok(instead.filter(|_| self.id != order.applicant_id).map(|(member, _)| Voice::Instead(*member)))
    }
}

/// Whether a member can act at all.
pub(super) async fn is_active(conn: &mut Conn, id: MemberId) -> Result<bool> {
    Ok(members::find(conn, id).await?.is_some_and(|row| row.state == "active"))
}
