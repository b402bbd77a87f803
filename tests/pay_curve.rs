//! The payout curve against the full rating: what it says for a year at an attainment is what a person is paid whose credits come to
//! that attainment, month by month.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

#[path = "pay_oracle/chance.rs"]
mod chance;
mod support;

use chance::Dice;
use chrono::NaiveDate;
use remit::engine::pay::{ComponentTerms, DealPiece, Feed, PayMonth, Ratio, earn};
use remit::engine::{
    CostColumn, Env, PaidAs, Source, Span, Value, YearPay, cost_of_year, cost_why, evaluate, one_person, pay_at,
    pay_breaks, pay_floor, statement,
};
use remit::model::comp::{
    Boundary, Component, Draw, DrawKind, Factor, Gate, Kicker, KickerPays, KickerWhen, Measure, Milestone, Multiplier,
    MultiplierBy, Plan, PlanVersion, RatePreset, Rated, Rates, Reach, RoundingAt, Target, Threshold, ThresholdStart,
    Tier, TierFrom, TierValue,
};
use remit::model::{
    Deal, Document, Function, OtherMeasures, Quota, RampAccelerators, Role, Seat, Segment, Stint, Terms,
};
use remit::units::{Cadence, ComponentId, FiscalPeriod, Money, Month, Monthly, PlanId, Rate, RoleId, SeatId, Yearly};
use std::sync::Arc;

const QUOTA: i64 = 1_200_000;
const VARIABLE: i64 = 120_000;

fn terms(quota: Money, variable: Money) -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(80_000)),
        ote: Yearly::new(Money::from_major(80_000) + variable),
        quota: Some(Quota::Arr { amount: quota, per: Cadence::Year }),
        ..Terms::default()
    }
}

fn usual() -> Terms {
    terms(Money::from_major(QUOTA), Money::from_major(VARIABLE))
}

fn alone(component: Component) -> PlanVersion {
    PlanVersion { components: vec![component], ..PlanVersion::default() }
}

fn assuming(other_measures: OtherMeasures) -> Document {
    let mut document = Document::default();
    document.assumptions.other_measures = other_measures;
    document
}

fn major(amount: Money) -> i64 {
    assert_eq!(amount.mills() % 1_000, 0, "{amount} is no whole amount");
    amount.mills() / 1_000
}

/// What a plan of one component pays at some attainments, in whole units.
fn pays(document: &Document, component: &Component, at: &[f64]) -> Vec<i64> {
    let version = alone(component.clone());
    at.iter().map(|at| major(pay_at(document, &version, &usual(), *at).total)).collect()
}

// By hand. Target pay 120,000 on a quota of 1,200,000: a tenth of the credit.

#[test]
fn a_kicker_is_paid_on_the_share_of_credit_that_is_expected_to_qualify() {
    let kicker = |pays, expected| Kicker { when: KickerWhen::Prepaid, pays, expected: Rate::percent(expected) };
    let mut component =
        Component { kickers: vec![kicker(KickerPays::Share(Rate::percent(2)), 25)], ..Component::default() };
    // A quarter of 1,200,000 earns 2 % more: 6,000; at 150 % 9,000 on top of 180,000.
    assert_eq!(pays(&Document::default(), &component, &[0.5, 1.0, 1.5]), [63_000, 126_000, 189_000]);
    // A second one: a fifth of the derived rate on half of the credit: 0.2 x 10 % x 600,000 = 12,000.
    component.kickers.push(kicker(KickerPays::Multiple(Rate::percent(20)), 50));
    assert_eq!(pays(&Document::default(), &component, &[1.0]), [138_000]);
}

#[test]
fn a_gate_holds_pay_back_where_the_assumed_measure_does_not_reach_it() {
    let gate = |accelerators_only| {
        let rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]);
        let gate = Gate { measure: Measure::ExpansionArr, at: Rate::percent(90), accelerators_only };
        Component { rates, gate: Some(gate), ..Component::default() }
    };
    let at = [0.5, 0.899_999, 0.9, 1.5];
    let open = [60_000, 107_999, 108_000, 240_000];
    // 0.899999 of target pay is 107,999.88: whole amounts are asked for at the round ones.
    let whole = |document: &Document, component: &Component| {
        let version = alone(component.clone());
        at.map(|at| pay_at(document, &version, &usual(), at).total.mills() / 1_000)
    };
    assert_eq!(whole(&assuming(OtherMeasures::OnTarget), &gate(false)), open);
    assert_eq!(whole(&assuming(OtherMeasures::At { value: Rate::percent(89) }), &gate(false)), [0, 0, 0, 0]);
    assert_eq!(whole(&assuming(OtherMeasures::At { value: Rate::percent(90) }), &gate(false)), open);
    assert_eq!(whole(&assuming(OtherMeasures::SameAttainment), &gate(false)), [0, 0, 108_000, 240_000]);
    // What only holds accelerators back counts no attainment above 100 %.
    let held = [60_000, 107_999, 108_000, 120_000];
    assert_eq!(whole(&assuming(OtherMeasures::At { value: Rate::percent(89) }), &gate(true)), held);
}

