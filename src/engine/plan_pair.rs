//! Two plans side by side at every attainment, each of its own target, and over a spread of attainment: what each pays, by how much they
//! differ, and why each of these figures is what it is.

use crate::engine::capacity::{Why, WhyLink};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::plan_cost::{CostLine, CostTable, cost_table};
use crate::engine::plan_cost_why::{CostColumn, cost_why};
use crate::engine::plan_expected::{Expected, expected_cost};
use crate::engine::plan_paid::one_person;
use crate::engine::plan_rival::PlanSide;
use crate::engine::spread::Spread;
use crate::text::tr;
use crate::units::{Money, PlanId};

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The plan one looks at.
    One,
    /// The plan it is compared with.
    Other,
}

impl Half {
    /// Both, in the order of columns.
    pub const BOTH: [Half; 2] = [Half::One, Half::Other];

    /// The letter it goes by.
    pub const fn letter(self) -> &'static str {
        match self {
            Half::One => "A",
            Half::Other => "B",
        }
    }
}

/// A column of the table of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairColumn {
    /// Variable pay.
    Pay(Half),
    /// What the other pays above the one.
    Gap,
    /// That as a share of what the one pays.
    GapShare,
    /// Variable pay of target variable.
    OfTarget(Half),
    /// Effective rate.
    Rate(Half),
    /// Compensation cost of sales.
    Ccos(Half),
}

impl PairColumn {
    /// Formula in words.
    pub fn formula(self) -> &'static str {
        match self {
            PairColumn::Pay(_) => CostColumn::Variable.formula(),
            PairColumn::Gap => {
                tr!("variable pay by B - variable pay by A, at the same attainment of each plan\u{2019}s own target")
            }
            PairColumn::GapShare => tr!("(variable pay by B - variable pay by A) / variable pay by A"),
            PairColumn::OfTarget(_) => CostColumn::OfTarget.formula(),
            PairColumn::Rate(_) => CostColumn::Rate.formula(),
            PairColumn::Ccos(_) => CostColumn::Ccos.formula(),
        }
    }
}

/// What one of the plans costs for one person, in the currency it is told in.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanHalf {
    /// A line for each attainment, and a last one at the mean of the spread with what is expected over it.
    pub table: CostTable,
    /// Expected pay over the spread; none without one.
    pub expected: Option<Expected>,
}

/// Both plans.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPair {
    /// The plan one looks at.
    pub one: PlanHalf,
    /// The plan it is compared with.
    pub other: PlanHalf,
}

/// Which plan a half is, for its explanations.
#[derive(Clone, Copy, Debug)]
pub struct PairOf<'a> {
    /// The plan.
    pub plan: &'a PlanId,
    /// Where base pay and on-target earnings are typed.
    pub whose: &'a str,
    /// Whether it belongs to the scenario that is open, to whose inputs a term may lead.
    pub is_open: bool,
}

/// Compares two plans for one person at some attainments and over a spread of them.
pub fn plan_pair(one: &PlanSide, other: &PlanSide, attainments: &[f64], spread: Option<&Spread>) -> PlanPair {
    let half = |side: &PlanSide| half(side, attainments, spread);
    PlanPair { one: half(one), other: half(other) }
}

fn half(side: &PlanSide, attainments: &[f64], spread: Option<&Spread>) -> PlanHalf {
    let person = one_person(side.terms);
    let mut table = cost_table(side.document, side.version, &person, attainments);
    let change = |amount: &mut Money| *amount = side.change(*amount);
    change(&mut table.base);
    change(&mut table.target);
    table.credit.as_mut().map(change);
    for line in &mut table.lines {
        line.components.iter_mut().for_each(change);
        change(&mut line.capped);
        line.variable = line.components.iter().copied().sum::<Money>() - line.capped;
    }
    let expected = spread.map(|spread| {
        let mut expected = expected_cost(side.document, side.version, &person, spread);
        [&mut expected.pay, &mut expected.at_plan, &mut expected.at_mean].into_iter().for_each(change);
        if let Some(cliff) = &mut expected.cliff {
            change(&mut cliff.amount);
        }
        expected
    });
    if let Some(expected) = &expected {
        let credit = table.credit.map(|year| year.to_major() * expected.mean).filter(|it| *it > 0.0);
        table.lines.push(CostLine {
            attainment: expected.mean,
            components: Vec::new(),
            by_run: Vec::new(),
            capped: Money::ZERO,
            variable: expected.pay,
            rate: None,
            ccos: credit.map(|it| (table.base + expected.pay).to_major() / it),
        });
    }
    PlanHalf { table, expected }
}

