//! Hire by when: the latest month for each role to be productive in a month that one chooses.

use super::super::why::WhyTable;
use super::asked;
use crate::present::capacity::{AskTable, hire_by_figures, hire_by_table};
use crate::present::number::{parse_month, show_month};
use crate::text::tr;
use crate::units::Month;
use crate::web::app::{App, sentence};
use crate::web::ui::{Empty, Field, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn HireByPanel() -> AnyView {
    let app = App::here();
    let wanted = RwSignal::new(None::<Month>);
    // In the middle of the plan, unless another month is typed.
    let month = Memo::new(move |_| {
        wanted
            .get()
            .unwrap_or_else(|| app.document.with(|it| it.settings.first_month.plus(it.settings.horizon() as i32 / 2)))
    });
    let table = Memo::new(move |_| {
        let month = month.get();
        asked(app, |plan, tell| {
            let lines = plan.hire_by(month);
            let table = hire_by_table(tell, &lines, tell.document.settings.first_month);
            AskTable::of(table, hire_by_figures(&lines, month))
        })
    });
    let read = move |text: &str| -> Result<Month, String> {
        app.locale.with_untracked(|locale| parse_month(text, locale)).map_err(|it| sentence(&it.to_string()))
    };
    let is_empty = Memo::new(move |_| table.with(|it| it.rows.is_empty()));
    let say = Signal::derive(move || {
        tr!("The latest start for whoever is to be fully productive in {}.", show_month(month.get()))
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Hire by when") say=say/>
            <div class="fields capacity-pick">
                <Field
                    label=tr!("Productive in")
                    text=true
                    value=Signal::derive(move || show_month(month.get()))
                    check=move |text: String| read(&text).err()
                    on_input=move |text: String| if let Ok(read) = read(&text) { wanted.set(Some(read)) }
                    on_commit=move |text: String| if let Ok(read) = read(&text) { wanted.set(Some(read)) }
                    on_step=move |by: i32| wanted.set(Some(month.get_untracked().plus(by)))
                />
            </div>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <Empty title=tr!("No seats yet") text=tr!("Each role with a seat stands here with the latest month to hire for it.")/> }
            >
                <WhyTable label=tr!("Hire by when") table=table/>
            </Show>
        </Panel>
    }
    .into_any()
}
