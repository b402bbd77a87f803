//! The ARR waterfall.

use crate::engine::{Outcome, Row, Scope, Span, closed_in};
use crate::present::chart::{Chart, Size, Waterfall, WaterfallPeriod, waterfall};
use crate::present::number::{period_label, show_month};
use crate::present::{Locale, recurring};
use crate::text::tr;
use crate::units::{Cadence, Money};

/// Plans that reach a million are shown in thousands.
pub fn in_thousands(outcome: &Outcome) -> bool {
    let row = Row::of(outcome, outcome.whole());
    recurring::money(outcome.recurring, row.movements.opening.max(row.movements.closing()))
        >= Money::from_major_f64(1e6)
}

/// An amount in a table.
pub fn amount(money: Money, thousands: bool, locale: &Locale) -> String {
    if thousands { locale.money_thousands(money) } else { locale.money_table(money) }
}

/// From opening to closing ARR, movement by movement, for the periods inside the span.
pub fn movements(outcome: &Outcome, scope: Scope, span: Span, by: Cadence, locale: &Locale, size: Size) -> Chart {
    let thousands = in_thousands(outcome);
    let closed = closed_in(outcome, scope);
    let month = |at: usize| outcome.months.get(at).copied().map(show_month).unwrap_or_default();
    let major = |money: Money| recurring::major(outcome.recurring, money.to_major());
    let periods: Vec<WaterfallPeriod> = outcome
        .periods(by)
        .into_iter()
        .filter(|(_, part)| part.from >= span.from && part.to <= span.to)
        .map(|(period, part)| {
            let moved = Row::scoped(outcome, scope, part).movements;
            let closed = if part.to < closed { tr!(", closed") } else { "" };
            WaterfallPeriod {
                name: period_label(&period, false) + closed,
                opening_name: month(part.from),
                closing_name: month(part.to),
                opening: major(moved.opening),
                new: major(moved.new),
                reactivation: major(moved.reactivation),
                expansion: major(moved.expansion),
                price: major(moved.price),
                contraction: major(moved.contraction),
                churn: major(moved.churn),
                closing: major(moved.closing()),
            }
        })
        .collect();
    let text = |value: f64| amount(Money::from_major_f64(value), thousands, locale);
    let name = recurring::words(outcome.recurring, tr!("From opening to closing ARR, movement by movement"));
    let data = Waterfall {
        name: &name,
        periods: &periods,
        axis: &|value| locale.money_tick(value, outcome.currency),
        balance: &text,
        movement: &|value| if value > 0.0 { ["+", &text(value)].concat() } else { text(value) },
    };
    waterfall(&data, size)
}
