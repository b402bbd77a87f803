//! People needed to serve accounts, with the arithmetic.

use crate::model::{Document, Owner, TerritorySettings};
use crate::present::Locale;
use crate::present::accounts::owner_name;
use crate::territory::segment::Segmentation;
use crate::territory::workload::{heads, selling_hours, sums};
use crate::text::tr;

/// `1,760 hours a year x 65 % = 1,144 hours of one person for accounts.`
pub fn arithmetic(settings: &TerritorySettings, locale: &Locale) -> String {
    tr!(
        "{} hours a year x {} = {} hours of one person for accounts. People needed: the hours below divided by that.",
        locale.count(i64::from(settings.hours_year)),
        locale.rate(settings.productive),
        locale.number(selling_hours(settings), 0)
    )
}

/// Names of columns, and a row for each function and whose accounts it serves: hours, people needed, people there are, and what is missing.
pub fn people_table(
    document: &Document,
    segmentation: &Segmentation,
    locale: &Locale,
) -> (Vec<String>, Vec<Vec<String>>) {
    let header = [
        tr!("Who, for whom"),
        tr!("Hours a year"),
        tr!("People needed"),
        tr!("At the plan's start"),
        tr!("More or less than needed"),
    ];
    let (_, all) = sums(document, segmentation);
    let people = all.people(&document.territory);
    let prospects = all.accounts - all.customers;
    let rows = Owner::ALL.into_iter().zip(all.hours).zip(people).map(|((owner, hours), needed)| {
        let there = heads(document, owner);
        let of = match owner {
            Owner::Sales => locale.counted(prospects, tr!("prospect"), tr!("prospects")),
            Owner::AccountManagement => locale.counted(all.customers, tr!("customer"), tr!("customers")),
            Owner::CustomerSuccess => tr!("dedicated support of customers").to_owned(),
        };
        vec![
            format!("{}: {of}", owner_name(owner)),
            locale.number(hours, 0),
            needed.map_or_else(|| tr!("no hours").to_owned(), |it| locale.number(it, 1)),
            locale.count(there as i64),
            needed.map(|it| locale.number_delta(there as f64 - it, 1)).unwrap_or_default(),
        ]
    });
    (header.map(str::to_owned).to_vec(), rows.collect())
}