#[test]
fn a_ratio_is_met_at_the_target_that_the_plan_sets_for_it() {
    let retention = |target: i64| Component {
        measure: Measure::GrossRetention,
        target: Target::Ratio { ratio: Rate::percent(target) },
        weight: Rate::ZERO,
        ..Component::default()
    };
    let gate = Gate { measure: Measure::GrossRetention, at: Rate::percent(90), accelerators_only: false };
    let gated = Component { gate: Some(gate), ..Component::default() };
    let pay = |document: &Document, target: Option<i64>, at: f64| {
        let components = std::iter::once(gated.clone()).chain(target.map(retention)).collect();
        major(pay_at(document, &PlanVersion { components, ..PlanVersion::default() }, &usual(), at).total)
    };
    let on_target = assuming(OtherMeasures::OnTarget);
    assert_eq!(pay(&on_target, Some(92), 1.0), 120_000);
    assert_eq!(pay(&on_target, Some(88), 1.0), 0, "the target itself is below the gate");
    assert_eq!(pay(&on_target, None, 1.0), 120_000, "a ratio without a target is failed by nobody");
    // 90 % of 92 % is below; 90/92 of it is the gate.
    let same = assuming(OtherMeasures::SameAttainment);
    assert_eq!([0.9, 0.97, 0.98].map(|at| pay(&same, Some(92), at)), [0, 0, 117_600]);
}

#[test]
fn a_multiplier_takes_the_factor_of_the_assumed_value_and_bends_the_curve_where_it_moves_along() {
    let step = |from, factor| Factor { from: Rate::percent(from), factor: Rate::percent(factor) };
    let by = MultiplierBy::Steps { steps: vec![step(80, 90), step(100, 110)] };
    let multiplier = Multiplier { measure: Measure::ExpansionArr, by };
    let component = Component { multiplier: Some(multiplier), ..Component::default() };
    assert_eq!(pays(&assuming(OtherMeasures::OnTarget), &component, &[0.5, 1.0]), [66_000, 132_000]);
    let below = assuming(OtherMeasures::At { value: Rate::percent(85) });
    assert_eq!(pays(&below, &component, &[0.5, 1.0]), [54_000, 108_000]);
    let same = assuming(OtherMeasures::SameAttainment);
    assert_eq!(pays(&same, &component, &[0.5, 0.8, 1.0]), [60_000, 86_400, 132_000]);
    assert_eq!(pay_breaks(&same, &alone(component.clone()), &usual(), 2.0), [0.8, 1.0]);
    // Two measures linked: pay is the square of attainment between the bounds.
    let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(120) };
    let linked =
        Component { multiplier: Some(Multiplier { measure: Measure::ExpansionArr, by }), ..Component::default() };
    assert_eq!(pays(&same, &linked, &[0.4, 0.8, 1.5]), [24_000, 76_800, 216_000]);
    assert_eq!(pay_breaks(&same, &alone(linked), &usual(), 2.0), [0.5, 1.0, 1.2]);
}

#[test]
fn a_place_in_the_table_that_another_measure_picks_gives_its_mean_rate() {
    let rates = RatePreset::Retroactive.rates(&[(Rate::ONE, Rate::percent(200))]);
    let component = Component { rates, attained_by: Some(Measure::ExpansionArr), ..Component::default() };
    // At target the lower tier holds; at 120 % twice the rate from the first dollar, whatever the own attainment.
    assert_eq!(pays(&assuming(OtherMeasures::OnTarget), &component, &[0.5, 1.5]), [60_000, 180_000]);
    let high = assuming(OtherMeasures::At { value: Rate::percent(120) });
    assert_eq!(pays(&high, &component, &[0.5, 1.5]), [120_000, 360_000]);
}

