//! The book of business: cohorts that fall due, shrink, grow and leave.
//!
//! Of the ARR due D: churn = D x (1 - renewal); contraction, price uplift and expansion apply in that order to what survives
//! (PRODUCT 10). Customers are grouped into cohorts of the same segment, owners, renewal month and term; the sums are those of a
//! customer-by-customer computation.

mod growth;
mod opening;
mod rebase;

pub(crate) use opening::{AccountGroup, account_groups};

use crate::engine::care::Care;
use crate::engine::pipeline::NewBusiness;
use crate::engine::starts::Starts;
use crate::model::{ActualMonth, CoverageResponse, Document, Problem, Retention};
use crate::units::Rate;
use std::collections::BTreeMap;

/// Who owns a cohort: positions of seats, by the two functions that look after customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Keepers {
    pub account_management: Option<usize>,
    pub customer_success: Option<usize>,
}

/// What happened to ARR in a month, unrounded, in major units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moves {
    pub due: f64,
    pub churn: f64,
    pub contraction: f64,
    pub price: f64,
    pub expansion: f64,
}

impl Moves {
    pub(crate) fn add(&mut self, other: &Moves, share: f64) {
        self.due += other.due * share;
        self.churn += other.churn * share;
        self.contraction += other.contraction * share;
        self.price += other.price * share;
        self.expansion += other.expansion * share;
    }
}

struct Cohort {
    segment: usize,
    keepers: Keepers,
    /// Month offset in which its customers joined; -1 for those of the opening book.
    start: i32,
    term: usize,
    arr: f64,
    customers: f64,
    /// Points of renewal rate that it loses to the risk of its customers.
    points: f64,
    /// How its one customer is to grow by steps of its own.
    growth: Option<Box<growth::Growth>>,
    /// Offset at which it last fell due within the plan.
    last_due: Option<usize>,
}

/// One segment's book, month by month, unrounded.
#[derive(Clone, Debug, Default)]
pub(crate) struct SegmentBook {
    /// Months from the first that are closed.
    pub closed: usize,
    pub opening: Vec<f64>,
    pub new: Vec<f64>,
    pub reactivation: Vec<f64>,
    pub moves: Vec<Moves>,
    pub closing: Vec<f64>,
    /// Customers as the plan begins.
    pub customers_before: f64,
    pub customers: Vec<f64>,
    pub customers_won: Vec<f64>,
    pub customers_lost: Vec<f64>,
    /// Share of the book looked after, at most 1; absent where nobody's book capacity is known.
    pub coverage: Vec<Option<f64>>,
    /// Of each window that ends in a month: what its customers had at the start, have now, lost by events, and kept at most.
    pub windows: Vec<Window>,
    /// The same customers by the month in which they joined.
    pub starts: Starts,
}

/// The twelve months to the end of a month (or since the plan's start, if fewer), seen from the customers there were at its start.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Window {
    /// Months in the window.
    pub months: usize,
    /// ARR of those customers at the start.
    pub then: f64,
    /// Their ARR now.
    pub now: f64,
    /// Their churn and contraction in between.
    pub lost: f64,
    /// Sum of the smaller of then and now, customer by customer; absent where it cannot be known.
    pub kept: Option<f64>,
}

/// The whole book.
pub(crate) struct Book {
    pub segments: Vec<SegmentBook>,
    /// Movements of cohorts by their owners, by month.
    pub owned: BTreeMap<(usize, Keepers), Vec<Moves>>,
    /// Of each segment and month: movements of customers won so lately that their sellers share the credit, by the month they joined.
    pub fresh: Vec<Vec<Vec<(usize, Moves)>>>,
    /// The sellers' share of it.
    pub seller_share: f64,
    pub problems: Vec<Problem>,
}

/// Rates that hold in a segment and month, after the response to coverage.
struct Effective {
    renewal: f64,
    contraction: f64,
    price: f64,
    expansion: f64,
    /// Share of the ARR due that is kept at most, customer by customer; absent where it cannot be known.
    kept: Option<f64>,
}

impl Effective {
    /// The rates of customers who lose so many points of renewal rate to their risk.
    fn at_risk(&self, points: f64) -> Effective {
        let renewal = (self.renewal - points).max(0.0);
        let kept = self.kept.map(|kept| if self.renewal > 0.0 { kept / self.renewal * renewal } else { 0.0 });
        Effective { renewal, kept, ..*self }
    }
}

