//! What happens to organisations, kept and told to their webhooks 「웹훅」.

mod publish;

pub use publish::publish;
