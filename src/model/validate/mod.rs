//! What is wrong with a document, at its place, in words that say how to mend it.
//!
//! A check reports an error only where figures are wrong until it is mended; what is merely unfinished is a warning or a note, because
//! half-entered input is the normal state of a plan.

mod accounts;
mod actuals;
mod asides;
mod bounds;
mod components;
mod deals;
mod extras;
mod plans;
mod reporting;
mod roles;
mod seats;
mod segments;
mod sources;
mod territory;
mod words;

use crate::model::comp::{Measure, Plan};
use crate::model::{AttainmentSpread, Document, Function, Problem, Role, Seat, Terms};
use crate::text::tr;
use crate::units::{Cadence, Rate, SegmentId, period_label};
use std::collections::{HashMap, HashSet};

/// All problems of a document, errors first, each at the path of its input (`role/ae/smb/quota`) or entity (`seat/ae-3`).
pub fn validate(document: &Document) -> Vec<Problem> {
    let mut check = Check::new(document);
    bounds::check(&mut check);
    company(&mut check);
    segments::check(&mut check);
    roles::check(&mut check);
    plans::check(&mut check);
    seats::check(&mut check);
    reporting::check(&mut check);
    accounts::check(&mut check);
    territory::check(&mut check);
    deals::check(&mut check);
    actuals::check(&mut check);
    asides::check(&mut check);
    Problem::sort(&mut check.found);
    check.found
}

/// What the checks look things up in, and what they found.
struct Check<'a> {
    document: &'a Document,
    segments: HashSet<&'a str>,
    plans: HashMap<&'a str, &'a Plan>,
    seats: HashMap<&'a str, usize>,
    /// Each seat with what it refers to.
    posts: Vec<Post<'a>>,
    found: Vec<Problem>,
}

/// A seat with what it refers to; absent where the reference leads nowhere.
struct Post<'a> {
    seat: &'a Seat,
    role: Option<&'a Role>,
    terms: Option<&'a Terms>,
    plan: Option<&'a Plan>,
    manager: Option<usize>,
}

impl<'a> Check<'a> {
    fn new(document: &'a Document) -> Check<'a> {
        // Of entities with the same id the first counts, as in `Document::role` and its like.
        let plans: HashMap<&str, &Plan> = document.plans.iter().rev().map(|it| (it.id.as_str(), it)).collect();
        let roles: HashMap<&str, &Role> = document.roles.iter().rev().map(|it| (it.id.as_str(), it)).collect();
        let seats: HashMap<&str, usize> =
            document.seats.iter().enumerate().rev().map(|(at, it)| (it.id.as_str(), at)).collect();
        let posts = document
            .seats
            .iter()
            .map(|seat| {
                let role = roles.get(seat.role.as_str()).copied();
                let terms = role.and_then(|role| role.terms_for(seat.segment.as_ref()));
                let plan = seat.plan.as_ref().or_else(|| terms?.plan.as_ref());
                Post {
                    seat,
                    role,
                    terms,
                    plan: plan.and_then(|id| plans.get(id.as_str()).copied()),
                    manager: seat.manager.as_ref().and_then(|id| seats.get(id.as_str()).copied()),
                }
            })
            .collect();
        let segments = document.segments.iter().map(|segment| segment.id.as_str()).collect();
        Check { document, segments, plans, seats, posts, found: Vec::new() }
    }

    fn error(&mut self, at: impl Into<String>, code: &'static str, text: impl Into<String>) {
        self.found.push(Problem::error(at, code, text));
    }

    fn warning(&mut self, at: impl Into<String>, code: &'static str, text: impl Into<String>) {
        self.found.push(Problem::warning(at, code, text));
    }

    fn note(&mut self, at: impl Into<String>, code: &'static str, text: impl Into<String>) {
        self.found.push(Problem::note(at, code, text));
    }

    /// An error where seats depend on it, a warning while nobody does.
    fn error_if(&mut self, in_use: bool, at: impl Into<String>, code: &'static str, text: impl Into<String>) {
        if in_use { self.error(at, code, text) } else { self.warning(at, code, text) }
    }

    fn knows_segment(&self, id: &SegmentId) -> bool {
        self.segments.contains(id.as_str())
    }

    /// Reports ids that stand more than once, each once.
    fn duplicates<'i>(&mut self, kind: &str, ids: impl Iterator<Item = &'i str>) {
        let (mut seen, mut told) = (HashSet::new(), HashSet::new());
        for id in ids {
            if !seen.insert(id) && told.insert(id) {
                let text = tr!(
                    "the id \u{201c}{id}\u{201d} stands more than once, so it is not clear which one is meant; rename one"
                );
                self.error(format!("{kind}/{id}"), "duplicate_id", text);
            }
        }
    }
}

