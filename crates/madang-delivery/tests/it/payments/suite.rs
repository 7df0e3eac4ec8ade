//! The suite.

use std::collections::BTreeSet;

use madang_core::billing::{
    CardKey, Charge, ChargeState, CheckState, GatewayError, OpenCheck, PaymentGateway, Refund, Returned,
};
use madang_i18n::Lang;

use super::{Card, World};

fn check(id: &str) -> OpenCheck {
    OpenCheck {
        id: id.to_owned(),
        customer: "payer-1".to_owned(),
        lang: Lang::Ko,
        return_url: "http://127.0.0.1:9/billing/card/return/1".to_owned(),
    }
}

fn charge(id: &str) -> Charge {
    Charge {
        id: id.to_owned(),
        customer: "payer-1".to_owned(),
        amount: 55_000,
        tax: 5_000,
        title: "2026년 11월 이용 요금".to_owned(),
    }
}

fn refund(id: &str, charge: &str, reference: &str, amount: i64) -> Refund {
    Refund {
        id: id.to_owned(),
        charge: charge.to_owned(),
        reference: reference.to_owned(),
        amount,
        reason: "해지".to_owned(),
    }
}

/// Asks until there is an answer: what any caller does.
async fn settled(gateway: &dyn PaymentGateway, check: &OpenCheck, reference: &str) -> CheckState {
    for _ in 0..3 {
        let answer = gateway.check(check, reference, &Returned::new()).await;
        if !matches!(answer, Err(GatewayError::Unknown(_))) {
            return answer.expect("an answer");
        }
    }
    panic!("no answer three times");
}

async fn registered(world: &dyn World, id: &str, card: Card) -> CardKey {
    let gateway = world.gateway();
    let check = check(id);
    let page = gateway.open_check(&check).await.expect("a page");
    world.types(&page, card).await;
    passed(settled(gateway.as_ref(), &check, &page.reference).await)
}

fn passed(state: CheckState) -> CardKey {
    if let CheckState::Passed(key) = state { key } else { panic!("{state:?}") }
}

fn paid(state: ChargeState) -> String {
    if let ChargeState::Paid { reference } = state { reference } else { panic!("{state:?}") }
}

pub(super) async fn a_card_is_registered_once(world: &dyn World) {
    let gateway = world.gateway();
    let check = check("check-1");
    let page = gateway.open_check(&check).await.expect("a page");
    assert!(page.url.starts_with("http"), "{}", page.url);
    let again = gateway.open_check(&check).await.expect("the same page");
    assert_eq!(again.reference, page.reference);
    let state = gateway.check(&check, &page.reference, &Returned::new()).await.expect("an answer");
    assert!(matches!(state, CheckState::Open), "{state:?}");

    world.types(&page, Card::Good).await;
    let mut keys = BTreeSet::new();
    for _ in 0..2 {
        let state = gateway.check(&check, &page.reference, &Returned::new()).await.expect("an answer");
        let card = passed(state);
        assert_eq!(card.tail, "4242");
        assert!(!card.brand.is_empty());
        keys.insert(card.key.reveal().to_owned());
    }
    assert_eq!(keys.len(), 1);
    assert_eq!(world.keys(), 1);
}

pub(super) async fn a_declined_card_gives_no_key(world: &dyn World) {
    let gateway = world.gateway();
    let check = check("check-1");
    let page = gateway.open_check(&check).await.expect("a page");
    world.types(&page, Card::Declined).await;
    let state = gateway.check(&check, &page.reference, &Returned::new()).await.expect("an answer");
    assert!(matches!(&state, CheckState::Declined { code } if !code.is_empty()), "{state:?}");
    assert_eq!(world.keys(), 0);
}

pub(super) async fn the_same_charge_is_paid_once(world: &dyn World) {
    let key = registered(world, "check-1", Card::Good).await.key;
    let gateway = world.gateway();
    assert_eq!(gateway.ask("charge-1").await.expect("an answer"), ChargeState::None);
    let first = charge("charge-1");
    let both = tokio::join!(gateway.charge(&key, &first), gateway.charge(&key, &first));
    let mut references = BTreeSet::new();
    for answer in [both.0, both.1] {
        // One that is told that the other is under way asks afterwards.
        if !matches!(answer, Err(GatewayError::Unknown(_))) {
            references.insert(paid(answer.expect("an answer")));
        }
    }
    references.insert(paid(gateway.charge(&key, &first).await.expect("it is known")));
    references.insert(paid(gateway.ask("charge-1").await.expect("it is known")));
    assert_eq!(references.len(), 1);
    assert_eq!(world.paid(), [("charge-1".to_owned(), 55_000)]);
    paid(gateway.charge(&key, &charge("charge-2")).await.expect("another one"));
    assert_eq!(world.paid().len(), 2);
}

