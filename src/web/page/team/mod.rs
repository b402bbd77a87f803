//! The Team page: the hiring plan and what it yields, the roster, roles and their terms, head count by function.

mod bulk;
mod cells;
mod detail;
mod functions;
mod hire;
mod hiring;
mod org;
mod people_file;
mod person;
mod plan;
mod roles;
mod roster;
mod structure;
mod terms;
mod timeline;
mod typing;

use crate::engine::{Metric, Row};
use crate::present::number::show_month;
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::figures::HeadlineStrip;
use crate::web::ui::{PageHead, Tab, Tabs};
use leptos::prelude::*;

/// Headline figures of the team. Stocks are those at the end of the plan, flows those of its last fiscal year.
const HEADLINES: [Metric; 6] =
    [Metric::Seats, Metric::Heads, Metric::Ramped, Metric::Capacity, Metric::CompCost, Metric::Attrition];

/// Which view of the seats is shown: the roster, the chart of reporting lines, the timeline.
#[derive(Clone, Copy)]
struct SeatsView(RwSignal<&'static str>);

impl SeatsView {
    /// The switch between the views.
    fn tabs(self) -> AnyView {
        let tabs = Signal::derive(|| {
            vec![Tab::new("roster", "Roster"), Tab::new("chart", "Chart"), Tab::new("timeline", "Timeline")]
        });
        view! { <Tabs label="View of the seats" tabs=tabs chosen=self.0 on_choose=move |key| self.0.set(key)/> }
            .into_any()
    }
}

/// The Team page.
#[component]
pub fn Team() -> AnyView {
    let app = App::here();
    let part = RwSignal::new("roster");
    // The seat that is looked at in detail: the one stood in last in the roster, or chosen below it.
    let looked_at = RwSignal::new(String::new());
    let seats = SeatsView(RwSignal::new("roster"));
    let sub = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let row = Row::of(outcome, outcome.whole());
            let end = outcome.months.last().copied().map(show_month).unwrap_or_default();
            format!(
                "{} seats, {} filled in {end} · {} expected to sell then · {}",
                locale.count(outcome.seats.len() as i64),
                locale.count(i64::from(row.seats)),
                locale.people(row.sellers),
                outcome.currency
            )
        })
    });
    let tabs = Signal::derive(|| {
        vec![Tab::new("roster", "Hiring and roster"), Tab::new("roles", "Roles"), Tab::new("heads", "Head count")]
    });
    let body = move || match part.get() {
        "roles" => view! { <Explainer/><roles::RolesPanel/><detail::DetailPanel/> }.into_any(),
        "heads" => view! { <Explainer/><functions::FunctionsPanel/> }.into_any(),
        _roster => view! {
            <div class="row side">
                <plan::PlanPanel/>
                <div class="col">
                    <hire::HirePanel/>
                    <Explainer/>
                </div>
            </div>
            <hiring::HiringPanel/>
            {move || match seats.0.get() {
                "chart" => view! { <org::OrgPanel view=seats/> }.into_any(),
                "timeline" => view! { <timeline::TimelinePanel view=seats/> }.into_any(),
                _roster => view! {
                    <roster::RosterPanel view=seats stood_in=looked_at/>
                    <person::PersonPanel wanted=looked_at/>
                }
                .into_any(),
            }}
        }
        .into_any(),
    };
    view! {
        <PageHead
            title="Team"
            sub=sub
            actions=move || view! { <Tabs label="Part of the page" tabs=tabs chosen=part on_choose=move |key| part.set(key)/> }
        />
        <HeadlineStrip metrics=HEADLINES.to_vec()/>
        {body}
    }
    .into_any()
}
