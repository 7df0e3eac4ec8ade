pub(crate) mod ground;
mod orders;
