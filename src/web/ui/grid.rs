//! The one editable table of the app: a data grid with a roving focus, ranges, copy and paste of blocks, and windowed rows.
//! What keys do is in [`crate::present::grid`]; here it meets the page.

use super::{Button, Choice, Icon, Look};
use crate::present::grid::{self as keys, Access, Draft, Effect as Outcome, GridState, Press, Shape, Spot};
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Above this number of rows only those seen are drawn.
const WINDOWED_ABOVE: usize = 200;
/// The height of a row of a windowed table, as the style sheet has it.
const ROW_PX: f64 = 33.0;

/// The side on which the texts of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Figures.
    End,
}

/// What can be entered in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// A number.
    Number,
    /// One of a few choices.
    Select(Arc<[Choice]>),
    /// Nothing.
    ReadOnly,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What it is called in code.
    pub key: &'static str,
    /// What it is called on screen.
    pub label: String,
    /// Unit and period, below the label.
    pub unit: String,
    /// Where its texts stand.
    pub align: Align,
    /// What can be entered.
    pub kind: Kind,
    /// At least this wide, in characters; 0 leaves it to the content.
    pub width_chars: u8,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GridRow {
    /// A row of cells with a stable id.
    Row(Arc<str>),
    /// The heading of the rows below it: id and text.
    Group(Arc<str>, String),
}

impl GridRow {
    fn id(&self) -> &Arc<str> {
        match self {
            GridRow::Row(id) | GridRow::Group(id, _) => id,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text shown.
    pub text: String,
    /// The text editing begins with; for a choice its key. `text` if empty.
    pub edit_text: String,
    /// What is wrong with it, in words.
    pub problem: Option<String>,
    /// It is of less weight: derived, or inherited from elsewhere.
    pub muted: bool,
    /// It cannot be edited although its column can.
    pub fixed: bool,
    /// Nothing is entered: what is shown comes from elsewhere, and editing begins with an empty text.
    pub blank: bool,
}

impl Cell {
    /// A cell that shows what one edits.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    fn edit_text(&self) -> &str {
        match (self.blank, self.edit_text.is_empty()) {
            (true, _) => "",
            (false, true) => &self.text,
            (false, false) => &self.edit_text,
        }
    }
}

/// A cell has a new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridEdit {
    /// The row's id.
    pub row: Arc<str>,
    /// The column's key.
    pub col: &'static str,
    /// The text, or the key of the choice.
    pub text: String,
}

/// A block of texts for the cells from one cell on, to the right and downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridPaste {
    /// The ids of the rows it meets, from the first on; it may be longer than the table.
    pub rows: Vec<Arc<str>>,
    /// The keys of the columns it meets.
    pub cols: Vec<&'static str>,
    /// The texts by row.
    pub cells: Vec<Vec<String>>,
}

/// What the parts of the table share.
#[derive(Clone, Copy)]
struct Shared {
    columns: Signal<Vec<Column>>,
    rows: Signal<Vec<GridRow>>,
    cells: Callback<Arc<str>, Vec<Cell>>,
    index: Memo<HashMap<Arc<str>, usize>>,
    state: RwSignal<GridState>,
    on_edit: Callback<GridEdit>,
    on_input: Option<Callback<GridEdit>>,
    table: NodeRef<html::Table>,
    scroller: NodeRef<html::Div>,
    /// The text of the cell being edited before the edit.
    before: StoredValue<String>,
    /// The draft was begun with the pointer, so that a choice opens at once and is final.
    by_pointer: StoredValue<bool>,
}

