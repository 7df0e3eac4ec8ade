//! The payment gateway of the settings.

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use madang_core::billing::{NoGateway, PaymentGateway};
use madang_core::settings::GatewayDriver;
use madang_core::{Entropy, Platform, Settings};
use madang_delivery::{Sandbox, Stripe, TossPay};
use madang_model::Clock;

use crate::serve::Roles;

/// The driver that the settings name.
pub(crate) fn gateway(
    settings: &Settings,
    entropy: &Arc<dyn Entropy>,
    clock: &Arc<dyn Clock>,
) -> Result<Arc<dyn PaymentGateway>> {
    let gateway = &settings.billing.gateway;
    Ok(match gateway.driver {
        GatewayDriver::Sandbox => Arc::new(sandbox(settings, entropy, clock)?),
        GatewayDriver::TossPay => Arc::new(TossPay::new(&gateway.tosspay, gateway.timeout_seconds)?),
        GatewayDriver::Stripe => Arc::new(Stripe::new(&gateway.stripe, gateway.timeout_seconds)?),
        GatewayDriver::None => Arc::new(NoGateway),
    })
}

/// The page that the sandbox has of its own; nothing with any other gateway, or where no pages are served.
pub(crate) fn pages(platform: &Platform, roles: Roles) -> Result<Router> {
    if !roles.console || platform.settings.billing.gateway.driver != GatewayDriver::Sandbox {
        return Ok(Router::new());
    }
    Ok(sandbox(&platform.settings, &platform.entropy, &platform.clock)?.router())
}

fn sandbox(settings: &Settings, entropy: &Arc<dyn Entropy>, clock: &Arc<dyn Clock>) -> Result<Sandbox> {
    let file = settings.server.data_dir.join("sandbox-gateway.json");
    Ok(Sandbox::open(&file, &settings.base_url(), Arc::clone(entropy), Arc::clone(clock))?)
}
