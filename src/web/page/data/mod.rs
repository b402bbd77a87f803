//! The data page: scenarios, import, files, settings and the meanings a scenario chose.

mod export;
mod import;
mod mapping;
mod scenarios;
mod settings;

use crate::web::ui::PageHead;
use export::ExportPanel;
use import::ImportPanel;
use leptos::prelude::*;
use scenarios::{FilesPanel, ScenariosPanel};
use settings::{MeaningsPanel, SettingsPanel};

/// The data page.
#[component]
pub fn Data() -> AnyView {
    view! {
        <PageHead title="Data" sub="Scenarios, import, files and settings. Nothing leaves this machine."/>
        <div class="row half">
            <div class="col">
                <SettingsPanel/>
                <MeaningsPanel/>
            </div>
            <div class="col">
                <ScenariosPanel/>
                <ImportPanel/>
                <FilesPanel/>
                <ExportPanel/>
            </div>
        </div>
    }
    .into_any()
}
