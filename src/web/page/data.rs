//! The Data page.

use crate::web::ui::PageHead;
use leptos::prelude::*;

/// The Data page.
#[component]
pub fn Data() -> AnyView {
    view! { <PageHead title="Data"/> }.into_any()
}
