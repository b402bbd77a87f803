//! Why a figure of those whom a plan pays is what it is: a person by the components, several by their people.

use crate::engine::capacity::{Why, WhyLink};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::plan_staff::{PayeeLine, plan_totals};
use crate::model::comp::Pot;
use crate::text::tr;
use crate::units::{ComponentId, Money};

/// More terms than these are not read: so many people are told in groups, and those beyond so many groups as one more.
const MOST: usize = 12;

/// A column of the table of those whom a plan pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EarnColumn {
    /// Mean heads.
    Heads,
    /// Mean attainment.
    Attainment,
    /// Target variable.
    Target,
    /// Earned by a component.
    Component(ComponentId),
    /// Earned for a purpose.
    Pot(Pot),
    /// Earned.
    Earned,
    /// Paid.
    Paid,
}

impl EarnColumn {
    /// Formula in words.
    pub fn formula(&self) -> &'static str {
        match self {
            EarnColumn::Heads => tr!("months expected in the seat / months of the year that are planned"),
            EarnColumn::Attainment => {
                tr!("mean attainment of the components by weight; of several people by target variable")
            }
            EarnColumn::Target => tr!("target variable for the time in the seat"),
            EarnColumn::Component(_) => tr!("what the component earned in the year, before the plan's cap"),
            EarnColumn::Pot(_) => tr!("what the components for this purpose earned in the year, before the plan's cap"),
            EarnColumn::Earned => tr!("what the components earned together, up to the plan's cap if it has one"),
            EarnColumn::Paid => tr!("earned, and what draw, lag, instalments and holdback bring forward or put off"),
        }
    }
}

/// One of those who are asked about.
#[derive(Clone, Debug)]
pub struct Whose<'a> {
    /// The place among all lines of the table, by which a term leads to it.
    pub at: usize,
    /// Whose line it is.
    pub name: String,
    /// The name of the role.
    pub role: String,
    /// What the seat is called: role and segment.
    pub seat: String,
    /// The line.
    pub line: &'a PayeeLine,
}

/// The lines that a term of [`earn_why`] leads to, by their places.
pub fn earn_led_to(link: &WhyLink) -> Option<Vec<usize>> {
    let WhyLink::Beside(key) = link else { return None };
    key.split(' ').map(|at| at.parse().ok()).collect()
}

