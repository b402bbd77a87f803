//! People: who works in which job, since when, under whom, for what pay and quota and in which segment.

mod fields;

use super::report::{ImportReport, ProblemCode, RowProblem, Severity};
use super::run::{Cells, ImportRow};
use super::{Context, Importer, Requirement, Slot, compact};
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Yearly, show_date};
use chrono::NaiveDate;
use fields::{
    BASE, CURRENCY, DEPARTMENT, END, FIELDS, FIRST_NAME, ID, LAST_NAME, LOCATION, MANAGER, MANAGER_ID, NAME, OTE,
    PAY_TYPE, QUOTA, SEGMENT, START, STATUS, TITLE,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// People from an HR system or a list kept by hand.
pub static ROSTER: Importer = Importer {
    key: "roster",
    label: mark!("People"),
    fields: &FIELDS,
    requirements: &[
        Requirement {
            label: mark!("name (or first and last name)"),
            any_of: &[&[NAME], &[FIRST_NAME, LAST_NAME]],
            with: &[],
        },
        Requirement { label: mark!("job title"), any_of: &[&[TITLE]], with: &[] },
        Requirement { label: mark!("hire date"), any_of: &[&[START]], with: &[] },
    ],
};

/// A person as a file describes him or her.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RosterRow {
    /// The line of the file.
    pub line: u32,
    /// The HR system's id; the name where the file has none.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// Job title.
    pub title: String,
    /// Department or team.
    pub department: Option<String>,
    /// First day.
    pub start: NaiveDate,
    /// Last day, where one is known.
    pub end: Option<NaiveDate>,
    /// The manager's first and last name.
    pub manager: Option<String>,
    /// The manager's id, where the file has it.
    pub manager_id: Option<String>,
    /// Where he or she works.
    pub location: Option<String>,
    /// Base pay, in the row's currency.
    pub base: Option<Yearly<Money>>,
    /// On-target earnings, in the row's currency; at least base pay.
    pub ote: Option<Yearly<Money>>,
    /// Quota in ARR, in the row's currency.
    pub quota: Option<Yearly<Money>>,
    /// The segment he or she sells in or looks after, as the file spells it.
    pub segment: Option<String>,
    /// The currency, where the file says one.
    pub currency: Option<Currency>,
}

/// Hours a full-time employee is paid for in a year: 52 weeks of 40.
const HOURS_A_YEAR: i64 = 2_080;
const ABSURD_PAY: Money = Money::from_major(1_000_000_000);

impl ImportRow for RosterRow {
    const IMPORTER: &'static Importer = &ROSTER;

    fn read(cells: &mut Cells<'_, Self>, context: &Context) -> Option<Self> {
        let name = read_name(cells);
        if name.is_none() {
            let slot = if cells.has(NAME) { NAME } else { LAST_NAME };
            cells.refuse(Some(slot), ProblemCode::Missing, tr!("The name is missing"));
        }
        let title = cells.text(TITLE);
        if title.is_none() {
            cells.refuse(Some(TITLE), ProblemCode::Missing, tr!("The job title is missing, so no role can be given"));
        }
        let id = if cells.has(ID) { cells.text(ID) } else { name.clone() };
        if id.is_none() && cells.has(ID) {
            cells.refuse(Some(ID), ProblemCode::Missing, tr!("The person has no id; each row needs its own"));
        }
        let start = cells.when(START).map(|when| when.day());
        if start.is_none() && !cells.is_refused() {
            cells.refuse(Some(START), ProblemCode::Missing, tr!("The hire date is missing"));
        }
        let end = cells.when(END).map(|when| when.day());
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            let text = tr!("The last day {} comes before the hire date {}", show_date(end), show_date(start));
            cells.refuse(Some(END), ProblemCode::OutOfOrder, text);
        }
        if end.is_none() && is_gone(cells.raw(STATUS)) {
            let text = tr!("\u{201c}{}\u{201d} without a last day; the person counts as employed", cells.raw(STATUS));
            cells.warn(Some(STATUS), ProblemCode::Missing, text);
        }
        let (base, of_base) = read_base(cells, context);
        let (ote, of_ote) = read_ote(cells, context, base);
        let (quota, of_quota) = read_amount(cells, context, QUOTA);
        let beside = of_base.or(of_ote).or(of_quota);
        let (id, name, title, start) = (id?, name?, title?, start?);
        Some(RosterRow {
            line: cells.line(),
            id,
            name,
            title,
            department: cells.text(DEPARTMENT),
            start,
            end,
            manager: cells.text(MANAGER).map(|name| first_name_first(&name)),
            manager_id: cells.text(MANAGER_ID),
            location: cells.text(LOCATION),
            base: base.map(Yearly::new),
            ote: ote.map(Yearly::new),
            quota: quota.map(Yearly::new),
            segment: cells.text(SEGMENT),
            currency: cells.text(CURRENCY).and_then(|text| text.parse().ok()).or(beside),
        })
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn line(&self) -> u32 {
        self.line
    }

    fn review(report: &mut ImportReport<Self>, context: &Context) {
        review_managers(report);
        let mut by_currency: BTreeMap<String, usize> = BTreeMap::new();
        for currency in report.rows.iter().filter_map(|row| row.currency) {
            *by_currency.entry(currency.to_string()).or_default() += 1;
        }
        let foreign = |code: &String| context.currency.is_some_and(|currency| currency.code() != code);
        if by_currency.len() > 1 || by_currency.keys().any(foreign) {
            let counts: Vec<String> = by_currency.iter().map(|(code, count)| tr!("{count} in {code}")).collect();
            let text =
                tr!("Base pay comes in these currencies: {}. Each is converted at its plan rate.", counts.join(", "));
            report.notice(Severity::Warning, ProblemCode::Currency, text);
        }
    }
}

