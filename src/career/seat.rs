//! An offer as a document with one seat, so that the engine of everyone's pay rates it.

use crate::career::offer::Offer;
use crate::career::profile::Needs;
use crate::career::view::spread_of;
use crate::engine::{Spread, YearPay};
use crate::model::comp::{Component, Measure, Plan, PlanVersion, Scope, Target};
use crate::model::{
    Document, Pipeline, Quota, Ramp, RampAccelerators, Role, Seat, Segment, Settings, Stint, StintEnd, Terms,
};
use crate::units::{Money, Month, PlanId, Rate, RoleId, SeatId, SegmentId, Yearly};
use chrono::NaiveDate;

/// The name of the one seat, of its role and of its plan.
pub const SEAT: &str = "offer";

/// Months the document plans: the two years that are shown, and one in which what was earned in them is still paid.
const MONTHS: u32 = 36;

/// An offer at its desk: the document it becomes, and what the engine needs to be asked.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The document.
    pub document: Document,
    /// The plan as one seat is paid by it.
    pub version: PlanVersion,
    /// Its terms.
    pub terms: Terms,
    /// Share of what is sold that is credited.
    pub credit: f64,
    /// How attainment is spread there; none where no group has a share.
    pub spread: Option<Spread>,
}

impl Desk {
    /// Variable pay of a year against attainment.
    pub fn year(&self) -> YearPay<'_> {
        YearPay::new(&self.document, &self.version, &self.terms, self.credit)
    }

    /// Pay of a year at an attainment, base and variable. It is made coins of once; a statement of each month or quarter makes coins of
    /// its own, so that a year of them may be some cents off.
    pub fn pay(&self, at: f64) -> Money {
        let settings = &self.document.settings;
        settings.currency.round(self.terms.base.amount() + self.year().weighed(at), settings.rounding)
    }
}

/// A plan as one person is paid by it: what a team or a company brings in stands at the same attainment as the person, since an offer
/// knows nobody else.
fn alone(version: &PlanVersion, quota: Option<Quota>) -> PlanVersion {
    let one = |component: &Component| {
        let target = match component.target {
            Target::SumOfQuotas { .. } => Target::Quota,
            Target::Quota | Target::Amount { .. } | Target::Ratio { .. } => component.target,
        };
        // What is counted in another unit than the quota stands at the same attainment of a target of its own.
        let fits = match quota {
            Some(Quota::Units { .. }) => component.measure.is_count(),
            Some(Quota::Arr { .. }) => !component.measure.is_count(),
            None => true,
        };
        let target = match target {
            Target::Quota if !fits && !component.measure.is_ratio() => {
                Target::Amount { amount: STAND_IN, per: crate::units::Cadence::Year }
            }
            Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } | Target::Ratio { .. } => target,
        };
        Component { scope: Scope::Own, target, ..component.clone() }
    };
    PlanVersion { from: None, components: version.components.iter().map(one).collect(), ..version.clone() }
}

/// A target that is divisible by twelve, where only attainment matters.
const STAND_IN: Money = Money::from_major(1_200_000);

/// The desk of an offer. `from` is the first day where the offer names none.
pub fn desk(offer: &Offer, needs: &Needs, from: NaiveDate) -> Desk {
    let start = offer.start.unwrap_or(from);
    let quota = offer.quota.filter(|quota| match quota {
        Quota::Arr { amount, .. } => amount.mills() > 0,
        Quota::Units { count, .. } => *count > 0,
    });
    let version = alone(&offer.plan, quota);
    let needs_quota = version.components.iter().any(|it| it.target == Target::Quota && !it.measure.is_ratio());
    // Without a quota only the shape of the plan matters; any round number stands for it.
    let stand_in = Quota::Arr { amount: STAND_IN, per: crate::units::Cadence::Year };
    let months = offer.ramp_months.min(36);
    let mut ramp = Ramp::linear(months);
    if offer.told.ramped_quota != Some(true) {
        ramp.quota = Some(vec![Rate::ONE; months as usize]);
    }
    ramp.accelerators = RampAccelerators::default();
    let segment = offer.deal_size.map(|_| SegmentId::new(SEAT));
    let terms = Terms {
        segment: segment.clone(),
        base: Yearly::new(offer.base_pay()),
        ote: Yearly::new(offer.on_target()),
        quota: quota.or(needs_quota.then_some(stand_in)),
        ramp,
        plan: Some(PlanId::new(SEAT)),
        ..Terms::default()
    };
    let first_month = Month::of(start);
    let mut document = Document {
        settings: Settings {
            currency: offer.currency_by(needs),
            first_month,
            horizon_months: MONTHS,
            ..Settings::default()
        },
        roles: vec![Role {
            id: RoleId::new(SEAT),
            name: offer.role.name().to_owned(),
            function: offer.role.function(),
            terms: vec![terms.clone()],
        }],
        plans: vec![Plan { id: PlanId::new(SEAT), name: offer.name.clone(), versions: vec![version.clone()] }],
        seats: vec![Seat {
            id: SeatId::new(SEAT),
            role: RoleId::new(SEAT),
            segment: segment.clone(),
            stints: vec![Stint {
                from: start,
                to: StintEnd::Known(first_month.plus(600).last_day()),
                ..Stint::default()
            }],
            ..Seat::default()
        }],
        ..Document::default()
    };
    document.segments = segment
        .map(|id| Segment {
            id,
            pipeline: Pipeline { deal_size: offer.deal_size.unwrap_or_default(), ..Pipeline::default() },
            ..Segment::default()
        })
        .into_iter()
        .collect();
    document.assumptions.ratio_spread = needs.ratio_spread;
    let spread = Spread::of(&spread_of(&offer.attainment.view));
    Desk { document, version, terms, credit: offer.credit.to_f64().clamp(0.0, 2.0), spread }
}

/// What 100 % of a measure is in a year by a plan, in thousandths of its unit; for a ratio, the ratio in millionths.
pub(crate) fn target_of(component: &Component, terms: &Terms) -> i64 {
    match component.target {
        Target::Ratio { ratio } => ratio.ppm(),
        Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. } if component.measure.is_ratio() => {
            Rate::SCALE
        }
        Target::Amount { amount, per } => amount.mills().saturating_mul(i64::from(per.per_year())),
        Target::Quota | Target::SumOfQuotas { .. } => match terms.quota {
            Some(quota @ Quota::Arr { .. }) => quota.arr_year().amount().mills(),
            Some(quota @ Quota::Units { .. }) => (quota.units_year() * 1_000.0).round() as i64,
            None => 0,
        },
    }
}

/// Measures that a plan is paid on, each once, with the component that sets its target.
pub(crate) fn measures(version: &PlanVersion) -> Vec<(Measure, &Component)> {
    let mut found: Vec<(Measure, &Component)> = Vec::new();
    for component in &version.components {
        if !found.iter().any(|(measure, _)| *measure == component.measure) {
            found.push((component.measure, component));
        }
    }
    found
}
