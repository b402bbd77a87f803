//! A real plan rebuilt: templates, versions over time, a split that keeps its cost. Figures are worked by hand or found by trying.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::edit::{BudgetError, FixedRate, TeamSplit, add_version, apply, at_same_cost, fix_rate, set_component_split};
use remit::engine::{Env, Metric, Outcome, Row, Span, evaluate, mix, pay_at, payee_lines, plan_totals, tier_rates};
use remit::model::comp::{Component, Measure, Plan, RatePreset, Rated, Target};
use remit::model::sample::{self, templates};
use remit::model::{Document, Function, OpenPipeline, Terms, validate};
use remit::units::{Cadence, Money, Month, PlanId, Rate, SeatId, Yearly};
use support::*;

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

// Templates ----------------------------------------------------------------------------------------------------------------------

#[test]
fn every_template_is_a_plan_without_a_problem() {
    for it in templates() {
        let weights: i64 = it.version.components.iter().map(|it| it.weight.ppm()).sum();
        assert_eq!(weights, Rate::SCALE, "{}", it.key);
        let mut document = sample::empty();
        for role in &mut document.roles {
            role.terms.iter_mut().for_each(|terms| terms.plan = None);
        }
        document.plans = vec![Plan { id: PlanId::new(it.key), name: it.name.into(), versions: vec![it.version] }];
        let prefix = format!("plan/{}", it.key);
        let wrong: Vec<_> = validate(&document).into_iter().filter(|it| it.at.starts_with(&prefix)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        for text in [it.whom, it.line, it.source] {
            assert!(!text.is_empty() && !text.contains("  "), "{text}");
        }
    }
}

#[test]
fn at_target_a_template_pays_its_target_variable_but_the_flat_rate_pays_its_tenth() {
    let document = sample::empty();
    for it in templates() {
        let paid = pay_at(&document, &it.version, &it.terms, 1.0).total;
        // 10 % of 540,000, where the rate is fixed.
        let expected = if it.key == "founder-led" { money(54_000.0) } else { it.terms.variable().amount() };
        // Twelve months of a target that is no whole number of cents are each paid in cents.
        let periods = |part: &Component| 12 / i64::from(part.cadence.months());
        let coins: i64 = it.version.components.iter().map(periods).sum();
        assert!((paid - expected).mills().abs() <= 5 * coins, "{}: {paid} for {expected}", it.key);
    }
}

#[test]
fn mix_quota_and_guarantee_are_those_of_the_benchmark_table() {
    let found = |key: &str| templates().into_iter().find(|it| it.key == key).unwrap();
    let figures = |key: &str| {
        let mix = mix(&found(key).terms);
        (mix.base_share.map(|it| (it * 100.0).round()), mix.quota_over_ote.map(|it| (it * 10.0).round() / 10.0))
    };
    assert_eq!(figures("ae-smb"), (Some(50.0), Some(4.5)));
    assert_eq!(figures("ae-mid-market"), (Some(50.0), Some(4.5)));
    assert_eq!(figures("ae-enterprise"), (Some(50.0), Some(4.4)));
    assert_eq!(figures("am"), (Some(65.0), Some(4.0)));
    assert_eq!(figures("csm"), (Some(80.0), None));
    assert_eq!(figures("se"), (Some(75.0), None));
    assert_eq!(figures("sales-manager"), (Some(60.0), None));
    // 60,000 a year over twelve months, for the three months of ramp.
    let guarantee = found("founder-led").version.draw.unwrap();
    assert_eq!((guarantee.first.amount.amount(), guarantee.first.months), (money(5_000.0), Some(3)));
}

// Versions -----------------------------------------------------------------------------------------------------------------------

/// A seller with target pay of 1,000 and a quota of 10,000 a month, who sells 10,000 a month to June and 15,000 from July on. From a
/// month on, the second version pays twice the rate above quota.
fn changed_mid_year(component: Component, month: u32) -> Document {
    let mut document = quiet();
    let flat = Component { rates: RatePreset::Marginal.rates(&[]), ..component };
    document.plans = vec![plan("ae", vec![flat])];
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(72_000.0)),
        expected_attainment: Rate::percent(300),
        plan: Some(PlanId::new("ae")),
        ..steady(money(10_000.0), Cadence::Month)
    };
    document.roles = vec![role("ae", Function::NewBusiness, terms)];
    document.seats = seats(1, "ae", "ae", "2027-01-01");
    let first = document.settings.first_month;
    document.segments[0].pipeline.opening = (0..12)
        .map(|at| OpenPipeline { month: first.plus(at), arr: money(if at < 6 { 10_000.0 } else { 15_000.0 }) })
        .collect();
    let (at, command) = add_version(&document, &PlanId::new("ae"), Month::new(2027, month)).unwrap();
    apply(&mut document, command).unwrap();
    document.plans[0].versions[at].components[0].rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]);
    document
}

