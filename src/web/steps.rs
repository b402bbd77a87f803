//! The steps made in the open scenario, by name, to go back or forward to any of them.

use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::Dialog;
use leptos::prelude::*;

/// The list of steps in a window over the page: the newest first, the one one stands at marked.
#[component]
pub fn StepsDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> AnyView {
    let app = App::here();
    view! {
        <Dialog title=tr!("Steps made") open=open on_close=move |()| open.set(false)>
            <p class="say">{tr!("Each leads to the plan as it was right after it. They are kept while this page is open; snapshots, on the Data page, stay.")}</p>
            <ol class="steps">{move || steps(app)}</ol>
        </Dialog>
    }
    .into_any()
}

fn steps(app: App) -> AnyView {
    let (made, ahead) = app.made_steps();
    let now = made.len();
    let labels = std::iter::once(tr!("As it was opened").to_owned()).chain(made).chain(ahead);
    let mut entries: Vec<(usize, String)> = labels.enumerate().collect();
    entries.reverse();
    let entry = |(at, label): (usize, String)| {
        view! {
            <li>
                <button
                    type="button"
                    class:ahead={at > now}
                    aria-current=(at == now).then_some("step")
                    on:click=move |_| app.go_to_step(at)
                >
                    {crate::web::app::sentence(&label).trim_end_matches('.').to_owned()}
                    <span class="fine">{(at > now).then_some(tr!("taken back"))}</span>
                </button>
            </li>
        }
    };
    entries.into_iter().map(entry).collect_view().into_any()
}
