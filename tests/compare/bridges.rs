//! Which of the differences moves an amount by how much: one change after the other, or the mean over all orders.

use super::*;

#[test]
fn a_single_input_explains_all_of_the_difference() {
    let old = company();
    let new = with(&old, &[(RENEWAL, InputValue::Rate(Rate::percent(80)))]);
    for method in [BridgeMethod::Ordered, BridgeMethod::Shapley] {
        let bridge = told(&old, &new, method);
        let [made] = bridge.steps.as_slice() else { panic!("{bridge:#?}") };
        let (only, amount) = (&made.step, made.amount);
        assert_eq!(amount, closing(&new) - closing(&old));
        assert!(amount.mills() < 0, "who renews less, ends with less ARR");
        assert!(matches!(&only.change, StepChange::Input(change) if change.path == RENEWAL));
        assert!(step(only, &old, &new, &Locale::default()).contains("80"), "{only:?}");
    }
}

#[test]
fn the_ordered_bridge_makes_one_change_after_the_other() {
    let old = company();
    let new = with(&old, &three_inputs());
    let bridge = told(&old, &new, BridgeMethod::Ordered);
    assert_eq!((bridge.from, bridge.to), (closing(&old), closing(&new)));
    // Again by hand, in the order it says.
    let (mut document, mut before) = (old.clone(), closing(&old));
    for made in &bridge.steps {
        let StepChange::Input(change) = &made.step.change else { panic!("{made:?}") };
        set_input(&mut document, &change.path, change.new.unwrap()).unwrap();
        let after = closing(&document);
        assert_eq!(made.amount, after - before, "{}", change.path);
        before = after;
    }
    assert_eq!(sum(&bridge), bridge.to - bridge.from);
}

#[test]
fn shapley_is_the_mean_over_all_orders() {
    let old = company();
    let changes = three_inputs();
    let new = with(&old, &changes);
    let bridge = told(&old, &new, BridgeMethod::Shapley);
    assert_eq!(bridge.method, BridgeMethod::Shapley);
    assert_eq!(sum(&bridge), bridge.to - bridge.from);
    assert!(bridge.steps.iter().all(|it| it.amount.mills() % 10 == 0), "whole cents: {bridge:#?}");
    // All six orders, one by one.
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mut mean = [0.0; 3];
    for order in orders {
        let (mut document, mut before) = (old.clone(), closing(&old));
        for at in order {
            set_input(&mut document, changes[at].0, changes[at].1).unwrap();
            let after = closing(&document);
            mean[at] += (after - before).to_major() / 6.0;
            before = after;
        }
    }
    for (at, (path, _)) in changes.iter().enumerate() {
        let found =
            bridge.steps.iter().find(|made| matches!(&made.step.change, StepChange::Input(it) if it.path == *path));
        let amount = found.unwrap().amount.to_major();
        assert!((amount - mean[at]).abs() <= 0.01, "{path}: {amount} and by hand {}", mean[at]);
    }
}

#[test]
fn many_changes_are_told_in_order_and_still_add_up() {
    let old = company();
    let mut new = with(&old, &three_inputs());
    let from = new.settings.first_month.plus(3);
    apply(&mut new, hire(&old, &RoleId::new("ae"), Some(&SegmentId::new("smb")), 3, from)).unwrap();
    let weights = (1..=12).map(|month| Rate::percent(50 + 10 * month)).collect();
    new.assumptions.seasonality = weights;
    for role in ["sdr", "csm", "se", "am", "cro"] {
        new.roles.iter_mut().find(|it| it.id.as_str() == role).unwrap().terms[0].attrition_year = Rate::percent(33);
    }
    new.plans[0].versions[0].components[0].rates = Rates::default();
    let bridge = told(&old, &new, BridgeMethod::Shapley);
    assert!(bridge.steps.len() > MOST_SHAPLEY, "{}", bridge.steps.len());
    assert_eq!(bridge.method, BridgeMethod::Ordered);
    assert_eq!(sum(&bridge), closing(&new) - closing(&old));
    // Twelve weights of a calendar are one step.
    let seasons = bridge.steps.iter().filter(|it| it.step.part == Part::Assumptions);
    assert_eq!(seasons.count(), 1);
}

