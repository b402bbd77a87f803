//! A statement of pay as rows of words, in the order of the calculation: for the page, for print and for the headless command.

use crate::engine::pay::StepKind;
use crate::engine::{ComponentStatement, CreditLine, Line, PeriodStatement, Statement};
use crate::model::Document;
use crate::model::comp::{Measure, TierValue};
use crate::present::number::show_date;
use crate::present::words_pay;
use crate::present::{Locale, number};
use crate::units::{Currency, Money};

/// What a row is, so that it can be set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A component, with what it earned.
    Component,
    /// A period of it: credit, quota, attainment.
    Period,
    /// A deal and its credit.
    Credit,
    /// A step of the calculation.
    Step,
    /// A sum of what stands above.
    Sum,
    /// Something between earned and paid.
    Afterwards,
    /// What is paid.
    Paid,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// What it is.
    pub kind: RowKind,
    /// In words.
    pub text: String,
    /// Credit, where it is about credit.
    pub credit: String,
    /// What it adds, or what stands here; none for rows that only tell.
    pub amount: Option<Money>,
}

/// The amounts of steps have a thousandth more than a coin has.
pub fn amount(row: &StatementRow, locale: &Locale, currency: Currency) -> String {
    match (row.amount, row.kind) {
        (None, _) => String::new(),
        (Some(amount), RowKind::Step) => locale.number(amount.to_major(), (currency.minor_digits() + 1).min(3)),
        (Some(amount), _) => locale.money_table_full(amount, currency),
    }
}

/// The whole statement as rows. Steps and afterwards add up to the sums below them.
pub fn rows(document: &Document, statement: &Statement, locale: &Locale) -> Vec<StatementRow> {
    let words = Words { document, locale, currency: document.settings.currency };
    let mut rows = Vec::new();
    for component in &statement.components {
        words.component(component, &mut rows);
    }
    let mut put = |kind: RowKind, text: &str, amount: Money| {
        rows.push(StatementRow { kind, text: text.to_owned(), credit: String::new(), amount: Some(amount) });
    };
    put(RowKind::Sum, "All components", statement.components_earned);
    if !statement.capped.is_zero() {
        put(RowKind::Afterwards, "Cut by the plan's cap on a year", statement.capped);
        put(RowKind::Sum, "Earned", statement.earned);
    }
    let mut after = |text: &str, amount: Money| {
        if !amount.is_zero() {
            put(RowKind::Afterwards, text, amount);
        }
    };
    after("Invoiced or paid by the customer now, less what still waits for that", statement.waiting);
    after("Advanced by draw or guarantee", statement.advanced);
    after("Recovered of earlier advances", statement.recovered);
    for (deal, amount) in &statement.taken_back {
        after(&format!("Taken back: {}, which ended early", words.deal(*deal)), *amount);
    }
    put(RowKind::Sum, "Due", statement.due);
    let mut after = |text: &str, amount: Money| {
        if !amount.is_zero() {
            put(RowKind::Afterwards, text, amount);
        }
    };
    after("Of that paid later (lag, instalments, holdback)", statement.later);
    after("Paid now of what was due before", statement.from_before);
    put(RowKind::Paid, "Paid in these months", statement.paid);
    rows
}

struct Words<'a> {
    document: &'a Document,
    locale: &'a Locale,
    currency: Currency,
}

