//! A statement of pay in words, in the order of the calculation: for the page, for print and for the headless command.
//!
//! [`rows`] says everything, line by line; [`sheet`] what stands around it: whose it is, what it comes to, how to read it.

mod apart;
mod fold;
mod meaning;
mod place;
mod sheet;
mod step;

pub use fold::{Block, FOLD_FROM, blocks};
pub use meaning::{MeaningRow, Meanings, has_meanings, meanings};
pub use sheet::{Fact, Sheet, months_of, name_of, nothing_closes, post_of, reason, sheet, source};

use crate::engine::{ComponentStatement, CreditLine, PeriodStatement, Statement};
use crate::model::Document;
use crate::model::comp::{Component, DrawKind, Measure, Payout, PayoutTrigger, PlanVersion, Rated};
use crate::present::number::show_date;
use crate::present::words_pay;
use crate::present::{Locale, number};
use crate::text::{tr, within};
use crate::units::{Currency, Money, Month};
use chrono::NaiveDate;

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

impl RowKind {
    /// Its name in files and classes.
    pub const fn key(self) -> &'static str {
        match self {
            RowKind::Component => "component",
            RowKind::Period => "period",
            RowKind::Credit => "credit",
            RowKind::Step => "step",
            RowKind::Sum => "sum",
            RowKind::Afterwards => "afterwards",
            RowKind::Paid => "paid",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// What it is.
    pub kind: RowKind,
    /// All of it in words: day, title and note.
    pub text: String,
    /// What it is called, without its note.
    pub title: String,
    /// What is to be added in smaller letters; may be empty.
    pub note: String,
    /// The day a deal counts for.
    pub day: Option<NaiveDate>,
    /// The deal it is about, by its position in the document.
    pub deal: Option<usize>,
    /// Credit, where it is about credit.
    pub credit: String,
    /// The same credit as a number: thousandths of money or of things, billionths of a ratio.
    pub measured: Option<(Measure, i64)>,
    /// Credit of the period up to and with this deal, where it adds up.
    pub running: String,
    /// What it adds, or what stands here; none for rows that only tell.
    pub amount: Option<Money>,
}

impl StatementRow {
    fn new(kind: RowKind, title: impl Into<String>) -> StatementRow {
        let title = title.into();
        StatementRow {
            kind,
            text: title.clone(),
            title,
            note: String::new(),
            day: None,
            deal: None,
            credit: String::new(),
            measured: None,
            running: String::new(),
            amount: None,
        }
    }

    fn noted(mut self, note: impl Into<String>) -> StatementRow {
        self.note = note.into();
        if !self.note.is_empty() {
            self.text = [&self.text, ", ", &self.note].concat();
        }
        self
    }

    fn with(self, amount: Money) -> StatementRow {
        StatementRow { amount: Some(amount), ..self }
    }
}

/// Steps are shown to the thousandth, everything else to the coin.
pub fn amount(row: &StatementRow, locale: &Locale, currency: Currency) -> String {
    match (row.amount, row.kind) {
        (None, _) => String::new(),
        (Some(amount), RowKind::Step) => locale.money_table_mills(amount),
        (
            Some(amount),
            RowKind::Component | RowKind::Period | RowKind::Credit | RowKind::Sum | RowKind::Afterwards | RowKind::Paid,
        ) => locale.money_table_full(amount, currency),
    }
}

/// The columns of [`table`].
pub const COLUMNS: [&str; 4] = ["kind", "text", "credit", "amount"];

/// The rows as a table for files, with the names of its columns first. Numbers are plain, whatever the locale; a ratio is one
/// (0.93 for 93 %).
pub fn table(document: &Document, statement: &Statement, locale: &Locale) -> Vec<[String; 4]> {
    let rows = rows(document, statement, locale);
    let line = |row: StatementRow| {
        let credit = row.measured.map(|(measure, value)| match measure.is_ratio() {
            true => (value as f64 / 1e9).to_string(),
            false => Money::from_mills(value).to_string(),
        });
        let amount = row.amount.map(|it| it.to_string()).unwrap_or_default();
        [row.kind.key().to_owned(), row.text, credit.unwrap_or_default(), amount]
    };
    std::iter::once(COLUMNS.map(str::to_owned)).chain(rows.into_iter().map(line)).collect()
}

/// The whole statement as rows. Steps add up to the component above them, components and what follows to the sums below them.
pub fn rows(document: &Document, statement: &Statement, locale: &Locale) -> Vec<StatementRow> {
    let words = Words { document, statement, locale, currency: document.settings.currency };
    let mut rows = Vec::new();
    for component in &statement.components {
        words.component(component, &mut rows);
    }
    if statement.capped.is_zero() {
        rows.push(StatementRow::new(RowKind::Sum, tr!("Earned")).with(statement.earned));
    } else {
        rows.push(StatementRow::new(RowKind::Sum, tr!("Earned by all components")).with(statement.components_earned));
        words.put(&mut rows, tr!("Cut by the cap on a year's variable pay"), words.year_cap(), statement.capped);
        rows.push(StatementRow::new(RowKind::Sum, tr!("Earned")).with(statement.earned));
    }
    let told = rows.len();
    words.until_due(&mut rows);
    if rows.len() > told {
        rows.push(StatementRow::new(RowKind::Sum, tr!("Due")).with(statement.due));
    }
    words.until_paid(&mut rows);
    let paid = [tr!("Paid in "), &months_of(document, statement.span)].concat();
    rows.push(StatementRow::new(RowKind::Paid, paid).with(statement.paid));
    rows
}

struct Words<'a> {
    document: &'a Document,
    statement: &'a Statement,
    locale: &'a Locale,
    currency: Currency,
}

