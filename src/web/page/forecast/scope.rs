//! Whose forecast is looked at: the company, or the segment named in the address. And how segments come, go and change their names.

use crate::edit::{Command, add_segment, remove_segment, rename_segment};
use crate::engine::Scope;
use crate::model::Document;
use crate::present::{ForecastPart, Route};
use crate::text::tr;
use crate::units::SegmentId;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Dialog, Field, Look, Menu, MenuItem, Tab, Tabs};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// A text that lives as long as the page. Tabs and columns are named by such; segments are few, and each name is kept once.
pub fn lasting(text: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(text) {
        Some(found) => found,
        None => {
            let kept: &'static str = String::from(text).leak();
            known.insert(kept);
            kept
        }
    }
}

/// The segment of the address, if it is there.
pub fn chosen(app: App) -> Memo<Option<SegmentId>> {
    Memo::new(move |_| {
        let Route::Forecast { segment: Some(named), .. } = app.route.get() else { return None };
        let id = SegmentId::new(&named);
        app.document.with(|document| document.segment(&id).map(|segment| segment.id.clone()))
    })
}

/// The scope of the address.
pub fn scope(app: App) -> Memo<Scope> {
    let chosen = chosen(app);
    Memo::new(move |_| {
        let at = chosen.with(|chosen| {
            let id = chosen.as_ref()?;
            app.document.with(|document| document.segments.iter().position(|it| it.id == *id))
        });
        at.map_or(Scope::Company, Scope::Segment)
    })
}

fn part_of(route: &Route) -> ForecastPart {
    if let Route::Forecast { part, .. } = route { *part } else { ForecastPart::default() }
}

/// The part of the page in the address.
pub fn part(app: App) -> Memo<ForecastPart> {
    Memo::new(move |_| app.route.with(part_of))
}

/// Goes to a segment's forecast, or to the company's, in the same part of the page.
pub fn go(app: App, segment: Option<&str>) {
    let address =
        Route::Forecast { segment: segment.map(str::to_owned), part: app.route.with_untracked(part_of) }.to_string();
    dom::set_hash(address.trim_start_matches('#'));
}

/// Removes rows of a grid as one step: their ids are read, and the notice counts them.
pub fn removal<T: Send + Sync + 'static>(
    app: App,
    read: fn(&str) -> Option<T>,
    command: fn(&Document, &[T]) -> Command,
    one: &'static str,
    many: &'static str,
) -> Callback<Vec<Arc<str>>> {
    Callback::new(move |rows: Vec<Arc<str>>| {
        let gone: Vec<T> = rows.iter().filter_map(|row| read(row)).collect();
        let told = match gone.len() {
            0 => return,
            1 => one.to_owned(),
            count => format!("{count} {many}"),
        };
        let command = app.document.with_untracked(|document| command(document, &gone));
        app.dispatch_with_undo(command, told);
    })
}

