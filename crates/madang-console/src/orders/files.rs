//! 「첨부파일」: the files of an order, a part of its pages and a page of their own.

use askama::Template;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Error;
use madang_core::orders::{self, Attach, EXTENSIONS};
use madang_model::{AttachmentId, OrderId};
use madang_store::order_attachments::AttachmentRow;
use madang_web::{Fail, Form, Upload, download};

use crate::frame::{At, AtBoth, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

/// The files of an order, for the template `orders/files.html`.
pub(super) struct Files {
    /// Where they are looked at.
    pub(super) base: String,
    /// They, oldest first.
    pub(super) lines: Vec<FileLine>,
    /// Whether the reader may remove files and, where there is room, attach more.
    pub(super) writable: bool,
    /// Whether there is room for one more.
    pub(super) room: bool,
    /// What may be attached.
    pub(super) hint: String,
    /// The same, for the browser's own choice of files.
    pub(super) accept: String,
    /// Why the last one was not taken.
    pub(super) trouble: Trouble,
}

/// One file.
pub(super) struct FileLine {
    /// Its id.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// How large it is, in the unit that people would use.
    pub(super) size: String,
}

impl FileLine {
    fn new(row: &AttachmentRow) -> Self {
        Self { id: row.id.to_string(), name: row.name.clone(), size: size(row.size) }
    }
}

impl Files {
    /// The files of the order.
    pub(super) async fn of(frame: &Frame, id: OrderId) -> Result<Self, Fail> {
        let list = orders::attachments(&frame.ctx, id).await?;
        let args = [
            ("mib", frame.ctx.settings().orders.attachment_mib.into()),
            ("most", list.most.into()),
            ("kinds", EXTENSIONS.join(", ").into()),
        ];
        Ok(Self {
            base: format!("/orders/{id}/attachments"),
            lines: list.files.iter().map(FileLine::new).collect(),
            writable: list.writable,
            room: list.files.len() < list.most as usize,
            hint: frame.t().a("orders-files-hint", &args),
            accept: EXTENSIONS.map(|end| format!(".{end}")).join(","),
            trouble: Trouble::default(),
        })
    }
}

/// 1000 bytes are a kB, as people's own systems say.
fn size(bytes: i64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", (bytes + 500) / 1000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[derive(Template)]
#[template(path = "orders/attachments.html")]
struct Attachments {
    page: Page,
    files: Files,
}

/// `GET /orders/{id}/attachments`
pub(super) async fn show(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    page(&frame, id, Trouble::default()).await
}

async fn page(frame: &Frame, id: OrderId, trouble: Trouble) -> Result<Response, Fail> {
    let mut files = Files::of(frame, id).await?;
    let t = frame.t();
    let back = if files.writable { format!("/orders/{id}/edit") } else { format!("/orders/{id}") };
    let number = orders::get(&frame.ctx, id).await?.row.number;
    files.trouble = trouble;
    let page =
        frame.page.clone().titled(t.s("orders-files"), t.s("orders-files-purpose")).under(number, back);
    let template = Attachments { page, files };
    Ok(template.files.trouble.page(&template))
}

/// `POST /orders/{id}/attachments`: 「첨부」
pub(super) async fn attach(frame: Frame, At(id): At<OrderId>, request: Request) -> Result<Response, Fail> {
    let upload = Upload::read(request, orders::largest(&frame.ctx)).await?;
    let picked = !upload.name.is_empty();
    let input = Attach { name: upload.name, content: upload.content };
    match orders::attach(&frame.ctx, id, input).await {
        Ok(_) => Ok(Redirect::to(&format!("/orders/{id}/edit#files")).into_response()),
        Err(Error::Invalid(_)) if !picked => {
            let none = Trouble::field(frame.t(), "file", madang_model::Rule::Required);
            page(&frame, id, none).await
        }
        Err(error) => page(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

/// `GET /orders/{id}/attachments/{attachment}`
pub(super) async fn content(
    frame: Frame,
    AtBoth(id, attachment): AtBoth<OrderId, AttachmentId>,
) -> Result<Response, Fail> {
    let file = orders::attachment(&frame.ctx, id, attachment).await?;
    Ok(download(&file.name, file.content))
}

/// `POST /orders/{id}/attachments/{attachment}/delete`
pub(super) async fn detach(
    frame: Frame,
    AtBoth(id, attachment): AtBoth<OrderId, AttachmentId>,
    _form: Form,
) -> Result<Response, Fail> {
    match orders::detach(&frame.ctx, id, attachment).await {
        Ok(()) => Ok(Redirect::to(&format!("/orders/{id}/edit#files")).into_response()),
        Err(error) => page(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_in_the_unit_that_people_would_use() {
        for (bytes, text) in
            [(0, "0 B"), (999, "999 B"), (1500, "2 kB"), (2_440_000, "2.4 MB"), (10_485_760, "10.5 MB")]
        {
            assert_eq!(super::size(bytes), text);
        }
    }
}
