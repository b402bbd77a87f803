//! Every figure of an offer explains itself, by terms that make it again.

use super::*;
use remit::career::{Exchange, Hours, OfferFigure, Repay, Travel};
use remit::engine::capacity::{Why, WhyLink};
use remit::engine::{Op, Value as Figure};
use remit::units::Currency;

fn term(why: &Why, label: &str) -> f64 {
    let found = why.terms.iter().find(|it| it.label == label);
    found.unwrap_or_else(|| panic!("no {label} in {why:#?}")).value.to_f64().unwrap()
}

fn counted(why: &Why) -> Vec<&str> {
    why.terms.iter().filter(|it| it.op != Op::Aside).map(|it| it.label.as_str()).collect()
}

fn euro() -> Currency {
    "EUR".parse().unwrap()
}

fn needs() -> Needs {
    example().needs
}

/// Offers as they come: invented, usual for their role, from abroad, dearer, and half told.
fn many() -> Vec<Offer> {
    let mut all = example().offers;
    all.extend(RoleKind::ALL.into_iter().map(|role| offer_for(role, 9, "Usual")));
    let changed = |change: fn(&mut Offer)| {
        example().offers.into_iter().map(move |mut offer| {
            change(&mut offer);
            offer
        })
    };
    all.extend(changed(|it| {
        it.currency = Some(euro());
        it.exchange = Some(Exchange { to: Currency::USD, rate: Rate::from_ppm(1_083_457), as_of: None });
        it.salaries = Some(14);
        it.living = Rate::percent(132);
        it.travel =
            Travel { unpaid: Some(Monthly::new(major(97))), night_cost: Some(major(61)), per_diem: Some(major(28)) };
        it.sign_on = Some(major(7_001));
        it.sign_on_stay = 19;
    }));
    all.extend(changed(|it| it.currency = Some(euro())));
    all.extend(changed(|it| {
        it.living = Rate::percent(75);
        it.sign_on = Some(major(9_000));
        it.sign_on_stay = 24;
        it.sign_on_back = Some(Repay::Whole);
        it.attainment = groups(&[(0, 40, 20), (60, 60, 30), (80, 140, 50)]);
    }));
    all.extend(changed(|it| (it.base, it.hours_week) = (None, None)));
    all.extend(changed(|it| (it.variable, it.attainment) = (None, groups(&[]))));
    all
}

#[test]
fn every_figure_is_made_again_by_the_terms_that_explain_it() {
    let some = needs();
    let wants = [
        some.clone(),
        Needs { leaving: None, surer: Rate::ZERO, ..some.clone() },
        Needs { today: None, month: None, weeks: 52, ..some.clone() },
        Needs { today: Some(Yearly::new(major(1))), month: Some(Monthly::new(major(900_000))), ..some },
    ];
    let mut checked = 0;
    for (offer, needs) in many().iter().flat_map(|offer| wants.iter().map(move |needs| (offer, needs))) {
        let of = reckon(offer, needs, january());
        for figure in OfferFigure::ALL.into_iter().chain(OfferFigure::OF_WORTH) {
            let why = of.why(figure, needs);
            assert_eq!(why.value, of.figure(figure, needs), "{figure:?}");
            for term in &why.terms {
                match &term.link {
                    WhyLink::Input(path) => {
                        let own = format!("offer/{}/", offer.id);
                        assert!(path.starts_with(&own) || path.starts_with("need/"), "{path}");
                    }
                    link @ WhyLink::Beside(_) => {
                        let led = OfferFigure::led_to(link).unwrap_or_else(|| panic!("{link:?} leads nowhere"));
                        let size = |of: Figure| of.to_f64().map(f64::abs);
                        assert_eq!(size(of.figure(led, needs)), size(term.value), "{figure:?} leads to {led:?}");
                    }
                    WhyLink::None => {}
                    link @ (WhyLink::Figure(_) | WhyLink::Metric(..)) => panic!("{link:?} of an offer"),
                }
            }
            let Some(value) = why.value.to_f64() else {
                assert!(counted(&why).is_empty() && !why.terms.is_empty(), "{figure:?} says what it lacks: {why:#?}");
                continue;
            };
            let off = match (figure, why.value) {
                (OfferFigure::AtTodaysPrices | OfferFigure::Swing, _) => 0.500_001,
                (_, Figure::Money(_)) => 0.020_001,
                _odds_and_counts => 1e-9,
            };
            let made = why.recombine().unwrap();
            assert!(!counted(&why).is_empty(), "{figure:?}");
            assert!((made - value).abs() <= off, "{} {figure:?}: {made} for {value}, {why:#?}", offer.name);
            checked += 1;
        }
    }
    assert!(checked > 2_000, "{checked}");
}

