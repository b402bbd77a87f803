//! The Territories page: accounts; their tiers and what serving them takes; who is to own what.

mod accounts;
mod assign;
mod facts;
mod segments;

use crate::present::{Route, TerritoriesPart};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{PageHead, PagePart, PageParts};
use leptos::prelude::*;

/// The Territories page.
#[component]
pub fn Territories() -> AnyView {
    let app = App::here();
    provide_context(facts::Facts::new(app));
    let part = Memo::new(move |_| app.route.with(part_of));
    let sub = Signal::derive(move || {
        let locale = app.locale.get();
        app.document.with(|document| crate::present::accounts::headline(document, &locale))
    });
    let parts = Signal::derive(move || {
        let link = |it: TerritoriesPart| PagePart {
            label: it.name(),
            href: Route::territories(it).to_string(),
            current: part.get() == it,
        };
        TerritoriesPart::ALL.into_iter().map(link).collect::<Vec<_>>()
    });
    let body = move || match part.get() {
        TerritoriesPart::Accounts => view! { <accounts::Accounts/> }.into_any(),
        TerritoriesPart::Segments => view! { <segments::Segments/> }.into_any(),
        TerritoriesPart::Assign => view! { <assign::Assign/> }.into_any(),
    };
    view! {
        <PageHead title=tr!("Territories") sub=sub/>
        <PageParts label=tr!("Parts of the Territories page") parts=parts/>
        {body}
    }
    .into_any()
}

/// The part of the page in the address.
fn part_of(route: &Route) -> TerritoriesPart {
    if let Route::Territories { part } = route { *part } else { TerritoriesPart::default() }
}
