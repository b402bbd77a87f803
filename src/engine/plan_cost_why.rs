//! Why a figure of the table of what a plan costs is what it is.

use crate::engine::capacity::{Why, WhyLink};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::plan_cost::{CostLine, CostTable};
use crate::text::tr;
use crate::units::{Money, PlanId, show_months};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostColumn {
    /// What a component pays, by its place in the plan.
    Component(usize),
    /// What the plan's cap takes away.
    Cap,
    /// Variable pay.
    Variable,
    /// Variable pay of target variable.
    OfTarget,
    /// Base and variable pay.
    WithBase,
    /// Effective rate.
    Rate,
    /// Compensation cost of sales.
    Ccos,
}

impl CostColumn {
    /// Formula in words.
    pub fn formula(self) -> &'static str {
        match self {
            CostColumn::Component(_) => {
                tr!("target variable x weight of the component x what its rates pay at this attainment of its target")
            }
            CostColumn::Cap => tr!("variable pay after the cap less what the components pay together"),
            CostColumn::Variable => tr!("what the components pay together, up to the plan's cap if it has one"),
            CostColumn::OfTarget => tr!("variable pay / target variable"),
            CostColumn::WithBase => tr!("base pay + variable pay"),
            CostColumn::Rate => tr!("what components on an amount of ARR pay / that ARR at this attainment"),
            CostColumn::Ccos => tr!("(base pay + variable pay) / new and expansion ARR credited at this attainment"),
        }
    }
}

/// Why the figure in a column is what it is, in the line at a position. `whose` is where base pay and on-target earnings are typed, if
/// it is one row of terms.
pub fn cost_why(table: &CostTable, plan: &PlanId, line: usize, column: CostColumn, whose: &str) -> Why {
    let Some(line) = table.lines.get(line) else { return Why::of(Value::Undefined(tr!("a line of the table"))) };
    let typed = WhyLink::Input(whose.to_owned());
    let paid_by = || WhyLink::Input(format!("plan/{plan}/*/weight"));
    let whole: Money = line.components.iter().copied().sum();
    let over = |part: Money, whole: f64| if whole > 0.0 { Some(part.to_major() / whole) } else { None };
    let base_and_variable = |why: &mut Why| {
        why.put(Op::Plus, tr!("Base pay"), Value::Money(table.base), typed.clone());
        why.put(Op::Plus, tr!("Variable pay"), Value::Money(line.variable), WhyLink::None);
    };
    match column {
        CostColumn::Component(at) => {
            let paid = line.components.get(at).copied().unwrap_or(Money::ZERO);
            let mut why = Why::of(Value::Money(paid));
            let weight = table.parts.get(at).map_or(0.0, |it| it.weight);
            if !table.runs.is_empty() {
                by_version(&mut why, table, &|run| run.get(at).copied().unwrap_or_default(), line, &paid_by());
                why.put(Op::Aside, tr!("Attainment"), Value::Share(line.attainment), WhyLink::None);
                return why;
            }
            match over(paid, table.target.to_major() * weight) {
                Some(rate) => {
                    why.put(Op::Plus, tr!("Target variable"), Value::Money(table.target), typed);
                    why.put(Op::Times, tr!("Weight of the component"), Value::Share(weight), paid_by());
                    why.put(
                        Op::Times,
                        tr!("Paid at this attainment, of its target pay"),
                        Value::Multiple(rate),
                        paid_by(),
                    );
                }
                None => why.put(Op::Plus, tr!("Paid by the component"), Value::Money(paid), paid_by()),
            }
            why.put(Op::Aside, tr!("Attainment"), Value::Share(line.attainment), WhyLink::None);
            why
        }
        CostColumn::Cap => {
            let mut why = Why::of(Value::Money(-line.capped));
            why.put(Op::Plus, tr!("Variable pay after the cap"), Value::Money(line.variable), paid_by());
            why.put(Op::Minus, tr!("Paid by the components"), Value::Money(whole), paid_by());
            why
        }
        CostColumn::Variable => {
            let mut why = Why::of(Value::Money(line.variable));
            if table.runs.is_empty() {
                for (part, paid) in table.parts.iter().zip(&line.components) {
                    why.put(Op::Plus, part.name.clone(), Value::Money(*paid), paid_by());
                }
            } else {
                by_version(&mut why, table, &|run| run.iter().copied().sum(), line, &paid_by());
            }
            if !line.capped.is_zero() {
                why.put(Op::Minus, tr!("Taken away by the plan\u{2019}s cap"), Value::Money(line.capped), paid_by());
            }
            why
        }
        CostColumn::OfTarget => {
            let share = over(line.variable, table.target.to_major());
            let mut why = Why::of(share.map_or(Value::Undefined(tr!("a target variable")), Value::Share));
            why.put(Op::Plus, tr!("Variable pay"), Value::Money(line.variable), WhyLink::None);
            why.put(Op::Over, tr!("Target variable"), Value::Money(table.target), typed);
            why
        }
        CostColumn::WithBase => {
            let mut why = Why::of(Value::Money(table.base + line.variable));
            base_and_variable(&mut why);
            why
        }
        CostColumn::Rate => {
            let mut why = Why::of(line.rate.map_or(Value::Undefined(tr!("ARR that is credited")), Value::Share));
            let on_arr = table.parts.iter().zip(&line.components).filter(|it| it.0.measure.arr().is_some());
            let paid: Money = on_arr.map(|it| *it.1).sum();
            why.put(Op::Plus, tr!("Paid by components on ARR"), Value::Money(paid), paid_by());
            if let Some(rate) = line.rate.filter(|it| *it > 0.0) {
                let arr = Money::from_major_f64(paid.to_major() / rate);
                why.put(Op::Over, tr!("ARR credited at this attainment"), Value::Money(arr), typed);
            }
            why
        }
        CostColumn::Ccos => {
            let mut why = Why::of(line.ccos.map_or(Value::Undefined(tr!("ARR that is credited")), Value::Share));
            base_and_variable(&mut why);
            if let Some(credit) = table.credit {
                let arr = Money::from_major_f64(credit.to_major() * line.attainment);
                why.put(Op::Over, tr!("New and expansion ARR credited at this attainment"), Value::Money(arr), typed);
            }
            why
        }
    }
}

/// What each version pays of a figure, in its months. `of` takes it from what the version pays by component.
fn by_version(why: &mut Why, table: &CostTable, of: &dyn Fn(&[Money]) -> Money, line: &CostLine, paid_by: &WhyLink) {
    for (run, paid) in table.runs.iter().zip(&line.by_run) {
        let label = tr!("Version {}, {}", run.number, show_months(run.first, run.last));
        why.put(Op::Plus, label, Value::Money(of(paid)), paid_by.clone());
    }
    why.note(tr!("Each version rates its months by itself, against their share of quota and target variable"));
}
