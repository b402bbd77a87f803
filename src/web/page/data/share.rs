//! The open scenario as a link, and a scenario that came by one.

use super::coming::Facts;
use crate::model::Document;
use crate::persist::{LONGEST_LINK, read_link, write_link};
use crate::present::{Route, share};
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Dialog, Look, Panel, PanelHead};
use leptos::html;
use leptos::prelude::*;

/// Accounts from which on nobody need try whether a link is short enough.
const FAR_TOO_MANY: usize = 2_000;

/// What the menu of scenarios leads to.
const ASKED: &str = "/data/share";

/// A link, or how long it would have been.
#[derive(Clone, PartialEq)]
enum Made {
    Link(String),
    TooLong(Option<usize>),
}

fn link_of(app: App, document: &Document) -> Made {
    if document.accounts.len() + document.deals.len() > FAR_TOO_MANY {
        return Made::TooLong(None);
    }
    let link = [&dom::address(), "#/", &write_link(&app.shelf.short_text(document))].concat();
    if link.len() > LONGEST_LINK { Made::TooLong(Some(link.len())) } else { Made::Link(link) }
}

#[component]
pub(super) fn SharePanel() -> AnyView {
    let open = RwSignal::new(false);
    let hash = dom::hash_signal();
    // The menu leads here from any page.
    Effect::new(move |_| {
        if hash.get() == ASKED {
            open.set(true);
        }
    });
    let close = move |()| {
        open.set(false);
        if dom::hash() == ASKED {
            dom::go_instead("/data/take");
        }
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Share" in "verb")
                say=tr!("A link carries the whole plan in its own text: nothing is uploaded, and whoever has the link has the plan.")
                actions=move || view! { <Button label=tr!("Make a link") on_press=move |()| open.set(true)/> }
            />
            <Dialog title=tr!("Share as a link") open=open on_close=close>
                <ShareSheet on_close=Callback::new(close)/>
            </Dialog>
        </Panel>
    }
    .into_any()
}

#[component]
fn ShareSheet(on_close: Callback<()>) -> AnyView {
    let app = App::here();
    let without = RwSignal::new(false);
    let said = RwSignal::new("");
    let tables = Memo::new(move |_| app.document.with(|document| share::tables(document, &app.locale.get())));
    let made = Memo::new(move |_| {
        app.document.with(|document| match without.get() {
            true => link_of(app, &share::without_tables(document)),
            false => link_of(app, document),
        })
    });
    let effect = Memo::new(move |_| {
        if !without.get() {
            return String::new();
        }
        let last = app.document.with(|document| document.settings.horizon().saturating_sub(1));
        let lighter = app.document.with(|document| app.reckon(&share::without_tables(document)));
        app.outcome.with(|whole| share::without_tables_told(whole, &lighter, last, &app.locale.get()))
    });
    let field = NodeRef::<html::Textarea>::new();
    let copy = move |()| {
        let Made::Link(link) = made.get_untracked() else { return };
        dom::copy_text(link, move |allowed| {
            if allowed {
                said.try_set(tr!("Copied. Paste it into a message."));
                return;
            }
            said.try_set(tr!("This browser does not let Remit copy. The link is selected: copy it with Ctrl+C, or Command+C on a Mac."));
            if let Some(field) = field.try_get_untracked().flatten() {
                dom::select_all(&field);
            }
        });
    };
    let length = move || {
        let locale = app.locale.get();
        let count = |length: usize| locale.count(length as i64);
        match made.get() {
            Made::Link(link) => tr!("{} characters.", count(link.len())),
            Made::TooLong(length) => {
                let length = length.map_or_else(|| tr!("far more").to_owned(), count);
                tr!(
                    "This plan would make a link of {length} characters, and programs for mail and chat cut links that are longer than {}. Send \
                     it as a file: it opens on the Data page.",
                    count(LONGEST_LINK)
                )
            }
        }
    };
    let is_link = Signal::derive(move || made.with(|made| matches!(made, Made::Link(_))));
    let download = move |()| {
        let (name, text) = app.shelf.file(app);
        dom::download(&name, "application/json", text.as_bytes());
    };
    let link = move || match made.get() {
        Made::Link(link) => link,
        Made::TooLong(_) => String::new(),
    };
    view! {
        <p class="say">
            {tr!("It opens as a new plan for whoever follows it, and never in place of one of theirs. What you change later is not in it.")}
        </p>
        <Show when=move || !tables.with(String::is_empty)>
            <div class="checks">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || without.get()
                        on:change=move |event| without.set(event_target_checked(&event))
                    />
                    {tr!(" Leave out ")} {move || tables.get()}
                </label>
                <p class="fine" role="status">{move || effect.get()}</p>
            </div>
        </Show>
        <Show when=move || is_link.get()>
            <label class="read" for="share-link">{tr!("Link")}</label>
            <textarea
                id="share-link"
                class="paste link"
                rows="4"
                readonly=true
                spellcheck="false"
                node_ref=field
                prop:value=link
                on:focus=move |event| if let Some(field) = dom::closest(&event, "textarea") { dom::select_all(&field) }
            ></textarea>
        </Show>
        <p class="fine" role="status">{length}</p>
        <div class="actions">
            <Show
                when=move || is_link.get()
                fallback=move || view! { <Button label=tr!("Download the file") look=Look::Primary on_press=download/> }
            >
                <Button label=tr!("Copy the link") look=Look::Primary on_press=copy/>
                <Button label=tr!("Download the file instead") on_press=download/>
            </Show>
            <Button label=tr!("Close") look=Look::Quiet on_press=on_close/>
        </div>
        <p class="say" role="status">{move || said.get()}</p>
    }
    .into_any()
}

