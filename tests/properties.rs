//! What holds for every document, tried on random ones.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use cases::cases;
use proptest::prelude::*;
use remit::engine::pay::{Basis, Feed, Ratio, earn, pay_out, rate, settle_draw};
use remit::engine::{Env, Metric, Op, Outcome, Row, Scope, Span, Value, evaluate, explain};
use remit::model::comp::{
    Boundary, Component, DrawKind, Measure, Payout, RatePreset, Rated, Rates, Reach, Threshold, ThresholdStart, Tier,
    TierFrom, TierValue, TrueUp,
};
use remit::model::{CoverageResponse, Document, Function, InputValue, Terms, idle, inputs, open, set_input, to_value};
use remit::units::{Cadence, Currency, Flow, Money, Month, PlanId, Rate, Rounding};
use std::sync::Arc;
use support::random::{self, Random, amount, percent};
use support::{pay_month, pay_terms, pays, plan};

const AWAY: Rounding = Rounding::HalfAwayFromZero;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn spans(outcome: &Outcome) -> Vec<Span> {
    let by = |cadence| outcome.periods(cadence).into_iter().map(|(_, span)| span);
    Cadence::ALL.into_iter().flat_map(by).chain([outcome.whole()]).collect()
}

fn scopes(outcome: &Outcome) -> Vec<Scope> {
    std::iter::once(Scope::Company).chain((0..outcome.segments.len()).map(Scope::Segment)).collect()
}

