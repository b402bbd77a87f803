//! Who starts in the plan and who leaves on a day that is set: person by person, then by period.

use super::tables::periods;
use super::{Chapter, ReportTable, Told};
use crate::engine::Span;
use crate::engine::capacity::{CapacityPlan, CostSum, Hire, Leaver, Next};
use crate::model::{Seat, Stint};
use crate::present::capacity::Teller;
use crate::present::number::{period_label, show_date, show_month, show_months};
use crate::present::staffing::Names;
use crate::text::tr;
use crate::units::{Flow, Money, Month};
use chrono::NaiveDate;

/// So many rows of a list stand on paper; the rest are counted.
const MOST_ROWS: usize = 300;

/// Hires, then leavers, each with a list where there are some.
pub fn hires(tell: &Teller<'_>, plan: &CapacityPlan<'_>) -> Vec<Chapter> {
    let (hires, leavers) = (plan.hires(), plan.leavers());
    let names = Names::of(tell.document);
    let say = |text: String| vec![Told::new("", text)];
    let mut starts =
        Chapter { title: tr!("Hires").to_owned(), lines: say(hires_say(tell, &hires)), tables: Vec::new() };
    if !hires.is_empty() {
        starts.tables = vec![hires_table(tell, &names, &hires), by_period(tell, &hires, &leavers)];
    }
    let mut ends =
        Chapter { title: tr!("Leavers").to_owned(), lines: say(leavers_say(tell, &leavers)), tables: Vec::new() };
    if !leavers.is_empty() {
        ends.tables = vec![leavers_table(tell, &names, &leavers)];
    }
    vec![starts, ends]
}

/// The months of the plan.
fn when(tell: &Teller<'_>) -> String {
    let months = &tell.outcome.months;
    months.first().zip(months.last()).map(|(first, last)| show_months(*first, *last)).unwrap_or_default()
}

fn hires_say(tell: &Teller<'_>, hires: &[Hire]) -> String {
    let when = when(tell);
    let from_outside = hires.iter().filter(|it| !it.moves).count();
    let moving = hires.len() - from_outside;
    let locale = tell.locale;
    let mut text = match from_outside {
        0 if moving == 0 => return tr!("Nobody starts in {when}."),
        0 => tr!("Nobody is hired in {when}."),
        1 => tr!("One person is hired in {when}"),
        many => tr!("{} people are hired in {when}", locale.count(many as i64)),
    };
    if from_outside > 0 {
        let again = hires.iter().filter(|it| !it.moves && it.after.is_some()).count();
        let expected: f64 = hires.iter().map(|it| it.expected).sum();
        if again > 0 {
            text.push_str(&tr!(", {} of them as backfill", locale.count(again as i64)));
        }
        if (expected - from_outside as f64).abs() > 0.05 {
            text.push_str(&tr!("; {} are expected by the chances of open requisitions", locale.people(expected)));
        }
        text.push('.');
    }
    match moving {
        0 => {}
        1 => text.push_str(tr!(" One comes from another seat of the company.")),
        many => text.push_str(&tr!(" {} come from another seat of the company.", locale.count(many as i64))),
    }
    text
}

fn leavers_say(tell: &Teller<'_>, leavers: &[Leaver]) -> String {
    let when = when(tell);
    let text = match leavers.len() {
        0 => tr!("No last day is set in {when}."),
        1 => tr!("One last day is set in {when}."),
        many => tr!("{} last days are set in {when}.", tell.locale.count(many as i64)),
    };
    format!("{text} {}", tr!("Expected attrition has no names; it is in heads, capacity and cost."))
}

