//! Goal seek: how far one thing has to move for a metric to reach a target.
//!
//! The engine is evaluated at place after place on a line of whole steps, first beside today's, then twice as far each time, in both
//! directions; where the target lies between two places the way is halved down to one step. So the answer is a reachable place near
//! today's, on the side where the target is met, whatever form the plan has between. Where the metric stands better than the target today, it is
//! the farthest place at which it still does: the room there is.

use crate::engine::{Env, Hindrance, Metric, Row, Scope, Span, Value, evaluate, limits};
use crate::model::Document;
use crate::text::tr;

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

/// What is moved, as a line of whole steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    /// Of one step, on the own scale of what is moved.
    pub step: f64,
    /// Today, on that scale.
    pub today: f64,
    /// The lowest place, in steps.
    pub least: i64,
    /// The highest place, in steps.
    pub most: i64,
}

impl Track {
    /// What stands at a place.
    pub fn at(&self, place: i64) -> f64 {
        place as f64 * self.step
    }
}

/// Something moved, and what the metric is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Try {
    /// What is moved, on its own scale.
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
    /// The target is met at another place.
    Reached {
        /// Today.
        now: Try,
        /// With the target met, by the smallest move that was found.
        then: Try,
        /// The place, in steps.
        place: i64,
    },
    /// Moving this alone does not reach it.
    Unreachable {
        /// Today.
        now: Try,
        /// The nearest that was found.
        best: Try,
        /// What it was moved between, on its own scale.
        between: (f64, f64),
        /// What holds the plan back there.
        holds: Option<Hindrance>,
    },
    /// The metric has no value: what it needs.
    Undefined(&'static str),
}

/// Looks for the place that reaches a goal. `moved` gives the document with the thing at a place of the track.
pub fn seek(document: &Document, env: &Env, goal: &Goal, track: Track, moved: &dyn Fn(i64) -> Document) -> Found {
    Search { env, goal, track, moved }.run(document)
}

struct Search<'a> {
    env: &'a Env,
    goal: &'a Goal,
    track: Track,
    moved: &'a dyn Fn(i64) -> Document,
}

/// A place on the line and how far the metric is from the target there; 0 or more once it is met.
#[derive(Clone, Copy)]
struct Seen {
    place: i64,
    gives: Value,
    over: f64,
}

impl Search<'_> {
    fn run(&self, document: &Document) -> Found {
        let track = &self.track;
        let today = self.metric(document);
        let Some(value) = today.to_f64() else {
            return match today {
                Value::Undefined(needs) => Found::Undefined(needs),
                Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
                    Found::Undefined(tr!("a value"))
                }
            };
        };
        let now = Try { at: track.today, gives: today };
        let gap = self.goal.target - value;
        if gap.abs() <= tolerance(self.goal.target) {
            return Found::Holds { now };
        }
        // Met where the metric has come as far as the target from where it stands today.
        let wanted = gap.signum();
        let see = |place: i64| self.see(place, wanted);
        let begin = (track.today / track.step).round() as i64;
        let start = Seen { place: begin, gives: today, over: -gap.abs() };
        let (mut up, mut down) = (start, start);
        let mut best = start;
        let mut step = (begin.abs() / 64).max(1);
        // One beyond the bounds on both sides ends it.
        while up.place < track.most || down.place > track.least {
            let above =
                if up.place < track.least { track.least } else { up.place.saturating_add(step).min(track.most) };
            let below =
                if down.place > track.most { track.most } else { down.place.saturating_sub(step).max(track.least) };
            let next = [(up.place < track.most).then_some(above), (down.place > track.least).then_some(below)];
            let seen = next.map(|place| place.and_then(see));
            let met = seen.iter().flatten().filter(|one| one.over >= 0.0);
            if let Some(met) = met.min_by(|one, other| one.over.total_cmp(&other.over)) {
                let from = if met.place > begin { up } else { down };
                let met = self.halve(from, *met, wanted);
                let then = Try { at: track.at(met.place), gives: met.gives };
                return Found::Reached { now, then, place: met.place };
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
        let outcome = evaluate(&(self.moved)(best.place), self.env);
        Found::Unreachable {
            now,
            best: Try { at: track.at(best.place), gives: best.gives },
            between: (track.at(track.least), track.at(track.most)),
            holds: limits(&outcome).into_iter().next(),
        }
    }

    /// Halves the way between a place short of the target and one at or beyond it, down to one step, and gives the one that is welcome:
    /// beyond it where the metric has to improve, just short of it where it gives way.
    fn halve(&self, from: Seen, to: Seen, wanted: f64) -> Seen {
        let (mut short, mut beyond) = (from, to);
        while (beyond.place - short.place).abs() > 1 {
            let middle = short.place + (beyond.place - short.place) / 2;
            match self.see(middle, wanted) {
                Some(seen) if seen.over >= 0.0 => beyond = seen,
                Some(seen) => short = seen,
                None => short.place = middle,
            }
        }
        let gives_way = f64::from(self.goal.metric.welcome()) * wanted < 0.0;
        if gives_way && beyond.over > 0.0 { short } else { beyond }
    }

    fn see(&self, place: i64, wanted: f64) -> Option<Seen> {
        let gives = self.metric(&(self.moved)(place));
        let over = (gives.to_f64()? - self.goal.target) * wanted;
        Some(Seen { place, gives, over: if over.abs() <= tolerance(self.goal.target) { over.abs() } else { over } })
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
