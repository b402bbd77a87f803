//! The data page: scenarios and what is kept of them; what comes in; what goes out; settings and the meanings a scenario chose.

mod coming;
mod export;
mod files;
mod import;
mod kept;
mod mapping;
mod profile;
mod scenarios;
mod settings;
mod share;
mod snapshots;
mod storage;

use crate::present::number::show_month;
use crate::present::{DataPart, Route};
use crate::text::{counted, tr};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{PageHead, PagePart, PageParts};
use coming::{ComingDialog, Door};
use export::ExportPanel;
use files::{FilesPanel, OwnFilePanel};
use import::ImportPanel;
use kept::KeptPanel;
use leptos::prelude::*;
use profile::ProfilePanel;
use scenarios::ScenariosPanel;
use settings::{MeaningsPanel, NumbersPanel, SettingsPanel};
use share::{Arrived, SharePanel};
use snapshots::SnapshotsPanel;
use storage::StoragePanel;

/// The data page.
#[component]
pub fn Data() -> AnyView {
    let app = App::here();
    let door = Door::new();
    provide_context(door);
    // Wherever a file is dropped on this page it comes in: Remit's own after a look at it, a table by what its columns say it is.
    dom::on_file_drop(Callback::new(move |file: dom::PickedFile| door.drop(app, file)));
    let part = Memo::new(move |_| {
        app.route.with(|route| if let Route::Data { part } = route { *part } else { DataPart::Scenarios })
    });
    let parts = Signal::derive(move || {
        let link =
            |it: DataPart| PagePart { label: it.name(), href: Route::data(it).to_string(), current: part.get() == it };
        DataPart::ALL.into_iter().map(link).collect::<Vec<_>>()
    });
    let sub = Signal::derive(move || {
        app.document.with(|document| {
            let settings = &document.settings;
            tr!(
                "{} · {} from {} · {}. Nothing leaves this machine.",
                document.name,
                counted(settings.horizon(), tr!("month"), tr!("months")),
                show_month(settings.first_month),
                settings.currency
            )
        })
    });
    let body = move || match part.get() {
        DataPart::Scenarios => view! {
            <div class="row half">
                <div class="col">
                    <ScenariosPanel/>
                    <KeptPanel/>
                    <StoragePanel/>
                </div>
                <div class="col"><SnapshotsPanel/></div>
            </div>
        }
        .into_any(),
        DataPart::Import => view! {
            <div class="row half">
                <div class="col"><ImportPanel dropped=door.table/></div>
                <div class="col"><FilesPanel/></div>
            </div>
        }
        .into_any(),
        DataPart::Take => view! {
            <div class="row half">
                <div class="col">
                    <OwnFilePanel/>
                    <ExportPanel/>
                </div>
                <div class="col">
                    <SharePanel/>
                    <ProfilePanel/>
                </div>
            </div>
        }
        .into_any(),
        DataPart::Settings => view! {
            <div class="row half">
                <div class="col">
                    <SettingsPanel/>
                    <NumbersPanel/>
                </div>
                <div class="col"><MeaningsPanel/></div>
            </div>
        }
        .into_any(),
    };
    view! {
        <PageHead title=tr!("Data") sub=sub/>
        <PageParts label=tr!("Parts of the Data page") parts=parts/>
        {body}
        <ComingDialog/>
        <Arrived/>
    }
    .into_any()
}
