//! Health, risk and growth of customers, and what a forecast makes of them.

use super::*;

#[test]
fn risk_is_the_weighted_mean_of_what_is_judged() {
    let model = remit::model::HealthModel::default();
    let risk = |engagement, usage| remit::engine::risk(&judged(engagement, usage), &model);
    // Engagement weighs 30, usage 35: (30 x 0.8 + 35 x 0.2) / 65.
    assert!(near(risk(Some(80), Some(20)).unwrap(), 31.0 / 65.0));
    assert!(near(risk(Some(80), None).unwrap(), 0.8));
    assert_eq!(risk(None, None), None);
    // At full risk 30 points of renewal rate are lost, at half of it 15.
    assert!(near(remit::engine::points_at_risk(0.5, &model), 0.15));
}

#[test]
fn the_forecast_renews_customers_by_their_risk_only_where_it_is_told_to() {
    let churn = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        // The contracts of both fall due in June 2027, the sixth month.
        outcome.segments[0].ledger[5].churn
    };
    let mut document = two_customers();
    assert_eq!(churn(&document), Money::from_major(200));
    document.territory.health.in_forecast = true;
    // One has a risk of 50 %: 90 % - 30 % x 50 % = 75 % of 1,000 renews; the other renews at 90 %.
    assert_eq!(churn(&document), Money::from_major(350));
    document.territory.health.renewal_at_stake = Rate::ZERO;
    assert_eq!(churn(&document), Money::from_major(200));
}

#[test]
fn plans_of_accounts_change_nothing_in_a_forecast_that_does_not_listen() {
    let document = two_customers();
    let mut plain = document.clone();
    for account in Arc::make_mut(&mut plain.accounts) {
        account.care = None;
        account.potential = None;
    }
    assert_eq!(evaluate(&document, &Env::default()), evaluate(&plain, &Env::default()));
}

#[test]
fn a_plan_of_an_account_that_says_nothing_is_none() {
    let mut document = two_customers();
    let change = |document: &Document, engagement: Option<i64>| {
        remit::edit::change_account_plan(document, 0, "health", |plan| plan.health = judged(engagement, None))
    };
    assert_eq!(change(&document, Some(50)), None);
    let command = change(&document, None).unwrap();
    apply(&mut document, command).unwrap();
    assert_eq!(document.accounts[0].care, None);
}

fn step(month: i32, arr: i64, percent: i64) -> remit::model::GrowthStep {
    remit::model::GrowthStep {
        what: "More seats".to_owned(),
        month: remit::units::Month::new(2027, 1).plus(month),
        arr: Money::from_major(arr),
        likelihood: Rate::percent(percent),
    }
}

/// One customer of 100,000 who falls due in the sixth month; 90 % renews, 10 % of that is added. The forecast listens to growth steps.
fn one_customer(steps: Vec<remit::model::GrowthStep>) -> Document {
    let mut document = two_customers();
    document.settings.first_month = remit::units::Month::new(2027, 1);
    document.territory.growth_in_forecast = true;
    for segment in &mut document.segments {
        segment.retention.expansion = Rate::percent(10);
    }
    let accounts = Arc::make_mut(&mut document.accounts);
    accounts.truncate(1);
    accounts[0].contract.as_mut().unwrap().arr = Money::from_major(100_000);
    accounts[0].care =
        Some(Box::new(remit::model::AccountPlan { growth: steps, ..remit::model::AccountPlan::default() }));
    document
}

/// Of the first segment, by month: expansion, and what is left at the end.
fn expansion(document: &Document) -> Vec<(Money, Money)> {
    evaluate(document, &Env::default()).segments[0].ledger.iter().map(|it| (it.expansion, it.closing())).collect()
}

