//! Members that a test begins with.

use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};

use madang_core::members::{
    BeginSignUp, Marketing, PhoneSubject, Presented, SignIn, SignUp, begin_sign_up, confirm_phone_code,
    send_phone_code, sign_in,
};
use madang_core::organizations::create_personal;
use madang_core::{Ctx, Result, terms};
use madang_model::members::StaffRole;
use madang_model::{ConsentId, MemberId, Secret};
use madang_store::members::NewMember;
use madang_store::{consents, members};

use crate::TestMadang;

/// Every test member's password.
pub const PASSWORD: &str = "Str0ng!pass";

/// A signed-in member. It is also the [`Ctx`] of their calls: `sign_out(&hong)`.
pub struct TestMember {
    /// The surroundings of the member's calls.
    pub ctx: Ctx,
    /// The id.
    pub id: MemberId,
    /// The ID.
    pub login_id: String,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The mobile number's digits.
    pub phone: String,
    /// The session's token.
    pub token: Secret,
}

impl Deref for TestMember {
    type Target = Ctx;

    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}

static PHONES: AtomicU32 = AtomicU32::new(1);

impl TestMadang {
    /// A verified member of this ID, signed in a moment ago: `<ID>@example.com`, 「홍길동」, [`PASSWORD`].
    pub async fn member(&self, login_id: &str) -> TestMember {
        self.made(login_id, "active", None).await
    }

    /// An operator of the ID `operator`, signed in.
    pub async fn operator(&self) -> TestMember {
        self.staff("operator", StaffRole::Operator).await
    }

    /// An auditor of the ID `auditor`, signed in.
    pub async fn auditor(&self) -> TestMember {
        self.staff("auditor", StaffRole::Auditor).await
    }

    /// A member on the provider's side, signed in.
    pub async fn staff(&self, login_id: &str, role: StaffRole) -> TestMember {
        self.made(login_id, "active", Some(role)).await
    }

    async fn made(&self, login_id: &str, state: &str, staff: Option<StaffRole>) -> TestMember {
        let phone = format!("010{:08}", 10_000_000 + PHONES.fetch_add(1, Ordering::Relaxed));
        let email = format!("{login_id}@example.com");
        let id = self.insert(login_id, &email, &phone, state, staff).await;
        let (ctx, token) =
            self.signed_in(login_id, PASSWORD).await.expect("a member that was just made signs in");
        TestMember {
            ctx, id, login_id: login_id.to_owned(), name: "홍길동".to_owned(), email, phone, token
        }
    }

    /// An unverified member of this ID, with `<ID>@example.com` and no link sent yet.
    pub async fn unverified(&self, login_id: &str) -> MemberId {
        self.insert(login_id, &format!("{login_id}@example.com"), "01099999999", "unverified", None).await
    }

    async fn insert(
        &self,
        login_id: &str,
        email: &str,
        phone: &str,
        state: &str,
        staff: Option<StaffRole>,
    ) -> MemberId {
        let system = self.system();
        let id: MemberId = system.new_id();
        let password_hash = self.platform().hasher.hash(&Secret::new(PASSWORD)).await.expect("a hash");
        let new = NewMember {
            id,
            login_id: (login_id, &login_id.to_ascii_lowercase()),
            name: ("홍길동", "홍길동"),
            email: (email, &email.to_ascii_lowercase()),
            phone,
            landline: None,
            domain: None,
            ip_count: None,
            marketing_at: None,
            password_hash: &password_hash,
            state,
            staff,
            lang: "ko",
        };
        let current = terms::current(&system).await.expect("the documents in force");
        let mut tx = system.begin().await.expect("a transaction");
        members::insert(&mut tx, new, system.now()).await.expect("the ID is free");
        create_personal(&mut tx, id, ("홍길동", "홍길동")).await.expect("an organisation of their own");
        if state == "active" {
            members::claim_email(&mut tx, id, &format!("{}#0", email.to_ascii_lowercase()))
                .await
                .expect("the address is free");
        }
        for document in current {
            let consent: ConsentId = system.new_id();
            consents::insert(&mut tx, consent, id, document.id, "192.0.2.1", system.now())
                .await
                .expect("a consent");
        }
        tx.commit().await.expect("a commit");
        id
    }

    /// Signs in; the surroundings of calls in the new session, and its token.
    pub async fn signed_in(&self, login_id: &str, password: &str) -> Result<(Ctx, Secret)> {
        let input = SignIn {
            login_id: login_id.to_owned(),
            password: Secret::new(password),
            captcha_id: String::new(),
            captcha: String::new(),
        };
        let signed_in = sign_in(&self.visitor(), input).await?;
        let (ctx, _) = self.presenting(&Presented::Session(signed_in.token.clone())).await?;
        Ok((ctx, signed_in.token))
    }

    /// The surroundings of a call of this member now: with today's role, holds and time of the password.
    pub async fn again(&self, member: &TestMember) -> Result<Ctx> {
        Ok(self.presenting(&Presented::Session(member.token.clone())).await?.0)
    }

    /// A sign-up form in which everything is in order: terms agreed to, number confirmed, captcha read. The
    /// address is `<ID>@example.com`.
    pub async fn sign_up_form(&self, ctx: &Ctx, login_id: &str) -> SignUp {
        let agreed = terms::current(ctx)
            .await
            .expect("the documents in force")
            .into_iter()
            .map(|document| document.id)
            .collect();
        let token = begin_sign_up(ctx, BeginSignUp { agreed }).await.expect("a sign-up begins");
        let phone = format!("010{:08}", 20_000_000 + PHONES.fetch_add(1, Ordering::Relaxed));
        let subject = PhoneSubject::SignUp(token.clone());
        send_phone_code(ctx, &subject, &phone).await.expect("a code is sent");
        let code = self.last_code(&phone).await;
        confirm_phone_code(ctx, &subject, &code).await.expect("the code fits");
        let (captcha_id, captcha) = self.captcha().await;
        SignUp {
            token,
            login_id: login_id.to_owned(),
            password: Secret::new(PASSWORD),
            password_confirm: Secret::new(PASSWORD),
            name: "홍길동".to_owned(),
            email: format!("{login_id}@example.com"),
            marketing: Marketing::Unwanted,
            phone,
            landline: String::new(),
            domain: String::new(),
            ip_count: String::new(),
            organization_code: String::new(),
            captcha_id,
            captcha,
        }
    }
}
