//! One plan looked at by itself, under the terms of a role: what it pays at an attainment, where that bends, what each tier comes to.

use crate::engine::payroll::{EvenYear, Standing, curve_basis};
use crate::model::comp::fixed::base_at;
use crate::model::comp::{
    Component, DrawKind, PlanVersion, RatePreset, Rates, Target, ThresholdStart, TierFrom, TierValue,
};
use crate::model::{Document, Quota, Terms};
use crate::units::{Money, Rate};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Variable pay of a year at one attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct PayAt {
    /// By component, in the order of the plan, before the plan's cap.
    pub components: Vec<Money>,
    /// Together, after the plan's cap.
    pub total: Money,
}

/// What a version of a plan pays in a year that comes evenly, when every component stands at this attainment of its own target and
/// other measures where the scenario assumes them ([`crate::model::OtherMeasures`]): the full rating, kickers by the share of credit
/// that is expected to qualify.
pub fn pay_at(document: &Document, version: &PlanVersion, terms: &Terms, attainment: f64) -> PayAt {
    let (components, total) = EvenYear::new(document, version, terms).pay(Standing::all(attainment));
    PayAt { components, total }
}

/// The same, each attainment rated once: what a drawing asks for over and over.
pub fn pay_remembered<'a>(
    document: &'a Document,
    version: &'a PlanVersion,
    terms: &'a Terms,
) -> impl Fn(f64) -> Rc<PayAt> + 'a {
    let known: RefCell<HashMap<u64, Rc<PayAt>>> = RefCell::default();
    move |attainment: f64| {
        let found = known.borrow().get(&attainment.to_bits()).cloned();
        found.unwrap_or_else(|| {
            let pay = Rc::new(pay_at(document, version, terms, attainment));
            known.borrow_mut().insert(attainment.to_bits(), pay.clone());
            pay
        })
    }
}

/// What a draw or guarantee pays at least in the first year of tenure, whatever is earned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floor {
    /// The kind of draw.
    pub kind: DrawKind,
    /// Months of the year in which it is paid.
    pub months: u32,
    /// Paid at least over them together.
    pub amount: Money,
}

/// The floor under what a plan pays; none without a draw. It is no part of what is earned.
pub fn pay_floor(version: &PlanVersion) -> Option<Floor> {
    let draw = version.draw.as_ref()?;
    let paid = (1..=12).filter_map(|tenure| draw.amount_in(tenure)).map(|it| it.amount()).filter(|it| it.mills() > 0);
    let (months, amount) = paid.fold((0, Money::ZERO), |(months, sum), it| (months + 1, sum + it));
    (months > 0).then_some(Floor { kind: draw.kind, months, amount })
}

/// A share of an amount, rounded as pay is.
pub fn part_of(document: &Document, amount: Money, share: Rate) -> Money {
    document.settings.currency.round_ratio(
        i128::from(amount.mills()) * i128::from(share.ppm()),
        i128::from(Rate::SCALE),
        document.settings.rounding,
    )
}

/// The attainment of its own target at which a component's threshold stands.
pub(crate) fn threshold_attainment(component: &Component, quota: i64) -> Option<f64> {
    let at = component.threshold?.at;
    if component.measure.is_ratio() {
        return (quota > 0).then(|| at.ppm() as f64 * 1_000.0 / quota as f64);
    }
    Some(at.to_f64())
}

/// What a tier comes to in the credit's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TierRate {
    /// A share of the credit.
    Share(f64),
    /// Major units of money for each unit of credit.
    PerUnit(f64),
    /// Major units of money a year for each percentage point of a ratio.
    PerPoint(f64),
    /// Major units of money a year for each per cent of attainment, where no quota is known.
    PerPercent(f64),
}

impl TierRate {
    /// The figure itself.
    pub fn amount(self) -> f64 {
        match self {
            TierRate::Share(it) | TierRate::PerUnit(it) | TierRate::PerPoint(it) | TierRate::PerPercent(it) => it,
        }
    }
}

