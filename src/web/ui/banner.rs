//! What interrupts or fills a page: a banner, an empty state, progress.

use super::Button;
use crate::text::tr;
use crate::web::ui::Look;
use leptos::prelude::*;

/// A strip above the page for what concerns all of it, such as storage that is full. Nothing while `text` is empty.
#[component]
pub fn Banner(
    /// What is wrong and what it means.
    #[prop(into)]
    text: Signal<String>,
    /// It is worse than a warning.
    #[prop(optional, into)]
    grave: Signal<bool>,
    /// What can be done about it.
    #[prop(optional, into)]
    action: Signal<String>,
    /// Does it.
    #[prop(optional, into)]
    on_action: Option<Callback<()>>,
    /// What else can be done about it.
    #[prop(optional, into)]
    other: Signal<String>,
    /// Does that.
    #[prop(optional, into)]
    on_other: Option<Callback<()>>,
    /// It stays in sight however far down the page one is: nothing is kept before one has chosen.
    #[prop(optional)]
    stays: bool,
) -> AnyView {
    let offer = |label: Signal<String>, run: Option<Callback<()>>| {
        run.filter(|_| !label.with(String::is_empty)).map(|run| view! { <Button label=label on_press=run small=true/> })
    };
    let act = move || view! { {offer(action, on_action)} {offer(other, on_other)} };
    let content = move || {
        (!text.with(String::is_empty)).then(|| {
            view! { <div class="banner" class:grave=move || grave.get() class:stays=stays><p>{move || text.get()}</p>{act}</div> }
        })
    };
    view! { <div role="status">{content}</div> }.into_any()
}

/// What stands where nothing has been entered yet: what would be here, and how to begin.
#[component]
pub fn Empty(
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// What it would show, and how to begin.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFn,
) -> AnyView {
    view! {
        <div class="empty">
            <h2>{move || title.get()}</h2>
            <p>{move || text.get()}</p>
            <div class="actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

/// Long work: how far it is, in words and as a bar, and a way out.
#[component]
pub fn Progress(
    /// What is being done and how long it will take.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done, 0 to 1; unknown while nothing is given.
    #[prop(into)]
    done: Signal<Option<f64>>,
    /// Stops the work.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> AnyView {
    let name = super::fresh_id("progress");
    view! {
        <div class="progress">
            <p id=name.clone()>{move || label.get()}</p>
            <progress aria-labelledby=name max="1" prop:value=move || done.get() value=move || done.get().map(|d| d.to_string())></progress>
            {on_cancel.map(|cancel| view! { <Button label=tr!("Cancel") look=Look::Quiet small=true on_press=cancel/> })}
        </div>
    }
    .into_any()
}
