//! A place on the page, found by what it is called there, or by the path of the input that is typed in it.

use super::{dom, focus, later};
use leptos::prelude::{ArcRwSignal, Set};
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
        None => to_the_middle(&target),
    }
}

/// Scrolls the page so that something stands in the middle of the screen, as far as the page goes.
fn to_the_middle(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The attribute of a link that says which input it is about: the path of one, the beginning of several, or both ends around a `*`.
const LEADS: &str = "data-leads";
/// Looks for an input, a frame apart.
const LOOKS: u32 = 90;
/// Looks in which a page that is left may still stand there.
const TURNS: u32 = 2;
/// Looks after which a place near it will do.
const PATIENT: u32 = 12;

/// From here on, a link with the path of an input leads to where that is typed.
pub fn follow_links() {
    dom::on_window("click", |event| {
        let in_place =
            event.dyn_ref::<web_sys::MouseEvent>().is_none_or(|it| !(it.ctrl_key() || it.meta_key() || it.shift_key()));
        let Some(link) = dom::closest(&event, "a[data-leads]").filter(|_| in_place) else { return };
        if let (Some(path), Some(page)) = (link.get_attribute(LEADS), link.get_attribute("href")) {
            show_input(path, page.trim_start_matches('#'));
        }
    });
}

thread_local! {
    /// The path of the input that was looked for last.
    static SOUGHT: ArcRwSignal<String> = ArcRwSignal::new(String::new());
}

/// The path of the input that was looked for last: who shows one thing of several follows it.
pub fn sought() -> ArcRwSignal<String> {
    SOUGHT.with(Clone::clone)
}

/// Moves the focus to where an input is typed on a page (its fragment without `#`), as soon as that is there; else to the nearest that is
/// above it in the order of paths; else the page begins at its top.
pub fn show_input(path: String, page: &str) {
    let comes = dom::hash() != page;
    sought().set(path.clone());
    look(path, comes, LOOKS);
}

/// `comes`: another page is on its way.
fn look(path: String, comes: bool, looks: u32) {
    dom::after_paint(move || {
        let is_there = !comes || looks + TURNS <= LOOKS;
        let waits = later::is_waiting();
        let places = selectors(&path);
        let tried = if looks + PATIENT > LOOKS { places.get(..1).unwrap_or_default() } else { &places };
        let found = tried.iter().filter(|_| is_there && !waits).find_map(|it| dom::find_in_page(it));
        match found {
            Some(element) => {
                sought().set(String::new());
                arrive(&element);
            }
            None if waits => look(path, comes, looks),
            None if looks > 0 => look(path, comes, looks - 1),
            None if comes => dom::to_top(),
            None => {}
        }
    });
}

fn arrive(element: &HtmlElement) {
    dom::focus(element);
    to_the_middle(element);
    // An explanation lies over the page.
    if let Some(card) = dom::find_in_page(".why").filter(|it| !it.contains(Some(element))) {
        focus::uncover(element, &card);
    }
}

/// What finds the field or the cell of an input, then those of its neighbours by path, the nearest first.
fn selectors(path: &str) -> Vec<String> {
    let quoted = path.replace('\\', "\\\\").replace('"', "\\\"");
    let typed = |at: &str| format!(":is({at}) :is(input, select), :is(td, th):is({at})");
    let below = |at: &str| typed(&format!("[data-input=\"{at}\"], [data-input^=\"{at}/\"]"));
    let mut found = Vec::new();
    let mut above = match quoted.split_once('*') {
        Some((begin, end)) => {
            found.push(typed(&format!("[data-input^=\"{begin}\"][data-input$=\"{end}\"]")));
            begin.trim_end_matches('/')
        }
        None => quoted.as_str(),
    };
    found.push(below(above));
    while let Some((next, _)) = above.rsplit_once('/').filter(|(next, _)| next.contains('/')) {
        above = next;
        found.push(below(above));
    }
    found
}
