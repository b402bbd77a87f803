//! The forecast: ARR and bookings of the company or a segment, metrics by name, and the assumptions behind them on a part of their own.

mod actual_grid;
mod actuals;
mod arr;
mod assumptions;
mod bookings;
mod bounds;
mod cohorts;
mod company;
mod delay_curve;
mod goal_list;
mod goals;
mod hold;
mod incentives;
mod managers;
mod metric_line;
mod metrics;
mod open_pipeline;
mod scope;
mod scorecards;
mod seek;
mod segments;
mod source_grid;
mod source_season;
mod sources;
mod stages;
mod swing;

use crate::engine::Metric;
use crate::model::{GrrForm, NrrForm, Settings};
use crate::present::number::show_month;
use crate::present::{ForecastPart, Route};
use crate::text::{counted, tr};
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::figures::HeadlineStrip;
use crate::web::ui::{PageHead, PagePart, PageParts};
use actuals::Actuals;
use arr::ArrPanel;
use assumptions::Assumptions;
use bookings::BookingsPanel;
use cohorts::CohortsPanel;
use goals::Goals;
use hold::Hold;
use leptos::prelude::*;
use metric_line::MetricLinePanel;
use metrics::MetricsPanel;
use scope::ScopeTabs;
use scorecards::{FormsPanel, Scorecards};
use sources::SourcesPanel;

/// Headline figures of the company or of a segment. Retention in the forms chosen.
fn headlines(settings: &Settings) -> Vec<Metric> {
    let nrr = match settings.nrr_form {
        NrrForm::Cohort => Metric::NrrCohort,
        NrrForm::Bridge => Metric::NrrBridge,
    };
    let grr = match settings.grr_form {
        GrrForm::Event => Metric::GrrEvent,
        GrrForm::CustomerMinimum => Metric::GrrCustomer,
    };
    vec![Metric::ClosingArr, Metric::NetNewArr, nrr, grr, Metric::Customers, Metric::QuickRatio]
}

/// The Forecast page.
#[component]
pub fn Forecast() -> AnyView {
    let app = App::here();
    let chosen = scope::chosen(app);
    let scope = scope::scope(app);
    let title = Signal::derive(move || {
        let name = chosen.get().and_then(|id| app.document.with(|it| it.segment(&id).map(|it| it.name.clone())));
        name.map_or_else(|| tr!("Forecast").to_owned(), |name| [tr!("Forecast, "), &name].concat())
    });
    let sub = Signal::derive(move || {
        app.document.with(|document| {
            let settings = &document.settings;
            tr!(
                "{} from {} · {} · {}",
                counted(settings.horizon(), tr!("month"), tr!("months")),
                show_month(settings.first_month),
                counted(document.segments.len(), tr!("segment"), tr!("segments")),
                settings.currency
            )
        })
    });
    // The explanation stands beside the page while one is open; else the tables have the room.
    let beside = Memo::new(move |_| app.asked.with(Option::is_some));
    let part = scope::part(app);
    let parts = Signal::derive(move || {
        let segment = chosen.get().map(|id| id.to_string());
        let link = |it: ForecastPart| PagePart {
            label: it.name(),
            href: Route::Forecast { segment: segment.clone(), part: it }.to_string(),
            current: part.get() == it,
        };
        ForecastPart::ALL.into_iter().map(link).collect::<Vec<_>>()
    });
    let body = move || match part.get() {
        ForecastPart::Plan => view! {
            <ArrPanel scope=scope/>
            <BookingsPanel scope=scope/>
            <SourcesPanel scope=scope/>
            <Scorecards scope=scope/>
        }
        .into_any(),
        ForecastPart::Assumptions => view! { <Assumptions scope=scope beside=beside/> }.into_any(),
        ForecastPart::Cohorts => view! {
            <MetricLinePanel scope=scope/>
            <MetricsPanel scope=scope/>
            <CohortsPanel scope=scope/>
            <FormsPanel scope=scope/>
        }
        .into_any(),
        ForecastPart::Goals => view! { <Goals scope=scope/> }.into_any(),
        ForecastPart::Actuals => view! { <Actuals scope=scope/> }.into_any(),
    };
    view! {
        <PageHead title=title sub=sub actions=move || view! { <ScopeTabs/> }/>
        <PageParts label=tr!("Parts of the Forecast page") parts=parts/>
        // While one changes assumptions, what comes of them stays in sight all the way down.
        <div class="headlines" class:slim=move || part.get() == ForecastPart::Assumptions>
            <HeadlineStrip metrics=Signal::derive(move || app.document.with(|it| headlines(&it.settings))) scope=scope/>
        </div>
        <Hold scope=scope/>
        <div class="row" class:side=move || beside.get()>
            <div class="col">{body}</div>
            <div class="stick why-sheet" class:none=move || !beside.get()><Explainer/></div>
        </div>
    }
    .into_any()
}
