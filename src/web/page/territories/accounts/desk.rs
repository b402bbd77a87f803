//! The accounts on the table: which are shown, what their cells say, and what becomes of a text typed or pasted.

use super::super::facts::Facts;
use super::filters::Filter;
use crate::edit::{Command, add_account, change_accounts, new_account, remove_accounts};
use crate::model::{Account, Document};
use crate::present::Locale;
use crate::present::accounts::{AccountColumn, Derived, Order, cell, change};
use crate::text::tr;
use crate::web::app::App;
use crate::web::records::{Record, Records};
use crate::web::ui::{Cell, GridRow};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The rows shown, and where each stands in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// The rows.
    pub rows: Vec<GridRow>,
    /// Their places in the document, in the order shown.
    pub order: Vec<usize>,
    places: HashMap<Arc<str>, usize>,
}

/// The accounts on the table. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    app: App,
    facts: Facts,
    /// Which are looked at.
    pub filter: Filter,
    /// In what order.
    pub order: RwSignal<Order>,
    /// What is shown.
    pub shown: Memo<Shown>,
    looks: RwSignal<u32>,
}

/// Above this many changed rows the filter and the order look again.
const MANY: usize = 64;

impl Desk {
    /// Everything, as it stands in the document.
    pub fn new(app: App, facts: Facts) -> Desk {
        let filter = Filter::everything();
        let order = RwSignal::new(Order::Table);
        let looks = RwSignal::new(0_u32);
        // A row that no longer fits stays under the cursor, and where it is, until rows come or go or something else is asked for.
        let table = Memo::new(move |before: Option<&(Arc<Vec<Account>>, u32)>| {
            let accounts = facts.accounts.get();
            let turn = match before {
                Some((old, turn)) if old.len() == accounts.len() => {
                    let changed = old.iter().zip(accounts.iter()).filter(|(one, other)| one != other).take(MANY + 1);
                    if changed.count() > MANY { turn + 1 } else { *turn }
                }
                Some((_, turn)) => turn + 1,
                None => 0,
            };
            (accounts, turn)
        });
        let turn = Memo::new(move |_| (table.with(|it| it.1), app.scene.get()));
        let order_shown = Memo::new(move |_| {
            turn.track();
            looks.track();
            let (wanted, order) = (filter.wanted(), order.get());
            untrack(|| {
                let moved: HashSet<String> = if wanted.moved {
                    app.document.with(|it| it.territory_plan.iter().map(|(id, _)| id.to_string()).collect())
                } else {
                    HashSet::new()
                };
                let (segmentation, positions) = (facts.segmentation.get(), facts.positions.get());
                let fits = |at: usize, account: &Account| {
                    let tier = segmentation.tiers.get(at).copied().flatten();
                    let position = positions.get(at).copied().flatten();
                    wanted.fits(account, tier, position, moved.contains(account.id.as_str()))
                };
                let mut places: Vec<usize> = facts.accounts.with(|accounts| {
                    let all = accounts.iter().enumerate();
                    all.filter(|(at, account)| fits(*at, account)).map(|(at, _)| at).collect()
                });
                let hours: Vec<f64> = facts.hours.with(|hours| hours.iter().map(|it| it.owner).collect());
                app.document.with(|document| order.sort(document, &hours, &mut places));
                places
            })
        });
        let shown = Memo::new(move |_| {
            let order = order_shown.get();
            facts.accounts.with(|accounts| {
                let mut shown = Shown { rows: Vec::with_capacity(order.len()), ..Shown::default() };
                for at in &order {
                    let Some(account) = accounts.get(*at) else { continue };
                    let mut id: Arc<str> = Arc::from(account.id.as_str());
                    if shown.places.contains_key(&id) {
                        // Ids that repeat are an error of the document, and each of them has to be seen to be mended.
                        id = Arc::from(format!("{id}\u{1f}{at}").as_str());
                    }
                    shown.places.insert(id.clone(), *at);
                    shown.rows.push(GridRow::Row(id));
                }
                shown.order = order;
                shown
            })
        });
        Desk { app, facts, filter, order, shown, looks }
    }

    /// Has the filter and the order look again.
    pub fn look_again(self) {
        self.looks.update(|it| *it += 1);
    }

    fn place(self, row: &str) -> Option<usize> {
        self.shown.with(|shown| shown.places.get(row).copied())
    }

    /// The place of a row in the document, while it is shown.
    pub fn place_of(self, row: &str) -> Option<usize> {
        self.place(row)
    }

    /// The accounts as records of a table.
    pub fn records(self) -> Records<Account> {
        let blank = move || {
            let segment = self.filter.segment_untracked();
            self.app.document.with_untracked(|document| new_account(document, segment.as_ref()))
        };
        Records::new(self.app, move |row| self.place(row), move |(row, col)| self.settled(&row, col), blank)
    }

    /// What stands in a cell, refused texts apart.
    fn settled(self, row: &str, col: &str) -> Cell {
        let Some(column) = AccountColumn::named(col) else { return Cell::default() };
        let Some(at) = self.place(row) else { return Cell::default() };
        let locale = self.app.locale.get();
        // Only what the column shows is looked at, so that nothing else redraws its cells.
        let is = |it: AccountColumn| column == it;
        let tiered = is(AccountColumn::Tier).then(|| self.facts.segmentation.with(|it| it.tiers.get(at).copied()));
        let tier = tiered.flatten().flatten();
        let hours = is(AccountColumn::Workload).then(|| self.facts.hours.with(|it| it.get(at).map(|it| it.owner)));
        let hours = hours.flatten();
        let place = is(AccountColumn::Position).then(|| self.facts.positions.with(|it| it.get(at).copied()));
        let position = place.flatten().flatten();
        let made = self.app.document.with(|document| {
            let account = document.accounts.get(at)?;
            let tier = tier.and_then(|at| document.territory.tiers.get(at)).map(|it| it.name.as_str());
            Some(cell(document, account, Derived { tier, hours, position }, column, &locale))
        });
        let Some(made) = made else { return Cell::default() };
        Cell {
            text: made.text,
            edit_text: made.edit_text,
            problem: made.problem,
            muted: made.blank,
            blank: made.blank,
            ..Cell::default()
        }
    }
}

impl Record for Account {
    type Column = AccountColumn;

    fn column(key: &str) -> Option<AccountColumn> {
        AccountColumn::named(key)
    }

    /// A renewal needs the ARR first.
    fn goes_first(column: AccountColumn) -> bool {
        column == AccountColumn::Arr
    }

    fn all(document: &Document) -> &[Account] {
        &document.accounts
    }

    fn put(&mut self, document: &Document, column: AccountColumn, text: &str, locale: &Locale) -> Result<(), String> {
        change(document, self, column, text, locale)
    }

    fn changed(document: &Document, changed: Vec<(usize, Account)>, added: Vec<Account>) -> Command {
        change_accounts(document, changed, added)
    }

    fn added(self, document: &Document, below: Option<usize>) -> Command {
        add_account(document, self, below)
    }

    fn removed(document: &Document, places: &[usize]) -> Command {
        remove_accounts(document, places)
    }

    fn told_removed(count: usize) -> String {
        match count {
            1 => tr!("An account is removed.").to_owned(),
            count => tr!("{count} accounts are removed."),
        }
    }
}
