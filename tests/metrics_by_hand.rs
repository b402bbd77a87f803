//! Unit economics of a book small enough to reckon by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::{
    Env, Link, Metric, Op, Outcome, Row, Scope, Span, Value, cohorts, crews_by_function, evaluate, explain,
};
use remit::model::{Document, Function};
use remit::units::{Monthly, Quarterly, Rate};
use support::*;

/// 100 customers with 1,200,000 of ARR, all due in the first month: 90 % renew and grow by a fifth. In that month 10 new ones sign for
/// 30,000 each. Marketing costs 50,000 a month, half of it to win customers.
fn company() -> Document {
    let mut document = quiet();
    document.settings.horizon_months = 12;
    with_new_arr(&mut document, 0, money(300_000.0));
    let segment = &mut document.segments[0];
    segment.pipeline.deal_size = money(30_000.0);
    segment.opening.customers = 100;
    segment.opening.arr = money(1_200_000.0);
    segment.retention.renewal = Rate::percent(90);
    segment.retention.expansion = Rate::percent(20);
    segment.retention.term_months = 12;
    let due = document.settings.first_month.index0();
    segment.opening.renewal_months = (0..12).map(|at| Rate::percent(if at == due { 100 } else { 0 })).collect();
    document.costs.gross_margin = Some(Rate::percent(80));
    document.costs.marketing = Some(Monthly::new(money(50_000.0)));
    document.costs.marketing_acquisition_share = Rate::percent(50);
    document.costs.other_sales_marketing = Some(Monthly::new(money(0.0)));
    document.costs.other_operating = Some(Monthly::new(money(0.0)));
    document.costs.prior_quarter_sales_marketing = Some(Quarterly::new(money(200_000.0)));
    document
}

fn year(document: &Document) -> (Outcome, Row) {
    let outcome = evaluate(document, &Env::default());
    let row = Row::of(&outcome, outcome.whole());
    (outcome, row)
}

#[track_caller]
fn is(row: &Row, metric: Metric, by_hand: f64) {
    let value = row.value(metric).to_f64().unwrap_or_else(|| panic!("{} is {:?}", metric.key(), row.value(metric)));
    assert!((value - by_hand).abs() < 1e-6, "{}: {value}, by hand {by_hand}", metric.key());
}

#[test]
fn unit_economics_are_those_reckoned_by_hand() {
    let (outcome, row) = year(&company());
    is(&row, Metric::CustomersWon, 10.0);
    is(&row, Metric::CustomersLost, 10.0);
    is(&row, Metric::LogoChurn, 0.10);
    is(&row, Metric::LogoRetention, 0.90);
    // 1,200,000 - 120,000 + 216,000 + 300,000 with 90 + 10 customers: 15,960 each, at 80 %, for ten years.
    is(&row, Metric::ClosingArr, 1_596_000.0);
    is(&row, Metric::LtvLogo, 127_680.0);
    is(&row, Metric::LtvRevenue, 127_680.0);
    is(&row, Metric::ExpansionShare, 216.0 / 516.0);
    is(&row, Metric::Conversion, 1.0);
    is(&row, Metric::Cac, 30_000.0);
    is(&row, Metric::CacBlended, 60_000.0);
    is(&row, Metric::LtvCac, 4.256);
    // 300,000 spent to win 300,000: a year on ARR, a quarter more at 80 %.
    is(&row, Metric::CacPaybackArr, 12.0);
    is(&row, Metric::CacPayback, 15.0);
    // Revenue: 2,796,000 / 24 in the first month, 1,596,000 / 12 in each of eleven. Growth 33 %; 80 % less 600,000 of cost.
    is(&row, Metric::Revenue, 1_579_500.0);
    is(&row, Metric::RuleOf40, 0.33 + 0.8 - 600_000.0 / 1_579_500.0);
    // ARR grows by 396,000 in the first quarter, after 200,000 of cost in the quarter before; then no more.
    is(&Row::of(&outcome, Span { from: 0, to: 2 }), Metric::MagicNumberArr, 1.98);
    is(&Row::of(&outcome, Span { from: 3, to: 5 }), Metric::MagicNumberArr, 0.0);
    is(&row, Metric::NewArrPerHead, 300_000.0 / row.sellers);
}

