//! Roles.
use leptos::prelude::*;
/// Roles.
#[component]
pub(super) fn RolesPanel() -> AnyView {
    ().into_any()
}
