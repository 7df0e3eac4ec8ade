//! 「카드 인증」

use std::sync::Arc;
use std::time::Duration;

use madang_core::Refusal;
use madang_core::billing::{
    AccountQuery, GatewayError, Returned, SaveAccount, ask_open_checks, find_account, finish_card_check,
    get_account, list_accounts, open_card_check, reset_card_failures, save_account,
};
use madang_core::members::withdraw;
use madang_db::Sql;
use madang_model::billing::{AccountState, CheckOutcome};
use madang_model::members::StaffRole;
use madang_model::{CardCheckId, OrganizationId, Rule};
use madang_testkit::{Engine, FakePayments, TestMadang, TestMember, TypedCard, in_parallel, on_both_engines};

use super::accounts::{company, person};
use crate::expect::{forbidden, invalid, not_found, refused, sign_in_required};

struct Ground {
    m: TestMadang,
    gateway: Arc<FakePayments>,
    hong: TestMember,
    own: OrganizationId,
}

async fn ground(engine: Engine) -> Ground {
    let gateway = Arc::new(FakePayments::default());
    let payments = Arc::clone(&gateway);
    let m = TestMadang::assembled(engine, |_| {}, |platform| platform.payments = payments).await;
    let hong = m.member("hong12").await;
    let own = m.personal(&hong).await;
    save_account(&hong, own, person()).await.unwrap();
    Ground { m, gateway, hong, own }
}

impl Ground {
    /// Goes to the gateway's page; the visit's id.
    async fn visit(&self) -> CardCheckId {
        let url = open_card_check(&self.hong, self.own, "/next").await.unwrap();
        url.rsplit('/').next().unwrap().parse().unwrap()
    }

    async fn finish(&self, id: CardCheckId) -> CheckOutcome {
        finish_card_check(&self.hong, id, &Returned::new()).await.unwrap().state
    }

    async fn standing(&self) -> (AccountState, i64, String) {
        let row = get_account(&self.hong, self.own).await.unwrap().unwrap().row;
        (row.state, row.failures, row.card_tail)
    }

    async fn fail(&self, times: usize) {
        self.gateway.types(TypedCard::Bad);
        for _ in 0..times {
            let id = self.visit().await;
            assert_eq!(self.finish(id).await, CheckOutcome::Declined);
        }
    }
}

