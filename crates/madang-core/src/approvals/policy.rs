//! What a policy says, read.

use madang_model::approvals::Content;
use madang_store::policies::PolicyRow;

use crate::{Error, Result};

/// What a stored policy says.
pub(super) fn read(row: &PolicyRow) -> Result<Content> {
    serde_json::from_str(&row.content).map_err(Error::internal)
}
