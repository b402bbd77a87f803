//! Which difference moves an amount of the outcome by how much.

use super::measure::{Measure, Months};
use super::step::{BridgeStep, steps};
use crate::engine::outcome::Outcome;
use crate::engine::{Env, evaluate_checked, without_pay};
use crate::model::Document;
use crate::units::Money;

/// How the effect of a step is told from that of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BridgeMethod {
    /// Each step is made after those before it, in the order of topics; what two steps do together counts for the later one.
    #[default]
    Ordered,
    /// The mean over all orders in which the steps could be made (Shapley value); what steps do together is shared among them.
    Shapley,
}

/// Up to this many steps, all orders are tried.
pub const MOST_SHAPLEY: usize = 8;

/// A step with what it adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// What is changed.
    pub step: BridgeStep,
    /// What that adds, or takes away.
    pub amount: Money,
    /// What it adds in the mean of all orders in which it is made first, second, and so on, in major units; empty where the bridge is
    /// told in order.
    pub by_place: Vec<f64>,
}

/// From an amount of one outcome to that of another. The steps add up to the difference exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// What it is about.
    pub measure: Measure,
    /// In which months; a balance is that at the end of them.
    pub months: Months,
    /// The amount of the first document.
    pub from: Money,
    /// That of the second.
    pub to: Money,
    /// What each step adds, or takes away.
    pub steps: Vec<Made>,
    /// How it was told; the one asked for, unless there are too many steps for it.
    pub method: BridgeMethod,
}

impl Bridge {
    /// The amounts before and after the step at a position, where the bridge is told in order.
    pub fn around(&self, at: usize) -> Option<(Money, Money)> {
        let added = |count: usize| self.from + self.steps.iter().take(count).map(|it| it.amount).sum::<Money>();
        (self.method == BridgeMethod::Ordered && at < self.steps.len()).then(|| (added(at), added(at + 1)))
    }
}

/// A document with what follows from it.
pub type Evaluated<'a> = (&'a Document, &'a Outcome);

/// What leads from an amount of one document to that of another; nothing where one of them has no value of it. Every step is reckoned
/// by the engine. With more steps than [`MOST_SHAPLEY`] it is always told in order: each further step would double the work.
pub fn bridge(
    (old, before): Evaluated<'_>,
    (new, after): Evaluated<'_>,
    (measure, months): (Measure, Months),
    method: BridgeMethod,
) -> Option<Bridge> {
    let steps = steps(old, new);
    let (from, to) = (measure.value(before, months)?, measure.value(after, months)?);
    // What both documents have a value for, everything between them has as well.
    let amount = |document: &Document| {
        let reckoned = if measure.is_without_pay() {
            without_pay(document)
        } else {
            evaluate_checked(document, &Env::default(), |_| Vec::new())
        };
        measure.value(&reckoned, months).unwrap_or_default()
    };
    let method = if steps.len() > MOST_SHAPLEY { BridgeMethod::Ordered } else { method };
    let steps = match method {
        BridgeMethod::Ordered => ordered(steps, old, new, (from, to), amount),
        BridgeMethod::Shapley => shapley(steps, old, new, (from, to), amount),
    };
    Some(Bridge { measure, months, from, to, steps, method })
}

fn ordered(
    steps: Vec<BridgeStep>,
    old: &Document,
    new: &Document,
    (from, to): (Money, Money),
    amount: impl Fn(&Document) -> Money,
) -> Vec<Made> {
    let (mut document, mut before) = (old.clone(), from);
    let last = steps.len().saturating_sub(1);
    let mut made = Vec::with_capacity(steps.len());
    for (at, step) in steps.into_iter().enumerate() {
        step.make(&mut document, new);
        let after = if at == last { to } else { amount(&document) };
        made.push(Made { step, amount: after - before, by_place: Vec::new() });
        before = after;
    }
    made
}

/// Shapley values: for each step, what it adds to each set of other steps, weighted by the share of orders in which that set comes first.
fn shapley(
    steps: Vec<BridgeStep>,
    old: &Document,
    new: &Document,
    (from, to): (Money, Money),
    amount: impl Fn(&Document) -> Money,
) -> Vec<Made> {
    let count = steps.len();
    let all = (1_usize << count) - 1;
    let values: Vec<Money> = (0..=all)
        .map(|set| match set {
            0 => from,
            set if set == all => to,
            set => {
                let mut document = old.clone();
                for (_, step) in steps.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0) {
                    step.make(&mut document, new);
                }
                amount(&document)
            }
        })
        .collect();
    // Sums of whole thousandths, over the number of all orders: exact until the one division.
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let orders = factorial(count);
    // For each step, and each number of steps made before it, what it adds in all sets of so many others.
    let sums: Vec<Vec<i128>> = (0..count)
        .map(|at| {
            let mut by_place = vec![0; count];
            for set in (0..=all).filter(|set| set & (1 << at) == 0) {
                let adds = mills(&values, set | (1 << at)) - mills(&values, set);
                if let Some(place) = by_place.get_mut(set.count_ones() as usize) {
                    *place += adds;
                }
            }
            by_place
        })
        .collect();
    // So many orders put the same others before a step.
    let same = |before: usize| factorial(before) * factorial(count - before - 1);
    let whole = |by_place: &Vec<i128>| by_place.iter().enumerate().map(|(before, sum)| same(before) * sum).sum();
    let amounts = shared(&sums.iter().map(whole).collect::<Vec<_>>(), orders, new.settings.currency.quantum());
    // In the mean of the orders in which so many others come before it.
    let mean = |(before, sum): (usize, &i128)| (same(before) * count as i128 * sum) as f64 / orders as f64 / 1_000.0;
    let told = steps.into_iter().zip(amounts).zip(&sums);
    told.map(|((step, amount), sums)| Made { step, amount, by_place: sums.iter().enumerate().map(mean).collect() })
        .collect()
}

fn mills(values: &[Money], set: usize) -> i128 {
    values.get(set).map_or(0, |value| i128::from(value.mills()))
}

/// Each sum over `orders`, in whole coins, so that together they are the whole: rounded down, and the coins left over to those that lost
/// most.
fn shared(sums: &[i128], orders: i128, coin: Money) -> Vec<Money> {
    let total: i128 = sums.iter().sum();
    // Documents in different currencies can differ by less than a coin of either.
    let coin = i128::from(coin.mills());
    let coin = if (total / orders) % coin == 0 { coin } else { 1 };
    let whole = orders * coin;
    let mut coins: Vec<i128> = sums.iter().map(|sum| sum.div_euclid(whole)).collect();
    let left = total / whole - coins.iter().sum::<i128>();
    let mut by_loss: Vec<usize> = (0..sums.len()).collect();
    by_loss.sort_by_key(|at| std::cmp::Reverse(sums.get(*at).map_or(0, |sum| sum.rem_euclid(whole))));
    for at in by_loss.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(coins) = coins.get_mut(at) {
            *coins += 1;
        }
    }
    coins.into_iter().map(|coins| Money::from_mills(i64::try_from(coins * coin).unwrap_or(0))).collect()
}
