//! Accounts, their tiers and workload, and the way from a document to a territory plan and back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::edit::{
    AccountChange, Command, History, adopt_plan, after_plan, apply, change_accounts, change_alike, move_accounts,
    remove_accounts, set_plan,
};
use remit::engine::{Env, evaluate};
use remit::model::{
    Account, AccountsOf, Balanced, Contract, Document, Location, Normalise, Owner, Ratings, Rep, ScoreWeights, Tier,
    TierCut, Touch, TouchKind, sample, validate,
};
use remit::present::Locale;
use remit::present::accounts::{AccountColumn, Derived, cell};
use remit::present::assign::{Base, changes};
use remit::territory::board::Board;
use remit::territory::from_document::{Known, lay_out};
use remit::territory::position::positions;
use remit::territory::segment::{distribution, segment};
use remit::territory::workload::{all_hours, hours, selling_hours, sums};
use remit::units::{AccountId, Money, Month, Rate, SeatId, SegmentId};
use std::sync::Arc;

fn account(id: &str, arr: Option<i64>, potential: Option<i64>) -> Account {
    Account {
        contract: arr.map(|arr| Contract {
            arr: Money::from_major(arr),
            renewal: Month::new(2027, 6),
            term_months: 12,
        }),
        potential: potential.map(Money::from_major),
        ..Account::new(AccountId::new(id), SegmentId::new("smb"))
    }
}

fn with(accounts: Vec<Account>) -> Document {
    Document { accounts: Arc::new(accounts), ..sample::company() }
}

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

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

// ---- scores and tiers ----------------------------------------------------------------------------------------------

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

// ---- workload ------------------------------------------------------------------------------------------------------

