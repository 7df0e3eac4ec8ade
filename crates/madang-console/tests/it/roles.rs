//! Every route of the console by everyone: nobody, a stranger, an auditor, an operator.

use http::StatusCode;
use madang_testkit::{TestMember, on_both_engines};
use madang_web::{Access, Mode, Route};

use crate::site::{Answer, Browser, Site};
use crate::things::Things;

/// Who asks.
struct People {
    owner: TestMember,
    stranger: TestMember,
    auditor: TestMember,
    operator: TestMember,
}

async fn filled(site: &mut Site) -> (People, Things) {
    let people = People {
        owner: site.m.member("owner1").await,
        stranger: site.m.member("stranger2").await,
        auditor: site.m.auditor().await,
        operator: site.m.operator().await,
    };
    let things = Things::make(&mut site.m, &people.operator, &people.owner).await;
    (people, things)
}

/// The route as `browser` uses it: a page is opened, a form is sent with nothing in it.
async fn used(browser: &mut Browser, things: &Things, route: &Route) -> Answer {
    let address = things.address(route);
    match route.method {
        "GET" => browser.get(&address).await,
        "POST" => browser.post(&address, &[]).await,
        method => panic!("{method} {address}"),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Whatever else may be wrong: not for want of a right.
    Let,
    /// Sent to sign in.
    Asked,
    /// Told that they may not, or that there is no such thing.
    Refused,
}

fn outcome(answer: &Answer) -> Outcome {
    assert!(!answer.status.is_server_error(), "{}", answer.status);
    match answer.status {
        _ if answer.asks_to_sign_in() => Outcome::Asked,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Outcome::Refused,
        _ => Outcome::Let,
    }
}

on_both_engines! {
    async fn nobody_gets_public_pages_and_is_asked_to_sign_in_for_the_rest(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (_people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            let answer = used(&mut site.visitor(), &things, route).await;
            let what = format!("{} {}: {} {}", route.method, route.path, answer.status, answer.location());
            match route.access {
                Access::Public => assert!(!answer.asks_to_sign_in() && answer.status != StatusCode::FORBIDDEN, "{what}"),
                Access::Member | Access::Staff | Access::Operator | Access::OperatorOrDevelopment => {
                    assert_eq!(outcome(&answer), Outcome::Asked, "{what}");
                }
            }
        }
    }

    async fn a_member_gets_no_page_of_staff_and_nothing_of_others(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            let answer = used(&mut site.again(&people.stranger).await, &things, route).await;
            let what = format!("{} {}: {} {}", route.method, route.path, answer.status, answer.location());
            match route.access {
                Access::Public => assert!(!answer.asks_to_sign_in(), "{what}"),
                Access::Member if route.path.contains("{id}") => {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
                }
                Access::Member => assert_eq!(outcome(&answer), Outcome::Let, "{what}"),
                Access::Staff | Access::Operator | Access::OperatorOrDevelopment => {
                    assert_eq!(outcome(&answer), Outcome::Refused, "{what}");
                }
            }
        }
    }

    async fn a_member_gets_what_is_theirs(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            // Deleting is for the tests of deleting: what follows needs the things.
            let deletes = route.method == "POST" && (route.path.contains("{id}") || route.path.ends_with("/end"));
            if route.access == Access::Member && !deletes {
                let answer = used(&mut site.again(&people.owner).await, &things, route).await;
                let what = format!("{} {}: {}", route.method, route.path, answer.status);
                assert_eq!(outcome(&answer), Outcome::Let, "{what}");
            }
        }
    }

    async fn an_auditor_sees_all_but_the_outbox_and_changes_nothing(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            let answer = used(&mut site.again(&people.auditor).await, &things, route).await;
            let what = format!("{} {}: {} {}", route.method, route.path, answer.status, answer.location());
            match route.access {
                Access::Staff => assert_eq!(answer.status, StatusCode::OK, "{what}"),
                Access::Operator | Access::OperatorOrDevelopment => {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
                }
                Access::Public | Access::Member => {}
            }
        }
    }

    async fn an_operator_gets_everything(engine: Engine) {
        let mut site = Site::new(engine).await;
        let (people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            let answer = used(&mut site.again(&people.operator).await, &things, route).await;
            let what = format!("{} {}: {} {}", route.method, route.path, answer.status, answer.location());
            match route.access {
                Access::Staff | Access::Operator | Access::OperatorOrDevelopment => {
                    assert_eq!(outcome(&answer), Outcome::Let, "{what}");
                }
                Access::Public | Access::Member => {}
            }
        }
    }

    async fn in_development_the_outbox_is_everyones_and_nothing_else_is(engine: Engine) {
        let mut site = Site::in_mode(engine, Mode::Development).await;
        let (people, things) = filled(&mut site).await;
        for route in madang_console::routes().table() {
            for mut browser in [site.visitor(), site.again(&people.stranger).await, site.again(&people.auditor).await] {
                let answer = used(&mut browser, &things, route).await;
                let what = format!("{} {}: {}", route.method, route.path, answer.status);
                match route.access {
                    Access::OperatorOrDevelopment => assert_eq!(outcome(&answer), Outcome::Let, "{what}"),
                    Access::Operator => assert_ne!(outcome(&answer), Outcome::Let, "{what}"),
                    Access::Public | Access::Member | Access::Staff => {}
                }
            }
        }
    }
}

#[test]
fn every_route_says_who_may_use_it_and_no_form_changes_anything_by_a_link() {
    let routes = madang_console::routes();
    for route in routes.table() {
        let area = route.path.starts_with("/admin") || route.path.starts_with("/outbox");
        let staff = matches!(route.access, Access::Staff | Access::Operator | Access::OperatorOrDevelopment);
        assert_eq!(area, staff, "{} {}", route.method, route.path);
    }
}
