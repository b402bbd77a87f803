//! The book of business a second time: every customer a row of its own, every month summed anew over all rows. Random documents with
//! coverage, sources with deals of their own, typed opening balances, price uplift, customers who come back, terms from a month to five
//! years and late renewals; and the sample. What people do more or less for their pay is proven by hand in `incentives.rs`; here it is off,
//! as it would have to be taken from the engine.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use cases::cases;
use proptest::prelude::*;
use remit::engine::{CohortStart, Env, Metric, Origin, Outcome, Row, Scope, Span, Value, cohorts, evaluate};
use remit::model::{Account, CoverageResponse, Document, HealthSignal, Quota, Source, SourceKind, Stage, sample};
use remit::units::{Cadence, Money, Rate, SourceId};
use std::sync::Arc;
use support::random::{self, Random};

/// A customer; of a deal that is a fraction of one, that fraction.
struct Customer {
    segment: usize,
    /// Month of the plan in which they joined; before it: -1.
    joined: i32,
    arr: f64,
    /// How many of them are still expected to be there.
    there: f64,
    due: usize,
    term: usize,
    /// Points of renewal rate that they lose to their risk.
    points: f64,
    /// What they joined with.
    first: (f64, f64),
    /// Every month they have been through.
    past: Vec<Past>,
}

/// A month of a customer.
#[derive(Clone, Copy, Default)]
struct Past {
    month: usize,
    before: f64,
    after: f64,
    there: f64,
    new: f64,
    back: f64,
    churn: f64,
    contraction: f64,
    price: f64,
    expansion: f64,
    left: f64,
    due: bool,
    /// At most what they had, over all that may become of them; unknown where it is not said how much who shrinks gives up.
    kept: Option<f64>,
}

/// Everyone there ever was.
struct Town {
    customers: Vec<Customer>,
}

/// `count` customers who have `arr` together, as rows of one customer each and one row for the rest.
fn rows(count: f64, arr: f64) -> Vec<(f64, f64)> {
    let whole = (count.floor() as usize).min(20);
    if whole == 0 {
        return vec![(count, arr)];
    }
    let mut rows = vec![(1.0, arr / count); whole];
    let rest = count - whole as f64;
    if rest > 0.0 {
        rows.push((rest, arr * (rest / count)));
    }
    rows
}

impl Town {
    fn open(document: &Document) -> Town {
        let first = document.settings.first_month;
        let mut town = Town { customers: Vec::new() };
        let place = |id: &str| document.segments.iter().position(|it| it.id.as_str() == id);
        // Where typed balances hold the customers of the table already, these are the same ones.
        let counted = if document.territory.typed_book { &[][..] } else { document.accounts.as_slice() };
        for account in counted {
            let (Some(contract), Some(segment)) = (account.contract, place(account.segment.as_str())) else { continue };
            let mut due = contract.renewal.since(first);
            while due < 0 {
                due += contract.term_months as i32;
            }
            town.join(segment, -1, 1.0, contract.arr.to_major(), due as usize, contract.term_months as usize);
            town.customers.last_mut().unwrap().points = points(document, account);
        }
        for (segment, it) in document.segments.iter().enumerate() {
            let term = it.retention.term_months as usize;
            let weight = |offset: usize| {
                let calendar = first.plus(offset as i32).index0();
                it.opening.renewal_months.get(calendar).map_or(1.0, |rate| rate.to_f64())
            };
            let all: f64 = (0..term).map(weight).sum();
            if it.opening.arr == Money::ZERO {
                continue;
            }
            for due in 0..term {
                let share = if all > 0.0 { weight(due) / all } else { 1.0 / term as f64 };
                let (count, arr) = (f64::from(it.opening.customers) * share, it.opening.arr.to_major() * share);
                for (count, arr) in rows(count, arr) {
                    town.join(segment, -1, count, arr, due, term);
                }
            }
        }
        town
    }

    fn join(&mut self, segment: usize, joined: i32, there: f64, arr: f64, due: usize, term: usize) {
        self.customers.push(Customer {
            segment,
            joined,
            arr,
            there,
            due,
            term,
            points: 0.0,
            first: (arr, there),
            past: Vec::new(),
        });
    }

