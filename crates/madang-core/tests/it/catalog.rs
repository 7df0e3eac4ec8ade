use std::time::Duration;

use madang_core::catalog::{
    CategoryInput, OfferingInput, PlanInput, PriceInput, TermsInput, Usage, add_category, coming, create,
    drop_plan, estimate, get, list_prices, preview, publish, publish_terms, put_plan, rates, resume, retire,
    save, seed, set_price, shelves, show, update_category, versions,
};
use madang_core::{Ctx, Refusal};
use madang_model::billing::{Money, Month};
use madang_model::catalog::{Both, Meter, OfferingState};
use madang_model::members::StaffRole;
use madang_model::{OfferingId, Rule, Timestamp};
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, refused};

const DAY: i64 = 86_400_000_000;

fn both(text: &str) -> Both {
    Both { ko: text.to_owned(), en: text.to_owned() }
}

fn offering(code: &str) -> OfferingInput {
    OfferingInput {
        code: code.into(),
        product: "devpack".into(),
        category: "paas".into(),
        position: 0,
        name: both("devpack"),
        summary: both("앱 플랫폼"),
        description: both("소스 코드를 올리면 실행됩니다."),
        version: "1.0".into(),
        ..OfferingInput::default()
    }
}

fn plan(code: &str) -> PlanInput {
    PlanInput {
        code: code.into(),
        name: both("Basic"),
        size: vec![("vcpu".into(), "4".into()), ("disk_gib".into(), String::new())],
        included: vec![("vcpu_hour".into(), "100".into())],
        ..PlanInput::default()
    }
}

fn price(plan: &str, meter: &str, won: &str) -> PriceInput {
    PriceInput { plan: plan.into(), meter: meter.into(), price: won.into(), ..PriceInput::default() }
}

fn terms() -> TermsInput {
    TermsInput {
        title_ko: "약관".into(),
        title_en: "Terms".into(),
        body_ko: "제1조".into(),
        body_en: "Article 1".into(),
        version: 0,
    }
}

/// A draft with a plan, in a category of its own.
async fn drafted(ctx: &Ctx) -> OfferingId {
    let category = CategoryInput {
        code: "paas".into(),
        name_ko: "플랫폼".into(),
        name_en: "Platform".into(),
        position: 1,
    };
    add_category(ctx, &category).await.unwrap();
    let id = create(ctx, &offering("devpack")).await.unwrap();
    put_plan(ctx, id, 0, None, &plan("basic")).await.unwrap();
    id
}

/// An offering on sale, a month for 10,000 won.
async fn on_sale(ctx: &Ctx) -> OfferingId {
    let id = drafted(ctx).await;
    set_price(ctx, id, &price("basic", "month", "10,000")).await.unwrap();
    publish_terms(ctx, id, &terms()).await.unwrap();
    publish(ctx, id, 1).await.unwrap();
    id
}

fn later(ctx: &Ctx, days: i64) -> Timestamp {
    Timestamp::from_micros(ctx.now().micros() + days * DAY)
}

async fn rates_of(m: &TestMadang, id: OfferingId, began: Timestamp) -> Vec<(Timestamp, i64)> {
    let mut tx = m.platform().db.begin().await.unwrap();
    let found = rates(&mut tx, id, "basic", Meter::Month, began).await.unwrap();
    found.into_iter().map(|rate| (rate.since, rate.price.won())).collect()
}

