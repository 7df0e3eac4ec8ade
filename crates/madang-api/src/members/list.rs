//! Members, searched and filtered.

use axum::Json;
use madang_core::members::{self, MemberQuery};
use madang_store::members::MemberRow;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, StaffRoleName, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MembersQuery {
    search: Option<String>,
    state: Option<String>,
    #[param(inline)]
    staff: Option<StaffRoleName>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MemberView {
    id: String,
    login_id: String,
    name: String,
    email: String,
    phone: String,
    state: String,
    state_since: String,
    staff: Option<StaffRoleName>,
    created_at: String,
    last_sign_in_at: Option<String>,
}

impl From<MemberRow> for MemberView {
    fn from(member: MemberRow) -> Self {
        Self {
            id: member.id.to_string(),
            login_id: member.login_id,
            name: member.name,
            email: member.email,
            phone: member.phone,
            state: member.state,
            state_since: time(member.state_since),
            staff: member.staff.map(Into::into),
            created_at: time(member.created_at),
            last_sign_in_at: member.last_sign_in_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/members",
    operation_id = "listMembers",
    tag = "members",
    params(MembersQuery),
    responses((status = 200, body = ListView<MemberView>)),
    extensions(("x-access" = json!("staff")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<MembersQuery>,
) -> Result<Json<ListView<MemberView>>, Fail> {
    let asked = MemberQuery {
        search: query.search.unwrap_or_default(),
        state: query.state,
        staff: query.staff.map(Into::into),
        before: query.cursor,
    };
    let page = members::list(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, MemberView::from)))
}
