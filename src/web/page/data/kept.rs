//! What is stored and not used: what could not be read, was put aside, or is missing from the list of scenarios. Nothing of it is lost
//! unasked; here it can be taken out, tried again and removed.

use super::coming::Door;
use crate::persist::{Again, Leftover, Removal, size_in_words};
use crate::text::{sentence, tr};
use crate::web::app::App;
use crate::web::cabinet::Looked;
use crate::web::port::{clock, dom};
use crate::web::ui::{Button, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

/// The panel; nothing at all while nothing is kept.
#[component]
pub(super) fn KeptPanel() -> AnyView {
    let (app, door) = (App::here(), Door::here());
    let shelf = app.shelf;
    let kept = Memo::new(move |_| {
        shelf.list.track();
        door.turn.track();
        shelf.leftovers()
    });
    let panel = move || {
        view! {
            <Panel>
                <PanelHead
                    title=tr!("Kept as it was found")
                    say=tr!("What is stored in this browser but cannot be used. It stays as it is until you remove it.")
                />
                <ul class="lines kept" aria-label=tr!("Kept as it was found")>
                    {move || kept.get().into_iter().map(|it| row(app, door, it)).collect_view()}
                </ul>
            </Panel>
        }
    };
    view! { <Show when=move || kept.with(|it| !it.is_empty())>{panel()}</Show> }.into_any()
}

fn row(app: App, door: Door, it: Leftover) -> AnyView {
    let name = it.name.clone();
    let saved = it.saved.map(|at| tr!("saved {}", clock::moment(at.unix_seconds())));
    let aside = it.aside.map(|at| tr!("put aside {}", clock::moment(at.unix_seconds())));
    let size = (it.bytes() > 0).then(|| size_in_words(it.bytes()));
    let facts = [size, saved, aside].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let why = sentence(&it.why);
    let again = it.again.clone();
    let again = (again != Again::Never).then(|| {
        view! { <Button label=tr!("Try again") on_what=name.clone() small=true on_press=move |()| try_again(app, door, &again)/> }
    });
    let stored = it.clone();
    let download = (it.bytes() > 0).then(|| {
        view! { <Button label=tr!("Download") on_what=name.clone() small=true on_press=move |()| download(app, &stored)/> }
    });
    let remove = (it.removal != Removal::Stays).then(|| {
        let label = tr!("Remove {name}");
        view! {
            <Button label=label icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| remove(app, door, &it)/>
        }
    });
    view! {
        <li class="line">
            <span class="grow">
                {name} " " <span class="fine">{facts}</span>
                <span class="fine branch"><span class="told">{why}</span></span>
            </span>
            {again}
            {download}
            {remove}
        </li>
    }
    .into_any()
}

/// The stored texts word for word as a file; where it is more than one, each below its key.
fn download(app: App, it: &Leftover) {
    let stored = |key: &String| Some((key.clone(), app.shelf.stored_text(key)?));
    let texts = it.kept.iter().filter_map(|kept| stored(&kept.key)).collect::<Vec<_>>();
    let text = match texts.as_slice() {
        [(_, text)] => text.clone(),
        all => all.iter().map(|(key, text)| [key, "\n", text, "\n"].concat()).collect(),
    };
    let name = crate::units::slug(&it.name);
    dom::download(&format!("remit-kept-{name}.txt"), "text/plain", text.as_bytes());
}

fn try_again(app: App, door: Door, again: &Again) {
    match again {
        Again::Recover(id) => app.shelf.recover(app, id),
        Again::Load(id) => app.shelf.load_again(app, id),
        Again::Profile(key) => match app.shelf.profile_at(key) {
            Ok(profile) => {
                let held = Looked::Profile { profile: Box::new(profile), told: String::new() };
                door.offer(tr!("the offers and answers put aside").to_owned(), held);
            }
            Err(why) => app.tell(tr!("Offers and answers still cannot be read: {}", sentence(&why))),
        },
        Again::Never => {}
    }
}

fn remove(app: App, door: Door, it: &Leftover) {
    let name = it.name.clone();
    match (&it.removal, &it.again) {
        (Removal::Delete, Again::Load(id)) => app.shelf.delete(app, id, tr!("{name} is in the bin below.")),
        (Removal::Discard, _) => {
            let keys = it.kept.iter().map(|kept| kept.key.clone()).collect();
            app.shelf.discard(app, keys, tr!("{name} is removed."), move || door.changed(app));
        }
        (Removal::Delete | Removal::Stays, _) => {}
    }
}
