//! The few questions that most plans are told by: what more than the quota pays, where pay begins, where it ends, how it is paid.
//!
//! They read and write the plan itself. A plan that is more than they can say keeps what it has; its editor shows it in detail.

use crate::career::kind::RoleKind;
use crate::career::offer::Offer;
use crate::career::template::usual_plan;
use crate::model::comp::{
    Clawback, ClawbackBasis, Component, Draw, DrawKind, DrawPaid, Measure, RatePreset, Rates, Reach, Threshold,
    ThresholdStart, TierFrom, TierValue,
};
use crate::units::{Cadence, Money, Monthly, Rate};

/// A plan in short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// How many times as much is paid for what is above quota; none where the table says more than that.
    pub above: Option<Rate>,
    /// Attainment below which nothing is paid.
    pub threshold: Option<Rate>,
    /// Where pay begins once it is reached.
    pub begins: ThresholdStart,
    /// Most variable pay of a year, as a multiple of target.
    pub cap: Option<Rate>,
    /// How often it is reckoned and paid.
    pub cadence: Cadence,
    /// Months from the end of a period until it is paid.
    pub lag: u32,
    /// The draw or guarantee: its kind, amount a month and months; none of them: for good.
    pub draw: Option<(DrawKind, Money, Option<u32>)>,
    /// Months within which commission is taken back if the customer leaves.
    pub clawback: u32,
}

/// The component that a plan is told by: the first that pays for an amount, else the first.
fn main_part(parts: &[Component]) -> Option<&Component> {
    parts.iter().find(|it| !it.measure.is_ratio()).or(parts.first())
}

/// What the part measures that a plan is told by.
pub fn main_measure(offer: &Offer) -> Option<Measure> {
    main_part(&offer.plan.components).map(|it| it.measure)
}

/// The shape of an offer's plan.
pub fn shape_of(offer: &Offer) -> Shape {
    let main = main_part(&offer.plan.components);
    Shape {
        above: main.and_then(|it| above(&it.rates)),
        threshold: main.and_then(|it| it.threshold).map(|it| it.at),
        begins: main.and_then(|it| it.threshold).map(|it| it.start).unwrap_or_default(),
        cap: offer.plan.cap,
        cadence: main.map_or(Cadence::Quarter, |it| it.cadence),
        lag: offer.plan.payout.lag_months,
        draw: offer.plan.draw.as_ref().map(|it| (it.kind, it.first.amount.amount(), it.first.months)),
        clawback: if offer.plan.clawback.basis == ClawbackBasis::None { 0 } else { offer.plan.clawback.months },
    }
}

fn above(rates: &Rates) -> Option<Rate> {
    let Rates::Tiers { tiers, .. } = rates else { return None };
    let plain = |value: TierValue| match value {
        TierValue::Multiple(multiple) => Some(multiple),
        TierValue::Share(_) | TierValue::PerUnit(_) => None,
    };
    match tiers.as_slice() {
        [only] if only.from == TierFrom::Quota(Rate::ZERO) => plain(only.value).filter(|it| *it == Rate::ONE),
        [first, second]
            if first.from == TierFrom::Quota(Rate::ZERO)
                && plain(first.value) == Some(Rate::ONE)
                && second.from == TierFrom::Quota(Rate::ONE)
                && second.reach == Reach::OwnBound =>
        {
            plain(second.value)
        }
        _longer => None,
    }
}

/// Whether an offer pays above quota in steps that nobody typed: those of the usual plan of some role.
pub fn steps_are_usual(offer: &Offer) -> bool {
    let rates = |parts: &[Component]| main_part(parts).map(|it| it.rates.clone());
    let own = rates(&offer.plan.components);
    shape_of(offer).above.is_none()
        && own.is_some()
        && RoleKind::ALL.into_iter().any(|role| rates(&usual_plan(role).0.components) == own)
}

/// The offer with another shape. What is the same as before is left alone.
pub fn with_shape(offer: &Offer, shape: Shape) -> Offer {
    let mut made = offer.clone();
    let was = shape_of(offer);
    let quota_part = made.plan.components.iter().position(|it| !it.measure.is_ratio()).unwrap_or(0);
    if let Some(main) = made.plan.components.get_mut(quota_part) {
        if shape.above != was.above
            && let Some(multiple) = shape.above
        {
            let tiers: Vec<(Rate, Rate)> = if multiple == Rate::ONE { Vec::new() } else { vec![(Rate::ONE, multiple)] };
            main.rates = RatePreset::Marginal.rates(&tiers);
        }
        if (shape.threshold, shape.begins) != (was.threshold, was.begins) {
            main.threshold = shape.threshold.map(|at| Threshold { at, start: shape.begins });
        }
    }
    if shape.cadence != was.cadence {
        made.plan.components.iter_mut().for_each(|it| it.cadence = shape.cadence);
    }
    made.plan.cap = shape.cap;
    made.plan.payout.lag_months = shape.lag;
    if shape.draw != was.draw {
        let paid = offer.plan.draw.as_ref().map_or(DrawPaid::WithMonth, |draw| draw.paid);
        let level = |(kind, amount, months)| Draw { paid, ..Draw::level(kind, Monthly::new(amount), months) };
        made.plan.draw = shape.draw.map(level);
    }
    if shape.clawback != was.clawback {
        made.plan.clawback = if shape.clawback == 0 {
            Clawback::default()
        } else if was.clawback == 0 {
            Clawback { basis: ClawbackBasis::Paid, share: Rate::ONE, months: shape.clawback, takes_attainment: false }
        } else {
            Clawback { months: shape.clawback, ..made.plan.clawback }
        };
    }
    made
}
