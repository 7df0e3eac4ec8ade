//! The settings, one struct per concern. The doc comments are the reference that operators read
//! (`docs/guide/settings.md` is made from them); unknown keys are refused.

mod accounts;
mod billing;
mod delivery;
mod notices;
mod orders;
mod product;
mod projects;
mod server;

pub use accounts::{Limits, Password, PasswordRules, SessionTimes, SignUp};
pub use billing::{AddressSearch, Billing, Gateway, GatewayDriver, Stripe, TossPay};
pub use delivery::{Mail, MailDriver, Sms, SmsDriver, SmsEncoding, SmsGateway, Smtp, SmtpTls};
pub use notices::{Notices, Webhooks};
pub use orders::Orders;
pub use product::Product;
pub use projects::{Clusters, Projects};
pub use server::{Database, Jobs, LogFormat, Logs, Server};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that can be set, in `madang.toml` or by `MADANG_*` variables.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the program listens and keeps its data.
    pub server: Server,
    /// Which database.
    pub database: Database,
    /// How the product is called and looks.
    pub product: Product,
    /// Joining.
    pub sign_up: SignUp,
    /// What a password may be, and how it is kept.
    pub password: Password,
    /// How long a sign-in lasts.
    pub session: SessionTimes,
    /// How often things may happen.
    pub limits: Limits,
    /// Mail.
    pub mail: Mail,
    /// SMS.
    pub sms: Sms,
    /// Notices.
    pub notices: Notices,
    /// Webhooks.
    pub webhooks: Webhooks,
    /// Orders.
    pub orders: Orders,
    /// What a new project gets where nothing else is asked for.
    pub projects: Projects,
    /// Where things run.
    pub clusters: Clusters,
    /// Prices and bills.
    pub billing: Billing,
    /// Background work.
    pub jobs: Jobs,
    /// Logs.
    pub logs: Logs,
}

impl Settings {
    /// The address people reach the program at, without a slash at its end.
    pub fn base_url(&self) -> String {
        match &self.server.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.server.listen),
        }
    }
}
