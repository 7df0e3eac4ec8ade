mod clusters;
pub(crate) mod ground;
mod lives;
mod orders;
