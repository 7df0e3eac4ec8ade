use std::time::Duration;

use madang_core::members::{UpdateProfile, suspend, update_profile, withdraw};
use madang_core::notices::{
    MOST_UNREAD, NoticeQuery, Tell, Ways, get, list, mark_all_read, mark_read, preferences, set_preferences,
    tell, unread,
};
use madang_core::{Ctx, Error, housekeeping};
use madang_i18n::Lang;
use madang_model::MemberId;
use madang_testkit::{TestMadang, on_both_engines};

/// Tells them that an order waits for them.
pub(crate) async fn waiting(ctx: &Ctx, to: &[MemberId], title: &str) {
    told(ctx, "order-waiting", to, title).await;
}

async fn told(ctx: &Ctx, kind: &'static str, to: &[MemberId], title: &str) {
    let mut work = ctx.begin().await.unwrap();
    let args =
        [("number", "P-2026-0001"), ("title", title), ("who", "김신청"), ("reason", "용량이\n많습니다")];
    let what = Tell { kind, to, link: "/orders/1".to_owned(), args: &args };
    tell(&mut work, what).await.unwrap();
    work.commit().await.unwrap();
}

async fn lines(ctx: &Ctx) -> Vec<String> {
    list(ctx, &NoticeQuery::default()).await.unwrap().items.into_iter().map(|notice| notice.line).collect()
}

