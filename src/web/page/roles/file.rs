//! Everything a person entered here as a file: taken along, opened again, cleared.

use super::mine::Mine;
use crate::web::port::dom::PickedFile;
use crate::web::ui::{Dialog, FileDrop, Menu, MenuItem};
use leptos::prelude::*;
use std::sync::Arc;

/// The menu at the head of the page.
#[component]
pub(super) fn FileMenu() -> AnyView {
    let mine = Mine::here();
    let opening = RwSignal::new(false);
    let items = Signal::derive(move || {
        let nothing = mine.profile.with(|profile| profile.offers.is_empty() && profile.fit.is_empty());
        let item =
            |key: &str, label: &str| MenuItem { key: Arc::from(key), label: label.to_owned(), ..MenuItem::default() };
        vec![
            item("download", "Download as a file"),
            item("open", "Open a file…"),
            MenuItem { danger: true, divided: true, disabled: nothing, ..item("clear", "Clear everything") },
        ]
    });
    let on_pick = Callback::new(move |key: Arc<str>| match &*key {
        "download" => mine.download(),
        "open" => opening.set(true),
        _clear => mine.clear(),
    });
    view! {
        <div class="offer-file"><Menu label="File" purpose="Offers and answers" items=items on_pick=on_pick at_end=true/></div>
        <Dialog title="Open offers and answers" open=opening on_close=move |()| opening.set(false)>
            <OpenFile opening=opening/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn OpenFile(opening: RwSignal<bool>) -> AnyView {
    let mine = Mine::here();
    let said = RwSignal::new(String::new());
    let on_file = Callback::new(move |file: PickedFile| match mine.take_file(file) {
        Ok(()) => opening.set(false),
        Err(error) => said.set(error),
    });
    view! {
        <p class="say">"A file that was downloaded here takes the place of the offers, answers and needs on this page. Undo brings back what is here now."</p>
        <FileDrop label="A file of offers and answers (.json)" accept=".json,application/json" on_file=on_file/>
        <p role="status" class="say">{move || said.get()}</p>
    }
    .into_any()
}