#[test]
fn a_table_in_money_is_read_against_the_period_that_is_rated() {
    // 300,000 a quarter; above 330,000 of credit in a quarter the rate doubles: at 110 % of quota, not at 27.5 %.
    let tier = |from: i64, multiple: i64| Tier {
        from: TierFrom::Amount(Money::from_major(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Default::default(),
    };
    let rates = Rates::Tiers { tiers: vec![tier(0, 100), tier(330_000, 200)], boundary: Default::default() };
    let component = Component { rates, cadence: Cadence::Quarter, ..Component::default() };
    assert_eq!(pays(&Document::default(), &component, &[1.0, 1.1, 1.2]), [120_000, 132_000, 156_000]);
    let breaks = pay_breaks(&Document::default(), &alone(component), &usual(), 2.0);
    assert!(breaks.iter().any(|at| (at - 1.1).abs() < 1e-9), "{breaks:?}");
}

/// Attainments at which a component may bend what is paid, to the millionth.
fn bends(document: &Document, component: Component, most: f64) -> Vec<f64> {
    let found = pay_breaks(document, &alone(component), &usual(), most);
    found.iter().map(|at| (at * 1e6).round() / 1e6).collect()
}

fn from_quota(percent: i64, multiple: i64) -> Tier {
    Tier {
        from: TierFrom::Quota(Rate::percent(percent)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Default::default(),
    }
}

#[test]
fn an_interpolated_table_ends_as_far_beyond_its_last_row_as_that_is_from_the_one_before() {
    let rising = |rows: &[i64]| Component {
        rates: Rates::Interpolated {
            tiers: rows.iter().map(|from| from_quota(*from, 100)).collect(),
            accumulates: Default::default(),
        },
        ..Component::default()
    };
    let document = Document::default();
    assert_eq!(bends(&document, rising(&[50, 80]), 2.0), [0.5, 0.8, 1.0, 1.1]);
    // A single row is as wide as the quota.
    assert_eq!(bends(&document, rising(&[80]), 2.0), [0.8, 1.0, 1.8]);
}

#[test]
fn a_bound_in_money_is_met_at_another_share_of_each_length_that_is_rated() {
    let at_330 = |cadence, rated| {
        let second = Tier { from: TierFrom::Amount(Money::from_major(330_000)), ..from_quota(0, 200) };
        let rates = Rates::Tiers { tiers: vec![from_quota(0, 100), second], boundary: Default::default() };
        bends(&Document::default(), Component { rates, cadence, rated, ..Component::default() }, 4.0)
    };
    // Of 300,000 a quarter, 600,000, 900,000 and the year's 1,200,000.
    assert_eq!(at_330(Cadence::Quarter, Rated::Period), [1.0, 1.1]);
    assert_eq!(at_330(Cadence::Quarter, Rated::YearToDate), [0.275, 0.366_667, 0.55, 1.0, 1.1]);
    // Of 100,000 a month, 200,000 and the quarter's 300,000.
    assert_eq!(at_330(Cadence::Month, Rated::QuarterToDate), [1.0, 1.1, 1.65, 3.3]);
}

#[test]
fn where_each_deal_is_rated_alone_pay_bends_at_every_whole_deal_and_at_the_rows_that_a_part_of_one_reaches() {
    // Deals of 300,000 are a quarter of the year's quota: the row at 20 % of it is inside a deal, that at 30 % is beyond.
    let mut segment = Segment::default();
    segment.pipeline.deal_size = Money::from_major(300_000);
    let document = Document { segments: vec![segment], ..Document::default() };
    let tiers = vec![from_quota(0, 100), from_quota(20, 150), from_quota(30, 200)];
    let component = Component {
        rates: Rates::Tiers { tiers, boundary: Default::default() },
        cadence: Cadence::Year,
        rated: Rated::EachDeal,
        ..Component::default()
    };
    assert_eq!(bends(&document, component.clone(), 1.2), [0.2, 0.25, 0.45, 0.5, 0.7, 0.75, 0.95, 1.0]);
    // Under terms of a segment its own deals count: of 600,000, half a quota, which both rows are inside of.
    let mut large = Segment { id: remit::units::SegmentId::new("large"), ..Segment::default() };
    large.pipeline.deal_size = Money::from_major(600_000);
    let document = Document { segments: vec![document.segments[0].clone(), large], ..Document::default() };
    let terms = Terms { segment: Some(remit::units::SegmentId::new("large")), ..usual() };
    assert_eq!(pay_breaks(&document, &alone(component), &terms, 1.1), [0.2, 0.3, 0.5, 0.7, 0.8, 1.0]);
}

#[test]
fn pay_bends_where_a_cap_on_it_is_reached_and_once_only() {
    let capped = |tiers: Vec<Tier>, cap: i64| Component {
        rates: Rates::Tiers { tiers, boundary: Default::default() },
        cap: Some(Rate::percent(cap)),
        ..Component::default()
    };
    let document = Document::default();
    // 100 % and, at twice the rate, 25 points more are 150 % of target pay.
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100), from_quota(100, 200)], 150), 2.0), [1.0, 1.25]);
    // Reached where a row ends anyway, or nowhere.
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100), from_quota(100, 200)], 100), 2.0), [1.0]);
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100)], 250), 2.0), [1.0]);
}

