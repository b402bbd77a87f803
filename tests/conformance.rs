//! Published worked examples (`fixtures/conformance/cases.json`, each with its source), mapped onto the model's own documents and
//! components and run through the public engine. What the model cannot say yet is a named exception with its reason.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::career::{Needs, Offer, reckon};
use remit::engine::capacity::{CapacityPlan, Group};
use remit::engine::pay::{Feed, Ratio, claw_back, cut, earn, pay_out, rate, settle_draw};
use remit::engine::{Env, Metric, Outcome, Row, Source, Span, evaluate, pay_curve, statement};
use remit::model::comp::{
    Accumulates, Boundary, Clawback, ClawbackBasis, Component, Draw, DrawKind, MarginOver, Measure, Payout,
    PlanVersion, RatePreset, Rated, Rates, Reach, Scope, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue,
};
use remit::model::{Deal, Document, Function, Leave, PastQuarter, QuarterTarget, Quota, Ramp, Stint, StintEnd, Terms};
use remit::units::{
    Cadence, ComponentId, Currency, Money, Month, Monthly, PlanId, Quarterly, Rate, Rounding, SeatId, Yearly,
};
use serde_json::Value;
use std::collections::BTreeSet;
use support::*;

const FILE: &str = include_str!("fixtures/conformance/cases.json");
const AWAY: Rounding = Rounding::HalfAwayFromZero;

/// Cases that the model cannot express, and what is missing.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("workload-01-kotler", "accounts carry no touchpoints yet; territories are a later issue"),
    ("workload-03-breakdown", "sizing by forecast over a rep's share belongs to territories, a later issue"),
    ("part-01-greedy-2", "no document of pay: solved exactly in tests/territory.rs"),
    ("part-03-roundrobin", "no document of pay: solved exactly in tests/territory.rs"),
    ("part-05-walter-min-largest", "no document of pay: solved exactly in tests/territory.rs"),
    ("part-07-2022-07-11", "no document of pay: solved exactly in tests/territory.rs"),
    ("part-09-entitlements", "no document of pay: solved exactly in tests/territory.rs"),
    ("part-11-kk-heuristic", "no document of pay: solved exactly in tests/territory.rs"),
];

/// Single figures of mapped cases that the model does not have.
const FIGURES_LEFT_OUT: &[(&str, &str, &str)] =
    &[("cap-03-effective-rre", "q1_end", "its three movements are typed in by the source, not consequences of a plan")];

fn all_cases() -> Vec<Value> {
    serde_json::from_str(FILE).unwrap()
}

struct Case {
    inputs: Value,
    expected: Value,
}

impl Case {
    fn named(id: &str) -> Case {
        let cases = all_cases();
        let case = cases.iter().find(|case| case["id"] == id).unwrap_or_else(|| panic!("{id} is gone from the file"));
        Case { inputs: case["inputs"].clone(), expected: case["expected"].clone() }
    }
}

fn f(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(f).collect()
}

fn amount(value: &Value) -> Money {
    money(f(value))
}

fn amounts(value: &Value) -> Vec<Money> {
    list(value).into_iter().map(money).collect()
}

/// Equal to the digits the source prints: within half a unit of its last digit.
#[track_caller]
fn as_printed(value: f64, printed: &Value) {
    let text = printed.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let half = 0.5 * 10f64.powi(-decimals);
    assert!((value - f(printed)).abs() <= half + 1e-9, "{value} is not {printed}");
}

