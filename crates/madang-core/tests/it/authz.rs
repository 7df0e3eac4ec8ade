//! The whole table of who may do what, beside the file that a reviewer reads.

use madang_core::{Action, Actor, Error, Scope, Via};
use madang_model::members::StaffRole;
use madang_model::{Id as _, MemberId, SessionId, Timestamp, TokenId};

#[test]
fn the_table_is_the_reviewed_one() {
    let reviewed = include_str!("authz-matrix.txt");
    let now = madang_core::matrix();
    assert!(now == reviewed, "tests/it/authz-matrix.txt should be, once reviewed:\n{now}");
}

fn member_id() -> MemberId {
    "0192d3c4-0000-7000-8000-000000000001".parse().unwrap()
}

fn actor(staff: Option<StaffRole>, via: Via) -> Actor {
    Actor::Member { id: member_id(), staff, via, hold: None }
}

fn session() -> Via {
    let id: SessionId = "0192d3c4-0000-7000-8000-000000000002".parse().unwrap();
    Via::Session { id, authenticated_at: Timestamp::from_micros(0) }
}

fn token(scopes: &[Scope]) -> Via {
    let id: TokenId = "0192d3c4-0000-7000-8000-000000000003".parse().unwrap();
    Via::Token { id, scopes: scopes.to_vec() }
}

fn answer(actor: &Actor, action: Action, owner: Option<MemberId>) -> &'static str {
    match actor.may(action, owner) {
        Ok(()) => "yes",
        Err(Error::SignInRequired) => "sign in",
        Err(Error::Forbidden) => "forbidden",
        Err(Error::NotFound) => "not found",
        Err(other) => panic!("{other:?}"),
    }
}

/// The printed table is made from the same source as the decisions; this makes sure that it does not lie.
#[test]
fn decisions_are_what_the_table_says() {
    let other = MemberId::from_uuid(uuid::Uuid::from_u128(7));
    for (action, line) in Action::ALL.into_iter().zip(madang_core::matrix().lines().skip(1)) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells[0], format!("{action:?}"));
        let owned = cells[3] == "yes";
        let (own, strange) = (owned.then(member_id), owned.then_some(other));
        assert_eq!(answer(&Actor::Visitor, action, own), "sign in", "{action:?}");
        assert_eq!(answer(&Actor::System, action, own), "yes", "{action:?}");
        for (staff, cell) in
            [(None, cells[2]), (Some(StaffRole::Auditor), cells[4]), (Some(StaffRole::Operator), cells[5])]
        {
            let by_session = answer(&actor(staff, session()), action, own);
            let wanted = if owned || cell == "yes" { "yes" } else { "forbidden" };
            assert_eq!(by_session, wanted, "{action:?} by {staff:?}");
            if owned {
                assert_eq!(
                    answer(&actor(staff, session()), action, strange),
                    "not found",
                    "{action:?} of another by {staff:?}"
                );
            }
            for scope in Scope::ALL {
                let by_token = answer(&actor(staff, token(&[scope])), action, own);
                let in_scope = wanted == "yes" && cells[6] == scope.as_str();
                assert_eq!(
                    by_token,
                    if in_scope { "yes" } else { "forbidden" },
                    "{action:?} by {staff:?} with {scope:?}"
                );
            }
        }
    }
}
