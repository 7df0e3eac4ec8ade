//! 「결제 정보」: who pays for an organisation, and with which card.

mod card;
mod returned;
mod setup;
mod show;
mod view;

use madang_web::{Access, Routes};

pub(crate) use view::{CheckLine, account_state, checks, facts};

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    let member = Access::Member;
    Routes::new()
        .get("/billing", member, show::show)
        .get("/billing/setup", member, setup::show)
        .post("/billing/setup", member, setup::save)
        .post("/billing/setup/address", member, setup::address)
        .post("/billing/card", member, card::open)
        .get("/billing/card/return/{id}", member, returned::show)
}
