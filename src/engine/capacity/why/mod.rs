//! Why a figure of the capacity and cost panels is what it is: formula in words, terms with their values, and where each can be changed.
//!
//! One mechanism for every cell: a [`CapacityFigure`] names what is shown, of whom and when; [`CapacityPlan::why`] gives its value and its
//! terms, and a term that is such a figure itself can be asked about in its turn.

mod cost;
mod figure;
mod gap;
mod head_count;
mod hiring;
mod level;
mod people;
mod risk;
mod standing;
mod support;

pub use cost::cost_holder_name;
pub use figure::{
    BackfillFigure, BudgetFigure, CapacityFigure, ClosingFigure, CostFigure, CostOf, GapFigure, HireByFigure,
    HiresFigure, LevelFigure, PeopleFigure, PeopleOf, RiskFigure, StandingFigure, SupportBy, SupportFigure, TermsOf,
    TurnoverFigure, When,
};

use super::{CapacityPlan, CostFamily, CostSum};
use crate::engine::explain::Op;
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::row::Span;
use crate::text::tr;
use crate::units::{Flow, Money, SeatId};
use std::borrow::Cow;

/// Where a term comes from, and so where it can be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyLink {
    /// Another figure of these panels.
    Figure(CapacityFigure),
    /// A metric.
    Metric(Metric, Scope),
    /// An input, by its path or the beginning of it.
    Input(String),
    /// Another figure of the same table, by a key of that table.
    Beside(Cow<'static, str>),
    /// Nothing further.
    None,
}

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyTerm {
    /// What it does.
    pub op: Op,
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub link: WhyLink,
}

/// Why a figure is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The figure.
    pub value: Value,
    /// The terms, in the order in which they combine.
    pub terms: Vec<WhyTerm>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

impl Why {
    pub(crate) fn of(value: Value) -> Why {
        Why { value, terms: Vec::new(), notes: Vec::new() }
    }

    pub(crate) fn put(&mut self, op: Op, label: impl Into<String>, value: Value, link: WhyLink) {
        self.terms.push(WhyTerm { op, label: label.into(), value, link });
    }

    pub(crate) fn input(&mut self, op: Op, label: impl Into<String>, value: Value, path: &str) {
        self.put(op, label, value, WhyLink::Input(path.to_owned()));
    }

    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// Combines the terms as their operations say: the figure again, but for rounding. Nothing where all of them only stand beside it.
    pub fn recombine(&self) -> Option<f64> {
        let mut sum = None;
        for term in self.terms.iter().filter(|it| !matches!(it.op, Op::Subtotal | Op::Aside)) {
            sum = Some(term.op.with(sum.unwrap_or(0.0), term.value.to_f64()?));
        }
        sum
    }
}

/// An amount as a value.
fn money(flow: Flow) -> Value {
    Value::Money(Money::from_major_f64(flow.value()))
}

/// The path of some terms, or of one of their inputs.
fn terms_path(of: &TermsOf, key: &str) -> String {
    let place = format!("role/{}/{}", of.0, of.1.as_ref().map_or("any", |it| it.as_str()));
    if key.is_empty() { place } else { [place.as_str(), "/", key].concat() }
}

fn share(value: Option<f64>) -> Value {
    value.map_or(Value::Undefined(tr!("nothing to divide by")), Value::Share)
}

impl CapacityPlan<'_> {
    /// Why a figure is what it is.
    pub fn why(&self, figure: &CapacityFigure) -> Why {
        match figure {
            CapacityFigure::Gap(what, scope, span) => self.why_gap(*what, *scope, *span),
            CapacityFigure::Standing(what, scope, span) => self.why_standing(*what, *scope, *span),
            CapacityFigure::Cost(what, of, span) => self.why_cost(*what, of, *span),
            CapacityFigure::Turnover(what, of, span) => self.why_turnover(*what, of.as_ref(), *span),
            CapacityFigure::Budget(what, span) => self.why_budget(*what, *span),
            CapacityFigure::Risk(what, span) => self.why_risk(*what, *span),
            CapacityFigure::Backfill(what, quarter) => self.why_backfill(*what, *quarter),
            CapacityFigure::Level(what, seat, span) => self.why_level(*what, seat, *span),
            CapacityFigure::HireBy(what, of, wanted) => self.why_hire_by(*what, of, *wanted),
            CapacityFigure::Closing(what, segment, span) => self.why_closing(*what, *segment, *span),
            CapacityFigure::Hires(what, of) => self.why_hires(*what, of.as_ref()),
            CapacityFigure::Support(what, of, by) => self.why_support(*what, of, *by),
            CapacityFigure::People(what, of, span) => self.why_head_count(*what, of, *span),
        }
    }

    /// What a term of a figure is, asked for by itself.
    fn term(&self, why: &mut Why, op: Op, figure: CapacityFigure) {
        let value = self.why(&figure).value;
        why.put(op, figure.name(), value, WhyLink::Figure(figure));
    }

    fn cost_of(&self, of: &CostOf, span: Span) -> CostSum {
        self.cost_of_holders(|it| self.is_cost_of(it, of), span)
    }

    fn cost_of_holders(&self, mine: impl Fn(usize) -> bool, span: Span) -> CostSum {
        let inside = (0..self.holders.len()).filter(|it| mine(*it));
        let months = inside.flat_map(|it| self.cost_of_holder(it).into_iter().skip(span.from).take(span.len()));
        months.fold(CostSum::default(), CostSum::and)
    }

    /// Whether a holder's cost is part of this one: of a role, of its seats in a segment, or of a person.
    fn is_cost_of(&self, holder: usize, of: &CostOf) -> bool {
        let post = self.holders.get(holder).and_then(|it| self.posts.get(it.post));
        match of {
            CostOf::All => true,
            CostOf::Family(family) => post.is_some_and(|it| CostFamily::of(it.function) == *family),
            CostOf::Role(role) => post.is_some_and(|it| it.seat.role == *role),
            CostOf::Terms((role, segment)) => {
                post.is_some_and(|it| it.seat.role == *role && it.seat.segment == *segment)
            }
            CostOf::Holder(seat, stint) => self.is_holder(holder, seat, *stint),
        }
    }

    fn is_holder(&self, holder: usize, seat: &SeatId, stint: Option<usize>) -> bool {
        let holder = self.holders.get(holder).filter(|it| it.stint == stint);
        holder.and_then(|it| self.posts.get(it.post)).is_some_and(|it| it.seat.id == *seat)
    }
}
