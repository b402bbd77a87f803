//! Pay at an attainment, worked out by hand. Target pay is 120,000 on a quota of 1,200,000: a tenth of the credit.

use super::*;

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
