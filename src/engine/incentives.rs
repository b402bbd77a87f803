//! How the split of variable pay moves results: what each role puts into new business, retention and expansion, against the split at
//! which the typed figures hold. An assumption (PRODUCT, "Incentives change behaviour"); with it off nothing here is asked.

use crate::engine::metric::Metric;
use crate::engine::outcome::Outcome;
use crate::engine::row::Span;
use crate::engine::staff::{Holder, Post};
use crate::model::comp::Pot;
use crate::model::{Document, Incentives, PaySplit};
use crate::text::tr;
use crate::units::{Month, Rate, RoleId};

/// What results respond to, in this order everywhere below.
pub(crate) const POTS: [Pot; 3] = [Pot::NewBusiness, Pot::Retention, Pot::Expansion];

/// Output is kept between these multiples of what it is at the reference: no elasticity was ever seen to hold beyond.
const LEAST: f64 = 0.25;
const MOST: f64 = 4.0;

/// What a role puts into one purpose over a run of months.
#[derive(Clone, Debug, PartialEq)]
pub struct IncentiveLine {
    /// Which role.
    pub role: RoleId,
    /// Its name.
    pub name: String,
    /// What its pay is for.
    pub pot: Pot,
    /// First and last month, by their positions in the plan.
    pub months: (usize, usize),
    /// Share of target variable pay at the reference; absent where the role has none.
    pub reference: Option<f64>,
    /// Share of target variable pay now.
    pub now: f64,
    /// Effort, 1 at the reference.
    pub effort: f64,
    /// What output is multiplied by.
    pub multiplier: f64,
}

/// Target variable pay of some seats in a month, in major units a year: all of it, and what of it is for each of [`POTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PotPay {
    whole: f64,
    parts: [f64; 3],
}

impl PotPay {
    /// Of a seat; nothing where its plan pays nothing or it has no variable pay.
    fn of(post: &Post<'_>, month: Month) -> PotPay {
        let components = post.components(month);
        let weights: f64 = components.iter().map(|it| it.weight.to_f64()).sum();
        let variable = post.variable(None).amount().to_major();
        if weights <= 0.0 || variable <= 0.0 {
            return PotPay::default();
        }
        let part = |pot| {
            let own = components.iter().filter(|it| it.measure.pot() == pot).map(|it| it.weight.to_f64());
            variable * own.sum::<f64>() / weights
        };
        PotPay { whole: variable, parts: POTS.map(part) }
    }

    /// Of a seat, month by month.
    pub fn by_month(document: &Document, post: &Post<'_>) -> Vec<PotPay> {
        document.settings.months().map(|month| PotPay::of(post, month)).collect()
    }

    /// With that of so many other seats as well (without, if negative).
    pub fn and(self, other: PotPay, times: f64) -> PotPay {
        let mut parts = self.parts;
        parts.iter_mut().zip(other.parts).for_each(|(part, more)| *part += more * times);
        PotPay { whole: self.whole + other.whole * times, parts }
    }

    /// The share of each purpose; none without pay.
    fn split(&self) -> Option<[f64; 3]> {
        (self.whole > 1e-9).then(|| self.parts.map(|part| part / self.whole))
    }
}