#[test]
fn a_book_that_falls_due_in_no_month_by_its_weights_falls_due_evenly() {
    let mut document = company();
    document.segments[0].opening.renewal_months = vec![Rate::ZERO; 12];
    let due: Vec<_> = evaluate(&document, &Env::default()).segments[0].due.clone();
    assert_eq!(due, vec![money(100_000.0); 12]);
}

#[test]
fn an_explanation_of_retention_has_the_window_and_tells_beside_it_what_the_other_form_adds() {
    let mut document = company();
    document.settings.horizon_months = 24;
    document.segments[0].retention.contraction = Rate::percent(10);
    document.segments[0].retention.contraction_depth = Some(Rate::percent(50));
    let outcome = evaluate(&document, &Env::default());
    let told = |metric, from, to| explain(&outcome, metric, Scope::Company, Span { from, to });
    let values =
        |metric| told(metric, 12, 23).terms.iter().map(|it| (it.op, it.value.to_f64().unwrap())).collect::<Vec<_>>();
    let is = |terms: Vec<(Op, f64)>, by_hand: &[(Op, f64)]| {
        let close = terms.iter().zip(by_hand).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 0.011);
        assert!(close && terms.len() == by_hand.len(), "{terms:?} is not {by_hand:?}");
    };
    // The first January: 1,200,000 x 90 % = 1,080,000, less a tenth, more a fifth: 1,166,400, and 300,000 signed. A year later the former
    // are 1,166,400 x 0.972 and the latter, of whom 270,000 renew, 300,000 x 0.972; both were there when the window began.
    let (then, now) = (1_466_400.0, 1_466_400.0 * 0.972);
    is(values(Metric::NrrCohort), &[(Op::Plus, now), (Op::Over, then), (Op::Aside, 0.0)]);
    // A tenth left and a tenth of the rest was given up.
    is(values(Metric::GrrEvent), &[(Op::Plus, then), (Op::Minus, then * 0.19), (Op::Over, then)]);
    // By customer: a fifth of those who renew keep half, the others all of it.
    is(values(Metric::GrrCustomer), &[(Op::Plus, then * 0.9 * (0.2 * 0.5 + 0.8)), (Op::Over, then)]);
    // What is won inside a window and falls due in it is in the bridge alone: contracts of six months.
    document.segments[0].retention.term_months = 6;
    document.segments[0].opening.renewal_months = Vec::new();
    document.segments[0].opening.arr = money(600.0);
    let short = evaluate(&document, &Env::default());
    let window = Row::of(&short, Span { from: 0, to: 11 });
    let told = explain(&short, Metric::NrrCohort, Scope::Company, Span { from: 0, to: 11 });
    let aside = told.terms.iter().find(|it| it.op == Op::Aside).unwrap().value.to_f64().unwrap();
    // The 300,000 of January renew in July: 0.972 of them are left.
    assert!((aside + 300_000.0 * 0.028).abs() < 0.05, "{aside} {window:?}");
}

#[test]
fn a_window_is_called_one_of_twelve_months_once_the_plan_is_as_long() {
    let (outcome, _) = year(&company());
    let notes = |to| explain(&outcome, Metric::NrrBridge, Scope::Company, Span { from: to, to }).notes.join(" ");
    assert!(notes(10).contains("the 11 months since the plan began"), "{}", notes(10));
    assert!(notes(11).contains("the twelve months to the end"), "{}", notes(11));
    // Asked of two years, of a quarter or of the first months, what is explained is of the window: its months are those named.
    let mut two_years = company();
    two_years.settings.horizon_months = 24;
    let (outcome, _) = year(&two_years);
    let months = |metric, from, to| explain(&outcome, metric, Scope::Company, Span { from, to }).span;
    for metric in Metric::RETENTION {
        assert_eq!(months(metric, 0, 23), Span { from: 12, to: 23 }, "{metric:?}");
        assert_eq!(months(metric, 21, 23), Span { from: 12, to: 23 }, "{metric:?}");
        assert_eq!(months(metric, 3, 5), Span { from: 0, to: 5 }, "{metric:?}");
    }
    assert_eq!(months(Metric::NewArr, 0, 23), Span { from: 0, to: 23 });
}

