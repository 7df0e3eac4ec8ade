mod ground;
mod orders;
