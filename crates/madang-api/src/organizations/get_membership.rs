//! One person of an organisation.

use axum::Json;
use madang_core::organizations::{self, Person};
use madang_model::{MembershipId, OrganizationId};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::AtBoth;
use crate::caller::SignedIn;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct MembershipView {
    id: String,
    member_id: String,
    login_id: String,
    name: String,
    email: String,
    department_id: Option<String>,
    head: bool,
    roles: Vec<&'static str>,
    state: &'static str,
    created_at: String,
}

impl From<Person> for MembershipView {
    fn from(person: Person) -> Self {
        let row = person.row;
        Self {
            id: row.id.to_string(),
            member_id: row.member_id.to_string(),
            login_id: row.login_id,
            name: row.name,
            email: row.email,
            department_id: row.department_id.map(|id| id.to_string()),
            head: row.head == 1,
            roles: person.roles.iter().map(|role| role.as_str()).collect(),
            state: row.state.as_str(),
            created_at: time(row.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/memberships/{membership_id}",
    operation_id = "getMembership",
    tag = "organizations",
    responses((status = 200, body = MembershipView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn get_membership(
    SignedIn(ctx): SignedIn,
    AtBoth(id, membership_id): AtBoth<OrganizationId, MembershipId>,
) -> Result<Json<MembershipView>, Fail> {
    Ok(Json(organizations::get_person(&ctx, id, membership_id).await?.into()))
}
