//! The window in which everything is found by typing, and the list of keys.

use crate::engine::Scope;
use crate::model::inputs;
use crate::present::finder::{Act, Deed, Entry, Finder, Known, keys};
use crate::present::{Page, Route};
use crate::text::tr;
use crate::web::app::{App, Asked};
use crate::web::figures::headline_span;
use crate::web::port::{dom, paper, place};
use crate::web::ui::Dialog;
use leptos::html;
use leptos::prelude::*;

/// Which window over the page is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// None.
    #[default]
    Nothing,
    /// That in which one types what one looks for.
    Find,
    /// The list of keys.
    Keys,
    /// A plan from a few figures.
    Begin,
}

/// How many entries are shown at most; whoever needs more types another letter.
const MOST: usize = 40;
/// How many entries a page of the list is.
const PAGE: usize = 8;
/// How often an input that was gone to is looked for, a frame apart: its page may still be on its way.
const LOOKS: u32 = 90;

/// Both windows.
#[component]
pub fn Find() -> AnyView {
    let app = App::here();
    let is = move |it: Window| Signal::derive(move || app.window.get() == it);
    let close = move |()| app.window.set(Window::Nothing);
    view! {
        <Dialog title=tr!("Find") open=is(Window::Find) on_close=close>
            <Search/>
        </Dialog>
        <Dialog title=tr!("Keys") open=is(Window::Keys) on_close=close wide=true>
            <KeyList/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Search() -> AnyView {
    let app = App::here();
    let finder = StoredValue::new(everything(app));
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let list = NodeRef::<html::Ul>::new();
    let field = NodeRef::<html::Input>::new();
    let found = Memo::new(move |_| {
        let text = typed.get();
        finder.with_value(|finder| finder.find(&text, MOST).into_iter().cloned().collect::<Vec<Entry>>())
    });
    field.on_load(|field| dom::before_paint(move || dom::focus(&field)));
    let choose = move |index: usize| {
        if let Some(entry) = found.with_untracked(|found| found.get(index).cloned()) {
            app.window.set(Window::Nothing);
            perform(app, entry.act);
        }
    };
    let stand = move |index: usize| {
        at.set(index);
        dom::before_paint(move || {
            if let Some(row) = list.try_get_untracked().flatten().and_then(|it| dom::find(&it, "[aria-selected=true]"))
            {
                dom::show(&row);
            }
        });
    };
    let pressed = move |event: dom::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => stand(if now < last { now + 1 } else { 0 }),
            "ArrowUp" => stand(now.checked_sub(1).unwrap_or(last)),
            "PageDown" => stand((now + PAGE).min(last)),
            "PageUp" => stand(now.saturating_sub(PAGE)),
            "Enter" => choose(now),
            _ => return,
        }
        event.prevent_default();
    };
    let row = move |index: usize, entry: Entry| {
        let kind = entry.kind.name();
        view! {
            <li
                role="option"
                id=["found-", &index.to_string()].concat()
                aria-selected=move || if at.get() == index { "true" } else { "false" }
                on:click=move |_| choose(index)
                on:pointermove=move |_| if at.get_untracked() != index { at.set(index) }
            >
                <span class="kind">{kind}</span>
                <span class="label">{entry.label}</span>
                <span class="hint">{entry.hint}</span>
            </li>
        }
    };
    let rows = move || found.get().into_iter().enumerate().map(|(index, entry)| row(index, entry)).collect_view();
    let told = move || match found.with(Vec::len) {
        0 => tr!("Nothing is called that. Try fewer letters, or a part of the name.").to_owned(),
        1 => tr!("1 found").to_owned(),
        MOST => [tr!("The first "), &MOST.to_string(), tr!("; type more to see others")].concat(),
        many => [many.to_string().as_str(), tr!(" found")].concat(),
    };
    view! {
        <div class="finder">
            <input
                type="text"
                role="combobox"
                aria-label=tr!("Find a page, a section of one, a person, plan, figure, input or something to do")
                aria-expanded="true"
                aria-controls="found"
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    let at = at.get();
                    found.with(|it| at < it.len()).then(|| ["found-", &at.to_string()].concat())
                }
                autocomplete="off"
                spellcheck="false"
                placeholder=tr!("A page, a person, a figure, an input…")
                node_ref=field
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    stand(0);
                }
                on:keydown=pressed
            />
            <ul id="found" role="listbox" aria-label=tr!("Found") node_ref=list>{rows}</ul>
            <p class="fine" role="status">{told}</p>
        </div>
    }
    .into_any()
}

