//! Personal organisations, registered ones, and coming into them by code.

use std::sync::Mutex;

use madang_core::Refusal;
use madang_core::members::{SignUp, SignUpField, check_field, sign_up};
use madang_core::organizations::{Register, context, join, register};
use madang_model::Rule;
use madang_model::organizations::{MembershipState, OrganizationKind};
use madang_store::organizations;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, limited, not_found, refused, sign_in_required};

fn typed(code: &str, joining: &str) -> Register {
    Register {
        code: code.into(), name: "한국전력KDN".into(), joining: joining.into(), owner: String::new()
    }
}

on_both_engines! {
    async fn whoever_signs_up_alone_has_an_organisation_of_their_own(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let made = sign_up(&m.visitor(), form).await.unwrap();
        let mut conn = m.platform().db.read().await.unwrap();
        let mine = organizations::of_member(&mut conn, made.member_id).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert_eq!((mine[0].kind, mine[0].name.as_str(), mine[0].code.as_deref()), (OrganizationKind::Personal, "홍길동", None));
        assert!(context(&m.visitor(), None).await.is_err());
    }

    async fn staff_register_companies_under_codes_of_their_own(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        register(&operator, typed("kdn-01", "open")).await.unwrap();
        invalid(register(&operator, typed("KDN-01", "open")).await, "code", Rule::OrganizationCodeTaken);
        invalid(register(&operator, typed("KDN-02", "maybe")).await, "joining", Rule::Choice);
        invalid(register(&operator, Register { owner: "nobody".into(), ..typed("KDN-02", "open") }).await, "owner", Rule::Unknown);
        invalid(register(&operator, Register { name: "<b>KDN</b>".into(), ..typed("KDN-02", "open") }).await, "name", Rule::Characters);
        forbidden(register(&m.auditor().await.ctx, typed("KDN-02", "open")).await);
        forbidden(register(&m.member("hong12").await.ctx, typed("KDN-02", "open")).await);
        sign_in_required(register(&m.visitor(), typed("KDN-02", "open")).await);
        assert_eq!(m.audited("organizations.register").await.len(), 1);
        let results = in_parallel(8, |_| {
            let ctx = operator.ctx.clone();
            async move { register(&ctx, typed("KDN-02", "open")).await }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "code", Rule::OrganizationCodeTaken);
        }
    }

    async fn the_code_lets_people_in_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let kdn = m.company(&m.member("owner1").await, "한국전력KDN", "KDN-01").await;
        let hong = m.member("hong12").await;
        let joined = join(&hong, " kdn-01 ").await.unwrap();
        assert_eq!((joined.organization_id, joined.state), (kdn.id, MembershipState::Active));
        refused(join(&hong, "KDN-01").await, Refusal::AlreadyMember);
        assert_eq!(context(&hong, None).await.unwrap().organization.id, kdn.id);
        let own = m.personal(&hong).await;
        assert_eq!(context(&hong, Some(own)).await.unwrap().organization.id, own);
        not_found(context(&m.member("stranger2").await.ctx, Some(kdn.id)).await);

        let kim = m.member("kim123").await;
        let results = in_parallel(8, |_| {
            let ctx = kim.ctx.clone();
            async move { join(&ctx, "KDN-01").await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::AlreadyMember);
        }
        sign_in_required(join(&m.visitor(), "KDN-01").await);
    }

    async fn whoever_waits_for_an_owner_does_not_belong_yet(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("owner1").await;
        let id = register(&m.system(), Register { owner: "owner1".into(), ..typed("KDN-01", "approval") }).await.unwrap();
        let hong = m.member("hong12").await;
        assert_eq!(join(&hong, "KDN-01").await.unwrap().state, MembershipState::Pending);
        not_found(context(&hong, Some(id)).await);
        assert_eq!(context(&hong, None).await.unwrap().organization.kind, OrganizationKind::Personal);
    }

    async fn codes_cannot_be_guessed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.company(&m.member("owner1").await, "한국전력KDN", "KDN-01").await;
        register(&m.system(), typed("SHUT-1", "closed")).await.unwrap();
        let hong = m.member("hong12").await;
        for wrong in ["NONE-1", "SHUT-1"] {
            invalid(join(&hong, wrong).await, "code", Rule::OrganizationCodeUnknown);
        }
        invalid(join(&hong, "1").await, "code", Rule::OrganizationCode);
        invalid(join(&hong, "").await, "code", Rule::Required);
        for number in 0..18 {
            invalid(join(&hong, &format!("NONE-{number}")).await, "code", Rule::OrganizationCodeUnknown);
        }
        limited(join(&hong, "KDN-01").await);
        limited(check_field(&m.visitor(), SignUpField::OrganizationCode("KDN-01")).await);
        m.advance(std::time::Duration::from_secs(3601));
        join(&hong, "KDN-01").await.unwrap();
    }

    async fn a_code_at_sign_up_joins_in_the_same_transaction(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let kdn = m.company(&m.member("owner1").await, "한국전력KDN", "KDN-01").await;
        let visitor = m.visitor();
        assert_eq!(check_field(&visitor, SignUpField::OrganizationCode("kdn-01")).await.unwrap(), None);
        assert_eq!(check_field(&visitor, SignUpField::OrganizationCode(" ")).await.unwrap(), None);
        let wrong = check_field(&visitor, SignUpField::OrganizationCode("NONE-1")).await.unwrap();
        assert_eq!(wrong, Some(Rule::OrganizationCodeUnknown));
        let form = m.sign_up_form(&visitor, "hong12").await;
        let form = Mutex::new(Some(SignUp { organization_code: "NONE-1".into(), ..form }));
        let form = form.into_inner().unwrap().unwrap();
        let right = SignUp { organization_code: "kdn-01".into(), token: form.token.clone(), phone: form.phone.clone(), ..m.sign_up_form(&visitor, "hong12").await };
        invalid(sign_up(&visitor, form).await, "organization_code", Rule::OrganizationCodeUnknown);
        let made = sign_up(&visitor, right).await.unwrap();
        let mut conn = m.platform().db.read().await.unwrap();
        let mine = organizations::of_member(&mut conn, made.member_id).await.unwrap();
        assert_eq!(mine.iter().map(|row| row.kind).collect::<Vec<_>>(), [OrganizationKind::Personal, OrganizationKind::Company]);
        assert_eq!(mine[1].id, kdn.id);
    }
}
