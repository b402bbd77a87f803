//! What one should expect to pay by a plan when attainment is spread, and whom its thresholds and caps meet.
//!
//! The spread is that of amounts such as new ARR. Ratios such as retention move less: a person at `x` of the amounts stands at
//! `1 + (x - 1) * k` of the ratios, with `k` the scenario's `ratio_spread`. Good and bad years come together.

use crate::engine::Spread;
use crate::engine::payroll::{EvenYear, Standing, curve_basis};
use crate::engine::plan_breaks::{breaks, narrowed, widened};
use crate::engine::plan_paid::PaidAs;
use crate::engine::plan_view::{part_of, threshold_attainment};
use crate::model::comp::{Component, PlanVersion};
use crate::model::{Document, Terms};
use crate::units::Money;

/// Where caps are looked for at most: ten times the target.
const FARTHEST: f64 = 10.0;

/// Expected pay of a year over a spread of attainment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// Expected variable pay.
    pub pay: Money,
    /// Variable pay with everyone at 100 %.
    pub at_plan: Money,
    /// Mean attainment.
    pub mean: f64,
    /// Variable pay with everyone at the mean attainment.
    pub at_mean: Money,
    /// Share of people who reach 100 %.
    pub at_quota: f64,
    /// A jump of pay so close to the mean that pay at the mean says more about it than about the plan.
    pub cliff: Option<MeanCliff>,
}

/// A jump of pay beside the mean attainment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanCliff {
    /// The attainment.
    pub at: f64,
    /// Pay of a year above it less pay below it.
    pub amount: Money,
}

/// How close to the mean a jump counts as beside it: what a tenth of a per cent rounds away.
const BESIDE: f64 = 5e-4;

impl Expected {
    /// What the spread itself adds, as a share of pay at the mean: above nothing where the plan pays more for a point above the mean
    /// than it saves for one below.
    pub fn for_spread(&self) -> Option<f64> {
        ratio(self.pay, self.at_mean)
    }

    /// By how much expected pay exceeds pay at 100 %, as a share of it.
    pub fn over_plan(&self) -> Option<f64> {
        ratio(self.pay, self.at_plan)
    }
}

fn ratio(amount: Money, of: Money) -> Option<f64> {
    (of.mills() > 0).then(|| amount.to_major() / of.to_major() - 1.0)
}

/// Expected pay of people under their terms, each with the same spread. How it is integrated: see [`Spread::expect`].
pub fn expected_cost(document: &Document, version: &PlanVersion, team: &[PaidAs], spread: &Spread) -> Expected {
    let currency = document.settings.currency;
    let mut expected = Expected { mean: spread.mean(), at_quota: spread.reaching(1.0), ..Expected::default() };
    for paid in team {
        // Coins would make a spread cost or save a cent where it does not.
        let version = paid.version(version);
        let person = Person::new(document, &version, &paid.terms).weighed();
        let heads = |pay: f64| currency.round(Money::from_major_f64(pay * paid.heads), document.settings.rounding);
        let breaks = person.breaks(spread.most().max(1.0));
        expected.pay += heads(spread.expect(&breaks, &|at| person.pay(at)));
        if let Some((at, jump)) = person.jump_beside(expected.mean, &breaks) {
            let cliff = expected.cliff.get_or_insert(MeanCliff { at, amount: Money::ZERO });
            cliff.amount += heads(jump);
        }
        expected.at_plan += heads(person.pay(1.0));
        expected.at_mean += heads(person.pay(expected.mean));
    }
    expected
}

/// Someone whose amounts and ratios stand at different attainments of their targets.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    document: &'a Document,
    version: &'a PlanVersion,
    terms: &'a Terms,
    year: EvenYear<'a>,
    /// How far ratios move against amounts.
    narrow: f64,
}

impl<'a> Person<'a> {
    pub fn new(document: &'a Document, version: &'a PlanVersion, terms: &'a Terms) -> Person<'a> {
        let narrow = document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0);
        Person { document, version, terms, year: EvenYear::new(document, version, terms), narrow }
    }

