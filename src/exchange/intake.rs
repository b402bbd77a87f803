//! From imported rows to entities of a document.

mod actuals;
mod beginning;
mod deals;
mod roster;
mod titles;

pub use actuals::{ActualIntake, actuals};
pub use beginning::{Abroad, Brought, bring};
pub use deals::{DealChoices, DealIntake, deals, owner_key};
pub(crate) use roster::carries_arr;
pub use roster::{ManagerIs, RosterChoices, RosterIntake, Unused, roster};
pub use titles::{Post, function_of_title, guess_title};

use crate::exchange::importer::{CustomerRow, match_choice};
use crate::model::{Account, Contract, Document, Function, Location, Ratings, Segment};
use crate::units::{AccountId, Currency, Money, Rate, SeatId, SegmentId};
use std::collections::BTreeMap;

/// Customers as accounts, with what they bring along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// The accounts.
    pub accounts: Vec<Account>,
    /// Segments that the document does not have yet.
    pub segments: Vec<Segment>,
    /// Rows whose amounts are in another currency than the plan's, by its code, with a plan rate or without.
    pub foreign: BTreeMap<String, usize>,
    /// Rows left out because their currency has no plan rate, by currency.
    pub without_rate: BTreeMap<String, usize>,
    /// Accounts whose owner holds no seat.
    pub owners_without_seat: usize,
}

/// Makes accounts of customer rows. Amounts in another currency are converted at `rates` (what one unit is worth in the document's
/// currency); an owner whose name a holder has becomes the account's owner in that holder's function.
pub fn customers(document: &Document, rows: &[CustomerRow], rates: &BTreeMap<String, Rate>) -> Intake {
    let mut intake = Intake::default();
    let mut names: Vec<String> = document.segments.iter().map(|segment| segment.name.clone()).collect();
    let mut ids: Vec<SegmentId> = document.segments.iter().map(|segment| segment.id.clone()).collect();
    let owners = holders(document);
    for row in rows {
        note_foreign(&mut intake.foreign, row.currency, document);
        let Some(arr) = in_currency(row.arr.amount(), row.currency, document.settings.currency, rates) else {
            let code = row.currency.map(|it| it.code().to_owned()).unwrap_or_default();
            *intake.without_rate.entry(code).or_default() += 1;
            continue;
        };
        // What says no segment is of the first one, so that it can be looked at and moved.
        let first = (row.segment.is_empty() && !names.is_empty()).then_some(0);
        let potential = row.potential.and_then(|it| in_currency(it, row.currency, document.settings.currency, rates));
        let at = first.or_else(|| match_choice(&row.segment, &names)).unwrap_or_else(|| {
            let id = SegmentId::fresh(&row.segment, ids.iter());
            let like = document.segments.first().cloned().unwrap_or_default();
            let mut segment = Segment { id: id.clone(), name: row.segment.to_string(), ..like };
            segment.opening = Default::default();
            segment.pipeline.clear_leads();
            segment.pipeline.opening.clear();
            intake.segments.push(segment);
            names.push(row.segment.to_string());
            ids.push(id);
            names.len() - 1
        });
        let Some(segment) = ids.get(at).cloned() else { continue };
        let [growth, profitability, strategic, referral] = row.ratings;
        let mut account = Account {
            name: row.name.clone(),
            contract: row.customer.then(|| Contract {
                arr,
                renewal: row.renewal_from(document.settings.first_month),
                term_months: row.term_months,
            }),
            region: row.state.clone(),
            postal_code: row.zip.clone(),
            country: row.country.clone(),
            location: row.latitude.zip(row.longitude).map(|(lat, lon)| Location::new(lat, lon)),
            potential,
            workload_hours: row.workload,
            ratings: Ratings { growth, profitability, strategic, referral },
            tier: row.tier.as_deref().and_then(|text| tier_named(document, text)),
            family: row.family.clone(),
            locked: row.locked,
            ..Account::new(AccountId::new(&row.id), segment)
        };
        let seat = |name: &Option<String>| owners.get(&owner_key(name.as_ref()?));
        if let Some((seat, _)) = seat(&row.account_manager) {
            account.owners.account_management = Some(seat.clone());
        }
        if let Some((seat, _)) = seat(&row.customer_success) {
            account.owners.customer_success = Some(seat.clone());
        }
        if let Some(owner) = &row.owner {
            match owners.get(&owner_key(owner)) {
                Some((seat, Function::CustomerSuccess)) => account.owners.customer_success = Some(seat.clone()),
                Some((seat, Function::AccountManagement | Function::Hybrid)) => {
                    account.owners.account_management = Some(seat.clone());
                }
                Some((seat, _sells)) => account.owners.sales = Some(seat.clone()),
                None => {
                    intake.owners_without_seat += 1;
                    account.owner_name = Some(owner.clone());
                }
            }
        }
        // A file of columns by function has nothing in the general one for accounts without a seller.
        let mut strays = [&row.account_manager, &row.customer_success].into_iter().flatten();
        if let Some(stray) = strays.find(|name| !owners.contains_key(&owner_key(name))).filter(|_| row.owner.is_none())
        {
            intake.owners_without_seat += 1;
            account.owner_name = Some(stray.clone());
        }
        intake.accounts.push(account);
    }
    intake
}

