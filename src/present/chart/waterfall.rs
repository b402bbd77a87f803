//! From opening to closing ARR, movement by movement and year by year.

use super::canvas::drawn;
use super::fall::{Fall, FallKind, FallPeriod, fall};
use super::ink::Ink;
use super::{Chart, Show, Size};
use crate::text::mark;

/// One year or other period.
#[derive(Clone, Debug)]
pub struct WaterfallPeriod {
    /// Its name: `2027`.
    pub name: String,
    /// The name of its opening balance: `Jan 2027`.
    pub opening_name: String,
    /// The name of its closing balance: `Dec 2027`.
    pub closing_name: String,
    /// ARR before it, in major units.
    pub opening: f64,
    /// ARR won, 0 or more.
    pub new: f64,
    /// Of customers that came back, 0 or more.
    pub reactivation: f64,
    /// Added by customers, 0 or more.
    pub expansion: f64,
    /// Added by price uplift, 0 or more.
    pub price: f64,
    /// Lost with customers that stay, as an amount of 0 or more.
    pub contraction: f64,
    /// Lost with customers, as an amount of 0 or more.
    pub churn: f64,
    /// ARR at its end.
    pub closing: f64,
}

/// The data of the chart.
pub struct Waterfall<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The periods in order; each opens where the one before closes.
    pub periods: &'a [WaterfallPeriod],
    /// Writes a balance beside the axis: `$10M`.
    pub axis: Show<'a>,
    /// Writes a balance: `28,200`.
    pub balance: Show<'a>,
    /// Writes a movement; losses come as negative amounts: `+8,940`, `(486)`.
    pub movement: Show<'a>,
}

/// A kind of movement.
struct Kind {
    ink: Ink,
    name: &'static str,
    short: &'static str,
    of: fn(&WaterfallPeriod) -> f64,
}

const KINDS: [Kind; 6] = [
    Kind { ink: Ink::New, name: mark!("New"), short: mark!("New"), of: |it| drawn(it.new) },
    Kind {
        ink: Ink::Reactivation,
        name: mark!("Reactivation"),
        short: mark!("Reactiv."),
        of: |it| drawn(it.reactivation),
    },
    Kind { ink: Ink::Expansion, name: mark!("Expansion"), short: mark!("Exp."), of: |it| drawn(it.expansion) },
    Kind { ink: Ink::Price, name: mark!("Price uplift"), short: mark!("Price"), of: |it| drawn(it.price) },
    Kind { ink: Ink::Contraction, name: mark!("Contraction"), short: mark!("Contr."), of: |it| -drawn(it.contraction) },
    Kind { ink: Ink::Churn, name: mark!("Churn"), short: mark!("Churn"), of: |it| -drawn(it.churn) },
];

/// The kinds that occur; new, expansion and churn always do.
fn kinds(data: &Waterfall) -> Vec<&'static Kind> {
    let always = [Ink::New, Ink::Expansion, Ink::Churn];
    KINDS
        .iter()
        .filter(|kind| always.contains(&kind.ink) || data.periods.iter().any(|it| (kind.of)(it) != 0.0))
        .collect()
}

/// Draws the chart. Where columns would be too slim it is drawn in rows, and then is as high as these need.
pub fn waterfall(data: &Waterfall, size: Size) -> Chart {
    let kinds = kinds(data);
    let named: Vec<FallKind> =
        kinds.iter().map(|it| FallKind { ink: it.ink, name: it.name, short: it.short }).collect();
    let period = |it: &WaterfallPeriod| FallPeriod {
        name: it.name.clone(),
        opening_name: it.opening_name.clone(),
        closing_name: it.closing_name.clone(),
        opening: it.opening,
        moves: kinds.iter().map(|kind| (kind.of)(it)).collect(),
        closing: it.closing,
    };
    let periods: Vec<FallPeriod> = data.periods.iter().map(period).collect();
    let data = Fall {
        name: data.name,
        subject: "ARR",
        kinds: &named,
        periods: &periods,
        axis: data.axis,
        balance: data.balance,
        movement: data.movement,
    };
    fall(&data, size)
}
