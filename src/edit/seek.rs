//! Goal seek: how far one lever has to move for a metric to reach a target.
//!
//! The engine is evaluated at lever after lever, first beside today's value, then twice as far each time, in both directions; where the
//! target lies between two of them the place is halved down to one step of the lever. So the answer is a reachable value near today's,
//! on the side where the target is met, whatever form the plan has between.

use crate::edit::command::{Command, apply};
use crate::edit::ops::hire;
use crate::engine::{Env, Hindrance, Metric, Row, Scope, Span, Value, evaluate, limits};
use crate::model::{Document, InputValue, get_input, set_input};
use crate::units::{Money, Month, Rate, RoleId, SegmentId};

/// The most people who are hired to reach a target.
pub const MOST_HIRES: u32 = 200;

/// What is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Lever {
    /// One input of the registry, by its path.
    Input(String),
    /// The renewal rates of all segments, by the same number of points, each up to 100 %: the lever behind NRR and GRR.
    Renewal,
    /// More people of a role from a month on.
    Hires {
        /// Their role.
        role: RoleId,
        /// The segment they serve; absent: all.
        segment: Option<SegmentId>,
        /// The month they start in.
        from: Month,
    },
}

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The metric, variant included.
    pub metric: Metric,
    /// Of the company or a segment.
    pub scope: Scope,
    /// In which period; stocks at its end.
    pub span: Span,
    /// The target on the metric's own scale: major units of money, 1 for 100 %, heads, months.
    pub target: f64,
}

/// How far a lever may be moved, on its own scale; what is absent is the bound of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
}

/// A lever at some value, and what the metric is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The lever on its own scale: an input's value, points of renewal (0.01 is one), or people hired.
    pub at: f64,
    /// The metric there.
    pub gives: Value,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The target is met already.
    Holds {
        /// The metric today.
        now: Try,
    },
    /// The target is met once the lever is there.
    Reached {
        /// Today.
        now: Try,
        /// With the target met, by the smallest move that was found.
        then: Try,
        /// Moves the lever, as one step.
        command: Command,
    },
    /// The lever alone does not reach it.
    Unreachable {
        /// Today.
        now: Try,
        /// The nearest that was found.
        best: Try,
        /// The bounds the lever was moved between.
        between: (f64, f64),
        /// What holds the plan back there.
        holds: Option<Hindrance>,
    },
    /// The metric has no value: what it needs.
    Undefined(&'static str),
    /// The lever cannot be moved: why.
    Refused(String),
}

/// A lever as a line of whole steps.
struct Line {
    lever: Lever,
    /// Of one step, on the lever's own scale.
    step: f64,
    /// Today, and how far the lever goes, in steps.
    now: i64,
    least: i64,
    most: i64,
}

/// Looks for the move of a lever that reaches a goal.
pub fn seek(document: &Document, env: &Env, lever: &Lever, goal: &Goal, limits_of: Limits) -> Found {
    let line = match Line::of(document, lever, limits_of) {
        Ok(line) => line,
        Err(reason) => return Found::Refused(reason),
    };
    Search { document, env, goal, line }.run()
}

