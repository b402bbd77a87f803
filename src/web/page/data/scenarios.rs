//! Scenarios and the bin.

use crate::persist::{Base, Since, size_in_words};
use crate::present::Route;
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Dialog, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

#[component]
pub(super) fn ScenariosPanel() -> AnyView {
    let app = App::here();
    let shelf = app.shelf;
    let shown = move |binned: bool| {
        shelf.list.with(|list| list.iter().filter(|it| it.binned == binned).cloned().collect::<Vec<_>>())
    };
    let row = move |scenario: crate::web::cabinet::Scenario| {
        let (id, open_id, delete_id) = (scenario.id.clone(), scenario.id.clone(), scenario.id.clone());
        let is_open = Signal::derive(move || {
            app.scene.track();
            shelf.current_id().as_deref() == Some(&id)
        });
        let name = scenario.name.clone();
        let base = scenario.is_branch.then(|| shelf.base_of(&scenario.id)).flatten();
        view! {
            <li class="line">
                <span class="grow">
                    {scenario.name.clone()} " " <span class="fine">{size_in_words(scenario.size)}</span>
                    {base.map(|base| branch_of(app, &scenario.id, base))}
                </span>
                <Show when=move || is_open.get() fallback={
                    let open_id = open_id.clone();
                    move || {
                        let id = open_id.clone();
                        view! { <Button label=tr!("Open" in "button") small=true on_press=move |()| shelf.switch_to(app, &id)/> }
                    }
                }>
                    <span class="chip">{tr!("open")}</span>
                </Show>
                <Button
                    label=tr!("Delete {name}")
                    icon=Icon::Remove
                    icon_only=true
                    look=Look::Quiet
                    small=true
                    on_press=move |()| shelf.delete(app, &delete_id, tr!("{name} is in the bin below."))
                />
            </li>
        }
        .into_any()
    };
    // What is about to be deleted for good: its id and name. That is the one step without a way back.
    let doomed = RwSignal::new(None::<(String, String)>);
    let binned = move |scenario: crate::web::cabinet::Scenario| {
        let (restore_id, purge_id, name) = (scenario.id.clone(), scenario.id.clone(), scenario.name.clone());
        let doomed_name = name.clone();
        view! {
            <li class="line">
                <span class="grow mut">{name.clone()}</span>
                <Button label=tr!("Restore") small=true on_press=move |()| shelf.restore(app, &restore_id)/>
                <Button
                    label=tr!("Delete {name} for good")
                    icon=Icon::Remove
                    icon_only=true
                    look=Look::Quiet
                    small=true
                    on_press=move |()| doomed.set(Some((purge_id.clone(), doomed_name.clone())))
                />
            </li>
        }
        .into_any()
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Scenarios") say=tr!("A branch is stored as what differs from its base, and stays whatever becomes of that.")/>
            <ul class="lines">
                {move || shown(false).into_iter().map(row).collect_view()}
                <Show when=move || { shelf.list.track(); app.scene.track(); shelf.current_id().is_none() }>
                    <li class="line">
                        <span class="grow">{move || app.document.with(|document| document.name.clone())}</span>
                        <span class="fine">{tr!("stored with the first change")}</span>
                        <span class="chip">{tr!("open")}</span>
                    </li>
                </Show>
            </ul>
            <Show when=move || !shown(true).is_empty()>
                <h3>{tr!("Bin")}</h3>
                <ul class="lines">{move || shown(true).into_iter().map(binned).collect_view()}</ul>
            </Show>
            <Dialog
                title=Signal::derive(move || doomed.with(|it| it.as_ref().map_or_else(String::new, |it| tr!("Delete {} for good?", it.1))))
                open=Signal::derive(move || doomed.with(Option::is_some))
                on_close=move |()| doomed.set(None)
            >
                <p>{tr!("It cannot be brought back afterwards. Restore it first if you want to keep a file of it.")}</p>
                <div class="actions">
                    <Button label=tr!("Keep it") look=Look::Quiet on_press=move |()| doomed.set(None)/>
                    <Button
                        label=tr!("Delete for good")
                        look=Look::Danger
                        on_press=move |()| if let Some((id, _)) = doomed.try_update(Option::take).flatten() { shelf.purge(app, &id) }
                    />
                </div>
            </Dialog>
        </Panel>
    }
    .into_any()
}

/// What a branch differs from and what became of that since, with what can be done about it.
fn branch_of(app: App, id: &str, base: Base) -> AnyView {
    let shelf = app.shelf;
    let told = match base.since {
        Since::Same => tr!("branch of {}", base.name),
        Since::Changed => tr!("branch of {}, which was changed since", base.name),
        Since::Gone => tr!("branch of {}, which is deleted", base.name),
    };
    let (compared, changed, beside) = (id.to_owned(), id.to_owned(), base.clone());
    let compare = move |()| {
        let with = if beside.since == Since::Gone { &beside.reference } else { &beside.id };
        let address = Route::compare(vec![with.clone()]).to_string();
        shelf.open_then(app, &compared, move || dom::set_hash(&address));
    };
    let take = move |()| shelf.open_then(app, &changed, move || shelf.take_base_changes(app));
    view! {
        <span class="fine branch">
            <span class="told">{told}</span>
            <Button label=tr!("Compare") look=Look::Quiet small=true on_press=compare/>
            {(base.since == Since::Changed).then(|| view! { <Button label=tr!("Take its changes") look=Look::Quiet small=true on_press=take/> })}
        </span>
    }
    .into_any()
}
