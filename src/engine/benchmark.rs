//! The forecast's metrics beside what is known of other companies: a range, a median, who says so and of which year.
//!
//! Only what a named survey says has a source; rules of thumb have none and are illustrative. A range is shown for a metric only where it
//! was counted the same way: over the same amounts, by the same people.

use crate::engine::deal_size;
use crate::engine::metric::{Metric, Scope};
use crate::engine::outcome::Outcome;
use crate::engine::row::Row;
use crate::model::Document;
use crate::text::{mark, tr};
use crate::units::Money;

/// What other companies have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Benchmark {
    /// The lower end of what is usual, on the metric's own scale: 1 for 100 %, months, a multiple. Absent: it has only an upper end.
    pub low: Option<f64>,
    /// The middle one of the companies asked.
    pub median: Option<f64>,
    /// The upper end. Absent: it has only a lower end.
    pub high: Option<f64>,
    /// Who says so, and of which year; absent: a rule of thumb, illustrative.
    pub source: Option<&'static str>,
    /// Whom it is about, or how it comes to be, where that is to be known.
    pub about: &'static str,
}

/// Where a figure lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Under the range.
    Below,
    /// In it; its ends count.
    Within,
    /// Over it.
    Above,
}

impl Benchmark {
    const fn rule(low: Option<f64>, high: Option<f64>, about: &'static str) -> Benchmark {
        Benchmark { low, median: None, high, source: None, about }
    }

    /// Where a figure lies.
    pub fn standing(&self, value: f64) -> Standing {
        // A figure is not out of range by the last digits of a float.
        let near = 1e-9;
        if self.low.is_some_and(|low| value < low - near) {
            Standing::Below
        } else if self.high.is_some_and(|high| value > high + near) {
            Standing::Above
        } else {
            Standing::Within
        }
    }
}

/// Acquisition cost of a dollar of new ARR: the median, and where the costliest quarter of companies begins (Benchmarkit 2025, of 2024).
const NEW_CAC: (f64, f64) = (2.00, 2.82);
const BENCHMARKIT: &str = "Benchmarkit 2025";

/// NRR by contract size a year, in dollars, up to which it holds: the median and the upper quartile.
const NRR_BY_SIZE: [(f64, f64, f64, &str); 3] = [
    (25_000.0, 0.97, 1.05, mark!("contracts under $25k a year, median to upper quartile")),
    (100_000.0, 1.08, 1.20, mark!("contracts of $25k to $100k a year, median to upper quartile")),
    (f64::INFINITY, 1.18, 1.30, mark!("contracts over $100k a year, median to upper quartile")),
];

