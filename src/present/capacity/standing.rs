//! Standing capacity from quarter to quarter, what of it is at risk, quotas by level, and when to hire.

use super::{Teller, none, table};
use crate::engine::capacity::{AtRisk, BackfillRate, HireBy, LevelLine, QuarterRisk, RecoveryLag, Waterfall};
use crate::present::chart::Table;
use crate::present::number::{period_label, show_month};
use crate::present::staffing::leader_name;
use crate::text::{counted, tr};
use crate::units::{Flow, Month};

/// What happens to standing capacity over the plan, in a sentence.
pub fn standing_say(tell: &Teller<'_>, falls: &[Waterfall]) -> String {
    let (Some(first), Some(last)) = (falls.first(), falls.last()) else { return String::new() };
    let (opening, closing) = (first.capacity.opening.amount(), last.capacity.closing.amount());
    // Where nobody stands there is nothing to follow, and the panel says so.
    if falls.iter().all(|it| it.capacity.opening.amount().value() < 0.5 && it.capacity.closing.amount().value() < 0.5) {
        return String::new();
    }
    let lost: Flow = falls.iter().map(|it| it.capacity.loss.amount()).sum();
    let back: Flow = falls.iter().map(|it| it.capacity.recovered.amount()).sum();
    let changed: Flow = falls.iter().map(|it| it.capacity.response.amount()).sum();
    let response = match any_response(falls) {
        true => tr!(" The response to the split of pay, as assumed, changes it by {}.", tell.change(changed)),
        false => String::new(),
    };
    tr!(
        "What the team would sign in a year as it stands goes from {} to {}: {} is lost to people who leave, {} of it comes back with backfills.{response}",
        tell.money(opening),
        tell.money(closing),
        tell.money(lost),
        tell.money(back)
    )
}

/// Whether the response to the split of pay changes anything from month to month: else it has no column.
pub fn any_response(falls: &[Waterfall]) -> bool {
    falls.iter().any(|it| it.capacity.response.amount().value().abs() >= 0.5)
}

/// Quarter by quarter, in ARR a year. The response to pay has a column only where it changes something.
pub fn standing_table(tell: &Teller<'_>, falls: &[Waterfall]) -> Table {
    let responds = any_response(falls);
    let mut header = vec![
        tr!("Quarter"),
        tr!("Opening"),
        tr!("Gained"),
        tr!("Lost"),
        tr!("Recovered"),
        tr!("Leave"),
        tr!("Closing"),
        tr!("Not recovered"),
        tr!("Backfill rate"),
        tr!("Lost of opening"),
        tr!("Ramped at its end"),
    ];
    let row = |it: &Waterfall| {
        let bridge = &it.capacity;
        let mut cells = vec![
            period_label(&it.period, false),
            tell.figure(bridge.opening.amount()),
            tell.figure(bridge.gain.amount()),
            tell.figure(-bridge.loss.amount()),
            tell.figure(bridge.recovered.amount()),
            tell.figure(bridge.leave.amount()),
            tell.figure(bridge.closing.amount()),
            tell.figure(bridge.loss.amount() - bridge.recovered.amount()),
            tell.share(it.backfill_rate()),
            tell.share(it.loss_rate()),
            tell.locale.people(it.ramped.closing),
        ];
        if responds {
            cells.insert(6, tell.figure(bridge.response.amount()));
        }
        cells
    };
    if responds {
        header.insert(6, tr!("Response to pay"));
    }
    table(&header, falls.iter().map(row).collect())
}

/// How long capacity stays lost when somebody ramped leaves.
pub fn lag_say(tell: &Teller<'_>, lags: &[RecoveryLag], mean: Option<f64>) -> String {
    let Some(mean) = mean else { return tr!("Nobody is expected to leave and be replaced.").to_owned() };
    let one = |it: &RecoveryLag| {
        let name = tell.role_in(&it.role, it.segment.as_ref());
        match it.months {
            Some(months) => format!("{name} {}", counted(months, tr!("month"), tr!("months"))),
            None => tr!("{name} not filled again"),
        }
    };
    let each: Vec<String> = lags.iter().map(one).collect();
    tr!(
        "Recovery lag, from an exit to a ramped successor: {} in the mean ({}).",
        tell.locale.months(mean, 1),
        each.join("; ")
    )
}