    fn arr(&self, inside: impl Fn(&Customer) -> bool) -> f64 {
        self.customers.iter().filter(|it| inside(it)).map(|it| it.arr).sum()
    }

    /// Lives through the plan. New business and the people who look after customers come from the outcome, as they are no part of
    /// the book.
    fn live(document: &Document, outcome: &Outcome) -> Town {
        let mut town = Town::open(document);
        for month in 0..document.settings.horizon() {
            let rates: Vec<[f64; 5]> =
                (0..document.segments.len()).map(|segment| town.rates(document, outcome, segment, month)).collect();
            for customer in &mut town.customers {
                customer.live(month, &rates[customer.segment]);
            }
            for segment in 0..document.segments.len() {
                town.welcome(document, outcome, segment, month);
            }
        }
        town
    }

    /// Who wins and who comes back in a month.
    fn welcome(&mut self, document: &Document, outcome: &Outcome, segment: usize, month: usize) {
        let rule = &document.segments[segment].retention;
        let term = rule.term_months as usize;
        let new = outcome.segments[segment].new_business.bookings[month].value();
        let mut coming: Vec<(f64, f64, bool)> = Vec::new();
        if new > 0.0 {
            let count = won(document, outcome, segment, month);
            coming.extend(rows(count, new).into_iter().map(|(count, arr)| (count, arr, true)));
        }
        // Whoever left so many months ago may be back, each of them alone.
        let lag = rule.reactivation_lag_months.max(1) as usize;
        let share = rule.reactivation.to_f64();
        let gone = month.checked_sub(lag);
        let left = self.customers.iter().filter(|it| it.segment == segment).filter_map(|it| it.in_month(gone?));
        let mut back: Vec<(f64, f64)> =
            left.filter(|past| past.due).map(|past| (past.left * share, past.churn * share)).collect();
        // Of contracts of a month everyone may come and go each month: beyond a dozen, who comes back on one day shares a row.
        if back.len() > 12 {
            back = vec![back.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1))];
        }
        coming.extend(back.into_iter().map(|(count, arr)| (count, arr, false)));
        for (count, arr, is_new) in coming {
            self.join(segment, month as i32, count, arr, month + term, term);
            let (new, back) = if is_new { (arr, 0.0) } else { (0.0, arr) };
            let past = Past { month, after: arr, there: count, new, back, kept: Some(0.0), ..Past::default() };
            self.customers.last_mut().unwrap().past.push(past);
        }
    }

    /// Rates of renewal, contraction, price and expansion, and the depth of contraction (not a number where it is not said).
    fn rates(&self, document: &Document, outcome: &Outcome, segment: usize, month: usize) -> [f64; 5] {
        let rule = &document.segments[segment].retention;
        let response = &document.assumptions.coverage;
        let cared = match (response.response, self.coverage(document, outcome, segment, month)) {
            (CoverageResponse::Off, _) | (_, None) => 1.0,
            (CoverageResponse::Linear, Some(it)) => it,
            (CoverageResponse::Concave, Some(it)) => it.powf(0.5),
        };
        let renewal = rule.renewal.to_f64() - response.renewal_at_stake.to_f64() * (1.0 - cared);
        let expansion = rule.expansion.to_f64() * (1.0 - response.expansion_at_stake.to_f64() * (1.0 - cared));
        let contraction = rule.contraction.to_f64();
        let depth = if contraction == 0.0 {
            1.0
        } else {
            rule.contraction_depth.map_or(f64::NAN, |it| it.to_f64().max(contraction))
        };
        [renewal.max(0.0), contraction, rule.price_uplift.to_f64(), expansion, depth]
    }

    /// Share of the book that the people in place can look after, counted person by person.
    fn coverage(&self, document: &Document, outcome: &Outcome, segment: usize, month: usize) -> Option<f64> {
        let keeps = |seat: &remit::model::Seat| {
            let role = document.role(&seat.role)?;
            let one = role.terms_for(seat.segment.as_ref())?.book_capacity;
            role.function.looks_after_customers().then(|| one.map_or(0.0, Money::to_major))
        };
        let told = document.roles.iter().any(|role| {
            role.function.looks_after_customers() && role.terms.iter().any(|terms| terms.book_capacity.is_some())
        });
        if !told {
            return None;
        }
        let (own, all) = (self.arr(|it| it.segment == segment), self.arr(|_| true));
        if own <= 0.0 {
            return Some(1.0);
        }
        let mut can = 0.0;
        for (seat, lived) in document.seats.iter().zip(&outcome.seats) {
            let heads = lived.ramped[month] * keeps(seat).unwrap_or(0.0);
            if lived.segment == Some(segment) {
                can += heads;
            } else if lived.segment.is_none() {
                can += heads * own / all;
            }
        }
        Some((can / own).clamp(0.0, 1.0))
    }

    fn sum(&self, segment: usize, month: usize, of: fn(&Past) -> f64) -> f64 {
        let mine = self.customers.iter().filter(|it| it.segment == segment);
        mine.filter_map(|it| it.in_month(month)).map(of).sum()
    }
}

