//! What turnover costs, in words.

use super::{Teller, none, table};
use crate::engine::capacity::{Turnover, TurnoverLine};
use crate::present::chart::Table;
use crate::text::tr;

/// Roles over a run of months, then everyone.
pub fn turnover_table(tell: &Teller<'_>, lines: &[TurnoverLine]) -> Table {
    let header = [
        tr!("Role"),
        tr!("Expected to leave"),
        tr!("Recruiting"),
        tr!("Pay during ramp"),
        tr!("Months of capacity lost"),
        tr!("New ARR lost"),
        tr!("Gross profit on it"),
        tr!("Cost of turnover"),
        tr!("One leaver"),
    ];
    let row = |name: String, sum: &Turnover| {
        vec![
            name,
            tell.locale.number(sum.leaving, 1),
            tell.figure(sum.recruiting),
            tell.figure(sum.ramp),
            tell.locale.number(sum.months_lost, 1),
            tell.figure(sum.arr_lost),
            tell.figure(sum.profit_lost),
            tell.figure(sum.total()),
            sum.each().map_or_else(none, |it| tell.figure(it)),
        ]
    };
    let mut rows: Vec<Vec<String>> =
        lines.iter().map(|it| row(tell.role_in(&it.role, it.segment.as_ref()), &it.sum)).collect();
    let all = lines.iter().map(|it| it.sum).fold(Turnover::default(), Turnover::and);
    rows.push(row(tr!("Everyone").to_owned(), &all));
    table(&header, rows)
}

/// Everyone's cost of turnover, year by year, in a sentence.
pub fn turnover_say(tell: &Teller<'_>, years: &[(String, Turnover)]) -> String {
    let one = |(name, sum): &(String, Turnover)| {
        tr!("{} in {name} for {} people", tell.money(sum.total()), tell.locale.number(sum.leaving, 1))
    };
    let told: Vec<String> = years.iter().map(one).collect();
    if years.iter().all(|(_, sum)| sum.leaving < 1e-9) {
        return tr!("Nobody is expected to leave and be replaced.").to_owned();
    }
    tr!("Turnover costs {}.", told.join(", "))
}

/// How it is reckoned, with what is told beside.
pub fn turnover_note(tell: &Teller<'_>, sum: &Turnover) -> String {
    let margin = tell.document.costs.gross_margin.map_or_else(
        || tr!("no gross margin is typed, so all of it counts").to_owned(),
        |it| tr!("at the gross margin of {}", tell.locale.percent(it.to_f64(), 0)),
    );
    let gone = if sum.not_replaced > 0.05 {
        tr!(
            " {} more leave seats that are not filled again; they are fewer people, not turnover.",
            tell.locale.number(sum.not_replaced, 1)
        )
    } else {
        String::new()
    };
    tr!(
        "Expected to leave \u{d7} (recruiting + pay for productivity that is not there yet while the successor ramps + gross profit on \
         what is not sold in the months vacant and of ramp, {margin}). The months are mean months, and all of it counts when they \
         leave. Vacant seats save {} of base pay meanwhile, which is not taken off.{gone}",
        tell.money(sum.saved)
    )
}
