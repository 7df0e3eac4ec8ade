use madang_core::clusters::{
    Capacity, Machine, UpdateCluster, available, get, grant, grant_named, grants, list, observe, revoke,
    seed_local, update, users,
};
use madang_model::clusters::{ClusterHealth, ClusterState};
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{ClusterId, Rule};
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use super::ground::{asked, company, form, fulfil, project, submit};
use crate::expect::{forbidden, invalid, not_found};

/// A machine of this many cores, GiB of memory and free GiB of a disk of 100; with no cores, nothing can be learned.
struct Of(u32, u64, u64);

impl Machine for Of {
    fn look(&self) -> Result<Capacity, String> {
        if self.0 == 0 {
            return Err("nothing answers".into());
        }
        let memory_mib = self.1 * 1024;
        let (disk_gib, disk_free_gib) = (100, self.2);
        Ok(Capacity { cores: self.0, memory_mib, memory_free_mib: memory_mib / 2, disk_gib, disk_free_gib })
    }
}

async fn seeded(m: &TestMadang, machine: Of) -> ClusterId {
    seed_local(&m.system(), &machine).await.unwrap().unwrap()
}

fn wanted(name: &str, vcpu: i64, everyone: bool) -> UpdateCluster {
    UpdateCluster {
        name: name.into(),
        description: String::new(),
        state: ClusterState::Open,
        everyone,
        vcpu,
        memory_gib: 64,
        disk_gib: 1000,
    }
}

on_both_engines! {
    async fn the_machine_is_the_first_cluster_once(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.clusters.overcommit = 4).await;
        let results = in_parallel(4, |_| {
            let ctx = m.system();
            async move { seed_local(&ctx, &Of(2, 8, 50)).await.unwrap() }
        })
        .await;
        assert_eq!(results.iter().flatten().count(), 1);
        let operator = m.operator().await;
        let found = list(&operator).await.unwrap();
        assert_eq!((found.len(), found[0].row.health), (1, ClusterHealth::Unknown));
        assert_eq!(found[0].room.left().of(Dimension::Vcpu), 8);
        assert_eq!(found[0].room.left().of(Dimension::MemoryMib), 8 * 4 * 1024);
        for (machine, health, detail) in [
            (Of(2, 8, 50), ClusterHealth::Healthy, ""),
            (Of(2, 8, 4), ClusterHealth::Degraded, "disk-short"),
            (Of(0, 0, 0), ClusterHealth::Away, "unreadable"),
        ] {
            observe(&m.system(), &machine).await.unwrap();
            let row = list(&operator).await.unwrap().remove(0).row;
            assert_eq!((row.health, row.health_detail.as_str()), (health, detail));
        }
        forbidden(observe(&m.member("hong12").await.ctx, &Of(1, 1, 1)).await);
    }

    async fn a_cluster_promises_no_more_than_it_offers(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let operator = m.operator().await;
        let id = seeded(&m, Of(2, 8, 50)).await;
        update(&operator, id, &wanted("서울", 4, true)).await.unwrap();
        let mut orders = Vec::new();
        for number in 0..4 {
            let mut order = asked(&hong, kdn.id, hong.id, form(&format!("프로젝트 {number}"), 2));
            submit(&hong, "project", &mut order).await.unwrap();
            orders.push(order);
        }
        let results = in_parallel(4, |number| {
            let (system, asked) = (m.system(), orders[number].clone());
            async move {
                let mut work = system.begin().await?;
                let kinds = system.platform.order_kinds.clone();
                kinds[0].fulfil(&mut work, &asked).await?;
                work.commit().await
            }
        })
        .await;
        let (made, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert_eq!(made.len(), 2);
        for loser in refused {
            invalid(loser, "vcpu", Rule::NoRoom);
        }
        let mut order = asked(&hong, kdn.id, hong.id, form("하나 더", 1));
        invalid(submit(&hong, "project", &mut order).await, "vcpu", Rule::NoRoom);
        assert_eq!(users(&operator, id, None).await.unwrap().items.len(), 2);
    }

    async fn a_project_sees_only_clusters_granted_to_it(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let operator = m.operator().await;
        let id = seeded(&m, Of(8, 8, 50)).await;
        update(&operator, id, &wanted("서울", 40, false)).await.unwrap();
        assert!(available(&hong, kdn.id).await.unwrap().is_empty());
        let mut order = asked(&hong, kdn.id, hong.id, form("전력 관제", 1));
        order.form["clusters"] = serde_json::json!([id.to_string()]);
        invalid(submit(&hong, "project", &mut order).await, "clusters", Rule::Unknown);
        let to_company = QuotaScope::Organization(kdn.id);
        forbidden(grant(&hong, id, to_company).await);
        let auditor = m.auditor().await.ctx;
        forbidden(grant(&auditor, id, to_company).await);
        grant(&operator, id, to_company).await.unwrap();
        grant(&operator, id, to_company).await.unwrap();
        assert_eq!(m.audited("clusters.grant").await.len(), 1);
        assert_eq!(grants(&operator, id).await.unwrap()[0].name, kdn.name);
        assert_eq!(available(&hong, kdn.id).await.unwrap().len(), 1);
        let without = project(&m, &hong, kdn.id, "다른 것", 1).await;
        submit(&hong, "project", &mut order).await.unwrap();
        let made = fulfil(&m, "project", &order).await.unwrap();
        let clusters = madang_core::projects::get(&hong, made).await.unwrap().clusters;
        assert_eq!((clusters.len(), clusters[0].id), (1, id));
        order.form["clusters"] = serde_json::json!([""]);
        order.form["name"] = "빈 것".into();
        invalid(submit(&hong, "project", &mut order).await, "clusters", Rule::Required);
        revoke(&operator, id, QuotaScope::Project(without)).await.unwrap();
        revoke(&operator, id, to_company).await.unwrap();
        not_found(revoke(&operator, id, to_company).await);
        forbidden(grant_named(&auditor, id, "KDN-01").await);
        invalid(grant_named(&operator, id, " ").await, "scope", Rule::Required);
        invalid(grant_named(&operator, id, "NOBODY-1").await, "scope", Rule::Unknown);
        grant_named(&operator, id, " kdn-01 ").await.unwrap();
        revoke(&operator, id, to_company).await.unwrap();
        assert!(madang_core::projects::get(&hong, without).await.unwrap().clusters.is_empty());
        assert_eq!(madang_core::projects::get(&hong, made).await.unwrap().clusters.len(), 1);
        grant_named(&operator, id, &without.to_string()).await.unwrap();
        let gone = m.system().new_id();
        invalid(grant(&operator, id, QuotaScope::Project(gone)).await, "scope", Rule::Unknown);
        not_found(available(&m.member("stranger2").await.ctx, kdn.id).await);
        forbidden(get(&hong, id).await);
    }

    async fn what_a_cluster_is_is_checked(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = seeded(&m, Of(2, 8, 50)).await;
        invalid(update(&operator, id, &wanted("", 4, true)).await, "name", Rule::Required);
        invalid(update(&operator, id, &wanted("서울", -1, true)).await, "vcpu", Rule::Amount);
        not_found(update(&operator, m.system().new_id(), &wanted("부산", 4, true)).await);
        let closed = UpdateCluster { state: ClusterState::Closed, ..wanted("서울", 4, true) };
        update(&operator, id, &closed).await.unwrap();
        let (kdn, hong) = company(&m).await;
        assert!(available(&hong, kdn.id).await.unwrap().is_empty());
        forbidden(update(&hong, id, &closed).await);
    }
}
