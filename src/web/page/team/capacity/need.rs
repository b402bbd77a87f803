//! Target / quota beside the number of sellers it really takes.

use super::super::why::WhyTable;
use super::{LookedAt, asked};
use crate::engine::capacity::{CapacityFigure, GapFigure};
use crate::present::capacity::{AskTable, need_say, need_steps};
use crate::present::chart;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Empty, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn NeedPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    let found = Memo::new(move |_| {
        let (scope, (_, span)) = (at.scope.get(), at.period.get());
        asked(app, |plan, tell| plan.need(scope, span).map(|need| (need_say(tell, &need), need_steps(tell, &need))))
    });
    let say = Signal::derive(move || found.with(|it| it.as_ref().map(|it| it.0.clone()).unwrap_or_default()));
    let table = Signal::derive(move || {
        let rows = found.with(|it| it.as_ref().map(|it| it.1.clone()).unwrap_or_default());
        let (scope, (_, span)) = (at.scope.get(), at.period.get());
        // The last step is the answer, which explains itself with all the steps before it.
        let last = rows.len().saturating_sub(1);
        let seats = |row: usize| (row == last).then_some(CapacityFigure::Gap(GapFigure::Seats, scope, span));
        let figures = (0..rows.len()).map(|row| vec![None, seats(row)]).collect();
        let header = [tr!("Step"), tr!("Share"), tr!("Sellers")].map(str::to_owned).to_vec();
        AskTable::of(chart::Table { header, rows }, figures)
    });
    let is_empty = Memo::new(move |_| found.with(Option::is_none));
    view! {
        <Panel>
            <PanelHead title=tr!("Not target \u{f7} quota") say=say/>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty
                        title=tr!("Nothing to divide yet")
                        text=tr!("With a target and at least one seller with a quota, this shows how many sellers it takes and why target \u{f7} quota is too few.")
                    />
                }
            >
                <WhyTable label=tr!("From target and quota to sellers") table=table sum=true/>
            </Show>
        </Panel>
    }
    .into_any()
}
