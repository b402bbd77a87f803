//! The table of two measures: own attainment down, another measure across, a share of target pay in each cell.

use super::part::Part;
use super::rate_grid::{RateGrid, RowsAndColumns, Sheet};
use crate::edit::{
    add_matrix_column, add_rate_row, mend_matrix, remove_matrix_column, remove_rate_row, set_matrix_measure,
};
use crate::model::comp::{Component, Measure, Rates};
use crate::present::words_pay;
use crate::text::{capitalised, tr};
use crate::web::ui::{Align, Button, Cell, Column, GridRow, Icon, Kind, Look, Menu, MenuItem};
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// The row that holds the places of the columns.
const HEAD: &str = "from";
/// The column that holds the places of the rows.
const OWN: &str = "at";

/// The key of a column (counted from 1). Keys of grids live as long as the program, so each is made once and kept.
fn column_key(number: usize) -> &'static str {
    static MADE: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    while made.len() < number {
        let key = ["c", &(made.len() + 1).to_string()].concat();
        made.push(Box::leak(key.into_boxed_str()));
    }
    number.checked_sub(1).and_then(|at| made.get(at)).copied().unwrap_or(OWN)
}

fn key(row: &str, col: &str) -> Option<String> {
    match (row, col.strip_prefix('c')) {
        (HEAD, None) => None,
        (HEAD, Some(number)) => Some(["column/", number].concat()),
        (row, None) => Some(["row/", row].concat()),
        (row, Some(number)) => Some(["cell/", row, "/", number].concat()),
    }
}

fn size(component: &Component) -> (usize, usize) {
    match &component.rates {
        Rates::Matrix { rows, columns, .. } => (rows.len(), columns.len()),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => (0, 0),
    }
}

fn beyond(component: &Component, rows: usize, cols: usize) -> RowsAndColumns {
    let (had_rows, had_cols) = size(component);
    let new_rows = (1..=rows).map(|at| Arc::from((had_rows + at).to_string()));
    (new_rows.collect(), (1..=cols).map(|at| column_key(had_cols + at)).collect())
}

const SHEET: Sheet = Sheet {
    key,
    beyond,
    choose: |_, _, _, _| None,
    add_row: add_rate_row,
    add_col: add_matrix_column,
    remove_row: remove_rate_row,
};

fn other(component: &Component) -> Option<Measure> {
    match &component.rates {
        Rates::Matrix { by, .. } => Some(*by),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
    }
}

/// The choice of the other measure.
pub(super) fn other_pick(part: Part) -> AnyView {
    part.pick_measure(tr!("By which other measure"), "by", other, set_matrix_measure)
}

/// The table of a matrix.
#[component]
pub(super) fn MatrixTable(
    /// Of which component.
    part: Part,
) -> AnyView {
    let app = part.app;
    let names = Memo::new(move |_| {
        part.see(|it| {
            let other = other(it).unwrap_or_default();
            (capitalised(&words_pay::standing(it.measure)), capitalised(&words_pay::standing(other)))
        })
    });
    // Rows of a ratio are shares of its target; the ratio itself stands below, as a column more would be in the way of pasted blocks.
    let own = Memo::new(move |_| {
        let locale = app.locale.get();
        part.see(|it| (it.measure.is_ratio(), words_pay::matrix_rows(it, &locale)))
    });
    let begin_at = Memo::new(move |_| {
        let locale = app.locale.get();
        let bounds = part.see(|it| match &it.rates {
            Rates::Matrix { rows, .. } => rows.iter().filter_map(|row| it.ratio_at(*row)).collect::<Vec<_>>(),
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => {
                Vec::new()
            }
        });
        let (name, bounds) = (names.with(|names| names.0.clone()), bounds.into_iter().map(|it| locale.rate(it)));
        tr!("{name}: rows begin at {}.", bounds.collect::<Vec<_>>().join(", "))
    });
    let shape = Memo::new(move |_| part.see(size));
    let columns = Memo::new(move |_| {
        let (_, count) = shape.get();
        let (ratio, (rows_at, _)) = own.get();
        let own = Column {
            key: OWN,
            label: if ratio { rows_at } else { names.with(|names| names.0.clone()) },
            unit: tr!("from").to_owned(),
            kind: Kind::Number,
            width_chars: 12,
            ..Column::default()
        };
        let column = |number: usize| Column {
            key: column_key(number),
            label: [tr!("Column "), &app.locale.get().count(number as i64)].concat(),
            align: Align::End,
            kind: Kind::Number,
            ..Column::default()
        };
        std::iter::once(own).chain((1..=count).map(column)).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        let (count, _) = shape.get();
        let numbers = (1..=count).map(|at| GridRow::Row(Arc::from(at.to_string())));
        std::iter::once(GridRow::Row(Arc::from(HEAD))).chain(numbers).collect::<Vec<_>>()
    });
    let other_cell = Callback::new(move |(row, col): (Arc<str>, &'static str)| {
        let text = if &*row == HEAD && col == OWN {
            names.with(|names| [&names.1, tr!(" from")].concat())
        } else {
            String::new()
        };
        Cell { muted: true, fixed: true, ..Cell::new(text) }
    });
    let items = Signal::derive(move || {
        let locale = app.locale.get();
        let bounds = part.see(|it| match &it.rates {
            Rates::Matrix { columns, .. } => columns.clone(),
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => {
                Vec::new()
            }
        });
        let last_one = bounds.len() < 2;
        let remove = bounds.iter().enumerate().map(|(at, bound)| MenuItem {
            key: Arc::from(at.to_string()),
            label: [tr!("Remove column "), &locale.count(at as i64 + 1)].concat(),
            hint: [tr!("from "), &locale.rate(*bound)].concat(),
            divided: at == 0,
            disabled: last_one,
            ..MenuItem::default()
        });
        let add = MenuItem { key: Arc::from("add"), label: tr!("Add a column").to_owned(), ..MenuItem::default() };
        std::iter::once(add).chain(remove).collect::<Vec<_>>()
    });
    let on_pick = Callback::new(move |key: Arc<str>| match key.parse::<usize>() {
        Ok(at) => part.change(tr!("remove a column"), |it| remove_matrix_column(it, at)),
        Err(_) => part.change(tr!("add a column"), add_matrix_column),
    });
    let ragged = Memo::new(move |_| {
        part.see(|it| match &it.rates {
            Rates::Matrix { rows, columns, cells, .. } => {
                cells.len() != rows.len() || cells.iter().any(|row| row.len() != columns.len())
            }
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => false,
        })
    });
    view! {
        <RateGrid
            part=part
            sheet=SHEET
            label=Signal::stored(tr!("Matrix of rates").to_owned())
            columns=columns
            rows=rows
            other=other_cell
            insert_label=tr!("Add a row")
        />
        <div class="actions pay-columns">
            <Menu label=tr!("Columns") items=items on_pick=on_pick/>
            {move || ragged.get().then(|| view! {
                <Button
                    label=tr!("Fill the missing cells")
                    icon=Icon::Add
                    look=Look::Quiet
                    small=true
                    on_press=move |()| part.change(tr!("fill the missing cells"), mend_matrix)
                />
            })}
        </div>
        <p class="fine">{tr!("Cells are shares of target pay. A row or column holds from its value on; below the first of either nothing is paid.")}</p>
        {move || {
            let (_, (_, help)) = own.get();
            (!help.is_empty()).then(|| view! { <p class="fine">{help}" "{begin_at.get()}</p> })
        }}
    }
    .into_any()
}
