//! A table of registry inputs inside a card: typed, stepped and pasted as one step; a block that is larger than the table makes room.

use super::part::Part;
use crate::edit::{Command, apply};
use crate::model::comp::Component;
use crate::model::{Input, InputUnit, inputs};
use crate::present::figure;
use crate::present::grid::headings;
use crate::present::hiring::left_out_say;
use crate::text::tr;
use crate::web::ui::{Cell, CellKey, Column, Grid, GridEdit, GridPaste, GridRow, Refusals};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows that a paste may add at once; a sheet longer than that was not meant for a table of rates.
const MOST_NEW: usize = 60;

/// Cells whose texts could not be read, with the text and what is wrong.
type Refused = Vec<(CellKey, String, String)>;

/// Ids of rows and keys of columns.
pub(super) type RowsAndColumns = (Vec<Arc<str>>, Vec<&'static str>);

/// What became of a choice; none where the cell is none to choose in.
pub(super) type Choosing = Option<Result<(), String>>;

/// Where the cells of a table are in the registry, and how it grows and shrinks.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// The key of an input below the component's path; none for a cell that is only read.
    pub key: fn(row: &str, col: &str) -> Option<String>,
    /// The ids of the rows and columns that a paste of this size beyond the table makes.
    pub beyond: fn(&Component, rows: usize, cols: usize) -> RowsAndColumns,
    /// Makes a choice in a cell by its name; none where the cell is none to choose in.
    pub choose: fn(&mut Component, row: &str, col: &str, text: &str) -> Choosing,
    /// Adds a row.
    pub add_row: fn(&mut Component),
    /// Adds a column, where that can be.
    pub add_col: fn(&mut Component),
    /// Removes a row, counted from 0.
    pub remove_row: fn(&mut Component, usize),
}

/// A table of registry inputs.
#[component]
pub(super) fn RateGrid(
    /// Of which component.
    part: Part,
    /// Its inputs.
    sheet: Sheet,
    /// What it holds.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns.
    columns: Memo<Vec<Column>>,
    /// Its rows.
    rows: Memo<Vec<GridRow>>,
    /// What stands in a cell that is no input of the registry.
    other: Callback<(Arc<str>, &'static str), Cell>,
    /// What the button that adds a row says.
    insert_label: &'static str,
) -> AnyView {
    let app = part.app;
    let refused = Refusals::none();
    Effect::new(move |_| {
        // What was pasted is taken back as a whole.
        app.stepped.track();
        refused.forget_all();
    });
    let path =
        move |row: &str, col: &str| (sheet.key)(row, col).map(|key| part.chosen.part(&part.id.get_value(), &key));
    let cells = Callback::new(move |row: Arc<str>| {
        let locale = app.locale.get();
        let cell = |col: &'static str| {
            let found = path(&row, col).and_then(|path| app.input(&path).map(|input| (path, input)));
            let Some((path, input)) = found else {
                return refused.over(&(row.clone(), col), other.run((row.clone(), col)));
            };
            let typed = figure::typed(input.value, input.unit, &locale);
            let cell = Cell {
                text: with_unit(&typed, &input),
                edit_text: typed,
                problem: app.problem_at(&path),
                path,
                ..Cell::default()
            };
            refused.over(&(row.clone(), col), cell)
        };
        columns.with(|columns| columns.iter().map(|column| cell(column.key)).collect::<Vec<_>>())
    });
    let on_input = Callback::new(move |edit: GridEdit| {
        // A half-typed number is no error yet.
        if let Some(path) = untrack(|| path(&edit.row, edit.col)) {
            let _ = app.enter(&path, &edit.text, false);
        }
    });
    let on_edit = Callback::new(move |edit: GridEdit| {
        let path = untrack(|| path(&edit.row, edit.col));
        let key = (edit.row, edit.col);
        let taken = match path {
            Some(path) => app.enter(&path, &edit.text, true),
            None => {
                let choose = |it: &mut Component| (sheet.choose)(it, &key.0, key.1, &edit.text);
                let tried = part.see(|it| choose(&mut it.clone()));
                if matches!(tried, Some(Ok(()))) {
                    part.change(tr!("what a tier reaches back to"), |it| {
                        choose(it);
                    });
                }
                tried.unwrap_or(Ok(()))
            }
        };
        match taken {
            Ok(()) => refused.forget(&key),
            Err(why) => refused.keep(key, edit.text, why, None),
        }
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        let shown = |row: &Arc<str>, col| other.run((row.clone(), col)).text;
        let paste = columns.with_untracked(|columns| aligned(paste, columns));
        let Pasted { commands, wrong, left_out } = untrack(|| pasted(part, sheet, &path, &shown, &paste));
        refused.forget_all();
        let changed = !commands.is_empty();
        if changed {
            app.dispatch(Command::batch(tr!("paste into a table of rates"), commands));
        }
        // Rows and columns that the block made are there by now, and have names.
        let told = wrong.iter().map(|(key, _, why)| paste.not_taken(key, why)).collect::<Vec<_>>();
        for (key, text, why) in wrong {
            refused.keep(key, text, why, None);
        }
        let out = (left_out > 0).then(|| left_out_say(left_out, tr!("the cells that can be changed")));
        app.tell_pasted(out, &told, changed);
    });
    let on_insert = Callback::new(move |_below: Option<Arc<str>>| {
        refused.forget_all();
        part.change(tr!("add a row"), sheet.add_row);
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        refused.forget_all();
        let mut places: Vec<usize> = rows.iter().filter_map(|row| row.parse::<usize>().ok()?.checked_sub(1)).collect();
        places.sort_unstable_by(|a, b| b.cmp(a));
        if places.is_empty() {
            return;
        }
        part.change(tr!("remove a row"), |component| {
            for at in places {
                (sheet.remove_row)(component, at);
            }
        });
    });
    view! {
        <Grid
            label=label
            columns=columns
            rows=rows
            cells=cells
            on_edit=on_edit
            on_input=on_input
            on_paste=on_paste
            on_insert=on_insert
            insert_label=Signal::stored(insert_label.to_owned())
            on_delete=on_delete
        />
    }
    .into_any()
}

