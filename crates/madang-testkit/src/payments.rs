//! A payment gateway that does as it is told.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

use async_trait::async_trait;
use madang_core::billing::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
use madang_model::Secret;

/// What is typed on the page of a [`FakePayments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TypedCard {
    /// Nothing yet.
    #[default]
    None,
    /// A card that can be charged, with these last digits.
    Good(&'static str),
    /// A card that is refused.
    Bad,
    /// The page was left.
    GivenUp,
}

#[derive(Default)]
struct State {
    typed: TypedCard,
    checks: HashMap<String, OpenCheck>,
    keys: HashMap<String, String>,
    forgotten: Vec<String>,
    charges: HashMap<String, ChargeState>,
    errors: VecDeque<GatewayError>,
}

/// Remembers everything in memory; every id works once.
#[derive(Default)]
pub struct FakePayments {
    state: Mutex<State>,
}

impl FakePayments {
    /// What is typed on every page from now on.
    pub fn types(&self, card: TypedCard) {
        self.locked().typed = card;
    }

    /// Answers the next calls with these, one after the other.
    pub fn fail_with(&self, errors: impl IntoIterator<Item = GatewayError>) {
        self.locked().errors.extend(errors);
    }

    /// How many checks were opened.
    pub fn checks(&self) -> usize {
        self.locked().checks.len()
    }

    /// How many billing keys were made.
    pub fn keys(&self) -> usize {
        self.locked().keys.len()
    }

    /// The keys that were ended.
    pub fn forgotten(&self) -> Vec<String> {
        self.locked().forgotten.clone()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no holder panics")
    }

    fn answering(&self) -> Result<std::sync::MutexGuard<'_, State>, GatewayError> {
        let mut state = self.locked();
        match state.errors.pop_front() {
            Some(error) => Err(error),
            None => Ok(state),
        }
    }
}

#[async_trait]
impl PaymentGateway for FakePayments {
    fn name(&self) -> &'static str {
        "fake"
    }

    async fn open_check(&self, check: &OpenCheck) -> Result<CardPage, GatewayError> {
        let mut state = self.answering()?;
        state.checks.insert(check.id.clone(), check.clone());
        Ok(CardPage {
            url: format!("https://gateway.example/{}", check.id),
            reference: format!("ref-{}", check.id),
        })
    }

    async fn check(
        &self,
        check: &OpenCheck,
        reference: &str,
        _: &Returned,
    ) -> Result<CheckState, GatewayError> {
        let mut state = self.answering()?;
        if reference != format!("ref-{}", check.id) || !state.checks.contains_key(&check.id) {
            return Err(GatewayError::Refused("there is no such check".to_owned()));
        }
        Ok(match state.typed {
            TypedCard::None => CheckState::Open,
            TypedCard::Bad => CheckState::Declined { code: "card_declined".to_owned() },
            TypedCard::GivenUp => CheckState::Abandoned,
            TypedCard::Good(tail) => {
                let key = format!("key-{}", check.id);
                state.keys.insert(check.id.clone(), key.clone());
                CheckState::Passed(CardKey {
                    key: Secret::new(key),
                    brand: "테스트카드".to_owned(),
                    tail: tail.to_owned(),
                })
            }
        })
    }

    async fn charge(&self, _: &Secret, charge: &Charge) -> Result<ChargeState, GatewayError> {
        let mut state = self.answering()?;
        let paid = ChargeState::Paid { reference: format!("paid-{}", charge.id) };
        Ok(state.charges.entry(charge.id.clone()).or_insert(paid).clone())
    }

    async fn ask(&self, charge: &str) -> Result<ChargeState, GatewayError> {
        Ok(self.answering()?.charges.get(charge).cloned().unwrap_or(ChargeState::None))
    }

    async fn refund(&self, refund: &Refund) -> Result<ChargeState, GatewayError> {
        let mut state = self.answering()?;
        let refunded = ChargeState::Refunded { reference: refund.reference.clone(), amount: refund.amount };
        state.charges.insert(refund.charge.clone(), refunded.clone());
        Ok(refunded)
    }

    async fn forget(&self, key: &Secret, _: &str) -> Result<(), GatewayError> {
        self.answering()?.forgotten.push(key.reveal().to_owned());
        Ok(())
    }
}
