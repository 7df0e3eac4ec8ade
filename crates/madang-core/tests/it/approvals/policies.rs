//! Approval policies: which one applies, their versions, and trying them out.

use madang_core::approvals::{
    ApproverQuery, DryRun, HolidayInput, LimitsInput, Missing, PolicyInput, add_holiday, dry_run,
    find_approvers, get_policy, list_holidays, list_policies, policy_versions, remove_holiday, retire_policy,
    seed_holidays,
};
use madang_core::{Refusal, orders};
use madang_model::Rule;
use madang_model::orders::{OrderState, StepKind};
use madang_testkit::{in_parallel, on_both_engines, only_winner};

use super::ground::{House, approve, named, step};
use crate::expect::{forbidden, invalid, not_found, refused};

/// The kinds of the steps that an order of 홍길동 would take at this amount.
async fn way(h: &House, amount: i64) -> Vec<StepKind> {
    let plan = dry_run(&h.operator, &asked(h, amount)).await.unwrap();
    plan.steps.iter().map(|step| step.kind).collect()
}

fn asked(h: &House, amount: i64) -> DryRun {
    DryRun {
        kind: "project".into(),
        organization: h.company.code.clone(),
        applicant: h.hong.login_id.clone(),
        approver: h.kim.login_id.clone(),
        amount,
        ..DryRun::default()
    }
}