/// A block that begins with headings of the table goes under them, without that row.
fn aligned(paste: GridPaste, columns: &[Column]) -> GridPaste {
    let names: Vec<_> = columns.iter().map(|it| (it.key, it.label.clone())).collect();
    let Some(named) = headings(&paste.cells, &names) else { return paste };
    let under = |row: &Vec<String>| {
        let texts = row.iter().zip(&named).filter(|it| it.1.is_some());
        texts.map(|(text, _)| text.clone()).collect()
    };
    let cells = paste.cells.iter().skip(1).map(under).collect();
    GridPaste { cols: named.iter().flatten().copied().collect(), cells, ..paste }
}

/// What a paste does.
struct Pasted {
    /// The changes, room first.
    commands: Vec<Command>,
    /// What could not be read.
    wrong: Refused,
    /// How many texts met a cell that only shows something, and something else than what they say, or none at all.
    left_out: usize,
}

/// Reads a pasted block; `shown` is what stands in a cell that is no input.
fn pasted(
    part: Part,
    sheet: Sheet,
    path: &dyn Fn(&str, &str) -> Option<String>,
    shown: &dyn Fn(&Arc<str>, &'static str) -> String,
    paste: &GridPaste,
) -> Pasted {
    let app = part.app;
    let width = paste.cells.iter().map(Vec::len).max().unwrap_or_default();
    let rows_beyond = paste.cells.len().saturating_sub(paste.rows.len()).min(MOST_NEW);
    let cols_beyond = width.saturating_sub(paste.cols.len()).min(MOST_NEW);
    let (mut rows, mut cols) = (paste.rows.clone(), paste.cols.clone());
    let mut commands = Vec::new();
    let (new_rows, new_cols) = part.see(|component| (sheet.beyond)(component, rows_beyond, cols_beyond));
    rows.extend(new_rows.iter().cloned());
    cols.extend(new_cols.iter().copied());
    let (mut wrong, mut left_out) = (Refused::new(), 0);
    let before = part.see(|it| Some(it.clone()));
    let roomy = before.clone().map(|mut component| {
        new_rows.iter().for_each(|_| (sheet.add_row)(&mut component));
        new_cols.iter().for_each(|_| (sheet.add_col)(&mut component));
        for (row, texts) in rows.iter().zip(&paste.cells) {
            for (col, text) in cols.iter().zip(texts).filter(|(_, text)| !text.trim().is_empty()) {
                match (sheet.choose)(&mut component, row, col, text) {
                    Some(Ok(())) => {}
                    Some(Err(why)) => wrong.push(((row.clone(), *col), text.clone(), why)),
                    None if path(row, col).is_some() || shown(row, col) == text.trim() => {}
                    None => left_out += 1,
                }
            }
            left_out += texts.iter().skip(cols.len()).filter(|text| !text.trim().is_empty()).count();
        }
        component
    });
    if let Some(roomy) = roomy.filter(|it| Some(it) != before.as_ref()) {
        commands.extend(part.chosen.command(app, tr!("room for a paste"), |version| {
            if let Some(component) = version.components.iter_mut().find(|it| it.id == roomy.id) {
                *component = roomy;
            }
        }));
    }
    let known = after(part, &commands);
    for (row, texts) in rows.iter().zip(&paste.cells) {
        for (col, text) in cols.iter().zip(texts) {
            let Some(path) = path(row, col) else { continue };
            let Some(input) = known.get(&path) else { continue };
            match app.read(input, text) {
                Ok(value) => commands.push(Command::set(path, value)),
                Err(why) => wrong.push(((row.clone(), *col), text.clone(), why)),
            }
        }
    }
    Pasted { commands, wrong, left_out }
}

/// The inputs there are once commands are applied.
fn after(part: Part, commands: &[Command]) -> HashMap<String, Input> {
    let mut document = part.app.document.get_untracked();
    for command in commands {
        // What cannot be applied here is refused again, and told, when it is dispatched.
        let _ = apply(&mut document, command.clone());
    }
    inputs(&document).into_iter().map(|input| (input.path.clone(), input)).collect()
}

fn with_unit(typed: &str, input: &Input) -> String {
    match input.unit {
        InputUnit::Percent | InputUnit::PercentPerYear => [typed, "\u{a0}%"].concat(),
        InputUnit::Multiple => [typed, "x"].concat(),
        InputUnit::Money
        | InputUnit::MoneyPer(_)
        | InputUnit::Weight
        | InputUnit::Count(_)
        | InputUnit::CountPer(..)
        | InputUnit::Month => typed.to_owned(),
    }
}
