//! Target / quota beside the number of sellers it really takes.

use super::{LookedAt, asked};
use crate::present::capacity::{need_say, need_steps};
use crate::web::app::App;
use crate::web::ui::{Empty, Panel, PanelHead, Table};
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
    let rows = Signal::derive(move || found.with(|it| it.as_ref().map(|it| it.1.clone()).unwrap_or_default()));
    let is_empty = Memo::new(move |_| found.with(Option::is_none));
    let header = Signal::derive(|| ["Step", "Share", "Sellers"].map(str::to_owned).to_vec());
    view! {
        <Panel>
            <PanelHead title="Not target \u{f7} quota" say=say/>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty
                        title="Nothing to divide yet"
                        text="With a target and at least one seller with a quota, this shows how many sellers it takes and why target \u{f7} quota is too few."
                    />
                }
            >
                <Table label="From target and quota to sellers" header=header rows=rows sum=true/>
            </Show>
        </Panel>
    }
    .into_any()
}
