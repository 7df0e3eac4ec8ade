//! Forms with a file: from one of our own pages, bounded, read in memory.

use axum::extract::{FromRequest as _, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use multer::{Constraints, Field, Multipart, SizeLimit};

use crate::{Fail, Form, Problem, csrf, form};

/// A form, and the file that was picked in it.
pub struct Upload {
    /// The form's other fields.
    pub form: Form,
    /// What the browser calls the file; empty where none was picked.
    pub name: String,
    /// The file, or one byte more of it than was allowed.
    pub content: Vec<u8>,
}

/// The name of the field that a file is picked in.
const FILE: &str = "file";
/// The most bytes of each other field.
const FIELD: u64 = 8 * 1024;
/// How much more than the largest file is read and dropped, so that a browser gets to hear that it was too large.
const PATIENCE: usize = 8;

impl Upload {
    /// Reads a request's form with a file of at most `most` bytes, and checks the page's token. A form without a
    /// file may be sent as any other one.
    pub async fn read(request: Request, most: usize) -> Result<Self, Fail> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let Some(boundary) = multer::parse_boundary(kind).ok() else {
            let form = Form::from_request(Request::from_parts(parts, body), &()).await?;
            return Ok(Self { form, name: String::new(), content: Vec::new() });
        };
        let whole = u64::try_from(most.saturating_mul(PATIENCE)).unwrap_or(u64::MAX);
        let limit = SizeLimit::new().per_field(FIELD).for_field(FILE, whole).whole_stream(whole);
        let constraints = Constraints::new().size_limit(limit);
        let mut parts_of_body = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
        let mut upload = Self { form: Form(Vec::new()), name: String::new(), content: Vec::new() };
        while let Some(field) = parts_of_body.next_field().await.map_err(unreadable)? {
            upload.take(&parts, field, most).await?;
        }
        csrf::check(&parts, upload.form.find("csrf"))?;
        Ok(upload)
    }

    async fn take(&mut self, parts: &Parts, mut field: Field<'static>, most: usize) -> Result<(), Fail> {
        let malformed = || Fail::problem(Problem::Malformed);
        let name = field.name().ok_or_else(malformed)?.to_owned();
        if name != FILE {
            let value = String::from_utf8(field.bytes().await.map_err(unreadable)?.to_vec());
            let value = value.ok().filter(|value| form::is_ordinary(value)).ok_or_else(malformed)?;
            return self.form.add(name, value).ok_or_else(malformed);
        }
        // Whoever has no token has nothing read.
        csrf::check(parts, self.form.find("csrf"))?;
        if !self.name.is_empty() || !self.content.is_empty() {
            return Err(malformed());
        }
        self.name = field.file_name().unwrap_or_default().to_owned();
        while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
            let room = (most + 1).saturating_sub(self.content.len());
            self.content.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        Ok(())
    }
}

fn unreadable(error: multer::Error) -> Fail {
    let is_too_large =
        matches!(error, multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. });
    Fail::problem(if is_too_large { Problem::TooLarge } else { Problem::Malformed })
}
