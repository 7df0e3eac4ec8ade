//! The first page: what it is, for visitors; what concerns them, for members.

use askama::Template;
use axum::response::Response;
use madang_core::{announcements, members};
use madang_web::Fail;

use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "home.html")]
struct Visitor {
    page: Page,
    company: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "home_member.html")]
struct Member {
    page: Page,
    email: String,
    has_key: bool,
    has_token: bool,
    news: Vec<News>,
}

impl Member {
    /// Whether there still is something to begin with.
    fn is_new(&self) -> bool {
        !(self.has_key && self.has_token)
    }
}

/// An announcement as a line.
struct News {
    title: String,
    href: String,
    date: String,
}

/// How many announcements the page has room for.
const NEWS: usize = 5;

/// `GET /`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    if frame.signed_in().is_ok() { member(frame).await } else { Ok(visitor(frame)) }
}

fn visitor(frame: Frame) -> Response {
    let settings = frame.ctx.settings();
    let (company, is_open) = (settings.product.company.clone(), settings.sign_up.open);
    shell::html(&Visitor { page: frame.page, company, is_open })
}

async fn member(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let profile = members::get_profile(&frame.ctx).await?;
    let has_key = !members::list_ssh_keys(&frame.ctx).await?.is_empty();
    let has_token = !members::list_tokens(&frame.ctx).await?.is_empty();
    let zone = frame.zone();
    let news = announcements::current(&frame.ctx)
        .await?
        .into_iter()
        .take(NEWS)
        .map(|one| News {
            title: one.title,
            href: format!("/announcements/{}", one.id),
            date: zone.date(one.starts_at),
        })
        .collect();
    let greeting = t.a("home-greeting", &[("name", profile.name.as_str().into())]);
    let page = frame.page.titled(greeting, "");
    Ok(shell::html(&Member { page, email: profile.email, has_key, has_token, news }))
}
