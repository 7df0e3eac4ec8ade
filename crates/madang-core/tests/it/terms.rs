use madang_core::members::{Hold, get_profile, list_consents};
use madang_core::{Action, Actor, Ctx, Refusal, terms};
use madang_i18n::Lang;
use madang_model::{Rule, TermsId};
use madang_store::terms::NewTerms;
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use crate::expect::{forbidden, invalid, refused, sign_in_required};

/// A version 2 of the privacy document.
pub(crate) async fn publish_privacy(m: &TestMadang) -> TermsId {
    publish(m, "privacy", 2, 1).await
}

async fn publish(m: &TestMadang, kind: &str, version: i64, required: i64) -> TermsId {
    let system = m.system();
    let id = system.new_id();
    let new = NewTerms {
        id,
        kind,
        version,
        required,
        titles: ("제목", "Title"),
        bodies: ("내용", "Text"),
        published_by: None,
    };
    let mut tx = m.platform().db.begin().await.unwrap();
    madang_store::terms::insert(&mut tx, new, system.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn consents(ctx: &Ctx) -> usize {
    list_consents(ctx, None).await.unwrap().items.len()
}

on_both_engines! {
    async fn the_program_brings_its_own_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        assert_eq!(terms::seed_builtin(&m.system()).await.unwrap(), 0);
        assert_eq!(m.audited("terms.seed_builtin").await.len(), 2);
        sign_in_required(terms::seed_builtin(&m.visitor()).await);
        forbidden(terms::seed_builtin(&m.member("hong12").await.ctx).await);
    }

    async fn programs_that_start_at_once_bring_them_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        // As on an empty database.
        let mut tx = m.platform().db.begin().await.unwrap();
        madang_db::Sql::new("DELETE FROM terms").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let results = in_parallel(8, |_| {
            let ctx = m.system();
            async move { terms::seed_builtin(&ctx).await.unwrap() }
        })
        .await;
        assert_eq!(results.iter().sum::<usize>(), 2);
    }

    async fn they_are_whole_in_both_languages(engine: Engine) {
        let m = TestMadang::with(engine, |settings| {
            settings.product.company = "한빛클라우드".into();
            settings.product.name_en = "Hanbit".into();
        })
        .await;
        let mut ctx = m.visitor();
        let korean = terms::current(&ctx).await.unwrap();
        let titles: Vec<_> = korean.iter().map(|d| (d.kind.as_str(), d.title.as_str(), d.version, d.required)).collect();
        assert_eq!(titles, [("membership", "온라인 회원약관", 1, true), ("privacy", "개인정보 수집 및 이용", 1, true)]);
        ctx.lang = Lang::En;
        let english = terms::current(&ctx).await.unwrap();
        assert!(english.iter().all(|d| d.body.contains("한빛클라우드") && d.body.contains("Hanbit")));
        for document in korean.iter().chain(&english) {
            assert!(document.body.len() > 1000 && !document.body.contains('{'), "{}", document.title);
        }
    }

    async fn a_new_version_is_asked_for_and_recorded_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let new = publish_privacy(&m).await;
        let held = m.again(&hong).await.unwrap();
        let pending = terms::pending(&held).await.unwrap();
        assert_eq!(pending.iter().map(|d| (d.id, d.version)).collect::<Vec<_>>(), [(new, 2)]);
        invalid(terms::accept(&held, &[]).await, "terms", Rule::ConsentRequired);
        terms::accept(&held, &[new]).await.unwrap();
        terms::accept(&held, &[new]).await.unwrap();
        let free = m.again(&hong).await.unwrap();
        get_profile(&free).await.unwrap();
        assert_eq!(consents(&free).await, 3);
        assert_eq!(m.audited("terms.accept").await.len(), 1);
        assert!(terms::pending(&free).await.unwrap().is_empty());
    }

    async fn all_that_are_required_or_none(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let (privacy, membership) = (publish_privacy(&m).await, publish(&m, "membership", 2, 1).await);
        let held = m.again(&hong).await.unwrap();
        invalid(terms::accept(&held, &[privacy]).await, "terms", Rule::ConsentRequired);
        refused(get_profile(&m.again(&hong).await.unwrap()).await, Refusal::TermsPending);
        terms::accept(&held, &[membership, privacy]).await.unwrap();
        assert_eq!(consents(&m.again(&hong).await.unwrap()).await, 4);
    }

    async fn an_old_version_or_a_made_up_one_counts_for_nothing(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let old = publish(&m, "marketing", 1, 0).await;
        let new = publish(&m, "marketing", 2, 0).await;
        terms::accept(&hong, &[old, m.system().new_id()]).await.unwrap();
        assert_eq!(consents(&hong).await, 2);
        terms::accept(&hong, &[new]).await.unwrap();
        assert_eq!(consents(&hong).await, 3, "what is not required may be agreed to");
    }

    async fn a_script_and_a_stranger_can_t_agree(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let new = publish_privacy(&m).await;
        let token = crate::tokens::with_all_scopes(&m, &hong).await;
        forbidden(terms::accept(&token, &[new]).await);
        sign_in_required(terms::accept(&m.visitor(), &[new]).await);
        sign_in_required(terms::pending(&m.visitor()).await);
        assert!(m.audited("terms.accept").await.is_empty());
    }

    async fn agreeing_lifts_no_other_hold(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let mut hong = m.member("hong12").await;
        let Actor::Member { hold, .. } = &mut hong.ctx.actor else { panic!("a member") };
        *hold = Some(Hold::Password);
        refused(terms::accept(&hong, &[]).await, Refusal::PasswordInitial);
        refused(hong.authorize(Action::ReadAccount, Some(hong.id)), Refusal::PasswordInitial);
    }
}
