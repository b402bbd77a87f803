//! The browser application.
pub mod port;
pub mod ui;

use leptos::prelude::*;

/// Mounts the application on the page's body and takes the loading text of `index.html` away.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Remit"</h1></main> });
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}
