//! A file of Remit on its way in: what is in it, and what is to become of it. Nothing changes before somebody has said so.

use crate::career::Profile;
use crate::edit::Command;
use crate::model::{Document, Severity};
use crate::present::{DataPart, Route, share};
use crate::text::tr;
use crate::web::app::App;
use crate::web::cabinet::Looked;
use crate::web::coming::ProfileFacts;
use crate::web::port::dom::{self, PickedFile};
use crate::web::ui::{Button, Dialog, Look};
use leptos::prelude::*;
use std::sync::Arc;

/// Problems of a scenario that are listed before it is kept.
const LISTED: usize = 5;

/// A file that was read.
struct Came {
    name: String,
    held: Looked,
}

/// Where files come in, whichever part of the page is on screen.
#[derive(Clone, Copy)]
pub(super) struct Door {
    came: RwSignal<Option<Arc<Came>>>,
    /// Why the last file was not opened.
    pub refused: RwSignal<String>,
    /// A table on its way to the import.
    pub table: RwSignal<Option<PickedFile>>,
    /// Counts changes of offers and answers, as the store tells nobody of them.
    pub turn: RwSignal<u32>,
}

impl Door {
    pub(super) fn new() -> Door {
        Door {
            came: RwSignal::new(None),
            refused: RwSignal::new(String::new()),
            table: RwSignal::new(None),
            turn: RwSignal::new(0),
        }
    }

    /// The door of the page.
    pub(super) fn here() -> Door {
        expect_context::<Door>()
    }

    /// Takes a file that was dropped somewhere on the page.
    pub(super) fn drop(self, app: App, file: PickedFile) {
        let starts = |bytes: &Vec<u8>| bytes.iter().find(|it| !it.is_ascii_whitespace()).copied();
        let is_ours = file.bytes.as_ref().is_ok_and(|bytes| starts(bytes) == Some(b'{'));
        let imports = app.route.with_untracked(|route| *route == Route::data(DataPart::Import));
        if is_ours {
            self.open(app, &file);
            let why = self.refused.get_untracked();
            if !imports && !why.is_empty() {
                app.tell(why);
            }
        } else {
            self.table.set(Some(file));
            if !imports {
                dom::set_hash(Route::data(DataPart::Import).to_string().trim_start_matches('#'));
            }
        }
    }

    /// Reads a file of Remit and shows what is in it.
    pub(super) fn open(self, app: App, file: &PickedFile) {
        let named = |error: String| [&file.name, ": ", &error].concat();
        match file.text().and_then(|text| app.shelf.look(&text).map_err(named)) {
            Ok(held) => {
                self.refused.set(String::new());
                self.offer(file.name.clone(), held);
            }
            Err(why) => self.refused.set(why),
        }
    }

    /// Shows what was read, to be taken or left.
    pub(super) fn offer(self, name: String, held: Looked) {
        self.came.set(Some(Arc::new(Came { name, held })));
    }

    /// Puts offers and answers in the place of what is kept, when no other tab writes.
    fn keep(self, app: App, profile: Profile, told: String) {
        app.shelf.alone(move || self.keep_now(app, &profile, told));
    }

    fn keep_now(self, app: App, profile: &Profile, told: String) {
        // What is stored has to have been looked at before it may be replaced; damage is put aside by the save.
        let before = app.shelf.profile();
        let done = app.shelf.keep_profile(app, profile);
        self.changed(app);
        let problem = match (done, before) {
            (Ok(true), Ok(before)) => {
                return app.tell_with(told, tr!("Undo"), move || self.bring_back(app, before.clone()));
            }
            (Ok(true), Err(_)) => told,
            (Ok(false), _) => {
                tr!("Another tab has changed them at this moment; nothing was written. Open the file again.").to_owned()
            }
            (Err(_), Err(why)) | (Err(why), Ok(_)) => why,
        };
        app.tell(problem);
    }

    fn bring_back(self, app: App, before: Option<Profile>) {
        let told = move |done: Result<(), String>| {
            self.changed(app);
            let text = done.err().unwrap_or_else(|| tr!("Offers and answers are what they were.").to_owned());
            app.tell(text);
        };
        match before {
            Some(profile) => app.shelf.alone(move || {
                let kept = app.shelf.keep_profile(app, &profile);
                let met = tr!("Another tab has changed them since; they stay as that one has them.");
                told(kept.and_then(|kept| if kept { Ok(()) } else { Err(met.to_owned()) }));
            }),
            None => app.shelf.delete_profile(told),
        }
    }

    /// What is kept of offers and answers has changed.
    pub(super) fn changed(self, app: App) {
        app.kept.set_value(None);
        _ = app.shelf.take_left();
        self.turn.try_update(|it| *it = it.wrapping_add(1));
    }
}

