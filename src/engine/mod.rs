//! From a document to everything that follows from it.
//!
//! Invariant: [`evaluate`] is pure and total. Half-entered input gives [`Problem`]s beside a complete
//! [`Outcome`], never a failure. No text is built here except in problems; [`explain`] makes sentences on demand.

mod actual_pay;
mod benchmark;
mod book;
mod by_manager;
pub mod capacity;
mod care;
mod cohort;
pub mod compare;
mod cost;
mod credit;
mod deal_credit;
mod deal_pay;
pub(crate) mod deal_size;
mod delay;
mod economics;
mod explain;
mod forecast_deals;
mod funnel;
mod goals;
mod growth;
mod handover;
mod health;
mod hiring;
mod incentives;
mod limits;
mod metric;
mod moves;
mod org;
mod outcome;
pub mod pay;
mod payroll;
mod pipeline;
mod plan_breaks;
mod plan_cost;
mod plan_cost_why;
mod plan_expected;
mod plan_health;
mod plan_others;
mod plan_paid;
mod plan_pair;
mod plan_rival;
mod plan_staff;
mod plan_staff_why;
mod plan_table;
mod plan_version;
mod plan_view;
mod plan_year;
mod ramp_fit;
mod row;
mod seek;
mod sourcing;
mod spread;
mod staff;
mod starts;
mod statement;
mod swing;
mod team;
mod timeline;
mod usual;
mod variance;
mod year_pay;

pub use actual_pay::{PayChange, ReportedPay};
pub use benchmark::{Benchmark, Standing, benchmark};
pub(crate) use book::{AccountGroup, account_groups};
pub use by_manager::{Team as ManagerTeam, TeamArr, TeamMonth, by_manager};
pub use cohort::{CohortRow, CohortStart, CohortTable, Held, cohorts};
pub(crate) use credit::{by_name, group, quota_measure};
pub use deal_pay::{DealPay, pay_of_deals};
pub use deal_size::mean_deal_of;
pub use delay::{delay, mean_delay};
pub use explain::{Explanation, Link, Op, Term, explain};
pub use forecast_deals::{TooManyDeals, forecast_deals, is_forecast_deal};
pub use funnel::{Origin, SourceFlow};
pub use goals::{GoalState, goal_state};
pub(crate) use health::is_judged;
pub use health::{Condition, condition, points_at_risk, risk, signal_weight};
pub use hiring::{HiringLine, hiring_lines};
pub use incentives::{IncentiveLine, pay_splits};
pub use limits::{Hindrance, LimitedRun, limited_runs, limits, runs, runs_of};
pub use metric::{Metric, Scope, Value};
pub use moves::{MoveError, may_report};
pub use org::{Org, OrgFlaw, OrgNode, org};
pub use outcome::{
    ComponentPay, MonthlyCosts, Movements, Outcome, Payee, RetentionWindow, SeatOutcome, SegmentOutcome,
};
pub(crate) use payroll::{PaidOn, paid_on};
pub use payroll::{PayCurve, TargetFrom, YearCap, pay_curve};
pub use pipeline::{Limit, NewBusiness};
pub use plan_breaks::pay_breaks;
pub(crate) use plan_breaks::widened;
pub use plan_cost::{CostLine, CostPart, CostRun, CostTable, cost_of_year, cost_table};
pub use plan_cost_why::{CostColumn, cost_why};
pub use plan_expected::{
    Expected, Limit as PayLimit, MeanCliff, expected_cost, pay_caps, pay_thresholds, people_between,
};
pub(crate) use plan_health::usual_base;
pub use plan_health::{
    Ahead, Cliff, Credited, Finding, Flat, Health, Remote, RemoteWhy, Street, Verdict, plan_cliffs, plan_health,
};
pub use plan_others::{OtherStand, other_stands};
pub use plan_paid::{PaidAs, one_person, paid_team, usual_terms};
pub use plan_pair::{Half, PairColumn, PairOf, PlanHalf, PlanPair, plan_pair};
pub use plan_rival::{PlanSide, Rival, attaining_as, plan_rival};
pub use plan_staff::{ComponentLine, PayeeLine, PlanTotals, payee_lines, plan_totals};
pub use plan_staff_why::{EarnColumn, Whose, earn_led_to, earn_why};
pub use plan_table::{TablePoint, TableScale, as_typed, row_pay, table_points, table_scale};
pub use plan_version::{VersionColumn, VersionEffect, VersionLine, VersionRow, version_effect};
pub use plan_view::{
    BaseRate, Floor, Mix, PayAt, TierRate, base_rate, meanings, mix, part_of, pay_at, pay_floor, pay_remembered,
    tier_rates,
};
pub use plan_year::{HeldVersion, held_in};
pub use ramp_fit::fit_ramp;
pub use row::{Row, Span};
pub use seek::{Found, Goal, Track, Try, seek};
pub use sourcing::{Bind, Needs, SourceRow, binds, needs, reached, source_rows};
pub use spread::Spread;
pub(crate) use staff::{Holder, Post, posts, sitters};
pub use statement::{
    ComponentStatement, CreditLine, Line, NoStatement, PeriodStatement, Source, Statement, Wait, holders_in,
    period_named, statement, statement_by_meaning, statement_of,
};
pub use swing::{Swing, Swung, can_swing, strong_candidates, swing};
pub use team::{Crew, Team, TeamSize, crews_by_function, teams, whole_crew};
pub use timeline::{Phase, SeatTimeline, Stretch, refilled_in, timelines};
pub use usual::{Compared, UsualFigure, Whose as UsualWhose, against_usual};
pub use variance::{ActualPeople, Cause, Causes, Variance, actual_people, closed_in, planned, variance};
pub use year_pay::YearPay;