fn whole_coins(outcome: &Outcome, money: Money) -> bool {
    money.mills() % outcome.currency.quantum().mills() == 0
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn opening_arr_and_its_movements_are_closing_arr_in_every_period(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for segment in &outcome.segments {
            for (before, after) in segment.ledger.iter().zip(segment.ledger.iter().skip(1)) {
                prop_assert_eq!(before.closing(), after.opening);
            }
            for month in &segment.ledger {
                let moved = [month.new, month.expansion, month.price, month.reactivation, month.contraction, month.churn];
                prop_assert!(moved.iter().all(|money| whole_coins(&outcome, *money) && money.mills() >= 0), "{:?}", month);
                prop_assert!(whole_coins(&outcome, month.opening) && month.opening.mills() >= 0, "{:?}", month);
                prop_assert!(month.churn + month.contraction <= month.opening, "nobody loses what was not there: {:?}", month);
            }
        }
        for span in spans(&outcome) {
            let parts: Vec<Row> = (0..outcome.segments.len()).map(|at| Row::scoped(&outcome, Scope::Segment(at), span)).collect();
            let company = Row::of(&outcome, span).movements;
            let summed = company.opening + company.new + company.expansion + company.price + company.reactivation
                - company.contraction - company.churn;
            prop_assert_eq!(company.closing(), summed);
            prop_assert_eq!(company.closing(), parts.iter().map(|row| row.movements.closing()).sum::<Money>());
            prop_assert_eq!(company.opening, outcome.company_month(span.from).opening);
            prop_assert_eq!(company.closing(), outcome.company_month(span.to).closing());
        }
    }

    #[test]
    fn people_add_up_to_total_pay_in_every_period(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for payee in &outcome.payees {
            for month in 0..outcome.months.len() {
                let earned: Money = payee.components.iter().flat_map(|it| &it.earned).filter(|it| it.at == month).map(|it| it.amount).sum();
                prop_assert_eq!(payee.variable[month], earned - payee.capped[month]);
                let cells = [payee.base[month], payee.variable[month], payee.paid[month], payee.expensed[month]];
                prop_assert!(cells.iter().all(|money| whole_coins(&outcome, *money)), "{:?}", cells);
            }
        }
        for span in spans(&outcome) {
            let row = Row::of(&outcome, span);
            let within = |series: &[Money]| series[span.from..=span.to].iter().copied().sum::<Money>();
            let (mut base, mut variable, mut paid) = (Money::ZERO, Money::ZERO, Money::ZERO);
            for payee in &outcome.payees {
                base += within(&payee.base);
                variable += within(&payee.variable);
                paid += within(&payee.paid);
            }
            prop_assert_eq!((row.base, row.variable(), row.paid), (base, variable, paid));
            prop_assert_eq!(row.comp_cost(), outcome.seats.iter().map(|seat| within(&seat.cost)).sum::<Money>());
            let shared: Money = outcome.seats.iter().filter(|seat| seat.segment.is_none()).map(|seat| within(&seat.cost)).sum();
            let by_segment: Money = (0..outcome.segments.len()).map(|at| Row::scoped(&outcome, Scope::Segment(at), span).comp_cost()).sum();
            prop_assert_eq!(row.comp_cost(), by_segment + shared);
        }
    }

    #[test]
    fn what_is_booked_is_credited_to_those_who_can_sell_and_to_nobody_twice(Random(mut document) in random::document()) {
        let own = Component { cadence: Cadence::Month, ..Component::default() };
        document.plans = vec![plan("own", vec![own])];
        document.seats.iter_mut().for_each(|seat| seat.plan = Some(PlanId::new("own")));
        let outcome = outcome(&document);
        for month in 0..outcome.months.len() {
            let credited: i64 = outcome
                .payees
                .iter()
                .flat_map(|payee| &payee.components)
                .flat_map(|component| &component.earned)
                .filter(|earned| earned.at == month)
                .map(|earned| earned.credit)
                .sum();
            prop_assert_eq!(Money::from_mills(credited), outcome.company_month(month).new);
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_total(Random(document) in random::document(), by in any::<[u64; 6]>()) {
        let mut shuffled = document.clone();
        shuffle(&mut shuffled.segments, by[0]);
        shuffle(&mut shuffled.roles, by[1]);
        shuffle(&mut shuffled.plans, by[2]);
        shuffle(&mut shuffled.seats, by[3]);
        shuffle(Arc::make_mut(&mut shuffled.accounts).as_mut_slice(), by[4]);
        for role in &mut shuffled.roles {
            shuffle(&mut role.terms, by[5]);
        }
        let (one, other) = (outcome(&document), outcome(&shuffled));
        for span in spans(&one) {
            let (row, again) = (Row::of(&one, span), Row::of(&other, span));
            for metric in Metric::ALL {
                prop_assert!(same(*metric, row.value(*metric), again.value(*metric)), "{} {:?} {:?}", metric.key(), row.value(*metric), again.value(*metric));
            }
        }
    }

    #[test]
    fn every_explanation_adds_up_to_the_figure_it_explains(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for scope in scopes(&outcome) {
            for span in spans(&outcome) {
                for metric in Metric::ALL {
                    let told = explain(&outcome, *metric, scope, span);
                    let Some(value) = told.value.to_f64() else { continue };
                    // Of nobody there is nothing to tell, and the figure is zero.
                    let again = told.recombine().unwrap_or(if told.terms.is_empty() { 0.0 } else { f64::NAN });
                    // Sums of money are exact to the thousandth, ratios and counts to a millionth. Only a quotient
                    // or product that is money (CAC) is settled to the currency's smallest coin, which its terms are not: half a coin.
                    let derived = told.terms.iter().any(|term| matches!(term.op, Op::Times | Op::Over));
                    let settled = derived && matches!(told.value, Value::Money(_));
                    let slack = if settled { document.settings.currency.quantum().to_major() / 2.0 } else { 1e-6 };
                    let largest = told.terms.iter().filter_map(|term| term.value.to_f64()).fold(value.abs(), |a, b| a.max(b.abs()));
                    let close = (value - again).abs() <= slack + largest * 1e-9;
                    prop_assert!(close, "{} {:?} {:?}: {} told as {} by {:?}", metric.key(), scope, span, value, again, told.terms);
                }
            }
        }
    }

    #[test]
    fn a_document_written_and_read_back_is_the_same(Random(document) in random::document()) {
        let (back, problems) = open(&to_value(&document)).unwrap();
        prop_assert_eq!(&back, &document);
        prop_assert!(problems.is_empty(), "{:?}", problems);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// What goal seek and sensitivity leave out as it moves nothing moves nothing indeed.
    #[test]
    fn an_input_that_is_told_to_move_nothing_moves_no_figure(Random(document) in random::document(), pick in any::<prop::sample::Index>(), to in 0.0f64..1.0) {
        let all: Vec<_> = inputs(&document).into_iter().filter(|it| idle(&document, &it.path).is_some()).collect();
        prop_assume!(!all.is_empty());
        let input = pick.get(&all);
        let before = outcome(&document);
        let mut moved = document.clone();
        let value = match input.value {
            InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(to)),
            InputValue::Count(count) => InputValue::Count(count + 1 + (to * 9.0) as u32),
            InputValue::Money(_) => InputValue::Money(Money::from_major((to * 9e5) as i64)),
            InputValue::Month(_) | InputValue::Empty => return Ok(()),
        };
        prop_assume!(set_input(&mut moved, &input.path, value).is_ok());
        let after = outcome(&moved);
        for (one, other) in before.segments.iter().zip(&after.segments) {
            prop_assert_eq!(&one.ledger, &other.ledger, "{}", input.path);
            prop_assert_eq!(&one.customers_won, &other.customers_won, "{}", input.path);
        }
        for metric in Metric::ALL {
            let value = |outcome: &Outcome| Row::of(outcome, outcome.whole()).value(*metric);
            prop_assert!(same(*metric, value(&before), value(&after)), "{} moves {}", input.path, metric.key());
        }
    }
}

/// Fisher and Yates, with a small generator of its own so that the order depends on the seed alone.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (state >> 33) as usize % (at + 1));
    }
}

