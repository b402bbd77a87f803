//! The browser application.
pub mod port;
pub mod ui;

use leptos::prelude::*;

/// Mounts the application on the page's body.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Remit"</h1></main> });
}
