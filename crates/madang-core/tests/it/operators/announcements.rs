use std::time::Duration;

use madang_core::announcements::{AnnouncementInput, Level, create, current, get, list, update, withdraw};
use madang_core::{Error, Refusal};
use madang_i18n::Lang;
use madang_model::{AnnouncementId, Rule, Timestamp};
use madang_testkit::{TestMadang, on_both_engines};

use super::{is_invalid, is_missing, is_refused, only_operators_may, only_staff_may};

const HOUR: Duration = Duration::from_secs(3600);

fn about(title: &str, starts_at: Option<Timestamp>, ends_at: Option<Timestamp>) -> AnnouncementInput {
    AnnouncementInput {
        title_ko: title.into(),
        title_en: format!("{title} (en)"),
        body_ko: "내용".into(),
        body_en: "Body".into(),
        level: "warning".into(),
        starts_at,
        ends_at,
    }
}

async fn shown(m: &TestMadang) -> Vec<String> {
    current(&m.visitor()).await.unwrap().into_iter().map(|shown| shown.title).collect()
}

on_both_engines! {
    async fn announcements_are_shown_from_their_start_to_their_end(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let now = m.system().now();
        create(&operator, &about("계속", None, None)).await.unwrap();
        create(&operator, &about("한 시간", None, Some(now.plus(HOUR)))).await.unwrap();
        create(&operator, &about("나중", Some(now.plus(HOUR)), Some(now.plus(HOUR * 2)))).await.unwrap();
        assert_eq!(shown(&m).await, ["한 시간", "계속"]);
        m.advance(HOUR);
        assert_eq!(shown(&m).await, ["나중", "계속"]);
        m.advance(HOUR);
        assert_eq!(shown(&m).await, ["계속"]);
        let mut english = m.visitor();
        english.lang = Lang::En;
        let read = current(&english).await.unwrap().pop().unwrap();
        assert_eq!((read.title.as_str(), read.body.as_str(), read.level), ("계속 (en)", "Body", Level::Warning));
        assert_eq!(m.audited("announcements.create").await.len(), 3);
    }

    async fn a_start_that_has_passed_is_now(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let now = m.system().now();
        let id = create(&operator, &about("점검", Some(now.minus(HOUR)), None)).await.unwrap();
        assert!(get(&operator, id).await.unwrap().starts_at >= now);
    }

    async fn what_nobody_has_seen_is_rewritten_and_nothing_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let start = m.system().now().plus(HOUR);
        let id = create(&operator, &about("점검", Some(start), None)).await.unwrap();
        update(&operator, id, &about("정기 점검", Some(start), None)).await.unwrap();
        m.advance(HOUR);
        assert_eq!(shown(&m).await, ["정기 점검"]);
        assert!(is_refused(update(&operator, id, &about("취소", None, None)).await, &Refusal::Superseded));
        let planned = create(&operator, &about("나중", Some(start.plus(HOUR)), None)).await.unwrap();
        withdraw(&operator, planned).await.unwrap();
        assert!(is_refused(update(&operator, planned, &about("나중에", None, None)).await, &Refusal::Superseded));
        assert_eq!(m.audited("announcements.update").await.len(), 1);
    }

    async fn what_was_withdrawn_is_gone_for_good(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = create(&operator, &about("점검", None, None)).await.unwrap();
        withdraw(&operator, id).await.unwrap();
        assert!(shown(&m).await.is_empty());
        assert!(is_refused(withdraw(&operator, id).await, &Refusal::Superseded));
        assert!(get(&operator, id).await.unwrap().withdrawn_at.is_some());
        let nobody: AnnouncementId = m.system().new_id();
        assert!(is_missing(withdraw(&operator, nobody).await) && is_missing(get(&operator, nobody).await));
        assert!(is_missing(update(&operator, nobody, &about("점검", None, None)).await));
    }

    async fn fields_are_checked(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let now = m.system().now();
        let past = about("점검", None, Some(now.minus(HOUR)));
        assert!(is_invalid(create(&operator, &past).await, "ends_at", Rule::When));
        let backwards = about("점검", Some(now.plus(HOUR * 2)), Some(now.plus(HOUR)));
        assert!(is_invalid(create(&operator, &backwards).await, "ends_at", Rule::When));
        let strange = AnnouncementInput { level: "urgent".into(), ..about("점검", None, None) };
        assert!(is_invalid(create(&operator, &strange).await, "level", Rule::Choice));
        let Err(Error::Invalid(errors)) = create(&operator, &AnnouncementInput { body_en: String::new(), ..about("", None, None) }).await else {
            panic!("two fields are empty")
        };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["title_ko", "body_en"]);
    }

    async fn pages_hold_all_and_the_front_page_few(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        for number in 0..70 {
            create(&operator, &about(&format!("{number:02}"), None, None)).await.unwrap();
        }
        let first = list(&operator, None).await.unwrap();
        let rest = list(&operator, first.next.as_deref()).await.unwrap();
        let titles: Vec<_> = first.items.iter().chain(&rest.items).map(|row| row.title_ko.clone()).collect();
        assert_eq!((titles.len(), titles[0].as_str(), titles[69].as_str(), rest.next), (70, "69", "00", None));
        let shown = shown(&m).await;
        assert_eq!((shown.len(), shown[0].as_str()), (20, "69"));
    }

    async fn only_operators_announce(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_operators_may!(m, |ctx| create(ctx, &about("점검", None, None)));
    }

    async fn only_operators_rewrite(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = create(&m.system(), &about("점검", None, None)).await.unwrap();
        only_operators_may!(m, |ctx| update(ctx, id, &about("점검", None, None)));
    }

    async fn only_operators_withdraw(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = create(&m.system(), &about("점검", None, None)).await.unwrap();
        only_operators_may!(m, |ctx| withdraw(ctx, id));
    }

    async fn only_staff_see_all(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_staff_may!(m, |ctx| list(ctx, None));
    }

    async fn only_staff_see_the_planned(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = create(&m.system(), &about("점검", None, None)).await.unwrap();
        only_staff_may!(m, |ctx| get(ctx, id));
    }
}
