//! Closed months take the place of the forecast, the plan goes on from them, and what is not as planned is told by cause.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use cases::cases;
use proptest::prelude::*;
use remit::edit::{apply, import_actuals, remove_actuals, set_actual};
use remit::engine::{
    Cause, Env, Metric, Outcome, Row, Scope, Span, Variance, actual_people, evaluate, planned, variance,
};
use remit::model::{ActualField, ActualMonth, Document, Function, Problem, Recurring, open, to_value};
use remit::units::{Cadence, Money, Month, Rate, SegmentId};
use std::sync::Arc;
use support::random::{self, Random};
use support::{money, quiet, quiet_segment, role, seat, steady, with_new_arr};

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

/// A closed month of a segment: values by field, in major units.
fn month(at: i32, segment: &str, values: &[(ActualField, f64)]) -> ActualMonth {
    let mut row = ActualMonth::new(Month::new(2027, 1).plus(at), Some(SegmentId::new(segment)));
    for (field, value) in values {
        row.set(*field, Some(money(*value)));
    }
    row
}

fn with(mut document: Document, rows: Vec<ActualMonth>) -> Document {
    document.actuals = Arc::new(rows);
    document
}

/// 1,200,000 of ARR and 120 customers, a twelfth of which falls due each month of 24; of it a tenth leaves.
fn book() -> Document {
    let mut document = quiet();
    document.settings.horizon_months = 24;
    let segment = &mut document.segments[0];
    (segment.opening.arr, segment.opening.customers) = (money(1_200_000.0), 120);
    segment.retention.renewal = Rate::percent(90);
    document
}

fn churn(outcome: &Outcome, at: usize) -> Money {
    outcome.segments[0].ledger[at].churn
}

const NOTHING_ELSE: [(ActualField, f64); 4] = [
    (ActualField::Contraction, 0.0),
    (ActualField::Expansion, 0.0),
    (ActualField::Price, 0.0),
    (ActualField::Reactivation, 0.0),
];

#[test]
fn closing_arr_of_the_last_closed_month_opens_the_next_and_each_cohort_goes_on_with_what_it_has() {
    let told = [(ActualField::New, 50_000.0), (ActualField::CustomersWon, 3.0), (ActualField::Churn, 20_000.0)];
    let outcome = outcome(&with(book(), vec![month(0, "all", &told)]));
    let ledger = &outcome.segments[0].ledger;
    assert_eq!((ledger[0].new, ledger[0].churn), (money(50_000.0), money(20_000.0)));
    assert_eq!(ledger[1].opening, money(1_230_000.0));
    // February was not touched: 100,000 is due. In January 2028 what was left of January's 100,000 and the new customers are.
    assert_eq!((churn(&outcome, 1), churn(&outcome, 12)), (money(10_000.0), money((80_000.0 + 50_000.0) * 0.1)));
    let segment = &outcome.segments[0];
    // A fifth of January's ten customers left with a fifth of its ARR.
    assert_eq!((segment.closed, segment.customers_won[0], segment.customers_lost[0]), (1, 3.0, 2.0));
    assert_eq!(segment.customers[0], 121.0);
}

#[test]
fn losses_beyond_what_fell_due_are_taken_from_the_rest_of_the_book_in_proportion() {
    let outcome = outcome(&with(book(), vec![month(0, "all", &[(ActualField::Churn, 210_000.0)])]));
    // January's 100,000 left as a whole, and a tenth of each of the eleven other cohorts.
    assert_eq!(outcome.segments[0].ledger[0].churn, money(210_000.0));
    assert_eq!(churn(&outcome, 1), money(9_000.0));
    assert_eq!(churn(&outcome, 12), Money::ZERO);
    assert_eq!(churn(&outcome, 13), money(8_100.0));
    assert!((outcome.segments[0].customers_lost[0] - 21.0).abs() < 1e-9);
}

