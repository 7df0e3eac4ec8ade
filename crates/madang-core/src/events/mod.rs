//! What happens to organisations, kept and told to their webhooks 「웹훅」.
//!
//! [`publish()`] notes an event in the work that causes it, with a delivery for every webhook that
//! listens. Requests follow the Standard Webhooks convention: `docs/guide/webhooks.md`.

mod address;
mod create_webhook;
mod deliver;
mod deliveries;
mod pause_webhook;
mod places;
mod post;
mod publish;
mod remove_webhook;
mod replay;
mod rotate_secret;
mod sign;
mod subscription;
mod try_webhook;
mod update_webhook;
mod webhooks;

pub use address::is_public;
pub use create_webhook::{CreatedWebhook, WebhookInput, create_webhook};
pub use deliver::{DELIVER, DeliverEvents};
pub use deliveries::{Delivery, DeliveryQuery, deliveries, delivery};
pub use pause_webhook::{pause_webhook, resume_webhook};
pub use post::{Call, NoAnswer, Post};
pub use publish::publish;
pub use remove_webhook::remove_webhook;
pub use replay::replay;
pub use rotate_secret::rotate_secret;
pub use sign::{SECRET_PREFIX, signature};
pub use subscription::AREAS;
pub use try_webhook::try_webhook;
pub use update_webhook::update_webhook;
pub use webhooks::{Webhook, Webhooks, webhook, webhooks};