#[test]
fn with_part_of_what_is_sold_credited_a_bound_is_met_by_so_much_more() {
    let rates = Rates::Tiers { tiers: vec![from_quota(0, 100), from_quota(120, 200)], boundary: Default::default() };
    let version = alone(Component { rates, ..Component::default() });
    let (document, terms) = (Document::default(), usual());
    let bends = |credit: f64, most: f64| YearPay::new(&document, &version, &terms, credit).breaks(most);
    assert_eq!(bends(1.0, 2.0), [1.0, 1.2]);
    // Half is credited: 240 % sold are 120 %. Up to 200 %, that itself left out.
    assert_eq!(bends(0.5, 3.0), [1.0, 1.2, 2.0, 2.4]);
    assert_eq!(bends(0.5, 2.0), [1.0, 1.2]);
    // All is credited twice.
    assert_eq!(bends(2.0, 1.0), [0.5, 0.6]);
    let pays = |credit: f64, at: f64| YearPay::new(&document, &version, &terms, credit).weighed(at);
    assert_eq!((pays(0.5, 2.0), pays(2.0, 0.5)), (Money::from_major(VARIABLE), Money::from_major(VARIABLE)));
    assert_eq!(pays(f64::NAN, 1.0), Money::ZERO);
}

#[test]
fn a_share_that_is_asked_for_is_met_whatever_the_quota() {
    // A twelfth of 1,000,000 is no whole thousandth, and 70 % of it neither.
    let terms = terms(Money::from_major(1_000_000), Money::from_major(100_000));
    for cadence in Cadence::ALL {
        let threshold =
            remit::model::comp::Threshold { at: Rate::percent(70), start: remit::model::comp::ThresholdStart::Share };
        let component = Component { threshold: Some(threshold), cadence, ..Component::default() };
        let pay = |at: f64| pay_at(&Document::default(), &alone(component.clone()), &terms, at).total.to_major();
        assert_eq!(pay(0.699_999), 0.0, "{cadence:?}");
        assert!((pay(0.7) - 70_000.0).abs() < 0.06, "{cadence:?}: {}", pay(0.7));
    }
}

#[test]
fn a_draw_is_a_floor_beside_what_is_earned() {
    let component = Component::default();
    let mut version = alone(component);
    let draw = |kind, months| Draw::level(kind, Monthly::new(Money::from_major(3_000)), months);
    version.draw = Some(draw(DrawKind::GuaranteeTopUp, None));
    let floor = pay_floor(&version).unwrap();
    assert_eq!((floor.months, floor.amount), (12, Money::from_major(36_000)));
    assert_eq!(
        major(pay_at(&Document::default(), &version, &usual(), 0.1).total),
        12_000,
        "earned stays what is earned"
    );
    version.draw = Some(draw(DrawKind::Recoverable, Some(4)));
    assert_eq!(pay_floor(&version).unwrap().amount, Money::from_major(12_000));
    version.draw = None;
    assert_eq!(pay_floor(&version), None);
}

// Against the full rating.

/// A year at an attainment, put together here: credit of every month is that share of its twelfth of the quota.
fn months(component: &Component, quota: i64, at: i64) -> Vec<PayMonth> {
    let month = quota / 12;
    (0..12)
        .map(|_| match component.measure.is_ratio() {
            true => PayMonth { active: 1.0, part: at as f64 * 3.0, whole: 300.0, ..PayMonth::default() },
            false => {
                PayMonth { credit: month / 100 * at, ramped: month, full: month, active: 1.0, ..PayMonth::default() }
            }
        })
        .collect()
}

/// Where a measure stands under an assumption, in hundredths: of its target, or the ratio itself.
fn assumed(others: OtherMeasures, own: Measure, measure: Measure, at: i64) -> Option<Ratio> {
    let percent = match others {
        OtherMeasures::SameAttainment => at,
        _ if measure == own => at,
        OtherMeasures::At { value } => value.ppm() / 10_000,
        OtherMeasures::OnTarget if measure.is_ratio() => return None,
        OtherMeasures::OnTarget => 100,
    };
    Some(Ratio::new(i128::from(percent), 100))
}

