//! From the capacity that stands at the end of one quarter to that at the end of the next: gained, lost, recovered, on leave.

use super::canvas::drawn;
use super::fall::{Fall, FallKind, FallPeriod, fall};
use super::ink::Ink;
use super::{Chart, Show, Size};
use crate::text::{mark, tr};

/// One quarter.
#[derive(Clone, Debug)]
pub struct StandingPeriod {
    /// Its name: `Q1 FY2027`.
    pub name: String,
    /// The name of its opening balance: the month before.
    pub opening_name: String,
    /// The name of its closing balance: its last month.
    pub closing_name: String,
    /// What stood before it.
    pub opening: f64,
    /// Gained by hires and ramp, 0 or more.
    pub gain: f64,
    /// Lost with those who leave, as an amount of 0 or more.
    pub loss: f64,
    /// Brought back in the seats they left, 0 or more.
    pub recovered: f64,
    /// Change by leaves of absence, either way.
    pub leave: f64,
    /// Change by the response to the split of pay, either way.
    pub response: f64,
    /// What stands at its end.
    pub closing: f64,
}

/// The data of the chart.
pub struct CapacityWaterfall<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The quarters in order; each opens where the one before closes.
    pub periods: &'a [StandingPeriod],
    /// Writes a balance beside the axis.
    pub axis: Show<'a>,
    /// Writes a balance.
    pub balance: Show<'a>,
    /// Writes a movement; losses come as negative amounts.
    pub movement: Show<'a>,
}

const GAIN: FallKind = FallKind { ink: Ink::New, name: mark!("Gained"), short: mark!("Gain") };
const LOSS: FallKind = FallKind { ink: Ink::Churn, name: mark!("Lost"), short: mark!("Lost") };
const RECOVERED: FallKind = FallKind { ink: Ink::Reactivation, name: mark!("Recovered"), short: mark!("Recov.") };
const LEAVE: FallKind = FallKind { ink: Ink::Contraction, name: mark!("Leave"), short: mark!("Leave") };

const RESPONSE: FallKind = FallKind { ink: Ink::Price, name: mark!("Response to pay"), short: mark!("Resp.") };

/// Draws the chart. Leaves have a column only where somebody goes on one or comes back, the response to pay where it changes something.
pub fn capacity_waterfall(data: &CapacityWaterfall, size: Size) -> Chart {
    let any = |of: fn(&StandingPeriod) -> f64| data.periods.iter().any(|it| drawn(of(it)) != 0.0);
    let (leaves, responds) = (any(|it| it.leave), any(|it| it.response));
    let mut kinds = vec![GAIN, LOSS, RECOVERED];
    kinds.extend(leaves.then_some(LEAVE));
    kinds.extend(responds.then_some(RESPONSE));
    let period = |it: &StandingPeriod| {
        let mut moves = vec![drawn(it.gain), -drawn(it.loss), drawn(it.recovered)];
        moves.extend(leaves.then_some(drawn(it.leave)));
        moves.extend(responds.then_some(drawn(it.response)));
        FallPeriod {
            name: it.name.clone(),
            opening_name: it.opening_name.clone(),
            closing_name: it.closing_name.clone(),
            opening: it.opening,
            moves,
            closing: it.closing,
        }
    };
    let periods: Vec<FallPeriod> = data.periods.iter().map(period).collect();
    let data = Fall {
        name: data.name,
        subject: tr!("Capacity"),
        kinds: &kinds,
        periods: &periods,
        axis: data.axis,
        balance: data.balance,
        movement: data.movement,
    };
    fall(&data, size)
}
