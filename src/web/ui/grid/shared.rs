//! What the parts of the table share, and what one does in it: press, type, commit, leave.

use super::content::{Cell, Column, GridEdit, GridRow, Kind};
use super::{ROW_PX, WINDOWED_ABOVE};
use crate::present::grid::{self as keys, Access, Draft, Effect as Outcome, GridState, Press, Shape, Spot};
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What the parts of the table share.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) columns: Signal<Vec<Column>>,
    pub(super) rows: Signal<Vec<GridRow>>,
    pub(super) cells: Callback<Arc<str>, Vec<Cell>>,
    pub(super) index: Memo<HashMap<Arc<str>, usize>>,
    pub(super) state: RwSignal<GridState>,
    pub(super) on_edit: Callback<GridEdit>,
    pub(super) on_input: Option<Callback<GridEdit>>,
    pub(super) table: NodeRef<html::Table>,
    pub(super) scroller: NodeRef<html::Div>,
    /// The text of the cell being edited before the edit.
    pub(super) before: StoredValue<String>,
    /// The draft was begun with the pointer, so that a choice opens at once and is final.
    pub(super) by_pointer: StoredValue<bool>,
}

impl Shared {
    pub(super) fn id(&self, row: usize) -> Option<Arc<str>> {
        self.rows.with_untracked(|rows| rows.get(row).and_then(GridRow::data_id))
    }

    pub(super) fn cell(&self, at: Spot) -> Option<Cell> {
        let id = self.id(at.row)?;
        untrack(|| self.cells.run(id)).into_iter().nth(at.col)
    }

    pub(super) fn kind(&self, col: usize) -> Kind {
        self.columns.with_untracked(|c| c.get(col).map_or(Kind::ReadOnly, |c| c.kind.clone()))
    }

    pub(super) fn access(&self, at: Spot) -> Access {
        if self.id(at.row).is_none() {
            Access::Skip
        } else if !self.kind(at.col).is_open() || self.cell(at).is_none_or(|c| c.fixed) {
            Access::Read
        } else {
            Access::Edit
        }
    }

    /// What a draft begins with. In a choice, a letter finds the first entry that begins with it.
    pub(super) fn begin(&self, at: Spot, typed: Option<&str>) -> String {
        let now = self.cell(at).map(|c| c.edit_text().to_owned()).unwrap_or_default();
        match (self.kind(at.col), typed) {
            (Kind::Select(choices), Some(letter)) => {
                let letter = letter.to_lowercase();
                choices.iter().find(|c| c.label.to_lowercase().starts_with(&letter)).map_or(now, |c| c.key.clone())
            }
            (Kind::Text | Kind::Number | Kind::ReadOnly | Kind::Note, Some(typed)) => typed.to_owned(),
            (Kind::Text | Kind::Number | Kind::Select(_) | Kind::ReadOnly | Kind::Note, None) => now,
        }
    }

    pub(super) fn press(&self, state: &GridState, press: &Press) -> Option<(GridState, Vec<Outcome>)> {
        let (rows, cols) = (self.rows.with_untracked(Vec::len), self.columns.with_untracked(Vec::len));
        let page = self.scroller.get_untracked().map_or(10, |s| (f64::from(s.client_height()) / ROW_PX) as usize);
        let access = |at| self.access(at);
        let begin = |at, typed: Option<&str>| self.begin(at, typed);
        let shape = Shape { rows, cols, page: page.saturating_sub(2).clamp(1, 40), access: &access, begin: &begin };
        keys::press(state, &shape, press)
    }

    /// The nearest place one can stand on, for a state that fell on a heading.
    pub(super) fn stand_near(&self, state: GridState) -> GridState {
        let go = |key| self.press(&state, &Press { key, shift: false, ctrl: false }).map(|(next, _)| next);
        go(keys::Key::Down).or_else(|| go(keys::Key::Up)).unwrap_or(state)
    }

    pub(super) fn send(&self, to: Callback<GridEdit>, at: Spot, text: String) {
        let col = self.columns.with_untracked(|c| c.get(at.col).map(|c| c.key));
        if let (Some(row), Some(col)) = (self.id(at.row), col) {
            to.run(GridEdit { row, col, text });
        }
    }

    pub(super) fn typed(&self, text: String) {
        let at = self.state.with_untracked(|s| s.active);
        self.state.update(|s| {
            if let Some(draft) = &mut s.draft {
                draft.text.clone_from(&text);
            }
        });
        if let Some(on_input) = self.on_input {
            self.send(on_input, at, text);
        }
    }

    pub(super) fn commit(&self, at: Spot, text: String) {
        if self.on_input.is_some() || self.cell(at).is_some_and(|c| c.edit_text() != text) {
            self.send(self.on_edit, at, text);
        }
    }

    pub(super) fn restore(&self, at: Spot) {
        if let Some(on_input) = self.on_input {
            self.send(on_input, at, self.before.get_value());
        }
    }

    /// Commits the draft because one goes on elsewhere.
    pub(super) fn leave(&self) {
        let (at, draft) = self.state.with_untracked(|s| (s.active, s.draft.clone()));
        if let Some(Draft { text, .. }) = draft {
            self.state.update(|s| s.draft = None);
            self.commit(at, text);
        }
    }

    pub(super) fn has_focus(&self) -> bool {
        let focused = dom::focused();
        self.table.get_untracked().zip(focused).is_some_and(|(table, focused)| table.contains(Some(&focused)))
    }

    /// Goes with the row that stood at this spot, wherever a new text has taken rows, and brings the cell on screen with the focus.
    pub(super) fn follow(self, from: Spot, row: Option<Arc<str>>) {
        let now = row.and_then(|id| self.index.with_untracked(|index| index.get(&id).copied()));
        if let Some(row) = now.filter(|row| *row != from.row) {
            self.state.set(GridState::default().at(Spot { row, col: from.col }, false));
        }
        self.focus_active();
    }

    /// Brings the active cell on screen and gives it the focus, unless a draft has it.
    pub(super) fn focus_active(self) {
        let at = self.state.with_untracked(|s| s.active);
        if self.rows.with_untracked(Vec::len) > WINDOWED_ABOVE
            && let Some(scroller) = self.scroller.get_untracked()
        {
            // The row may not be drawn yet: scroll to where it will be.
            let (top, seen) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
            let (y, head) = (at.row as f64 * ROW_PX, 2.0 * ROW_PX);
            if y < top {
                scroller.set_scroll_top(y as i32);
            } else if y + ROW_PX + head > top + seen {
                scroller.set_scroll_top((y + ROW_PX + head - seen) as i32);
            }
        }
        dom::after_paint(move || {
            let Some(state) = self.state.try_get_untracked() else { return };
            let table = self.table.try_get_untracked().flatten();
            if let (None, Some(cell)) = (state.draft, table.and_then(|t| dom::cell_at(&t, at.row + 2, at.col))) {
                dom::focus_seen(&cell);
            }
        });
    }
}