on_both_engines! {
    async fn the_most_specific_policy_applies(engine: Engine) {
        use StepKind::{Chosen, DepartmentHead, Named, Operators};
        let h = House::new(engine).await;
        assert_eq!(way(&h, 0).await, [Chosen, Operators], "what is built in");
        let any = |kind: &str, organization: &str, min_amount, steps| PolicyInput {
            kind: kind.into(), organization: organization.into(), min_amount, steps, ..PolicyInput::default()
        };
        h.publish(any("*", "*", 0, vec![step("operators")])).await.unwrap();
        assert_eq!(way(&h, 0).await, [Operators]);
        h.publish(any("project", "*", 0, vec![step("chosen")])).await.unwrap();
        assert_eq!(way(&h, 0).await, [Chosen]);
        h.publish(any("*", &h.company.code, 0, vec![step("department_head")])).await.unwrap();
        assert_eq!(way(&h, 0).await, [DepartmentHead], "an organisation's own comes before a kind's own");
        h.publish(any("project", &h.company.code, 1_000_000, vec![named(1, &[&h.lee]), step("operators")])).await.unwrap();
        assert_eq!(way(&h, 999_999).await, [DepartmentHead]);
        assert_eq!(way(&h, 1_000_000).await, [Named, Operators]);
        let listed = list_policies(&h.operator, None).await.unwrap().items;
        assert_eq!(listed.len(), 4);
        assert_eq!(listed.iter().filter(|p| p.organization.as_deref() == Some("한전KDN")).count(), 2);
    }

    async fn an_order_stays_under_the_policy_that_it_was_submitted_under(engine: Engine) {
        let h = House::new(engine).await;
        let first = h.policy(vec![step("chosen"), step("department_head")]).await;
        let id = h.submitted(&h.hong, Some(h.park.id)).await;
        let second = h.publish(PolicyInput { steps: vec![step("operators")], version: 1, ..h.blank() }).await.unwrap();
        assert_eq!(orders::get(&h.hong, id).await.unwrap().row.policy_id, Some(first));
        approve(&h.park, id).await.unwrap();
        assert_eq!(approve(&h.kim, id).await.unwrap(), OrderState::Approved);
        let versions = policy_versions(&h.operator, second, None).await.unwrap().items;
        assert_eq!(versions.iter().map(|v| (v.row.version, v.row.current)).collect::<Vec<_>>(), [(2, 1), (1, 0)]);
        retire_policy(&h.operator, second).await.unwrap();
        refused(retire_policy(&h.operator, second).await, Refusal::Superseded);
        assert_eq!(way(&h, 0).await, [StepKind::Chosen, StepKind::Operators]);
        let third = h.publish(PolicyInput { steps: vec![step("operators")], ..h.blank() }).await.unwrap();
        assert_eq!(get_policy(&h.operator, third).await.unwrap().row.version, 3);
    }

    async fn of_two_who_publish_at_once_one_does(engine: Engine) {
        let h = House::new(engine).await;
        let (operator, input) = (h.operator.ctx.clone(), PolicyInput { steps: vec![step("chosen")], ..h.blank() });
        let results = in_parallel(3, |_| {
            let (operator, input) = (operator.clone(), input.clone());
            async move { madang_core::approvals::publish_policy(&operator, &input).await }
        })
        .await;
        only_winner(results);
    }

    async fn inside_named_limits_nobody_has_to_decide(engine: Engine) {
        let h = House::new(engine).await;
        let limits = |vcpu| {
            let claims = [("vcpu", vcpu), ("memory_mib", 1 << 20), ("disk_gib", 1000), ("instances", 100)];
            let claims = claims.map(|(name, most): (&str, i64)| (name.to_owned(), most)).to_vec();
            Some(LimitsInput { month: 100_000_000, claims })
        };
        let steps = vec![step("department_head")];
        h.publish(PolicyInput { steps: steps.clone(), automatic: limits(1), ..h.blank() }).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(h.state(id).await, OrderState::Approved);
        h.publish(PolicyInput { steps, automatic: limits(0), version: 1, ..h.blank() }).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(h.state(id).await, OrderState::InApproval);
    }

    async fn with_no_step_an_order_is_approved_at_once_and_own_orders_only_where_it_says_so(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![]).await;
        assert_eq!(h.state(h.submitted(&h.hong, None).await).await, OrderState::Approved);
        let own = PolicyInput { steps: vec![named(1, &[&h.hong])], own: true, version: 1, ..h.blank() };
        h.publish(own).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(approve(&h.hong, id).await.unwrap(), OrderState::Approved);
        h.publish(PolicyInput { steps: vec![named(1, &[&h.hong])], version: 2, ..h.blank() }).await.unwrap();
        refused(h.submit(&h.hong, h.company.id, None).await, Refusal::NoApprover);
    }

    async fn an_approver_is_picked_among_those_who_may(engine: Engine) {
        let h = House::new(engine).await;
        invalid(h.submit(&h.hong, h.company.id, None).await, "approver_id", Rule::ApproverRequired);
        let stranger = h.m.member("strange1").await;
        for bad in [stranger.id, h.hong.id] {
            invalid(h.submit(&h.hong, h.company.id, Some(bad)).await, "approver_id", Rule::ApproverNot);
        }
        let query = |search: &str| ApproverQuery {
            organization_id: h.company.id, department_id: None, search: search.into(), after: None,
        };
        let found = find_approvers(&h.hong, &query("")).await.unwrap().items;
        let mut ids: Vec<_> = found.iter().map(|person| person.login_id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["kim123", "lee123", "owner1", "park12"]);
        assert_eq!(find_approvers(&h.hong, &query("KIM")).await.unwrap().items.len(), 1);
        assert_eq!(find_approvers(&h.hong, &query("홍길")).await.unwrap().items.len(), 4);
        assert!(find_approvers(&h.hong, &query("없는")).await.unwrap().items.is_empty());
        not_found(find_approvers(&stranger, &query("")).await.map(|page| page.items.len()));
        let _ = (&h.owner, h.division);
    }

    async fn a_dry_run_says_who_and_what_is_missing(engine: Engine) {
        let h = House::new(engine).await;
        let plan = dry_run(&h.operator, &DryRun { approver: String::new(), ..asked(&h, 0) }).await.unwrap();
        assert_eq!(plan.steps[0].missing, Some(Missing::Picked));
        assert_eq!(plan.usual_hours(), None, "nothing was decided yet");
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        h.m.advance(std::time::Duration::from_secs(3 * 3600));
        approve(&h.kim, id).await.unwrap();
        approve(&h.operator, id).await.unwrap();
        let plan = dry_run(&h.operator, &asked(&h, 0)).await.unwrap();
        assert_eq!(plan.steps[0].names, ["홍길동"]);
        assert_eq!((plan.steps[0].usual_hours, plan.usual_hours()), (Some(3), Some(3)));
        let draft = PolicyInput { steps: vec![step("department_head")], ..h.blank() };
        let plan = dry_run(&h.operator, &DryRun { policy: Some(draft), ..asked(&h, 0) }).await.unwrap();
        assert_eq!(plan.steps.len(), 1);
        forbidden(dry_run(&h.hong, &asked(&h, 0)).await);
    }

    async fn what_a_policy_says_is_checked(engine: Engine) {
        let h = House::new(engine).await;
        let stranger = named(2, &[&h.kim]);
        invalid(h.publish(PolicyInput { steps: vec![stranger], ..h.blank() }).await, "steps", Rule::Range { min: 1, max: 1 });
        invalid(h.publish(PolicyInput { steps: vec![step("king")], ..h.blank() }).await, "steps", Rule::Choice);
        invalid(h.publish(PolicyInput { kind: "moon".into(), ..h.blank() }).await, "kind", Rule::Choice);
        invalid(h.publish(PolicyInput { organization: "NONE-1".into(), ..h.blank() }).await, "organization", Rule::Unknown);
        invalid(h.publish(PolicyInput { min_amount: -1, ..h.blank() }).await, "min_amount", Rule::Amount);
        invalid(h.publish(PolicyInput { remind_hours: Some(0), ..h.blank() }).await, "remind_hours", Rule::Range { min: 1, max: 400 });
        forbidden(madang_core::approvals::publish_policy(&h.owner, &h.blank()).await);
        let auditor = h.m.auditor().await;
        forbidden(madang_core::approvals::publish_policy(&auditor, &h.blank()).await);
        assert!(list_policies(&auditor, None).await.unwrap().items.is_empty());
    }

    async fn holidays_come_with_the_program_and_are_the_operators_to_change(engine: Engine) {
        let h = House::new(engine).await;
        assert!(seed_holidays(&h.m.system()).await.unwrap() > 50);
        remove_holiday(&h.operator, "2026-07-17").await.unwrap();
        refused(remove_holiday(&h.operator, "2026-07-17").await, Refusal::Superseded);
        assert_eq!(seed_holidays(&h.m.system()).await.unwrap(), 0, "what was removed stays removed");
        let input = |day: &str| HolidayInput { day: day.into(), name_ko: "창립기념일".into(), name_en: "Founding day".into() };
        add_holiday(&h.operator, &input("2026-11-30")).await.unwrap();
        invalid(add_holiday(&h.operator, &input("2026-11-30")).await, "day", Rule::HolidayTaken);
        invalid(add_holiday(&h.operator, &input("2026-02-30")).await, "day", Rule::When);
        forbidden(add_holiday(&h.owner, &input("2026-12-01")).await);
        let year = list_holidays(&h.operator, 2026).await.unwrap();
        assert!(year.iter().any(|row| row.name_ko == "창립기념일") && year.iter().all(|row| row.day != "2026-07-17"));
    }
}