impl Post<'_> {
    fn path(&self) -> String {
        format!("seat/{}", self.seat.id)
    }

    fn function(&self) -> Option<Function> {
        self.role.map(|role| role.function)
    }
}

/// Whether someone of this function is credited with results of their own in a measure.
pub fn brings_in(function: Function, measure: Measure) -> bool {
    match measure {
        Measure::NewArr | Measure::GrossMargin | Measure::Units => function.sells_new_business(),
        Measure::Opportunities => function == Function::SalesDevelopment,
        Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::GrossRetention
        | Measure::NetRetention => function.looks_after_customers(),
        Measure::Objectives | Measure::Satisfaction | Measure::Meetings => true,
    }
}

/// What concerns the company as a whole.
fn company(check: &mut Check<'_>) {
    let document = check.document;
    if document.segments.is_empty() {
        check.note("segment", "no_segments", tr!("there is no segment yet; add one to plan revenue"));
    }
    if document.seats.is_empty() {
        check.note("seat", "no_seats", tr!("nobody is planned yet; add seats to plan capacity and pay"));
    }
    let assumptions = &document.assumptions;
    if words::all_zero(&assumptions.seasonality, 12) {
        let text = tr!("all twelve weights are zero, so every month counts the same; give at least one month a weight");
        check.warning("assumptions/seasonality", "seasonality_zero", text);
    }
    if assumptions.seasonality.len() > 12 {
        let text = tr!(
            "there are {} weights and only the first twelve, January to December, count; remove the others",
            assumptions.seasonality.len()
        );
        check.warning("assumptions/seasonality", "too_many_weights", text);
    }
    let sells = check.posts.iter().any(|post| post.function().is_some_and(Function::sells_new_business));
    if sells && assumptions.productive_time.ppm() == 0 {
        let text = tr!(
            "no time is left for selling, so the team has no capacity; enter the share of working time that goes into it"
        );
        check.warning("assumptions/productive_time", "no_selling_time", text);
    }
    attainment(check, &assumptions.attainment);
    handover(check);
    incentives(check);
    history(check, document);
    let knows_capacity = |role: &Role| {
        role.function.looks_after_customers() && role.terms.iter().any(|terms| terms.book_capacity.is_some())
    };
    if assumptions.coverage.response != crate::model::CoverageResponse::Off
        && !document.roles.iter().any(knows_capacity)
    {
        let text = tr!(
            "retention responds to coverage, but no role says how much ARR one person can look after; enter that, or \
                    switch the response off"
        );
        check.warning("assumptions/coverage", "coverage_unknown", text);
    }
}

/// Shared credit at the handover that cannot come about, or that pays nobody.
fn handover(check: &mut Check<'_>) {
    let document = check.document;
    let handover = document.assumptions.handover;
    if handover.months > 0 && handover.seller_share == Rate::ZERO {
        let text = tr!(
            "sellers share the credit with a share of nothing, so those who look after customers have all of it; enter a share, or no months"
        );
        check.note("assumptions/handover/seller_share", "handover_without_share", text);
    }
    if !handover.shares() {
        return;
    }
    let shortest = document.segments.iter().map(|it| it.retention.term_months.max(1)).min();
    if let Some(shortest) = shortest.filter(|shortest| *shortest > handover.months) {
        let text = tr!(
            "nothing is shared: the first contracts renew {shortest} months after they were won; enter at least as many"
        );
        check.warning("assumptions/handover/months", "handover_too_short", text);
    }
}

