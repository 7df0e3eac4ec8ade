//! The life of orders.

mod ground;
mod later;
mod life;
mod lists;
mod races;
