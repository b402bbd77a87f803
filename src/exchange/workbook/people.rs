//! Input sheets for people: terms of roles, and seats with those who hold them. And what holds for each of them, looked up.

use super::place::{Spot, Tab};
use super::seats::StintCells;
use super::sheets::{Form, Look, Sheets};
use super::source::{EVERYWHERE, Source, segment_name};
use crate::model::{Quota, Ramp, Terms, ramp_share};
use crate::units::{Cadence, Rate};

/// Columns of the terms of a role.
const TERMS: [(&str, Form); 13] = [
    ("Base pay a year", Form::Coin),
    ("On-target earnings a year", Form::Coin),
    ("Quota", Form::Coin),
    ("Quotas a year", Form::Count),
    ("Quota a year", Form::Coin),
    ("Expected attainment", Form::Share),
    ("People who leave in a year", Form::Share),
    ("Leaving in a month", Form::Share),
    ("Months until backfill", Form::Count),
    ("ARR one can look after", Form::Coin),
    ("Share of ramp after a move", Form::Share),
    ("Months of ramp", Form::Count),
    ("Months of ramp not gone through again", Form::Count),
];

const FIRST_TERM: usize = 3;
const FIRST_RAMP: usize = FIRST_TERM + TERMS.len();

/// Cells of the terms of a role in a segment.
#[derive(Clone, Copy)]
pub(crate) struct TermsCells {
    row: Spot,
    ramp: usize,
}

impl TermsCells {
    const fn at(self, column: usize) -> Spot {
        self.row.right(FIRST_TERM + column)
    }
    pub(crate) const fn base(self) -> Spot {
        self.at(0)
    }
    pub(crate) const fn ote(self) -> Spot {
        self.at(1)
    }
    pub(crate) const fn quota_year(self) -> Spot {
        self.at(4)
    }
    pub(crate) const fn attainment(self) -> Spot {
        self.at(5)
    }
    pub(crate) const fn hazard(self) -> Spot {
        self.at(7)
    }
    pub(crate) const fn lag(self) -> Spot {
        self.at(8)
    }
    pub(crate) const fn book(self) -> Spot {
        self.at(9)
    }
    pub(crate) const fn skipped(self) -> Spot {
        self.at(12)
    }
    /// Productivity (or share of quota) in a month of tenure, whole beyond the table.
    pub(crate) fn ramp(self, quota: bool, tenure: &str) -> String {
        let first = self.row.right(FIRST_RAMP + if quota { self.ramp } else { 0 });
        format!("INDEX({},MIN({tenure},{}))", first.to(first.right(self.ramp - 1)), self.ramp)
    }
}

/// The terms of all roles, in the order of the document.
pub(crate) struct AllTerms {
    rows: Vec<Vec<TermsCells>>,
}

impl AllTerms {
    /// Those of a role, by their positions.
    pub(crate) fn row(&self, role: usize, terms: usize) -> Option<TermsCells> {
        self.rows.get(role)?.get(terms).copied()
    }

    /// Those of a seat.
    pub(crate) fn of(&self, source: &Source<'_>, post: usize) -> Option<TermsCells> {
        let post = source.posts.get(post)?;
        let terms = post.terms?;
        let role = source.document.roles.iter().position(|role| role.id == post.seat.role)?;
        let at = source.document.roles.get(role)?.terms.iter().position(|it| std::ptr::eq(it, terms))?;
        self.rows.get(role)?.get(at).copied()
    }
}

const fn per_year(cadence: Cadence) -> f64 {
    match cadence {
        Cadence::Month => 12.0,
        Cadence::Quarter => 4.0,
        Cadence::Half => 2.0,
        Cadence::Year => 1.0,
    }
}

