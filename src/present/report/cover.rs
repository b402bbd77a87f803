//! The head of the report: whose plan, of when, over which months, in which money.

use super::Told;
use crate::engine::{Scope, closed_in};
use crate::present::ReportChoice;
use crate::present::actuals;
use crate::present::capacity::Teller;
use crate::present::number::{show_date, show_months};
use crate::text::{counted, tr};
use crate::units::Month;
use chrono::NaiveDate;

/// What stands on the cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The scenario.
    pub title: String,
    /// Label and text, in order.
    pub lines: Vec<Told>,
}

/// The cover of a report made on a day.
pub fn cover(tell: &Teller<'_>, choice: &ReportChoice, today: NaiveDate) -> Cover {
    let settings = &tell.document.settings;
    let (company, by) = (choice.company.trim(), choice.by.trim());
    let months = tell.outcome.months.len();
    let span = match (tell.outcome.months.first(), tell.outcome.months.last()) {
        (Some(first), Some(last)) => show_months(*first, *last),
        (None, _) | (_, None) => String::new(),
    };
    let starts = Month::NAMES.get(settings.fiscal_year_start.saturating_sub(1) as usize).map_or("", |it| tr!(*it));
    let mut lines = Vec::new();
    if !company.is_empty() {
        lines.push(Told::new(tr!("Company"), company));
    }
    lines.push(Told::new(
        tr!("Made"),
        if by.is_empty() { show_date(today) } else { tr!("{} by {by}", show_date(today)) },
    ));
    lines.push(Told::new(tr!("Plan"), [span, counted(months, tr!("month"), tr!("months"))].join(", ")));
    lines.push(Told::new(tr!("Fiscal year"), tr!("from {starts}, named by the year it ends in")));
    lines.push(Told::new(tr!("Amounts"), settings.currency.to_string()));
    if closed_in(tell.outcome, Scope::Company) > 0 {
        lines.push(Told::new(tr!("Closed months"), actuals::closed(tell.outcome, Scope::Company)));
    }
    Cover { title: tell.document.name.clone(), lines }
}