/// Months (counted from 1) with variable pay, and how much.
fn closes(document: &Document) -> Vec<(usize, f64)> {
    let payee = outcome(document).payees.swap_remove(0);
    let months = payee.variable.iter().enumerate().filter(|(_, it)| !it.is_zero());
    months.map(|(at, it)| (at + 1, it.to_major())).collect()
}

#[test]
fn half_a_year_at_one_rate_and_half_at_another_by_the_quarter() {
    let quarterly = Component { cadence: Cadence::Quarter, ..Component::default() };
    // 30,000 at 10 %; from July 45,000 against 30,000: 3,000 and 15,000 at 20 %.
    assert_eq!(closes(&changed_mid_year(quarterly, 7)), [(3, 3_000.0), (6, 3_000.0), (9, 6_000.0), (12, 6_000.0)]);
}

#[test]
fn a_yearly_component_cut_by_a_version_rates_each_part_against_its_own_part_of_the_quota() {
    let yearly = Component { cadence: Cadence::Year, ..Component::default() };
    // 60,000 against half a quota of 120,000; then 90,000 against the other half: 6,000 and 30,000 at 20 %. Against the whole quota
    // the second half would pay 9,000.
    assert_eq!(closes(&changed_mid_year(yearly, 7)), [(6, 6_000.0), (12, 12_000.0)]);
}

#[test]
fn a_quarter_cut_in_its_middle_closes_twice() {
    let quarterly = Component { cadence: Cadence::Quarter, ..Component::default() };
    // July under the old version: 15,000 at 10 %. August and September: 30,000 against 20,000, so 2,000 and 10,000 at 20 %.
    assert_eq!(
        closes(&changed_mid_year(quarterly, 8)),
        [(3, 3_000.0), (6, 3_000.0), (7, 1_500.0), (9, 4_000.0), (12, 6_000.0)]
    );
}

#[test]
fn what_was_credited_before_a_version_counts_only_under_the_old_one() {
    let to_date = Component { cadence: Cadence::Quarter, rated: Rated::YearToDate, ..Component::default() };
    // The year to date begins anew in July: 45,000 against 30,000, then 90,000 against 60,000 less what was earned.
    assert_eq!(closes(&changed_mid_year(to_date, 7)), [(3, 3_000.0), (6, 3_000.0), (9, 6_000.0), (12, 6_000.0)]);
}

#[test]
fn target_variable_of_a_yearly_bonus_is_prorated_by_month() {
    let objectives = Component {
        measure: Measure::Objectives,
        target: Target::Ratio { ratio: Rate::ONE },
        cadence: Cadence::Year,
        ..Component::default()
    };
    let mut document = changed_mid_year(objectives, 9);
    document.plans[0].versions[1].components[0].weight = Rate::percent(50);
    // 12,000 x 8/12, then half of 12,000 x 4/12.
    assert_eq!(closes(&document), [(8, 8_000.0), (12, 2_000.0)]);
}

