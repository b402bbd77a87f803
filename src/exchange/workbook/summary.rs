//! The summary by month and fiscal year, and the sheet that checks everything.

use super::coins::settled;
use super::costs::PayChange;
use super::economics::Figure;
use super::funnel::FunnelLines;
use super::ledger::{Ledger, SegmentBookLines};
use super::pay::AfterLines;
use super::place::{FIRST_MONTH, HEAD_ROWS, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{Source, segment_name};
use super::staff::StaffLines;
use crate::engine::{Metric, Row, Scope, Span};
use crate::units::{Cadence, period_label};

/// How a line makes a year of its months.
#[derive(Clone, Copy, PartialEq)]
enum Year {
    Sum,
    First,
    Last,
}

/// Lines of the summary that the checks look at.
pub(crate) struct SummaryLines {
    pub company: Vec<(&'static str, Line)>,
    /// Base and variable pay.
    pub cost: Line,
    capacity: Line,
    pub base: Line,
    pub variable: Line,
    paid: Line,
    expensed: Line,
    /// Column of each fiscal year.
    pub years: Vec<(String, Span, usize)>,
    nrr: Line,
    grr: Line,
}

/// What the summary is made of.
pub(crate) struct Everything<'a> {
    pub books: &'a [SegmentBookLines],
    pub funnel: &'a FunnelLines,
    pub staff: &'a [StaffLines],
    pub pay: &'a [Option<AfterLines>],
    /// What was reported of pay, less what was planned.
    pub change: Option<&'a PayChange>,
}

const TAB: Tab = Tab::Summary;

fn years(source: &Source<'_>) -> Vec<(String, Span, usize)> {
    let periods = source.outcome.periods(Cadence::Year);
    let column = FIRST_MONTH + source.horizon + 1;
    periods
        .into_iter()
        .enumerate()
        .map(|(at, (period, span))| (period_label(&period, false), span, column + at))
        .collect()
}

pub(crate) fn summary(source: &Source<'_>, sheets: &mut Sheets, all: &Everything<'_>) -> SummaryLines {
    let years = years(source);
    for (name, span, column) in &years {
        let part = if span.len() < 12 { " (part)" } else { "" };
        sheets.text(Spot::new(TAB, HEAD_ROWS - 1, *column), Look::Heading, format!("{name}{part}"));
    }
    let sum = |sheets: &mut Sheets, label: &str, whose: &str, form: Form, year: Year, total: bool, lines: &[Line]| {
        let look = if total { Look::Total } else { Look::Plain };
        let line = sheets.line(TAB, [label, whose, ""], (look, form), |month| {
            let all: Vec<String> = lines.iter().map(|line| line.at(month)).collect();
            Some(if all.is_empty() { "0".to_owned() } else { format!("SUM({})", all.join(",")) })
        });
        for (_, span, column) in &years {
            let text = match year {
                Year::Sum => format!("SUM({})", line.span(span.from, span.to)),
                Year::First => line.at(span.from),
                Year::Last => line.at(span.to),
            };
            sheets.formula(line.key(*column), look, form, text);
        }
        line
    };
    let how = |name: &str| match name {
        "Opening ARR" => Year::First,
        "Closing ARR" => Year::Last,
        _movement => Year::Sum,
    };
    sheets.heading(TAB, "ARR waterfall of the company");
    let mut company = Vec::new();
    if let Some(first) = all.books.first() {
        for (at, (name, _)) in first.ledger.lines().into_iter().enumerate() {
            let lines: Vec<Line> = all.books.iter().filter_map(|it| it.ledger.lines().get(at).map(|it| it.1)).collect();
            let total = name.ends_with("ARR");
            company.push((name, sum(sheets, name, "company", Form::Coin, how(name), total, &lines)));
        }
    }
    for (at, book) in all.books.iter().enumerate() {
        let segment = segment_name(source.document, at);
        sheets.heading(TAB, format!("ARR waterfall of {segment}"));
        for (name, line) in book.ledger.lines() {
            sum(sheets, name, &segment, Form::Coin, how(name), name.ends_with("ARR"), &[line]);
        }
    }
    sheets.heading(TAB, "Retention of the customers of 12 months ago");
    let (nrr, grr) = retention(sheets, all, &years);
    sheets.heading(TAB, "New business");
    let digits = sheets.digits;
    let mut settled = |label: &str, lines: Vec<Line>| {
        let line = sheets.line(TAB, [label, "company", "ARR"], (Look::Plain, Form::Coin), |month| {
            let all: Vec<String> = lines.iter().map(|line| settled(&line.at(month), digits)).collect();
            Some(if all.is_empty() { "0".to_owned() } else { all.join("+") })
        });
        for (_, span, column) in &years {
            sheets.formula(
                line.key(*column),
                Look::Plain,
                Form::Coin,
                format!("SUM({})", line.span(span.from, span.to)),
            );
        }
        line
    };
    let capacity = settled("Capacity", all.funnel.segments.iter().map(|it| it.capacity).collect());
    settled("Lost pipeline", all.funnel.segments.iter().map(|it| it.lost).collect());
    sheets.heading(TAB, "People and pay");
    let heads: Vec<Line> = all.staff.iter().map(|it| it.active).collect();
    // SUM takes 255 terms; larger teams are summed in parts.
    let base = chunked(sheets, "Base pay", all, |it| it.base, Some(|it| it.base));
    let variable = chunked(sheets, "Variable pay earned", all, |it| it.variable, Some(|it| it.variable));
    let paid = chunked(sheets, "Variable pay paid", all, |it| it.paid, None);
    let expensed = chunked(sheets, "Variable pay expensed", all, |it| it.expensed, Some(|it| it.variable));
    if all.change.is_some() {
        for line in [base, variable, expensed] {
            sheets.remark(
                line.key(0),
                "Of everybody, as planned; of closed months as far as it was reported, which the Costs sheet adds.",
            );
        }
        sheets.remark(
            paid.key(0),
            "Of everybody, as planned: a report says what was earned in a month, not when it is paid.",
        );
    }
    for line in [base, variable, paid, expensed] {
        for (_, span, column) in &years {
            sheets.formula(
                line.key(*column),
                Look::Plain,
                Form::Coin,
                format!("SUM({})", line.span(span.from, span.to)),
            );
        }
    }
    let cost = sum(sheets, "Comp cost", "company", Form::Coin, Year::Sum, true, &[base, variable]);
    let heads_line = long_sum(sheets, "Expected heads", Form::Factor, &heads, |_| String::new());
    for (_, span, column) in &years {
        sheets.formula(heads_line.key(*column), Look::Plain, Form::Factor, heads_line.at(span.to));
    }
    for (_, _, column) in &years {
        sheets.name(&format!("Comp_cost_{}", column - FIRST_MONTH - source.horizon), cost.key(*column));
    }
    SummaryLines { company, cost, capacity, base, variable, paid, expensed, years, nrr, grr }
}

/// NRR and GRR of the company, cohort and event form, as the window that ends with each month has them.
fn retention(sheets: &mut Sheets, all: &Everything<'_>, years: &[(String, Span, usize)]) -> (Line, Line) {
    let windows: Vec<[Line; 3]> = all.books.iter().map(|it| it.windows).collect();
    let sum = |which: usize, month: usize| {
        let all: Vec<String> = windows.iter().filter_map(|it| it.get(which)).map(|line| line.at(month)).collect();
        if all.is_empty() { "0".to_owned() } else { format!("({})", all.join("+")) }
    };
    let style = (Look::Total, Form::Share);
    let nrr = sheets.line(TAB, ["NRR, cohort form", "company", "share"], style, |month| {
        Some(format!("IF({0}>0,{1}/{0},\"\")", sum(0, month), sum(1, month)))
    });
    let grr = sheets.line(TAB, ["GRR, event form", "company", "share"], style, |month| {
        Some(format!("IF({0}>0,1-{1}/{0},\"\")", sum(0, month), sum(2, month)))
    });
    for line in [nrr, grr] {
        for (_, span, column) in years {
            sheets.formula(line.key(*column), Look::Total, Form::Share, line.at(span.to));
        }
    }
    (nrr, grr)
}

/// A line that sums others, in parts where there are many, and something more in some months.
fn long_sum(sheets: &mut Sheets, label: &str, form: Form, lines: &[Line], more: impl Fn(usize) -> String) -> Line {
    const AT_ONCE: usize = 200;
    sheets.line(TAB, [label, "company", ""], (Look::Plain, form), |month| {
        let parts: Vec<String> = lines
            .chunks(AT_ONCE)
            .map(|part| format!("SUM({})", part.iter().map(|line| line.at(month)).collect::<Vec<_>>().join(",")))
            .collect();
        let sum = if parts.is_empty() { "0".to_owned() } else { parts.join("+") };
        Some(format!("{sum}{}", more(month)))
    })
}

fn chunked(
    sheets: &mut Sheets,
    label: &str,
    all: &Everything<'_>,
    line: impl Fn(&AfterLines) -> Line,
    change: Option<fn(&PayChange) -> Line>,
) -> Line {
    let lines: Vec<Line> = all.pay.iter().flatten().map(line).collect();
    let more = |month: usize| change.map_or_else(String::new, |of| PayChange::plus(all.change, of, month));
    long_sum(sheets, label, Form::Coin, &lines, more)
}

/// The sheet of checks.
struct Checks<'a> {
    sheets: &'a mut Sheets,
    verdicts: Vec<Spot>,
}

