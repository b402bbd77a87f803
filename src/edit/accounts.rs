//! Steps on accounts: change, add and remove rows, change many alike.

use crate::edit::command::Command;
use crate::model::{Account, Document, Owner};
use crate::text::tr;
use crate::units::{AccountId, Money, SeatId, SegmentId};
use std::collections::HashSet;
use std::sync::Arc;

/// A change of one row of the account table. Places are those at the moment of the change, one change after the other.
#[derive(Clone, Debug, PartialEq)]
pub enum RowEdit {
    /// Another account takes the place of the one there.
    Put(usize, Box<Account>),
    /// An account comes in before the one there.
    Insert(usize, Box<Account>),
    /// The account there goes.
    Remove(usize),
}

/// Above this many rows at once the table is replaced as a whole, which is then quicker.
const ROW_BY_ROW: usize = 64;

/// Applies changes of rows, and gives those that take them back. A place that there is not is passed over.
pub(super) fn apply_rows(accounts: &mut Arc<Vec<Account>>, edits: Vec<RowEdit>) -> Vec<RowEdit> {
    let accounts = Arc::make_mut(accounts);
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit {
            RowEdit::Put(at, account) => {
                if let Some(place) = accounts.get_mut(at) {
                    inverses.push(RowEdit::Put(at, Box::new(std::mem::replace(place, *account))));
                }
            }
            RowEdit::Insert(at, account) => {
                let at = at.min(accounts.len());
                accounts.insert(at, *account);
                inverses.push(RowEdit::Remove(at));
            }
            RowEdit::Remove(at) => {
                if at < accounts.len() {
                    inverses.push(RowEdit::Insert(at, Box::new(accounts.remove(at))));
                }
            }
        }
    }
    inverses.reverse();
    inverses
}

/// Puts accounts in the places of others and adds some at the end; one that comes with an id that is there gets a free one.
pub fn change_accounts(document: &Document, changed: Vec<(usize, Account)>, added: Vec<Account>) -> Command {
    let label = match (changed.len(), added.len()) {
        (1, 0) => tr!("an account").to_owned(),
        (0, 1) => tr!("add an account").to_owned(),
        (0, count) => tr!("add {count} accounts"),
        (count, 0) => tr!("{count} accounts"),
        (changed, added) => tr!("{} accounts", changed + added),
    };
    let mut taken: HashSet<String> = match added.is_empty() {
        true => HashSet::new(),
        false => document.accounts.iter().map(|it| it.id.to_string()).collect(),
    };
    let added: Vec<Account> = added
        .into_iter()
        .map(|account| {
            let id = free_id(account.id.as_str(), &taken);
            taken.insert(id.clone());
            Account { id: AccountId::new(&id), ..account }
        })
        .collect();
    if changed.len() + added.len() <= ROW_BY_ROW {
        let end = document.accounts.len();
        let puts = changed.into_iter().map(|(at, account)| RowEdit::Put(at, Box::new(account)));
        let inserts =
            added.into_iter().enumerate().map(|(more, account)| RowEdit::Insert(end + more, Box::new(account)));
        return Command::batch(label, vec![Command::AccountRows(puts.chain(inserts).collect())]);
    }
    let mut accounts = (*document.accounts).clone();
    for (at, account) in changed {
        if let Some(place) = accounts.get_mut(at) {
            *place = account;
        }
    }
    accounts.extend(added);
    Command::batch(label, vec![Command::Accounts(Arc::new(accounts))])
}

/// The id itself where it is free, else with the first number that makes it so.
fn free_id(wanted: &str, taken: &HashSet<String>) -> String {
    let stem = if wanted.trim().is_empty() { "account" } else { wanted };
    if !taken.contains(stem) {
        return stem.to_owned();
    }
    let mut number = 2_usize;
    loop {
        let id = format!("{stem}-{number}");
        if !taken.contains(&id) {
            return id;
        }
        number += 1;
    }
}

/// Adds an account below the one at a place, or at the end.
pub fn add_account(document: &Document, account: Account, below: Option<usize>) -> Command {
    let taken: HashSet<String> = document.accounts.iter().map(|it| it.id.to_string()).collect();
    let id = AccountId::new(&free_id(account.id.as_str(), &taken));
    let at = below.map_or(document.accounts.len(), |at| at + 1);
    let row = RowEdit::Insert(at, Box::new(Account { id, ..account }));
    Command::batch(tr!("add an account"), vec![Command::AccountRows(vec![row])])
}

/// Removes the accounts at some places; what the territory plan says of them goes with them.
pub fn remove_accounts(document: &Document, places: &[usize]) -> Command {
    let gone: HashSet<usize> = places.iter().copied().collect();
    let ids: HashSet<&str> = gone.iter().filter_map(|at| document.accounts.get(*at)).map(|it| it.id.as_str()).collect();
    let label = match gone.len() {
        1 => tr!("remove an account").to_owned(),
        count => tr!("remove {count} accounts"),
    };
    let mut commands = Vec::new();
    if gone.len() <= ROW_BY_ROW {
        let mut order: Vec<usize> = gone.into_iter().collect();
        order.sort_unstable_by(|one, other| other.cmp(one));
        commands.push(Command::AccountRows(order.into_iter().map(RowEdit::Remove).collect()));
    } else {
        let kept = document.accounts.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, it)| it.clone());
        commands.push(Command::Accounts(Arc::new(kept.collect())));
    }
    if document.territory_plan.iter().any(|(id, _)| ids.contains(id.as_str())) {
        let kept = document.territory_plan.iter().filter(|(id, _)| !ids.contains(id.as_str())).cloned();
        commands.push(Command::TerritoryPlan(Arc::new(kept.collect())));
    }
    Command::batch(label, commands)
}

/// What many accounts are to have alike; what is absent stays as it is at each, and an inner absence takes the value away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountChange {
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Owners by function.
    pub owners: Vec<(Owner, Option<SeatId>)>,
    /// Tier, by id.
    pub tier: Option<Option<String>>,
    /// Family.
    pub family: Option<Option<String>>,
    /// Whether locked to its owner.
    pub locked: Option<bool>,
    /// Potential a year.
    pub potential: Option<Option<Money>>,
}

/// Changes many accounts alike; none where nothing changes.
pub fn change_alike(document: &Document, places: &[usize], change: &AccountChange) -> Option<Command> {
    let one = |at: &usize| {
        let before = document.accounts.get(*at)?;
        let mut account = before.clone();
        if let Some(segment) = &change.segment {
            account.segment = segment.clone();
        }
        for (function, seat) in &change.owners {
            *account.owners.place(*function) = seat.clone();
        }
        if let Some(tier) = &change.tier {
            account.tier = tier.clone();
        }
        if let Some(family) = &change.family {
            account.family = family.clone();
        }
        if let Some(locked) = change.locked {
            account.locked = locked;
        }
        if let Some(potential) = change.potential {
            account.potential = potential;
        }
        (account != *before).then_some((*at, account))
    };
    let changed: Vec<(usize, Account)> = places.iter().filter_map(one).collect();
    (!changed.is_empty()).then(|| change_accounts(document, changed, Vec::new()))
}

/// A new account with what every row needs: an id, a segment, and a contract if it is a customer of this ARR.
pub fn new_account(document: &Document, segment: Option<&SegmentId>) -> Account {
    let first = document.segments.first().map(|it| it.id.clone());
    let segment = segment.cloned().or(first).unwrap_or_else(|| SegmentId::new("segment"));
    Account::new(AccountId::new("account"), segment)
}
