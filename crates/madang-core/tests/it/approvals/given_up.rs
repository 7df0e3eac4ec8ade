//! Who hears of orders that are given up, and what nobody has to look at any more.

use madang_core::approvals::{PolicyInput, decide};
use madang_core::notices::{self, Notice, NoticeQuery};
use madang_core::orders::{cancel, timeline, withdraw};
use madang_core::{Ctx, Refusal};
use madang_i18n::{Lang, Tr};
use madang_model::Rule;
use madang_testkit::on_both_engines;

use super::ground::{House, approve, say, step};
use crate::expect::{invalid, refused};

async fn notices_of(who: &Ctx) -> Vec<Notice> {
    notices::list(who, &NoticeQuery::default()).await.unwrap().items
}

/// The kinds of somebody's notices about orders, newest first; those that were read in brackets.
async fn told(who: &Ctx) -> Vec<String> {
    let word = |row: Notice| if row.read_at.is_some() { format!("({})", row.kind) } else { row.kind };
    notices_of(who).await.into_iter().filter(|row| row.kind.starts_with("order-")).map(word).collect()
}

on_both_engines! {
    async fn whoever_was_asked_hears_that_an_order_was_taken_back(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![step("department_head"), step("chosen"), step("operators")]).await;
        let id = h.submitted(&h.hong, Some(h.park.id)).await;
        approve(&h.kim, id).await.unwrap();
        assert_eq!(told(&h.kim).await, ["(order-waiting)"], "what was decided asks for nothing");
        assert_eq!(told(&h.park).await, ["order-waiting"]);
        withdraw(&h.hong, id, " 금액을 고칩니다. ").await.unwrap();
        assert_eq!(told(&h.kim).await, ["order-withdrawn", "(order-waiting)"]);
        assert_eq!(told(&h.park).await, ["order-withdrawn", "(order-waiting)"]);
        assert!(told(&h.operator).await.is_empty(), "it never came to the operators");
        assert!(told(&h.hong).await.is_empty());
        let event = &timeline(&h.kim, id, None).await.unwrap().items[0];
        assert_eq!((event.kind.as_str(), event.text.as_str()), ("withdraw", "금액을 고칩니다."));

        cancel(&h.hong, id, "").await.unwrap();
        assert_eq!(told(&h.kim).await[0], "order-cancelled");
        assert_eq!(told(&h.park).await[0], "order-withdrawn", "who was not waited for any more heard it before");
    }

    async fn a_reason_has_bounds_and_nothing_is_moved_without(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.park.id)).await;
        let long = "가".repeat(1001);
        invalid(withdraw(&h.hong, id, &long).await, "reason", Rule::TooLong { max: 1000 });
        invalid(withdraw(&h.hong, id, "\u{0}").await, "reason", Rule::Characters);
        assert_eq!(h.state(id).await, madang_model::orders::OrderState::InApproval);
        withdraw(&h.hong, id, &"가".repeat(1000)).await.unwrap();
        invalid(cancel(&h.hong, id, &long).await, "reason", Rule::TooLong { max: 1000 });
        cancel(&h.operator, id, "중복 신청입니다.").await.unwrap();
        assert_eq!(told(&h.hong).await, ["order-cancelled"]);
    }

    async fn what_was_returned_or_rejected_asks_nobody_any_more(engine: Engine) {
        let h = House::new(engine).await;
        let second = h.staff("appr12").await;
        h.policy(vec![step("operators")]).await;
        for decision in ["return", "reject", "approve"] {
            let id = h.submitted(&h.hong, None).await;
            assert_eq!(told(&second).await[0], "order-waiting");
            decide(&h.operator, id, &say(decision)).await.unwrap();
            assert_eq!(told(&second).await[0], "(order-waiting)", "{decision}");
            assert_eq!(told(&h.operator).await[0], "(order-waiting)", "{decision}");
        }
    }

    async fn the_only_operator_is_told_what_to_do_about_an_order_of_their_own(engine: Engine) {
        let h = House::new(engine).await;
        let own = h.m.personal(&h.operator).await;
        let alone = h.submit(&h.operator, own, None).await;
        refused(alone, Refusal::NoOtherOperator);
        let words = Refusal::NoOtherOperator.words(Tr::new(Lang::Ko));
        for name in ["policies-title", "policies-own", "operators-members", "operators-staff-approvals"] {
            assert!(words.contains(&Tr::new(Lang::Ko).s(name)), "{words} does not say {name}");
        }
        // The one way: a policy that says so.
        let policy = PolicyInput { kind: "project".into(), organization: "*".into(), own: true, steps: vec![step("operators")], ..PolicyInput::default() };
        let id = h.publish(policy).await.unwrap();
        let order = h.submit(&h.operator, own, None).await.unwrap();
        assert_eq!(approve(&h.operator, order).await.unwrap(), madang_model::orders::OrderState::Approved);
        madang_core::approvals::retire_policy(&h.operator, id).await.unwrap();
        // The other: somebody else.
        let second = h.staff("appr12").await;
        let order = h.submit(&h.operator, own, None).await.unwrap();
        refused(approve(&h.operator, order).await, Refusal::OwnOrder);
        assert_eq!(approve(&second, order).await.unwrap(), madang_model::orders::OrderState::Approved);
    }
}
