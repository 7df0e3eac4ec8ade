//! The life of orders.

mod attachments;
mod ground;
mod later;
mod life;
mod lists;
mod races;
