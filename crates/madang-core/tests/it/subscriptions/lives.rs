//! From 「상품 신청」 to the first interval.

use madang_core::approvals::{Decide, PolicyInput, StepInput, decide, publish_policy};
use madang_core::members::withdraw;
use madang_core::organizations::close;
use madang_core::subscriptions::{Subscribe, export, get, intervals, list, offer, promised, subscribe};
use madang_core::{Error, Refusal, orders};
use madang_model::Rule;
use madang_model::billing::{Money, Month};
use madang_model::catalog::Meter;
use madang_model::members::StaffRole;
use madang_model::orders::OrderState;
use madang_model::organizations::OrgRole;
use madang_testkit::{TestMadang, charged, in_parallel, on_both_engines};

use super::{devpack, ground, is_active, state_of};
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

on_both_engines! {
    async fn a_subscription_runs_at_once_and_is_counted_from_then_on(engine: Engine) {
        let g = ground(engine).await;
        let before = offer(&g.owner, g.company.id, g.offering, "devpack").await.unwrap();
        assert!(before.running.is_none() && before.may && before.is_ready);
        let order = subscribe(&g.owner, &g.asks()).await.unwrap();
        assert_eq!(state_of(&g, order).await, OrderState::Done);
        let id = g.newest().await.unwrap();
        let found = get(&g.owner, id).await.unwrap();
        assert_eq!((found.row.plan.as_str(), found.row.version, found.row.terms_version), ("starter", 1, 1));
        assert_eq!(found.consent.unwrap().login_id, g.owner.login_id);
        assert!(found.row.started_at <= g.owner.now());
        let counted = intervals(&g.owner, id, None).await.unwrap().items;
        assert_eq!(counted.len(), 1);
        assert_eq!((counted[0].meter, counted[0].quantity, counted[0].ended_at), (Meter::Month, 1, None));
        assert!(offer(&g.owner, g.company.id, g.offering, "devpack").await.unwrap().running.is_some());
        let taken = export(&g.owner, id).await.unwrap();
        assert_eq!(taken["consent"]["member"], g.owner.login_id.as_str());
        assert_eq!(g.m.audited("subscriptions.subscribe").await.len(), 1);
        // The job that stands by for the order finds it made.
        g.m.run_jobs().await;
        assert_eq!(list(&g.owner, g.company.id, None).await.unwrap().items.len(), 1);
    }

    async fn of_many_who_subscribe_at_once_one_does(engine: Engine) {
        let g = ground(engine).await;
        let tries = in_parallel(8, |_| {
            let (ctx, input) = (g.owner.ctx.clone(), g.asks());
            async move { subscribe(&ctx, &input).await }
        })
        .await;
        let won = tries.iter().filter(|tried| tried.is_ok()).count();
        assert_eq!(won, 1, "{tries:?}");
        for lost in tries.into_iter().filter(Result::is_err) {
            let known = [Refusal::AlreadySubscribed, Refusal::AlreadyApplied];
            assert!(matches!(&lost, Err(Error::Refused(refusal)) if known.contains(refusal)), "{lost:?}");
        }
        assert_eq!(list(&g.owner, g.company.id, None).await.unwrap().items.len(), 1);
        refused(subscribe(&g.owner, &g.asks()).await, Refusal::AlreadySubscribed);
    }

    async fn what_is_missing_is_told_where_it_is_missing(engine: Engine) {
        let g = ground(engine).await;
        let with = |change: fn(&mut Subscribe)| {
            let mut input = g.asks();
            change(&mut input);
            input
        };
        invalid(subscribe(&g.owner, &with(|i| i.agree = false)).await, "agree", Rule::ConsentRequired);
        invalid(subscribe(&g.owner, &with(|i| i.terms_version = 9)).await, "agree", Rule::ConsentRequired);
        invalid(subscribe(&g.owner, &with(|i| i.plan = "none".into())).await, "plan", Rule::Choice);
        invalid(subscribe(&g.owner, &with(|i| i.offering = "none".into())).await, "offering", Rule::Choice);
        invalid(
            subscribe(&g.owner, &with(|i| i.promotion = "ABCD".into())).await,
            "promotion",
            Rule::PromotionCode,
        );
        let own = g.m.personal(&g.owner).await;
        refused(subscribe(&g.owner, &devpack(own)).await, Refusal::NoPaymentData);
        assert!(list(&g.owner, g.company.id, None).await.unwrap().items.is_empty());
        let open = madang_db::Sql::new("SELECT COUNT(*) FROM orders");
        assert_eq!(g.m.number(open).await, 0, "what was refused leaves nothing behind");
        // Not by the way that other things are applied for, either.
        let draft = orders::CreateDraft {
            kind: "subscription".to_owned(),
            organization_id: g.company.id,
            project_id: None,
            form: serde_json::json!({}),
        };
        invalid(orders::create_draft(&g.owner, draft).await, "kind", Rule::Choice);
    }

    async fn owners_and_those_who_pay_subscribe_and_everyone_inside_looks(engine: Engine) {
        let g = ground(engine).await;
        for (number, (role, may)) in [
            (OrgRole::Billing, true),
            (OrgRole::Approver, false),
            (OrgRole::Developer, false),
            (OrgRole::Viewer, false),
        ]
        .into_iter()
        .enumerate()
        {
            let member = g.m.member(&format!("member{number}")).await;
            g.m.joins(&g.company, &member, None, &[role], false).await;
            let tried = subscribe(&member, &g.asks()).await;
            let looked = promised(&member, g.company.id, ("devpack", "starter"), (1, "")).await;
            if may {
                tried.unwrap();
                refused(looked, Refusal::AlreadySubscribed);
            } else {
                forbidden(tried);
                forbidden(looked);
            }
            list(&member, g.company.id, None).await.unwrap();
            get(&member, g.newest().await.unwrap()).await.unwrap();
        }
        let id = g.newest().await.unwrap();
        let stranger = g.m.member("stranger").await;
        not_found(subscribe(&stranger, &g.asks()).await);
        not_found(get(&stranger, id).await);
        not_found(list(&stranger, g.company.id, None).await);
        not_found(intervals(&stranger, id, None).await);
        not_found(export(&stranger, id).await);
        sign_in_required(subscribe(&g.m.visitor(), &g.asks()).await);
        sign_in_required(get(&g.m.visitor(), id).await);
        let auditor = g.m.staff("auditor1", StaffRole::Auditor).await;
        get(&auditor, id).await.unwrap();
        forbidden(subscribe(&auditor, &g.asks()).await);
    }

    async fn a_policy_puts_an_approval_in_between(engine: Engine) {
        let g = ground(engine).await;
        let operator = g.m.operator().await;
        let step = StepInput { kind: "operators".to_owned(), ..StepInput::default() };
        let policy = PolicyInput {
            kind: "subscription".to_owned(),
            organization: "*".to_owned(),
            steps: vec![step],
            ..PolicyInput::default()
        };
        publish_policy(&operator, &policy).await.unwrap();
        let order = subscribe(&g.owner, &g.asks()).await.unwrap();
        assert_eq!(state_of(&g, order).await, OrderState::InApproval);
        assert!(list(&g.owner, g.company.id, None).await.unwrap().items.is_empty());
        refused(subscribe(&g.owner, &g.asks()).await, Refusal::AlreadyApplied);
        let waiting = offer(&g.owner, g.company.id, g.offering, "devpack").await.unwrap();
        assert_eq!(waiting.waiting, Some(order));
        let yes = Decide { decision: "approve".to_owned(), ..Decide::default() };
        decide(&operator, order, &yes).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!(state_of(&g, order).await, OrderState::Done);
        assert!(is_active(&g, g.newest().await.unwrap()).await);
    }

    async fn the_quote_is_a_share_of_the_month_and_holds_what_the_page_shows(engine: Engine) {
        let g = ground(engine).await;
        let quote = promised(&g.owner, g.company.id, ("devpack", "starter"), (1, "")).await.unwrap();
        let page = madang_core::catalog::show(&g.m.visitor(), "devpack").await.unwrap();
        let shown = page.plans.iter().find(|plan| plan.content.code == "starter").unwrap();
        assert_eq!(quote.month, shown.prices[&Meter::Month]);
        assert!(quote.month_end <= quote.month && quote.month_end >= Money::ZERO);
        let order = subscribe(&g.owner, &g.asks()).await.unwrap();
        let bound = orders::get(&g.owner, order).await.unwrap().quote.unwrap();
        assert_eq!((bound.month, bound.month_end), (quote.month.won(), quote.month_end.won()));
        // At the end of the month the bill says what the quote said.
        let id = g.newest().await.unwrap();
        let end = Month::of(g.owner.now()).end();
        g.m.advance(end.since(g.owner.now()) - std::time::Duration::from_secs(1));
        let bill = get(&g.owner, id).await.unwrap().bill;
        assert!((bill.sum.won() - quote.month_end.won()).abs() <= 1, "{bill:?} {quote:?}");
    }

    async fn whoever_subscribes_stays_until_it_is_given_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        madang_core::catalog::seed(&m.system()).await.unwrap();
        let hong = m.member("hong12").await;
        let own = m.personal(&hong).await;
        charged(&m.system(), own).await;
        subscribe(&hong, &devpack(own)).await.unwrap();
        refused(withdraw(&hong).await, Refusal::StillHolds { what: vec!["holds-subscriptions"] });
        let g = ground(engine).await;
        g.subscribed().await;
        assert!(matches!(
            close(&g.owner, g.company.id).await,
            Err(Error::Refused(Refusal::InUse { blockers })) if blockers[0].kind == "subscription"
        ));
    }
}
