//! Files of Remit: a scenario that comes in, and the open one that goes out.

use super::coming::Door;
use crate::present::Route;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, FileDrop, Panel, PanelHead};
use leptos::prelude::*;

/// Where a file comes in.
#[component]
pub(super) fn FilesPanel() -> AnyView {
    let (app, door) = (App::here(), Door::here());
    let on_file = Callback::new(move |file: dom::PickedFile| door.open(app, &file));
    view! {
        <Panel class="no-print">
            <PanelHead title=tr!("Files") say=tr!("A scenario, or offers and answers, as Remit writes them, of this version or an earlier one.")/>
            <FileDrop label=tr!("A Remit file (.json). You see what is in it before anything changes.") accept=".json,application/json" on_file=on_file/>
            <p role="alert" class="say bad">{move || door.refused.get()}</p>
        </Panel>
    }
    .into_any()
}

/// The open scenario as a file, and on paper.
#[component]
pub(super) fn OwnFilePanel() -> AnyView {
    let app = App::here();
    let download = move |()| {
        let (name, text) = app.shelf.file(app);
        dom::download(&name, "application/json", text.as_bytes());
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("The whole scenario")
                say=tr!("A file for a colleague, for another browser or for the remit command; or a report to print.")
            />
            <div class="actions">
                <Button label=tr!("Download") on_press=download/>
                <a class="btn" href=Route::report().to_string()>{tr!("Report")}</a>
            </div>
        </Panel>
    }
    .into_any()
}
