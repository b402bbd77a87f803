//! Steps on the plan of one account.

use crate::edit::accounts::RowEdit;
use crate::edit::command::Command;
use crate::model::{AccountPlan, Document};

/// Changes the plan of the account at a place; none where nothing changes or the account is gone. A plan of nothing is no plan.
pub fn change_account_plan(
    document: &Document,
    place: usize,
    label: &str,
    change: impl FnOnce(&mut AccountPlan),
) -> Option<Command> {
    let before = document.accounts.get(place)?;
    let mut account = before.clone();
    let mut plan = account.care.take().map(|it| *it).unwrap_or_default();
    change(&mut plan);
    account.care = (!plan.is_empty()).then(|| Box::new(plan));
    if account == *before {
        return None;
    }
    Some(Command::batch(label, vec![Command::AccountRows(vec![RowEdit::Put(place, Box::new(account))])]))
}
