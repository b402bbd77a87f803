//! A place on the page, found by what it is called there.

use super::{dom, later};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What a place is called by: titles, what folds, names of fields, and the buttons of a choice of views.
const NAMES: &str = "#main :is(h2, h3, legend, summary, label, [role=radio])";

/// Brings what is called so into sight, opening what hides it, and moves the focus there. It is looked for once nothing of the page waits
/// to be built, then up to `looks` times, a frame apart: the page may still be on its way.
pub fn show(name: &str, looks: u32) {
    let name = name.to_owned();
    dom::before_paint(move || {
        if later::is_waiting() {
            show(&name, looks);
        } else if let Some(found) = called(&name) {
            reveal(&found);
        } else if looks > 0 {
            show(&name, looks - 1);
        }
    });
}

/// The first that is called so, else the first whose name goes on after that.
fn called(name: &str) -> Option<HtmlElement> {
    let nodes = leptos::prelude::document().query_selector_all(NAMES).ok()?;
    let all: Vec<HtmlElement> = (0..nodes.length()).filter_map(|at| nodes.item(at)?.dyn_into().ok()).collect();
    let is = |it: &&HtmlElement| it.text_content().is_some_and(|text| text.trim() == name);
    let begins = |it: &&HtmlElement| it.text_content().is_some_and(|text| text.trim().starts_with(name));
    all.iter().find(is).or_else(|| all.iter().find(begins)).cloned()
}

fn reveal(found: &HtmlElement) {
    let mut around = found.closest("details").ok().flatten();
    while let Some(details) = around {
        let _ = details.set_attribute("open", "");
        around = details.parent_element().and_then(|it| it.closest("details").ok().flatten());
    }
    let is_view = found.get_attribute("role").is_some();
    if is_view && found.get_attribute("aria-checked").as_deref() != Some("true") {
        found.click();
    }
    let field = found.get_attribute("for").and_then(|id| dom::find_in_page(&["#", &id].concat()));
    let is_title = field.is_none() && !is_view;
    let target = field.unwrap_or_else(|| found.clone());
    if is_title && target.tag_name() != "SUMMARY" {
        let _ = target.set_attribute("tabindex", "-1");
    }
    dom::focus(&target);
    let panel = is_title.then(|| found.closest(".panel").ok().flatten()).flatten();
    match panel.filter(|_| found.tag_name() == "H2") {
        Some(panel) => panel.scroll_into_view(),
        None => {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            target.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}
