//! What of organisations keeps a member from leaving the service.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::MemberId;
use madang_model::organizations::{MembershipState, OrgRole, OrganizationKind};
use madang_store::{departures, memberships, organizations, subscriptions};

use crate::Result;
use crate::members::Holdings;

/// A company whose last owner one is, projects and subscriptions of one's own, and orders under way.
#[derive(Debug, Clone, Copy)]
pub struct Belongings;

#[async_trait]
impl Holdings for Belongings {
    async fn blockers(&self, conn: &mut Conn, member_id: MemberId) -> Result<Vec<&'static str>> {
        let mut what = Vec::new();
        for row in organizations::of_member(conn, member_id).await? {
            if row.state != MembershipState::Active {
                continue;
            }
            match row.kind {
                OrganizationKind::Company => {
                    organizations::hold_active(conn, row.id).await?;
                    if memberships::with_role(conn, row.id, OrgRole::Owner).await? == [member_id] {
                        what.push("holds-organization");
                    }
                }
                OrganizationKind::Personal => {
                    if departures::count_projects(conn, row.id).await? > 0 {
                        what.push("holds-projects");
                    }
                    if !subscriptions::running_of(conn, row.id, 1).await?.is_empty() {
                        what.push("holds-subscriptions");
                    }
                }
            }
        }
        if departures::open_orders_of(conn, member_id).await? > 0 {
            what.push("holds-orders");
        }
        what.dedup();
        Ok(what)
    }
}
