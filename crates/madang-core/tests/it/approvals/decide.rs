//! Deciding: whose turn it is, twice, at once, and not.

use madang_core::approvals::{Decide, InboxQuery, decide, decide_many, decided, inbox, turn};
use madang_core::orders::{cancel, get, submit, withdraw};
use madang_core::{Error, Refusal};
use madang_model::Rule;
use madang_model::orders::{OrderState, StepState};
use madang_model::organizations::OrgRole;
use madang_testkit::{in_parallel, on_both_engines, only_winner};

use super::ground::{House, approve, named, number_of, say, step};
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

/// The numbers of the orders in somebody's inbox.
async fn waiting(ctx: &madang_core::Ctx) -> Vec<madang_model::OrderId> {
    let page = inbox(ctx, &InboxQuery::default()).await.unwrap();
    page.items.into_iter().map(|item| item.row.order_id).collect()
}

on_both_engines! {
    async fn an_order_goes_to_the_picked_approver_and_then_to_the_operators(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        assert_eq!(waiting(&h.kim).await, [id]);
        for other in [&h.hong, &h.lee, &h.park, &h.operator] {
            assert!(waiting(other).await.is_empty(), "{}", other.login_id);
        }
        assert_eq!(approve(&h.kim, id).await.unwrap(), OrderState::InApproval);
        assert!(waiting(&h.kim).await.is_empty());
        assert_eq!(waiting(&h.operator).await, [id]);
        assert_eq!(approve(&h.operator, id).await.unwrap(), OrderState::Approved);
        let steps = get(&h.hong, id).await.unwrap().line;
        assert_eq!(steps.iter().map(|s| s.state).collect::<Vec<_>>(), [StepState::Approved; 2]);
        assert_eq!(steps[0].asked[0].decided_by_name.as_deref(), Some("홍길동"));
        assert_eq!(steps[1].asked[0].decided_by_name, None, "nobody of the provider's is named");
        let done = decided(&h.kim, None).await.unwrap();
        assert_eq!(done.items.len(), 1);
        assert_eq!(done.items[0].comment, "검토했습니다.");
        let entries = h.m.audited("approvals.decide").await;
        assert_eq!(number_of(&entries[0])["step"], 1);
        assert_eq!(h.m.number(madang_db::Sql::new("SELECT COUNT(*) FROM jobs WHERE kind = 'orders.fulfil'")).await, 1);
    }

    async fn in_a_personal_organisation_only_the_operators_decide(engine: Engine) {
        let h = House::new(engine).await;
        let alone = h.m.member("alone1").await;
        let own = h.m.personal(&alone).await;
        let id = h.submit(&alone, own, None).await.unwrap();
        assert_eq!(waiting(&h.operator).await, [id]);
        refused(approve(&alone, id).await.map_err(|e| if matches!(e, Error::Forbidden) { Refusal::OwnOrder.into() } else { e }), Refusal::OwnOrder);
        assert_eq!(approve(&h.operator, id).await.unwrap(), OrderState::Approved);
    }

    async fn who_is_not_asked_does_not_decide(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        let stranger = h.m.member("strange1").await;
        not_found(approve(&stranger, id).await);
        sign_in_required(approve(&h.m.visitor(), id).await);
        forbidden(approve(&h.hong, id).await);
        forbidden(approve(&h.park, id).await);
        // The operators are asked, but later.
        forbidden(approve(&h.operator, id).await);
        assert!(turn(&h.operator, &mut h.m.platform().db.read().await.unwrap(), id).await.unwrap().is_none());
        assert_eq!(h.state(id).await, OrderState::InApproval);
    }

    async fn a_reason_is_needed_to_return_and_to_reject(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        for decision in ["return", "reject"] {
            let silent = Decide { decision: decision.into(), ..Decide::default() };
            invalid(decide(&h.kim, id, &silent).await, "comment", Rule::Required);
        }
        invalid(decide(&h.kim, id, &say("maybe")).await, "decision", Rule::Choice);
        assert_eq!(decide(&h.kim, id, &say("return")).await.unwrap().state, OrderState::Returned);
        refused(approve(&h.kim, id).await, Refusal::Decided);
        let row = madang_core::orders::get(&h.hong, id).await.unwrap().row;
        assert_eq!(row.cause, "검토했습니다.");
        submit(&h.hong, id, row.revision).await.unwrap();
        let old = Decide { round: Some(1), ..say("approve") };
        refused(decide(&h.kim, id, &old).await, Refusal::Superseded);
        assert_eq!(decide(&h.kim, id, &say("reject")).await.unwrap().state, OrderState::Rejected);
        assert!(waiting(&h.operator).await.is_empty(), "the next step is skipped");
    }

    async fn of_two_heads_who_decide_at_once_one_does(engine: Engine) {
        let h = House::new(engine).await;
        let choi = h.m.member("choi12").await;
        h.m.joins(&h.company, &choi, Some(h.team), &[], true).await;
        h.policy(vec![step("department_head")]).await;
        let id = h.submitted(&h.hong, None).await;
        assert_eq!((waiting(&h.kim).await, waiting(&choi).await), (vec![id], vec![id]));
        let heads = [h.kim.ctx.clone(), choi.ctx.clone()];
        let results = in_parallel(2, |at| {
            let ctx = heads[at].clone();
            async move { decide(&ctx, id, &say(if at == 0 { "approve" } else { "return" })).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        assert!(matches!(losers[..], [Error::Refused(Refusal::Decided)]), "{losers:?}");
        assert!(waiting(&h.kim).await.is_empty() && waiting(&choi).await.is_empty());
        assert_eq!(h.m.audited("approvals.decide").await.len(), 1);
    }

    async fn taking_back_and_approving_at_once_end_in_one_of_the_two(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![step("department_head")]).await;
        for _ in 0..4 {
            let id = h.submitted(&h.hong, None).await;
            let (hong, kim) = (h.hong.ctx.clone(), h.kim.ctx.clone());
            let results = in_parallel(2, |at| {
                let (hong, kim) = (hong.clone(), kim.clone());
                async move {
                    if at == 0 { withdraw(&hong, id, "").await } else { approve(&kim, id).await.map(|_| ()) }
                }
            })
            .await;
            let won_by_applicant = results[0].is_ok();
            only_winner(results);
            let state = h.state(id).await;
            assert_eq!(state == OrderState::Withdrawn, won_by_applicant, "{state}");
            if won_by_applicant {
                refused(approve(&h.kim, id).await, Refusal::NotInState { state: OrderState::Withdrawn });
                cancel(&h.hong, id, "").await.unwrap();
            }
        }
    }

    async fn two_of_three_approve_each_once_and_at_once(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![named(2, &[&h.kim, &h.lee, &h.park])]).await;
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(approve(&h.kim, id).await.unwrap(), OrderState::InApproval);
        refused(approve(&h.kim, id).await, Refusal::Decided);
        assert!(waiting(&h.kim).await.is_empty());
        assert_eq!(h.events("agree").await, 1);
        let others = [h.lee.ctx.clone(), h.park.ctx.clone()];
        let results = in_parallel(2, |at| {
            let ctx = others[at].clone();
            async move { approve(&ctx, id).await }
        })
        .await;
        let (state, losers) = only_winner(results);
        assert_eq!(state, OrderState::Approved);
        assert!(matches!(losers[..], [Error::Refused(Refusal::Decided)]), "{losers:?}");
    }

    async fn whoever_heads_the_department_now_decides(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![step("department_head")]).await;
        let id = h.submitted(&h.hong, None).await;
        h.m.joins(&h.company, &h.kim, Some(h.team), &[], false).await;
        // Without a head of its own, the department's orders are decided above it.
        assert_eq!((waiting(&h.kim).await, waiting(&h.lee).await), (vec![], vec![id]));
        forbidden(approve(&h.kim, id).await);
        h.m.joins(&h.company, &h.park, Some(h.team), &[], true).await;
        assert_eq!((waiting(&h.lee).await, waiting(&h.park).await), (vec![], vec![id]));
        forbidden(approve(&h.lee, id).await);
        assert_eq!(approve(&h.park, id).await.unwrap(), OrderState::Approved);
    }

    async fn nobody_decides_on_their_own_order(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![step("department_head"), step("operators")]).await;
        // A head's own order goes to the head above.
        h.m.joins(&h.company, &h.kim, Some(h.team), &[OrgRole::Developer], true).await;
        let id = h.submitted(&h.kim, None).await;
        assert_eq!((waiting(&h.kim).await, waiting(&h.lee).await), (vec![], vec![id]));
        assert_eq!(approve(&h.lee, id).await.unwrap(), OrderState::InApproval);
        approve(&h.operator, id).await.unwrap();
        // With one operator only, who applies, there is nobody to decide.
        h.m.joins(&h.company, &h.operator, Some(h.team), &[OrgRole::Developer], false).await;
        refused(h.submit(&h.operator, h.company.id, None).await, Refusal::NoOtherOperator);
        let second = h.staff("appr12").await;
        let id = h.submitted(&h.operator, None).await;
        approve(&h.kim, id).await.unwrap();
        assert!(waiting(&h.operator).await.is_empty());
        refused(approve(&h.operator, id).await, Refusal::OwnOrder);
        assert_eq!(approve(&second, id).await.unwrap(), OrderState::Approved);
    }

    async fn many_are_decided_each_for_itself(engine: Engine) {
        let h = House::new(engine).await;
        let (first, second) =
            (h.submitted(&h.hong, Some(h.kim.id)).await, h.submitted(&h.hong, Some(h.park.id)).await);
        let results = decide_many(&h.kim, &[(first, Some(1)), (second, Some(1))], &say("approve")).await.unwrap();
        assert!(results[0].1.is_ok());
        assert!(matches!(results[1].1, Err(Error::Forbidden)), "{:?}", results[1].1);
        assert_eq!(h.state(second).await, OrderState::InApproval);
        let silent = Decide { decision: "reject".into(), ..Decide::default() };
        invalid(decide_many(&h.kim, &[(first, None)], &silent).await, "comment", Rule::Required);
    }

    async fn the_inbox_narrows_by_kind_organisation_and_age(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        h.m.advance(std::time::Duration::from_secs(3 * 86_400));
        let kim = h.m.signed_in("kim123", madang_testkit::PASSWORD).await.unwrap().0;
        let asks = |kind: Option<&str>, organization_id, days| InboxQuery {
            kind: kind.map(str::to_owned), organization_id, days, after: None,
        };
        for (query, there) in [
            (asks(Some("project"), Some(h.company.id), Some(2)), true),
            (asks(Some("quota"), None, None), false),
            (asks(None, Some(h.m.personal(&h.hong).await), None), false),
            (asks(None, None, Some(4)), false),
        ] {
            let found = inbox(&kim, &query).await.unwrap().items;
            assert_eq!(found.iter().any(|item| item.row.order_id == id), there, "{query:?}");
        }
        let bad = InboxQuery { after: Some("x".into()), ..InboxQuery::default() };
        invalid(inbox(&kim, &bad).await.map(|page| page.items.len()), "cursor", Rule::Choice);
    }

    async fn who_left_the_organisation_decides_no_more(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.park.id)).await;
        let mut work = h.m.platform().db.begin().await.unwrap();
        madang_db::Sql::new("DELETE FROM membership_roles WHERE member_id = $1").bind(h.park.id).execute(&mut work).await.unwrap();
        madang_db::Sql::new("DELETE FROM memberships WHERE member_id = $1 AND organization_id = $2")
            .bind(h.park.id).bind(h.company.id).execute(&mut work).await.unwrap();
        work.commit().await.unwrap();
        not_found(approve(&h.park, id).await);
    }
}
