//! A row of the table and its cells.

use super::super::aria;
use super::content::{Align, Cell, Column, GridRow, Kind};
use super::editor::editor;
use super::shared::Shared;
use leptos::prelude::*;

/// How much of a row is marked.
#[derive(Clone, Copy, Default, PartialEq)]
struct RowMark {
    active: Option<usize>,
    selected: Option<(usize, usize)>,
    drafts: bool,
}

/// A row of cells, or the heading of a group.
pub(super) fn row_view(shared: Shared, row: GridRow) -> AnyView {
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
    let open = col.kind.is_open();
    let is_note = col.kind == Kind::Note;
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
    let readonly = move || aria(!editable());
    let is_selected = move || aria(selected());
    let classes = move || {
        let muted = cell.with(|cell| cell.muted);
        let said = [(end, "end"), (editable(), "open"), (muted, "muted"), (is_note, "wordy")];
        said.into_iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(" ")
    };
    let path = move || cell.with(|cell| (!cell.path.is_empty()).then(|| cell.path.clone()));
    let whole = move || {
        let all = cell.with(|cell| [cell.text.as_str(), cell.problem.as_deref().unwrap_or_default()].join(" "));
        Some(all.trim().to_owned()).filter(|it| is_note && !it.is_empty())
    };
    if c == 0 {
        view! {
            <th
                scope="row" role="rowheader" tabindex=tabindex aria-selected=is_selected aria-readonly=readonly aria-invalid=invalid
                class=classes data-input=path
            >
                {content}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td
                role="gridcell" tabindex=tabindex aria-selected=is_selected aria-readonly=readonly aria-invalid=invalid
                class=classes data-input=path title=whole
            >
                {content}
            </td>
        }
        .into_any()
    }
}