fn same(metric: Metric, one: Value, other: Value) -> bool {
    // Money over a number of customers or heads is as exact as floats are; all other money is the same to the thousandth.
    let divided = matches!(
        metric,
        Metric::Cac
            | Metric::CacBlended
            | Metric::LtvLogo
            | Metric::LtvRevenue
            | Metric::NewArrPerHead
            | Metric::ArrPerAm
    );
    match (one, other) {
        (Value::Money(one), Value::Money(other)) if !divided => one == other,
        (Value::Money(one), Value::Money(other)) => (one - other).mills().abs() <= one.mills().abs() / 1_000_000_000,
        (Value::Undefined(one), Value::Undefined(other)) => one == other,
        (one, other) => match (one.to_f64(), other.to_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
            _ => false,
        },
    }
}

/// Every number of an outcome is finite, and every metric of every period has a finite value or says what it needs.
fn all_finite(outcome: &Outcome) -> Result<(), TestCaseError> {
    let fine = |what: &str, mut series: &mut dyn Iterator<Item = f64>| {
        let bad = Iterator::find(&mut series, |value| !value.is_finite());
        if let Some(bad) = bad { Err(TestCaseError::fail(format!("{what} is {bad}"))) } else { Ok(()) }
    };
    for segment in &outcome.segments {
        fine("customers", &mut segment.customers.iter().copied())?;
        fine("customers won", &mut segment.customers_won.iter().copied())?;
        fine("customers lost", &mut segment.customers_lost.iter().copied())?;
        fine("coverage", &mut segment.coverage.iter().flatten().copied())?;
        let new = &segment.new_business;
        fine("opportunities", &mut new.opportunities.iter().copied())?;
        let flows = [&new.capacity, &new.pipeline, &new.bookings, &new.lost, &new.carried];
        fine("new business", &mut flows.into_iter().flatten().map(|flow: &Flow| flow.value()))?;
    }
    for seat in &outcome.seats {
        let series = [&seat.heads, &seat.ramped, &seat.capacity];
        fine("seat", &mut series.into_iter().flatten().copied().chain([seat.acquisition_share]))?;
    }
    for payee in &outcome.payees {
        fine("active", &mut payee.active.iter().copied())?;
        let earned = payee.components.iter().flat_map(|it| &it.earned);
        fine("attainment", &mut earned.filter_map(|it| it.attainment))?;
    }
    for scope in scopes(outcome) {
        for span in spans(outcome) {
            let row = Row::scoped(outcome, scope, span);
            for metric in Metric::ALL {
                fine(metric.key(), &mut row.value(*metric).to_f64().into_iter())?;
            }
        }
        for metric in Metric::ALL {
            let _terms = explain(outcome, *metric, scope, outcome.whole());
        }
    }
    Ok(())
}

