//! All gaps at once: the hires that close them as one step, what stays open, and what leads a thin pipeline takes.

use super::asked;
use crate::edit::hire_for_all_gaps;
use crate::engine::capacity::AllGaps;
use crate::present::capacity::{all_gaps_say, all_gaps_table, all_hires_table};
use crate::web::app::App;
use crate::web::ui::{Button, Look, Panel, PanelHead, Table};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel.
#[component]
pub(super) fn AllGapsPanel() -> AnyView {
    let app = App::here();
    let found = Memo::new_with_compare(
        move |_| Arc::new(asked(app, |plan, tell| plan.close_all(tell.document.settings.first_month))),
        |_, _| true,
    );
    let say = Signal::derive(move || found.with(|it| asked(app, |_, tell| all_gaps_say(tell, it))));
    let hires = Memo::new(move |_| found.with(|it| asked(app, |_, tell| all_hires_table(tell, it))));
    let gaps = Memo::new(move |_| found.with(|it| asked(app, |_, tell| all_gaps_table(tell, it))));
    let count = Memo::new(move |_| found.with(|it| it.count()));
    let some = Memo::new(move |_| found.with(|it| !it.quarters.is_empty()));
    let apply = move |()| {
        let plan: Arc<AllGaps> = found.get_untracked();
        let command = app.document.with_untracked(|document| hire_for_all_gaps(document, &plan));
        if let Some(command) = command {
            app.dispatch_risky(command, format!("{} hires planned to close the gaps.", plan.count()));
        }
    };
    view! {
        <Panel class="capacity-all">
            <PanelHead
                title="Close all gaps"
                say=say
                actions=move || view! {
                    {move || (count.get() > 0).then(|| {
                        let label = move || format!("Plan {} {}", count.get(), if count.get() == 1 { "hire" } else { "hires" });
                        view! {
                            <Button
                                label=Signal::derive(label)
                                small=true
                                look=Look::Primary
                                on_press=apply
                                hint="Makes all of these seats as one step, which can be undone."
                            />
                        }
                    })}
                }
            />
            <Show when=move || { count.get() > 0 }>
                <Table
                    label="Hires that close all gaps"
                    header=Signal::derive(move || hires.with(|it| it.header.clone()))
                    rows=Signal::derive(move || hires.with(|it| it.rows.clone()))
                    sum=true
                />
            </Show>
            <Show when=move || some.get()>
                <h3>"Quarters that lack people or pipeline"</h3>
                <Table
                    label="Quarters that lack people or pipeline"
                    header=Signal::derive(move || gaps.with(|it| it.header.clone()))
                    rows=Signal::derive(move || gaps.with(|it| it.rows.clone()))
                />
                <p class="fine">"Each hire starts so early that the ramp is over when the quarter begins, or at the start of the plan. No more people are hired than a quarter needs of ramped ones; what they cannot reach in time stays open, and so does what is less than a tenth of a ramped person. Deals, opportunities and leads are each what the pipeline lacks, a sales cycle earlier; a win rate that high would do instead."</p>
            </Show>
        </Panel>
    }
    .into_any()
}
