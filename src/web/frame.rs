//! The frame of the app: navigation, scenario switcher, undo, what concerns all pages.

use crate::edit::Command;
use crate::present::{Page, Route};
use crate::text::tr;
use crate::web::apart::{self, Put};
use crate::web::app::App;
use crate::web::finder::Window;
use crate::web::port::{dom, focus, offline, paper, place};
use crate::web::stage::Stage;
use crate::web::steps::StepsDialog;
use crate::web::ui::{Banner, Button, Dialog, Field, Icon, Look, Menu, MenuItem, NavLink, SaveState, Shell, Toasts};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The whole page.
#[component]
pub fn Frame(
    /// The first page, if it has arrived.
    first: Option<Put>,
) -> AnyView {
    let app = App::here();
    dom::on_key(move |event| {
        if event.default_prevented() {
            return;
        }
        if dom::command_key(&event) && !event.alt_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            app.window.set(Window::Find);
        }
        if event.key() == "?" && !dom::is_typing(&event) && app.window.get_untracked() == Window::Nothing {
            event.prevent_default();
            app.window.set(Window::Keys);
        }
        if !dom::command_key(&event) || dom::is_typing(&event) {
            return;
        }
        let back = event.key().eq_ignore_ascii_case("z") && !event.shift_key();
        let forward =
            event.key().eq_ignore_ascii_case("y") || (event.key().eq_ignore_ascii_case("z") && event.shift_key());
        if back || forward {
            event.prevent_default();
            if back { app.undo() } else { app.redo() }
        }
    });
    let page = Memo::new(move |_| app.route.with(Route::page));
    let links = Signal::derive(move || {
        let link = |it: Page| NavLink {
            icon: icon(it),
            label: it.name().to_owned(),
            href: it.route().to_string(),
            current: page.get() == it,
            divided: it == Page::Roles,
        };
        Page::ALL.into_iter().map(link).collect()
    });
    let stage = Stage::new(page, first, move || app.outcome.with_untracked(|_| ()));
    paper::listen();
    focus::stays_in_place();
    place::follow_links();
    // The windows of the finder come with a later part of the program, when they are first wanted.
    let windows = RwSignal::new(None::<Put>);
    Effect::new(move |_| {
        if app.window.get() == Window::Nothing || windows.get_untracked().is_some() {
            return;
        }
        spawn_local(async move {
            match apart::windows().await {
                Ok(put) => windows.set(Some(put)),
                Err(apart::Missing) => {
                    app.window.set(Window::Nothing);
                    let text = tr!("This could not be loaded: the connection failed. Try again.").to_owned();
                    app.tell(text);
                }
            }
        });
    });
    let foot = Signal::derive(|| tr!("Everything stays on this machine.").to_owned());
    view! {
        <Shell links=links foot=foot header=move || view! { <Head/> } above=move || view! { <Troubles/> }>
            {move || stage.show()}
        </Shell>
        {move || windows.get().map(|put| put())}
        <Toasts toast=app.toast/>
    }
    .into_any()
}

fn icon(page: Page) -> Icon {
    match page {
        Page::Overview => Icon::Overview,
        Page::Team => Icon::Team,
        Page::Pay => Icon::Pay,
        Page::Territories => Icon::Territories,
        Page::Forecast => Icon::Forecast,
        Page::Compare => Icon::Compare,
        Page::Roles => Icon::Roles,
        // The report is no page of the navigation; were it one, it would stand for what is kept.
        Page::Data | Page::Report => Icon::Data,
        Page::Guide => Icon::Guide,
    }
}

