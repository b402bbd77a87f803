//! An editable table over the registry of inputs: each cell is an input by its path, or something of the page's own.

use crate::edit::{Command, EditError, apply};
use crate::model::{Document, InputValue};
use crate::present::figure;
use crate::text::tr;
use crate::web::app::{App, sentence};
use crate::web::ui::{Cell, CellKey, Column, Grid, GridEdit, GridPaste, GridRow, Refusals};
use leptos::prelude::*;
use std::sync::Arc;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// An input, by its path.
    Input(String),
    /// Something to read.
    Shown(Cell),
    /// Something the page itself reads and changes.
    Own(Cell),
}

/// A text for a cell of the page's own, in a document that may be ahead of the one on screen.
pub struct OwnEdit {
    /// The document.
    pub document: Document,
    /// Row, column and text.
    pub edit: GridEdit,
}

/// What is typed, before it is right.
#[derive(Clone, Copy)]
struct Typing {
    app: App,
    place: Callback<CellKey, Place>,
    own: Option<Callback<OwnEdit, Result<Command, String>>>,
    /// Texts that were refused; they stay in their cells.
    refused: Refusals,
    /// The value of the input being typed, from before.
    before: StoredValue<Option<(String, InputValue)>>,
}

/// The table.
#[component]
pub fn InputGrid(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The columns. Like the rows they have to stand still while one types, so they come from memos.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<GridRow>>,
    /// What stands in a cell.
    #[prop(into)]
    place: Callback<(Arc<str>, &'static str), Place>,
    /// Reads a text for a cell of the page's own as a command, or says what is wrong with it.
    #[prop(optional, into)]
    own: Option<Callback<OwnEdit, Result<Command, String>>>,
    /// A row is wanted below this one, or at the end.
    #[prop(optional, into)]
    on_insert: Option<Callback<Option<Arc<str>>>>,
    /// What the button that adds a row says.
    #[prop(optional, into)]
    insert_label: Signal<String>,
    /// These rows are to go.
    #[prop(optional, into)]
    on_delete: Option<Callback<Vec<Arc<str>>>>,
    /// What stands in place of rows while there are none.
    #[prop(optional, into)]
    empty: Signal<String>,
) -> AnyView {
    let typing = Typing { app: App::here(), place, own, refused: Refusals::none(), before: StoredValue::new(None) };
    Effect::new(move |_| {
        // What was pasted is taken back as a whole.
        typing.app.stepped.track();
        typing.refused.forget_all();
    });
    let cells = Callback::new(move |row: Arc<str>| {
        columns.with(|columns| columns.iter().map(|column| typing.cell((row.clone(), column.key))).collect::<Vec<_>>())
    });
    // The grid takes a row for its buttons as given or not when it is made.
    let on_input = Callback::new(move |edit| typing.follow(edit));
    let on_edit = Callback::new(move |edit| typing.take(edit));
    let on_paste = Callback::new(move |paste| typing.paste(paste));
    match (on_insert, on_delete) {
        (Some(on_insert), Some(on_delete)) => view! {
            <Grid
                label=label columns=columns rows=rows cells=cells on_input=on_input on_edit=on_edit on_paste=on_paste
                on_insert=on_insert insert_label=insert_label on_delete=on_delete empty=empty
            />
        }
        .into_any(),
        (_, _) => view! {
            <Grid
                label=label columns=columns rows=rows cells=cells on_input=on_input on_edit=on_edit on_paste=on_paste
                empty=empty
            />
        }
        .into_any(),
    }
}

impl Typing {
    fn cell(self, key: CellKey) -> Cell {
        self.refused.over(&key, self.settled(key.clone()))
    }

    /// What stands in a cell, refused texts apart.
    fn settled(self, key: CellKey) -> Cell {
        match self.place.run(key) {
            Place::Input(path) => match self.app.input(&path) {
                Some(input) => {
                    let text = figure::typed(input.value, input.unit, &self.app.locale.get());
                    Cell { problem: self.app.problem_at(&path), path, ..Cell::new(text) }
                }
                None => Cell { fixed: true, ..Cell::default() },
            },
            Place::Shown(cell) => Cell { fixed: true, ..cell },
            Place::Own(cell) => cell,
        }
    }

    /// Figures follow each keystroke that can be read; a half-typed number is no error yet.
    fn follow(self, edit: GridEdit) {
        let place = untrack(|| self.place.run((edit.row, edit.col)));
        if let Place::Input(path) = place {
            let typed = self.before.with_value(|it| it.as_ref().is_some_and(|(of, _)| *of == path));
            if !typed && let Some(input) = untrack(|| self.app.input(&path)) {
                self.before.set_value(Some((path.clone(), input.value)));
            }
            let _ = self.app.enter(&path, &edit.text, false);
        }
    }

    /// A text is final: what cannot be read stays in its cell with the reason, and figures go back.
    fn take(self, edit: GridEdit) {
        let key = (edit.row.clone(), edit.col);
        let before = self.before.try_update_value(Option::take).flatten();
        let result = match untrack(|| self.place.run(key.clone())) {
            Place::Input(path) => self.app.enter(&path, &edit.text, true).inspect_err(|_| {
                if let Some((path, value)) = before {
                    self.app.type_in(Command::set(path.as_str(), value), &path);
                    self.app.seal();
                }
            }),
            // A cell that was opened and left as it was is no step.
            Place::Own(_) if untrack(|| self.settled(key.clone())).edit_text() == edit.text => Ok(()),
            Place::Own(_) => {
                let document = self.app.document.get_untracked();
                let text = edit.text.clone();
                let read = self.own.map_or(Err(String::new()), |own| own.run(OwnEdit { document, edit }));
                self.told(&key, &text, read.map(|command| self.app.dispatch(command)));
                return;
            }
            Place::Shown(_) => Ok(()),
        };
        self.told(&key, &edit.text, result);
    }

    fn told(self, key: &CellKey, text: &str, result: Result<(), String>) {
        match result {
            Err(why) => {
                let stood = untrack(|| self.settled(key.clone())).text;
                self.refused.keep(key.clone(), text.to_owned(), why, Some(stood));
            }
            Ok(()) => self.refused.forget(key),
        }
    }

    /// A block is one step to undo; what cannot be read stays in its cell, marked, and is told.
    fn paste(self, paste: GridPaste) {
        let mut ahead = self.app.document.get_untracked();
        let mut commands = Vec::new();
        let mut wrong: Vec<(CellKey, String, String)> = Vec::new();
        let mut beyond = paste.cells.len().saturating_sub(paste.rows.len());
        for (row, texts) in paste.rows.iter().zip(&paste.cells) {
            beyond += texts.len().saturating_sub(paste.cols.len());
            for (col, text) in paste.cols.iter().zip(texts) {
                let key = (row.clone(), *col);
                let command = self.read(&ahead, key.clone(), text);
                let applied = command.and_then(|command| match command {
                    Some(command) => match apply(&mut ahead, command.clone()) {
                        Ok(_) => {
                            commands.push(command);
                            Ok(())
                        }
                        Err(EditError::Input(_, error)) => Err(sentence(&error.to_string())),
                        Err(error @ EditError::Gone(_)) => Err(sentence(&error.to_string())),
                    },
                    None => Ok(()),
                });
                if let Err(why) = applied {
                    wrong.push((key, text.clone(), why));
                }
            }
        }
        let count = commands.len();
        let told = wrong.iter().map(|(key, _, why)| paste.not_taken(key, why)).collect::<Vec<_>>();
        self.refused.forget_all();
        if count > 0 {
            let label = if count == 1 { tr!("one cell").to_owned() } else { tr!("{count} cells") };
            self.app.dispatch_many(Command::batch(label, commands), count);
        }
        for (key, text, why) in wrong {
            self.told(&key, &text, Err(why));
        }
        let done = (beyond > 0 && count > 0).then(|| match count {
            1 => tr!("One cell is filled; what reached beyond the table was left out.").to_owned(),
            count => tr!("{count} cells are filled; what reached beyond the table was left out."),
        });
        self.app.tell_pasted(done, &told, count > 0);
    }

    /// A text as a command; nothing for a cell that is only read.
    fn read(self, ahead: &Document, key: CellKey, text: &str) -> Result<Option<Command>, String> {
        match untrack(|| self.place.run(key.clone())) {
            Place::Input(path) => {
                let Some(input) = untrack(|| self.app.input(&path)) else { return Ok(None) };
                self.app.read(&input, text).map(|value| Some(Command::set(path, value)))
            }
            Place::Own(_) => {
                let edit = GridEdit { row: key.0, col: key.1, text: text.to_owned() };
                let edit = OwnEdit { document: ahead.clone(), edit };
                self.own.map_or(Ok(None), |own| own.run(edit).map(Some))
            }
            Place::Shown(_) => Ok(None),
        }
    }
}
