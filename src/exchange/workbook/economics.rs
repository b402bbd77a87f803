//! Costs and what customers bring, as formulas: costs besides those of people, customer counts, and the ratios made of them.

use super::coins::settled;
use super::costs::CostLines;
use super::customers::CustomerLines;
use super::inputs::CompanyCells;
use super::ledger::SegmentBookLines;
use super::place::{Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use super::summary::SummaryLines;
use crate::engine::{Metric, Span};

/// A figure of the summary, where it stands and what the app calls it.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    pub name: &'static str,
    pub metric: Metric,
    pub line: Line,
    pub form: Form,
}

/// What the economics are made of.
pub(crate) struct Parts<'a> {
    pub company: &'a CompanyCells,
    pub customers: &'a [CustomerLines],
    pub books: &'a [SegmentBookLines],
    pub costs: &'a CostLines,
}

const TAB: Tab = Tab::Summary;

/// How a line makes a year of its months.
#[derive(Clone, Copy)]
enum Year {
    Sum,
    First,
    Last,
}

/// Cells of one period: those of a month, or those of a fiscal year.
#[derive(Clone, Copy)]
enum Period {
    Month(usize),
    Year { column: usize, span: Span },
}

impl Period {
    fn of(self, line: Line) -> String {
        match self {
            Period::Month(month) => line.at(month),
            Period::Year { column, .. } => line.key(column).to_string(),
        }
    }

    /// Months in it.
    fn months(self) -> usize {
        match self {
            Period::Month(_) => 1,
            Period::Year { span, .. } => span.len(),
        }
    }

    /// Its last month.
    fn to(self) -> usize {
        match self {
            Period::Month(month) => month,
            Period::Year { span, .. } => span.to,
        }
    }
}

struct Desk<'a, 'b> {
    sheets: &'a mut Sheets,
    summary: &'b SummaryLines,
    found: Vec<Figure>,
}

impl Desk<'_, '_> {
    /// A line of amounts or counts, month by month, and the years made of it.
    fn flow(&mut self, labels: [&str; 2], form: Form, year: Year, formula: impl Fn(usize) -> String) -> Line {
        let line =
            self.sheets.line(TAB, [labels[0], "company", labels[1]], (Look::Plain, form), |month| Some(formula(month)));
        for (_, span, column) in &self.summary.years {
            let text = match year {
                Year::Sum => format!("SUM({})", line.span(span.from, span.to)),
                Year::First => line.at(span.from),
                Year::Last => line.at(span.to),
            };
            self.sheets.formula(line.key(*column), Look::Plain, form, text);
        }
        line
    }

    /// A line that is made of the same period's figures, whether that is a month or a year.
    fn ratio(&mut self, labels: [&str; 2], form: Form, formula: impl Fn(Period) -> String) -> Line {
        let line = self.sheets.line(TAB, [labels[0], "company", labels[1]], (Look::Plain, form), |month| {
            Some(formula(Period::Month(month)))
        });
        for (_, span, column) in &self.summary.years {
            let text = formula(Period::Year { column: *column, span: *span });
            self.sheets.formula(line.key(*column), Look::Plain, form, text);
        }
        line
    }

    fn tell(&mut self, name: &'static str, metric: Metric, line: Line, form: Form) {
        self.found.push(Figure { name, metric, line, form });
    }
}

fn sum(lines: impl Iterator<Item = Line>, month: usize) -> String {
    let all: Vec<String> = lines.map(|line| line.at(month)).collect();
    if all.is_empty() { "0".to_owned() } else { all.join("+") }
}