/// Runs the book with what is signed; `effort` is what those who look after customers put into retention and expansion, by segment and
/// month, 1 at the reference of their pay; `closed` are the months that were reported, by segment.
pub(crate) fn run(
    document: &Document,
    signed: &[NewBusiness],
    care: Option<&Care>,
    effort: Option<&[Vec<[f64; 2]>]>,
    closed: Vec<Vec<&ActualMonth>>,
) -> Book {
    let mut rebase = rebase::Rebase::new(document, closed);
    let horizon = document.settings.horizon();
    let mut problems = Vec::new();
    let mut cohorts: Vec<Cohort> = Vec::new();
    let mut due: Vec<Vec<usize>> = vec![Vec::new(); horizon];
    let mut growing: Vec<Vec<usize>> = vec![Vec::new(); horizon];
    for (cohort, first_due) in opening::cohorts(document, &mut problems) {
        plan_renewal(&mut due, first_due, cohorts.len());
        for month in cohort.growth.iter().flat_map(|growth| growth.months()) {
            plan_renewal(&mut growing, month, cohorts.len());
        }
        cohorts.push(cohort);
    }
    let mut segments: Vec<SegmentBook> = document.segments.iter().map(|_| SegmentBook::default()).collect();
    let mut by_start: Vec<Starts> = document.segments.iter().map(|_| Starts::new(horizon)).collect();
    let mut customers: Vec<f64> = vec![0.0; segments.len()];
    for cohort in &cohorts {
        if let (Some(starts), Some(count)) = (by_start.get_mut(cohort.segment), customers.get_mut(cohort.segment)) {
            starts.join(0, cohort.arr, cohort.customers);
            *count += cohort.customers;
        }
    }
    for (book, count) in segments.iter_mut().zip(&customers) {
        book.customers_before = *count;
    }
    let mut returning: Vec<Vec<(f64, f64)>> = document.segments.iter().map(|_| vec![(0.0, 0.0); horizon]).collect();
    let mut owned: BTreeMap<(usize, Keepers), Vec<Moves>> = BTreeMap::new();

    let handover = document.assumptions.handover;
    let mut fresh = vec![vec![Vec::new(); horizon]; document.segments.len()];

    for month in 0..horizon {
        let company: f64 = by_start.iter().map(Starts::total).sum();
        let effective: Vec<Effective> = document
            .segments
            .iter()
            .enumerate()
            .map(|(at, segment)| {
                let arr = by_start.get(at).map_or(0.0, |starts| starts.total());
                let coverage = care.map(|care| {
                    let can = care.in_month(at, month, if company > 0.0 { arr / company } else { 0.0 });
                    // Absurd inputs can make what people can look after negative or endless; a share stays a share.
                    if arr > 0.0 { if can > 0.0 { (can / arr).min(1.0) } else { 0.0 } } else { 1.0 }
                });
                if let Some(book) = segments.get_mut(at) {
                    book.opening.push(arr);
                    book.coverage.push(coverage);
                    book.moves.push(Moves::default());
                    book.customers_lost.push(0.0);
                }
                let effort = effort.and_then(|it| it.get(at)?.get(month)).copied().unwrap_or([1.0; 2]);
                respond(document, segment, coverage, effort)
            })
            .collect();
        let mut moving = due.get_mut(month).map(std::mem::take).unwrap_or_default();
        let told = rebase.month(month, &mut moving, &cohorts, &effective);
        let falling = moving.len();
        let steps = growing.get_mut(month).map(std::mem::take).unwrap_or_default();
        let alone = growth::apart(steps, &mut cohorts, month, &moving, &told, &rebase);
        moving.extend(alone);
        for (place, index) in moving.into_iter().enumerate() {
            let Some(cohort) = cohorts.get_mut(index) else { continue };
            let (Some(rates), Some(book)) = (effective.get(cohort.segment), segments.get_mut(cohort.segment)) else {
                continue;
            };
            let at_risk = (cohort.points > 0.0).then(|| rates.at_risk(cohort.points));
            let rates = at_risk.as_ref().unwrap_or(rates);
            let told = told.get(&index);
            // Outside its renewals a customer only ever grows, by a step of its plan.
            let renews = place < falling;
            let leaving = if renews { 1.0 - rates.renewal } else { 0.0 };
            let left = told.map_or(cohort.customers * leaving, |told| told.left);
            let (moves, previous) = match told {
                Some(told) => {
                    let (moves, before) = told.take(cohort, month);
                    (moves, if told.due { before.max(cohort.end_term_as_told()) } else { before })
                }
                None if renews => renew(cohort, rates, month),
                None => cohort.grow(month, rates),
            };
            cohort.customers -= left;
            if let (Some(total), Some(lost)) = (book.moves.last_mut(), book.customers_lost.last_mut()) {
                total.add(&moves, 1.0);
                *lost += left;
            }
            if let Some(count) = customers.get_mut(cohort.segment) {
                *count -= left;
            }
            if let Some(starts) = by_start.get_mut(cohort.segment) {
                let lost = if renews { rates.kept.map(|kept| moves.due * (1.0 - kept)) } else { Some(0.0) };
                let shrunk = told.map_or(lost, |told| told.shrunk);
                let start = (cohort.start + 1) as usize;
                starts.change(start, &moves, month, shrunk, previous);
                starts.leave(start, left);
                if renews && told.is_none() {
                    cohort.end_term(month, rates, starts);
                }
            }
            let age = usize::try_from(cohort.start).ok().map(|start| (start, month.saturating_sub(start)));
            if let Some((start, age)) = age.filter(|_| handover.shares())
                && age <= handover.months as usize
                && let Some(place) = fresh.get_mut(cohort.segment).and_then(|series| series.get_mut(month))
            {
                place.push((start, moves));
            }
            if cohort.keepers != Keepers::default() {
                let series =
                    owned.entry((cohort.segment, cohort.keepers)).or_insert_with(|| vec![Moves::default(); horizon]);
                if let Some(place) = series.get_mut(month) {
                    place.add(&moves, 1.0);
                }
            }
            if renews && told.is_none_or(|told| told.due) {
                plan_renewal(&mut due, month + cohort.term, index);
            }
            if let Some(segment) = document.segments.get(cohort.segment) {
                let back_at = month + segment.retention.reactivation_lag_months.max(1) as usize;
                let share = segment.retention.reactivation.to_f64().clamp(0.0, 1.0);
                if let Some(place) = returning.get_mut(cohort.segment).and_then(|series| series.get_mut(back_at)) {
                    place.0 += moves.churn * share;
                    place.1 += left * share;
                }
            }
        }
        for (at, segment) in document.segments.iter().enumerate() {
            let business = signed.get(at);
            let new = business.and_then(|it| it.bookings.get(month)).map_or(0.0, |flow| flow.value());
            let (back, back_customers) =
                returning.get(at).and_then(|series| series.get(month)).copied().unwrap_or((0.0, 0.0));
            let size = segment.pipeline.deal_size.to_major();
            let won = if !segment.pipeline.sources.is_empty() {
                business.map_or(0.0, |it| it.won(month))
            } else if size > 0.0 {
                new / size
            } else {
                0.0
            };
            let (won, back, back_customers) = rebase.joining(at, month, size, (won, back, back_customers));
            if new + back > 0.0 || won + back_customers > 0.0 {
                let term = term_of(segment.retention.term_months);
                plan_renewal(&mut due, month + term, cohorts.len());
                cohorts.push(Cohort::joining(at, month as i32, term, new + back, won + back_customers));
            }
            if let (Some(book), Some(starts), Some(count)) =
                (segments.get_mut(at), by_start.get_mut(at), customers.get_mut(at))
            {
                *count += won + back_customers;
                starts.join(month + 1, new + back, won + back_customers);
                starts.close();
                book.new.push(new);
                book.reactivation.push(back);
                book.closing.push(starts.total());
                book.customers.push(*count);
                book.customers_won.push(won);
            }
        }
    }
    rebase.finish(&mut segments, &mut problems);
    for (book, starts) in segments.iter_mut().zip(by_start) {
        book.windows = (0..horizon).map(|month| starts.window(month)).collect();
        book.starts = starts;
    }
    Book { segments, owned, fresh, seller_share: handover.seller_share.to_f64().clamp(0.0, 1.0), problems }
}

