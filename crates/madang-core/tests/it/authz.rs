//! The whole table of who may do what, beside the file that a reviewer reads.

use madang_core::{Action, Actor, Capacity, Error, Scope, Standing, Via};
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

fn answer_as(actor: &Actor, action: Action, standing: Standing) -> &'static str {
    match actor.may_as(action, standing) {
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
    let table = madang_core::matrix();
    let head: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    let column = |name: &str| head.iter().position(|cell| *cell == name).unwrap();
    for (action, line) in Action::ALL.iter().copied().zip(table.lines().skip(1)) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!((cells[0], cells.len()), (format!("{action:?}").as_str(), head.len()));
        let says = |name: &str| cells[column(name)] == "yes";
        let inside = Capacity::ALL.iter().any(|capacity| says(capacity.as_str()));
        assert_eq!(answer(&Actor::Visitor, action, Some(member_id())), "sign in", "{action:?}");
        assert_eq!(answer(&Actor::System, action, None), "yes", "{action:?}");
        for staff in [None].into_iter().chain(StaffRole::ALL.iter().copied().map(Some)) {
            let by_role = staff.is_some_and(|role| says(role.as_str()));
            let anyone = actor(staff, session());
            if says("own") {
                assert_eq!(answer(&anyone, action, Some(member_id())), "yes", "{action:?} by {staff:?}");
                assert_eq!(answer(&anyone, action, Some(other)), "not found", "{action:?} of another's");
                assert_eq!(answer_as(&anyone, action, Standing::STRANGER), "not found", "{action:?}");
            } else if inside {
                let stranger = if by_role {
                    "yes"
                } else if staff.is_some() {
                    "forbidden"
                } else {
                    "not found"
                };
                assert_eq!(
                    answer_as(&anyone, action, Standing::STRANGER),
                    stranger,
                    "{action:?} by {staff:?}"
                );
                for capacity in Capacity::ALL.iter().copied() {
                    let wanted = if by_role || says(capacity.as_str()) { "yes" } else { "forbidden" };
                    let standing = Standing::STRANGER.with(capacity);
                    assert_eq!(
                        answer_as(&anyone, action, standing),
                        wanted,
                        "{action:?} by {staff:?}, {capacity}"
                    );
                }
            } else {
                let wanted = if by_role { "yes" } else { "forbidden" };
                assert_eq!(answer(&anyone, action, None), wanted, "{action:?} by {staff:?}");
            }
            for scope in Scope::ALL.iter().copied() {
                let by_token = actor(staff, token(&[scope]));
                let everything = Capacity::ALL.iter().fold(Standing::STRANGER, |all, each| all.with(*each));
                let (by_session, by_token) = if inside {
                    (answer_as(&anyone, action, everything), answer_as(&by_token, action, everything))
                } else {
                    (answer(&anyone, action, Some(member_id())), answer(&by_token, action, Some(member_id())))
                };
                let in_scope = by_session == "yes" && cells[column("token-scope")] == scope.as_str();
                assert_eq!(
                    by_token,
                    if in_scope { "yes" } else { "forbidden" },
                    "{action:?} by {staff:?} with {scope}"
                );
            }
        }
    }
}
