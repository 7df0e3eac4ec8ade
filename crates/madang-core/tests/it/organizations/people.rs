//! People of a company: admitting, adding, moving, removing, leaving, handing over.

use madang_core::members::withdraw;
use madang_core::organizations::{
    Add, PeopleQuery, Register, SetPerson, Update, add, admit, close, get, join, leave, list_people,
    register, remove, set_person, set_quota, transfer, turn_away, update,
};
use madang_core::{Error, Refusal};
use madang_db::Sql;
use madang_model::Rule;
use madang_model::organizations::OrgRole;
use madang_model::quota::Dimension;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, refused};

fn roles(words: &[&str]) -> SetPerson {
    SetPerson { roles: words.iter().map(|word| (*word).to_owned()).collect(), ..SetPerson::default() }
}

on_both_engines! {
    async fn an_owner_admits_once_or_turns_away(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let input = Register { code: "KDN-01".into(), name: "한국전력KDN".into(), joining: "approval".into(), owner: "owner1".into() };
        let id = register(&m.system(), input).await.unwrap();
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        join(&hong, "KDN-01").await.unwrap();
        join(&kim, "KDN-01").await.unwrap();
        let waiting = PeopleQuery { pending: true, ..PeopleQuery::default() };
        let list = list_people(&owner, id, &waiting).await.unwrap().items;
        assert_eq!(list.len(), 2);
        not_found(admit(&hong, id, list[0].row.id).await);
        not_found(list_people(&hong, id, &PeopleQuery::default()).await);
        let results = in_parallel(6, |_| {
            let (ctx, membership) = (owner.ctx.clone(), list[0].row.id);
            async move { admit(&ctx, id, membership).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::Superseded);
        }
        forbidden(list_people(&hong, id, &waiting).await);
        refused(turn_away(&owner, id, list[0].row.id).await, Refusal::Superseded);
        turn_away(&owner, id, list[1].row.id).await.unwrap();
        not_found(get(&kim, id).await);
        join(&kim, "KDN-01").await.unwrap();
        let auditor = m.auditor().await;
        assert_eq!(list_people(&auditor, id, &waiting).await.unwrap().items.len(), 1);
        forbidden(admit(&auditor, id, list[1].row.id).await);
    }

    async fn the_last_owner_stays(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (one, two) = (m.member("owner1").await, m.member("owner2").await);
        let kdn = m.company(&one, "한국전력KDN", "KDN-01").await;
        let first = list_people(&one, kdn.id, &PeopleQuery::default()).await.unwrap().items[0].row.id;
        refused(leave(&one, kdn.id).await, Refusal::LastOwner);
        refused(remove(&m.operator().await.ctx, kdn.id, first).await, Refusal::LastOwner);
        refused(set_person(&one, kdn.id, first, roles(&["developer"])).await, Refusal::LastOwner);
        assert!(matches!(withdraw(&one).await, Err(Error::Refused(Refusal::StillHolds { .. }))));

        let second = m.joins(&kdn, &two, None, &[OrgRole::Owner], false).await;
        let acts = [(one.ctx.clone(), second), (two.ctx.clone(), first)];
        let results = in_parallel(2, |number| {
            let (ctx, whom) = acts[number].clone();
            let id = kdn.id;
            async move { remove(&ctx, id, whom).await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        let owners = get(&m.system(), kdn.id).await.unwrap().owners;
        assert_eq!(owners, 1);
    }

    async fn ownership_is_handed_over(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let membership = m.joins(&kdn, &kim, None, &[OrgRole::Developer], false).await;
        forbidden(transfer(&kim, kdn.id, membership).await);
        transfer(&owner, kdn.id, membership).await.unwrap();
        forbidden(transfer(&owner, kdn.id, membership).await);
        leave(&owner, kdn.id).await.unwrap();
        not_found(get(&owner, kdn.id).await);
        let people = list_people(&kim, kdn.id, &PeopleQuery::default()).await.unwrap().items;
        assert_eq!(people[0].roles, [OrgRole::Owner, OrgRole::Developer]);
        withdraw_is_refused_to_the_owner_only(&m, &kim, &owner).await;
    }

    async fn what_a_leaver_administered_gets_an_owner(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        m.joins(&kdn, &kim, None, &[OrgRole::Developer], false).await;
        let mut tx = m.platform().db.begin().await.unwrap();
        Sql::new("INSERT INTO projects (id, organization_id, name, name_key, description, state, state_since, created_by, created_at) VALUES ($1, $2, 'p', 'p', '', 'active', 1, 'x', 1)")
            .bind("0192d3c4-0000-7000-8000-000000000001").bind(kdn.id).execute(&mut tx).await.unwrap();
        Sql::new("INSERT INTO project_members (project_id, member_id, role, created_at) VALUES ($1, $2, 'admin', 1)")
            .bind("0192d3c4-0000-7000-8000-000000000001").bind(kim.id).execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        leave(&kim, kdn.id).await.unwrap();
        let admins = Sql::new("SELECT COUNT(*) FROM project_members WHERE role = 'admin' AND member_id = $1").bind(owner.id);
        assert_eq!(m.number(admins).await, 1);
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM project_members")).await, 1);
        assert!(matches!(close(&owner, kdn.id).await, Err(Error::Refused(Refusal::InUse { .. }))));
    }

    async fn staff_add_people_and_set_bounds(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim, operator) = (m.member("owner1").await, m.member("kim123").await, m.operator().await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let typed = || Add { login_id: "KIM123".into(), roles: vec!["approver".into()] };
        forbidden(add(&owner, kdn.id, typed()).await);
        invalid(add(&operator, kdn.id, Add { login_id: "nobody1".into(), ..typed() }).await, "login_id", Rule::Unknown);
        invalid(add(&operator, kdn.id, Add { roles: vec!["king".into()], ..typed() }).await, "roles", Rule::Choice);
        add(&operator, kdn.id, typed()).await.unwrap();
        refused(add(&operator, kdn.id, typed()).await, Refusal::AlreadyMember);
        refused(add(&operator, m.personal(&owner).await, typed()).await, Refusal::PersonalOrganization);
        assert_eq!(get(&kim, kdn.id).await.unwrap().people, 2);

        let bounds = |text: &str| [(Dimension::Vcpu, text.to_owned())].into();
        forbidden(set_quota(&owner, kdn.id, &bounds("8")).await);
        forbidden(set_quota(&m.auditor().await.ctx, kdn.id, &bounds("8")).await);
        invalid(set_quota(&operator, kdn.id, &bounds("-1")).await, "vcpu", Rule::Amount);
        set_quota(&operator, kdn.id, &bounds("1,000")).await.unwrap();
        assert_eq!(get(&kim, kdn.id).await.unwrap().quota.of(Dimension::Vcpu).bound, Some(1000));
        set_quota(&operator, kdn.id, &bounds("")).await.unwrap();
        assert_eq!(get(&kim, kdn.id).await.unwrap().quota.of(Dimension::Vcpu).bound, None);
    }

    async fn only_owners_change_the_organisation(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        m.joins(&kdn, &kim, None, &[OrgRole::Viewer], false).await;
        let typed = |name: &str| Update { revision: 1, name: name.into(), joining: "closed".into() };
        forbidden(update(&kim, kdn.id, typed("새 이름")).await);
        not_found(update(&m.member("stranger2").await.ctx, kdn.id, typed("새 이름")).await);
        invalid(update(&owner, kdn.id, typed("<script>")).await, "name", Rule::Characters);
        update(&owner, kdn.id, typed("새 이름")).await.unwrap();
        refused(update(&owner, kdn.id, typed("또 다른 이름")).await, Refusal::Superseded);
        close(&owner, kdn.id).await.unwrap();
        not_found(get(&owner, kdn.id).await);
        assert!(get(&m.auditor().await.ctx, kdn.id).await.is_ok());
    }
}

async fn withdraw_is_refused_to_the_owner_only(
    m: &TestMadang,
    owner: &madang_testkit::TestMember,
    other: &madang_testkit::TestMember,
) {
    let personal = m.personal(other).await;
    assert!(withdraw(owner).await.is_err());
    withdraw(other).await.unwrap();
    let left =
        Sql::new("SELECT COUNT(*) FROM organizations WHERE id = $1 AND state = 'closed' AND name = ''");
    assert_eq!(m.number(left.bind(personal)).await, 1);
}