/// Writes them below the summary; gives the figures that the app has too.
pub(crate) fn economics(
    source: &Source<'_>,
    sheets: &mut Sheets,
    parts: &Parts<'_>,
    summary: &SummaryLines,
) -> Vec<Figure> {
    let digits = sheets.digits;
    let costs = &source.document.costs;
    let cells = parts.company;
    let (taxes, winning) = (parts.costs.taxes, parts.costs.acquisition);
    let mut desk = Desk { sheets, summary, found: Vec::new() };

    desk.sheets.heading(TAB, "Customers");
    let of = |which: fn(&CustomerLines) -> Line| move |month: usize| sum(parts.customers.iter().map(which), month);
    let count = Form::Factor;
    let opening = desk.flow(["Customers at the start", "customers"], count, Year::First, of(|it| it.opening));
    let won = desk.flow(["Customers won", "customers"], count, Year::Sum, of(|it| it.won));
    let lost = desk.flow(["Customers lost", "customers"], count, Year::Sum, of(|it| it.lost));
    let closing = desk.flow(["Customers at the end", "customers"], count, Year::Last, of(|it| it.closing));
    let churn = desk.ratio(["Logo churn", "share"], Form::Share, |at| {
        format!("IF({0}>=0.001,{1}/{0},\"\")", at.of(opening), at.of(lost))
    });
    desk.tell("Customers won", Metric::CustomersWon, won, count);
    desk.tell("Customers lost", Metric::CustomersLost, lost, count);
    desk.tell("Customers at the end", Metric::Customers, closing, count);
    desk.tell("Logo churn", Metric::LogoChurn, churn, Form::Share);

    let stay = desk.ratio(["Logo retention", "share"], Form::Share, |at| {
        format!("IF({0}>=0.001,({0}-{1})/{0},\"\")", at.of(opening), at.of(lost))
    });
    desk.tell("Logo retention", Metric::LogoRetention, stay, Form::Share);

    desk.sheets.heading(TAB, "Cost and unit economics");
    let revenue = desk.flow(["Recognised revenue", "money"], Form::Coin, Year::Sum, |month| {
        let one = |it: &SegmentBookLines| {
            let (opening, closing) = (it.ledger.opening.at(month), it.ledger.closing.at(month));
            settled(&format!("({opening}+{closing})/24"), digits)
        };
        let all: Vec<String> = parts.books.iter().map(one).collect();
        if all.is_empty() { "0".to_owned() } else { all.join("+") }
    });
    desk.tell("Recognised revenue", Metric::Revenue, revenue, Form::Coin);
    let company = |name: &str| summary.company.iter().find(|it| it.0 == name).map(|it| it.1);
    let (Some(start), Some(new), Some(expansion), Some(price), Some(back), Some(contraction), Some(left), Some(arr)) = (
        company("Opening ARR"),
        company("New"),
        company("Expansion"),
        company("Price uplift"),
        company("Reactivation"),
        company("Contraction"),
        company("Churn"),
        company("Closing ARR"),
    ) else {
        return desk.found;
    };
    let comp = summary.cost;
    for (name, metric, line) in [
        ("Base pay", Metric::BasePay, summary.base),
        ("Variable pay earned", Metric::VariablePay, summary.variable),
        ("Comp cost", Metric::CompCost, comp),
    ] {
        desk.tell(name, metric, line, Form::Coin);
    }
    let over_revenue = source.outcome.costs.ccos_on_revenue;
    let over = if over_revenue { "recognised revenue" } else { "new and expansion ARR" };
    let ccos = desk.ratio(["Comp cost of sales (CCOS)", "share"], Form::Share, |at| {
        let whole = if over_revenue { at.of(revenue) } else { format!("({}+{})", at.of(new), at.of(expansion)) };
        format!("IF({whole}>0,{}/{whole},\"\")", at.of(comp))
    });
    desk.sheets.remark(ccos.key(0), format!("Base and variable pay over {over}."));
    desk.tell("CCOS", Metric::Ccos, ccos, Form::Share);
    let quick = desk.ratio(["Quick ratio", "times"], Form::Factor, |at| {
        let lost = format!("({}+{})", at.of(contraction), at.of(left));
        let gains = [new, expansion, price, back].map(|line| at.of(line)).join("+");
        format!("IF({lost}>0,({gains})/{lost},\"\")")
    });
    desk.tell("Quick ratio", Metric::QuickRatio, quick, Form::Factor);
    let net_new = desk.ratio(["Net new ARR", "ARR"], Form::Coin, |at| {
        let gains = [new, expansion, price, back].map(|line| at.of(line)).join("+");
        format!("{gains}-{}-{}", at.of(contraction), at.of(left))
    });
    desk.tell("Net new ARR", Metric::NetNewArr, net_new, Form::Coin);
    let growing = desk.ratio(["Expansion share", "share"], Form::Share, |at| {
        let both = format!("({}+{})", at.of(new), at.of(expansion));
        format!("IF({both}>0,{}/{both},\"\")", at.of(expansion))
    });
    desk.tell("Expansion share", Metric::ExpansionShare, growing, Form::Share);
    let burdened = desk.flow(["Taxes and benefits", "money"], Form::Coin, Year::Sum, |month| taxes.at(month));
    // Where marketing or other cost is not entered, the app has no acquisition cost, and neither has the workbook.
    let (Some((marketing, of_marketing)), Some((other, of_other))) = (cells.marketing, cells.other_cost) else {
        return desk.found;
    };
    let all_cost = desk.flow(["Sales and marketing cost", "money"], Form::Coin, Year::Sum, |month| {
        format!("{}+{}+{marketing}+{other}", comp.at(month), burdened.at(month))
    });
    desk.tell("Sales and marketing cost", Metric::SalesMarketing, all_cost, Form::Coin);
    let acquisition = desk.flow(["Acquisition cost", "money"], Form::Coin, Year::Sum, |month| {
        let month = winning.at(month);
        let part = |cost: Spot, share: Spot| settled(&format!("{cost}*{share}"), digits);
        format!("{month}+{}+{}", part(marketing, of_marketing), part(other, of_other))
    });
    desk.tell("Acquisition cost", Metric::AcquisitionCost, acquisition, Form::Coin);
    let cac = desk.ratio(["Cost of winning a customer (CAC)", "money"], Form::Coin, |at| {
        let each = settled(&format!("{}/{}", at.of(acquisition), at.of(won)), digits);
        format!("IF({}>0,{each},\"\")", at.of(won))
    });
    desk.tell("CAC", Metric::Cac, cac, Form::Coin);
    let blended = desk.ratio(["CAC, blended", "money"], Form::Coin, |at| {
        let each = settled(&format!("{}/{}", at.of(all_cost), at.of(won)), digits);
        format!("IF({}>=0.001,{each},\"\")", at.of(won))
    });
    desk.tell("CAC, blended", Metric::CacBlended, blended, Form::Coin);
    let payback = desk.ratio(["CAC payback, on ARR", "months"], Form::Factor, |at| {
        format!("IF({0}>0,{1}/{0}*12,\"\")", at.of(new), at.of(acquisition))
    });
    desk.tell("CAC payback, on ARR", Metric::CacPaybackArr, payback, Form::Factor);
    efficiency(&mut desk, cells, &Efficiency { revenue, all_cost, net_new });
    if costs.gross_margin.is_none() {
        return desk.found;
    }
    let margin = cells.gross_margin;
    let payback = desk.ratio(["CAC payback", "months"], Form::Factor, |at| {
        let month = format!("({}*{margin}/12)", at.of(new));
        format!("IF({month}>0,{}/{month},\"\")", at.of(acquisition))
    });
    desk.tell("CAC payback", Metric::CacPayback, payback, Form::Factor);
    let lifetime = desk.ratio(["Lifetime value of a customer (LTV)", "money"], Form::Coin, |at| {
        let (customers, start) = (at.of(closing), at.of(opening));
        let leaves = format!("({}/{start}*12/{})", at.of(lost), at.months());
        let value = settled(&format!("{}/{customers}*{margin}/{leaves}", at.of(arr)), digits);
        let there = format!("AND({}>0,{customers}>=0.001,{start}>=0.001)", at.of(arr));
        format!("IF({there},IF({leaves}>=0.001,{value},\"\"),\"\")")
    });
    desk.tell("LTV", Metric::LtvLogo, lifetime, Form::Coin);
    let both = desk.ratio(["LTV over CAC", "times"], Form::Factor, |at| {
        let (value, cost) = (at.of(lifetime), at.of(cac));
        format!("IF(AND(ISNUMBER({value}),ISNUMBER({cost})),IF({cost}>0,{value}/{cost},\"\"),\"\")")
    });
    desk.tell("LTV over CAC", Metric::LtvCac, both, Form::Factor);
    let by_revenue = desk.ratio(["LTV, by revenue churn", "money"], Form::Coin, |at| {
        let lost = format!("({}+{})", at.of(left), at.of(contraction));
        let leaves = format!("({lost}/{}*12/{})", at.of(start), at.months());
        let value = settled(&format!("{}/{}*{margin}/{leaves}", at.of(arr), at.of(closing)), digits);
        let there = format!("AND({}>0,{}>=0.001,{}>0)", at.of(arr), at.of(closing), at.of(start));
        format!("IF({there},IF({leaves}>=0.001,{value},\"\"),\"\")")
    });
    desk.tell("LTV, by revenue churn", Metric::LtvRevenue, by_revenue, Form::Coin);
    // Without operating cost the app knows of no burn.
    if let Some(operating) = cells.operating {
        let burn = Burn { revenue, all_cost, net_new, start, arr, margin, operating };
        burning(&mut desk, &burn);
    }
    desk.found
}

