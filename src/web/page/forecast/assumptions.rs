//! What the forecast assumes, in the order in which it takes effect: segments, sources, season, book, response to pay, costs.

use super::company::CompanyPanels;
use super::segments::SegmentsPanel;
use super::source_grid::SourceInputs;
use crate::engine::Scope;
use crate::text::tr;
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Assumptions(
    scope: Memo<Scope>,
    /// Whether something stands beside the page already.
    beside: Memo<bool>,
) -> AnyView {
    view! {
        <p class="say hold-hint">
            {tr!("Press and hold the name of a field or a cell, or press Alt+S in it, to see closing ARR with it 10\u{a0}% lower and higher.")}
        </p>
        <SegmentsPanel beside=beside/>
        <SourceInputs scope=scope/>
        <CompanyPanels/>
    }
    .into_any()
}
