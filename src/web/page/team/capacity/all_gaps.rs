//! All gaps at once: the hires that close them as one step, what stays open, and what leads a thin pipeline takes.

use super::super::why::WhyTable;
use super::asked;
use super::reach::ReachTarget;
use crate::edit::hire_for_all_gaps;
use crate::engine::capacity::AllGaps;
use crate::present::Route;
use crate::present::capacity::{
    AskTable, all_gaps_say, all_gaps_table, all_hires_table, closing_figures, hires_figures, lead_inputs, shared_say,
};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Look, Panel, PanelHead};
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
    let hires = Memo::new(move |_| {
        found.with(|it| asked(app, |_, tell| AskTable::of(all_hires_table(tell, it), hires_figures(it))))
    });
    let gaps = Memo::new(move |_| {
        found.with(|it| asked(app, |_, tell| AskTable::of(all_gaps_table(tell, it), closing_figures(tell, it))))
    });
    let leads = Memo::new(move |_| found.with(|it| asked(app, |_, tell| lead_inputs(tell, it))));
    let shared = Memo::new(move |_| asked(app, |_, tell| shared_say(tell)));
    let count = Memo::new(move |_| found.with(|it| it.count()));
    let some = Memo::new(move |_| found.with(|it| !it.quarters.is_empty()));
    let apply = move |()| {
        let plan: Arc<AllGaps> = found.get_untracked();
        let command = app.document.with_untracked(|document| hire_for_all_gaps(document, &plan));
        if let Some(command) = command {
            let told = match plan.count() {
                1 => tr!("One hire planned to close the gaps.").to_owned(),
                count => tr!("{count} hires planned to close the gaps."),
            };
            app.dispatch_risky(command, told);
        }
    };
    view! {
        <Panel class="capacity-all">
            <PanelHead
                title=tr!("Close all gaps")
                say=say
                actions=move || view! {
                    {move || (count.get() > 0).then(|| {
                        let label = move || tr!("Plan {} {}", count.get(), if count.get() == 1 { tr!("hire") } else { tr!("hires") });
                        view! {
                            <Button
                                label=Signal::derive(label)
                                small=true
                                look=Look::Primary
                                on_press=apply
                                hint=tr!("Makes all of these seats as one step, which can be undone.")
                            />
                        }
                    })}
                }
            />
            <Show when=move || { count.get() > 0 }>
                <WhyTable label=tr!("Hires that close all gaps") table=hires sum=true/>
            </Show>
            <Show when=move || some.get()>
                <h3>{tr!("Quarters that lack people or pipeline")}</h3>
                <WhyTable label=tr!("Quarters that lack people or pipeline") table=gaps/>
                <Show when=move || leads.with(|it| !it.is_empty())>
                    <p class="say">{tr!("Leads are the market's to give. They are typed on the Forecast page, a number a month for the whole plan: ")}
                        {move || leads.get().into_iter().enumerate().map(|(at, it)| view! {
                            {(at > 0).then_some("; ")}<a href=Route::of_input(&it.path).to_string() data-leads=it.path>{it.text}</a>
                        }).collect_view()}"."
                    </p>
                </Show>
                <p class="fine">{tr!("Each hire starts so early that the ramp is over when the quarter begins, or at the start of the plan. No more people are hired than a quarter needs of ramped ones; what they cannot reach in time stays open, and so does what is less than a tenth of a ramped person. Deals, opportunities and leads are each what the pipeline lacks, a sales cycle earlier; a win rate that high would do instead. ")}{move || shared.get()}</p>
                <ReachTarget/>
            </Show>
        </Panel>
    }
    .into_any()
}