/// Lines that growth for money spent is made of.
struct Efficiency {
    revenue: Line,
    all_cost: Line,
    net_new: Line,
}

/// Magic numbers: what three months grew for what was spent in the three before them; before the plan, for what was entered of that quarter.
fn efficiency(desk: &mut Desk<'_, '_>, cells: &CompanyCells, of: &Efficiency) {
    let over = |grown: &str, cost: &str| format!("IF({cost}>0,({grown})/{cost},\"\")");
    let none = || "\"\"".to_owned();
    let magic = desk.ratio(["Magic number", "times"], Form::Factor, |at| {
        match (at.to(), cells.prior_revenue, cells.prior_cost) {
            (2, Some(revenue), Some(cost)) => {
                over(&format!("({}-{revenue})*4", ending(of.revenue, 2)), &cost.to_string())
            }
            (to @ 5.., ..) => {
                let grown = format!("({}-{})*4", ending(of.revenue, to), ending(of.revenue, to - 3));
                over(&grown, &ending(of.all_cost, to - 3))
            }
            (0..=4, ..) => none(),
        }
    });
    desk.sheets.remark(
        magic.key(0),
        "Growth of quarterly revenue x 4, over sales and marketing cost of the quarter before; by the last three months of the period.",
    );
    desk.tell("Magic number", Metric::MagicNumber, magic, Form::Factor);
    let magic = desk.ratio(["Magic number, on ARR", "times"], Form::Factor, |at| match (at.to(), cells.prior_cost) {
        (2, Some(cost)) => over(&ending(of.net_new, 2), &cost.to_string()),
        (to @ 5.., _) => over(&ending(of.net_new, to), &ending(of.all_cost, to - 3)),
        (0..=4, _) => none(),
    });
    desk.tell("Magic number, on ARR", Metric::MagicNumberArr, magic, Form::Factor);
}