#[test]
fn gains_beyond_what_was_expected_of_those_due_are_everybodys() {
    let mut document = book();
    document.segments[0].retention.renewal = Rate::ONE;
    document.segments[0].retention.expansion = Rate::percent(10);
    let outcome = outcome(&with(document, vec![month(0, "all", &[(ActualField::Expansion, 130_000.0)])]));
    // 10,000 was expected of January's 100,000. The other 120,000 are a tenth of 1,200,000: every cohort grows by a tenth of what it
    // had, January's too, to 120,000.
    assert_eq!(outcome.segments[0].ledger[0].expansion, money(130_000.0));
    assert_eq!(outcome.segments[0].ledger[1].expansion, money(11_000.0));
    assert_eq!(outcome.segments[0].ledger[12].expansion, money(12_000.0));
}

#[test]
fn who_comes_back_in_the_first_month_was_not_there_when_the_plan_began() {
    let mut document = book();
    document.segments[0].pipeline.deal_size = money(10_000.0);
    let told = [(ActualField::Reactivation, 300_000.0), (ActualField::CustomersLost, 6.0)];
    let outcome = outcome(&with(document, vec![month(0, "all", &told)]));
    // 30 mean deals came back; six of the 120 of the opening book left.
    let row = Row::of(&outcome, Span { from: 0, to: 0 });
    assert_eq!(row.value(Metric::LogoChurn).to_f64(), Some(0.05));
    assert_eq!(outcome.segments[0].customers[0], 144.0);
}

#[test]
fn a_value_that_was_not_told_stays_as_planned_and_zero_is_told() {
    let silent = outcome(&with(book(), vec![month(0, "all", &[(ActualField::New, 0.0)])]));
    assert_eq!(churn(&silent, 0), money(10_000.0));
    let none = outcome(&with(book(), vec![month(0, "all", &[(ActualField::Churn, 0.0)])]));
    assert_eq!(churn(&none, 0), Money::ZERO);
    // All of it is due again a year later.
    assert_eq!(churn(&none, 12), money(10_000.0));
}

#[test]
fn what_the_pipeline_held_and_was_not_closed_waits_as_far_as_the_plan_lets_it() {
    let mut document = book();
    with_new_arr(&mut document, 0, money(100_000.0));
    document.segments[0].pipeline.carry_over = Rate::percent(50);
    let outcome = outcome(&with(document, vec![month(0, "all", &[(ActualField::New, 40_000.0)])]));
    let new = &outcome.segments[0].ledger;
    assert_eq!((new[0].new, new[1].new), (money(40_000.0), money(30_000.0)));
    let row = Row::of(&outcome, Span { from: 0, to: 0 });
    assert_eq!((row.pipeline, row.lost_pipeline), (money(100_000.0), money(30_000.0)));
}

#[test]
fn those_who_sell_are_credited_with_what_was_booked() {
    let mut document = book();
    with_new_arr(&mut document, 0, money(100_000.0));
    let rows = vec![month(0, "all", &[(ActualField::New, 140_000.0)])];
    let outcome = outcome(&with(document, rows));
    let row = Row::of(&outcome, Span { from: 0, to: 0 });
    // More was booked than the plan knew of: nothing is idle, nothing lost.
    assert_eq!((row.pipeline, row.lost_pipeline), (money(140_000.0), Money::ZERO));
    assert!(row.idle_capacity >= Money::ZERO);
}

fn problems(document: &Document) -> Vec<Problem> {
    let ours = |it: &Problem| it.code.starts_with("actual_");
    outcome(document).problems.into_iter().filter(ours).collect()
}

fn told(document: &Document) -> Vec<String> {
    problems(document).iter().map(|it| format!("{} {}", it.at, it.code)).collect()
}

