//! Everything a person entered here as a file: taken along, opened again, cleared.

use super::mine::Mine;
use crate::career::Profile;
use crate::text::tr;
use crate::web::app::App;
use crate::web::cabinet::Looked;
use crate::web::coming::ProfileFacts;
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
            item("download", tr!("Download as a file")),
            item("open", tr!("Open a file…")),
            MenuItem { danger: true, divided: true, disabled: nothing, ..item("clear", tr!("Clear everything")) },
        ]
    });
    let on_pick = Callback::new(move |key: Arc<str>| match &*key {
        "download" => mine.download(),
        "open" => opening.set(true),
        _clear => mine.clear(),
    });
    let came = RwSignal::new(None::<Arc<Came>>);
    let close = Callback::new(move |()| {
        opening.set(false);
        came.set(None);
    });
    let title = Signal::derive(move || {
        let named = |it: &Option<Arc<Came>>| it.as_ref().map(|it| tr!("Open {}?", it.name));
        came.with(named).unwrap_or_else(|| tr!("Open offers and answers").to_owned())
    });
    let content = move || match came.get() {
        Some(it) => view! { <Look came=it close=close/> }.into_any(),
        None => view! { <PickFile came=came/> }.into_any(),
    };
    view! {
        <div class="offer-file"><Menu label=tr!("File") purpose=tr!("Offers and answers") items=items on_pick=on_pick at_end=true/></div>
        <Dialog title=title open=opening on_close=close>{content}</Dialog>
    }
    .into_any()
}

/// A file that was read.
struct Came {
    name: String,
    profile: Profile,
    told: String,
}

#[component]
fn PickFile(came: RwSignal<Option<Arc<Came>>>) -> AnyView {
    let shelf = App::here().shelf;
    let said = RwSignal::new(String::new());
    let on_file = Callback::new(move |file: PickedFile| {
        let named = |error: String| [&file.name, ": ", &error].concat();
        match file.text().and_then(|text| shelf.look(&text).map_err(named)) {
            Ok(Looked::Profile { profile, told }) => {
                came.set(Some(Arc::new(Came { name: file.name, profile: *profile, told })));
            }
            Ok(Looked::Scenario { .. }) => {
                said.set(
                    [
                        &file.name,
                        tr!(": this file holds a scenario, not offers and answers. Open it on the Data page."),
                    ]
                    .concat(),
                );
            }
            Err(why) => said.set(why),
        }
    });
    view! {
        <p class="say">{tr!("A file that was downloaded here or on the Data page. What is in it is shown first; nothing changes before you say so.")}</p>
        <FileDrop label=tr!("A file of offers and answers (.json)") accept=".json,application/json" on_file=on_file/>
        <p role="status" class="say">{move || said.get()}</p>
    }
    .into_any()
}

/// What the file holds, and whether it is to take the place of what is on the page.
#[component]
fn Look(came: Arc<Came>, close: Callback<()>) -> AnyView {
    let mine = Mine::here();
    let there = mine.profile.with_untracked(Profile::in_words);
    let (holds, told) = (came.profile.in_words(), came.told.clone());
    let put = move |()| {
        close.run(());
        mine.take(&came.name, came.profile.clone());
    };
    view! {
        <ProfileFacts
            holds=holds
            place=tr!("On this page now")
            there=there
            told=told
            effect=tr!("Offers, answers and needs on this page give way to it, in one step that Undo takes back. Scenarios stay as they are.")
            label=tr!("Put it in their place")
            leave=tr!("Keep what is there")
            on_put=put
            on_leave=close
        />
    }
    .into_any()
}