/// The sum of the three months of a line that end with one.
fn ending(line: Line, to: usize) -> String {
    format!("SUM({})", line.span(to.saturating_sub(2), to))
}

/// What burn is made of, and what it is measured by.
struct Burn {
    revenue: Line,
    all_cost: Line,
    net_new: Line,
    start: Line,
    arr: Line,
    margin: Spot,
    operating: Spot,
}

/// Net burn, the burn multiple, and the rule of 40.
fn burning(desk: &mut Desk<'_, '_>, of: &Burn) {
    let digits = desk.sheets.digits;
    let burn = desk.ratio(["Net burn", "money"], Form::Coin, |at| {
        let (revenue, margin) = (at.of(of.revenue), of.margin);
        let operating = format!("{}*{}", of.operating, at.months());
        let delivery = settled(&format!("{revenue}*(1-{margin})"), digits);
        format!("{delivery}+{}+{operating}-{revenue}", at.of(of.all_cost))
    });
    desk.sheets.remark(burn.key(0), "Cost of revenue, sales, marketing and operations, less revenue.");
    let multiple = desk.ratio(["Burn multiple", "times"], Form::Factor, |at| {
        let (burnt, grown) = (at.of(burn), at.of(of.net_new));
        format!("IF(AND({burnt}>0,{grown}>0),{burnt}/{grown},\"\")")
    });
    desk.tell("Burn multiple", Metric::BurnMultiple, multiple, Form::Factor);
    let rule = desk.ratio(["Rule of 40", "share"], Form::Share, |at| {
        let Some(year_ago) = at.to().checked_sub(11) else { return "\"\"".to_owned() };
        let (before, revenue) = (of.start.at(year_ago), at.of(of.revenue));
        let both = format!("{}/{before}-1-{}/{revenue}", of.arr.at(at.to()), at.of(burn));
        format!("IF(AND({before}>0,{revenue}>0),{both},\"\")")
    });
    desk.sheets
        .remark(rule.key(0), "Growth of ARR over twelve months, and revenue less all cost over revenue of the period.");
    desk.tell("Rule of 40", Metric::RuleOf40, rule, Form::Share);
}