#[test]
fn what_comes_after_a_gap_does_not_count_and_the_missing_month_is_named() {
    let rows = || vec![month(0, "all", &[(ActualField::Churn, 0.0)]), month(2, "all", &[(ActualField::Churn, 77.0)])];
    let document = with(book(), rows());
    assert_eq!(told(&document), ["actuals/2027-02/all/new actual_gap"]);
    assert!(problems(&document)[0].text.contains("Feb 2027 is missing for all, so Mar 2027 does not count"));
    let outcome = outcome(&document);
    assert_eq!((outcome.segments[0].closed, churn(&outcome, 0), churn(&outcome, 2)), (1, Money::ZERO, money(10_000.0)));
}

#[test]
fn bad_months_are_told_at_their_place_and_the_rest_counts() {
    let mut document = with(
        book(),
        vec![
            month(0, "all", &[(ActualField::New, 5_000.0), (ActualField::Churn, -3.0)]),
            month(0, "all", &[(ActualField::New, 9_000.0)]),
            month(-1, "all", &[(ActualField::New, 9_000.0)]),
            month(0, "moon", &[(ActualField::New, 9_000.0)]),
        ],
    );
    document.segments.push(quiet_segment("other"));
    let mut company = ActualMonth::new(Month::new(2027, 1), None);
    company.churn = Some(money(1.0));
    Arc::make_mut(&mut document.actuals).push(company);
    let mut said = told(&document);
    said.sort();
    assert_eq!(
        said,
        [
            "actuals/2026-12/all/new actual_outside",
            "actuals/2027-01/-/churn actual_company",
            "actuals/2027-01/all/churn actual_negative",
            "actuals/2027-01/all/new actual_twice",
            "actuals/2027-01/moon/new actual_segment",
        ]
    );
    let ledger = outcome(&document).segments[0].ledger.clone();
    // The first row counts, but for the amount below zero.
    assert_eq!((ledger[0].new, ledger[0].churn), (money(5_000.0), money(10_000.0)));
}

#[test]
fn no_more_is_lost_than_there_was() {
    let document = with(book(), vec![month(0, "all", &[(ActualField::Churn, 3e6), (ActualField::Expansion, 5.0)])]);
    assert_eq!(
        told(&document),
        ["actuals/2027-01/all/churn actual_lost_more", "actuals/2027-01/all/expansion actual_grew_nothing"]
    );
    let ledger = outcome(&document).segments[0].ledger.clone();
    assert_eq!(
        (ledger[0].churn, ledger[0].closing(), ledger[23].closing()),
        (money(1_200_000.0), Money::ZERO, Money::ZERO)
    );
}

#[test]
fn a_coin_more_than_the_book_held_is_what_rounding_leaves_and_two_are_told() {
    let mut document = book();
    document.settings.currency = "JPY".parse().unwrap();
    let lost = |churn: f64| told(&with(document.clone(), vec![month(0, "all", &[(ActualField::Churn, churn)])]));
    assert_eq!(lost(1_200_001.0), Vec::<String>::new());
    assert_eq!(lost(1_200_002.0), ["actuals/2027-01/all/churn actual_lost_more"]);
}

#[test]
fn three_coins_for_each_month_so_far_may_grow_out_of_an_empty_book() {
    let mut document = book();
    document.settings.currency = "JPY".parse().unwrap();
    let grown = |arr: f64| {
        let mut rows: Vec<ActualMonth> = (0..4).map(|at| month(at, "all", &[(ActualField::Churn, 0.0)])).collect();
        rows[0] = month(0, "all", &[(ActualField::Churn, 1_200_000.0)]);
        rows[3] = month(3, "all", &[(ActualField::Expansion, arr)]);
        told(&with(document.clone(), rows))
    };
    // In April twelve: half a coin for each of six movements a month.
    assert_eq!(grown(12.0), Vec::<String>::new());
    assert_eq!(grown(13.0), ["actuals/2027-04/all/expansion actual_grew_nothing"]);
}

