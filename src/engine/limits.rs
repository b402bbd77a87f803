//! What holds the plan back: runs of months in which one thing limits new business, and how much it costs.

use crate::engine::metric::Scope;
use crate::engine::outcome::Outcome;
use crate::engine::pipeline::Limit;
use crate::engine::row::{Row, Span};
use crate::units::{Flow, Money};

/// Something that holds the plan back, with what it costs.
#[derive(Clone, Debug, PartialEq)]
pub enum Hindrance {
    /// The pipeline is shorter than what the team could close.
    Pipeline {
        /// Position of the segment.
        segment: usize,
        /// First and last month.
        months: (usize, usize),
        /// Capacity without pipeline over these months.
        short: Money,
        /// The worst month and its part.
        worst: (usize, Money),
    },
    /// The team cannot close what the pipeline holds.
    Capacity {
        /// Position of the segment.
        segment: usize,
        /// First and last month.
        months: (usize, usize),
        /// Pipeline lost for good over these months.
        lost: Money,
        /// The worst month and its part.
        worst: (usize, Money),
    },
    /// Too few people look after the book.
    Coverage {
        /// Position of the segment.
        segment: usize,
        /// The month with the lowest share.
        month: usize,
        /// That share.
        share: f64,
    },
}

impl Hindrance {
    /// What it costs, for the order in which hindrances are listed; coverage has no single amount and comes last.
    pub fn cost(&self) -> Money {
        match self {
            Hindrance::Pipeline { short, .. } => *short,
            Hindrance::Capacity { lost, .. } => *lost,
            Hindrance::Coverage { .. } => Money::ZERO,
        }
    }
}

/// Runs of months with the same limit for the company: what limits most ARR in a month names it.
pub fn runs(outcome: &Outcome) -> Vec<(Limit, usize, usize)> {
    runs_of(outcome, Scope::Company)
}

/// Runs of months with the same limit for the company or for one segment.
pub fn runs_of(outcome: &Outcome, scope: Scope) -> Vec<(Limit, usize, usize)> {
    let inside = |at: usize| scope == Scope::Company || scope == Scope::Segment(at);
    let mut runs: Vec<(Limit, usize, usize)> = Vec::new();
    for month in 0..outcome.months.len() {
        let (mut idle, mut excess) = (0.0, 0.0);
        for (_, segment) in outcome.segments.iter().enumerate().filter(|(at, _)| inside(*at)) {
            let new = &segment.new_business;
            let at = |series: &[Flow]| series.get(month).map_or(0.0, |flow| flow.value());
            // In a closed month more may have been booked than the team could be expected to.
            idle += (at(&new.capacity) - at(&new.bookings)).max(0.0);
            excess += at(&new.pipeline) - at(&new.bookings);
        }
        let limit = if idle <= 0.0 && excess <= 0.0 {
            Limit::Nothing
        } else if idle > excess {
            Limit::Pipeline
        } else {
            Limit::Capacity
        };
        match runs.last_mut() {
            Some((last, _, to)) if *last == limit => *to = month,
            Some(_) | None => runs.push((limit, month, month)),
        }
    }
    runs
}

/// A run of months that one thing limits, with what that costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitedRun {
    /// What limits.
    pub limit: Limit,
    /// Its months.
    pub span: Span,
    /// Capacity without pipeline in these months, or pipeline lost for good in them.
    pub cost: Money,
}

/// The runs of months that one thing limits, costliest first; of equal cost the longer, then the earlier.
pub fn limited_runs(outcome: &Outcome, scope: Scope) -> Vec<LimitedRun> {
    let priced = |(limit, from, to): (Limit, usize, usize)| {
        let span = Span { from, to };
        let row = Row::scoped(outcome, scope, span);
        let cost = match limit {
            Limit::Nothing => return None,
            Limit::Pipeline => row.idle_capacity,
            Limit::Capacity => row.lost_pipeline,
        };
        Some(LimitedRun { limit, span, cost })
    };
    let mut all: Vec<LimitedRun> = runs_of(outcome, scope).into_iter().filter_map(priced).collect();
    all.sort_by_key(|it| std::cmp::Reverse((it.cost, it.span.len())));
    all
}