/// What other companies have of a metric, for a segment where the source tells sizes apart. Absent where nobody counts it this way.
pub fn benchmark(document: &Document, outcome: &Outcome, metric: Metric, scope: Scope) -> Option<Benchmark> {
    let dollars = outcome.currency.code() == "USD";
    if metric == Metric::NrrCohort {
        let segment = match scope {
            Scope::Company => None,
            Scope::Segment(at) => document.segments.get(at),
        };
        let size = segment.map(|segment| {
            let business = outcome.segments.iter().find(|it| it.id == segment.id).map(|it| &it.new_business);
            business.map_or(segment.pipeline.deal_size, |it| Money::from_mills(deal_size::of_segment(segment, it)))
        });
        let size = size.map(Money::to_major).filter(|size| dollars && *size > 0.0);
        let Some(size) = size else {
            return Some(Benchmark {
                low: Some(1.01),
                median: None,
                high: Some(1.06),
                source: Some("Benchmarkit 2025, ChartMogul 2024"),
                about: tr!("medians of two surveys of private software companies"),
            });
        };
        let (_, median, high, about) = NRR_BY_SIZE.into_iter().find(|it| size < it.0)?;
        return Some(Benchmark {
            low: Some(median),
            median: Some(median),
            high: Some(high),
            source: None,
            about: tr!(about),
        });
    }
    match metric {
        // Above.
        Metric::NrrCohort => None,
        Metric::GrrEvent => Some(Benchmark {
            low: Some(0.82),
            median: Some(0.91),
            high: Some(0.95),
            source: Some("KBCM 2024"),
            about: tr!("private software companies, lower to upper quartile"),
        }),
        Metric::CacPaybackArr => Some(Benchmark {
            low: None,
            median: Some(NEW_CAC.0 * 12.0),
            high: Some(NEW_CAC.1 * 12.0),
            source: Some(BENCHMARKIT),
            about: tr!(
                "from $2.00 of cost to win $1 of new ARR; the costliest quarter of companies spends $2.82 or more"
            ),
        }),
        Metric::CacPayback => {
            let margin = outcome.costs.gross_margin.filter(|margin| *margin > 0.0)?;
            Some(Benchmark {
                low: None,
                median: Some(NEW_CAC.0 * 12.0 / margin),
                high: Some(NEW_CAC.1 * 12.0 / margin),
                source: Some(BENCHMARKIT),
                about: tr!("$2.00 to $2.82 of cost to win $1 of new ARR, at this plan's gross margin"),
            })
        }
        Metric::ExpansionShare => {
            let large = Row::of(outcome, outcome.whole()).movements.closing().to_major() > 50e6;
            let known = |low, median, high, about| Benchmark { low, median, high, source: Some(BENCHMARKIT), about };
            Some(match large && dollars {
                true => known(Some(0.58), None, Some(0.67), tr!("companies above $50M of ARR")),
                false => known(Some(0.40), Some(0.40), None, tr!("all companies: the median")),
            })
        }
        Metric::Ccos if outcome.costs.ccos_on_revenue => Some(Benchmark {
            low: Some(0.03),
            median: None,
            high: Some(0.09),
            source: Some("ZS"),
            about: tr!("all industries, over revenue"),
        }),
        Metric::QuickRatio => Some(Benchmark::rule(Some(4.0), None, tr!("rule of thumb for growing companies"))),
        Metric::MagicNumber | Metric::MagicNumberArr => {
            Some(Benchmark::rule(Some(0.75), None, tr!("rule of thumb: below, selling costs more than it brings")))
        }
        Metric::LtvCac => Some(Benchmark::rule(Some(3.0), None, tr!("rule of thumb"))),
        Metric::RuleOf40 => Some(Benchmark::rule(Some(0.40), None, tr!("rule of thumb: growth and margin together"))),
        Metric::BurnMultiple => Some(Benchmark::rule(None, Some(2.0), tr!("rule of thumb"))),
        Metric::OpeningArr
        | Metric::NewArr
        | Metric::ExpansionArr
        | Metric::PriceArr
        | Metric::ReactivationArr
        | Metric::ContractionArr
        | Metric::ChurnArr
        | Metric::ClosingArr
        | Metric::NetNewArr
        | Metric::NrrBridge
        | Metric::GrrCustomer
        | Metric::Customers
        | Metric::Seats
        | Metric::Heads
        | Metric::Ramped
        | Metric::Attrition
        | Metric::Capacity
        | Metric::Pipeline
        | Metric::BasePay
        | Metric::VariablePay
        | Metric::CompCost
        | Metric::PaidVariable
        | Metric::ExpensedVariable
        | Metric::Revenue
        | Metric::SalesMarketing
        | Metric::AcquisitionCost
        | Metric::Ccos
        | Metric::Cac
        | Metric::CustomersWon
        | Metric::CustomersLost
        | Metric::LogoChurn
        | Metric::LogoRetention
        | Metric::Conversion
        | Metric::PipelineGrowth
        | Metric::RenewalRate
        | Metric::NewArrPerHead
        | Metric::ArrPerAm
        | Metric::LtvLogo
        | Metric::LtvRevenue
        | Metric::CacBlended => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn a_survey_is_quoted_only_for_what_it_counted() {
        let mut document = sample::company();
        let of = |document: &Document, metric, scope| {
            benchmark(document, &evaluate(document, &Env::default()), metric, scope)
        };
        // ZS counts over revenue; over ARR its range says nothing.
        document.settings.ccos_denominator = crate::model::CcosDenominator::NewAndExpansionArr;
        assert_eq!(of(&document, Metric::Ccos, Scope::Company), None);
        document.settings.ccos_denominator = crate::model::CcosDenominator::RecognisedRevenue;
        let ccos = of(&document, Metric::Ccos, Scope::Company).unwrap();
        assert_eq!((ccos.low, ccos.high, ccos.source), (Some(0.03), Some(0.09), Some("ZS")));
        // $2.00 for $1 of new ARR is 24 months of it, and at a margin of 80 % 30 months of margin; 18 months is the blended figure.
        document.costs.gross_margin = Some(crate::units::Rate::from_f64(0.8));
        let months = |metric| of(&document, metric, Scope::Company).unwrap().median.unwrap();
        assert!((months(Metric::CacPaybackArr) - 24.0).abs() < 1e-9);
        assert!((months(Metric::CacPayback) - 30.0).abs() < 1e-9);
        // The costliest quarter spends $2.82: 33.84 and 42.3 months.
        let most = |metric| of(&document, metric, Scope::Company).unwrap().high.unwrap();
        assert!((most(Metric::CacPaybackArr) - 33.84).abs() < 1e-9);
        assert!((most(Metric::CacPayback) - 42.3).abs() < 1e-9);
        assert_eq!(
            of(&document, Metric::NrrBridge, Scope::Company),
            None,
            "customers won inside the year are in the bridge"
        );
    }

    #[test]
    fn what_has_no_survey_is_a_rule_of_thumb() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let trusted = ["Benchmarkit", "KBCM", "BenchSights", "ChartMogul", "ZS", "WorldatWork"];
        for metric in Metric::ALL {
            for scope in [Scope::Company, Scope::Segment(0)] {
                let Some(found) = benchmark(&document, &outcome, *metric, scope) else { continue };
                let named = |source: &str| trusted.iter().any(|name| source.starts_with(name));
                assert!(found.source.is_none_or(named), "{metric:?}: {found:?}");
                assert!(found.low.is_some() || found.high.is_some(), "{metric:?} has a range");
            }
        }
    }

    #[test]
    fn small_contracts_are_held_against_small_contracts() {
        let mut document = sample::company();
        let nrr = |document: &Document| {
            let outcome = evaluate(document, &Env::default());
            benchmark(document, &outcome, Metric::NrrCohort, Scope::Segment(0)).unwrap().low
        };
        for (size, low) in [(15_000, 0.97), (45_000, 1.08), (150_000, 1.18)] {
            document.segments[0].pipeline.deal_size = crate::units::Money::from_major(size);
            assert_eq!(nrr(&document), Some(low), "{size}");
        }
        document.settings.currency = "JPY".parse().unwrap();
        assert_eq!(nrr(&document), Some(1.01), "sizes are known in dollars only");
    }

    #[test]
    fn the_ends_of_a_range_are_in_it() {
        let range = Benchmark { low: Some(0.82), median: None, high: Some(0.95), source: None, about: "" };
        let at = [0.81, 0.82, 0.9, 0.95, 0.96].map(|it| range.standing(it));
        use Standing::{Above, Below, Within};
        assert_eq!(at, [Below, Within, Within, Within, Above]);
        assert_eq!(Benchmark { high: None, ..range }.standing(9.0), Within);
    }
}
