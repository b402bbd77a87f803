//! Capacity at risk: what the next quarter is likely to lose, by what past quarters lost.
//!
//! Three published methods (mod-us wiki, capacity at risk; case cap-09): the rate of the last four quarters together, of the quarter
//! before, and of the same quarter a year ago, each applied to the capacity on the first day. Past quarters are those typed
//! (`Assumptions::capacity_history`); within the plan, the quarters already planned. Beside them stands what the plan itself expects.

use super::{CapacityPlan, Group, Waterfall, ratio};
use crate::units::{Cadence, FiscalPeriod, Flow, Month, Quarterly};
use std::collections::HashMap;

/// One estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtRisk {
    /// Share of the opening capacity that is lost in the quarter.
    pub rate: f64,
    /// Capacity at risk: that share of the opening capacity.
    pub capacity: Quarterly<Flow>,
    /// The same in people: / quota of a quarter. None without a quota.
    pub people: Option<f64>,
}

/// What one quarter of the plan may lose.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterRisk {
    /// Which quarter.
    pub period: FiscalPeriod,
    /// Capacity on its first day.
    pub opening: Quarterly<Flow>,
    /// What the plan expects to lose: known exits and attrition.
    pub planned: Quarterly<Flow>,
    /// By the last four quarters together; absent unless all four are known.
    pub trailing_four: Option<AtRisk>,
    /// By the quarter before.
    pub prior_quarter: Option<AtRisk>,
    /// By the same quarter a year ago.
    pub same_quarter_last_year: Option<AtRisk>,
}

/// Recovered over lost capacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BackfillRate {
    /// The quarter with which the window ends.
    pub period: FiscalPeriod,
    /// Of the quarter.
    pub quarter: Option<f64>,
    /// Of the four quarters that end with it; absent unless all four are known.
    pub rolling_four: Option<f64>,
}

/// Backfill rate: recovered / lost (mod-us wiki, backfill rate; case cap-21); none where nothing is lost.
pub fn backfill_rate(recovered: f64, lost: f64) -> Option<f64> {
    ratio(recovered, lost)
}

/// One estimate: capacity lost in some quarters over what they opened with, applied to another opening (case cap-09).
/// None where nothing opened.
pub fn capacity_at_risk(
    past: &[(Quarterly<Flow>, Quarterly<Flow>)],
    opening: Quarterly<Flow>,
    quota: Option<Quarterly<Flow>>,
) -> Option<AtRisk> {
    let (opened, lost) = past
        .iter()
        .fold((0.0, 0.0), |(opened, lost), (one, gone)| (opened + one.amount().value(), lost + gone.amount().value()));
    let rate = ratio(lost, opened)?;
    let capacity = rate * opening.amount().value();
    let people = quota.and_then(|quota| ratio(capacity, quota.amount().value()));
    Some(AtRisk { rate, capacity: Quarterly::new(Flow::new(capacity)), people })
}

/// A quarter that is known: opening, lost, recovered.
#[derive(Clone, Copy)]
struct Known {
    opening: f64,
    lost: f64,
    recovered: f64,
}

