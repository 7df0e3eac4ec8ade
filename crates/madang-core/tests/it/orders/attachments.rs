//! Files of orders.

use std::sync::Arc;

use madang_core::orders::{Attach, attach, attachment, attachments, detach, submit, timeline, withdraw};
use madang_core::{Ctx, Error, Refusal, Result};
use madang_db::Sql;
use madang_model::orders::OrderState;
use madang_model::organizations::OrgRole;
use madang_model::{AttachmentId, OrderId, Rule};
use madang_testkit::{in_parallel, on_both_engines};

use super::ground::ground;
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

const NOT_NOW: Refusal = Refusal::NotInState { state: OrderState::InApproval };

async fn put(ctx: &Ctx, id: OrderId, name: &str, content: &[u8]) -> Result<AttachmentId> {
    attach(ctx, id, Attach { name: name.to_owned(), content: content.to_vec() }).await
}

on_both_engines! {
    async fn a_file_comes_back_as_it_was(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        let content: Vec<u8> = [b"%PDF-1.7\n".as_slice(), &(0..=255).collect::<Vec<u8>>()].concat();
        let file = put(&g.dev, id, "..\\계획\u{1100}\u{1161}.pdf", &content).await.unwrap();
        let list = attachments(&g.dev, id).await.unwrap();
        assert!(list.writable && list.most == 10);
        let row = &list.files[0];
        assert_eq!((row.id, row.name.as_str(), row.size), (file, "계획\u{ac00}.pdf", 265));
        assert_eq!((row.media_type.as_str(), row.sha256.len()), ("application/pdf", 64));
        let found = attachment(&g.dev, id, file).await.unwrap();
        assert_eq!((found.content, found.name), (content, row.name.clone()));
        detach(&g.dev, id, file).await.unwrap();
        not_found(detach(&g.dev, id, file).await);
        not_found(attachment(&g.dev, id, file).await);
        let told = timeline(&g.dev, id, None).await.unwrap().items;
        let told: Vec<_> = told.iter().map(|event| (event.kind.as_str(), event.text.as_str())).collect();
        assert_eq!(told, [("detach", "계획가.pdf"), ("attach", "계획가.pdf")]);
        for act in ["orders.attach", "orders.detach"] {
            let entries = g.m.audited(act).await;
            assert_eq!(entries.len(), 1, "{act}");
            assert!(!format!("{entries:?}").contains("계획"), "{act}");
        }
        let left = Sql::new("SELECT COUNT(*) FROM order_attachments");
        assert_eq!(g.m.number(left).await, 0);
    }

    async fn what_may_not_be_attached_is_said_at_its_field(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        invalid(put(&g.dev, id, "", b"a").await, "name", Rule::Required);
        invalid(put(&g.dev, id, "a\u{202e}txt.exe", b"a").await, "name", Rule::FileName);
        invalid(put(&g.dev, id, "a.txt", b"").await, "file", Rule::FileSize { max: 10 });
        let large = vec![b'a'; 10 * 1024 * 1024 + 1];
        invalid(put(&g.dev, id, "a.txt", &large).await, "file", Rule::FileSize { max: 10 });
        put(&g.dev, id, "a.txt", &large[1..]).await.unwrap();
        invalid(put(&g.dev, id, "a.exe", b"MZ\x90\0").await, "file", Rule::FileKind);
        invalid(put(&g.dev, id, "a.pdf", b"MZ\x90\0").await, "file", Rule::FileKind);
        invalid(put(&g.dev, id, "a.zip", b"PK\x03\x04 and no more").await, "file", Rule::FileArchive);
    }

    async fn applicants_attach_and_those_who_see_the_order_read(engine: Engine) {
        let g = ground(engine).await;
        let (stranger, viewer) = (g.m.member("stranger2").await, g.m.member("viewer1").await);
        g.m.joins(&g.company, &viewer, None, &[OrgRole::Viewer], false).await;
        let id = g.draft(1).await;
        let file = put(&g.dev, id, "a.txt", b"a").await.unwrap();
        // A draft is its applicant's alone.
        not_found(attachments(&stranger, id).await);
        not_found(attachments(&g.head, id).await);
        not_found(put(&stranger, id, "b.txt", b"b").await);
        forbidden(put(&g.head, id, "b.txt", b"b").await);
        sign_in_required(attachment(&g.m.visitor(), id, file).await);
        sign_in_required(put(&g.m.visitor(), id, "b.txt", b"b").await);
        submit(&g.dev, id, g.row(id).await.revision).await.unwrap();
        for reader in [&g.head, &viewer, &g.dev] {
            let list = attachments(reader, id).await.unwrap();
            assert!(!list.writable && list.files.len() == 1);
            assert_eq!(attachment(reader, id, file).await.unwrap().content, b"a");
        }
        not_found(attachment(&stranger, id, file).await);
        forbidden(detach(&viewer, id, file).await);
        refused(put(&g.dev, id, "b.txt", b"b").await, NOT_NOW);
        refused(detach(&g.dev, id, file).await, NOT_NOW);
        withdraw(&g.dev, id, "").await.unwrap();
        put(&g.dev, id, "b.txt", b"b").await.unwrap();
        // A file of one order is not found under another one.
        let other = g.draft(1).await;
        not_found(attachment(&g.dev, other, file).await);
        not_found(detach(&g.dev, other, file).await);
    }

    async fn there_are_never_more_than_there_may_be(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        for n in 0..6 {
            put(&g.dev, id, &format!("{n}.txt"), b"a").await.unwrap();
        }
        let dev = Arc::new(g.dev.ctx.clone());
        let results = in_parallel(8, |n| {
            let dev = Arc::clone(&dev);
            async move { put(&dev, id, &format!("more{n}.txt"), b"a").await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 4);
        assert!(results.iter().all(|result| matches!(result, Ok(_) | Err(Error::Refused(Refusal::TooMany { most: 10 })))), "{results:?}");
        assert_eq!(attachments(&g.dev, id).await.unwrap().files.len(), 10);
    }

    async fn what_was_submitted_keeps_its_files(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        put(&g.dev, id, "a.txt", b"a").await.unwrap();
        let revision = g.row(id).await.revision;
        let dev = Arc::new(g.dev.ctx.clone());
        let results = in_parallel(5, |n| {
            let dev = Arc::clone(&dev);
            async move {
                match n {
                    0 => submit(&dev, id, revision).await,
                    _ => put(&dev, id, &format!("{n}.txt"), b"a").await.map(drop),
                }
            }
        })
        .await;
        assert!(results[0].is_ok(), "{results:?}");
        let attached = results[1..].iter().filter(|result| result.is_ok()).count();
        let submitted = timeline(&g.dev, id, None).await.unwrap().items;
        assert_eq!(submitted[0].kind, "submit");
        assert_eq!(attachments(&g.dev, id).await.unwrap().files.len(), 1 + attached);
    }
}