// A split at the same cost -------------------------------------------------------------------------------------------------------

fn last_year(document: &Document) -> Span {
    outcome(document).periods(Cadence::Year).pop().unwrap().1
}

fn cost(document: &Document, plan: &str) -> f64 {
    let (id, span) = (PlanId::new(plan), last_year(document));
    plan_totals(payee_lines(document, &outcome(document), Some(&id), span).iter()).earned.to_major()
}

/// The plan with new shares of new business, retention, expansion and objectives, in per cent.
fn split(document: &Document, plan: &str, shares: [i64; 4]) -> Plan {
    let mut plan = document.plan(&PlanId::new(plan)).unwrap().clone();
    set_component_split(plan.versions.last_mut().unwrap(), shares.map(Rate::percent));
    plan
}

fn put(document: &Document, plan: Plan) -> Document {
    let mut changed = document.clone();
    apply(&mut changed, plan.into()).unwrap();
    changed
}

#[test]
fn the_cost_stays_with_the_factor_that_trying_finds() {
    // One row of terms, so that the brute way has one number to try.
    let mut before = sample::company();
    before.roles.iter_mut().filter(|it| it.id.as_str() == "am").for_each(|role| role.terms.truncate(1));
    let wanted = cost(&before, "am");
    for shares in [[0, 80, 20, 0], [0, 10, 90, 0], [0, 100, 0, 0]] {
        let plan = split(&before, "am", shares);
        let otherwise = put(&before, plan.clone());
        assert!((cost(&otherwise, "am") - wanted).abs() > 500.0, "the split alone changes the cost");
        // Every OTE that is a whole number of thousands away, then halving what is left: the brute way.
        let with = |variable: f64| {
            let mut document = otherwise.clone();
            let role = document.roles.iter_mut().find(|it| it.id.as_str() == "am").unwrap();
            role.terms[0].ote = Yearly::new(role.terms[0].base.amount() + money(variable));
            cost(&document, "am")
        };
        let (mut low, mut high) = (5_000.0, 200_000.0);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if with(middle) < wanted { low = middle } else { high = middle }
        }
        let mut after = before.clone();
        let undo = apply(&mut after, at_same_cost(&before, vec![plan], last_year(&before), "split").unwrap()).unwrap();
        let terms = &after.roles.iter().find(|it| it.id.as_str() == "am").unwrap().terms[0];
        let found = (terms.ote - terms.base).amount().to_major();
        assert!((found - low).abs() <= 1.0, "{shares:?}: {found} against {low}");
        // Seven payees or so, each rounded to a whole unit.
        assert!((cost(&after, "am") - wanted).abs() < 10.0, "{} against {wanted}", cost(&after, "am"));
        apply(&mut after, undo).unwrap();
        assert_eq!(after, before, "one step takes it all back");
    }
}

#[test]
fn nobody_paid_by_another_plan_is_touched() {
    let before = sample::company();
    let plan = split(&before, "sales-manager", [50, 50, 0, 0]);
    let mut after = before.clone();
    apply(&mut after, at_same_cost(&before, vec![plan], last_year(&before), "split").unwrap()).unwrap();
    assert!((cost(&after, "sales-manager") - cost(&before, "sales-manager")).abs() < 5.0);
    for other in before.plans.iter().filter(|it| it.id.as_str() != "sales-manager") {
        assert_eq!(cost(&after, other.id.as_str()), cost(&before, other.id.as_str()), "{}", other.id);
    }
    // The row of terms also pays the leader of sales development, so the three leaders of sales have an OTE of their own.
    assert_eq!(after.roles, before.roles);
    let own = |id: &str| after.seat(&SeatId::new(id)).unwrap().stints[0].overrides.ote;
    assert!(["sm-smb", "sm-mm", "sm-ent"].iter().all(|id| own(id).is_some()) && own("sm-sdr").is_none());
    let variable = |document: &Document| Row::of(&outcome(document), last_year(document)).value(Metric::VariablePay);
    let (was, is) = (variable(&before).to_f64().unwrap(), variable(&after).to_f64().unwrap());
    assert!((was - is).abs() < 5.0);
}

