//! No payment gateway.

use async_trait::async_trait;
use madang_model::Secret;

use super::gateway::{
    CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund, Returned,
};

/// No gateway: no card can be registered or charged.
#[derive(Debug, Clone, Copy)]
pub struct NoGateway;

fn none() -> GatewayError {
    GatewayError::Away("the settings name none".to_owned())
}

#[async_trait]
impl PaymentGateway for NoGateway {
    fn name(&self) -> &'static str {
        "none"
    }

    async fn open_check(&self, _: &OpenCheck) -> Result<CardPage, GatewayError> {
        Err(none())
    }

    async fn check(&self, _: &OpenCheck, _: &str, _: &Returned) -> Result<CheckState, GatewayError> {
        Err(none())
    }

    async fn charge(&self, _: &Secret, _: &Charge) -> Result<ChargeState, GatewayError> {
        Err(none())
    }

    async fn ask(&self, _: &str) -> Result<ChargeState, GatewayError> {
        Err(none())
    }

    async fn refund(&self, _: &Refund) -> Result<ChargeState, GatewayError> {
        Err(none())
    }

    async fn forget(&self, _: &Secret, _: &str) -> Result<(), GatewayError> {
        Err(none())
    }
}
