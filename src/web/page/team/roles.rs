//! Roles and the terms that hold in them, as one table.

use super::terms::{self, TermsKey};
use super::typing::Typing;
use crate::edit::{Command, add_role, apply, remove_terms};
use crate::present::Route;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{
    Button, Dialog, Field, Grid, GridEdit, GridPaste, GridRow, Icon, Menu, MenuItem, Panel, PanelHead,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The table of roles.
#[component]
pub(super) fn RolesPanel() -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let adding = RwSignal::new(false);
    let columns = Memo::new(move |_| app.document.with(terms::columns));
    let rows = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| {
            let mut rows = Vec::new();
            for role in &document.roles {
                let id = Arc::from(["group/", role.id.as_str()].concat());
                rows.push(GridRow::Group(id, terms::role_head(document, role, &locale)));
                rows.extend(role.terms.iter().map(|it| GridRow::Row(Arc::from(TermsKey::of(role, it).path()))));
            }
            rows
        })
    });
    let cells = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        let Some(key) = TermsKey::parse(&id) else { return Vec::new() };
        let problem = |path: &str| app.problem_at(path);
        let cells = app
            .document
            .with(|document| app.inputs.with(|inputs| terms::cells(document, &key, inputs, &problem, &locale)));
        let keys = columns.with(|columns| columns.iter().map(|it| it.key).collect::<Vec<_>>());
        keys.into_iter().zip(cells).map(|(col, cell)| typing.shown(&id, col, cell)).collect()
    });
    // The path of a cell that is an input; the first span of a leader is not one yet.
    let path_of = move |row: &str, col: &str| -> Option<String> {
        let path = [row, "/", terms::input_of(col)?].concat();
        app.inputs.with_untracked(|inputs| inputs.contains_key(&path)).then_some(path)
    };
    let on_input = Callback::new(move |edit: GridEdit| {
        if let Some(path) = path_of(&edit.row, edit.col) {
            typing.input(&path, &edit.text);
        }
    });
    let on_edit = Callback::new(move |edit: GridEdit| {
        let place = (edit.row.clone(), edit.col);
        if let Some(path) = path_of(&edit.row, edit.col) {
            typing.commit(place, &path, &edit.text);
            return;
        }
        let Some(key) = TermsKey::parse(&edit.row) else { return };
        let locale = app.locale.get_untracked();
        match app.document.with_untracked(|document| terms::command(document, &key, edit.col, &edit.text, &locale)) {
            Ok(command) => {
                typing.accept(&place);
                if let Some(command) = command {
                    app.dispatch(command);
                }
            }
            Err(why) => typing.refuse(place, &edit.text, why),
        }
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        let locale = app.locale.get_untracked();
        let mut commands: Vec<Command> = Vec::new();
        let mut wrong = Vec::new();
        // Each cell is read in the document as the cells before it leave it: several may change the same role.
        let mut working = app.document.get_untracked();
        for (row, line) in paste.rows.iter().zip(&paste.cells) {
            for (col, text) in paste.cols.iter().zip(line) {
                let place = (row.clone(), *col);
                let input = path_of(row, col).and_then(|path| app.inputs.with_untracked(|it| it.get(&path).cloned()));
                let read = match (&input, TermsKey::parse(row)) {
                    (Some(input), _) if text.trim().is_empty() && !input.optional => Ok(None),
                    (Some(input), _) => {
                        app.read(input, text).map(|value| Some(Command::set(input.path.as_str(), value)))
                    }
                    (None, Some(_)) if text.trim().is_empty() => Ok(None),
                    (None, Some(key)) => terms::command(&working, &key, col, text, &locale),
                    (None, None) => Ok(None),
                };
                match read {
                    Ok(command) => {
                        typing.accept(&place);
                        if let Some(command) = command.filter(|it| apply(&mut working, it.clone()).is_ok()) {
                            commands.push(command);
                        }
                    }
                    Err(why) => {
                        wrong.push(paste.not_taken(&place, &why));
                        typing.refuse(place, text, why);
                    }
                }
            }
        }
        let count = commands.len();
        let changed = count > 0 && app.dispatch_many(Command::batch(tr!("paste into roles"), commands), count);
        app.tell_pasted(None, &wrong, changed);
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let Some(key) = rows.first().and_then(|id| TermsKey::parse(id)) else { return };
        let command = app.document.with_untracked(|document| remove_terms(document, &key.role, key.segment.as_ref()));
        match command {
            Some(command) => {
                let name = app.document.with_untracked(|document| key.name(document));
                app.dispatch_with_undo(command, tr!("Terms in {name} removed."));
            }
            None => {
                let text = tr!("These are the only terms of the role. Remove the role below, if nobody has it.");
                app.tell(text);
            }
        }
    });
    let candidates = Signal::derive(move || {
        app.document.with(|document| {
            let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |it| TermsKey::of(role, it)));
            let item = |key: TermsKey| MenuItem {
                label: key.name(document),
                key: Arc::from(
                    Route::OfferOf {
                        role: key.role.to_string(),
                        segment: key.segment.as_ref().map(ToString::to_string),
                    }
                    .to_string(),
                ),
                ..MenuItem::default()
            };
            rows.map(item).collect::<Vec<_>>()
        })
    });
    let open_offer = Callback::new(move |address: Arc<str>| dom::set_hash(&address));
    let add = Callback::new(move |name: String| {
        let name = name.trim().to_owned();
        if !name.is_empty() {
            let command = app.document.with_untracked(|document| {
                let like = document.roles.last().cloned().unwrap_or_default();
                add_role(document, &like, &name).1
            });
            app.dispatch_with_undo(command, tr!("{name} added, with the terms of the last role."));
        }
        adding.set(false);
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Roles and their terms")
                say=tr!("What a seat costs, sells and keeps follows from its role, in its segment. Terms of the catalogue are illustrative benchmarks: put in your own.")
                actions=move || view! {
                    <Menu
                        label=tr!("As a candidate sees it")
                        purpose=tr!("Open a role as an offer")
                        items=candidates
                        on_pick=open_offer
                        at_end=true
                    />
                    <Button label=tr!("Add role") icon=Icon::Add small=true on_press=move |()| adding.set(true)/>
                }
            />
            <Grid
                label=tr!("Roles: terms by segment")
                columns=columns
                rows=rows
                cells=cells
                on_edit=on_edit
                on_input=on_input
                on_paste=on_paste
                on_delete=on_delete
                empty=tr!("No roles yet. Add one to plan seats of it.")
            />
        </Panel>
        <Dialog title=tr!("Add a role") open=adding on_close=move |()| adding.set(false)>
            <Field label=tr!("Name of the role") value="" on_commit=add text=true wide=true help=tr!("It begins with the terms of the last role in the table. Enter adds it.")/>
        </Dialog>
    }
    .into_any()
}