on_both_engines! {
    async fn a_card_that_passes_makes_the_account_active_and_its_key_is_sealed(engine: Engine) {
        let g = ground(engine).await;
        let id = g.visit().await;
        assert_eq!(g.finish(id).await, CheckOutcome::Open, "nothing was typed yet");
        assert_eq!(g.visit().await, id, "the same page again");
        assert_eq!(g.gateway.checks(), 1);
        g.gateway.types(TypedCard::Good("1234"));
        assert_eq!(g.finish(id).await, CheckOutcome::Passed);
        assert_eq!(g.finish(id).await, CheckOutcome::Passed);
        assert_eq!(g.standing().await, (AccountState::Active, 0, "1234".to_owned()));
        let open = Sql::new("SELECT COUNT(*) FROM billing_accounts WHERE card_key LIKE '%key-%'");
        assert_eq!(g.m.number(open).await, 0, "the key is not readable");
        assert_eq!(g.m.audited("billing.register_card").await.len(), 1);
    }

    async fn a_visit_finished_by_many_at_once_gives_one_card(engine: Engine) {
        let g = ground(engine).await;
        let id = g.visit().await;
        g.gateway.types(TypedCard::Good("1234"));
        let outcomes = in_parallel(8, |_| {
            let ctx = g.hong.ctx.clone();
            async move { finish_card_check(&ctx, id, &Returned::new()).await.unwrap().state }
        })
        .await;
        assert!(outcomes.iter().all(|outcome| *outcome == CheckOutcome::Passed));
        assert_eq!((g.gateway.keys(), g.m.audited("billing.register_card").await.len()), (1, 1));
        g.m.run_jobs().await;
        assert!(g.gateway.forgotten().is_empty(), "the one key is in use");
    }

    async fn five_failures_end_trying_however_many_try_at_once(engine: Engine) {
        let g = ground(engine).await;
        g.gateway.types(TypedCard::Bad);
        let tries = in_parallel(12, |_| {
            let (ctx, own) = (g.hong.ctx.clone(), g.own);
            async move {
                for _ in 0..4 {
                    let Ok(url) = open_card_check(&ctx, own, "/").await else { continue };
                    let id: CardCheckId = url.rsplit('/').next().unwrap().parse().unwrap();
                    let _ = finish_card_check(&ctx, id, &Returned::new()).await;
                }
            }
        })
        .await;
        assert_eq!(tries.len(), 12);
        let declined = Sql::new("SELECT COUNT(*) FROM card_checks WHERE state = 'declined'");
        let opened = Sql::new("SELECT COUNT(*) FROM card_checks");
        assert_eq!((g.m.number(declined).await, g.m.number(opened).await), (5, 5));
        assert_eq!(g.standing().await, (AccountState::Locked, 5, String::new()));
        refused(open_card_check(&g.hong, g.own, "/").await, Refusal::CardLocked);
        // Typing the rest again does not help.
        let revision = get_account(&g.hong, g.own).await.unwrap().unwrap().row.revision;
        save_account(&g.hong, g.own, SaveAccount { revision, ..person() }).await.unwrap();
        refused(open_card_check(&g.hong, g.own, "/").await, Refusal::CardLocked);
    }

    async fn staff_let_it_be_tried_again_with_a_reason(engine: Engine) {
        let g = ground(engine).await;
        g.fail(5).await;
        let account = get_account(&g.hong, g.own).await.unwrap().unwrap().row.id;
        let operator = g.m.operator().await;
        invalid(reset_card_failures(&operator, account, " ").await, "reason", Rule::Required);
        forbidden(reset_card_failures(&g.hong, account, "x").await);
        forbidden(reset_card_failures(&g.m.auditor().await.ctx, account, "x").await);
        sign_in_required(reset_card_failures(&g.m.visitor(), account, "x").await);
        let finance = g.m.staff("finance1", StaffRole::Finance).await;
        reset_card_failures(&finance, account, "카드사 확인").await.unwrap();
        refused(reset_card_failures(&operator, account, "다시").await, Refusal::Superseded);
        assert_eq!(g.standing().await, (AccountState::Incomplete, 0, String::new()));
        assert!(g.m.audited("billing.reset_card_failures").await[0].detail.contains("카드사 확인"));
        g.gateway.types(TypedCard::Good("4321"));
        let id = g.visit().await;
        assert_eq!(g.finish(id).await, CheckOutcome::Passed);
    }

    async fn a_visit_that_was_given_up_does_not_count(engine: Engine) {
        let g = ground(engine).await;
        g.gateway.types(TypedCard::GivenUp);
        for _ in 0..6 {
            let id = g.visit().await;
            assert_eq!(g.finish(id).await, CheckOutcome::Abandoned);
        }
        assert_eq!(g.standing().await, (AccountState::Incomplete, 0, String::new()));
    }

    async fn what_was_not_answered_is_asked_for_and_never_tried_a_second_time(engine: Engine) {
        let g = ground(engine).await;
        g.gateway.fail_with([GatewayError::Unknown("late".into())]);
        refused(open_card_check(&g.hong, g.own, "/").await, Refusal::GatewayAway);
        let id = g.visit().await;
        assert_eq!(g.gateway.checks(), 1, "the same visit is opened again");
        g.gateway.types(TypedCard::Good("1234"));
        g.gateway.fail_with([GatewayError::Unknown("late".into()), GatewayError::Away("down".into())]);
        assert_eq!(g.finish(id).await, CheckOutcome::Open);
        assert_eq!(g.finish(id).await, CheckOutcome::Open);
        assert_eq!(ask_open_checks(&g.m.system()).await.unwrap(), "0/0", "it is young");
        g.m.advance(Duration::from_secs(180));
        assert_eq!(ask_open_checks(&g.m.system()).await.unwrap(), "1/1");
        assert_eq!(g.standing().await, (AccountState::Active, 0, "1234".to_owned()));
        assert_eq!((g.gateway.keys(), g.gateway.checks()), (1, 1));
    }

    async fn a_visit_of_which_nothing_comes_is_over_after_a_day(engine: Engine) {
        let g = ground(engine).await;
        let id = g.visit().await;
        g.m.advance(Duration::from_secs(25 * 3600));
        assert_eq!(ask_open_checks(&g.m.system()).await.unwrap(), "1/1");
        let check = finish_card_check(&g.m.system(), id, &Returned::new()).await.unwrap();
        assert_eq!((check.state, check.code.as_str()), (CheckOutcome::Abandoned, "late"));
    }

    async fn a_replaced_card_is_ended_at_the_gateway(engine: Engine) {
        let g = ground(engine).await;
        g.gateway.types(TypedCard::Good("1111"));
        let first = g.visit().await;
        g.finish(first).await;
        g.fail(1).await;
        assert_eq!(g.standing().await, (AccountState::Active, 1, "1111".to_owned()), "the old card pays on");
        g.gateway.types(TypedCard::Good("2222"));
        let second = g.visit().await;
        g.finish(second).await;
        assert_eq!(g.standing().await, (AccountState::Active, 0, "2222".to_owned()));
        g.m.run_jobs().await;
        assert_eq!(g.gateway.forgotten(), [format!("key-{first}")]);
        let left = Sql::new("SELECT COUNT(*) FROM retired_cards");
        assert_eq!(g.m.number(left).await, 0);
        // A company is billed by invoice: the card is ended too.
        save_account(&g.hong, g.own, SaveAccount { revision: 1, ..company() }).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!(g.gateway.forgotten(), [format!("key-{first}"), format!("key-{second}")]);
        refused(open_card_check(&g.hong, g.own, "/").await, Refusal::NoCard);
    }

    async fn a_card_that_passes_after_the_payer_chose_otherwise_is_ended(engine: Engine) {
        let g = ground(engine).await;
        let id = g.visit().await;
        save_account(&g.hong, g.own, SaveAccount { revision: 1, ..company() }).await.unwrap();
        g.gateway.types(TypedCard::Good("1111"));
        g.finish(id).await;
        g.m.run_jobs().await;
        assert_eq!(g.gateway.forgotten(), [format!("key-{id}")]);
        assert_eq!(g.standing().await, (AccountState::Active, 0, String::new()));
    }

    async fn a_card_goes_with_its_member(engine: Engine) {
        let g = ground(engine).await;
        g.gateway.types(TypedCard::Good("1111"));
        let id = g.visit().await;
        g.finish(id).await;
        withdraw(&g.hong).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!(g.gateway.forgotten(), [format!("key-{id}")]);
        let kept = Sql::new("SELECT COUNT(*) FROM billing_accounts WHERE contact_name <> '' OR email <> '' OR mobile <> '' OR road_address <> '' OR card_tail <> ''");
        assert_eq!(g.m.number(kept).await, 0);
    }

    async fn another_ones_visit_does_not_exist(engine: Engine) {
        let g = ground(engine).await;
        let id = g.visit().await;
        let stranger = g.m.member("stranger").await;
        not_found(finish_card_check(&stranger, id, &Returned::new()).await);
        not_found(open_card_check(&stranger, g.own, "/").await);
        forbidden(finish_card_check(&g.m.auditor().await.ctx, id, &Returned::new()).await);
        sign_in_required(finish_card_check(&g.m.visitor(), id, &Returned::new()).await);
        sign_in_required(open_card_check(&g.m.visitor(), g.own, "/").await);
        let own = g.m.personal(&stranger).await;
        refused(open_card_check(&stranger, own, "/").await, Refusal::NoPaymentData);
    }

    async fn staff_list_and_search_payers(engine: Engine) {
        let g = ground(engine).await;
        let operator = g.m.operator().await;
        for number in 0..55 {
            let owner = g.m.member(&format!("owner{number}")).await;
            let own = g.m.personal(&owner).await;
            let name = format!("(주)마당 {number:02}호");
            save_account(&owner, own, SaveAccount { company_name: name, ..company() }).await.unwrap();
        }
        let auditor = g.m.auditor().await;
        let all = list_accounts(&auditor, &AccountQuery::default()).await.unwrap();
        assert_eq!(all.items.len(), 50);
        let rest = AccountQuery { before: all.next, ..AccountQuery::default() };
        assert_eq!(list_accounts(&auditor, &rest).await.unwrap().items.len(), 6);
        let incomplete = AccountQuery { state: Some(AccountState::Incomplete), ..AccountQuery::default() };
        assert_eq!(list_accounts(&operator, &incomplete).await.unwrap().items.len(), 1);
        let search = AccountQuery { search: "(주) 마당".into(), ..AccountQuery::default() };
        let found = list_accounts(&operator, &search).await.unwrap();
        assert_eq!(found.items.len(), 50);
        assert!(found.items.windows(2).all(|pair| pair[0].payer_key < pair[1].payer_key));
        let next = AccountQuery { before: found.next, ..search };
        assert_eq!(list_accounts(&operator, &next).await.unwrap().items.len(), 5);
        let (account, organization) = find_account(&operator, found.items[0].id).await.unwrap();
        assert_eq!(account.row.organization_id, organization.id);
        forbidden(list_accounts(&g.hong, &AccountQuery::default()).await);
        forbidden(find_account(&g.hong, found.items[0].id).await);
        sign_in_required(list_accounts(&g.m.visitor(), &AccountQuery::default()).await);
        let wrong = AccountQuery { before: Some("x".into()), search: "마당".into(), ..AccountQuery::default() };
        invalid(list_accounts(&operator, &wrong).await, "cursor", Rule::Choice);
    }
}
