//! Every part of the shell on a few pages, for looking: `cargo run -p madang-console --example gallery`.
//!
//! Prints its address. The words on these pages are samples and not part of the product.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use madang_console::shell::{
    self, Accent, AnnouncementView, Area, Audience, Brand, Choice, Entry, ErrorKind, ErrorPage, Link, Page,
    Pager, Steps, Tab, Theme, ViewerView,
};

const ENTRIES: &[Entry] = &[
    entry(Area::Offerings, "상품 종류", "/parts"),
    entry(Area::Offerings, "PaaS Marketplace", "/forms"),
    entry(Area::Projects, "프로젝트 현황", "/list"),
    entry(Area::Apply, "서비스 신청", "/apply"),
    entry(Area::Apply, "VM", "/apply/vm"),
    entry(Area::Orders, "신청 현황", "/orders"),
    entry(Area::Services, "서비스 현황", "/services"),
    entry(Area::Support, "고객지원", "/support"),
    Entry { area: Area::Operations, label: "회원", href: "/admin/members", audience: Audience::Staff },
];

const fn entry(area: Area, label: &'static str, href: &'static str) -> Entry {
    Entry { area, label, href, audience: Audience::Everyone }
}

#[derive(Template)]
#[template(path = "gallery/parts.html")]
struct Parts {
    page: Page,
    tabs: Vec<Tab>,
    steps: Steps,
}

#[derive(Template)]
#[template(path = "gallery/list.html")]
struct List {
    page: Page,
    pager: Pager,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "gallery/forms.html")]
struct Forms {
    page: Page,
    steps: Steps,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "gallery/entry.html")]
struct SignIn {
    page: Page,
}

#[derive(Template)]
#[template(path = "gallery/dialog.html")]
struct Dialog {
    page: Page,
}

#[derive(Template)]
#[template(
    source = r#"{% import "shell/fields.html" as fields %}{{ fields::field_note(error, ok) }}"#,
    ext = "html"
)]
struct Note {
    page: Page,
    error: &'static str,
    ok: &'static str,
}

#[derive(Template)]
#[template(
    source = r#"{% import "shell/fields.html" as fields %}{{ fields::captcha(id, "/captcha") }}"#,
    ext = "html"
)]
struct Captcha {
    page: Page,
    id: String,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listen = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let brand = Arc::new(Brand::new("마당", None, Accent::default()));
    let router = Router::new()
        .merge(shell::router(&brand))
        .route("/", get(parts))
        .route("/parts", get(parts))
        .route("/list", get(list))
        .route("/forms", get(forms))
        .route("/live", post(live))
        .route("/captcha", get(captcha))
        .route("/sign-in", get(sign_in))
        .route("/dialog", get(dialog))
        .route("/errors/{kind}", get(error))
        .layer(axum::Extension(brand))
        .layer(from_fn(guarded));
    let listener = tokio::net::TcpListener::bind(listen).await?;
    eprintln_address(listener.local_addr()?);
    axum::serve(listener, router).await
}

#[expect(clippy::print_stderr, reason = "an example tells its address")]
fn eprintln_address(address: std::net::SocketAddr) {
    eprintln!("http://{address}/");
}

async fn guarded(request: axum::extract::Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(shell::CONTENT_SECURITY_POLICY));
    response
}

type Frame = (axum::Extension<Arc<Brand>>, HeaderMap, Uri);

/// `?lang=` and `?theme=` go before the cookies, so that a picture can be taken by address alone.
fn page((axum::Extension(brand), headers, uri): Frame) -> Page {
    let query = uri.query().unwrap_or_default();
    let lang = if query.contains("lang=en") { madang_i18n::Lang::En } else { madang_i18n::Lang::Ko };
    let mut page = Page::new(madang_i18n::Tr::new(lang), brand, uri.to_string());
    page.theme = if query.contains("theme=dark") { Theme::Dark } else { Theme::of(&headers) };
    page.search = Some("/search".to_owned());
    page.footer = vec![Link::new("이용약관", "/terms"), Link::new("개인정보 처리방침", "/privacy")];
    page
}