#[component]
fn Head() -> AnyView {
    let app = App::here();
    let renaming = RwSignal::new(false);
    let named = RwSignal::new(String::new());
    let steps = RwSignal::new(false);
    let name = Signal::derive(move || app.document.with(|document| document.name.clone()));
    // A save changes the list, but seldom what the menu says; entries that stay must not be made anew under the pointer.
    let items = Memo::new(move |_| {
        let current = app.shelf.current_id();
        // The name of the open scenario may be newer than the list.
        name.track();
        let item = |key: String, label: String| MenuItem {
            key: Arc::from(key),
            label,
            hint: String::new(),
            checked: None,
            divided: false,
            danger: false,
            disabled: false,
        };
        let mut items: Vec<MenuItem> = app.shelf.list.with(|list| {
            let shown = list.iter().filter(|it| !it.binned);
            shown
                .map(|it| MenuItem {
                    checked: Some(current.as_ref() == Some(&it.id)),
                    ..item(["open/", &it.id].concat(), it.name.clone())
                })
                .collect()
        });
        items.push(MenuItem { divided: true, ..item("rename".into(), tr!("Rename…").into()) });
        items.push(item("duplicate".into(), tr!("Duplicate").into()));
        items.push(item("report".into(), tr!("Report to print").into()));
        items.push(item("share".into(), tr!("Share as a link…").into()));
        items.push(item("branch".into(), tr!("Branch").into()));
        items.push(item("steps".into(), tr!("Steps made…").into()));
        items.push(MenuItem { divided: true, ..item("begin".into(), tr!("New from your figures…").into()) });
        items.push(item("sample".into(), tr!("New from the sample company").into()));
        items.push(item("empty".into(), tr!("Start empty").into()));
        items.push(MenuItem { danger: true, divided: true, ..item("delete".into(), tr!("Delete" in "button").into()) });
        items
    });
    let on_pick = Callback::new(move |key: Arc<str>| match &*key {
        "rename" => {
            named.set(name.get_untracked());
            renaming.set(true);
        }
        "duplicate" => app.shelf.duplicate(app),
        "report" => dom::set_hash(&Route::report().to_string()),
        "share" => dom::set_hash("/data/share"),
        "begin" => app.window.set(Window::Begin),
        "branch" => app.shelf.branch(app),
        "steps" => steps.set(true),
        "sample" => app.shelf.open_new(app, app.shelf.sample()),
        "empty" => app.shelf.open_new(app, app.shelf.empty()),
        "delete" => delete_open(app),
        open => {
            if let Some(id) = open.strip_prefix("open/") {
                app.shelf.switch_to(app, id);
            }
        }
    });
    let rename = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        if !text.is_empty() && app.document.with_untracked(|document| document.name != text) {
            app.dispatch(Command::Rename(text));
        }
        renaming.set(false);
    });
    let undo_hint =
        Signal::derive(move || app.next_steps().0.map(|it| [tr!("Undo: "), &it].concat()).unwrap_or_default());
    let redo_hint =
        Signal::derive(move || app.next_steps().1.map(|it| [tr!("Redo: "), &it].concat()).unwrap_or_default());
    view! {
        <Menu label=name purpose=tr!("Scenario") items=items on_pick=on_pick class="switch"/>
        <SaveState state=app.saving/>
        <span class="push"></span>
        <Button
            label=tr!("Find")
            icon=Icon::Find
            icon_on_phone=true
            look=Look::Quiet
            hint=tr!("Find anything: Ctrl+K")
            on_press=move |()| app.window.set(Window::Find)
        />
        <Button
            label=tr!("Undo")
            icon=Icon::Undo
            icon_on_phone=true
            look=Look::Quiet
            hint=undo_hint
            disabled=Signal::derive(move || app.next_steps().0.is_none())
            on_press=move |()| app.undo()
        />
        <Button
            label=tr!("Redo")
            icon=Icon::Redo
            icon_on_phone=true
            look=Look::Quiet
            hint=redo_hint
            disabled=Signal::derive(move || app.next_steps().1.is_none())
            on_press=move |()| app.redo()
        />
        <a class="btn quiet guide-link" href=Page::Guide.route().to_string() title=tr!("How to do what, and how it is reckoned")>
            {Icon::Guide.view()}
            <span class="wide-only">{tr!("Guide")}</span>
            <span class="narrow-read">{tr!("Guide")}</span>
        </a>
        <StepsDialog open=steps/>
        <Dialog title=tr!("Rename the scenario") types=true open=renaming on_close=move |()| renaming.set(false)>
            <Field
                label=tr!("Name")
                value=named
                text=true
                wide=true
                with_buttons=true
                on_input=move |text| named.set(text)
                on_commit=rename
            />
            <div class="actions">
                <Button label=tr!("Cancel") look=Look::Quiet on_press=move |()| renaming.set(false)/>
                <Button
                    label=tr!("Take this name")
                    look=Look::Primary
                    disabled=Signal::derive(move || named.with(|it| it.trim().is_empty()))
                    on_press=move |()| rename.run(named.get_untracked())
                />
            </div>
        </Dialog>
    }
    .into_any()
}

fn delete_open(app: App) {
    let name = app.document.with_untracked(|document| document.name.clone());
    match app.shelf.current_id() {
        Some(id) => app.shelf.delete(app, &id, tr!("{name} is in the bin, to be restored on the Data page.")),
        None => app.shelf.discard_unstored(app, tr!("{name} is gone.")),
    }
}

/// What concerns the whole page: a new version, storage that does not keep, and another tab that saved.
#[component]
fn Troubles() -> AnyView {
    let app = App::here();
    let behind = Signal::derive(move || {
        match (app.shelf.behind.get(), app.shelf.is_gone()) {
            (false, _) => "",
            (true, false) => tr!("Another tab has changed this scenario. Take its version, or keep yours as a copy."),
            (true, true) => tr!("Another tab has deleted this scenario. Let it go, or keep yours as a copy."),
        }
        .to_owned()
    });
    let theirs =
        Signal::derive(move || if app.shelf.is_gone() { tr!("Let it go") } else { tr!("Take theirs") }.to_owned());
    let newer = RwSignal::new(String::new());
    let waiting = offline::watch(move || {
        newer.try_set(tr!("A new version of Remit is ready. Your plans stay as they are.").to_owned());
    });
    view! {
        <Banner
            text=newer
            action=tr!("Reload")
            on_action=Callback::new(move |()| waiting.take_over())
            other=tr!("Later")
            on_other=Callback::new(move |()| newer.set(String::new()))
        />
        <Banner text=app.shelf.trouble grave=true/>
        <Banner
            text=behind
            action=theirs
            on_action=Callback::new(move |()| app.shelf.take_theirs(app))
            other=tr!("Keep mine as a copy")
            on_other=Callback::new(move |()| app.shelf.keep_mine(app))
            stays=true
        />
    }
    .into_any()
}