#[test]
fn figures_of_the_company_are_told_by_segment_and_lead_to_what_was_typed() {
    let mut document = company();
    document.segments.push(support::quiet_segment("other"));
    let own = document.segments[0].id.clone();
    document.seats[0].segment = Some(own.clone());
    let labels = |document: &Document, metric| {
        let outcome = evaluate(document, &Env::default());
        let told = explain(&outcome, metric, Scope::Company, outcome.whole());
        told.terms.iter().map(|it| (it.label.clone(), it.value.to_f64().unwrap())).collect::<Vec<_>>()
    };
    let name = |text: &str, value: f64| (text.to_owned(), value);
    assert_eq!(labels(&document, Metric::Heads), [name("all", 1.0), name("other", 0.0)]);
    assert_eq!(labels(&document, Metric::Customers), [name("all", 100.0), name("other", 0.0)]);
    // A seat of all segments is told beside them.
    document.seats[0].segment = None;
    let heads = labels(&document, Metric::Heads);
    assert_eq!(heads[..2], [name("all", 0.0), name("other", 0.0)]);
    assert_eq!((heads.len(), heads[2].1), (3, 1.0));
    let outcome = evaluate(&document, &Env::default());
    let leads = |metric| explain(&outcome, metric, Scope::Segment(0), outcome.whole()).terms[0].link.clone();
    assert_eq!(leads(Metric::Pipeline), Link::Inputs("segment/*/pipeline/leads_month"));
    assert_eq!(leads(Metric::Heads), Link::Inputs("seat"));
    assert_eq!(leads(Metric::Customers), Link::Input(format!("segment/{own}/opening/customers")));
}

#[test]
fn opening_arr_of_a_segment_is_what_was_typed_and_the_contracts_and_how_both_moved_since() {
    let mut document = company();
    let (first, own) = (document.settings.first_month, document.segments[0].id.clone());
    let contract = customer("acme", own.as_str(), money(40_000.0), first.plus(11), 12);
    std::sync::Arc::make_mut(&mut document.accounts).push(contract);
    let outcome = evaluate(&document, &Env::default());
    let told = |metric, from, to| {
        let told = explain(&outcome, metric, Scope::Segment(0), Span { from, to });
        told.terms.into_iter().map(|it| (it.op, it.value.to_f64().unwrap(), it.link)).collect::<Vec<_>>()
    };
    let typed = (Op::Plus, 1_200_000.0, Link::Input(format!("segment/{own}/opening/arr")));
    let contracts = (Op::Plus, 40_000.0, Link::Inputs("accounts"));
    assert_eq!(told(Metric::OpeningArr, 0, 11), [typed.clone(), contracts.clone()]);
    // From the second month on: 300,000 signed, 216,000 of growth, 120,000 lost.
    let moved = [(Op::Plus, 300_000.0), (Op::Plus, 216_000.0), (Op::Minus, 120_000.0)];
    let moved = moved.map(|(op, amount)| (op, amount, Link::None));
    assert_eq!(told(Metric::OpeningArr, 1, 11), [&[typed, contracts][..], &moved[..]].concat());
    // What flows is told by month, and 90 of 101 customers with the 10 who were won.
    let growth = told(Metric::ExpansionArr, 0, 2);
    assert_eq!(growth.iter().map(|it| it.1).collect::<Vec<_>>(), [216_000.0, 0.0, 0.0]);
    let customers = told(Metric::Customers, 0, 2).into_iter().map(|it| (it.0, it.1)).collect::<Vec<_>>();
    let by_hand = [(Op::Plus, 101.0), (Op::Plus, 10.0), (Op::Minus, 10.0)];
    assert!(customers.iter().zip(by_hand).all(|(told, hand)| told.0 == hand.0 && (told.1 - hand.1).abs() < 1e-9));
}

#[test]
fn a_half_year_counts_for_half_a_year_of_churn() {
    let (outcome, _) = year(&company());
    let half = Row::of(&outcome, Span { from: 0, to: 5 });
    is(&half, Metric::LogoChurn, 0.10);
    is(&half, Metric::LtvLogo, 15_960.0 * 0.8 / 0.20);
}

#[test]
fn customers_who_come_back_were_none_of_the_opening_book() {
    let mut document = company();
    document.segments[0].retention.reactivation = Rate::percent(50);
    document.segments[0].retention.reactivation_lag_months = 1;
    let outcome = evaluate(&document, &Env::default());
    let second = Row::of(&outcome, Span { from: 1, to: 1 });
    assert_eq!((second.customers_before, second.customers, second.customers_won), (100.0, 105.0, 0.0));
    is(&second, Metric::LogoRetention, 1.0);
}