/// The table of a case as tiers from an amount on, paying a share.
fn tiers_of(case: &Case, preset: RatePreset) -> Rates {
    let table: Vec<(f64, f64)> = case.inputs["tiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (f(&it["from"]), f(&it["rate_pct"]) / 100.0))
        .collect();
    share_tiers(&table, preset)
}

fn no_quota() -> remit::engine::pay::Basis {
    basis(Money::ZERO, 0, 1)
}

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn month(at: usize) -> Span {
    Span { from: at, to: at }
}

const QUARTER: Span = Span { from: 0, to: 2 };

macro_rules! cases {
    ($($id:literal $name:ident($case:ident) $body:block)*) => {
        const MAPPED: &[&str] = &[$($id,)*];
        $(#[test]
        fn $name() {
            let $case = Case::named($id);
            $body
        })*
    };
}

#[test]
fn every_case_is_mapped_or_a_named_exception() {
    let cases = all_cases();
    let in_file: BTreeSet<&str> = cases.iter().map(|case| case["id"].as_str().unwrap()).collect();
    let excepted: BTreeSet<&str> = EXCEPTIONS.iter().map(|(id, _)| *id).collect();
    let mapped: BTreeSet<&str> = MAPPED.iter().copied().collect();
    assert_eq!((cases.len(), in_file.len()), (57, 57), "the file has 57 cases, each once");
    assert_eq!((MAPPED.len(), mapped.len()), (49, 49), "49 cases are mapped, each once");
    assert_eq!((EXCEPTIONS.len(), excepted.len()), (8, 8), "8 cases are exceptions, each once");
    assert_eq!(mapped.union(&excepted).copied().collect::<BTreeSet<_>>(), in_file);
    assert!(EXCEPTIONS.iter().all(|(_, reason)| reason.len() > 20));
}

#[test]
fn figures_left_out_of_mapped_cases_are_still_in_the_file() {
    assert_eq!(FIGURES_LEFT_OUT.len(), 1);
    for (id, figure, _reason) in FIGURES_LEFT_OUT {
        assert!(MAPPED.contains(id), "{id}");
        assert!(!Case::named(id).expected[*figure].is_null(), "{id} prints no {figure}");
    }
}

/// The four meanings of one plan, on the table of `tier-11`: 5 % to a quota of 100,000, 6 % to 125,000, 7 % above; 150,000 sold.
#[test]
fn one_plan_has_four_meanings_and_pays_accordingly() {
    let case = Case::named("tier-11-excelforum-quarterly-accelerator");
    let quota = amount(&case.inputs["quarter_quota"]);
    let means = |preset| {
        let Rates::Tiers { tiers, boundary } = tiers_of(&case, preset) else { unreachable!() };
        // Overage is what lies above quota, so bounds are shares of it.
        let share_of_quota = |tier: &Tier| {
            let TierFrom::Amount(from) = tier.from else { unreachable!() };
            Tier { from: TierFrom::Quota(share(from.to_major() / quota.to_major())), ..*tier }
        };
        let mut tiers: Vec<Tier> = tiers.iter().map(share_of_quota).collect();
        preset.apply(&mut tiers);
        assert_eq!(RatePreset::of(&tiers), Some(preset));
        pays(&rated_by(Rates::Tiers { tiers, boundary }), amount(&case.inputs["sales"]), &basis(quota, 0, 1))
    };
    assert_eq!(means(RatePreset::Marginal), money(8_250.0));
    assert_eq!(means(RatePreset::BracketOnOverage), money(8_500.0));
    assert_eq!(means(RatePreset::Retroactive), money(10_500.0));
    // The first tier pays from the first dollar anyway, so the fourth meaning differs only where a lower tier pays nothing.
    assert_eq!(means(RatePreset::FirstDollar), money(8_250.0));
    let from = |quota, value| Tier {
        from: TierFrom::Quota(Rate::percent(quota)),
        value: TierValue::Share(Rate::percent(value)),
        reach: Reach::OwnBound,
    };
    let mut gated = vec![from(0, 0), from(100, 6), from(125, 7)];
    RatePreset::FirstDollar.apply(&mut gated);
    let gated = rated_by(Rates::Tiers { tiers: gated, boundary: Boundary::Lower });
    // 6 % of the first 125,000, from the first dollar, and 7 % of the 25,000 above.
    assert_eq!(pays(&gated, money(150_000.0), &basis(quota, 0, 1)), money(9_250.0));
    assert_eq!(pays(&gated, money(100_000.0), &basis(quota, 0, 1)), Money::ZERO);
}

cases! {
    "offer-01-medsales-two-offers" two_offers_come_to_what_is_printed(case) {
        // Pay of both, month by month in hand and by quarter, is in tests/offers.rs; here the totals and the credited share.
        let offer = |base: f64, rate: f64, sold: &Value, credit: f64| {
            let mut plan = PlanVersion { components: vec![Component { cadence: Cadence::Year, ..Component::default() }], ..PlanVersion::default() };
            plan.payout.lag_months = 0;
            let offer = Offer {
                base: Some(Yearly::new(money(base))),
                variable: Some(Yearly::new(money(f(sold) * rate))),
                quota: Some(Quota::Arr { amount: amount(sold), per: Cadence::Year }),
                credit: Rate::from_f64(credit),
                plan,
                ..Offer::default()
            };
            reckon(&offer, &Needs::default(), Month::new(2027, 1).first_day()).at_target
        };
        let (a, b) = (&case.inputs["A"], &case.inputs["B"]);
        let credit = f(&b["credited"]) / f(&b["reported_sales"]);
        let (a, b) = (offer(90_000.0, 0.05, &a["reported_sales"], 1.0), offer(105_000.0, 0.045, &b["reported_sales"], credit));
        assert_eq!(a, amount(&case.expected["A"]["total"]));
        assert_eq!(b, amount(&case.expected["B"]["total"]));
        assert_eq!(b - a, amount(&case.expected["delta_total"]));
        as_printed(credit * 100.0, &case.expected["B"]["effective_attainment_pct"]);
    }
    "tier-01-oracle-step-individual" each_deal_climbs_the_steps_from_zero(case) {
        let component = rated_by(tiers_of(&case, RatePreset::Marginal));
        let mut total = Money::ZERO;
        for deal in case.inputs["transactions"].as_array().unwrap() {
            let id = deal["id"].as_str().unwrap();
            let paid = pays(&component, amount(&deal["amount"]), &no_quota());
            assert_eq!(paid, amount(&case.expected["commission_by_txn"][id]), "{id}");
            let effective = paid.to_major() / f(&deal["amount"]) * 100.0;
            as_printed(effective, &case.expected["effective_rate_pct_by_txn"][id]);
            total += paid;
        }
        assert_eq!(total, amount(&case.expected["total"]));
    }

    "tier-03-oracle-flat-not-split" the_highest_tier_reached_pays_for_everything(case) {
        let component = rated_by(tiers_of(&case, RatePreset::Retroactive));
        for (sold, percent) in list(&case.inputs["amounts"]).into_iter().zip(list(&case.expected["rate_pct"])) {
            assert_eq!(pays(&component, money(sold), &no_quota()), money(sold * percent / 100.0));
        }
    }

    "tier-05-oracle-24b-split-reporting" parts_of_a_blended_rate_are_told_by_step_and_pro_rata(case) {
        let Rates::Tiers { tiers, boundary } = tiers_of(&case, RatePreset::Marginal) else { unreachable!() };
        let sold = amount(&case.inputs["step_input"]);
        let mut slices = Vec::new();
        cut(&tiers, boundary, sold.mills(), 0, &no_quota(), &mut |slice| slices.insert(0, slice));
        let units: Vec<f64> = slices.iter().map(|slice| (slice.to - slice.from) as f64 / 1e9).collect();
        assert_eq!(units, list(&case.expected["step"]["units"]));
        let part = |slice: &remit::engine::pay::Slice| {
            let TierValue::Share(rate) = slice.value else { unreachable!() };
            rate.to_f64() * 100.0 * ((slice.to - slice.from) as f64 / 1e9) / sold.to_major()
        };
        for (slice, expected) in slices.iter().zip(case.expected["step"]["part_rates_pct"].as_array().unwrap()) {
            as_printed(part(slice), expected);
        }
        let blended = |component: &Component, sold: Money| pays(component, sold, &no_quota()).to_major() / sold.to_major() * 100.0;
        as_printed(blended(&rated_by(Rates::Tiers { tiers: tiers.clone(), boundary }), sold), &case.expected["step"]["blended_rate_pct"]);

        let pro_rata = rated_by(Rates::Interpolated { tiers, accumulates: Accumulates::Rate });
        let sold = amount(&case.inputs["proportional_input"]);
        as_printed(blended(&pro_rata, sold), &case.expected["proportional"]["blended_rate_pct"]);
        // The first tier alone, full: its 1 % is the first part; the rest of the blend is the second.
        let first = blended(&pro_rata, amount(&case.inputs["tiers"][0]["to"]));
        let parts = list(&case.expected["proportional"]["part_rates_pct"]);
        assert_eq!((first, blended(&pro_rata, sold) - first), (parts[0], parts[1]));
    }

    "tier-07-mytime-pay-cycles" tiers_start_again_with_every_cycle(case) {
        let mut component = rated_by(tiers_of(&case, RatePreset::Marginal));
        component.cadence = Cadence::Month;
        let cycles: Vec<_> = amounts(&case.inputs["cycle_revenue"]).into_iter().map(|sold| pay_month(sold, Money::ZERO)).collect();
        let earned = earn(&component, &pay_terms(Money::ZERO, Money::ZERO), &Feed::of(Month::new(2027, 1), &cycles));
        // The source cuts 499.99 where 500 is meant, and is a cent or two off in the third cycle.
        for (paid, printed) in earned.iter().zip(list(&case.expected["cycle_commission"])) {
            assert!((paid.amount.to_major() - printed).abs() <= 0.03, "{paid:?}");
        }
        let paid: Vec<Money> = earned.iter().map(|it| it.amount).collect();
        assert_eq!(paid, [100.0, 25.0, 425.0, 1_675.0].map(money));
    }

    "tier-09-ehow-accumulative" each_tier_pays_for_its_own_slice(case) {
        let Rates::Tiers { tiers, boundary } = tiers_of(&case, RatePreset::Marginal) else { unreachable!() };
        let sold = amount(&case.inputs["sales"]);
        let mut parts = Vec::new();
        cut(&tiers, boundary, sold.mills(), 0, &no_quota(), &mut |slice| {
            let TierValue::Share(rate) = slice.value else { unreachable!() };
            parts.insert(0, (slice.to - slice.from) as f64 / 1e9 * rate.to_f64());
        });
        assert_eq!(parts, list(&case.expected["tier_commission"]));
        assert_eq!(pays(&rated_by(Rates::Tiers { tiers, boundary }), sold, &no_quota()), amount(&case.expected["total"]));
    }

    "tier-13-ehow-margin-tier" the_margin_of_a_deal_over_its_cost_picks_its_tier(case) {
        let (price, cost) = (f(&case.inputs["price"]), f(&case.inputs["cost"]));
        let margin = f(&case.expected["margin"]);
        assert_eq!(price - cost, margin);
        assert_eq!(margin / cost * 100.0, f(&case.expected["margin_pct_as_defined_by_source"]));
        let tiers = case.inputs["tiers"].as_array().unwrap().iter().map(|it| Tier {
            from: TierFrom::Quota(share(it["min_margin_pct"].as_f64().unwrap_or(0.0) / 100.0)),
            value: TierValue::Share(share(f(&it["rate_pct"]) / 100.0)),
            reach: Reach::OwnBound,
        });
        // A tier "from 36 %" holds from just there.
        let rates = Rates::Tiers { tiers: tiers.collect(), boundary: Boundary::Upper };
        let earned = |over| {
            let mut document = quiet();
            document.roles = vec![role("ae", Function::NewBusiness, steady(money(1_000.0), Cadence::Year))];
            document.roles[0].terms[0].plan = Some(PlanId::new("margin"));
            document.seats = vec![seat("ann", "ae", "2020-01-01")];
            document.plans = vec![plan("margin", vec![Component {
                measure: Measure::GrossMargin,
                rated: Rated::EachDeal,
                tier_by_margin: Some(over),
                ..rated_by(rates.clone())
            }])];
            let day = document.settings.first_month.first_day().to_string();
            let sold = deal("one", &day, price, &[("ann", 1.0, false)]);
            document.deals = std::sync::Arc::new(vec![Deal { margin: Some(money(margin)), ..sold }]);
            let told = statement(&document, &SeatId::new("ann"), QUARTER, Source::Deals).unwrap();
            told.earned
        };
        assert_eq!(earned(MarginOver::Cost), amount(&case.expected["commission"]));
        // A third of the price would land in the tier of 10 %, as the file's note says.
        assert_eq!(earned(MarginOver::Amount), money(5.0));
    }

    "tier-11-excelforum-quarterly-accelerator" a_quarterly_quota_with_two_accelerators(case) {
        let component = rated_by(tiers_of(&case, RatePreset::Marginal));
        let quota = amount(&case.inputs["quarter_quota"]);
        assert_eq!(pays(&component, amount(&case.inputs["sales"]), &basis(quota, 0, 1)), amount(&case.expected["total"]));
        let up_to = |sold: f64| pays(&component, money(sold), &basis(quota, 0, 1));
        let parts = [up_to(100_000.0), up_to(125_000.0) - up_to(100_000.0), up_to(150_000.0) - up_to(125_000.0)];
        assert_eq!(parts.to_vec(), amounts(&case.expected["tier_commission"]));
    }

    "accel-01-oss-bracket-on-all-overage" below_quota_the_base_rate_holds(case) { bracket_on_overage(&case); }
    "accel-03-oss-bracket-on-all-overage" the_first_bracket_pays_for_the_overage(case) { bracket_on_overage(&case); }
    "accel-05-oss-bracket-on-all-overage" the_last_bracket_pays_for_the_whole_overage(case) { bracket_on_overage(&case); }
    "accel-07-oss-bracket-on-all-overage" far_above_quota_the_last_bracket_goes_on(case) { bracket_on_overage(&case); }
    "accel-09-oss-bracket-on-all-overage" just_above_quota_a_little_is_accelerated(case) { bracket_on_overage(&case); }
    "accel-11-oss-bracket-on-all-overage" exactly_on_a_bound_the_upper_bracket_can_be_chosen(case) { bracket_on_overage(&case); }

    "ramp-01-oss-proration-half-month" a_start_within_a_month_prorates_the_quota_by_days(case) {
        let revenue = amount(&case.inputs["revenue"]);
        let document = one_starter(&case, revenue, |_| ());
        let outcome = outcome(&document);
        let payee = &outcome.payees[0];
        as_printed(payee.active[0], &case.expected["factor"]);
        let days = payee.active[0] * f(&case.expected["total_days"]);
        assert!((days - f(&case.expected["active_days"])).abs() < 1e-9);
        let first = &payee.components[0].earned[0];
        assert_eq!(Money::from_mills(first.credit), revenue);
        as_printed(Money::from_mills(first.quota).to_major(), &case.expected["prorated_quota"]);
        as_printed(first.attainment.unwrap() * 100.0, &case.expected["attainment_pct"]);
    }

    "ramp-03-oss-prorated-draw" ramp_and_draw_are_prorated_alike(case) {
        let variable = f(&case.inputs["ote"]) - f(&case.inputs["base"]);
        let draw = money(variable * f(&case.inputs["draw_pct_of_variable"]) / 100.0);
        let document = one_starter(&case, amount(&case.inputs["revenue"]), |it| {
            let terms = &mut it.roles[0].terms[0];
            terms.base = Yearly::new(money(f(&case.inputs["base"]) * 12.0));
            terms.ote = Yearly::new(money(f(&case.inputs["ote"]) * 12.0));
            terms.ramp.quota = Some(vec![Rate::percent(f(&case.inputs["ramp_quota_pct"]) as i64)]);
            it.plans[0].versions[0].draw =
                Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(draw), None));
        });
        let outcome = outcome(&document);
        let payee = &outcome.payees[0];
        as_printed(Money::from_mills(payee.components[0].earned[0].quota).to_major(), &case.expected["prorated_ramped_quota"]);
        assert_eq!(payee.paid[0], amount(&case.expected["paid"]));
    }

    "draw-01-siebel-recoverable-six-months" a_recoverable_draw_is_repaid_from_the_surplus(case) {
        let gross = amounts(&case.inputs["gross"]);
        let draws = vec![amount(&case.inputs["draw_per_month"]); gross.len()];
        let lines = settle_draw(DrawKind::Recoverable, &draws, &gross, Currency::USD, AWAY);
        assert_eq!(lines.iter().map(|line| line.paid).collect::<Vec<_>>(), amounts(&case.expected["net"]));
        assert_eq!(lines.iter().map(|line| line.owed).collect::<Vec<_>>(), amounts(&case.expected["amount_owed_after"]));
    }

    "draw-03-oracle-fusion-deferred-recovery" recovery_can_begin_later(case) {
        let kind = DrawKind::DelayedRecovery {
            start_period: f(&case.inputs["recovery_start_period"]) as u32,
            share: Rate::percent(f(&case.inputs["recovery_pct"]) as i64),
            last_period: None,
        };
        let earnings = amounts(&case.inputs["earnings"]);
        let draws = vec![amount(&case.inputs["minimum_per_period"]); earnings.len()];
        let lines = settle_draw(kind, &draws, &earnings, Currency::USD, AWAY);
        let column = |pick: fn(&remit::engine::pay::DrawLine) -> Money| lines.iter().map(pick).collect::<Vec<_>>();
        assert_eq!(column(|line| line.advanced), amounts(&case.expected["draw_adjustment"]));
        assert_eq!(column(|line| line.recovered), amounts(&case.expected["recovery"]));
        assert_eq!(column(|line| line.paid), amounts(&case.expected["paid"]));
        assert_eq!(column(|line| line.owed), amounts(&case.expected["ending_balance"]));
    }

    "draw-05-quotapath-recoverable" what_a_draw_tops_up_is_owed(case) {
        let line = settle_draw(
            DrawKind::Recoverable,
            &[amount(&case.inputs["draw"])],
            &[amount(&case.inputs["earnings"])],
            Currency::USD,
            AWAY,
        )[0];
        assert_eq!((line.paid, line.owed), (amount(&case.expected["total"]), amount(&case.expected["balance_owed"])));
    }

    "mult-01-siebel-quota-multiplier" a_factor_chosen_by_attainment_is_a_retroactive_multiple(case) {
        let base = f(&case.inputs["base_rate_pct"]);
        let mut tiers: Vec<Tier> = case.inputs["factor_table"].as_array().unwrap().iter().map(|row| Tier {
            from: TierFrom::Quota(share(f(&row["from"]) / 100.0)),
            value: TierValue::Multiple(share(f(&row["factor_pct"]) / 100.0)),
            reach: Reach::OwnBound,
        }).collect();
        RatePreset::Retroactive.apply(&mut tiers);
        let component = rated_by(Rates::Tiers { tiers, boundary: Boundary::Upper });
        let deals = amount(&case.inputs["deals"]);
        let at = |percent: f64| basis(money(deals.to_major() * 100.0 / percent), base as i128, 100);
        let paid = pays(&component, deals, &at(f(&case.inputs["pct_quota"])));
        assert_eq!(paid, amount(&case.expected["payout"]));
        as_printed(paid.to_major() / (deals.to_major() * base / 100.0) * 100.0, &case.expected["factor_pct"]);
        for (percent, printed) in [70.0, 80.0, 90.0].into_iter().zip(case.expected["resulting_pct_of_deal"].as_array().unwrap()) {
            as_printed(pays(&component, deals, &at(percent)).to_major() / deals.to_major() * 100.0, printed);
        }
    }

    "mult-03-oss-base-rate-multiplier" a_multiple_of_the_derived_rate(case) {
        for (multiple, paid) in list(&case.inputs["multiplier"]).into_iter().zip(amounts(&case.expected["commission"])) {
            let tier = Tier { from: TierFrom::Quota(Rate::ZERO), value: TierValue::Multiple(share(multiple)), reach: Reach::OwnBound };
            let component = rated_by(Rates::Tiers { tiers: vec![tier], boundary: Boundary::Lower });
            assert_eq!(pays(&component, amount(&case.inputs["revenue"]), &basis(Money::ZERO, 1, 10)), paid);
        }
    }

    "weight-01-falcon-am-plan" weights_divide_the_variable_pay_of_an_account_manager(case) {
        let weight = |key: &str| Rate::percent(f(&case.inputs["weights_pct"][key]) as i64);
        let (ttc, base) = (f(&case.inputs["ttc"]), f(&case.inputs["pay_mix"][0]) / 100.0);
        let tier = |from: i64, rate: f64, reach| Tier { from: TierFrom::Quota(Rate::percent(from)), value: TierValue::Share(share(rate / 100.0)), reach };
        let rates = case.inputs["expansion_rates"].as_array().unwrap();
        let paid = |at: usize| f(&rates[at]["rate_pct"]);
        let expansion = vec![
            tier(0, paid(0), Reach::OwnBound),
            tier(75, paid(1), Reach::FirstDollar),
            tier(100, paid(2), Reach::OwnBound),
            tier(125, paid(3), Reach::OwnBound),
        ];
        let quarterly = |id: &str, measure, weight, target| Component {
            id: ComponentId::new(id), measure, weight, target, cadence: Cadence::Quarter, ..Component::default()
        };
        let mut document = quiet();
        document.plans.push(plan("am", vec![
            Component {
                rates: Rates::Tiers { tiers: expansion, boundary: Boundary::Lower },
                ..quarterly("expansion", Measure::ExpansionArr, weight("expansion"), Target::Quota)
            },
            Component {
                threshold: Some(Threshold { at: share(f(&case.inputs["nrr_zero_below_pct"]) / 100.0), start: ThresholdStart::Share }),
                ..quarterly("nrr", Measure::NetRetention, weight("nrr"), Target::Ratio { ratio: Rate::ONE })
            },
            quarterly("mbo", Measure::Objectives, weight("mbo"), Target::Quota),
        ]));
        let terms = Terms {
            base: Yearly::new(money(ttc * base)),
            ote: Yearly::new(money(ttc)),
            plan: Some(PlanId::new("am")),
            // 12.5 % of quota is the target of the expansion component: 7,500 a quarter on 60,000.
            ..steady(money(60_000.0), Cadence::Quarter)
        };
        document.roles.push(role("am", Function::AccountManagement, terms.clone()));
        document.seats.push(seat("am", "am", "2026-01-01"));
        let outcome = outcome(&document);
        let earned = |id: &str| outcome.payees[0].components.iter().find(|it| it.id.as_str() == id).unwrap().earned[0].amount;
        // A flat book retains exactly 100 %, and objectives count as met.
        assert_eq!(earned("nrr"), amount(&case.expected["nrr_target"]));
        assert_eq!(earned("mbo"), amount(&case.expected["mbo_target"]));
        assert_eq!(terms.variable().amount().to_major() / 4.0, f(&case.expected["quarterly_variable"]));
        let curve = pay_curve(&document, &document.plans[0].versions[0], &terms, 1.0, 1);
        assert_eq!(curve.components[0][1], money(4.0 * (15_000.0 - 5_250.0 - 2_250.0)), "expansion at quota pays what is left");
    }

    "timing-01-salescookie-three-instalments" a_commission_is_paid_in_three_instalments(case) {
        let earned = pays(&rated_by(share_tiers(&[(0.0, f(&case.inputs["rate_pct"]) / 100.0)], RatePreset::Marginal)), amount(&case.inputs["deal"]), &no_quota());
        assert_eq!(earned, amount(&case.expected["commission"]));
        let rule = Payout { lag_months: 0, instalments: f(&case.inputs["instalments"]) as u32, ..Payout::default() };
        let mut paid = [Money::ZERO; 12];
        let owed = pay_out(&rule, earned, 0, &mut paid, Currency::USD, AWAY);
        assert_eq!(paid[..3].to_vec(), ["jan", "feb", "mar"].map(|month| amount(&case.expected[month])));
        assert_eq!((owed, paid.iter().copied().sum::<Money>()), (Money::ZERO, earned));
    }

    "att-01-performio" attainment_and_the_derived_rate(case) {
        let sarah = &case.inputs["sarah"];
        let component = Component { cadence: Cadence::Month, ..Component::default() };
        let quota = amount(&sarah["quota"]);
        let month = pay_month(amount(&sarah["sales"]), quota);
        let earned = earn(&component, &pay_terms(quota, quota), &Feed::of(Month::new(2027, 1), &[month]));
        as_printed(earned[0].attainment.unwrap() * 100.0, &case.expected["sarah_attainment_pct"]);

        let jennifer = &case.inputs["jennifer"];
        let (incentive, quota) = (amount(&jennifer["target_incentive"]), amount(&jennifer["quota"]));
        let sold = money(1_000.0);
        let earned = earn(&component, &pay_terms(incentive, quota), &Feed::of(Month::new(2027, 1), &[pay_month(sold, quota)]));
        as_printed(earned[0].amount.to_major() / sold.to_major() * 100.0, &case.expected["jennifer_base_rate_pct"]);
    }

    "cap-01-metrickit" ramped_and_ramping_sellers_add_up(case) {
        let quota = amount(&case.inputs["quota"]);
        let mut document = quiet();
        let ramped = Terms { expected_attainment: share(f(&case.inputs["attainment_pct"]) / 100.0), ..steady(quota, Cadence::Quarter) };
        let ramping = Terms { ramp: flat_ramp(f(&case.inputs["ramp_productivity_pct"]), 12), ..steady(quota, Cadence::Quarter) };
        document.roles = vec![role("ramped", Function::NewBusiness, ramped), role("ramping", Function::NewBusiness, ramping)];
        let only = |ramped: bool, ramping: bool| {
            let mut document = document.clone();
            if ramped { document.seats.extend(seats(f(&case.inputs["ramped_reps"]) as usize, "old", "ramped", "2020-01-01")); }
            if ramping { document.seats.extend(seats(f(&case.inputs["ramping_reps"]) as usize, "new", "ramping", "2027-01-01")); }
            capacity(&document, QUARTER)
        };
        assert_eq!(only(true, false), amount(&case.expected["ramped"]));
        assert_eq!(only(false, true), amount(&case.expected["ramping"]));
        assert_eq!(only(true, true), amount(&case.expected["total"]));
    }

    "cap-03-effective-rre" ramped_equivalents_times_attainment(case) {
        let (ramped, ramping) = (&case.inputs["ramped"], &case.inputs["ramping"]);
        let attains = |group: &Value| share(f(&group["attainment_pct"]) / 100.0);
        // One ramped equivalent at full attainment sells 1,000 a month.
        let one = || steady(money(1_000.0), Cadence::Month);
        let mut document = quiet();
        document.roles = vec![
            role("ramped", Function::NewBusiness, Terms { expected_attainment: attains(ramped), ..one() }),
            role("ramping", Function::NewBusiness, Terms { expected_attainment: attains(ramping), ramp: flat_ramp(f(&ramping["avg_ramp_pct"]), 12), ..one() }),
        ];
        let mut both = document.clone();
        document.seats = seats(f(&ramped["n"]) as usize, "old", "ramped", "2020-01-01");
        as_printed(capacity(&document, month(0)).to_major() / 1_000.0, &case.expected["ramped"]);
        document.seats = seats(f(&ramping["n"]) as usize, "new", "ramping", "2027-01-01");
        as_printed(capacity(&document, month(0)).to_major() / 1_000.0, &case.expected["ramping"]);
        both.seats = seats(f(&ramped["n"]) as usize, "old", "ramped", "2020-01-01");
        both.seats.append(&mut document.seats);
        as_printed(capacity(&both, month(0)).to_major() / 1_000.0, &case.expected["total"]);
    }

    "cap-05-current-capacity-loa" people_on_leave_and_new_backfills_count_nothing(case) {
        let mut document = quiet();
        document.roles = vec![
            role("ae", Function::NewBusiness, steady(Money::ZERO, Cadence::Year)),
            role("new", Function::NewBusiness, Terms { ramp: flat_ramp(0.0, 12), ..steady(Money::ZERO, Cadence::Year) }),
        ];
        for rep in case.inputs["reps"].as_array().unwrap() {
            let name = rep[0].as_str().unwrap();
            let away = name.contains("LOA");
            let new = f(&rep[2]) == 0.0 && !away;
            let mut held = if new { seat(name, "new", "2027-01-01") } else { seat(name, "ae", "2020-01-01") };
            held.stints[0].overrides.quota_arr = Some(Yearly::new(money(f(&rep[1]) * 1e6)));
            if away {
                held.stints[0].leave = vec![Leave { from: day("2027-01-01"), to: day("2027-12-31") }];
            }
            document.seats.push(held);
        }
        as_printed(capacity(&document, Span { from: 0, to: 11 }).to_major() / 1e6, &case.expected["capacity"]);
    }

    "cap-07-required-reps" the_smallest_team_that_reaches_the_target(case) {
        let (target, quota) = (f(&case.inputs["target"]), f(&case.inputs["quota"]));
        let with = |reps: usize| {
            let mut document = quiet();
            let terms = Terms { expected_attainment: share(f(&case.inputs["attainment_pct"]) / 100.0), ..steady(money(quota * 1e6), Cadence::Year) };
            document.roles = vec![role("ae", Function::NewBusiness, terms)];
            document.seats = seats(reps, "ae", "ae", "2020-01-01");
            capacity(&document, Span { from: 0, to: 11 }).to_major() / 1e6
        };
        let enough = (1..100).find(|reps| with(*reps) >= target).unwrap();
        assert_eq!(enough as f64, f(&case.expected["reps"]));
        let exact = target / with(1);
        as_printed(exact, &case.expected["reps_exact"]);
        as_printed(exact * quota, &case.expected["required_capacity"]);

        // The same beside the naive figure, from a target by quarter and a team of one.
        let mut document = quiet();
        let terms = Terms { expected_attainment: share(f(&case.inputs["attainment_pct"]) / 100.0), ..steady(money(quota * 1e6), Cadence::Year) };
        document.roles = vec![role("ae", Function::NewBusiness, terms)];
        document.seats = seats(1, "ae", "ae", "2020-01-01");
        let quarter = |at: u32| QuarterTarget { quarter: Month::new(2027, 1 + 3 * at), arr: money(target * 1e6 / 4.0) };
        document.segments[0].targets = (0..4).map(quarter).collect();
        let outcome = outcome(&document);
        let need = CapacityPlan::of(&document, &outcome).need(remit::engine::Scope::Company, Span { from: 0, to: 11 }).unwrap();
        as_printed(need.right, &case.expected["reps_exact"]);
        assert!((need.naive - target / quota).abs() < 1e-9 && need.naive < need.right);
    }

    "cap-09-capacity-at-risk" past_quarters_tell_what_the_next_may_lose(case) {
        let (opened, lost) = (list(&case.inputs["boq"]), list(&case.inputs["loss"]));
        let millions = |amount: f64| Quarterly::new(money(amount * 1e6));
        let mut document = quiet();
        document.assumptions.capacity_history = (0..4u32)
            .map(|at| PastQuarter {
                quarter: Month::new(2026, 1 + 3 * at),
                opening: millions(opened[at as usize]),
                lost: millions(lost[at as usize]),
                recovered: millions(0.0),
            })
            .collect();
        // People whose quotas come to the opening of the next quarter: as many at the standard quota as fit, and one for the rest.
        let standard = f(&case.inputs["quarterly_quota"]) * 1e6;
        let next = f(&case.inputs["next_boq"]) * 1e6;
        let whole = (next / standard).floor();
        document.roles = vec![role("ae", Function::NewBusiness, steady(money(standard), Cadence::Quarter))];
        document.seats = seats(whole as usize + 1, "ae", "ae", "2020-01-01");
        document.seats[0].stints[0].overrides.quota_arr = Some(Yearly::new(money((next - whole * standard) * 4.0)));
        let outcome = outcome(&document);
        let risk = CapacityPlan::of(&document, &outcome).risks().remove(0);
        assert!((risk.opening.amount().value() - next).abs() < 0.01);
        let methods = [
            ("trailing4", risk.trailing_four.unwrap()),
            ("prior_quarter", risk.prior_quarter.unwrap()),
            ("same_quarter_last_year", risk.same_quarter_last_year.unwrap()),
        ];
        for (name, it) in methods {
            let printed = &case.expected[name];
            // The source adds its quarters to 37.0 where they come to 36.9, so its rate is 0.04 points lower.
            let slip = if name == "trailing4" { f(&case.inputs["boq_total_source"]) / opened.iter().sum::<f64>() } else { 1.0 };
            as_printed(it.rate * 100.0 / slip, &printed["rate_pct"]);
            // It multiplies with the rate as printed, to a tenth of a per cent.
            let rounded = f(&printed["rate_pct"]) / 100.0 / it.rate;
            as_printed(it.capacity.amount().value() / 1e6 * rounded, &printed["at_risk"]);
            if let Some(people) = printed.get("people") {
                as_printed(it.people.unwrap() * rounded, people);
            }
        }
    }

    "cap-21-backfill-rate" recovered_over_lost_capacity(case) {
        let rates: Vec<f64> = case.inputs["pairs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| {
                let (recovered, lost) = (f(&pair[0]), f(&pair[1]));
                let millions = |amount: f64| Quarterly::new(money(amount * 1e6));
                // The same over four quarters gives the rolling rate.
                let quarter = |at: u32| PastQuarter {
                    quarter: Month::new(2026, 1 + 3 * at),
                    opening: millions(lost * 2.0),
                    lost: millions(lost / 4.0),
                    recovered: millions(recovered / 4.0),
                };
                let mut document = quiet();
                document.assumptions.capacity_history = (0..4).map(quarter).collect();
                let outcome = outcome(&document);
                let rates = CapacityPlan::of(&document, &outcome).backfill_rates();
                let last = rates.iter().find(|it| it.period.key() == "FY2026-Q4").unwrap();
                assert!((last.quarter.unwrap() - last.rolling_four.unwrap()).abs() < 1e-9);
                last.rolling_four.unwrap() * 100.0
            })
            .collect();
        let printed = case.expected["rate_pct"].as_array().unwrap();
        assert_eq!(printed.len(), rates.len());
        for (rate, printed) in rates.iter().zip(printed) {
            as_printed(*rate, printed);
        }
    }

    "cap-11-unrecovered-gap" backfills_recover_part_of_what_leavers_took(case) {
        let (start, lost, backfills) = (f(&case.inputs["start_rre"]), f(&case.inputs["lost"]) as usize, f(&case.inputs["backfills"]) as usize);
        let mut document = quiet();
        let terms = Terms { ramp: flat_ramp(f(&case.inputs["ramp_pct"]), 3), ..steady(amount(&case.inputs["per_rre"]), Cadence::Quarter) };
        document.roles = vec![role("ae", Function::NewBusiness, terms)];
        document.seats = seats(start as usize, "ae", "ae", "2020-01-01");
        let full = capacity(&document, QUARTER);
        for (at, seat) in document.seats.iter_mut().take(lost).enumerate() {
            seat.stints[0].to = StintEnd::Known(day("2026-12-31"));
            if at < backfills {
                seat.stints.push(Stint { from: day("2027-01-01"), ..Stint::default() });
            }
        }
        let outcome = outcome(&document);
        let row = Row::of(&outcome, QUARTER);
        as_printed(row.ramped, &case.expected["actual"]);
        as_printed(row.ramped - (start - lost as f64), &case.expected["recovered"]);
        as_printed(start - row.ramped, &case.expected["unrecovered"]);
        // The waterfall tells the same: what the leavers took, what their successors brought back, what is missing.
        let fall = CapacityPlan::of(&document, &outcome).waterfall(&Group::Company, Cadence::Quarter).remove(0);
        as_printed(fall.ramped.opening, &case.inputs["start_rre"]);
        as_printed(fall.ramped.loss, &case.inputs["lost"]);
        as_printed(fall.ramped.recovered, &case.expected["recovered"]);
        as_printed(fall.ramped.closing, &case.expected["actual"]);
        as_printed(fall.ramped.unrecovered(), &case.expected["unrecovered"]);
        as_printed(fall.capacity.unrecovered().amount().value() / 4.0, &case.expected["lost_potential"]);
        // Capacity is told to the cent by the month, so a quarter of thirds is off by a cent or two.
        as_printed((full - row.capacity).to_major(), &case.expected["lost_potential"]);
    }

    "cap-13-hire-timing" hiring_a_quarter_earlier_needs_fewer_people(case) {
        let ramp = list(&case.inputs["ramp_pct"]);
        let mut document = quiet();
        let curve = ramp.iter().flat_map(|percent| [share(percent / 100.0); 3]).collect();
        let terms = Terms { ramp: Ramp { productivity: curve, ..Ramp::default() }, ..steady(amount(&case.inputs["quota_per_quarter"]), Cadence::Quarter) };
        document.roles = vec![role("ae", Function::NewBusiness, terms)];
        document.seats = seats(1, "ae", "ae", "2027-01-01");
        for (at, quarter) in [QUARTER, Span { from: 3, to: 5 }].into_iter().enumerate() {
            let hires = f(&case.inputs["gap"]) / capacity(&document, quarter).to_major();
            as_printed(hires, &case.expected["hires_exact"][at]);
            assert_eq!(hires.round(), f(&case.expected["hires_source"][at]));
        }
    }

    "cap-15-street-quota" street_quota_and_what_is_assigned_above_the_target(case) {
        let (reps, street, target) = (f(&case.inputs["reps"]) as usize, f(&case.inputs["street_quota"]), f(&case.inputs["target"]));
        let ramped = |percent: f64| {
            let mut document = quiet();
            let terms = Terms { ramp: flat_ramp(percent, 12), ..steady(amount(&case.inputs["monthly_quota"]), Cadence::Month) };
            document.roles = vec![role("ae", Function::NewBusiness, terms)];
            document.seats = seats(reps, "ae", "ae", "2027-01-01");
            capacity(&document, month(0))
        };
        assert_eq!(ramped(100.0), amount(&case.expected["street_ramped"]));
        assert_eq!(ramped(f(&case.inputs["ramp_pct"])), amount(&case.expected["street_at_ramp"]));

        // Five people carry the street quota, their manager is measured at the target: 80 % of it.
        let factor = target / street;
        let mut document = quiet();
        let sum = Target::SumOfQuotas { share: share(factor) };
        document.plans = vec![plan("lead", vec![Component { scope: Scope::TeamBelow, target: sum, cadence: Cadence::Year, ..Component::default() }])];
        document.roles = vec![
            role("ae", Function::NewBusiness, Terms { expected_attainment: share(factor), ..steady(money(street / reps as f64), Cadence::Year) }),
            role("lead", Function::SalesManagement, Terms { quota: None, plan: Some(PlanId::new("lead")), ..steady(Money::ZERO, Cadence::Year) }),
        ];
        document.seats = seats(reps, "ae", "ae", "2020-01-01");
        document.seats.iter_mut().for_each(|seat| seat.manager = Some(SeatId::new("lead")));
        document.seats.push(seat("lead", "lead", "2020-01-01"));
        let outcome = outcome(&document);
        let lead = outcome.payees.iter().find(|payee| payee.seat == reps).unwrap();
        let level = Money::from_mills(lead.components[0].earned[0].quota).to_major();
        assert_eq!(level, target);
        let line = CapacityPlan::of(&document, &outcome).levels(outcome.whole()).remove(0);
        assert!((line.own.unwrap().value() - target).abs() < 1e-6 && (line.street.value() - street).abs() < 1e-6);
        as_printed(line.over_assignment().unwrap() * 100.0, &case.expected["over_assign_pct"]);
        as_printed((1.0 - line.cushion().unwrap()) * 100.0, &case.expected["attainment_factor_pct"]);
        as_printed(street / level * 100.0, &case.expected["over_assign_pct"]);
        // What the team is expected to bring in of its street quota is the attainment factor.
        let expected = Row::of(&outcome, outcome.whole()).capacity.to_major();
        as_printed(expected / street * 100.0, &case.expected["attainment_factor_pct"]);
    }

    "cap-17-productive-time" time_not_spent_selling_is_no_capacity(case) {
        let mut document = quiet();
        document.assumptions.productive_time = share(f(&case.inputs["productive_pct"]) / 100.0);
        document.roles = vec![role("ae", Function::NewBusiness, steady(money(1_000.0), Cadence::Month))];
        document.seats = seats(f(&case.inputs["rre"]) as usize, "ae", "ae", "2020-01-01");
        as_printed(capacity(&document, month(0)).to_major() / 1_000.0, &case.expected["productive_rre"]);
    }

    "cap-19-modus-assess-cycle" capacity_is_assessed_and_projected(case) {
        let mut document = quiet();
        let per_rre = money(f(&case.inputs["per_rre_m"]) * 1e6);
        document.roles = vec![role("ae", Function::NewBusiness, Terms { ramp: flat_ramp(f(&case.inputs["ramp_pct"]), 12), ..steady(per_rre, Cadence::Year) })];
        document.seats = seats(f(&case.inputs["ramped"]) as usize, "old", "ae", "2020-01-01");
        document.seats.extend(seats(f(&case.inputs["ramping"]) as usize, "new", "ae", "2027-01-01"));
        let assessed = Row::of(&outcome(&document), Span { from: 0, to: 11 });
        as_printed(assessed.ramped, &case.expected["rre"]);
        as_printed(assessed.capacity.to_major() / 1e6, &case.expected["capacity_m"]);
        as_printed(f(&case.inputs["target_m"]) - assessed.capacity.to_major() / 1e6, &case.expected["gap_m"]);

        let prog = &case.inputs["prog"];
        let at = |percent: &Value| {
            let mut document = quiet();
            document.roles = vec![role("ae", Function::NewBusiness, Terms { ramp: flat_ramp(f(percent), 12), ..steady(money(f(&prog["quota_m"]) * 1e6), Cadence::Year) })];
            document.seats = seats(f(&prog["n"]) as usize, "ae", "ae", "2027-01-01");
            capacity(&document, Span { from: 0, to: 11 })
        };
        as_printed((at(&prog["to"]) - at(&prog["from"])).to_major() / 1e6, &case.expected["progression_m"]);

        let mut hire = quiet();
        let curve = list(&case.inputs["ramp"]).into_iter().map(|percent| share(percent / 100.0)).collect();
        hire.roles = vec![role("ae", Function::NewBusiness, Terms { ramp: Ramp { productivity: curve, ..Ramp::default() }, ..steady(amount(&case.inputs["hire_month_quota"]), Cadence::Month) })];
        hire.seats = seats(1, "ae", "ae", "2027-01-01");
        let months: Vec<Money> = (0..3).map(|at| capacity(&hire, month(at))).collect();
        assert_eq!(months, amounts(&case.expected["hire_months"]));
    }

    "nrr-01-churnzero" upsell_and_churn_of_the_same_customers(case) {
        let (start, upsold, churn) = (f(&case.inputs["start"]), f(&case.inputs["after_upsell"]), f(&case.inputs["churn"]));
        let mut document = quiet();
        with_customer(&mut document, "leaves", money(churn), |it| it.renewal = Rate::ZERO);
        let grows = (upsold - start) / 0.4;
        with_customer(&mut document, "grows", money(grows), |it| it.expansion = Rate::percent(40));
        with_customer(&mut document, "stays", money(start - churn - grows), |_| ());
        let outcome = outcome(&document);
        let row = Row::of(&outcome, month(0));
        assert_eq!((row.movements.opening, row.movements.closing()), (money(start), amount(&case.expected["end"])));
        as_printed(row.value(Metric::NrrCohort).to_f64().unwrap() * 100.0, &case.expected["nrr_pct"]);
        as_printed(row.value(Metric::NrrBridge).to_f64().unwrap() * 100.0, &case.expected["nrr_pct"]);
    }

    "nrr-03-chartmogul-daily" net_churn_is_what_net_retention_misses(case) {
        let (start, end, new) = (f(&case.inputs["start"]), f(&case.inputs["end"]), f(&case.inputs["new"]));
        let mut document = quiet();
        with_customer(&mut document, "grows", money(start), |it| it.expansion = share((end - new - start) / start));
        with_new_arr(&mut document, 0, money(new));
        let outcome = outcome(&document);
        let row = Row::of(&outcome, month(0));
        assert_eq!(row.movements.closing(), money(end));
        as_printed((1.0 - row.value(Metric::NrrBridge).to_f64().unwrap()) * 100.0, &case.expected["net_churn_pct"]);
    }

    "nrr-05-toolbelt" net_and_gross_retention_of_one_book(case) {
        let thousand = |key: &str| f(&case.inputs[key]) * 1_000.0;
        let mut document = quiet();
        book_by_fate(&mut document, thousand("start"), thousand("expansion"), thousand("contraction"), thousand("churn"));
        let outcome = outcome(&document);
        let row = Row::of(&outcome, month(0));
        as_printed(row.value(Metric::NrrCohort).to_f64().unwrap() * 100.0, &case.expected["nrr_pct"]);
        as_printed(row.value(Metric::GrrEvent).to_f64().unwrap() * 100.0, &case.expected["grr_pct"]);

        // A hundred customers on contracts of a month, each worth so much a month; so many of them leave in it.
        let mut document = quiet();
        let segment = &mut document.segments[0];
        segment.opening.customers = 100;
        segment.opening.arr = money(f(&case.inputs["arpu"]) * 12.0 * 100.0);
        segment.retention.term_months = 1;
        segment.retention.renewal = share(1.0 - f(&case.inputs["monthly_churn_pct"]) / 100.0);
        document.costs.gross_margin = Some(share(f(&case.inputs["gross_margin_pct"]) / 100.0));
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, month(0));
        for metric in [Metric::LtvLogo, Metric::LtvRevenue] {
            as_printed(row.value(metric).to_f64().unwrap(), &case.expected["ltv"]);
        }
    }

    "cac-01-aurarevenue" payback_of_a_customer_by_gross_margin(case) {
        let mrr = f(&case.inputs["mrr"]);
        for (at, margin) in list(&case.inputs["gross_margin_pct"]).into_iter().enumerate() {
            let mut document = quiet();
            with_new_arr(&mut document, 0, money(mrr * 12.0));
            document.segments[0].pipeline.deal_size = money(mrr * 12.0);
            document.costs.gross_margin = Some(share(margin / 100.0));
            document.costs.marketing = Some(Monthly::new(money(f(&case.inputs["cac"]) / 12.0)));
            document.costs.other_sales_marketing = Some(Monthly::new(Money::ZERO));
            let outcome = outcome(&document);
            let row = Row::of(&outcome, outcome.whole());
            assert_eq!(row.value(Metric::Cac).to_f64(), Some(f(&case.inputs["cac"])));
            as_printed(row.value(Metric::CacPayback).to_f64().unwrap(), &case.expected["payback_months"][at]);
            as_printed(row.movements.new.to_major() / 12.0 * row.gross_margin().unwrap(), &case.expected["monthly_gross_profit"][at]);
        }
    }

    "burn-01-metrickit" burn_over_net_new_arr(case) {
        let (burn, net_new) = (f(&case.inputs["net_burn"]) * 1e6, f(&case.inputs["net_new_arr"]) * 1e6);
        let mut document = quiet();
        with_new_arr(&mut document, 0, money(net_new));
        document.costs.gross_margin = Some(Rate::ONE);
        document.costs.marketing = Some(Monthly::new(Money::ZERO));
        document.costs.other_sales_marketing = Some(Monthly::new(Money::ZERO));
        // Signed within the first month: half a month of revenue in it, then two whole ones.
        let revenue = net_new / 12.0 * 2.5;
        document.costs.other_operating = Some(Monthly::new(money((burn + revenue) / 3.0)));
        let outcome = outcome(&document);
        let row = Row::of(&outcome, QUARTER);
        assert!((row.net_burn().unwrap().to_major() - burn).abs() < 0.02);
        as_printed(row.value(Metric::BurnMultiple).to_f64().unwrap(), &case.expected["burn_multiple"]);
    }

    "curve-01-bonuspaycalc-threshold-accelerator" pay_rises_from_zero_at_the_threshold_and_faster_above_target(case) {
        let (quota, bonus) = (amount(&case.inputs["quota"]), amount(&case.inputs["target_bonus"]));
        let component = Component {
            threshold: Some(Threshold { at: share(f(&case.inputs["threshold_pct"]) / 100.0), start: ThresholdStart::Zero }),
            rates: RatePreset::Marginal.rates(&[(Rate::ONE, share(f(&case.inputs["accelerator"])))]),
            cap: Some(share(f(&case.inputs["cap_payout_pct"]) / 100.0)),
            ..Component::default()
        };
        let basis = basis(quota, i128::from(bonus.mills()), i128::from(quota.mills()));
        for (at, sold) in amounts(&case.inputs["sales"]).into_iter().enumerate() {
            let paid = pays(&component, sold, &basis);
            assert_eq!(paid, amount(&case.expected["payout"][at]));
            as_printed(paid.to_major() / bonus.to_major() * 100.0, &case.expected["payout_pct"][at]);
        }
        assert_eq!(pays(&component, money(70_000.0), &basis), Money::ZERO);
        assert_eq!(pays(&component, money(69_999.99), &basis), Money::ZERO);
        assert_eq!(pays(&component, money(100_000.0), &basis), bonus);
        assert_eq!(pays(&component, money(900_000.0), &basis), money(20_000.0));
    }

    "clawback-01-core8-partial" part_of_what_was_earned_is_taken_back(case) {
        let rule = Clawback { basis: ClawbackBasis::Earned, share: share(f(&case.inputs["clawback_pct"]) / 100.0), months: 12, ..Clawback::default() };
        let earned = amount(&case.inputs["earned"]);
        assert_eq!(claw_back(&rule, earned, earned, 3, Currency::USD, AWAY), amount(&case.expected["adjustment"]));
    }

    "clawback-03-centify-only-what-was-paid" only_what_was_paid_is_taken_back(case) {
        let instalments = amounts(&case.inputs["instalments"]);
        let earned: Money = instalments.iter().copied().sum();
        let mut paid = vec![Money::ZERO; 2];
        let rule = Payout { lag_months: 0, instalments: instalments.len() as u32, ..Payout::default() };
        pay_out(&rule, earned, 0, &mut paid, Currency::USD, AWAY);
        assert_eq!(paid, instalments);
        let out: Money = paid.iter().zip(case.inputs["paid"].as_array().unwrap()).filter(|(_, it)| **it == true).map(|(amount, _)| *amount).sum();
        let rule = Clawback { basis: ClawbackBasis::Paid, share: Rate::ONE, months: 12, ..Clawback::default() };
        assert_eq!(claw_back(&rule, earned, out, 1, Currency::USD, AWAY), amount(&case.expected["clawback"]));
    }

    "split-01-xactly-order-split" two_people_share_the_credit_of_an_order(case) {
        let mut document = quiet();
        document.plans = vec![plan("ae", vec![Component { cadence: Cadence::Month, ..Component::default() }])];
        document.roles = vec![role("ae", Function::NewBusiness, Terms { plan: Some(PlanId::new("ae")), ..steady(money(10_000.0), Cadence::Month) })];
        document.seats = seats(f(&case.inputs["people"]) as usize, "ae", "ae", "2020-01-01");
        let month = document.settings.first_month;
        document.segments[0].pipeline.opening = vec![remit::model::OpenPipeline { month, arr: amount(&case.inputs["order"]) }];
        let outcome = outcome(&document);
        for payee in &outcome.payees {
            assert_eq!(Money::from_mills(payee.components[0].earned[0].credit), amount(&case.expected["credit_each"]));
        }
        assert_eq!(outcome.payees.len(), 2);
    }

    "multiyear-01-quotapath-term-accelerators" longer_terms_pay_more_and_accelerate_alike(case) {
        let quota = amount(&case.inputs["quarterly_quota"]);
        let component = rated_by(RatePreset::Marginal.rates(&[(Rate::ONE, share(f(&case.inputs["accelerator"])))]));
        let deal = money(100_000.0);
        for (years, base) in case.inputs["base_rate_pct"].as_object().unwrap() {
            // The quota is shared: what was sold before, at whatever term, has reached it.
            let own = basis(quota, (f(base) * 10.0) as i128, 1_000);
            let after = rate(&component, (quota + deal).mills(), quota.mills(), &own, true);
            let percent = after.to_money(Currency::USD, AWAY).to_major() / deal.to_major() * 100.0;
            as_printed(percent, &case.expected["over_quota_rate_pct"][years]);
            assert_eq!(pays(&component, deal, &own), money(deal.to_major() * f(base) / 100.0), "below quota the base rate holds");
        }
    }

    "rate-01-bentega" ote_and_the_rate_that_follows(case) {
        let terms = Terms {
            base: Yearly::new(amount(&case.inputs["base"])),
            ote: Yearly::new(amount(&case.expected["ote"])),
            ..steady(amount(&case.inputs["quota"]), Cadence::Year)
        };
        assert_eq!(terms.variable().amount(), amount(&case.inputs["variable"]));
        let quota = terms.quota.as_ref().map(Quota::arr_year).unwrap().amount();
        let component = Component { cadence: Cadence::Month, ..Component::default() };
        let euros = remit::engine::pay::ComponentTerms { currency: "EUR".parse().unwrap(), ..pay_terms(terms.variable().amount(), quota) };
        let sold = money(10_000.0);
        let earned = earn(&component, &euros, &Feed::of(Month::new(2027, 1), &[pay_month(sold, money(50_000.0))]));
        as_printed(earned[0].amount.to_major() / sold.to_major() * 100.0, &case.expected["rate_pct"]);
        as_printed(quota.to_major() / terms.ote.amount().to_major(), &case.expected["quota_to_ote"]);
    }

    "rate-03-quota-ote-ratio" quota_as_a_multiple_of_ote(case) {
        for (ratio, quota) in list(&case.inputs["ratio"]).into_iter().zip(amounts(&case.expected["quota"])) {
            let terms = Terms { ote: Yearly::new(amount(&case.inputs["ote"])), ..steady(money(quota.to_major() / 4.0), Cadence::Quarter) };
            let year = terms.quota.as_ref().map(Quota::arr_year).unwrap().amount();
            assert_eq!(year, quota);
            assert_eq!(year.to_major() / terms.ote.amount().to_major(), ratio);
        }
    }

    "arr-01-metrickit-waterfall" the_movements_lead_from_opening_to_closing(case) {
        let million = |key: &str| f(&case.inputs[key]) * 1e6;
        let mut document = quiet();
        book_by_fate(&mut document, million("start"), million("expansion"), million("contraction"), million("churn"));
        with_new_arr(&mut document, 0, money(million("new")));
        let outcome = outcome(&document);
        let moved = Row::of(&outcome, month(0)).movements;
        let typed = [moved.opening, moved.new, moved.expansion, moved.contraction, moved.churn];
        assert_eq!(typed.to_vec(), ["start", "new", "expansion", "contraction", "churn"].map(|key| money(million(key))));
        as_printed(moved.closing().to_major() / 1e6, &case.expected["end"]);
        as_printed(moved.net_new().to_major() / 1e6, &case.expected["net_new"]);
    }

    "refund-01-oca-net-zero" a_refund_takes_back_what_the_invoice_paid(case) {
        let component = rated_by(share_tiers(&[(0.0, f(&case.inputs["rate_pct"]) / 100.0)], RatePreset::Marginal));
        let invoice = amount(&case.inputs["invoice"]);
        let earned = pays(&component, invoice, &no_quota());
        let back = rate(&component, 0, invoice.mills(), &no_quota(), true).to_money(Currency::USD, AWAY);
        assert_eq!((earned, back), (money(100.0), money(-100.0)));
        assert_eq!(earned + back, amount(&case.expected["net"]));
        let rule = Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 12, ..Clawback::default() };
        assert_eq!(earned + claw_back(&rule, earned, earned, 0, Currency::USD, AWAY), amount(&case.expected["net"]));
    }
}

