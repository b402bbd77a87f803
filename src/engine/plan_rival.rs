//! One plan against another, each under terms of its own: where the other pays more, and by how much.
//!
//! Both stand at the same attainment, each of its own target. Plans of two scenarios may count in two currencies; then the other's
//! money is put into the one's by a rate of the plan year.

use crate::engine::plan_breaks::pay_breaks;
use crate::engine::plan_view::pay_at;
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::units::{Currency, Money, Rate, Rounding};

/// The attainments at which the difference is told.
const TOLD: [f64; 3] = [0.5, 1.0, 1.5];

/// A plan under terms, as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct PlanSide<'a> {
    /// The scenario it belongs to.
    pub document: &'a Document,
    /// The version that is looked at.
    pub version: &'a PlanVersion,
    /// The terms it is looked at under.
    pub terms: &'a Terms,
    /// The currency its money is told in.
    pub currency: Currency,
    /// What one unit of the scenario's currency is worth in that.
    pub rate: Rate,
}

impl<'a> PlanSide<'a> {
    /// A plan in its own currency.
    pub fn new(document: &'a Document, version: &'a PlanVersion, terms: &'a Terms) -> PlanSide<'a> {
        PlanSide { document, version, terms, currency: document.settings.currency, rate: Rate::ONE }
    }

    /// The same in the currency of another scenario; none where neither of the two has a rate for it.
    pub fn told_in(self, open: &Document) -> Option<PlanSide<'a>> {
        let rate = rate_into(self.document, open)?;
        Some(PlanSide { currency: open.settings.currency, rate, ..self })
    }

    /// Variable pay of a year at an attainment.
    pub fn pay(&self, attainment: f64) -> Money {
        self.change(pay_at(self.document, self.version, self.terms, attainment).total)
    }

    /// Where its pay may bend or jump, up to an attainment.
    pub fn breaks(&self, most: f64) -> Vec<f64> {
        pay_breaks(self.document, self.version, self.terms, most)
    }

    /// An amount of its scenario in the currency it is told in, in coins of that.
    pub fn change(&self, amount: Money) -> Money {
        if self.document.settings.currency == self.currency {
            return amount;
        }
        let value = i128::from(amount.mills()) * i128::from(self.rate.ppm());
        self.currency.round_ratio(value, i128::from(Rate::SCALE), Rounding::default())
    }
}

/// What one unit of a scenario's currency is worth in that of another: by the rate that this one has for it, else by the one that the
/// scenario has for the other way. None without either.
fn rate_into(from: &Document, into: &Document) -> Option<Rate> {
    let (own, wanted) = (from.settings.currency, into.settings.currency);
    if own == wanted {
        return Some(Rate::ONE);
    }
    let typed = |document: &Document, of: Currency| {
        document.settings.plan_rates.get(of.code()).copied().filter(|rate| *rate > Rate::ZERO)
    };
    let back = |rate: Rate| Rate::from_f64(1.0 / rate.to_f64());
    typed(into, own).or_else(|| typed(from, wanted).map(back)).filter(|rate| *rate > Rate::ZERO)
}

/// A scenario whose people attain what those of another do: as spread, with ratios moving as far, and with other measures standing where
/// they stand there. Plans of two scenarios are compared on the same people.
pub fn attaining_as(document: Document, open: &Document) -> Document {
    let mut alike = document;
    alike.assumptions.attainment = open.assumptions.attainment.clone();
    alike.assumptions.ratio_spread = open.assumptions.ratio_spread;
    alike.assumptions.other_measures = open.assumptions.other_measures;
    alike
}

/// How another plan compares with one.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Attainment, and what the other pays above the one (below nothing: less).
    pub gaps: Vec<(f64, Money)>,
    /// Where the other pays more: from, to.
    pub ahead: Vec<(f64, f64)>,
    /// Where it pays less.
    pub behind: Vec<(f64, f64)>,
}

