use std::sync::Arc;

use async_trait::async_trait;
use madang_core::projects::{
    ProjectHoldings, ProjectQuery, SetMember, Update, activity, applications, archive, delete,
    deletion_blockers, get, list, name_free, remove_member, set_member, unarchive, update,
};
use madang_core::quota::{SetOrganizationQuota, set_organization};
use madang_core::{Blocker, Ctx, Error, Refusal, Result};
use madang_db::{Conn, Sql};
use madang_model::organizations::OrgRole;
use madang_model::projects::{ProjectRole, ProjectState};
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{OrderId, OrganizationId, ProjectId, Rule};
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use super::ground::{asked, company, form, fulfil, project, submit, vcpus};
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

async fn names(ctx: &Ctx, query: ProjectQuery) -> Vec<String> {
    list(ctx, &query).await.unwrap().items.into_iter().map(|row| row.name).collect()
}

fn within(organization_id: OrganizationId) -> ProjectQuery {
    ProjectQuery { organization_id: Some(organization_id), ..ProjectQuery::default() }
}

fn role(login_id: &str, role: ProjectRole) -> SetMember {
    SetMember { login_id: login_id.into(), role }
}

/// A thing in every project.
struct Things;

#[async_trait]
impl ProjectHoldings for Things {
    async fn held_in(&self, _: &mut Conn, id: ProjectId) -> Result<Vec<Blocker>> {
        Ok(vec![Blocker { kind: "order", name: "web".into(), path: format!("/projects/{id}/apps/web") }])
    }
}

fn described(description: &str) -> Update {
    Update { description: Some(description.to_owned()), ..Update::default() }
}

