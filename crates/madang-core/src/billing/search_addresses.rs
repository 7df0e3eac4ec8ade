//! 「주소 검색」: finding an address by its road, its old name or its postcode.

use std::sync::Arc;

use async_trait::async_trait;
use madang_model::{Rule, text};

use crate::settings::{AddressSearch, Settings};
use crate::{Action, Ctx, Error, Refusal, Result};

/// How many addresses a page has at most.
const SIZE: usize = 10;
/// The last page that is given: whoever has not found it by then types more.
const LAST_PAGE: u32 = 20;

/// An address as the address book knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAddress {
    /// 「우편번호」
    pub postcode: String,
    /// 「도로명주소」
    pub road: String,
    /// 「지번 주소」
    pub lot: String,
}

/// A page of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundAddresses {
    /// Ten at most.
    pub items: Vec<FoundAddress>,
    /// Whether there are more.
    pub more: bool,
}

/// Where addresses are looked up.
#[async_trait]
pub trait AddressBook: Send + Sync {
    /// Addresses that have every word of `text` in them, from number `skip` on, `most` of them at most. An error is
    /// told to operators.
    async fn search(&self, text: &str, skip: usize, most: usize) -> Result<Vec<FoundAddress>, String>;
}

/// The built-in sample: some hundred roads of Korea's cities, read once.
#[derive(Debug)]
pub struct SampleAddresses {
    items: Vec<(FoundAddress, String)>,
}

impl SampleAddresses {
    /// Reads the sample.
    pub fn new() -> Self {
        let items = include_str!("addresses.tsv").lines().filter_map(|line| {
            let mut cells = line.split('\t');
            let (postcode, road, lot) = (cells.next()?, cells.next()?, cells.next()?);
            let key = text::key_of(&format!("{postcode} {road} {lot}"));
            let found =
                FoundAddress { postcode: postcode.to_owned(), road: road.to_owned(), lot: lot.to_owned() };
            Some((found, key))
        });
        Self { items: items.collect() }
    }
}

impl Default for SampleAddresses {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl AddressBook for SampleAddresses {
    async fn search(&self, text: &str, skip: usize, most: usize) -> Result<Vec<FoundAddress>, String> {
        let words: Vec<String> = text.split_whitespace().map(text::key_of).collect();
        let fits = |key: &str| words.iter().all(|word| key.contains(word.as_str()));
        let found = self.items.iter().filter(|(_, key)| fits(key)).map(|(found, _)| found.clone());
        Ok(found.skip(skip).take(most).collect())
    }
}

/// The address book of the settings; none where addresses are typed by hand.
pub fn address_book(settings: &Settings) -> Option<Arc<dyn AddressBook>> {
    match settings.billing.address_search {
        AddressSearch::Sample => Some(Arc::new(SampleAddresses::new())),
        AddressSearch::None => None,
    }
}

/// Addresses with every word of `search` in them: a road and its number, an old name, a postcode. `page` counts
/// from 1. Signed-in members may. Without an address book nothing is found.
pub async fn search_addresses(ctx: &Ctx, search: &str, page: u32) -> Result<FoundAddresses> {
    let member_id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(member_id))?;
    let Some(book) = &ctx.platform.addresses else { return Ok(FoundAddresses::default()) };
    let typed = text::line(search, 60).map_err(|rule| Error::invalid("search", rule))?;
    if typed.chars().count() < 2 {
        return Err(Error::invalid("search", Rule::TooShort { min: 2 }));
    }
    if !(1..=LAST_PAGE).contains(&page) {
        return Err(Error::invalid("page", Rule::Range { min: 1, max: LAST_PAGE }));
    }
    let skip = SIZE * usize::try_from(page - 1).unwrap_or(0);
    let mut items = book.search(&typed, skip, SIZE + 1).await.map_err(|error| {
        tracing::warn!(error, "the address book does not answer");
        Error::from(Refusal::AddressesAway)
    })?;
    let more = items.len() > SIZE && page < LAST_PAGE;
    items.truncate(SIZE);
    Ok(FoundAddresses { items, more })
}