pub(super) async fn lost_answers_lead_to_no_second_key_or_charge(world: &dyn World) {
    let gateway = world.gateway();
    let check = check("check-1");
    let page = gateway.open_check(&check).await.expect("a page");
    world.types(&page, Card::Lossy).await;
    let lost = gateway.check(&check, &page.reference, &Returned::new()).await;
    assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{lost:?}");
    let card = passed(settled(gateway.as_ref(), &check, &page.reference).await);
    assert_eq!(world.keys(), 1);

    let first = charge("charge-1");
    let lost = gateway.charge(&card.key, &first).await;
    assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{lost:?}");
    let asked = paid(gateway.ask("charge-1").await.expect("it is known"));
    let again = paid(gateway.charge(&card.key, &first).await.expect("it is known"));
    assert_eq!(asked, again);
    assert_eq!(world.paid(), [("charge-1".to_owned(), 55_000)]);
}

pub(super) async fn a_declined_charge_takes_nothing(world: &dyn World) {
    let key = registered(world, "check-1", Card::Empty).await.key;
    let gateway = world.gateway();
    for _ in 0..2 {
        let state = gateway.charge(&key, &charge("charge-1")).await.expect("an answer");
        assert!(matches!(&state, ChargeState::Declined { code } if !code.is_empty()), "{state:?}");
    }
    let state = gateway.ask("charge-1").await.expect("an answer");
    assert!(matches!(state, ChargeState::None | ChargeState::Declined { .. }), "{state:?}");
    assert!(world.paid().is_empty());
}

pub(super) async fn a_refund_is_given_once(world: &dyn World) {
    let key = registered(world, "check-1", Card::Good).await.key;
    let gateway = world.gateway();
    let reference = paid(gateway.charge(&key, &charge("charge-1")).await.expect("it is paid"));
    let part = refund("refund-1", "charge-1", &reference, 20_000);
    for _ in 0..2 {
        let state = gateway.refund(&part).await.expect("it is given back");
        assert_eq!(state, ChargeState::Refunded { reference: reference.clone(), amount: 20_000 });
    }
    let rest = refund("refund-2", "charge-1", &reference, 35_000);
    let state = gateway.refund(&rest).await.expect("it is given back");
    assert_eq!(state, ChargeState::Refunded { reference: reference.clone(), amount: 55_000 });
    let more = gateway.refund(&refund("refund-3", "charge-1", &reference, 1)).await;
    assert!(matches!(more, Err(GatewayError::Refused(_))), "{more:?}");
    let state = gateway.ask("charge-1").await.expect("it is known");
    assert_eq!(state, ChargeState::Refunded { reference, amount: 55_000 });
}

pub(super) async fn a_forgotten_key_is_of_no_use(world: &dyn World) {
    let key = registered(world, "check-1", Card::Good).await.key;
    let gateway = world.gateway();
    for _ in 0..2 {
        gateway.forget(&key, "payer-1").await.expect("it is forgotten");
    }
    let answer = gateway.charge(&key, &charge("charge-1")).await;
    assert!(matches!(answer, Err(GatewayError::Refused(_)) | Ok(ChargeState::Declined { .. })), "{answer:?}");
    assert!(world.paid().is_empty());
}

/// The suite for one gateway; `$world` makes a new one.
macro_rules! suite {
    ($world:expr) => {
        #[tokio::test]
        async fn a_card_is_registered_once() {
            $crate::payments::suite::a_card_is_registered_once(&$world.await).await;
        }

        #[tokio::test]
        async fn a_declined_card_gives_no_key() {
            $crate::payments::suite::a_declined_card_gives_no_key(&$world.await).await;
        }

        #[tokio::test]
        async fn the_same_charge_is_paid_once() {
            $crate::payments::suite::the_same_charge_is_paid_once(&$world.await).await;
        }

        #[tokio::test]
        async fn lost_answers_lead_to_no_second_key_or_charge() {
            $crate::payments::suite::lost_answers_lead_to_no_second_key_or_charge(&$world.await).await;
        }

        #[tokio::test]
        async fn a_declined_charge_takes_nothing() {
            $crate::payments::suite::a_declined_charge_takes_nothing(&$world.await).await;
        }

        #[tokio::test]
        async fn a_refund_is_given_once() {
            $crate::payments::suite::a_refund_is_given_once(&$world.await).await;
        }

        #[tokio::test]
        async fn a_forgotten_key_is_of_no_use() {
            $crate::payments::suite::a_forgotten_key_is_of_no_use(&$world.await).await;
        }
    };
}
pub(super) use suite;