impl PlanPair {
    /// One of the two.
    pub fn half(&self, half: Half) -> &PlanHalf {
        match half {
            Half::One => &self.one,
            Half::Other => &self.other,
        }
    }

    /// The lines of both beside each other, and whether it is the one of the spread.
    pub fn lines(&self) -> impl Iterator<Item = (&CostLine, &CostLine, bool)> {
        let last = self.one.table.lines.len().checked_sub(1).filter(|_| self.one.expected.is_some());
        let both = self.one.table.lines.iter().zip(&self.other.table.lines).enumerate();
        both.map(move |(at, (one, other))| (one, other, Some(at) == last))
    }

    /// What the other pays above the one, as a share of that; none where the one pays nothing.
    pub fn gap_share(one: &CostLine, other: &CostLine) -> Option<f64> {
        (one.variable.mills() > 0).then(|| (other.variable - one.variable).to_major() / one.variable.to_major())
    }

    /// Why the figure in a column is what it is, in the line at a position.
    pub fn why(&self, line: usize, column: PairColumn, (one, other): (PairOf, PairOf)) -> Why {
        let of = |half| match half {
            Half::One => one,
            Half::Other => other,
        };
        match column {
            PairColumn::Pay(half) => self.half(half).why(line, CostColumn::Variable, of(half)),
            PairColumn::OfTarget(half) => self.half(half).why(line, CostColumn::OfTarget, of(half)),
            PairColumn::Rate(half) => self.half(half).why(line, CostColumn::Rate, of(half)),
            PairColumn::Ccos(half) => self.half(half).why(line, CostColumn::Ccos, of(half)),
            PairColumn::Gap | PairColumn::GapShare => {
                let Some((one, other, _)) = self.lines().nth(line) else {
                    return Why::of(Value::Undefined(tr!("a line of the table")));
                };
                let gap = other.variable - one.variable;
                if column == PairColumn::Gap {
                    let mut why = Why::of(Value::Money(gap));
                    why.put(Op::Plus, tr!("Variable pay by B"), Value::Money(other.variable), WhyLink::None);
                    why.put(Op::Minus, tr!("Variable pay by A"), Value::Money(one.variable), WhyLink::None);
                    return why;
                }
                let share = PlanPair::gap_share(one, other);
                let mut why = Why::of(share.map_or(Value::Undefined(tr!("pay by A")), Value::Share));
                why.put(Op::Plus, tr!("B less A"), Value::Money(gap), WhyLink::None);
                why.put(Op::Over, tr!("Variable pay by A"), Value::Money(one.variable), WhyLink::None);
                why
            }
        }
    }
}

impl PlanHalf {
    fn why(&self, line: usize, column: CostColumn, of: PairOf) -> Why {
        let is_expected = line + 1 == self.table.lines.len();
        let mut why = match (&self.expected, column) {
            (Some(expected), CostColumn::Variable) if is_expected => {
                let mut why = Why::of(Value::Money(expected.pay));
                let paid_by = WhyLink::Input(format!("plan/{}/*/weight", of.plan));
                why.put(Op::Plus, tr!("Pay at the mean attainment"), Value::Money(expected.at_mean), paid_by);
                let spread = WhyLink::Input("assumptions/attainment".to_owned());
                let added = Value::Money(expected.pay - expected.at_mean);
                why.put(Op::Plus, tr!("Added by the spread around it"), added, spread);
                why.put(Op::Aside, tr!("Mean attainment"), Value::Share(expected.mean), WhyLink::None);
                why
            }
            (Some(_) | None, _) => cost_why(&self.table, of.plan, line, column, of.whose),
        };
        if !of.is_open {
            why.terms.iter_mut().for_each(|term| term.link = WhyLink::None);
            why.note(tr!("This plan is one of another scenario; open that to change it."));
        }
        why
    }
}
