//! The roster as a file, in and out.

use crate::exchange::roster_csv;
use crate::text::tr;
use crate::units::slug;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Icon, Look};
use leptos::prelude::*;

/// Buttons that lead to the import of people and that download the roster.
#[component]
pub(super) fn PeopleFile() -> AnyView {
    let app = App::here();
    let bring = move |()| dom::set_hash("/data/people");
    let take = move |()| {
        let (name, text) = app.document.with_untracked(|document| (slug(&document.name), roster_csv(document)));
        // The mark at the front has Excel read the names as they are.
        let bytes = ["\u{feff}", &text].concat();
        dom::download(&format!("{name}-roster.csv"), "text/csv", bytes.as_bytes());
    };
    view! {
        <Button label=tr!("Import people") icon=Icon::Import look=Look::Quiet small=true on_press=bring/>
        <Button label=tr!("Export CSV") icon=Icon::Data look=Look::Quiet small=true on_press=take/>
    }
    .into_any()
}
