//! How prices are written.

use madang_i18n::Tr;
use madang_model::billing::Money;
use madang_model::catalog::Meter;

use crate::numbers::grouped;

/// An amount with its currency, parts of a won included: `49,000원`.
pub(crate) fn price(t: Tr, amount: Money) -> String {
    let plain = amount.plain();
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), ""), |(whole, part)| (whole, part));
    let mut text = grouped(whole.parse().unwrap_or_default());
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    t.a("catalog-won", &[("amount", text.into())])
}

/// What is charged: an amount without parts of a won.
pub(crate) fn charge(t: Tr, amount: Money) -> String {
    price(t, Money::from_won(amount.won()))
}

/// A price per what: `월 49,000원`, `vCPU·시간당 16원`.
pub(crate) fn per(t: Tr, meter: Meter, amount: Money) -> String {
    t.a(&format!("catalog-per-{meter}"), &[("price", price(t, amount).into())])
}