/// The target variable pay of each role in a month: what its seats are to earn on each purpose.
fn pay_of_roles(document: &Document, posts: &[Post<'_>], month: Month) -> Vec<PotPay> {
    let mut sums = vec![PotPay::default(); document.roles.len()];
    for post in posts {
        let at = document.roles.iter().position(|role| role.id == post.seat.role);
        if let Some(sum) = at.and_then(|at| sums.get_mut(at)) {
            *sum = sum.and(PotPay::of(post, month), 1.0);
        }
    }
    sums
}

/// The splits of pay as they stand in the first month of the plan: what a reference is when it is taken.
pub fn pay_splits(document: &Document) -> Vec<PaySplit> {
    let posts = crate::engine::staff::posts(document);
    let roles = document.roles.iter().zip(pay_of_roles(document, &posts, document.settings.first_month));
    roles
        .filter_map(|(role, pay)| {
            let [new_business, retention, expansion] = pay.split()?.map(Rate::from_f64);
            Some(PaySplit { role: role.id.clone(), new_business, retention, expansion })
        })
        .collect()
}

const fn elasticity(rule: &Incentives, pot: Pot) -> Rate {
    match pot {
        Pot::NewBusiness => rule.new_business,
        Pot::Retention => rule.retention,
        Pot::Expansion => rule.expansion,
        Pot::Other => Rate::ZERO,
    }
}

const fn share(split: &PaySplit, pot: Pot) -> Rate {
    match pot {
        Pot::NewBusiness => split.new_business,
        Pot::Retention => split.retention,
        Pot::Expansion => split.expansion,
        Pot::Other => Rate::ZERO,
    }
}

/// Effort, and what output is multiplied by. What is not paid for at the reference has nothing to be compared with and stays as it is.
fn respond(rule: &Incentives, pot: Pot, reference: Option<f64>, now: f64) -> (f64, f64) {
    let elasticity = elasticity(rule, pot).to_f64().clamp(0.0, 2.0);
    let Some(reference) = reference.filter(|it| *it > 0.0 && elasticity > 0.0) else { return (1.0, 1.0) };
    // A reference is stored to the millionth: what it was taken from is no change.
    if (now - reference).abs() < 1e-6 {
        return (1.0, 1.0);
    }
    let effort = (now.max(0.0) / reference).powf(elasticity);
    (effort, effort.powf(rule.returns.to_f64().clamp(0.0, 1.0)).clamp(LEAST, MOST))
}

/// What every post does more or less than at the reference, by month and purpose.
pub(crate) struct Effort {
    rule: Incentives,
    /// By role and month: the pay of its seats.
    pay: Vec<Vec<PotPay>>,
    /// By role and month.
    by_role: Vec<Vec<[f64; 3]>>,
    /// The role of each post.
    role_of: Vec<Option<usize>>,
    pub lines: Vec<IncentiveLine>,
}

impl Effort {
    /// Nothing where no result responds.
    pub fn of(document: &Document, posts: &[Post<'_>]) -> Option<Effort> {
        let rule = &document.assumptions.incentives;
        if !rule.responds() {
            return None;
        }
        let mut effort = Effort {
            rule: rule.clone(),
            pay: vec![Vec::new(); document.roles.len()],
            by_role: vec![Vec::new(); document.roles.len()],
            role_of: posts
                .iter()
                .map(|post| document.roles.iter().position(|role| role.id == post.seat.role))
                .collect(),
            lines: Vec::new(),
        };
        for (at, month) in document.settings.months().enumerate() {
            let pay = pay_of_roles(document, posts, month);
            for (((role, pay), kept), series) in
                document.roles.iter().zip(pay).zip(&mut effort.pay).zip(&mut effort.by_role)
            {
                kept.push(pay);
                let Some(split) = pay.split() else {
                    series.push([1.0; 3]);
                    continue;
                };
                let reference = rule.reference.iter().find(|it| it.role == role.id);
                let mut multipliers = [1.0; 3];
                for ((place, pot), now) in multipliers.iter_mut().zip(POTS).zip(split) {
                    let reference = reference.map(|it| share(it, pot).to_f64());
                    let (effort_now, multiplier) = respond(rule, pot, reference, now);
                    *place = multiplier;
                    let line = IncentiveLine {
                        role: role.id.clone(),
                        name: role.name.clone(),
                        pot,
                        months: (at, at),
                        reference,
                        now,
                        effort: effort_now,
                        multiplier,
                    };
                    note(&mut effort.lines, line);
                }
                series.push(multipliers);
            }
        }
        effort.lines.retain(|line| line.now > 0.0 || line.reference.is_some_and(|it| it > 0.0));
        Some(effort)
    }

    /// What new business of a role is multiplied by, month by month, if seats with this much pay join it (or leave it: negative pay).
    /// The split of a role is that of all its seats, so whoever joins may draw the others along.
    pub fn of_role_with(&self, role: &RoleId, at: usize, more: &[PotPay]) -> Vec<f64> {
        let [first, ..] = POTS;
        let reference = self.rule.reference.iter().find(|it| it.role == *role).map(|it| share(it, first).to_f64());
        let months = self.pay.get(at).into_iter().flatten().enumerate();
        let factor = |(month, pay): (usize, &PotPay)| {
            let pay = more.get(month).map_or(*pay, |more| pay.and(*more, 1.0));
            pay.split().map_or(1.0, |[now, ..]| respond(&self.rule, first, reference, now).1)
        };
        months.map(factor).collect()
    }

    /// The same with the seats that are planned.
    pub fn of_role(&self, at: usize) -> Vec<f64> {
        self.by_role.get(at).into_iter().flatten().map(|[new_business, ..]| *new_business).collect()
    }

    /// The multiplier of a post's output in a month; purposes in the order of [`POTS`].
    fn multiplier(&self, post: usize, month: usize, pot: usize) -> f64 {
        let role = self.role_of.get(post).copied().flatten();
        let series = role.and_then(|role| self.by_role.get(role)).and_then(|series| series.get(month));
        series.and_then(|it| it.get(pot)).copied().unwrap_or(1.0)
    }

    /// Of a post's new business.
    pub fn new_business(&self, post: usize, month: usize) -> f64 {
        self.multiplier(post, month, 0)
    }

    /// Of retention and expansion by segment and month: those who look after customers there, each by their productive time.
    pub fn of_book(
        &self,
        posts: &[Post<'_>],
        holders: &[Holder],
        segments: usize,
        horizon: usize,
    ) -> Vec<Vec<[f64; 2]>> {
        let mut sums = vec![vec![(0.0, [0.0; 2]); horizon]; segments];
        for holder in holders {
            let Some(post) = posts.get(holder.post).filter(|post| post.function.looks_after_customers()) else {
                continue;
            };
            for (segment, series) in sums.iter_mut().enumerate() {
                if post.segment.is_some_and(|own| own != segment) {
                    continue;
                }
                for (month, ((whole, parts), productive)) in series.iter_mut().zip(&holder.productive).enumerate() {
                    *whole += productive;
                    for (part, pot) in parts.iter_mut().zip([1, 2]) {
                        *part += productive * self.multiplier(holder.post, month, pot);
                    }
                }
            }
        }
        let mean =
            |(whole, parts): (f64, [f64; 2])| if whole > 0.0 { parts.map(|part| part / whole) } else { [1.0; 2] };
        sums.into_iter().map(|series| series.into_iter().map(mean).collect()).collect()
    }
}

/// What the split of pay does to a metric over some months, role by role, where it does anything.
pub(crate) fn responses(outcome: &Outcome, metric: Metric, span: Span) -> Vec<(String, f64)> {
    let moves = |pot: Pot| match pot {
        Pot::NewBusiness => matches!(metric, Metric::NewArr | Metric::Capacity | Metric::Pipeline),
        Pot::Retention => matches!(metric, Metric::ChurnArr | Metric::ContractionArr),
        Pot::Expansion => metric == Metric::ExpansionArr,
        Pot::Other => false,
    };
    let inside = |line: &&IncentiveLine| {
        moves(line.pot) && line.multiplier != 1.0 && line.months.0 <= span.to && line.months.1 >= span.from
    };
    let told = |line: &IncentiveLine| (tr!("{}: response to the split of pay, as assumed", line.name), line.multiplier);
    outcome.incentives.iter().filter(inside).map(told).collect()
}

/// Lengthens the last line of a role and purpose by a month, or begins another.
fn note(lines: &mut Vec<IncentiveLine>, line: IncentiveLine) {
    let last = lines.iter_mut().rev().find(|it| it.role == line.role && it.pot == line.pot);
    match last {
        Some(last) if last.now == line.now && last.months.1 + 1 == line.months.0 => last.months.1 = line.months.1,
        Some(_) | None => lines.push(line),
    }
}
