//! Just enough of an HTML reader for pages that our own templates make: tags, attributes, text.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A tag that opens, with its attributes.
    Open(&'a str, Vec<(&'a str, &'a str)>),
    /// Text between tags.
    Text(&'a str),
}

/// The pieces of a page, in order. What stands in scripts does not count.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        if !text.trim().is_empty() {
            found.push(Piece::Text(text.trim()));
        }
        let end = end_of_tag(behind);
        let tag = &behind[..end];
        rest = behind.get(end + 1..).unwrap_or_default();
        if !tag.starts_with(['/', '!']) {
            found.push(opened(tag));
        }
    }
    found
}

/// Where the tag ends: at the first `>` outside of quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn opened(tag: &str) -> Piece<'_> {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let attribute = &rest[..end];
        if attribute.is_empty() {
            return Piece::Open(name, attributes);
        }
        match rest[end..].strip_prefix("=\"") {
            Some(value) => {
                let (value, behind) = value.split_once('"').expect("a value ends");
                attributes.push((attribute, value));
                rest = behind;
            }
            None => {
                attributes.push((attribute, ""));
                rest = &rest[end..];
            }
        }
    }
}

/// An attribute's value.
pub(crate) fn attribute<'a>(attributes: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
}

/// Everything on a page that someone reads or hears.
pub(crate) fn read(html: &str) -> Vec<&str> {
    let spoken = ["aria-label", "title", "placeholder", "alt", "label"];
    let each = pieces(html).into_iter().flat_map(|piece| match piece {
        Piece::Text(text) => vec![text],
        Piece::Open(_, attributes) => {
            attributes.into_iter().filter(|(name, _)| spoken.contains(name)).map(|(_, value)| value).collect()
        }
    });
    each.collect()
}

/// A form on a page: where it posts to, and its fields with what is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageForm {
    /// Where it posts to; empty for the page's own address.
    pub(crate) action: String,
    /// The fields.
    pub(crate) fields: Vec<(String, String)>,
}

/// The forms of a page that post.
pub(crate) fn forms(html: &str) -> Vec<PageForm> {
    let mut forms: Vec<PageForm> = Vec::new();
    let mut posts = false;
    for piece in pieces(html) {
        let Piece::Open(tag, attributes) = piece else { continue };
        match tag {
            "form" => {
                posts = attribute(&attributes, "method") == Some("post");
                let action = attribute(&attributes, "action").unwrap_or_default().to_owned();
                if posts {
                    forms.push(PageForm { action, fields: Vec::new() });
                }
            }
            "input" | "textarea" | "select" if posts => {
                let name = attribute(&attributes, "name").unwrap_or_default();
                let value = attribute(&attributes, "value").unwrap_or_default();
                if let Some(form) = forms.last_mut().filter(|_| !name.is_empty()) {
                    form.fields.push((name.to_owned(), value.to_owned()));
                }
            }
            _ => {}
        }
    }
    forms
}

#[test]
fn a_page_is_read() {
    let html = r#"<!doctype html><p class="a" hidden>가 <b title="나>다">라</b></p>
        <form method="post" action="/x"><input name="q" value="1"><textarea name="t">
        </textarea></form><form><input name="no"></form>"#;
    assert_eq!(read(html), ["가", "나>다", "라"]);
    let fields = vec![("q".to_owned(), "1".to_owned()), ("t".to_owned(), String::new())];
    assert_eq!(forms(html), [PageForm { action: "/x".to_owned(), fields }]);
}
