//! 「프로모션 코드」 (guide 004): each is used once.

use std::time::Duration;

use madang_core::promotions::{
    BatchInput, create_batch, end_batch, export_codes, get_batch, list_batches, list_codes,
};
use madang_core::subscriptions::{Subscribe, exit_plan, get, list, promised, subscribe};
use madang_core::{Error, FieldError, Refusal};
use madang_model::billing::Money;
use madang_model::catalog::Meter;
use madang_model::members::StaffRole;
use madang_model::{PromotionBatchId, Rule};
use madang_testkit::{TestMember, charged, in_parallel, on_both_engines};

use super::{Ground, devpack, ground};
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

fn batch(g: &Ground) -> BatchInput {
    BatchInput {
        name: "가을 행사".to_owned(),
        offering: g.offering.to_string(),
        plans: vec!["starter".to_owned()],
        kind: "percent".to_owned(),
        value: "30".to_owned(),
        months: "2".to_owned(),
        quantity: "3".to_owned(),
        expires_at: Some(g.owner.now().plus(Duration::from_secs(30 * 86_400))),
    }
}

async fn made(g: &Ground) -> (TestMember, PromotionBatchId, Vec<String>) {
    let clerk = g.m.staff("clerk1", StaffRole::Catalog).await;
    let id = create_batch(&clerk, &batch(g)).await.unwrap();
    let codes = export_codes(&clerk, id).await.unwrap();
    (clerk, id, codes)
}

