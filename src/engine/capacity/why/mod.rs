//! Why a figure of the capacity and cost panels is what it is: formula in words, terms with their values, and where each can be changed.
//!
//! One mechanism for every cell: a [`CapacityFigure`] names what is shown, of whom and when; [`CapacityPlan::why`] gives its value and its
//! terms, and a term that is such a figure itself can be asked about in its turn.

mod gap;
mod people;
mod standing;

use super::{CapacityPlan, CostFamily, CostSum, RoleCost};
use crate::engine::explain::Op;
use crate::engine::metric::{Metric, Scope, Value};
use crate::engine::row::Span;
use crate::units::{Flow, Money, RoleId, SegmentId};

macro_rules! figures {
    ($(#[$doc:meta])* $name:ident { $($variant:ident, $label:literal, $formula:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $formula] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Name on screen.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }

            /// Formula in words.
            pub const fn formula(self) -> &'static str {
                match self { $($name::$variant => $formula,)* }
            }
        }
    };
}

figures! {
    /// Figures of target against capacity, pipeline and quotas.
    GapFigure {
        Target, "Target", "new ARR to win, typed by segment and fiscal quarter; a month has its share by season";
        Capacity, "Capacity", "full quota of every planned seat x share of the time somebody is in it x ramp x expected attainment x selling time";
        Over, "Over or short of target", "capacity less target; capacity without a target is left out";
        Pipeline, "Pipeline", "what could close if there were people enough; what waits from month to month counts once";
        Street, "Street quota", "quotas of those in their seats, their quota ramp included";
        AttainmentFactor, "Share of quotas the target takes", "target / street quota";
        OverAssignment, "Over-assignment", "street quota / target";
        Hedge, "Hedge", "1 - target / street quota: the share of quotas that may fail";
        Seats, "Sellers it takes", "target / quota / (presence x ramp x attainment x selling time)";
    }
}

figures! {
    /// Figures of standing capacity: what people in their seats would sign in a year, from quarter to quarter.
    StandingFigure {
        Opening, "Standing capacity at the start", "what people in their seats would sign in a year as they are, without season";
        Gain, "Capacity gained", "hires that begin, and everyone who ramps, backfills apart";
        Loss, "Capacity lost", "of those who leave, known and expected";
        Recovered, "Capacity recovered", "backfills and named successors, as they arrive and ramp";
        Leave, "Change by leave", "leaves of absence that begin (less) or end (more)";
        Closing, "Standing capacity at the end", "opening + gained - lost + recovered + leave";
        Unrecovered, "Not recovered", "lost less recovered";
        BackfillRate, "Backfill rate", "recovered / lost";
        LossRate, "Lost of opening", "lost / opening";
    }
}

figures! {
    /// Figures of what people cost.
    CostFigure {
        Heads, "Heads", "expected heads, mean of the months";
        Base, "Base pay", "base pay by days employed";
        Variable, "Variable pay", "variable pay earned, at the attainment of the forecast";
        Burden, "Taxes and benefits", "(base + variable) x taxes and benefits";
        Tools, "Tools and licences", "months of a head x tools of a year / 12";
        Recruiting, "Recruiting", "people expected to begin x first-year base pay x recruiting";
        Total, "Cost of people", "base + variable + taxes and benefits + tools + recruiting";
        Share, "Share of the cost of people", "cost of people / that of everyone";
        Ramping, "Ramp cost", "base pay with its taxes and benefits, and tools, x productivity that is not there yet; part of the cost";
        PerRamped, "Cost of a ramped head", "cost of people / ramped heads, a year";
    }
}

figures! {
    /// Figures of turnover.
    TurnoverFigure {
        Leaving, "Expected to leave", "by attrition of the role and known last days, seats that are filled again";
        Recruiting, "Recruiting of successors", "expected to leave x first-year base pay x recruiting";
        Ramp, "Pay during ramp", "expected to leave x base pay with its taxes and benefits, and tools, x months that productivity lacks while ramping";
        MonthsLost, "Months of capacity lost", "expected to leave x (months vacant + months that productivity lacks while ramping)";
        ArrLost, "New ARR lost", "months lost x quota / 12 x expected attainment x selling time";
        ProfitLost, "Gross profit lost", "new ARR lost x gross margin";
        Total, "Cost of turnover", "expected to leave x (recruiting + pay during ramp + gross profit on capacity lost)";
        Each, "Cost of one leaver", "cost of turnover / expected to leave";
    }
}

