//! One component: target, threshold, cap and table of rates.

use super::{Check, extras, words};
use crate::model::comp::{Component, CurvePoint, Rated, Rates, Target, ThresholdStart, Tier, TierFrom, TrueUp};
use crate::text::tr;
use crate::units::Rate;

pub(super) fn check(check: &mut Check<'_>, component: &Component, path: &str) {
    target(check, component, path);
    threshold(check, component, path);
    if component.cap.is_some_and(|cap| cap.ppm() == 0) {
        check.warning(
            format!("{path}/cap"),
            "cap_zero",
            tr!("a cap of zero pays nothing; raise it, or remove the cap"),
        );
    }
    if component.attainment_cap.is_some_and(|cap| cap.ppm() == 0) {
        let text = tr!("no attainment counts at all, so nothing is paid; raise it, or remove the limit");
        check.warning(format!("{path}/attainment_cap"), "cap_zero", text);
    }
    rated(check, component, path);
    match &component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => self::tiers(check, component, tiers, path),
        Rates::Curve { points } => curve(check, points, path),
        Rates::Milestones { .. } | Rates::Matrix { .. } => {}
    }
    extras::check(check, component, path);
}

fn target(check: &mut Check<'_>, component: &Component, path: &str) {
    let at = format!("{path}/target");
    if component.measure.is_ratio() {
        match component.target {
            Target::Ratio { ratio } if ratio.ppm() <= 0 => {
                check.error(
                    at,
                    "target_zero",
                    tr!(
                        "a target of zero is reached by nothing and pays nothing; enter the ratio that earns target pay"
                    ),
                );
            }
            Target::Ratio { .. } => {}
            Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => {
                if !component.measure.is_score() {
                    let text = tr!(
                        "this measure is a ratio, and its target is none, so 100 % is taken; enter the ratio that earns target pay"
                    );
                    check.warning(path, "ratio_target_missing", text);
                }
            }
        }
        return;
    }
    match component.target {
        Target::Ratio { ratio } => {
            let text = tr!(
                "this measure is an amount, and a target of {} is none, so nothing is paid; choose the quota or an amount",
                words::percent(ratio)
            );
            check.error(at, "target_kind", text);
        }
        Target::Amount { amount, per } if amount.mills() <= 0 => {
            let text =
                tr!("a target of {amount} {} pays nothing; enter the amount that earns target pay", words::per(per));
            check.error(at, "target_zero", text);
        }
        Target::SumOfQuotas { share } if share.ppm() <= 0 => {
            let text = tr!("no share of the quotas in scope is the target, so nothing is paid; enter one such as 90 %");
            check.error(at, "target_zero", text);
        }
        Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => {}
    }
}

/// Attainment at which the target is met, in the unit of the threshold: the ratio itself, or 100 % of quota.
fn whole(component: &Component) -> Rate {
    match component.target {
        Target::Ratio { ratio } if component.measure.is_ratio() => ratio,
        Target::Ratio { .. } | Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } => Rate::ONE,
    }
}

fn threshold(check: &mut Check<'_>, component: &Component, path: &str) {
    let Some(threshold) = component.threshold else { return };
    let whole = whole(component);
    if whole.ppm() <= 0 {
        return;
    }
    let at = format!("{path}/threshold");
    let share = threshold.at.to_f64() / whole.to_f64();
    let says = words::percent(threshold.at);
    if let Some(cap) = component.attainment_cap.filter(|cap| share > cap.to_f64()) {
        let text = tr!(
            "nothing is paid below {says}, but only attainment up to {} counts, so nothing is ever paid; lower the threshold",
            words::percent(cap)
        );
        check.error(at, "threshold_above_cap", text);
    } else if let Some(cap) = component.cap.filter(|cap| cap.ppm() > 0 && share > cap.to_f64()) {
        let text = tr!(
            "pay begins at {says} and is capped at {} of target pay, below where it begins; lower the threshold or raise the cap",
            words::percent(cap)
        );
        check.error(at, "threshold_above_cap", text);
    } else if threshold.start == ThresholdStart::Zero && threshold.at >= whole {
        let text = tr!(
            "pay cannot rise from zero at {says} to target pay at {}; lower the threshold, or let pay start from the threshold's share",
            words::percent(whole)
        );
        check.error(at, "threshold_at_target", text);
    } else if threshold.start == ThresholdStart::Zero && component.rates.pays_by_steps() {
        let text = tr!(
            "pay starts from zero at {says} and rises straight to target pay at {}, so what the table says up to there is not paid; let pay \
                start from its share, or remove the threshold",
            words::percent(whole)
        );
        check.warning(at, "threshold_over_steps", text);
    }
}

