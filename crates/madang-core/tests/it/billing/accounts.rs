//! Saying who pays, and reading it.

use madang_core::billing::{NoRegister, SaveAccount, get_account, ready, save_account};
use madang_core::{Error, Refusal};
use madang_model::billing::{AccountState, BusinessNumber, BusinessStanding, PaymentMethod};
use madang_model::organizations::OrgRole;
use madang_model::{OrganizationId, Rule};
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

pub(super) fn person() -> SaveAccount {
    SaveAccount {
        kind: "person".into(),
        name: "홍길동".into(),
        email: "hong@example.com".into(),
        mobile: "010-1234-5678".into(),
        landline: "02-3707-0614".into(),
        postcode: "06236".into(),
        road_address: "서울특별시 강남구 테헤란로 152".into(),
        lot_address: "서울특별시 강남구 역삼동 737".into(),
        detail_address: "10층".into(),
        ..SaveAccount::default()
    }
}

pub(super) fn company() -> SaveAccount {
    SaveAccount {
        kind: "company".into(),
        name: "김담당".into(),
        email: "pay@example.com".into(),
        mobile: "01098765432".into(),
        company_name: "(주)마당상사".into(),
        business_number: "1248100998".into(),
        corporate_number: "1301110006246".into(),
        ..SaveAccount::default()
    }
}

async fn is_ready(m: &TestMadang, id: OrganizationId) -> bool {
    ready(&mut m.platform().db.read().await.unwrap(), id).await.unwrap()
}

struct Closed;

#[async_trait::async_trait]
impl madang_core::billing::BusinessRegister for Closed {
    async fn look_up(&self, number: &BusinessNumber) -> BusinessStanding {
        match number.as_str() {
            "1248100998" => BusinessStanding::Closed,
            "2208162517" => BusinessStanding::Unregistered,
            _ => BusinessStanding::Active,
        }
    }
}

