//! What bends the pay of a component: kickers, caps of deals, multipliers, milestones, matrices; and SPIFs beside it.

use super::{Check, words};
use crate::model::comp::{Component, Measure, MultiplierBy, Rated, Rates, Spif, TierFrom};
use crate::text::tr;
use crate::units::{Money, Rate, show_date};

pub(super) fn check(check: &mut Check<'_>, component: &Component, path: &str) {
    table(check, component, path);
    deals(check, component, path);
    multiplier(check, component, path);
    if component.attained_by == Some(component.measure) {
        let text = tr!(
            "attainment is looked up at the measure that is paid on anyway; remove this, or choose another measure"
        );
        check.note(path, "attained_by_itself", text);
    }
    if component.cap_carries && component.cap.is_none() {
        check.note(
            path,
            "carry_without_cap",
            tr!("there is no cap that could cut anything to carry; enter one, or switch it off"),
        );
    }
}

/// Bounds of a matrix. What is wrong is told by the number of a bound, where it begins, and where the one before begins.
fn ascending(check: &mut Check<'_>, bounds: &[Rate], path: &str, key: &str, told: fn(usize, &str, &str) -> String) {
    for (index, (low, high)) in bounds.iter().zip(bounds.iter().skip(1)).enumerate() {
        if high <= low {
            let number = index + 2;
            let text = told(number, &words::percent(*high), &words::percent(*low));
            check.error(format!("{path}/{key}/{number}"), "out_of_order", text);
        }
    }
}

fn table(check: &mut Check<'_>, component: &Component, path: &str) {
    match &component.rates {
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } => {}
        Rates::Milestones { steps } => {
            if steps.is_empty() {
                check.error(path, "rates_empty", tr!("there is no milestone, so nothing is paid; add one"));
            }
            let worth = |from: TierFrom| match from {
                TierFrom::Quota(share) => share.ppm(),
                TierFrom::Amount(amount) => amount.mills(),
                TierFrom::Units(units) => i64::from(units),
            };
            let (units, ratio) = (component.measure.is_count(), component.measure.is_ratio());
            let strange = steps.iter().position(|step| match step.at {
                TierFrom::Quota(_) => false,
                TierFrom::Amount(_) => units || ratio,
                TierFrom::Units(_) => !units,
            });
            if let Some(index) = strange {
                let text = tr!(
                    "this milestone is reached at an amount of another kind than the measure counts; let it be a share of quota"
                );
                check.warning(format!("{path}/milestone/{}/at", index + 1), "tier_unit", text);
            }
            for (index, (low, high)) in steps.iter().zip(steps.iter().skip(1)).enumerate() {
                if std::mem::discriminant(&low.at) == std::mem::discriminant(&high.at)
                    && worth(high.at) <= worth(low.at)
                {
                    let number = index + 2;
                    let text = tr!("milestone {number} is not above the one before; put them in ascending order");
                    check.error(format!("{path}/milestone/{number}/at"), "out_of_order", text);
                }
            }
        }
        Rates::Matrix { rows, columns, cells, .. } => {
            if rows.is_empty() || columns.is_empty() {
                check.error(
                    path,
                    "rates_empty",
                    tr!("a matrix needs a row and a column at least, so nothing is paid; add them"),
                );
            }
            ascending(check, rows, path, "row", |number, from, before| {
                tr!(
                    "row {number} holds from {from}, not above row {} ({before}); put them in ascending order",
                    number - 1
                )
            });
            ascending(check, columns, path, "column", |number, from, before| {
                tr!(
                    "column {number} holds from {from}, not above column {} ({before}); put them in ascending order",
                    number - 1
                )
            });
            if cells.len() != rows.len() || cells.iter().any(|row| row.len() != columns.len()) {
                let text = tr!(
                    "the matrix has {} rows and {} columns, but its cells are not as many; a missing cell pays nothing",
                    rows.len(),
                    columns.len()
                );
                check.error(path, "matrix_shape", text);
            }
            rows_of_a_ratio(check, component, rows, path);
        }
    }
}

/// Rows of a matrix are shares of the target. Where the measure is a ratio, somebody may have typed the ratio itself.
fn rows_of_a_ratio(check: &mut Check<'_>, component: &Component, rows: &[Rate], path: &str) {
    let Some(target) = component.ratio_target().filter(|it| *it != Rate::ONE) else { return };
    let place = |at: usize| format!("{path}/row/{}", at + 1);
    let most = (component.measure == Measure::GrossRetention).then_some(Rate::ONE);
    let beyond = |row: &Rate| component.ratio_at(*row).zip(most).is_some_and(|(value, most)| value > most);
    if let Some((at, row)) = rows.iter().enumerate().find(|(_, row)| beyond(row)) {
        let value = component.ratio_at(*row).unwrap_or_default();
        let text = tr!(
            "row {} begins at {} of the target of {}, a ratio of {} that is never reached; lower it",
            at + 1,
            words::percent(*row),
            words::percent(target),
            words::percent(value)
        );
        check.warning(place(at), "matrix_row_unreachable", text);
    } else if let Some(at) = rows.iter().position(|row| *row == target && !rows.contains(&Rate::ONE)) {
        let text = tr!(
            "row {} begins at {} of the target of {}, a ratio of {}; if the target itself is meant, enter 100 %",
            at + 1,
            words::percent(target),
            words::percent(target),
            words::percent(component.ratio_at(target).unwrap_or_default())
        );
        check.note(place(at), "matrix_row_of_target", text);
    }
}

