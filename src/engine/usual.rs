//! A role's terms, and a few figures of the whole company, beside what is usual: ranges of the project's benchmarks for software companies,
//! and who says so in which year.
//!
//! A range has a source only where one may be quoted; else it is the catalogue's own default with a margin, and illustrative.

use crate::engine::metric::Metric;
use crate::engine::outcome::Outcome;
use crate::engine::plan_health::usual_base;
use crate::engine::row::Row;
use crate::engine::spread::Spread;
use crate::engine::staff;
use crate::model::{Document, Function, Quota, Terms};
use crate::text::tr;
use crate::units::Cadence;

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
    /// ARR one person looks after, in dollars; not compared in other currencies.
    Book,
    /// Customers one person looks after.
    Customers,
    /// Sellers of new business that one person supports.
    Supported,
    /// Months a seat stays empty.
    Vacancy,
    /// Share of people who reach their quota, by the spread of attainment assumed.
    AtQuota,
    /// Sales development per seller of new business, heads at the end of the plan.
    DevelopersPerSeller,
    /// Sellers of new business per sales engineer, heads at the end of the plan.
    SellersPerEngineer,
    /// Comp cost over recognised revenue; only where CCOS is measured on it.
    CcosOnRevenue,
    /// Acquisition cost over new ARR.
    NewCacRatio,
    /// Expansion over new and expansion ARR.
    ExpansionShare,
    /// GRR by event.
    Grr,
    /// NRR by cohort.
    Nrr,
    /// Gross margin.
    GrossMargin,
    /// Taxes and benefits of pay.
    Burden,
}

/// Whose figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of the terms at these positions: role, terms.
    Terms(usize, usize),
    /// Of the company, in the last fiscal year.
    Company,
}

/// One figure beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// Whose it is.
    pub whose: Whose,
    /// What is compared.
    pub figure: UsualFigure,
    /// As it stands: dollars, a share, a multiple, months, customers or people.
    pub yours: f64,
    /// The usual range; from nothing on: up to its end.
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
fn ote(function: Function) -> Option<Range> {
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

/// Customers and ARR one person looks after: books of 4M (account management) and 1 to 5M (customer success) by segment, illustrative.
const fn book(function: Function) -> Option<Range> {
    match function {
        Function::AccountManagement => Some(((2_000_000.0, 6_000_000.0), None)),
        Function::CustomerSuccess => Some(((1_000_000.0, 5_000_000.0), None)),
        Function::SalesDevelopment
        | Function::NewBusiness
        | Function::Hybrid
        | Function::SalesEngineering
        | Function::SalesManagement
        | Function::AccountLeadership
        | Function::Executive => None,
    }
}

const fn customers(function: Function) -> Option<Range> {
    match function {
        Function::AccountManagement => Some(((40.0, 60.0), None)),
        Function::CustomerSuccess => Some(((10.0, 50.0), None)),
        Function::SalesDevelopment
        | Function::NewBusiness
        | Function::Hybrid
        | Function::SalesEngineering
        | Function::SalesManagement
        | Function::AccountLeadership
        | Function::Executive => None,
    }
}

/// Sellers that one seat supports; for sales development surveys disagree (0.4 to 1.8 per seller), for engineers it is from memory.
const fn supported(function: Function) -> Option<Range> {
    match function {
        Function::SalesDevelopment => Some(((0.55, 2.5), None)),
        Function::SalesEngineering => Some(((2.0, 6.0), None)),
        Function::NewBusiness
        | Function::Hybrid
        | Function::AccountManagement
        | Function::CustomerSuccess
        | Function::SalesManagement
        | Function::AccountLeadership
        | Function::Executive => None,
    }
}

/// Terms that some seat has, figure by figure, then figures of the company.
pub fn against_usual(document: &Document, outcome: &Outcome) -> Vec<Compared> {
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
                    all.push(Compared { whose: Whose::Terms(role_at, at), figure, yours, usual, source });
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
            let healthy = ((4.0, 6.0), Some(tr!("BenchSights 2020, 83 firms")));
            put(UsualFigure::QuotaOverOte, quota_over_ote(terms), sells.then_some(healthy));
            put(UsualFigure::Ramp, Some(terms.ramp.productivity.len() as f64), ramp(function));
            put(UsualFigure::Attrition, Some(terms.attrition_year.to_f64()), attrition(function));
            let lag = Some(f64::from(terms.backfill_lag_months)).filter(|_| terms.backfill);
            put(UsualFigure::Vacancy, lag, Some(((1.0, 3.0), None)));
            let most = terms.span.map(|span| f64::from(span.high));
            put(UsualFigure::Span, most, function.leads().then_some(((6.0, 10.0), Some("Kurlan 2015"))));
            let arr = terms.book_capacity.map(|it| it.to_major()).filter(|_| in_dollars);
            put(UsualFigure::Book, arr, book(function));
            put(UsualFigure::Customers, terms.accounts_per_head.map(f64::from), customers(function));
            let heads = terms.support.filter(|it| it.of == Function::NewBusiness).map(|it| it.heads.to_f64());
            put(UsualFigure::Supported, heads, supported(function));
        }
    }
    if !all.is_empty() {
        all.extend(of_company(document, outcome));
    }
    all
}

