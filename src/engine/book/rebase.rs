//! Closed months: what was reported takes the place of the forecast, and the plan goes on from there.
//!
//! A report gives one amount per segment and month, not which customers it was. It is laid on the cohorts so that a report that says
//! what the plan said changes nothing, and so that every cohort keeps its renewal month:
//!
//! 1. Losses (churn and contraction) are taken by what fell due, in proportion to its ARR, as far as that reaches; beyond it by all
//!    others in proportion to theirs. Who leaves before the term counts as having fallen due with what was lost.
//! 2. Gains (price uplift, then expansion) go to what fell due as far as the forecast expected them there, in proportion to what is
//!    left of it; beyond that to all cohorts in proportion to what is left of them.
//! 3. Customers who left are taken like losses; where nobody counted them, each cohort loses them in proportion to its churn.
//! 4. ARR won and ARR that came back is the month's new cohort. Reactivation that was expected in a closed month and did not come is
//!    not expected later.
//!
//! A growth step of an account plan in a closed month is a gain that was expected; where expansion was reported, the report is what came of it.
//!
//! What was not reported stays as the forecast has it, for the book as it stands.
//!
//! Reports are in whole coins and the forecast is not, so a report may differ from the book by what rounding leaves: half a coin for the
//! book as it opens, and half a coin for each movement and month of the plan that it repeats. That much is no mistake of who reported.

use super::{Cohort, Effective, Moves, SegmentBook};
use crate::model::{ActualField, ActualMonth, Document, Problem, Retention};
use crate::text::tr;
use crate::units::{Money, show_month};
use std::collections::{HashMap, HashSet};

/// What a closed month did to one cohort.
pub(super) struct Told {
    pub moves: Moves,
    /// Customers who left.
    pub left: f64,
    /// By how much customers fell below what they had; absent where it cannot be known.
    pub shrunk: Option<f64>,
    /// Whether it fell due, and does so again one term later.
    pub due: bool,
}

impl Told {
    /// Does it; gives what moved and when the cohort moved before.
    pub fn take(&self, cohort: &mut Cohort, month: usize) -> (Moves, Option<usize>) {
        let moves = self.moves;
        cohort.arr = (left(cohort.arr, &moves) + moves.price + moves.expansion).max(0.0);
        (moves, cohort.last_due.replace(month))
    }
}

/// Closed months by segment, and what they came to.
pub(super) struct Rebase<'a> {
    document: &'a Document,
    closed: Vec<Vec<&'a ActualMonth>>,
    /// Of each segment and closed month: what moved, and customers lost.
    done: Vec<Vec<(Moves, f64)>>,
    problems: Vec<Problem>,
}

/// One cohort of a segment while a month is laid on it.
struct Part {
    index: usize,
    due: bool,
    arr: f64,
    customers: f64,
    /// What the forecast expected of it.
    expected: Moves,
    moves: Moves,
    left: f64,
}

impl Part {
    fn left_arr(&self) -> f64 {
        left(self.arr, &self.moves).max(0.0)
    }
}

/// What losses leave. What taking everything away in two parts leaves in computers is nothing.
fn left(arr: f64, moves: &Moves) -> f64 {
    let left = arr - moves.churn - moves.contraction;
    if left.abs() <= arr.abs() * 1e-12 { 0.0 } else { left }
}

