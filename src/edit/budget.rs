//! A plan changes and costs what it cost before: target variable is scaled instead.
//!
//! The rule: the variable pay a plan is expected to earn in a run of months, as the engine forecasts it at each payee's own attainment,
//! is the same before and after. Base pay stays. Target variable of everyone paid by the plan is multiplied by one factor, and OTE
//! becomes base + target variable, in whole units of the currency. Where a row of terms pays people by this plan alone, the row
//! changes; where it also pays others, the people of this plan get an OTE of their own, and nobody else's pay moves.
//!
//! OTE has no dates: it is the same in the months of every version. So where a plan has several, what stays is the cost of a whole
//! fiscal year in which the changed version holds ([`cost_span`]), and months under other versions move with the factor.
//!
//! Pay is straight in the factor, but for fixed rates (which do not depend on target variable) and the plan's cap; so the factor is
//! found by trying, and two or three tries are enough.

use crate::edit::command::{Command, Entity, apply};
use crate::engine::{Env, Span, evaluate, payee_lines, plan_totals};
use crate::model::comp::Plan;
use crate::model::{Document, Seat, Stint, Terms};
use crate::text::tr;
use crate::units::{Cadence, Money, Month, PlanId, Yearly};

/// Why the cost cannot stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BudgetError {
    /// After the change the plan would earn nothing, whatever the target variable.
    EarnsNothing {
        /// The plan's name.
        plan: String,
    },
    /// No target variable between nothing and ten times today's would do.
    OutOfReach {
        /// The plan's name.
        plan: String,
    },
}

/// The most target variable is multiplied by.
const MOST: f64 = 10.0;
/// Tries until the factor is left as it is.
const TRIES: usize = 12;

/// Puts changed plans into a document so that what each is expected to earn in these months stays. Gives one step.
pub fn at_same_cost(before: &Document, plans: Vec<Plan>, span: Span, label: &str) -> Result<Command, BudgetError> {
    let ids: Vec<PlanId> = plans.iter().map(|plan| plan.id.clone()).collect();
    let mut changed = before.clone();
    let mut commands: Vec<Command> = plans.into_iter().map(Command::from).collect();
    for command in &commands {
        // Putting a plan always succeeds.
        let _ = apply(&mut changed, command.clone());
    }
    let wanted = costs(before, &ids, span);
    let reach: Vec<Reach> = ids.iter().map(|id| Reach::of(before, id)).collect();
    let mut tries: Vec<Try> =
        wanted.iter().zip(&reach).map(|(wanted, reach)| Try::new(wanted.to_major(), reach.people())).collect();
    let mut best = changed.clone();
    for round in 0..TRIES {
        best = changed.clone();
        for (reach, it) in reach.iter().zip(&tries) {
            reach.scale(&mut best, it.factor);
        }
        let found = costs(&best, &ids, span);
        let mut settled = true;
        for ((it, found), id) in tries.iter_mut().zip(found).zip(&ids) {
            let name = || before.plan(id).map(|plan| plan.name.clone()).unwrap_or_default();
            settled &= it.next(found.to_major(), round + 1 == TRIES).map_err(|miss| match miss {
                Miss::Nothing => BudgetError::EarnsNothing { plan: name() },
                Miss::Far => BudgetError::OutOfReach { plan: name() },
            })?;
        }
        if settled {
            break;
        }
    }
    // All that is reached, moved or not: in a run of moves the first one's inverse must take back the last.
    for reach in &reach {
        let roles = reach.rows.iter().filter_map(|(role, _)| best.roles.get(*role));
        commands.extend(roles.cloned().map(Command::from));
        let own = |at: &&usize| best.seats.get(**at).is_some_and(|seat| seat.stints.iter().any(has_own_pay));
        let seats = reach.seats.iter().chain(reach.under.iter().filter(own));
        let seats = seats.filter_map(|at| best.seats.get(*at)).cloned();
        commands.extend(seats.map(|seat| Command::Put { at: None, entity: Box::new(Entity::Seat(seat)) }));
    }
    Ok(Command::batch(label, commands))
}

/// The months whose cost stays when a version of a plan (counted from 0) changes: those of `year` if it holds in one of them, else those
/// of the last fiscal year in which it does; of `year`, too, if it never does.
pub fn cost_span(document: &Document, plan: &PlanId, version: usize, year: Span) -> Span {
    let months: Vec<Month> = document.settings.months().collect();
    let Some((plan, version)) = document.plan(plan).and_then(|plan| Some((plan, plan.versions.get(version)?))) else {
        return year;
    };
    let holds = |month: &Month| plan.version_on(month.first_day()).is_some_and(|it| std::ptr::eq(it, version));
    if months.get(year.from..=year.to).unwrap_or(&[]).iter().any(holds) {
        return year;
    }
    let calendar = document.settings.fiscal_calendar();
    let Some(last) = months.iter().rev().find(|month| holds(month)) else { return year };
    let fiscal = calendar.period_of(*last, Cadence::Year);
    let inside = |month: &Month| calendar.period_of(*month, Cadence::Year) == fiscal;
    let ends = months.iter().position(inside).zip(months.iter().rposition(inside));
    ends.map_or(year, |(from, to)| Span { from, to })
}

/// What each plan is expected to earn in these months.
fn costs(document: &Document, plans: &[PlanId], span: Span) -> Vec<Money> {
    let outcome = evaluate(document, &Env::default());
    let one = |id: &PlanId| plan_totals(payee_lines(document, &outcome, Some(id), span).iter()).earned;
    plans.iter().map(one).collect()
}