figures! {
    /// Figures of the head-count budget.
    BudgetFigure {
        Cost, "Cost of people", "base + variable + taxes and benefits + tools + recruiting";
        Budget, "Budget for people", "the budget of a year, for the months that are planned";
        Left, "Left of the budget", "budget less cost of people";
    }
}

/// Whose cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostOf {
    /// Everyone's.
    All,
    /// Of a family of functions.
    Family(CostFamily),
    /// Of a role.
    Role(RoleId),
}

/// A figure that is shown: what, of whom, when.
#[derive(Clone, Debug, PartialEq)]
pub enum CapacityFigure {
    /// Target, capacity, pipeline and quotas.
    Gap(GapFigure, Scope, Span),
    /// Standing capacity; the run of months is a fiscal quarter.
    Standing(StandingFigure, Scope, Span),
    /// Cost of people.
    Cost(CostFigure, CostOf, Span),
    /// Turnover of a role's terms, or of everyone.
    Turnover(TurnoverFigure, Option<(RoleId, Option<SegmentId>)>, Span),
    /// Cost against the budget; the run of months is a fiscal year.
    Budget(BudgetFigure, Span),
}

impl CapacityFigure {
    /// Name on screen, without whose it is.
    pub const fn name(&self) -> &'static str {
        match self {
            CapacityFigure::Gap(it, ..) => it.name(),
            CapacityFigure::Standing(it, ..) => it.name(),
            CapacityFigure::Cost(it, ..) => it.name(),
            CapacityFigure::Turnover(it, ..) => it.name(),
            CapacityFigure::Budget(it, _) => it.name(),
        }
    }

    /// Formula in words.
    pub const fn formula(&self) -> &'static str {
        match self {
            CapacityFigure::Gap(it, ..) => it.formula(),
            CapacityFigure::Standing(it, ..) => it.formula(),
            CapacityFigure::Cost(it, ..) => it.formula(),
            CapacityFigure::Turnover(it, ..) => it.formula(),
            CapacityFigure::Budget(it, _) => it.formula(),
        }
    }

    /// Its months.
    pub const fn span(&self) -> Span {
        match self {
            CapacityFigure::Gap(_, _, span)
            | CapacityFigure::Standing(_, _, span)
            | CapacityFigure::Cost(_, _, span)
            | CapacityFigure::Turnover(_, _, span)
            | CapacityFigure::Budget(_, span) => *span,
        }
    }
}

/// Where a term comes from, and so where it can be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyLink {
    /// Another figure of these panels.
    Figure(CapacityFigure),
    /// A metric.
    Metric(Metric, Scope),
    /// An input, by its path or the beginning of it.
    Input(String),
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
    fn of(value: Value) -> Why {
        Why { value, terms: Vec::new(), notes: Vec::new() }
    }

    fn put(&mut self, op: Op, label: impl Into<String>, value: Value, link: WhyLink) {
        self.terms.push(WhyTerm { op, label: label.into(), value, link });
    }

    fn input(&mut self, op: Op, label: impl Into<String>, value: Value, path: &str) {
        self.put(op, label, value, WhyLink::Input(path.to_owned()));
    }

    fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// Combines the terms as their operations say: the figure again, but for rounding.
    pub fn recombine(&self) -> Option<f64> {
        let mut sum = None;
        for term in &self.terms {
            let value = term.value.to_f64()?;
            let so_far: f64 = sum.unwrap_or(0.0);
            sum = Some(match term.op {
                Op::Plus => so_far + value,
                Op::Minus => so_far - value,
                Op::Times => so_far * value,
                Op::Over => so_far / value,
                Op::Subtotal | Op::Aside => so_far,
            });
        }
        sum
    }
}

/// An amount as a value.
fn money(flow: Flow) -> Value {
    Value::Money(Money::from_major_f64(flow.value()))
}

fn share(value: Option<f64>) -> Value {
    value.map_or(Value::Undefined("nothing to divide by"), Value::Share)
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
        }
    }

    /// What a term of a figure is, asked for by itself.
    fn term(&self, why: &mut Why, op: Op, figure: CapacityFigure) {
        let value = self.why(&figure).value;
        why.put(op, figure.name(), value, WhyLink::Figure(figure));
    }

    fn roles_of(&self, of: &CostOf) -> Vec<RoleCost> {
        let inside = |it: &RoleCost| match of {
            CostOf::All => true,
            CostOf::Family(family) => it.family == *family,
            CostOf::Role(role) => it.role == *role,
        };
        self.costs().into_iter().filter(inside).collect()
    }

    fn cost_of(&self, of: &CostOf, span: Span) -> CostSum {
        self.roles_of(of).iter().map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and)
    }
}