/// Values no one should type: what a bound, a slip of the hand or a damaged file can bring.
fn absurd() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::json;
    prop_oneof![
        Just(json!("9223372036854775.807")),
        Just(json!("-9223372036854775.807")),
        Just(json!("0")),
        Just(json!(0)),
        Just(json!(-1)),
        Just(json!(1e9)),
        Just(json!(-1e9)),
        Just(json!(1_000_000_000)),
        Just(json!(u32::MAX)),
        Just(json!(i32::MAX)),
        Just(json!(0.000001)),
        Just(json!("")),
        Just(json!("1900-01")),
        Just(json!("2200-12")),
        Just(json!("-262143-01-01")),
        Just(json!("+262142-12-31")),
        Just(json!("9999-12-31")),
        Just(json!(null)),
        Just(json!([])),
    ]
}

/// Replaces some leaf of a JSON document, chosen by its number.
fn replace_leaf(value: &mut serde_json::Value, chosen: &mut usize, with: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match value {
        Json::Array(items) if !items.is_empty() => items.iter_mut().any(|item| replace_leaf(item, chosen, with)),
        Json::Object(fields) if !fields.is_empty() => {
            fields.values_mut().any(|field| replace_leaf(field, chosen, with))
        }
        leaf => {
            let hit = *chosen == 0;
            if hit {
                *leaf = with.clone();
            }
            *chosen = chosen.wrapping_sub(1);
            hit
        }
    }
}

fn leaves(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        serde_json::Value::Object(fields) if !fields.is_empty() => fields.values().map(leaves).sum(),
        _ => 1,
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn any_document_gives_a_finite_outcome(Random(document) in random::document()) {
        all_finite(&outcome(&document))?;
    }

    #[test]
    fn values_at_the_ends_of_their_bounds_give_a_finite_outcome(
        Random(mut document) in random::document(), picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..40)
    ) {
        let list = inputs(&document);
        for (pick, high) in picks {
            let input = &list[pick.index(list.len())];
            let end = if high { input.bounds.max } else { input.bounds.min };
            let value = match input.value {
                InputValue::Money(_) => InputValue::Money(Money::from_major_f64(end)),
                InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(end)),
                InputValue::Count(_) => InputValue::Count(end as u32),
                InputValue::Month(_) => InputValue::Month(Month::new(if high { 2200 } else { 1900 }, 1)),
                InputValue::Empty => continue,
            };
            prop_assert!(set_input(&mut document, &input.path, value).is_ok(), "{}", input.path);
        }
        all_finite(&outcome(&document))?;
    }

    #[test]
    fn whatever_a_file_holds_never_breaks_the_engine(
        Random(document) in random::document(), edits in proptest::collection::vec((any::<prop::sample::Index>(), absurd()), 1..12)
    ) {
        // Each edit that can still be read as a document is kept, so that several absurd values meet in one.
        let mut json = to_value(&document);
        let mut read = document;
        for (pick, with) in edits {
            let mut edited = json.clone();
            let mut chosen = pick.index(leaves(&edited));
            replace_leaf(&mut edited, &mut chosen, &with);
            if let Ok((document, _)) = open(&edited) {
                (json, read) = (edited, document);
            }
        }
        all_finite(&outcome(&read))?;
    }

    #[test]
    fn managers_in_circles_never_break_the_engine(Random(mut document) in random::document(), chain in proptest::collection::vec(any::<prop::sample::Index>(), 12)) {
        let ids: Vec<_> = document.seats.iter().map(|seat| seat.id.clone()).collect();
        for (seat, pick) in document.seats.iter_mut().zip(chain) {
            seat.manager = Some(pick.get(&ids).clone());
        }
        all_finite(&outcome(&document))?;
    }
}

/// Tables that pay the derived rate up to quota, whatever they do above it.
fn pays_target_at_quota() -> impl Strategy<Value = Component> {
    let preset = proptest::sample::select(vec![
        RatePreset::Marginal,
        RatePreset::BracketOnOverage,
        RatePreset::Retroactive,
        RatePreset::FirstDollar,
    ]);
    let accelerators = proptest::collection::vec((1i64..40, 0i64..5_000), 0..4);
    let threshold = proptest::option::of((percent(0, 99), any::<bool>()));
    (
        preset,
        accelerators,
        threshold,
        percent(1, 100),
        proptest::option::of(percent(100, 300)),
        proptest::option::of(percent(100, 300)),
    )
        .prop_map(|(preset, steps, threshold, weight, cap, attainment_cap)| {
            let mut from = 99;
            let table: Vec<(Rate, Rate)> = steps
                .into_iter()
                .map(|(width, multiple)| {
                    from += width;
                    (Rate::percent(from), Rate::from_ppm(multiple * 1_000))
                })
                .collect();
            Component {
                rates: preset.rates(&table),
                threshold: threshold.map(|(at, zero)| Threshold {
                    at,
                    start: if zero { ThresholdStart::Zero } else { ThresholdStart::Share },
                }),
                weight,
                cap,
                attainment_cap,
                ..Component::default()
            }
        })
}