#[test]
fn the_curve_is_what_the_full_rating_pays_for_a_year_at_that_attainment() {
    let mut dice = Dice(0x0c0_77ee);
    let mut paying = 0;
    for round in 0..400 {
        let component = Component { target: Target::Quota, ..chance::component(&mut dice) };
        let value = Rate::percent(dice.whole(0, 15) * 10);
        let others = dice.pick(&[OtherMeasures::OnTarget, OtherMeasures::SameAttainment, OtherMeasures::At { value }]);
        // Twelfths of it and hundredths of those are whole.
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let mut terms = terms(quota, dice.money(200_000));
        let mut document = assuming(others);
        document.settings.fiscal_year_start = dice.whole(1, 12) as u32;
        let deal_size = if dice.once_in(3) { 0 } else { quota.mills() / dice.whole(5, 60) };
        let mut segment = Segment::default();
        segment.pipeline.deal_size = Money::from_mills(deal_size);
        terms.segment = Some(segment.id.clone());
        document.segments = vec![segment];
        let ratio = component.measure.is_ratio();
        let rated = ComponentTerms {
            variable: terms.variable(),
            quota_year: if ratio { 1_000_000_000 } else { quota.mills() },
            accelerators: RampAccelerators::default(),
            deal_size,
            margin: Rate::ZERO,
            calendar: document.settings.fiscal_calendar(),
            currency: document.settings.currency,
            rounding: document.settings.rounding,
        };
        let first = Month::new(2027, document.settings.fiscal_year_start);
        for _ in 0..6 {
            let at = if dice.once_in(2) { dice.whole(0, 25) * 10 } else { dice.whole(0, 250) };
            let months = months(&component, quota.mills(), at);
            let look = |measure: Measure, _: usize, _: usize| assumed(others, component.measure, measure, at);
            let feed = Feed { first, months: &months, deals: None, look: &look };
            let full: Money = earn(&component, &rated, &feed).iter().map(|it| it.amount).sum();
            let curve = pay_at(&document, &alone(component.clone()), &terms, at as f64 / 100.0);
            assert_eq!(curve.components, [full], "round {round}, at {at} %, {others:?}: {component:#?}");
            paying += i64::from(!full.is_zero());
        }
    }
    assert!(paying > 1_200, "only {paying} of 2,400 years pay anything");
}

/// A plan of several components rated as `remit rate` does: one seat, real deals, a statement.
fn statement_of(versions: &[PlanVersion], terms: &Terms, deals: Vec<Deal>) -> Money {
    let (role, plan, seat) = (RoleId::new("person"), PlanId::new("plan"), SeatId::new("person"));
    let mut document = Document {
        roles: vec![Role {
            id: role.clone(),
            function: Function::NewBusiness,
            terms: vec![Terms { plan: Some(plan.clone()), segment: None, ..terms.clone() }],
            ..Role::default()
        }],
        seats: vec![Seat {
            id: seat.clone(),
            role,
            stints: vec![Stint { from: NaiveDate::from_ymd_opt(1970, 1, 1).unwrap(), ..Stint::default() }],
            ..Seat::default()
        }],
        plans: vec![Plan { id: plan, name: String::new(), versions: versions.to_vec() }],
        deals: Arc::new(deals),
        ..Document::default()
    };
    document.settings.first_month = Month::new(2027, 1);
    document.settings.horizon_months = 12;
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(outcome.months.len(), 12);
    let told = statement(&document, &seat, Span { from: 0, to: 11 }, Source::Deals).unwrap();
    told.earned
}