const CHECK: Tab = Tab::Check;

impl Checks<'_> {
    /// Something that has to be nothing, whatever is typed.
    fn identity(&mut self, what: &str, formula: String) {
        let row = Spot::new(CHECK, self.sheets.next_row(CHECK), 0);
        self.sheets.text(row, Look::Plain, what);
        self.sheets.formula(row.right(2), Look::Plain, Form::Coin, formula);
        self.sheets.formula(
            row.right(5),
            Look::Total,
            Form::General,
            format!("IF(ABS({})<0.005,\"OK\",\"CHECK\")", row.right(2)),
        );
        self.verdicts.push(row.right(5));
    }

    /// A figure beside the app's, which is none where the app has none, and a verdict.
    fn beside(&mut self, (what, whose): (&str, &str), form: Form, formula: String, app: Option<f64>) {
        let row = Spot::new(CHECK, self.sheets.next_row(CHECK), 0);
        self.sheets.text(row, Look::Plain, what);
        self.sheets.text(row.right(1), Look::Plain, whose);
        let [own, apps, difference, verdict] = [2, 3, 4, 5].map(|column| row.right(column));
        self.sheets.formula(own, Look::Plain, form, formula);
        let Some(app) = app else {
            self.sheets.text(apps, Look::FromApp, "none");
            let judged = format!("IF(ISNUMBER({own}),\"changed\",\"same\")");
            self.sheets.formula(verdict, Look::Plain, Form::General, judged);
            return;
        };
        self.sheets.number(apps, Look::FromApp, form, app);
        self.sheets.formula(difference, Look::Plain, form, format!("IF(ISNUMBER({own}),{own}-{apps},\"\")"));
        // Sums of coins are the app's to the coin; what is made for one of a number of customers hangs on how floats hold that number.
        let close = match form {
            Form::Share => "0.0000005".to_owned(),
            Form::Coin => format!("MAX({},ABS({app})/1000000000)", 0.5 * 10f64.powi(-(self.sheets.digits as i32))),
            Form::General | Form::Factor | Form::Count | Form::Date | Form::Month => {
                format!("MAX(0.000001,ABS({app})/1000000)")
            }
        };
        let judged = format!("IF(ISNUMBER({own}),IF(ABS({difference})<{close},\"same\",\"changed\"),\"changed\")");
        self.sheets.formula(verdict, Look::Plain, Form::General, judged);
    }
}