/// What each tier of a component's table comes to under terms: multiple x target variable x weight / quota. Below target a threshold
/// from zero makes it steeper. Nothing for a table that is a curve.
pub fn tier_rates(component: &Component, terms: &Terms) -> Vec<TierRate> {
    let (Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. }) = &component.rates else { return Vec::new() };
    let (quota, _) = curve_basis(component, terms);
    let rate = |tier: &crate::model::comp::Tier| {
        let below_target = match tier.from {
            TierFrom::Quota(share) => share < Rate::ONE,
            TierFrom::Amount(amount) => amount.mills() < quota,
            TierFrom::Units(units) => i64::from(units) * 1_000 < quota,
        };
        value_rate(component, terms, tier.value, below_target)
    };
    tiers.iter().map(rate).collect()
}

/// What the first tier of a table that pays comes to, and how that follows from 1x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseRate {
    /// What it comes to.
    pub first: TierRate,
    /// What 1x comes to: target variable x weight / quota.
    pub one: TierRate,
    /// Its multiple; none where it is fixed.
    pub multiple: Option<Rate>,
    /// Below target it leads from nothing at the threshold to target pay at target, whatever the table says.
    pub from_zero: bool,
}

/// The base rate of a component under terms; nothing for a table without a tier that pays, or where credit has no rate of its own.
pub fn base_rate(component: &Component, terms: &Terms) -> Option<BaseRate> {
    let tiers = component.rates.tiers()?;
    let at = base_at(tiers)?;
    let first = *tier_rates(component, terms).get(at)?;
    let one = value_rate(component, terms, TierValue::Multiple(Rate::ONE), false);
    let multiple = if let TierValue::Multiple(multiple) = tiers.get(at)?.value { Some(multiple) } else { None };
    let plain = multiple.map(|it| one.amount() * it.to_f64());
    let from_zero = plain.is_some_and(|it| (it - first.amount()).abs() > it.abs() * 1e-9);
    let known = matches!(first, TierRate::Share(_) | TierRate::PerUnit(_));
    known.then_some(BaseRate { first, one, multiple, from_zero })
}

fn value_rate(component: &Component, terms: &Terms, value: TierValue, below_target: bool) -> TierRate {
    let target = terms.variable().amount().to_major() * component.weight.to_f64();
    let (quota, _) = curve_basis(component, terms);
    let floor = match component.threshold {
        Some(threshold) if below_target && threshold.start == ThresholdStart::Zero => {
            threshold_attainment(component, quota).unwrap_or(0.0)
        }
        Some(_) | None => 0.0,
    };
    // From zero at the threshold to target pay at target, whatever the table says.
    let slope = match value {
        _ if floor > 0.0 && floor < 1.0 => target / (1.0 - floor),
        TierValue::Share(share) => return TierRate::Share(share.to_f64()),
        TierValue::PerUnit(amount) => return TierRate::PerUnit(amount.to_major()),
        TierValue::Multiple(multiple) => target * multiple.to_f64(),
    };
    if component.measure.is_ratio() {
        return TierRate::PerPoint(slope / (quota as f64 / 1e7).max(1e-9));
    }
    let known = match component.target {
        Target::Quota => terms.quota.is_some(),
        Target::Amount { .. } => true,
        Target::SumOfQuotas { .. } | Target::Ratio { .. } => false,
    };
    if !known || quota <= 0 {
        return TierRate::PerPercent(slope / 100.0);
    }
    let whole = quota as f64 / 1_000.0;
    if component.measure.is_count() { TierRate::PerUnit(slope / whole) } else { TierRate::Share(slope / whole) }
}

/// What a component (by its position in the plan) would pay in a year at an attainment under each meaning of its table of rates, and
/// what the whole plan would pay then, after its cap, with every component at that attainment.
pub fn meanings(
    document: &Document,
    (version, component): (&PlanVersion, usize),
    terms: &Terms,
    attainment: f64,
) -> Vec<(RatePreset, Money, Money)> {
    let Some(Rates::Tiers { tiers, boundary }) = version.components.get(component).map(|it| &it.rates) else {
        return Vec::new();
    };
    let pay = |preset: RatePreset| {
        let mut tiers = tiers.clone();
        preset.apply(&mut tiers);
        let mut version = version.clone();
        if let Some(component) = version.components.get_mut(component) {
            component.rates = Rates::Tiers { tiers, boundary: *boundary };
        }
        let pay = pay_at(document, &version, terms, attainment);
        (preset, pay.components.get(component).copied().unwrap_or_default(), pay.total)
    };
    RatePreset::ALL.into_iter().map(pay).collect()
}

