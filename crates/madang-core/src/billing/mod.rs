//! Billing 「청구」: who pays, how, and what came of it.
//!
//! What a payment gateway is asked for is [`PaymentGateway`]; the drivers are in `madang_delivery`. Card data never
//! comes here: a card is typed on the gateway's own page, and what comes back is a billing key, which is sealed.

mod gateway;

pub use gateway::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