/// ARR of the opening book by segment and owners.
pub(crate) fn opening_by_keepers(document: &Document) -> BTreeMap<(usize, Keepers), f64> {
    let mut sums = BTreeMap::new();
    for (cohort, _) in opening::cohorts(document, &mut Vec::new()) {
        *sums.entry((cohort.segment, cohort.keepers)).or_insert(0.0) += cohort.arr;
    }
    sums
}

/// A contract runs for one to 120 months, whatever a file says.
fn term_of(months: u32) -> usize {
    months.clamp(1, 120) as usize
}

fn plan_renewal(due: &mut [Vec<usize>], month: usize, cohort: usize) {
    if let Some(list) = due.get_mut(month) {
        list.push(cohort);
    }
}

/// What goes with missing coverage is at most all there is.
fn at_stake(share: Rate) -> f64 {
    share.to_f64().clamp(0.0, 1.0)
}

fn respond(
    document: &Document,
    segment: &crate::model::Segment,
    coverage: Option<f64>,
    [retaining, expanding]: [f64; 2],
) -> Effective {
    let rule = &document.assumptions.coverage;
    let looked_after = match (rule.response, coverage) {
        (CoverageResponse::Off, _) | (_, None) => 1.0,
        (CoverageResponse::Linear, Some(share)) => share,
        (CoverageResponse::Concave, Some(share)) => share.sqrt(),
    };
    let missing = 1.0 - looked_after;
    let retention = &segment.retention;
    // Effort works on what is lost: twice the output halves it.
    let (typed, contraction) = if retaining == 1.0 {
        (retention.renewal.to_f64(), retention.contraction.to_f64())
    } else {
        (1.0 - (1.0 - retention.renewal.to_f64()) / retaining, retention.contraction.to_f64() / retaining)
    };
    let renewal = (typed - at_stake(rule.renewal_at_stake) * missing).clamp(0.0, 1.0);
    let contraction = contraction.clamp(0.0, 1.0);
    let expansion = retention.expansion.to_f64().clamp(0.0, 5.0) * (1.0 - at_stake(rule.expansion_at_stake) * missing);
    Effective {
        renewal,
        contraction,
        // What is outside its bounds counts as the nearest bound: compounding a slip of the hand must not overflow.
        price: retention.price_uplift.to_f64().clamp(0.0, 1.0),
        expansion: if expanding == 1.0 { expansion } else { (expansion * expanding).clamp(0.0, 5.0) },
        kept: kept_share(retention, contraction).map(|share| renewal * share),
    }
}

