//! Roles.
use leptos::prelude::*;
/// Roles.
#[component]
pub(super) fn DetailPanel() -> AnyView {
    ().into_any()
}