impl Customer {
    fn live(&mut self, month: usize, rates: &[f64; 5]) {
        let before = self.arr;
        let mut past = Past { month, before, after: before, there: self.there, kept: Some(before), ..Past::default() };
        if self.due == month {
            let [renewal, contraction, price, expansion, depth] = *rates;
            let renewal = (renewal - self.points).max(0.0);
            past.due = true;
            past.left = self.there - self.there * renewal;
            past.churn = before * (1.0 - renewal);
            past.contraction = before * renewal * contraction;
            past.price = before * renewal * (1.0 - contraction) * price;
            past.expansion = before * renewal * (1.0 - contraction) * (1.0 + price) * expansion;
            past.after = before * renewal * (1.0 - contraction) * (1.0 + price) * (1.0 + expansion);
            past.there = self.there * renewal;
            // Left: nothing. Shrunk: what is left of it, dearer, but at most what it was. Else: at least what it was.
            let shrinks = if contraction > 0.0 { contraction / depth } else { 0.0 };
            let shrunk = before.min(before * (1.0 - depth) * (1.0 + price));
            past.kept = (!depth.is_nan()).then_some(renewal * (shrinks * shrunk + (1.0 - shrinks) * before));
            self.due += self.term;
        }
        (self.arr, self.there) = (past.after, past.there);
        self.past.push(past);
    }

    fn in_month(&self, month: usize) -> Option<&Past> {
        self.past.get(month.checked_sub(self.past.first()?.month)?)
    }
}

/// Customers won: what was signed over the deal size, source by source where there are sources, each of which signs the same share of
/// what it could.
fn won(document: &Document, outcome: &Outcome, segment: usize, month: usize) -> f64 {
    let pipeline = &document.segments[segment].pipeline;
    let business = &outcome.segments[segment].new_business;
    let (new, size) = (business.bookings[month].value(), pipeline.deal_size);
    let customers = |arr: f64, size: Money| if size > Money::ZERO { arr / size.to_major() } else { 0.0 };
    if pipeline.sources.is_empty() {
        return customers(new, size);
    }
    let could: f64 = business.flows.iter().map(|flow| flow.pipeline[month].value()).sum();
    let flows = business.flows.iter().map(|flow| {
        let own = match flow.origin {
            Origin::Source(at) => pipeline.sources[at].deal_size.unwrap_or(size),
            _segment_s => size,
        };
        customers(new * flow.pipeline[month].value() / could, own)
    });
    flows.sum()
}

/// Points of renewal rate that a customer loses: the weighted mean of the signals that are judged, of what is at stake.
fn points(document: &Document, account: &Account) -> f64 {
    let model = &document.territory.health;
    let Some(care) = account.care.as_ref().filter(|_| model.in_forecast) else { return 0.0 };
    let signals = [(HealthSignal::Engagement, model.engagement), (HealthSignal::Usage, model.usage)];
    let judged: Vec<(f64, f64)> =
        signals.iter().filter_map(|(it, weight)| Some((weight.to_f64(), care.health.of(*it)?.to_f64()))).collect();
    let weights: f64 = judged.iter().map(|it| it.0).sum();
    let risk = judged.iter().map(|it| it.0 * it.1).sum::<f64>() / weights.max(1e-9);
    // A millionth is the finest of all rates.
    (risk * model.renewal_at_stake.to_f64() * 1e6).round() / 1e6
}

