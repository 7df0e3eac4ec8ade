//! Billing 「청구」: who pays, how, and what came of it.
//!
//! What a payment gateway is asked for is [`PaymentGateway`]; the drivers are in `madang_delivery`. Card data never
//! comes here: a card is typed on the gateway's own page, and what comes back is a billing key, which is sealed.

mod ask_open_checks;
mod finish_card_check;
mod forget_card;
mod gateway;
mod get_account;
mod list_accounts;
mod no_gateway;
mod open_card_check;
mod payer;
mod register;
mod reset_card_failures;
mod retire_card;
mod save_account;
mod search_addresses;

pub use ask_open_checks::{ask_open_checks, reconcilers};
pub use finish_card_check::finish_card_check;
pub use forget_card::{FORGET_CARD, ForgetCard};
pub use gateway::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
pub use get_account::{Account, account_of_check, get_account, ready};
pub use list_accounts::{AccountQuery, find_account, list_accounts};
pub use no_gateway::NoGateway;
pub use open_card_check::open_card_check;
pub use register::{BusinessRegister, NoRegister};
pub use reset_card_failures::reset_card_failures;
pub(crate) use retire_card::end_account;
pub use save_account::{SaveAccount, save_account};
pub use search_addresses::{
    AddressBook, FoundAddress, FoundAddresses, SampleAddresses, address_book, search_addresses,
};
