//! The Team page: hires and seats; what the team can sign against its targets; what people cost; roles, ramp and support ratios.

mod bulk;
mod capacity;
mod cells;
mod cost;
mod detail;
mod functions;
mod hire;
mod hiring;
mod org;
mod people_file;
mod person;
mod plan;
mod ramp;
mod roles;
mod roster;
mod structure;
mod support;
mod terms;
mod timeline;
mod typing;
mod usual;
mod why;

use crate::engine::{Metric, Row};
use crate::present::number::show_month;
use crate::present::{Route, TeamPart};
use crate::text::tr;
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::figures::HeadlineStrip;
use crate::web::port::place;
use crate::web::ui::{PageHead, PagePart, PageParts, Tab, Tabs};
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
            vec![
                Tab::new("roster", tr!("Roster")),
                Tab::new("chart", tr!("Org chart")),
                Tab::new("timeline", tr!("Timeline")),
            ]
        });
        view! { <Tabs label=tr!("View of the seats") tabs=tabs chosen=self.0 on_choose=move |key| self.0.set(key)/> }
            .into_any()
    }
}

/// The Team page.
#[component]
pub fn Team() -> AnyView {
    let app = App::here();
    let part = Memo::new(move |_| app.route.with(part_of));
    let sub = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let row = Row::of(outcome, outcome.whole());
            let end = outcome.months.last().copied().map(show_month).unwrap_or_default();
            tr!(
                "{}, {} filled in {end} · {} expected to sell then · {}",
                locale.counted(outcome.seats.len(), tr!("seat"), tr!("seats")),
                locale.count(i64::from(row.seats)),
                locale.people(row.sellers),
                outcome.currency
            )
        })
    });
    let parts = Signal::derive(move || {
        let link =
            |it: TeamPart| PagePart { label: it.name(), href: Route::team(it).to_string(), current: part.get() == it };
        TeamPart::ALL.into_iter().map(link).collect::<Vec<_>>()
    });
    let body = move || match part.get() {
        TeamPart::Roster => view! { <Seats/> }.into_any(),
        TeamPart::Capacity => {
            provide_context(why::WhyAsked::new(app));
            view! { <Explainer/><why::WhyCard/><capacity::CapacityPart/> }.into_any()
        }
        TeamPart::Cost => {
            provide_context(why::WhyAsked::new(app));
            view! { <Explainer/><why::WhyCard/><cost::CostPart/> }.into_any()
        }
        TeamPart::Roles => {
            provide_context(why::WhyAsked::new(app));
            view! { <Roles/> }.into_any()
        }
    };
    view! {
        <PageHead title=tr!("Team") sub=sub/>
        <PageParts label=tr!("Parts of the Team page") parts=parts/>
        <HeadlineStrip metrics=HEADLINES.to_vec()/>
        {body}
    }
    .into_any()
}

/// The part of the page in the address.
fn part_of(route: &Route) -> TeamPart {
    if let Route::Team { part } = route { *part } else { TeamPart::default() }
}

/// Roles and what hangs on them.
#[component]
fn Roles() -> AnyView {
    // The terms looked at in detail and by their ramp.
    let chosen = RwSignal::new(String::new());
    let sought = place::sought();
    Effect::new(move |_| {
        if let Some(terms) = terms::TermsKey::around(&sought.get()) {
            chosen.set(terms.path());
        }
    });
    view! {
        <Explainer/>
        <why::WhyCard/>
        <roles::RolesPanel/>
        <detail::DetailPanel chosen=chosen/>
        <ramp::RampPanel wanted=chosen/>
        <support::SupportPanel/>
        <usual::UsualPanel/>
        <functions::FunctionsPanel/>
    }
    .into_any()
}

/// Hires by month and the capacity they yield; the seats.
#[component]
fn Seats() -> AnyView {
    // The seat that is looked at in detail: the one stood in last in the roster, or chosen below it.
    let looked_at = RwSignal::new(String::new());
    let seats = SeatsView(RwSignal::new("roster"));
    let sought = place::sought();
    Effect::new(move |_| {
        // A row of a long roster, or one that is filtered away, is not drawn: its fields below are.
        if let Some(seat) = sought.get().strip_prefix("seat/").and_then(|it| it.split('/').next()) {
            if seats.0.get_untracked() != "roster" {
                seats.0.set("roster");
            }
            looked_at.set(seat.to_owned());
        }
    });
    view! {
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
    .into_any()
}