#[test]
fn all_orders_are_tried_up_to_eight_steps_and_no_more() {
    // Nothing sells in an empty plan, so every step adds nothing and only their number counts.
    let old = Document { segments: empty().segments[..1].to_vec(), settings: empty().settings, ..Document::default() };
    let changed = |count: usize| {
        let mut new = old.clone();
        let (segment, costs) = (format!("segment/{}/", old.segments[0].id), "costs/".to_owned());
        for within in [segment, costs] {
            let all = remit::model::inputs(&old).into_iter().filter(|it| it.path.starts_with(&within));
            let rates = all.filter_map(|it| match it.value {
                InputValue::Rate(rate) => Some((it.path, InputValue::Rate(Rate::from_ppm((rate.ppm() + 10_000) / 2)))),
                _ => None,
            });
            let wanted = if within == "costs/" { count - 4 } else { 4 };
            for (path, value) in rates.take(wanted) {
                set_input(&mut new, &path, value).unwrap();
            }
        }
        let bridge = told(&old, &new, BridgeMethod::Shapley);
        (bridge.steps.len(), bridge.method)
    };
    assert_eq!(changed(MOST_SHAPLEY - 1), (7, BridgeMethod::Shapley));
    assert_eq!(changed(MOST_SHAPLEY), (8, BridgeMethod::Shapley));
}

#[test]
fn what_is_reckoned_for_one_figure_serves_the_others() {
    let old = company();
    let new = with(&old, &three_inputs());
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    let mut bridging = Bridging::between((&old, &before), (&new, &after), months);
    let mut reckoned = |measure, method| {
        let (left, _) = bridging.left(measure, method);
        let mut count = 0;
        while bridging.go_on(measure, method) {
            count += 1;
        }
        assert_eq!((count, bridging.left(measure, method).0), (left, 0));
        assert_eq!(bridging.told(measure, method), bridge((&old, &before), (&new, &after), (measure, months), method));
        count
    };
    use BridgeMethod::{Ordered, Shapley};
    // Three changes in order: two plans lie between. In all orders six of the eight sets do, of which two are known by then.
    assert_eq!([reckoned(Measure::ClosingArr, Ordered), reckoned(Measure::Revenue, Ordered)], [2, 0]);
    assert_eq!([reckoned(Measure::Revenue, Shapley), reckoned(Measure::NewArr, Shapley)], [4, 0]);
    // Pay was left out so far: all six are reckoned with it, once.
    assert_eq!([reckoned(Measure::CompCost, Shapley), reckoned(Measure::NetBurn, Ordered)], [6, 0]);
    assert_eq!(reckoned(Measure::VariablePay, Shapley), 0);
}