/// An editable table.
#[component]
pub fn Grid(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The columns; the first one names the rows and stays while the table scrolls.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The rows in order.
    #[prop(into)]
    rows: Signal<Vec<GridRow>>,
    /// The cells of a row by its id, in the order of the columns. It runs in a memo for each row that is drawn.
    #[prop(into)]
    cells: Callback<Arc<str>, Vec<Cell>>,
    /// A cell has a new text.
    #[prop(into)]
    on_edit: Callback<GridEdit>,
    /// The text of a cell at each keystroke; Escape sends the text from before.
    #[prop(optional, into)]
    on_input: Option<Callback<GridEdit>>,
    /// A block was pasted, or one is to be emptied: one step to undo.
    #[prop(into)]
    on_paste: Callback<GridPaste>,
    /// A row is wanted below this one, or at the end. Without it there is no button for it.
    #[prop(optional, into)]
    on_insert: Option<Callback<Option<Arc<str>>>>,
    /// What the button that adds a row says.
    #[prop(optional, into)]
    insert_label: Signal<String>,
    /// These rows are wanted once more.
    #[prop(optional, into)]
    on_duplicate: Option<Callback<Vec<Arc<str>>>>,
    /// These rows are to go.
    #[prop(optional, into)]
    on_delete: Option<Callback<Vec<Arc<str>>>>,
    /// The sums below the columns, one text for each; no sums if empty.
    #[prop(optional, into)]
    footer: Signal<Vec<String>>,
    /// What is said of the selected rows, by their ids, when there are several.
    #[prop(optional, into)]
    selection_text: Option<Callback<Vec<Arc<str>>, String>>,
    /// What stands in place of rows while there are none.
    #[prop(optional, into)]
    empty: Signal<String>,
) -> AnyView {
    let index = Memo::new(move |_| rows.with(|r| r.iter().enumerate().map(|(i, r)| (r.id().clone(), i)).collect()));
    let shared = Shared {
        columns,
        rows,
        cells,
        index,
        state: RwSignal::new(GridState::default()),
        on_edit,
        on_input,
        table: NodeRef::new(),
        scroller: NodeRef::new(),
        before: StoredValue::new(String::new()),
        by_pointer: StoredValue::new(false),
    };
    let state = shared.state;
    let size = Memo::new(move |_| (rows.with(Vec::len), columns.with(Vec::len)));
    Effect::new(move |_| {
        // Rows that are gone take the focus with them; a heading cannot have it.
        let (rows, cols) = size.get();
        let now = state.with_untracked(|s| s.within(rows, cols));
        let fits = shared.access(now.active) != Access::Skip;
        let next = if fits || rows == 0 { now } else { shared.stand_near(now) };
        if state.with_untracked(|s| *s != next) {
            state.set(next);
        }
    });

    let ids_in = move |top: usize, bottom: usize| {
        rows.with_untracked(|rows| {
            rows.iter().skip(top).take(bottom.saturating_sub(top) + 1).filter_map(GridRow::data_id).collect::<Vec<_>>()
        })
    };
    let selected = move || {
        let block = state.with_untracked(GridState::block);
        ids_in(block.top, block.bottom)
    };
    let paste_at = move |start: Spot, cells: Vec<Vec<String>>| {
        let rows = ids_in(start.row, rows.with_untracked(Vec::len));
        let cols = columns.with_untracked(|c| c.iter().skip(start.col).map(|c| c.key).collect());
        on_paste.run(GridPaste { rows, cols, cells });
    };
    let insert = move |below: Option<Arc<str>>, row: usize| {
        if let Some(on_insert) = on_insert {
            let had = rows.with_untracked(Vec::len);
            on_insert.run(below);
            if rows.with_untracked(Vec::len) > had {
                state.set(GridState::default().at(Spot { row, col: 0 }, false));
                shared.focus_active();
            }
        }
    };
    let apply = move |outcome: Outcome| match outcome {
        Outcome::Commit(at, text) => shared.commit(at, text),
        Outcome::Restore(at) => shared.restore(at),
        Outcome::Clear(block) if block.is_cell() => {
            let at = Spot { row: block.top, col: block.left };
            if shared.access(at) == Access::Edit {
                shared.send(on_edit, at, String::new());
            }
        }
        Outcome::Clear(block) => {
            let start = Spot { row: block.top, col: block.left };
            let ids = ids_in(block.top, block.bottom);
            paste_at(start, vec![vec![String::new(); block.width()]; ids.len()]);
        }
        Outcome::Insert(row) => insert(shared.id(row), row + 1),
        Outcome::Duplicate(block) => {
            if let Some(run) = on_duplicate {
                run.run(ids_in(block.top, block.bottom));
            }
        }
        Outcome::Remove(block) => {
            if let Some(run) = on_delete {
                run.run(ids_in(block.top, block.bottom));
                shared.focus_active();
            }
        }
    };

    let pressed = move |event: dom::KeyboardEvent| {
        if event.is_composing() || dom::moves_choice(&event) {
            return;
        }
        shared.by_pointer.set_value(false);
        let Some(press) =
            Press::from_browser(&event.key(), event.shift_key(), dom::command_key(&event), event.alt_key())
        else {
            return;
        };
        let now = state.get_untracked();
        if let (Some(draft), keys::Key::Text(text), false) = (&now.draft, &press.key, dom::is_typing(&event)) {
            // A second key that came before the input was on the page.
            if !press.ctrl {
                let text = [draft.text.as_str(), text].concat();
                shared.typed(text);
                event.prevent_default();
            }
            return;
        }
        let taken = shared.press(&now, &press);
        let Some((next, outcomes)) = taken else { return };
        event.prevent_default();
        event.stop_propagation();
        state.set(next);
        outcomes.into_iter().for_each(apply);
        shared.focus_active();
    };
    let spot_of = move |event: &dom::Event| {
        let (aria_row, col) = dom::table_cell(event)?;
        // The first row of the table is its head.
        let at = Spot { row: aria_row.checked_sub(2)?, col };
        (at.row < size.get_untracked().0 && shared.access(at) != Access::Skip).then_some(at)
    };
    let pointed = move |event: dom::PointerEvent| {
        let Some(at) = spot_of(&event) else { return };
        if event.button() != 0 || dom::is_typing(&event) {
            return;
        }
        shared.leave();
        let now = state.get_untracked();
        let again = now.active == at && now.anchor == at && shared.has_focus() && !event.shift_key();
        if again && shared.access(at) == Access::Edit {
            let begun = shared.press(&now, &Press { key: keys::Key::F2, shift: false, ctrl: false });
            if let Some((next, _)) = begun {
                event.prevent_default();
                shared.by_pointer.set_value(true);
                state.set(next);
            }
        } else {
            state.set(now.at(at, event.shift_key()));
        }
        shared.focus_active();
    };
    let dragged = move |event: dom::PointerEvent| {
        // Only a mouse selects by dragging; a finger scrolls.
        if event.buttons() & 1 == 1
            && event.pointer_type() == "mouse"
            && let Some(at) = spot_of(&event)
            && state.with_untracked(|s| s.draft.is_none() && s.active != at)
        {
            state.update(|s| *s = s.at(at, true));
        }
    };
    let copied = move |event: dom::ClipboardEvent| {
        if !dom::is_typing(&event) {
            let block = state.with_untracked(GridState::block);
            let lines: Vec<Vec<String>> = ids_in(block.top, block.bottom)
                .into_iter()
                .map(|id| {
                    untrack(|| cells.run(id)).into_iter().skip(block.left).take(block.width()).map(|c| c.text).collect()
                })
                .collect();
            dom::answer_copy(&event, &keys::tsv(&lines));
        }
    };
    let pasted = move |event: dom::ClipboardEvent| {
        if !dom::is_typing(&event) {
            event.prevent_default();
            let (start, cells) = keys::paste(&state.get_untracked(), keys::from_tsv(&dom::pasted_text(&event)));
            if !cells.is_empty() {
                paste_at(start, cells);
            }
        }
    };

    // The part of a long table that is drawn.
    let scrolled = RwSignal::new((0.0_f64, 600.0_f64));
    let windowed = Memo::new(move |_| size.get().0 > WINDOWED_ABOVE);
    let drawn = Memo::new(move |_| {
        let count = size.get().0;
        if windowed.get() {
            let (top, seen) = scrolled.get();
            keys::window(top, seen, ROW_PX, count)
        } else {
            0..count
        }
    });
    let scroll = move |_| {
        if windowed.get_untracked()
            && let Some(s) = shared.scroller.get_untracked()
        {
            scrolled.set((f64::from(s.scroll_top()), f64::from(s.client_height())));
        }
    };
    let lines = move || {
        let range = drawn.get();
        rows.with(|rows| rows.iter().skip(range.start).take(range.len()).cloned().collect::<Vec<_>>())
    };
    let pad = |rows: usize| [(rows as f64 * ROW_PX).to_string().as_str(), "px"].concat();

    let head = move || {
        let cells = columns.get().into_iter().map(|col| {
            let unit = (!col.unit.is_empty()).then(|| view! { <small>{col.unit.clone()}</small> });
            view! {
                <th scope="col" role="columnheader" class:end={col.align == Align::End} style=("--chars", col.width_chars.to_string())>
                    {col.label}
                    {unit}
                </th>
            }
        });
        cells.collect_view()
    };
    let sums = move || {
        let texts = footer.get();
        (!texts.is_empty()).then(|| {
            let ends = columns.with(|c| c.iter().map(|c| c.align == Align::End).collect::<Vec<_>>());
            let cells = texts.into_iter().enumerate().map(|(i, text)| {
                let end = ends.get(i).copied().unwrap_or(true);
                if i == 0 {
                    view! { <th scope="row" role="rowheader" class:end=end>{text}</th> }.into_any()
                } else {
                    view! { <td role="gridcell" class:end=end>{text}</td> }.into_any()
                }
            });
            view! { <tfoot role="rowgroup"><tr role="row" aria-rowindex=move || size.get().0 + 2>{cells.collect_view()}</tr></tfoot> }
        })
    };
    let problem = Memo::new(move |_| {
        let at = state.with(|s| s.active);
        let id = rows.with(|r| r.get(at.row).and_then(GridRow::data_id));
        id.and_then(|id| cells.run(id).get(at.col).and_then(|c| c.problem.clone()))
    });
    let said = Memo::new(move |_| {
        let block = state.with(GridState::block);
        selection_text.filter(|_| block.height() > 1).map(|run| run.run(rows.with(|_| ids_in(block.top, block.bottom))))
    });
    let press_insert = move |()| {
        let row = rows.with_untracked(Vec::len);
        insert(None, row);
    };
    let tools = view! {
        {on_insert.map(|_| view! {
            <Button
                label=Signal::derive(move || insert_label.with(|l| if l.is_empty() { "Add row".to_owned() } else { l.clone() }))
                icon=Icon::Add look=Look::Quiet small=true on_press=press_insert
            />
        })}
        {on_duplicate.map(|run| view! {
            <Button label="Duplicate" hint="Ctrl+D" icon=Icon::Copy look=Look::Quiet small=true on_press=move |()| run.run(selected())/>
        })}
        {on_delete.map(|run| view! {
            <Button label="Remove" hint="Ctrl+Delete" icon=Icon::Remove look=Look::Quiet small=true on_press=move |()| run.run(selected())/>
        })}
    };

    view! {
        <div class="sheet">
            <div class="scroll" class:windowed=move || windowed.get() node_ref=shared.scroller on:scroll=scroll>
                <table
                    class="sheet-table"
                    role="grid"
                    node_ref=shared.table
                    aria-label=move || label.get()
                    aria-multiselectable="true"
                    aria-rowcount=move || size.get().0 + 1 + usize::from(footer.with(|f| !f.is_empty()))
                    aria-colcount=move || size.get().1
                    on:keydown=pressed
                    on:pointerdown=pointed
                    on:pointermove=dragged
                    on:copy=copied
                    on:paste=pasted
                    on:focusout=move |event| {
                        if shared.table.try_get_untracked().flatten().is_some_and(|t| dom::left(&t, &event)) {
                            shared.leave();
                        }
                    }
                >
                    <thead role="rowgroup"><tr role="row" aria-rowindex="1">{head}</tr></thead>
                    <tbody role="rowgroup">
                        <tr class="pad" role="presentation" class:none=move || { drawn.get().start == 0 } style=("--skip", move || pad(drawn.get().start))></tr>
                        <For each=lines key=|r| r.clone() children=move |row| row_view(shared, row)/>
                        <tr
                            class="pad"
                            role="presentation"
                            class:none=move || { drawn.get().end >= size.get().0 }
                            style=("--skip", move || pad(size.get().0.saturating_sub(drawn.get().end)))
                        ></tr>
                    </tbody>
                    {sums}
                </table>
            </div>
            <p class="sheet-empty" class:none=move || { size.get().0 > 0 || empty.with(String::is_empty) }>{move || empty.get()}</p>
            <div class="sheet-foot">
                <div class="actions">{tools}</div>
                <p class="sheet-said" role="status">
                    {move || problem.get().map(|text| view! { <span class="problem">{text}</span> })}
                    <span>{move || said.get()}</span>
                </p>
            </div>
        </div>
    }
    .into_any()
}