on_both_engines! {
    async fn what_comes_with_the_program_is_on_sale_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let made = in_parallel(4, |_| {
            let ctx = m.system();
            async move { seed(&ctx).await.unwrap() }
        })
        .await;
        assert_eq!(made.into_iter().filter(|made| *made).count(), 1);
        let shelves = shelves(&m.visitor()).await.unwrap();
        let codes: Vec<&str> =
            shelves.iter().flat_map(|shelf| &shelf.offerings).map(|offering| offering.code.as_str()).collect();
        assert_eq!(
            codes,
            ["cloud-server", "devpack", "container", "block-storage", "file-storage", "workspace"]
        );
        let operator = m.operator().await.ctx;
        for code in codes {
            let shown = show(&m.visitor(), code).await.unwrap();
            assert!(!shown.plans.is_empty() && shown.plans.iter().all(|plan| !plan.prices.is_empty()), "{code}");
            assert_eq!((shown.version, shown.terms_version), (1, 1), "{code}");
            // What is shipped keeps the rules that people are held to.
            let edited = get(&operator, shown.id).await.unwrap();
            let said = edited.draft;
            let input = OfferingInput {
                code: code.into(),
                product: edited.row.product.as_str().into(),
                category: "server".into(),
                position: 0,
                name: said.name,
                summary: said.summary,
                description: said.description,
                provider: said.provider,
                version: said.version,
                base_os: said.base_os,
            };
            save(&operator, shown.id, edited.row.revision, &input).await.unwrap();
        }
        forbidden(seed(&m.member("hong12").await.ctx).await);
    }

    async fn nothing_is_seen_before_it_is_whole_and_published(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = drafted(&operator).await;
        assert!(shelves(&m.visitor()).await.unwrap().is_empty());
        not_found(show(&m.visitor(), "devpack").await);
        let what = vec!["offering-lacks-price", "offering-lacks-terms"];
        refused(publish(&operator, id, 1).await, Refusal::Incomplete { what });
        set_price(&operator, id, &price("basic", "month", "10,000")).await.unwrap();
        publish_terms(&operator, id, &terms()).await.unwrap();
        assert_eq!(preview(&operator, id).await.unwrap().plans[0].prices[&Meter::Month], Money::from_won(10_000));
        refused(publish(&operator, id, 0).await, Refusal::Superseded);
        assert_eq!(publish(&operator, id, 1).await.unwrap(), 1);

        // A draft changes nothing of what is seen until it is published; what was seen is kept.
        let input = OfferingInput { summary: both("더 나은 앱 플랫폼"), ..offering("devpack") };
        save(&operator, id, 2, &input).await.unwrap();
        assert_eq!(show(&m.visitor(), "devpack").await.unwrap().summary, "앱 플랫폼");
        publish(&operator, id, 3).await.unwrap();
        assert_eq!(show(&m.visitor(), "devpack").await.unwrap().summary, "더 나은 앱 플랫폼");
        assert_eq!(versions(&operator, id, None).await.unwrap().items.len(), 2);

        retire(&operator, id).await.unwrap();
        refused(retire(&operator, id).await, Refusal::Superseded);
        assert!(shelves(&m.visitor()).await.unwrap().is_empty());
        assert_eq!(show(&m.visitor(), "devpack").await.unwrap().state, OfferingState::Retired);
        resume(&operator, id).await.unwrap();
        assert_eq!(shelves(&m.visitor()).await.unwrap().len(), 1);
    }

    async fn of_two_who_write_at_once_one_does(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = drafted(&operator).await;
        let results = in_parallel(6, |n| {
            let ctx = operator.clone();
            async move { put_plan(&ctx, id, 1, None, &plan(&format!("plan-{n}"))).await }
        })
        .await;
        only_winner(results);
        assert_eq!(get(&operator, id).await.unwrap().draft.plans.len(), 2);
    }

    async fn what_was_typed_wrong_is_told_at_its_field(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = on_sale(&operator).await;
        invalid(create(&operator, &offering("devpack")).await, "code", Rule::CodeTaken);
        invalid(create(&operator, &offering("Dev Pack")).await, "code", Rule::Slug);
        let strange = OfferingInput { category: "none".into(), ..offering("other") };
        invalid(create(&operator, &strange).await, "category", Rule::Choice);
        invalid(put_plan(&operator, id, 2, None, &plan("basic")).await, "code", Rule::CodeTaken);
        invalid(put_plan(&operator, id, 2, Some("basic"), &plan("other")).await, "code", Rule::Unchangeable);
        not_found(put_plan(&operator, id, 2, Some("none"), &plan("none")).await);
        let huge = PlanInput { size: vec![("vcpu".into(), "-1".into())], ..plan("huge") };
        invalid(put_plan(&operator, id, 2, None, &huge).await, "size", Rule::Amount);
        let endless = PlanInput { period_days: "4000".into(), ..plan("endless") };
        invalid(put_plan(&operator, id, 2, None, &endless).await, "period_days", Rule::Range { min: 1, max: 3660 });
        let odd = PlanInput { included: vec![("month".into(), "1".into())], ..plan("odd") };
        invalid(put_plan(&operator, id, 2, None, &odd).await, "included", Rule::Choice);
        for (input, field, rule) in [
            (price("none", "month", "1"), "plan", Rule::Choice),
            (price("basic", "year", "1"), "meter", Rule::Choice),
            (price("basic", "month", "-1"), "price", Rule::Amount),
            (price("basic", "month", ""), "price", Rule::Required),
        ] {
            invalid(set_price(&operator, id, &input).await, field, rule);
        }
        refused(drop_plan(&operator, id, 2, "none").await, Refusal::Superseded);
        refused(publish_terms(&operator, id, &terms()).await, Refusal::Superseded);
    }

    async fn a_price_reaches_those_who_subscribed_before_after_notice_only(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = on_sale(&operator).await;
        let began = operator.now();
        let soon = PriceInput { running_since: Some(later(&operator, 29)), ..price("basic", "month", "12000") };
        invalid(set_price(&operator, id, &soon).await, "running_since", Rule::When);
        let since = later(&operator, 7);
        let reaches = later(&operator, 31);
        let raise = PriceInput {
            since: Some(since),
            running_since: Some(reaches),
            ..price("basic", "month", "12000")
        };
        set_price(&operator, id, &raise).await.unwrap();
        invalid(set_price(&operator, id, &raise).await, "since", Rule::When);
        assert_eq!(show(&m.visitor(), "devpack").await.unwrap().plans[0].prices[&Meter::Month].won(), 10_000);
        assert_eq!(coming(&m.visitor(), id).await.unwrap().len(), 1);
        assert_eq!(rates_of(&m, id, began).await, [(began, 10_000), (reaches, 12_000)]);

        m.advance(Duration::from_secs(8 * 86_400));
        assert_eq!(show(&m.visitor(), "devpack").await.unwrap().plans[0].prices[&Meter::Month].won(), 12_000);
        let now = operator.now();
        assert_eq!(rates_of(&m, id, now).await, [(now, 12_000)]);
        // Less may hold at once, for everyone.
        let cut = later(&operator, 1);
        let less = PriceInput { since: Some(cut), ..price("basic", "month", "9000") };
        set_price(&operator, id, &less).await.unwrap();
        assert_eq!(rates_of(&m, id, began).await, [(began, 10_000), (cut, 9_000)]);
        assert_eq!(list_prices(&operator, id, None).await.unwrap().items.len(), 3);
    }

    async fn the_calculator_counts_as_a_bill_does(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = on_sale(&operator).await;
        set_price(&operator, id, &price("basic", "vcpu_hour", "21.5")).await.unwrap();
        let usage = |vcpu, hours| Usage { units: [(Meter::VcpuHour, vcpu)].into(), hours };
        let found = estimate(&m.visitor(), "devpack", "basic", &usage(2, Some(100))).await.unwrap();
        // 200 hours, 100 of them included.
        assert_eq!((found.sum, found.tax), (Money::from_won(10_000 + 2_150), Money::from_won(1_215)));
        let all = estimate(&m.visitor(), "devpack", "basic", &usage(1, None)).await.unwrap();
        assert_eq!(all.hours, Month::of(operator.now()).days() * 24);
        let none = estimate(&m.visitor(), "devpack", "basic", &usage(0, Some(0))).await.unwrap();
        assert_eq!((none.lines.len(), none.sum.won()), (1, 10_000));
        invalid(
            estimate(&m.visitor(), "devpack", "none", &usage(1, None)).await.map(|_| ()), "plan", Rule::Choice,
        );
        let hours = Rule::Range { min: 0, max: 744 };
        invalid(estimate(&m.visitor(), "devpack", "basic", &usage(1, Some(745))).await.map(|_| ()), "hours", hours);
        not_found(estimate(&m.visitor(), "none", "basic", &usage(1, None)).await);
    }

    async fn only_the_catalog_s_staff_write_it(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await.ctx;
        let id = on_sale(&operator).await;
        let finance = m.staff("finance1", StaffRole::Finance).await.ctx;
        forbidden(retire(&finance, id).await);
        set_price(&finance, id, &price("basic", "month", "9000")).await.unwrap();
        let member = m.member("hong12").await.ctx;
        forbidden(get(&member, id).await.map(|_| ()));
        forbidden(preview(&member, id).await.map(|_| ()));
        forbidden(set_price(&member, id, &price("basic", "month", "1")).await);
        forbidden(publish(&member, id, 2).await);
        let catalog = m.staff("catalog1", StaffRole::Catalog).await.ctx;
        retire(&catalog, id).await.unwrap();
        let known = madang_core::catalog::categories(&catalog).await.unwrap();
        let renamed = CategoryInput {
            code: "ignored".into(),
            name_ko: "앱".into(),
            name_en: "Apps".into(),
            position: 3,
        };
        update_category(&catalog, known[0].id, &renamed).await.unwrap();
        let found = madang_core::catalog::categories(&catalog).await.unwrap();
        assert_eq!((found[0].code.as_str(), found[0].name_ko.as_str()), ("paas", "앱"));
    }
}
