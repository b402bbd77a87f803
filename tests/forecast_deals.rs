//! Deals taken from the forecast: as much as it credits to each person and month, and paid like it.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::edit::{apply, take_forecast_deals};
use remit::engine::{Env, NoStatement, Source, Span, evaluate, forecast_deals, statement};
use remit::model::comp::{Component, Measure, PlanVersion, RatePreset, Rated, Spif, SpifPays, Target};
use remit::model::{Deal, Document, Function, OpenPipeline, Source as MarketSource, SourceKind, Terms, sample};
use remit::present::Locale;
use remit::present::deals::forecast_take;
use remit::units::{Cadence, ComponentId, Money, Month, PlanId, Rate, SeatId, SegmentId, SourceId, Yearly};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{day, deal, money, plan, quiet, role, seat, steady};

const Q1: Span = Span { from: 0, to: 2 };
const Q2: Span = Span { from: 3, to: 5 };

/// Two sellers with a quota of 600,000 a year each, who could close 50,000 a month each; the mean deal is 15,000.
fn two_sellers() -> Document {
    let mut document = quiet();
    let commission = Component {
        measure: Measure::NewArr,
        cadence: Cadence::Quarter,
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]),
        ..Component::default()
    };
    document.plans = vec![plan("ae", vec![commission])];
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(120_000.0)),
        plan: Some(PlanId::new("ae")),
        ..steady(money(600_000.0), Cadence::Year)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = vec![seat("ann", "ae", "2026-01-01"), seat("bob", "ae", "2026-01-01")];
    document.segments[0].pipeline.deal_size = money(15_000.0);
    for (month, arr) in [(0, 80_000.01), (1, 120_000.0), (2, 30_000.0), (3, 40_000.0)] {
        let month = document.settings.first_month.plus(month);
        document.segments[0].pipeline.opening.push(OpenPipeline { month, arr: money(arr) });
    }
    document
}

fn with(document: &Document, span: Span, segment: Option<&SegmentId>) -> Document {
    let mut after = document.clone();
    let take = take_forecast_deals(document, span, segment).unwrap();
    let undo = apply(&mut after, take.command).unwrap();
    let mut back = after.clone();
    apply(&mut back, undo).unwrap();
    assert_eq!(back, *document);
    after
}

fn sum<'a>(deals: impl Iterator<Item = &'a Deal>) -> Money {
    deals.map(|deal| deal.amount).sum()
}

#[test]
fn a_month_s_credit_becomes_equal_deals_of_about_the_mean_size_that_add_up_to_the_coin() {
    let deals = forecast_deals(&two_sellers(), Span { from: 0, to: 0 }, None).unwrap();
    // 80,000.01 by halves: 40,000.01 for Ann, 40,000.00 for Bob; each is nearest to three deals of 15,000.
    let of = |name: &str| {
        let own = deals.iter().filter(|it| it.credits.iter().any(|it| it.seat.as_str() == name));
        own.map(|deal| deal.amount.to_string()).collect::<Vec<_>>()
    };
    let sorted = |mut amounts: Vec<String>| {
        amounts.sort();
        amounts
    };
    assert_eq!(sorted(of("ann")), ["13333.33", "13333.34", "13333.34"]);
    assert_eq!(sorted(of("bob")), ["13333.33", "13333.33", "13333.34"]);
    assert!(deals.iter().all(|deal| Month::of(deal.closed) == Month::new(2027, 1) && deal.paid == Some(deal.closed)));
    // Spread over the month, not on one day.
    let mut days: Vec<_> = deals.iter().map(|deal| deal.closed).collect();
    days.dedup();
    assert!(days.len() >= 5, "{days:?}");
    assert_eq!(deals, forecast_deals(&two_sellers(), Span { from: 0, to: 0 }, None).unwrap());
}

#[test]
fn a_quarter_of_them_pays_what_the_forecast_pays() {
    let document = with(&two_sellers(), Q1, None);
    // Booked are 80,000.01, 100,000 (the most the two can close) and 30,000: 105,000.01 for Ann, paid 10 % of it below her quota of
    // 150,000 a quarter.
    for source in [Source::Deals, Source::Forecast] {
        let ann = statement(&document, &SeatId::new("ann"), Q1, source).unwrap();
        assert_eq!(ann.components[0].periods[0].earned.credit, 105_000_010);
        assert_eq!((ann.earned, ann.paid), (money(10_500.0), money(10_500.0)));
    }
    assert_eq!(sum(document.deals.iter()), money(210_000.01));
    // The forecast is what it was.
    let outcome = |document: &Document| evaluate(document, &Env::default());
    assert_eq!(outcome(&document).payees, outcome(&two_sellers()).payees);
}

