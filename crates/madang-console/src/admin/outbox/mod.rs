//! The outbox 「발송함」: every mail and SMS with what it said. Operators see it; so does everyone where the program
//! runs for its developers, who have no other mailbox.

mod list;
mod retry;
mod show;
mod view;

use madang_core::{Action, Actor, Ctx};
use madang_web::{Access, Routes};

use crate::frame::Frame;

/// The pages of this part.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/outbox", Access::OperatorOrDevelopment, list::show)
        .get("/outbox/{id}", Access::OperatorOrDevelopment, show::show)
        .post("/outbox/{id}/retry", Access::OperatorOrDevelopment, retry::act)
}

/// On whose behalf the outbox is opened. The core opens it to operators only; in development, whoever may not
/// open it does so as the program itself, which is what being able to run `--dev` on this machine amounts to.
fn opener(frame: &Frame) -> Ctx {
    let mut ctx = frame.ctx.clone();
    if frame.web.is_development() && ctx.authorize(Action::WriteOutbox, None).is_err() {
        ctx.actor = Actor::System;
    }
    ctx
}