impl GridRow {
    /// The id of a row of cells.
    fn data_id(&self) -> Option<Arc<str>> {
        match self {
            GridRow::Row(id) => Some(id.clone()),
            GridRow::Group(..) => None,
        }
    }
}

impl Shared {
    fn id(&self, row: usize) -> Option<Arc<str>> {
        self.rows.with_untracked(|rows| rows.get(row).and_then(GridRow::data_id))
    }

    fn cell(&self, at: Spot) -> Option<Cell> {
        let id = self.id(at.row)?;
        untrack(|| self.cells.run(id)).into_iter().nth(at.col)
    }

    fn kind(&self, col: usize) -> Kind {
        self.columns.with_untracked(|c| c.get(col).map_or(Kind::ReadOnly, |c| c.kind.clone()))
    }

    fn access(&self, at: Spot) -> Access {
        if self.id(at.row).is_none() {
            Access::Skip
        } else if self.kind(at.col) == Kind::ReadOnly || self.cell(at).is_none_or(|c| c.fixed) {
            Access::Read
        } else {
            Access::Edit
        }
    }

    /// What a draft begins with. In a choice, a letter finds the first entry that begins with it.
    fn begin(&self, at: Spot, typed: Option<&str>) -> String {
        let now = self.cell(at).map(|c| c.edit_text().to_owned()).unwrap_or_default();
        match (self.kind(at.col), typed) {
            (Kind::Select(choices), Some(letter)) => {
                let letter = letter.to_lowercase();
                choices.iter().find(|c| c.label.to_lowercase().starts_with(&letter)).map_or(now, |c| c.key.clone())
            }
            (Kind::Text | Kind::Number | Kind::ReadOnly, Some(typed)) => typed.to_owned(),
            (Kind::Text | Kind::Number | Kind::Select(_) | Kind::ReadOnly, None) => now,
        }
    }