#[test]
fn a_customer_without_arr_who_falls_due_in_a_closed_month_is_lost_only_where_somebody_counted() {
    let mut document = book();
    document.segments[0].opening = Default::default();
    let free = support::customer("free", "all", Money::ZERO, Month::new(2027, 1), 12);
    let pays = support::customer("pays", "all", money(1_000.0), Month::new(2027, 2), 12);
    document.accounts = Arc::new(vec![free, pays]);
    let customers = |rows: Vec<ActualMonth>| outcome(&with(document.clone(), rows)).segments[0].customers[0];
    // As a forecast a tenth of the one who is due leaves; a report that nothing was lost leaves both there.
    assert!((customers(vec![]) - 1.9).abs() < 1e-12);
    assert_eq!(customers(vec![month(0, "all", &[(ActualField::Churn, 0.0)])]), 2.0);
    let counted = [(ActualField::Churn, 0.0), (ActualField::CustomersLost, 1.0)];
    assert_eq!(customers(vec![month(0, "all", &counted)]), 1.0);
}

#[test]
fn a_file_without_actual_months_does_not_speak_of_them_and_one_with_them_reads_back() {
    assert!(to_value(&book()).get("actuals").is_none());
    let document = with(book(), vec![month(0, "all", &[(ActualField::New, 5_000.5)])]);
    let (back, problems) = open(&to_value(&document)).unwrap();
    assert_eq!((&back.actuals, problems.len()), (&document.actuals, 0));
}

#[test]
fn typing_importing_and_removing_are_one_step_each_and_are_undone() {
    let (jan, all) = (Month::new(2027, 1), SegmentId::new("all"));
    let mut document = book();
    let before = document.clone();
    let mut back = Vec::new();
    let typed = set_actual(&document, jan, Some(&all), ActualField::New, Some(money(5.0)));
    back.push(apply(&mut document, typed).unwrap());
    let rows = [month(1, "all", &[(ActualField::New, 7.0)]), month(0, "all", &[(ActualField::Churn, 1.0)])];
    let imported = import_actuals(&document, &rows, true);
    back.push(apply(&mut document, imported).unwrap());
    let both = month(0, "all", &[(ActualField::New, 5.0), (ActualField::Churn, 1.0)]);
    assert_eq!(*document.actuals, [both, rows[0].clone()]);
    let emptied = set_actual(&document, jan.plus(1), Some(&all), ActualField::New, None);
    back.push(apply(&mut document, emptied).unwrap());
    assert_eq!(document.actuals.len(), 1, "a row in which nothing stands goes");
    let removed = remove_actuals(&document, &[(jan, Some(all))]);
    back.push(apply(&mut document, removed).unwrap());
    assert!(document.actuals.is_empty());
    for inverse in back.into_iter().rev() {
        apply(&mut document, inverse).unwrap();
    }
    assert_eq!(document, before);
}

/// Two segments: deals of 10,000 in `small`, of 40,000 in `large`; January brings 4 and 1, February 4 and 1, as planned.
fn two() -> Document {
    let mut document = quiet();
    document.segments = vec![quiet_segment("small"), quiet_segment("large")];
    for (at, size) in [10_000.0, 40_000.0].into_iter().enumerate() {
        let segment = &mut document.segments[at];
        segment.pipeline.deal_size = money(size);
        (segment.opening.arr, segment.opening.customers) = (money(120_000.0), 12);
    }
    for (at, arr) in [(0, 40_000.0), (1, 40_000.0)] {
        for segment in &mut document.segments {
            let month = Month::new(2027, 1).plus(at);
            segment.pipeline.opening.push(remit::model::OpenPipeline { month, arr: money(arr) });
        }
    }
    document.roles.push(role("ae", Function::NewBusiness, steady(money(1e9), Cadence::Month)));
    document.seats.push(seat("ann", "ae", "2020-01-01"));
    document
}

fn sold(at: i32, segment: &str, won: f64, new: f64) -> ActualMonth {
    let mut values = vec![(ActualField::CustomersWon, won), (ActualField::New, new), (ActualField::Churn, 0.0)];
    values.extend(NOTHING_ELSE);
    month(at, segment, &values)
}

