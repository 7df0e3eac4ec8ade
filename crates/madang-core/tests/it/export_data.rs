use std::time::Duration;

use madang_core::members::{add_ssh_key, export_data, list_consents, suspend};
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use crate::expect::{forbidden, password_required, sign_in_required};

on_both_engines! {
    async fn everything_kept_is_in_it_and_no_secret(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let kim = m.member("kim123").await;
        add_ssh_key(&hong, crate::ssh_keys::typed("laptop", crate::ssh_keys::ED25519)).await.unwrap();
        crate::tokens::with_all_scopes(&m, &hong).await;
        let operator = m.operator().await;
        suspend(&operator, hong.id, "확인 중").await.unwrap();
        madang_core::members::resume(&operator, hong.id).await.unwrap();
        let (ctx, token) = m.signed_in("hong12", PASSWORD).await.unwrap();
        let data = export_data(&ctx).await.unwrap();

        assert_eq!(data["profile"]["login_id"], "hong12");
        assert_eq!(data["profile"]["phone"], hong.phone.as_str());
        let lengths: Vec<usize> =
            ["consents", "sessions", "ssh_keys", "tokens", "messages"].iter().map(|part| data[part].as_array().unwrap().len()).collect();
        assert_eq!(lengths, [2, 1, 1, 1, 2]);
        let acts: Vec<(&str, &str)> =
            data["activity"].as_array().unwrap().iter().map(|act| (act["by"].as_str().unwrap(), act["action"].as_str().unwrap())).collect();
        assert_eq!(acts, [
            ("you", "members.export_data"),
            ("visitor", "members.sign_in"),
            ("staff", "members.resume"),
            ("staff", "members.suspend"),
            ("you", "members.create_token"),
            ("you", "members.add_ssh_key"),
            ("visitor", "members.sign_in"),
        ]);
        let text = data.to_string();
        for secret in ["argon2", "token_hash", token.reveal(), operator.id.to_string().as_str(), kim.id.to_string().as_str(), "mdg_pat_"] {
            assert!(!text.contains(secret), "{secret} is in the export");
        }
    }

    async fn many_entries_are_all_there(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        for _ in 0..600 {
            m.signed_in("hong12", PASSWORD).await.unwrap();
        }
        let (ctx, _) = m.signed_in("hong12", PASSWORD).await.unwrap();
        let data = export_data(&ctx).await.unwrap();
        assert_eq!(data["sessions"].as_array().unwrap().len(), 50);
        assert_eq!(data["activity"].as_array().unwrap().len(), 603);
    }

    async fn nobody_else_and_no_old_password_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        sign_in_required(export_data(&m.visitor()).await);
        forbidden(export_data(&crate::tokens::with_all_scopes(&m, &hong).await).await);
        m.advance(Duration::from_secs(16 * 60));
        password_required(export_data(&hong).await);
        assert!(m.audited("members.export_data").await.is_empty());
    }

    async fn consents_are_listed_newest_first(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let page = list_consents(&hong, None).await.unwrap();
        assert_eq!(page.items.iter().map(|c| (c.kind.as_str(), c.version, c.address.as_str())).collect::<Vec<_>>(), [
            ("privacy", 1, "192.0.2.1"),
            ("membership", 1, "192.0.2.1"),
        ]);
        assert_eq!(page.next, None);
        sign_in_required(list_consents(&m.visitor(), None).await.map(drop));
    }
}