/// A response to pay that cannot come about.
fn incentives(check: &mut Check<'_>) {
    let document = check.document;
    let rule = &document.assumptions.incentives;
    if !rule.on {
        return;
    }
    if !rule.responds() {
        let text = tr!(
            "results are to respond to the split of pay, but every elasticity is 0, so nothing does; enter one, or switch the response off"
        );
        check.note("assumptions/incentives", "no_elasticity", text);
        return;
    }
    if rule.returns == Rate::ZERO {
        let text = tr!("effort brings nothing, so no result responds to it; enter returns above 0 %");
        check.warning("assumptions/incentives/returns", "no_returns", text);
    }
    let named = |role: &&Role| !rule.reference.iter().any(|it| it.role == role.id);
    let held = |role: &&Role| document.seats.iter().any(|seat| seat.role == role.id);
    let new: Vec<&str> = document.roles.iter().filter(held).filter(named).map(|it| it.name.as_str()).collect();
    if !new.is_empty() {
        let text = tr!(
            "{} came after the reference was taken, so their split of pay moves nothing; take the present split as reference",
            words::few(new.into_iter())
        );
        check.note("assumptions/incentives/reference", "no_reference", text);
    }
}

/// Capacity of past quarters: what is lost was there before.
fn history(check: &mut Check<'_>, document: &Document) {
    let calendar = document.settings.fiscal_calendar();
    let mut seen = HashSet::new();
    for (index, past) in document.assumptions.capacity_history.iter().enumerate() {
        let at = format!("assumptions/capacity_history/{}", index + 1);
        let period = calendar.period_of(past.quarter, Cadence::Quarter);
        let quarter = period_label(&period, false);
        let (lost, opening) = (past.lost.amount(), past.opening.amount());
        if lost > opening {
            let text = tr!(
                "in {quarter} more capacity was lost ({lost}) than there was ({opening}); exchange or correct them"
            );
            check.warning(format!("{at}/lost"), "history_lost_more", text);
        }
        if !seen.insert(period) {
            let text = tr!("{quarter} stands more than once, and only the first counts; remove the others");
            check.warning(format!("{at}/opening"), "history_twice", text);
        }
        if period.first >= document.settings.first_month {
            let text = tr!(
                "{quarter} is planned, so what was typed for it does not count; remove it, or let the plan begin later"
            );
            check.note(format!("{at}/opening"), "history_inside_plan", text);
        }
    }
}

/// How attainment is spread, where plans are priced.
fn attainment(check: &mut Check<'_>, spread: &AttainmentSpread) {
    const ROOT: &str = "assumptions/attainment";
    let AttainmentSpread::Buckets { buckets } = spread else { return };
    for (index, bucket) in buckets.iter().enumerate().filter(|(_, bucket)| bucket.from > bucket.to) {
        let text = tr!(
            "the group begins at {} and ends at {}; let it end where it begins or above",
            words::percent(bucket.from),
            words::percent(bucket.to)
        );
        check.error(format!("{ROOT}/bucket/{}/to", index + 1), "bucket_upside_down", text);
    }
    let sum: i64 = buckets.iter().map(|bucket| bucket.share.ppm().max(0)).sum();
    if sum <= 0 {
        let text = tr!("no group has a share of the people, so no pay can be expected; give at least one a share");
        check.warning(ROOT, "buckets_empty", text);
    } else if sum != Rate::SCALE {
        let text = tr!(
            "the shares of the groups add up to {} instead of 100 %; each counts in proportion",
            words::percent(Rate::from_ppm(sum))
        );
        check.warning(ROOT, "bucket_shares", text);
    }
}
