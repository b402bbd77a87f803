//! Scores, tiers, and the hours they take.

use super::*;

fn weights(revenue: i64, potential: i64, growth: i64) -> ScoreWeights {
    ScoreWeights {
        revenue: Rate::percent(revenue),
        potential: Rate::percent(potential),
        growth: Rate::percent(growth),
        profitability: Rate::ZERO,
        strategic: Rate::ZERO,
        referral: Rate::ZERO,
    }
}

#[test]
fn a_score_is_the_weighted_mean_of_what_is_known() {
    let mut rated = account("a", Some(100), Some(1_000));
    rated.ratings = Ratings { growth: Some(Rate::percent(80)), ..Ratings::default() };
    let mut document = with(vec![rated, account("b", Some(300), Some(500)), account("c", None, Some(2_000))]);
    document.territory.weights = weights(20, 60, 20);
    document.territory.normalise = Normalise::Range;
    let scores = segment(&document).scores;
    // ARR from 100 to 300: a is 0, b is 1. Potential from 500 to 2,000: a is 1/3, b 0, c 1.
    assert!(near(scores[0].unwrap(), (0.2 * 0.0 + 0.6 / 3.0 + 0.2 * 0.8) / 1.0));
    // Nobody has rated b, so its weights are 20 and 60; c pays nothing yet, so only its potential counts.
    assert!(near(scores[1].unwrap(), 0.2 / 0.8));
    assert!(near(scores[2].unwrap(), 1.0));
}

#[test]
fn ranks_do_not_care_how_far_the_giant_is_ahead() {
    let amounts = [10, 20, 20, 30, 1_000_000];
    let accounts = amounts.iter().enumerate().map(|(at, it)| account(&at.to_string(), None, Some(*it))).collect();
    let mut document = with(accounts);
    document.territory.weights = weights(0, 100, 0);
    // Of the four others: none is less, one and half of the equal one, three, all.
    let ranks: Vec<f64> = segment(&document).scores.into_iter().flatten().collect();
    assert_eq!(ranks, [0.0, 0.375, 0.375, 0.75, 1.0]);
    document.territory.normalise = Normalise::Range;
    let ranges: Vec<f64> = segment(&document).scores.into_iter().flatten().collect();
    assert!(ranges[3] < 0.0001 && near(ranges[4], 1.0), "{ranges:?}");
}

#[test]
fn accounts_that_are_all_alike_are_in_the_middle_and_those_nobody_knows_have_no_score() {
    let mut document = with(vec![account("a", None, Some(0)), account("b", None, Some(0)), account("c", None, None)]);
    document.territory.weights = weights(50, 50, 0);
    for normalise in [Normalise::Rank, Normalise::Range] {
        document.territory.normalise = normalise;
        assert_eq!(segment(&document).scores, [Some(0.5), Some(0.5), None]);
    }
    document.territory.weights = weights(0, 0, 0);
    assert_eq!(segment(&document).scores, [None, None, None]);
}

#[test]
fn tiers_take_the_best_accounts_by_share_or_by_score() {
    let accounts = (0..10).map(|at| account(&at.to_string(), None, Some(at * 100))).collect();
    let mut document = with(accounts);
    document.territory.weights = weights(0, 100, 0);
    // 20 % of ten are the two best, the next 30 % three, the rest five.
    let tiers = |document: &Document| -> Vec<usize> { segment(document).tiers.into_iter().flatten().collect() };
    assert_eq!(tiers(&document), [2, 2, 2, 2, 2, 1, 1, 1, 0, 0]);
    document.territory.cut = TierCut::Score;
    // Scores are 0, 1/9 .. 1; tier A begins at 0.75, B at 0.45.
    assert_eq!(tiers(&document), [2, 2, 2, 2, 2, 1, 1, 0, 0, 0]);
    // A typed tier wins, and one that does not exist does not count.
    let accounts = Arc::make_mut(&mut document.accounts);
    accounts[0].tier = Some("a".into());
    accounts[9].tier = Some("z".into());
    assert_eq!(tiers(&document), [0, 2, 2, 2, 2, 1, 1, 0, 0, 0]);
    document.territory.tiers.clear();
    assert_eq!(segment(&document).tiers, [None; 10]);
    assert_eq!(distribution(&segment(&document).scores, 5), [2, 2, 2, 2, 2]);
}

#[test]
fn an_account_takes_the_hours_that_its_tier_says() {
    // 4 x (90 + 150) + 12 x 30 = 1,320 minutes = 22 hours of the owner; 24 x 60 minutes = 24 hours of support.
    let customer = hours(&account("a", Some(1), None), Some(&tier()));
    assert_eq!((customer.owner, customer.support), (22.0, 24.0));
    let prospect = hours(&account("a", None, None), Some(&tier()));
    assert_eq!((prospect.owner, prospect.support), (22.0, 0.0));
    let mut typed = account("a", Some(1), None);
    typed.workload_hours = Some(45.8);
    assert_eq!(hours(&typed, Some(&tier())).owner, 45.8);
    assert_eq!(hours(&account("a", Some(1), None), None).owner, 0.0);
}

#[test]
fn people_needed_are_hours_over_the_hours_one_person_has_for_accounts() {
    let mut document =
        with(vec![account("a", Some(5), Some(9)), account("b", Some(5), None), account("c", None, Some(7))]);
    document.territory.tiers = vec![tier()];
    document.territory.hours_year = 1_600;
    document.territory.productive = Rate::percent(55);
    assert!(near(selling_hours(&document.territory), 880.0));
    let (by_tier, all) = sums(&document, &segment(&document));
    assert_eq!(by_tier, [all]);
    assert_eq!((all.accounts, all.customers), (3, 2));
    assert_eq!((all.arr, all.potential), (Money::from_major(10), Money::from_major(16)));
    // Sales has the prospect, account management both customers, customer success supports them.
    assert_eq!(all.hours, [22.0, 44.0, 48.0]);
    let people = all.people(&document.territory).map(Option::unwrap);
    assert!(near(people[0], 0.025) && near(people[1], 0.05) && near(people[2], 48.0 / 880.0), "{people:?}");
    document.territory.productive = Rate::ZERO;
    assert_eq!(all.people(&document.territory), [None; 3]);
}
