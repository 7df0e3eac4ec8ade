//! What a subscription pays, in words.

use madang_core::promotions::Offered;
use madang_core::subscriptions::Bill;
use madang_i18n::{Tr, Zone};
use madang_model::billing::{Discount, Money};
use madang_model::catalog::Meter;

use crate::catalog::price::{charge, price};
use crate::numbers::grouped;

/// What a promotion code takes off: `월 기본요금 30% 할인, 2개월`.
pub(crate) fn off(t: Tr, offered: Offered) -> String {
    let amount = match offered.discount {
        Discount::Percent(percent) => format!("{percent}%"),
        Discount::Won(amount) => price(t, amount),
    };
    t.a("subscribe-off", &[("amount", amount.into()), ("months", offered.months.into())])
}

/// A bill as it is drawn.
pub(super) struct BillView {
    /// What it is of: from when to when.
    pub(super) of: String,
    /// What, how much of it, what it costs.
    pub(super) lines: Vec<(String, String, String)>,
    /// What the promotion code takes off; empty for nothing.
    pub(super) discount: String,
    pub(super) sum: String,
    pub(super) tax: String,
    pub(super) total: String,
}

impl BillView {
    pub(super) fn of(t: Tr, zone: &Zone, bill: &Bill) -> Self {
        let lines = bill.lines.iter().map(|line| {
            let how = match (line.meter, line.included) {
                (Meter::Month, _) => String::new(),
                (_, 0) => t.a("subscriptions-hours", &[("quantity", grouped(line.quantity).into())]),
                (_, included) => {
                    let args =
                        [("quantity", grouped(line.quantity).into()), ("included", grouped(included).into())];
                    t.a("subscriptions-hours-included", &args)
                }
            };
            (t.s(&format!("catalog-meter-{}", line.meter)), how, charge(t, line.sum))
        });
        let discount = if bill.discount > Money::ZERO {
            t.a("subscriptions-minus", &[("amount", charge(t, bill.discount).into())])
        } else {
            String::new()
        };
        let args = [("from", zone.minute(bill.from).into()), ("to", zone.minute(bill.to).into())];
        Self {
            of: t.a("subscriptions-bill-of", &args),
            lines: lines.collect(),
            discount,
            sum: charge(t, bill.sum),
            tax: charge(t, bill.tax),
            total: charge(t, bill.total()),
        }
    }
}
