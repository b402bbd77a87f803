//! Who owns what.

use crate::present::accounts::owners;
use crate::web::app::App;
use crate::web::ui::{Panel, PanelHead, Table};
use leptos::prelude::*;

/// Accounts by owner.
#[component]
pub(super) fn Assign() -> AnyView {
    let app = App::here();
    let table = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| owners(document, &locale))
    });
    let header = Signal::derive(move || table.with(|it| it.0.clone()));
    let rows = Signal::derive(move || table.with(|it| it.1.clone()));
    view! {
        <Panel>
            <PanelHead title="Owners today" say="Every account by who owns it, with what it pays and could pay a year."/>
            <Table label="Accounts by owner" header=header rows=rows sum=true/>
        </Panel>
    }
    .into_any()
}