#[test]
fn what_is_missing_is_said_instead_of_a_zero() {
    let needs = |row: &Row, metric: Metric| match row.value(metric) {
        Value::Undefined(needs) => needs,
        value => panic!("{} is {value:?}", metric.key()),
    };
    let mut document = company();
    document.segments[0].retention.renewal = Rate::percent(100);
    let (_, row) = year(&document);
    assert!(needs(&row, Metric::LtvLogo).contains("churn"));
    assert!(needs(&row, Metric::LtvCac).contains("churn"));
    assert!(needs(&row, Metric::ArrPerAm).contains("account managers"));
    document.costs.gross_margin = None;
    document.costs.marketing = None;
    let (outcome, row) = year(&document);
    assert!(needs(&row, Metric::LtvRevenue).contains("gross margin"));
    for metric in [Metric::CacBlended, Metric::CacPaybackArr] {
        assert!(needs(&row, metric).contains("marketing"), "{}", metric.key());
    }
    assert!(needs(&row, Metric::RuleOf40).contains("margin"));
    assert!(needs(&Row::of(&outcome, Span { from: 0, to: 0 }), Metric::MagicNumberArr).contains("quarter"));
    assert!(needs(&year(&quiet()).1, Metric::LogoChurn).contains("customers"));
}

#[test]
fn a_cohort_tells_how_much_of_its_arr_and_how_many_of_its_customers_are_left() {
    let table = cohorts(&company(), Scope::Company);
    let (opening, first) = (&table.rows[0], &table.rows[1]);
    // All 100 fell due in January: 90 stayed, who have 1,200,000 x 90 % x 120 %.
    assert_eq!(opening.customers_kept(0), Some(1.0));
    let close = |is: Option<f64>, should: f64| assert!((is.unwrap() - should).abs() < 1e-9, "{is:?}, not {should}");
    close(opening.customers_kept(1), 0.9);
    close(opening.arr_kept(1), 1.08);
    // The ten who signed in January fall due after the plan ends.
    close(first.customers_kept(3), 1.0);
    close(first.arr_kept(3), 1.0);
    assert_eq!(first.arr_kept(4), None, "the plan ends before");
    assert_eq!(table.rows[2].arr_kept(0), None, "nobody joined in the second quarter");
    // Both together, four quarters on: the opening book alone is followed so far.
    let (began, held) = table.together(4);
    assert!((began.customers - 100.0).abs() < 1e-9 && (held.customers - 90.0).abs() < 1e-9);
    assert!((began.arr - 1_200_000.0).abs() < 1e-6 && (held.arr - 1_296_000.0).abs() < 1e-6);
    // One quarter on, the ten with their 300,000 as well.
    let (began, held) = table.together(1);
    assert!((began.customers - 110.0).abs() < 1e-9 && (held.customers - 100.0).abs() < 1e-9);
    assert!((began.arr - 1_500_000.0).abs() < 1e-6 && (held.arr - 1_596_000.0).abs() < 1e-6);
    assert_eq!(table.columns(), 5);
}

#[test]
fn the_quick_ratio_is_what_came_over_what_went() {
    let (_, row) = year(&company());
    // 300,000 signed and (1,200,000 x 90 %) x 20 % grew against 120,000 that left.
    let quick = row.value(Metric::QuickRatio).to_f64().unwrap();
    assert!((quick - 516_000.0 / 120_000.0).abs() < 1e-9, "{quick}");
    let mut all_stay = company();
    all_stay.segments[0].retention.renewal = Rate::percent(100);
    assert!(matches!(year(&all_stay).1.value(Metric::QuickRatio), Value::Undefined(_)), "nothing to divide by");
}

#[test]
fn a_span_holds_its_first_and_last_month_and_crews_are_of_functions_that_have_seats() {
    assert_eq!((Span { from: 2, to: 4 }.len(), Span { from: 2, to: 2 }.len()), (3, 1));
    assert!(Span { from: 3, to: 2 }.is_empty() && !Span { from: 2, to: 2 }.is_empty());
    let (outcome, _) = year(&company());
    let crews: Vec<Function> = crews_by_function(&outcome, outcome.whole()).into_iter().map(|it| it.0).collect();
    assert_eq!(crews, [Function::NewBusiness], "one closer is all there is");
}