on_both_engines! {
    async fn a_notice_is_in_the_console_and_what_asks_something_in_the_mail_too(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        waiting(&kim, &[lee.id, lee.id, kim.id], "신규 프로젝트").await;
        assert_eq!(lines(&lee).await, ["결재 요청: 「신규 프로젝트」 신청(P-2026-0001)을 검토해 주세요. 신청자 김신청"]);
        assert!(lines(&kim).await.is_empty(), "nobody is told what they did");
        let mail = m.last_mail(&lee.email, "notice").await;
        assert!(mail.subject.starts_with("결재 요청: 「신규 프로젝트」"), "{}", mail.subject);
        assert!(mail.text.contains("http://127.0.0.1:8080/orders/1") && mail.text.contains("/me/notices"), "{}", mail.text);
        told(&kim, "order-done", &[lee.id], "신규 프로젝트").await;
        assert_eq!(lines(&lee).await.len(), 2);
        assert_eq!(m.mails_to(&lee.email).await.iter().filter(|mail| mail.kind == "notice").count(), 1);
        told(&kim, "order-returned", &[lee.id], "신규 프로젝트").await;
        let returned = m.last_mail(&lee.email, "notice").await;
        assert!(returned.subject.ends_with("사유: 용량이 많습니다"), "one line: {}", returned.subject);
    }

    async fn each_is_told_in_their_own_language(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        let profile = UpdateProfile {
            name: "Lee".to_owned(), landline: String::new(), domain: String::new(), ip_count: String::new(),
            marketing: madang_core::members::Marketing::Unwanted, lang: Lang::En,
        };
        update_profile(&lee, profile).await.unwrap();
        waiting(&kim, &[lee.id], "Portal").await;
        let mail = m.last_mail(&lee.email, "notice").await;
        assert!(mail.subject.starts_with("Approval needed: “Portal”") && mail.text.contains("Hello Lee"), "{mail:?}");
        // In the console it is the language of the page.
        assert!(lines(&lee).await[0].starts_with("결재 요청"));
        let english = Ctx { lang: Lang::En, ..lee.ctx.clone() };
        assert!(lines(&english).await[0].starts_with("Approval needed"));
    }

    async fn members_say_how_they_are_told_except_where_others_wait_for_them(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        let off = Ways { mail: false, console: false };
        let wanted = [("order-waiting".to_owned(), off), ("order-done".to_owned(), Ways { mail: true, console: false })];
        set_preferences(&lee, &wanted).await.unwrap();
        waiting(&kim, &[lee.id], "가").await;
        told(&kim, "order-done", &[lee.id], "나").await;
        assert_eq!(lines(&lee).await.len(), 1, "the mandatory one, and it alone");
        let mails = m.mails_to(&lee.email).await;
        assert!(mails.iter().filter(|mail| mail.kind == "notice").all(|mail| mail.subject.starts_with("완료")), "{mails:?}");
        let set = preferences(&lee).await.unwrap();
        let of = |name: &str| set.iter().find(|set| set.kind.name == name).unwrap().ways;
        assert_eq!(of("order-waiting"), Ways { mail: false, console: true });
        assert_eq!(of("order-done"), Ways { mail: true, console: false });
        assert_eq!(of("order-returned"), Ways { mail: true, console: true });
        assert_eq!(of("joined"), Ways { mail: false, console: true });
        let unknown = set_preferences(&lee, &[("no-such".to_owned(), off)]).await;
        assert!(matches!(unknown, Err(Error::Invalid(_))), "{unknown:?}");
        assert_eq!(m.audited("notices.set_preferences").await.len(), 1);
    }

    async fn whoever_left_or_is_kept_out_is_not_told(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee, park) = (m.member("kim123").await, m.member("lee123").await, m.member("park12").await);
        let new = m.unverified("choi12").await;
        waiting(&kim, &[park.id], "가").await;
        withdraw(&park).await.unwrap();
        let operator = m.operator().await;
        suspend(&operator, lee.id, "조사 중").await.unwrap();
        waiting(&kim, &[lee.id, park.id, new], "나").await;
        let kept = m.number(madang_db::Sql::new("SELECT COUNT(*) FROM notices")).await;
        assert_eq!(kept, 0, "what the one who left was told went with them");
        for address in [&lee.email, &park.email] {
            assert!(m.mails_to(address).await.iter().all(|mail| !mail.subject.contains("나")));
        }
    }

    async fn nothing_is_told_of_what_did_not_happen(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        let mut work = kim.begin().await.unwrap();
        let what = Tell { kind: "order-waiting", to: &[lee.id], link: "/orders/1".to_owned(), args: &[] };
        tell(&mut work, what).await.unwrap();
        drop(work);
        assert!(lines(&lee).await.is_empty() && m.mails_to(&lee.email).await.is_empty());
    }

    async fn reading_lowers_the_count_of_what_is_unread(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        for number in 0..4 {
            waiting(&kim, &[lee.id], &number.to_string()).await;
        }
        assert_eq!((unread(&lee).await.unwrap(), unread(&kim).await.unwrap()), (4, 0));
        let all = list(&lee, &NoticeQuery::default()).await.unwrap().items;
        mark_read(&lee, all[1].id).await.unwrap();
        mark_read(&lee, all[1].id).await.unwrap();
        assert_eq!(unread(&lee).await.unwrap(), 3);
        assert!(get(&lee, all[1].id).await.unwrap().read_at.is_some());
        let only = list(&lee, &NoticeQuery { unread: true, before: None }).await.unwrap().items;
        assert_eq!(only.len(), 3);
        for stranger in [&kim] {
            assert!(matches!(get(stranger, all[0].id).await, Err(Error::NotFound)));
            assert!(matches!(mark_read(stranger, all[0].id).await, Err(Error::NotFound)));
        }
        assert!(matches!(list(&m.visitor(), &NoticeQuery::default()).await, Err(Error::SignInRequired)));
        // What came after the page was drawn stays unread.
        assert_eq!(mark_all_read(&lee, Some(all[1].id)).await.unwrap(), 2);
        assert_eq!(unread(&lee).await.unwrap(), 1);
        assert_eq!(mark_all_read(&lee, None).await.unwrap(), 1);
        assert_eq!(unread(&lee).await.unwrap(), 0);
    }

    async fn a_thousand_unread_are_counted_to_a_hundred_and_listed_in_pages(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        set_preferences(&lee, &[("order-done".to_owned(), Ways { mail: false, console: true })]).await.unwrap();
        let mut work = kim.begin().await.unwrap();
        for _ in 0..120 {
            let what = Tell { kind: "order-done", to: &[lee.id], link: "/orders/1".to_owned(), args: &[] };
            tell(&mut work, what).await.unwrap();
        }
        work.commit().await.unwrap();
        assert_eq!(unread(&lee).await.unwrap(), MOST_UNREAD);
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = list(&lee, &NoticeQuery { unread: false, before }).await.unwrap();
            seen.extend(page.items.iter().map(|notice| notice.id));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((seen.len(), seen), (120, sorted));
    }

    async fn old_notices_are_forgotten(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.notices.keep_days = 10).await;
        let (kim, lee) = (m.member("kim123").await, m.member("lee123").await);
        waiting(&kim, &[lee.id], "옛것").await;
        m.advance(Duration::from_secs(11 * 86_400));
        waiting(&kim, &[lee.id], "새것").await;
        for reconciler in housekeeping::reconcilers(m.platform()) {
            reconciler.activate().await.unwrap();
        }
        let left = m.number(madang_db::Sql::new("SELECT COUNT(*) FROM notices")).await;
        assert_eq!(left, 1);
    }
}
