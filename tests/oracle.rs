//! The engine against computations written a second time, plainly and slowly: customer by customer, person by person, and in exact
//! fractions.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use remit::engine::{Env, Metric, Outcome, Row, evaluate};
use remit::model::comp::{Boundary, Component, CurvePoint, RatePreset, Rates, Reach, Tier, TierFrom, TierValue};
use remit::model::{Document, Function, Ramp, Retention, Stint, StintEnd, Terms};
use remit::units::{Cadence, Currency, Money, Month, Rate, Rounding};
use std::sync::Arc;
use support::*;

/// A small generator (splitmix64), so that every run tries the same cases.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `low` to `high`, both included.
    fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    /// A share with four decimals from `low` to `high` percent.
    fn share(&mut self, low: i64, high: i64) -> Rate {
        Rate::from_ppm(self.whole(low * 100, high * 100) * 100)
    }

    fn chance(&mut self, probability: f64) -> bool {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= probability && probability > 0.0
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.whole(0, items.len() as i64 - 1) as usize]
    }
}

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

// Customer by customer -----------------------------------------------------------------------------------------------------------

/// One customer, or what is expected of one: everyone who may still be there counts with the ARR expected of them.
struct Customer {
    segment: usize,
    /// Month in which they joined; before the plan: -1.
    joined: i32,
    arr: f64,
    /// Chance of still being a customer, or a number of customers of the same kind.
    count: f64,
    due: usize,
    term: usize,
}

#[derive(Clone, Copy, Default)]
struct MonthOf {
    new: f64,
    back: f64,
    churn: f64,
    contraction: f64,
    price: f64,
    expansion: f64,
    closing: f64,
    customers: f64,
}

/// One month of one customer.
#[derive(Clone, Copy, Default)]
struct Lived {
    /// ARR before the month.
    before: f64,
    /// ARR at its end.
    after: f64,
    /// Churn and contraction in it.
    lost: f64,
    /// The smaller of before and after, over everything that may have become of them.
    kept: f64,
}

/// A customer as they lived: segment, month joined, and every month.
struct Life {
    segment: usize,
    joined: i32,
    months: Vec<Lived>,
}

/// What became of each segment, and of each customer.
struct History {
    months: Vec<Vec<MonthOf>>,
    lives: Vec<Life>,
}

/// Follows every customer alone, by the words of the rule: of what falls due a share leaves; of the rest, some is given up; then the
/// price rises; then they expand. Who left may come back some months later and stays for a whole term.
fn follow(document: &Document, bookings: &[Vec<f64>]) -> History {
    let horizon = document.settings.horizon();
    let first = document.settings.first_month;
    let place = |id: &str| document.segments.iter().position(|it| it.id.as_str() == id).unwrap();
    let mut customers: Vec<Customer> = Vec::new();
    for account in document.accounts.iter() {
        let contract = account.contract.unwrap();
        let mut due = contract.renewal.since(first);
        while due < 0 {
            due += contract.term_months as i32;
        }
        customers.push(Customer {
            segment: place(account.segment.as_str()),
            joined: -1,
            arr: contract.arr.to_major(),
            count: 1.0,
            due: due as usize,
            term: contract.term_months as usize,
        });
    }
    let mut lives: Vec<Life> = Vec::new();
    let mut months = vec![vec![MonthOf::default(); horizon]; document.segments.len()];
    let mut coming_back: Vec<(usize, usize, f64, f64)> = Vec::new();
    for month in 0..horizon {
        let born =
            |it: &Customer| Life { segment: it.segment, joined: it.joined, months: vec![Lived::default(); month] };
        lives.extend(customers.iter().skip(lives.len()).map(born));
        for (customer, life) in customers.iter_mut().zip(&mut lives) {
            let before = customer.arr;
            let (mut lost, mut kept) = (0.0, before);
            if customer.due == month {
                let rule = &document.segments[customer.segment].retention;
                let sum = &mut months[customer.segment][month];
                let leaves = 1.0 - rule.renewal.to_f64();
                let left = customer.count * leaves;
                let churn = before * leaves;
                let stays = before - churn;
                let given_up = stays * rule.contraction.to_f64();
                let dearer = (stays - given_up) * rule.price_uplift.to_f64();
                let grown = (stays - given_up + dearer) * rule.expansion.to_f64();
                customer.arr = stays - given_up + dearer + grown;
                customer.count -= left;
                customer.due += customer.term;
                lost = churn + given_up;
                kept = kept_at_most(rule, before);
                sum.churn += churn;
                sum.contraction += given_up;
                sum.price += dearer;
                sum.expansion += grown;
                let returns = month + rule.reactivation_lag_months as usize;
                let share = rule.reactivation.to_f64();
                coming_back.push((returns, customer.segment, churn * share, left * share));
            }
            life.months.push(Lived { before, after: customer.arr, lost, kept });
        }
        for (segment, by_month) in bookings.iter().enumerate() {
            let rule = &document.segments[segment];
            let term = rule.retention.term_months as usize;
            let joins = |arr, count| Customer { segment, joined: month as i32, arr, count, due: month + term, term };
            let new = by_month[month];
            let size = rule.pipeline.deal_size.to_major();
            if new > 0.0 {
                customers.push(joins(new, new / size));
                months[segment][month].new += new;
            }
            for (_, _, arr, count) in coming_back.iter().filter(|it| (it.0, it.1) == (month, segment)) {
                customers.push(joins(*arr, *count));
                months[segment][month].back += arr;
            }
        }
        for customer in &customers {
            let sum = &mut months[customer.segment][month];
            sum.closing += customer.arr;
            sum.customers += customer.count;
        }
        // Who joined in this month had nothing before and lost nothing.
        for it in customers.iter().skip(lives.len()) {
            let mut lived = vec![Lived::default(); month];
            lived.push(Lived { after: it.arr, ..Lived::default() });
            lives.push(Life { segment: it.segment, joined: it.joined, months: lived });
        }
    }
    History { months, lives }
}