on_both_engines! {
    async fn who_sees_and_who_changes(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let (kim, stranger) = (m.member("kim123").await, m.member("stranger2").await);
        let (operator, viewer) = (m.operator().await, m.member("viewer1").await);
        m.joins(&kdn, &kim, None, &[OrgRole::Developer], false).await;
        m.joins(&kdn, &viewer, None, &[OrgRole::Viewer], false).await;
        let id = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        for reader in [&hong.ctx, &viewer.ctx, &operator.ctx] {
            assert_eq!(get(reader, id).await.unwrap().row.name, "전력 관제");
        }
        assert!(get(&hong, id).await.unwrap().writable && !get(&viewer, id).await.unwrap().writable);
        forbidden(get(&kim, id).await);
        not_found(get(&stranger, id).await);
        not_found(get(&hong, hong.ctx.new_id()).await);
        sign_in_required(get(&m.visitor(), id).await);
        for other in [&viewer.ctx, &operator.ctx, &kim.ctx] {
            forbidden(update(other, id, &described("새 내용")).await);
            forbidden(set_member(other, id, &role("kim123", ProjectRole::Admin)).await);
            forbidden(archive(other, id).await);
            forbidden(delete(other, id).await);
        }
        not_found(delete(&stranger, id).await);
        update(&hong, id, &described("새 내용")).await.unwrap();
        invalid(update(&hong, id, &described(" ")).await, "description", Rule::Required);
        assert_eq!(get(&hong, id).await.unwrap().row.description, "새 내용");
        invalid(name_free(&hong, kdn.id, "전력관제").await, "name", Rule::ProjectTaken);
        name_free(&hong, kdn.id, "다른 이름").await.unwrap();
        not_found(name_free(&stranger, kdn.id, "다른 이름").await);
    }

    async fn a_project_is_renamed_and_tells_what_was_done(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let (kim, viewer, stranger) = (m.member("kim123").await, m.member("viewer1").await, m.member("stranger2").await);
        m.joins(&kdn, &kim, None, &[OrgRole::Developer], false).await;
        m.joins(&kdn, &viewer, None, &[OrgRole::Viewer], false).await;
        let id = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        project(&m, &hong, kdn.id, "다른 것", 1).await;
        let named = |name: &str| Update { name: Some(name.into()), description: Some("새 내용".into()) };
        forbidden(update(&viewer, id, &named("전력 감시")).await);
        not_found(update(&stranger, id, &named("전력 감시")).await);
        invalid(update(&hong, id, &named("다른것")).await, "name", Rule::ProjectTaken);
        invalid(update(&hong, id, &described("")).await, "description", Rule::Required);
        update(&hong, id, &named("전력 감시")).await.unwrap();
        update(&hong, id, &named("전력감시")).await.unwrap();
        let row = get(&hong, id).await.unwrap().row;
        assert_eq!((row.name.as_str(), row.description.as_str()), ("전력감시", "새 내용"));
        name_free(&hong, kdn.id, "전력 관제").await.unwrap();
        set_member(&hong, id, &role("kim123", ProjectRole::Viewer)).await.unwrap();
        archive(&hong, id).await.unwrap();
        refused(update(&hong, id, &named("전력 관제")).await, Refusal::Archived);
        let found = activity(&kim, id, None).await.unwrap().items;
        let acts: Vec<&str> = found.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts[..4], ["projects.archive", "projects.set_member", "projects.update", "projects.update"]);
        assert_eq!(found[0].who.as_ref().map(|person| person.id), Some(hong.id));
        assert_eq!((found[1].whom.as_ref().map(|person| person.id), found[1].role.as_str()), (Some(kim.id), "viewer"));
        assert!(activity(&viewer, id, None).await.is_ok() && applications(&viewer, id, None).await.unwrap().items.is_empty());
        not_found(activity(&stranger, id, None).await);
        not_found(applications(&stranger, id, None).await);
        sign_in_required(activity(&m.visitor(), id, None).await);
    }

    async fn lists_show_what_one_may_see(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let owner = m.signed_in("owner1", madang_testkit::PASSWORD).await.unwrap().0;
        let above = m.department(&kdn, "본부", None).await;
        let below = m.department(&kdn, "팀", Some(above)).await;
        let (head, colleague) = (m.member("head12").await, m.member("coll12").await);
        m.joins(&kdn, &head, Some(above), &[], true).await;
        m.joins(&kdn, &colleague, Some(below), &[], false).await;
        let mut made = Vec::new();
        for (name, department) in [("하나", None), ("둘째", Some(above)), ("셋째", Some(below)), ("셋째넷", Some(below))] {
            let mut order = asked(&hong, kdn.id, hong.id, form(name, 1));
            order.department_id = department;
            submit(&hong, "project", &mut order).await.unwrap();
            made.push(fulfil(&m, "project", &order).await.unwrap());
        }
        let all = ["셋째넷", "셋째", "둘째", "하나"];
        assert_eq!(names(&owner, within(kdn.id)).await, all);
        assert_eq!(names(&m.operator().await.ctx, ProjectQuery::default()).await, all);
        assert_eq!(names(&hong, within(kdn.id)).await, all, "the applicant is in all of them");
        assert_eq!(names(&hong, ProjectQuery::default()).await, all);
        assert_eq!(names(&head, within(kdn.id)).await, ["셋째넷", "셋째", "둘째"]);
        assert_eq!(names(&colleague, within(kdn.id)).await, ["셋째넷", "셋째"]);
        assert!(names(&colleague, ProjectQuery { mine: true, ..within(kdn.id) }).await.is_empty());
        let search = ProjectQuery { search: "셋째".into(), ..within(kdn.id) };
        assert_eq!(names(&owner, search.clone()).await, ["셋째", "셋째넷"]);
        archive(&owner, made[2]).await.unwrap();
        let archived = ProjectQuery { state: Some(ProjectState::Archived), ..within(kdn.id) };
        assert_eq!(names(&owner, archived).await, ["셋째"]);
        delete(&owner, made[2]).await.unwrap();
        assert_eq!(names(&owner, search).await, ["셋째넷"]);
        not_found(list(&m.member("stranger2").await.ctx, &within(kdn.id)).await);
        sign_in_required(list(&m.visitor(), &ProjectQuery::default()).await);
    }

    async fn people_come_from_the_organisation_and_the_last_admin_stays(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let kim = m.member("kim123").await;
        m.member("stranger2").await;
        m.joins(&kdn, &kim, None, &[], false).await;
        let id = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        invalid(set_member(&hong, id, &role("stranger2", ProjectRole::Viewer)).await, "login_id", Rule::Unknown);
        invalid(set_member(&hong, id, &role("?", ProjectRole::Viewer)).await, "login_id", Rule::Unknown);
        refused(set_member(&hong, id, &role("hong12", ProjectRole::Viewer)).await, Refusal::LastProjectAdmin);
        refused(remove_member(&hong, id, hong.id).await, Refusal::LastProjectAdmin);
        set_member(&hong, id, &role("kim123", ProjectRole::Viewer)).await.unwrap();
        assert_eq!(get(&kim, id).await.unwrap().members.len(), 2);
        forbidden(remove_member(&kim, id, hong.id).await);
        set_member(&hong, id, &role("KIM123", ProjectRole::Admin)).await.unwrap();
        let results = in_parallel(2, |number| {
            let (ctx, who) = if number == 0 { (hong.ctx.clone(), hong.id) } else { (kim.ctx.clone(), kim.id) };
            async move { remove_member(&ctx, id, who).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        refused(Err::<(), _>(losers.into_iter().next().unwrap()), Refusal::LastProjectAdmin);
    }

    async fn deleting_names_what_is_in_the_way(engine: Engine) {
        let holdings = |platform: &mut madang_core::Platform| {
            platform.project_holdings = Arc::new([Arc::new(Things) as Arc<dyn ProjectHoldings>]);
        };
        let m = TestMadang::assembled(engine, |_| {}, holdings).await;
        let (kdn, hong) = company(&m).await;
        let id = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        let order: OrderId = hong.ctx.new_id();
        let mut tx = m.platform().db.begin().await.unwrap();
        Sql::new(
            "INSERT INTO orders (id, number, kind, state, revision, round, organization_id, applicant_id, project_id, \
             title, title_key, form, amount, cause, attempts, created_at, since) \
             VALUES ($1, '2026-1', 'quota', 'in_approval', 0, 1, $2, $3, $4, '전력 관제', 'x', '{}', 0, '', 0, 0, 0)",
        )
        .bind(order)
        .bind(kdn.id)
        .bind(hong.id)
        .bind(id)
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let found = deletion_blockers(&hong, id).await.unwrap();
        let paths: Vec<&str> = found.iter().map(|blocker| blocker.path.as_str()).collect();
        assert_eq!(paths, [format!("/orders/{order}"), format!("/projects/{id}/apps/web")]);
        refused(delete(&hong, id).await, Refusal::InUse { blockers: found });
        assert_eq!(get(&hong, id).await.unwrap().row.state, ProjectState::Active);
    }

    async fn what_is_deleted_gives_back_its_quota_once_and_its_name(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let scope = QuotaScope::Organization(kdn.id);
        let id = project(&m, &hong, kdn.id, "전력 관제", 4).await;
        project(&m, &hong, kdn.id, "다른 것", 1).await;
        assert_eq!(vcpus(&m, scope).await.1, 5);
        let results = in_parallel(4, |_| {
            let ctx = hong.ctx.clone();
            async move { delete(&ctx, id).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::Superseded);
        }
        assert_eq!(vcpus(&m, scope).await.1, 1);
        let again = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        assert_ne!(again, id);
        assert_eq!(get(&hong, id).await.unwrap().row.state, ProjectState::Deleted);
        refused(update(&hong, id, &described("내용")).await, Refusal::Archived);
        refused(unarchive(&hong, id).await, Refusal::Superseded);
    }

    async fn what_is_archived_stays_as_it_is(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        let id = project(&m, &hong, kdn.id, "전력 관제", 1).await;
        archive(&hong, id).await.unwrap();
        refused(archive(&hong, id).await, Refusal::Superseded);
        refused(update(&hong, id, &described("내용")).await, Refusal::Archived);
        refused(set_member(&hong, id, &role("owner1", ProjectRole::Viewer)).await, Refusal::Archived);
        let mut order = asked(&hong, kdn.id, hong.id, serde_json::json!({ "reason": "더", "vcpu": 2 }));
        order.project_id = Some(id);
        refused(submit(&hong, "quota", &mut order).await, Refusal::Archived);
        unarchive(&hong, id).await.unwrap();
        submit(&hong, "quota", &mut order).await.unwrap();
    }

    async fn staff_bound_organisations_but_not_below_use(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kdn, hong) = company(&m).await;
        project(&m, &hong, kdn.id, "전력 관제", 4).await;
        let to = |vcpu, disk| SetOrganizationQuota {
            bounds: vec![(Dimension::Vcpu, vcpu), (Dimension::DiskGib, disk)],
        };
        let operator = m.operator().await;
        forbidden(set_organization(&hong, kdn.id, &to(Some(10), None)).await);
        not_found(set_organization(&operator, hong.ctx.new_id(), &to(Some(10), None)).await);
        invalid(set_organization(&operator, kdn.id, &to(Some(3), Some(100))).await, "vcpu", Rule::BelowUse);
        invalid(set_organization(&operator, kdn.id, &to(Some(-1), None)).await, "vcpu", Rule::Amount);
        set_organization(&operator, kdn.id, &to(Some(4), Some(100))).await.unwrap();
        assert_eq!(vcpus(&m, QuotaScope::Organization(kdn.id)).await, (Some(4), 4, 0));
        let mut order = asked(&hong, kdn.id, hong.id, form("하나 더", 1));
        assert!(matches!(submit(&hong, "project", &mut order).await, Err(Error::Refused(_))));
        set_organization(&operator, kdn.id, &to(None, None)).await.unwrap();
        submit(&hong, "project", &mut order).await.unwrap();
    }
}