fn rated(check: &mut Check<'_>, component: &Component, path: &str) {
    let ratio = component.measure.is_ratio();
    let cumulative = matches!(component.rated, Rated::QuarterToDate | Rated::YearToDate);
    if component.rated == Rated::EachDeal && (ratio || component.measure.is_count()) {
        let text = tr!(
            "this measure does not come in deals, so rating each deal alone has no meaning; rate the period's total"
        );
        check.warning(path, "rated_by_deal", text);
    } else if cumulative && ratio && component.true_up == TrueUp::ThisPeriodOnly {
        let text = tr!(
            "a ratio to date cannot be split into periods, so nothing would be paid for this one; pay the cumulative amount less what was paid"
        );
        check.warning(path, "ratio_not_cumulative", text);
    }
}

fn tiers(check: &mut Check<'_>, component: &Component, tiers: &[Tier], path: &str) {
    if tiers.is_empty() {
        check.error(path, "rates_empty", tr!("there is no tier, so nothing is paid; add one"));
    }
    for (index, (low, high)) in tiers.iter().zip(tiers.iter().skip(1)).enumerate() {
        let ascends = match (low.from, high.from) {
            (TierFrom::Quota(low), TierFrom::Quota(high)) => low < high,
            (TierFrom::Amount(low), TierFrom::Amount(high)) => low < high,
            (TierFrom::Units(low), TierFrom::Units(high)) => low < high,
            // Bounds of different kinds can be compared only once the quota is known.
            (TierFrom::Quota(_) | TierFrom::Amount(_) | TierFrom::Units(_), _) => continue,
        };
        if !ascends {
            let number = index + 2;
            let text = tr!(
                "tier {number} begins at {}, not above tier {} ({}); put the tiers in ascending order",
                begins(high.from),
                number - 1,
                begins(low.from)
            );
            check.error(format!("{path}/tier/{number}/from"), "tiers_out_of_order", text);
        }
    }
    let units = component.measure.is_count();
    let strange = tiers.iter().position(|tier| match tier.from {
        TierFrom::Quota(_) => false,
        TierFrom::Amount(_) => units || component.measure.is_ratio(),
        TierFrom::Units(_) => !units,
    });
    if let Some(index) = strange {
        let text = tr!(
            "this tier begins at an amount of another kind than the measure counts; let it begin at a share of quota"
        );
        check.warning(format!("{path}/tier/{}/from", index + 1), "tier_unit", text);
    }
}

fn begins(from: TierFrom) -> String {
    match from {
        TierFrom::Quota(share) => tr!("{} of quota", words::percent(share)),
        TierFrom::Amount(amount) => amount.to_string(),
        TierFrom::Units(units) => tr!("{units} units"),
    }
}

fn curve(check: &mut Check<'_>, points: &[CurvePoint], path: &str) {
    if points.is_empty() {
        check.error(
            path,
            "rates_empty",
            tr!("there is no point on the payout curve, so nothing is paid; add at least two"),
        );
    }
    for (index, (low, high)) in points.iter().zip(points.iter().skip(1)).enumerate() {
        let number = index + 2;
        if high.attainment < low.attainment {
            let text = tr!(
                "point {number} stands at {} attainment, below point {} at {}; put the points in ascending order",
                words::percent(high.attainment),
                number - 1,
                words::percent(low.attainment)
            );
            check.error(format!("{path}/point/{number}/attainment"), "curve_out_of_order", text);
        } else if high.pay < low.pay {
            let text = tr!(
                "pay falls from {} to {} of target pay while attainment rises; check the points",
                words::percent(low.pay),
                words::percent(high.pay)
            );
            check.note(format!("{path}/point/{number}/pay"), "curve_falls", text);
        }
    }
}
