//! What a policy says, read.

use madang_db::Conn;
use madang_model::PolicyId;
use madang_model::approvals::Content;
use madang_store::policies::{self, PolicyRow};

use crate::{Error, Result};

/// What a stored policy says.
pub(super) fn read(row: &PolicyRow) -> Result<Content> {
    serde_json::from_str(&row.content).map_err(Error::internal)
}

/// What the policy that an order was submitted under says; without one, what is built in.
pub(super) async fn kept(conn: &mut Conn, id: Option<PolicyId>) -> Result<Content> {
    let Some(id) = id else { return Ok(Content::builtin()) };
    let row = policies::find(conn, id).await?;
    read(&row.ok_or_else(|| Error::internal("policies are never deleted"))?)
}