    fn press(&self, state: &GridState, press: &Press) -> Option<(GridState, Vec<Outcome>)> {
        let (rows, cols) = (self.rows.with_untracked(Vec::len), self.columns.with_untracked(Vec::len));
        let page = self.scroller.get_untracked().map_or(10, |s| (f64::from(s.client_height()) / ROW_PX) as usize);
        let access = |at| self.access(at);
        let begin = |at, typed: Option<&str>| self.begin(at, typed);
        let shape = Shape { rows, cols, page: page.saturating_sub(2).clamp(1, 40), access: &access, begin: &begin };
        keys::press(state, &shape, press)
    }

    /// The nearest place one can stand on, for a state that fell on a heading.
    fn stand_near(&self, state: GridState) -> GridState {
        let go = |key| self.press(&state, &Press { key, shift: false, ctrl: false }).map(|(next, _)| next);
        go(keys::Key::Down).or_else(|| go(keys::Key::Up)).unwrap_or(state)
    }

    fn send(&self, to: Callback<GridEdit>, at: Spot, text: String) {
        let col = self.columns.with_untracked(|c| c.get(at.col).map(|c| c.key));
        if let (Some(row), Some(col)) = (self.id(at.row), col) {
            to.run(GridEdit { row, col, text });
        }
    }

