use madang_core::members::{MemberQuery, list};
use madang_core::{Ctx, Page};
use madang_model::Rule;
use madang_model::members::StaffRole;
use madang_store::members::MemberRow;
use madang_testkit::{TestMadang, on_both_engines};

use super::{Someone, is_invalid, only_staff_may};

fn search(text: &str) -> MemberQuery {
    MemberQuery { search: text.to_owned(), ..MemberQuery::default() }
}

fn ids(page: &Page<MemberRow>) -> Vec<&str> {
    page.items.iter().map(|row| row.login_id.as_str()).collect()
}

/// The IDs on all pages, and how many pages that were.
async fn all(ctx: &Ctx, query: &MemberQuery) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut query) = (Vec::new(), 0, query.clone());
    loop {
        let page = list(ctx, &query).await.unwrap();
        assert!(page.items.len() <= 50);
        found.extend(page.items.into_iter().map(|row| row.login_id));
        pages += 1;
        match page.next {
            Some(next) => query.before = Some(next),
            None => return (found, pages),
        }
    }
}

async fn numbered(m: &TestMadang, count: usize) {
    for number in 0..count {
        let (login_id, email) = (format!("user{number:03}"), format!("user{number:03}@example.org"));
        let state = if number % 10 == 0 { "suspended" } else { "active" };
        Someone { login_id: &login_id, name: "Kim Min Su", email: &email, phone: "01077770000", state }
            .add(m)
            .await;
    }
}

on_both_engines! {
    async fn pages_go_from_the_newest_to_the_oldest(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        numbered(&m, 120).await;
        let (found, pages) = all(&operator, &MemberQuery::default()).await;
        assert_eq!((found.len(), pages), (121, 3));
        assert_eq!((found[0].as_str(), found[119].as_str(), found[120].as_str()), ("user119", "user000", "operator"));
    }

    async fn states_and_roles_narrow_the_list(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        m.auditor().await;
        numbered(&m, 30).await;
        let suspended = MemberQuery { state: Some("suspended".into()), ..MemberQuery::default() };
        assert_eq!(ids(&list(&operator, &suspended).await.unwrap()), ["user020", "user010", "user000"]);
        let auditors = MemberQuery { staff: Some(StaffRole::Auditor), ..MemberQuery::default() };
        assert_eq!(ids(&list(&operator, &auditors).await.unwrap()), ["auditor"]);
        let gone = MemberQuery { staff: Some(StaffRole::Auditor), ..suspended };
        assert!(list(&operator, &gone).await.unwrap().items.is_empty());
        let strange = MemberQuery { state: Some("deleted".into()), ..MemberQuery::default() };
        assert!(is_invalid(list(&operator, &strange).await, "state", Rule::Choice));
    }

    async fn a_state_s_pages_hold_all_of_it_and_nothing_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        numbered(&m, 130).await;
        let query = MemberQuery { state: Some("active".into()), ..MemberQuery::default() };
        let (found, pages) = all(&operator, &query).await;
        assert_eq!((found.len(), pages), (118, 3));
        assert!(found.is_sorted_by(|newer, older| newer > older || older == "operator"), "{found:?}");
    }

    async fn members_are_found_by_the_beginning_of_what_they_are_known_by(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        Someone { login_id: "Hong1234", name: "임 꺽정", email: "Gildong@example.com", phone: "01012345678", state: "active" }.add(&m).await;
        Someone { login_id: "kimsu01", name: "Kim Su", email: "hongkong@example.com", phone: "01098765678", state: "active" }.add(&m).await;
        Someone { login_id: "lee00001", name: "이_영희%", email: "lee@example.com", phone: "0111234567", state: "unverified" }.add(&m).await;
        for (typed, expected) in [
            ("hong", vec!["Hong1234", "kimsu01"]),
            ("HONG12", vec!["Hong1234"]),
            ("임꺽", vec!["Hong1234"]),
            ("임 꺽정", vec!["Hong1234"]),
            ("꺽정", vec![]),
            ("kim s", vec!["kimsu01"]),
            ("gildong@", vec!["Hong1234"]),
            ("hongkong@EXAMPLE.com", vec!["kimsu01"]),
            ("010-1234", vec!["Hong1234"]),
            ("0111234567", vec!["lee00001"]),
            ("5678", vec!["Hong1234", "kimsu01"]),
            ("4-5678", vec!["Hong1234"]),
            ("987-65678", vec!["kimsu01"]),
            ("9999", vec![]),
            ("%", vec![]),
            ("_", vec![]),
            ("이_", vec!["lee00001"]),
            ("' OR 1=1 --", vec![]),
        ] {
            assert_eq!(ids(&list(&operator, &search(typed)).await.unwrap()), expected, "{typed}");
        }
    }

    async fn a_search_s_pages_name_everybody_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        numbered(&m, 120).await;
        // Every one of them matches by ID, by address and, with another ID, by name.
        for number in 0..60 {
            let (login_id, email) = (format!("other{number:03}"), format!("o{number}@example.org"));
            Someone { login_id: &login_id, name: "User", email: &email, phone: "01000000000", state: "active" }.add(&m).await;
        }
        let (found, pages) = all(&operator, &search("user")).await;
        assert_eq!((found.len(), pages), (180, 4));
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 180);
        assert_eq!((found[0].as_str(), found[119].as_str(), found[120].as_str()), ("user000", "user119", "other000"));
        let (found, _) = all(&operator, &MemberQuery { state: Some("suspended".into()), ..search("user") }).await;
        assert_eq!(found.len(), 12);
        let (found, _) = all(&operator, &search("0000")).await;
        assert_eq!(found.len(), 180);
    }

    async fn a_search_that_reads_much_and_finds_little_goes_on_later(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        numbered(&m, 2100).await;
        let query = MemberQuery { staff: Some(StaffRole::Operator), ..search("user") };
        let first = list(&operator, &query).await.unwrap();
        assert!(first.items.is_empty() && first.next.is_some());
        let (found, pages) = all(&operator, &query).await;
        assert!(found.is_empty() && pages > 1 && pages < 10, "{pages}");
    }

    async fn cursors_say_nothing_and_are_not_made_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        numbered(&m, 60).await;
        let next = list(&operator, &search("user")).await.unwrap().next.unwrap();
        assert!(!next.contains("user"), "{next}");
        let plain = list(&operator, &MemberQuery::default()).await.unwrap().next.unwrap();
        for (text, before) in [("", next.as_str()), ("user", plain.as_str()), ("user", "x"), ("", "x")] {
            let query = MemberQuery { before: Some(before.to_owned()), ..search(text) };
            assert!(is_invalid(list(&operator, &query).await, "cursor", Rule::Choice), "{text} {before}");
        }
        assert!(is_invalid(list(&operator, &search("a\0b")).await, "search", Rule::Characters));
        assert!(is_invalid(list(&operator, &search(&"가".repeat(100_000))).await, "search", Rule::TooLong { max: 254 }));
    }

    async fn only_staff_look_through_members(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_staff_may!(m, |ctx| list(ctx, &MemberQuery::default()));
    }
}