fn why(document: &Document, scope: Scope, months: usize) -> Variance {
    let plan = planned(document, &Env::default());
    variance(document, &plan, &outcome(document), scope, Span { from: 0, to: months - 1 })
}

#[test]
fn customers_prices_and_mix_are_told_apart_by_hand() {
    // Planned: 8 small at 10,000 and 2 large at 40,000, mean 16,000. Won: 7 small for 77,000 and 4 large for 160,000.
    let rows = vec![
        sold(0, "small", 4.0, 44_000.0),
        sold(0, "large", 2.0, 80_000.0),
        sold(1, "small", 3.0, 33_000.0),
        sold(1, "large", 2.0, 80_000.0),
    ];
    let told = why(&with(two(), rows), Scope::Company, 2);
    // 77,000 + 160,000 instead of 160,000.
    assert_eq!(told.actual - told.plan, money(77_000.0));
    let of = |cause| told.total.get(cause);
    // One customer more, at the mean; small ones at 11,000 instead of 10,000.
    assert_eq!((of(Cause::Volume), of(Cause::Price)), (money(16_000.0), money(7_000.0)));
    // One small less at 6,000 below the mean, two large more at 24,000 above it.
    assert_eq!(of(Cause::Mix), money(54_000.0));
    assert_eq!((of(Cause::Timing), told.moved, of(Cause::NotTold)), (Money::ZERO, Money::ZERO, Money::ZERO));
    // Seen alone, a segment has no mix.
    let small =
        why(&with(two(), vec![sold(0, "small", 4.0, 44_000.0), sold(1, "small", 3.0, 33_000.0)]), Scope::Segment(0), 2);
    assert_eq!((small.total.get(Cause::Volume), small.total.get(Cause::Mix)), (money(-10_000.0), Money::ZERO));
}

#[test]
fn a_price_is_against_the_mean_deal_of_the_sources_where_these_have_sizes_of_their_own() {
    let mut document = quiet();
    with_new_arr(&mut document, 11, Money::ZERO);
    let pipeline = &mut document.segments[0].pipeline;
    (pipeline.win_rate, pipeline.deal_size) = (Rate::percent(25), money(1_000.0));
    let partner = remit::model::Source {
        id: remit::units::SourceId::new("partner"),
        leads_month: 20,
        deal_size: Some(money(4_000.0)),
        ..Default::default()
    };
    pipeline.sources = vec![partner];
    // Planned: five of twenty for 4,000 each. Four came for 18,000 together.
    let told = why(&with(document, vec![sold(0, "all", 4.0, 18_000.0)]), Scope::Company, 1);
    assert_eq!(told.total.get(Cause::Price), money(18_000.0 - 4.0 * 4_000.0));
    assert_eq!(told.total.get(Cause::Volume), money(-4_000.0));
}

#[test]
fn what_came_a_month_later_is_timing_in_each_month_and_nothing_over_both() {
    // Planned 4 and 4; won 1 and 6: three are missing in January, two more come in February.
    let rows = vec![sold(0, "small", 1.0, 10_000.0), sold(1, "small", 6.0, 60_000.0)];
    let told = why(&with(two(), rows), Scope::Segment(0), 2);
    let of = |at: usize, cause| told.months[at].get(cause);
    assert_eq!((of(0, Cause::Timing), of(1, Cause::Timing)), (money(-20_000.0), money(20_000.0)));
    assert_eq!((of(0, Cause::Volume), of(1, Cause::Volume)), (money(-10_000.0), Money::ZERO));
    assert_eq!((told.moved, told.total.get(Cause::Timing)), (money(20_000.0), Money::ZERO));
}

