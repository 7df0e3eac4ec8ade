//! Payment gateways. What each is asked for is `madang_core::billing::PaymentGateway`; all of them pass the suite in
//! `tests/it/payments`.

mod sandbox;
mod stripe;
mod tosspay;
mod wire;

pub use sandbox::{Sandbox, TEST_CARDS, TestCard};
pub use stripe::Stripe;
pub use tosspay::TossPay;