fn positive(most: i64) -> impl Strategy<Value = Money> {
    (1..=most * 100).prop_map(|cents| Money::from_mills(cents * 10))
}

/// Rows whose multiples rise and that reach back to where they begin or to the first dollar.
fn ascending() -> impl Strategy<Value = Component> {
    (proptest::collection::vec((1i64..60, 0i64..900), 1..5), any::<bool>(), any::<bool>()).prop_map(
        |(steps, back, upper)| {
            let (mut from, mut multiple) = (0, 0);
            let tiers = steps.into_iter().map(|(width, more)| {
                multiple += more;
                let tier = Tier {
                    from: TierFrom::Quota(Rate::percent(from)),
                    value: TierValue::Multiple(Rate::from_ppm(multiple * 1_000)),
                    reach: if back { Reach::FirstDollar } else { Reach::OwnBound },
                };
                from += width;
                tier
            });
            let boundary = if upper { Boundary::Upper } else { Boundary::Lower };
            Component { rates: Rates::Tiers { tiers: tiers.collect(), boundary }, ..Component::default() }
        },
    )
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn at_quota_every_component_pays_its_target_to_the_cent(component in pays_target_at_quota(), variable in amount(900_000), quota in positive(9_000_000)) {
        let target = Ratio::new(i128::from(variable.mills()) * i128::from(component.weight.ppm()), 1_000_000);
        let basis = Basis { quota: quota.mills(), rate: target.times(Ratio::new(1, i128::from(quota.mills()))) };
        prop_assert_eq!(pays(&component, quota, &basis), target.to_money(Currency::USD, AWAY));
    }

    #[test]
    fn a_year_at_quota_pays_the_target_of_the_year_whatever_the_cadence(
        component in pays_target_at_quota(), variable in amount(900_000), quota in positive(9_000_000), weights in proptest::collection::vec(1u32..100, 12)
    ) {
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let months: Vec<_> = Currency::USD.split(quota, &weights).into_iter().map(|part| pay_month(part, part)).collect();
        let target = Ratio::new(i128::from(variable.mills()) * i128::from(component.weight.ppm()), 1_000_000);
        let target = target.to_money(Currency::USD, AWAY);
        let terms = pay_terms(variable, quota);
        let earns = |component: &Component| earn(component, &terms, &Feed::of(Month::new(2027, 1), &months));
        for cadence in Cadence::ALL {
            let periods = earns(&Component { cadence, ..component.clone() });
            prop_assert_eq!(periods.len() as u32, cadence.per_year());
            let paid: Money = periods.iter().map(|it| it.amount).sum();
            // Each period is rounded once, so a year of n of them is within n half cents.
            prop_assert!((paid - target).abs().mills() <= 5 * i64::from(cadence.per_year()), "{} {} {:?}", paid, target, cadence);
            // What is rated to date is trued up: no cent is left over.
            let to_date = earns(&Component { cadence, rated: Rated::YearToDate, ..component.clone() });
            prop_assert_eq!(to_date.iter().map(|it| it.amount).sum::<Money>(), target);
        }
    }

    #[test]
    fn rated_to_date_without_true_up_a_marginal_plan_pays_the_same(
        steps in proptest::collection::vec((1i64..40, 0i64..5_000), 0..4), sold in proptest::collection::vec(0i64..2_000_000, 12), threshold in proptest::option::of(percent(1, 99)),
        most in proptest::option::of(percent(20, 200))
    ) {
        let mut from = 99;
        let table: Vec<(Rate, Rate)> = steps.into_iter().map(|(width, multiple)| {
            from += width;
            (Rate::percent(from), Rate::from_ppm(multiple * 1_000))
        }).collect();
        let component = Component {
            rates: RatePreset::Marginal.rates(&table),
            cadence: Cadence::Month,
            rated: Rated::YearToDate,
            threshold: threshold.map(|at| Threshold { at, start: ThresholdStart::Zero }),
            attainment_cap: most,
            ..Component::default()
        };
        // The quota of the year stands in its first month, so that what is to date is measured against the same quota throughout.
        let quota = Money::from_major(6_000);
        let mut months: Vec<_> = sold.into_iter().map(|mills| pay_month(Money::from_mills(mills), Money::ZERO)).collect();
        (months[0].ramped, months[0].full) = (quota.mills(), quota.mills());
        let terms = pay_terms(Money::from_major(60_000), quota);
        let sum = |component: &Component| earn(component, &terms, &Feed::of(Month::new(2027, 1), &months)).iter().map(|it| it.amount).sum::<Money>();
        let (trued, alone) = (sum(&component), sum(&Component { true_up: TrueUp::ThisPeriodOnly, ..component.clone() }));
        prop_assert!((trued - alone).abs().mills() <= 60, "{} trued up, {} by period", trued, alone);
    }

    #[test]
    fn more_credit_never_pays_less(component in ascending(), low in 0i64..3_000_000_000, more in 0i64..3_000_000_000, quota in positive(2_000_000), variable in amount(900_000)) {
        let basis = Basis { quota: quota.mills(), rate: Ratio::new(i128::from(variable.mills()), i128::from(quota.mills())) };
        let pay = |credit: i64| pays(&component, Money::from_mills(credit), &basis);
        prop_assert!(pay(low + more) >= pay(low), "{} at {low}, {} at {}", pay(low), pay(low + more), low + more);
    }

    #[test]
    fn a_deal_cut_in_two_to_date_pays_what_it_pays_in_one(component in ascending(), first in 0i64..3_000_000_000, second in 0i64..3_000_000_000, quota in positive(2_000_000)) {
        // Only where nothing reaches back: then the slices of the parts are the slices of the whole.
        let Rates::Tiers { tiers, boundary } = &component.rates else { unreachable!() };
        let tiers = tiers.iter().map(|tier| Tier { reach: Reach::OwnBound, ..*tier }).collect();
        let component = Component { rates: Rates::Tiers { tiers, boundary: *boundary }, ..component.clone() };
        let basis = Basis { quota: quota.mills(), rate: Ratio::new(1, 7) };
        let whole = rate(&component, first + second, 0, &basis, true);
        let parts = rate(&component, first, 0, &basis, true).plus(rate(&component, first + second, first, &basis, true));
        prop_assert!((whole.to_f64() - parts.to_f64()).abs() < 1e-6 * whole.to_f64().max(1.0));
    }

    #[test]
    fn instalments_and_holdback_add_up_to_what_was_earned(earned in -90_000_000i64..90_000_000, lag_months in 0u32..30, instalments in 0u32..40, holdback in percent(0, 100), holdback_months in 0u32..30, at in 0usize..24) {
        let rule = Payout { lag_months, instalments, holdback, holdback_months, ..Payout::default() };
        let earned = Money::from_mills(earned * 10);
        let mut paid = vec![Money::ZERO; 24];
        let owed = pay_out(&rule, earned, at, &mut paid, Currency::USD, AWAY);
        prop_assert_eq!(paid.iter().copied().sum::<Money>() + owed, earned);
        prop_assert!(paid.iter().take(at + lag_months as usize).all(|it| it.is_zero()), "nothing is paid before it is due");
    }

    #[test]
    fn a_split_adds_up_exactly_and_gives_nothing_where_there_is_no_weight(total in any::<i32>(), weights in proptest::collection::vec(0u32..5, 1..9)) {
        let total = Money::from_mills(i64::from(total) * 10);
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let parts = Currency::USD.split(total, &weights);
        prop_assert_eq!(parts.iter().copied().sum::<Money>(), total);
        if weights.iter().any(|it| *it > 0.0) {
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0.0 || part.is_zero());
                prop_assert!((part.to_major() - total.to_major() * weight / sum).abs() <= 0.01 + 1e-9);
            }
        }
    }

    #[test]
    fn a_recoverable_balance_is_what_was_advanced_and_not_recovered_and_never_negative(
        earned in proptest::collection::vec(amount(9_000), 1..30), draws in proptest::collection::vec(amount(5_000), 0..30), delayed in any::<bool>(),
        start_period in 1u32..20, share in percent(0, 100), last_period in proptest::option::of(1u32..30)
    ) {
        let kind = if delayed { DrawKind::DelayedRecovery { start_period, share, last_period } } else { DrawKind::Recoverable };
        let mut balance = Money::ZERO;
        for (at, line) in settle_draw(kind, &draws, &earned, Currency::USD, AWAY).iter().enumerate() {
            balance = balance + line.advanced - line.recovered;
            prop_assert_eq!(line.owed, balance);
            prop_assert!(line.owed.mills() >= 0 && line.advanced.mills() >= 0 && line.recovered.mills() >= 0);
            prop_assert_eq!(line.paid, line.earned + line.advanced - line.recovered);
            let draw = draws.get(at).copied().unwrap_or_default();
            prop_assert!(line.paid >= draw, "a draw is a floor: {:?}", line);
        }
    }
}