#[test]
fn retention_counts_with_its_sign_and_what_was_not_told_has_no_cause() {
    let document = with(book(), vec![month(0, "all", &[(ActualField::Churn, 25_000.0), (ActualField::New, 8_000.0)])]);
    let told = why(&document, Scope::Company, 1);
    assert_eq!(told.total.get(Cause::Churn), money(-15_000.0));
    // How many customers brought the 8,000 was not told.
    assert_eq!(told.total.get(Cause::NotTold), money(8_000.0));
    assert_eq!(told.actual - told.plan, money(-7_000.0));
    // From February on it is what the span begins with.
    let rows =
        vec![month(0, "all", &[(ActualField::Churn, 25_000.0)]), month(1, "all", &[(ActualField::Churn, 10_000.0)])];
    let document = with(book(), rows);
    let plan = planned(&document, &Env::default());
    let later = variance(&document, &plan, &outcome(&document), Scope::Company, Span { from: 1, to: 1 });
    assert_eq!((later.total.get(Cause::Before), later.total.get(Cause::Churn)), (money(-15_000.0), Money::ZERO));
}

#[test]
fn what_differs_is_told_in_words_with_its_strongest_causes_and_the_target() {
    use remit::present::Locale;
    use remit::present::actuals::{by_cause, closed, outlook, summary};
    use remit::present::recurring::Shown;
    let mut document = two();
    document.settings.target_arr = Some(money(390_000.0));
    let document = with(document, vec![sold(0, "small", 1.0, 10_000.0), sold(1, "small", 6.0, 60_000.0)]);
    let (plan, actual) = (planned(&document, &Env::default()), outcome(&document));
    let english = Locale::EN_US;
    let shown = Shown::of(&actual, &english);
    let told = why(&document, Scope::Segment(0), 2);
    assert_eq!(closed(&actual, Scope::Company), "Jan to Feb 2027 are closed.");
    // 120,000 at the start, 80,000 planned and 70,000 sold.
    assert_eq!(
        summary(&told, Month::new(2027, 2), &shown),
        "At the end of Feb 2027 ARR is $190k, $10k less than planned. What counted most: volume \u{2212}$10k. $20k of new ARR came in other \
         months than planned, which evens out."
    );
    // Both segments planned 400,000 together.
    assert_eq!(
        outlook(&plan, &actual, Scope::Company, document.settings.target_arr, &english),
        "Going on from there, the plan ends in Dec 2027 with $390k, $10k less than planned. The target of $390k is still reached."
    );
    let (header, rows) = by_cause(&told, &actual.months[..2], &shown);
    assert_eq!(header, ["Actual less plan, USD", "Jan 2027", "Feb 2027", "Together"]);
    assert_eq!(rows[0], ["Volume", "\u{2212}10,000", "\u{b1}0", "\u{2212}10,000"]);
    assert_eq!(rows.last().unwrap(), &["Closing ARR", "\u{2212}30,000", "+20,000", "\u{2212}10,000"]);
    // By the month, a twelfth of each, and called so.
    let by_month = Shown { view: Recurring::Mrr, ..shown };
    let (_, rows) = by_cause(&told, &actual.months[..2], &by_month);
    assert_eq!(rows.last().unwrap(), &["Closing MRR", "\u{2212}2,500", "+1,667", "\u{2212}833"]);
    assert!(
        summary(&told, Month::new(2027, 2), &by_month).starts_with("At the end of Feb 2027 MRR is $15.8k, $833 less")
    );
}

