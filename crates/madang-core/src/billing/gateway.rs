//! What Madang asks of a payment gateway, whichever it is.
//!
//! Every call can be made again: an id that the gateway saw before does nothing a second time and answers as it
//! did. No answer in time is [`GatewayError::Unknown`]; what became of it is asked for, never tried under another id.

use std::collections::BTreeMap;

use async_trait::async_trait;
use madang_i18n::Lang;
use madang_model::Secret;

/// What the gateway's page for a card is opened with.
#[derive(Debug, Clone)]
pub struct OpenCheck {
    /// Ours, one of a kind: the gateway makes one check of it however often it is asked.
    pub id: String,
    /// Whom the card will be charged for: an id that says nothing about the person.
    pub customer: String,
    /// The language of the gateway's page.
    pub lang: Lang,
    /// Where the gateway sends the browser afterwards, whatever came of it.
    pub return_url: String,
}

/// The gateway's page, where the card is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPage {
    /// Where the browser goes.
    pub url: String,
    /// What the gateway calls the check.
    pub reference: String,
}

/// What the browser brought back in the return address's query. Nothing of it is believed: the gateway is asked.
pub type Returned = BTreeMap<String, String>;

/// A card that may be charged.
#[derive(Debug, Clone)]
pub struct CardKey {
    /// The billing key 「빌링키」.
    pub key: Secret,
    /// Who issued the card, as the gateway calls them.
    pub brand: String,
    /// Its last four digits; empty where the gateway doesn't say.
    pub tail: String,
}

/// How a check of a card stands.
#[derive(Debug, Clone)]
pub enum CheckState {
    /// The card has not been typed yet, or the gateway is at it.
    Open,
    /// The card can be charged.
    Passed(CardKey),
    /// The card's issuer or the gateway said no: this counts as a failed verification.
    Declined {
        /// The gateway's code.
        code: String,
    },
    /// Given up by the payer, or too late; does not count.
    Abandoned,
}

/// An amount to be charged.
#[derive(Debug, Clone)]
pub struct Charge {
    /// Ours, one of a kind: the gateway charges once however often it is asked.
    pub id: String,
    /// As in [`OpenCheck::customer`].
    pub customer: String,
    /// What to charge, in won, tax included.
    pub amount: i64,
    /// The tax in it, in won.
    pub tax: i64,
    /// What the payer reads on the statement.
    pub title: String,
}

/// How a charge stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargeState {
    /// The gateway knows of none with this id.
    None,
    /// It is at it.
    Open,
    /// It is paid.
    Paid {
        /// What the gateway calls it; a refund names it.
        reference: String,
    },
    /// It was refused; nothing was taken.
    Declined {
        /// The gateway's code.
        code: String,
    },
    /// It was paid and given back, in won.
    Refunded {
        /// What the gateway calls it.
        reference: String,
        /// How much of it, in won.
        amount: i64,
    },
}

/// An amount to give back.
#[derive(Debug, Clone)]
pub struct Refund {
    /// Ours, one of a kind: the gateway gives back once however often it is asked.
    pub id: String,
    /// Our id of the charge.
    pub charge: String,
    /// What the gateway calls the charge.
    pub reference: String,
    /// How much, in won.
    pub amount: i64,
    /// Why, for the gateway's records.
    pub reason: String,
}

/// Why a gateway gave no answer to go by. The text is for operators and holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// It can't be reached or is not well; nothing happened there.
    #[error("the payment gateway is away: {0}")]
    Away(String),
    /// No answer came: it may have happened. Ask before anything else.
    #[error("the payment gateway did not answer: {0}")]
    Unknown(String),
    /// It doesn't take such a request; asking again is of no use.
    #[error("the payment gateway refused the request: {0}")]
    Refused(String),
}

/// A payment gateway.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Its name in the settings and the database: `sandbox`.
    fn name(&self) -> &'static str;

    /// Whether it only pretends: nothing is ever charged.
    fn is_test(&self) -> bool {
        false
    }

    /// Opens the page on which the payer types a card.
    async fn open_check(&self, check: &OpenCheck) -> Result<CardPage, GatewayError>;

    /// How a check stands; with what the browser brought back, where it came back. Where the gateway needs a call to
    /// turn a passed check into a key, this is it, and it makes one key however often it is asked.
    async fn check(
        &self,
        check: &OpenCheck,
        reference: &str,
        returned: &Returned,
    ) -> Result<CheckState, GatewayError>;

    /// Charges a card.
    async fn charge(&self, key: &Secret, charge: &Charge) -> Result<ChargeState, GatewayError>;

    /// How the charge with this id stands.
    async fn ask(&self, charge: &str) -> Result<ChargeState, GatewayError>;

    /// Gives an amount back.
    async fn refund(&self, refund: &Refund) -> Result<ChargeState, GatewayError>;

    /// Ends a billing key; one that the gateway doesn't know is ended already.
    async fn forget(&self, key: &Secret, customer: &str) -> Result<(), GatewayError>;
}