/// A plan of two components that look at the deals of the person alone.
fn drawn_version(dice: &mut Dice) -> PlanVersion {
    let mut components = Vec::new();
    for (index, measure) in [Measure::NewArr, Measure::ExpansionArr].into_iter().enumerate() {
        let drawn = chance::component(dice);
        // The other measure is not assumed but made: new ARR, by the deals of the person against the same quota.
        let rates = match drawn.rates.clone() {
            Rates::Matrix { rows, columns, cells, .. } => Rates::Matrix { by: Measure::NewArr, rows, columns, cells },
            other => other,
        };
        components.push(Component {
            id: ComponentId::new(if index == 0 { "new" } else { "more" }),
            measure,
            target: Target::Quota,
            rates,
            gate: drawn.gate.map(|it| Gate { measure: Measure::NewArr, ..it }),
            multiplier: drawn.multiplier.clone().map(|it| Multiplier { measure: Measure::NewArr, ..it }),
            attained_by: drawn.attained_by.map(|_| Measure::NewArr),
            // Real deals earn a kicker or not; expected shares are for where there are none.
            kickers: Vec::new(),
            rounding_at: RoundingAt::Component,
            rated: if drawn.rated == Rated::EachDeal { Rated::Period } else { drawn.rated },
            ..drawn
        });
    }
    PlanVersion { components, cap: dice.once_in(3).then(|| dice.rate(50, 200)), ..PlanVersion::default() }
}

/// A deal of each measure in every month of 2027, each at this many per cent of the quota of the month.
fn even_deals(quota: Money, at: i64) -> Vec<Deal> {
    let mut deals = Vec::new();
    for month in 1..=12 {
        for measure in [Measure::NewArr, Measure::ExpansionArr] {
            let id = format!("{measure:?}-{month}");
            let amount = Money::from_mills(quota.mills() / 1_200 * at);
            let deal = support::deal(&id, &format!("2027-{month:02}-15"), 0.0, &[("person", 1.0, false)]);
            deals.push(Deal { measure, amount, ..deal });
        }
    }
    deals
}

#[test]
fn the_curve_of_a_whole_plan_is_what_its_statement_says_for_the_same_deals() {
    let mut dice = Dice(0x57a7_e3e7);
    let mut paying = 0;
    for round in 0..200 {
        let version = drawn_version(&mut dice);
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let terms = terms(quota, dice.money(200_000));
        let at = dice.whole(0, 25) * 10;
        let full = statement_of(std::slice::from_ref(&version), &terms, even_deals(quota, at));
        let same = assuming(OtherMeasures::SameAttainment);
        let curve = pay_at(&same, &version, &terms, at as f64 / 100.0).total;
        assert_eq!(curve, full, "round {round}, at {at} %: {version:#?}");
        paying += i32::from(!full.is_zero());
    }
    assert!(paying > 120, "only {paying} of 200 plans pay anything");
}

/// The year of the tests.
fn year() -> FiscalPeriod {
    Document::default().settings.fiscal_calendar().period_of(Month::new(2027, 1), Cadence::Year)
}

#[test]
fn a_year_of_several_versions_costs_what_its_statement_says_for_the_same_deals() {
    let mut dice = Dice(0x2e75_10c5);
    let (mut paying, mut capped) = (0, 0);
    for round in 0..200 {
        let mut versions: Vec<PlanVersion> = (0..dice.whole(2, 3)).map(|_| drawn_version(&mut dice)).collect();
        let mut month = 1;
        for version in versions.iter_mut().skip(1) {
            month = dice.whole(month + 1, 8 + month / 2);
            version.from = NaiveDate::from_ymd_opt(2027, month as u32, 1);
        }
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let terms = terms(quota, dice.money(200_000));
        let at = dice.whole(0, 25) * 10;
        let full = statement_of(&versions, &terms, even_deals(quota, at));
        let same = assuming(OtherMeasures::SameAttainment);
        let plan = Plan { id: PlanId::new("plan"), name: String::new(), versions };
        let table = cost_of_year(&same, &plan, &year(), &one_person(&terms), &[at as f64 / 100.0]);
        assert_eq!(table.lines[0].variable, full, "round {round}, at {at} %: {plan:#?}");
        assert_eq!(table.runs.len(), plan.versions.len());
        paying += i32::from(!full.is_zero());
        capped += i32::from(!table.lines[0].capped.is_zero());
    }
    assert!(paying > 120 && capped > 20, "of 200 plans {paying} pay anything, {capped} are capped");
}

/// A commission of so much of new ARR, and more above quota; below a threshold it pays nothing.
fn commission(cadence: Cadence, rate: i64, above: i64) -> PlanVersion {
    let tier = |from: i64, share: i64| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Share(Rate::percent(share)),
        reach: Reach::OwnBound,
    };
    alone(Component {
        id: ComponentId::new("commission"),
        name: "Commission".to_owned(),
        cadence,
        threshold: Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Share }),
        rates: Rates::Tiers { tiers: vec![tier(0, rate), tier(100, above)], boundary: Boundary::Lower },
        ..Component::default()
    })
}