/// A cell that may have no figure, which is said.
fn or_none(cell: Spot) -> String {
    format!("IF(ISNUMBER({cell}),{cell},\"none\")")
}

pub(crate) fn check(
    source: &Source<'_>,
    sheets: &mut Sheets,
    all: &Everything<'_>,
    summary: &SummaryLines,
    economics: &[Figure],
) {
    sheets.text(Spot::new(CHECK, 0, 0), Look::Title, "Check");
    sheets.text(Spot::new(CHECK, 1, 0), Look::Plain, "Identities");
    sheets.text(Spot::new(CHECK, 2, 0), Look::Plain, "Figures beside the app's when the workbook was made");
    sheets.heading(CHECK, "What has to hold whatever is typed: each is nothing");
    let last = source.horizon.saturating_sub(1);
    let mut checks = Checks { sheets, verdicts: Vec::new() };
    for (at, book) in all.books.iter().enumerate() {
        let segment = segment_name(source.document, at);
        let Ledger { opening, new, expansion, price, reactivation, contraction, churn, closing } = book.ledger;
        let sum = |line: Line| format!("SUM({})", line.span(0, last));
        let gains: Vec<String> = [new, expansion, price, reactivation].map(sum).to_vec();
        let left =
            format!("{}-{}-{}+{}+{}", closing.at(last), opening.at(0), gains.join("-"), sum(contraction), sum(churn));
        checks.identity(&format!("{segment}: closing ARR less opening ARR and all movements"), left);
        if let Some(funnel) = all.funnel.segments.get(at) {
            let flow = |line: Line| format!("SUM({})", line.span(0, last));
            let left = format!(
                "SUM({})-{}-{}-{}",
                funnel.pipeline.span(0, last),
                flow(funnel.bookings),
                flow(funnel.carried),
                flow(funnel.lost)
            );
            checks.identity(&format!("{segment}: pipeline less what was booked, waits or is lost"), left);
        }
    }
    for (name, company) in &summary.company {
        let parts = all.books.iter().filter_map(|book| book.ledger.lines().into_iter().find(|it| it.0 == *name));
        let parts: Vec<String> = parts.map(|(_, line)| format!("-SUM({})", line.span(0, last))).collect();
        let left = format!("SUM({}){}", company.span(0, last), parts.concat());
        checks.identity(&format!("{name} of the company less that of its segments"), left);
    }
    let pay: Vec<String> = all.pay.iter().flatten().map(|it| format!("-SUM({})", it.variable.span(0, last))).collect();
    if pay.len() < 100 {
        let change = all.change.map(|it| format!("-SUM({})", it.variable.span(0, it.months - 1)));
        let left = format!("SUM({}){}{}", summary.variable.span(0, last), pay.concat(), change.unwrap_or_default());
        checks.identity("Variable pay of the company less that of its people, and what was reported besides", left);
    }
    checks.sheets.heading(CHECK, "Figures beside those of the app");
    let heads = Spot::new(CHECK, checks.sheets.next_row(CHECK), 0);
    for (column, head) in
        ["Figure", "Whose", "This workbook", "The app, at the export", "Difference", ""].into_iter().enumerate()
    {
        checks.sheets.text(heads.right(column), Look::Heading, head);
    }
    figures(source, &mut checks, all, summary);
    for (year, span, column) in &summary.years {
        let row = Row::of(source.outcome, *span);
        for it in economics {
            let app = row.value(it.metric).to_f64();
            checks.beside((it.name, year), it.form, or_none(it.line.key(*column)), app);
        }
    }
    let Checks { sheets, verdicts } = checks;
    let bad = match (verdicts.first(), verdicts.last()) {
        (Some(first), Some(last)) => format!("SUMPRODUCT(({}=\"CHECK\")*1)", first.to(*last)),
        (None, _) | (_, None) => "0".to_owned(),
    };
    let verdict = format!("IF({bad}=0,\"OK: all hold\",{bad}&\" do not hold: look below\")");
    sheets.formula(Spot::new(CHECK, 1, 2), Look::Total, Form::General, verdict);
    // Every row of figures counts, with a verdict or without.
    let last = Spot::new(CHECK, sheets.next_row(CHECK).saturating_sub(1), 5);
    let differ = format!("SUMPRODUCT(({}<>\"same\")*1)", heads.down(1).right(5).to(last));
    let verdict =
        format!("IF({differ}=0,\"same: every figure is the app's\",{differ}&\" differ, as inputs were changed\")");
    sheets.formula(Spot::new(CHECK, 2, 2), Look::Total, Form::General, verdict);
}