/// Of a customer whose contract falls due, the smaller of before and after, over everything that may become of them.
fn kept_at_most(rule: &Retention, before: f64) -> f64 {
    let renews = rule.renewal.to_f64();
    let contraction = rule.contraction.to_f64();
    let depth = rule.contraction_depth.map_or(1.0, |it| it.to_f64());
    let shrinks = if contraction > 0.0 { contraction / depth } else { 0.0 };
    let dearer = 1.0 + rule.price_uplift.to_f64();
    let branches = [
        (1.0 - renews, 0.0),
        (renews * shrinks, before * (1.0 - depth) * dearer),
        // Who does not shrink pays the uplift and may expand: never less than before.
        (renews * (1.0 - shrinks), before * dearer),
    ];
    branches.iter().map(|(chance, after)| chance * before.min(*after)).sum()
}

/// A book of customers large enough that a rounded thousandth is below a thousand-millionth of any movement.
fn large_book(dice: &mut Dice) -> (Document, Vec<Vec<f64>>) {
    let mut document = quiet();
    document.settings.currency = "KWD".parse().unwrap();
    document.settings.horizon_months = 36;
    document.settings.first_month = Month::new(2027, dice.whole(1, 12) as u32);
    document.segments = ["one", "two", "three"].map(quiet_segment).to_vec();
    let horizon = document.settings.horizon();
    let mut bookings = vec![vec![0.0; horizon]; 3];
    for (at, segment) in document.segments.iter_mut().enumerate() {
        let contraction = dice.share(0, 20);
        segment.retention = Retention {
            renewal: dice.share(60, 100),
            contraction,
            contraction_depth: Some(contraction + dice.share(1, 60)),
            price_uplift: dice.share(0, 15),
            expansion: dice.share(0, 40),
            term_months: dice.pick(&[12, 12, 24, 36, 18]),
            reactivation: dice.share(0, 30),
            reactivation_lag_months: dice.whole(1, 20) as u32,
        };
        segment.pipeline.deal_size = Money::from_major(25_000_000);
        for _ in 0..dice.whole(0, 12) {
            let (month, arr) = (dice.whole(0, horizon as i64 - 1), dice.whole(10_000_000, 900_000_000));
            bookings[at][month as usize] += arr as f64;
            let open = remit::model::OpenPipeline {
                month: document.settings.first_month.plus(month as i32),
                arr: Money::from_major(arr),
            };
            segment.pipeline.opening.push(open);
        }
    }
    // Closers in every segment who could sell anything.
    document.roles =
        vec![role("closer", Function::NewBusiness, steady(Money::from_major(90_000_000_000), Cadence::Month))];
    for segment in ["one", "two", "three"] {
        let mut closer = seat(&format!("closer-{segment}"), "closer", "2020-01-01");
        closer.segment = Some(remit::units::SegmentId::new(segment));
        document.seats.push(closer);
    }
    let accounts = (0..dice.whole(20, 60)).map(|at| {
        let segment = dice.pick(&["one", "two", "three"]);
        let renewal = document.settings.first_month.plus(dice.whole(-30, 40) as i32);
        let arr = Money::from_major(dice.whole(10_000_000, 900_000_000));
        customer(&format!("customer-{at}"), segment, arr, renewal, dice.pick(&[12, 12, 12, 24, 36, 13]))
    });
    document.accounts = Arc::new(accounts.collect());
    (document, bookings)
}

