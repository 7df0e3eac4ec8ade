//! Projects: renamed, peopled, archived and deleted by those who look after them; the lists' organisation.

use http::StatusCode;
use madang_model::organizations::OrgRole;
use madang_testkit::on_both_engines;

use crate::site::Site;

on_both_engines! {
    async fn an_admin_looks_after_a_project_until_its_end(engine: Engine) {
        let site = Site::new(engine).await;
        let (owner, hong, kim) = (site.m.member("owner1").await, site.m.member("hong12").await, site.m.member("kim123").await);
        let company = site.m.company(&owner, "한국전력KDN", "KDN1").await;
        for member in [&hong, &kim] {
            site.m.joins(&company, member, None, &[OrgRole::Developer], false).await;
        }
        let project = format!("/projects/{}", site.m.project(&hong, company.id, "전력 관제").await);
        let (mut admin, mut other) = (site.of(&hong), site.of(&kim));
        assert_eq!(other.get(&project).await.status, StatusCode::FORBIDDEN);

        let added = admin.post(&format!("{project}/members"), &[("login_id", "kim123"), ("role", "viewer")]).await;
        assert_eq!(added.location(), format!("{project}/members?done=project-member"));
        let unknown = admin.post(&format!("{project}/members"), &[("login_id", "nobody9"), ("role", "viewer")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = other.get(&project).await.text;
        assert!(seen.contains("전력 관제") && !seen.contains("할당량 변경") && !seen.contains(&format!("{project}/settings")));
        assert_eq!(other.post(&format!("{project}/settings"), &[("name", "새 이름"), ("description", "x")]).await.status, StatusCode::FORBIDDEN);

        let checked = admin.post(&format!("{project}/settings/name"), &[("name", "전력 감시")]).await.text;
        assert!(checked.contains("is-ok"), "{checked}");
        let own = admin.post(&format!("{project}/settings/name"), &[("name", "전력 관제")]).await.text;
        assert!(!own.contains("is-error") && !own.contains("is-ok"), "{own}");
        let renamed = admin.post(&format!("{project}/settings"), &[("name", "전력 감시"), ("description", "계통을 본다.")]).await;
        assert_eq!(renamed.location(), format!("{project}/settings?done=project-updated"));

        let asks = [("kind", "quota"), ("organization", &company.id.to_string()), ("project", project.trim_start_matches("/projects/"))];
        let order = admin.post("/orders", &asks).await;
        assert!(order.location().ends_with("/edit"), "{}", order.location());

        let left = other.post(&format!("{project}/members/{}/remove", kim.id), &[]).await;
        assert_eq!(left.location(), "/projects?done=project-left");
        assert_eq!(other.get(&project).await.status, StatusCode::FORBIDDEN);
        let last = admin.post(&format!("{project}/members/{}/remove", hong.id), &[]).await;
        assert_eq!(last.status, StatusCode::CONFLICT);

        assert_eq!(admin.post(&format!("{project}/archive"), &[]).await.location(), format!("{project}?done=project-archived"));
        assert_eq!(admin.post(&format!("{project}/unarchive"), &[]).await.location(), format!("{project}?done=project-unarchived"));
        let told = admin.get(&format!("{project}/activity")).await.text;
        for act in ["보관 해제", "이름과 내용 변경", "kim123", "프로젝트 생성"] {
            assert!(told.contains(act), "{act}");
        }
        let mistyped = admin.post(&format!("{project}/delete"), &[("name", "전력 관제")]).await;
        assert_eq!(mistyped.status, StatusCode::UNPROCESSABLE_ENTITY);
        let deleted = admin.post(&format!("{project}/delete"), &[("name", "전력 감시")]).await;
        assert_eq!(deleted.location(), "/projects?done=project-deleted");
        assert!(!admin.get("/projects").await.text.contains("전력 감시"));
    }

    async fn lists_say_and_switch_whose_they_are(engine: Engine) {
        let site = Site::new(engine).await;
        let owner = site.m.member("owner1").await;
        let first = site.m.company(&owner, "한국전력KDN", "KDN1").await;
        let second = site.m.company(&owner, "작은 협력사", "SMALL1").await;
        site.m.project(&owner, second.id, "협력 과제").await;
        let mut browser = site.of(&owner);
        for list in ["/projects", "/orders"] {
            let page = browser.get(list).await.text;
            assert!(page.contains(&format!("href=\"{list}?organization={}\" aria-current=\"true\"", first.id)), "{list}");
            assert!(page.contains(&format!("href=\"{list}?organization={}\"", second.id)), "{list}");
        }
        let page = browser.get(&format!("/projects?organization={}", second.id)).await.text;
        assert!(page.contains("협력 과제") && page.contains(&format!("/orders?kind=project&#38;organization={}", second.id)), "menus keep it");
        let mut stranger = site.of(&site.m.member("stranger2").await);
        assert_eq!(stranger.get(&format!("/projects?organization={}", second.id)).await.status, StatusCode::NOT_FOUND);
    }
}
