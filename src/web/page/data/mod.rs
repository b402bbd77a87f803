//! The data page: scenarios, import, files, settings and the meanings a scenario chose.

mod import;
mod mapping;
mod profile;
mod scenarios;
mod settings;
mod share;
mod snapshots;
mod storage;

use crate::web::ui::PageHead;
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
    view! {
        <PageHead title="Data" sub="Scenarios, import, files and settings. Nothing leaves this machine."/>
        <div class="row half">
            <div class="col">
                <SettingsPanel/>
                <MeaningsPanel/>
                <StoragePanel/>
            </div>
            <div class="col">
                <ScenariosPanel/>
                <SnapshotsPanel/>
                <ImportPanel/>
                <FilesPanel/>
                <ProfilePanel/>
                <SharePanel/>
            </div>
        </div>
        <Arrived/>
    }
    .into_any()
}