pub(crate) fn terms(source: &Source<'_>, sheets: &mut Sheets) -> AllTerms {
    let tab = Tab::Roles;
    sheets.text(Spot::new(tab, 0, 0), Look::Title, "Roles");
    let what = "Terms of each role, in a segment or wherever no segment has its own. Ramps are by month of tenure; later months are whole.";
    sheets.text(Spot::new(tab, 1, 0), Look::Fine, what);
    let longest = source.document.roles.iter().flat_map(|it| &it.terms).map(|it| it.ramp.months()).max().unwrap_or(0);
    let width = (longest as usize + 1).max(13);
    let heads = ["Role", "Segment", "Backfill"].into_iter().chain(TERMS.into_iter().map(|it| it.0));
    for (column, head) in heads.enumerate() {
        sheets.text(Spot::new(tab, 3, column), Look::Heading, head);
    }
    for (at, name) in ["Productivity", "Share of quota"].into_iter().enumerate() {
        for month in 0..width {
            let text = format!("{name} in month {}", month + 1);
            sheets.text(Spot::new(tab, 3, FIRST_RAMP + at * width + month), Look::Heading, text);
        }
    }
    let mut rows = Vec::new();
    for role in &source.document.roles {
        let mut own = Vec::new();
        for terms in &role.terms {
            let row = Spot::new(tab, sheets.next_row(tab), 0);
            let cells = TermsCells { row, ramp: width };
            let segment = terms.segment.as_ref().map(|id| {
                let at = source.document.segments.iter().position(|it| it.id == *id);
                at.map_or_else(|| id.to_string(), |at| segment_name(source.document, at))
            });
            sheets.text(row, Look::Fixed, if role.name.is_empty() { role.id.as_str() } else { &role.name });
            sheets.text(row.right(1), Look::Fixed, segment.unwrap_or_else(|| EVERYWHERE.to_owned()));
            sheets.text(row.right(2), Look::Fixed, if terms.backfill { "yes" } else { "no" });
            put_terms(sheets, cells, terms);
            put_ramp(sheets, cells, &terms.ramp);
            let named = [role.id.as_str(), terms.segment.as_ref().map_or("any", |it| it.as_str())].join("_");
            let named_cells = [
                ("base", cells.base()),
                ("OTE", cells.ote()),
                ("quota", cells.at(2)),
                ("attainment", cells.attainment()),
                ("attrition", cells.at(6)),
            ];
            for (what, spot) in named_cells {
                sheets.name(&format!("Role_{named}_{what}"), spot);
            }
            own.push(cells);
        }
        rows.push(own);
    }
    AllTerms { rows }
}

fn put_terms(sheets: &mut Sheets, cells: TermsCells, terms: &Terms) {
    let (quota, per) = match terms.quota {
        Some(Quota::Arr { amount, per }) => (amount.to_major(), per_year(per)),
        Some(Quota::Units { count, per }) => (f64::from(count), per_year(per)),
        None => (0.0, 1.0),
    };
    let figures = [
        Some(terms.base.amount().to_major()),
        Some(terms.ote.amount().to_major()),
        Some(quota),
        Some(per),
        None,
        Some(terms.expected_attainment.to_f64()),
        Some(terms.attrition_year.to_f64().clamp(0.0, 1.0)),
        None,
        Some(f64::from(terms.backfill_lag_months.min(60))),
        Some(terms.book_capacity.map_or(0.0, |it| it.to_major())),
        Some(terms.ramp_on_move.to_f64().clamp(0.0, 1.0)),
        Some(f64::from(terms.ramp.months())),
        None,
    ];
    for (column, (figure, (_, form))) in figures.into_iter().zip(TERMS).enumerate() {
        let spot = cells.at(column);
        match (figure, column) {
            // How often a quota counts in a year follows from its period.
            (Some(value), 3) => sheets.number(spot, Look::Fixed, form, value),
            (Some(value), _) => {
                sheets.number(spot, Look::Input, form, value);
                let most = if form == Form::Share && (column == 6 || column == 10) { 1.0 } else { 1e12 };
                sheets.bound(spot, if column == 6 || column >= 8 { 0.0 } else { -1e12 }, most);
            }
            (None, 4) => sheets.formula(spot, Look::Plain, form, format!("{}*{}", cells.at(2), cells.at(3))),
            (None, 7) => {
                sheets.formula(spot, Look::Plain, form, format!("1-(1-{})^(1/12)", cells.at(6)));
            }
            (None, _) => {
                let left = format!("{}*{}-0.000000001", cells.at(11), cells.at(10));
                // Rounded up to whole months.
                let formula = format!("{}-MAX(0,-INT(-({left})))", cells.at(11));
                sheets.formula(spot, Look::Plain, form, formula);
            }
        }
    }
}

fn put_ramp(sheets: &mut Sheets, cells: TermsCells, ramp: &Ramp) {
    let share = |curve: &[Rate], month: usize| curve.get(month).map_or(1.0, |it| ramp_share(*it));
    for month in 0..cells.ramp {
        let spot = cells.row.right(FIRST_RAMP + month);
        sheets.number(spot, Look::Input, Form::Share, share(&ramp.productivity, month));
        sheets.bound(spot, 0.0, 1e6);
        let of_quota = spot.right(cells.ramp);
        match &ramp.quota {
            Some(curve) => {
                sheets.number(of_quota, Look::Input, Form::Share, share(curve, month));
                sheets.bound(of_quota, 0.0, 1e6);
            }
            None => sheets.formula(of_quota, Look::Plain, Form::Share, spot.to_string()),
        }
    }
}

/// What holds for a holder, looked up once.
#[derive(Clone, Copy)]
pub(crate) struct HolderCells {
    row: Spot,
}

impl HolderCells {
    pub(crate) const fn base(self) -> Spot {
        self.row.right(4)
    }
    pub(crate) const fn variable(self) -> Spot {
        self.row.right(6)
    }
    pub(crate) const fn quota(self) -> Spot {
        self.row.right(7)
    }
    /// Quota of a month of the year, 1 to 12.
    pub(crate) fn quota_in(self, of_year: &str) -> String {
        let first = self.row.right(20);
        format!("INDEX({},{of_year})", first.to(first.right(11)))
    }
}

