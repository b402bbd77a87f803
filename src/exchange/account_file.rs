//! The accounts as a table for CRM systems and spreadsheets, in columns the import of accounts reads.

use super::write_csv;
use crate::model::{Account, Document, Owner};
use crate::text::in_english;
use crate::units::{Rate, SeatId};

/// The columns of the file.
const COLUMNS: [&str; 25] = [
    "Account ID",
    "Account Name",
    "Segment",
    "Tier",
    "ARR",
    "Currency",
    "Renewal month",
    "Term months",
    "Potential",
    "Workload hours",
    "Latitude",
    "Longitude",
    "State",
    "Postal code",
    "Country",
    "Growth rating",
    "Profitability rating",
    "Strategic rating",
    "Referral rating",
    "Family",
    "Locked",
    "Sales owner",
    "Account manager",
    "Customer success manager",
    "Sales owner in the plan",
];

/// Every account, with its owners by name; the last column is who is to own it by the territory plan.
pub fn accounts_csv(document: &Document) -> String {
    in_english(|| rows_of(document))
}

fn rows_of(document: &Document) -> String {
    let planned: std::collections::HashMap<&str, &SeatId> =
        document.territory_plan.iter().map(|(account, seat)| (account.as_str(), seat)).collect();
    let function = document.territory.owner;
    let rows = document.accounts.iter().map(|account| {
        let next = planned.get(account.id.as_str()).copied().or_else(|| account.owners.of(function));
        row(document, account, next.map(|it| holder(document, it)).unwrap_or_default())
    });
    let mut columns = COLUMNS;
    if let Some(last) = columns.last_mut() {
        *last = match function {
            Owner::Sales => "Sales owner in the plan",
            Owner::AccountManagement => "Account manager in the plan",
            Owner::CustomerSuccess => "Customer success manager in the plan",
        };
    }
    write_csv(&columns, rows)
}

fn row(document: &Document, account: &Account, planned: String) -> [String; 25] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rating = |rate: Option<Rate>| rate.map(|it| it.to_f64().to_string()).unwrap_or_default();
    let contract = account.contract;
    let degrees =
        |of: fn(crate::model::Location) -> f64| account.location.map(|it| of(it).to_string()).unwrap_or_default();
    let owner = |function: Owner| account.owners.of(function).map(|it| holder(document, it)).unwrap_or_default();
    let sales = owner(Owner::Sales);
    let unknown = account.owner_without_seat().map(str::to_owned);
    [
        account.id.to_string(),
        account.name.clone(),
        document.segment(&account.segment).map_or_else(|| account.segment.to_string(), |it| it.name.clone()),
        text(&account.tier),
        contract.map(|it| it.arr.to_string()).unwrap_or_default(),
        document.settings.currency.to_string(),
        contract.map(|it| it.renewal.to_string()).unwrap_or_default(),
        contract.map(|it| it.term_months.to_string()).unwrap_or_default(),
        account.potential.map(|it| it.to_string()).unwrap_or_default(),
        account.workload_hours.map(|it| it.to_string()).unwrap_or_default(),
        degrees(|it| it.lat),
        degrees(|it| it.lon),
        text(&account.region),
        text(&account.postal_code),
        text(&account.country),
        rating(account.ratings.growth),
        rating(account.ratings.profitability),
        rating(account.ratings.strategic),
        rating(account.ratings.referral),
        text(&account.family),
        if account.locked { "yes" } else { "no" }.to_owned(),
        if sales.is_empty() { unknown.unwrap_or_default() } else { sales },
        owner(Owner::AccountManagement),
        owner(Owner::CustomerSuccess),
        planned,
    ]
}

/// Who holds a seat last; the seat's own id where nobody does.
fn holder(document: &Document, id: &SeatId) -> String {
    let person = document.seat(id).and_then(|seat| document.person(seat.stints.last()?.person.as_ref()?));
    person.map(|it| it.name.clone()).filter(|it| !it.is_empty()).unwrap_or_else(|| id.to_string())
}