/// What terms of pay come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mix {
    /// Target variable of a year.
    pub variable: Money,
    /// Base pay as a share of on-target earnings; none without any.
    pub base_share: Option<f64>,
    /// Quota of a year in ARR over on-target earnings, where there is one.
    pub quota_over_ote: Option<f64>,
}

/// The mix of terms.
pub fn mix(terms: &Terms) -> Mix {
    let ote = terms.ote.amount().to_major();
    let over = |amount: f64| (ote > 0.0).then(|| amount / ote);
    let quota = match terms.quota {
        Some(quota @ Quota::Arr { .. }) => over(quota.arr_year().amount().to_major()),
        Some(Quota::Units { .. }) | None => None,
    };
    Mix { variable: terms.variable().amount(), base_share: over(terms.base.amount().to_major()), quota_over_ote: quota }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::pay_breaks;
    use crate::model::sample;
    use crate::units::{PlanId, RoleId, SegmentId};

    fn sold(plan: &str, role: &str, segment: Option<&str>) -> (Document, PlanVersion, Terms) {
        let document = sample::company();
        let version = document.plan(&PlanId::new(plan)).unwrap().versions[0].clone();
        let segment = segment.map(SegmentId::new);
        let terms = document.role(&RoleId::new(role)).unwrap().terms_for(segment.as_ref()).unwrap().clone();
        (document, version, terms)
    }

    #[test]
    fn a_seller_at_quota_earns_the_target_variable_and_at_twice_the_quota_what_the_accelerators_give() {
        let (document, version, terms) = sold("ae", "ae", Some("mid-market"));
        let variable = terms.variable().amount();
        assert_eq!(pay_at(&document, &version, &terms, 1.0).total, variable);
        // 100 % at 1x, 25 % at 1.5x, 75 % at 2x.
        let expected = part_of(&document, variable, Rate::from_ppm(2_875_000));
        assert_eq!(pay_at(&document, &version, &terms, 2.0).total, expected);
        assert_eq!(pay_breaks(&document, &version, &terms, 2.0), [1.0, 1.25]);
    }

    #[test]
    fn a_cap_of_the_plan_ends_the_rise_of_the_total() {
        let (document, mut version, terms) = sold("ae", "ae", Some("mid-market"));
        version.cap = Some(Rate::from_ppm(1_500_000));
        let most = part_of(&document, terms.variable().amount(), Rate::from_ppm(1_500_000));
        assert_eq!(pay_at(&document, &version, &terms, 3.0).total, most);
        let breaks = pay_breaks(&document, &version, &terms, 2.0);
        // 1.0 + 0.25 x 1.5 = 1.375 at 125 %; the missing 0.125 at 2x takes another 6.25 %.
        assert!(breaks.iter().any(|at| (at - 1.3125).abs() < 1e-4), "{breaks:?}");
    }

    #[test]
    fn tiers_come_to_target_pay_over_quota_times_their_multiple() {
        let (_, version, terms) = sold("ae", "ae", Some("mid-market"));
        let rates = tier_rates(&version.components[0], &terms);
        let derived = terms.variable().amount().to_major() / terms.quota.unwrap().arr_year().amount().to_major();
        for (rate, multiple) in rates.iter().zip([1.0, 1.5, 2.0]) {
            assert!((rate.amount() - derived * multiple).abs() < 1e-12, "{rates:?}");
        }
    }

    #[test]
    fn the_first_rate_of_a_table_is_told_with_what_one_time_comes_to() {
        use crate::model::comp::Threshold;
        let (_, mut version, terms) = sold("ae", "ae", Some("mid-market"));
        let derived = terms.variable().amount().to_major() / terms.quota.unwrap().arr_year().amount().to_major();
        let near = |rate: TierRate, meant: f64| (rate.amount() - meant).abs() < 1e-12;
        let part = &mut version.components[0];
        let plain = base_rate(part, &terms).unwrap();
        assert!(near(plain.first, derived) && near(plain.one, derived) && !plain.from_zero);
        // Half the rate up to quota: the first tier pays half of what target variable over quota comes to.
        let Rates::Tiers { tiers, .. } = &mut part.rates else { panic!("it was a table") };
        tiers[0].value = TierValue::Multiple(Rate::percent(50));
        let half = base_rate(part, &terms).unwrap();
        assert!(near(half.first, derived / 2.0) && near(half.one, derived) && !half.from_zero);
        assert_eq!(half.multiple, Some(Rate::percent(50)));
        // From nothing at half of quota to target pay at quota: twice the rate, whatever the table says.
        part.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
        let steep = base_rate(part, &terms).unwrap();
        assert!(near(steep.first, derived * 2.0) && near(steep.one, derived) && steep.from_zero);
    }

    #[test]
    fn a_retention_bonus_comes_to_money_for_each_point_between_its_floor_and_its_target() {
        let (document, version, terms) = sold("csm", "csm", None);
        let component = &version.components[0];
        let target = terms.variable().amount().to_major() * component.weight.to_f64();
        let rates = tier_rates(component, &terms);
        // Floor 80 %, target 90 %: ten points; above it five times target pay over ninety points.
        assert!(matches!(rates[0], TierRate::PerPoint(it) if (it - target / 10.0).abs() < 0.01), "{rates:?}");
        assert!(matches!(rates[1], TierRate::PerPoint(it) if (it - target * 5.0 / 90.0).abs() < 0.01), "{rates:?}");
        let alone = PlanVersion { components: vec![component.clone()], ..PlanVersion::default() };
        let pay = |ratio: f64| pay_at(&document, &alone, &terms, ratio / 0.9).total.to_major();
        // Pay is rounded to the cent: half a cent for one amount, a cent for the difference of two.
        assert!((pay(0.85) - target / 2.0).abs() < 0.005_001, "halfway between floor and target: {}", pay(0.85));
        assert!((pay(0.91) - pay(0.90) - rates[1].amount()).abs() < 0.010_001);
    }

    #[test]
    fn one_table_means_four_sums() {
        let (document, version, terms) = sold("ae", "ae", Some("mid-market"));
        let variable = terms.variable().amount();
        let times = |ppm: i64| part_of(&document, variable, Rate::from_ppm(ppm));
        let found = meanings(&document, (&version, 0), &terms, 1.5);
        // 1.0 + 0.25 x 1.5 + 0.25 x 2; 1.0 + 0.5 x 2; 1.5 x 2; as marginal.
        let expected = [times(1_875_000), times(2_000_000), times(3_000_000)];
        assert_eq!(found.iter().map(|it| it.1).take(3).collect::<Vec<_>>(), expected);
        assert_eq!(found[3].1, found[0].1);
        // A cap on the plan holds for all of it, under each of them.
        let capped =
            PlanVersion { cap: Some(Rate::percent(190)), components: version.components[..1].to_vec(), ..version };
        let whole: Vec<Money> = meanings(&document, (&capped, 0), &terms, 1.5).iter().map(|it| it.2).collect();
        assert_eq!(whole, [1_875_000, 1_900_000, 1_900_000, 1_875_000].map(times));
    }

    #[test]
    fn typed_rates_below_a_threshold_from_zero_are_said_as_what_is_really_paid() {
        use crate::model::comp::Threshold;
        let (document, mut version, terms) = sold("ae", "ae", Some("mid-market"));
        let part = &mut version.components[0];
        part.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
        if let Rates::Tiers { tiers, .. } = &mut part.rates {
            tiers[0].value = TierValue::Share(Rate::percent(10));
        }
        let first = tier_rates(&version.components[0], &terms)[0].amount();
        // All of target pay in the upper half of the quota, whatever rate was typed.
        let (variable, quota) =
            (terms.variable().amount().to_major(), terms.quota.unwrap().arr_year().amount().to_major());
        assert!((first - variable / (quota / 2.0)).abs() < 1e-12, "{first}");
        // The tier that begins at target is as typed: one and a half times target pay over quota.
        let second = tier_rates(&version.components[0], &terms)[1].amount();
        assert!((second - 1.5 * variable / quota).abs() < 1e-12, "{second}");
        let pay = |at: f64| pay_at(&document, &version, &terms, at).total.to_major();
        assert!((pay(0.9) - pay(0.8) - first * quota * 0.1).abs() < 0.02);
    }
}
