//! Providers of mail and SMS that do as they are told.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;

use async_trait::async_trait;
use madang_core::events::{Call, NoAnswer, Post};
use madang_core::outbox::{Letter, MailDriver, Outcome, Sms, SmsDriver};

/// Takes every mail, but first answers with the errors it was given.
#[derive(Default)]
pub struct FakeMail {
    errors: Mutex<VecDeque<Outcome>>,
    mailboxes: Mutex<HashMap<String, Outcome>>,
    taken: Mutex<Vec<Letter>>,
}

impl FakeMail {
    /// Answers the next tries with these, one after the other.
    pub fn fail_with(&self, errors: impl IntoIterator<Item = Outcome>) {
        self.errors.lock().expect("no holder panics").extend(errors);
    }

    /// Answers every try to one address with this, in whatever order mails arrive.
    pub fn fail_to(&self, address: &str, error: Outcome) {
        self.mailboxes.lock().expect("no holder panics").insert(address.to_owned(), error);
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<Letter> {
        self.taken.lock().expect("no holder panics").clone()
    }
}

#[async_trait]
impl MailDriver for FakeMail {
    async fn send(&self, letter: &Letter) -> Result<(), Outcome> {
        if let Some(error) = self.errors.lock().expect("no holder panics").pop_front() {
            return Err(error);
        }
        if let Some(error) = self.mailboxes.lock().expect("no holder panics").get(&letter.to) {
            return Err(error.clone());
        }
        self.taken.lock().expect("no holder panics").push(letter.clone());
        Ok(())
    }
}

/// Takes every SMS, but first answers with the errors it was given.
#[derive(Default)]
pub struct FakeSms {
    errors: Mutex<VecDeque<Outcome>>,
    taken: Mutex<Vec<Sms>>,
}

impl FakeSms {
    /// Answers the next tries with these, one after the other.
    pub fn fail_with(&self, errors: impl IntoIterator<Item = Outcome>) {
        self.errors.lock().expect("no holder panics").extend(errors);
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<Sms> {
        self.taken.lock().expect("no holder panics").clone()
    }
}

#[async_trait]
impl SmsDriver for FakeSms {
    async fn send(&self, sms: &Sms) -> Result<(), Outcome> {
        if let Some(error) = self.errors.lock().expect("no holder panics").pop_front() {
            return Err(error);
        }
        self.taken.lock().expect("no holder panics").push(sms.clone());
        Ok(())
    }
}

/// Takes every request to a webhook with 204, but first answers as it was told to.
#[derive(Default)]
pub struct FakeReceiver {
    answers: Mutex<VecDeque<Result<u16, NoAnswer>>>,
    taken: Mutex<Vec<Call>>,
}

impl FakeReceiver {
    /// Answers the next requests with these, one after the other.
    pub fn answer_with(&self, answers: impl IntoIterator<Item = Result<u16, NoAnswer>>) {
        self.answers.lock().expect("no holder panics").extend(answers);
    }

    /// Every request so far, whatever was answered.
    pub fn taken(&self) -> Vec<Call> {
        self.taken.lock().expect("no holder panics").clone()
    }
}

#[async_trait]
impl Post for FakeReceiver {
    async fn post(&self, call: &Call) -> Result<u16, NoAnswer> {
        self.taken.lock().expect("no holder panics").push(call.clone());
        self.answers.lock().expect("no holder panics").pop_front().unwrap_or(Ok(204))
    }
}
