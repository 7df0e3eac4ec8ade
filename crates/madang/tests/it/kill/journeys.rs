//! What people do with orders.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Answer, People, Person};
use crate::harness::Seed;

/// How one order went.
pub(super) struct Journey {
    /// What it is called; nothing else is.
    pub(super) name: String,
    /// The order, as its applicant knows it.
    pub(super) order: String,
    /// Where it ended.
    pub(super) state: String,
    /// How often something was done, and how often it had to be sent again.
    pub(super) acts: usize,
    pub(super) again: usize,
    /// How often it was done, but the answer went with the one who gave it.
    pub(super) lost: usize,
}

/// The ways that orders go.
const WAYS: [&str; 7] =
    ["approved", "withdrawn", "returned", "rejected", "given up", "never submitted", "raced"];

/// Applies again and again, each time in another way, until told to stop.
pub(super) async fn run(
    people: Arc<People>,
    number: usize,
    seed: u64,
    stop: Arc<AtomicBool>,
) -> Vec<Journey> {
    let mut seed = Seed::new(seed.wrapping_add(1 + number as u64));
    let mut done = Vec::new();
    while !stop.load(Ordering::SeqCst) {
        let way = WAYS[usize::try_from(seed.below(WAYS.len() as u64)).unwrap()];
        let name = format!("과제 {number}-{}", done.len());
        let (applicant, decider) = (&people.0[number], &people.0[(number + 1) % people.0.len()]);
        let mut traveller =
            Traveller { applicant, decider, name, order: String::new(), acts: 0, again: 0, lost: 0 };
        let state = traveller.travel(way).await;
        let Traveller { name, order, acts, again, lost, .. } = traveller;
        done.push(Journey { name, order, state, acts, again, lost });
    }
    done
}

struct Traveller<'a> {
    applicant: &'a Person,
    decider: &'a Person,
    name: String,
    order: String,
    acts: usize,
    again: usize,
    lost: usize,
}