/// Web brings 8 opportunities a month of which a quarter is won at 10,000; partners 4 of which half is won at 40,000. So 4 customers and
/// 100,000 a month: a mean deal of 25,000, whatever the segment's own size says.
fn two_sources() -> Document {
    let mut document = two_sellers();
    let pipeline = &mut document.segments[0].pipeline;
    pipeline.opening.clear();
    (pipeline.win_rate, pipeline.deal_size, pipeline.cycle_months) = (Rate::percent(25), money(90_000.0), 0);
    let source = |id: &str, kind, leads_month, win, size: f64| MarketSource {
        id: SourceId::new(id),
        name: id.to_owned(),
        kind,
        leads_month,
        win_rate: win,
        deal_size: Some(money(size)),
        ..MarketSource::default()
    };
    pipeline.sources = vec![
        source("web", SourceKind::Marketing, 8, None, 10_000.0),
        source("partners", SourceKind::Partner, 4, Some(Rate::percent(50)), 40_000.0),
    ];
    document
}

#[test]
fn deals_of_sources_with_sizes_of_their_own_have_the_mean_size_and_number_the_customers_won() {
    let document = two_sources();
    let month = Span { from: 0, to: 0 };
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(outcome.segments[0].ledger[0].new, money(100_000.0));
    assert!((outcome.segments[0].customers_won[0] - 4.0).abs() < 1e-9);
    // 50,000 for each of the two, in deals of 25,000.
    let deals = forecast_deals(&document, month, None).unwrap();
    assert_eq!(deals.iter().map(|it| it.amount).collect::<Vec<_>>(), vec![money(25_000.0); 4]);
    assert_eq!(remit::engine::mean_deal_of(&document, 0), money(25_000.0));
    // Without sizes of their own, the segment's holds.
    let mut plain = document.clone();
    plain.segments[0].pipeline.sources.iter_mut().for_each(|it| it.deal_size = None);
    assert_eq!(remit::engine::mean_deal_of(&plain, 0), money(90_000.0));
}

#[test]
fn pay_by_units_counts_the_customers_that_sources_win() {
    let mut document = two_sources();
    let units = Component {
        measure: Measure::Units,
        cadence: Cadence::Quarter,
        target: Target::Amount { amount: money(6.0), per: Cadence::Quarter },
        rates: RatePreset::Marginal.rates(&[]),
        ..Component::default()
    };
    document.plans = vec![plan("ae", vec![units])];
    // Each sells half of 4 a month: 6 a quarter, which is the quota, so a quarter of the variable pay of 60,000.
    let ann = statement(&document, &SeatId::new("ann"), Q1, Source::Forecast).unwrap();
    assert_eq!(ann.components[0].periods[0].earned.credit, 6_000);
    assert_eq!(ann.earned, money(15_000.0));
}