/// Hires one by one, in order of start; the sum last.
fn hires_table(tell: &Teller<'_>, names: &Names<'_>, hires: &[Hire]) -> ReportTable {
    let money = |it: Money| tell.locale.money_table(it);
    let row = |hire: &Hire| {
        let seat = tell.document.seats.get(hire.seat)?;
        Some(vec![
            names.stint(seat, hire.stint),
            kept(show_date(hire.start)),
            kept(show_month(hire.full)),
            kind(tell, names, seat, hire),
            leader(tell, names, seat, hire.start),
            money(hire.base.amount()),
            money(hire.variable.amount()),
            money((hire.base + hire.variable).amount()),
            tell.figure(hire.first_year.total()),
        ])
    };
    let mut rows: Vec<Vec<String>> = hires.iter().take(MOST_ROWS).filter_map(row).collect();
    let sum = |of: &dyn Fn(&Hire) -> Money| money(hires.iter().map(of).sum());
    let cost = hires.iter().map(|it| it.first_year).fold(CostSum::default(), CostSum::and);
    rows.push(vec![
        match hires.len() {
            1 => tr!("One start").to_owned(),
            many => tr!("{} starts", tell.locale.count(many as i64)),
        },
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        sum(&|it| it.base.amount()),
        sum(&|it| it.variable.amount()),
        sum(&|it| (it.base + it.variable).amount()),
        tell.figure(cost.total()),
    ]);
    let mut say = tr!(
        "In order of start, in {}. Base, variable and OTE are a year's, in full. Cost is what the plan expects in the fiscal year of the start: base by days, variable as earned, taxes and benefits, tools, recruiting; less by the chance of an open requisition, and with those who are expected to follow where somebody leaves: what the seat costs.",
        tell.outcome.currency
    );
    say.push_str(&left_out(tell, hires.len()));
    ReportTable {
        title: tr!("List of hires").to_owned(),
        say,
        header: [
            tr!("Person and role"),
            tr!("Start"),
            tr!("Full from"),
            tr!("New or backfill"),
            tr!("Reports to"),
            tr!("Base"),
            tr!("Variable"),
            "OTE",
            tr!("Cost in the first fiscal year"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
        sum: true,
        texts: vec![1, 2, 3, 4],
        ..ReportTable::default()
    }
}

/// The same, so that it does not break into lines.
fn kept(text: String) -> String {
    text.replace(' ', "\u{a0}")
}

/// How many rows are not on paper.
fn left_out(tell: &Teller<'_>, count: usize) -> String {
    match count.checked_sub(MOST_ROWS) {
        None | Some(0) => String::new(),
        Some(more) => tr!(
            " The first {MOST_ROWS}; {} more are in the sums and in the roster on the Team page.",
            tell.locale.count(more as i64)
        ),
    }
}

/// `new seat, chance 60 %`, `backfill for Ravi Sato`, `from another seat`.
fn kind(tell: &Teller<'_>, names: &Names<'_>, seat: &Seat, hire: &Hire) -> String {
    let mut parts = Vec::new();
    if hire.moves {
        parts.push(tr!("from another seat").to_owned());
    }
    match hire.after.map(|at| seat.stints.get(at).and_then(|it| names.person(it))) {
        Some(Some(before)) => parts.push(tr!("backfill for {before}")),
        Some(None) => parts.push(tr!("backfill").to_owned()),
        None if hire.moves => {}
        None => parts.push(tr!("new seat").to_owned()),
    }
    let open = hire.stint.and_then(|at| seat.stints.get(at)).filter(|it| it.person.is_none());
    if let Some(stint) = open.filter(|it| it.likelihood.to_f64() < 1.0) {
        parts.push(tr!("chance {}", tell.locale.percent(stint.likelihood.to_f64(), 0)));
    }
    parts.join(", ")
}

/// Whom a seat reports to on a day, by name; what is to be done there where nobody has that seat.
fn leader(tell: &Teller<'_>, names: &Names<'_>, seat: &Seat, day: NaiveDate) -> String {
    let Some(leader) = seat.manager.as_ref().and_then(|id| tell.document.seat(id)) else {
        return "\u{2013}".to_owned();
    };
    let there = |it: &&Stint| it.from <= day && it.to.date().is_none_or(|last| last >= day);
    let stint = leader.stints.iter().find(there).or(leader.stints.last());
    stint.and_then(|it| names.person(it)).map_or_else(|| names.stint(leader, None), str::to_owned)
}

/// Starts, leavers and what the hires cost, quarter by quarter or year by year.
fn by_period(tell: &Teller<'_>, hires: &[Hire], leavers: &[Leaver]) -> ReportTable {
    let first = tell.document.settings.first_month;
    let inside = |day: NaiveDate, span: Span| {
        usize::try_from(Month::of(day).since(first)).is_ok_and(|at| (span.from..=span.to).contains(&at))
    };
    let count = |number: usize| tell.locale.count(number as i64);
    let row = |name: String, span: Span| {
        let now = || hires.iter().filter(|it| inside(it.start, span));
        let gone = leavers.iter().filter(|it| !it.moves && inside(it.last, span)).count();
        let cost = hires.iter().map(|it| it.cost(span)).fold(CostSum::default(), CostSum::and);
        let part = |flow: Flow| tell.figure(flow);
        vec![
            name,
            count(now().filter(|it| !it.moves).count()),
            count(now().filter(|it| !it.moves && it.after.is_some()).count()),
            tell.locale.people(now().map(|it| it.expected).sum()),
            count(gone),
            part(cost.base + cost.variable),
            part(cost.burden + cost.tools),
            part(cost.recruiting),
            part(cost.total()),
        ]
    };
    let periods = periods(tell);
    let mut rows: Vec<Vec<String>> =
        periods.iter().map(|(period, span)| row(kept(period_label(period, false)), *span)).collect();
    rows.push(row(kept(tr!("Whole plan").to_owned()), tell.outcome.whole()));
    ReportTable {
        title: tr!("Hires and what they cost, by period").to_owned(),
        say: tr!(
            "Expected: by the chance of open requisitions. Who only changes seats is no hire and no leaver. Cost is that of everyone in the list, in each period from their start on, with those who are expected to follow them in the seat."
        )
        .to_owned(),
        header: [
            tr!("Period"),
            tr!("Hires"),
            tr!("Backfill"),
            tr!("Expected"),
            tr!("Leavers"),
            tr!("Pay"),
            tr!("Taxes, benefits, tools"),
            tr!("Recruiting"),
            tr!("Cost"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
        sum: true,
        ..ReportTable::default()
    }
}

/// Those whose last day is set, in order of that day.
fn leavers_table(tell: &Teller<'_>, names: &Names<'_>, leavers: &[Leaver]) -> ReportTable {
    let end = tell.document.settings.last_month();
    let row = |leaver: &Leaver| {
        let seat = tell.document.seats.get(leaver.seat)?;
        let certain = match (leaver.moves, leaver.certain) {
            (true, _) => tr!("to another seat"),
            (false, true) => tr!("certain"),
            (false, false) => tr!("expected"),
        };
        let next = match leaver.next {
            Next::Stint(at) => seat
                .stints
                .get(at)
                .map(|it| format!("{}, {}", kept(show_date(it.from)), names.person(it).unwrap_or(tr!("open"))))
                .unwrap_or_default(),
            Next::Backfill(month) if month > end => tr!("after the plan").to_owned(),
            Next::Backfill(month) => show_month(month),
            Next::Nobody => tr!("stays empty").to_owned(),
        };
        Some(vec![
            names.stint(seat, Some(leaver.stint)),
            kept(show_date(leaver.last)),
            certain.to_owned(),
            next,
            leader(tell, names, seat, leaver.last),
        ])
    };
    ReportTable {
        title: tr!("List of leavers").to_owned(),
        say: left_out(tell, leavers.len()),
        header: [tr!("Person and role"), tr!("Last day"), tr!("How sure"), tr!("Filled again from"), tr!("Reports to")]
            .map(str::to_owned)
            .to_vec(),
        rows: leavers.iter().take(MOST_ROWS).filter_map(row).collect(),
        texts: vec![1, 2, 3, 4],
        ..ReportTable::default()
    }
}
