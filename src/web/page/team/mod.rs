//! The Team page.

use crate::web::ui::PageHead;
use leptos::prelude::*;

/// The Team page.
#[component]
pub fn Team() -> AnyView {
    view! { <PageHead title="Team"/> }.into_any()
}
