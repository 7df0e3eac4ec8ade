//! The members, as operators and auditors look through them.

use madang_model::members::{MemberName, MemberState, StaffRole};
use madang_model::{MemberId, Rule};
use madang_store::member_search::{self, Known, MemberFilter};
use madang_store::members::MemberRow;
use serde::{Deserialize, Serialize};

use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which members to list.
#[derive(Default, Clone)]
pub struct MemberQuery {
    /// The beginning of an ID, a name, an e-mail address or a mobile number, or a mobile number's last digits,
    /// four at least. Nothing lists all.
    pub search: String,
    /// Only members in this state, by its name.
    pub state: Option<String>,
    /// Only staff of this role.
    pub staff: Option<StaffRole>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// No member is known by more.
const LONGEST: usize = 254;

/// How many rows a search reads for one page at most, fitting or not.
const READ: usize = 2000;

/// Lists members: newest first, or, where something is searched, in the order of what matched. Staff may.
///
/// A search for something that thousands begin with, narrowed by a state that few of them have, may give a page
/// that is not full and still has a next one: no page reads more than a fixed number of rows.
pub async fn list(ctx: &Ctx, query: &MemberQuery) -> Result<Page<MemberRow>> {
    ctx.authorize(Action::ReadMembers, None)?;
    let state = query.state.as_deref();
    if state.is_some_and(|state| !MemberState::NAMES.contains(&state)) {
        return Err(Error::invalid("state", Rule::Choice));
    }
    let search = query.search.trim();
    if search.is_empty() {
        let before: Option<MemberId> = page::after(query.before.as_deref())?;
        let filter = MemberFilter { state, staff: query.staff, before };
        let rows = member_search::list(&mut *ctx.read().await?, filter, page::ASKED).await?;
        return Ok(Page::cut(rows, |row| row.id.to_string()));
    }
    if search.chars().any(char::is_control) {
        return Err(Error::invalid("search", Rule::Characters));
    }
    if search.len() > LONGEST {
        return Err(Error::invalid("search", Rule::TooLong { max: LONGEST }));
    }
    Search::new(search, query).page(ctx, query.before.as_deref()).await
}

/// The keys that a text could be the beginning of, in the order in which they are gone through.
struct Search<'a> {
    ways: Vec<(Known, String)>,
    digits: String,
    query: &'a MemberQuery,
}

/// Where a search's page ended. It holds personal data and is sealed on its way.
#[derive(Serialize, Deserialize)]
struct Place {
    way: usize,
    key: String,
    id: Option<String>,
}

const PURPOSE: &str = "member-search";

impl<'a> Search<'a> {
    fn new(text: &str, query: &'a MemberQuery) -> Self {
        let lower = text.to_ascii_lowercase();
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '.' | '(' | ')')).collect();
        let digits = if digits.bytes().all(|b| b.is_ascii_digit()) { digits } else { String::new() };
        let mut ways = Vec::with_capacity(5);
        if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            ways.push((Known::LoginId, lower.clone()));
        }
        if !text.contains('@') {
            ways.push((Known::Name, MemberName::key_of(text)));
        }
        if text.is_ascii() && !text.contains(' ') {
            ways.push((Known::Email, lower));
        }
        if digits.starts_with('0') {
            ways.push((Known::Phone, digits.clone()));
        }
        if let Some(last_four) = digits.len().checked_sub(4).and_then(|at| digits.get(at..)) {
            ways.push((Known::PhoneEnd, last_four.to_owned()));
        }
        Self { ways, digits, query }
    }

    async fn page(&self, ctx: &Ctx, cursor: Option<&str>) -> Result<Page<MemberRow>> {
        let mut place = open(ctx, cursor)?;
        let mut conn = ctx.read().await?;
        let (mut items, mut cursors, mut read) = (Vec::new(), Vec::new(), 0);
        while let Some((known, text)) = self.ways.get(place.way) {
            let after_id: Option<MemberId> = page::after(place.id.as_deref())?;
            let after = after_id.map(|id| (place.key.as_str(), id));
            let rows = member_search::beginning(&mut conn, *known, text, after, page::ASKED).await?;
            let last = rows.len() < page::SIZE + 1;
            for row in rows {
                read += 1;
                let here = Place { way: place.way, key: key_of(*known, &row), id: Some(row.id.to_string()) };
                if self.fits(place.way, &row) {
                    if items.len() == page::SIZE {
                        return Ok(Page { items, next: Some(seal(ctx, &place)?), cursors });
                    }
                    items.push(row);
                    cursors.push(seal(ctx, &here)?);
                }
                place = here;
            }
            if last {
                place = Place { way: place.way + 1, key: String::new(), id: None };
            }
            if read >= READ && place.way < self.ways.len() {
                return Ok(Page { items, next: Some(seal(ctx, &place)?), cursors });
            }
        }
        Ok(Page { items, next: None, cursors })
    }

    /// Whether a row found in one way is wanted, and was not found in an earlier way already.
    fn fits(&self, way: usize, row: &MemberRow) -> bool {
        self.query.state.as_ref().is_none_or(|state| *state == row.state)
            && self.query.staff.is_none_or(|staff| row.staff == Some(staff))
            && self.matches(way, row)
            && (0..way).all(|earlier| !self.matches(earlier, row))
    }

    fn matches(&self, way: usize, row: &MemberRow) -> bool {
        let (known, text) = &self.ways[way];
        match known {
            Known::PhoneEnd => row.phone.ends_with(&self.digits),
            Known::LoginId | Known::Name | Known::Email | Known::Phone => {
                key_of(*known, row).starts_with(text.as_str())
            }
        }
    }
}

/// The form of a row's value that it is searched and ordered by.
fn key_of(known: Known, row: &MemberRow) -> String {
    match known {
        Known::LoginId => row.login_id.to_ascii_lowercase(),
        Known::Name => MemberName::key_of(&row.name),
        Known::Email => row.email.to_ascii_lowercase(),
        Known::Phone | Known::PhoneEnd => row.phone.clone(),
    }
}

fn seal(ctx: &Ctx, place: &Place) -> Result<String> {
    Ok(ctx.vault().seal(PURPOSE, &serde_json::to_vec(place).map_err(Error::internal)?))
}

fn open(ctx: &Ctx, cursor: Option<&str>) -> Result<Place> {
    let Some(cursor) = cursor else { return Ok(Place { way: 0, key: String::new(), id: None }) };
    let strange = || Error::invalid("cursor", Rule::Choice);
    let opened = ctx.vault().unseal(PURPOSE, cursor).map_err(|_| strange())?;
    serde_json::from_slice(&opened).map_err(|_| strange())
}
