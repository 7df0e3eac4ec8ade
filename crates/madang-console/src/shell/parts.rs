//! The data behind the parts that are more than a few words: wizards, pagers, tabs, choices.

/// The way through a wizard: names of the steps and where the reader is.
#[derive(Debug, Clone)]
pub struct Steps {
    /// The steps' names, in order.
    pub names: Vec<String>,
    /// Where the reader is, from 1. One more than there are steps means all are done.
    pub current: usize,
}

/// The ends of a keyset page. There are no page numbers: a list costs the same wherever it is read.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// Address of the first page, where this is not it.
    pub first: Option<String>,
    /// Address of the page before this one.
    pub previous: Option<String>,
    /// Address of the page after it.
    pub next: Option<String>,
    /// What this page shows, where that is known: `1–50`.
    pub shown: Option<String>,
}

impl Pager {
    /// Whether everything fits on one page.
    pub fn is_single(&self) -> bool {
        self.first.is_none() && self.previous.is_none() && self.next.is_none()
    }
}

/// One of several pages about the same thing.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
}

/// One of the values a field can take.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

impl Choice {
    /// A choice that sends `value` and reads `label`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}
