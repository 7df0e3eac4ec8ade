use std::time::Duration;

use madang_core::members::{PhoneSubject, confirm_phone_code, get_profile, send_phone_code};
use madang_core::{Ctx, Error, Refusal};
use madang_model::{Rule, Secret};
use madang_testkit::{TestMadang, TestMember, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, limited, password_required, refused, sign_in_required};

const NEW: &str = "010-5555-6666";

async fn confirm(ctx: &Ctx, code: &str) -> Result<(), Error> {
    confirm_phone_code(ctx, &PhoneSubject::Member, code).await.map(drop)
}

async fn send(ctx: &Ctx) -> Result<(), Error> {
    send_phone_code(ctx, &PhoneSubject::Member, NEW).await.map(drop)
}

/// A code that is not `code`.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn asked(m: &TestMadang) -> (TestMember, String) {
    let hong = m.member("hong12").await;
    send(&hong).await.unwrap();
    let code = m.last_code(NEW).await;
    (hong, code)
}

on_both_engines! {
    async fn a_confirmed_number_is_the_member_s(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        assert_eq!(get_profile(&hong).await.unwrap().phone, hong.phone, "nothing changes before the code");
        confirm(&hong, &format!(" {code} ")).await.unwrap();
        assert_eq!(get_profile(&hong).await.unwrap().phone, "01055556666");
        assert_eq!(m.mail_kinds(&hong.email).await, ["phone-changed"]);
        assert_eq!(m.audited("members.change_phone").await.len(), 1);
    }

    async fn a_code_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        confirm(&hong, &code).await.unwrap();
        invalid(confirm(&hong, &code).await, "code", Rule::PhoneCodeExpired);
    }

    async fn a_code_used_in_parallel_works_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        let results = in_parallel(8, |_| {
            let (ctx, code) = (hong.ctx.clone(), code.clone());
            async move { confirm(&ctx, &code).await }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "code", Rule::PhoneCodeExpired);
        }
        assert_eq!(m.audited("members.change_phone").await.len(), 1);
    }

    async fn five_wrong_tries_end_a_code(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        for left in (0..5).rev() {
            invalid(confirm(&hong, &wrong(&code)).await, "code", Rule::PhoneCode { tries_left: left });
        }
        invalid(confirm(&hong, &code).await, "code", Rule::PhoneCodeExpired);
    }

    async fn wrong_tries_in_parallel_are_counted(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        let results = in_parallel(12, |_| {
            let (ctx, code) = (hong.ctx.clone(), wrong(&code));
            async move { confirm(&ctx, &code).await }
        })
        .await;
        let looked_at = results.iter().filter(|r| matches!(r, Err(Error::Invalid(e)) if matches!(e[0].rule, Rule::PhoneCode { .. }))).count();
        assert_eq!(looked_at, 5);
        invalid(confirm(&hong, &code).await, "code", Rule::PhoneCodeExpired);
    }

    async fn a_code_ends_after_three_minutes(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, code) = asked(&m).await;
        m.advance(Duration::from_secs(181));
        invalid(confirm(&hong, &code).await, "code", Rule::PhoneCodeExpired);
    }

    async fn a_newer_code_replaces_an_older_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, old) = asked(&m).await;
        send(&hong).await.unwrap();
        let new = m.last_code(NEW).await;
        assert_ne!(old, new);
        invalid(confirm(&hong, &old).await, "code", Rule::PhoneCode { tries_left: 4 });
        confirm(&hong, &new).await.unwrap();
    }

    async fn another_member_s_code_is_of_no_use(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (_, code) = asked(&m).await;
        let kim = m.member("kim123").await;
        invalid(confirm(&kim, &code).await, "code", Rule::PhoneCodeExpired);
        send_phone_code(&kim, &PhoneSubject::Member, "010-1111-2222").await.unwrap();
        if m.last_code("010-1111-2222").await != code {
            invalid(confirm(&kim, &code).await, "code", Rule::PhoneCode { tries_left: 4 });
        }
        assert_eq!(get_profile(&kim).await.unwrap().phone, kim.phone);
    }

    async fn nobody_else_and_no_old_password_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        sign_in_required(send(&m.visitor()).await);
        refused(send_phone_code(&m.visitor(), &PhoneSubject::SignUp(Secret::new("x")), NEW).await, Refusal::SignUpOver);
        forbidden(send(&crate::tokens::with_all_scopes(&m, &hong).await).await);
        m.advance(Duration::from_secs(16 * 60));
        password_required(send(&hong).await);
        assert!(m.sms_to(NEW).await.is_empty());
    }

    async fn sends_are_limited_by_number_by_address_and_by_day(engine: Engine) {
        let m = TestMadang::with(engine, |settings| {
            settings.limits.sms_per_number = 2;
            settings.limits.sms_per_address = 3;
            settings.limits.sms_per_day = 4;
        })
        .await;
        let hong = m.member("hong12").await;
        let from = |address: &str| {
            let mut ctx = hong.ctx.clone();
            ctx.origin.address = address.to_owned();
            ctx
        };
        let send = async |address: &str, number: &str| send_phone_code(&from(address), &PhoneSubject::Member, number).await;
        send("192.0.2.5", "010-1111-1111").await.unwrap();
        send("192.0.2.5", "010-1111-1111").await.unwrap();
        limited(send("192.0.2.5", "010-1111-1111").await);
        send("192.0.2.5", "010-2222-2222").await.unwrap();
        limited(send("192.0.2.5", "010-3333-3333").await);
        send("192.0.2.6", "010-3333-3333").await.unwrap();
        refused(send("192.0.2.7", "010-4444-4444").await, Refusal::SendingExhausted);
        assert_eq!(m.sms_to("010-1111-1111").await.len(), 2, "what was refused was not written");
    }

    async fn what_is_not_a_mobile_number_is_refused(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        invalid(send_phone_code(&hong, &PhoneSubject::Member, "02-123-4567").await, "phone", Rule::MobilePhone);
        invalid(confirm(&hong, " ").await, "code", Rule::Required);
        invalid(confirm(&hong, "123456").await, "code", Rule::PhoneCodeExpired);
    }
}