#[track_caller]
fn agree(what: &str, engine: f64, oracle: f64, coin: f64) {
    let apart = (engine - oracle).abs();
    assert!(
        apart <= 0.51 * coin + 1e-9 * oracle.abs(),
        "{what}: {engine} by the engine, {oracle} customer by customer"
    );
}

#[test]
fn cohorts_give_what_customers_followed_one_by_one_give() {
    let mut dice = Dice(2027);
    for _ in 0..40 {
        let (document, bookings) = large_book(&mut dice);
        let outcome = outcome(&document);
        let history = follow(&document, &bookings);
        for (segment, months) in outcome.segments.iter().zip(&history.months) {
            for (at, (engine, oracle)) in segment.ledger.iter().zip(months).enumerate() {
                let coin = 0.001;
                agree("new", engine.new.to_major(), oracle.new, coin);
                agree("back", engine.reactivation.to_major(), oracle.back, coin);
                agree("churn", engine.churn.to_major(), oracle.churn, coin);
                agree("contraction", engine.contraction.to_major(), oracle.contraction, coin);
                agree("price", engine.price.to_major(), oracle.price, coin);
                agree("expansion", engine.expansion.to_major(), oracle.expansion, coin);
                // Closing is the sum of rounded movements, six a month.
                agree("closing", engine.closing().to_major(), oracle.closing, coin * (6 * (at + 1) + 1) as f64);
                let customers = segment.customers[at];
                assert!((customers - oracle.customers).abs() <= 1e-9 * oracle.customers.max(1.0), "{customers}");
            }
        }
    }
}

#[test]
fn retention_windows_are_those_of_customers_followed_one_by_one() {
    let mut dice = Dice(1_905);
    let mut known = 0;
    for _ in 0..40 {
        let (document, bookings) = large_book(&mut dice);
        let outcome = outcome(&document);
        let history = follow(&document, &bookings);
        for (at, segment) in outcome.segments.iter().enumerate() {
            for (to, window) in segment.windows.iter().enumerate() {
                let from = (to + 1).saturating_sub(12);
                let (mut then, mut now, mut lost, mut kept) = (0.0, 0.0, 0.0, 0.0);
                // Customers there were when the window began, whoever they are by now.
                for life in history.lives.iter().filter(|life| life.segment == at && life.joined < from as i32) {
                    let began = life.months[from].before;
                    then += began;
                    now += life.months[to].after;
                    lost += life.months[from..=to].iter().map(|it| it.lost).sum::<f64>();
                    // A term of a year or more: at most one renewal in the window.
                    let renewed =
                        life.months[from..=to].iter().find(|it| it.before != it.after || it.kept != it.before);
                    kept += renewed.map_or(began, |it| it.kept);
                }
                assert_eq!(window.months, to + 1 - from);
                agree("then", window.then.to_major(), then, 0.001);
                agree("now", window.now.to_major(), now, 0.001);
                agree("lost", window.lost.to_major(), lost, 0.001);
                if let Some(least) = window.kept {
                    agree("kept", least.to_major(), kept, 0.001);
                    known += 1;
                }
            }
        }
    }
    assert_eq!(known, 40 * 3 * 36, "with terms of a year or more it is always known");
}

