//! An organisation's people.

use axum::Json;
use madang_core::organizations::{self, PeopleQuery};
use madang_model::{DepartmentId, OrganizationId};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::IntoParams;

use super::get_membership::MembershipView;
use crate::address::At;
use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Ident, Limit, ListView};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MembershipsQuery {
    pending: Option<bool>,
    #[param(value_type = Option<String>)]
    department_id: Option<Ident<DepartmentId>>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations/{id}/memberships",
    operation_id = "listMemberships",
    tag = "organizations",
    params(MembershipsQuery),
    responses((status = 200, body = ListView<MembershipView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_memberships(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Asked(query): Asked<MembershipsQuery>,
) -> Result<Json<ListView<MembershipView>>, Fail> {
    let asked = PeopleQuery {
        pending: query.pending.unwrap_or_default(),
        department_id: query.department_id.map(|id| id.0),
        after: query.cursor,
    };
    let page = organizations::list_people(&ctx, id, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, MembershipView::from)))
}