/// A document whose results do not follow the split of pay.
fn without_response(mut document: Document) -> Document {
    document.assumptions.incentives.on = false;
    document
}

/// All money of the book and of those who sell and keep it, so many times as large: a rounded coin is then nothing beside it.
fn enlarged(document: &Document, times: i64) -> Document {
    let mut document = document.clone();
    let more = |money: &mut Money| *money = Money::from_mills(money.mills() * times);
    for segment in &mut document.segments {
        more(&mut segment.opening.arr);
        more(&mut segment.pipeline.deal_size);
        segment.pipeline.opening.iter_mut().for_each(|open| more(&mut open.arr));
        segment.pipeline.sources.iter_mut().filter_map(|it| it.deal_size.as_mut()).for_each(more);
    }
    for account in Arc::make_mut(&mut document.accounts).iter_mut() {
        if let Some(contract) = &mut account.contract {
            more(&mut contract.arr);
        }
    }
    for terms in document.roles.iter_mut().flat_map(|role| &mut role.terms) {
        if let Some(Quota::Arr { amount, .. }) = &mut terms.quota {
            more(amount);
        }
        if let Some(book) = &mut terms.book_capacity {
            more(book);
        }
    }
    document
}

/// Within half a coin, and a thousand-millionth for the order in which floats were added. `scale`: what the sums are made of.
fn near(what: &str, engine: f64, town: f64, coins: f64, scale: f64) -> Result<(), TestCaseError> {
    let apart = (engine - town).abs();
    prop_assert!(
        apart <= coins + 1e-9 * town.abs() + 1e-12 * scale,
        "{what}: {engine} by the engine, {town} customer by customer"
    );
    Ok(())
}

/// Movements, customers and retention windows of every segment and month.
fn same_book(document: &Document) -> Result<(), TestCaseError> {
    let outcome = evaluate(document, &Env::default());
    let town = Town::live(document, &outcome);
    let coin = outcome.currency.quantum().to_major() * 0.501;
    for (at, segment) in outcome.segments.iter().enumerate() {
        for (month, moved) in segment.ledger.iter().enumerate() {
            let closing = town.sum(at, month, |it| it.after);
            for (what, engine, of) in [
                ("new", moved.new, (|it| it.new) as fn(&Past) -> f64),
                ("back", moved.reactivation, |it| it.back),
                ("churn", moved.churn, |it| it.churn),
                ("contraction", moved.contraction, |it| it.contraction),
                ("price", moved.price, |it| it.price),
                ("expansion", moved.expansion, |it| it.expansion),
            ] {
                near(what, engine.to_major(), town.sum(at, month, of), coin, closing)?;
            }
            // Closing is the opening and six movements a month, each rounded once.
            near("closing", moved.closing().to_major(), closing, coin * (6 * month + 7) as f64, closing)?;
            let people = town.sum(at, month, |it| it.there);
            // The engine keeps count by adding and taking away; what is left of thousands may be nothing but the order of floats.
            let ever = people.max(1e3);
            near("customers", segment.customers[month], people, 0.0, ever)?;
            near("customers lost", segment.customers_lost[month], town.sum(at, month, |it| it.left), 0.0, ever)?;
            let own: f64 = town.sum(at, month, |it| if it.new > 0.0 { it.there } else { 0.0 });
            near("customers won", segment.customers_won[month], own, 0.0, ever)?;

            let window = segment.windows[month];
            let from = (month + 1).saturating_sub(12);
            let (mut then, mut now, mut lost, mut kept) = (0.0, 0.0, 0.0, Some(0.0));
            for it in town.customers.iter().filter(|it| it.segment == at && it.joined < from as i32) {
                let seen: Vec<&Past> = (from..=month).filter_map(|month| it.in_month(month)).collect();
                then += seen[0].before;
                now += seen.last().unwrap().after;
                lost += seen.iter().map(|past| past.churn + past.contraction).sum::<f64>();
                let due: Vec<&&Past> = seen.iter().filter(|past| past.due).collect();
                let least = match due.as_slice() {
                    [] => Some(seen[0].before),
                    [once] => once.kept,
                    // What is a minimum of then and now is not known from two expected renewals.
                    _twice => None,
                };
                kept = kept.and_then(|sum| Some(sum + least?));
            }
            near("then", window.then.to_major(), then, coin, then)?;
            near("now", window.now.to_major(), now, coin, now)?;
            near("lost", window.lost.to_major(), lost, coin, then)?;
            prop_assert_eq!(window.kept.is_some(), kept.is_some(), "known in month {} of {}", month, segment.id);
            if let (Some(engine), Some(kept)) = (window.kept, kept) {
                near("kept", engine.to_major(), kept, coin, then)?;
            }
        }
    }
    forms_of_retention(&outcome, &town)?;
    same_cohorts(document, &outcome, &town)
}