#[test]
fn what_is_paid_at_a_fixed_rate_does_not_follow_target_variable_and_the_rest_makes_up_for_it() {
    let mut before = sample::company();
    let am = before.plans.iter_mut().find(|it| it.id.as_str() == "am").unwrap();
    fix_rate(&mut am.versions[0].components[0], FixedRate::Share(Rate::percent(4)));
    let wanted = cost(&before, "am");
    let plan = split(&before, "am", [0, 60, 40, 0]);
    let mut after = before.clone();
    apply(&mut after, at_same_cost(&before, vec![plan], last_year(&before), "split").unwrap()).unwrap();
    assert!((cost(&after, "am") - wanted).abs() < 10.0);
    // Only retention depends on target variable: 45/60 of it does the same.
    let variable = |document: &Document| {
        let terms = &document.roles.iter().find(|it| it.id.as_str() == "am").unwrap().terms[0];
        (terms.ote - terms.base).amount().to_major()
    };
    assert!((variable(&after) - variable(&before) * 0.75).abs() <= 1.0);

    let id = PlanId::new("ae");
    let mut flat = sample::company();
    let ae = flat.plans.iter_mut().find(|it| it.id == id).unwrap();
    fix_rate(&mut ae.versions[0].components[0], FixedRate::Share(Rate::percent(12)));
    let mut dearer = flat.plan(&id).unwrap().clone();
    fix_rate(&mut dearer.versions[0].components[0], FixedRate::Share(Rate::percent(15)));
    let refused = at_same_cost(&flat, vec![dearer], last_year(&flat), "rate").unwrap_err();
    assert_eq!(refused, BudgetError::OutOfReach { plan: "Account executive".into() });
}

#[test]
fn the_split_of_the_team_moves_at_the_same_cost_of_every_plan() {
    let before = sample::company();
    let span = last_year(&before);
    let team = TeamSplit::of(&before, &outcome(&before), span);
    let mut wanted = team.shares();
    wanted[1] = Rate::from_ppm(wanted[1].ppm() + 30_000);
    wanted[2] = Rate::from_ppm(wanted[2].ppm() - 30_000);
    let plans = team.moved(wanted).put_in(&before);
    assert!(plans.len() > 2);
    let mut after = before.clone();
    apply(&mut after, at_same_cost(&before, plans, span, "split of the team").unwrap()).unwrap();
    for plan in &before.plans {
        let id = plan.id.as_str();
        assert!((cost(&after, id) - cost(&before, id)).abs() < 10.0, "{id}");
    }
}

// Rates --------------------------------------------------------------------------------------------------------------------------

#[test]
fn a_typed_rate_pays_that_share_of_every_dollar_whatever_the_target_variable() {
    let document = sample::company();
    let ae = document.plan(&PlanId::new("ae")).unwrap();
    let terms = document.roles.iter().find(|it| it.id.as_str() == "ae").unwrap().terms[2].clone();
    let mut version = ae.versions[0].clone();
    fix_rate(&mut version.components[0], FixedRate::Share(Rate::from_ppm(125_000)));
    let quota = terms.quota.unwrap().arr_year().amount().to_major();
    for ote in [terms.ote, Yearly::new(Money::from_major(400_000))] {
        let terms = Terms { ote, ..terms.clone() };
        assert!((tier_rates(&version.components[0], &terms)[0].amount() - 0.125).abs() < 1e-12);
        let paid = |at: f64| pay_at(&document, &version, &terms, at).total.to_major();
        assert!((paid(0.8) - quota * 0.8 * 0.125).abs() < 0.01);
        // 12.5 % to quota, 18.75 % to 125 %.
        assert!((paid(1.2) - quota * (0.125 + 0.2 * 0.1875)).abs() < 0.01);
    }
}
