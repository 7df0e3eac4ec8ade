//! A document's plain text as it is set: headings, and paragraphs whose lines stand below each other.

use madang_core::terms::Document;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A line that stands above others.
    Heading(String),
    /// Lines of text.
    Paragraph(Vec<String>),
}

/// A document to be read, and agreed to.
#[derive(Debug, Clone)]
pub(crate) struct DocumentView {
    /// The version's id.
    pub(crate) id: String,
    /// Which document.
    pub(crate) kind: String,
    /// Whether it must be agreed to.
    pub(crate) required: bool,
    /// Its title.
    pub(crate) title: String,
    /// Its text.
    pub(crate) blocks: Vec<Block>,
}

impl From<Document> for DocumentView {
    fn from(document: Document) -> Self {
        Self {
            id: document.id.to_string(),
            kind: document.kind,
            required: document.required,
            title: document.title,
            blocks: blocks(&document.body),
        }
    }
}

/// A heading has no more characters than this.
const HEADING: usize = 60;

/// Paragraphs have a blank line between them; one of a single short line without a full stop is a heading.
pub(crate) fn blocks(body: &str) -> Vec<Block> {
    let body = body.replace("\r\n", "\n");
    body.split("\n\n")
        .map(|part| {
            part.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|lines| !lines.is_empty())
        .map(|lines| match lines.as_slice() {
            [line] if is_heading(line) => Block::Heading(line.clone()),
            _ => Block::Paragraph(lines),
        })
        .collect()
}

fn is_heading(line: &str) -> bool {
    line.chars().count() <= HEADING
        && !line.starts_with(['-', '·', '•'])
        && !line.ends_with(['.', '!', '?', ':', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_alone_are_headings() {
        let paragraph =
            |lines: &[&str]| Block::Paragraph(lines.iter().map(|line| (*line).to_owned()).collect());
        let heading = |line: &str| Block::Heading(line.to_owned());
        assert_eq!(
            blocks("제1조 (목적)\r\n\r\n이 약관은 정합니다.\n\n\n1. 하나\n2. 둘\n\n- 항목"),
            [
                heading("제1조 (목적)"),
                paragraph(&["이 약관은 정합니다."]),
                paragraph(&["1. 하나", "2. 둘"]),
                paragraph(&["- 항목"])
            ]
        );
        assert!(blocks(" \n\n ").is_empty());
    }
}