fn tier() -> Tier {
    let touch = |kind, times_year, minutes, travel_minutes| Touch { kind, times_year, minutes, travel_minutes };
    Tier {
        id: "a".into(),
        name: "A".into(),
        touches: vec![
            touch(TouchKind::Visit, 4, 90, 150),
            touch(TouchKind::Call, 12, 30, 0),
            touch(TouchKind::Support, 24, 60, 0),
        ],
        ..Tier::default()
    }
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

// ---- from the document to the problem and back ---------------------------------------------------------------------

fn owned(id: &str, segment: &str, owner: Option<&str>, potential: i64) -> Account {
    let mut account = Account { segment: SegmentId::new(segment), ..account(id, None, Some(potential)) };
    account.owners.sales = owner.map(SeatId::new);
    account
}

fn laid(document: &Document) -> remit::territory::from_document::Laid {
    lay_out(document, &evaluate(document, &Env::default()))
}

#[test]
fn reps_are_the_seats_of_the_function_and_have_accounts_of_their_segment() {
    let document = with(vec![
        owned("a", "smb", Some("ae-smb-1"), 100),
        owned("b", "enterprise", Some("ae-ent-1"), 300),
        owned("c", "nowhere", None, 50),
    ]);
    let laid = laid(&document);
    assert!(laid.seats.iter().all(|it| it.as_str().starts_with("ae-")), "{:?}", laid.seats);
    // The account of a segment that nobody serves stays out.
    assert_eq!((laid.accounts.as_slice(), laid.out.no_rep), (&[0, 1][..], 1));
    let rep = |id: &str| laid.rep(&SeatId::new(id)).unwrap();
    assert_eq!(laid.instance.current, [Some(rep("ae-smb-1")), Some(rep("ae-ent-1"))]);
    let may = |account: u32, seat: &str| !laid.instance.forbidden.contains(&(account, rep(seat)));
    assert!(may(0, "ae-smb-4") && !may(0, "ae-mm-1") && may(1, "ae-ent-2") && !may(1, "ae-smb-1"));
}

#[test]
fn who_ramps_has_a_smaller_share_than_who_is_there_and_a_typed_share_wins() {
    let mut document = with(vec![owned("a", "smb", None, 100)]);
    let share = |document: &Document, id: &str| {
        let laid = laid(document);
        laid.instance.reps[laid.rep(&SeatId::new(id)).unwrap() as usize].share
    };
    // Mara Lindt has been there since 2024; the fifth seat is to be filled in April 2027, three months into the plan.
    assert!(share(&document, "ae-ent-5") < 0.75 * share(&document, "ae-ent-1"));
    document.territory.reps.insert(SeatId::new("ae-smb-1"), Rep { share: Some(Rate::percent(50)), ..Rep::default() });
    assert_eq!(share(&document, "ae-smb-1"), 0.5);
    document.territory.reps.insert(SeatId::new("ae-smb-2"), Rep { out: true, ..Rep::default() });
    assert_eq!(laid(&document).rep(&SeatId::new("ae-smb-2")), None);
}

#[test]
fn what_counts_for_an_account_is_its_potential_else_its_arr_and_its_hours() {
    let mut document =
        with(vec![account("a", Some(40), Some(100)), account("b", Some(40), None), account("c", None, None)]);
    document.territory.balance = vec![Balanced::Potential, Balanced::Arr, Balanced::Accounts, Balanced::Workload];
    document.territory.tiers = vec![tier()];
    let instance = laid(&document).instance;
    let values: Vec<&[f64]> = instance.attributes.iter().map(|it| it.values.as_slice()).collect();
    assert_eq!(values, [&[100.0, 40.0, 0.0][..], &[40.0, 40.0, 0.0], &[1.0, 1.0, 1.0], &[22.0, 22.0, 22.0]]);
    document.territory.accounts = AccountsOf::Customers;
    let laid = laid(&document);
    assert_eq!((laid.accounts.as_slice(), laid.out.other_kind), (&[0, 1][..], 1));
}

#[test]
fn locks_families_pairs_and_homes_reach_the_problem() {
    let mut accounts = vec![
        owned("a", "smb", Some("ae-smb-1"), 1),
        owned("b", "smb", Some("ae-smb-2"), 1),
        owned("c", "smb", Some("sm-smb"), 1),
        owned("d", "smb", None, 1),
    ];
    accounts[0].locked = true;
    accounts[2].locked = true;
    accounts[1].family = Some("Acme".into());
    accounts[3].family = Some("Acme".into());
    accounts[0].location = Some(Location::new(40.0, -100.0));
    accounts[1].location = Some(Location::new(42.0, -100.0));
    let mut document = with(accounts);
    let seat = SeatId::new("ae-smb-3");
    document.territory.forbidden = vec![(AccountId::new("b"), seat.clone()), (AccountId::new("gone"), seat.clone())];
    document.territory.apart = vec![(AccountId::new("a"), AccountId::new("d"))];
    let home = Rep { home: Some(Location::new(41.0, -100.0)), max_accounts: Some(3), ..Rep::default() };
    document.territory.reps.insert(seat.clone(), home);
    let laid = laid(&document);
    // c is locked with a manager, who is no rep: it stays out and keeps its owner.
    assert_eq!((laid.accounts.as_slice(), laid.out.owner_out), (&[0, 1, 3][..], 1));
    let rep = laid.rep(&seat).unwrap();
    let instance = &laid.instance;
    assert_eq!(instance.locked, [laid.rep(&SeatId::new("ae-smb-1")), None, None]);
    assert!(instance.family[0].is_none() && instance.family[1].is_some() && instance.family[1] == instance.family[2]);
    assert!(instance.forbidden.contains(&(1, rep)) && instance.apart == [(0, 2)]);
    // Two degrees of latitude are 222.4 km; the home lies half way, and the account without a place has none.
    let (a, b) = (instance.points[0].unwrap(), instance.points[1].unwrap());
    assert!((b.1 - a.1 - 222.39).abs() < 0.1 && instance.points[2].is_none());
    let slot = instance.reps[rep as usize];
    assert!((slot.home.unwrap().1 - (a.1 + b.1) / 2.0).abs() < 1e-6 && slot.max_accounts == Some(3));
}

#[test]
fn a_plan_is_laid_over_the_owners_and_adopted_in_one_step() {
    let mut document = with(vec![
        owned("a", "smb", Some("ae-smb-1"), 1),
        owned("b", "smb", Some("ae-smb-2"), 1),
        owned("c", "smb", None, 1),
    ]);
    let before = document.clone();
    let seat = SeatId::new;
    let mut history = History::default();
    // a stays where it is, so only two are changes; of an account nobody knows nothing is kept.
    let owners = [("a", "ae-smb-1"), ("b", "ae-smb-3"), ("c", "ae-smb-1"), ("gone", "ae-smb-1")]
        .map(|(account, owner)| (AccountId::new(account), seat(owner)));
    let command = set_plan(&document, &owners);
    history.dispatch(&mut document, command, None).unwrap();
    assert_eq!(document.territory_plan.len(), 2);
    assert_eq!(document.accounts, before.accounts, "today's owners are as they were");
    let laid = laid(&document);
    let rep = |id: &str| laid.rep(&seat(id));
    assert_eq!(laid.plan, [rep("ae-smb-1"), rep("ae-smb-3"), rep("ae-smb-1")]);
    assert_eq!(laid.owners(&document, &laid.plan)[1].1, seat("ae-smb-3"));
    assert_eq!(after_plan(&document).accounts[1].owners.of(Owner::Sales), Some(&seat("ae-smb-3")));
    // Given back by hand, b is no change any more.
    let command = move_accounts(&document, &[AccountId::new("b")], &seat("ae-smb-2")).unwrap();
    history.dispatch(&mut document, command, None).unwrap();
    assert_eq!(document.territory_plan.as_slice(), [(AccountId::new("c"), seat("ae-smb-1"))]);
    assert_eq!(move_accounts(&document, &[AccountId::new("b")], &seat("ae-smb-2")), None);
    let command = adopt_plan(&document);
    history.dispatch(&mut document, command, None).unwrap();
    assert_eq!(document.accounts[2].owners.sales, Some(seat("ae-smb-1")));
    assert!(document.territory_plan.is_empty());
    for _ in 0..3 {
        history.undo(&mut document).unwrap();
    }
    assert_eq!(document, before);
}

#[test]
fn the_board_of_a_document_adds_up_to_its_accounts() {
    let accounts = (0..60)
        .map(|at| owned(&at.to_string(), ["smb", "mid-market", "enterprise"][at % 3], None, 100 + at as i64))
        .collect();
    let document = with(accounts);
    let laid = laid(&document);
    let plan: Vec<Option<u32>> = (0..60).map(|at| Some(at % laid.seats.len() as u32)).collect();
    let board = Board::of(&laid.instance, &plan);
    let sum: f64 = board.reps.iter().map(|it| it.sums[0]).sum();
    // 100 + 101 + .. + 159.
    assert!(near(sum, 60.0 * 100.0 + 59.0 * 60.0 / 2.0));
    assert_eq!(board.reps.iter().map(|it| it.accounts).sum::<u32>(), 60);
}

// ---- rows ----------------------------------------------------------------------------------------------------------

#[test]
fn changes_of_rows_are_taken_back_exactly_few_or_many() {
    for count in [5_usize, 300] {
        let document = with((0..count).map(|at| account(&at.to_string(), None, Some(at as i64))).collect());
        let all: Vec<usize> = (0..count).collect();
        let change = AccountChange {
            owners: vec![(Owner::Sales, Some(SeatId::new("ae-1")))],
            locked: Some(true),
            ..AccountChange::default()
        };
        let commands = [
            change_alike(&document, &all, &change).unwrap(),
            change_accounts(&document, vec![(1, account("1", Some(7), None))], vec![account("0", None, None)]),
            remove_accounts(&document, &all[1..]),
            remove_accounts(&document, &[4, 0]),
        ];
        for command in commands {
            let mut changed = document.clone();
            let inverse = apply(&mut changed, command).unwrap();
            assert_ne!(changed, document);
            apply(&mut changed, inverse).unwrap();
            assert_eq!(changed, document);
        }
        assert_eq!(change_alike(&document, &all, &AccountChange::default()), None);
    }
}

#[test]
fn a_new_account_never_has_the_id_of_another() {
    let mut document = with(vec![account("a", None, None)]);
    let command = change_accounts(&document, Vec::new(), vec![account("a", None, None), account("a", None, None)]);
    apply(&mut document, command).unwrap();
    let ids: Vec<&str> = document.accounts.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-2", "a-3"]);
}

#[test]
fn an_account_that_goes_leaves_the_territory_plan() {
    let mut document = with(vec![owned("a", "smb", None, 1), owned("b", "smb", None, 1)]);
    let owners = ["a", "b"].map(|id| (AccountId::new(id), SeatId::new("ae-smb-1")));
    let command = set_plan(&document, &owners);
    apply(&mut document, command).unwrap();
    let command = remove_accounts(&document, &[0]);
    apply(&mut document, command).unwrap();
    assert_eq!(document.territory_plan.as_slice(), [(AccountId::new("b"), SeatId::new("ae-smb-1"))]);
}

// ---- what is wrong -------------------------------------------------------------------------------------------------

#[test]
fn what_is_wrong_with_accounts_is_said_and_the_rest_kept() {
    let mut off = account("off", None, Some(-5));
    off.location = Some(Location { lat: 123.0, lon: 0.0 });
    off.workload_hours = Some(9_000.0);
    off.ratings.growth = Some(Rate::percent(300));
    off.tier = Some("platinum".into());
    let mut document = with(vec![off, account("fine", Some(1), None)]);
    document.territory_plan = Arc::new(vec![
        (AccountId::new("gone"), SeatId::new("ae-smb-1")),
        (AccountId::new("fine"), SeatId::new("ae-smb-1")),
    ]);
    let codes: Vec<&str> = validate(&document).iter().map(|it| it.code).collect();
    for code in
        ["account_position", "negative_potential", "account_workload", "account_rating", "unknown_tier", "plan_unknown"]
    {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let laid = laid(&document);
    assert_eq!(laid.accounts.len(), 2);
    assert!(laid.instance.attributes.iter().flat_map(|it| &it.values).all(|it| it.is_finite() && *it >= 0.0));
}

#[test]
fn zero_potential_everywhere_is_said_once() {
    let document = with(vec![account("a", None, None), account("b", None, Some(0))]);
    let told: Vec<String> = validate(&document).iter().map(|it| it.to_string()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("no account has any potential"), "{told:?}");
}

#[test]
fn typed_balances_that_hold_the_customers_already_are_not_counted_twice() {
    let closing = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        outcome.segments.iter().map(|it| it.ledger[0].opening).fold(Money::ZERO, |sum, it| sum + it)
    };
    let plain = closing(&sample::company());
    let mut document = with(vec![account("a", Some(10_000), None)]);
    document.territory.typed_book = false;
    assert_eq!(closing(&document), plain + Money::from_major(10_000));
    document.territory.typed_book = true;
    assert_eq!(closing(&document), plain);
}

#[test]
fn a_command_on_rows_that_are_gone_changes_nothing() {
    let mut document = with(vec![account("a", None, None)]);
    let before = document.clone();
    let rows = vec![remit::edit::RowEdit::Remove(7), remit::edit::RowEdit::Put(9, Box::new(account("b", None, None)))];
    apply(&mut document, Command::AccountRows(rows)).unwrap();
    assert_eq!(document, before);
}

// ---- room ----------------------------------------------------------------------------------------------------------

/// Ten thousand accounts with every field filled take less than half of the five million characters that browsers give a page.
#[test]
fn ten_thousand_accounts_with_all_fields_fit_into_a_browser() {
    let many = 10_000_u32;
    let full = |at: u32| Account {
        name: format!("Company of the long name {at}"),
        owner_name: None,
        region: Some("MA".into()),
        postal_code: Some(format!("{:05}", at % 99_999)),
        country: Some("United States".into()),
        location: Some(Location::new(30.0 + f64::from(at) * 0.001_37, -120.0 + f64::from(at) * 0.001_91)),
        workload_hours: Some(f64::from(at % 90) + 0.5),
        ratings: Ratings {
            growth: Some(Rate::percent(35)),
            profitability: Some(Rate::percent(55)),
            strategic: Some(Rate::percent(75)),
            referral: Some(Rate::percent(15)),
        },
        owners: remit::model::Owners {
            sales: Some(SeatId::new("ae-smb-1")),
            account_management: Some(SeatId::new("am-1")),
            customer_success: Some(SeatId::new("csm-1")),
        },
        tier: Some("a".into()),
        family: Some(format!("Group {}", at / 4)),
        locked: at.is_multiple_of(2),
        ..account(&format!("0015g00000{at:05}AAA"), Some(12_345 + i64::from(at)), Some(45_600 + i64::from(at)))
    };
    let document = with((0..many).map(full).collect());
    let parts = remit::persist::split(&remit::model::to_value(&document)).unwrap();
    let size = parts.iter().find(|it| it.name() == "accounts").unwrap().json().chars().count();
    assert!(size / 10_000 < 260, "{} characters each", size / 10_000);
    let back = remit::persist::join(&parts).unwrap();
    assert_eq!(remit::model::open(&back).unwrap().0.accounts, document.accounts);
}

// ---- health --------------------------------------------------------------------------------------------------------

fn judged(engagement: Option<i64>, usage: Option<i64>) -> remit::model::Health {
    remit::model::Health {
        engagement: engagement.map(Rate::percent),
        usage: usage.map(Rate::percent),
        ..remit::model::Health::default()
    }
}

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

/// One customer of 1,000 in January and one in June; a renewal rate of 90 %, nothing else happens.
fn two_customers() -> Document {
    let mut document = with(vec![account("a", Some(1_000), None), account("b", Some(1_000), None)]);
    document.territory.typed_book = false;
    document.assumptions.coverage.response = remit::model::CoverageResponse::Off;
    for segment in &mut document.segments {
        segment.opening.arr = Money::ZERO;
        segment.opening.customers = 0;
        segment.pipeline.leads_month = 0;
        segment.pipeline.opening.clear();
        segment.retention =
            remit::model::Retention { renewal: Rate::percent(90), ..remit::model::Retention::default() };
    }
    document.seats.clear();
    let accounts = Arc::make_mut(&mut document.accounts);
    let plan = remit::model::AccountPlan { health: judged(Some(50), None), ..remit::model::AccountPlan::default() };
    accounts[0].care = Some(Box::new(plan));
    document
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

// ---- growth in the forecast, and customers inside typed balances --------------------------------------------------------

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

/// 1,000,000 of ten customers is typed, and the two customers of the table are among them.
fn typed() -> Document {
    let mut document = two_customers();
    document.territory.typed_book = true;
    document.segments[0].opening.arr = Money::from_major(1_000_000);
    document.segments[0].opening.customers = 10;
    document.segments[0].opening.renewal_months = vec![Rate::ONE; 12];
    let accounts = Arc::make_mut(&mut document.accounts);
    for account in accounts.iter_mut() {
        account.contract.as_mut().unwrap().arr = Money::from_major(40_000);
        account.owners = remit::model::Owners::default();
    }
    document
}

#[test]
fn customers_who_have_more_than_the_balance_that_is_to_hold_them_are_told() {
    let told = |balance: f64, customers: u32| {
        let mut document = typed();
        document.territory.health.in_forecast = true;
        // One of the two is judged, and has 40,000.
        document.segments[0].opening.arr = Money::from_major_f64(balance);
        document.segments[0].opening.customers = customers;
        let problems = evaluate(&document, &Env::default()).problems;
        problems.iter().filter(|it| it.code == "opening_below_accounts").count()
    };
    // Held to the cent; a cent less is what rounding leaves.
    assert_eq!([40_000.0, 39_999.99, 39_999.98, 20_000.0].map(|it| told(it, 10)), [0, 0, 1, 1]);
    assert_eq!([2, 1, 0].map(|it| told(1_000_000.0, it)), [0, 0, 1]);
}

#[test]
fn customers_with_health_are_taken_out_of_the_typed_balance_that_holds_them() {
    let plain = evaluate(&typed(), &Env::default());
    let mut document = typed();
    document.territory.health.in_forecast = true;
    let outcome = evaluate(&document, &Env::default());
    let (was, is) = (&plain.segments[0].ledger, &outcome.segments[0].ledger);
    // Nothing is counted twice: the year begins with the same ARR.
    assert_eq!((is[0].opening, was[0].opening), (Money::from_major(1_000_000), Money::from_major(1_000_000)));
    // Every month but June a twelfth of the other 960,000 falls due, of which 10 % leaves. One of the two is judged, at a risk of 50 %: in June
    // 25 % of its 40,000 leaves.
    assert_eq!(was[0].churn, Money::from_mills(8_333_330));
    assert_eq!(is[0].churn, Money::from_major(8_000));
    assert_eq!(is[5].churn, Money::from_major(8_000 + 10_000));
}

#[test]
fn more_customers_than_the_typed_balance_holds_are_said_and_the_balance_stays() {
    let mut document = typed();
    document.territory.health.in_forecast = true;
    document.segments[0].opening.arr = Money::from_major(10_000);
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(outcome.segments[0].ledger[0].opening, Money::from_major(10_000));
    // All of it is the judged customer's: due in June, a quarter leaves.
    assert_eq!(outcome.segments[0].ledger[5].churn, Money::from_major(2_500));
    assert!(outcome.problems.iter().any(|it| it.code == "opening_below_accounts"), "{:?}", outcome.problems);
}

// ---- bad input: said, and the rest goes on -------------------------------------------------------------------------------

/// What is said of a document's problem, and whether everybody has a rep in the plan that is found all the same.
fn said(document: &Document) -> (Vec<String>, bool) {
    use remit::present::territory_faults::{Names, fault};
    let laid = laid(document);
    let names = Names {
        account: &|at| document.accounts[laid.accounts[at]].id.to_string(),
        rep: &|at| laid.seats[at].to_string(),
        attribute: &|at| laid.instance.attributes[at].name.clone(),
        locale: &remit::present::Locale::EN_US,
    };
    let sentences = laid.instance.faults().iter().map(|it| fault(it, &names)).collect();
    let mut run = remit::territory::Run::new(&laid.instance, 1);
    run.step(2);
    (sentences, run.best().0.iter().all(Option::is_some))
}

#[test]
fn what_makes_a_plan_poor_or_impossible_is_said_and_everybody_has_a_rep_all_the_same() {
    let four = || ["a", "b", "c", "d"].map(|id| owned(id, "smb", Some("ae-smb-1"), 100)).to_vec();
    type Change = fn(&mut Document);
    let cases: [(&str, Change); 7] = [
        ("No account has coordinates", |_| {}),
        ("only 1 accounts, so some reps get none", |it| Arc::make_mut(&mut it.accounts).truncate(1)),
        ("potential is zero for every account", |it| {
            Arc::make_mut(&mut it.accounts).iter_mut().for_each(|it| it.potential = Some(Money::ZERO));
        }),
        ("Account a is locked to ae-smb-1 and forbidden to have ae-smb-1", |it| {
            Arc::make_mut(&mut it.accounts)[0].locked = true;
            it.territory.forbidden = vec![(AccountId::new("a"), SeatId::new("ae-smb-1"))];
        }),
        ("4 accounts are locked to ae-smb-1, who may have 2", |it| {
            Arc::make_mut(&mut it.accounts).iter_mut().for_each(|it| it.locked = true);
            it.territory.reps.insert(SeatId::new("ae-smb-1"), Rep { max_accounts: Some(2), ..Rep::default() });
        }),
        ("Account a alone has 9,000,000 of potential", |it| {
            Arc::make_mut(&mut it.accounts)[0].potential = Some(Money::from_major(9_000_000));
        }),
        ("The US state of no account is known", |it| it.territory.contiguous = true),
    ];
    for (text, change) in cases {
        let mut document = with(four());
        change(&mut document);
        let (sentences, assigned) = said(&document);
        assert!(sentences.iter().any(|it| it.contains(text)), "{text}: {sentences:?}");
        assert!(assigned, "{text}");
    }
}

#[test]
fn accounts_there_twice_and_reps_nobody_knows_are_said_and_the_rest_is_laid_out() {
    let mut document = with(vec![owned("a", "smb", Some("ae-smb-1"), 1), owned("a", "smb", Some("nobody"), 2)]);
    document.territory.reps.insert(SeatId::new("gone"), Rep { max_accounts: Some(2), ..Rep::default() });
    document.territory.apart = vec![(AccountId::new("a"), AccountId::new("lost"))];
    let codes: Vec<&str> = validate(&document).iter().map(|it| it.code).collect();
    for code in ["duplicate_account", "unknown_rep", "unknown_pair"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let (_, assigned) = said(&document);
    assert!(assigned && laid(&document).accounts.len() == 2);
    // Who owns an account and is nobody's seat is no owner of today.
    assert_eq!(laid(&document).instance.current[1], None);
}

#[test]
fn states_make_the_areas_of_a_problem_whose_territories_must_hang_together() {
    let mut accounts = ["a", "b", "c"].map(|id| owned(id, "smb", None, 100)).to_vec();
    accounts[0].region = Some("Texas".into());
    accounts[1].postal_code = Some("98101".into());
    let mut document = with(accounts);
    assert_eq!(laid(&document).instance.areas, None);
    document.territory.contiguous = true;
    let areas = laid(&document).instance.areas.unwrap();
    let names: Vec<Option<&str>> = (0..3).map(|at| areas.area(at).map(|area| areas.name(area))).collect();
    assert_eq!(names, [Some("TX"), Some("WA"), None]);
}

#[test]
fn an_owner_as_imported_who_holds_no_seat_has_the_account_today() {
    let quist = Account { owner_name: Some("Ben Quist".to_owned()), ..account("a", Some(9_000), None) };
    let mut document = with(vec![quist, account("b", Some(5_000), None)]);
    let english = Locale::EN_US;
    // In one column, that of the function that territories are planned for.
    let shown = |document: &Document| {
        [AccountColumn::Sales, AccountColumn::AccountManagement, AccountColumn::CustomerSuccess]
            .map(|it| cell(document, &document.accounts[0], Derived::default(), it, &english).text)
    };
    assert_eq!(shown(&document), ["Ben Quist", "", ""]);
    document.territory.owner = Owner::CustomerSuccess;
    assert_eq!(shown(&document), ["", "", "Ben Quist"]);
    document.territory.owner = Owner::Sales;
    // Both go to one seller: one changes hands, with the 9,000 that it pays; the other had nobody.
    let outcome = evaluate(&document, &Env::default());
    let (hours, positions) = (all_hours(&document, &segment(&document)), positions(&document.accounts));
    let known = Known { hours: &hours, positions: &positions, segment: None };
    let base = Base::of(&document, &outcome, &known, &english);
    let plan = vec![Some(0), Some(0)];
    let found = changes(&base, &plan);
    let told: Vec<_> = found.iter().map(|it| (it.from_name.as_str(), it.is_fresh, it.arr)).collect();
    assert_eq!(told, [("Ben Quist", false, 9_000.0), ("nobody", true, 5_000.0)]);
    assert_eq!(base.change_hands(&plan), [0]);
    // The search looks for the same plan as if nobody had been named.
    let mut unnamed = document.clone();
    Arc::make_mut(&mut unnamed.accounts)[0].owner_name = None;
    assert_eq!(lay_out(&document, &outcome).instance, lay_out(&unnamed, &outcome).instance);
}

#[test]
fn once_one_function_has_owners_another_one_assigns_for_the_first_time() {
    // Quist holds no seat; 9,000 goes from him to a seller. Nobody has the other one, with 5,000.
    let quist = Account { owner_name: Some("Ben Quist".to_owned()), ..account("a", Some(9_000), None) };
    let mut document = with(vec![quist, account("b", Some(5_000), None)]);
    let in_function = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        let (hours, positions) = (all_hours(document, &segment(document)), positions(&document.accounts));
        let known = Known { hours: &hours, positions: &positions, segment: None };
        let base = Base::of(document, &outcome, &known, &Locale::EN_US);
        let plan = vec![Some(0), Some(0)];
        (base.change_hands(&plan), base.first_assigned(&plan), base.owners(&plan))
    };
    let (moved, first, owners) = in_function(&document);
    assert_eq!((moved, first), (vec![0], vec![1]));
    // As long as nobody here has any, he is the owner in every function, as the import did not say in which.
    document.territory.owner = Owner::AccountManagement;
    assert_eq!(in_function(&document).0, [0]);
    document.territory.owner = Owner::Sales;
    let planned = set_plan(&document, &owners);
    apply(&mut document, planned).unwrap();
    let adopted = adopt_plan(&document);
    apply(&mut document, adopted).unwrap();
    assert_eq!(in_function(&document).0, Vec::<usize>::new());
    // Both have a seller now, and nobody who manages them.
    document.territory.owner = Owner::AccountManagement;
    let (moved, first, _) = in_function(&document);
    assert_eq!((moved, first), (vec![], vec![0, 1]));
}
