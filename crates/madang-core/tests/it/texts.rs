//! Everything that is said exists in both languages and says what it is filled in with.

use madang_core::Refusal;
use madang_core::members::ChangePassword;
use madang_core::members::{
    FindId, PhoneSubject, RequestPasswordReset, ResetMail, ResetPassword, add_ssh_key, change_email,
    change_password, confirm_email, confirm_phone_code, expire_password, find_id, request_password_reset,
    reset_password, send_phone_code, sign_up, withdraw,
};
use madang_i18n::{Lang, Tr};
use madang_model::Secret;
use madang_testkit::{PASSWORD, SentMail, TestMadang};

fn reads_well(mail: &SentMail) {
    for (part, text) in [("subject", &mail.subject), ("text", &mail.text), ("html", &mail.html)] {
        assert!(
            !text.is_empty() && !text.contains("{ $") && !text.contains("mail-"),
            "{} {part}: {text}",
            mail.kind
        );
        let is_korean = text.chars().any(|c| ('가'..='힣').contains(&c));
        // Names and the product's stay what they are.
        let foreign = text.replace("홍길동", "").chars().any(|c| ('가'..='힣').contains(&c));
        assert!(
            if mail.lang == "ko" { is_korean } else { !foreign },
            "{} {part} in {}: {text}",
            mail.kind,
            mail.lang
        );
    }
}

/// Has every kind of mail and SMS sent to one member; the mails.
async fn all_mails(lang: Lang) -> Vec<SentMail> {
    let m =
        TestMadang::with(madang_testkit::Engine::Sqlite, |settings| settings.limits.mail_per_recipient = 100)
            .await;
    let in_lang = |mut ctx: madang_core::Ctx| {
        ctx.lang = lang;
        ctx
    };
    let visitor = in_lang(m.visitor());
    let form = m.sign_up_form(&visitor, "fresh1").await;
    sign_up(&visitor, form).await.unwrap();
    let kim = m.member("kim123").await;
    let form = m.sign_up_form(&visitor, "fresh2").await;
    sign_up(&visitor, madang_core::members::SignUp { email: kim.email.clone(), ..form }).await.unwrap();

    let hong = m.member("hong12").await;
    let profile = madang_core::members::UpdateProfile {
        name: hong.name.clone(),
        landline: String::new(),
        domain: String::new(),
        ip_count: String::new(),
        marketing: madang_core::members::Marketing::Unwanted,
        lang,
    };
    madang_core::members::update_profile(&hong, profile).await.unwrap();
    let ctx = in_lang(hong.ctx.clone());
    send_phone_code(&ctx, &PhoneSubject::Member, "010-5555-6666").await.unwrap();
    let sms = m.sms_to("010-5555-6666").await.remove(0);
    assert!(sms.text.contains('3') && !sms.text.contains("{ $"), "{}", sms.text);
    confirm_phone_code(&ctx, &PhoneSubject::Member, &m.last_code("010-5555-6666").await).await.unwrap();
    add_ssh_key(&ctx, crate::ssh_keys::typed("laptop", crate::ssh_keys::ED25519)).await.unwrap();
    crate::tokens::with_all_scopes(&m, &hong).await;
    let ask =
        RequestPasswordReset { login_id: "hong12".into(), email: hong.email.clone(), mail: ResetMail::Once };
    request_password_reset(&visitor, ask).await.unwrap();
    let new = "An0ther!one";
    let typed = ChangePassword {
        current: Secret::new(PASSWORD),
        password: Secret::new(new),
        password_confirm: Secret::new(new),
    };
    change_password(&ctx, typed).await.unwrap();
    change_email(&ctx, "new@example.com").await.unwrap();
    confirm_email(&ctx, &m.last_mail("new@example.com", "change-email").await.token()).await.unwrap();

    let mut mails = Vec::new();
    for address in ["fresh1@example.com", &kim.email, &hong.email, "new@example.com"] {
        mails.extend(m.mails_to(address).await);
    }
    expire_password(&m.operator().await.ctx, hong.id).await.unwrap();
    let expired = m.last_mail("new@example.com", "password-expired").await;
    let newer = Secret::new("Th1rd!one");
    let reset =
        ResetPassword { token: expired.token(), password: newer.clone(), password_confirm: newer.clone() };
    mails.push(expired);
    reset_password(&visitor, reset).await.unwrap();
    let (fresh, _) = m.signed_in("hong12", newer.reveal()).await.unwrap();
    withdraw(&fresh).await.unwrap();
    mails.push(m.last_mail("new@example.com", "farewell").await);
    let nobody = FindId {
        name: "홍길동".into(),
        email: "new@example.com".into(),
        captcha_id: String::new(),
        captcha: String::new(),
    };
    assert!(find_id(&visitor, nobody).await.unwrap().is_empty());
    mails
}

#[test]
fn every_mail_reads_well_in_both_languages() {
    madang_testkit::run(async {
        for lang in Lang::ALL {
            let mails = all_mails(lang).await;
            let mut kinds: Vec<&str> = mails.iter().map(|mail| mail.kind.as_str()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            assert_eq!(
                kinds,
                [
                    "change-email",
                    "email-change-requested",
                    "email-changed",
                    "email-known",
                    "farewell",
                    "password-changed",
                    "password-expired",
                    "phone-changed",
                    "reset-password",
                    "ssh-key-added",
                    "token-created",
                    "verify-email",
                ]
            );
            for mail in &mails {
                assert_eq!(mail.lang, lang.tag(), "{}", mail.kind);
                reads_well(mail);
            }
        }
    });
}

#[test]
fn every_refusal_has_its_words() {
    for code in Refusal::CODES {
        for lang in Lang::ALL {
            let key = format!("refusal-{code}");
            assert!(Tr::new(lang).has(&key), "{key} in {}", lang.tag());
        }
    }
}