#[test]
fn a_bonus_for_every_deal_of_a_size_looks_at_the_mean_deal_of_the_sources() {
    let mut document = two_sources();
    let each =
        Component { measure: Measure::NewArr, cadence: Cadence::Month, rated: Rated::EachDeal, ..Component::default() };
    document.plans = vec![plan("ae", vec![each])];
    let variable = |document: &Document| -> Money {
        evaluate(document, &Env::default()).payees.iter().flat_map(|payee| payee.variable.iter().copied()).sum()
    };
    let without = variable(&document);
    document.plans[0].versions[0].spifs = vec![Spif {
        id: ComponentId::new("big"),
        name: "Large deals".into(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-01-31"),
        amount: money(500.0),
        pays: SpifPays::PerDeal { least: money(20_000.0) },
    }];
    // Two deals of 25,000 each in January for each of the two; deals of 90,000 would be 0.56 of one.
    assert_eq!(variable(&document) - without, money(2_000.0));
}

#[test]
fn everybody_of_the_sample_is_paid_by_the_deals_as_by_the_forecast() {
    let mut document = sample::company();
    // A statement supposes that its person stays; so does the forecast then.
    for terms in document.roles.iter_mut().flat_map(|role| &mut role.terms) {
        terms.attrition_year = Rate::ZERO;
    }
    // Of what others sell in a month that one is there for in part, the forecast counts that part, and deals count by their days.
    for stint in document.seats.iter_mut().flat_map(|seat| &mut seat.stints) {
        stint.from = Month::of(stint.from).first_day();
    }
    let each_alone = |version: &PlanVersion| version.components.iter().any(|it| it.rated == Rated::EachDeal);
    let document = with(&document, Span { from: 0, to: 23 }, None);
    let mut compared = 0;
    for seat in &document.seats {
        let alone = document.plan_of(seat).is_some_and(|plan| plan.versions.iter().any(each_alone));
        for span in [Q1, Q2, Span { from: 0, to: 11 }, Span { from: 12, to: 23 }] {
            let made = |source| statement(&document, &seat.id, span, source);
            let (deals, forecast) = match (made(Source::Deals), made(Source::Forecast)) {
                (Ok(deals), Ok(forecast)) => (deals, forecast),
                (Err(a), Err(b)) => {
                    assert!(a == b && a != NoStatement::UnknownSeat);
                    continue;
                }
                other => panic!("{} {other:?}", seat.id),
            };
            for (one, other) in deals.components.iter().zip(&forecast.components) {
                // Margin and units are counted deal by deal; of the meetings the forecast has no record.
                if [Measure::GrossMargin, Measure::Units, Measure::Meetings].contains(&one.measure) {
                    continue;
                }
                let credit = |it: &remit::engine::ComponentStatement| {
                    it.periods.iter().map(|it| it.earned.credit).collect::<Vec<_>>()
                };
                assert_eq!(credit(one), credit(other), "{} {} {span:?}", seat.id, one.name);
                if !alone {
                    assert_eq!(one.earned, other.earned, "{} {} {span:?}", seat.id, one.name);
                    compared += usize::from(!one.earned.is_zero());
                }
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_list_holds_the_new_arr_of_every_segment_and_month_once() {
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    for (segment, found) in document.segments.iter().zip(&outcome.segments) {
        let deals = forecast_deals(&document, Span { from: 0, to: 23 }, Some(&segment.id)).unwrap();
        let mut by_month: BTreeMap<(Measure, Month), Money> = BTreeMap::new();
        for deal in &deals {
            *by_month.entry((deal.measure, Month::of(deal.closed))).or_default() += deal.amount;
            assert!(deal.credits.is_empty() || deal.shared_out() == Rate::ONE);
        }
        for (month, moved) in document.settings.months().zip(&found.ledger) {
            let of = |measure| by_month.get(&(measure, month)).copied().unwrap_or_default();
            assert_eq!(of(Measure::NewArr), moved.new, "{} {month}", segment.id);
            // Owned and unowned books are made coins of apart, so a coin each may differ.
            let apart = (of(Measure::ExpansionArr) - moved.expansion).abs();
            assert!(apart <= money(0.02), "{} {month} {apart}", segment.id);
        }
    }
}

/// One account manager, two in customer success, and 100,000 that falls due in the first month and grows by 30 %.
fn looked_after() -> Document {
    let mut document = quiet();
    support::with_customer(&mut document, "kept", money(100_000.0), |retention| {
        retention.expansion = Rate::percent(30);
    });
    document.segments[1].pipeline.deal_size = money(10_000.0);
    let terms = || steady(money(1.0), Cadence::Year);
    document.roles =
        vec![role("am", Function::AccountManagement, terms()), role("csm", Function::CustomerSuccess, terms())];
    document.seats =
        vec![seat("lin", "am", "2026-01-01"), seat("cy", "csm", "2026-01-01"), seat("di", "csm", "2026-01-01")];
    document
}

#[test]
fn what_two_functions_are_credited_with_is_one_deal_with_an_overlay() {
    let deals = forecast_deals(&looked_after(), Span { from: 0, to: 0 }, None).unwrap();
    let line = |deal: &Deal| {
        let credits = deal.credits.iter().map(|it| format!("{}{}", if it.overlay { "+" } else { "" }, it.seat));
        format!("{:?} {} {}", deal.measure, deal.amount, credits.collect::<Vec<_>>().join(" "))
    };
    let mut lines: Vec<String> = deals.iter().map(line).collect();
    lines.sort();
    // 30,000 of expansion and 100,000 renewed, half of each with Cy and half with Di: 1.5 deals of 10,000 are nearest to two, and five.
    let mut expected = vec!["ExpansionArr 7500 lin +cy"; 2];
    expected.extend(["ExpansionArr 7500 lin +di"; 2]);
    expected.extend(["RenewedArr 10000 lin +cy"; 5]);
    expected.extend(["RenewedArr 10000 lin +di"; 5]);
    assert_eq!(lines, expected);
}

#[test]
fn taking_again_replaces_those_of_the_same_months_and_nothing_else() {
    let mut document = two_sellers();
    document.deals = Arc::new(vec![deal("mine", "2027-02-01", 7.0, &[("ann", 1.0, false)])]);
    let first = with(&document, Q1, None);
    let both = with(&first, Q2, None);
    assert_eq!(sum(both.deals.iter()), money(210_000.01 + 40_000.0 + 7.0));
    // A deal that was changed since then goes with the others of its months; the plan is another by now.
    let mut changed = both.clone();
    Arc::make_mut(&mut changed.deals)[1].amount = money(1.0);
    changed.segments[0].pipeline.opening[0].arr = money(60_000.0);
    let take = take_forecast_deals(&changed, Q1, None).unwrap();
    assert_eq!((take.replaced, take.kept), (first.deals.len() - 1, 1 + both.deals.len() - first.deals.len()));
    let again = with(&changed, Q1, None);
    assert_eq!(sum(again.deals.iter()), money(60_000.0 + 100_000.0 + 30_000.0 + 40_000.0 + 7.0));
    assert_eq!(again.deals[0].id.as_str(), "mine");
    let mut names: Vec<&str> = again.deals.iter().map(|deal| deal.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), again.deals.len());
    // Of one segment only: the other segment's stay.
    let other = with(&again, Q1, Some(&SegmentId::new("nowhere")));
    assert_eq!(other.deals, again.deals);
}

#[test]
fn a_deal_closes_while_its_seat_is_held_and_is_a_house_account_where_nobody_holds_it() {
    let mut document = two_sellers();
    document.seats[0].stints[0].to = remit::model::StintEnd::Known(day("2027-01-10"));
    (document.roles[0].terms[0].backfill, document.roles[0].terms[0].backfill_lag_months) = (true, 0);
    let deals = forecast_deals(&document, Q1, None).unwrap();
    let anns: Vec<_> = deals.iter().filter(|it| it.credits.iter().any(|it| it.seat.as_str() == "ann")).collect();
    assert!(!anns.is_empty() && anns.iter().all(|it| it.closed <= day("2027-01-10")));
    // From February on an expected backfill sells in her place.
    let house: Vec<_> = deals.iter().filter(|it| it.credits.is_empty()).collect();
    assert!(!house.is_empty() && house.iter().all(|it| it.closed >= day("2027-02-01")));
    let lines = forecast_take(&document, Ok((&deals, 0, 0)), Q1, &Locale::default());
    assert!(lines.iter().any(|it| it.contains("expected backfill")), "{lines:?}");
}

#[test]
fn the_preview_says_how_many_how_much_and_what_becomes_of_the_others() {
    let mut document = two_sellers();
    document.deals = Arc::new(vec![deal("mine", "2027-02-01", 7.0, &[("ann", 1.0, false)])]);
    let document = with(&document, Q1, None);
    let take = take_forecast_deals(&document, Q1, None).unwrap();
    // January three deals each, February 50,000 each: three; March 15,000 each: one.
    let lines = forecast_take(&document, Ok((&take.deals, take.replaced, take.kept)), Q1, &Locale::default());
    assert_eq!(
        lines[..3],
        [
            "14 deals of Jan to Mar 2027, as much as the forecast credits there, to the coin.",
            "New ARR: 14 deals of 210,000.01 together.",
            "They replace the 14 deals taken from the forecast of these months before. Your other deal stays as it is.",
        ]
    );
    let mut tiny = document.clone();
    tiny.segments[0].pipeline.deal_size = money(1.0);
    let many = take_forecast_deals(&tiny, Q1, None).unwrap_err();
    assert_eq!(many.0, 210_000);
    let told = forecast_take(&tiny, Err(many), Q1, &Locale::default());
    assert!(told[0].contains("210,000 deals") && told[0].contains("Choose fewer months"), "{told:?}");
}

#[test]
fn any_plan_gives_deals_or_says_that_they_are_too_many() {
    use proptest::prelude::*;
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config::with_cases(60));
    let run = runner.run(&support::random::document(), |random| {
        let document = random.0;
        let last = document.settings.horizon().saturating_sub(1);
        if let Ok(deals) = forecast_deals(&document, Span { from: 0, to: last }, None) {
            let mut ids: Vec<&str> = deals.iter().map(|deal| deal.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), deals.len());
        }
        Ok(())
    });
    run.unwrap();
}
