//! Advice on small plans that one sees through.

use super::super::instance::{Attribute, Slot};
use super::*;

/// Two towns 100 km apart with two accounts each, and an account of 10 between them, nearer to the first.
fn two_towns() -> Instance {
    let points = [(0.0, 0.0), (2.0, 0.0), (100.0, 0.0), (102.0, 0.0), (40.0, 0.0)];
    let potential = Attribute { name: "potential".to_owned(), values: vec![50.0, 45.0, 50.0, 45.0, 10.0] };
    Instance::of(points.map(Some).to_vec(), vec![potential], vec![Slot::default(); 2])
}

#[test]
fn an_account_in_the_wrong_town_is_the_first_advice() {
    let mut instance = two_towns();
    instance.band = 0.2;
    let crossed = [Some(0), Some(1), Some(1), Some(0), Some(0)];
    let advice = advise(&instance, &crossed, 10);
    // The two that are across from each other change places: balance stays, travel falls by nearly all.
    let first = advice.first().unwrap();
    assert_eq!(
        first.changes,
        [Reassignment { account: 3, from: Some(0), to: 1 }, Reassignment { account: 1, from: Some(1), to: 0 },]
    );
    assert!(first.before.breaches.none() && first.after.breaches.none());
    assert!(first.after.distance_km < 60.0 && first.before.distance_km > 150.0);
    let mut plan = crossed.to_vec();
    first.apply(&mut plan);
    assert_eq!(score(&instance, &plan), first.after);
}

#[test]
fn a_plan_out_of_balance_is_balanced_first() {
    let instance = two_towns();
    // 150 against 50: the shares are 100 each.
    let plan = [Some(0), Some(0), Some(0), Some(1), Some(0)];
    let advice = advise(&instance, &plan, 3);
    let first = advice.first().unwrap();
    assert_eq!(first.changes, [Reassignment { account: 2, from: Some(0), to: 1 }]);
    assert!(first.before.breaches.band > 0.5 && first.after.breaches.none());
}

#[test]
fn locks_bars_and_families_are_kept() {
    let mut instance = two_towns();
    let plan = [Some(0), Some(0), Some(0), Some(1), Some(0)];
    instance.locked[2] = Some(0);
    instance.forbidden = vec![(0, 1)];
    instance.family = vec![None, Some(3), None, None, Some(3)];
    let advice = advise(&instance, &plan, 5);
    assert!(!advice.is_empty());
    for changes in advice.iter().map(|it| &it.changes) {
        assert!(changes.iter().all(|it| it.account != 2 && (it.account, it.to) != (0, 1)), "{changes:?}");
        let family: Vec<u32> = changes.iter().map(|it| it.account).filter(|it| [1, 4].contains(it)).collect();
        assert!(family.is_empty() || family == [1, 4], "{changes:?}");
    }
}

#[test]
fn what_nobody_has_is_given_to_somebody() {
    let instance = two_towns();
    let advice = advise(&instance, &[Some(0), Some(0), Some(1), Some(1), None], 1);
    assert_eq!(advice[0].changes, [Reassignment { account: 4, from: None, to: 0 }]);
    assert_eq!(advise(&Instance::default(), &[], 10), []);
}

#[test]
fn a_plan_that_cannot_be_bettered_by_one_step_gets_no_advice() {
    let instance = two_towns();
    assert_eq!(advise(&instance, &[Some(0), Some(0), Some(1), Some(1), Some(0)], 10), []);
}
