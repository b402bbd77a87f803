//! A role's terms beside what is usual: ranges of the project's benchmarks for software companies, and who says so.
//!
//! A range has a source only where one may be quoted; else it is the catalogue's own default with a margin, and illustrative.

use crate::engine::plan_health::usual_base;
use crate::model::{Document, Function, Quota, Terms};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualFigure {
    /// On-target earnings a year, in dollars; not compared in other currencies.
    Ote,
    /// Base as a share of on-target earnings.
    BaseShare,
    /// Quota of a year over on-target earnings.
    QuotaOverOte,
    /// Months until somebody new is productive.
    Ramp,
    /// Share of people who leave in a year.
    Attrition,
    /// Direct reports at most.
    Span,
}

/// One figure of some terms beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// Position of the role.
    pub role: usize,
    /// Position of its terms.
    pub terms: usize,
    /// What is compared.
    pub figure: UsualFigure,
    /// As it stands: dollars, a share, a multiple, months or people.
    pub yours: f64,
    /// The usual range.
    pub usual: (f64, f64),
    /// Who says so; absent: illustrative.
    pub source: Option<&'static str>,
}

impl Compared {
    /// Whether it lies outside of what is usual.
    pub fn is_outside(&self) -> bool {
        self.yours < self.usual.0 - 1e-9 || self.yours > self.usual.1 + 1e-9
    }
}

type Range = ((f64, f64), Option<&'static str>);

/// On-target earnings in dollars: medians of Glassdoor (February 2024) as revenue-playbook.com has them for SDRs, else illustrative.
const fn ote(function: Function) -> Option<Range> {
    match function {
        Function::SalesDevelopment => Some(((77_000.0, 87_000.0), Some("revenue-playbook.com 2024"))),
        Function::NewBusiness => Some(((100_000.0, 300_000.0), None)),
        Function::AccountManagement => Some(((85_000.0, 150_000.0), None)),
        Function::CustomerSuccess => Some(((75_000.0, 120_000.0), None)),
        Function::SalesManagement => Some(((140_000.0, 210_000.0), None)),
        Function::AccountLeadership => Some(((165_000.0, 235_000.0), None)),
        Function::Hybrid | Function::SalesEngineering | Function::Executive => None,
    }
}

const fn ramp(function: Function) -> Option<Range> {
    match function {
        Function::SalesDevelopment => Some(((2.0, 4.0), None)),
        Function::NewBusiness | Function::Hybrid => Some(((3.0, 9.0), None)),
        Function::AccountManagement
        | Function::CustomerSuccess
        | Function::SalesEngineering
        | Function::SalesManagement
        | Function::AccountLeadership
        | Function::Executive => Some(((3.0, 6.0), None)),
    }
}

const fn attrition(function: Function) -> Option<Range> {
    match function {
        Function::SalesDevelopment => Some(((0.35, 0.45), None)),
        Function::NewBusiness | Function::Hybrid => Some(((0.25, 0.35), None)),
        Function::Executive => Some(((0.30, 0.40), None)),
        Function::AccountManagement | Function::CustomerSuccess | Function::SalesManagement => {
            Some(((0.15, 0.25), None))
        }
        Function::SalesEngineering | Function::AccountLeadership => Some(((0.10, 0.20), None)),
    }
}

/// Terms that some seat has, figure by figure.
pub fn against_usual(document: &Document) -> Vec<Compared> {
    let in_dollars = document.settings.currency.code() == "USD";
    let mut all = Vec::new();
    for (role_at, role) in document.roles.iter().enumerate() {
        for (at, terms) in role.terms.iter().enumerate() {
            let held = |seat| document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, terms));
            if !document.seats.iter().any(held) {
                continue;
            }
            let mut put = |figure: UsualFigure, yours: Option<f64>, range: Option<Range>| {
                if let (Some(yours), Some((usual, source))) = (yours, range) {
                    all.push(Compared { role: role_at, terms: at, figure, yours, usual, source });
                }
            };
            let function = role.function;
            put(UsualFigure::Ote, Some(major(terms)).filter(|_| in_dollars), ote(function));
            put(
                UsualFigure::BaseShare,
                base_share(terms),
                usual_base(function).map(|range| base_range(function, range)),
            );
            let sells = function == Function::NewBusiness;
            let healthy = ((4.0, 6.0), Some("BenchSights 2020, 83 firms"));
            put(UsualFigure::QuotaOverOte, quota_over_ote(terms), sells.then_some(healthy));
            put(UsualFigure::Ramp, Some(terms.ramp.productivity.len() as f64), ramp(function));
            put(UsualFigure::Attrition, Some(terms.attrition_year.to_f64()), attrition(function));
            let most = terms.span.map(|span| f64::from(span.high));
            put(UsualFigure::Span, most, function.leads().then_some(((6.0, 10.0), Some("Kurlan 2015"))));
        }
    }
    all
}

fn major(terms: &Terms) -> f64 {
    terms.ote.amount().to_major()
}

fn base_share(terms: &Terms) -> Option<f64> {
    (major(terms) > 0.0).then(|| terms.base.amount().to_major() / major(terms))
}

/// Five points either side count as usual.
fn base_range(function: Function, (low, high): (f64, f64)) -> Range {
    let source = (function == Function::SalesDevelopment).then_some("revenue-playbook.com 2024");
    ((low - 0.05, high + 0.05), source)
}

fn quota_over_ote(terms: &Terms) -> Option<f64> {
    let quota @ Quota::Arr { .. } = terms.quota.as_ref()? else { return None };
    (major(terms) > 0.0).then(|| quota.arr_year().amount().to_major() / major(terms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::units::{Money, Yearly};

    #[test]
    fn terms_that_nobody_has_are_not_compared_and_those_out_of_range_are_found() {
        let mut document = sample::named("company").unwrap();
        let roles = |document: &Document| against_usual(document).into_iter().filter(Compared::is_outside).count();
        assert_eq!(roles(&document), 0, "the sample is made of the benchmarks: {:?}", against_usual(&document));
        let ae = document.roles.iter().position(|role| role.id.as_str() == "ae").unwrap();
        let at = document.roles[ae].terms.iter().position(|terms| terms.segment.is_some()).unwrap();
        document.roles[ae].terms[at].ote = Yearly::new(Money::from_major(60_000));
        let found: Vec<_> = against_usual(&document).into_iter().filter(Compared::is_outside).collect();
        let figures: Vec<_> = found.iter().map(|it| it.figure).collect();
        assert_eq!(figures, [UsualFigure::Ote, UsualFigure::BaseShare, UsualFigure::QuotaOverOte]);
        assert_eq!((found[1].yours, found[2].yours), (1.0, 9.0), "60,000 of 60,000, and 540,000 over 60,000");
        // In yen nobody's pay is compared with dollars, and nothing is without seats.
        document.settings.currency = "JPY".parse().unwrap();
        assert!(against_usual(&document).iter().all(|it| it.figure != UsualFigure::Ote));
        document.seats.clear();
        assert!(against_usual(&document).is_empty());
    }
}
