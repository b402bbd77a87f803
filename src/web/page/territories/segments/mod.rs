//! What an account is worth, how it is served for that, and the people this takes.

mod score;
mod service;
mod tiers;

use crate::present::territory::{arithmetic, people_table};
use crate::text::tr;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::page::territories::facts::Facts;
use crate::web::ui::{Panel, PanelHead, Table};
use leptos::prelude::*;
use score::ScorePanel;
use service::ServicePanel;
use tiers::TiersPanel;

/// Tiers and workload.
#[component]
pub(super) fn Segments() -> AnyView {
    view! {
        <ScorePanel/>
        <TiersPanel/>
        <PeoplePanel/>
        <ServicePanel/>
    }
    .into_any()
}

/// People needed, and where the number comes from.
#[component]
fn PeoplePanel() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let table = Memo::new(move |_| {
        let (locale, segmentation) = (app.locale.get(), facts.segmentation.get());
        app.document.with(|document| people_table(document, &segmentation, &locale))
    });
    let header = Signal::derive(move || table.with(|it| it.0.clone()));
    let rows = Signal::derive(move || table.with(|it| it.1.clone()));
    let say = Signal::derive(move || facts.settings.with(|settings| arithmetic(settings, &app.locale.get())));
    view! {
        <Panel>
            <PanelHead title=tr!("People needed") say=say/>
            <div class="fields">
                <InputField path="territory/hours_year" label=tr!("Working hours of one person")/>
                <InputField path="territory/productive" label=tr!("Share that goes into accounts")/>
            </div>
            <Table label=tr!("People needed by function") header=header rows=rows/>
        </Panel>
    }
    .into_any()
}