on_both_engines! {
    async fn a_company_is_billed_at_once_and_a_person_once_a_card_passed(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let own = m.personal(&hong).await;
        assert!(get_account(&hong, own).await.unwrap().is_none());
        assert!(!is_ready(&m, own).await);
        save_account(&hong, own, person()).await.unwrap();
        let account = get_account(&hong, own).await.unwrap().unwrap();
        assert_eq!((account.row.state, account.row.method), (AccountState::Incomplete, PaymentMethod::Card));
        assert_eq!(account.row.mobile, "01012345678");
        assert_eq!(account.row.landline.as_deref(), Some("0237070614"));
        assert_eq!((account.tries_left(), account.has_card()), (5, false));
        assert!(!is_ready(&m, own).await);

        let as_company = SaveAccount { revision: 1, ..company() };
        save_account(&hong, own, as_company).await.unwrap();
        let account = get_account(&hong, own).await.unwrap().unwrap();
        assert_eq!((account.row.state, account.row.method), (AccountState::Active, PaymentMethod::TaxInvoice));
        assert_eq!((account.row.road_address.as_str(), account.row.revision), ("", 2), "what is not needed is not kept");
        assert_eq!(account.row.business_standing, BusinessStanding::NotLookedUp);
        assert!(is_ready(&m, own).await);
        let entries = m.audited("billing.save_account").await;
        assert_eq!(entries.len(), 2);
        assert!(!entries.iter().any(|entry| entry.detail.contains("홍길동") || entry.detail.contains("010")));
    }

    async fn every_field_has_its_rule(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let own = m.personal(&hong).await;
        let cases = [
            ("kind", Rule::Choice, SaveAccount { kind: "nobody".into(), ..person() }),
            ("name", Rule::Required, SaveAccount { name: " ".into(), ..person() }),
            ("email", Rule::Email, SaveAccount { email: "hong".into(), ..person() }),
            ("mobile", Rule::Required, SaveAccount { mobile: String::new(), ..person() }),
            ("mobile", Rule::MobilePhone, SaveAccount { mobile: "02-123-4567".into(), ..person() }),
            ("landline", Rule::Landline, SaveAccount { landline: "1234".into(), ..person() }),
            ("postcode", Rule::Required, SaveAccount { postcode: String::new(), ..person() }),
            ("postcode", Rule::Postcode, SaveAccount { postcode: "135-080".into(), ..person() }),
            ("road_address", Rule::Required, SaveAccount { road_address: String::new(), ..person() }),
            ("lot_address", Rule::Characters, SaveAccount { lot_address: "<b>".into(), ..person() }),
            ("detail_address", Rule::TooLong { max: 100 }, SaveAccount { detail_address: "가".repeat(101), ..person() }),
            ("company_name", Rule::Required, SaveAccount { company_name: String::new(), ..company() }),
            ("business_number", Rule::Required, SaveAccount { business_number: String::new(), ..company() }),
            ("business_number", Rule::BusinessNumber, SaveAccount { business_number: "124-81-00998".into(), ..company() }),
            ("business_number", Rule::BusinessNumber, SaveAccount { business_number: "1248100997".into(), ..company() }),
            ("corporate_number", Rule::Required, SaveAccount { corporate_number: String::new(), ..company() }),
            ("corporate_number", Rule::CorporateNumber, SaveAccount { corporate_number: "130111-0006246".into(), ..company() }),
        ];
        for (field, rule, input) in cases {
            invalid(save_account(&hong, own, input).await, field, rule);
        }
        let all = SaveAccount { kind: "person".into(), ..SaveAccount::default() };
        match save_account(&hong, own, all).await {
            Err(Error::Invalid(errors)) => {
                let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
                assert_eq!(fields, ["name", "email", "mobile", "postcode", "road_address"]);
            }
            other => panic!("all fields at once, got {other:?}"),
        }
        let least = SaveAccount { landline: String::new(), lot_address: String::new(), detail_address: String::new(), ..person() };
        save_account(&hong, own, least).await.unwrap();
    }

    async fn a_register_keeps_closed_companies_out(engine: Engine) {
        let m = TestMadang::assembled(engine, |_| {}, |platform| {
            platform.business_register = std::sync::Arc::new(Closed);
        })
        .await;
        let hong = m.member("hong12").await;
        let own = m.personal(&hong).await;
        invalid(save_account(&hong, own, company()).await, "business_number", Rule::BusinessClosed);
        let unknown = SaveAccount { business_number: "2208162517".into(), ..company() };
        invalid(save_account(&hong, own, unknown).await, "business_number", Rule::BusinessClosed);
        let open = SaveAccount { business_number: "1208147521".into(), ..company() };
        save_account(&hong, own, open).await.unwrap();
        let account = get_account(&hong, own).await.unwrap().unwrap();
        assert_eq!(account.row.business_standing, BusinessStanding::Active);
        let _ = NoRegister;
    }

    async fn two_who_type_at_once_do_not_undo_each_other(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let own = m.personal(&hong).await;
        for input in [person(), SaveAccount { revision: 1, ..company() }] {
            let results = in_parallel(6, |_| {
                let (ctx, input) = (hong.ctx.clone(), input.clone());
                async move { save_account(&ctx, own, input).await }
            })
            .await;
            for loser in only_winner(results).1 {
                refused(Err::<(), _>(loser), Refusal::Superseded);
            }
        }
        refused(save_account(&hong, own, person()).await, Refusal::Superseded);
    }

    async fn owners_and_those_who_look_after_payment_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let owner = m.member("owner1").await;
        let kdn = m.company(&owner, "한국전력KDN", "KDN-01").await;
        save_account(&owner, kdn.id, company()).await.unwrap();
        let roles = [
            (OrgRole::Billing, true),
            (OrgRole::Approver, false),
            (OrgRole::Developer, false),
            (OrgRole::Viewer, false),
        ];
        for (number, (role, may)) in roles.into_iter().enumerate() {
            let member = m.member(&format!("member{number}")).await;
            m.joins(&kdn, &member, None, &[role], false).await;
            let (read, write) = (
                get_account(&member, kdn.id).await.map(drop),
                save_account(&member, kdn.id, SaveAccount { revision: 1, ..company() }).await.map(drop),
            );
            if may {
                read.unwrap();
                write.unwrap();
            } else {
                forbidden(read);
                forbidden(write);
            }
        }
        let stranger = m.member("stranger").await;
        not_found(get_account(&stranger, kdn.id).await);
        not_found(save_account(&stranger, kdn.id, company()).await);
        sign_in_required(get_account(&m.visitor(), kdn.id).await);
        sign_in_required(save_account(&m.visitor(), kdn.id, company()).await);
        let auditor = m.auditor().await;
        assert!(get_account(&auditor, kdn.id).await.unwrap().is_some());
        forbidden(save_account(&auditor, kdn.id, company()).await);
    }
}