fn read_name(cells: &Cells<'_, RosterRow>) -> Option<String> {
    let parts = [cells.text(FIRST_NAME), cells.text(LAST_NAME)].into_iter().flatten().collect::<Vec<_>>();
    match cells.text(NAME) {
        Some(name) => Some(first_name_first(&name)),
        None if parts.is_empty() => None,
        None => Some(parts.join(" ")),
    }
}

/// `Kerr, Hugo` is Hugo Kerr; `Hugo Kerr, Jr.` stays.
fn first_name_first(name: &str) -> String {
    const AFTER_NAMES: [&str; 8] = ["jr", "sr", "ii", "iii", "iv", "phd", "mba", "md"];
    let flat = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.split_once(", ") {
        Some((last, first)) if !first.contains(',') && !AFTER_NAMES.contains(&compact(first).as_str()) => {
            format!("{first} {last}")
        }
        Some(_) | None => flat,
    }
}

fn is_gone(status: &str) -> bool {
    matches!(
        compact(status).as_str(),
        "terminated" | "inactive" | "former" | "left" | "resigned" | "ausgeschieden" | "inaktiv"
    )
}

/// Base pay for a year: hourly, weekly and monthly rates are multiplied, and said to be.
fn read_base(cells: &mut Cells<'_, RosterRow>, context: &Context) -> (Option<Money>, Option<Currency>) {
    let Some((money, currency)) = cells.money(BASE, context.currency) else { return (None, None) };
    let (times, unit) = match compact(cells.raw(PAY_TYPE)).as_str() {
        "hourly" | "hour" | "perhour" | "stunde" | "stundenlohn" => (HOURS_A_YEAR, tr!("an hour")),
        "week" | "weekly" | "perweek" | "woche" => (52, tr!("a week")),
        "month" | "monthly" | "permonth" | "monat" | "monatlich" | "monatsgehalt" => (12, tr!("a month")),
        _a_yearly_salary => (1, tr!("a year")),
    };
    if times > 1 {
        let text = tr!("{money} {unit} is taken as {times} times that for a year");
        cells.warn(Some(BASE), ProblemCode::Reading, text);
    }
    let base = Money::from_mills(money.mills().saturating_mul(times));
    if base < Money::ZERO || base > ABSURD_PAY {
        cells.warn(
            Some(BASE),
            ProblemCode::Absurd,
            tr!("A base pay of {base} a year is not plausible; it is left out"),
        );
        return (None, currency);
    }
    (Some(base), currency)
}

/// OTE for a year. Less than base pay cannot be meant.
fn read_ote(
    cells: &mut Cells<'_, RosterRow>,
    context: &Context,
    base: Option<Money>,
) -> (Option<Money>, Option<Currency>) {
    let (ote, currency) = read_amount(cells, context, OTE);
    if let (Some(amount), Some(base)) = (ote, base)
        && amount < base
    {
        let text = tr!("OTE of {amount} is less than base pay of {base}; it is left out");
        cells.warn(Some(OTE), ProblemCode::Absurd, text);
        return (None, currency);
    }
    (ote, currency)
}

/// An amount a year above zero; nothing and zero say nothing.
fn read_amount(cells: &mut Cells<'_, RosterRow>, context: &Context, slot: Slot) -> (Option<Money>, Option<Currency>) {
    let Some((amount, currency)) = cells.money(slot, context.currency) else { return (None, None) };
    if amount < Money::ZERO || amount > ABSURD_PAY {
        cells.warn(Some(slot), ProblemCode::Absurd, tr!("{amount} a year is not plausible; it is left out"));
        return (None, currency);
    }
    (Some(amount).filter(|it| *it > Money::ZERO), currency)
}

/// Managers by name: one who is not in the file, one whose name several people have, people who manage themselves.
fn review_managers(report: &mut ImportReport<RosterRow>) {
    let mut people: HashMap<String, Vec<u32>> = HashMap::new();
    for row in &report.rows {
        people.entry(compact(&row.name)).or_default().push(row.line);
    }
    let mut problems: Vec<RowProblem> = Vec::new();
    let mut outside: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &report.rows {
        let Some(manager) = row.manager.as_deref().filter(|_| row.manager_id.is_none()) else { continue };
        let mut say = |code, text| {
            problems.push(RowProblem { line: row.line, column: None, code, severity: Severity::Warning, text });
        };
        match people.get(&compact(manager)).map(Vec::as_slice) {
            None => *outside.entry(manager).or_default() += 1,
            Some([line]) if *line == row.line => {
                say(
                    ProblemCode::OwnManager,
                    tr!("{manager} reports to {manager}; the place at the top is taken instead"),
                );
            }
            Some([_]) => {}
            Some(lines) => {
                let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
                let text = tr!(
                    "Several people are called {manager} (lines {}); say which one is the manager",
                    lines.join(", ")
                );
                say(ProblemCode::Ambiguous, text);
            }
        }
    }
    let names: Vec<String> = outside.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    for problem in problems {
        report.add(problem);
    }
    if !names.is_empty() {
        const MOST: usize = 10;
        let more = if names.len() > MOST { tr!(" and {} more", names.len() - MOST) } else { String::new() };
        let shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
        let text = tr!("These managers are not in the file (people who report to them): {}{more}.", shown.join(", "));
        report.notice(Severity::Warning, ProblemCode::UnknownName, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_turned_to_the_way_people_say_them() {
        assert_eq!(first_name_first("Kerr, Hugo"), "Hugo Kerr");
        assert_eq!(first_name_first("Hugo Kerr, Jr."), "Hugo Kerr, Jr.");
        assert_eq!(first_name_first("  Hugo   Kerr "), "Hugo Kerr");
    }
}
