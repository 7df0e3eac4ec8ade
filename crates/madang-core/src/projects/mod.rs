//! Projects 「프로젝트」: what an organisation builds in. One comes from an order of the kind `project`, gets its
//! quota out of its organisation's and another by an order of the kind `quota`, and uses the clusters that are
//! granted to it.

mod form;
mod kind;
mod quota_kind;
mod standing;

use std::sync::Arc;

pub use form::{quota_field, quota_unit};
pub use standing::standing;

use crate::orders::OrderKind;

/// The kinds of order that this feature brings.
pub fn order_kinds() -> Vec<Arc<dyn OrderKind>> {
    vec![Arc::new(kind::ProjectKind), Arc::new(quota_kind::QuotaKind)]
}
