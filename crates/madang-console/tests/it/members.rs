//! Operators looking after members.

use http::StatusCode;
use madang_model::members::StaffRole;
use madang_testkit::{PASSWORD, on_both_engines};

use crate::site::Site;

on_both_engines! {
    async fn a_member_is_found_by_what_an_operator_knows(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        site.m.unverified("kim34567").await;
        let mut browser = site.of(&operator);
        let last_four = &hong.phone[7..];
        for query in ["q=hong", "q=HONG12", "q=hong12%40example.com", "q=%ED%99%8D", &format!("q={last_four}"), "state=active", ""] {
            let answer = browser.get(&format!("/admin/members?{query}")).await;
            assert!(answer.text.contains(&format!("href=\"/admin/members/{}\"", hong.id)), "{query}");
        }
        let answer = browser.get("/admin/members?q=hong&state=unverified").await;
        assert!(!answer.text.contains("hong12@example.com") && answer.text.contains("회원이 없습니다"));
        let answer = browser.get("/admin/members?state=nonsense").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_list_goes_on_and_comes_back(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        for number in 0..60 {
            site.m.unverified(&format!("many{number:03}")).await;
        }
        let mut browser = site.of(&operator);
        let first = browser.get("/admin/members?state=unverified").await;
        let (_, behind) = first.text.split_once("rel=\"next\" href=\"").expect("a next page");
        let next = behind.split('"').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
        assert!(next.contains("state=unverified"), "{next}");
        let second = browser.get(&next).await;
        assert!(second.text.contains("many009") && !second.text.contains("many010") && first.text.contains("many010"));
        assert!(second.text.contains("rel=\"first\" href=\"/admin/members?state=unverified\""));
    }

    async fn a_member_is_suspended_with_a_reason_and_resumed(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let mut browser = site.of(&operator);
        let page = format!("/admin/members/{}", hong.id);
        let answer = browser.post(&format!("{page}/suspend"), &[("reason", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("aria-invalid=\"true\""));
        let answer = browser.post(&format!("{page}/suspend"), &[("reason", "동일 명의 <중복>")]).await;
        assert_eq!(answer.location(), format!("{page}?done=suspended"));
        let shown = browser.get(answer.location()).await;
        assert!(shown.text.contains("이용을 정지했습니다.") && shown.text.contains("동일 명의 &#60;중복&#62;"), "{}", shown.text);
        let again = browser.post(&format!("{page}/suspend"), &[("reason", "또")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        let mut theirs = site.visitor();
        let refused = theirs.post("/sign-in", &[("login_id", "hong12"), ("password", PASSWORD)]).await;
        assert!(refused.status == StatusCode::CONFLICT && refused.text.contains("동일 명의"), "{}", refused.status);
        assert_eq!(browser.post(&format!("{page}/resume"), &[]).await.location(), format!("{page}?done=resumed"));
        let let_in = theirs.post("/sign-in", &[("login_id", "hong12"), ("password", PASSWORD)]).await;
        assert_eq!(let_in.status, StatusCode::SEE_OTHER);
    }

    async fn a_mail_is_sent_again_and_failures_are_forgotten(engine: Engine) {
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let id = site.m.unverified("kim34567").await;
        let mut browser = site.of(&operator);
        let page = format!("/admin/members/{id}");
        assert_eq!(browser.post(&format!("{page}/resend"), &[]).await.location(), format!("{page}?done=resent"));
        assert_eq!(site.m.mail_kinds("kim34567@example.com").await, ["verify-email"]);
        assert_eq!(browser.post(&format!("{page}/unlock"), &[]).await.location(), format!("{page}?done=unlocked"));
        assert_eq!(site.m.audited("members.unlock").await.len(), 1);
    }

    async fn a_password_is_expired_and_a_link_sent(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let page = format!("/admin/members/{}", hong.id);
        let answer = site.of(&operator).post(&format!("{page}/expire-password"), &[]).await;
        assert_eq!(answer.location(), format!("{page}?done=password-expired"));
        assert_eq!(site.m.mail_kinds(&hong.email).await, ["password-expired"]);
        assert!(site.of(&hong).get("/me").await.asks_to_sign_in(), "their sessions are over");
    }

    async fn a_role_is_given_by_an_operator_who_was_asked_for_the_password(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, operator) = (site.m.member("hong12").await, site.m.operator().await);
        let mut browser = site.of(&operator);
        let page = format!("/admin/members/{}", hong.id);
        let answer = browser.post(&format!("{page}/staff"), &[("role", "auditor")]).await;
        assert_eq!(answer.location(), format!("{page}?done=staff-set"));
        assert_eq!(site.of(&hong).get("/admin/audit").await.status, StatusCode::OK, "the role counts at once");
        for nonsense in ["", "owner", "none "] {
            let answer = browser.post(&format!("{page}/staff"), &[("role", nonsense)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nonsense}");
        }
        let own = format!("/admin/members/{}/staff", operator.id);
        assert_eq!(browser.post(&own, &[("role", "none")]).await.status, StatusCode::CONFLICT, "not one's own");
        site.m.advance(std::time::Duration::from_secs(16 * 60));
        let answer = browser.get(&format!("{page}/staff")).await;
        assert!(answer.location().starts_with("/sign-in/again?next="), "{}", answer.location());
    }

    async fn an_auditor_sees_a_member_without_buttons(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, auditor) = (site.m.member("hong12").await, site.m.auditor().await);
        let page = format!("/admin/members/{}", hong.id);
        let theirs = site.of(&auditor).get(&page).await.text;
        let operator = site.m.staff("operator2", StaffRole::Operator).await;
        let operators = site.of(&operator).get(&page).await.text;
        for act in ["unlock", "suspend", "expire-password", "staff"] {
            let button = format!("href=\"{page}/{act}\"");
            assert!(!theirs.contains(&button) && operators.contains(&button), "{act}");
        }
        assert!(!theirs.contains("href=\"/outbox\"") && operators.contains("href=\"/outbox\""));
    }
}
