//! Promotion codes 「프로모션 코드」 (guide 004): made in bulk by staff, exported once, each used once.

mod create_batch;
mod end_batch;
mod export_codes;
mod get_batch;
mod list_batches;
mod redeem;

pub use create_batch::{BatchInput, create_batch};
pub use end_batch::end_batch;
pub use export_codes::export_codes;
pub use get_batch::{get_batch, list_codes};
pub use list_batches::{Batch, list_batches};
pub use redeem::{Offered, Use, held_by, offered, redeem};
