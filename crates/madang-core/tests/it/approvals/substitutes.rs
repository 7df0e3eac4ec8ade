//! 대결

use std::time::Duration;

use madang_core::approvals::{
    InboxQuery, Substitute, end_substitution, inbox, list_substitutions, standing_in, substitute,
};
use madang_core::orders::get;
use madang_core::{Ctx, Refusal, Result};
use madang_model::approvals::Day;
use madang_model::orders::OrderState;
use madang_model::{Rule, SubstitutionId};
use madang_testkit::{PASSWORD, TestMember, in_parallel, on_both_engines, only_winner};

use super::ground::{House, approve, named, step};
use crate::expect::{forbidden, invalid, not_found, refused};

/// Has a member stand in from one day on, counted from today, to another.
async fn away(h: &House, who: &Ctx, other: &TestMember, (from, to): (i64, i64)) -> Result<SubstitutionId> {
    let today = Day::of(who.now());
    let input = Substitute {
        organization_id: h.company.id.to_string(),
        login_id: other.login_id.clone(),
        starts: today.moved(from).to_string(),
        ends: today.moved(to).to_string(),
    };
    substitute(who, &input).await
}

on_both_engines! {
    async fn a_substitute_decides_from_the_first_day_to_the_last(engine: Engine) {
        let h = House::new(engine).await;
        away(&h, &h.kim, &h.park, (1, 2)).await.unwrap();
        let ids = [h.submitted(&h.hong, Some(h.kim.id)).await, h.submitted(&h.hong, Some(h.kim.id)).await];
        forbidden(approve(&h.park, ids[0]).await);
        let day = Duration::from_secs(86_400);
        h.m.advance(day);
        let park = h.m.signed_in("park12", PASSWORD).await.unwrap().0;
        let shown = inbox(&park, &InboxQuery::default()).await.unwrap().items;
        assert_eq!(shown.len(), 2);
        assert_eq!(shown[0].on_behalf_of.as_deref(), Some("홍길동"));
        assert_eq!(standing_in(&park).await.unwrap().len(), 1);
        assert_eq!(approve(&park, ids[0]).await.unwrap(), OrderState::InApproval);
        let steps = get(&h.hong, ids[0]).await.unwrap().line;
        assert!(steps[0].asked[0].on_behalf_of_name.is_some(), "the timeline says 대결");
        h.m.advance(day);
        h.m.advance(day);
        let park = h.m.signed_in("park12", PASSWORD).await.unwrap().0;
        forbidden(approve(&park, ids[1]).await);
        let kim = h.m.signed_in("kim123", PASSWORD).await.unwrap().0;
        assert_eq!(approve(&kim, ids[1]).await.unwrap(), OrderState::InApproval, "who was away decides again");
    }

    async fn a_substitute_of_a_head_decides_for_the_department(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![step("department_head")]).await;
        away(&h, &h.kim, &h.park, (0, 0)).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(approve(&h.park, id).await.unwrap(), OrderState::Approved);
    }

    async fn applicants_never_stand_in_for_their_approver(engine: Engine) {
        let h = House::new(engine).await;
        away(&h, &h.kim, &h.hong, (0, 3)).await.unwrap();
        let id = h.submitted(&h.hong, Some(h.kim.id)).await;
        forbidden(approve(&h.hong, id).await);
        assert!(inbox(&h.hong, &InboxQuery::default()).await.unwrap().items.is_empty());
    }

    async fn one_person_has_one_vote_on_a_step(engine: Engine) {
        let h = House::new(engine).await;
        h.policy(vec![named(2, &[&h.kim, &h.park])]).await;
        away(&h, &h.kim, &h.park, (0, 3)).await.unwrap();
        let id = h.submitted(&h.hong, None).await;
        assert_eq!(approve(&h.park, id).await.unwrap(), OrderState::InApproval);
        refused(approve(&h.park, id).await, Refusal::Decided);
        assert_eq!(approve(&h.kim, id).await.unwrap(), OrderState::Approved);
    }

    async fn who_stands_in_is_a_colleague_who_is_there(engine: Engine) {
        let h = House::new(engine).await;
        let stranger = h.m.member("strange1").await;
        invalid(away(&h, &h.kim, &stranger, (0, 1)).await, "login_id", Rule::Unknown);
        invalid(away(&h, &h.kim, &h.kim, (0, 1)).await, "login_id", Rule::Unknown);
        invalid(away(&h, &stranger, &h.kim, (0, 1)).await, "organization_id", Rule::Choice);
        invalid(away(&h, &h.kim, &h.park, (2, 1)).await, "ends", Rule::Dates);
        invalid(away(&h, &h.kim, &h.park, (-3, -1)).await, "ends", Rule::Dates);
        invalid(away(&h, &h.kim, &h.park, (0, 400)).await, "ends", Rule::Dates);
        away(&h, &h.kim, &h.park, (2, 4)).await.unwrap();
        invalid(away(&h, &h.kim, &h.lee, (4, 6)).await, "starts", Rule::SubstitutionTaken);
        // No chains: neither to whom is away, nor on from whom stands in.
        invalid(away(&h, &h.lee, &h.kim, (3, 3)).await, "login_id", Rule::SubstitutionChain);
        invalid(away(&h, &h.park, &h.lee, (3, 3)).await, "starts", Rule::SubstitutionChain);
        away(&h, &h.kim, &h.lee, (5, 6)).await.unwrap();
    }

    async fn overlapping_times_set_up_at_once_become_one(engine: Engine) {
        let h = House::new(engine).await;
        let (kim, ids) = (h.kim.ctx.clone(), [h.park.login_id.clone(), h.lee.login_id.clone()]);
        let organization = h.company.id.to_string();
        let results = in_parallel(2, |at| {
            let today = Day::of(kim.now()).to_string();
            let input = Substitute {
                organization_id: organization.clone(), login_id: ids[at].clone(), starts: today.clone(), ends: today,
            };
            let kim = kim.clone();
            async move { substitute(&kim, &input).await }
        })
        .await;
        only_winner(results);
    }

    async fn a_substitution_that_is_ended_works_no_more(engine: Engine) {
        let h = House::new(engine).await;
        let id = away(&h, &h.kim, &h.park, (0, 9)).await.unwrap();
        let order = h.submitted(&h.hong, Some(h.kim.id)).await;
        not_found(end_substitution(&h.lee, id).await);
        end_substitution(&h.kim, id).await.unwrap();
        refused(end_substitution(&h.kim, id).await, Refusal::Superseded);
        forbidden(approve(&h.park, order).await);
        let mine = list_substitutions(&h.kim, None).await.unwrap().items;
        assert!(mine.len() == 1 && !mine[0].is_open);
        away(&h, &h.kim, &h.lee, (0, 9)).await.unwrap();
    }
}