enum Miss {
    Nothing,
    Far,
}

/// The search for one plan's factor: along the straight line through the last two tries.
struct Try {
    wanted: f64,
    /// As near as OTE in whole units can come: half a unit for each person.
    near: f64,
    factor: f64,
    last: Option<(f64, f64)>,
}

impl Try {
    fn new(wanted: f64, people: usize) -> Try {
        Try { wanted, near: (people as f64 / 2.0).max(1.0), factor: 1.0, last: None }
    }

    /// Takes what the present factor costs, and chooses the next one. Whether the present one is the answer.
    fn next(&mut self, cost: f64, is_last: bool) -> Result<bool, Miss> {
        let miss = self.wanted - cost;
        if miss.abs() <= self.near {
            return Ok(true);
        }
        let slope = match self.last {
            // The second point of the line: what the plan earns is, to begin with, all due to target variable.
            None => cost / self.factor,
            Some((factor, before)) if (factor - self.factor).abs() > 1e-12 => (cost - before) / (self.factor - factor),
            Some(_) => 0.0,
        };
        // Where a cap bends the line, the search may end a little beside it.
        let close = miss.abs() <= self.near.max(5e-5 * self.wanted.abs());
        if slope <= 0.0 {
            return if close { Ok(true) } else { Err(if cost <= 0.0 { Miss::Nothing } else { Miss::Far }) };
        }
        let next = self.factor + miss / slope;
        if (next - self.factor).abs() < 1e-9 || is_last {
            return if close { Ok(true) } else { Err(Miss::Far) };
        }
        if !(next > 0.0 && next <= MOST) {
            return Err(Miss::Far);
        }
        self.last = Some((self.factor, cost));
        self.factor = next;
        Ok(false)
    }
}

/// Whose target variable a plan's factor reaches.
struct Reach {
    /// Positions of a role and a row of its terms that pay by this plan alone.
    rows: Vec<(usize, usize)>,
    /// Seats whose terms also pay others, by position.
    seats: Vec<usize>,
    /// Seats under those rows: what their holders have of their own is scaled with them.
    under: Vec<usize>,
}

impl Reach {
    fn of(document: &Document, plan: &PlanId) -> Reach {
        let paid = |seat: &Seat| document.plan_of(seat).is_some_and(|it| it.id == *plan);
        let mut reach = Reach { rows: Vec::new(), seats: Vec::new(), under: Vec::new() };
        for (at, role) in document.roles.iter().enumerate() {
            for (row, terms) in role.terms.iter().enumerate() {
                let holds = |seat: &Seat| document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, terms));
                let seats: Vec<usize> =
                    document.seats.iter().enumerate().filter(|(_, seat)| holds(seat)).map(|(at, _)| at).collect();
                let (own, others): (Vec<usize>, Vec<usize>) =
                    seats.into_iter().partition(|at| document.seats.get(*at).is_some_and(paid));
                let alone = others.is_empty() && (!own.is_empty() || terms.plan.as_ref() == Some(plan));
                if alone {
                    reach.rows.push((at, row));
                    reach.under.extend(own);
                } else {
                    reach.seats.extend(own);
                }
            }
        }
        reach
    }

    /// Seats reached.
    fn people(&self) -> usize {
        self.seats.len() + self.under.len()
    }

    /// Multiplies target variable by a factor, once, counted from what stands in the document.
    fn scale(&self, document: &mut Document, factor: f64) {
        if factor == 1.0 {
            return;
        }
        let all = self.seats.iter().map(|at| (*at, true)).chain(self.under.iter().map(|at| (*at, false)));
        // People first: what they have of their own is read against the terms as they were.
        for (at, everyone) in all {
            let Some(terms) = document.seats.get(at).and_then(|seat| document.terms_of(seat)).cloned() else {
                continue;
            };
            let Some(seat) = document.seats.get_mut(at) else { continue };
            for stint in &mut seat.stints {
                let own = &mut stint.overrides;
                if everyone || own.base.is_some() || own.ote.is_some() {
                    let base = own.base.unwrap_or(terms.base);
                    own.ote = Some(scaled(base, own.ote.unwrap_or(terms.ote), factor));
                }
            }
        }
        for (role, row) in &self.rows {
            let terms: Option<&mut Terms> = document.roles.get_mut(*role).and_then(|role| role.terms.get_mut(*row));
            if let Some(terms) = terms {
                terms.ote = scaled(terms.base, terms.ote, factor);
            }
        }
    }
}

fn has_own_pay(stint: &Stint) -> bool {
    stint.overrides.base.is_some() || stint.overrides.ote.is_some()
}

/// Base and so much of the target variable, in whole units of the currency.
fn scaled(base: Yearly<Money>, ote: Yearly<Money>, factor: f64) -> Yearly<Money> {
    let variable = (ote - base).amount().to_major();
    if variable <= 0.0 {
        return ote;
    }
    Yearly::new(base.amount() + Money::from_major_f64((variable * factor).round()))
}

impl std::fmt::Display for BudgetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BudgetError::EarnsNothing { plan } => {
                f.write_str(&tr!("the cost of {plan} cannot stay: with this split the forecast earns nothing by it"))
            }
            BudgetError::OutOfReach { plan } => f.write_str(&tr!(
                "the cost of {plan} cannot stay: target variable would have to be nothing or more than tenfold"
            )),
        }
    }
}

impl std::error::Error for BudgetError {}
