//! Quotas level by level: over-assignment and cushion at each leader.

use super::super::why::WhyTable;
use super::{LookedAt, asked};
use crate::present::capacity::{AskTable, level_figures, level_table};
use crate::present::number::period_label;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Empty, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn LevelsPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    let table = Memo::new(move |_| {
        let span = at.period.get().1;
        asked(app, |plan, tell| {
            let levels: Vec<_> = plan.levels(span).into_iter().filter(|it| it.sellers > 0).collect();
            AskTable::of(level_table(tell, &levels), level_figures(tell, &levels, span))
        })
    });
    let title = Signal::derive(move || [tr!("Quotas by level, "), &period_label(&at.period.get().0, false)].concat());
    let is_empty = Memo::new(move |_| table.with(|it| it.rows.is_empty()));
    view! {
        <Panel>
            <PanelHead
                title=title
                say=tr!("What is assigned below each leader against what the leader is held to. A leader's quota is compared with that of the people below, never added to it.")
            />
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <Empty title=tr!("Nobody leads sellers yet") text=tr!("Choose whom sellers report to in the roster; their leaders stand here with the quotas below them.")/> }
            >
                <WhyTable label=tr!("Quotas by level") table=table/>
            </Show>
        </Panel>
    }
    .into_any()
}