/// What the company as a whole comes to in the last fiscal year that is planned in full, or in the whole plan without one.
fn of_company(document: &Document, outcome: &Outcome) -> Vec<Compared> {
    let years = outcome.periods(Cadence::Year);
    let whole = years.iter().rev().find(|it| it.1.len() == 12);
    let row = Row::of(outcome, whole.map_or_else(|| outcome.whole(), |it| it.1));
    let metric = |metric: Metric| row.value(metric).to_f64();
    let heads = |wanted: Function| -> f64 {
        let seats = outcome.seats.iter().zip(staff::posts(document)).filter(|(_, post)| post.function == wanted);
        seats.filter_map(|(seat, _)| seat.heads.last()).sum()
    };
    let over = |part: f64, whole: f64| (part > 0.0 && whole > 0.0).then(|| part / whole);
    let (sellers, developers) = (heads(Function::NewBusiness), heads(Function::SalesDevelopment));
    let at_quota = Spread::of(&document.assumptions.attainment).map(|it| it.reaching(1.0));
    let new = metric(Metric::NewArr).unwrap_or(0.0);
    let ccos = over(metric(Metric::CompCost).unwrap_or(0.0), metric(Metric::Revenue).unwrap_or(0.0));
    let figures: [(UsualFigure, Option<f64>, Range); 10] = [
        // BenchSights has 20 to 28 % of sellers at quota; other surveys as many as two thirds.
        (
            UsualFigure::AtQuota,
            at_quota.filter(|_| sellers > 0.0),
            ((0.20, 0.66), Some(tr!("BenchSights 2020 for the lower end; surveys disagree"))),
        ),
        (UsualFigure::DevelopersPerSeller, over(developers, sellers), ((0.4, 1.8), None)),
        (UsualFigure::SellersPerEngineer, over(sellers, heads(Function::SalesEngineering)), ((2.0, 6.0), None)),
        // All industries and on revenue: no range for comp cost over new and expansion ARR.
        (
            UsualFigure::CcosOnRevenue,
            ccos.filter(|_| outcome.costs.ccos_on_revenue),
            ((0.03, 0.09), Some(tr!("ZS, all industries, no year"))),
        ),
        // The median is 2.00; the fourth quartile begins at 2.82.
        (
            UsualFigure::NewCacRatio,
            over(metric(Metric::AcquisitionCost).unwrap_or(0.0), new),
            ((0.0, 2.82), Some(tr!("Benchmarkit 2025, up to the fourth quartile"))),
        ),
        (
            UsualFigure::ExpansionShare,
            metric(Metric::ExpansionShare),
            ((0.40, 0.67), Some(tr!("Benchmarkit 2025, median and above $50M of ARR"))),
        ),
        (UsualFigure::Grr, metric(Metric::GrrEvent), ((0.82, 0.95), Some(tr!("KBCM/Sapphire 2024, middle half")))),
        (
            UsualFigure::Nrr,
            metric(Metric::NrrCohort),
            ((1.01, 1.06), Some(tr!("medians: Benchmarkit 2025, ChartMogul 2024"))),
        ),
        (UsualFigure::GrossMargin, document.costs.gross_margin.map(|it| it.to_f64()), ((0.75, 0.80), None)),
        (UsualFigure::Burden, Some(document.costs.burden.to_f64()), ((0.18, 0.25), None)),
    ];
    let compared = figures.into_iter().filter_map(|(figure, yours, (usual, source))| {
        Some(Compared { whose: Whose::Company, figure, yours: yours?, usual, source })
    });
    compared.collect()
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
    use crate::engine::{Env, evaluate};
    use crate::model::sample;
    use crate::units::{Money, Rate, Yearly};

    fn compared(document: &Document) -> Vec<Compared> {
        against_usual(document, &evaluate(document, &Env::default()))
    }

    fn outside(document: &Document) -> Vec<Compared> {
        compared(document).into_iter().filter(|it| it.is_outside() && it.whose != Whose::Company).collect()
    }

    #[test]
    fn terms_that_nobody_has_are_not_compared_and_those_out_of_range_are_found() {
        let mut document = sample::named("company").unwrap();
        assert_eq!(outside(&document), [], "the terms of the sample are made of the benchmarks");
        let ae = document.roles.iter().position(|role| role.id.as_str() == "ae").unwrap();
        let at = document.roles[ae].terms.iter().position(|terms| terms.segment.is_some()).unwrap();
        document.roles[ae].terms[at].ote = Yearly::new(Money::from_major(60_000));
        let found = outside(&document);
        let figures: Vec<_> = found.iter().map(|it| it.figure).collect();
        assert_eq!(figures, [UsualFigure::Ote, UsualFigure::BaseShare, UsualFigure::QuotaOverOte]);
        assert_eq!((found[1].yours, found[2].yours), (1.0, 9.0), "60,000 of 60,000, and 540,000 over 60,000");
        // In yen nobody's pay and nobody's book is compared with dollars, and nothing is without seats.
        document.settings.currency = "JPY".parse().unwrap();
        let in_dollars = |it: &Compared| matches!(it.figure, UsualFigure::Ote | UsualFigure::Book);
        assert!(!compared(&document).iter().any(in_dollars));
        document.seats.clear();
        assert!(compared(&document).is_empty());
    }

    #[test]
    fn what_a_company_has_nobody_for_is_not_compared() {
        let mut document = sample::named("company").unwrap();
        let mut found = |gone: Function| {
            document.seats.retain(|seat| document.roles.iter().any(|it| it.id == seat.role && it.function != gone));
            let told: Vec<_> = compared(&document).into_iter().map(|it| it.figure).collect();
            [UsualFigure::AtQuota, UsualFigure::DevelopersPerSeller, UsualFigure::SellersPerEngineer]
                .map(|it| told.contains(&it))
        };
        assert_eq!(found(Function::Hybrid), [true; 3], "the sample has no hybrids");
        assert_eq!(found(Function::SalesDevelopment), [true, false, true]);
        assert_eq!(found(Function::SalesEngineering), [true, false, false]);
        assert_eq!(found(Function::NewBusiness), [false; 3]);
    }

    #[test]
    fn the_company_is_compared_by_its_last_year() {
        let mut document = sample::named("company").unwrap();
        let outcome = evaluate(&document, &Env::default());
        let find = |document: &Document, figure| compared(document).into_iter().find(|it| it.figure == figure);
        let heads = |function: Function| -> f64 {
            outcome.seats.iter().filter(|it| it.function == function).map(|it| it.heads[23]).sum()
        };
        let ratio = find(&document, UsualFigure::DevelopersPerSeller).unwrap();
        assert!((ratio.yours - heads(Function::SalesDevelopment) / heads(Function::NewBusiness)).abs() < 1e-12);
        assert_eq!((ratio.usual, ratio.source), ((0.4, 1.8), None), "surveys disagree, so nobody is named");
        // Comp cost over revenue stands beside figures on revenue only where it is measured so.
        assert_eq!(find(&document, UsualFigure::CcosOnRevenue), None);
        document.settings.ccos_denominator = crate::model::CcosDenominator::RecognisedRevenue;
        let sum = |of: &dyn Fn(usize) -> f64| (12..24).map(of).sum::<f64>();
        let pay = sum(&|month| outcome.seats.iter().map(|it| it.cost[month].to_major()).sum());
        let arr = |month: usize, closing: bool| -> f64 {
            let ends = outcome.segments.iter().map(|it| it.ledger[month]);
            ends.map(|it| if closing { it.closing() } else { it.opening }.to_major()).sum()
        };
        let revenue = sum(&|month| (arr(month, false) + arr(month, true)) / 24.0);
        let ccos = find(&document, UsualFigure::CcosOnRevenue).unwrap();
        assert!((ccos.yours / (pay / revenue) - 1.0).abs() < 1e-6, "{} {}", ccos.yours, pay / revenue);
        // Half reach a quota around which attainment is spread evenly.
        document.assumptions.attainment =
            crate::model::AttainmentSpread::Normal { mean: Rate::ONE, deviation: Rate::percent(20) };
        let reach = find(&document, UsualFigure::AtQuota).unwrap();
        assert!((reach.yours - 0.5).abs() < 1e-3, "{reach:?}");
    }

    #[test]
    fn only_sources_that_may_be_quoted_are_named_and_each_names_its_year() {
        let mut document = sample::named("company").unwrap();
        document.settings.ccos_denominator = crate::model::CcosDenominator::RecognisedRevenue;
        let all = compared(&document);
        assert!(all.len() > 40, "{}", all.len());
        let quotable = ["Benchmarkit", "KBCM", "BenchSights", "ChartMogul", "ZS", "Kurlan", "revenue-playbook"];
        for source in all.iter().filter_map(|it| it.source) {
            assert!(quotable.iter().any(|it| source.contains(it)), "{source}");
            assert!(source.contains("20") || source.contains("no year"), "{source}");
        }
    }
}
