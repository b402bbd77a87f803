//! The Forecast page.

use crate::web::ui::PageHead;
use leptos::prelude::*;

/// The Forecast page.
#[component]
pub fn Forecast() -> AnyView {
    view! { <PageHead title="Forecast"/> }.into_any()
}
