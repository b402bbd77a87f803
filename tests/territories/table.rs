//! Rows of the table of accounts, changed, added and removed.

use super::*;

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
fn a_command_on_rows_that_are_gone_changes_nothing() {
    let mut document = with(vec![account("a", None, None)]);
    let before = document.clone();
    let rows = vec![remit::edit::RowEdit::Remove(7), remit::edit::RowEdit::Put(9, Box::new(account("b", None, None)))];
    apply(&mut document, Command::AccountRows(rows)).unwrap();
    assert_eq!(document, before);
}

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