on_both_engines! {
    async fn of_many_who_use_a_code_at_once_one_does(engine: Engine) {
        let g = ground(engine).await;
        let (clerk, id, codes) = made(&g).await;
        let mut people = Vec::new();
        for number in 0..6 {
            let member = g.m.member(&format!("rival{number}")).await;
            let own = g.m.personal(&member).await;
            charged(&g.m.system(), own).await;
            people.push((member, own));
        }
        let tries = in_parallel(people.len(), |number| {
            let (member, own) = &people[number];
            let input = Subscribe { promotion: codes[0].clone(), ..devpack(*own) };
            let ctx = member.ctx.clone();
            async move { subscribe(&ctx, &input).await }
        })
        .await;
        g.m.run_jobs().await;
        let mut running = 0;
        for (member, own) in &people {
            running += list(member, *own, None).await.unwrap().items.len();
        }
        assert_eq!(running, 1, "{tries:?}");
        let used = madang_db::Sql::new("SELECT COUNT(*) FROM promotion_codes WHERE used_at IS NOT NULL");
        assert_eq!(g.m.number(used).await, 1);
        assert_eq!(get_batch(&clerk, id).await.unwrap().row.used, 1);
        let shown = list_codes(&clerk, id, None).await.unwrap().items;
        let winner = shown.iter().find(|code| code.used_at.is_some()).unwrap();
        assert!(winner.login_id.as_ref().unwrap().starts_with("rival"));
        // Never again, whoever tries.
        let input = Subscribe { promotion: codes[0].to_lowercase(), ..g.asks() };
        invalid(subscribe(&g.owner, &input).await, "promotion", Rule::PromotionUsed);
    }

    async fn a_code_takes_its_share_off_for_its_months(engine: Engine) {
        let g = ground(engine).await;
        let (_, _, codes) = made(&g).await;
        let quote = promised(&g.owner, g.company.id, ("devpack", "starter"), (1, &codes[1])).await.unwrap();
        assert_eq!(quote.month.micros(), quote.full.micros() / 10 * 7);
        let input = Subscribe { promotion: codes[1].clone(), ..g.asks() };
        let order = subscribe(&g.owner, &input).await.unwrap();
        let row = madang_core::orders::get(&g.owner, order).await.unwrap().row;
        assert!(!row.form.contains(&codes[1]) && row.form.contains(&codes[1][15..]), "{}", row.form);
        let id = g.newest().await.unwrap();
        g.m.advance(Duration::from_secs(3600));
        let bill = get(&g.owner, id).await.unwrap().bill;
        let line = bill.lines.iter().find(|line| line.meter == Meter::Month).unwrap();
        assert!(bill.discount > Money::ZERO && bill.sum == line.sum.minus(bill.discount));
        g.m.advance(Duration::from_secs(95 * 86_400));
        let later = exit_plan(&g.owner, id).await.unwrap().bill;
        assert_eq!(later.discount, Money::ZERO, "after its months it is over");
    }

    async fn a_code_is_for_its_offering_its_plans_and_its_time(engine: Engine) {
        let mut g = ground(engine).await;
        g.m.expect_dead_jobs();
        let (clerk, id, codes) = made(&g).await;
        let other = madang_core::catalog::show(&g.m.visitor(), "devpack").await.unwrap();
        let plan = other.plans.iter().find(|plan| plan.content.code != "starter").unwrap();
        let asked = promised(&g.owner, g.company.id, ("devpack", &plan.content.code), (1, &codes[0])).await;
        invalid(asked, "promotion", Rule::PromotionPlan);
        let asked = promised(&g.owner, g.company.id, ("devpack", "starter"), (1, "WRONG")).await;
        invalid(asked, "promotion", Rule::PromotionCode);
        end_batch(&clerk, id).await.unwrap();
        refused(end_batch(&clerk, id).await, Refusal::Superseded);
        let asked = promised(&g.owner, g.company.id, ("devpack", "starter"), (1, &codes[0])).await;
        invalid(asked, "promotion", Rule::PromotionOver);
        let second = create_batch(&clerk, &batch(&g)).await.unwrap();
        let codes = export_codes(&clerk, second).await.unwrap();
        g.m.advance(Duration::from_secs(31 * 86_400));
        let asked = promised(&g.owner, g.company.id, ("devpack", "starter"), (1, &codes[0])).await;
        invalid(asked, "promotion", Rule::PromotionOver);
    }

    async fn codes_are_handed_out_once_and_never_stored_readably(engine: Engine) {
        let g = ground(engine).await;
        let clerk = g.m.staff("clerk1", StaffRole::Catalog).await;
        let id = create_batch(&clerk, &batch(&g)).await.unwrap();
        let sealed = madang_db::Sql::new("SELECT COUNT(*) FROM promotion_codes WHERE sealed <> ''");
        assert_eq!(g.m.number(sealed).await, 3);
        let tries = in_parallel(4, |_| {
            let ctx = clerk.ctx.clone();
            async move { export_codes(&ctx, id).await }
        })
        .await;
        let won: Vec<_> = tries.iter().filter_map(|tried| tried.as_ref().ok()).collect();
        assert_eq!(won.len(), 1, "{tries:?}");
        assert_eq!(won[0].iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
        refused(export_codes(&clerk, id).await, Refusal::Exported);
        let left = madang_db::Sql::new("SELECT COUNT(*) FROM promotion_codes WHERE sealed <> ''");
        assert_eq!(g.m.number(left).await, 0);
        assert_eq!(list_batches(&clerk, None).await.unwrap().items.len(), 1);
    }

    async fn what_is_wrong_with_a_batch_is_told_at_its_field_and_only_staff_make_one(engine: Engine) {
        let g = ground(engine).await;
        let clerk = g.m.staff("clerk1", StaffRole::Finance).await;
        let none = BatchInput::default();
        let Err(Error::Invalid(broken)) = create_batch(&clerk, &none).await else { panic!("nothing is filled in") };
        let fields: Vec<&str> = broken.iter().map(|FieldError { field, .. }| *field).collect();
        assert_eq!(fields, ["name", "offering", "kind", "months", "quantity", "expires_at"]);
        for (change, field, rule) in [
            ("value", "value", Rule::Range { min: 1, max: 100 }),
            ("months", "months", Rule::Range { min: 1, max: 36 }),
            ("quantity", "quantity", Rule::Range { min: 1, max: 10_000 }),
        ] {
            let mut input = batch(&g);
            match change {
                "value" => input.value = "101".to_owned(),
                "months" => input.months = "37".to_owned(),
                _ => input.quantity = "10001".to_owned(),
            }
            invalid(create_batch(&clerk, &input).await, field, rule);
        }
        let late = BatchInput { expires_at: Some(g.owner.now()), ..batch(&g) };
        invalid(create_batch(&clerk, &late).await, "expires_at", Rule::When);
        let odd = BatchInput { plans: vec!["none".to_owned()], ..batch(&g) };
        invalid(create_batch(&clerk, &odd).await, "plans", Rule::Choice);
        let id = create_batch(&clerk, &batch(&g)).await.unwrap();
        let auditor = g.m.staff("auditor1", StaffRole::Auditor).await;
        get_batch(&auditor, id).await.unwrap();
        forbidden(create_batch(&auditor, &batch(&g)).await);
        forbidden(export_codes(&auditor, id).await);
        forbidden(end_batch(&auditor, id).await);
        forbidden(create_batch(&g.owner, &batch(&g)).await);
        forbidden(list_batches(&g.owner, None).await);
        forbidden(list_codes(&g.owner, id, None).await);
        sign_in_required(export_codes(&g.m.visitor(), id).await);
        not_found(get_batch(&clerk, "00000000-0000-7000-8000-000000000001".parse().unwrap()).await);
    }
}
