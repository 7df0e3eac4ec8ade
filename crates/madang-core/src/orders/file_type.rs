//! What a file is, told by its content.

use madang_model::Rule;

use super::archive::{self, Contents};

/// How the names of files that may be attached end.
pub const EXTENSIONS: [&str; 18] = [
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "docx", "xlsx", "pptx", "hwp", "hwpx", "odt", "ods", "odp",
    "odg", "txt", "csv", "zip",
];

/// What a content may be called: an extension and its media type.
type Names = &'static [(&'static str, &'static str)];

const PDF: Names = &[("pdf", "application/pdf")];
const PNG: Names = &[("png", "image/png")];
const JPEG: Names = &[("jpg", "image/jpeg"), ("jpeg", "image/jpeg")];
const GIF: Names = &[("gif", "image/gif")];
const WEBP: Names = &[("webp", "image/webp")];
const TEXT: Names = &[("txt", "text/plain"), ("csv", "text/csv")];
const HWP: Names = &[("hwp", "application/x-hwp")];
const ZIP: Names = &[("zip", "application/zip")];

/// What Office Open XML keeps where, and what that makes it.
const OFFICE: [(&str, Names); 3] = [
    (
        "word/document.xml",
        &[("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")],
    ),
    ("xl/workbook.xml", &[("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]),
    (
        "ppt/presentation.xml",
        &[("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")],
    ),
];

/// What OpenDocument and HWPX say of themselves in their file `mimetype`.
const TYPED: [(&str, Names); 5] = [
    ("application/vnd.oasis.opendocument.text", &[("odt", "application/vnd.oasis.opendocument.text")]),
    (
        "application/vnd.oasis.opendocument.spreadsheet",
        &[("ods", "application/vnd.oasis.opendocument.spreadsheet")],
    ),
    (
        "application/vnd.oasis.opendocument.presentation",
        &[("odp", "application/vnd.oasis.opendocument.presentation")],
    ),
    (
        "application/vnd.oasis.opendocument.graphics",
        &[("odg", "application/vnd.oasis.opendocument.graphics")],
    ),
    ("application/hwp+zip", &[("hwpx", "application/hwp+zip")]),
];

/// The media type of a content whose name ends so. Refused where it is none of those that may be attached, where
/// the name ends otherwise than the content says, and where an archive is not safe.
pub(super) fn media_type(content: &[u8], extension: &str) -> Result<&'static str, Rule> {
    let names = if archive::is_archive(content) {
        let inside = archive::look(content)?;
        let package = package(&inside)?;
        // A package is an archive too, and may be called one.
        if extension == "zip" { ZIP } else { package.unwrap_or(ZIP) }
    } else {
        plain(content).ok_or(Rule::FileKind)?
    };
    let fits = names.iter().find(|(end, _)| *end == extension);
    fits.map(|(_, media_type)| *media_type).ok_or(Rule::FileKind)
}

fn plain(content: &[u8]) -> Option<Names> {
    let begins = |with: &[u8]| content.starts_with(with);
    if begins(b"%PDF-") {
        Some(PDF)
    } else if begins(b"\x89PNG\r\n\x1a\n") {
        Some(PNG)
    } else if begins(b"\xff\xd8\xff") {
        Some(JPEG)
    } else if begins(b"GIF87a") || begins(b"GIF89a") {
        Some(GIF)
    } else if begins(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        Some(WEBP)
    } else if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // Old Office documents are such containers too; only HWP signs its header so.
        content.windows(17).any(|part| part == b"HWP Document File").then_some(HWP)
    } else {
        is_text(content).then_some(TEXT)
    }
}

/// UTF-8 with nothing in it but what is written and set.
fn is_text(content: &[u8]) -> bool {
    std::str::from_utf8(content)
        .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')))
}

/// Which kind of document an archive is; none where it is just one. Documents with programs in them are refused.
fn package(inside: &Contents) -> Result<Option<Names>, Rule> {
    if inside.has("[Content_Types].xml") {
        if inside.has_end("vbaproject.bin") {
            return Err(Rule::FileKind);
        }
        return Ok(OFFICE.iter().find(|(part, _)| inside.has(part)).map(|(_, names)| *names));
    }
    Ok(TYPED.iter().find(|(of, _)| inside.mimetype.as_deref() == Some(*of)).map(|(_, names)| *names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_content_says_what_a_file_is_and_its_name_has_to_agree() {
        let hwp = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], b"HWP Document File"].concat();
        let fits: [(&[u8], &str, &str); 9] = [
            (b"%PDF-1.7\n", "pdf", "application/pdf"),
            (b"\x89PNG\r\n\x1a\n....", "png", "image/png"),
            (b"\xff\xd8\xff\xe0", "jpeg", "image/jpeg"),
            (b"GIF89a...", "gif", "image/gif"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "webp", "image/webp"),
            ("\u{feff}이름,수량\r\n서버,2\r\n".as_bytes(), "csv", "text/csv"),
            ("계획".as_bytes(), "txt", "text/plain"),
            (&hwp, "hwp", "application/x-hwp"),
            (b"<script>alert(1)</script>", "txt", "text/plain"),
        ];
        for (content, extension, is) in fits {
            assert_eq!(media_type(content, extension), Ok(is), "{extension}");
            assert!(EXTENSIONS.contains(&extension));
        }
        let refused: [(&[u8], &str); 10] = [
            (b"%PDF-1.7\n", "txt"),
            (b"MZ\x90\0", "pdf"),
            (b"\x7fELF\x02", "txt"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
            (b"<html>", "html"),
            (b"plain", "pdf"),
            (b"plain", ""),
            (b"\xc7\xd1\xb1\xdb", "txt"),
            (b"a\0b", "txt"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "hwp"),
        ];
        for (content, extension) in refused {
            assert_eq!(media_type(content, extension), Err(Rule::FileKind), "{extension}");
        }
    }

    proptest! {
        #[test]
        fn any_content_is_told_or_refused(content in proptest::collection::vec(any::<u8>(), 1..400), n in 0..18_usize) {
            let _ = media_type(&content, EXTENSIONS[n]);
            let _ = media_type(&[b"PK\x03\x04", content.as_slice()].concat(), EXTENSIONS[n]);
        }
    }
}
