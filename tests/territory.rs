//! Territory plans measured from outside: against the benchmark's scorer, published optima, complete search, and every condition one can set.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

#[path = "support/cases.rs"]
mod cases;
#[path = "territory/data.rs"]
mod data;
#[path = "territory/hash.rs"]
mod hash;

use data::{Case, Dice, benchmark, country, marks};
use proptest::prelude::*;
use remit::territory::{Areas, Attribute, Disruption, Instance, Objective, Plan, Run, Slot, score};

/// The plan after so many passes.
fn planned(instance: &Instance, seed: u64, passes: u64) -> Plan {
    let mut run = Run::new(instance, seed);
    run.step(passes);
    run.best().0
}

#[test]
fn five_hundred_accounts_are_compact_within_the_band() {
    let instance = benchmark("acct500_12.csv", 12);
    let plan = planned(&instance, 1, 160);
    let marks = marks(&instance, &plan);
    assert!(marks.largest_deviation <= 0.05, "{}", marks.largest_deviation);
    // CP-SAT needed 60 s for 146,680; the speed of ours is measured in benches/territory.rs.
    assert!(marks.distance < 146_000.0, "{}", marks.distance);
    let ours = score(&instance, &plan);
    assert!((ours.distance_km - marks.distance).abs() < 1e-6 * marks.distance);
    assert!((ours.breaches.largest_deviation - marks.largest_deviation).abs() < 1e-9);
    assert!((f64::from(ours.moved_accounts) / 500.0 - marks.moved).abs() < 1e-12);
}

#[test]
fn ten_thousand_accounts_are_feasible_after_the_first_cycle() {
    let instance = benchmark("acct10k_100.csv", 100);
    let marks = marks(&instance, &planned(&instance, 1, 40));
    assert!(marks.largest_deviation <= 0.05, "{}", marks.largest_deviation);
    assert!(marks.distance < 830_000.0, "{}", marks.distance);
}

#[test]
fn the_same_seed_and_passes_give_the_same_plan_however_they_are_cut() {
    let instance = country(300, 8, 4);
    let whole = planned(&instance, 9, 50);
    let mut run = Run::new(&instance, 9);
    for passes in [1, 7, 2, 30, 10] {
        run.step(passes);
    }
    assert_eq!((run.iterations(), run.best().0), (50, whole));
    assert_ne!(planned(&instance, 10, 50), planned(&instance, 9, 50), "another seed goes another way");
}

#[test]
fn a_plan_is_the_same_on_every_machine() {
    // tests/territory_in_browser.rs finds the same one.
    assert_eq!(hash::of_benchmark(60), hash::KNOWN);
}

#[test]
fn a_plan_only_ever_gets_better() {
    let instance = country(300, 8, 5);
    let mut run = Run::new(&instance, 2);
    let mut before = run.best().1;
    for _ in 0..60 {
        run.step(3);
        let now = run.best().1;
        assert!(now.compare(&before).is_le(), "{before:?} {now:?}");
        before = now;
    }
}

// ---- published optima, and complete search ----------------------------------------------------------------------------

fn partition(items: &[f64], shares: &[f64], objective: Objective) -> Instance {
    let attribute = Attribute { name: "items".to_owned(), values: items.to_vec() };
    let slots = shares.iter().map(|share| Slot { share: *share, ..Slot::default() }).collect();
    Instance { objective, ..Instance::of(vec![None; items.len()], vec![attribute], slots) }
}

fn sums_of(instance: &Instance, plan: &[Option<u32>]) -> Vec<f64> {
    let mut sums = vec![0.0; instance.reps.len()];
    plan.iter().zip(&instance.attributes[0].values).for_each(|(rep, value)| sums[rep.unwrap() as usize] += value);
    sums
}

/// The sums of the best plan, which must be known to be the best.
fn proven(instance: &Instance) -> Vec<f64> {
    let mut run = Run::new(instance, 1);
    assert!(run.step(1).proven);
    let mut sums = sums_of(instance, &run.best().0);
    sums.iter_mut().for_each(|sum| *sum = (*sum * 1e6).round() / 1e6);
    sums
}