/// What a file holds, and what to do with it.
#[component]
pub(super) fn ComingDialog() -> AnyView {
    let door = Door::here();
    let title = Signal::derive(move || {
        door.came.with(|it| it.as_ref().map_or_else(String::new, |it| tr!("Open {}?", it.name)))
    });
    let content = move || match door.came.get() {
        Some(came) => match &came.held {
            Looked::Scenario { document, told } => {
                view! { <Scenario name=came.name.clone() document=(**document).clone() told=told.clone()/> }.into_any()
            }
            Looked::Profile { profile, told } => {
                view! { <Offers name=came.name.clone() profile=(**profile).clone() told=told.clone()/> }.into_any()
            }
        },
        None => ().into_any(),
    };
    view! {
        <Dialog title=title open=Signal::derive(move || door.came.with(Option::is_some)) on_close=move |()| door.came.set(None)>
            {content}
        </Dialog>
    }
    .into_any()
}

/// A scenario of a file.
#[component]
fn Scenario(name: String, document: Document, told: String) -> AnyView {
    let (app, door) = (App::here(), Door::here());
    let open_name = app.document.with_untracked(|it| it.name.clone());
    let fresh = app.shelf.fresh_name(&document.name);
    let called = if fresh == document.name {
        tr!("Opened as new it stands beside the scenarios you have, as {fresh}.")
    } else {
        tr!("Opened as new it is called {fresh}, as there is a {} already.", document.name)
    };
    let place = tr!(
        "{called} Put in place of {open_name} it is one step that Undo takes back, and what {open_name} is now is kept as a snapshot."
    );
    let file = StoredValue::new((name, document.clone()));
    let as_new = move |()| {
        door.came.set(None);
        app.shelf.open_with_undo(app, file.with_value(|it| it.1.clone()));
    };
    let instead = move |()| {
        door.came.set(None);
        let (file, document) = file.get_value();
        let open_name = app.document.with_untracked(|it| it.name.clone());
        let command = Command::batch(tr!("open {file}"), vec![Command::Whole(Box::new(document))]);
        app.dispatch_risky(command, tr!("{open_name} is what {file} holds."));
    };
    view! {
        <Facts document=document told=told/>
        <p class="say">{place}</p>
        <div class="actions">
            <Button label=tr!("Open as a new scenario") look=Look::Primary on_press=as_new/>
            <Button label=tr!("Put in place of the open one") on_press=instead/>
            <Button label=tr!("Cancel") look=Look::Quiet on_press=move |()| door.came.set(None)/>
        </div>
    }
    .into_any()
}

/// Offers and answers of a file.
#[component]
fn Offers(name: String, profile: Profile, told: String) -> AnyView {
    let (app, door) = (App::here(), Door::here());
    let kept = app.shelf.kept_profile();
    let there = match kept.as_ref().map(|it| &it.holds) {
        Some(Ok(words)) => words.clone(),
        Some(Err(_)) => tr!("something that cannot be read").to_owned(),
        None => tr!("nothing").to_owned(),
    };
    let holds = profile.in_words();
    let done = tr!("{name}: {holds} are kept now.");
    let (label, leave, effect) = match &kept {
        Some(_) => (
            tr!("Put it in their place"),
            tr!("Keep what is there"),
            tr!(
                "What is kept now gives way to it, in one step that can be undone while this page is open. Scenarios stay as they are."
            ),
        ),
        None => (tr!("Keep them"), tr!("Cancel"), tr!("They are kept in this browser. Scenarios stay as they are.")),
    };
    let put = move |()| {
        door.came.set(None);
        door.keep(app, profile.clone(), done.clone());
    };
    view! { <ProfileFacts holds=holds place=tr!("Kept now") there=there told=told effect=effect label=label leave=leave on_put=put on_leave=move |()| door.came.set(None)/> }
        .into_any()
}

/// What a scenario that comes in is, and what is wrong with it.
#[component]
pub(super) fn Facts(document: Document, told: String) -> AnyView {
    let app = App::here();
    let outcome = app.reckon(&document);
    let locale = app.locale.get_untracked();
    let name = (!document.name.is_empty()).then(|| (tr!("Name"), document.name.clone()));
    let facts = name
        .into_iter()
        .chain(share::facts(&document, &outcome, &locale))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let grave = || outcome.problems.iter().filter(|problem| problem.severity != Severity::Note);
    let some = grave().take(LISTED).map(|problem| app.told(problem)).collect::<Vec<_>>();
    let more = grave().count().saturating_sub(some.len());
    let more = (more > 0).then(|| tr!("… and {more} more, listed on the Overview once it is kept."));
    let problems = some.into_iter().chain(more).map(|text| view! { <li class="line">{text}</li> }).collect_view();
    view! {
        <dl class="facts">{facts}</dl>
        <p><b>{share::problems(&outcome.problems, &locale)}</b> " " {told}</p>
        <ul class="lines fine">{problems}</ul>
    }
    .into_any()
}