    /// Not paid, so that coins make no steps.
    fn weighed(self) -> Person<'a> {
        Person { year: self.year.weighed(), ..self }
    }

    /// Variable pay of a year in major units with amounts at an attainment.
    pub fn pay(&self, at: f64) -> f64 {
        self.year.pay(Standing { amounts: at, ratios: narrowed(at, self.narrow) }).1.to_major()
    }

    /// The jump of pay, in major units, that lies beside the mean but not on it, with its attainment.
    fn jump_beside(&self, mean: f64, breaks: &[f64]) -> Option<(f64, f64)> {
        const STEP: f64 = 1e-6;
        let least = self.terms.variable().amount().to_major() * 2e-3;
        let beside = breaks.iter().copied().filter(|at| (1e-9..BESIDE).contains(&(mean - at).abs()));
        let jump = |at: f64| self.pay(at + STEP) - self.pay(at - STEP);
        beside.map(|at| (at, jump(at))).find(|it| it.1.abs() > least)
    }

    /// What a component pays at an attainment of its own target.
    fn part(&self, index: usize, at: f64) -> f64 {
        let ratio = self.version.components.get(index).is_some_and(|it| it.measure.is_ratio());
        let stands = if ratio {
            Standing { amounts: widened(at, self.narrow).unwrap_or(1.0), ratios: at }
        } else {
            Standing { amounts: at, ratios: narrowed(at, self.narrow) }
        };
        self.year.part_pay(index, stands).to_major()
    }

    /// Attainments of amounts at which that bends or jumps.
    pub fn breaks(&self, most: f64) -> Vec<f64> {
        breaks(self.document, self.version, self.terms, most, self.narrow)
    }
}

/// An attainment at which a plan stops or starts to pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Position of the component; absent: the plan's own cap.
    pub component: Option<usize>,
    /// The attainment.
    pub at: f64,
    /// Share of people on the side of it that earns nothing, or nothing more.
    pub share: f64,
}