/// Both forms of NRR and of GRR over the whole company.
fn forms_of_retention(outcome: &Outcome, town: &Town) -> Result<(), TestCaseError> {
    let coin = outcome.currency.quantum().to_major() * outcome.segments.len() as f64;
    for to in 0..outcome.months.len() {
        let from = (to + 1).saturating_sub(12);
        let row = Row::of(outcome, Span { from: to, to });
        let (mut then, mut now, mut lost, mut moved) = (0.0, 0.0, 0.0, 0.0);
        for it in &town.customers {
            let seen: Vec<&Past> = (from..=to).filter_map(|month| it.in_month(month)).collect();
            moved += seen.iter().map(|past| past.after - past.before - past.new).sum::<f64>();
            if it.joined < from as i32 {
                then += seen[0].before;
                now += seen.last().unwrap().after;
                lost += seen.iter().map(|past| past.churn + past.contraction).sum::<f64>();
            }
        }
        // A coin per leaf, over what is divided by.
        let slack = |leaves: usize, share: f64| (coin * leaves as f64 / then.max(1e-9) + 1e-9) * (1.0 + share.abs());
        for (metric, share, leaves) in [
            (Metric::NrrCohort, now / then, 2),
            (Metric::NrrBridge, (then + moved) / then, 7 * outcome.months.len()),
            (Metric::GrrEvent, 1.0 - lost / then, 2),
        ] {
            match row.value(metric) {
                Value::Share(engine) if then > coin * 1e4 => {
                    let close = (engine - share).abs() <= slack(leaves, share);
                    prop_assert!(close, "{}: {} and {}", metric.key(), engine, share);
                }
                Value::Share(_) => {}
                other => prop_assert!(then < coin * 1e4, "{} is {:?} with {} to keep", metric.key(), other, then),
            }
        }
    }
    Ok(())
}

