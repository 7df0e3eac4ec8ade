//! Looking an address up.

use std::sync::Arc;

use madang_core::Refusal;
use madang_core::billing::{AddressBook, FoundAddress, SampleAddresses, search_addresses};
use madang_core::settings::AddressSearch;
use madang_model::Rule;
use madang_model::billing::{Address, Postcode};
use madang_testkit::{TestMadang, on_both_engines};

use crate::expect::{invalid, refused, sign_in_required};

struct Away;

#[async_trait::async_trait]
impl AddressBook for Away {
    async fn search(&self, _: &str, _: usize, _: usize) -> Result<Vec<FoundAddress>, String> {
        Err("it is away".to_owned())
    }
}

#[tokio::test]
async fn every_address_of_the_sample_can_be_saved_and_is_there_once() {
    let all = SampleAddresses::new().search("", 0, usize::MAX).await.unwrap();
    assert!(all.len() > 300, "{}", all.len());
    let mut roads = std::collections::HashSet::new();
    for found in all {
        assert!(Postcode::parse(&found.postcode).is_ok(), "{found:?}");
        assert!(Address::parse(&found.road).is_ok() && Address::parse(&found.lot).is_ok(), "{found:?}");
        assert!(roads.insert(found.road.clone()), "{found:?} is there twice");
    }
}

on_both_engines! {
    async fn an_address_is_found_by_road_old_name_and_postcode(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        for search in ["테헤란로 152", "역삼동 737", "06236", "강남구테헤란로", "테헤란 152"] {
            let found = search_addresses(&hong, search, 1).await.unwrap();
            assert!(found.items.iter().any(|found| found.road == "서울특별시 강남구 테헤란로 152"), "{search}: {found:?}");
        }
        let (first, second) = (
            search_addresses(&hong, "서울특별시", 1).await.unwrap(),
            search_addresses(&hong, "서울특별시", 2).await.unwrap(),
        );
        assert!(first.items.len() == 10 && first.more && first.items[0] != second.items[0]);
        assert!(search_addresses(&hong, "없는길", 1).await.unwrap().items.is_empty());
        assert!(search_addresses(&hong, "서울특별시", 20).await.unwrap().items.len() <= 10);
        invalid(search_addresses(&hong, "서", 1).await, "search", Rule::TooShort { min: 2 });
        invalid(search_addresses(&hong, " ", 1).await, "search", Rule::Required);
        invalid(search_addresses(&hong, &"가".repeat(61), 1).await, "search", Rule::TooLong { max: 60 });
        invalid(search_addresses(&hong, "서울", 0).await, "page", Rule::Range { min: 1, max: 20 });
        invalid(search_addresses(&hong, "서울", u32::MAX).await, "page", Rule::Range { min: 1, max: 20 });
        sign_in_required(search_addresses(&m.visitor(), "서울", 1).await);
    }

    async fn without_an_address_book_it_is_typed_by_hand(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.billing.address_search = AddressSearch::None).await;
        let hong = m.member("hong12").await;
        assert!(search_addresses(&hong, "서울특별시", 1).await.unwrap().items.is_empty());
        let m = TestMadang::assembled(engine, |_| {}, |platform| platform.addresses = Some(Arc::new(Away))).await;
        let hong = m.member("hong12").await;
        refused(search_addresses(&hong, "서울특별시", 1).await, Refusal::AddressesAway);
    }
}