impl Words<'_> {
    fn versions(&self) -> &[PlanVersion] {
        let seat = self.document.seats.get(self.statement.seat);
        seat.and_then(|seat| self.document.plan_of(seat)).map_or(&[], |plan| &plan.versions)
    }

    /// The plan's component behind a part of the statement; a SPIF has none.
    fn planned(&self, part: &ComponentStatement) -> Option<&Component> {
        self.versions().iter().rev().flat_map(|it| &it.components).find(|it| it.id == part.id)
    }

    /// The version of the plan that holds at the end of these months.
    fn version(&self) -> Option<&PlanVersion> {
        let seat = self.document.seats.get(self.statement.seat)?;
        let last = self.document.settings.months().nth(self.statement.span.to)?.last_day();
        self.document.plan_of(seat)?.version_on(last)
    }

    fn component(&self, part: &ComponentStatement, rows: &mut Vec<StatementRow>) {
        let measure = words_pay::measure(part.measure);
        let whose = words_pay::SCOPES.iter().find(|it| it.0 == part.scope && it.0 != crate::model::comp::Scope::Own);
        let whose = whose.map_or_else(String::new, |it| [" (", &within(tr!(it.1)), ")"].concat());
        let share = match part.weight {
            Some(weight) => tr!("{} of target variable", self.locale.rate(weight)),
            None => tr!("a SPIF, outside target variable").to_owned(),
        };
        let own = part.own_rate.map_or_else(String::new, |rate| tr!(", own rate of {}", self.locale.rate(rate)));
        let share = [share, own].concat();
        let note = if part.name.starts_with(measure) { share } else { format!("{measure}{whose}, {share}") };
        rows.push(StatementRow::new(RowKind::Component, part.name.clone()).noted(note).with(part.earned));
        for period in &part.periods {
            self.period(part, period, rows);
        }
        if part.periods.is_empty() {
            rows.extend(self.spif_without_pay(part));
        }
    }

    /// Why a SPIF whose days these are pays nothing.
    fn spif_without_pay(&self, part: &ComponentStatement) -> Option<StatementRow> {
        let spif = self.versions().iter().rev().flat_map(|it| &it.spifs).find(|it| it.id == part.id)?;
        let plan = self.document.seats.get(self.statement.seat).and_then(|seat| self.document.plan_of(seat))?;
        let (from, to) = (show_date(spif.from), show_date(spif.to));
        let why = if words_pay::pays_leaders(self.document, &plan.id) {
            tr!("No deal credited to this person earns it from {from} to {to}; deals of the team do not count")
        } else {
            tr!("No deal credited to this person earns it from {from} to {to}")
        };
        Some(StatementRow::new(RowKind::Step, why).with(Money::ZERO))
    }

    fn period(&self, part: &ComponentStatement, period: &PeriodStatement, rows: &mut Vec<StatementRow>) {
        let earned = &period.earned;
        let months: Vec<_> = self.document.settings.months().collect();
        let ends = months.get(earned.from).zip(months.get(earned.at));
        let when = ends.map(|(first, last)| number::show_months(*first, *last)).unwrap_or_default();
        let planned = self.planned(part);
        let begin =
            ends.filter(|_| part.weight.is_some()).map(|(first, last)| self.versions_beginning((*first, *last)));
        let mut notes: Vec<String> = begin.into_iter().flatten().collect();
        match planned.map(|it| it.rated) {
            Some(Rated::QuarterToDate) => notes.push(tr!("counted from the start of the quarter").to_owned()),
            Some(Rated::YearToDate) => notes.push(tr!("counted from the start of the fiscal year").to_owned()),
            Some(Rated::EachDeal | Rated::Period) | None => {}
        }
        if earned.quota > 0 {
            notes.push(place::target(self, part.measure, period));
        }
        if let Some(pay) = place::target_pay(period) {
            notes.push(tr!("target pay {}", self.locale.money_table_full(pay, self.currency)));
        }
        if let Some(attainment) = place::attainment(planned, earned, self.locale) {
            notes.push(tr!("attainment {attainment}"));
        }
        rows.push(StatementRow {
            credit: self.measured(part.measure, earned.credit),
            measured: Some((part.measure, earned.credit)),
            ..StatementRow::new(RowKind::Period, when).noted(notes.join(", "))
        });
        self.credits(part, period, rows);
        self.steps(part, period, rows);
    }

    /// The later versions of the plan that begin in a run of months.
    fn versions_beginning(&self, (first, last): (Month, Month)) -> impl Iterator<Item = String> {
        let later = self.versions().iter().enumerate().skip(1);
        later.filter_map(move |(at, version)| {
            let from = version.from?;
            (first.first_day()..=last.last_day())
                .contains(&from)
                .then(|| tr!("version {} of the plan holds from {}", at + 1, show_date(from)))
        })
    }

    /// The deals of a period, with what was brought forward where the rating began earlier.
    fn credits(&self, part: &ComponentStatement, period: &PeriodStatement, rows: &mut Vec<StatementRow>) {
        let adds_up = !part.measure.is_ratio();
        let listed = period.credits.iter().map(|it| it.credit).fold(0, i64::saturating_add);
        let mut running = period.earned.credit.saturating_sub(listed);
        if adds_up && running != 0 && !period.credits.is_empty() {
            rows.push(StatementRow {
                credit: self.measured(part.measure, running),
                measured: Some((part.measure, running)),
                running: self.measured(part.measure, running),
                ..StatementRow::new(RowKind::Credit, tr!("Brought forward from earlier months"))
            });
        }
        for credit in &period.credits {
            running = running.saturating_add(credit.credit);
            // A score is kept in thousandths there.
            let value = if adds_up { credit.credit } else { credit.credit.saturating_mul(1_000_000) };
            let row =
                StatementRow::new(RowKind::Credit, self.deal(credit.deal)).noted(self.share(part.measure, credit));
            rows.push(StatementRow {
                text: [&show_date(credit.day), " ", &row.text].concat(),
                day: Some(credit.day),
                deal: Some(credit.deal),
                credit: self.measured(part.measure, value),
                measured: Some((part.measure, value)),
                running: if adds_up { self.measured(part.measure, running) } else { String::new() },
                ..row
            });
        }
    }

    fn deal(&self, at: usize) -> String {
        let deal = self.document.deals.get(at);
        deal.map_or_else(String::new, |deal| if deal.name.is_empty() { deal.id.to_string() } else { deal.name.clone() })
    }

    /// Why the credit is not simply the deal.
    fn share(&self, measure: Measure, credit: &CreditLine) -> String {
        let Some(deal) = self.document.deals.get(credit.deal) else { return String::new() };
        if deal.cancelled == Some(credit.day) && credit.credit < 0 {
            return tr!("taken back, as the customer left on that day").to_owned();
        }
        let own = deal.amount.mills();
        let share = (deal.measure == measure && !measure.is_ratio() && own != 0)
            .then(|| self.locale.percent_trimmed(credit.credit as f64 / own as f64, 1));
        match (share, credit.overlay) {
            (Some(share), true) => tr!("{share} of the deal as overlay, on top of its 100\u{a0}%"),
            (None, true) => tr!("overlay, on top of the deal's 100\u{a0}%").to_owned(),
            (Some(share), false) if credit.credit != own => tr!("{share} of the deal"),
            (Some(_) | None, false) => String::new(),
        }
    }

    /// A credit or a quota in the unit of its measure: money, things (kept in thousandths), or a ratio (kept in billionths).
    fn measured(&self, measure: Measure, value: i64) -> String {
        if measure.is_ratio() {
            self.locale.percent(value as f64 / 1e9, 2)
        } else if measure.is_count() {
            place::things(value as f64 / 1e3, self.locale)
        } else {
            self.locale.money_table_full(Money::from_mills(value), self.currency)
        }
    }

    /// What turns earned into due.
    fn until_due(&self, rows: &mut Vec<StatementRow>) {
        let trigger = self.version().map(|it| it.payout.trigger);
        let (not_yet, now) = match trigger {
            Some(PayoutTrigger::Invoice) => {
                (tr!("waits for the invoice to the customer"), tr!("the customer was invoiced"))
            }
            Some(PayoutTrigger::Cash) => (tr!("waits until the customer pays"), tr!("the customer has paid")),
            Some(PayoutTrigger::Booking) | None => (tr!("waits for invoice or payment"), tr!("invoiced or paid")),
        };
        for wait in &self.statement.waits {
            let month = self.document.settings.months().nth(wait.earned_at).map(number::show_month).unwrap_or_default();
            let (title, why) = match wait.amount.mills() < 0 {
                true => (tr!("Not due yet: "), not_yet),
                false if wait.released => {
                    (tr!("Due now: "), tr!("set against what is taken back, as the customer left"))
                }
                false => (tr!("Due now: "), now),
            };
            let row = StatementRow::new(RowKind::Afterwards, [title, &self.deal(wait.deal)].concat());
            let row = row.noted(tr!("earned in {month}, {why}")).with(wait.amount);
            rows.push(StatementRow { deal: Some(wait.deal), ..row });
        }
        // The guarantee is what pay is brought up to; the amount beside it is what that took.
        let draw = self.locale.money_full_named(self.statement.draw, self.currency);
        let topped_up = || tr!("Topped up to the guarantee of {draw} in these months");
        let advanced = || tr!("Advanced up to the draw of {draw} in these months");
        let (title, terms) = match self.statement.draw_kind {
            Some(DrawKind::GuaranteeTopUp) | None => (topped_up(), tr!("nothing is owed")),
            Some(DrawKind::Additional) => (tr!("Draw on top of what is earned").to_owned(), tr!("nothing is owed")),
            Some(DrawKind::Recoverable) => (advanced(), tr!("recovered from later pay")),
            Some(DrawKind::RecoverableForgiven) => (advanced(), tr!("recovered from later pay until the draw ends")),
            Some(DrawKind::DelayedRecovery { .. }) => (advanced(), tr!("recovered later")),
        };
        self.put(rows, &title, terms.to_owned(), self.statement.advanced);
        let owed = self.locale.money_full_named(self.statement.owed, self.currency);
        self.put(
            rows,
            tr!("Earlier advances recovered"),
            tr!("{owed} still owed after that"),
            self.statement.recovered,
        );
        for (deal, amount, component) in &self.statement.taken_back {
            let left = self.document.deals.get(*deal).and_then(|deal| deal.cancelled);
            let left = left.map(|day| tr!("the customer left on {}", show_date(day)));
            let planned = self.versions().iter().rev().flat_map(|it| &it.components).find(|it| it.id == *component);
            let note: Vec<String> = planned.map(|it| it.name.clone()).into_iter().chain(left).collect();
            let row = StatementRow::new(RowKind::Afterwards, [tr!("Taken back: "), &self.deal(*deal)].concat());
            rows.push(StatementRow { deal: Some(*deal), ..row.noted(note.join(", ")).with(*amount) });
        }
    }

    /// What turns due into paid.
    fn until_paid(&self, rows: &mut Vec<StatementRow>) {
        let mut later = self.version().map(|it| self.terms_of_payment(&it.payout)).unwrap_or_default();
        if !self.statement.with_month.is_zero() {
            let now = self.locale.money_full_named(self.statement.with_month, self.currency);
            let so = tr!("{now} up to the draw came with its month");
            later = if later.is_empty() { so } else { [later, so].join("; ") };
        }
        self.put(rows, tr!("Paid after these months"), later, self.statement.later);
        self.put(rows, tr!("Paid now, due from before"), String::new(), self.statement.from_before);
    }

    fn put(&self, rows: &mut Vec<StatementRow>, title: &str, note: String, amount: Money) {
        if !amount.is_zero() {
            rows.push(StatementRow::new(RowKind::Afterwards, title).noted(note).with(amount));
        }
    }

    /// The most variable pay of the year, in words.
    fn year_cap(&self) -> String {
        let Some(cap) = self.statement.cap else { return String::new() };
        let share = self.locale.rate(cap.share());
        let why = if cap.is_mixed() { tr!(", each version\u{2019}s cap for its months") } else { "" };
        tr!("{share} of target variable{why}")
    }

    /// `paid 1 month after the period, 10 % held back for 6 months`.
    fn terms_of_payment(&self, payout: &Payout) -> String {
        let months = |count: u32| {
            let word = if count == 1 { tr!("month") } else { tr!("months") };
            format!("{} {word}", self.locale.count(i64::from(count)))
        };
        let mut parts = Vec::new();
        if payout.lag_months > 0 {
            parts.push(tr!("paid {} after it was due", months(payout.lag_months)));
        }
        if payout.instalments > 1 {
            parts.push(tr!("in {} instalments", self.locale.count(i64::from(payout.instalments))));
        }
        if payout.holdback.ppm() > 0 {
            let held = self.locale.rate(payout.holdback);
            let more = if payout.holdback_months > 0 {
                tr!(" for {} more", months(payout.holdback_months))
            } else {
                String::new()
            };
            parts.push(tr!("{held} held back{more}"));
        }
        parts.join(", ")
    }
}
