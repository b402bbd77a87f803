//! Customers as an import.

use super::{Incoming, Named, Names, Said};
use crate::edit::{Command, import_accounts};
use crate::exchange::importer::{CustomerRow, ImportReport};
use crate::exchange::intake::{Intake, customers};
use crate::model::{Account, Document};
use crate::present::Locale;
use crate::text::{mark, tr};
use crate::units::{Money, SegmentId};
use crate::web::app::App;
use crate::web::ui::Choice;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Customers: the book of business.
pub(super) struct Customers;

impl Incoming for Customers {
    type Row = CustomerRow;
    type Taken = Intake;
    const ASK: &'static str = mark!(
        "A list of accounts (.csv, or cells copied from Excel): customers with segment, ARR and renewal month, prospects with what they could pay; owner, place and ratings if you have them."
    );
    const KEEP: Option<&'static str> = Some(mark!("Keep accounts that are not in this file"));
    const KEEPS: bool = false;
    const INSTEAD: Option<&'static str> = Some(mark!(
        "Customers of this file take the place of the typed opening balance of their segments (otherwise both count)"
    ));

    fn taken(document: &Document, report: &ImportReport<CustomerRow>, said: &Said) -> Intake {
        customers(document, &report.rows, &said.rates)
    }

    fn count(taken: &Intake) -> usize {
        taken.accounts.len()
    }

    fn counted(count: usize, locale: &Locale) -> String {
        locale.counted(count, tr!("account"), tr!("accounts"))
    }

    fn effect(taken: &Intake, document: &Document, locale: &Locale) -> String {
        let arr: Money = taken.accounts.iter().filter_map(|account| account.contract).map(|it| it.arr).sum();
        let customers = taken.accounts.iter().filter(|it| it.contract.is_some()).count();
        let prospects = taken.accounts.len() - customers;
        let mut text = tr!("{} of ARR.", locale.money_compact(arr, document.settings.currency));
        if prospects > 0 {
            text = tr!(
                "{} with {text} {}.",
                locale.counted(customers, tr!("customer"), tr!("customers")),
                locale.counted(prospects, tr!("prospect"), tr!("prospects"))
            );
        }
        if !taken.segments.is_empty() {
            text.push_str(&match taken.segments.len() {
                1 => tr!(" One new segment.").to_owned(),
                some => tr!(" {some} new segments."),
            });
        }
        if taken.owners_without_seat > 0 {
            text.push_str(&tr!(
                " {} have an owner who holds no seat that looks after customers; their book goes to the pool of the segment.",
                locale.count(taken.owners_without_seat as i64)
            ));
        }
        text
    }

    fn tight(app: App, taken: &Intake) -> Option<String> {
        app.shelf.too_many(&taken.accounts)
    }

    fn foreign(taken: &Intake) -> BTreeMap<String, usize> {
        taken.foreign.clone()
    }

    fn out(taken: &Intake) -> usize {
        taken.without_rate.values().sum()
    }

    fn named(
        document: &Document,
        report: &ImportReport<CustomerRow>,
        _taken: &Intake,
        _said: &Said,
    ) -> Vec<(&'static str, Vec<Named>)> {
        if report.unknown.is_empty() {
            return Vec::new();
        }
        let segment = |choice: &crate::exchange::importer::UnknownChoice| {
            let shown = if choice.text.is_empty() { tr!("(blank)") } else { choice.text.as_str() };
            let known = document.segments.iter().map(|it| Choice::new(it.name.clone(), it.name.clone()));
            Named {
                text: choice.text.clone(),
                label: tr!("Segment {shown}"),
                help: match choice.rows {
                    1 => tr!("One row, in line {}", choice.first_line),
                    rows => tr!("{rows} rows, first in line {}", choice.first_line),
                },
                choices: std::iter::once(Choice::new("", tr!("New segment {shown}"))).chain(known).collect(),
                chosen: String::new(),
                of: Names::Mapped,
            }
        };
        vec![(tr!("Segments this plan does not have"), report.unknown.iter().map(segment).collect())]
    }

    fn command(document: &Document, taken: &Intake, said: &Said) -> Command {
        let mut accounts: Vec<Account> = Vec::new();
        if said.keep {
            let new: HashSet<&str> = taken.accounts.iter().map(|it| it.id.as_str()).collect();
            accounts.extend(document.accounts.iter().filter(|it| !new.contains(it.id.as_str())).cloned());
        }
        let mut touched: Vec<SegmentId> = Vec::new();
        if said.instead {
            for account in &taken.accounts {
                if !touched.contains(&account.segment) {
                    touched.push(account.segment.clone());
                }
            }
        }
        accounts.extend(taken.accounts.iter().cloned());
        import_accounts(document, accounts, taken.segments.clone(), &touched)
    }

    fn held(document: &Document) -> usize {
        document.accounts.len()
    }

    fn said_of_held(count: usize, locale: &Locale) -> String {
        match count {
            0 => tr!("No accounts yet; the opening book is as typed on the Forecast page.").to_owned(),
            some => tr!("{} in the table.", Customers::counted(some, locale)),
        }
    }

    fn remove() -> Command {
        Command::batch(tr!("remove the accounts"), vec![Command::Accounts(Arc::default())])
    }
}
