//! What is wrong with a part of a plan as a whole, where no field is the place to say it.

use crate::model::Severity;
use crate::web::app::App;
use leptos::prelude::*;

/// The messages at a path.
#[component]
pub(super) fn Problems(
    /// Path of a component or a SPIF.
    path: Signal<String>,
) -> AnyView {
    let app = App::here();
    let found = Memo::new(move |_| {
        path.with(|path| {
            let here = app.problems().into_iter().filter(|problem| problem.at == *path);
            here.map(|problem| (problem.severity, app.told(&problem))).collect::<Vec<_>>()
        })
    });
    let lines = move || {
        let lines = found.get().into_iter().map(|(severity, text)| {
            let class = match severity {
                Severity::Error => "problem",
                Severity::Warning => "warning",
                Severity::Note => "fine",
            };
            view! { <li class=class>{text}</li> }
        });
        lines.collect_view()
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <ul class="pay-problems" role="alert">{lines}</ul>
        </Show>
    }
    .into_any()
}