use crate::model::{Document, Problem, closed_months, validate};
use crate::text::tr;
use crate::units::{Flow, Money};
use chrono::NaiveDate;
use credit::Credits;

/// What comes from outside the document, so that every run repeats: the engine reads no clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Env {
    /// Today.
    pub today: NaiveDate,
}

impl Default for Env {
    fn default() -> Self {
        Env { today: crate::units::Month::new(2026, 12).first_day() }
    }
}

/// What the forecast gives before anyone is paid.
struct Forecast {
    seasons: Vec<f64>,
    capacity: Vec<Vec<f64>>,
    new_business: Vec<NewBusiness>,
    book: book::Book,
    credits: Credits,
    incentives: Vec<IncentiveLine>,
}

fn forecast(document: &Document, posts: &[Post<'_>], holders: &[Holder]) -> Forecast {
    let seasons = pipeline::seasons(document);
    let effort = incentives::Effort::of(document, posts);
    let of_post = |post: usize, month: usize| effort.as_ref().map_or(1.0, |it| it.new_business(post, month));
    let capacity = pipeline::holder_capacity(document, posts, holders, &seasons, &of_post);
    let found = funnel::development(document, posts, holders, seasons.len(), &of_post);

    let fresh: Vec<funnel::Fresh> =
        (0..document.segments.len()).map(|at| funnel::fresh(document, at, &found, &seasons)).collect();
    let closed = closed_months(document);
    let currency = document.settings.currency;
    let by_segment = segment_capacity(document, posts, holders, &capacity, &fresh);
    let new_business: Vec<NewBusiness> = document
        .segments
        .iter()
        .zip(&by_segment)
        .zip(fresh)
        .zip(&closed)
        .map(|(((segment, capacity), fresh), closed)| pipeline::book(segment, capacity, fresh, closed, currency))
        .collect();

    let care = care::care(document, posts, holders);
    let of_book = effort.as_ref().map(|it| it.of_book(posts, holders, document.segments.len(), seasons.len()));
    let book = book::run(document, &new_business, care.as_ref(), of_book.as_deref(), closed);

    let settled: Vec<Vec<Money>> =
        new_business.iter().map(|it| it.bookings.iter().map(|flow| currency.settle(*flow)).collect()).collect();
    let mut credits = Credits::of_forecast(posts, holders, &capacity, &settled, &found.by_holder, &book, currency);
    let sizes = deal_size::by_segment(document, &new_business);
    let deal = |holder: &Holder| deal_size::of_seat(&sizes, posts.get(holder.post).and_then(|it| it.segment));
    credits.derive(document.costs.gross_margin, holders.iter().map(deal).collect());
    let incentives = effort.map_or_else(Vec::new, |it| it.lines);
    Forecast { seasons, capacity, new_business, book, credits, incentives }
}

/// What follows for ARR and what is made of it alone: nobody's pay is reckoned, and no seat told of. For those who ask it of many documents.
fn without_pay(document: &Document) -> Outcome {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let Forecast { new_business, book, .. } = forecast(document, &posts, &holders);
    Outcome {
        months: document.settings.months().collect(),
        currency: document.settings.currency,
        calendar: document.settings.fiscal_calendar(),
        segments: segment_outcomes(document, new_business, book),
        seats: Vec::new(),
        payees: Vec::new(),
        costs: MonthlyCosts::of(document),
        reported_pay: ReportedPay::default(),
        incentives: Vec::new(),
        recurring: document.settings.recurring,
        problems: Vec::new(),
    }
}

/// Evaluates a document.
pub fn evaluate(document: &Document, env: &Env) -> Outcome {
    evaluate_checked(document, env, validate)
}

/// Finds what is wrong with a document: [`validate`], or nothing where nobody asks.
pub type Checks = fn(&Document) -> Vec<Problem>;

/// Evaluates a document whose mistakes `checks` finds. The browser hands them in, as they arrive with what reads documents and are no
/// part of the program that everything waits for.
pub fn evaluate_checked(document: &Document, env: &Env, checks: Checks) -> Outcome {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let Forecast { seasons, capacity, new_business, book, credits, incentives } = forecast(document, &posts, &holders);
    let payees = payroll::pay(document, &posts, &holders, &credits, &seasons);

    let mut problems = checks(document);
    problems.extend(book.problems.iter().cloned());
    problems.extend(notes(document, env));
    Problem::sort(&mut problems);
    let mut outcome = Outcome {
        months: document.settings.months().collect(),
        currency: document.settings.currency,
        calendar: document.settings.fiscal_calendar(),
        segments: segment_outcomes(document, new_business, book),
        seats: seat_outcomes(document, &posts, &holders, &capacity, &payees),
        payees,
        costs: MonthlyCosts::of(document),
        reported_pay: ReportedPay::default(),
        incentives,
        recurring: document.settings.recurring,
        problems,
    };
    outcome.reported_pay = actual_pay::reported_pay(document, &outcome);
    outcome
}

/// Capacity by segment; seats without a segment serve all in proportion to what could close there.
fn segment_capacity(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    capacity: &[Vec<f64>],
    fresh: &[funnel::Fresh],
) -> Vec<Vec<f64>> {
    let horizon = document.settings.horizon();
    let mut sums = vec![vec![0.0; horizon]; document.segments.len()];
    let mut shared = vec![0.0; horizon];
    for (holder, series) in holders.iter().zip(capacity) {
        let own = posts.get(holder.post).and_then(|post| post.segment);
        let places = own.and_then(|at| sums.get_mut(at)).unwrap_or(&mut shared);
        places.iter_mut().zip(series).for_each(|(place, part)| *place += part);
    }
    if shared.iter().any(|it| *it > 0.0) {
        for (month, shared) in shared.iter().enumerate() {
            let could = |at: usize| fresh.get(at).and_then(|it| it.closing.get(month)).copied().unwrap_or(0.0);
            let total: f64 = (0..sums.len()).map(could).sum();
            let even = 1.0 / sums.len().max(1) as f64;
            for (at, series) in sums.iter_mut().enumerate() {
                if let Some(place) = series.get_mut(month) {
                    *place += shared * if total > 0.0 { could(at) / total } else { even };
                }
            }
        }
    }
    sums
}

fn segment_outcomes(document: &Document, new_business: Vec<NewBusiness>, book: book::Book) -> Vec<SegmentOutcome> {
    let currency = document.settings.currency;
    let settle = |amount: f64| currency.settle(Flow::new(amount));
    let segments = document.segments.iter().zip(new_business).zip(book.segments);
    segments
        .map(|((segment, new_business), book)| {
            let mut opening = book.opening.first().copied().map_or(Money::ZERO, settle);
            let mut ledger = Vec::with_capacity(book.opening.len());
            for ((moves, new), back) in book.moves.iter().zip(&book.new).zip(&book.reactivation) {
                let movements = Movements::in_coins(opening, moves, *new, *back, currency);
                opening = movements.closing();
                ledger.push(movements);
            }
            let windows = book
                .windows
                .iter()
                .map(|window| RetentionWindow {
                    months: window.months,
                    then: settle(window.then),
                    now: settle(window.now),
                    lost: settle(window.lost),
                    kept: window.kept.map(settle),
                })
                .collect();
            let due = book.moves.iter().map(|moves| settle(moves.due)).collect();
            SegmentOutcome {
                id: segment.id.clone(),
                closed: book.closed,
                new_business,
                ledger,
                opening_typed: segment.opening.arr,
                due,
                windows,
                customers_before: book.customers_before,
                customers: book.customers,
                customers_won: book.customers_won,
                customers_lost: book.customers_lost,
                coverage: book.coverage,
            }
        })
        .collect()
}

fn seat_outcomes(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    capacity: &[Vec<f64>],
    payees: &[Payee],
) -> Vec<SeatOutcome> {
    let horizon = document.settings.horizon();
    let ends: Vec<NaiveDate> = document.settings.months().map(|month| month.last_day()).collect();
    let mut seats: Vec<SeatOutcome> = posts
        .iter()
        .map(|post| SeatOutcome {
            id: post.seat.id.clone(),
            function: post.function,
            segment: post.segment,
            filled: ends.iter().map(|last| filled(post.seat, *last)).collect(),
            heads: vec![0.0; horizon],
            ramped: vec![0.0; horizon],
            leaving: vec![0.0; horizon],
            capacity: vec![0.0; horizon],
            cost: vec![Money::ZERO; horizon],
            acquisition_share: cost::acquisition_share(post, document.settings.first_month),
        })
        .collect();
    for (holder, capacity) in holders.iter().zip(capacity) {
        let Some(seat) = seats.get_mut(holder.post) else { continue };
        for (places, parts) in [
            (&mut seat.heads, &holder.active),
            (&mut seat.ramped, &holder.productive),
            (&mut seat.leaving, &holder.leaving),
            (&mut seat.capacity, capacity),
        ] {
            places.iter_mut().zip(parts).for_each(|(place, part)| *place += part);
        }
    }
    for payee in payees {
        let Some(seat) = seats.get_mut(payee.seat) else { continue };
        for ((place, base), variable) in seat.cost.iter_mut().zip(&payee.base).zip(&payee.variable) {
            *place += *base + *variable;
        }
    }
    seats
}

/// Whether a seat has a holder on the last day of a month, attrition apart.
fn filled(seat: &crate::model::Seat, last: NaiveDate) -> bool {
    seat.stints.iter().any(|stint| stint.from <= last && stint.to.date().is_none_or(|end| end >= last))
}

impl MonthlyCosts {
    fn of(document: &Document) -> MonthlyCosts {
        let costs = &document.costs;
        MonthlyCosts {
            gross_margin: costs.gross_margin.map(|it| it.to_f64()),
            burden: costs.burden.to_f64(),
            marketing: costs.marketing.map(|it| it.amount()),
            marketing_acquisition: costs.marketing_acquisition_share.to_f64(),
            other_sales_marketing: costs.other_sales_marketing.map(|it| it.amount()),
            other_acquisition: costs.other_acquisition_share.to_f64(),
            other_operating: costs.other_operating.map(|it| it.amount()),
            prior_sales_marketing: costs.prior_quarter_sales_marketing.map(|it| it.amount()),
            prior_revenue: costs.prior_quarter_revenue.map(|it| it.amount()),
            ccos_on_revenue: document.settings.ccos_denominator == crate::model::CcosDenominator::RecognisedRevenue,
        }
    }
}

/// What is worth knowing about the time at which the plan is read.
fn notes(document: &Document, env: &Env) -> Vec<Problem> {
    let late = |seat: &&crate::model::Seat| {
        let first = seat.stints.first();
        first.is_some_and(|stint| stint.person.is_none() && stint.from < env.today)
    };
    let first = document.settings.first_month.first_day();
    let too_early = |seat: &&crate::model::Seat| {
        let stint = seat.stints.first();
        stint.is_some_and(|stint| stint.person.is_none() && (env.today..first).contains(&stint.from))
    };
    let early = document.seats.iter().filter(too_early).map(|seat| {
        let text = tr!(
            "it starts before the plan and has no name yet, so it counts as filled and part of its ramp as done; name \
                    its holder, or move its start into the plan"
        );
        Problem::note(format!("seat/{}", seat.id), "hire_before_plan", text)
    });
    document
        .seats
        .iter()
        .filter(late)
        .map(|seat| {
            let text = tr!("was to be filled before today and has no name yet; name its holder or move its start");
            Problem::note(format!("seat/{}", seat.id), "hire_overdue", text)
        })
        .chain(early)
        .collect()
}
