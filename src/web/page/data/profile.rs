//! Offers and answers as they are kept, apart from scenarios: how much room they take, and in and out as a file.

use crate::persist::size_in_words;
use crate::web::app::App;
use crate::web::port::dom::{self, PickedFile};
use crate::web::ui::{Button, Dialog, FileDrop, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn ProfilePanel() -> AnyView {
    let app = App::here();
    let shelf = app.shelf;
    // Counts what was done here, as the store tells nobody of a change.
    let turn = RwSignal::new(0_u32);
    let kept = Memo::new(move |_| {
        turn.track();
        shelf.kept_profile()
    });
    let said = RwSignal::new(String::new());
    let doomed = RwSignal::new(false);
    // What a file holds, while one is asked whether it may take the place of what is kept.
    let coming = RwSignal::new(None::<(crate::career::Profile, String)>);
    let put = move |profile: &crate::career::Profile, told: String| {
        // What is stored has to have been looked at before it may be replaced; damage is put aside by the save.
        let seen = shelf.profile();
        let done = shelf.keep_profile(app, profile);
        said.set(match (done, seen) {
            (Ok(true), _) => told,
            (Ok(false), _) => {
                "Another tab has changed them at this moment; nothing was written. Open the file again.".to_owned()
            }
            (Err(_), Err(why)) => why,
            (Err(why), Ok(_)) => why,
        });
        app.kept.set_value(None);
        turn.update(|it| *it = it.wrapping_add(1));
    };
    let on_file = Callback::new(move |file: PickedFile| {
        let read =
            file.text().and_then(|text| shelf.read_profile(&text).map_err(|error| [&file.name, ": ", &error].concat()));
        match read {
            Err(error) => said.set(error),
            Ok((profile, told)) => {
                let told = told.map_or(String::new(), |it| [" ", &it].concat());
                let told = format!("{}: {} are kept now.{told}", file.name, profile.in_words());
                if kept.with_untracked(Option::is_none) {
                    put(&profile, told)
                } else {
                    coming.set(Some((profile, told)))
                }
            }
        }
    });
    let download = move |()| {
        if let Some((name, text)) = shelf.stored_profile_file() {
            let mime = if name.ends_with(".json") { "application/json" } else { "text/plain" };
            dom::download(&name, mime, text.as_bytes());
        }
    };
    let delete = move |()| {
        doomed.set(false);
        said.set(match shelf.delete_profile() {
            Ok(()) => "Offers and answers are deleted.".to_owned(),
            Err(error) => error,
        });
        app.kept.set_value(None);
        turn.update(|it| *it = it.wrapping_add(1));
    };
    let line = move || {
        let it = kept.get()?;
        let (words, bad) = match it.holds {
            Ok(words) => (words, false),
            Err(error) => (error, true),
        };
        let saved = if it.saved.is_empty() {
            String::new()
        } else {
            format!(", saved {}", it.saved.replace('T', " ").replace('Z', " UTC"))
        };
        let fine = [size_in_words(it.size), saved].concat();
        Some(view! {
            <ul class="lines">
                <li class="line">
                    <span class="grow" class:warn=bad>{words} " " <span class="fine">{fine}</span></span>
                    <Button label="Download" on_what="offers and answers" small=true on_press=download/>
                    <Button label="Delete offers and answers" icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| doomed.set(true)/>
                </li>
            </ul>
        })
    };
    view! {
        <Panel>
            <PanelHead
                title="Offers and answers"
                say="What you entered under Roles and offers. It belongs to you and not to a scenario, and is in none of their files."
            />
            {line}
            <Show when=move || kept.with(Option::is_none)>
                <p class="say">"Nothing is kept yet."</p>
            </Show>
            <FileDrop label="A file of offers and answers (.json)" accept=".json,application/json" on_file=on_file/>
            <p role="status" class="say">{move || said.get()}</p>
            <Dialog title="Delete offers and answers for good?" open=doomed on_close=move |()| doomed.set(false)>
                <p>"They cannot be brought back afterwards. Download them first if you want to keep a file of them."</p>
                <div class="actions">
                    <Button label="Keep them" look=Look::Quiet on_press=move |()| doomed.set(false)/>
                    <Button label="Delete for good" look=Look::Danger on_press=delete/>
                </div>
            </Dialog>
            <Dialog
                title="Put the file in their place?"
                open=Signal::derive(move || coming.with(Option::is_some))
                on_close=move |()| coming.set(None)
            >
                <p>"What is kept now goes for good. Download it first if you want to keep a file of it."</p>
                <div class="actions">
                    <Button label="Keep what is there" look=Look::Quiet on_press=move |()| coming.set(None)/>
                    <Button
                        label="Put it in their place"
                        look=Look::Primary
                        on_press=move |()| if let Some((profile, told)) = coming.try_update(Option::take).flatten() { put(&profile, told) }
                    />
                </div>
            </Dialog>
        </Panel>
    }
    .into_any()
}
