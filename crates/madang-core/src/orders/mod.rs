//! Orders 「신청」: one mechanism for everything that is applied for. A kind ([`OrderKind`]) brings its form, its
//! price, what it claims of which quota, and how it is made; the way from draft to done is the same for all
//! (`madang_model::orders::OrderState`). Who decides is `approvals`' to say.

mod archive;
mod attach;
mod attachments;
mod comment;
mod create_draft;
mod detach;
mod expire;
mod file_type;
mod fulfil;
mod get;
mod kind;
mod list;
mod moves;
mod offered;
mod place;
mod quote;
mod reader;
mod report;
mod save_draft;
mod standing;
mod submit;
mod timeline;
mod turn;

pub use attach::{Attach, attach, attachable, largest};
pub use attachments::{Attachment, AttachmentList, attachment, attachments};
pub use comment::comment;
pub use create_draft::{CreateDraft, create_draft};
pub use detach::detach;
pub use expire::reconcilers;
pub use file_type::EXTENSIONS;
pub use fulfil::{FULFIL, Fulfil, fulfil};
pub use get::{Order, get};
pub(crate) use kind::named;
pub use kind::{Asked, Checked, Fulfilled, OrderKind, Price};
pub use list::{ListOf, OrderQuery, list, list_all};
pub use moves::{Moved, moved};
pub use offered::offered_clusters;
pub(crate) use place::place;
pub use quote::{ClaimLine, Quote, quote};
pub use reader::{Reader, Role};
pub use report::report;
pub use save_draft::{SaveDraft, save_draft};
pub use standing::standing;
pub use submit::{Confirm, confirm, submit};
pub use timeline::{Happened, timeline};
pub use turn::{cancel, retry, withdraw};

pub use crate::quota::Claim;
