//! Capacity at risk by the three published methods, beside what the plan expects.

use super::asked;
use crate::present::capacity::{backfill_table, risk_say, risk_table};
use crate::web::app::App;
use crate::web::ui::{Panel, PanelHead, Tab, Table, Tabs};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn RiskPanel() -> AnyView {
    let app = App::here();
    let shown = RwSignal::new("risk");
    let say = Signal::derive(move || asked(app, |plan, tell| risk_say(tell, &plan.risks())));
    let table = Memo::new(move |_| {
        let backfill = shown.get() == "backfill";
        asked(app, |plan, tell| {
            if backfill { backfill_table(tell, &plan.backfill_rates()) } else { risk_table(tell, &plan.risks()) }
        })
    });
    let tabs = Signal::derive(|| vec![Tab::new("risk", "At risk"), Tab::new("backfill", "Backfill rate")]);
    view! {
        <Panel>
            <PanelHead
                title="Capacity at risk"
                say=say
                actions=move || view! { <Tabs label="Figures shown" tabs=tabs chosen=shown on_choose=move |key| shown.set(key)/> }
            />
            <Table
                label="Capacity at risk by quarter"
                header=Signal::derive(move || table.with(|it| it.header.clone()))
                rows=Signal::derive(move || table.with(|it| it.rows.clone()))
            />
        </Panel>
    }
    .into_any()
}
