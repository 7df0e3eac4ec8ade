//! Days that are not worked: Korea's public holidays come with the program, operators add and remove.

use madang_model::approvals::Day;
use madang_model::{Rule, text};
use madang_store::holidays::{self, HolidayRow};
use serde_json::json;

use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Korea's public holidays, days in lieu included: day, name in Korean, name in English.
const BUILTIN: &str = include_str!("holidays.tsv");

/// Enters the holidays that come with the program for every year that has none yet; how many. The program itself
/// does this when it starts, several at once without harm.
pub async fn seed_holidays(ctx: &Ctx) -> Result<usize> {
    ctx.authorize(Action::WritePolicies, None)?;
    let mut work = ctx.begin().await?;
    let (mut entered, mut year, mut is_new) = (0, "", false);
    for line in BUILTIN.lines() {
        let mut parts = line.split('\t');
        let (Some(day), Some(ko), Some(en)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(this) = day.get(..4) else { continue };
        if this != year {
            year = this;
            let there =
                holidays::between(&mut work, &format!("{year}-01-01"), &format!("{year}-12-31")).await?;
            is_new = there.is_empty();
        }
        if is_new && holidays::insert(&mut work, day, ko, en).await? {
            entered += 1;
        }
    }
    if entered > 0 {
        work.audit(Entry::new("approvals.seed_holidays", "holiday", "-").with(json!({ "count": entered })));
    }
    work.commit().await?;
    Ok(entered)
}

/// The holidays of a year, in order. Staff may.
pub async fn list_holidays(ctx: &Ctx, year: i64) -> Result<Vec<HolidayRow>> {
    ctx.authorize(Action::ReadPolicies, None)?;
    if !(1970..=9999).contains(&year) {
        return Err(Error::invalid("year", Rule::Range { min: 1970, max: 9999 }));
    }
    let (from, to) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    Ok(holidays::between(&mut *ctx.read().await?, &from, &to).await?)
}

/// A holiday as it was typed.
#[derive(Debug, Clone)]
pub struct HolidayInput {
    /// The day, as YYYY-MM-DD.
    pub day: String,
    /// Its name in Korean.
    pub name_ko: String,
    /// Its name in English.
    pub name_en: String,
}

/// The most characters of a name.
const NAME: usize = 60;

/// Enters a holiday. The provider's approvals staff may. Steps that are waited for already keep their times.
pub async fn add_holiday(ctx: &Ctx, input: &HolidayInput) -> Result<()> {
    ctx.authorize(Action::WritePolicies, None)?;
    let mut fields = Fields::default();
    let day = fields.take("day", input.day.trim().parse::<Day>().map_err(|_| Rule::When));
    let ko = fields.take("name_ko", text::line(&input.name_ko, NAME));
    let en = fields.take("name_en", text::line(&input.name_en, NAME));
    fields.finish()?;
    let (Some(day), Some(ko), Some(en)) = (day, ko, en) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let day = day.to_string();
    let mut work = ctx.begin().await?;
    if !holidays::insert(&mut work, &day, &ko, &en).await? {
        return Err(Error::invalid("day", Rule::HolidayTaken));
    }
    work.audit(Entry::new("approvals.add_holiday", "holiday", &day));
    work.commit().await
}

/// Removes a holiday. The provider's approvals staff may. Refused where it was done already.
pub async fn remove_holiday(ctx: &Ctx, day: &str) -> Result<()> {
    ctx.authorize(Action::WritePolicies, None)?;
    let day: Day = day.parse().map_err(|_| Error::NotFound)?;
    let mut work = ctx.begin().await?;
    if !holidays::delete(&mut work, &day.to_string()).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("approvals.remove_holiday", "holiday", day));
    work.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_holiday_is_a_day_with_two_names_and_in_order() {
        let lines: Vec<Vec<&str>> = BUILTIN.lines().map(|line| line.split('\t').collect()).collect();
        assert!(lines.len() > 55);
        for line in &lines {
            assert!(line.len() == 3 && line[0].parse::<Day>().is_ok(), "{line:?}");
            assert!(line[1].chars().any(|c| ('가'..='힣').contains(&c)) && line[2].is_ascii(), "{line:?}");
        }
        assert!(lines.windows(2).all(|pair| pair[0][0] < pair[1][0]), "each day once, in order");
        for year in ["2026", "2027", "2028"] {
            assert!(lines.iter().filter(|line| line[0].starts_with(year)).count() >= 17, "{year}");
        }
    }

    #[test]
    fn a_holiday_on_a_sunday_that_has_a_day_in_lieu_is_worked_on_neither() {
        // 3·1절 2026 and 광복절 2027 are Sundays.
        for day in ["2026-03-02", "2027-08-16", "2028-10-05"] {
            assert!(BUILTIN.lines().any(|line| line.starts_with(day)), "{day}");
        }
    }
}
