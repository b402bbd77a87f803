//! The data page: scenarios, import, files, settings and the meanings a scenario chose.

mod export;
mod import;
mod mapping;
mod profile;
mod scenarios;
mod settings;
mod share;
mod snapshots;
mod storage;

use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{PageHead, Toast};
use export::ExportPanel;
use import::ImportPanel;
use leptos::prelude::*;
use profile::ProfilePanel;
use scenarios::{FilesPanel, ScenariosPanel};
use settings::{MeaningsPanel, SettingsPanel};
use share::{Arrived, SharePanel};
use snapshots::SnapshotsPanel;
use storage::StoragePanel;

/// The data page.
#[component]
pub fn Data() -> AnyView {
    let app = App::here();
    let table = RwSignal::new(None);
    // Wherever a file is dropped on this page it comes in: a scenario as a new one, a table by what its columns say it is.
    dom::on_file_drop(Callback::new(move |file: dom::PickedFile| {
        let is_scenario = |bytes: &Vec<u8>| bytes.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'{');
        match file.bytes.as_ref().ok().filter(|bytes| is_scenario(bytes)).map(|bytes| String::from_utf8(bytes.clone()))
        {
            Some(Ok(text)) => {
                let said = app.shelf.open_file(app, &text).unwrap_or_else(|error| [&file.name, ": ", &error].concat());
                app.toast.set(Some(Toast { text: said, action: None }));
            }
            Some(Err(_)) | None => table.set(Some(file)),
        }
    }));
    view! {
        <PageHead title="Data" sub="Scenarios, import, files and settings. Nothing leaves this machine."/>
        <div class="row half">
            <div class="col">
                <ScenariosPanel/>
                <SnapshotsPanel/>
                <SettingsPanel/>
                <MeaningsPanel/>
                <StoragePanel/>
            </div>
            <div class="col">
                <ImportPanel dropped=table/>
                <FilesPanel/>
                <ExportPanel/>
                <SharePanel/>
                <ProfilePanel/>
            </div>
        </div>
        <Arrived/>
    }
    .into_any()
}
