//! The accounts on the table: which are shown, what their cells say, and what becomes of a text typed or pasted.

use super::super::facts::Facts;
use super::filters::Filter;
use crate::edit::{Command, add_account, change_accounts, new_account, remove_accounts};
use crate::model::Account;
use crate::present::accounts::{AccountColumn, Derived, Order, cell, change};
use crate::web::app::App;
use crate::web::ui::{Cell, GridEdit, GridPaste, GridRow};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A cell by row and column.
pub(super) type Key = (Arc<str>, &'static str);

/// A text that was refused and stays in its cell.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    text: String,
    why: String,
    /// What stood there; a cell that changes from elsewhere (an undo) forgets the refused text.
    stood: String,
}

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
    refused: RwSignal<HashMap<Key, Refused>>,
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
        Desk { app, facts, filter, order, refused: RwSignal::new(HashMap::new()), shown, looks }
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

    /// Places of rows in the document.
    pub fn places(self, rows: &[Arc<str>]) -> Vec<usize> {
        rows.iter().filter_map(|row| untrack(|| self.place(row))).collect()
    }

    /// What stands in a cell, with a refused text and why.
    pub fn cell(self, key: &Key, column: AccountColumn) -> Cell {
        let refused = self.refused.with(|refused| refused.get(key).cloned());
        let settled = self.settled(&key.0, column);
        match refused {
            Some(Refused { text, why, stood }) if stood == settled.text => {
                Cell { text, edit_text: String::new(), problem: Some(why), blank: false, muted: false, ..settled }
            }
            Some(_) | None => settled,
        }
    }

    fn settled(self, row: &str, column: AccountColumn) -> Cell {
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

    /// A text is final: what cannot be read stays in its cell with the reason.
    pub fn take(self, edit: GridEdit) {
        let Some(column) = AccountColumn::named(edit.col) else { return };
        let key = (edit.row.clone(), edit.col);
        let Some(at) = untrack(|| self.place(&edit.row)) else { return };
        let locale = self.app.locale.get_untracked();
        let result: Result<Option<Command>, String> = self.app.document.with_untracked(|document| {
            let Some(before) = document.accounts.get(at) else { return Ok(None) };
            let mut account = before.clone();
            change(document, &mut account, column, &edit.text, &locale)?;
            Ok((account != *before).then(|| change_accounts(document, vec![(at, account)], Vec::new())))
        });
        match result {
            Ok(command) => {
                if self.refused.with_untracked(|refused| refused.contains_key(&key)) {
                    self.refused.update(|refused| {
                        refused.remove(&key);
                    });
                }
                if let Some(command) = command {
                    self.app.dispatch(command);
                }
            }
            Err(why) => {
                let stood = untrack(|| self.settled(&edit.row, column)).text;
                self.refused.update(|refused| {
                    refused.insert(key, Refused { text: edit.text, why, stood });
                });
            }
        }
    }

    /// A block is one step to undo. Rows beyond the table become new accounts; what cannot be read is left as it was, and told.
    pub fn paste(self, paste: GridPaste) {
        let columns: Vec<Option<AccountColumn>> = paste.cols.iter().map(|col| AccountColumn::named(col)).collect();
        let locale = self.app.locale.get_untracked();
        let mut wrong: Vec<String> = Vec::new();
        let (mut changed, mut added) = (Vec::new(), Vec::new());
        let command = self.app.document.with_untracked(|document| {
            let blank = new_account(document, self.filter.segment_untracked().as_ref());
            for (line, texts) in paste.cells.iter().enumerate() {
                let at = paste.rows.get(line).and_then(|row| untrack(|| self.place(row)));
                let before = at.and_then(|at| document.accounts.get(at)).unwrap_or(&blank);
                let mut account = before.clone();
                let mut cells: Vec<(AccountColumn, &String)> =
                    columns.iter().copied().zip(texts).filter_map(|(column, text)| Some((column?, text))).collect();
                // A renewal needs the ARR first.
                cells.sort_by_key(|(column, _)| *column != AccountColumn::Arr);
                let told = wrong.len();
                for (column, text) in cells {
                    if let Err(why) = change(document, &mut account, column, text, &locale) {
                        wrong.push(format!("\u{201c}{text}\u{201d} was not taken: {why}"));
                    }
                }
                match at {
                    Some(at) if account != *before => changed.push((at, account)),
                    Some(_) => {}
                    None if wrong.len() == told && texts.iter().any(|text| !text.trim().is_empty()) => {
                        added.push(account);
                    }
                    None => {}
                }
            }
            let some = !changed.is_empty() || !added.is_empty();
            some.then(|| change_accounts(document, std::mem::take(&mut changed), std::mem::take(&mut added)))
        });
        let done = command.is_some();
        if let Some(command) = command {
            self.refused.update(HashMap::clear);
            self.app.dispatch_many(command, paste.cells.len());
        }
        self.app.tell_not_taken(&wrong, done);
    }

    /// Adds an account below a row, in the segment that is looked at.
    pub fn insert(self, below: Option<Arc<str>>) {
        let command = self.app.document.with_untracked(|document| {
            let at = below.as_deref().and_then(|row| untrack(|| self.place(row)));
            add_account(document, new_account(document, self.filter.segment_untracked().as_ref()), at)
        });
        self.app.dispatch(command);
    }

    /// Removes rows, with a way back.
    pub fn delete(self, rows: &[Arc<str>]) {
        let places = self.places(rows);
        if places.is_empty() {
            return;
        }
        let command = self.app.document.with_untracked(|document| remove_accounts(document, &places));
        let told = match places.len() {
            1 => "An account is removed.".to_owned(),
            count => format!("{count} accounts are removed."),
        };
        self.app.dispatch_many_with_undo(command, places.len(), told);
    }
}