/// Two versions, the second from the first of a month of 2027 on.
fn two(first: PlanVersion, second: PlanVersion, month: u32) -> Plan {
    let second = PlanVersion { from: NaiveDate::from_ymd_opt(2027, month, 1), ..second };
    Plan { id: PlanId::new("plan"), name: String::new(), versions: vec![first, second] }
}

fn costs(plan: &Plan, at: &[f64]) -> Vec<i64> {
    let table = cost_of_year(&Document::default(), plan, &year(), &one_person(&usual()), at);
    table.lines.iter().map(|it| major(it.variable)).collect()
}

#[test]
fn each_version_of_a_year_pays_for_its_own_months() {
    // 1.2 million a year. 10 % and 15 % above quota from January, 12 % and 18 % from July.
    // At 87 %: 522,000 at 10 % and 522,000 at 12 %. At 120 %: 600,000 at 10 % and 120,000 at 15 %, then 12 % and 18 %.
    let by_hand = [0, 114_840, 60_000 + 18_000 + 72_000 + 21_600];
    for cadence in [Cadence::Month, Cadence::Quarter, Cadence::Half, Cadence::Year] {
        let plan = two(commission(cadence, 10, 15), commission(cadence, 12, 18), 7);
        assert_eq!(costs(&plan, &[0.49, 0.87, 1.2]), by_hand, "{cadence:?}");
    }
    // The threshold at 50 % is a cliff: 300,000 at each rate.
    let plan = two(commission(Cadence::Year, 10, 15), commission(Cadence::Year, 12, 18), 7);
    assert_eq!(costs(&plan, &[0.499_999, 0.5]), [0, 66_000]);
    // From May: four months and eight, though May lies inside a quarter. 348,000 at 10 %, 696,000 at 12 %.
    let plan = two(commission(Cadence::Quarter, 10, 15), commission(Cadence::Quarter, 12, 18), 5);
    assert_eq!(costs(&plan, &[0.87]), [34_800 + 83_520]);
}

#[test]
fn a_version_cuts_what_is_measured_over_the_year() {
    // 900,000 in one year earn 10,000 once; in two halves of 720,000 they are never reached.
    let bonus = |cadence| {
        alone(Component {
            cadence,
            rates: Rates::Milestones {
                steps: vec![Milestone {
                    at: TierFrom::Amount(Money::from_major(900_000)),
                    pay: Money::from_major(10_000),
                }],
            },
            ..Component::default()
        })
    };
    let one = Plan { id: PlanId::new("plan"), name: String::new(), versions: vec![bonus(Cadence::Year)] };
    assert_eq!(costs(&one, &[1.2]), [10_000]);
    assert_eq!(costs(&two(bonus(Cadence::Year), bonus(Cadence::Year), 7), &[1.2]), [0]);
    // Ten months of 120,000 reach it, the two behind them do not.
    assert_eq!(costs(&two(bonus(Cadence::Year), bonus(Cadence::Year), 11), &[1.2]), [10_000]);
}

#[test]
fn a_year_of_two_versions_has_one_cap_and_one_credit() {
    // A cap of 110 % until June and of 130 % from then on is one of 120 % of 120,000 for the year, at 10 % and 15 % above quota.
    let capped = |cap| PlanVersion { cap: Some(Rate::percent(cap)), ..commission(Cadence::Month, 10, 15) };
    assert_eq!(costs(&two(capped(110), capped(130), 7), &[1.0, 1.2, 2.0]), [120_000, 144_000, 144_000]);
    // A version without a cap neither counts nor is cut: 55 % of 120,000 until June, and 90,000 + 60,000 x 1.5 after it.
    let open = commission(Cadence::Month, 10, 15);
    assert_eq!(costs(&two(capped(110), open, 7), &[2.0]), [66_000 + 60_000 + 90_000]);

    // What only the second version has pays for its months; the rate is over the ARR of the year, counted once.
    let first = commission(Cadence::Month, 10, 15);
    let mut second = commission(Cadence::Month, 12, 18);
    let more = Component { id: ComponentId::new("more"), weight: Rate::percent(20), ..second.components[0].clone() };
    second.components[0].weight = Rate::percent(80);
    second.components.push(more);
    let plan = two(first, second, 10);
    let table = cost_of_year(&Document::default(), &plan, &year(), &one_person(&usual()), &[0.5]);
    let line = &table.lines[0];
    // 450,000 at 10 % and 150,000 at 12 %, and 150,000 at 12 % once more.
    assert_eq!(line.components.iter().map(|it| major(*it)).collect::<Vec<_>>(), [63_000, 18_000]);
    assert_eq!(table.parts.iter().map(|it| (it.weight * 1e6).round()).collect::<Vec<_>>(), [950_000.0, 50_000.0]);
    assert!((line.rate.unwrap() - 81_000.0 / 600_000.0).abs() < 1e-9);
    assert!((line.ccos.unwrap() - 161_000.0 / 600_000.0).abs() < 1e-9);
    // Each figure says which version pays what of it.
    let why = cost_why(&table, &plan.id, 0, CostColumn::Component(0), "role");
    let told: Vec<_> = why.terms.iter().take(2).map(|it| (it.label.as_str(), it.value)).collect();
    let money = |amount| Value::Money(Money::from_major(amount));
    assert_eq!(told, [("Version 1, Jan to Sep 2027", money(45_000)), ("Version 2, Oct to Dec 2027", money(18_000))]);
    assert!((why.recombine().unwrap() - 63_000.0).abs() < 0.001);
    let why = cost_why(&table, &plan.id, 0, CostColumn::Variable, "role");
    let told: Vec<_> = why.terms.iter().map(|it| it.value).collect();
    assert_eq!(told, [money(45_000), money(18_000 + 18_000)]);
}