impl<'a> Rebase<'a> {
    pub fn new(document: &'a Document, closed: Vec<Vec<&'a ActualMonth>>) -> Rebase<'a> {
        let done = vec![Vec::new(); closed.len()];
        Rebase { document, closed, done, problems: Vec::new() }
    }

    /// Whether a month is closed for a segment.
    pub fn is_closed(&self, segment: usize, month: usize) -> bool {
        self.closed.get(segment).is_some_and(|rows| month < rows.len())
    }

    /// What happened to cohorts in a month that is closed for their segment, by position; those that moved without falling due are
    /// added to `moving`.
    pub fn month(
        &mut self,
        month: usize,
        moving: &mut Vec<usize>,
        cohorts: &[Cohort],
        effective: &[Effective],
    ) -> HashMap<usize, Told> {
        let mut told = HashMap::new();
        if self.closed.iter().all(|rows| rows.len() <= month) {
            return told;
        }
        let due: HashSet<usize> = moving.iter().copied().collect();
        for segment in 0..self.closed.len() {
            let Some(row) = self.closed.get(segment).and_then(|rows| rows.get(month)).copied() else { continue };
            let (Some(rates), Some(plan)) = (effective.get(segment), self.document.segments.get(segment)) else {
                continue;
            };
            let mine = cohorts.iter().enumerate().filter(|(_, cohort)| cohort.segment == segment);
            let mut parts: Vec<Part> = mine
                .map(|(index, cohort)| Part {
                    index,
                    due: due.contains(&index),
                    arr: cohort.arr,
                    customers: cohort.customers,
                    expected: cohort.expected(rates, month, due.contains(&index)),
                    moves: Moves::default(),
                    left: 0.0,
                })
                .collect();
            let done = self.lay(row, month, &mut parts);
            if let Some(places) = self.done.get_mut(segment) {
                places.push(done);
            }
            for part in parts {
                let stays = part.moves == Moves::default() && part.left == 0.0;
                if stays && !part.due {
                    continue;
                }
                if !part.due {
                    moving.push(part.index);
                }
                let shrunk = shrunk(&plan.retention, &part.moves);
                told.insert(part.index, Told { moves: part.moves, left: part.left, shrunk, due: part.due });
            }
        }
        told
    }

    /// Lays a closed month on the cohorts of its segment; gives what moved and who left in all.
    fn lay(&mut self, row: &ActualMonth, month: usize, parts: &mut [Part]) -> (Moves, f64) {
        let coin = self.document.settings.currency.quantum().to_major();
        let mut expected = Moves::default();
        for part in parts.iter() {
            expected.add(&part.expected, 1.0);
        }
        let told = |field| row.get(field).map(Money::to_major);
        let mut moved = Moves {
            due: expected.due,
            churn: told(ActualField::Churn).unwrap_or(expected.churn),
            contraction: told(ActualField::Contraction).unwrap_or(expected.contraction),
            price: told(ActualField::Price).unwrap_or(expected.price),
            expansion: told(ActualField::Expansion).unwrap_or(expected.expansion),
        };
        let there: f64 = parts.iter().map(|part| part.arr).sum();
        if moved.churn + moved.contraction > there + coin {
            let text = tr!(
                "{:.2} was lost in {} and the book held only {there:.2}, so only as much is taken away; correct churn or contraction",
                moved.churn + moved.contraction,
                show_month(row.month)
            );
            self.tell(row, ActualField::Churn, "actual_lost_more", text);
        }
        lose(&mut moved, there, parts);
        let nobody = parts.iter().map(Part::left_arr).sum::<f64>() <= 0.0;
        let crumbs = if parts.is_empty() { 0.0 } else { 3.0 * coin * (month as f64 + 1.0) };
        if nobody && moved.price + moved.expansion > crumbs {
            let text = tr!(
                "nobody was left in the book in {} who could have added ARR, so expansion and price uplift do not count; correct them, or \
                 what was lost",
                show_month(row.month)
            );
            self.tell(row, ActualField::Expansion, "actual_grew_nothing", text);
            (moved.price, moved.expansion) = (0.0, 0.0);
        }
        gain(parts, moved.price, expected.price, |moves| &mut moves.price);
        gain(parts, moved.expansion, expected.expansion, |moves| &mut moves.expansion);
        for part in parts.iter_mut() {
            part.moves.due = if part.due { part.arr } else { part.moves.churn + part.moves.contraction };
        }
        moved.due = parts.iter().map(|part| part.moves.due).sum();
        if let Some(count) = told(ActualField::CustomersLost) {
            let places = parts.iter_mut().map(|part| (part.due, part.customers, &mut part.left));
            first_the_due(places.collect(), count);
        } else {
            // Of a cohort as many leave as of its ARR.
            for part in parts.iter_mut().filter(|part| part.arr > 0.0) {
                part.left = part.customers * (part.moves.churn / part.arr).min(1.0);
            }
        }
        (moved, parts.iter().map(|part| part.left).sum())
    }

    /// Customers won and what comes back in a month: as reported, else as forecast. `size` is the mean deal of the plan.
    pub fn joining(
        &self,
        segment: usize,
        month: usize,
        size: f64,
        (won, back, back_customers): (f64, f64, f64),
    ) -> (f64, f64, f64) {
        let Some(row) = self.closed.get(segment).and_then(|rows| rows.get(month)) else {
            return (won, back, back_customers);
        };
        let told = |field| row.get(field).map(Money::to_major);
        let won = told(ActualField::CustomersWon).unwrap_or(won);
        match told(ActualField::Reactivation) {
            None => (won, back, back_customers),
            // As many customers as the ARR is of what was expected, else of a mean deal.
            Some(arr) if back > 0.0 => (won, arr, back_customers * arr / back),
            Some(arr) => (won, arr, if size > 0.0 { arr / size } else { 0.0 }),
        }
    }

    /// Notes what closed months came to, as reported: sums of parts differ from it by what computers lose in adding.
    pub fn finish(self, segments: &mut [SegmentBook], problems: &mut Vec<Problem>) {
        for (book, done) in segments.iter_mut().zip(self.done) {
            book.closed = done.len();
            for ((moves, lost), (told, left)) in book.moves.iter_mut().zip(&mut book.customers_lost).zip(done) {
                (*moves, *lost) = (told, left);
            }
        }
        problems.extend(self.problems);
    }

    fn tell(&mut self, row: &ActualMonth, field: ActualField, code: &'static str, text: String) {
        let at = ActualMonth::path(row.month, row.segment.as_ref(), field);
        self.problems.push(Problem::error(at, code, text));
    }
}

