//! Capacity at risk by the three published methods, beside what the plan expects.

use super::super::why::WhyTable;
use super::asked;
use crate::present::capacity::{AskTable, backfill_figures, backfill_table, risk_figures, risk_say, risk_table};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Panel, PanelHead, Tab, Tabs};
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
            if backfill {
                let rates = plan.backfill_rates();
                AskTable::of(backfill_table(tell, &rates), backfill_figures(&rates))
            } else {
                let risks = plan.risks();
                AskTable::of(risk_table(tell, &risks), risk_figures(tell, &risks))
            }
        })
    });
    let tabs = Signal::derive(|| vec![Tab::new("risk", tr!("At risk")), Tab::new("backfill", tr!("Backfill rate"))]);
    view! {
        <Panel>
            <PanelHead
                title=tr!("Capacity at risk")
                say=say
                actions=move || view! { <Tabs label=tr!("Figures shown") tabs=tabs chosen=shown on_choose=move |key| shown.set(key)/> }
            />
            <WhyTable label=tr!("Capacity at risk by quarter") table=table/>
        </Panel>
    }
    .into_any()
}
