//! What takes room in the browser, and what can be done when there is none left.

use crate::persist::{Usage, size_in_words};
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Look, Panel, PanelHead};
use leptos::prelude::*;

/// From this share of the room on one should do something about it.
const SCARCE: f64 = 0.8;

#[component]
pub(super) fn StoragePanel() -> AnyView {
    let app = App::here();
    let shelf = app.shelf;
    let usage = Memo::new(move |_| {
        shelf.list.track();
        shelf.usage()
    });
    let say = move || match usage.get() {
        Some(usage) => tr!(
            "{} of about {} used in this browser.",
            size_in_words(usage.ours + usage.others),
            size_in_words(Usage::ESTIMATE)
        ),
        None => tr!("Storage cannot be used; download what you want to keep.").to_owned(),
    };
    let scarce = Memo::new(move |_| usage.with(|it| it.is_some_and(|it| it.share() >= SCARCE)));
    let lines = move || {
        let usage = usage.get()?;
        let bin = view! { <Button label=tr!("Empty the bin") look=Look::Quiet small=true on_press=move |()| shelf.empty_bin(app)/> };
        let automatic = view! { <Button label=tr!("Remove automatic ones") look=Look::Quiet small=true on_press=move |()| shelf.discard_automatic(app)/> };
        let scenarios = usage.ours.saturating_sub(usage.bin + usage.snapshots);
        let all = [
            Some(line(tr!("Scenarios and the rest"), scenarios, None)),
            (usage.snapshots > 0).then(|| line(tr!("Snapshots"), usage.snapshots, Some(automatic.into_any()))),
            (usage.bin > 0).then(|| line(tr!("Bin"), usage.bin, Some(bin.into_any()))),
            (usage.others > 0).then(|| line(tr!("Other pages of this address"), usage.others, None)),
        ];
        Some(all.into_iter().flatten().collect_view())
    };
    let lasts = move || match shelf.lasts.get() {
        Some(true) => tr!("This browser has promised not to clear it when it needs room."),
        Some(false) => tr!("This browser may clear it when it needs room. Download what must not be lost."),
        None => tr!("This browser does not say whether it may clear it. Download what must not be lost."),
    };
    let advice = move || {
        let largest = shelf.list.with(|list| {
            let stored = list.iter().filter(|it| !it.binned);
            stored.max_by_key(|it| it.size).map(|it| format!("{} ({})", it.name, size_in_words(it.size)))
        });
        let largest = largest.map(|it| tr!(" The largest scenario is {it}.")).unwrap_or_default();
        tr!(
            "Room is getting scarce. You can go on; what does not fit is kept while this page is open. Empty the bin, remove automatic \
             snapshots, or download a scenario and delete it.{largest}"
        )
    };
    let download = move |()| {
        let (name, text) = shelf.file(app);
        dom::download(&name, "application/json", text.as_bytes());
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Storage") say=Signal::derive(say)/>
            <Show when=move || usage.with(Option::is_some)>
                <meter
                    class="room"
                    aria-label=tr!("Share of the storage that is used")
                    min="0"
                    max="1"
                    high=SCARCE.to_string()
                    prop:value=move || usage.with(|it| it.map_or(0.0, Usage::share))
                ></meter>
                <Show when=move || scarce.get()>
                    <p class="say bad" role="status">{advice}</p>
                    <div class="actions"><Button label=tr!("Download the open scenario") small=true on_press=download/></div>
                </Show>
                <ul class="lines" aria-label=tr!("What takes room")>{lines}</ul>
                <p class="say">{lasts}</p>
            </Show>
        </Panel>
    }
    .into_any()
}

fn line(what: &'static str, room: usize, action: Option<AnyView>) -> AnyView {
    view! {
        <li class="line">
            <span class="grow">{what} " " <span class="fine">{size_in_words(room)}</span></span>
            {action}
        </li>
    }
    .into_any()
}