fn member(frame: Frame) -> Page {
    let mut page = page(frame);
    page.viewer =
        Some(ViewerView { name: "홍길동".to_owned(), login_id: "hong01".to_owned(), staff: true });
    page.announcements = vec![AnnouncementView {
        text: "11월 28일 02:00–04:00 정기 점검으로 콘솔을 사용할 수 없습니다.".to_owned(),
        href: Some("/support".to_owned()),
        warning: false,
        dismiss: Some("/announcements/1/dismiss".to_owned()),
    }];
    page.nav = shell::menus(&page, ENTRIES);
    page
}

async fn parts(frame: Frame) -> Response {
    let page = member(frame)
        .titled("내 정보", "회원 정보와 로그인 수단을 관리합니다.")
        .under("처음", "/")
        .under("회원", "/list")
        .beside(
            "내 정보",
            vec![
                Link::new("기본 정보", "/parts").current(true),
                Link::new("비밀번호", "/password"),
                Link::new("로그인 기기", "/sessions"),
                Link::new("SSH 키", "/keys"),
                Link::new("API 토큰", "/tokens"),
                Link::new("약관 동의 이력", "/consents"),
                Link::new("회원 탈퇴", "/leave"),
            ],
        );
    let tabs = [("General", true), ("Log", false), ("Developer", false)].map(|(label, current)| Tab {
        label: label.to_owned(),
        href: "/parts".to_owned(),
        current,
    });
    shell::html(&Parts { page, tabs: tabs.into(), steps: steps() })
}

async fn list(frame: Frame) -> Response {
    let page = member(frame).titled("회원", "회원을 찾아 상태와 동의 이력을 확인합니다.").under("운영", "/");
    let pager = Pager {
        first: None,
        previous: None,
        next: Some("/list?after=x".to_owned()),
        shown: Some("1–50".to_owned()),
    };
    shell::html(&List { page, pager, choices: choices() })
}

async fn forms(frame: Frame) -> Response {
    let page = page(frame).titled("회원가입", "회원가입을 통하여 서비스를 편리하게 이용하실 수 있습니다.");
    shell::html(&Forms { page, steps: steps(), choices: choices() })
}

async fn sign_in(frame: Frame) -> Response {
    shell::html(&SignIn { page: page(frame).titled("로그인", "마당에 오신 것을 환영합니다.") })
}

async fn dialog(frame: Frame) -> Response {
    shell::html(&Dialog {
        page: member(frame).titled("SSH 키", "가상서버에 접속할 공개 키를 등록합니다.")
    })
}

#[derive(serde::Deserialize)]
struct LiveForm {
    login_id: String,
}

async fn live((extension, headers, uri): Frame, axum::Form(form): axum::Form<LiveForm>) -> Response {
    let good = form.login_id.len() >= 5;
    let (error, ok) = if good {
        ("", "사용할 수 있는 아이디입니다.")
    } else {
        ("영문(필수), 숫자 조합으로 5~12자를 입력해 주세요.", "")
    };
    shell::html(&Note { page: page((extension, headers, uri)), error, ok })
}

async fn captcha(frame: Frame) -> Response {
    shell::html(&Captcha { page: page(frame), id: "def".to_owned() })
}

async fn error(Path(kind): Path<usize>, frame: Frame) -> Response {
    let kind = ErrorKind::ALL.get(kind).copied().unwrap_or(ErrorKind::NotFound);
    ErrorPage::new(page(frame), kind, Some("01JDA8ZK4T7QWX2M".to_owned())).into_response()
}

fn steps() -> Steps {
    Steps { names: ["약관 동의", "회원정보", "가입 완료"].map(str::to_owned).into(), current: 2 }
}

fn choices() -> Vec<Choice> {
    vec![Choice::new("", "모든 상태"), Choice::new("active", "정상"), Choice::new("suspended", "정지")]
}
