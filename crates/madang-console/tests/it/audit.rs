//! Searching and verifying the audit log.

use http::StatusCode;
use madang_db::Sql;
use madang_testkit::on_both_engines;

use crate::site::Site;

on_both_engines! {
    async fn entries_are_found_by_who_what_on_whom_and_when(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let mut browser = site.of(&operator);
        browser.post(&format!("/admin/members/{}/suspend", hong.id), &[("reason", "점검")]).await;
        for query in ["actor=operator&action=members.suspend", "target=hong12", "action=members.susp", "action=members.suspend&since=2020-01-01&until=2099-01-01"] {
            let answer = browser.get(&format!("/admin/audit?{query}")).await;
            assert!(answer.text.contains("<code>members.suspend</code>"), "{query}");
        }
        for query in ["actor=hong12&action=members.suspend", "target=nobody1", "until=2020-01-01", "since=2099-01-01"] {
            let answer = browser.get(&format!("/admin/audit?{query}")).await;
            assert!(answer.status == StatusCode::OK && !answer.text.contains("<code>members.suspend</code>"), "{query}");
        }
        for query in ["since=yesterday", "until=x", "before=x"] {
            assert_eq!(browser.get(&format!("/admin/audit?{query}")).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        }
        assert!(browser.get("/admin/audit").await.text.contains("192.0.2.1"), "from where");
    }

    async fn an_auditor_proves_that_the_log_is_whole_or_finds_where_it_is_not(engine: Engine) {
        let site = Site::new(engine).await;
        let (_hong, auditor) = (site.m.member("hong12").await, site.m.auditor().await);
        let mut browser = site.of(&auditor);
        let whole = browser.post("/admin/audit/verify", &[]).await;
        assert!(whole.status == StatusCode::OK && whole.text.contains("모두 온전합니다"), "{}", whole.text);
        let mut tx = site.m.platform().db.begin().await.expect("a transaction");
        Sql::new("UPDATE audit_head SET hash = 'x' WHERE id = 1").execute(&mut tx).await.expect("a change");
        tx.commit().await.expect("a commit");
        let broken = browser.post("/admin/audit/verify", &[]).await;
        assert!(broken.status == StatusCode::OK && broken.text.contains("맞지 않습니다"), "{}", broken.text);
    }
}

/// Every act that the core writes down has a name for readers.
#[test]
fn every_act_has_a_name() {
    let core = concat!(env!("CARGO_MANIFEST_DIR"), "/../madang-core/src");
    let view = include_str!("../../src/admin/audit/view.rs");
    let mut acts = Vec::new();
    sources(core.as_ref(), &mut |text| {
        for (_, behind) in text.match_indices("Entry::new(").map(|(at, call)| text.split_at(at + call.len()))
        {
            if let Some(("", name)) = behind.split_once('"').map(|(before, rest)| (before.trim(), rest)) {
                acts.push(name.split('"').next().unwrap_or_default().to_owned());
            }
        }
    });
    assert!(acts.len() > 30, "{} acts", acts.len());
    for act in acts {
        let key = act.replace(['.', '_'], "-");
        assert!(view.contains(&format!("\"{key}\"")), "{act} has no name in admin/audit/view.rs");
    }
}

fn sources(folder: &std::path::Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, each);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            each(&std::fs::read_to_string(&path).expect("a source"));
        }
    }
}