/// What there is to find now. The window is short-lived, so nothing is followed.
fn everything(app: App) -> Finder {
    let current = app.shelf.current_id();
    let scenarios: Vec<(String, String)> = app.shelf.list.with_untracked(|list| {
        let others = list.iter().filter(|it| !it.binned && Some(&it.id) != current.as_ref());
        others.map(|it| (it.id.clone(), it.name.clone())).collect()
    });
    let (undo, redo) = untrack(|| app.next_steps());
    let locale = app.locale.get_untracked();
    app.document.with_untracked(|document| {
        app.outcome.with_untracked(|outcome| {
            Finder::new(&Known {
                document,
                outcome,
                span: headline_span(outcome),
                inputs: &inputs(document),
                scenarios: &scenarios,
                undo: undo.as_deref(),
                redo: redo.as_deref(),
                locale: &locale,
            })
        })
    })
}

fn go(route: &Route) {
    dom::set_hash(route.to_string().trim_start_matches('#'));
}

/// Does what an entry stands for.
fn perform(app: App, act: Act) {
    match act {
        Act::Go(route) => {
            go(&route);
            dom::focus_first("#main");
        }
        Act::Show(route, name) => {
            go(&route);
            place::show(&name, LOOKS);
        }
        Act::Open(id) => app.shelf.switch_to(app, &id),
        Act::Explain(metric) => {
            go(&Page::Overview.route());
            // The card stands on the page, which has to be there first.
            dom::after_paint(move || {
                let span = app.outcome.with_untracked(|outcome| headline_span(outcome));
                app.asked.set(Some(Asked { metric, scope: Scope::Company, span }));
            });
        }
        Act::Type(path) => {
            let to = Route::of_input(&path);
            go(&to);
            place::show_input(path, to.to_string().trim_start_matches('#'));
        }
        Act::Do(deed) => match deed {
            Deed::Undo => app.undo(),
            Deed::Redo => app.redo(),
            Deed::Sample => app.shelf.open_new(app, app.shelf.sample()),
            Deed::Empty => app.shelf.open_new(app, app.shelf.empty()),
            Deed::Duplicate => app.shelf.duplicate(app),
            Deed::Download => {
                let (name, text) = app.shelf.file(app);
                dom::download(&name, "application/json", text.as_bytes());
            }
            Deed::Print => dom::after_paint(|| paper::print(|| ())),
            Deed::Begin => app.window.set(Window::Begin),
            Deed::Keys => app.window.set(Window::Keys),
        },
    }
}

#[component]
fn KeyList() -> AnyView {
    let group = |it: &'static crate::present::finder::KeyGroup| {
        let rows = it.keys.iter().map(|(key, does)| {
            view! { <tr><th scope="row"><kbd>{tr!(*key)}</kbd></th><td>{tr!(*does)}</td></tr> }
        });
        view! { <table class="keys"><caption>{tr!(it.place)}</caption><tbody>{rows.collect_view()}</tbody></table> }
    };
    let app = App::here();
    let guide = Page::Guide.route().to_string();
    view! {
        <p class="key-guide">
            {tr!("How to do what, and how every figure is reckoned: ")}
            <a href=guide on:click=move |_| app.window.set(Window::Nothing)>{tr!("the guide")}</a>"."
        </p>
        <div class="key-list">{keys().iter().map(group).collect_view()}</div>
    }
    .into_any()
}