#[test]
fn gross_retention_by_customer_counts_who_left_and_not_who_grew() {
    let mut document = quiet();
    with_customer(&mut document, "book", money(1_000_000.0), |it| {
        (it.renewal, it.expansion) = (Rate::percent(90), Rate::percent(15));
    });
    let outcome = outcome(&document);
    let value = |metric| Row::of(&outcome, outcome.whole()).value(metric).to_f64().unwrap();
    assert_eq!(value(Metric::GrrCustomer), 0.90);
    assert_eq!(value(Metric::GrrEvent), 0.90);
    assert!((value(Metric::NrrCohort) - 1.035).abs() < 1e-12, "the expected customer has grown");
}

#[test]
fn a_shrinking_customer_counts_at_what_is_left_after_the_uplift() {
    let mut document = quiet();
    with_customer(&mut document, "book", money(1_000_000.0), |it| {
        (it.contraction, it.contraction_depth) = (Rate::percent(6), Some(Rate::percent(30)));
        it.price_uplift = Rate::percent(10);
    });
    let outcome = outcome(&document);
    let value = |metric| Row::of(&outcome, outcome.whole()).value(metric).to_f64().unwrap();
    // One in five shrinks by 30 % and then pays 10 % more: 77 of 100. Four in five count at 100.
    assert!((value(Metric::GrrCustomer) - (0.8 + 0.2 * 0.77)).abs() < 1e-9);
    assert!((value(Metric::GrrEvent) - 0.94).abs() < 1e-9);
}

// Person by person -----------------------------------------------------------------------------------------------------------------

/// What one history of a seat had in each month: heads, and heads times productivity.
type Occupancy = (f64, f64);

struct SeatCase {
    terms: Terms,
    stint: Stint,
    next: Option<Stint>,
}

/// Plays the life of a seat once, month by month, with dice: who is in it leaves at the end of a month by chance; a successor arrives
/// so many months later and is new; a named successor takes over on their first day.
fn play(dice: &mut Dice, case: &SeatCase, first: Month, horizon: usize) -> Vec<Occupancy> {
    let hazard = 1.0 - (1.0 - case.terms.attrition_year.to_f64()).powf(1.0 / 12.0);
    let lag = case.terms.backfill_lag_months as i64;
    let productivity =
        |tenure: i32| case.terms.ramp.productivity.get((tenure - 1) as usize).map_or(1.0, |rate| rate.to_f64());
    let days_in = |month: Month, from: chrono::NaiveDate, to: Option<chrono::NaiveDate>| {
        let (mut days, mut date) = (0u32, month.first_day());
        while Month::of(date) == month {
            days += u32::from(date >= from && to.is_none_or(|to| date <= to));
            date = date.succ_opt().unwrap();
        }
        f64::from(days) / f64::from(month.days())
    };
    let mut named = Some(&case.stint);
    let mut started_next = false;
    let mut backfill_since: Option<Month> = None;
    let mut arrives: Option<Month> = None;
    let mut months = Vec::with_capacity(horizon);
    for offset in 0..horizon as i32 {
        let month = first.plus(offset);
        if let Some(next) = case.next.as_ref().filter(|next| Month::of(next.from) == month && !started_next) {
            (started_next, named, backfill_since, arrives) = (true, Some(next), None, None);
        }
        if arrives == Some(month) {
            (arrives, backfill_since) = (None, Some(month));
        }
        let mut heads = 0.0;
        let mut productive = 0.0;
        let mut leaves = false;
        if let Some(stint) = named {
            heads = days_in(month, stint.from, stint.to.date());
            productive = heads * productivity(month.since(Month::of(stint.from)) + 1);
            let there_at_the_end =
                stint.from <= month.last_day() && stint.to.date().is_none_or(|end| end >= month.last_day());
            let certain = matches!(stint.to, StintEnd::Known(_));
            leaves = there_at_the_end && !certain && dice.chance(hazard);
            leaves |= stint.to.date().is_some_and(|end| end <= month.last_day());
            if leaves {
                named = None;
            }
        } else if let Some(since) = backfill_since {
            heads = 1.0;
            productive = productivity(month.since(since) + 1);
            leaves = dice.chance(hazard);
            if leaves {
                backfill_since = None;
            }
        }
        if leaves && case.terms.backfill {
            arrives = Some(month.plus(1 + lag as i32));
        }
        months.push((heads, productive));
    }
    months
}

