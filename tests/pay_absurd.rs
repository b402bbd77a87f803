//! Absurd values go through pay without a panic: figures at the ends of their bounds and of the machine's numbers, tables out of order
//! or empty, no quota, no months. What comes out may be absurd as well; validation tells the user why.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "support/cases.rs"]
mod support;

use chance::{Case, Dice, case, component};
use remit::engine::pay::{Feed, Heads, Ratio, claw_back, earn, earn_in_steps, pay_out, settle_draw};
use remit::engine::{Env, evaluate, pay_at, pay_breaks};
use remit::model::comp::*;
use remit::model::{InputValue, inputs, sample, set_input};
use remit::units::{Currency, Money, Rate, Rounding, Yearly};

fn cases(cases: u64) -> impl Iterator<Item = Dice> {
    (0..support::so_many(cases)).map(|number| Dice(number * 9_000_011 + 5))
}

/// Nothing, one, the largest amount that can be entered (a million million), the ends of the machine's numbers.
fn extreme(dice: &mut Dice) -> i64 {
    dice.pick(&[0, 0, 1, -1, 10, 1_000_000_000_000_000, -1_000_000_000_000_000, i64::MAX, i64::MIN + 1, i64::MIN])
}

fn maybe(dice: &mut Dice, number: &mut i64) {
    if dice.once_in(3) {
        *number = extreme(dice);
    }
}

/// Rates as far as a file may hold them: a thousand million.
fn rate(dice: &mut Dice, rate: &mut Rate) {
    if dice.once_in(3) {
        *rate = Rate::from_ppm(dice.pick(&[0, 1, -1, 1_000_000, 1_000_000_000_000_000, -1_000_000_000_000_000]));
    }
}

fn money(dice: &mut Dice, money: &mut Money) {
    if dice.once_in(3) {
        *money = Money::from_mills(extreme(dice));
    }
}

fn place(dice: &mut Dice, from: &mut TierFrom) {
    match from {
        TierFrom::Quota(share) => rate(dice, share),
        TierFrom::Amount(amount) => money(dice, amount),
        TierFrom::Units(count) if dice.once_in(3) => *count = dice.pick(&[0, 1, u32::MAX]),
        TierFrom::Units(_) => {}
    }
}

/// Bends a component out of all shape.
fn distort(dice: &mut Dice, component: &mut Component) {
    let dice = &mut *dice;
    rate(dice, &mut component.weight);
    match &mut component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
            for tier in tiers.iter_mut() {
                place(dice, &mut tier.from);
                match &mut tier.value {
                    TierValue::Multiple(value) | TierValue::Share(value) => rate(dice, value),
                    TierValue::PerUnit(amount) => money(dice, amount),
                }
            }
            if dice.once_in(4) {
                tiers.reverse();
            }
            if dice.once_in(8) {
                tiers.clear();
            }
        }
        Rates::Curve { points } => {
            for point in points.iter_mut() {
                rate(dice, &mut point.attainment);
                rate(dice, &mut point.pay);
            }
            if dice.once_in(4) {
                points.reverse();
            }
            if dice.once_in(8) {
                points.clear();
            }
        }
        Rates::Milestones { steps } => {
            for step in steps.iter_mut() {
                place(dice, &mut step.at);
                money(dice, &mut step.pay);
            }
        }
        Rates::Matrix { rows, columns, cells, .. } => {
            rows.iter_mut().chain(columns.iter_mut()).for_each(|bound| rate(dice, bound));
            cells.iter_mut().flatten().for_each(|cell| rate(dice, cell));
            if dice.once_in(3) {
                cells.pop();
                columns.pop();
            }
        }
    }
    for it in [&mut component.cap, &mut component.attainment_cap].into_iter().flatten() {
        rate(dice, it);
    }
    component.threshold.iter_mut().for_each(|it| rate(dice, &mut it.at));
    component.gate.iter_mut().for_each(|it| rate(dice, &mut it.at));
    component.deal_cap.iter_mut().for_each(|it| money(dice, it));
    for kicker in &mut component.kickers {
        rate(dice, &mut kicker.expected);
        match &mut kicker.pays {
            KickerPays::Multiple(it) | KickerPays::Share(it) => rate(dice, it),
        }
        if let KickerWhen::Size { amount } = &mut kicker.when {
            money(dice, amount);
        }
    }
    match component.multiplier.as_mut().map(|it| &mut it.by) {
        Some(MultiplierBy::Steps { steps }) => {
            for step in steps {
                rate(dice, &mut step.from);
                rate(dice, &mut step.factor);
            }
        }
        Some(MultiplierBy::Attainment { least, most }) => {
            rate(dice, least);
            rate(dice, most);
        }
        None => {}
    }
}

