//! What leaves for spreadsheets: a workbook with live formulas, and tables as CSV.

use crate::exchange::tables::TableOf;
use crate::text::tr;
use crate::units::slug;
use crate::web::app::{App, today};
use crate::web::exporter::{self, Making};
use crate::web::port::dom;
use crate::web::ui::{Button, Menu, MenuItem, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[component]
pub(super) fn ExportPanel() -> AnyView {
    let app = App::here();
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    // The worker lives as long as this does; the next workbook ends the one before.
    let making = StoredValue::new_local(None::<Making>);
    let workbook = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        said.set(tr!("Making the workbook…").to_owned());
        let name = app.document.with_untracked(|document| slug(&document.name));
        let done = move |made: Result<Vec<u8>, String>| {
            let text = match made {
                Ok(bytes) => {
                    dom::download(&[&name, ".xlsx"].concat(), XLSX, &bytes);
                    tr!("{name}.xlsx: its sheets Notes and Check say what is live in it, and whether it holds.")
                }
                Err(error) => tr!("The workbook could not be made: {error}."),
            };
            // The page may have gone elsewhere meanwhile.
            busy.try_set(false);
            said.try_set(text);
        };
        let started = app.document.with_untracked(|document| exporter::workbook(document, today(), done));
        making.set_value(Some(started));
    };
    let tables: Vec<MenuItem> = TableOf::ALL
        .into_iter()
        .map(|table| MenuItem { key: Arc::from(table.key()), label: table.name().to_owned(), ..MenuItem::default() })
        .collect();
    let take = move |key: Arc<str>| {
        let Some(table) = TableOf::ALL.into_iter().find(|table| *key == *table.key()) else { return };
        let name = app.document.with_untracked(|document| slug(&document.name));
        let text =
            app.document.with_untracked(|document| app.outcome.with_untracked(|outcome| table.csv(document, outcome)));
        // The mark at the front has Excel read the names as they are.
        dom::download(&format!("{name}-{}.csv", table.key()), "text/csv", ["\u{feff}", &text].concat().as_bytes());
        said.set(tr!("{name}-{}.csv: {}.", table.key(), table.name()));
    };
    let label =
        Signal::derive(move || if busy.get() { tr!("Making it…") } else { tr!("Excel workbook (.xlsx)") }.to_owned());
    view! {
        <Panel>
            <PanelHead
                title=tr!("Export")
                say=tr!("Inputs on input sheets, every result a formula of them, down to the waterfall, capacity and pay of each person. Made on \
                     this machine.")
            />
            <div class="actions">
                <Button label=label on_press=workbook/>
                <Menu label=tr!("Tables as CSV") items=Signal::stored(tables) on_pick=take/>
            </div>
            <p role="status" class="say">{move || said.get()}</p>
        </Panel>
    }
    .into_any()
}
