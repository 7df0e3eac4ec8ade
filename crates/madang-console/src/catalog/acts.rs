//! The buttons of an offering's page: 「상품 신청」, then 「서비스 이용」 and 「상품 해지」.

use madang_core::Actor;
use madang_core::catalog::OfferingView;
use madang_core::subscriptions::offer;
use madang_model::catalog::OfferingState;
use madang_web::Fail;

use crate::frame::Frame;
use crate::organizations::switched_if_any;

/// What the reader can do with an offering.
pub(super) enum Acts {
    /// Nothing.
    None,
    /// Subscribe: the page, and how it is shown.
    Subscribe(String, &'static str),
    /// See what became of the application.
    Waiting(String),
    /// Use it; and give it up, where they may.
    Running {
        /// Where it is used.
        use_it: String,
        /// Where it is given up; empty where the reader may not.
        exit: String,
    },
}

/// What the reader can do with this offering for the organisation that the page is about. Visitors are asked to sign
/// in on the way.
pub(super) async fn acts(frame: &mut Frame, found: &OfferingView) -> Result<Acts, Fail> {
    let is_on_sale = found.state == OfferingState::Published;
    let code = &found.code;
    if matches!(frame.ctx.actor, Actor::Visitor | Actor::System) {
        return Ok(if is_on_sale { Acts::Subscribe(format!("/subscribe/{code}"), "") } else { Acts::None });
    }
    let Some(context) = switched_if_any(frame).await? else {
        return Ok(Acts::None);
    };
    let organization = context.organization.id;
    let state = offer(&frame.ctx, organization, found.id, code.as_str()).await?;
    if let Some(row) = state.running {
        let use_it = format!("/subscriptions/{}", row.id);
        let exit = if state.may { format!("{use_it}/exit") } else { String::new() };
        return Ok(Acts::Running { use_it, exit });
    }
    if let Some(order) = state.waiting {
        return Ok(Acts::Waiting(format!("/orders/{order}")));
    }
    if !is_on_sale || !state.may {
        return Ok(Acts::None);
    }
    let wizard = format!("/subscribe/{code}");
    Ok(if state.is_ready {
        Acts::Subscribe(format!("{wizard}?organization={organization}"), "")
    } else {
        Acts::Subscribe(format!("{wizard}/start?organization={organization}"), "page")
    })
}
