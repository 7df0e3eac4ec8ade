//! `sandbox`: a gateway of its own inside the program, for trying things out. It has a page of its own for cards, takes
//! documented test cards only, and behaves like the real ones, errors included. Nothing is ever charged anywhere.
//!
//! It keeps what it knows in one file of its own, as a gateway elsewhere would keep it in a database of its own: cards
//! by brand and last digits. A number is compared with the documented ones and forgotten.

mod memory;
mod page;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use madang_core::Entropy;
use madang_core::billing::{
    CardKey, CardPage, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund,
    Returned,
};
use madang_model::{Clock, Secret};

use self::memory::{Check, Key, Memory, Payment};
use crate::Unusable;

/// A card that the sandbox knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCard {
    /// Its number: no bank's.
    pub number: &'static str,
    /// What it does: the key of its words, `sandbox-card-<name>`.
    pub name: &'static str,
}

/// Every card that the sandbox knows.
pub const TEST_CARDS: [TestCard; 6] = [
    TestCard { number: "4242424242424242", name: "success" },
    TestCard { number: "4000000000000002", name: "declined" },
    TestCard { number: "4000000000000341", name: "charge-declined" },
    TestCard { number: "4000000000000010", name: "timeout" },
    TestCard { number: "4000000000000028", name: "slow" },
    TestCard { number: "4000000000000036", name: "duplicate" },
];

/// How long a slow card takes.
const SLOW: Duration = Duration::from_secs(5);

/// How long a page can be used.
const LASTS: Duration = Duration::from_secs(15 * 60);

/// The sandbox. All that name the same file are one.
#[derive(Clone)]
pub struct Sandbox {
    file: PathBuf,
    entropy: Arc<dyn Entropy>,
    clock: Arc<dyn Clock>,
    base_url: String,
}

impl Sandbox {
    /// A sandbox that keeps what it knows in `file`, with its page under `base_url`.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    pub fn open(
        file: &Path,
        base_url: &str,
        entropy: Arc<dyn Entropy>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Unusable> {
        Memory::open(file).map_err(|error| {
            Unusable(format!("the sandbox payment gateway's file {}: {error}", file.display()))
        })?;
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self { file: file.to_owned(), entropy, clock, base_url })
    }

    /// Its page for cards, to be served beside the program's own, under `/sandbox-gateway`.
    pub fn router(&self) -> Router {
        page::router(self.clone())
    }

    fn memory(&self) -> Result<Memory, GatewayError> {
        Memory::open(&self.file)
            .map_err(|error| GatewayError::Away(format!("its file can't be read: {}", error.kind())))
    }

    fn token(&self, prefix: &str) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{prefix}{hex}")
    }

    fn kept(memory: &Memory) -> Result<(), GatewayError> {
        memory
            .keep()
            .map_err(|error| GatewayError::Away(format!("its file can't be written: {}", error.kind())))
    }

    fn page_url(&self, reference: &str) -> String {
        format!("{}/sandbox-gateway/{reference}", self.base_url)
    }
}

#[async_trait]
impl PaymentGateway for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn is_test(&self) -> bool {
        true
    }

    async fn open_check(&self, check: &OpenCheck) -> Result<CardPage, GatewayError> {
        let now = self.clock.now();
        let mut memory = self.memory()?;
        if let Some(known) = memory.checks.get(&check.id) {
            let reference = known.reference.clone();
            return Ok(CardPage { url: self.page_url(&reference), reference });
        }
        let reference = self.token("sbx_");
        let made = Check {
            reference: reference.clone(),
            customer: check.customer.clone(),
            return_url: check.return_url.clone(),
            lang: check.lang.tag().to_owned(),
            opened_at: now.micros(),
            ..Check::default()
        };
        memory.checks.insert(check.id.clone(), made);
        Self::kept(&memory)?;
        Ok(CardPage { url: self.page_url(&reference), reference })
    }

    async fn check(
        &self,
        check: &OpenCheck,
        _reference: &str,
        _returned: &Returned,
    ) -> Result<CheckState, GatewayError> {
        let now = self.clock.now();
        let mut memory = self.memory()?;
        let Some(found) = memory.checks.get_mut(&check.id) else { return Ok(CheckState::Open) };
        let card = found.card.clone();
        let typed = madang_model::Timestamp::from_micros(found.typed_at);
        let opened = madang_model::Timestamp::from_micros(found.opened_at);
        if found.given_up || (card.is_empty() && now.since(opened) > LASTS) {
            return Ok(CheckState::Abandoned);
        }
        match card.as_str() {
            "" => return Ok(CheckState::Open),
            "declined" => return Ok(CheckState::Declined { code: "card_declined".to_owned() }),
            "slow" if now.since(typed) < SLOW => return Ok(CheckState::Open),
            _ => {}
        }
        let is_lost = card == "timeout" && !found.told;
        found.told = true;
        let (key, brand, tail) = (found.key.clone(), found.brand.clone(), found.tail.clone());
        let key = if key.is_empty() {
            let key = self.token("sbk_");
            let customer = found.customer.clone();
            found.key.clone_from(&key);
            memory.keys.insert(key.clone(), Key { card, customer, ended: false });
            key
        } else {
            key
        };
        Self::kept(&memory)?;
        if is_lost {
            // The key is made; the answer that says so is lost.
            return Err(GatewayError::Unknown("no answer in time".to_owned()));
        }
        Ok(CheckState::Passed(CardKey { key: Secret::new(key), brand, tail }))
    }

    async fn charge(&self, key: &Secret, charge: &Charge) -> Result<ChargeState, GatewayError> {
        let mut memory = self.memory()?;
        if let Some(known) = memory.payments.get(&charge.id) {
            return Ok(known.state());
        }
        let card = match memory.keys.get(key.reveal()) {
            Some(known) if !known.ended => known.card.clone(),
            _ => return Err(GatewayError::Refused("no such billing key".to_owned())),
        };
        let payment = Payment {
            reference: self.token("sbp_"),
            amount: charge.amount,
            declined: if card == "charge-declined" { "insufficient_funds".to_owned() } else { String::new() },
            ..Payment::default()
        };
        let state = payment.state();
        memory.payments.insert(charge.id.clone(), payment);
        Self::kept(&memory)?;
        if card == "timeout" {
            return Err(GatewayError::Unknown("no answer in time".to_owned()));
        }
        Ok(state)
    }

    async fn ask(&self, charge: &str) -> Result<ChargeState, GatewayError> {
        Ok(self.memory()?.payments.get(charge).map_or(ChargeState::None, Payment::state))
    }

    async fn refund(&self, refund: &Refund) -> Result<ChargeState, GatewayError> {
        let mut memory = self.memory()?;
        let Some(payment) = memory.payments.get_mut(&refund.charge).filter(|paid| paid.declined.is_empty())
        else {
            return Err(GatewayError::Refused("no such payment".to_owned()));
        };
        if !payment.refunds.contains_key(&refund.id) {
            if refund.amount <= 0 || payment.refunded() + refund.amount > payment.amount {
                return Err(GatewayError::Refused("more than was paid".to_owned()));
            }
            payment.refunds.insert(refund.id.clone(), refund.amount);
        }
        let state = payment.state();
        Self::kept(&memory)?;
        Ok(state)
    }

    async fn forget(&self, key: &Secret, _customer: &str) -> Result<(), GatewayError> {
        let mut memory = self.memory()?;
        if let Some(known) = memory.keys.get_mut(key.reveal()) {
            known.ended = true;
        }
        Self::kept(&memory)
    }
}
