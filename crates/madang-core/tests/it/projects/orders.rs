use madang_core::{Error, Refusal, quota};
use madang_model::Rule;
use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};
use serde_json::json;

use super::ground::{asked, bound, claim, company, form, fulfil, project, quota_of, submit, vcpus};
use crate::expect::{invalid, refused};

on_both_engines! {
    async fn an_order_becomes_a_project_with_its_quota_and_admin(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        bound(&m, QuotaScope::Organization(kdn), Dimension::Vcpu, 10).await;
        let id = project(&m, &hong, kdn, "전력 관제", 4).await;
        assert_eq!(vcpus(&m, QuotaScope::Project(id)).await, (Some(4), 0, 0));
        assert_eq!(vcpus(&m, QuotaScope::Organization(kdn)).await, (Some(10), 4, 0));
        let memory = quota_of(&m, QuotaScope::Project(id)).await.of(Dimension::MemoryMib);
        assert_eq!(memory.bound, Some(1024), "memory is asked for in GiB");
        assert_eq!(m.audited("projects.create").await[0].target_id, id.to_string());
    }

    async fn forms_are_checked_with_every_broken_rule(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        project(&m, &hong, kdn, "전력 관제", 1).await;
        for (field, value, rule) in [
            ("name", json!(""), Rule::Required),
            ("name", json!("전력  관제"), Rule::ProjectTaken),
            ("name", json!("<b>"), Rule::Characters),
            ("description", json!(""), Rule::Required),
            ("vcpu", json!("-1"), Rule::Amount),
            ("memory_gib", json!("많이"), Rule::Amount),
            ("clusters", json!(["0192d3c4-0000-7000-8000-000000000001"]), Rule::Unknown),
        ] {
            let mut typed = form("새 프로젝트", 1);
            typed[field] = value;
            let mut asked = asked(&hong, kdn, hong.id, typed);
            invalid(submit(&hong, "project", &mut asked).await, field, rule);
        }
        let mut empty = asked(&hong, kdn, hong.id, json!({}));
        let Err(Error::Invalid(fields)) = submit(&hong, "project", &mut empty).await else { panic!("refused") };
        assert_eq!(fields.len(), 2, "the name and the description; amounts have defaults: {fields:?}");
    }

    async fn parallel_orders_never_overshoot(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        let scope = QuotaScope::Organization(kdn);
        bound(&m, scope, Dimension::Vcpu, 10).await;
        let results = in_parallel(20, |number| {
            let ctx = hong.ctx.clone();
            let mut asked = asked(&ctx, kdn, hong.id, form(&format!("프로젝트 {number}"), 2));
            async move { submit(&ctx, "project", &mut asked).await.map(|_| asked) }
        })
        .await;
        let held: Vec<_> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
        assert_eq!((held.len(), vcpus(&m, scope).await), (5, (Some(10), 0, 10)));
        for result in &results {
            let Err(error) = result else { continue };
            let expected = Refusal::QuotaExceeded { dimension: Dimension::Vcpu, wanted: 2, free: 0 };
            assert!(matches!(error, Error::Refused(found) if *found == expected), "{error:?}");
        }
        let system = m.system();
        let mut work = system.begin().await.unwrap();
        quota::release(&mut work, held[0].order_id).await.unwrap();
        quota::release(&mut work, held[0].order_id).await.unwrap();
        work.commit().await.unwrap();
        fulfil(&m, "project", held[1]).await.unwrap();
        assert_eq!(vcpus(&m, scope).await, (Some(10), 2, 6), "let go once, used once");
        assert_eq!(quota_of(&m, scope).await.of(Dimension::MemoryMib).used, 1024, "and so all that was claimed");
    }

    async fn one_of_many_gets_the_name(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        let scope = QuotaScope::Organization(kdn);
        let mut orders = Vec::new();
        for _ in 0..4 {
            let mut asked = asked(&hong, kdn, hong.id, form("같은 이름", 1));
            submit(&hong, "project", &mut asked).await.unwrap();
            orders.push(asked);
        }
        let results = in_parallel(4, |number| {
            let (system, asked) = (m.system(), orders[number].clone());
            async move {
                let mut work = system.begin().await?;
                quota::settle(&mut work, asked.order_id).await?;
                let kinds = system.platform.order_kinds.clone();
                kinds[0].fulfil(&mut work, &asked).await?;
                work.commit().await
            }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "name", Rule::ProjectTaken);
        }
        assert_eq!(vcpus(&m, scope).await, (None, 1, 3), "what failed still holds what it needs for another try");
    }

    async fn a_quota_goes_up_by_claiming_the_difference_and_down_by_giving_it_back(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        let scope = QuotaScope::Organization(kdn);
        bound(&m, scope, Dimension::Vcpu, 10).await;
        let id = project(&m, &hong, kdn, "전력 관제", 4).await;
        let of_project = QuotaScope::Project(id);
        let order = |vcpu: i64| {
            let mut asked = asked(&hong, kdn, hong.id, json!({ "reason": "사용량이 늘었다.", "vcpu": vcpu }));
            asked.project_id = Some(id);
            asked
        };
        let mut up = order(8);
        submit(&hong, "quota", &mut up).await.unwrap();
        assert_eq!(vcpus(&m, scope).await, (Some(10), 4, 4));
        // While it waits, another order makes the project smaller: what the first one gets is more than it claimed.
        let mut down = order(3);
        submit(&hong, "quota", &mut down).await.unwrap();
        fulfil(&m, "quota", &down).await.unwrap();
        assert_eq!((vcpus(&m, scope).await, vcpus(&m, of_project).await), ((Some(10), 3, 4), (Some(3), 0, 0)));
        fulfil(&m, "quota", &up).await.unwrap();
        assert_eq!((vcpus(&m, scope).await, vcpus(&m, of_project).await), ((Some(10), 8, 0), (Some(8), 0, 0)));
        refused(
            submit(&hong, "quota", &mut order(11)).await,
            Refusal::QuotaExceeded { dimension: Dimension::Vcpu, wanted: 3, free: 2 },
        );
        let mut work = hong.ctx.begin().await.unwrap();
        quota::take(&mut work, of_project, &Amounts::NONE.with(Dimension::Vcpu, 5)).await.unwrap();
        quota::hold(&mut work, hong.ctx.new_id(), &[claim(of_project, 1)]).await.unwrap();
        work.commit().await.unwrap();
        invalid(submit(&hong, "quota", &mut order(5)).await, "vcpu", Rule::BelowUse);
        invalid(submit(&hong, "quota", &mut order(8)).await, "vcpu", Rule::Amount);
        submit(&hong, "quota", &mut order(6)).await.unwrap();
    }

    async fn resources_take_no_more_than_there_is_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kdn = kdn.id;
        let scope = QuotaScope::Project(project(&m, &hong, kdn, "전력 관제", 7).await);
        let two = Amounts::NONE.with(Dimension::Vcpu, 2).with(Dimension::MemoryMib, 1);
        let results = in_parallel(12, |_| {
            let ctx = m.system();
            async move {
                let mut work = ctx.begin().await?;
                quota::take(&mut work, scope, &two).await?;
                work.commit().await
            }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 3);
        assert_eq!(vcpus(&m, scope).await, (Some(7), 6, 0));
        let mut work = hong.ctx.begin().await.unwrap();
        quota::give(&mut work, scope, &two).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(vcpus(&m, scope).await, (Some(7), 4, 0));
    }
}
