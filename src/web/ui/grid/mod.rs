//! The one editable table of the app: a data grid with a roving focus, ranges, copy and paste of blocks, and windowed rows.
//! What keys do is in [`crate::present::grid`]; here it meets the page.

mod content;
mod editor;
mod frame;
mod refusals;
mod row;
mod shared;

pub use content::{Align, Cell, Column, GridEdit, GridPaste, GridRow, GridSort, Kind};
pub use refusals::{CellKey, Refusals};

use super::{Button, Icon, Look};
use crate::present::grid::{self as keys, Access, Effect as Outcome, GridState, Press, Spot};
use crate::text::tr;
use crate::web::port::{dom, later, paper};
use frame::{head, sums};
use leptos::prelude::*;
use row::row_view;
use shared::Shared;
use std::ops::Range;
use std::sync::Arc;

/// So many cells of a table are drawn at once, in whole rows; the others as many at a time when their turn comes.
const CELLS_AT_ONCE: usize = 120;
/// Above this number of rows only those seen are drawn.
const WINDOWED_ABOVE: usize = 200;
/// The height of a row of a windowed table, as the style sheet has it.
const ROW_PX: f64 = 33.0;

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
    /// These rows are to be changed alike.
    #[prop(optional, into)]
    on_bulk: Option<Callback<Vec<Arc<str>>>>,
    /// These rows are to go.
    #[prop(optional, into)]
    on_delete: Option<Callback<Vec<Arc<str>>>>,
    /// Another row is stood in.
    #[prop(optional, into)]
    on_stand: Option<Callback<Arc<str>>>,
    /// The column the rows are sorted by, if they are.
    #[prop(optional, into)]
    sorted: Signal<Option<GridSort>>,
    /// Rows are to be sorted by the column with this key. Without it the heads are no buttons.
    #[prop(optional, into)]
    on_sort: Option<Callback<&'static str>>,
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

    let stood = Memo::new(move |_| {
        let row = state.with(|state| state.active.row);
        rows.with(|rows| rows.get(row).and_then(GridRow::data_id))
    });
    Effect::new(move |before: Option<Option<Arc<str>>>| {
        let now = stood.get();
        // Where one stands to begin with was not chosen by anyone.
        if let (Some(on_stand), Some(id)) =
            (on_stand, now.clone().filter(|_| before.is_some() && before != Some(now.clone())))
        {
            on_stand.run(id);
        }
        now
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
    let name = Callback::new(move |(row, col): CellKey| {
        let column = columns.with_untracked(|c| c.iter().find(|c| c.key == col).map(|c| c.label.clone()));
        let row = untrack(|| cells.run(row)).into_iter().next().map(|cell| cell.text);
        [row, column].into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let paste_at = move |start: Spot, cells: Vec<Vec<String>>| {
        let rows = ids_in(start.row, rows.with_untracked(Vec::len));
        let cols = columns.with_untracked(|c| c.iter().skip(start.col).map(|c| c.key).collect());
        let first = rows.first().cloned();
        on_paste.run(GridPaste { rows, cols, cells, name });
        shared.follow(start, first);
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
        if event.is_composing() || dom::moves_choice(&event) || dom::asks_effect(&event) {
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
                // What stood there will be selected once the input is there, so the first key replaces it.
                let untouched = !draft.typed && draft.text == shared.before.get_value();
                let text = if untouched { text.clone() } else { [draft.text.as_str(), text].concat() };
                shared.typed(text);
                event.prevent_default();
            }
            return;
        }
        let taken = shared.press(&now, &press);
        let Some((next, outcomes)) = taken else { return };
        event.prevent_default();
        event.stop_propagation();
        let (at, row) = (next.active, shared.id(next.active.row));
        state.set(next);
        outcomes.into_iter().for_each(apply);
        shared.follow(at, row);
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
        let row = shared.id(at.row);
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
        shared.follow(at, row);
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
    // Whoever comes into a cell from elsewhere, as by a link, stands in it: keys are about the cell that has the focus.
    let entered = move |event: &dom::Event| {
        if let Some(at) = spot_of(event).filter(|at| state.with_untracked(|s| s.draft.is_none() && s.active != *at)) {
            state.set(GridState::default().at(at, false));
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
        let cells = keys::from_tsv(&dom::pasted_text(&event));
        // A block goes into the cells even when one of them is open: a second click on a cell opens it, and whoever pastes from a
        // spreadsheet then has not asked for all of it in there.
        let is_block = cells.len() > 1 || cells.iter().any(|row| row.len() > 1);
        let typing = dom::is_typing(&event);
        if typing && !(is_block && state.with_untracked(|s| s.draft.is_some())) {
            return;
        }
        event.prevent_default();
        if typing {
            let at = state.with_untracked(|s| s.active);
            shared.restore(at);
            state.update(|s| s.draft = None);
            shared.focus_active();
        }
        let (start, cells) = keys::paste(&state.get_untracked(), cells);
        if !cells.is_empty() {
            paste_at(start, cells);
        }
    };

    // The part of a long table that is drawn.
    let scrolled = RwSignal::new((0.0_f64, 600.0_f64));
    let windowed = Memo::new(move |_| size.get().0 > WINDOWED_ABOVE);
    let left_out = move || {
        let say = keys::printed_say(size.get().0).filter(|_| paper::is_printing());
        say.map(|text| view! { <p class="print-only fine">{text}</p> })
    };
    let wanted = Memo::new(move |_| {
        let count = size.get().0;
        if paper::is_printing() {
            keys::printed(count)
        } else if windowed.get() {
            let (top, seen) = scrolled.get();
            keys::window(top, seen, ROW_PX, count)
        } else {
            0..count
        }
    });
    let so_far = RwSignal::new(rows_at_once(size));
    draw_on(so_far, wanted, size);
    let drawn = Memo::new(move |_| {
        let wanted = wanted.get();
        wanted.start..wanted.end.min(wanted.start.saturating_add(so_far.get()))
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
                label=Signal::derive(move || insert_label.with(|l| if l.is_empty() { tr!("Add row").to_owned() } else { l.clone() }))
                icon=Icon::Add look=Look::Quiet small=true on_press=press_insert
            />
        })}
        {on_duplicate.map(|run| view! {
            <Button label=tr!("Duplicate") hint=tr!("Ctrl+D") icon=Icon::Copy look=Look::Quiet small=true on_press=move |()| run.run(selected())/>
        })}
        {on_bulk.map(|run| view! {
            <Button label=tr!("Change…") hint=tr!("The selected rows, alike") look=Look::Quiet small=true on_press=move |()| run.run(selected())/>
        })}
        {on_delete.map(|run| view! {
            <Button label=tr!("Remove") hint=tr!("Ctrl+Delete") icon=Icon::Remove look=Look::Quiet small=true on_press=move |()| run.run(selected())/>
        })}
    };

    view! {
        <div class="sheet">
            <div
                class="scroll"
                class:windowed=move || windowed.get()
                // Without a row there is no cell that could take the focus, and the headings may still be wider than the screen.
                tabindex=move || (size.get().0 == 0).then_some("0")
                node_ref=shared.scroller
                on:scroll=scroll
            >
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
                    on:focusin=move |event| entered(&event)
                    on:copy=copied
                    on:paste=pasted
                    on:focusout=move |event| {
                        if shared.table.try_get_untracked().flatten().is_some_and(|t| dom::left(&t, &event)) {
                            shared.leave();
                        }
                    }
                >
                    <thead role="rowgroup"><tr role="row" aria-rowindex="1">{move || head(columns, sorted, on_sort)}</tr></thead>
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
                    {move || sums(columns, footer, size)}
                </table>
            </div>
            {left_out}
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

/// Has some rows more drawn when their turn comes, until all are; whatever is added later is drawn at once.
fn draw_on(so_far: RwSignal<usize>, wanted: Memo<Range<usize>>, size: Memo<(usize, usize)>) {
    later::put_off(move || {
        let (Some(drawn), Some(wanted_now)) = (so_far.try_get_untracked(), wanted.try_get_untracked()) else { return };
        let next = drawn + rows_at_once(size);
        if next >= wanted_now.len() {
            so_far.try_set(usize::MAX);
        } else {
            so_far.try_set(next);
            draw_on(so_far, wanted, size);
        }
    });
}

/// How many rows are drawn at once. `size`: rows and columns of the table.
fn rows_at_once(size: Memo<(usize, usize)>) -> usize {
    let columns = size.try_get_untracked().map_or(1, |it| it.1);
    (CELLS_AT_ONCE / columns.max(1)).max(2)
}