#[test]
fn a_team_in_a_year_of_two_versions_is_the_sum_of_its_people() {
    let plan = two(commission(Cadence::Quarter, 10, 15), commission(Cadence::Quarter, 12, 18), 7);
    let mut own = PaidAs::new(usual(), 0.5);
    own.cap = Some(Rate::percent(100));
    let team = [PaidAs::new(usual(), 2.0), own];
    let table = cost_of_year(&Document::default(), &plan, &year(), &team, &[1.2]);
    // 171,600 twice, and half of one who is cut to 120,000.
    assert_eq!(major(table.lines[0].variable), 2 * 171_600 + 60_000);
    assert_eq!(major(table.lines[0].capped), 25_800);
    assert_eq!(major(table.base), 200_000);
}

/// Deals are what a component rates each alone: the curve makes them of the mean size.
#[test]
fn where_each_deal_is_rated_alone_the_curve_makes_deals_of_the_mean_size() {
    let mut dice = Dice(0xdea1);
    for round in 0..100 {
        let component = Component {
            measure: Measure::NewArr,
            target: Target::Quota,
            rated: Rated::EachDeal,
            kickers: Vec::new(),
            ..chance::component(&mut dice)
        };
        if matches!(component.rates, Rates::Matrix { .. }) {
            continue;
        }
        // Twelve deals a month make 100 %.
        let quota = Money::from_major(dice.whole(10, 90) * 14_400);
        let size = quota.mills() / 144;
        let mut document = assuming(OtherMeasures::OnTarget);
        let mut segment = Segment::default();
        segment.pipeline.deal_size = Money::from_mills(size);
        let terms = Terms { segment: Some(segment.id.clone()), ..terms(quota, dice.money(200_000)) };
        document.segments = vec![segment];
        let count = dice.whole(0, 20);
        let deal = |month| DealPiece { month, credit: size, term_months: 12, prepaid: false, margin: None };
        let deals: Vec<DealPiece> = (0..12).flat_map(|month| (0..count).map(move |_| deal(month))).collect();
        let month = PayMonth {
            credit: size * count,
            ramped: quota.mills() / 12,
            full: quota.mills() / 12,
            active: 1.0,
            ..PayMonth::default()
        };
        let months = vec![month; 12];
        let rated = ComponentTerms {
            variable: terms.variable(),
            quota_year: quota.mills(),
            accelerators: RampAccelerators::default(),
            deal_size: size,
            margin: Rate::ZERO,
            calendar: document.settings.fiscal_calendar(),
            currency: document.settings.currency,
            rounding: document.settings.rounding,
        };
        let look = |measure: Measure, _: usize, _: usize| {
            assumed(OtherMeasures::OnTarget, Measure::NewArr, measure, 0)
                .filter(|_| measure != Measure::NewArr)
                .or_else(|| (measure == Measure::NewArr).then(|| Ratio::new(i128::from(count), 12)))
        };
        let feed = Feed { first: Month::new(2027, 1), months: &months, deals: Some(&deals), look: &look };
        let full: Money = earn(&component, &rated, &feed).iter().map(|it| it.amount).sum();
        let curve = pay_at(&document, &alone(component.clone()), &terms, count as f64 / 12.0).total;
        assert_eq!(curve, full, "round {round}, {count} deals a month: {component:#?}");
    }
}
