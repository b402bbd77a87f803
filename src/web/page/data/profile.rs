//! Offers and answers as they are kept, apart from scenarios: how much room they take, and in and out as a file.

use super::coming::Door;
use crate::persist::size_in_words;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom::{self, PickedFile};
use crate::web::port::{clock, draft};
use crate::web::ui::{Button, Dialog, FileDrop, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn ProfilePanel() -> AnyView {
    let (app, door) = (App::here(), Door::here());
    let shelf = app.shelf;
    let kept = Memo::new(move |_| {
        door.turn.track();
        shelf.kept_profile()
    });
    let said = RwSignal::new(String::new());
    let doomed = RwSignal::new(false);
    let on_file = Callback::new(move |file: PickedFile| {
        said.set(String::new());
        door.open(app, &file);
    });
    let download = move |()| {
        if let Some((name, text)) = shelf.stored_profile_file() {
            let mime = if name.ends_with(".json") { "application/json" } else { "text/plain" };
            dom::download(&name, mime, text.as_bytes());
        }
    };
    let delete = move |()| {
        doomed.set(false);
        shelf.delete_profile(move |done| {
            draft::put(draft::OFFER, "");
            said.try_set(done.err().unwrap_or_else(|| tr!("Offers and answers are deleted.").to_owned()));
            door.changed(app);
        });
    };
    let line = move || {
        let it = kept.get()?;
        let (words, bad) = match it.holds {
            Ok(words) => (words, false),
            Err(error) => (error, true),
        };
        let saved = it.saved.map(|at| tr!("saved {}", clock::moment(at.unix_seconds())));
        let fine = [Some(size_in_words(it.size)), saved].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Some(view! {
            <ul class="lines">
                <li class="line">
                    <span class="grow" class:warn=bad>{words} " " <span class="fine">{fine}</span></span>
                    <Button label=tr!("Download") on_what=tr!("offers and answers") small=true on_press=download/>
                    <Button label=tr!("Delete offers and answers") icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| doomed.set(true)/>
                </li>
            </ul>
        })
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Offers and answers")
                say=tr!("What you entered under Roles and offers. It belongs to you and not to a scenario, and is in none of their files.")
            />
            {line}
            <Show when=move || kept.with(Option::is_none)>
                <p class="say">{tr!("Nothing is kept yet.")}</p>
            </Show>
            <FileDrop label=tr!("A file of offers and answers (.json)") accept=".json,application/json" on_file=on_file/>
            <p role="status" class="say">{move || if said.with(String::is_empty) { door.refused.get() } else { said.get() }}</p>
            <Dialog title=tr!("Delete offers and answers for good?") open=doomed on_close=move |()| doomed.set(false)>
                <p>{tr!("They cannot be brought back afterwards. Download them first if you want to keep a file of them.")}</p>
                <div class="actions">
                    <Button label=tr!("Keep them") look=Look::Quiet on_press=move |()| doomed.set(false)/>
                    <Button label=tr!("Delete for good") look=Look::Danger on_press=delete/>
                </div>
            </Dialog>
        </Panel>
    }
    .into_any()
}