fn figures(source: &Source<'_>, checks: &mut Checks<'_>, all: &Everything<'_>, summary: &SummaryLines) {
    let metrics = [
        ("Opening ARR", Metric::OpeningArr),
        ("New", Metric::NewArr),
        ("Expansion", Metric::ExpansionArr),
        ("Price uplift", Metric::PriceArr),
        ("Reactivation", Metric::ReactivationArr),
        ("Contraction", Metric::ContractionArr),
        ("Churn", Metric::ChurnArr),
        ("Closing ARR", Metric::ClosingArr),
    ];
    for (year, span, column) in &summary.years {
        let row = Row::of(source.outcome, *span);
        for (name, metric) in metrics {
            let line = summary.company.iter().find(|it| it.0 == name);
            if let Some((_, line)) = line {
                checks.beside((name, year), Form::Coin, line.key(*column).to_string(), row.value(metric).to_f64());
            }
        }
        for (name, line, form, value) in [
            ("NRR, cohort form", summary.nrr, Form::Share, row.value(Metric::NrrCohort).to_f64()),
            ("GRR, event form", summary.grr, Form::Share, row.value(Metric::GrrEvent).to_f64()),
            ("Capacity", summary.capacity, Form::Coin, row.value(Metric::Capacity).to_f64()),
            ("Variable pay paid", summary.paid, Form::Coin, row.value(Metric::PaidVariable).to_f64()),
            ("Variable pay expensed", summary.expensed, Form::Coin, row.value(Metric::ExpensedVariable).to_f64()),
        ] {
            checks.beside((name, year), form, or_none(line.key(*column)), value);
        }
    }
    let last = source.horizon.saturating_sub(1);
    for (at, book) in all.books.iter().enumerate() {
        let segment = segment_name(source.document, at);
        let row = Row::scoped(source.outcome, Scope::Segment(at), source.outcome.whole());
        let closing = row.value(Metric::ClosingArr).to_f64();
        checks.beside(("Closing ARR at the end", &segment), Form::Coin, book.ledger.closing.at(last), closing);
    }
    for (holder, pay) in source.holders.iter().zip(all.pay) {
        let Some(pay) = pay else { continue };
        let payee = source.outcome.payees.iter().find(|it| it.seat == holder.post && it.stint == holder.stint);
        let app: f64 = payee.map_or(0.0, |it| it.variable.iter().map(|it| it.to_major()).sum());
        let seat = source.post(holder).map_or("", |it| it.seat.id.as_str());
        let who = format!("{seat}: {}", source.name(holder));
        checks.beside(
            ("Variable pay of the plan's months", &who),
            Form::Coin,
            format!("SUM({})", pay.variable.span(0, last)),
            Some(app),
        );
    }
}