impl CapacityPlan<'_> {
    /// What each quarter of the plan may lose.
    pub fn risks(&self) -> Vec<QuarterRisk> {
        let waterfalls = self.waterfall(&Group::Company, Cadence::Quarter);
        let known = self.known_quarters(&waterfalls);
        let quota = self.standard_quota();
        let flow = |value: f64| Quarterly::new(Flow::new(value));
        let mut risks = Vec::new();
        for waterfall in &waterfalls {
            let first = waterfall.period.first;
            let opening = Quarterly::new(waterfall.capacity.opening.amount() * 0.25);
            let of = |back: &[i32]| {
                let quarters: Option<Vec<Known>> =
                    back.iter().map(|it| known.get(&first.plus(-3 * it)).copied()).collect();
                let past: Vec<_> = quarters?.iter().map(|it| (flow(it.opening), flow(it.lost))).collect();
                capacity_at_risk(&past, opening, quota)
            };
            risks.push(QuarterRisk {
                period: waterfall.period,
                opening,
                planned: Quarterly::new(waterfall.capacity.loss.amount() * 0.25),
                trailing_four: of(&[1, 2, 3, 4]),
                prior_quarter: of(&[1]),
                same_quarter_last_year: of(&[4]),
            });
        }
        risks
    }

    /// Backfill rates of every quarter that is known, typed or planned, in order of time.
    pub fn backfill_rates(&self) -> Vec<BackfillRate> {
        let known = self.known_quarters(&self.waterfall(&Group::Company, Cadence::Quarter));
        let mut quarters: Vec<Month> = known.keys().copied().collect();
        quarters.sort();
        let sums = |back: &[i32], last: Month| {
            let quarters: Option<Vec<Known>> = back.iter().map(|it| known.get(&last.plus(-3 * it)).copied()).collect();
            let quarters = quarters?;
            backfill_rate(quarters.iter().map(|it| it.recovered).sum(), quarters.iter().map(|it| it.lost).sum())
        };
        let rates = quarters.into_iter().map(|last| BackfillRate {
            period: self.outcome.calendar.period_of(last, Cadence::Quarter),
            quarter: sums(&[0], last),
            rolling_four: sums(&[0, 1, 2, 3], last),
        });
        rates.collect()
    }

    /// Opening, lost and recovered capacity of some quarters before a month, added up; nothing for those that are not known.
    pub(super) fn quarters_back(&self, back: &[i32], first: Month) -> (f64, f64, f64) {
        let known = self.known_quarters(&self.waterfall(&Group::Company, Cadence::Quarter));
        let quarters = back.iter().filter_map(|it| known.get(&first.plus(-3 * it)));
        quarters.fold((0.0, 0.0, 0.0), |sum, it| (sum.0 + it.opening, sum.1 + it.lost, sum.2 + it.recovered))
    }

    /// Whether all of these quarters are known.
    pub(super) fn are_known(&self, back: &[i32], first: Month) -> bool {
        let known = self.known_quarters(&self.waterfall(&Group::Company, Cadence::Quarter));
        back.iter().all(|it| known.contains_key(&first.plus(-3 * it)))
    }

    /// Quarters by their first month. A typed one holds where the plan has the same only in part or not at all.
    fn known_quarters(&self, waterfalls: &[Waterfall]) -> HashMap<Month, Known> {
        let mut known = HashMap::new();
        for it in waterfalls.iter().filter(|it| it.span.len() == 3) {
            let quarter = |amount: Flow| amount.value() / 4.0;
            known.insert(
                it.period.first,
                Known {
                    opening: quarter(it.capacity.opening.amount()),
                    lost: quarter(it.capacity.loss.amount()),
                    recovered: quarter(it.capacity.recovered.amount()),
                },
            );
        }
        for past in &self.document.assumptions.capacity_history {
            let first = self.outcome.calendar.period_of(past.quarter, Cadence::Quarter).first;
            known.entry(first).or_insert_with(|| Known {
                opening: past.opening.amount().to_major(),
                lost: past.lost.amount().to_major(),
                recovered: past.recovered.amount().to_major(),
            });
        }
        known
    }

    /// The standard quota of a quarter: that of the terms most sellers have.
    fn standard_quota(&self) -> Option<Quarterly<Flow>> {
        let mut rows = self.terms_in_use();
        rows.retain(|(role, _, terms, _)| {
            let sells = self.document.role(role).is_some_and(|it| it.function.sells_new_business());
            sells && super::arr_quota(terms.quota.as_ref())
        });
        let (.., terms, _) = rows.into_iter().max_by_key(|(.., seats)| seats.len())?;
        let year = terms.quota?.arr_year().amount().to_major();
        Some(Quarterly::new(Flow::new(year / 4.0)))
    }
}