/// Takes churn and contraction away, no more than there is.
fn lose(moved: &mut Moves, there: f64, parts: &mut [Part]) {
    let wanted = moved.churn + moved.contraction;
    if wanted <= 0.0 {
        return;
    }
    let (churn, contraction) = (moved.churn / wanted, moved.contraction / wanted);
    let mut taken: Vec<f64> = vec![0.0; parts.len()];
    let places = parts.iter().zip(&mut taken).map(|(part, taken)| (part.due, part.arr.max(0.0), taken)).collect();
    first_the_due(places, wanted);
    for (part, taken) in parts.iter_mut().zip(taken) {
        part.moves.churn = taken * churn;
        part.moves.contraction = taken * contraction;
    }
    if wanted > there.max(0.0) {
        moved.churn = there.max(0.0) * churn;
        moved.contraction = there.max(0.0) * contraction;
    }
}

/// Takes an amount from places that hold so much: from those that are due in proportion as far as they reach, then from the others.
fn first_the_due(mut places: Vec<(bool, f64, &mut f64)>, amount: f64) {
    let mut taken = 0.0;
    for due in [true, false] {
        let held: f64 = places.iter().filter(|place| place.0 == due).map(|place| place.1).sum();
        let part = (amount - taken).min(held);
        if part <= 0.0 {
            continue;
        }
        for (_, holds, place) in places.iter_mut().filter(|place| place.0 == due) {
            **place = *holds * (part / held);
        }
        taken += part;
    }
}

/// Gives an amount: as much as was expected to what fell due, the rest to all, in proportion to what is left of each; where nothing is
/// left of any, to each alike.
fn gain(parts: &mut [Part], amount: f64, expected: f64, place: impl Fn(&mut Moves) -> &mut f64) {
    let due: f64 = parts.iter().filter(|part| part.due).map(Part::left_arr).sum();
    let all: f64 = parts.iter().map(Part::left_arr).sum();
    let timely = if due > 0.0 { amount.min(expected) } else { 0.0 };
    let alike = amount / parts.len().max(1) as f64;
    for part in parts.iter_mut() {
        let left = part.left_arr();
        let own = if part.due && due > 0.0 { timely * left / due } else { 0.0 };
        let other = if all > 0.0 { (amount - timely) * left / all } else { alike };
        *place(&mut part.moves) = own + other;
    }
}

/// By how much customers fell below what they had: who left by all of it; who shrank by contraction, and price uplift gave part of
/// it back. Known only if it is known by how much those who shrink do.
fn shrunk(retention: &Retention, moved: &Moves) -> Option<f64> {
    if moved.contraction <= 0.0 {
        return Some(moved.churn);
    }
    let depth = retention.contraction_depth.map(|depth| depth.to_f64()).filter(|depth| *depth > 0.0)?.min(1.0);
    let after = ((1.0 - depth) * (1.0 + retention.price_uplift.to_f64().clamp(0.0, 1.0))).min(1.0);
    Some(moved.churn + moved.contraction * (1.0 - after) / depth)
}
