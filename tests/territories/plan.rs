//! From a document to a territory plan, and back.

use super::*;

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
    let command = adopt_plan(&document, |_| true);
    history.dispatch(&mut document, command, None).unwrap();
    assert_eq!(document.accounts[2].owners.sales, Some(seat("ae-smb-1")));
    assert!(document.territory_plan.is_empty());
    for _ in 0..3 {
        history.undo(&mut document).unwrap();
    }
    assert_eq!(document, before);
}

#[test]
fn adopting_the_plan_of_some_accounts_leaves_the_others_planned() {
    let seat = |id: &str| SeatId::new(id);
    let mut document = with(vec![owned("a", "smb", Some("ae-smb-1"), 100), owned("b", "mid-market", None, 200)]);
    let before = document.clone();
    let mut history = History::default();
    let owners = [("a", "ae-smb-2"), ("b", "ae-mid-1")].map(|(id, to)| (AccountId::new(id), seat(to)));
    history.dispatch(&mut document, set_plan(&before, &owners), None).unwrap();
    let only = adopt_plan(&document, |id| id.as_str() == "a");
    history.dispatch(&mut document, only, None).unwrap();
    assert_eq!(document.accounts[0].owners.sales, Some(seat("ae-smb-2")));
    assert_eq!(document.accounts[1], before.accounts[1], "what is not adopted keeps its owner");
    assert_eq!(document.territory_plan.as_slice(), [owners[1].clone()]);
    history.undo(&mut document).unwrap();
    assert_eq!((document.accounts, document.territory_plan.len()), (before.accounts, 2));
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
    let adopted = adopt_plan(&document, |_| true);
    apply(&mut document, adopted).unwrap();
    assert_eq!(in_function(&document).0, Vec::<usize>::new());
    // Both have a seller now, and nobody who manages them.
    document.territory.owner = Owner::AccountManagement;
    let (moved, first, _) = in_function(&document);
    assert_eq!((moved, first), (vec![], vec![0, 1]));
}
