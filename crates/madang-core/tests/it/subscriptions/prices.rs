//! What a running subscription pays when prices change.

use std::time::Duration;

use madang_core::catalog::{PriceInput, set_price, show};
use madang_core::notices::{NoticeQuery, list as notices};
use madang_core::subscriptions::{get, promised};
use madang_model::billing::Money;
use madang_model::catalog::Meter;
use madang_model::members::StaffRole;
use madang_model::organizations::OrgRole;
use madang_testkit::on_both_engines;

use super::ground;

on_both_engines! {
    async fn each_sees_the_price_that_is_theirs_and_is_told_before_it_changes(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        let payer = g.m.member("payer1").await;
        g.m.joins(&g.company, &payer, None, &[OrgRole::Billing], false).await;
        let month = |found: &madang_core::subscriptions::Subscription| {
            found.prices.iter().find(|held| held.meter == Meter::Month).unwrap().clone()
        };
        let before = month(&get(&g.owner, id).await.unwrap()).now.price;
        let clerk = g.m.staff("clerk1", StaffRole::Catalog).await;
        g.m.advance(Duration::from_secs(60));
        let input = PriceInput {
            plan: "starter".to_owned(),
            meter: "month".to_owned(),
            price: "99000".to_owned(),
            ..PriceInput::default()
        };
        set_price(&clerk, g.offering, &input).await.unwrap();
        g.m.run_jobs().await;
        let raised = Money::from_won(99_000);
        let page = show(&g.m.visitor(), "devpack").await.unwrap();
        let shown = page.plans.iter().find(|plan| plan.content.code == "starter").unwrap();
        assert_eq!(shown.prices[&Meter::Month], raised, "the page shows what whoever begins now pays");
        let other = g.m.member("other1").await;
        let rival = g.m.company(&other, "다른회사", "RIVAL").await;
        madang_testkit::charged(&g.m.system(), rival.id).await;
        let quote = promised(&other, rival.id, ("devpack", "starter"), (1, "")).await.unwrap();
        assert_eq!(quote.month, raised, "and so does the quote");
        let held = month(&get(&g.owner, id).await.unwrap());
        assert_eq!(held.now.price, before, "who began before keeps the price");
        assert_eq!(held.coming.iter().map(|rate| rate.price).collect::<Vec<_>>(), [raised]);
        for member in [&g.owner, &payer] {
            let told = notices(member, &NoticeQuery::default()).await.unwrap().items;
            assert_eq!(told.iter().filter(|notice| notice.kind == "price-change").count(), 1);
        }
        // Told once, however often the job runs.
        let job = serde_json::json!({ "price": newest_price(&g).await }).to_string();
        let mut work = g.m.system();
        work.lang = madang_i18n::Lang::Ko;
        let mut work = work.begin().await.unwrap();
        work.enqueue("subscriptions.announce_price", &serde_json::from_str(&job).unwrap(), g.owner.now())
            .await
            .unwrap();
        work.commit().await.unwrap();
        g.m.run_jobs().await;
        let told = notices(&g.owner, &NoticeQuery::default()).await.unwrap().items;
        assert_eq!(told.iter().filter(|notice| notice.kind == "price-change").count(), 1);
        g.m.advance(Duration::from_secs(31 * 86_400));
        assert_eq!(month(&get(&g.owner, id).await.unwrap()).now.price, raised, "until it reaches them");
    }
}

async fn newest_price(g: &super::Ground) -> String {
    let system = g.m.system();
    let all = madang_core::catalog::coming(&system, g.offering).await.unwrap();
    if let Some(row) = all.first() {
        return row.id.to_string();
    }
    let mut conn = system.read().await.unwrap();
    let rows = madang_store::prices::list(&mut conn, g.offering, None, 1).await.unwrap();
    rows[0].id.to_string()
}
