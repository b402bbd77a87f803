//! Which difference moves an amount of the outcome by how much.

use super::measure::{Measure, Months};
use super::step::{BridgeStep, steps};
use crate::engine::outcome::Outcome;
use crate::engine::{Env, evaluate_checked, without_pay};
use crate::model::Document;
use crate::units::Money;
use std::collections::BTreeMap;
use std::ops::Deref;

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

/// Steps that are made, by their place, in order.
type Set = Vec<usize>;

/// What is known of documents between two: the values of all measures, and whether pay was reckoned for them.
struct Known {
    values: [Option<Money>; Measure::ALL.len()],
    has_pay: bool,
}

/// Bridges between two documents on the way: one document between them is reckoned at a time, so that whoever waits can do something else
/// meanwhile. What is reckoned once serves all measures and both ways to tell the steps apart.
pub struct Bridging<D> {
    old: D,
    new: D,
    months: Months,
    steps: Vec<BridgeStep>,
    known: BTreeMap<Set, Known>,
    /// The document that was reckoned last. Told in order, the next one is made of it.
    last: (Set, Document),
}

impl<D: Deref<Target = Document>> Bridging<D> {
    /// The way from one document to another, in months of them.
    pub fn between((old, before): (D, &Outcome), (new, after): (D, &Outcome), months: Months) -> Self {
        let steps = steps(&old, &new);
        let ends = |outcome| Known { values: Measure::all_values(outcome, months), has_pay: true };
        let known = BTreeMap::from([(Set::new(), ends(before)), ((0..steps.len()).collect(), ends(after))]);
        let last = (Set::new(), old.clone());
        Bridging { old, new, months, steps, known, last }
    }

    /// The method that is used where one is asked for: with more steps than [`MOST_SHAPLEY`] always in order, as each further step would
    /// double the work.
    fn method(&self, asked: BridgeMethod) -> BridgeMethod {
        if self.steps.len() > MOST_SHAPLEY { BridgeMethod::Ordered } else { asked }
    }

    /// The documents that a bridge needs, by the steps made in them, in an order in which many are made of the one before.
    fn needed(&self, method: BridgeMethod) -> Vec<Set> {
        let count = self.steps.len();
        match self.method(method) {
            BridgeMethod::Ordered => (0..=count).map(|made| (0..made).collect()).collect(),
            BridgeMethod::Shapley => {
                let sets = 0..1_usize << count;
                sets.map(|set| (0..count).filter(|at| set & (1 << at) != 0).collect()).collect()
            }
        }
    }

    fn value(&self, set: &Set, measure: Measure) -> Option<Money> {
        let known = self.known.get(set).filter(|it| it.has_pay || measure.is_without_pay())?;
        *known.values.get(Measure::ALL.iter().position(|it| *it == measure)?)?
    }

    /// How many documents a bridge still needs reckoned, and how many in all besides its ends.
    pub fn left(&self, measure: Measure, method: BridgeMethod) -> (usize, usize) {
        let needed = self.needed(method);
        let left = needed.iter().filter(|set| self.value(set, measure).is_none()).count();
        (left, needed.len().saturating_sub(2))
    }

    /// Reckons one of the documents that a bridge needs. Whether there was one left.
    pub fn go_on(&mut self, measure: Measure, method: BridgeMethod) -> bool {
        if self.ends(measure).is_none() {
            return false;
        }
        let Some(set) = self.needed(method).into_iter().find(|set| self.value(set, measure).is_none()) else {
            return false;
        };
        let (made, document) = &mut self.last;
        if !set.starts_with(made) {
            (*made, *document) = (Set::new(), self.old.clone());
        }
        for step in set.iter().skip(made.len()).filter_map(|at| self.steps.get(*at)) {
            step.make(document, &self.new);
        }
        made.clone_from(&set);
        let has_pay = !measure.is_without_pay();
        let outcome =
            if has_pay { evaluate_checked(document, &Env::default(), |_| Vec::new()) } else { without_pay(document) };
        // What both ends have a value for, everything between them has as well.
        let values = Measure::all_values(&outcome, self.months).map(|it| Some(it.unwrap_or_default()));
        self.known.insert(set, Known { values, has_pay });
        true
    }

    fn ends(&self, measure: Measure) -> Option<(Money, Money)> {
        let all = (0..self.steps.len()).collect();
        Some((self.value(&Set::new(), measure)?, self.value(&all, measure)?))
    }

    /// The bridge, once all that it needs is reckoned; nothing where one of the ends has no value of the measure.
    pub fn told(&self, measure: Measure, method: BridgeMethod) -> Option<Bridge> {
        let (from, to) = self.ends(measure)?;
        let method = self.method(method);
        let values = self.needed(method).iter().map(|set| self.value(set, measure)).collect::<Option<Vec<_>>>()?;
        let steps = match method {
            BridgeMethod::Ordered => ordered(&self.steps, &values),
            BridgeMethod::Shapley => shapley(&self.steps, &values, self.new.settings.currency.quantum()),
        };
        Some(Bridge { measure, months: self.months, from, to, steps, method })
    }
}

/// What leads from an amount of one document to that of another; nothing where one of them has no value of it. Every step is reckoned
/// by the engine. With more steps than [`MOST_SHAPLEY`] it is always told in order.
pub fn bridge(
    (old, before): Evaluated<'_>,
    (new, after): Evaluated<'_>,
    (measure, months): (Measure, Months),
    method: BridgeMethod,
) -> Option<Bridge> {
    let mut bridging = Bridging::between((old, before), (new, after), months);
    while bridging.go_on(measure, method) {}
    bridging.told(measure, method)
}

/// What each step adds to those before it. `values`: before any step, after the first, and so on.
fn ordered(steps: &[BridgeStep], values: &[Money]) -> Vec<Made> {
    let adds = values.windows(2).map(|it| if let [before, after] = it { *after - *before } else { Money::ZERO });
    let made = |(step, amount): (&BridgeStep, Money)| Made { step: step.clone(), amount, by_place: Vec::new() };
    steps.iter().zip(adds).map(made).collect()
}

/// Shapley values: for each step, what it adds to each set of other steps, weighted by the share of orders in which that set comes first.
/// `values`: of each set of steps, whose places are the digits of its number in base two.
fn shapley(steps: &[BridgeStep], values: &[Money], coin: Money) -> Vec<Made> {
    let count = steps.len();
    let all = (1_usize << count) - 1;
    // Sums of whole thousandths, over the number of all orders: exact until the one division.
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let orders = factorial(count);
    // For each step, and each number of steps made before it, what it adds in all sets of so many others.
    let sums: Vec<Vec<i128>> = (0..count)
        .map(|at| {
            let mut by_place = vec![0; count];
            for set in (0..=all).filter(|set| set & (1 << at) == 0) {
                let adds = mills(values, set | (1 << at)) - mills(values, set);
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
    let amounts = shared(&sums.iter().map(whole).collect::<Vec<_>>(), orders, coin);
    // In the mean of the orders in which so many others come before it.
    let mean = |(before, sum): (usize, &i128)| (same(before) * count as i128 * sum) as f64 / orders as f64 / 1_000.0;
    let told = steps.iter().cloned().zip(amounts).zip(&sums);
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
