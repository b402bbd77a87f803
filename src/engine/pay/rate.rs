//! From credit to pay, exactly: one component, one rating.
//!
//! Credit, quota and target are thousandths of money or of units (or billionths of a ratio, where the measure is one). Everything
//! stays a ratio of whole numbers until one rounding at the end (PRODUCT 11); what a table says is in `table`.

use crate::engine::pay::Ratio;
use crate::engine::pay::step::{StepKind, Steps};
use crate::engine::pay::table::{CUT, Table};
use crate::model::comp::{Component, ThresholdStart};
use crate::units::Rate;

/// What a credit is rated against.
#[derive(Clone, Copy, Debug)]
pub struct Basis {
    /// What 100 % is, in the credit's own thousandths.
    pub quota: i64,
    /// Derived rate: target pay per unit of credit (variable x weight / quota), never rounded.
    pub rate: Ratio,
}

impl Basis {
    /// Pay at exactly 100 %.
    pub fn target_pay(&self) -> Ratio {
        self.rate.times(Ratio { num: i128::from(self.quota), den: 1 })
    }
}

/// Rates `credit` and gives unrounded pay in thousandths, the component's cap applied. `already` is cumulative credit whose pay is
/// settled: only what lies above it is rated (0 for a rating from the start). Another measure that the table asks for counts as on
/// target.
pub fn rate(component: &Component, credit: i64, already: i64, basis: &Basis, accelerates: bool) -> Ratio {
    let settled = (already != 0).then_some(already);
    let asked = Asked { accelerates, ..Asked::of(credit, settled) };
    limit(component, rate_uncapped(component, &asked, basis, &mut Steps::unseen()), basis.target_pay())
}

/// What is rated. Credit is in millionths of its thousandths, so that a share of it need not be rounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub total: i128,
    /// Cumulative credit of earlier periods, whose pay is settled; absent where the rating starts.
    pub settled: Option<i128>,
    /// Whether attainment above 100 % counts.
    pub accelerates: bool,
    /// Where the other measure of a matrix stands; absent: on target.
    pub other: Option<Ratio>,
}

impl Asked {
    /// A credit and what is settled of it, in thousandths.
    pub fn of(credit: i64, settled: Option<i64>) -> Asked {
        let fine = |credit: i64| i128::from(credit) * CUT;
        Asked { total: fine(credit), settled: settled.map(fine), accelerates: true, other: None }
    }
}

/// The table and the threshold, before any cap on pay.
pub(super) fn rate_uncapped(component: &Component, asked: &Asked, basis: &Basis, steps: &mut Steps<'_>) -> Ratio {
    let quota = i128::from(basis.quota);
    let mut most = i128::MAX;
    if basis.quota > 0 {
        let cap = component.attainment_cap.map_or(i128::MAX, |cap| quota * i128::from(cap.ppm()));
        most = if asked.accelerates { cap } else { cap.min(quota * CUT) };
    }
    // Credit above the limit counts neither now nor as what is settled: else reaching it would look like a refund.
    let (total, settled) = (asked.total.min(most), asked.settled.map(|it| it.min(most)));
    let table = Table { rates: &component.rates, basis, other: asked.other };
    if let Some(threshold) = component.threshold {
        let start = threshold_place(component, threshold.at, basis);
        if total < start {
            return Ratio::ZERO;
        }
        if threshold.start == ThresholdStart::Zero {
            return from_zero(&table, total, settled.unwrap_or(0), start, steps);
        }
    }
    table.pay(total, settled, steps)
}

/// Where a threshold lies, in millionths of the credit's thousandths.
fn threshold_place(component: &Component, at: Rate, basis: &Basis) -> i128 {
    if component.measure.is_ratio() {
        // A ratio is rated in billionths, and its threshold is that ratio itself.
        return i128::from(at.ppm()) * 1_000 * CUT;
    }
    i128::from(basis.quota) * i128::from(at.ppm())
}

/// Pay that starts from zero at the threshold, reaches target pay at 100 %, and follows the table beyond.
fn from_zero(table: &Table<'_>, total: i128, settled: i128, start: i128, steps: &mut Steps<'_>) -> Ratio {
    let quota = i128::from(table.basis.quota) * CUT;
    let (risen, whole) = if quota > start {
        (total.clamp(start, quota) - settled.clamp(start, quota), quota - start)
    } else {
        (i128::from(total >= start) - i128::from(settled >= start), 1)
    };
    let (share, target) = (Ratio::new(risen, whole), table.basis.target_pay());
    let up_to_quota = target.times(share);
    steps.add_with(|| (StepKind::RiseToTarget { share: share.to_f64(), target: target.to_f64() }, up_to_quota));
    if total.max(settled) <= quota {
        return up_to_quota;
    }
    up_to_quota.plus(if total.min(settled) >= quota {
        table.pay(total, Some(settled), steps)
    } else if total > quota {
        table.beyond_quota(total, settled, steps)
    } else {
        // What was earned beyond quota goes back.
        let taken_back = table.beyond_quota(settled, total, &mut Steps::unseen()).negative();
        steps.add(StepKind::Table, taken_back);
        taken_back
    })
}

/// Applies the cap on pay, a multiple of `target` pay.
pub(super) fn limit(component: &Component, pay: Ratio, target: Ratio) -> Ratio {
    let Some(cap) = component.cap else { return pay };
    let most = target.times(Ratio { num: i128::from(cap.ppm()), den: CUT });
    if pay.to_f64() > most.to_f64() { most } else { pay }
}
