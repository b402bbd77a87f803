//! The account table. Ten thousand rows can share one mistake: each kind is told once, with a count.

use super::{Check, words};
use crate::model::{Account, Owner};
use crate::text::{counted, tr};
use crate::units::Money;
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    duplicates(check, &document.accounts);
    unknown_segments(check, &document.accounts);
    unknown_owners(check, &document.accounts);
    contracts(check, &document.accounts);
    left(check, &document.accounts);
}

/// Customers with nobody in a function in which at least half of their like have somebody, as after somebody's seat was removed. Alike are
/// customers of one segment who have somebody in the same other functions.
fn left(check: &mut Check<'_>, accounts: &[Account]) {
    for function in Owner::ALL {
        let mut groups: BTreeMap<_, (usize, usize, Money)> = BTreeMap::new();
        for account in accounts.iter().filter(|it| it.contract.is_some()) {
            let others = Owner::ALL.map(|it| it != function && account.owners.of(it).is_some());
            let (had, lacking, arr) = groups.entry((account.segment.as_str(), others)).or_default();
            if account.owners.of(function).is_some() {
                *had += 1;
            } else {
                *lacking += 1;
                *arr += account.arr();
            }
        }
        let found = groups.values().filter(|(had, lacking, _)| had >= lacking);
        let (count, arr) = found.fold((0, Money::ZERO), |sum, it| (sum.0 + it.1, sum.1 + it.2));
        if count > 0 {
            let who = counted(count, tr!("customer"), tr!("customers"));
            let have = if count == 1 { tr!("has") } else { tr!("have") };
            let arr = format!("{:.0}", arr.to_major());
            let text = match function {
                Owner::Sales => tr!(
                    "{who} with {arr} of ARR {have} nobody in sales, where most like them have somebody: give them an owner in the table of accounts"
                ),
                Owner::AccountManagement => tr!(
                    "{who} with {arr} of ARR {have} nobody in account management, where most like them have somebody: give them an owner in the table of accounts"
                ),
                Owner::CustomerSuccess => tr!(
                    "{who} with {arr} of ARR {have} nobody in customer success, where most like them have somebody: give them an owner in the table of accounts"
                ),
            };
            check.warning("accounts", "left_customers", text);
        }
    }
}

fn duplicates(check: &mut Check<'_>, accounts: &[Account]) {
    let (mut seen, mut twice) = (HashSet::with_capacity(accounts.len()), BTreeSet::new());
    for account in accounts {
        if !seen.insert(account.id.as_str()) {
            twice.insert(account.id.as_str());
        }
    }
    if twice.is_empty() {
        return;
    }
    let text = tr!(
        "{} more than once and each row counts: {}; remove the rows that repeat",
        counted(twice.len(), tr!("account id stands"), tr!("account ids stand")),
        words::few(twice.iter().copied())
    );
    check.error("accounts", "duplicate_account", text);
}

fn unknown_segments(check: &mut Check<'_>, accounts: &[Account]) {
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    for account in accounts {
        if !check.knows_segment(&account.segment) {
            *unknown.entry(account.segment.as_str()).or_default() += 1;
        }
    }
    let known = if check.segments.is_empty() {
        tr!("there is no segment yet").to_owned()
    } else {
        let names = check.document.segments.iter().map(|it| it.id.as_str());
        tr!("known are {}", names.collect::<Vec<_>>().join(", "))
    };
    for (segment, count) in unknown {
        let text = tr!(
            "{} the segment \u{201c}{segment}\u{201d}, which does not exist: left out of every figure; {known}",
            counted(count, tr!("account names"), tr!("accounts name"))
        );
        check.error("accounts", "unknown_segment", text);
    }
}

fn unknown_owners(check: &mut Check<'_>, accounts: &[Account]) {
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    let mut count = 0;
    for account in accounts {
        let owners = [&account.owners.sales, &account.owners.account_management, &account.owners.customer_success];
        let mut lost = false;
        for owner in owners.into_iter().flatten().filter(|owner| !check.seats.contains_key(owner.as_str())) {
            unknown.insert(owner.as_str());
            lost = true;
        }
        count += usize::from(lost);
    }
    if count > 0 {
        let text = tr!(
            "{} by seats that do not exist ({}): taken as unowned; choose owners among the seats",
            counted(count, tr!("account is owned"), tr!("accounts are owned")),
            words::few(unknown.iter().copied())
        );
        check.warning("accounts", "unknown_owner", text);
    }
}

fn contracts(check: &mut Check<'_>, accounts: &[Account]) {
    let customers = || accounts.iter().filter_map(|it| Some((it.id.as_str(), it.contract.as_ref()?)));
    let negative: Vec<&str> = customers().filter(|(_, it)| it.arr.mills() < 0).map(|(id, _)| id).collect();
    if !negative.is_empty() {
        let who = counted(negative.len(), tr!("customer has"), tr!("customers have"));
        let text = tr!("{who} negative ARR: {}; enter what each pays a year", words::few(negative.iter().copied()));
        check.error("accounts", "negative_arr", text);
    }
    let endless = |months: u32| months == 0 || months > 120;
    let terms: Vec<&str> = customers().filter(|(_, it)| endless(it.term_months)).map(|(id, _)| id).collect();
    if !terms.is_empty() {
        let who = counted(terms.len(), tr!("customer has a contract"), tr!("customers have contracts"));
        let text = tr!(
            "{who} of no length or of more than 120 months: {}; correct the term",
            words::few(terms.iter().copied())
        );
        check.error("accounts", "contract_term", text);
    }
    let free = customers().filter(|(_, it)| it.arr.is_zero()).count();
    if free > 0 {
        let who = counted(free, tr!("customer pays"), tr!("customers pay"));
        check.note(
            "accounts",
            "customer_without_arr",
            tr!("{who} nothing; enter their ARR, or leave the contract out for prospects"),
        );
    }
}
