//! The tree of departments.

use madang_core::Refusal;
use madang_core::organizations::{
    DepartmentForm, SetPerson, create_department, delete_department, list_departments, set_person,
    update_department,
};
use madang_model::organizations::OrgRole;
use madang_model::{DepartmentId, Rule};
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use crate::expect::{forbidden, invalid, not_found};

fn typed(name: &str, parent: Option<DepartmentId>) -> DepartmentForm {
    DepartmentForm { name: name.into(), parent: parent.map(|id| id.to_string()).unwrap_or_default() }
}

on_both_engines! {
    async fn departments_are_a_tree_without_loops(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        m.joins(&kdn, &kim, None, &[OrgRole::Developer], false).await;
        forbidden(create_department(&kim, kdn.id, typed("본부", None)).await);
        not_found(create_department(&m.member("stranger2").await.ctx, kdn.id, typed("본부", None)).await);
        let mut line = vec![create_department(&owner, kdn.id, typed("1", None)).await.unwrap()];
        for level in 2..=8 {
            let above = line.last().copied();
            line.push(create_department(&owner, kdn.id, typed(&level.to_string(), above)).await.unwrap());
        }
        invalid(create_department(&owner, kdn.id, typed("9", line.last().copied())).await, "parent", Rule::Range { min: 1, max: 8 });
        invalid(create_department(&owner, kdn.id, typed(" 1 ", None)).await, "name", Rule::DepartmentTaken);
        invalid(create_department(&owner, kdn.id, typed("<i>", None)).await, "name", Rule::Characters);
        invalid(update_department(&owner, kdn.id, line[0], typed("1", Some(line[3]))).await, "parent", Rule::DepartmentLoop);
        invalid(update_department(&owner, kdn.id, line[0], typed("1", Some(line[0]))).await, "parent", Rule::DepartmentLoop);
        update_department(&owner, kdn.id, line[4], typed("다섯", None)).await.unwrap();
        let tree = list_departments(&kim, kdn.id).await.unwrap();
        assert_eq!(tree.iter().map(|one| one.depth).collect::<Vec<_>>(), [0, 1, 2, 3, 0, 1, 2, 3]);
        assert_eq!(tree[3].path, "1 › 2 › 3 › 4");
        update_department(&owner, kdn.id, line[4], typed("5", Some(line[3]))).await.unwrap();
        assert_eq!(list_departments(&kim, kdn.id).await.unwrap().last().unwrap().depth, 7);
    }

    async fn a_department_goes_only_when_it_is_empty(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let above = m.department(&kdn, "본부", None).await;
        let team = m.department(&kdn, "팀", Some(above)).await;
        let membership = m.joins(&kdn, &kim, Some(team), &[], true).await;
        for full in [above, team] {
            let refused = delete_department(&owner, kdn.id, full).await;
            assert!(matches!(refused, Err(madang_core::Error::Refused(Refusal::InUse { .. }))), "{refused:?}");
        }
        set_person(&owner, kdn.id, membership, SetPerson::default()).await.unwrap();
        delete_department(&owner, kdn.id, team).await.unwrap();
        not_found(delete_department(&owner, kdn.id, team).await);
        delete_department(&owner, kdn.id, above).await.unwrap();
    }

    async fn two_moves_at_once_make_no_loop(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let (a, b) = (m.department(&kdn, "가", None).await, m.department(&kdn, "나", None).await);
        let acts = [(a, typed("가", Some(b))), (b, typed("나", Some(a)))];
        let results = in_parallel(2, |number| {
            let (ctx, id, (department, form)) = (owner.ctx.clone(), kdn.id, acts[number].clone());
            async move { update_department(&ctx, id, department, form).await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        assert_eq!(list_departments(&owner, kdn.id).await.unwrap().len(), 2);
    }
}
