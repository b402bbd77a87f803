//! Snapshots of the open scenario, and the steps made in it.

use crate::persist::{MOST_AUTOMATIC, Snapshot, size_in_words};
use crate::present::Route;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::{clock, dom};
use crate::web::steps::StepsDialog;
use crate::web::ui::{Button, Dialog, Field, Look, Menu, MenuItem, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn SnapshotsPanel() -> AnyView {
    let app = App::here();
    let shelf = app.shelf;
    let (naming, steps) = (RwSignal::new(false), RwSignal::new(false));
    let doomed = RwSignal::new(None::<Snapshot>);
    let snapshots = Memo::new(move |_| {
        app.scene.track();
        shelf.snapshots()
    });
    let say = tr!(
        "What this scenario was. Before an import, a change of many, a goal applied or a restore one is taken by itself; the newest {MOST_AUTOMATIC} of these stay."
    );
    let take = Callback::new(move |text: String| {
        let name = text.trim();
        if naming.get_untracked() && !name.is_empty() {
            shelf.take_snapshot(app, name, move |taken| _ = naming.try_set(!taken));
        }
    });
    let actions = move || {
        view! {
            <Button label=tr!("Steps made") look=Look::Quiet small=true on_press=move |()| steps.set(true)/>
            <Button label=tr!("Take a snapshot") small=true on_press=move |()| naming.set(true)/>
        }
    };
    let rows = move || snapshots.get().into_iter().map(|it| row(app, it, doomed)).collect_view();
    let doomed_name = move || doomed.with(|it| it.as_ref().map_or_else(String::new, |it| it.why.to_string()));
    view! {
        <Panel>
            <PanelHead title=tr!("Snapshots") say=say actions=actions/>
            <Show when=move || !snapshots.with(Vec::is_empty) fallback=|| view! { <p class="say">{tr!("There is none yet.")}</p> }>
                <ul class="lines" aria-label=tr!("Snapshots")>{rows}</ul>
            </Show>
            <Dialog title=tr!("Take a snapshot") open=naming on_close=move |()| naming.set(false)>
                <Field label=tr!("Name") value=String::new() on_commit=take text=true wide=true/>
                <p class="say">{tr!("For example what it is for: the board in March, before the new pay plan.")}</p>
            </Dialog>
            <Dialog
                title=Signal::derive(move || tr!("Delete the snapshot \u{201c}{}\u{201d}?", doomed_name()))
                open=Signal::derive(move || doomed.with(Option::is_some))
                on_close=move |()| doomed.set(None)
            >
                <p>{tr!("It cannot be brought back afterwards. Download it first if you want to keep a file of it.")}</p>
                <div class="actions">
                    <Button label=tr!("Keep it") look=Look::Quiet on_press=move |()| doomed.set(None)/>
                    <Button
                        label=tr!("Delete for good")
                        look=Look::Danger
                        on_press=move |()| if let Some(it) = doomed.try_update(Option::take).flatten() { shelf.discard_snapshot(app, &it) }
                    />
                </div>
            </Dialog>
            <StepsDialog open=steps/>
        </Panel>
    }
    .into_any()
}

fn row(app: App, snapshot: Snapshot, doomed: RwSignal<Option<Snapshot>>) -> AnyView {
    let shelf = app.shelf;
    let item =
        |key: &str, label: &str| MenuItem { key: Arc::from(key), label: label.to_owned(), ..MenuItem::default() };
    let items = vec![
        item("open", tr!("Open as a new scenario")),
        item("compare", tr!("Compare with it")),
        item("download", tr!("Download")),
        MenuItem { divided: true, danger: true, ..item("delete", tr!("Delete…")) },
    ];
    let name = snapshot.why.to_string();
    let when = format!("{}, {}", clock::moment(snapshot.taken.unix_seconds()), size_in_words(snapshot.size));
    let (restored, picked) = (snapshot.clone(), snapshot);
    let on_pick = Callback::new(move |key: Arc<str>| match &*key {
        "open" => shelf.open_snapshot(app, &picked),
        "compare" => dom::set_hash(&Route::compare(vec![picked.reference()]).to_string()),
        "download" => match shelf.snapshot_file(&picked) {
            Ok((name, text)) => dom::download(&name, "application/json", text.as_bytes()),
            Err(text) => app.tell(text),
        },
        _delete => doomed.set(Some(picked.clone())),
    });
    view! {
        <li class="line">
            <span class="grow">{name.clone()} <span class="fine branch">{when}</span></span>
            <Button label=tr!("Restore") on_what=name.clone() small=true on_press=move |()| shelf.restore_snapshot(app, &restored)/>
            <Menu label=tr!("More") purpose=tr!("Snapshot {name}") items=items on_pick=on_pick class="small quiet" at_end=true/>
        </li>
    }
    .into_any()
}
