//! Asking whether a company is in business.

use async_trait::async_trait;
use madang_model::billing::{BusinessNumber, BusinessStanding};

/// Where a company's registration number is looked up.
#[async_trait]
pub trait BusinessRegister: Send + Sync {
    /// What the register says of the number; one that doesn't answer is [`BusinessStanding::NotLookedUp`], so that
    /// nobody is kept from paying by it.
    async fn look_up(&self, number: &BusinessNumber) -> BusinessStanding;
}

/// No register: nothing is looked up.
#[derive(Debug, Clone, Copy)]
pub struct NoRegister;

#[async_trait]
impl BusinessRegister for NoRegister {
    async fn look_up(&self, _: &BusinessNumber) -> BusinessStanding {
        BusinessStanding::NotLookedUp
    }
}
