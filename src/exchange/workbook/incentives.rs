//! How results respond to the split of pay, as formulas: what each role is paid for now, against the split at which everything was typed.
//!
//! The engine's `incentives` in a spreadsheet. Which seats belong to a role and which version of a plan holds is fixed; pay, weights,
//! elasticities and references are live.

use super::people::AllTerms;
use super::place::{Line, Spot, Tab};
use super::plans::VersionCells;
use super::sheets::{Content, Form, Look, Sheets};
use super::source::Source;
use crate::model::comp::Pot;
use std::collections::BTreeMap;

const TAB: Tab = Tab::Funnel;
const POTS: [(Pot, &str, &str); 3] = [
    (Pot::NewBusiness, "new business", "new_business"),
    (Pot::Retention, "retention", "retention"),
    (Pot::Expansion, "expansion", "expansion"),
];

/// What multiplies the output of every role, by purpose.
pub(crate) struct Efforts {
    roles: Vec<[Option<Line>; 3]>,
}

impl Efforts {
    /// Of a seat; none where its role is unknown.
    pub(crate) fn of(&self, source: &Source<'_>, post: usize, pot: Pot) -> Option<Line> {
        let role = &source.posts.get(post)?.seat.role;
        let at = source.document.roles.iter().position(|it| it.id == *role)?;
        let place = POTS.iter().position(|it| it.0 == pot)?;
        *self.roles.get(at)?.get(place)?
    }
}

/// Cells of the rule.
struct Rule {
    /// Elasticities, in the order of purposes.
    elasticity: [Spot; 3],
    returns: Spot,
    /// The first reference of each role; the others stand beside it.
    references: Vec<Spot>,
}

/// The rule as inputs, below the other settings.
fn inputs(source: &Source<'_>, sheets: &mut Sheets) -> Rule {
    let tab = Tab::Settings;
    let rule = &source.document.assumptions.incentives;
    sheets.heading(tab, "Response of results to the split of pay");
    let mut number = |label: &str, name: &str, value: f64, most: f64, unit: &str| {
        let row = sheets.next_row(tab);
        let cell = Spot::new(tab, row, 1);
        sheets.text(Spot::new(tab, row, 0), Look::Plain, label);
        sheets.number(cell, Look::Input, Form::Factor, value.clamp(0.0, most));
        sheets.bound(cell, 0.0, most);
        sheets.text(cell.right(1), Look::Fine, unit);
        sheets.name(name, cell);
        cell
    };
    let of = [rule.new_business, rule.retention, rule.expansion];
    let mut of = POTS.iter().zip(of).map(|((_, words, key), value)| {
        let name = format!("Elasticity_{key}");
        number(&format!("Elasticity of effort on {words}"), &name, value.to_f64(), 2.0, "to its share of variable pay")
    });
    let first = of.next().unwrap_or(Spot::new(tab, 0, 1));
    let elasticity = [first, of.next().unwrap_or(first), of.next().unwrap_or(first)];
    drop(of);
    let returns = number("Output follows effort", "Effort_returns", rule.returns.to_f64(), 1.0, "to the power of");
    let row = sheets.next_row(tab);
    sheets.text(Spot::new(tab, row, 0), Look::Heading, "Share of variable pay at which everything typed holds");
    for (at, (_, words, _)) in POTS.iter().enumerate() {
        sheets.text(Spot::new(tab, row, 1 + at), Look::Heading, *words);
    }
    let mut references = Vec::new();
    for role in &source.document.roles {
        let row = sheets.next_row(tab);
        let name = if role.name.is_empty() { role.id.as_str() } else { &role.name };
        sheets.text(Spot::new(tab, row, 0), Look::Plain, name);
        let known = rule.reference.iter().find(|it| it.role == role.id);
        let shares = known.map(|it| [it.new_business, it.retention, it.expansion]);
        for (at, (_, _, key)) in POTS.iter().enumerate() {
            let cell = Spot::new(tab, row, 1 + at);
            let share = shares.and_then(|it| it.get(at).copied()).map(|it| Content::Number(it.to_f64()));
            sheets.put(cell, share.unwrap_or(Content::Text(String::new())), Look::Input, Form::Share);
            sheets.name(&format!("Reference_{}_{key}", role.id), cell);
        }
        references.push(Spot::new(tab, row, 1));
    }
    Rule { elasticity, returns, references }
}

