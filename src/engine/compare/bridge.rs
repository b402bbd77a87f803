//! Which difference moves closing ARR by how much.

use super::step::{BridgeStep, steps};
use crate::engine::closing_by_month;
use crate::model::Document;
use crate::units::{Money, Month};

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

/// From closing ARR of one document to that of another. The steps add up to the difference exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// The month whose closing ARR it is about.
    pub month: Month,
    /// Closing ARR of the first document.
    pub from: Money,
    /// Closing ARR of the second.
    pub to: Money,
    /// What each step adds, or takes away.
    pub steps: Vec<(BridgeStep, Money)>,
    /// How it was told; the one asked for, unless there are too many steps for it.
    pub method: BridgeMethod,
}

/// The last month that both documents plan, if there is one.
pub fn last_common_month(a: &Document, b: &Document) -> Option<Month> {
    let months = |document: &Document| {
        let first = document.settings.first_month;
        (first, first.plus(document.settings.horizon() as i32 - 1))
    };
    let ((from_a, to_a), (from_b, to_b)) = (months(a), months(b));
    let last = to_a.min(to_b);
    (last >= from_a.max(from_b)).then_some(last)
}

/// What leads from the closing ARR of one document in a month to that of another. With more steps than [`MOST_SHAPLEY`] it is always told
/// in order: each further step would double the work.
pub fn bridge(old: &Document, new: &Document, month: Month, method: BridgeMethod) -> Bridge {
    let steps = steps(old, new);
    let closing = |document: &Document| closing_arr(document, month);
    let (from, to) = (closing(old), closing(new));
    let method = if steps.len() > MOST_SHAPLEY { BridgeMethod::Ordered } else { method };
    let amounts = match method {
        BridgeMethod::Ordered => ordered(&steps, old, new, (from, to), closing),
        BridgeMethod::Shapley => shapley(&steps, old, new, (from, to), closing),
    };
    Bridge { month, from, to, steps: steps.into_iter().zip(amounts).collect(), method }
}

/// Closing ARR of a month; of the last one where the plan does not reach it.
fn closing_arr(document: &Document, month: Month) -> Money {
    let all = closing_by_month(document);
    let at = document.settings.months().position(|it| it >= month);
    at.and_then(|at| all.get(at)).or(all.last()).copied().unwrap_or_default()
}

fn ordered(
    steps: &[BridgeStep],
    old: &Document,
    new: &Document,
    (from, to): (Money, Money),
    closing: impl Fn(&Document) -> Money,
) -> Vec<Money> {
    let (mut document, mut before) = (old.clone(), from);
    let last = steps.len().saturating_sub(1);
    let mut amounts = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        step.make(&mut document, new);
        let after = if at == last { to } else { closing(&document) };
        amounts.push(after - before);
        before = after;
    }
    amounts
}

/// Shapley values: for each step, what it adds to each set of other steps, weighted by the share of orders in which that set comes first.
fn shapley(
    steps: &[BridgeStep],
    old: &Document,
    new: &Document,
    (from, to): (Money, Money),
    closing: impl Fn(&Document) -> Money,
) -> Vec<Money> {
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
                closing(&document)
            }
        })
        .collect();
    // Sums of whole thousandths, over the number of all orders: exact until the one division.
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let orders = factorial(count);
    let sums: Vec<i128> = (0..count)
        .map(|at| {
            let without = (0..=all).filter(|set| set & (1 << at) == 0);
            without
                .map(|set| {
                    let before = set.count_ones() as usize;
                    let adds = mills(&values, set | (1 << at)) - mills(&values, set);
                    factorial(before) * factorial(count - before - 1) * adds
                })
                .sum()
        })
        .collect();
    shared(&sums, orders, new.settings.currency.quantum())
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
