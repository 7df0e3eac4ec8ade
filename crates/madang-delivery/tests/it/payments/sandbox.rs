//! The sandbox, with its page in a client's hands.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use madang_core::billing::{CardPage, CheckState, OpenCheck, PaymentGateway, Returned};
use madang_core::{SystemClock, SystemEntropy};
use madang_delivery::{Sandbox, TEST_CARDS};
use madang_i18n::Lang;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::Value;

use super::{Card, World, serve, suite::suite};

struct Standing {
    gateway: Arc<Sandbox>,
    file: PathBuf,
    page: String,
    _dir: tempfile::TempDir,
}

async fn world() -> Standing {
    // An error means that another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("sandbox-gateway.json");
    // Its page is served where the test finds a port; the address that a payer gets is the product's.
    let open = |base: &str| {
        Sandbox::open(&file, base, Arc::new(SystemEntropy), Arc::new(SystemClock)).expect("a sandbox")
    };
    let page = serve(open("http://127.0.0.1:9").router()).await;
    Standing { gateway: Arc::new(open(&page)), file, page, _dir: dir }
}

fn number(name: &str) -> &'static str {
    TEST_CARDS.iter().find(|card| card.name == name).expect("a documented card").number
}

impl Standing {
    fn memory(&self) -> Value {
        let bytes = std::fs::read(&self.file).expect("its file");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    async fn post(&self, page: &CardPage, number: &str, act: &str) -> reqwest::Response {
        assert!(page.url.starts_with(&self.page), "{}", page.url);
        let form = [
            ("number", number),
            ("expiry", "12/30"),
            ("gender", "female"),
            ("birth", "900101"),
            ("act", act),
        ];
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        client.post(&page.url).form(&form).send().await.expect("an answer")
    }

    async fn state(&self, check: &OpenCheck) -> CheckState {
        self.gateway.check(check, "", &Returned::new()).await.expect("an answer")
    }
}

#[async_trait]
impl World for Standing {
    fn gateway(&self) -> Arc<dyn PaymentGateway> {
        self.gateway.clone()
    }

    async fn types(&self, page: &CardPage, card: Card) {
        let name = match card {
            Card::Good => "success",
            Card::Declined => "declined",
            Card::Empty => "charge-declined",
            Card::Lossy => "timeout",
        };
        let answer = self.post(page, number(name), "pay").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }

    fn paid(&self) -> Vec<(String, i64)> {
        let memory = self.memory();
        let payments = memory["payments"].as_object().expect("payments").iter();
        payments
            .filter(|(_, payment)| payment["declined"] == "")
            .map(|(id, payment)| (id.clone(), payment["amount"].as_i64().expect("an amount")))
            .collect()
    }

    fn keys(&self) -> usize {
        self.memory()["keys"].as_object().expect("keys").len()
    }
}

suite!(world());

fn check() -> OpenCheck {
    OpenCheck {
        id: "check-1".to_owned(),
        customer: "payer-1".to_owned(),
        lang: Lang::Ko,
        return_url: "http://127.0.0.1:9/billing/card/return/1".to_owned(),
    }
}

#[tokio::test]
async fn its_page_takes_documented_cards_only_and_keeps_no_number() {
    let world = world().await;
    let page = world.gateway.open_check(&check()).await.expect("a page");
    let shown = reqwest::get(&page.url).await.expect("the page").text().await.expect("a text");
    assert!(shown.contains("4242 4242 4242 4242"), "the page says which cards there are");
    let answer = world.post(&page, "5555555555554444", "pay").await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text().await.expect("a text");
    assert!(!text.contains("5555555555554444"), "what was typed is not repeated");
    assert!(matches!(world.state(&check()).await, CheckState::Open));
    world.types(&page, Card::Good).await;
    let kept = std::fs::read_to_string(&world.file).expect("its file");
    assert!(!kept.contains("424242424242"), "{kept}");
}

#[tokio::test]
async fn a_payer_who_gives_up_is_no_failure() {
    let world = world().await;
    let page = world.gateway.open_check(&check()).await.expect("a page");
    world.post(&page, "", "cancel").await;
    assert!(matches!(world.state(&check()).await, CheckState::Abandoned));
}

#[tokio::test]
async fn a_slow_card_is_open_for_a_while() {
    let world = world().await;
    let page = world.gateway.open_check(&check()).await.expect("a page");
    world.post(&page, number("slow"), "pay").await;
    assert!(matches!(world.state(&check()).await, CheckState::Open));
}

#[tokio::test]
async fn a_card_that_comes_back_twice_makes_one_key() {
    let world = world().await;
    let page = world.gateway.open_check(&check()).await.expect("a page");
    let answer = world.post(&page, number("duplicate"), "pay").await;
    assert!(answer.headers().contains_key("refresh"), "the page goes back by itself, too");
    let check = check();
    let (one, other) = tokio::join!(world.state(&check), world.state(&check));
    let (CheckState::Passed(one), CheckState::Passed(other)) = (one, other) else {
        panic!("both passed");
    };
    assert_eq!(one.key.reveal(), other.key.reveal());
    assert_eq!(world.keys(), 1);
}

#[tokio::test]
async fn what_it_knows_outlives_it() {
    let world = world().await;
    let page = world.gateway.open_check(&check()).await.expect("a page");
    world.types(&page, Card::Good).await;
    let CheckState::Passed(key) = world.state(&check()).await else { panic!("it passed") };
    let again =
        Sandbox::open(&world.file, &world.page, Arc::new(SystemEntropy), Arc::new(SystemClock)).expect("it");
    let CheckState::Passed(same) = again.check(&check(), "", &Returned::new()).await.expect("an answer")
    else {
        panic!("it passed");
    };
    assert_eq!(key.key.reveal(), same.key.reveal());
}