/// The triangle of every scope, before rounding.
fn same_cohorts(document: &Document, outcome: &Outcome, town: &Town) -> Result<(), TestCaseError> {
    let quarters = outcome.periods(Cadence::Quarter);
    let scopes = std::iter::once(Scope::Company).chain((0..outcome.segments.len()).map(Scope::Segment));
    for scope in scopes {
        let table = cohorts(document, scope);
        prop_assert_eq!(table.rows.len(), quarters.len() + 1);
        let inside = |it: &Customer| scope == Scope::Company || scope == Scope::Segment(it.segment);
        for row in &table.rows {
            let months = match row.start {
                CohortStart::OpeningBook => -1..=-1,
                CohortStart::Quarter(period) => {
                    let (_, span) = quarters.iter().find(|(it, _)| *it == period).unwrap();
                    span.from as i32..=span.to as i32
                }
            };
            let mine: Vec<&Customer> =
                town.customers.iter().filter(|it| inside(it) && months.contains(&it.joined)).collect();
            let first: (f64, f64) = mine.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.first.0, sum.1 + it.first.1));
            near("joined with", row.began.arr, first.0, 0.0, 0.0)?;
            near("customers joined", row.began.customers, first.1, 0.0, 0.0)?;
            for (held, at) in row.held.iter().zip(&row.at) {
                let (arr, people) = match at {
                    None => first,
                    Some(month) => {
                        let there = mine.iter().filter_map(|it| it.in_month(*month));
                        there.fold((0.0, 0.0), |sum, past| (sum.0 + past.after, sum.1 + past.there))
                    }
                };
                near("cohort", held.arr, arr, 0.0, first.0)?;
                near("customers of a cohort", held.customers, people, 0.0, first.1)?;
            }
        }
        // What all cohorts hold at the end of the plan is the book.
        let last = outcome.months.len() - 1;
        let closing: f64 =
            town.customers.iter().filter(|it| inside(it)).map(|it| it.in_month(last).unwrap().after).sum();
        // Adding and taking away leaves what floats leave of all that ever joined.
        let ever: f64 = table.rows.iter().map(|row| row.began.arr).sum();
        near("all cohorts", table.rows.iter().map(|row| row.held.last().unwrap().arr).sum(), closing, 0.0, ever)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn cohorts_give_to_the_coin_what_every_customer_alone_gives(Random(document) in random::document()) {
        let document = without_response(document);
        let outcome = evaluate(&document, &Env::default());
        prop_assume!(Row::of(&outcome, outcome.whole()).movements.closing().to_major() < 1e12);
        same_book(&document)?;
    }

    #[test]
    fn before_rounding_both_agree_to_a_thousand_millionth(Random(mut document) in random::document()) {
        document.settings.currency = "KWD".parse().unwrap();
        let document = without_response(enlarged(&document, 1_000));
        // Contracts of a month that grow by half each time outgrow what money can hold.
        let outcome = evaluate(&document, &Env::default());
        prop_assume!(Row::of(&outcome, outcome.whole()).movements.closing().to_major() < 1e13);
        same_book(&document)?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn customers_at_risk_renew_each_by_a_rate_of_their_own(Random(document) in random::document()) {
        let document = random::judged(without_response(document));
        let outcome = evaluate(&document, &Env::default());
        prop_assume!(Row::of(&outcome, outcome.whole()).movements.closing().to_major() < 1e12);
        same_book(&document)?;
    }
}

#[test]
fn sources_dearer_prices_returning_customers_and_contracts_of_years_are_in_the_sum() {
    let mut document = sample::company();
    document.settings.horizon_months = 60;
    document.assumptions.coverage.response = CoverageResponse::Concave;
    for (at, segment) in document.segments.iter_mut().enumerate() {
        let size = segment.pipeline.deal_size;
        let partner = Source {
            id: SourceId::new("partner"),
            kind: SourceKind::Partner,
            leads_month: 30,
            win_rate: Some(Rate::percent(35)),
            deal_size: Some(Money::from_mills(size.mills() * 2)),
            cycle_months: Some(4),
            ..Source::default()
        };
        let web = Source {
            id: SourceId::new("web"),
            leads_month: 90,
            stages: vec![Stage { name: "Demo".into(), rate: Rate::percent(30) }],
            ..Source::default()
        };
        segment.pipeline.sources = vec![partner, web];
        segment.retention.price_uplift = Rate::percent(7);
        segment.retention.reactivation = Rate::percent(15);
        segment.retention.reactivation_lag_months = 5;
        segment.retention.term_months = [12, 24, 36][at % 3];
    }
    let outcome = evaluate(&document, &Env::default());
    let all = Row::of(&outcome, outcome.whole()).movements;
    assert!(
        all.new > Money::ZERO && all.price > Money::ZERO && all.reactivation > Money::ZERO && all.churn > Money::ZERO
    );
    same_book(&document).unwrap();
    same_book(&enlarged(&document, 1_000)).unwrap();
}

#[test]
fn the_sample_is_the_sum_of_its_customers() {
    same_book(&sample::company()).unwrap();
    same_book(&enlarged(&sample::company(), 1_000)).unwrap();
}
