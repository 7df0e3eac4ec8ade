//! Orders 「신청」: one mechanism for everything that is applied for. A kind ([`OrderKind`]) brings its form, its
//! price, what it claims of which quota, and how it is made; the way from draft to done is the same for all
//! (`madang_model::orders::OrderState`). Who decides is `approvals`' to say.

mod create_draft;
mod fulfil;
mod get;
mod kind;
mod moves;
mod save_draft;
mod standing;
mod submit;
mod turn;

pub use create_draft::{CreateDraft, create_draft};
pub use fulfil::{FULFIL, Fulfil};
pub use get::{Order, get};
pub use kind::{Asked, Checked, Fulfilled, OrderKind, Price};
pub use moves::{Moved, moved};
pub use save_draft::{SaveDraft, save_draft};
pub use standing::standing;
pub use submit::submit;
pub use turn::{cancel, retry, withdraw};

pub use crate::quota::Claim;