/// Base pay, target variable and quota of every holder, the quota over the months of the year.
pub(crate) fn holders(
    source: &Source<'_>,
    sheets: &mut Sheets,
    terms: &AllTerms,
    stints: &[Vec<StintCells>],
    weights: &str,
) -> Vec<HolderCells> {
    let tab = Tab::People;
    sheets.text(Spot::new(tab, 0, 0), Look::Title, "Holders of seats");
    let what = "What holds for everyone: their own terms, else those of the role. Quotas are cut to the thousandth, so that twelve months are the year.";
    sheets.text(Spot::new(tab, 1, 0), Look::Fine, what);
    let heads = [
        "Holder",
        "Seat",
        "Segment",
        "Function",
        "Base a year",
        "OTE a year",
        "Target variable a year",
        "Quota a year",
    ];
    for (column, head) in heads.into_iter().enumerate() {
        sheets.text(Spot::new(tab, 3, column), Look::Heading, head);
    }
    for (at, name) in crate::units::Month::NAMES.into_iter().enumerate() {
        sheets.text(Spot::new(tab, 3, 8 + at), Look::Heading, format!("{name}, exact thousandths"));
        sheets.text(Spot::new(tab, 3, 20 + at), Look::Heading, format!("Quota of {name}"));
    }
    let mut all = Vec::new();
    for holder in &source.holders {
        let row = Spot::new(tab, sheets.next_row(tab), 0);
        let cells = HolderCells { row };
        let post = source.post(holder);
        let function = post.map_or("", |it| it.function.name());
        let seat = post.map_or("", |it| it.seat.id.as_str());
        for (column, text) in
            [&source.name(holder), seat, &source.segment_name(holder), function].into_iter().enumerate()
        {
            sheets.text(row.right(column), Look::Plain, text);
        }
        let own = holder.stint.and_then(|at| stints.get(holder.post)?.get(at)).copied();
        let role = terms.of(source, holder.post);
        let either = |own: Option<Spot>, role: Option<Spot>| {
            let role = role.map_or_else(|| "0".to_owned(), |spot| spot.to_string());
            own.map_or(role.clone(), |own| format!("IF({own}=\"\",{role},{own})"))
        };
        let put = |sheets: &mut Sheets, column: usize, formula: String| {
            sheets.formula(row.right(column), Look::Plain, Form::Coin, formula);
        };
        put(sheets, 4, either(own.map(StintCells::base), role.map(TermsCells::base)));
        put(sheets, 5, either(own.map(StintCells::ote), role.map(TermsCells::ote)));
        put(sheets, 6, format!("MAX(0,{}-{})", row.right(5), row.right(4)));
        put(sheets, 7, either(own.map(StintCells::quota), role.map(TermsCells::quota_year)));
        over_months(sheets, row, weights);
        all.push(cells);
    }
    all
}

/// The whole units of a share, by largest remainder: `exact` of `all` shares of `units`, where `before` holds those that come first at a
/// tie.
pub(crate) fn split_part(exact: &str, all: &str, before: Option<&str>, units: &str) -> String {
    let rest = format!("({exact}-TRUNC({exact}))");
    let larger = format!("SUMPRODUCT(({all}-TRUNC({all})>{rest})*1)");
    let earlier = before.map_or(String::new(), |before| format!("+SUMPRODUCT(({before}-TRUNC({before})={rest})*1)"));
    format!("TRUNC({exact})+IF({larger}{earlier}<{units}-SUMPRODUCT(TRUNC({all})),1,0)")
}

/// An amount of a year over its months, as quotas are, in a row of its own.
pub(crate) fn amount_over_months(sheets: &mut Sheets, who: &str, amount: &str, weights: &str) -> HolderCells {
    let row = Spot::new(Tab::People, sheets.next_row(Tab::People), 0);
    let cells = HolderCells { row };
    sheets.text(row, Look::Plain, format!("Amount set for {who}"));
    sheets.formula(cells.quota(), Look::Plain, Form::Coin, amount);
    over_months(sheets, row, weights);
    cells
}

/// The quota of a row over the months of the year, to the thousandth.
fn over_months(sheets: &mut Sheets, row: Spot, weights: &str) {
    let exact = row.right(8);
    let all_exact = exact.to(exact.right(11));
    let units = format!("ROUND({}*1000,0)", HolderCells { row }.quota());
    for at in 0..12 {
        let weight = format!("INDEX({weights},{})", at + 1);
        let spot = exact.right(at);
        let season = format!("IF(SUM({weights})>0,{weight}*12/SUM({weights}),1)");
        sheets.formula(spot, Look::Plain, Form::Factor, format!("{units}*({season}/12)"));
        let before = (at > 0).then(|| exact.to(exact.right(at - 1)));
        let part = split_part(&spot.to_string(), &all_exact, before.as_deref(), &units);
        sheets.formula(row.right(20 + at), Look::Plain, Form::Coin, format!("({part})/1000"));
    }
}
