use madang_core::members::{AddSshKey, add_ssh_key, delete_ssh_key, list_ssh_keys};
use madang_core::{Error, Refusal, Scope};
use madang_model::Rule;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

pub(crate) const ED25519: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

pub(crate) fn typed(name: &str, public_key: &str) -> AddSshKey {
    AddSshKey { name: name.into(), public_key: public_key.into() }
}

/// The `number`th of many keys.
fn numbered(number: u8) -> String {
    use base64::Engine as _;
    let mut blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20".to_vec();
    blob.extend([number; 32]);
    format!("ssh-ed25519 {}", base64::engine::general_purpose::STANDARD.encode(blob))
}

on_both_engines! {
    async fn a_key_is_added_told_and_listed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let added = add_ssh_key(&hong, typed("", &format!("{ED25519} hong@laptop\n"))).await.unwrap();
        assert_eq!((added.name.as_str(), added.public_key.as_str()), ("hong@laptop", ED25519));
        let listed = list_ssh_keys(&hong).await.unwrap();
        assert_eq!((listed.len(), listed[0].id, &listed[0].fingerprint), (1, added.id, &added.fingerprint));
        let mail = m.last_mail(&hong.email, "ssh-key-added").await;
        assert!(mail.text.contains(&added.fingerprint) && mail.text.contains("hong@laptop"), "{}", mail.text);
        assert_eq!(m.audited("members.add_ssh_key").await[0].target_id, added.id.to_string());
    }

    async fn names_and_keys_are_checked(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        invalid(add_ssh_key(&hong, typed("", ED25519)).await, "name", Rule::Required);
        invalid(add_ssh_key(&hong, typed(&"가".repeat(61), ED25519)).await, "name", Rule::TooLong { max: 60 });
        invalid(add_ssh_key(&hong, typed("a", "ssh-dss AAAA")).await, "public_key", Rule::SshKey);
        invalid(add_ssh_key(&hong, typed("a", "-----BEGIN OPENSSH PRIVATE KEY-----")).await, "public_key", Rule::SshPrivateKey);
        add_ssh_key(&hong, typed("", &format!("{ED25519} {}", "x".repeat(500)))).await.unwrap();
    }

    async fn a_key_names_one_person_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        let results = in_parallel(8, |number| {
            let ctx = if number % 2 == 0 { hong.ctx.clone() } else { kim.ctx.clone() };
            async move { add_ssh_key(&ctx, typed("key", ED25519)).await }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "public_key", Rule::SshKeyTaken);
        }
    }

    async fn there_are_fifty_at_most_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        for number in 0..46 {
            add_ssh_key(&hong, typed("key", &numbered(number))).await.unwrap();
        }
        let results = in_parallel(8, |number| {
            let ctx = hong.ctx.clone();
            async move { add_ssh_key(&ctx, typed("key", &numbered(100 + number as u8))).await }
        })
        .await;
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 4);
        for loser in results.into_iter().filter_map(Result::err) {
            refused(Err::<(), Error>(loser), Refusal::TooMany { most: 50 });
        }
    }

    async fn a_removed_key_can_be_added_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        let id = add_ssh_key(&hong, typed("key", ED25519)).await.unwrap().id;
        not_found(delete_ssh_key(&kim, id).await);
        delete_ssh_key(&hong, id).await.unwrap();
        not_found(delete_ssh_key(&hong, id).await);
        add_ssh_key(&kim, typed("key", ED25519)).await.unwrap();
    }

    async fn tokens_need_their_scope_and_visitors_an_account(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let reader = crate::tokens::with_scopes(&m, &hong, &[Scope::AccountRead]).await;
        forbidden(add_ssh_key(&reader, typed("key", ED25519)).await);
        let writer = crate::tokens::with_scopes(&m, &hong, &[Scope::AccountWrite]).await;
        let id = add_ssh_key(&writer, typed("key", ED25519)).await.unwrap().id;
        forbidden(list_ssh_keys(&writer).await);
        forbidden(delete_ssh_key(&reader, id).await);
        sign_in_required(add_ssh_key(&m.visitor(), typed("key", ED25519)).await);
        sign_in_required(list_ssh_keys(&m.visitor()).await);
        sign_in_required(delete_ssh_key(&m.visitor(), id).await);
    }
}