/// Rates far outside their bounds compound month by month: the figures are absurd, but they are figures.
#[test]
fn what_compounds_stays_finite() {
    let mut document = remit::model::sample::company();
    document.settings.horizon_months = 60;
    let most = Rate::from_f64(1e9);
    for segment in &mut document.segments {
        // Many customers who pay next to nothing, half of whom leave every month and come back a thousand million times over.
        (segment.opening.customers, segment.opening.arr) = (10_000_000, Money::from_mills(10));
        let retention = &mut segment.retention;
        (retention.term_months, retention.reactivation_lag_months) = (1, 1);
        (retention.renewal, retention.reactivation) = (Rate::percent(50), most);
        segment.pipeline.carry_over = most;
    }
    let outcome = outcome(&document);
    all_finite(&outcome).unwrap();
    assert!(outcome.segments.iter().all(|it| it.customers[59] < 1e9), "nobody comes back who had not left");
}

#[test]
fn what_people_can_look_after_below_nothing_counts_as_nothing() {
    // Found by `whatever_a_file_holds_never_breaks_the_engine`: the root of a negative coverage is no number.
    let renewed = |capacity: i64| {
        let mut document = support::quiet();
        support::with_customer(&mut document, "book", Money::from_major(100), |it| it.renewal = Rate::percent(90));
        document.assumptions.coverage.response = CoverageResponse::Concave;
        document.assumptions.coverage.renewal_at_stake = Rate::percent(40);
        let terms = Terms { book_capacity: Some(Money::from_major(capacity)), ..Terms::default() };
        document.roles.push(support::role("keeper", Function::AccountManagement, terms));
        document.seats.push(support::seat("keeper-1", "keeper", "2020-01-01"));
        outcome(&document).company_month(0).closing()
    };
    assert_eq!(renewed(1_000_000_000), Money::from_major(90));
    assert_eq!(renewed(-1_000_000_000), Money::from_major(50));
    assert_eq!(renewed(-1_000_000_000), renewed(0));
}