/// The bracket reached applies to the whole overage; a value on a bound belongs to the upper bracket, as in the source.
fn bracket_on_overage(case: &Case) {
    let quota = amount(&case.inputs["quota"]);
    let accelerators: Vec<(Rate, Rate)> = case.inputs["accelerator_tiers_pct_attainment"]
        .as_array()
        .unwrap()
        .iter()
        .skip(1)
        .map(|row| (share(f(&row["min"]) / 100.0), share(f(&row["mult"]))))
        .collect();
    let Rates::Tiers { tiers, .. } = RatePreset::BracketOnOverage.rates(&accelerators) else { unreachable!() };
    let basis = basis(quota, (f(&case.inputs["effective_rate"]) * 10.0).round() as i128, 10);
    let sold = amount(&case.inputs["revenue"]);
    let (mut base, mut overage, mut multiplier) = (0.0, 0.0, None);
    cut(&tiers, Boundary::Upper, sold.mills(), 0, &basis, &mut |slice| {
        let TierValue::Multiple(multiple) = slice.value else { unreachable!() };
        let paid = (slice.to - slice.from) as f64 / 1e9 * multiple.to_f64() * basis.rate.to_f64();
        if slice.from >= i128::from(quota.mills()) * 1_000_000 {
            overage += paid
        } else {
            base += paid
        }
        multiplier = multiplier.or(Some(multiple.to_f64()));
    });
    assert!((base - f(&case.expected["base_commission"])).abs() < 1e-6, "{base}");
    assert!((overage - f(&case.expected["overage_commission"])).abs() < 1e-6, "{overage}");
    assert_eq!(multiplier, Some(f(&case.expected["multiplier"])));
    let component = rated_by(Rates::Tiers { tiers, boundary: Boundary::Upper });
    assert_eq!(pays(&component, sold, &basis), amount(&case.expected["total"]));
}