fn seat_case(dice: &mut Dice) -> SeatCase {
    let ramp: Vec<Rate> = (0..dice.whole(0, 8)).map(|_| dice.share(0, 100)).collect();
    let mut terms = steady(Money::from_major(120_000), Cadence::Year);
    terms.ramp = Ramp { productivity: ramp, ..Ramp::default() };
    terms.attrition_year = dice.share(5, 70);
    terms.backfill = dice.chance(0.8);
    terms.backfill_lag_months = dice.whole(0, 5) as u32;
    let start = day("2025-06-01") + chrono::Days::new(dice.whole(0, 900) as u64);
    let mut stint = Stint { from: start, ..Stint::default() };
    let mut next = None;
    match dice.whole(0, 3) {
        0 => {
            let end = start.max(day("2027-01-01")) + chrono::Days::new(dice.whole(0, 500) as u64);
            stint.to = if dice.chance(0.5) { StintEnd::Known(end) } else { StintEnd::Expected(end) };
            if dice.chance(0.6) {
                let from = end + chrono::Days::new(dice.whole(1, 200) as u64);
                // A named successor is to begin with a month: before that the expectation fills the seat.
                next = Some(Stint { from: Month::of(from).plus(1).first_day(), ..Stint::default() });
            }
        }
        _open => {}
    }
    SeatCase { terms, stint, next }
}

#[test]
fn expected_capacity_is_the_mean_of_many_lives_of_a_seat() {
    const LIVES: usize = 6_000;
    let mut dice = Dice(42);
    let mut worst: f64 = 0.0;
    for number in 0..24 {
        let case = seat_case(&mut dice);
        let mut document = quiet();
        document.settings.horizon_months = 36;
        document.roles = vec![role("ae", Function::NewBusiness, case.terms.clone())];
        let mut held = seat("ae", "ae", "2020-01-01");
        held.stints = std::iter::once(case.stint.clone()).chain(case.next.clone()).collect();
        document.seats = vec![held];
        let outcome = outcome(&document);
        let seat = &outcome.seats[0];
        let mut sums = vec![[0.0f64; 4]; 36];
        for _ in 0..LIVES {
            let life = play(&mut dice, &case, document.settings.first_month, 36);
            for (sum, (heads, productive)) in sums.iter_mut().zip(life) {
                let add = [heads, heads * heads, productive, productive * productive];
                sum.iter_mut().zip(add).for_each(|(place, part)| *place += part);
            }
        }
        for (month, sum) in sums.iter().enumerate() {
            let count = LIVES as f64;
            let compare = |what: &str, expected: f64, sum: f64, squares: f64| {
                let mean = sum / count;
                let error = ((squares / count - mean * mean).max(0.0) / count).sqrt();
                // What is rare may not have happened in so many lives: its chance is then below a few in so many.
                let allowed = 5.0 * error + 5.0 / count;
                assert!(
                    (expected - mean).abs() <= allowed,
                    "case {number}, month {month}: {what} {expected} by the engine, {mean} +- {error} by lives; {:?} {:?} {:?}",
                    case.stint,
                    case.next,
                    case.terms
                );
                (expected - mean).abs() / allowed
            };
            worst = worst.max(compare("heads", seat.heads[month], sum[0], sum[1]));
            worst = worst.max(compare("productive", seat.ramped[month], sum[2], sum[3]));
            assert!((seat.capacity[month] - seat.ramped[month] * 10_000.0).abs() < 1e-6, "10,000 a month each");
        }
    }
    assert!(worst > 0.2, "the test is sharp enough to see a difference");
}

// Exact fractions ------------------------------------------------------------------------------------------------------------------

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    num: i128,
    den: i128,
}

impl Fraction {
    fn new(num: i128, den: i128) -> Fraction {
        let (mut a, mut b) = (num.abs(), den.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if den < 0 { -1 } else { 1 };
        Fraction { num: sign * num / a.max(1), den: den.abs() / a.max(1) }
    }

    fn whole(value: i128) -> Fraction {
        Fraction { num: value, den: 1 }
    }

    fn plus(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.den + other.num * self.den, self.den * other.den)
    }

