//! A table of figures is taken along: as a file, or on the clipboard for a spreadsheet.

use super::chosen::Chosen;
use crate::exchange::write_csv;
use crate::present::grid::tsv;
use crate::present::taken::Taken;
use crate::text::tr;
use crate::units::slug;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Menu, MenuItem};
use leptos::prelude::*;
use std::sync::Arc;

/// The menu below a table.
#[component]
pub(super) fn TakeTable(
    /// What the table is called, and whose figures stand in it.
    #[prop(into)]
    title: Signal<String>,
    /// The table as it stands.
    #[prop(into)]
    table: Callback<(), Option<Taken>>,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let entry = |key: &str, label: &str, hint: &str| MenuItem {
        key: Arc::from(key),
        label: label.to_owned(),
        hint: hint.to_owned(),
        ..MenuItem::default()
    };
    let items = vec![entry("csv", "CSV", tr!("file")), entry("copy", tr!("Copy"), tr!("for a spreadsheet"))];
    let take = move |key: Arc<str>| {
        let Some(taken) = untrack(|| table.run(())) else { return };
        if &*key == "copy" {
            let rows = app.locale.with_untracked(|locale| taken.pasted(locale));
            dom::copy_text(tsv(&rows), move |done| {
                app.tell(if done {
                    tr!("The table is on the clipboard.")
                } else {
                    tr!("The browser did not allow copying. Take the CSV file instead.")
                });
            });
            return;
        }
        let plan = untrack(|| chosen.look(app, |_, plan, _| plan.name.clone())).unwrap_or_default();
        let scenario = app.document.with_untracked(|document| document.name.clone());
        let stem = [plan, title.get_untracked(), scenario].iter().map(|it| slug(it)).collect::<Vec<_>>().join("-");
        let text = write_csv(&taken.header, taken.plain());
        // Excel reads a file as UTF-8 only behind this mark.
        dom::download(&[&stem, ".csv"].concat(), "text/csv", ["\u{feff}", &text].concat().as_bytes());
    };
    view! {
        <div class="chart-tools">
            <Menu
                label=tr!("Take along")
                purpose=Signal::derive(move || tr!("Take along: {}", title.get()))
                items=Signal::stored(items)
                on_pick=take
                class="quiet small"
                at_end=true
            />
        </div>
    }
    .into_any()
}
