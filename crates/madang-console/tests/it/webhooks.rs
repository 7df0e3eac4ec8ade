//! Webhooks: made, their secret shown once, tried, paused, sent again, removed.

use http::StatusCode;
use madang_model::organizations::OrgRole;
use madang_testkit::on_both_engines;

use crate::site::Site;

const GOOD: [(&str, &str); 4] = [
    ("name", "배포 서버"),
    ("address", "https://hooks.example.com/madang"),
    ("kinds", "order.*"),
    ("others", "project.create quota.change"),
];

on_both_engines! {
    async fn an_owner_makes_tries_pauses_and_removes_one(engine: Engine) {
        let site = Site::new(engine).await;
        let (owner, viewer) = (site.m.member("owner1").await, site.m.member("viewer").await);
        let company = site.m.company(&owner, "한국전력KDN", "KDN1").await;
        site.m.joins(&company, &viewer, None, &[OrgRole::Viewer], false).await;
        let list = format!("/organizations/{}/webhooks", company.id);
        let mut browser = site.of(&owner);
        assert!(browser.get(&list).await.text.contains("웹훅이 없습니다"));
        let made = browser.post(&list, &GOOD).await;
        let secret = made.text.split("<code id=\"secret\">").nth(1).and_then(|rest| rest.split('<').next()).expect("the secret").to_owned();
        assert!(secret.starts_with("whsec_"));
        let listed = browser.get(&list).await.text;
        let page = listed.split("href=\"/webhooks/").nth(1).and_then(|rest| rest.split('"').next()).map(|id| format!("/webhooks/{id}")).expect("a link");
        for address in [list.clone(), page.clone(), format!("{page}/edit")] {
            assert!(!browser.get(&address).await.text.contains(&secret), "{address}: it is shown once");
        }
        let form = browser.get(&format!("{page}/edit")).await.text;
        assert!(form.contains("value=\"order.*\" checked") && form.contains("value=\"project.create quota.change\""));

        assert_eq!(browser.post(&format!("{page}/try"), &[]).await.location(), format!("{page}?done=webhook-tried"));
        site.m.run_jobs().await;
        let shown = browser.get(&page).await.text;
        assert!(shown.contains("<code>ping</code>") && shown.contains("HTTP 204") && shown.contains("전송됨"));
        let replay = shown.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.ends_with("/replay")).expect("a button").to_owned();
        assert_eq!(browser.post(&replay, &[]).await.location(), format!("{page}?done=webhook-replayed"));

        assert_eq!(browser.post(&format!("{page}/pause"), &[]).await.status, StatusCode::SEE_OTHER);
        let twice = browser.post(&format!("{page}/pause"), &[]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(browser.get(&page).await.text.contains("다시 켜기"));
        assert_eq!(browser.post(&format!("{page}/resume"), &[]).await.status, StatusCode::SEE_OTHER);
        let rotated = browser.post(&format!("{page}/rotate"), &[]).await.text;
        assert!(rotated.contains("whsec_") && !rotated.contains(&secret));

        let mut looking = site.of(&viewer);
        let seen = looking.get(&page).await.text;
        assert!(seen.contains("전송 내역") && !seen.contains("/try\"") && !seen.contains("/replay\""));
        for address in [format!("{page}/edit"), format!("{page}/remove"), format!("{list}/new")] {
            assert_eq!(looking.get(&address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        assert_eq!(browser.post(&format!("{page}/remove"), &[]).await.location(), format!("{list}?done=webhook-removed"));
        assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_wrong_is_told_at_its_field(engine: Engine) {
        let site = Site::new(engine).await;
        let owner = site.m.member("owner1").await;
        let company = site.m.company(&owner, "한국전력KDN", "KDN1").await;
        let mut browser = site.of(&owner);
        for (field, value) in [("name", ""), ("address", "https://169.254.169.254/"), ("kinds", "무엇")] {
            let fields: Vec<_> = GOOD.iter().filter(|(name, _)| *name != field).copied().chain([(field, value)]).collect();
            let answer = browser.post(&format!("/organizations/{}/webhooks", company.id), &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let (_, behind) = answer.text.split_once(&format!("id=\"{field}-note\"")).expect("the field has a note");
            assert!(behind.split("</div>").next().unwrap_or_default().contains("is-error"), "{field}");
        }
    }
}