    fn typed(&self, text: String) {
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

    fn commit(&self, at: Spot, text: String) {
        if self.on_input.is_some() || self.cell(at).is_some_and(|c| c.edit_text() != text) {
            self.send(self.on_edit, at, text);
        }
    }

    fn restore(&self, at: Spot) {
        if let Some(on_input) = self.on_input {
            self.send(on_input, at, self.before.get_value());
        }
    }

    /// Commits the draft because one goes on elsewhere.
    fn leave(&self) {
        let (at, draft) = self.state.with_untracked(|s| (s.active, s.draft.clone()));
        if let Some(Draft { text, .. }) = draft {
            self.state.update(|s| s.draft = None);
            self.commit(at, text);
        }
    }

    fn has_focus(&self) -> bool {
        let focused = dom::focused();
        self.table.get_untracked().zip(focused).is_some_and(|(table, focused)| table.contains(Some(&focused)))
    }

    /// Brings the active cell on screen and gives it the focus, unless a draft has it.
    fn focus_active(self) {
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

/// How much of a row is marked.
#[derive(Clone, Copy, Default, PartialEq)]
struct RowMark {
    active: Option<usize>,
    selected: Option<(usize, usize)>,
    drafts: bool,
}

fn row_view(shared: Shared, row: GridRow) -> AnyView {
    let id = row.id().clone();
    let at = id.clone();
    let index = Memo::new(move |_| shared.index.with(|i| i.get(&at).copied().unwrap_or(0)));
    let aria_row = move || index.get() + 2;
    if let GridRow::Group(_, text) = row {
        let span = move || shared.columns.with(Vec::len);
        return view! {
            <tr role="row" class="group" aria-rowindex=aria_row><th role="gridcell" colspan=span><span>{text}</span></th></tr>
        }
        .into_any();
    }
    let cells = Memo::new(move |_| shared.cells.run(id.clone()));
    let mark = Memo::new(move |_| {
        let row = index.get();
        shared.state.with(|s| {
            let block = s.block();
            RowMark {
                active: (s.active.row == row).then_some(s.active.col),
                selected: (block.top..=block.bottom).contains(&row).then_some((block.left, block.right)),
                drafts: s.active.row == row && s.draft.is_some(),
            }
        })
    });
    let all = move || {
        shared.columns.with(|cols| {
            cols.iter().enumerate().map(|(c, col)| cell_view(shared, c, col.clone(), cells, mark)).collect_view()
        })
    };
    view! { <tr role="row" aria-rowindex=aria_row>{all}</tr> }.into_any()
}

fn cell_view(shared: Shared, c: usize, col: Column, cells: Memo<Vec<Cell>>, mark: Memo<RowMark>) -> AnyView {
    let cell = Memo::new(move |_| cells.with(|cells| cells.get(c).cloned().unwrap_or_default()));
    let open = col.kind != Kind::ReadOnly;
    let editable = move || open && !cell.with(|cell| cell.fixed);
    let active = Memo::new(move |_| mark.with(|m| m.active == Some(c)));
    let drafts = Memo::new(move |_| mark.with(|m| m.drafts && m.active == Some(c)));
    let selected = move || mark.with(|m| m.selected.is_some_and(|(left, right)| (left..=right).contains(&c)));
    let wrong = move || cell.with(|cell| cell.problem.is_some());
    let kind = col.kind.clone();
    let content = move || {
        if drafts.get() {
            editor(shared, kind.clone())
        } else {
            cell.with(|cell| {
                view! {
                    <span class="in">{cell.text.clone()}</span>
                    {cell.problem.clone().map(|text| view! { <small class="problem">{text}</small> })}
                }
            })
            .into_any()
        }
    };
    let end = col.align == Align::End;
    let tabindex = move || if active.get() { "0" } else { "-1" };
    let invalid = move || wrong().then_some("true");
    let readonly = move || super::aria(!editable());
    let is_selected = move || super::aria(selected());
    let muted = move || cell.with(|cell| cell.muted);
    if c == 0 {
        view! {
            <th
                scope="row" role="rowheader" tabindex=tabindex aria-selected=is_selected aria-readonly=readonly aria-invalid=invalid
                class:end=end class:open=editable class:muted=muted
            >
                {content}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td
                role="gridcell" tabindex=tabindex aria-selected=is_selected aria-readonly=readonly aria-invalid=invalid
                class:end=end class:open=editable class:muted=muted
            >
                {content}
            </td>
        }
        .into_any()
    }
}

/// The input of the active cell.
fn editor(shared: Shared, kind: Kind) -> AnyView {
    let at = shared.state.with_untracked(|s| s.active);
    shared.before.set_value(shared.cell(at).map(|c| c.edit_text().to_owned()).unwrap_or_default());
    let text = move || shared.state.with(|s| s.draft.as_ref().map(|d| d.text.clone()).unwrap_or_default());
    let name = shared.columns.with_untracked(|c| c.get(at.col).map(|c| c.label.clone()));
    if let Kind::Select(choices) = kind {
        let node = NodeRef::<html::Select>::new();
        let by_pointer = shared.by_pointer.get_value();
        node.on_load(move |select| {
            dom::before_paint(move || {
                dom::focus(&select);
                if by_pointer {
                    dom::open_choices(&select);
                }
            });
        });
        let chosen = move |text: String| {
            shared.typed(text);
            if by_pointer {
                shared.leave();
                shared.focus_active();
            }
        };
        let options = choices.iter().map(|c| {
            let key = c.key.clone();
            view! { <option value=c.key.clone() prop:selected=move || text() == key>{c.label.clone()}</option> }
        });
        let options = options.collect_view();
        return view! {
            <select class="editor" node_ref=node aria-label=name on:change=move |event| chosen(event_target_value(&event))>
                {options}
            </select>
        }
        .into_any();
    }
    let node = NodeRef::<html::Input>::new();
    let typed = shared.state.with_untracked(|s| s.draft.as_ref().is_some_and(|d| d.typed));
    node.on_load(move |input| {
        dom::before_paint(move || {
            dom::focus(&input);
            if !typed {
                input.select();
            }
        });
    });
    view! {
        <input
            type="text"
            class="editor"
            node_ref=node
            inputmode=if kind == Kind::Number { "decimal" } else { "text" }
            autocomplete="off"
            spellcheck="false"
            aria-label=name
            prop:value=text
            on:input=move |event| shared.typed(event_target_value(&event))
        />
    }
    .into_any()
}
