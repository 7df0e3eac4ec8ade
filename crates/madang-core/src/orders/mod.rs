//! Orders 「신청」: one mechanism for everything that is applied for. A kind ([`OrderKind`]) brings its form, its
//! price, what it claims of which quota, and how it is made; the way from draft to done is the same for all
//! (`madang_model::orders::OrderState`). Who decides is `approvals`' to say.

mod kind;

pub use crate::quota::Claim;
pub use kind::{Asked, Checked, Fulfilled, OrderKind, Price};