impl Line {
    fn of(document: &Document, lever: &Lever, limits: Limits) -> Result<Line, String> {
        let (now, step, bounds) = match lever {
            Lever::Input(path) => {
                let Some(input) = get_input(document, path) else {
                    return Err(format!("there is no input \u{201c}{path}\u{201d}"));
                };
                let step = match input.value {
                    // Beyond a hundredth of a per cent no plan is meant.
                    InputValue::Rate(_) => 0.0001,
                    InputValue::Money(_) | InputValue::Count(_) => 1.0,
                    InputValue::Month(_) => {
                        return Err(format!("{} is a month; seek an amount, a rate or a number", input.label));
                    }
                    InputValue::Empty => {
                        return Err(format!("{} is empty; enter a first value to seek from", input.label));
                    }
                };
                (input.value.magnitude().unwrap_or_default(), step, (input.bounds.min, input.bounds.max))
            }
            Lever::Renewal => {
                let rates = document.segments.iter().map(|it| it.retention.renewal.to_f64());
                let (low, high) = rates.fold((1.0_f64, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
                if document.segments.is_empty() {
                    return Err("there is no segment whose customers could renew".to_owned());
                }
                (0.0, 0.0001, (-high, 1.0 - low))
            }
            Lever::Hires { role, .. } => {
                if document.role(role).is_none() {
                    return Err(format!("there is no role \u{201c}{role}\u{201d}"));
                }
                (0.0, 1.0, (0.0, f64::from(MOST_HIRES)))
            }
        };
        let (min, max) = (limits.min.unwrap_or(bounds.0), limits.max.unwrap_or(bounds.1));
        if min > max {
            return Err(format!("the smallest value, {min}, is above the largest, {max}"));
        }
        // Bounds are met exactly, never passed by a part of a step.
        let (least, most) = (min.max(bounds.0) / step, max.min(bounds.1) / step);
        let (least, most) = ((least - 1e-6).ceil() as i64, (most + 1e-6).floor() as i64);
        Ok(Line { lever: lever.clone(), step, now: (now / step).round() as i64, least, most: most.max(least) })
    }

    fn at(&self, place: i64) -> f64 {
        place as f64 * self.step
    }

    /// What moves the lever to a place.
    fn command(&self, document: &Document, place: i64) -> Command {
        match &self.lever {
            Lever::Input(path) => Command::set(path.clone(), self.value(document, path, place)),
            Lever::Renewal => {
                let set = |segment: &crate::model::Segment| {
                    let rate = (segment.retention.renewal.to_f64() + self.at(place)).clamp(0.0, 1.0);
                    Command::set(
                        format!("segment/{}/retention/renewal", segment.id),
                        InputValue::Rate(Rate::from_f64(rate)),
                    )
                };
                Command::batch("renewal rates of all segments", document.segments.iter().map(set).collect())
            }
            Lever::Hires { role, segment, from } => {
                let count = u32::try_from(place).unwrap_or_default().min(MOST_HIRES);
                hire(document, role, segment.as_ref(), count, *from)
            }
        }
    }

    fn value(&self, document: &Document, path: &str, place: i64) -> InputValue {
        match get_input(document, path).map(|input| input.value) {
            Some(InputValue::Rate(_)) => InputValue::Rate(Rate::from_ppm(place.saturating_mul(100))),
            Some(InputValue::Count(_)) => InputValue::Count(u32::try_from(place).unwrap_or_default()),
            Some(InputValue::Money(_) | InputValue::Month(_) | InputValue::Empty) | None => {
                InputValue::Money(Money::from_major(place))
            }
        }
    }
}

struct Search<'a> {
    document: &'a Document,
    env: &'a Env,
    goal: &'a Goal,
    line: Line,
}

/// A place on the line and how far the metric is from the target there; 0 or more once it is met.
#[derive(Clone, Copy)]
struct Seen {
    place: i64,
    gives: Value,
    over: f64,
}

impl Search<'_> {
    fn run(&self) -> Found {
        let line = &self.line;
        let today = self.metric(self.document);
        let Some(value) = today.to_f64() else {
            return match today {
                Value::Undefined(needs) => Found::Undefined(needs),
                Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
                    Found::Undefined("a value")
                }
            };
        };
        let now = Try { at: self.line_now(), gives: today };
        let gap = self.goal.target - value;
        if gap.abs() <= tolerance(self.goal.target) {
            return Found::Holds { now };
        }
        // Met where the metric has come as far as the target from where it stands today.
        let wanted = gap.signum();
        let see = |place: i64| self.see(place, wanted);
        let start = Seen { place: line.now, gives: today, over: -gap.abs() };
        let (mut up, mut down) = (start, start);
        let mut best = start;
        let mut step = (line.now.abs() / 64).max(1);
        // One beyond the bounds on both sides ends it.
        while up.place < line.most || down.place > line.least {
            let above = if up.place < line.least { line.least } else { up.place.saturating_add(step).min(line.most) };
            let below =
                if down.place > line.most { line.most } else { down.place.saturating_sub(step).max(line.least) };
            let next = [(up.place < line.most).then_some(above), (down.place > line.least).then_some(below)];
            let seen = next.map(|place| place.and_then(see));
            let met = seen.iter().flatten().filter(|one| one.over >= 0.0);
            if let Some(met) = met.min_by(|one, other| one.over.total_cmp(&other.over)) {
                let from = if met.place > line.now { up } else { down };
                return self.reached(now, self.halve(from, *met, wanted));
            }
            for one in seen.iter().flatten() {
                if one.over > best.over {
                    best = *one;
                }
            }
            let moved = |place: Option<i64>, seen: Option<Seen>, had: Seen| {
                place.map_or(had, |place| seen.unwrap_or(Seen { place, ..had }))
            };
            let [up_to, down_to] = next;
            let [seen_up, seen_down] = seen;
            (up, down) = (moved(up_to, seen_up, up), moved(down_to, seen_down, down));
            step = step.saturating_mul(2);
        }
        let there = self.moved(best.place);
        let outcome = evaluate(&there, self.env);
        Found::Unreachable {
            now,
            best: Try { at: line.at(best.place), gives: best.gives },
            between: (line.at(line.least), line.at(line.most)),
            holds: limits(&outcome).into_iter().next(),
        }
    }

    /// Halves the way between a place where the target is missed and one where it is met, down to one step.
    fn halve(&self, from: Seen, to: Seen, wanted: f64) -> Seen {
        let (mut missed, mut met) = (from.place, to);
        while (met.place - missed).abs() > 1 {
            let middle = missed + (met.place - missed) / 2;
            match self.see(middle, wanted) {
                Some(seen) if seen.over >= 0.0 => met = seen,
                Some(_) | None => missed = middle,
            }
        }
        met
    }

    fn reached(&self, now: Try, then: Seen) -> Found {
        let command = self.line.command(self.document, then.place);
        Found::Reached { now, then: Try { at: self.line.at(then.place), gives: then.gives }, command }
    }

    fn line_now(&self) -> f64 {
        match &self.line.lever {
            Lever::Input(path) => {
                get_input(self.document, path).and_then(|input| input.value.magnitude()).unwrap_or_default()
            }
            Lever::Renewal | Lever::Hires { .. } => 0.0,
        }
    }

    fn see(&self, place: i64, wanted: f64) -> Option<Seen> {
        let gives = self.metric(&self.moved(place));
        let over = (gives.to_f64()? - self.goal.target) * wanted;
        Some(Seen { place, gives, over: if over.abs() <= tolerance(self.goal.target) { over.abs() } else { over } })
    }

    fn moved(&self, place: i64) -> Document {
        let mut document = self.document.clone();
        match &self.line.lever {
            // Without the inverse that a command would look up.
            Lever::Input(path) => {
                let _before = set_input(&mut document, path, self.line.value(self.document, path, place));
            }
            Lever::Renewal | Lever::Hires { .. } => {
                let _inverse = apply(&mut document, self.line.command(self.document, place));
            }
        }
        document
    }

    fn metric(&self, document: &Document) -> Value {
        let outcome = evaluate(document, self.env);
        Row::scoped(&outcome, self.goal.scope, self.goal.span).value(self.goal.metric)
    }
}

/// Metrics are sums of coins: a target is met when they differ by less than any coin that could be shown.
fn tolerance(target: f64) -> f64 {
    (target.abs() * 1e-12).max(1e-9)
}