#[test]
fn people_are_the_companys_or_the_sum_of_the_segments() {
    let mut company = ActualMonth::new(Month::new(2027, 1), None);
    (company.heads, company.base_pay) = (Some(9), Some(money(50_000.0)));
    let rows = vec![
        company,
        month(0, "small", &[(ActualField::Heads, 4.0), (ActualField::VariablePay, 10.0)]),
        month(0, "large", &[(ActualField::VariablePay, 5.0)]),
        month(1, "small", &[(ActualField::Heads, 4.0)]),
    ];
    let people = actual_people(&with(two(), rows));
    assert_eq!(
        (people[0].heads, people[0].base, people[0].variable),
        (Some(9), Some(money(50_000.0)), Some(money(15.0)))
    );
    assert_eq!((people[1].heads, people[1].base), (Some(4), None));
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn months_that_went_as_planned_change_nothing(Random(document) in random::document(), months in 1usize..20) {
        let plan = outcome(&document);
        let months = months.min(plan.months.len());
        let rows = (0..plan.segments.len()).flat_map(|at| (0..months).map(move |month| (at, month)));
        let rows = rows.map(|(at, month)| support::as_planned(&plan, at, month)).collect();
        let closed = with(document.clone(), rows);
        let again = outcome(&closed);
        let doubted: Vec<_> = problems(&closed).into_iter().filter(|it| it.code.starts_with("actual_")).collect();
        prop_assert!(doubted.is_empty(), "a report of the plan itself is no mistake: {:?}", doubted);
        for (was, is) in plan.segments.iter().zip(&again.segments) {
            prop_assert_eq!(is.closed, months);
            for (at, (was, is)) in was.ledger.iter().zip(&is.ledger).enumerate() {
                prop_assert!(at >= months || was == is, "month {} {:?} {:?}", at, was, is);
                // What was reported is in whole coins, so the rest differs by what became of parts of coins: a book that renews every
                // month and grows by half makes a good many of one.
                let far = (was.closing() - is.closing()).abs().to_major();
                let near = 1e-5 * was.closing().abs().to_major() + 100.0 * plan.currency.quantum().to_major();
                prop_assert!(far <= near, "month {} {:?} {:?}", at, was, is);
            }
        }
    }

    #[test]
    fn months_that_say_nothing_of_the_book_leave_it_as_it_was_planned(Random(document) in random::document(), months in 1usize..12) {
        // What is lost in a closed month is lost by all who fell due alike, so where they are judged one by one only the first month says the
        // same; where they are not, all do.
        for (document, same) in [(random::judged(document.clone()), 1), (document, usize::MAX)] {
            let plan = outcome(&document);
            let rows = (0..plan.segments.len()).flat_map(|at| (0..months).map(move |month| (at, month)));
            let rows = rows.map(|(at, month)| {
                let it = &plan.segments[at];
                let mut row = ActualMonth::new(plan.months[month], Some(it.id.clone()));
                row.new = Some(it.ledger[month].new);
                row
            });
            let again = outcome(&with(document.clone(), rows.collect()));
            for (was, is) in plan.segments.iter().zip(&again.segments) {
                let coins = 100.0 * plan.currency.quantum().to_major();
                for (at, (was, is)) in was.ledger.iter().zip(&is.ledger).enumerate().take(same) {
                    for (was, is) in [(was.closing(), is.closing()), (was.churn, is.churn), (was.expansion, is.expansion)] {
                        let (far, near) = ((was - is).abs().to_major(), 1e-5 * was.abs().to_major() + coins);
                        prop_assert!(far <= near, "month {} {:?} {:?}", at, was, is);
                    }
                }
            }
        }
    }

    #[test]
    fn causes_add_up_to_the_coin_whatever_was_reported(
        Random(mut document) in random::document(),
        values in proptest::collection::vec(proptest::option::weighted(0.8, 0i64..400_000_000), 64),
        (from, len) in (0usize..6, 1usize..6),
    ) {
        let mut values = values.into_iter().cycle();
        let mut rows = Vec::new();
        let segments: Vec<_> = document.segments.iter().map(|it| it.id.clone()).collect();
        for (at, segment) in segments.into_iter().enumerate() {
            for month in 0..6 + at as i32 {
                let mut row = ActualMonth::new(document.settings.first_month.plus(month), Some(segment.clone()));
                for field in ActualField::ALL {
                    let value = values.next().flatten().map(Money::from_mills);
                    row.set(field, if field.is_count() { value.map(|it| Money::from_mills(it.mills() / 1_000)) } else { value });
                }
                rows.push(row);
            }
        }
        document.actuals = Arc::new(rows);
        let (plan, actual) = (planned(&document, &Env::default()), outcome(&document));
        let span = Span { from, to: from + len - 1 };
        let scopes = std::iter::once(Scope::Company).chain((0..document.segments.len()).map(Scope::Segment));
        for scope in scopes {
            let told = variance(&document, &plan, &actual, scope, span);
            prop_assert_eq!(told.total.sum(), told.actual - told.plan);
            let closing = |outcome: &Outcome| Row::scoped(outcome, scope, span).movements.closing();
            prop_assert_eq!((told.plan, told.actual), (closing(&plan), closing(&actual)));
            prop_assert_eq!(told.total.get(Cause::Timing), Money::ZERO);
            // Each month is the difference of what was added in it.
            for (offset, month) in told.months.iter().enumerate() {
                let one = Span { from: from + offset, to: from + offset };
                let added = |outcome: &Outcome| Row::scoped(outcome, scope, one).movements.net_new();
                let before = month.get(Cause::Before);
                prop_assert_eq!(month.sum() - before, added(&actual) - added(&plan));
            }
        }
        for segment in &actual.segments {
            for (before, after) in segment.ledger.iter().zip(segment.ledger.iter().skip(1)) {
                prop_assert_eq!(before.closing(), after.opening);
            }
        }
        let whole = Row::of(&actual, actual.whole());
        prop_assert!(whole.value(Metric::NrrCohort).to_f64().is_none_or(f64::is_finite));
    }
}