/// Multipliers of every role; none where nothing responds.
pub(crate) fn efforts(
    source: &Source<'_>,
    sheets: &mut Sheets,
    terms: &AllTerms,
    plans: &[Vec<VersionCells>],
) -> Option<Efforts> {
    if !source.document.assumptions.incentives.responds() {
        return None;
    }
    let rule = inputs(source, sheets);
    sheets.heading(TAB, "Response to the split of pay: what each role is paid for, and what that makes of its output");
    let mut roles = Vec::new();
    for (role, references) in source.document.roles.iter().zip(&rule.references) {
        let seats: Vec<usize> = (0..source.posts.len())
            .filter(|at| source.posts.get(*at).is_some_and(|post| post.seat.role == role.id))
            .collect();
        if seats.is_empty() {
            roles.push([None; 3]);
            continue;
        }
        let name = if role.name.is_empty() { role.id.as_str() } else { &role.name };
        let paid =
            sheets.line(TAB, ["Target variable pay", name, "money a year"], (Look::Plain, Form::Coin), |month| {
                Some(pay(source, terms, plans, &seats, month, None))
            });
        let mut of = |at: usize| {
            let (pot, words, _) = POTS.get(at)?;
            let (reference, elasticity) = (references.right(at), rule.elasticity.get(at)?);
            let label = format!("Of it for {words}");
            let share = sheets.line(TAB, [&label, name, "share"], (Look::Plain, Form::Share), |month| {
                let part = pay(source, terms, plans, &seats, month, Some(*pot));
                Some(format!("IF({0}>0.000000001,({part})/{0},\"none\")", paid.at(month)))
            });
            let label = format!("Effort on {words}");
            let returns = rule.returns;
            Some(sheets.line(TAB, [&label, name, "factor"], (Look::Plain, Form::Factor), |month| {
                let now = share.at(month);
                let effort = format!("(MAX(0,{now})/{reference})^{elasticity}");
                // Output is kept between a quarter and four times what it is at the reference; a reference is stored to the millionth.
                let output = format!("MAX(0.25,MIN(4,({effort})^{returns}))");
                let moved = format!("IF(OR(ABS({now}-{reference})<0.000001,{returns}<=0),1,{output})");
                let known = format!("IF(AND({reference}>0,{elasticity}>0),{moved},1)");
                Some(format!("IF(AND(ISNUMBER({now}),ISNUMBER({reference})),{known},1)"))
            }))
        };
        roles.push([of(0), of(1), of(2)]);
    }
    Some(Efforts { roles })
}

/// Target variable pay of some seats in a month: all of it, or what of it is for a purpose. Seats with the same terms and plan count together.
fn pay(
    source: &Source<'_>,
    terms: &AllTerms,
    plans: &[Vec<VersionCells>],
    seats: &[usize],
    month: usize,
    pot: Option<Pot>,
) -> String {
    let first = source.document.settings.first_month.plus(month as i32);
    let mut groups: BTreeMap<(Spot, usize, usize), usize> = BTreeMap::new();
    for seat in seats {
        let Some(post) = source.posts.get(*seat) else { continue };
        let (Some(cells), Some(plan), Some(version)) = (terms.of(source, *seat), post.plan, post.version(first)) else {
            continue;
        };
        let plan_at = source.document.plans.iter().position(|it| std::ptr::eq(it, plan));
        let version_at = plan.versions.iter().position(|it| std::ptr::eq(it, version));
        if let (Some(plan), Some(version)) = (plan_at, version_at) {
            *groups.entry((cells.ote(), plan, version)).or_default() += 1;
        }
    }
    let parts: Vec<String> = groups
        .into_iter()
        .filter_map(|((ote, plan, version), count)| {
            let components = &source.document.plans.get(plan)?.versions.get(version)?.components;
            let cells = &plans.get(plan)?.get(version)?.components;
            let weights = |wanted: Option<Pot>| {
                let mine =
                    components.iter().zip(cells).filter(|(it, _)| wanted.is_none_or(|pot| it.measure.pot() == pot));
                let mine: Vec<String> = mine.map(|(_, cells)| cells.weight.to_string()).collect();
                if mine.is_empty() { "0".to_owned() } else { mine.join("+") }
            };
            let all = weights(None);
            // Base pay stands before on-target earnings.
            let variable = format!("MAX(0,{ote}-{})", Spot { column: ote.column.saturating_sub(1), ..ote });
            let share = if pot.is_some() { format!("*({})/({all})", weights(pot)) } else { String::new() };
            Some(format!("IF({all}>0,{count}*{variable}{share},0)"))
        })
        .collect();
    if parts.is_empty() { "0".to_owned() } else { parts.join("+") }
}
