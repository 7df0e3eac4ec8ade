//! The member's own organisations.

use axum::Json;
use madang_core::organizations;
use madang_store::organizations::MineRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::ListView;

#[derive(Serialize, ToSchema)]
pub(crate) struct MyOrganizationView {
    id: String,
    code: Option<String>,
    name: String,
    kind: &'static str,
    membership_id: String,
    state: &'static str,
    department_id: Option<String>,
    head: bool,
}

impl From<MineRow> for MyOrganizationView {
    fn from(row: MineRow) -> Self {
        Self {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
            kind: row.kind.as_str(),
            membership_id: row.membership_id.to_string(),
            state: row.state.as_str(),
            department_id: row.department_id.map(|id| id.to_string()),
            head: row.head == 1,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/organizations",
    operation_id = "listMyOrganizations",
    tag = "organizations",
    responses((status = 200, body = ListView<MyOrganizationView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(SignedIn(ctx): SignedIn) -> Result<Json<ListView<MyOrganizationView>>, Fail> {
    Ok(Json(ListView::whole(organizations::list_mine(&ctx).await?, MyOrganizationView::from)))
}