#[test]
fn customers_who_shrank_in_a_closed_month_count_at_what_is_left_after_the_uplift() {
    let mut document = book();
    let retention = &mut document.segments[0].retention;
    (retention.contraction_depth, retention.price_uplift) = (Some(Rate::percent(50)), Rate::percent(10));
    let told = [(ActualField::Churn, 30_000.0), (ActualField::Contraction, 20_000.0)];
    let outcome = outcome(&with(document, vec![month(0, "all", &told)]));
    let row = Row::of(&outcome, Span { from: 0, to: 0 });
    let value = |metric| row.value(metric).to_f64().unwrap();
    // 40,000 lost half of it and pays a tenth more: 22,000, so 18,000 less than before. 30,000 left.
    assert!((value(Metric::GrrCustomer) - (1.0 - 48_000.0 / 1_200_000.0)).abs() < 1e-9);
    assert!((value(Metric::GrrEvent) - (1.0 - 50_000.0 / 1_200_000.0)).abs() < 1e-9);
}

#[test]
fn who_came_back_in_a_closed_month_is_as_many_as_their_arr_was_of_what_was_expected() {
    let mut document = book();
    let retention = &mut document.segments[0].retention;
    (retention.reactivation, retention.reactivation_lag_months) = (Rate::percent(50), 1);
    let closed = |back: f64| {
        vec![month(0, "all", &[(ActualField::New, 0.0)]), month(1, "all", &[(ActualField::Reactivation, back)])]
    };
    // In January one of ten left, with 10,000; half of that was expected back in February.
    let as_planned = outcome(&with(document.clone(), closed(5_000.0)));
    assert!((as_planned.segments[0].customers[1] - (120.0 - 1.0 - 1.0 + 0.5)).abs() < 1e-9);
    let more = outcome(&with(document.clone(), closed(8_000.0)));
    assert!((more.segments[0].customers[1] - (120.0 - 1.0 - 1.0 + 0.8)).abs() < 1e-9);
    assert_eq!(more.segments[0].ledger[1].reactivation, money(8_000.0));
    // Where none were expected, they are as large as a new customer.
    document.segments[0].retention.reactivation = Rate::ZERO;
    document.segments[0].pipeline.deal_size = money(4_000.0);
    let surprise = outcome(&with(document, closed(8_000.0)));
    assert!((surprise.segments[0].customers[1] - (120.0 - 1.0 - 1.0 + 2.0)).abs() < 1e-9);
}
