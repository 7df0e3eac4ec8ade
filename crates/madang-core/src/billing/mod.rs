//! Billing 「청구」: who pays, how, and what came of it.
//!
//! What a payment gateway is asked for is [`PaymentGateway`]; the drivers are in `madang_delivery`. Card data never
//! comes here: a card is typed on the gateway's own page, and what comes back is a billing key, which is sealed.

mod gateway;
mod get_account;
mod payer;
mod register;
mod retire_card;
mod save_account;

pub use gateway::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
pub use get_account::{Account, get_account, ready};
pub use register::{BusinessRegister, NoRegister};
pub use retire_card::FORGET_CARD;
pub use save_account::{SaveAccount, save_account};
