//! What an explanation holds.

use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::row::Span;

/// What a term does to the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It is added.
    Plus,
    /// It is subtracted.
    Minus,
    /// The result so far is multiplied by it.
    Times,
    /// The result so far is divided by it.
    Over,
    /// It is what has been reached so far, written out.
    Subtotal,
    /// It is told beside the sum.
    Aside,
}

impl Op {
    /// The result so far with a term.
    pub(crate) fn with(self, so_far: f64, value: f64) -> f64 {
        match self {
            Op::Plus => so_far + value,
            Op::Minus => so_far - value,
            Op::Times => so_far * value,
            Op::Over => so_far / value,
            Op::Subtotal | Op::Aside => so_far,
        }
    }
}

/// Where a term comes from, and so where it can be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// Another metric, which explains itself.
    Metric(Metric, Scope),
    /// An input, by its path.
    Input(String),
    /// A group of inputs, by the beginning of their paths or by both ends around a `*`.
    Inputs(&'static str),
    /// Nothing further.
    None,
}

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it does.
    pub op: Op,
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub link: Link,
}

/// Why a figure is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub metric: Metric,
    /// Of whom.
    pub scope: Scope,
    /// When: the months asked for; of retention, whose window is no longer than twelve months, that window.
    pub span: Span,
    /// The figure.
    pub value: Value,
    /// The terms, in the order in which they combine.
    pub terms: Vec<Term>,
    /// What to know about variant, window and rounding.
    pub notes: Vec<String>,
}

impl Explanation {
    /// Combines the terms as their operations say. Gives the figure again, up to rounding of what is shown.
    pub fn recombine(&self) -> Option<f64> {
        let mut sum = None;
        for term in &self.terms {
            let value = term.value.to_f64()?;
            sum = Some(term.op.with(sum.unwrap_or(0.0), value));
        }
        sum
    }
}