/// The tier that a file means: by id, by name, or by what stands before the comma of a name such as `A, key`.
fn tier_named(document: &Document, text: &str) -> Option<String> {
    let wanted = text.trim().to_lowercase();
    let named = |it: &&crate::model::Tier| {
        let name = it.name.to_lowercase();
        it.id.to_lowercase() == wanted
            || name == wanted
            || name.split(',').next().map(str::trim) == Some(wanted.as_str())
    };
    document.territory.tiers.iter().find(named).map(|it| it.id.clone())
}

/// Seats and functions of present holders by their names in lower case, and by the ids of the seats.
fn holders(document: &Document) -> BTreeMap<String, (SeatId, Function)> {
    let mut found = BTreeMap::new();
    for seat in &document.seats {
        let function = document.role(&seat.role).map_or(Function::NewBusiness, |role| role.function);
        found.insert(owner_key(seat.id.as_str()), (seat.id.clone(), function));
        for person in seat.stints.iter().filter_map(|stint| document.person(stint.person.as_ref()?)) {
            found.insert(owner_key(&person.name), (seat.id.clone(), function));
        }
    }
    found
}

/// Counts a row whose amounts are stated in another currency than the document's.
fn note_foreign(found: &mut BTreeMap<String, usize>, stated: Option<Currency>, document: &Document) {
    if let Some(other) = stated.filter(|it| *it != document.settings.currency) {
        *found.entry(other.code().to_owned()).or_default() += 1;
    }
}

/// An amount in the document's currency; `None` where its currency has no plan rate. An amount without a currency is in that of the plan.
fn in_currency(
    amount: Money,
    stated: Option<Currency>,
    currency: Currency,
    rates: &BTreeMap<String, Rate>,
) -> Option<Money> {
    match stated {
        Some(other) if other != currency => {
            let rate = rates.get(other.code())?;
            Some(currency.round_ratio(
                i128::from(amount.mills()) * i128::from(rate.ppm()),
                i128::from(Rate::SCALE),
                crate::units::Rounding::default(),
            ))
        }
        Some(_) | None => Some(amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Table;
    use crate::exchange::importer::{CUSTOMERS, Context, guess_mapping, run};
    use crate::model::sample;

    fn rows(csv: &str) -> Vec<CustomerRow> {
        let table = Table::open(csv.as_bytes()).unwrap();
        let context = Context { currency: Some(Currency::USD), ..Context::default() };
        let mapping = guess_mapping(&CUSTOMERS, &table, &context);
        run(&table, &mapping, &context).unwrap().rows
    }

    #[test]
    fn owners_find_their_seats_and_new_segments_are_made() {
        let document = sample::company();
        let rows = rows(
            "id,segment,arr,renewal_month,owner\nA1,mid market,1000,2027-03,Lin Xu\nA2,Public sector,2000,2026-05,Anh Bui\nA3,SMB,5,2027-01,Nobody\n",
        );
        let intake = customers(&document, &rows, &BTreeMap::new());
        let segments: Vec<&str> = intake.accounts.iter().map(|it| it.segment.as_str()).collect();
        assert_eq!(segments, ["mid-market", "public-sector", "smb"]);
        assert_eq!(intake.segments.len(), 1);
        assert_eq!(intake.accounts[0].owners.account_management.as_ref().map(|id| id.as_str()), Some("am-2"));
        assert_eq!(intake.accounts[1].owners.customer_success.as_ref().map(|id| id.as_str()), Some("csm-2"));
        assert_eq!(intake.accounts[1].contract.unwrap().renewal.to_string(), "2027-05");
        assert_eq!((intake.accounts[2].owner_name.as_deref(), intake.owners_without_seat), (Some("Nobody"), 1));
    }

    #[test]
    fn another_currency_needs_a_plan_rate() {
        let document = sample::company();
        let rows = rows("id,segment,arr,currency,renewal_month\nA1,SMB,1000,EUR,2027-03\nA2,SMB,1000,USD,2027-03\n");
        let without = customers(&document, &rows, &BTreeMap::new());
        assert_eq!((without.accounts.len(), without.without_rate.get("EUR")), (1, Some(&1)));
        assert_eq!(without.foreign, without.without_rate);
        let rates = BTreeMap::from([("EUR".to_owned(), Rate::from_ppm(1_100_000))]);
        let with = customers(&document, &rows, &rates);
        assert_eq!(with.accounts[0].contract.unwrap().arr, Money::from_major(1_100));
        // The row is still in another currency, so that its rate can be looked at again.
        assert_eq!((with.foreign.get("EUR"), with.without_rate.len()), (Some(&1), 0));
    }
}
