//! Keyset pages: what every list answers with.

use std::str::FromStr;

use madang_model::Rule;

use crate::{Error, Result};

/// How many items a page has at most.
pub(crate) const SIZE: usize = 50;

/// How many rows to ask for, so that one too many says that there is a next page.
pub(crate) const ASKED: i64 = 51;

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// At most 50 items.
    pub items: Vec<T>,
    /// What to ask for the next page with; none on the last one.
    pub next: Option<String>,
    /// What to ask for the items after each one with.
    pub(crate) cursors: Vec<String>,
}

impl<T> Page<T> {
    /// A page of [`ASKED`] rows or fewer; `cursor` names the row that the next page begins after.
    pub(crate) fn cut(mut items: Vec<T>, cursor: impl Fn(&T) -> String) -> Self {
        let more = items.len() > SIZE;
        items.truncate(SIZE);
        let cursors: Vec<String> = items.iter().map(cursor).collect();
        let next = cursors.last().filter(|_| more).cloned();
        Self { items, next, cursors }
    }

    /// The same page with `limit` items at most; what is left out begins the next one.
    #[must_use]
    pub fn at_most(mut self, limit: usize) -> Self {
        let last = limit.checked_sub(1).filter(|_| limit < self.items.len());
        if let Some(cursor) = last.and_then(|last| self.cursors.get(last)) {
            self.next = Some(cursor.clone());
            self.items.truncate(limit);
            self.cursors.truncate(limit);
        }
        self
    }

    /// The same page of other items.
    pub(crate) fn try_map<U>(self, each: impl FnMut(T) -> Result<U>) -> Result<Page<U>> {
        let items = self.items.into_iter().map(each).collect::<Result<_>>()?;
        Ok(Page { items, next: self.next, cursors: self.cursors })
    }
}

/// The cursor that a caller gave back. One that was never given out is an invalid `cursor`.
pub(crate) fn after<C: FromStr>(cursor: Option<&str>) -> Result<Option<C>> {
    cursor.map(str::parse).transpose().map_err(|_| Error::invalid("cursor", Rule::Choice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_where_one_too_many_began() {
        let whole = Page::cut((1..=51).collect(), i32::to_string);
        assert_eq!((whole.items.len(), whole.next.as_deref()), (50, Some("50")));
        let last = Page::cut((1..=50).collect(), i32::to_string);
        assert_eq!((last.items.len(), last.next.as_deref()), (50, None));
        let shorter = last.clone().at_most(20);
        assert_eq!((shorter.items.len(), shorter.next.as_deref()), (20, Some("20")));
        assert_eq!(last.at_most(50).next, None);
        assert!(after::<i64>(Some("x")).is_err() && after::<i64>(None).is_ok());
    }
}
