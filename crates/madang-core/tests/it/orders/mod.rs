//! The life of orders.

mod ground;
mod life;
mod lists;
mod races;