/// Of the ARR that renews, the smaller of before and after, customer by customer: taken per outcome (shrunk, flat, grown), never on
/// a customer's expected ARR. Known only if it is known by how much those who shrink do.
fn kept_share(retention: &Retention, contraction: f64) -> Option<f64> {
    if contraction == 0.0 {
        return Some(1.0);
    }
    let depth = retention.contraction_depth.map(|depth| depth.to_f64()).filter(|depth| *depth > 0.0)?;
    let depth = depth.clamp(contraction, 1.0);
    let shrinking = contraction / depth;
    let shrunk = ((1.0 - depth) * (1.0 + retention.price_uplift.to_f64().clamp(0.0, 1.0))).min(1.0);
    Some(1.0 - shrinking * (1.0 - shrunk))
}

/// What is expected to happen to ARR that falls due, and what is left of it.
fn forecast(due: f64, rates: &Effective) -> (Moves, f64) {
    let renewed = due * rates.renewal;
    let contraction = renewed * rates.contraction;
    let kept = renewed - contraction;
    let price = kept * rates.price;
    let expansion = (kept + price) * rates.expansion;
    (Moves { due, churn: due - renewed, contraction, price, expansion }, kept + price + expansion)
}

/// Renews a cohort; gives what moved and when it fell due before.
fn renew(cohort: &mut Cohort, rates: &Effective, month: usize) -> (Moves, Option<usize>) {
    let (mut moves, mut left) = forecast(cohort.arr, rates);
    let more = cohort.beyond_rate(month, rates, moves.expansion);
    if more != 0.0 {
        moves.expansion += more;
        left += more;
    }
    cohort.arr = left;
    let before = cohort.last_due.replace(month);
    (moves, before.max(cohort.unfollowed(rates)))
}

impl Cohort {
    fn joining(segment: usize, start: i32, term: usize, arr: f64, customers: f64) -> Cohort {
        let keepers = Keepers::default();
        Cohort { segment, keepers, start, term, arr, customers, points: 0.0, growth: None, last_due: None }
    }
}