/// Thresholds of a plan, with the share of people below each.
pub fn pay_thresholds(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Limit> {
    let limit = |(index, component): (usize, &Component)| {
        let at = threshold_attainment(component, curve_basis(component, terms).0)?;
        let share = match met_at(document, Some(component), at) {
            Some(at) => spread.below(at),
            // A ratio that never moves is at its target.
            None => f64::from(u8::from(at > 1.0)),
        };
        Some(Limit { component: Some(index), at, share })
    };
    version.components.iter().enumerate().filter_map(limit).collect()
}

/// Caps of a plan where they begin to bite, with the share of people above each.
pub fn pay_caps(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Limit> {
    let limit = |component: Option<usize>, at: f64| {
        let part = component.and_then(|at| version.components.get(at));
        let share = match met_at(document, part, at) {
            Some(at) => spread.above(at),
            None => f64::from(u8::from(at < 1.0)),
        };
        Limit { component, at, share }
    };
    let person = Person::new(document, version, terms).weighed();
    let mut found = Vec::new();
    for (index, component) in version.components.iter().enumerate() {
        let paid = component.cap.and_then(|cap| {
            let most = part_of(document, part_of(document, terms.variable().amount(), component.weight), cap);
            let alone = PlanVersion { components: vec![component.clone()], ..PlanVersion::default() };
            let breaks = breaks(document, &alone, terms, FARTHEST, 1.0);
            reaches(document, &breaks, most, &|at| person.part(index, at))
        });
        let counted = component.attainment_cap.map(|cap| cap.to_f64());
        let first = [paid, counted].into_iter().flatten().reduce(f64::min);
        found.extend(first.map(|at| limit(Some(index), at)));
    }
    if let Some(cap) = version.cap {
        let most = part_of(document, terms.variable().amount(), cap);
        let breaks = person.breaks(FARTHEST);
        found.extend(reaches(document, &breaks, most, &|at| person.pay(at)).map(|at| limit(None, at)));
    }
    found
}

/// Whether all that a version pays for are ratios, so that an attainment of it is one of ratios.
pub(super) fn pays_ratios(version: &PlanVersion) -> bool {
    !version.components.is_empty() && version.components.iter().all(|it| it.measure.is_ratio())
}

/// Share of people from one attainment of a version to another, the first included and the second not: of ratios where it pays for
/// nothing else, else of amounts.
pub fn people_between(document: &Document, version: &PlanVersion, spread: &Spread, (from, to): (f64, f64)) -> f64 {
    let first = version.components.first().filter(|_| pays_ratios(version));
    match (met_at(document, first, from), met_at(document, first, to)) {
        (Some(from), Some(to)) => spread.between(from, to),
        // Ratios that never move are at their target.
        (None, _) | (_, None) => f64::from(u8::from((from..to).contains(&1.0))),
    }
}

/// Where amounts stand when a component (none: the plan as a whole) is at an attainment.
fn met_at(document: &Document, component: Option<&Component>, at: f64) -> Option<f64> {
    match component {
        Some(component) if component.measure.is_ratio() => {
            widened(at, document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0))
        }
        Some(_) | None => Some(at),
    }
}

/// The least attainment at which a plan pays an amount.
fn reaches(document: &Document, breaks: &[f64], amount: Money, pay: &dyn Fn(f64) -> f64) -> Option<f64> {
    // A coin less, since both sides are rounded, one of them period by period.
    let amount = amount.to_major() - document.settings.currency.quantum().to_major().max(0.01) - 1e-9;
    let pays = |at: f64| pay(at) >= amount;
    let mut stops: Vec<f64> = breaks.iter().copied().filter(|at| *at > 0.0).collect();
    stops.extend((1..=40).map(|step| FARTHEST * f64::from(step) / 40.0));
    stops.sort_by(f64::total_cmp);
    let (mut low, mut high) = (0.0, None);
    for stop in stops {
        // Just above a bound as well: where pay jumps over the amount, the bound itself may still be paid as below.
        if pays(stop) || pays(stop + 1e-4) {
            high = Some(if pays(stop) { stop } else { stop + 1e-4 });
            break;
        }
        low = stop;
    }
    let mut high = high?;
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if pays(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::one_person;
    use crate::model::comp::{Measure, Rates, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue};
    use crate::model::{AttainmentBucket, AttainmentSpread, Quota};
    use crate::units::{Cadence, Rate, Yearly};

    /// 100,000 variable on a quota of 1,000,000, so that pay is read off the attainment.
    fn terms() -> Terms {
        Terms {
            base: Yearly::new(Money::from_major(100_000)),
            ote: Yearly::new(Money::from_major(200_000)),
            quota: Some(Quota::Arr { amount: Money::from_major(1_000_000), per: Cadence::Year }),
            ..Terms::default()
        }
    }

    fn tiered(tiers: &[(i64, i64)]) -> Component {
        let tier = |(from, multiple): &(i64, i64)| Tier {
            from: TierFrom::Quota(Rate::percent(*from)),
            value: TierValue::Multiple(Rate::percent(*multiple)),
            reach: Default::default(),
        };
        let rates = Rates::Tiers { tiers: tiers.iter().map(tier).collect(), boundary: Default::default() };
        Component { measure: Measure::NewArr, rates, ..Component::default() }
    }

    fn version(component: Component) -> PlanVersion {
        PlanVersion { components: vec![component], ..PlanVersion::default() }
    }

    fn groups(rows: &[(i64, i64, i64)]) -> Spread {
        let bucket = |(from, to, share): &(i64, i64, i64)| AttainmentBucket {
            from: Rate::percent(*from),
            to: Rate::percent(*to),
            share: Rate::percent(*share),
        };
        Spread::of(&AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() }).unwrap()
    }

    fn normal(mean: i64, deviation: i64) -> Spread {
        let (mean, deviation) = (Rate::percent(mean), Rate::percent(deviation));
        Spread::of(&AttainmentSpread::Normal { mean, deviation }).unwrap()
    }

    fn expect(version: &PlanVersion, spread: &Spread) -> Expected {
        expected_cost(&Document::default(), version, &one_person(&terms()), spread)
    }

    #[test]
    fn a_flat_plan_costs_what_it_pays_at_the_mean_whatever_the_spread() {
        let flat = version(tiered(&[(0, 100)]));
        for spread in [normal(90, 25), normal(100, 60), groups(&[(0, 100, 60), (120, 120, 40)])] {
            let found = expect(&flat, &spread);
            assert_eq!(found.pay, found.at_mean);
            assert!(found.for_spread().unwrap().abs() < 1e-6);
        }
        assert_eq!(expect(&flat, &groups(&[(50, 50, 50), (110, 110, 50)])).pay, Money::from_major(80_000));
    }

    #[test]
    fn an_accelerator_makes_the_spread_cost_more_than_its_mean() {
        let plan = version(tiered(&[(0, 100), (100, 200)]));
        // A third each at 50, 100 and 150 %: 50,000, 100,000 and 200,000; everyone at the mean of 100 % earns 100,000.
        let found = expect(&plan, &groups(&[(50, 50, 20), (100, 100, 20), (150, 150, 20)]));
        assert_eq!((found.pay, found.at_mean), (Money::from_mills(116_666_670), Money::from_major(100_000)));
        assert!((found.for_spread().unwrap() - 1.0 / 6.0).abs() < 1e-6);
        assert!((found.at_quota - 2.0 / 3.0).abs() < 1e-12);
        // Normal around quota: what lies above it counts twice, and the mean of the upper half is s / root(2 pi) = 0.0797885.
        let found = expect(&plan, &normal(100, 20));
        assert!((found.pay.to_major() - 107_978.85).abs() < 1.0, "{found:?}");
    }

    #[test]
    fn a_jump_beside_the_mean_is_found_and_one_on_it_or_far_from_it_is_not() {
        let mut component = tiered(&[(0, 100), (100, 150)]);
        if let Rates::Tiers { tiers, .. } = &mut component.rates {
            tiers[1].reach = crate::model::comp::Reach::FirstDollar;
        }
        let plan = version(component);
        // Past quota all of 100,000 is paid half more. What a normal spread of 30 points cuts off below nothing lifts its mean a little.
        let found = expect(&plan, &normal(100, 30));
        assert!(found.mean > 1.000_01 && found.mean < 1.000_5, "{}", found.mean);
        let cliff = found.cliff.unwrap();
        assert!(cliff.at == 1.0 && (cliff.amount.to_major() - 50_000.0).abs() < 1.0, "{cliff:?}");
        assert_eq!(expect(&plan, &normal(90, 20)).cliff, None);
        assert_eq!(expect(&plan, &groups(&[(100, 100, 100)])).cliff, None);
        assert_eq!(
            expect(&version(tiered(&[(0, 100), (100, 200)])), &normal(100, 30)).cliff,
            None,
            "a bend is no jump"
        );
    }

    #[test]
    fn a_cap_makes_the_spread_cost_less() {
        let mut component = tiered(&[(0, 100)]);
        component.cap = Some(Rate::percent(120));
        let plan = version(component);
        // Evenly from 80 to 160 %: half of them on the line from 80 to 120, half at the cap.
        let spread = groups(&[(80, 160, 100)]);
        let found = expect(&plan, &spread);
        assert_eq!(found.pay, Money::from_major(110_000));
        assert_eq!(found.at_mean, Money::from_major(120_000));
        assert!(found.for_spread().unwrap() < -0.08);
        let caps = pay_caps(&Document::default(), &plan, &terms(), &spread);
        assert_eq!(caps.len(), 1);
        assert!((caps[0].at - 1.2).abs() < 1e-6 && (caps[0].share - 0.5).abs() < 1e-6, "{caps:?}");
    }

    #[test]
    fn a_threshold_pays_nothing_to_those_below_it_and_the_cliff_is_theirs_who_reach_it() {
        let mut component = tiered(&[(0, 100)]);
        component.threshold = Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Share });
        let plan = version(component);
        // Evenly from 60 to 100 %: half below; the others earn 80,000 to 100,000.
        let spread = groups(&[(60, 100, 100)]);
        assert_eq!(expect(&plan, &spread).pay, Money::from_major(45_000));
        let found = pay_thresholds(&Document::default(), &plan, &terms(), &spread);
        assert_eq!(found.len(), 1);
        assert!((found[0].at - 0.8).abs() < 1e-12 && (found[0].share - 0.5).abs() < 1e-12);
        // On the threshold it is met.
        let on_it = groups(&[(80, 80, 100)]);
        assert_eq!(expect(&plan, &on_it).pay, Money::from_major(80_000));
        assert_eq!(pay_thresholds(&Document::default(), &plan, &terms(), &on_it)[0].share, 0.0);
    }

    #[test]
    fn a_cap_of_the_plan_and_one_on_attainment_are_found_where_they_bite() {
        let mut component = tiered(&[(0, 100), (100, 200)]);
        component.attainment_cap = Some(Rate::percent(140));
        let mut plan = version(component);
        plan.cap = Some(Rate::percent(150));
        let caps = pay_caps(&Document::default(), &plan, &terms(), &normal(100, 20));
        let at: Vec<_> = caps.iter().map(|it| (it.component, (it.at * 1e4).round() / 1e4)).collect();
        // 100 % + 25 % x 2 = 150 % of target pay.
        assert_eq!(at, [(Some(0), 1.4), (None, 1.25)]);
        assert!((caps[0].share - 0.022_75).abs() < 1e-4 && (caps[1].share - 0.105_65).abs() < 1e-4);
    }

    #[test]
    fn a_cap_that_is_met_only_between_two_steps_of_a_multiplier_is_found_there() {
        use crate::model::comp::{Factor, Multiplier, MultiplierBy};
        // What is expanded moves along: from 110 % it doubles pay, from 115 % it halves it.
        let mut document = Document::default();
        document.assumptions.other_measures = crate::model::OtherMeasures::SameAttainment;
        let step = |from, factor| Factor { from: Rate::percent(from), factor: Rate::percent(factor) };
        let by = MultiplierBy::Steps { steps: vec![step(0, 100), step(110, 200), step(115, 50)] };
        let multiplier = Some(Multiplier { measure: Measure::ExpansionArr, by });
        let mut plan = version(Component { multiplier, ..tiered(&[(0, 100)]) });
        plan.cap = Some(Rate::percent(200));
        // 1.1 x 2 is more than twice the target pay; 1.15 x 0.5 is not, nor is anything up to 400 %.
        let caps = pay_caps(&document, &plan, &terms(), &normal(100, 20));
        assert_eq!(caps.len(), 1);
        assert!(caps[0].component.is_none() && (caps[0].at - 1.1).abs() < 1e-6, "{caps:?}");
    }

    #[test]
    fn a_ratio_that_never_moves_is_at_its_target() {
        let mut document = Document::default();
        document.assumptions.ratio_spread = Rate::ZERO;
        let nrr = |cap: i64, threshold: i64| {
            version(Component {
                measure: Measure::NetRetention,
                target: Target::Ratio { ratio: Rate::ONE },
                threshold: Some(Threshold { at: Rate::percent(threshold), start: ThresholdStart::Share }),
                attainment_cap: Some(Rate::percent(cap)),
                ..tiered(&[(0, 100)])
            })
        };
        // Everyone is above a cap at 95 % and below a threshold at 105 %; at the target itself both let everyone through.
        let shares = |plan: &PlanVersion| {
            let (spread, terms) = (normal(100, 20), terms());
            let capped = pay_caps(&document, plan, &terms, &spread)[0].share;
            (capped, pay_thresholds(&document, plan, &terms, &spread)[0].share)
        };
        assert_eq!(shares(&nrr(95, 90)), (1.0, 0.0));
        assert_eq!(shares(&nrr(100, 100)), (0.0, 0.0));
        assert_eq!(shares(&nrr(110, 105)), (0.0, 1.0));
    }

    #[test]
    fn a_retention_ratio_moves_a_fifth_as_far_as_a_quota_does() {
        // Nothing below 95 %, target pay at 100 %, straight between; capped there. At a fifth, 95 % is met by who is at 75 %.
        let nrr = Component {
            measure: Measure::NetRetention,
            target: Target::Ratio { ratio: Rate::ONE },
            weight: Rate::percent(40),
            threshold: Some(Threshold { at: Rate::percent(95), start: ThresholdStart::Zero }),
            cap: Some(Rate::ONE),
            ..tiered(&[(0, 100)])
        };
        let commission = Component { weight: Rate::percent(60), ..tiered(&[(0, 100)]) };
        let plan = PlanVersion { components: vec![commission, nrr], ..PlanVersion::default() };
        let mut document = Document::default();
        // Halves at 85 and 125 %: commission 51,000 and 75,000; retention stands at 97 and 105 %, the latter at the cap of 40,000.
        let spread = groups(&[(85, 85, 50), (125, 125, 50)]);
        let expect = |document: &Document| expected_cost(document, &plan, &one_person(&terms()), &spread).pay;
        // At 97 % two fifths of the way from 95 to 100 are done: 16,000.
        assert_eq!(expect(&document), Money::from_major((51_000 + 16_000 + 75_000 + 40_000) / 2));
        let even = groups(&[(50, 100, 100)]);
        let floor = pay_thresholds(&document, &plan, &terms(), &even);
        assert!((floor[0].at - 0.95).abs() < 1e-9 && (floor[0].share - 0.5).abs() < 1e-9, "{floor:?}");
        // As wide as amounts, 85 % is below the floor; not moving at all, it is always at target.
        document.assumptions.ratio_spread = Rate::ONE;
        assert_eq!(expect(&document), Money::from_major((51_000 + 75_000 + 40_000) / 2));
        document.assumptions.ratio_spread = Rate::ZERO;
        assert_eq!(expect(&document), Money::from_major((51_000 + 75_000 + 80_000) / 2));
        assert_eq!(pay_thresholds(&document, &plan, &terms(), &even)[0].share, 0.0);
    }
}