/// Company or segment.
#[component]
pub fn ScopeTabs() -> AnyView {
    let app = App::here();
    let now = chosen(app);
    let tabs = Memo::new(move |_| {
        let mut tabs = vec![Tab::new("", tr!("Company"))];
        app.document.with(|document| {
            tabs.extend(document.segments.iter().map(|it| Tab::new(lasting(it.id.as_str()), it.name.clone())));
        });
        tabs
    });
    let key = Signal::derive(move || now.with(|it| it.as_ref().map_or("", |id| lasting(id.as_str()))));
    view! { <Tabs label=tr!("Whose forecast") tabs=tabs chosen=key on_choose=move |key: &'static str| go(app, Some(key).filter(|it| !it.is_empty()))/> }
        .into_any()
}

/// What a name is asked for.
#[derive(Clone, PartialEq)]
enum Naming {
    New,
    Other(SegmentId),
}

/// Adds, renames and removes segments.
#[component]
pub fn SegmentMenu() -> AnyView {
    let app = App::here();
    let naming = RwSignal::new(None::<Naming>);
    let items = Memo::new(move |_| {
        let entry = |key: &str, label: String| MenuItem { key: Arc::from(key), label, ..MenuItem::default() };
        let mut items = vec![entry("add", tr!("Add a segment…").to_owned())];
        app.document.with(|document| {
            for (at, segment) in document.segments.iter().enumerate() {
                let rename = entry(&format!("rename/{}", segment.id), tr!("Rename {}…", segment.name));
                items.push(MenuItem { divided: at == 0, ..rename });
            }
            for (at, segment) in document.segments.iter().enumerate() {
                let remove = entry(&format!("remove/{}", segment.id), tr!("Remove {}", segment.name));
                items.push(MenuItem { divided: at == 0, danger: true, ..remove });
            }
        });
        items
    });
    let on_pick = move |key: Arc<str>| match key.split_once('/') {
        Some(("rename", id)) => naming.set(Some(Naming::Other(SegmentId::new(id)))),
        Some(("remove", id)) => {
            let id = SegmentId::new(id);
            let (name, command) = app.document.with_untracked(|document| {
                let name = document.segment(&id).map(|it| it.name.clone()).unwrap_or_default();
                (name, remove_segment(document, &id))
            });
            app.asked.set(None);
            app.dispatch_risky(command, tr!("{name} is removed; who served it now serves all segments."));
        }
        Some(_) | None => naming.set(Some(Naming::New)),
    };
    view! {
        <Menu label=tr!("Segments") items=items on_pick=on_pick class="small" at_end=true/>
        <NameDialog naming=naming/>
    }
    .into_any()
}

#[component]
fn NameDialog(naming: RwSignal<Option<Naming>>) -> AnyView {
    let app = App::here();
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(false);
    Effect::new(move |_| {
        refused.set(false);
        text.set(match naming.get() {
            Some(Naming::Other(id)) => app
                .document
                .with_untracked(|document| document.segment(&id).map(|it| it.name.clone()).unwrap_or_default()),
            Some(Naming::New) | None => String::new(),
        });
    });
    let title = Signal::derive(move || match naming.get() {
        Some(Naming::Other(_)) => tr!("Rename the segment").to_owned(),
        Some(Naming::New) | None => tr!("Add a segment").to_owned(),
    });
    let help = Signal::derive(move || match naming.get() {
        Some(Naming::Other(_)) => tr!("Links and seats keep it.").to_owned(),
        Some(Naming::New) | None => {
            tr!("It begins with the assumptions of the last segment, without customers and leads.").to_owned()
        }
    });
    let wrong = move |name: &str| {
        let name = name.trim();
        let taken = app.document.with_untracked(|document| {
            let own = |id: &SegmentId| naming.with_untracked(|it| *it == Some(Naming::Other(id.clone())));
            document.segments.iter().any(|it| it.name.trim() == name && !own(&it.id))
        });
        if name.is_empty() {
            Some(tr!("A segment needs a name.").to_owned())
        } else if taken {
            Some(tr!("There is a segment of this name.").to_owned())
        } else {
            None
        }
    };
    let take = move |name: String| {
        if wrong(&name).is_some() {
            return;
        }
        let name = name.trim();
        match naming.get_untracked() {
            Some(Naming::New) => {
                let (id, command) = app.document.with_untracked(|document| add_segment(document, name));
                app.dispatch_with_undo(command, tr!("{name} is added."));
                go(app, Some(id.as_str()));
            }
            Some(Naming::Other(id)) => {
                let same = app.document.with_untracked(|it| it.segment(&id).is_some_and(|it| it.name == name));
                if !same {
                    let command = app.document.with_untracked(|document| rename_segment(document, &id, name));
                    app.dispatch_with_undo(command, tr!("It is called {name} now."));
                }
            }
            None => {}
        }
        naming.set(None);
    };
    let check = move |name: String| {
        let wrong = wrong(&name);
        refused.set(wrong.is_some());
        wrong
    };
    let none = Signal::derive(move || refused.get() || text.with(|it| it.trim().is_empty()));
    view! {
        <Dialog title=title types=true open=Signal::derive(move || naming.with(Option::is_some)) on_close=move |()| naming.set(None)>
            <Field
                label=tr!("Name")
                value=text
                text=true
                help=help
                example=tr!("Public sector")
                check=Callback::new(check)
                on_input=move |name| text.set(name)
                on_commit=take
                with_buttons=true
            />
            <div class="actions">
                <Button label=tr!("Cancel") look=Look::Quiet on_press=move |()| naming.set(None)/>
                <Button label=tr!("Take this name") look=Look::Primary disabled=none on_press=move |()| take(text.get_untracked())/>
            </div>
        </Dialog>
    }
    .into_any()
}