fn absurd(dice: &mut Dice) -> Case {
    let mut case = case(dice);
    distort(dice, &mut case.component);
    for month in &mut case.months {
        maybe(dice, &mut month.credit);
        maybe(dice, &mut month.ramped);
        maybe(dice, &mut month.full);
        if dice.once_in(5) {
            let floats = [0.0, -1.0, 1e-300, 1e18, 1e300];
            (month.active, month.part, month.whole) = (dice.pick(&floats), dice.pick(&floats), dice.pick(&floats));
        }
    }
    for deal in case.deals.iter_mut().flatten() {
        maybe(dice, &mut deal.credit);
        if dice.once_in(6) {
            (deal.month, deal.term_months) = (usize::MAX, u32::MAX);
        }
    }
    let mut variable = case.terms.variable.amount();
    money(dice, &mut variable);
    case.terms.variable = Yearly::new(variable);
    maybe(dice, &mut case.terms.quota_year);
    maybe(dice, &mut case.terms.deal_size);
    if dice.once_in(10) {
        case.months.clear();
    }
    case
}

#[test]
fn no_component_is_too_absurd_to_be_rated() {
    for mut dice in cases(20_000) {
        let case = absurd(&mut dice);
        let stands =
            dice.pick(&[Ratio::ZERO, Ratio::new(i128::from(i64::MIN), 1), Ratio::new(i128::from(i64::MAX), 1)]);
        let strange = dice.once_in(3);
        let look = |measure, from, to| if strange { Some(stands) } else { case.stands(measure, from, to) };
        let feed = Feed {
            first: case.first,
            months: &case.months,
            deals: case.deals.as_deref(),
            look: &look,
            heads: Heads::Certain,
        };
        let earned = earn(&case.component, &case.terms, &feed);
        let in_steps = earn_in_steps(&case.component, &case.terms, &feed);
        assert_eq!(earned.len(), in_steps.len());
        assert!(earned.iter().zip(&in_steps).all(|(plain, (seen, _))| plain.amount == seen.amount), "{case:#?}");
    }
}

#[test]
fn draws_instalments_and_clawbacks_bear_absurd_amounts() {
    for mut dice in cases(5_000) {
        let mut amounts = || -> Vec<Money> { (0..8).map(|_| Money::from_mills(extreme(&mut dice))).collect() };
        let (earned, draws) = (amounts(), amounts());
        let mut share = Rate::percent(50);
        rate(&mut dice, &mut share);
        let delayed = DrawKind::DelayedRecovery { start_period: u32::MAX, share, last_period: Some(0) };
        for kind in [DrawKind::GuaranteeTopUp, DrawKind::Additional, DrawKind::RecoverableForgiven, delayed] {
            settle_draw(kind, &draws, &earned, Currency::USD, Rounding::HalfEven);
        }
        let rule = Payout {
            lag_months: dice.pick(&[0, u32::MAX]),
            instalments: dice.pick(&[0, 7, u32::MAX]),
            holdback: share,
            holdback_months: dice.pick(&[0, u32::MAX]),
            ..Payout::default()
        };
        let at = dice.pick(&[0, 3, usize::MAX]);
        pay_out(&rule, earned[0], at, &mut [Money::ZERO; 5], Currency::USD, Rounding::HalfEven);
        let basis = dice.pick(&[ClawbackBasis::Earned, ClawbackBasis::Paid, ClawbackBasis::ProRata]);
        let rule = Clawback { basis, share, months: dice.pick(&[0, 1, u32::MAX]), takes_attainment: true };
        claw_back(&rule, earned[1], earned[2], dice.pick(&[0, u32::MAX]), Currency::USD, Rounding::HalfEven);
    }
}

#[test]
fn whole_plans_of_absurd_components_and_inputs_at_their_bounds_are_evaluated() {
    for mut dice in cases(60) {
        let mut document = sample::company();
        document.settings.horizon_months = 14;
        for plan in &mut document.plans {
            for version in &mut plan.versions {
                for _ in 0..dice.whole(0, 2) {
                    let mut component = component(&mut dice);
                    distort(&mut dice, &mut component);
                    version.components.push(component);
                }
            }
        }
        let once_in = dice.pick(&[3, 10, 40]);
        for input in inputs(&document) {
            if dice.once_in(once_in) {
                let bound = if dice.once_in(2) { input.bounds.min } else { input.bounds.max };
                let value = match input.value {
                    InputValue::Money(_) => InputValue::Money(Money::from_major_f64(bound)),
                    InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(bound)),
                    InputValue::Count(_) => InputValue::Count(bound.min(400.0) as u32),
                    InputValue::Month(_) | InputValue::Empty => continue,
                };
                let _refused_or_not = set_input(&mut document, &input.path, value);
            }
        }
        document.settings.horizon_months = document.settings.horizon_months.clamp(1, 14);
        evaluate(&document, &Env::default());
        for role in &document.roles {
            for terms in &role.terms {
                let plan = document.plans.iter().find(|plan| Some(&plan.id) == terms.plan.as_ref());
                for version in plan.iter().flat_map(|plan| &plan.versions) {
                    for attainment in [0.0, 1.0, 2.5, 1e9, -1.0, f64::MAX] {
                        pay_at(&document, version, terms, attainment);
                    }
                    pay_breaks(&document, version, terms, 2.5);
                }
            }
        }
    }
}