fn deals(check: &mut Check<'_>, component: &Component, path: &str) {
    let ratio = component.measure.is_ratio();
    if component.deal_cap.is_some() && (component.rated != Rated::EachDeal || ratio) {
        let text = tr!(
            "a cap on one deal works only where each deal is rated alone, so it has no effect; rate each deal, or cap the period"
        );
        check.warning(format!("{path}/deal_cap"), "deal_cap_unused", text);
    } else if component.deal_cap == Some(Money::ZERO) {
        check.warning(
            format!("{path}/deal_cap"),
            "cap_zero",
            tr!("a cap of zero pays nothing; raise it, or remove the cap"),
        );
    }
    if ratio && !component.kickers.is_empty() {
        let text =
            tr!("this measure does not come in deals, so its kickers never pay; put them on a measure that does");
        check.warning(path, "kicker_on_ratio", text);
    }
    if component.rated == Rated::EachDeal && component.attained_by.is_some() {
        let text = tr!(
            "where each deal is rated alone there is no attainment to look up elsewhere, so that has no effect; rate the period's total"
        );
        check.warning(path, "attained_by_deal", text);
    }
    by_margin(check, component, path);
}

/// Tiers that the margin of each deal picks.
fn by_margin(check: &mut Check<'_>, component: &Component, path: &str) {
    if component.margin_over().is_none() {
        if component.tier_by_margin.is_some() {
            let text = tr!(
                "the margin of a deal picks its tier only where each deal is rated alone, by tiers, so that has no effect; rate each \
                        deal by tiers, or remove it"
            );
            check.warning(path, "margin_unused", text);
        }
        return;
    }
    let tiers = component.rates.tiers().unwrap_or(&[]);
    if let Some(index) = tiers.iter().position(|it| !matches!(it.from, TierFrom::Quota(_))) {
        let text =
            tr!("this tier begins at an amount, which no margin in per cent ever reaches; let it begin at a share");
        check.warning(format!("{path}/tier/{}/from", index + 1), "margin_bound", text);
    }
    if component.threshold.is_some() || component.attainment_cap.is_some() {
        let text = tr!(
            "margins pick the tier instead of attainment, so threshold and cap on attainment have no effect; remove them"
        );
        check.warning(path, "margin_no_attainment", text);
    }
    if check.document.costs.gross_margin.is_none() {
        let untold = check.document.deals.iter().filter(|it| it.margin.is_none()).count();
        let (path, code) = ("costs/gross_margin", "margin_unknown");
        if untold > 0 || check.document.deals.is_empty() {
            let text = tr!(
                "deals that say no margin are rated at the company's, which is empty, so the first tier pays; enter it, or the \
                        margins of the deals"
            );
            check.warning(path, code, text);
        }
    }
}

fn multiplier(check: &mut Check<'_>, component: &Component, path: &str) {
    let Some(multiplier) = &component.multiplier else { return };
    match &multiplier.by {
        MultiplierBy::Steps { steps } => {
            if steps.is_empty() {
                check.note(
                    path,
                    "multiplier_empty",
                    tr!("the multiplier has no factor, so it changes nothing; add one, or remove it"),
                );
            }
            for (index, (low, high)) in steps.iter().zip(steps.iter().skip(1)).enumerate() {
                if high.from <= low.from {
                    let number = index + 2;
                    let text = tr!(
                        "factor {number} holds from {}, not above factor {} ({}); put them in ascending order",
                        words::percent(high.from),
                        number - 1,
                        words::percent(low.from)
                    );
                    check.error(format!("{path}/multiplier/{number}/from"), "out_of_order", text);
                }
            }
        }
        MultiplierBy::Attainment { least, most } if least > most => {
            let text = tr!(
                "the factor is at least {} and at most {}; the first must not be above the second",
                words::percent(*least),
                words::percent(*most)
            );
            check.error(format!("{path}/multiplier/least"), "out_of_order", text);
        }
        MultiplierBy::Attainment { .. } => {}
    }
}

pub(super) fn spif(check: &mut Check<'_>, spif: &Spif, path: &str) {
    let at = format!("{path}/spif/{}", spif.id);
    if spif.to < spif.from {
        let text =
            tr!("it ends on {}, before it begins on {}; change one of them", show_date(spif.to), show_date(spif.from));
        check.error(at.clone(), "spif_dates", text);
    }
    let settings = &check.document.settings;
    let last = settings.months().last().unwrap_or(settings.first_month).last_day();
    if spif.to >= spif.from && (spif.to < settings.first_month.first_day() || spif.from > last) {
        let text = tr!(
            "its days ({} to {}) lie outside the plan, so it pays nothing; change them",
            show_date(spif.from),
            show_date(spif.to)
        );
        check.warning(at.clone(), "spif_outside", text);
    }
    if spif.measure.is_ratio() {
        let text = tr!("this measure does not come in deals that could be counted, so nothing is paid; choose another");
        check.warning(at.clone(), "spif_measure", text);
    }
    if spif.measure == Measure::Meetings && !check.document.deals.iter().any(|it| it.measure == Measure::Meetings) {
        let text =
            tr!("the forecast knows no single meetings; it pays for meetings held once they stand among the deals");
        check.note(at.clone(), "spif_meetings", text);
    }
    if spif.amount.is_zero() {
        check.note(at, "spif_zero", tr!("it pays nothing; enter an amount, or remove it"));
    }
}