/// Evenly from 50 to 150 % of target, twice as much above it.
fn even() -> Offer {
    Offer { attainment: groups(&[(50, 150, 100)]), ..plain(60_000, 60_000, 600_000, &[(100, 200)]) }
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 0.02, "{a} is not {b}");
}

#[test]
fn expected_pay_is_pay_at_the_mean_and_what_the_spread_adds() {
    let mut offer = even();
    offer.hours_week = Some(Hours::new(51));
    let needs = Needs { weeks: 50, ..Needs::default() };
    let of = reckon(&offer, &needs, january());
    let why = of.why(OfferFigure::Expected, &needs);
    // At the mean, 100 %, it is on-target pay. Above it each per cent brings another 600, for (1/2)^2 / 2 = 12.5 points on average.
    close(term(&why, "Mean attainment"), 1.0);
    close(term(&why, "Base"), 60_000.0);
    close(term(&why, "Variable pay at the mean attainment"), 60_000.0);
    close(term(&why, "Added by the spread around it"), 7_500.0);
    close(why.value.to_f64().unwrap(), 127_500.0);
    // 127,500 over 50 weeks of 51 hours.
    let why = of.why(OfferFigure::AnHour, &needs);
    assert_eq!(counted(&why), ["Expected pay", "Weeks you work in a year", "Hours of a week"]);
    close(why.recombine().unwrap(), 50.0);
    // One year in ten stays below 60 %, and nine below 140 %: 60,000 and 36,000, or 60,000, 60,000 and twice 24,000.
    let bad = of.why(OfferFigure::Year(Tenth::Bad), &needs);
    close(term(&bad, "Variable pay of such a year"), 36_000.0);
    assert!((term(&bad, "Attainment that 1 year in 10 does not exceed") - 0.6).abs() < 2e-4);
    close(of.why(OfferFigure::Year(Tenth::Good), &needs).recombine().unwrap(), 168_000.0);
    // The two lie 72,000 apart, a tenth of which is the price.
    let why = of.why(OfferFigure::Worth, &needs);
    assert_eq!(counted(&why), ["Expected pay", "Price of the swing"]);
    close(why.recombine().unwrap(), 127_500.0 - 7_200.0);
    close(of.why(OfferFigure::Swing, &needs).recombine().unwrap(), -7_200.0);
}

#[test]
fn pay_where_one_offer_overtakes_another_is_base_and_variable_of_each() {
    // 60,000 + 60,000 x is 80,000 + 30,000 x at two thirds: 100,000.
    let (steep, flat) = (plain(60_000, 60_000, 600_000, &[]), plain(80_000, 30_000, 600_000, &[]));
    let (steep, flat) = (reckoned(&steep), reckoned(&flat));
    let found = break_evens(&steep, &flat);
    assert_eq!(found.len(), 1);
    let why = found[0].why((&steep, &flat), ("A", "B"));
    assert!((why.value.to_f64().unwrap() - 2.0 / 3.0).abs() < 1e-6);
    assert!(
        (term(&why, "A pays there") - 100_000.0).abs() < 0.02 && (term(&why, "B pays there") - 100_000.0).abs() < 0.02
    );
    for (of, base) in [(&steep, 60_000.0), (&flat, 80_000.0)] {
        let why = of.why_pay(found[0].at, &Needs::default());
        close(term(&why, "Variable pay at this attainment"), 100_000.0 - base);
        close(why.recombine().unwrap(), 100_000.0);
    }
}

#[test]
fn odds_are_told_by_the_attainment_that_brings_as_much() {
    // 96,000 here are 120,000 at a quarter dearer, which is pay at 100 %: half of all years are below it.
    let offer = Offer { living: Rate::percent(125), ..even() };
    let needs =
        Needs { today: Some(Yearly::new(major(96_000))), month: Some(Monthly::new(major(7_600))), ..Needs::default() };
    let of = reckon(&offer, &needs, january());
    let why = of.why(OfferFigure::BelowToday, &needs);
    assert_eq!(counted(&why), ["Share of years below the attainment that brings as much"]);
    assert!((why.recombine().unwrap() - 0.5).abs() < 1e-6 && (term(&why, "That attainment") - 1.0).abs() < 1e-6);
    close(term(&why, "What buys as much there"), 120_000.0);
    // 7,600 a month are 9,500 there, 114,000 a year: 54,000 of variable at 90 %, which four in ten stay below.
    let why = of.why(OfferFigure::BelowNeed, &needs);
    close(term(&why, "Pay of a year that is enough"), 114_000.0);
    assert!((why.recombine().unwrap() - 0.4).abs() < 1e-6 && (term(&why, "That attainment") - 0.9).abs() < 1e-6);
    let why = of.why(OfferFigure::AtQuota, &needs);
    assert!((term(&why, "Those below 100 % of target") - 0.5).abs() < 1e-9);
}

