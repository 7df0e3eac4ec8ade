//! The question before an act on a member: a dialog that is a page of its own.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Action, Error, Result, members};
use madang_model::MemberId;
use madang_web::Fail;

use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{Page, html_with};

/// An act that needs nothing but a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// 인증 메일 다시 보내기
    Resend,
    /// 로그인 제한 해제
    Unlock,
    /// 이용 재개
    Resume,
    /// 비밀번호 만료
    ExpirePassword,
}

impl Act {
    /// The end of its address, and of its texts' keys.
    fn name(self) -> &'static str {
        match self {
            Self::Resend => "resend",
            Self::Unlock => "unlock",
            Self::Resume => "resume",
            Self::ExpirePassword => "expire-password",
        }
    }

    /// What the member's page is told when it is done.
    fn done(self) -> &'static str {
        match self {
            Self::Resend => "resent",
            Self::Unlock => "unlocked",
            Self::Resume => "resumed",
            Self::ExpirePassword => "password-expired",
        }
    }
}

#[derive(Template)]
#[template(path = "admin/members/confirm.html")]
struct Confirm {
    page: Page,
    who: String,
    back: String,
    act: &'static str,
    what: String,
    button: String,
    is_severe: bool,
    problem: String,
}

/// The question. Operators are asked, everyone else is refused before.
pub(super) async fn ask(frame: &Frame, id: MemberId, act: Act) -> std::result::Result<Response, Fail> {
    page(frame, id, act, StatusCode::OK, String::new()).await
}

/// Where it leads once it is done; the question again, where the state of things does not allow it.
pub(super) async fn answer(
    frame: &Frame,
    id: MemberId,
    act: Act,
    done: Result<()>,
) -> std::result::Result<Response, Fail> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/admin/members/{id}?done={}", act.done())).into_response()),
        Err(Error::Refused(refusal)) => {
            page(frame, id, act, StatusCode::CONFLICT, refusal.words(frame.t())).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    frame: &Frame,
    id: MemberId,
    act: Act,
    status: StatusCode,
    problem: String,
) -> std::result::Result<Response, Fail> {
    let t = frame.t();
    let (who, page) = about(frame, id, t.s(&format!("operators-act-{}", act.name()))).await?;
    let what = t.a(
        &format!("operators-ask-{}", act.name()),
        &[("minutes", frame.ctx.settings().password.reset_minutes.into())],
    );
    let template = Confirm {
        page,
        who,
        back: format!("/admin/members/{id}"),
        act: act.name(),
        what,
        button: t.s(&format!("operators-yes-{}", act.name())),
        is_severe: act == Act::ExpirePassword,
        problem,
    };
    Ok(html_with(status, &template))
}

/// Whom an act is about, and the page that asks about it; only for those who may act.
pub(super) async fn about(
    frame: &Frame,
    id: MemberId,
    title: String,
) -> std::result::Result<(String, Page), Fail> {
    frame.ctx.authorize(Action::WriteMembers, None)?;
    let member = members::get(&frame.ctx, id).await?.member;
    let page = Section::Members
        .page_below(frame, title)
        .under(member.login_id.clone(), format!("/admin/members/{id}"));
    Ok((format!("{} ({})", member.login_id, member.name), page))
}
