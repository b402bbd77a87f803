//! Steps on the territory plan: propose owners, move accounts, adopt the plan.

use crate::edit::command::Command;
use crate::model::{Account, Document};
use crate::text::tr;
use crate::units::{AccountId, SeatId};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Makes these owners the plan, in the function that territories are planned for. Whoever has an account today is no change, and is left out.
pub fn set_plan(document: &Document, owners: &[(AccountId, SeatId)]) -> Command {
    Command::batch(tr!("territory plan"), vec![Command::TerritoryPlan(Arc::new(changes(document, owners)))])
}

/// What changes hands if these are the owners.
fn changes(document: &Document, owners: &[(AccountId, SeatId)]) -> Vec<(AccountId, SeatId)> {
    let today: HashMap<&str, Option<&SeatId>> =
        document.accounts.iter().map(|it| (it.id.as_str(), it.owners.of(document.territory.owner))).collect();
    let mut seen = HashSet::new();
    let mut plan: Vec<(AccountId, SeatId)> = Vec::new();
    // Of two owners of one account the last counts.
    for (account, seat) in owners.iter().rev() {
        let Some(owner) = today.get(account.as_str()) else { continue };
        if seen.insert(account.as_str()) && *owner != Some(seat) {
            plan.push((account.clone(), seat.clone()));
        }
    }
    plan.reverse();
    plan
}

/// Gives accounts to a seat, in the plan; none where they are its already.
pub fn move_accounts(document: &Document, accounts: &[AccountId], to: &SeatId) -> Option<Command> {
    let moved: HashSet<&str> = accounts.iter().map(AccountId::as_str).collect();
    let mut owners: Vec<(AccountId, SeatId)> =
        document.territory_plan.iter().filter(|(id, _)| !moved.contains(id.as_str())).cloned().collect();
    owners.extend(accounts.iter().map(|id| (id.clone(), to.clone())));
    let plan = changes(document, &owners);
    let label = match moved.len() {
        1 => tr!("move an account").to_owned(),
        count => tr!("move {count} accounts"),
    };
    let same = plan == *document.territory_plan;
    (!same).then(|| Command::batch(label, vec![Command::TerritoryPlan(Arc::new(plan))]))
}

/// Gives up the plan: everybody keeps what they have today.
pub fn drop_plan() -> Command {
    Command::batch(tr!("give up the territory plan"), vec![Command::TerritoryPlan(Arc::default())])
}

/// Writes what is planned for some accounts into their owners, as one step; what is planned for the others stays planned.
pub fn adopt_plan(document: &Document, adopts: impl Fn(&AccountId) -> bool) -> Command {
    let (adopted, later): (Vec<_>, Vec<_>) = document.territory_plan.iter().cloned().partition(|(id, _)| adopts(id));
    Command::batch(
        tr!("adopt the territory plan"),
        vec![Command::Accounts(with_owners(document, &adopted)), Command::TerritoryPlan(Arc::new(later))],
    )
}

/// The accounts as the plan has them: after, where the document's own are before.
pub fn with_plan(document: &Document) -> Arc<Vec<Account>> {
    with_owners(document, &document.territory_plan)
}

fn with_owners(document: &Document, planned: &[(AccountId, SeatId)]) -> Arc<Vec<Account>> {
    if planned.is_empty() {
        return document.accounts.clone();
    }
    let seats: HashSet<&str> = document.seats.iter().map(|it| it.id.as_str()).collect();
    let plan: BTreeMap<&str, &SeatId> = planned
        .iter()
        .filter(|(_, seat)| seats.contains(seat.as_str()))
        .map(|(account, seat)| (account.as_str(), seat))
        .collect();
    let mut accounts = (*document.accounts).clone();
    for account in &mut accounts {
        if let Some(seat) = plan.get(account.id.as_str()) {
            *account.owners.place(document.territory.owner) = Some((*seat).clone());
        }
    }
    Arc::new(accounts)
}

/// The document as it would be with the plan adopted.
pub fn after_plan(document: &Document) -> Document {
    Document { accounts: with_plan(document), territory_plan: Arc::default(), ..document.clone() }
}
