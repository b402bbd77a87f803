//! The browser application: state, the port to the browser, components and pages.
//!
//! Invariant: pages show what the engine gives and dispatch commands; they compute no figures and change no document themselves.

mod app;
mod chart;
mod explainer;
mod figures;
mod frame;
mod input;
mod page;
pub mod port;
mod shelf;
pub mod ui;

use leptos::prelude::*;

/// Mounts the application on the page's body and takes the loading text of `index.html` away.
pub fn mount() {
    leptos::mount::mount_to_body(|| {
        app::App::start();
        view! { <frame::Frame/> }
    });
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}