/// One seller who starts within the first month of a plan that begins with it, measured by the month.
fn one_starter(case: &Case, revenue: Money, tune: impl FnOnce(&mut Document)) -> Document {
    let mut document = quiet();
    let start = day(case.inputs["start"].as_str().unwrap());
    document.settings.first_month = Month::of(start);
    document.plans = vec![plan("ae", vec![Component { cadence: Cadence::Month, ..Component::default() }])];
    let quota = amount(&case.inputs["full_quota"]);
    // They could sell three times their quota, so that the pipeline alone decides what they do sell.
    let terms = Terms {
        expected_attainment: Rate::percent(300),
        plan: Some(PlanId::new("ae")),
        ..steady(quota, Cadence::Month)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(1, "ae", "ae", case.inputs["start"].as_str().unwrap());
    let month = document.settings.first_month;
    document.segments[0].pipeline.opening = vec![remit::model::OpenPipeline { month, arr: revenue }];
    tune(&mut document);
    document
}

fn flat_ramp(percent: f64, months: usize) -> Ramp {
    Ramp { productivity: vec![share(percent / 100.0); months], ..Ramp::default() }
}

fn capacity(document: &Document, span: Span) -> Money {
    Row::of(&outcome(document), span).capacity
}

/// A book of customers who each have one fate: they leave, give up half, grow by half, or stay as they are.
fn book_by_fate(document: &mut Document, start: f64, expansion: f64, contraction: f64, churn: f64) {
    with_customer(document, "leaves", money(churn), |it| it.renewal = Rate::ZERO);
    with_customer(document, "shrinks", money(contraction * 2.0), |it| it.contraction = Rate::percent(50));
    with_customer(document, "grows", money(expansion * 2.0), |it| it.expansion = Rate::percent(50));
    with_customer(document, "stays", money(start - churn - 2.0 * contraction - 2.0 * expansion), |_| ());
}

#[test]
fn a_ratio_of_whole_numbers_is_never_rounded_on_the_way() {
    // 90,000 of pay on a quota of 810,000: rounded to millionths, the rate would lose nine cents at quota.
    let component = Component::default();
    let quota = money(810_000.0);
    let derived = remit::engine::pay::Basis { quota: quota.mills(), rate: Ratio::new(90_000, 810_000) };
    assert_eq!(pays(&component, quota, &derived), money(90_000.0));
}