#[test]
fn growth_steps_expand_a_customer_and_the_rate_adds_only_what_goes_beyond_them() {
    let months = expansion(&one_customer(vec![step(2, 20_000, 50)]));
    // March: half of 20,000. The contract falls due in June: of 110,000 so 99,000 renews; the rate would add 9,900, and the step has brought
    // 9,000 to those who renew, so 900 more come.
    assert_eq!(months[2], (Money::from_major(10_000), Money::from_major(110_000)));
    assert_eq!(months[5], (Money::from_major(900), Money::from_major(99_900)));
    // A year later there is no step: 99,900 x 90 % x 10 %.
    assert_eq!(months[17].0, Money::from_major(8_991));
    assert!(months.iter().enumerate().all(|(at, it)| [2, 5, 17].contains(&at) || it.0 == Money::ZERO || at > 17));
}

#[test]
fn a_step_in_the_month_of_the_renewal_counts_where_it_is_more_than_the_rate() {
    // 90 % of the customer is there to take it: 27,000 against 9,000 by rate.
    assert_eq!(expansion(&one_customer(vec![step(5, 30_000, 100)]))[5].0, Money::from_major(27_000));
    // 2,700 against 9,000: the rate.
    assert_eq!(expansion(&one_customer(vec![step(5, 3_000, 100)]))[5].0, Money::from_major(9_000));
    // After the renewal, of what is left of the customer: 90 % of 10,000 in August.
    assert_eq!(expansion(&one_customer(vec![step(7, 10_000, 100)]))[7].0, Money::from_major(9_000));
}

#[test]
fn a_step_never_lowers_the_forecast_and_one_of_no_chance_changes_nothing() {
    let closing = |steps| expansion(&one_customer(steps)).last().unwrap().1;
    let plain = closing(Vec::new());
    for month in 0..24 {
        assert!(closing(vec![step(month, 500, 10)]) >= plain, "{month}");
        assert_eq!(closing(vec![step(month, 50_000, 0)]), plain, "{month}");
        // What was signed before the plan, and after its end, is no part of it.
        assert_eq!(closing(vec![step(month - 30, 50_000, 100), step(month + 60, 50_000, 100)]), plain);
    }
    let mut prospect = one_customer(vec![step(3, 50_000, 100)]);
    Arc::make_mut(&mut prospect.accounts)[0].contract = None;
    assert_eq!(expansion(&prospect)[3].0, Money::ZERO);
}

#[test]
fn growth_steps_change_nothing_in_a_forecast_that_does_not_listen() {
    let mut document = one_customer(vec![step(2, 20_000, 50)]);
    document.territory.growth_in_forecast = false;
    let plain = Document { territory: document.territory.clone(), ..one_customer(Vec::new()) };
    assert_eq!(evaluate(&document, &Env::default()), evaluate(&plain, &Env::default()));
}

#[test]
fn a_customer_who_grew_and_left_is_lost_as_it_was_before_it_grew() {
    use remit::engine::{Metric, Row};
    let gross = |steps: Vec<remit::model::GrowthStep>| {
        let outcome = evaluate(&one_customer(steps), &Env::default());
        let year = outcome.periods(remit::units::Cadence::Year);
        Row::of(&outcome, year[0].1).value(Metric::GrrCustomer).to_f64().unwrap()
    };
    // 100,000 at the start: one in ten leaves, whatever was added before or after.
    assert_eq!(gross(Vec::new()), 0.9);
    assert!(near(gross(vec![step(2, 20_000, 50), step(8, 5_000, 100)]), 0.9));
}

#[test]
fn a_report_of_expansion_takes_the_place_of_the_steps_of_its_month() {
    use remit::model::{ActualField, ActualMonth};
    let mut document = one_customer(vec![step(0, 20_000, 50)]);
    let segment = document.segments[0].id.clone();
    let mut row = ActualMonth::new(document.settings.first_month, Some(segment));
    row.set(ActualField::Expansion, Some(Money::from_major(3_000)));
    document.actuals = Arc::new(vec![row.clone()]);
    let months = expansion(&document);
    assert_eq!(months[0], (Money::from_major(3_000), Money::from_major(103_000)));
    // The step was reported, so June adds nothing that was its: 10 % of 92,700 is 9,270, and 9,000 of the step's 10,000 would be left.
    assert_eq!(months[5].0, Money::from_major(270));
    row.set(ActualField::Expansion, None);
    document.actuals = Arc::new(vec![row]);
    assert_eq!(expansion(&document)[0].0, Money::from_major(10_000));
}