#[test]
fn growth_beyond_its_bounds_counts_as_the_bound() {
    let grown = |price: f64, expansion: f64| {
        let mut document = support::quiet();
        support::with_customer(&mut document, "book", Money::from_major(100), |it| {
            (it.price_uplift, it.expansion) = (Rate::from_f64(price), Rate::from_f64(expansion));
        });
        outcome(&document).company_month(0).closing()
    };
    assert_eq!(grown(1e9, 1e9), grown(1.0, 5.0));
    assert_eq!(grown(1.0, 5.0), Money::from_major(1_200));
    assert_eq!(grown(-3.0, -3.0), Money::from_major(100));
}

#[test]
fn a_measure_that_is_a_ratio_pays_its_target_when_nothing_fell_due() {
    let component = Component { measure: Measure::GrossRetention, cadence: Cadence::Quarter, ..Component::default() };
    let mut terms = pay_terms(Money::from_major(20_000), Money::ZERO);
    terms.quota_year = 900_000_000;
    let months = vec![pay_month(Money::ZERO, Money::ZERO); 12];
    let earned = earn(&component, &terms, &Feed::of(Month::new(2027, 1), &months));
    assert_eq!(earned.iter().map(|it| it.amount).collect::<Vec<_>>(), vec![Money::from_major(5_000); 4]);
}