    fn minus(self, other: Fraction) -> Fraction {
        self.plus(Fraction::new(-other.num, other.den))
    }

    fn times(self, other: Fraction) -> Fraction {
        // Crosswise in lowest terms first, so that nothing grows beyond need.
        let (a, b) = (Fraction::new(self.num, other.den), Fraction::new(other.num, self.den));
        Fraction::new(a.num * b.num, a.den * b.den)
    }

    fn over(self, other: Fraction) -> Fraction {
        self.times(Fraction::new(other.den, other.num))
    }

    fn less(self, other: Fraction) -> bool {
        self.minus(other).num < 0
    }

    fn smaller(self, other: Fraction) -> Fraction {
        if self.less(other) { self } else { other }
    }

    /// Thousandths as money, a half cent away from zero.
    fn to_cents(self) -> Money {
        let tens = Fraction::new(self.num, self.den * 10);
        let twice = 2 * tens.num.abs() + tens.den;
        let cents = twice.div_euclid(2 * tens.den) * tens.num.signum();
        Money::from_mills((cents * 10) as i64)
    }
}

struct Table {
    /// Bound in thousandths and rate per thousandth of credit.
    rows: Vec<(Fraction, Fraction)>,
    quota: Fraction,
    upper: bool,
}

impl Table {
    /// The position of the highest row reached.
    fn reached(&self, credit: Fraction) -> Option<usize> {
        self.rows.iter().rposition(|(from, _)| if self.upper { !credit.less(*from) } else { from.less(credit) })
    }

    fn marginal(&self, credit: Fraction) -> Fraction {
        let next = |at: usize| self.rows.get(at + 1).map_or(credit, |(from, _)| credit.smaller(*from));
        let slices = self.rows.iter().enumerate().filter(|(_, (from, _))| from.less(credit));
        slices.fold(Fraction::whole(0), |sum, (at, (from, rate))| sum.plus(next(at).minus(*from).times(*rate)))
    }

    fn bracket_on_overage(&self, credit: Fraction) -> Fraction {
        let below = self.marginal(credit.smaller(self.quota));
        match self.reached(credit) {
            Some(at) if self.quota.less(credit) && !self.rows[at].0.less(self.quota) => {
                below.plus(credit.minus(self.quota).times(self.rows[at].1))
            }
            // No row begins at quota or above it: the last one below goes on.
            _ => self.marginal(credit),
        }
    }

    fn retroactive(&self, credit: Fraction) -> Fraction {
        self.reached(credit).map_or(Fraction::whole(0), |at| credit.times(self.rows[at].1))
    }

    /// Once the first paying row is reached it pays from the first dollar; higher rows pay their slices.
    fn first_dollar(&self, credit: Fraction) -> Fraction {
        let Some(paying) = self.rows.iter().position(|(_, rate)| rate.num != 0) else { return Fraction::whole(0) };
        if self.reached(credit).is_none_or(|at| at < paying) {
            return Fraction::whole(0);
        }
        let rows =
            std::iter::once((Fraction::whole(0), self.rows[paying].1)).chain(self.rows[paying + 1..].iter().copied());
        Table { rows: rows.collect(), quota: self.quota, upper: self.upper }.marginal(credit)
    }
}