impl Traveller<'_> {
    /// Takes one order to its end.
    async fn travel(&mut self, way: &str) -> String {
        self.draft().await;
        match way {
            "never submitted" => return self.give_up().await,
            "given up" => {
                self.submit().await;
                self.act("withdraw", &json!({ "reason": "잘못 신청" }), &["withdrawn"]).await;
                return self.give_up().await;
            }
            "rejected" => {
                self.submit().await;
                self.decide("reject", &["rejected"]).await;
                return "rejected".to_owned();
            }
            "withdrawn" => {
                self.submit().await;
                self.act("withdraw", &json!({}), &["withdrawn"]).await;
                self.submit().await;
            }
            "returned" => {
                self.submit().await;
                self.decide("return", &["returned"]).await;
                self.write(2).await;
                self.submit().await;
            }
            "raced" => {
                self.submit().await;
                if self.race().await == "withdrawn" {
                    return self.give_up().await;
                }
                return self.made().await;
            }
            _ => self.submit().await,
        }
        self.decide("approve", MADE).await;
        self.made().await
    }

    async fn draft(&mut self) {
        let key = format!("{} create", self.name).replace(' ', "-").replace("과제", "order");
        let body = json!({ "kind": "project", "form": { "name": self.name } });
        let answer = self.applicant.post("/orders", &body, &key).await;
        self.count(&answer);
        self.order = match (answer.status, answer.body["id"].as_str()) {
            (201, Some(id)) => id.to_owned(),
            // It was made, and the answer went with the one who gave it.
            _ => {
                assert_eq!(answer.code(), "idempotency-answer-lost", "{}: {}", answer.status, answer.body);
                let drafts = self.applicant.get("/orders?of=mine&state=draft").await;
                let drafts = drafts.body["items"].as_array().unwrap().clone();
                let found = drafts.iter().find(|row| row["title"] == self.name.as_str());
                found.expect("what is said to be made is there")["id"].as_str().unwrap().to_owned()
            }
        };
        self.write(1).await;
    }

    /// Writes the form with so many vCPU.
    async fn write(&mut self, vcpu: i64) {
        let form = json!({
            "name": self.name, "description": "계통을 본다.", "vcpu": vcpu, "memory_gib": 2, "disk_gib": 10,
            "instances": 1, "addresses": 0, "services": 0, "monthly_krw": 0,
        });
        let revision = self.look().await["revision"].clone();
        let body = json!({ "revision": revision, "form": form, "approver_id": null });
        let answer = self.applicant.put(&format!("/orders/{}", self.order), &body).await;
        self.count(&answer);
        if !answer.is_good() {
            assert_eq!(answer.code(), "superseded", "{}", answer.body);
        }
        assert_eq!(self.look().await["form"]["vcpu"], vcpu);
    }

    async fn submit(&mut self) {
        let revision = self.look().await["revision"].clone();
        self.act("submit", &json!({ "revision": revision }), &["in_approval"]).await;
    }

    async fn give_up(&mut self) -> String {
        self.act("cancel", &json!({}), &["cancelled"]).await;
        "cancelled".to_owned()
    }

    async fn decide(&mut self, decision: &str, after: &[&str]) {
        let round = self.look().await["round"].clone();
        let body = json!({ "decision": decision, "comment": "검토했습니다.", "round": round });
        let answer = self.decider.post(&self.path("decide"), &body, &self.key("decide")).await;
        self.count(&answer);
        self.moved(&answer, after).await;
    }

    /// Taken back and approved at the same moment; the word for how it went.
    async fn race(&mut self) -> &'static str {
        let round = self.look().await["round"].clone();
        let approval = json!({ "decision": "approve", "round": round });
        let (take, give, takes, gives) =
            (self.path("withdraw"), self.path("decide"), self.key("withdraw"), self.key("decide"));
        let nothing = json!({});
        let (taken, approved) = tokio::join!(
            self.applicant.post(&take, &nothing, &takes),
            self.decider.post(&give, &approval, &gives),
        );
        self.count(&taken);
        self.count(&approved);
        assert!(!(taken.is_good() && approved.is_good()), "{}: both won", self.order);
        let state = self.look().await["state"].as_str().unwrap().to_owned();
        if taken.is_good() {
            assert_eq!(state, "withdrawn");
        }
        if approved.is_good() {
            assert!(MADE.contains(&state.as_str()), "{state}");
        }
        if state == "withdrawn" { "withdrawn" } else { "approved" }
    }

    /// Waits until what was approved is there.
    async fn made(&mut self) -> String {
        for _ in 0..1200 {
            let order = self.look().await;
            if order["state"] == "done" {
                assert!(order["result_id"].is_string(), "{order}");
                return "done".to_owned();
            }
            assert!(MADE.contains(&order["state"].as_str().unwrap()), "{order}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} is never made", self.order);
    }

    /// Something that the applicant does, and where the order stands after it.
    async fn act(&mut self, verb: &str, body: &Value, after: &[&str]) {
        let answer = self.applicant.post(&self.path(verb), body, &self.key(verb)).await;
        self.count(&answer);
        self.moved(&answer, after).await;
    }

    /// It was done, or was done before by a request whose answer was lost.
    async fn moved(&self, answer: &Answer, after: &[&str]) {
        let order = self.look().await;
        let state = order["state"].as_str().unwrap();
        let is_known = answer.is_good()
            || ["idempotency-answer-lost", "not-in-state", "superseded", "decided"].contains(&answer.code());
        assert!(is_known && after.contains(&state), "{} {}: {order}", answer.status, answer.body);
    }

    async fn look(&self) -> Value {
        let answer = self.applicant.get(&format!("/orders/{}", self.order)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    fn path(&self, verb: &str) -> String {
        format!("/orders/{}/{verb}", self.order)
    }

    /// Another one for each thing that is done.
    fn key(&self, verb: &str) -> String {
        format!("{}-{verb}-{}", self.order, self.acts)
    }

    fn count(&mut self, answer: &Answer) {
        self.acts += 1;
        self.again += answer.again;
        self.lost += usize::from(answer.code() == "idempotency-answer-lost");
    }
}

/// Where an order is on its way once it is approved.
const MADE: &[&str] = &["approved", "fulfilling", "done"];