/// Backfill rates of the quarters known, typed or planned.
pub fn backfill_table(tell: &Teller<'_>, rates: &[BackfillRate]) -> Table {
    let row =
        |it: &BackfillRate| vec![period_label(&it.period, false), tell.share(it.quarter), tell.share(it.rolling_four)];
    table(&[tr!("Quarter"), tr!("Backfill rate"), tr!("Last four quarters")], rates.iter().map(row).collect())
}

/// What the next quarters may lose, by the three methods.
pub fn risk_table(tell: &Teller<'_>, risks: &[QuarterRisk]) -> Table {
    let header = [
        tr!("Quarter"),
        tr!("On its first day"),
        tr!("Plan expects"),
        tr!("Last four quarters"),
        tr!("Quarter before"),
        tr!("Same quarter a year ago"),
    ];
    let one = |it: Option<AtRisk>| {
        it.map_or_else(none, |it| {
            format!("{} ({})", tell.figure(it.capacity.amount()), tell.locale.percent(it.rate, 1))
        })
    };
    let row = |it: &QuarterRisk| {
        vec![
            period_label(&it.period, false),
            tell.figure(it.opening.amount()),
            tell.figure(it.planned.amount()),
            one(it.trailing_four),
            one(it.prior_quarter),
            one(it.same_quarter_last_year),
        ]
    };
    table(&header, risks.iter().map(row).collect())
}

/// What the first quarter may lose, in a sentence.
pub fn risk_say(tell: &Teller<'_>, risks: &[QuarterRisk]) -> String {
    let Some(first) = risks.first() else { return String::new() };
    let period = period_label(&first.period, false);
    let planned = tell.money(first.planned.amount());
    let found: Vec<AtRisk> =
        [first.trailing_four, first.prior_quarter, first.same_quarter_last_year].into_iter().flatten().collect();
    let amounts = || found.iter().map(|it| it.capacity.amount());
    let low = amounts().reduce(|a, b| a.min(b));
    let high = amounts().reduce(|a, b| a.max(b));
    match (low, high) {
        (Some(low), Some(high)) => {
            let people = found.iter().filter_map(|it| it.people).fold(0.0, f64::max);
            tr!(
                "By what past quarters lost, {period} may lose {} to {} of a quarter's capacity, up to {} sellers. The plan expects {planned}.",
                tell.money(low),
                tell.money(high),
                tell.locale.people(people)
            )
        }
        _ => tr!("The plan expects to lose {planned} in {period}. Type the quarters before the plan below to compare."),
    }
}

/// Quotas one level above the other.
pub fn level_table(tell: &Teller<'_>, levels: &[LevelLine]) -> Table {
    let header = [
        tr!("Leader"),
        tr!("Sellers"),
        tr!("Ramped"),
        tr!("Street quota"),
        tr!("Quotas below"),
        tr!("Own quota"),
        tr!("Over-assigned"),
        tr!("Cushion"),
        tr!("Capacity below"),
        tr!("Own attainment"),
    ];
    let row = |it: &LevelLine| {
        let seat = tell.document.seats.get(it.seat);
        let indent = "\u{2003}".repeat(it.depth);
        vec![
            indent + &seat.map(|seat| leader_name(tell.document, seat)).unwrap_or_default(),
            tell.locale.count(i64::from(it.sellers)),
            tell.locale.people(it.ramped),
            tell.figure(it.street),
            tell.figure(it.below),
            it.own.map_or_else(none, |own| tell.figure(own)),
            tell.times(it.over_assignment()),
            tell.share(it.cushion()),
            tell.figure(it.capacity),
            tell.share(it.expected_attainment()),
        ]
    };
    table(&header, levels.iter().map(row).collect())
}

/// When to hire into each role at the latest.
pub fn hire_by_table(tell: &Teller<'_>, lines: &[HireBy], first: Month) -> Table {
    let header = [
        tr!("Role"),
        tr!("Ramp"),
        tr!("Open the requisition"),
        tr!("Start"),
        tr!("Cost to full"),
        tr!("Pays for itself after"),
        tr!("Start to break even"),
    ];
    let month = |it: Month| {
        let text = show_month(it);
        if it < first { tr!("{text}, too late") } else { text }
    };
    let row = |it: &HireBy| {
        vec![
            tell.role_in(&it.role, it.segment.as_ref()),
            counted(it.ramp_months, tr!("month"), tr!("months")),
            month(it.open_by),
            month(it.latest_start),
            tell.figure(it.cost_to_full),
            it.break_even_after.map_or_else(none, |months| counted(months, tr!("month"), tr!("months"))),
            it.latest_break_even.map_or_else(none, month),
        ]
    };
    table(&header, lines.iter().map(row).collect())
}