#[test]
fn ten_thousand_tables_pay_to_the_cent_what_exact_fractions_say() {
    let mut dice = Dice(8_250);
    for number in 0..cases::so_many(12_000) {
        let quota = dice.whole(1, 90_000_000) * 10;
        let variable = dice.whole(0, 40_000_000) * 10;
        let derived = Fraction::new(variable.into(), quota.into());
        let (mut tiers, mut rows) = (Vec::new(), Vec::new());
        let mut from = 0;
        for at in 0..dice.whole(1, 5) {
            let at_quota = Fraction::new(i128::from(quota) * i128::from(from), 1_000_000);
            let (value, rate) = if dice.chance(0.6) {
                let ppm = if at == 0 && dice.chance(0.3) { 0 } else { dice.whole(0, 40_000) * 100 };
                (TierValue::Multiple(Rate::from_ppm(ppm)), derived.times(Fraction::new(ppm.into(), 1_000_000)))
            } else {
                let ppm = dice.whole(0, 3_000) * 100;
                (TierValue::Share(Rate::from_ppm(ppm)), Fraction::new(ppm.into(), 1_000_000))
            };
            tiers.push(Tier { from: TierFrom::Quota(Rate::from_ppm(from)), value, reach: Reach::OwnBound });
            rows.push((at_quota, rate));
            // Bounds fall on quota itself often, as people write them.
            from = if from < 1_000_000 && dice.chance(0.4) { 1_000_000 } else { from + dice.whole(1, 6_000) * 100 };
        }
        let boundary = dice.pick(&[Boundary::Lower, Boundary::Upper]);
        let table = Table { rows, quota: Fraction::whole(quota.into()), upper: boundary == Boundary::Upper };
        // A third of the credits lie exactly on a bound.
        let credit = match dice.whole(0, 2) {
            0 => {
                let (bound, _) = table.rows[dice.whole(0, table.rows.len() as i64 - 1) as usize];
                (bound.num / bound.den) as i64
            }
            _ => dice.whole(0, quota * 3),
        };
        let exact = Fraction::whole(credit.into());
        for preset in RatePreset::ALL {
            preset.apply(&mut tiers);
            let component = rated_by(Rates::Tiers { tiers: tiers.clone(), boundary });
            let paid = pays(
                &component,
                Money::from_mills(credit),
                &basis(Money::from_mills(quota), variable.into(), quota.into()),
            );
            let expected = match preset {
                RatePreset::Marginal => table.marginal(exact),
                RatePreset::BracketOnOverage => table.bracket_on_overage(exact),
                RatePreset::Retroactive => table.retroactive(exact),
                RatePreset::FirstDollar => table.first_dollar(exact),
            };
            assert_eq!(
                paid,
                expected.to_cents(),
                "table {number} {preset:?} {boundary:?}: {credit} of {quota} on {tiers:?}"
            );
        }
    }
}

#[test]
fn ten_thousand_curves_pay_to_the_cent_what_exact_fractions_say() {
    let mut dice = Dice(70_100);
    for number in 0..cases::so_many(10_000) {
        let quota = dice.whole(1, 90_000_000) * 10;
        let target = dice.whole(0, 40_000_000) * 10;
        let mut attainment = dice.whole(0, 800_000);
        let points: Vec<CurvePoint> = (0..dice.whole(2, 5))
            .map(|_| {
                let point = CurvePoint { attainment: Rate::from_ppm(attainment), pay: dice.share(0, 300) };
                attainment += dice.whole(1, 500_000);
                point
            })
            .collect();
        let credit = dice.whole(0, quota * 2);
        let at = Fraction::new(credit.into(), quota.into());
        let place = |point: &CurvePoint| {
            (Fraction::new(point.attainment.ppm().into(), 1_000_000), Fraction::new(point.pay.ppm().into(), 1_000_000))
        };
        let (first, _) = place(&points[0]);
        let share = if at.less(first) {
            place(&points[0]).1
        } else {
            // The stretch it lies on; beyond the last point, the last stretch goes on.
            let low = (0..points.len() - 1).rposition(|low| !at.less(place(&points[low]).0)).unwrap();
            let ((from, begins), (to, ends)) = (place(&points[low]), place(&points[low + 1]));
            begins.plus(ends.minus(begins).times(at.minus(from).over(to.minus(from))))
        };
        let expected = share.times(Fraction::whole(target.into())).to_cents();
        let component = rated_by(Rates::Curve { points });
        let paid =
            pays(&component, Money::from_mills(credit), &basis(Money::from_mills(quota), target.into(), quota.into()));
        assert_eq!(paid, expected, "curve {number}");
    }
}

#[test]
fn halves_of_a_cent_go_where_the_setting_says() {
    let half = |mode| {
        let component = Component::default();
        let basis = basis(Money::from_major(1), 1, 1_000);
        remit::engine::pay::rate(&component, 5_000, 0, &basis, true).to_money(Currency::USD, mode)
    };
    assert_eq!(half(Rounding::HalfAwayFromZero), Money::from_mills(10));
    assert_eq!(half(Rounding::HalfEven), Money::ZERO);
}
