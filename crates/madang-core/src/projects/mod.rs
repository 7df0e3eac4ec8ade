//! Projects 「프로젝트」: what an organisation builds in. One comes from an order of the kind `project`, gets its
//! quota out of its organisation's and another by an order of the kind `quota`, and uses the clusters that are
//! granted to it.

mod activity;
mod archive;
mod delete;
mod form;
mod get;
mod holdings;
mod kind;
mod list;
mod members;
mod quota_kind;
mod standing;
mod update;

use std::sync::Arc;

pub use activity::{Activity, activity, applications};
pub use archive::{archive, unarchive};
pub use delete::{delete, deletion_blockers};
pub use form::{quota_field, quota_unit};
pub use get::{Project, get, name_free};
pub use holdings::ProjectHoldings;
pub use list::{ProjectQuery, list};
pub use members::{SetMember, remove_member, set_member};
pub use standing::standing;
pub use update::{Update, update};

use crate::orders::OrderKind;

/// The kinds of order that this feature brings.
pub fn order_kinds() -> Vec<Arc<dyn OrderKind>> {
    vec![Arc::new(kind::ProjectKind), Arc::new(quota_kind::QuotaKind)]
}