fn sorted(mut sums: Vec<f64>) -> Vec<f64> {
    sums.sort_by(f64::total_cmp);
    sums
}

fn floats(value: &serde_json::Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

#[test]
fn published_partitions_are_solved_exactly() {
    let case = Case::named("part-05-walter-min-largest");
    let walter = partition(&floats(&case.inputs["items"]), &[1.0; 3], Objective::MinLargest);
    assert_eq!(sorted(proven(&walter))[2], case.expected["largest"].as_f64().unwrap());
    let case = Case::named("part-07-2022-07-11");
    let found = partition(&floats(&case.inputs["items"]), &[1.0; 5], Objective::MinSpread);
    let sums = sorted(proven(&found));
    assert_eq!(sums[4] - sums[0], case.expected["spread"].as_f64().unwrap());
    let case = Case::named("part-09-entitlements");
    for (shares, sums) in
        case.inputs["entitlements"].as_array().unwrap().iter().zip(case.expected["sums"].as_array().unwrap())
    {
        let instance = partition(&floats(&case.inputs["items"]), &floats(shares), Objective::MaxSmallest);
        assert_eq!(sorted(proven(&instance)), sorted(floats(sums)), "{shares}");
    }
    // The source prints what a heuristic finds; the best is at least as good.
    let case = Case::named("part-01-greedy-2");
    for objective in [Objective::MinLargest, Objective::MaxSmallest, Objective::MinSpread] {
        let instance = partition(&floats(&case.inputs["items"]), &[1.0; 2], objective);
        assert_eq!(proven(&instance), floats(&case.expected["sums"]));
    }
    let case = Case::named("part-03-roundrobin");
    let items = floats(&case.inputs["items"]);
    for (bins, sums) in floats(&case.inputs["bins"]).iter().zip(case.expected["sums"].as_array().unwrap()) {
        let best = proven(&partition(&items, &vec![1.0; *bins as usize], Objective::MinLargest));
        assert!(sorted(best).last() <= sorted(floats(sums)).last());
    }
    let case = Case::named("part-11-kk-heuristic");
    for (input, sums) in
        case.inputs["cases"].as_array().unwrap().iter().zip(case.expected["sums_sorted"].as_array().unwrap())
    {
        let bins = input["bins"].as_u64().unwrap() as usize;
        let best = sorted(proven(&partition(&floats(&input["items"]), &vec![1.0; bins], Objective::MinSpread)));
        let theirs = floats(sums);
        assert!(best[bins - 1] - best[0] <= theirs[bins - 1] - theirs[0]);
    }
    // "second case: optimum is 15/15", says the note of that case.
    assert_eq!(proven(&partition(&[4.0, 5.0, 6.0, 7.0, 8.0], &[1.0; 2], Objective::MinSpread)), [15.0, 15.0]);
}

/// The best objective of all plans that keep to every condition, every plan tried.
fn by_trying_all(instance: &Instance) -> Option<f64> {
    let (accounts, reps) = (instance.accounts() as u32, instance.reps.len() as u32);
    let plans = (0..reps.pow(accounts))
        .map(|number| -> Plan { (0..accounts).map(|account| Some(number / reps.pow(account) % reps)).collect() });
    let scores = plans.map(|plan| score(instance, &plan)).filter(|score| score.breaches.none());
    scores.map(|score| score.objective).min_by(f64::total_cmp)
}

/// A small instance with every kind of condition now and then.
fn small(seed: u64, objective: Objective) -> Instance {
    let mut dice = Dice(seed | 1);
    (0..5).for_each(|_| _ = dice.part());
    let (accounts, reps) = (4 + dice.below(4), 2 + dice.below(2));
    let mut instance = country(accounts, reps, seed);
    instance.objective = objective;
    instance.band = 0.2 + 0.5 * dice.part();
    for account in 0..accounts {
        if dice.part() < 0.1 {
            instance.points[account] = None;
        }
        if dice.part() < 0.1 {
            instance.locked[account] = Some(dice.below(reps) as u32);
        }
        if dice.part() < 0.2 {
            instance.family[account] = Some(dice.below(2) as u32);
        }
        if dice.part() < 0.1 {
            instance.forbidden.push((account as u32, dice.below(reps) as u32));
        }
        if dice.part() < 0.1 {
            instance.apart.push((account as u32, dice.below(accounts) as u32));
        }
    }
    if dice.part() < 0.3 {
        instance.reps[0].share = 0.5;
    }
    if dice.part() < 0.3 {
        instance.reps[1].max_accounts = Some(3);
    }
    if dice.part() < 0.3 {
        instance.disruption = Some(Disruption { accounts: 0.7, value: 0.8, value_of: 0 });
    }
    if dice.part() < 0.3 {
        let of = (0..accounts).map(|_| Some(dice.below(4) as u8)).collect();
        let names = ["north", "east", "south", "west"].map(str::to_owned).to_vec();
        instance.areas = Some(Areas { names, borders: vec![(0, 1), (1, 2), (2, 3)], of });
    }
    instance
}

#[test]
fn small_instances_with_every_kind_of_condition_are_solved_as_well_as_by_trying_all_plans() {
    let mut solved = 0;
    for seed in 1..=150 {
        for objective in Objective::ALL {
            let instance = small(seed, objective);
            let best = by_trying_all(&instance);
            let mut run = Run::new(&instance, 1);
            let proven = run.step(1).proven;
            let found = run.best().1;
            let contradiction = instance.faults().iter().any(remit::territory::Fault::is_final);
            match best {
                Some(best) => {
                    assert!(found.breaches.none() && proven, "{seed} {objective:?} {found:?}");
                    assert!(
                        (found.objective - best).abs() <= 1e-6 * best.abs().max(1.0),
                        "{seed} {objective:?} {best} {found:?}"
                    );
                    assert!(!contradiction, "{seed} {:?}", instance.faults());
                    solved += 1;
                }
                None => assert!(!proven && !found.breaches.none(), "{seed} {objective:?} {found:?}"),
            }
        }
    }
    assert!(solved > 300, "{solved}");
}

// ---- territories that hang together, and full ones --------------------------------------------------------------------

/// Accounts on a board of six by six fields; fields that share a side touch. Nobody has an account in the field in one corner.
fn checkered(accounts: usize, reps: usize, seed: u64) -> Instance {
    let mut instance = country(accounts, reps, seed);
    let field = |part: f64| ((part * 6.0) as i64).clamp(0, 5) as u8;
    let of = instance.points.iter().map(|point| {
        let (x, y) = point.unwrap();
        Some(6 * field(y / 2500.0) + field(x / 4000.0))
    });
    let of = of.collect();
    let sides = |at: u8| [(at % 6 < 5).then_some((at, at + 1)), (at < 30).then_some((at, at + 6))];
    let borders = (0..36).flat_map(sides).flatten().collect();
    instance.areas = Some(Areas { names: (0..36).map(|at| at.to_string()).collect(), borders, of });
    instance
}

/// How many fields of a rep cannot be reached from the first of them, walked field by field: through the rep's own fields and those where nobody has
/// an account.
fn unreached(instance: &Instance, plan: &[Option<u32>], rep: u32) -> usize {
    let areas = instance.areas.as_ref().unwrap();
    let held = |of: Option<u32>| {
        let pairs = areas.of.iter().zip(plan).filter(move |(_, rep)| of.is_none() || **rep == of);
        pairs.filter_map(|(area, _)| *area).collect::<std::collections::BTreeSet<u8>>()
    };
    let (mine, used) = (held(Some(rep)), held(None));
    let Some(first) = mine.first() else { return 0 };
    let mut reached = vec![*first];
    let mut at = 0;
    while let Some(field) = reached.get(at).copied() {
        for (one, other) in &areas.borders {
            for (from, to) in [(*one, *other), (*other, *one)] {
                if from == field && !reached.contains(&to) && (mine.contains(&to) || !used.contains(&to)) {
                    reached.push(to);
                }
            }
        }
        at += 1;
    }
    mine.iter().filter(|field| !reached.contains(field)).count()
}

#[test]
fn territories_that_must_hang_together_do() {
    for seed in [3, 4] {
        let instance = checkered(400, 9, seed);
        let plan = planned(&instance, 1, 160);
        let found = score(&instance, &plan);
        assert!(found.breaches.none(), "{seed}: {:?}", found.breaches);
        assert!((0..9).all(|rep| unreached(&instance, &plan, rep) == 0), "{seed}");
        assert!(marks_of_balance(&instance, &plan) <= instance.band);
        // Nobody asks for it: then some of them do not, and what that would break is measured.
        let mut free = instance.clone();
        free.areas = None;
        let loose = planned(&free, 1, 160);
        let apart = (0..9).filter(|rep| unreached(&instance, &loose, *rep) > 0).count();
        assert_eq!(score(&instance, &loose).breaches.split > 0, apart > 0);
        assert!(apart > 0, "{seed}: the condition would be no condition");
        assert_eq!(planned(&Instance { areas: None, ..instance.clone() }, 1, 20), planned(&free, 1, 20));
    }
}

#[test]
fn territories_that_are_full_to_the_last_account_come_within_the_band() {
    let all = benchmark("acct10k_100.csv", 100);
    let fourth = |list: &[f64]| list.iter().step_by(4).copied().collect::<Vec<f64>>();
    let attributes = all.attributes.iter().map(|it| Attribute { name: it.name.clone(), values: fourth(&it.values) });
    let full = Slot { max_accounts: Some(25), ..Slot::default() };
    let points = all.points.iter().step_by(4).copied().collect();
    let mut instance = Instance::of(points, attributes.collect(), vec![full; 100]);
    instance.current = all.current.iter().step_by(4).copied().collect();
    // The first cycle, and what follows it.
    let plan = planned(&instance, 2, 80);
    let found = score(&instance, &plan);
    assert!(found.breaches.none(), "{:?}", found.breaches);
    assert!((0..100).all(|rep| plan.iter().filter(|of| **of == Some(rep)).count() == 25));
    assert!(marks_of_balance(&instance, &plan) <= 0.05);
}

/// A plan that keeps to everything, and the instance that was made round it: strips of the country, each cut by height, amounts scaled so that
/// everybody has a share of 0.3 to 2 within four fifths of the band. `full`: maxima are what each has in it; otherwise a third is locked.
fn planted(seed: u64, full: bool) -> (Instance, Plan) {
    let (columns, rows) = (6, 4);
    let reps = columns * rows;
    let mut instance = country(10 * reps, reps, seed);
    let mut dice = Dice(seed * 31 + 5);
    (0..5).for_each(|_| _ = dice.part());
    let at = |account: usize| instance.points[account].unwrap();
    let mut order: Vec<usize> = (0..instance.accounts()).collect();
    order.sort_by(|a, b| at(*a).0.total_cmp(&at(*b).0));
    let mut plan: Plan = vec![None; instance.accounts()];
    for (column, strip) in order.chunks_mut(10 * rows).enumerate() {
        strip.sort_by(|a, b| at(*a).1.total_cmp(&at(*b).1));
        // Between four and sixteen accounts each.
        let first = [4 + dice.below(5), 6, 12 + dice.below(3)];
        let mut taken = 0;
        for row in 0..rows {
            let count = first.get(row).copied().unwrap_or(10 * rows - taken);
            strip[taken..taken + count].iter().for_each(|it| plan[*it] = Some((column * rows + row) as u32));
            taken += count;
        }
    }
    for rep in 0..reps as u32 {
        let mine: Vec<usize> = (0..instance.accounts()).filter(|it| plan[*it] == Some(rep)).collect();
        let share = 0.3 + 1.7 * dice.part();
        instance.reps[rep as usize] = Slot { share, max_accounts: full.then_some(mine.len() as u32), home: None };
        for attribute in &mut instance.attributes {
            let sum: f64 = mine.iter().map(|it| attribute.values[*it]).sum();
            let wanted = 1e6 * share * (1.0 + 0.035 * (2.0 * dice.part() - 1.0));
            mine.iter().for_each(|it| attribute.values[*it] *= wanted / sum);
        }
        if !full {
            mine.iter().step_by(3).for_each(|it| instance.locked[*it] = Some(rep));
        }
    }
    instance.current = vec![None; instance.accounts()];
    (instance, plan)
}

#[test]
fn ten_accounts_each_with_unequal_shares_and_locks_or_maxima_come_within_the_band() {
    for (seed, full) in [(1, false), (2, false), (3, true), (4, true)] {
        let (instance, known) = planted(seed, full);
        let theirs = score(&instance, &known);
        assert!(theirs.breaches.none(), "{seed}: the plan it was made round: {:?}", theirs.breaches);
        let plan = planned(&instance, 1, 100);
        let ours = score(&instance, &plan);
        assert!(ours.breaches.none(), "{seed}: {:?}", ours.breaches);
        assert!(marks_of_balance(&instance, &plan) <= instance.band);
        // Full to the last account there is hardly a second plan.
        assert!(full || ours.distance_km < theirs.distance_km, "{seed}: {} {}", ours.distance_km, theirs.distance_km);
    }
}

// ---- conditions -------------------------------------------------------------------------------------------------------

/// A country of three hundred accounts with a condition, after two cycles.
fn with(change: impl FnOnce(&mut Instance, &mut Dice)) -> (Instance, Plan) {
    let mut instance = country(300, 8, 21);
    change(&mut instance, &mut Dice(77));
    let plan = planned(&instance, 3, 160);
    (instance, plan)
}

#[test]
fn every_condition_is_kept_where_it_can_be() {
    type Condition = fn(&mut Instance, &mut Dice);
    let conditions: [(&str, Condition); 10] = [
        ("nothing", |_, _| {}),
        ("a narrow band", |it, _| it.band = 0.02),
        ("unequal shares", |it, dice| it.reps.iter_mut().for_each(|slot| slot.share = 0.3 + 0.7 * dice.part())),
        ("locks", |it, dice| (0..300).step_by(7).for_each(|at| it.locked[at] = Some(dice.below(8) as u32))),
        ("families", |it, dice| (0..300).step_by(3).for_each(|at| it.family[at] = Some(dice.below(40) as u32))),
        ("bars", |it, dice| (0..300).for_each(|at| it.forbidden.push((at, dice.below(8) as u32)))),
        ("accounts apart", |it, dice| {
            (0..60).for_each(|_| it.apart.push((dice.below(300) as u32, dice.below(300) as u32)))
        }),
        ("maxima", |it, _| it.reps.iter_mut().for_each(|slot| slot.max_accounts = Some(40))),
        ("half without a place", |it, _| it.points.iter_mut().step_by(2).for_each(|point| *point = None)),
        ("all at one place", |it, _| it.points.iter_mut().for_each(|point| *point = Some((1.0, 1.0)))),
    ];
    for (name, condition) in conditions {
        let (instance, plan) = with(condition);
        let found = score(&instance, &plan);
        assert!(found.breaches.none(), "{name}: {:?}", found.breaches);
        assert!(marks_of_balance(&instance, &plan) <= instance.band, "{name}");
    }
}

/// The largest deviation from a share, computed apart from the solver.
fn marks_of_balance(instance: &Instance, plan: &[Option<u32>]) -> f64 {
    let shares: f64 = instance.reps.iter().map(|slot| slot.share).sum();
    let mut largest = 0.0f64;
    for attribute in &instance.attributes {
        let total: f64 = attribute.values.iter().sum();
        for (rep, slot) in instance.reps.iter().enumerate() {
            let held = plan.iter().zip(&attribute.values).filter(|(of, _)| **of == Some(rep as u32));
            let fair = total * slot.share / shares;
            largest = largest.max((held.map(|(_, value)| value).sum::<f64>() / fair - 1.0).abs());
        }
    }
    largest
}

#[test]
fn a_limit_on_what_changes_hands_is_kept() {
    let mut instance = country(300, 8, 33);
    // A plan within 12 %, which is to come within 5 % with few changes.
    instance.band = 0.12;
    instance.current = planned(&instance, 1, 40);
    instance.band = 0.05;
    instance.disruption = Some(Disruption { accounts: 0.1, value: 0.1, value_of: 0 });
    let plan = planned(&instance, 1, 160);
    assert!(score(&instance, &plan).breaches.none(), "{:?}", score(&instance, &plan).breaches);
    assert!(marks(&instance, &plan).moved <= 0.1);
    // Asked for it, still less changes hands.
    instance.disruption = None;
    instance.objective = Objective::LeastDisruption;
    let least = score(&instance, &planned(&instance, 1, 160));
    assert!(least.breaches.none() && least.moved_value <= score(&instance, &plan).moved_value, "{least:?}");
}

#[test]
fn no_other_names_for_the_same_territories_would_change_less() {
    let mut instance = country(200, 6, 12);
    // A plan of today that is good, under names that are no longer where they were.
    instance.current = planned(&instance, 4, 40).iter().map(|rep| rep.map(|rep| (rep + 3) % 6)).collect();
    let plan = planned(&instance, 5, 40);
    let total: f64 = instance.attributes[0].values.iter().sum();
    let changed = |plan: &Plan| {
        let moved = score(&instance, plan);
        f64::from(moved.moved_accounts) / 200.0 + moved.moved_value / total
    };
    fn orders(left: Vec<u32>) -> Vec<Vec<u32>> {
        if left.is_empty() {
            return vec![Vec::new()];
        }
        let first = |at: usize| {
            let mut rest = left.clone();
            let first = rest.remove(at);
            orders(rest).into_iter().map(move |rest| [vec![first], rest].concat())
        };
        (0..left.len()).flat_map(first).collect()
    }
    let ours = changed(&plan);
    for names in orders((0..6).collect()) {
        let renamed: Plan = plan.iter().map(|rep| rep.map(|rep| names[rep as usize])).collect();
        assert!(changed(&renamed) >= ours - 1e-9, "{names:?}");
    }
    assert!(ours < 1.0, "{ours}");
}

#[test]
fn balance_objectives_come_near_the_ideal() {
    for (objective, within) in
        [(Objective::MinLargest, 1.01), (Objective::MaxSmallest, -0.99), (Objective::MinSpread, 0.02)]
    {
        let (instance, plan) = with(|it, _| it.objective = objective);
        let found = score(&instance, &plan);
        assert!(found.breaches.none() && found.objective <= within, "{objective:?} {}", found.objective);
    }
}

proptest! {
    #![proptest_config(cases::cases(24))]
    #[test]
    fn whatever_comes_in_everybody_gets_a_rep_and_nothing_is_worse_than_today(
        seed in 1u64..1_000_000, accounts in 0usize..60, reps in 0usize..30, kind in 0usize..6, objective in 0usize..5,
    ) {
        let mut instance = country(accounts, reps.max(1), seed);
        instance.reps.truncate(reps);
        instance.objective = Objective::ALL[objective];
        let mut dice = Dice(seed);
        match kind {
            0 => instance.attributes.clear(),
            1 => instance.attributes.iter_mut().for_each(|it| it.values.iter_mut().for_each(|value| *value = 0.0)),
            2 => instance.points.iter_mut().for_each(|it| *it = Some((f64::NAN, 1.0))),
            3 => instance.attributes.iter_mut().for_each(|it| it.values.iter_mut().for_each(|value| *value *= dice.part() - 0.5)),
            4 => {
                instance.reps.iter_mut().for_each(|it| *it = Slot { share: 0.0, home: None, max_accounts: Some(1) });
                instance.disruption = Some(Disruption { accounts: 0.0, value: 0.0, value_of: 9 });
            }
            _ => {
                instance.locked = (0..accounts).map(|_| Some(dice.below(80) as u32)).collect();
                instance.apart = (0..accounts).map(|_| (dice.below(70) as u32, dice.below(70) as u32)).collect();
                instance.forbidden = (0..accounts).map(|_| (dice.below(70) as u32, dice.below(70) as u32)).collect();
                instance.band = -1.0;
            }
        }
        let mut run = Run::new(&instance, seed);
        run.step(3);
        let (plan, found) = run.best();
        prop_assert_eq!(plan.len(), accounts);
        if reps > 0 {
            prop_assert!(plan.iter().all(|rep| rep.is_some_and(|rep| (rep as usize) < reps)));
        }
        let today = score(&instance, &instance.plan_of_today());
        prop_assert!(found.compare(&today).is_le());
        prop_assert_eq!(score(&instance, &plan), found);
    }
}
