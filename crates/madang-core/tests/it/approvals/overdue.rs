//! What happens when nobody decides.

use std::time::Duration;

use madang_core::approvals::{InboxQuery, inbox, reconcilers, seed_holidays};
use madang_core::approvals::{PolicyInput, turn};
use madang_core::orders::get;
use madang_db::Sql;
use madang_model::orders::OrderState;
use madang_testkit::{PASSWORD, on_both_engines};

use super::ground::{House, approve, named, step};

const HOUR: Duration = Duration::from_secs(3600);

/// Runs both reconcilers once; what they did.
async fn round(h: &House) -> String {
    let mut reports = Vec::new();
    for reconciler in reconcilers(h.m.platform()) {
        reports.push(reconciler.activate().await.unwrap());
    }
    reports.retain(|report| !report.is_empty());
    reports.join(" ")
}

async fn told(h: &House, kind: &'static str) -> i64 {
    h.m.number(Sql::new("SELECT COUNT(*) FROM notices WHERE kind = $1").bind(kind)).await
}

on_both_engines! {
    async fn approvers_are_reminded_once_and_then_the_operators_may_decide(engine: Engine) {
        let h = House::new(engine).await;
        // 2026-03-02 is a day in lieu; work begins on the 3rd.
        seed_holidays(&h.m.system()).await.unwrap();
        let input = PolicyInput {
            steps: vec![step("chosen")], remind_hours: Some(4), escalate_hours: Some(10), ..h.blank()
        };
        h.publish(input).await.unwrap();
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        h.m.advance(HOUR * 27);
        assert_eq!(round(&h).await, "", "three working hours have passed");
        h.m.advance(HOUR + HOUR / 2);
        assert_eq!(round(&h).await, "reminded=1");
        assert_eq!(round(&h).await, "");
        assert_eq!((told(&h, "order-reminder").await, h.events("remind").await), (1, 1));
        assert!(inbox(&h.operator, &InboxQuery::default()).await.unwrap().items.is_empty());
        h.m.advance(HOUR * 24);
        assert_eq!(round(&h).await, "escalated=1");
        assert_eq!(round(&h).await, "");
        assert_eq!(told(&h, "order-escalated").await, 1);
        let operator = h.m.signed_in("operator", PASSWORD).await.unwrap().0;
        assert_eq!(inbox(&operator, &InboxQuery::default()).await.unwrap().items[0].row.order_id, id);
        let mut conn = h.m.platform().db.read().await.unwrap();
        assert!(turn(&operator, &mut conn, id).await.unwrap().unwrap().escalated);
        drop(conn);
        assert!(get(&operator, id).await.unwrap().line[0].escalated_at.is_some());
        let kim = h.m.signed_in("kim123", PASSWORD).await.unwrap().0;
        assert_eq!(approve(&kim, id).await.unwrap(), OrderState::Approved, "who was asked first still may");
        assert_eq!(round(&h).await, "");
    }

    async fn an_operator_decides_in_the_stead_of_all_who_were_asked(engine: Engine) {
        let h = House::new(engine).await;
        let input = PolicyInput {
            steps: vec![named(2, &[&h.kim, &h.lee])], escalate_hours: Some(1), ..h.blank()
        };
        h.publish(input).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        approve(&h.kim, id).await.unwrap();
        h.m.advance(HOUR * 2);
        assert_eq!(round(&h).await, "escalated=1");
        assert_eq!(approve(&h.operator, id).await.unwrap(), OrderState::Approved);
    }

    async fn nobody_is_reminded_of_what_is_decided(engine: Engine) {
        let h = House::new(engine).await;
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        madang_core::orders::withdraw(&h.hong, id, "").await.unwrap();
        h.m.advance(HOUR * 24 * 30);
        assert_eq!(round(&h).await, "");
    }
}
