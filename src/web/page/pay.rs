//! The Pay page.

use crate::web::ui::PageHead;
use leptos::prelude::*;

/// The Pay page.
#[component]
pub fn Pay() -> AnyView {
    view! { <PageHead title="Pay"/> }.into_any()
}