/// Compares variable pay of a year from nothing to `most`. Differences of less than a hundred-thousandth of target variable are none:
/// that is what coins leave.
pub fn plan_rival(one: &PlanSide, other: &PlanSide, most: f64) -> Rival {
    let gap = |at: f64| other.pay(at) - one.pay(at);
    let least = (one.change(one.terms.variable().amount()).to_major() / 100_000.0).max(1.0);
    let side = |at: f64| {
        let gap = gap(at).to_major();
        if gap.abs() < least { 0 } else { gap.signum() as i8 }
    };
    let mut stops: Vec<f64> = (0..=250).map(|step| most * f64::from(step) / 250.0).collect();
    for plan in [one, other] {
        // Both sides of a bound, so that a jump is not missed.
        stops.extend(plan.breaks(most).into_iter().flat_map(|at| [at - 1e-4, at, at + 1e-4]));
    }
    stops.retain(|at| (0.0..=most).contains(at));
    stops.sort_by(f64::total_cmp);
    let mut rival = Rival { gaps: TOLD.map(|at| (at, gap(at))).to_vec(), ahead: Vec::new(), behind: Vec::new() };
    let (mut from, mut now) = (0.0, side(0.0));
    let mut close = |from: f64, to: f64, side: i8| match side {
        1 => rival.ahead.push((from, to)),
        -1 => rival.behind.push((from, to)),
        _even => {}
    };
    for (a, b) in stops.iter().zip(stops.iter().skip(1)) {
        let next = side(*b);
        if next == now {
            continue;
        }
        let (mut low, mut high) = (*a, *b);
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if side(middle) == now { low = middle } else { high = middle }
        }
        close(from, high, now);
        (from, now) = (high, next);
    }
    close(from, most, now);
    rival
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{Component, RatePreset};
    use crate::units::{Rate, Yearly};

    fn plan(preset: RatePreset, accelerators: &[(i64, i64)]) -> PlanVersion {
        let table: Vec<_> = accelerators.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
        let component = Component { rates: preset.rates(&table), ..Component::default() };
        PlanVersion { components: vec![component], ..PlanVersion::default() }
    }

    fn terms() -> Terms {
        Terms { ote: Yearly::new(Money::from_major(100_000)), ..Terms::default() }
    }

    fn compared(document: &Document, one: &PlanVersion, other: &PlanVersion, terms: &Terms) -> Rival {
        let [one, other] = [one, other].map(|version| PlanSide::new(document, version, terms));
        plan_rival(&one, &other, 2.5)
    }

    #[test]
    fn the_same_plan_is_nowhere_ahead() {
        let plan = plan(RatePreset::Marginal, &[(100, 150)]);
        let rival = compared(&Document::default(), &plan, &plan, &terms());
        assert_eq!((rival.ahead, rival.behind), (vec![], vec![]));
        assert!(rival.gaps.iter().all(|it| it.1.is_zero()));
    }

    #[test]
    fn an_accelerator_that_starts_later_but_steeper_overtakes() {
        // One: 1.5x from 100 %. Other: 2.5x from 120 %, behind from 100 % to where 0.5 (a - 1) = 1.5 (a - 1.2): at 130 %.
        let one = plan(RatePreset::Marginal, &[(100, 150)]);
        let other = plan(RatePreset::Marginal, &[(120, 250)]);
        let rival = compared(&Document::default(), &one, &other, &terms());
        let gaps: Vec<_> = rival.gaps.iter().map(|it| it.1.mills() / 1_000).collect();
        // At 150 %: 100 + 20 + 75 - (100 + 75) thousand... of 100,000: 1.2 + 0.3 x 2.5 = 1.95 against 1 + 0.5 x 1.5 = 1.75.
        assert_eq!(gaps, [0, 0, 20_000]);
        assert_eq!((rival.ahead.len(), rival.behind.len()), (1, 1));
        assert!((rival.behind[0].0 - 1.0).abs() < 1e-4 && (rival.behind[0].1 - 1.3).abs() < 1e-4, "{rival:?}");
        assert!((rival.ahead[0].0 - 1.3).abs() < 1e-4 && rival.ahead[0].1 == 2.5, "{rival:?}");
    }

    #[test]
    fn a_chord_is_ahead_of_the_curve_below_it_though_no_bound_lies_between() {
        use crate::model::comp::{CurvePoint, Measure, Multiplier, MultiplierBy, Rates};
        // Between 50 and 90 % one pays the square of attainment, since what is expanded moves along; the other a line from 24.5 % of target
        // pay to 80.5 %, which is below the square at both ends.
        let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(90) };
        let multiplier = Some(Multiplier { measure: Measure::ExpansionArr, by });
        let alone = |component| PlanVersion { components: vec![component], ..PlanVersion::default() };
        let rates = RatePreset::Marginal.rates(&[]);
        let one = alone(Component { rates, multiplier, ..Component::default() });
        let point = |at, pay| CurvePoint { attainment: Rate::percent(at), pay: Rate::from_ppm(pay) };
        let points = vec![point(50, 245_000), point(90, 805_000)];
        let other = alone(Component { rates: Rates::Curve { points }, ..Component::default() });
        let mut document = Document::default();
        document.assumptions.other_measures = crate::model::OtherMeasures::SameAttainment;
        let rival = compared(&document, &one, &other, &terms());
        // More where x x - 1.4 x + 0.455 < 0: from 51.3 to 88.7 %, which is where x = 0.7 +- root of 0.035.
        let between = rival.ahead.iter().find(|it| it.0 > 0.5 && it.1 < 0.9).unwrap();
        assert!((between.0 - 0.512_92).abs() < 1e-3 && (between.1 - 0.887_08).abs() < 1e-3, "{rival:?}");
    }

    #[test]
    fn a_jump_puts_the_retroactive_plan_ahead_at_once() {
        let one = plan(RatePreset::Marginal, &[(100, 150)]);
        let other = plan(RatePreset::Retroactive, &[(100, 150)]);
        let rival = compared(&Document::default(), &one, &other, &terms());
        assert_eq!(rival.ahead.len(), 1);
        assert!((rival.ahead[0].0 - 1.0).abs() < 1e-3, "{rival:?}");
        assert_eq!(rival.gaps[2].1, Money::from_major(50_000), "half of target pay, reached back");
    }

    #[test]
    fn a_plan_in_another_currency_is_told_at_the_rate_of_either_scenario_and_not_without() {
        let mut home = Document::default();
        home.settings.currency = "USD".parse().unwrap();
        let mut abroad = Document::default();
        abroad.settings.currency = "EUR".parse().unwrap();
        let (plan, terms) = (plan(RatePreset::Marginal, &[]), terms());
        let told = |home: &Document, abroad: &Document| {
            PlanSide::new(abroad, &plan, &terms).told_in(home).map(|it| (it.pay(0.5), it.currency))
        };
        assert_eq!(told(&home, &abroad), None);
        // 50,000 EUR at 0.8 EUR for a dollar are 62,500 dollars.
        abroad.settings.plan_rates.insert("USD".to_owned(), Rate::percent(80));
        assert_eq!(told(&home, &abroad), Some((Money::from_major(62_500), home.settings.currency)));
        // The rate of the scenario that is open goes before: 50,000 at 1.1.
        home.settings.plan_rates.insert("EUR".to_owned(), Rate::percent(110));
        assert_eq!(told(&home, &abroad), Some((Money::from_major(55_000), home.settings.currency)));
    }
}