#[test]
fn odds_below_a_cliff_end_where_pay_leaps_over_the_amount() {
    let mut offer = even();
    offer.plan.components[0].cadence = Cadence::Year;
    offer.plan.components[0].threshold = Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Share });
    let needs = Needs { today: Some(Yearly::new(major(100_000))), ..Needs::default() };
    let why = reckon(&offer, &needs, january()).why(OfferFigure::BelowToday, &needs);
    // Nothing but base below 80 %, 108,000 at it: three in ten are below.
    assert!(
        (why.recombine().unwrap() - 0.3).abs() < 1e-6 && (term(&why, "That attainment") - 0.8).abs() < 1e-6,
        "{why:#?}"
    );
    let needs = Needs { today: Some(Yearly::new(major(10_000_000))), ..needs };
    let why = reckon(&offer, &needs, january()).why(OfferFigure::BelowToday, &needs);
    assert_eq!((counted(&why), why.recombine().unwrap()), (vec!["Share of years that bring less"], 1.0));
}

#[test]
fn months_short_are_counted_in_each_of_the_two_years() {
    // 8,000 of base a month and commission in the month after each quarter: months 4, 7, 10, and 13, 16, 19, 22; a sign-on in the first.
    let mut offer = Offer { attainment: at_one_place(110), ..plain(96_000, 48_000, 480_000, &[(100, 150)]) };
    offer.plan.components[0].cadence = Cadence::Quarter;
    offer.plan.payout.lag_months = 1;
    offer.sign_on = Some(major(5_000));
    let needs = Needs { month: Some(Monthly::new(major(9_000))), ..Needs::default() };
    let of = reckon(&offer, &needs, january());
    let why = of.why(OfferFigure::MonthsShort, &needs);
    assert_eq!(why.value, Figure::Count(16.0));
    close(term(&why, "Months short of the first 12"), 12.0 - 3.0 - 1.0);
    close(term(&why, "Months short of the 12 after them"), 12.0 - 4.0);
    close(term(&why, "Least in hand in a month"), 8_000.0);
    // A quarter at 110 %: 12,000 and a tenth of it at one and a half.
    let why = of.why(OfferFigure::FirstYear, &needs);
    assert_eq!(counted(&why), ["Base", "Paid for new business", "Sign-on"]);
    close(term(&why, "Paid for new business"), 3.0 * 13_800.0);
    close(why.recombine().unwrap(), 96_000.0 + 41_400.0 + 5_000.0);
}

#[test]
fn what_goes_back_travel_and_another_currency_are_simple_arithmetic() {
    let mut offer = Offer { attainment: at_one_place(100), ..plain(60_000, 60_000, 600_000, &[]) };
    offer.plan.clawback =
        Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 6, takes_attainment: false };
    (offer.sign_on, offer.sign_on_stay) = (Some(major(12_000)), 18);
    offer.nights_month = Some(4);
    offer.travel =
        Travel { unpaid: Some(Monthly::new(major(100))), night_cost: Some(major(80)), per_diem: Some(major(50)) };
    offer.currency = Some(euro());
    offer.exchange = Some(Exchange { to: Currency::USD, rate: Rate::percent(125), as_of: None });
    let needs = Needs::default();
    let of = reckon(&offer, &needs, january());
    let why = |figure| of.why(figure, &needs);
    let rate = "Exchange rate: USD for 1 EUR";
    assert_eq!(counted(&why(OfferFigure::Base)), ["Base of a year, EUR", rate]);
    close(why(OfferFigure::OnTarget).recombine().unwrap(), 150_000.0);
    // 5,000 EUR a month for two years; those of six months go back.
    let stake = why(OfferFigure::AtStake);
    close(term(&stake, "Earned in two middle years"), 150_000.0);
    close(term(&stake, "Left of it once those customers are gone"), 112_500.0);
    close(stake.recombine().unwrap(), 37_500.0);
    // Twelve of eighteen months are left: 8,000 EUR.
    close(why(OfferFigure::SignOnBack).recombine().unwrap(), 10_000.0);
    // Four nights lose 30 each, and 100 on top: 220 EUR a month.
    close(why(OfferFigure::Travel).recombine().unwrap(), -220.0 * 12.0 * 1.25);
    // Without a rate it stays in its own, and cannot be judged by a need in another.
    let needs = Needs { month: Some(Monthly::new(major(1_000))), ..needs };
    let of = reckon(&Offer { exchange: None, ..offer }, &needs, january());
    assert_eq!(counted(&of.why(OfferFigure::Base, &needs)), ["Base of a year"]);
    let why = of.why(OfferFigure::MonthsShort, &needs);
    assert_eq!(why.value.to_f64(), None);
    assert_eq!(why.terms[0].link, WhyLink::Input("offer/1/exchange".into()));
}
