//! Capacity: targets against what the team can sign and what the pipeline holds, what closes a gap, how capacity stands and what of it
//! is at risk.

mod all_gaps;
mod books;
mod closures;
mod gaps;
mod hire_by;
mod history;
mod levels;
mod looked_at;
mod need;
mod reach;
mod risk;
mod standing;
mod targets;

use crate::engine::capacity::CapacityPlan;
use crate::present::capacity::Teller;
use crate::web::app::App;
use leptos::prelude::*;
use looked_at::LookedAt;

/// The part of the page.
#[component]
pub(super) fn CapacityPart() -> AnyView {
    let looked_at = LookedAt::new(App::here());
    provide_context(looked_at);
    view! {
        <div class="row side">
            <gaps::GapsPanel/>
            <div class="col">
                <closures::ClosuresPanel/>
                <need::NeedPanel/>
            </div>
        </div>
        <all_gaps::AllGapsPanel/>
        <books::BooksPanel/>
        <targets::TargetsPanel/>
        <standing::StandingPanel/>
        <div class="row side-wide">
            <risk::RiskPanel/>
            <history::HistoryPanel/>
        </div>
        <levels::LevelsPanel/>
        <hire_by::HireByPanel/>
    }
    .into_any()
}

/// Asks the plan of capacity of what is on screen. It is looked up anew for each question, as both of what it stands on change.
pub(super) fn asked<T>(app: App, ask: impl FnOnce(&CapacityPlan<'_>, &Teller<'_>) -> T) -> T {
    let locale = app.locale.get();
    app.outcome.with(|outcome| {
        app.document.with(|document| {
            let tell = Teller { document, outcome, locale: &locale };
            ask(&CapacityPlan::of(document, outcome), &tell)
        })
    })
}
