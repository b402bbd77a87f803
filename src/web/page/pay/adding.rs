//! Adding a component: a list of ready ones, and what each does to the weights.

use super::chosen::Chosen;
use crate::edit::add_ready;
use crate::model::sample::Ready;
use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Menu, MenuItem};
use leptos::prelude::*;
use std::sync::Arc;

/// Adds a ready component for the role the plan is looked at under, says what happens to the weights and offers to take it back.
pub(super) fn add_told(app: App, chosen: Chosen, ready: Ready) {
    let function = untrack(|| {
        let paid = chosen.plan.get();
        chosen.under_terms(app, |_, _, role, terms| (terms.plan == paid).then_some(role.function)).flatten()
    });
    let mut told = String::new();
    let step = [tr!("add "), words_pay::ready(ready).0].concat();
    let command = chosen.command(app, &step, |version| {
        let others = version.components.len();
        let id = add_ready(version, ready, function);
        if let Some(new) = version.components.iter().find(|it| it.id == id) {
            told = words_pay::ready_told(&new.name, new.weight, others, &app.locale.get_untracked());
        }
    });
    if let Some(command) = command {
        app.dispatch_with_undo(command, told);
    }
}

/// The list of ready components.
#[component]
pub(super) fn AddMenu() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let items = Signal::derive(|| {
        let items = Ready::ALL.into_iter().enumerate().map(|(at, ready)| {
            let (label, hint) = words_pay::ready(ready);
            let mine = ready == Ready::TeamOverride || ready == Ready::Opportunities;
            MenuItem {
                key: Arc::from(at.to_string()),
                label: label.to_owned(),
                hint: hint.to_owned(),
                divided: mine,
                ..MenuItem::default()
            }
        });
        items.collect::<Vec<_>>()
    });
    let on_pick = Callback::new(move |key: Arc<str>| {
        if let Some(ready) = key.parse::<usize>().ok().and_then(|at| Ready::ALL.get(at)) {
            add_told(app, chosen, *ready);
        }
    });
    view! { <Menu label=tr!("Add a component") items=items on_pick=on_pick/> }.into_any()
}
