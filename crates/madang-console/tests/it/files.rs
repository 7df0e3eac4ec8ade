//! Files of orders, as browsers send them.

use axum::body::Body;
use http::{Request, StatusCode};
use madang_core::orders::{self, CreateDraft, attachments};
use madang_model::OrderId;
use madang_testkit::{TestMember, on_both_engines};

use crate::site::{Answer, Browser, Site};

/// A draft of the member's own.
async fn draft(site: &Site, owner: &TestMember) -> OrderId {
    let organization_id = site.m.personal(owner).await;
    let draft = CreateDraft {
        kind: "project".to_owned(),
        organization_id,
        project_id: None,
        form: serde_json::json!({}),
    };
    orders::create_draft(owner, draft).await.expect("a draft is made")
}

/// A form with a file, as a browser sends it.
async fn sent(browser: &mut Browser, to: &str, token: &str, name: &str, content: &[u8]) -> Answer {
    let head = format!(
        "--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--XyZ\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--XyZ--\r\n"].concat();
    let request = Request::post(to).header("content-type", "multipart/form-data; boundary=XyZ");
    browser.send(request, Body::from(body)).await
}

on_both_engines! {
    async fn a_file_is_attached_listed_downloaded_and_removed(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let id = draft(&site, &hong).await;
        let mut browser = site.of(&hong);
        let (edit, base) = (format!("/orders/{id}/edit"), format!("/orders/{id}/attachments"));
        let page = browser.get(&edit).await;
        assert!(page.text.contains("multipart/form-data") && page.text.contains("첨부한 파일이 없습니다."));
        let token = browser.form_token().await;
        let answer = sent(&mut browser, &base, &token, "계획.txt", "<script>".as_bytes()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, &*format!("{edit}#files")), "{}", answer.text);
        let file = attachments(&hong, id).await.expect("its file is listed").files.remove(0).id;
        for path in [&edit, &format!("/orders/{id}"), &base] {
            let page = browser.get(path).await;
            assert!(page.text.contains(&format!("{base}/{file}")) && page.text.contains("계획.txt"), "{path}");
        }
        let download = browser.get(&format!("{base}/{file}")).await;
        assert_eq!((download.status, download.text.as_str()), (StatusCode::OK, "<script>"));
        for (name, value) in [
            ("content-type", "application/octet-stream"),
            ("content-disposition", "attachment; filename=\"__.txt\"; filename*=UTF-8''%EA%B3%84%ED%9A%8D.txt"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox"),
        ] {
            assert_eq!(download.headers.get(name).expect(name), value);
        }
        let removed = browser.post(&format!("{base}/{file}/delete"), &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get(&format!("{base}/{file}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_wrong_with_a_file_is_said_at_it(engine: Engine) {
        let site = Site::new(engine).await;
        let hong = site.m.member("hong12").await;
        let id = draft(&site, &hong).await;
        let mut browser = site.of(&hong);
        let base = format!("/orders/{id}/attachments");
        let token = browser.form_token().await;
        let large = vec![b'a'; 10 * 1024 * 1024 + 1];
        for (name, content, text) in [
            ("", b"".as_slice(), "입력"),
            ("a.exe", b"MZ\x90\0", "첨부할 수 없는 형식"),
            ("a.txt", &large, "10MiB"),
            (".htaccess", b"a", "파일 이름"),
        ] {
            let answer = sent(&mut browser, &base, &token, name, content).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(answer.text.contains("pf-m-error") && answer.text.contains(text), "{name}: {}", answer.text);
        }
        assert!(attachments(&hong, id).await.expect("the order is read").files.is_empty());
    }

    async fn no_other_page_attaches_files(engine: Engine) {
        let site = Site::new(engine).await;
        let (hong, kim) = (site.m.member("hong12").await, site.m.member("kim123").await);
        let id = draft(&site, &hong).await;
        let mut browser = site.of(&hong);
        let base = format!("/orders/{id}/attachments");
        let anothers = site.of(&kim).form_token().await;
        for token in ["", "x.y", anothers.as_str()] {
            assert_eq!(sent(&mut browser, &base, token, "a.txt", b"a").await.status, StatusCode::FORBIDDEN);
        }
        let mut stranger = site.of(&kim);
        let token = stranger.form_token().await;
        assert_eq!(sent(&mut stranger, &base, &token, "a.txt", b"a").await.status, StatusCode::NOT_FOUND);
        let endless = vec![b'a'; 90 * 1024 * 1024];
        let token = browser.form_token().await;
        assert_eq!(sent(&mut browser, &base, &token, "a.txt", &endless).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(attachments(&hong, id).await.expect("the order is read").files.is_empty());
    }
}