/// A scenario that came in a link: what it is, and whether to keep it.
#[component]
pub(super) fn Arrived() -> AnyView {
    let app = App::here();
    let link = Memo::new(move |_| {
        app.route.with(|route| if let Route::Shared { link } = route { Some(link.clone()) } else { None })
    });
    let read = Memo::new(move |_| {
        link.get().map(|link| {
            let text = read_link(&link).map_err(|error| error.to_string())?;
            app.shelf.read(&text)
        })
    });
    // The address of the link must not stay: a reload would bring the plan a second time.
    let leave = move |()| dom::go_instead("/");
    let keep = move |()| {
        if let Some(Ok((document, _))) = read.get_untracked() {
            dom::go_instead("/");
            app.shelf.open_new(app, document);
        }
    };
    let title = Signal::derive(move || match read.get() {
        Some(Ok((document, _))) if !document.name.is_empty() => tr!("A plan came by link: {}", document.name),
        Some(Ok(_)) => tr!("A plan came by link").to_owned(),
        Some(Err(_)) => tr!("This link cannot be opened").to_owned(),
        None => String::new(),
    });
    let content = move || {
        match read.get() {
        Some(Ok((document, told))) => view! { <Arrival document=document told=told.unwrap_or_default() on_keep=Callback::new(keep) on_leave=Callback::new(leave)/> }.into_any(),
        Some(Err(text)) => view! {
            <p role="alert">{text}</p>
            <p class="say">{tr!("Your own plans are as they were.")}</p>
            <div class="actions"><Button label=tr!("Go on") look=Look::Primary on_press=leave/></div>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    view! { <Dialog title=title open=Signal::derive(move || link.with(Option::is_some)) on_close=leave>{content}</Dialog> }.into_any()
}

#[component]
fn Arrival(document: Document, told: String, on_keep: Callback<()>, on_leave: Callback<()>) -> AnyView {
    view! {
        <Facts document=document told=told/>
        <p class="say">{tr!("It becomes a plan of its own in this browser, beside those you have; none of them is changed.")}</p>
        <div class="actions">
            <Button label=tr!("Keep it and open it") look=Look::Primary on_press=on_keep/>
            <Button label=tr!("Not now") look=Look::Quiet on_press=on_leave/>
        </div>
    }
    .into_any()
}
