//! Whom readers of an order know by name.

use madang_core::orders::{Happened, OrderQuery, Role, comment, get, list, list_all, quote, timeline};
use madang_core::{Ctx, notices};
use madang_model::OrderId;
use madang_model::members::StaffRole;
use madang_testkit::on_both_engines;

use super::ground::{House, approve, named, step};

/// Everybody is called by their ID.
async fn told_apart(h: &House) {
    let mut tx = h.m.platform().db.begin().await.unwrap();
    madang_db::Sql::new("UPDATE members SET name = login_id").execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn events(who: &Ctx, id: OrderId) -> Vec<Happened> {
    timeline(who, id, None).await.unwrap().items
}

/// What happened, and who did it: by name, or by role.
async fn acts(who: &Ctx, id: OrderId) -> Vec<(String, String)> {
    let of = |row: Happened| (row.kind, row.name.unwrap_or_else(|| format!("({})", row.role)));
    events(who, id).await.into_iter().map(of).collect()
}

/// Who is asked on each step: by name, or by role.
async fn line(who: &Ctx, id: OrderId) -> Vec<String> {
    let order = get(who, id).await.unwrap();
    let asked = order.line.into_iter().flat_map(|step| step.asked);
    asked
        .map(|row| if row.names.is_empty() { format!("({})", row.role) } else { row.names.join(",") })
        .collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(kind, who)| ((*kind).to_owned(), (*who).to_owned())).collect()
}

on_both_engines! {
    async fn colleagues_know_each_other_and_the_operator_only_whose_order_it_is(engine: Engine) {
        let h = House::new(engine).await;
        told_apart(&h).await;
        h.policy(vec![step("department_head"), step("chosen"), step("operators")]).await;
        let id = h.submitted(&h.hong, Some(h.park.id)).await;
        approve(&h.kim, id).await.unwrap();
        approve(&h.park, id).await.unwrap();
        approve(&h.operator, id).await.unwrap();

        let inside = [("approve", "(staff)"), ("advance", "park12"), ("advance", "kim123"), ("submit", "hong12")];
        assert_eq!(acts(&h.hong, id).await, pairs(&inside));
        assert_eq!(line(&h.hong, id).await, ["kim123", "park12", "(staff)"]);
        let view = get(&h.kim, id).await.unwrap();
        assert_eq!((view.applicant.unwrap().name, view.approver.unwrap().name), ("hong12".into(), "park12".into()));

        // Whoever decides for the provider knows whose order it is, and themselves.
        let outside =
            [("approve", "operator"), ("advance", "(approver)"), ("advance", "(head)"), ("submit", "hong12")];
        assert_eq!(acts(&h.operator, id).await, pairs(&outside));
        assert_eq!(line(&h.operator, id).await, ["(head)", "(approver)", "(staff)"]);
        let view = get(&h.operator, id).await.unwrap();
        assert_eq!((view.applicant.unwrap().name, view.approver), ("hong12".to_owned(), None));

        // Whoever only looks on for the provider knows nobody.
        let auditor = h.m.staff("auditor", StaffRole::Auditor).await;
        let looked = [
            ("approve", "(staff)"), ("advance", "(approver)"), ("advance", "(head)"), ("submit", "(applicant)"),
        ];
        assert_eq!(acts(&auditor, id).await, pairs(&looked));
        assert_eq!(get(&auditor, id).await.unwrap().applicant, None);
        let query = OrderQuery::default();
        let shown = |page: madang_core::Page<madang_store::orders::OrderItem>| page.items[0].applicant.clone();
        assert_eq!(shown(list_all(&auditor, &query).await.unwrap()), "");
        assert_eq!(shown(list_all(&h.operator, &query).await.unwrap()), "hong12");
        assert_eq!(shown(list(&auditor, h.company.id, None, &query).await.unwrap().1), "");
        assert_eq!(shown(list(&h.owner, h.company.id, None, &query).await.unwrap().1), "hong12");
    }

    async fn an_approver_from_elsewhere_is_no_colleague(engine: Engine) {
        let h = House::new(engine).await;
        let advisor = h.m.member("advisor1").await;
        told_apart(&h).await;
        h.policy(vec![step("department_head"), named(1, &[&advisor])]).await;
        let id = h.submitted(&h.hong, None).await;
        approve(&h.kim, id).await.unwrap();
        assert_eq!(line(&advisor, id).await, ["(head)", "advisor1"]);
        assert_eq!(get(&advisor, id).await.unwrap().applicant.unwrap().name, "hong12");
        assert_eq!(line(&h.hong, id).await, ["kim123", "(named)"]);
        let draft = quote(&h.hong, id).await.unwrap().plan;
        assert!(draft.steps[1].names.is_empty() && draft.steps[0].names == ["kim123"]);
        approve(&advisor, id).await.unwrap();
        assert_eq!(events(&h.hong, id).await[0].role, Role::Named);
        assert_eq!(acts(&h.hong, id).await[0], ("approve".to_owned(), "(named)".to_owned()));
    }

    async fn a_comment_is_told_by_name_only_to_those_who_may_know_it(engine: Engine) {
        let h = House::new(engine).await;
        told_apart(&h).await;
        h.policy(vec![step("operators"), step("department_head")]).await;
        let id = h.submitted(&h.hong, None).await;
        approve(&h.operator, id).await.unwrap();
        comment(&h.kim, id, "확인 중입니다.").await.unwrap();
        let told = async |who: &Ctx| {
            let rows = notices::list(who, &notices::NoticeQuery::default()).await.unwrap().items;
            rows.into_iter().find(|row| row.kind == "order-comment").unwrap().line
        };
        let (inside, outside) = (told(&h.hong).await, told(&h.operator).await);
        assert!(inside.contains("kim123"), "{inside}");
        assert!(!outside.contains("kim123") && outside.contains("결재자"), "{outside}");
    }

    async fn whoever_left_the_organisation_is_named_no_more(engine: Engine) {
        let h = House::new(engine).await;
        told_apart(&h).await;
        h.policy(vec![step("department_head"), step("operators")]).await;
        let id = h.submitted(&h.hong, None).await;
        approve(&h.kim, id).await.unwrap();
        madang_core::organizations::leave(&h.kim, h.company.id).await.unwrap();
        assert_eq!(line(&h.hong, id).await, ["(head)", "(staff)"]);
        assert_eq!(acts(&h.hong, id).await[0], ("advance".to_owned(), "(head)".to_owned()));
    }
}