/// What holds the plan back, costliest first: per segment and kind, all months of it together.
pub fn limits(outcome: &Outcome) -> Vec<Hindrance> {
    let mut found = Vec::new();
    for (segment, it) in outcome.segments.iter().enumerate() {
        let new = &it.new_business;
        let money = |flow: Flow| outcome.currency.settle(flow);
        let idle: Vec<Money> =
            new.capacity.iter().zip(&new.bookings).map(|(can, did)| money((*can - *did).max(Flow::ZERO))).collect();
        if let Some(Gathered { months, sum: short, worst }) = gather(&idle) {
            found.push(Hindrance::Pipeline { segment, months, short, worst });
        }
        let lost: Vec<Money> = new.lost.iter().map(|flow| money(*flow)).collect();
        if let Some(Gathered { months, sum: lost, worst }) = gather(&lost) {
            found.push(Hindrance::Capacity { segment, months, lost, worst });
        }
        let lowest = it.coverage.iter().enumerate().filter_map(|(at, share)| Some((at, (*share)?)));
        if let Some((month, share)) = lowest.min_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, share)| *share < 0.995) {
            found.push(Hindrance::Coverage { segment, month, share });
        }
    }
    found.sort_by_key(|hindrance| std::cmp::Reverse(hindrance.cost()));
    found
}

/// What months of want come to.
struct Gathered {
    /// First and last month with an amount.
    months: (usize, usize),
    /// Of all months.
    sum: Money,
    /// The worst month and its amount.
    worst: (usize, Money),
}

/// The months with an amount; `None` where there is none.
fn gather(amounts: &[Money]) -> Option<Gathered> {
    let mut some = amounts.iter().copied().enumerate().filter(|(_, amount)| amount.mills() > 0);
    let first = some.next()?;
    let (mut last, mut sum, mut worst) = (first.0, first.1, first);
    for (at, amount) in some {
        (last, sum) = (at, sum + amount);
        if amount > worst.1 {
            worst = (at, amount);
        }
    }
    Some(Gathered { months: (first.0, last), sum, worst })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn a_segment_without_leads_is_held_back_by_pipeline_from_the_first_month_to_the_last() {
        let mut document = sample::company();
        for (at, segment) in document.segments.iter_mut().enumerate() {
            if at == 0 {
                segment.pipeline.leads_month = 0;
                segment.pipeline.opening.clear();
            }
        }
        document.seats.retain(|seat| seat.segment.is_some());
        document.seats.retain(|seat| {
            !document
                .roles
                .iter()
                .any(|role| role.id == seat.role && role.function == crate::model::Function::SalesDevelopment)
        });
        let outcome = evaluate(&document, &Env::default());
        let last = outcome.months.len() - 1;
        assert_eq!(runs_of(&outcome, Scope::Segment(0)), [(Limit::Pipeline, 0, last)]);
        assert_eq!(runs_of(&outcome, Scope::Company), runs(&outcome));
    }

    #[test]
    fn of_two_limited_runs_the_costlier_comes_first_though_the_other_is_longer() {
        let mut outcome = evaluate(&sample::company(), &Env::default());
        let last = outcome.months.len() - 1;
        let coins = |major: i64| Flow::from(Money::from_major(major));
        for (at, segment) in outcome.segments.iter_mut().enumerate() {
            let new = &mut segment.new_business;
            for month in 0..=last {
                // The first segment lacks 100 a month in two months and 10 in each of the last twelve; nothing binds between.
                let idle = match month {
                    1 | 2 if at == 0 => 100,
                    month if at == 0 && month + 12 > last => 10,
                    _month => 0,
                };
                new.capacity[month] = coins(1_000 + idle);
                new.pipeline[month] = coins(1_000);
                new.bookings[month] = coins(1_000);
            }
        }
        let told: Vec<_> = limited_runs(&outcome, Scope::Company)
            .iter()
            .map(|it| (it.limit, it.span.from, it.span.to, it.cost))
            .collect();
        assert_eq!(
            told,
            [
                (Limit::Pipeline, 1, 2, Money::from_major(200)),
                (Limit::Pipeline, last - 11, last, Money::from_major(120)),
            ]
        );
    }

    #[test]
    fn a_book_that_nobody_can_look_after_is_told_with_its_worst_month_and_no_other() {
        let mut outcome = evaluate(&sample::company(), &Env::default());
        let told = |outcome: &Outcome| -> Vec<(usize, usize, f64)> {
            let all = limits(outcome).into_iter().filter_map(|it| match it {
                Hindrance::Coverage { segment, month, share } => Some((segment, month, share)),
                Hindrance::Pipeline { .. } | Hindrance::Capacity { .. } => None,
            });
            all.collect()
        };
        for segment in &mut outcome.segments {
            segment.coverage.fill(Some(1.0));
        }
        assert_eq!(told(&outcome), []);
        // Half a percent is no more than rounding; nothing is said where nobody's capacity is known.
        outcome.segments[0].coverage[3] = Some(0.995);
        outcome.segments[1].coverage[4] = Some(0.9);
        outcome.segments[1].coverage[7] = Some(0.8);
        outcome.segments[2].coverage.fill(None);
        assert_eq!(told(&outcome), [(1, 7, 0.8)]);
    }
}
