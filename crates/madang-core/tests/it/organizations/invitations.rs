//! Invitations by mail.

use std::time::Duration;

use madang_core::Refusal;
use madang_core::members::{sign_up, verify_email};
use madang_core::organizations::{
    Invite, accept_invitation, decline_invitation, get, invite, list_invitations, offered, peek_invitation,
    resend_invitation, revoke_invitation,
};
use madang_model::Rule;
use madang_model::organizations::OrgRole;
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, refused};

fn typed(email: &str) -> Invite {
    Invite { email: email.into(), department: String::new(), roles: vec!["developer".into()] }
}

on_both_engines! {
    async fn only_whose_verified_address_is_invited_accepts_and_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, hong, stranger) = (m.member("owner1").await, m.member("hong12").await, m.member("stranger2").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let id = invite(&owner, kdn.id, typed("Hong12@Example.com")).await.unwrap();
        let mail = m.last_mail("hong12@example.com", "invitation").await;
        assert!(peek_invitation(&hong, &mail.token()).await.unwrap().is_mine);
        assert!(!peek_invitation(&stranger, &mail.token()).await.unwrap().is_mine);
        assert!(!peek_invitation(&m.visitor(), &mail.token()).await.unwrap().is_mine);
        not_found(accept_invitation(&stranger, id).await);
        not_found(decline_invitation(&stranger, id).await);
        let results = in_parallel(8, |_| {
            let ctx = hong.ctx.clone();
            async move { accept_invitation(&ctx, id).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::LinkOver);
        }
        assert!(get(&hong, kdn.id).await.is_ok());
        refused(peek_invitation(&hong, &mail.token()).await, Refusal::LinkOver);
        refused(invite(&owner, kdn.id, typed("hong12@example.com")).await, Refusal::AlreadyMember);
    }

    async fn somebody_who_is_not_a_member_yet_is_offered_it_after_signing_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let team = m.department(&kdn, "팀", None).await;
        invite(&owner, kdn.id, Invite { department: team.to_string(), ..typed("fresh1@example.com") }).await.unwrap();
        let form = m.sign_up_form(&m.visitor(), "fresh1").await;
        sign_up(&m.visitor(), form).await.unwrap();
        let token = m.last_mail("fresh1@example.com", "verify-email").await.token();
        verify_email(&m.visitor(), &token).await.unwrap();
        let (fresh, _) = m.signed_in("fresh1", PASSWORD).await.unwrap();
        let open = offered(&fresh).await.unwrap();
        assert_eq!(open.len(), 1);
        accept_invitation(&fresh, open[0].id).await.unwrap();
        assert!(offered(&fresh).await.unwrap().is_empty());
        let mine = madang_core::organizations::list_mine(&fresh).await.unwrap();
        assert_eq!(mine[1].department_id, Some(team));
    }

    async fn invitations_end_by_time_revoking_and_declining(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, hong) = (m.member("owner1").await, m.member("hong12").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        let id = invite(&owner, kdn.id, typed("hong12@example.com")).await.unwrap();
        let old = m.last_mail("hong12@example.com", "invitation").await.token();
        m.advance(Duration::from_secs(15 * 86_400));
        refused(accept_invitation(&m.signed_in("hong12", PASSWORD).await.unwrap().0, id).await, Refusal::LinkOver);
        let owner = m.signed_in("owner1", PASSWORD).await.unwrap().0;
        let hong = { drop(hong); m.signed_in("hong12", PASSWORD).await.unwrap().0 };
        resend_invitation(&owner, kdn.id, id).await.unwrap();
        refused(peek_invitation(&hong, &old).await, Refusal::LinkOver);
        assert_eq!(offered(&hong).await.unwrap().len(), 1);
        decline_invitation(&hong, id).await.unwrap();
        refused(accept_invitation(&hong, id).await, Refusal::LinkOver);
        refused(revoke_invitation(&owner, kdn.id, id).await, Refusal::Superseded);
        let again = invite(&owner, kdn.id, typed("hong12@example.com")).await.unwrap();
        let newest = invite(&owner, kdn.id, typed("hong12@example.com")).await.unwrap();
        refused(accept_invitation(&hong, again).await, Refusal::LinkOver);
        let results = in_parallel(2, |number| {
            let (owner, hong, id) = (owner.clone(), hong.clone(), kdn.id);
            async move {
                if number == 0 { revoke_invitation(&owner, id, newest).await } else { accept_invitation(&hong, newest).await.map(drop) }
            }
        })
        .await;
        only_winner(results);
    }

    async fn owners_and_staff_invite_and_nobody_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (owner, kim) = (m.member("owner1").await, m.member("kim123").await);
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        m.joins(&kdn, &kim, None, &[OrgRole::Approver], false).await;
        forbidden(invite(&kim, kdn.id, typed("new@example.com")).await);
        forbidden(list_invitations(&kim, kdn.id, None).await);
        not_found(invite(&m.member("stranger2").await.ctx, kdn.id, typed("new@example.com")).await);
        forbidden(invite(&m.auditor().await.ctx, kdn.id, typed("new@example.com")).await);
        invalid(invite(&owner, kdn.id, typed("new@")).await, "email", Rule::Email);
        refused(invite(&owner, m.personal(&owner).await, typed("new@example.com")).await, Refusal::PersonalOrganization);
        invite(&m.operator().await.ctx, kdn.id, typed("new@example.com")).await.unwrap();
        assert_eq!(list_invitations(&owner, kdn.id, None).await.unwrap().items.len(), 1);
    }
}
