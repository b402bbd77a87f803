//! What a version of a plan does to pay: the fiscal year in which it begins, with it, and as it would be if the version before ran on.
//!
//! A version that begins within a year cuts what is measured over the year (or over a quarter or half that it falls into) in two: each
//! part is rated by itself against its share of quota. That moves pay even where the version changes nothing else.

use crate::engine::capacity::{Why, WhyLink};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::plan_staff::{PayeeLine, payee_lines};
use crate::engine::{Env, Outcome, Span, evaluate_checked};
use crate::model::Document;
use crate::model::comp::{Component, PlanVersion, Rated, TrueUp};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod, Money, Month, PlanId};

/// More people than these are told together after the first.
const MOST_PEOPLE: usize = 24;

/// One payee of the plan in the year: what is earned and paid with the version, and without it.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionLine {
    /// Position of the seat.
    pub seat: usize,
    /// Which of its stints; absent: the expected backfill.
    pub stint: Option<usize>,
    /// Variable pay earned in the year: with the version, and if the one before had run on.
    pub earned: [Money; 2],
    /// Variable pay paid in the year, after draw, lag, instalments and holdback: with the version, and if the one before had run on.
    pub paid: [Money; 2],
}

/// What a version does to pay of the fiscal year in which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionEffect {
    /// The version, counted from 1.
    pub number: usize,
    /// The first month in which it holds.
    pub begins: Month,
    /// The fiscal year.
    pub year: FiscalPeriod,
    /// Whether the first month lies within a period that a component is measured over, so that the version cuts it in two.
    pub cuts: bool,
    /// Whom the plan pays in the year.
    pub lines: Vec<VersionLine>,
}

/// A row of the table of effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionRow {
    /// Variable pay earned.
    Earned,
    /// Variable pay paid.
    Paid,
}

/// A column of the table of effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionColumn {
    /// As the plan is, with the version.
    With,
    /// If the version before had run on.
    Before,
    /// The first less the second.
    Difference,
}

impl VersionColumn {
    /// Formula in words.
    pub fn formula(self) -> &'static str {
        match self {
            VersionColumn::With => tr!("variable pay of the year of those whom the plan pays, person by person"),
            VersionColumn::Before => {
                tr!("the same, reckoned once more without the version, so that the one before it runs on")
            }
            VersionColumn::Difference => {
                tr!("pay with the version, less pay if the version before had run on, person by person")
            }
        }
    }
}

/// What a version (by its place in the plan) does to pay of the fiscal year in which it begins. `outcome` is that of the document; the
/// other one is evaluated here. Nothing for the first version, and for one that holds in no month of the plan.
pub fn version_effect(
    document: &Document,
    outcome: &Outcome,
    env: &Env,
    plan: &PlanId,
    at: usize,
) -> Option<VersionEffect> {
    let of_plan = document.plan(plan)?;
    let version = of_plan.versions.get(at).filter(|_| at > 0)?;
    let holds = |month: &Month| of_plan.version_on(month.first_day()).is_some_and(|it| std::ptr::eq(it, version));
    let begins = document.settings.months().find(holds)?;
    // From the beginning of the months that are planned there is nothing before it that could run on.
    if begins == document.settings.first_month {
        return None;
    }
    let year = outcome.calendar.period_of(begins, Cadence::Year);
    let (_, span) = outcome.periods(Cadence::Year).into_iter().find(|it| it.0 == year)?;
    let mut without = document.clone();
    without.plans.iter_mut().find(|it| it.id == *plan)?.versions.remove(at);
    let other = evaluate_checked(&without, env, |_| Vec::new());
    let before = of_plan.version_on(begins.plus(-1).first_day());
    let measured = version.components.iter().chain(before.into_iter().flat_map(|it: &PlanVersion| &it.components));
    let cuts = measured.map(window).any(|it| outcome.calendar.period_of(begins, it).first != begins);
    let lines = lines((document, outcome), (&without, &other), plan, span);
    Some(VersionEffect { number: at + 1, begins, year, cuts, lines })
}

/// The longest time that a component is measured over at once.
fn window(component: &Component) -> Cadence {
    let to_date = match (component.rated, component.true_up) {
        (Rated::QuarterToDate, _) => Cadence::Quarter,
        (Rated::YearToDate, _) => Cadence::Year,
        (Rated::EachDeal | Rated::Period, TrueUp::CumulativeLessPaid | TrueUp::ThisPeriodOnly) => component.cadence,
    };
    if to_date.months() > component.cadence.months() { to_date } else { component.cadence }
}

fn lines(with: (&Document, &Outcome), without: (&Document, &Outcome), plan: &PlanId, span: Span) -> Vec<VersionLine> {
    let of = |(document, outcome): (&Document, &Outcome)| payee_lines(document, outcome, Some(plan), span);
    let mut found: Vec<VersionLine> = Vec::new();
    for (side, lines) in [of(with), of(without)].into_iter().enumerate() {
        for PayeeLine { seat, stint, earned, paid, .. } in lines {
            let known = found.iter().position(|it| it.seat == seat && it.stint == stint);
            let known = known.unwrap_or_else(|| {
                found.push(VersionLine { seat, stint, earned: [Money::ZERO; 2], paid: [Money::ZERO; 2] });
                found.len() - 1
            });
            if let Some(line) = found.get_mut(known) {
                for (places, amount) in [(&mut line.earned, earned), (&mut line.paid, paid)] {
                    if let Some(place) = places.get_mut(side) {
                        *place = amount;
                    }
                }
            }
        }
    }
    found
}

impl VersionLine {
    fn amount(&self, row: VersionRow, column: VersionColumn) -> Money {
        let [with, before] = match row {
            VersionRow::Earned => self.earned,
            VersionRow::Paid => self.paid,
        };
        match column {
            VersionColumn::With => with,
            VersionColumn::Before => before,
            VersionColumn::Difference => with - before,
        }
    }
}

impl VersionEffect {
    /// An amount of everyone together.
    pub fn amount(&self, row: VersionRow, column: VersionColumn) -> Money {
        self.lines.iter().map(|it| it.amount(row, column)).sum()
    }

    /// Why it is what it is: the people, who adds most first. `called` names them.
    pub fn why(&self, row: VersionRow, column: VersionColumn, called: &dyn Fn(&VersionLine) -> String) -> Why {
        let mut why = Why::of(Value::Money(self.amount(row, column)));
        let mut some: Vec<&VersionLine> = self.lines.iter().filter(|it| !it.amount(row, column).is_zero()).collect();
        some.sort_by_key(|it| std::cmp::Reverse(it.amount(row, column).mills().abs()));
        for line in some.iter().take(MOST_PEOPLE) {
            why.put(Op::Plus, called(line), Value::Money(line.amount(row, column)), WhyLink::None);
        }
        let rest = some.get(MOST_PEOPLE..).unwrap_or(&[]);
        if !rest.is_empty() {
            let sum: Money = rest.iter().map(|it| it.amount(row, column)).sum();
            why.put(Op::Plus, tr!("{} more", rest.len()), Value::Money(sum), WhyLink::None);
        }
        if why.terms.is_empty() {
            why.put(Op::Plus, tr!("Nothing of it"), Value::Money(Money::ZERO), WhyLink::None);
        }
        why
    }
}
