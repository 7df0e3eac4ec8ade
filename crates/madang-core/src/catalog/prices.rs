//! Prices as they were set, and what they come to for one subscription.

use madang_db::Conn;
use madang_model::billing::Rate;
use madang_model::catalog::Meter;
use madang_model::{OfferingId, PriceId, Timestamp};
use madang_store::prices::{self, PriceRow};

use crate::page::{self, Page};
use crate::{Action, Ctx, Result};

/// Every price ever set for an offering, newest first; `before` is the page before's `next`. The provider's staff may.
pub async fn list_prices(ctx: &Ctx, id: OfferingId, before: Option<&str>) -> Result<Page<PriceRow>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    let before: Option<PriceId> = page::after(before)?;
    let rows = prices::list(&mut *ctx.read().await?, id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}

/// The prices that are set but do not hold yet, soonest first, 200 at most. Anyone may: they are announced.
pub async fn coming(ctx: &Ctx, id: OfferingId) -> Result<Vec<PriceRow>> {
    Ok(prices::coming(&mut *ctx.read().await?, id, ctx.now()).await?)
}

/// What somebody who subscribed at `began` pays per unit of a meter, and since when: the price of then, and every
/// later one from the point at which it holds for those who subscribed before.
pub async fn rates(
    conn: &mut Conn,
    id: OfferingId,
    plan: &str,
    meter: Meter,
    began: Timestamp,
) -> Result<Vec<Rate>> {
    Ok(held(&prices::of_meter(conn, id, plan, meter).await?, began))
}

/// `rows` are in order of `since`. Where a later price holds for running subscriptions before an earlier one does,
/// the later one was meant.
fn held(rows: &[PriceRow], began: Timestamp) -> Vec<Rate> {
    let mut rates: Vec<Rate> = Vec::new();
    for row in rows {
        let since = if row.since <= began { began } else { row.running_since.max(began) };
        rates.retain(|rate| rate.since < since);
        rates.push(Rate { since, price: row.micros });
    }
    rates
}

#[cfg(test)]
mod tests {
    use madang_model::billing::Money;

    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_micros(day * 86_400_000_000)
    }

    fn price(won: i64, since: i64, running_since: i64) -> PriceRow {
        let none = "00000000-0000-7000-8000-000000000001";
        PriceRow {
            id: none.parse().unwrap(),
            offering_id: none.parse().unwrap(),
            plan: "basic".to_owned(),
            meter: Meter::Month,
            micros: Money::from_won(won),
            since: at(since),
            running_since: at(running_since),
            created_by: "system".to_owned(),
            created_at: at(0),
        }
    }

    fn rates(rows: &[PriceRow], began: i64) -> Vec<(i64, i64)> {
        let day = |at: Timestamp| at.micros() / 86_400_000_000;
        held(rows, at(began)).into_iter().map(|rate| (day(rate.since), rate.price.won())).collect()
    }

    #[test]
    fn a_running_subscription_keeps_its_price_until_the_change_reaches_it() {
        let rows = [price(100, 1, 1), price(120, 10, 40), price(150, 20, 60)];
        assert_eq!(rates(&rows, 5), [(5, 100), (40, 120), (60, 150)]);
        assert_eq!(rates(&rows, 15), [(15, 120), (60, 150)]);
        assert_eq!(rates(&rows, 25), [(25, 150)]);
    }

    #[test]
    fn the_later_of_two_prices_holds_where_both_reach_it_at_once_or_the_wrong_way_round() {
        assert_eq!(
            rates(&[price(100, 1, 1), price(120, 10, 40), price(150, 20, 40)], 5),
            [(5, 100), (40, 150)]
        );
        assert_eq!(
            rates(&[price(100, 1, 1), price(120, 10, 60), price(90, 20, 30)], 5),
            [(5, 100), (30, 90)]
        );
    }

    #[test]
    fn before_there_is_a_price_nothing_is_charged() {
        assert_eq!(rates(&[], 5), []);
        assert_eq!(rates(&[price(100, 10, 10)], 5), [(10, 100)]);
    }
}