#[test]
fn changes_of_one_plan_have_names_of_their_own_under_the_slimmest_columns() {
    let old = company();
    let of_plan = |path: &str| path.starts_with("plan/am/") && path.contains("weight");
    let paths: Vec<_> = remit::model::inputs(&old).into_iter().filter(|it| of_plan(&it.path)).collect();
    let halved = |it: &remit::model::Input| match it.value {
        InputValue::Rate(rate) => InputValue::Rate(Rate::from_ppm(rate.ppm() / 2)),
        other => panic!("{}: {other:?}", it.path),
    };
    let changes: Vec<_> = paths.iter().map(|it| (it.path.as_str(), halved(it))).collect();
    assert!(changes.len() > 1, "{changes:?}");
    let new = with(&old, &changes);
    let bridge = told_of(&old, &new, Measure::CompCost, BridgeMethod::Ordered);
    let names = |locale: &Locale| -> Vec<String> {
        let rows = bridge_rows(&bridge, (&old, &new), ("a", "b"), locale);
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    let names = names(&Locale::default());
    assert!(names[1].starts_with("1. ") && names[2].starts_with("2. "), "{names:?}");
    let chart = bridge_chart(&bridge, (&old, &new), &Locale::default(), Size { width: 520, height: 300 });
    assert!(chart.svg.contains(">1. ") && chart.svg.contains(">2. "), "{}", chart.svg);
}

#[test]
fn steps_between_two_currencies_add_up_to_the_thousandth() {
    // Closing ARR of 1,000.25 dollars becomes 900 yen: the segment and the settings are one step each, and neither coin fits the sum.
    let with_arr = |currency: &str, arr: f64| {
        let mut document = Document { segments: company().segments[..1].to_vec(), ..Document::default() };
        document.settings.currency = currency.parse().unwrap();
        document.segments[0].pipeline = Default::default();
        document.segments[0].retention.renewal = Rate::ONE;
        (document.segments[0].retention.expansion, document.segments[0].retention.price_uplift) = Default::default();
        document.segments[0].retention.contraction = Rate::ZERO;
        document.segments[0].opening.arr = Money::from_major_f64(arr);
        document
    };
    let (dollars, yen) = (with_arr("USD", 1_000.25), with_arr("JPY", 900.0));
    let bridge = told(&dollars, &yen, BridgeMethod::Shapley);
    assert_eq!((bridge.from, bridge.to), (Money::from_major_f64(1_000.25), Money::from_major_f64(900.0)));
    assert_eq!((bridge.steps.len(), sum(&bridge)), (2, Money::from_major_f64(-100.25)), "{bridge:#?}");
    // Within one currency every step is whole cents.
    let bridge = told(&with_arr("USD", 1_000.25), &with_arr("USD", 900.0), BridgeMethod::Shapley);
    assert!(
        bridge.steps.iter().all(|it| it.amount.mills() % 10 == 0) && sum(&bridge) == Money::from_major_f64(-100.25)
    );
}

#[test]
fn a_row_that_only_one_plan_has_is_no_input_of_its_own() {
    // A tier more: nothing but its plan as a whole can be made the same.
    let old = company();
    let mut new = old.clone();
    let Rates::Tiers { tiers, .. } = &mut new.plans[0].versions[0].components[0].rates else { panic!("tiers") };
    let last = *tiers.last().unwrap();
    tiers.push(remit::model::comp::Tier { from: remit::model::comp::TierFrom::Quota(Rate::percent(190)), ..last });
    let made = remit::engine::compare::steps(&old, &new);
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(made[0].part, Part::Plan(new.plans[0].id.clone()));
    assert!(matches!(&made[0].change, StepChange::Whole(fields) if fields.len() == 1), "{made:?}");
}

#[test]
fn a_bridge_says_by_which_plan_a_role_is_paid_now() {
    let old = company();
    let mut new = old.clone();
    let role = new.roles.iter().position(|it| it.id.as_str() == "ae").unwrap();
    let at = new.roles[role].terms.iter().position(|it| it.segment.is_some()).unwrap();
    let segment = old.segment(old.roles[role].terms[at].segment.as_ref().unwrap()).unwrap().name.clone();
    let plan = |document: &Document, id: &str| document.plan(&PlanId::new(id)).unwrap().name.clone();
    new.roles[role].terms[at].plan = Some(PlanId::new("am"));
    let made = remit::engine::compare::steps(&old, &new);
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(
        step(&made[0], &old, &new, &Locale::default()),
        format!(
            "Role Account executive: Terms: {segment} \u{203a} Pay plan, {} \u{2192} {}",
            plan(&old, "ae"),
            plan(&new, "am")
        )
    );
    // With another choice beside it, either alone would stand for both: they are counted.
    new.roles[role].terms[at].backfill = !new.roles[role].terms[at].backfill;
    let made = remit::engine::compare::steps(&old, &new);
    let told = step(&made[0], &old, &new, &Locale::default());
    assert!(made.len() == 1 && told == "Role Account executive: 2 changes", "{told}");
}

#[test]
fn an_input_of_any_part_is_a_step_of_that_part() {
    let old = company();
    let (segment, role, plan) = (&old.segments[0].id, &old.roles[0].id, &old.plans[0].id);
    let seat = &old.seats[0];
    for (within, part) in [
        ("settings/".to_owned(), Part::Settings),
        ("assumptions/".to_owned(), Part::Assumptions),
        ("costs/".to_owned(), Part::Costs),
        ("territory/".to_owned(), Part::Territories),
        (format!("segment/{segment}/"), Part::Segment(segment.clone())),
        (format!("role/{role}/"), Part::Role(role.clone())),
        (format!("plan/{plan}/"), Part::Plan(plan.clone())),
        (format!("seat/{}/", seat.id), Part::Seats(seat.role.clone())),
    ] {
        let mut inputs = remit::model::inputs(&old).into_iter().filter(|it| it.path.starts_with(&within));
        let other = |value| match value {
            InputValue::Rate(rate) => InputValue::Rate(Rate::from_ppm((rate.ppm() + 100_000) / 2)),
            InputValue::Money(money) => InputValue::Money(money + Money::from_major(7)),
            InputValue::Count(count) => InputValue::Count(count + 1),
            same => same,
        };
        let (path, new) = inputs
            .find_map(|it| {
                let mut new = old.clone();
                set_input(&mut new, &it.path, other(it.value)).ok()?;
                (new != old).then_some((it.path, new))
            })
            .unwrap_or_else(|| panic!("nothing to change in {within}"));
        let made = remit::engine::compare::steps(&old, &new);
        let [only] = made.as_slice() else { panic!("{path}: {made:?}") };
        assert_eq!(only.part, part);
        assert!(matches!(&only.change, StepChange::Input(it) if it.path == path), "{path}: {only:?}");
    }
}

/// One seller who wins 300,000 of new ARR in January 2027, with 60,000 of base pay and a plan that pays 10 % of it.
fn one_seller() -> Document {
    let mut document = support::quiet();
    support::with_new_arr(&mut document, 0, money(300_000.0));
    let rates = support::share_tiers(&[(0.0, 0.10)], RatePreset::Marginal);
    document.plans.push(support::plan("commission", vec![support::rated_by(rates)]));
    let terms = &mut document.roles[0].terms[0];
    terms.plan = Some(PlanId::new("commission"));
    (terms.base, terms.ote) = (Yearly::new(money(60_000.0)), Yearly::new(money(120_000.0)));
    document.costs.gross_margin = Some(Rate::percent(80));
    document.costs.burden = Rate::percent(20);
    document.costs.marketing = Some(Monthly::new(money(1_000.0)));
    document.costs.other_sales_marketing = Some(Monthly::new(money(500.0)));
    document.costs.other_operating = Some(Monthly::new(money(2_000.0)));
    document
}

fn amounts(bridge: &Bridge) -> Vec<f64> {
    let steps = bridge.steps.iter().map(|it| it.amount.to_major());
    std::iter::once(bridge.from.to_major()).chain(steps).chain([bridge.to.to_major()]).collect()
}

#[test]
fn plans_that_differ_in_one_rate_differ_in_pay_and_cost_and_not_in_arr() {
    let old = one_seller();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rates = support::share_tiers(&[(0.0, 0.12)], RatePreset::Marginal);
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    // 10 % of 300,000 is 30,000, 12 % is 36,000.
    assert_eq!(Measure::first_moved(&before, &after, months), Measure::VariablePay);
    for method in [BridgeMethod::Ordered, BridgeMethod::Shapley] {
        let of = |measure| amounts(&told_of(&old, &new, measure, method));
        assert_eq!(of(Measure::ClosingArr), [300_000.0, 0.0, 300_000.0]);
        assert_eq!(of(Measure::NewArr), [300_000.0, 0.0, 300_000.0]);
        // Won in January: half of it in that month's mean, all of it in eleven months: 300,000 / 12 x 11.5.
        assert_eq!(of(Measure::Revenue), [287_500.0, 0.0, 287_500.0]);
        assert_eq!(of(Measure::VariablePay), [30_000.0, 6_000.0, 36_000.0]);
        assert_eq!(of(Measure::CompCost), [90_000.0, 6_000.0, 96_000.0]);
        // A fifth of pay on top, 18,000 of marketing and other cost.
        assert_eq!(of(Measure::SalesMarketing), [126_000.0, 7_200.0, 133_200.0]);
        // A fifth of revenue to deliver it, 24,000 of operations, less revenue: 57,500 + 126,000 + 24,000 - 287,500.
        assert_eq!(of(Measure::NetBurn), [-80_000.0, 7_200.0, -72_800.0]);
    }
}

#[test]
fn what_two_changes_of_cost_do_together_counts_for_the_later_one_or_is_shared() {
    // A rate of 12 % instead of 10 %, and 400,000 won instead of 300,000: 48,000 instead of 30,000. Segments come before plans.
    let old = one_seller();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rates = support::share_tiers(&[(0.0, 0.12)], RatePreset::Marginal);
    new.segments[0].pipeline.opening[0].arr = money(400_000.0);
    let ordered = told_of(&old, &new, Measure::CompCost, BridgeMethod::Ordered);
    assert_eq!(amounts(&ordered), [90_000.0, 10_000.0, 8_000.0, 108_000.0]);
    let shapley = told_of(&old, &new, Measure::CompCost, BridgeMethod::Shapley);
    // 10,000 first or 12,000 second; 6,000 first or 8,000 second.
    assert_eq!(amounts(&shapley), [90_000.0, 11_000.0, 7_000.0, 108_000.0]);
    let by_place: Vec<&[f64]> = shapley.steps.iter().map(|it| it.by_place.as_slice()).collect();
    assert_eq!(by_place, [[10_000.0, 12_000.0], [6_000.0, 8_000.0]]);
}

#[test]
fn what_a_higher_quota_sells_is_explained_and_other_changes_are_not() {
    const QUOTA: &str = "role/ae/smb/quota";
    let old = company();
    let quota = remit::model::get_input(&old, QUOTA).unwrap().value;
    let InputValue::Money(amount) = quota else { panic!("{quota:?}") };
    let new =
        with(&old, &[(QUOTA, InputValue::Money(amount + amount)), (RENEWAL, InputValue::Rate(Rate::percent(80)))]);
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let bridge = told(&old, &new, BridgeMethod::Ordered);
    let notes: Vec<bool> = (0..bridge.steps.len())
        .map(|at| {
            let why = bridge_why(&bridge, BridgeFigure::Step(at), (&before, &after));
            why.notes.iter().any(|it| it.contains("quota times expected attainment"))
        })
        .collect();
    let of_quota: Vec<bool> = (bridge.steps.iter())
        .map(|it| matches!(&it.step.change, StepChange::Input(change) if change.path == QUOTA))
        .collect();
    assert_eq!(notes, of_quota);
    assert_eq!(notes.iter().filter(|it| **it).count(), 1);
}

#[test]
fn a_bridge_of_what_has_no_value_in_one_plan_is_none_and_says_what_that_needs() {
    let old = one_seller();
    let mut new = old.clone();
    new.costs.marketing = None;
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    let of = |measure| bridge((&old, &before), (&new, &after), (measure, months), BridgeMethod::Ordered);
    assert_eq!((of(Measure::SalesMarketing), of(Measure::NetBurn)), (None, None));
    assert!(of(Measure::CompCost).is_some());
    assert!(bridge_none(Some(Measure::SalesMarketing)).contains("needs marketing"));
    assert!(bridge_none(None).contains("no month in common"));
}

#[test]
fn arr_without_pay_is_that_of_the_whole_evaluation() {
    // The steps of a bridge of ARR leave pay out: what the last but one reaches is what all of it says.
    let old = company();
    let new = with(&old, &three_inputs());
    for measure in [Measure::ClosingArr, Measure::NewArr, Measure::Revenue] {
        let bridge = told_of(&old, &new, measure, BridgeMethod::Ordered);
        let mut document = old.clone();
        for made in &bridge.steps[..2] {
            let StepChange::Input(change) = &made.step.change else { panic!("{made:?}") };
            set_input(&mut document, &change.path, change.new.unwrap()).unwrap();
        }
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, bridge.months.span(&outcome).unwrap());
        let reached = bridge.around(1).unwrap().1;
        assert_eq!(Some(reached), measure.in_row(&row), "{measure:?}");
    }
}
