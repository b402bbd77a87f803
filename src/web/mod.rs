//! The browser application: state, the port to the browser, components and pages.
//!
//! Invariant: pages show what the engine gives and dispatch commands; they compute no figures and change no document themselves.

mod apart;
mod app;
mod beginning;
mod cabinet;
mod chart;
mod coming;
mod explainer;
pub mod exporter;
mod figure_table;
mod figures;
mod finder;
mod frame;
mod input;
mod input_grid;
mod page;
mod plan_rates;
pub mod port;
mod records;
mod shelf;
mod stage;
mod steps;
pub mod territory_runs;
pub mod ui;
mod why_answer;
pub mod worker;

use crate::present::Route;
use crate::text::{Language, po, speak, tr};
use cabinet::Opening;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Fetches what the first figures need, mounts the application on the page's body and takes the loading text of `index.html` away.
pub fn mount() {
    let page = Route::parse(&port::dom::hash()).page();
    // Asked for at once, so that both are on their way together.
    spawn_local(async move { _ = apart::page(page).await });
    let language = port::preference::language();
    let translation = language.asset().map(port::asset::ask);
    spawn_local(async move {
        let opening = apart::cabinet().await;
        let speaks = match translation {
            Some(translation) => say_in(language, translation.await),
            None => true,
        };
        let Ok(Opening { brought_back, open }) = opening else {
            port::dom::loading_failed(tr!(
                "A part of Remit did not arrive. Check the connection, then reload this page."
            ));
            return;
        };
        let first = apart::page(page).await.ok();
        let is_back = brought_back.await;
        leptos::mount::mount_to_body(move || {
            app::App::start(open());
            if is_back {
                let text = tr!("The browser ended before it had written everything to disk. What it lost is back.");
                app::App::here().tell(text);
            }
            if !speaks {
                let text = format!(
                    "Remit speaks English: its texts in {} did not arrive. Reload this page to try again.",
                    language.name()
                );
                app::App::here().tell(text);
            }
            view! { <frame::Frame first=first/> }
        });
        port::dom::loading_done();
    });
}

/// Has the texts said as the file says them. `false` where there is none that can be read; then they stay English.
fn say_in(language: Language, file: Option<String>) -> bool {
    let Some(pairs) = file.and_then(|it| po::read(&it).ok()) else { return false };
    speak(pairs);
    port::dom::set_root_attribute("lang", language.tag());
    true
}
