//! Who finds which orders.

use madang_core::orders::{CreateDraft, ListOf, OrderQuery, create_draft, get, list, list_all};
use madang_model::organizations::OrgRole;
use madang_testkit::on_both_engines;
use serde_json::json;

use super::ground::ground;
use crate::expect::{forbidden, not_found};

on_both_engines! {
    async fn orders_are_found_by_those_whose_they_are(engine: Engine) {
        let g = ground(engine).await;
        let draft = g.draft(1).await;
        let id = g.submitted(1).await;
        let query = OrderQuery::default();
        let org = g.company.id;
        let found = |page: madang_core::Page<madang_store::orders::OrderItem>| {
            page.items.into_iter().map(|item| item.id).collect::<Vec<_>>()
        };
        let (of, mine) = list(&g.dev, org, Some(ListOf::Mine), &query).await.unwrap();
        assert_eq!((of, found(mine)), (ListOf::Mine, vec![id, draft]));
        let (of, seen) = list(&g.dev, org, None, &query).await.unwrap();
        assert_eq!((of, found(seen)), (ListOf::Department, vec![id, draft]), "one's own drafts are listed");
        let (of, seen) = list(&g.head, org, None, &query).await.unwrap();
        assert_eq!((of, found(seen)), (ListOf::Department, vec![id]), "drafts are nobody else's");
        forbidden(list(&g.head, org, Some(ListOf::Organization), &query).await.map(|_| ()));
        not_found(get(&g.head, draft).await.map(|_| ()));

        let viewer = g.m.member("viewer1").await;
        g.m.joins(&g.company, &viewer, None, &[OrgRole::Viewer], false).await;
        let (of, seen) = list(&viewer, org, None, &query).await.unwrap();
        assert_eq!((of, found(seen)), (ListOf::Organization, vec![id]));
        let input = CreateDraft {
            kind: "thing".to_owned(), organization_id: org, project_id: None, form: json!({}),
        };
        forbidden(create_draft(&viewer, input.clone()).await);

        let stranger = g.m.member("stranger2").await;
        not_found(list(&stranger, org, None, &query).await.map(|_| ()));
        not_found(get(&stranger, id).await.map(|_| ()));
        not_found(create_draft(&stranger, input).await);
        forbidden(list_all(&stranger, &query).await.map(|_| ()));
    }

    async fn orders_are_searched_by_number_and_title(engine: Engine) {
        let g = ground(engine).await;
        let id = g.submitted(1).await;
        let auditor = g.m.auditor().await;
        let number = g.row(id).await.number;
        for (search, count) in [(&*number, 1), ("계통", 1), ("계통관제", 1), ("관제", 0), ("1999", 0), (" ", 1)] {
            let query = OrderQuery { search: Some(search.to_owned()), ..OrderQuery::default() };
            assert_eq!(list_all(&auditor, &query).await.unwrap().items.len(), count, "{search}");
        }
        let query = OrderQuery { kind: Some("project".to_owned()), ..OrderQuery::default() };
        assert!(list_all(&auditor, &query).await.unwrap().items.is_empty());
    }

    async fn what_is_searched_is_read_page_by_page_in_the_order_of_the_search(engine: Engine) {
        let g = ground(engine).await;
        let drafts = [g.draft(1).await, g.draft(1).await, g.draft(1).await];
        let year = g.row(drafts[0]).await.number[..5].to_owned();
        let mut newest_first = drafts;
        newest_first.reverse();
        for (search, expected) in [("계통", drafts), (&*year, newest_first)] {
            let mut found = Vec::new();
            let mut before = None;
            loop {
                let query = OrderQuery { search: Some(search.to_owned()), before, ..OrderQuery::default() };
                let (_, page) = list(&g.dev, g.company.id, Some(ListOf::Mine), &query).await.unwrap();
                let page = page.at_most(1);
                found.extend(page.items.iter().map(|item| item.id));
                before = page.next;
                if before.is_none() {
                    break;
                }
            }
            assert_eq!(found, expected, "{search}");
        }
    }
}