impl Words<'_> {
    fn component(&self, component: &ComponentStatement, rows: &mut Vec<StatementRow>) {
        let share = component
            .weight
            .map_or_else(String::new, |weight| format!(", {} of target variable", self.locale.rate(weight)));
        let text = format!("{}: {}{share}", component.name, words_pay::measure(component.measure));
        rows.push(StatementRow {
            kind: RowKind::Component,
            text,
            credit: String::new(),
            amount: Some(component.earned),
        });
        for period in &component.periods {
            self.period(component, period, rows);
        }
    }

    fn period(&self, component: &ComponentStatement, period: &PeriodStatement, rows: &mut Vec<StatementRow>) {
        let months: Vec<_> = self.document.settings.months().collect();
        let (first, last) = (months.get(period.earned.from), months.get(period.earned.at));
        let when = first.zip(last).map(|(first, last)| number::show_months(*first, *last)).unwrap_or_default();
        let measured = |value: i64| self.measured(component.measure, value);
        let mut text = when;
        if period.earned.quota > 0 {
            text.push_str(&format!(", target {}", measured(period.earned.quota)));
        }
        if let Some(attainment) = period.earned.attainment {
            text.push_str(&format!(", attainment {}", self.locale.percent(attainment, 1)));
        }
        rows.push(StatementRow { kind: RowKind::Period, text, credit: measured(period.earned.credit), amount: None });
        for credit in &period.credits {
            rows.push(StatementRow {
                kind: RowKind::Credit,
                text: self.credit(credit),
                credit: self.measured_each(component.measure, credit.credit),
                amount: None,
            });
        }
        for line in &period.lines {
            rows.push(StatementRow {
                kind: RowKind::Step,
                text: self.step(component.measure, line),
                credit: String::new(),
                amount: Some(line.amount),
            });
        }
    }

    fn deal(&self, at: usize) -> String {
        let deal = self.document.deals.get(at);
        deal.map_or_else(String::new, |deal| if deal.name.is_empty() { deal.id.to_string() } else { deal.name.clone() })
    }

    fn credit(&self, credit: &CreditLine) -> String {
        let mut text = format!("{} {}", show_date(credit.day), self.deal(credit.deal));
        if credit.overlay {
            text.push_str(", on top of the deal's 100 %");
        }
        if let Some(deal) = self.document.deals.get(credit.deal) {
            if deal.cancelled == Some(credit.day) && credit.credit < 0 {
                text.push_str(", taken back as it ended early");
            } else if deal.credits.len() > 1 && !credit.overlay {
                let own = deal.amount.mills();
                if own != 0 {
                    let share = credit.credit as f64 / own as f64;
                    text.push_str(&format!(", {} of it", self.locale.percent(share, 1)));
                }
            }
        }
        text
    }

    /// A credit or a quota in the unit of its measure: money, things (kept in thousandths), or a ratio (kept in billionths).
    fn measured(&self, measure: Measure, value: i64) -> String {
        if measure.is_ratio() {
            self.locale.percent(value as f64 / 1e9, 2)
        } else if measure.is_count() {
            self.locale.number(value as f64 / 1e3, 1)
        } else {
            self.locale.money_table_full(Money::from_mills(value), self.currency)
        }
    }

    /// The credit of one deal; a score is kept in thousandths there.
    fn measured_each(&self, measure: Measure, value: i64) -> String {
        self.measured(measure, if measure.is_ratio() { value.saturating_mul(1_000_000) } else { value })
    }

    fn step(&self, measure: Measure, line: &Line) -> String {
        let of_deal = line.deal.map_or_else(String::new, |deal| format!(" on {}", self.deal(deal)));
        let text = match line.kind {
            StepKind::Slice { from, to, value } => {
                let place = |at: f64| self.measured(measure, at.round() as i64);
                let rate = match value {
                    TierValue::Multiple(multiple) => {
                        format!("{}x the derived rate", self.locale.multiple_typed(multiple))
                    }
                    TierValue::Share(share) => self.locale.rate(share),
                    TierValue::PerUnit(each) => format!("{} each", self.locale.money_full_named(each, self.currency)),
                };
                format!("{} to {} at {rate}", place(from), place(to))
            }
            StepKind::RiseToTarget => "Rise from zero at the threshold to target pay".to_owned(),
            StepKind::Table => "By the table of rates".to_owned(),
            StepKind::AttainedBy { measure, at } => {
                format!("At the rate of {} of {}", self.locale.percent(at, 1), words_pay::measure(measure))
            }
            StepKind::Kicker => "Kicker".to_owned(),
            StepKind::DealCap => "Cut by the cap on one deal".to_owned(),
            StepKind::Multiplier { measure, at, factor } => format!(
                "Times {}, as {} stands at {}",
                self.locale.number(factor, 3),
                words_pay::measure(measure),
                self.locale.percent(at, 1)
            ),
            StepKind::CarriedIn => "Carried over from what the cap cut before".to_owned(),
            StepKind::Cap => "Cut by the cap".to_owned(),
            StepKind::Gate => "Held back: the gate is not met".to_owned(),
            StepKind::Settled => "Earned before in the same period to date".to_owned(),
            StepKind::Rounding => "To the coin".to_owned(),
        };
        text + &of_deal
    }
}