/// Why the figure in a column is what it is, of one person or of several together: person by person where they are few, else by role, by
/// seat, and at last the first of them and the others as one. `called` names the components; `months` are those of the year that are
/// planned.
pub fn earn_why(
    lines: &[Whose<'_>],
    called: &dyn Fn(&ComponentId) -> String,
    column: &EarnColumn,
    months: usize,
) -> Why {
    let all: Vec<&PayeeLine> = lines.iter().map(|it| it.line).collect();
    let mut why = Why::of(value(&all, column));
    match (lines, column) {
        (_, EarnColumn::Attainment) => attainment(&mut why, &all, called),
        ([only], _) => of_one(&mut why, only.line, called, column, months),
        (several, _) => of_several(&mut why, several, column),
    }
    why
}

fn of_several(why: &mut Why, several: &[Whose<'_>], column: &EarnColumn) {
    let mut groups = vec![];
    if several.len() > MOST {
        let by_role = grouped(several, |it| &it.role);
        groups = if by_role.len() > 1 { by_role } else { grouped(several, |it| &it.seat) };
    }
    if groups.len() > 1 {
        why.note(tr!("In brackets: how many people and expected backfills."));
    } else {
        groups = several.iter().map(|it| (&it.name, vec![it])).collect();
    }
    let shown = if groups.len() > MOST { MOST - 1 } else { groups.len() };
    let mut put = |label: String, of: &[&Whose<'_>]| {
        let lines: Vec<&PayeeLine> = of.iter().map(|it| it.line).collect();
        let places: Vec<String> = of.iter().map(|it| it.at.to_string()).collect();
        why.put(Op::Plus, label, value(&lines, column), WhyLink::Beside(places.join(" ").into()));
    };
    for (name, of) in groups.iter().take(shown) {
        match of.as_slice() {
            [only] => put(only.name.clone(), of),
            several => put(format!("{name} ({})", several.len()), of),
        }
    }
    let rest: Vec<&Whose<'_>> = groups.iter().skip(shown).flat_map(|it| it.1.iter().copied()).collect();
    if !rest.is_empty() {
        put(tr!("{} more", rest.len()), &rest);
    }
}

/// People with the same name of a group together, in the order in which the groups begin.
fn grouped<'a>(all: &'a [Whose<'a>], by: fn(&'a Whose<'a>) -> &'a String) -> Vec<(&'a String, Vec<&'a Whose<'a>>)> {
    let mut groups: Vec<(&String, Vec<&Whose<'_>>)> = Vec::new();
    for one in all {
        let name = by(one);
        match groups.iter_mut().find(|it| it.0 == name) {
            Some((_, of)) => of.push(one),
            None => groups.push((name, vec![one])),
        }
    }
    groups
}

fn value(lines: &[&PayeeLine], column: &EarnColumn) -> Value {
    let totals = plan_totals(lines.iter().copied());
    let earned = |counts: &dyn Fn(&ComponentId, Pot) -> bool| -> Value {
        let parts = lines.iter().flat_map(|it| &it.components).filter(|it| counts(&it.id, it.pot));
        Value::Money(parts.map(|it| it.earned).sum())
    };
    match column {
        EarnColumn::Heads => Value::Count(totals.heads),
        EarnColumn::Attainment => {
            totals.attainment.map_or(Value::Undefined(tr!("a target that is known")), Value::Share)
        }
        EarnColumn::Target => Value::Money(totals.target),
        EarnColumn::Component(id) => earned(&|it, _| it == id),
        EarnColumn::Pot(pot) => earned(&|_, it| it == *pot),
        EarnColumn::Earned => Value::Money(totals.earned),
        EarnColumn::Paid => Value::Money(totals.paid),
    }
}

fn attainment(why: &mut Why, lines: &[&PayeeLine], called: &dyn Fn(&ComponentId) -> String) {
    if let [only] = lines {
        return attainment_of_one(why, only, called);
    }
    let known = || lines.iter().filter_map(|it| Some((it.target.to_major(), it.attainment?)));
    let weighed: f64 = known().map(|(target, attained)| target * attained).sum();
    let target: f64 = known().map(|it| it.0).sum();
    if target > 0.0 {
        why.put(Op::Plus, tr!("Target variable x attainment, person by person"), money(weighed), WhyLink::None);
        why.put(Op::Over, tr!("Target variable of those with an attainment"), money(target), WhyLink::None);
    } else {
        why.put(Op::Aside, tr!("People"), Value::Count(lines.len() as f64), WhyLink::None);
    }
}

fn attainment_of_one(why: &mut Why, line: &PayeeLine, called: &dyn Fn(&ComponentId) -> String) {
    let known = line.components.iter().filter_map(|it| Some((it, it.attainment?))).filter(|(it, _)| it.weight > 0.0);
    let known: Vec<_> = known.collect();
    match known.as_slice() {
        [] => why.put(Op::Aside, tr!("People"), Value::Count(1.0), WhyLink::None),
        [(only, attained)] => why.put(Op::Plus, called(&only.id), Value::Share(*attained), WhyLink::None),
        several => {
            let share = Value::Share;
            for (part, attained) in several {
                let label = tr!("{}, weight x attainment", called(&part.id));
                why.put(Op::Plus, label, share(part.weight * attained), WhyLink::None);
            }
            let weights = several.iter().map(|it| it.0.weight).sum();
            why.put(Op::Over, tr!("Their weights"), share(weights), WhyLink::None);
        }
    }
}

fn of_one(
    why: &mut Why,
    line: &PayeeLine,
    called: &dyn Fn(&ComponentId) -> String,
    column: &EarnColumn,
    months: usize,
) {
    let mut parts = |counts: &dyn Fn(&ComponentId, Pot) -> bool| {
        for part in line.components.iter().filter(|it| counts(&it.id, it.pot)) {
            why.put(Op::Plus, called(&part.id), Value::Money(part.earned), WhyLink::None);
        }
    };
    match column {
        EarnColumn::Heads => {
            let there = line.heads * months as f64;
            why.input(Op::Plus, tr!("Months expected in the seat"), Value::Months(there), "seat");
            why.put(Op::Over, tr!("Months planned"), Value::Months(months as f64), WhyLink::None);
        }
        EarnColumn::Attainment => {}
        EarnColumn::Target => {
            why.input(Op::Plus, tr!("Target variable for the time in the seat"), Value::Money(line.target), "role");
        }
        EarnColumn::Component(id) => parts(&|it, _| it == id),
        EarnColumn::Pot(pot) => parts(&|_, it| it == *pot),
        EarnColumn::Earned => {
            parts(&|_, _| true);
            if !line.capped.is_zero() {
                why.put(
                    Op::Minus,
                    tr!("Taken away by the plan\u{2019}s cap"),
                    Value::Money(line.capped),
                    WhyLink::None,
                );
            }
        }
        EarnColumn::Paid => {
            why.put(Op::Plus, tr!("Earned"), Value::Money(line.earned), WhyLink::None);
            let moved = Value::Money(line.paid - line.earned);
            why.put(Op::Plus, tr!("Brought forward, less what is paid later"), moved, WhyLink::None);
        }
    }
    if why.terms.is_empty() {
        why.put(Op::Plus, tr!("Nothing of it"), Value::Money(Money::ZERO), WhyLink::None);
    }
}

fn money(major: f64) -> Value {
    Value::Money(Money::from_major_f64(major))
}
