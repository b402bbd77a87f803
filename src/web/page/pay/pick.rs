//! Chooses the plan and its version, and what can be done with the plan as a whole.

use super::chosen::Chosen;
use super::templates::{Making, Wanted, add_plan, go_to};
use crate::edit::{begins, copy_plan, plan_users, remove_plan};
use crate::present::number::show_month;
use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Choice, Icon, Menu, MenuItem, Pick};
use leptos::prelude::*;
use std::sync::Arc;

/// Chooses the plan, and what can be done with it.
#[component]
pub(super) fn PlanPick() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let Making(wanted) = expect_context::<Making>();
    let choices = Signal::derive(move || {
        app.document.with(|document| {
            document.plans.iter().map(|plan| Choice::new(plan.id.as_str(), plan.name.clone())).collect::<Vec<_>>()
        })
    });
    let now = Signal::derive(move || chosen.plan.get().map(|id| id.to_string()).unwrap_or_default());
    let versions = Signal::derive(move || {
        let label = |from| match from {
            None => tr!("Beginning").to_owned(),
            Some(from) => show_month(from),
        };
        let all = chosen.look(app, |_, plan, _| plan.versions.iter().map(begins).collect::<Vec<_>>());
        let all = all.unwrap_or_default().into_iter().enumerate();
        all.map(|(at, from)| Choice::new(at.to_string(), label(from))).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| versions.with(|versions| versions.len() > 1));
    let version = Signal::derive(move || chosen.version.get().to_string());
    let items = Signal::derive(|| {
        let item =
            |key: &str, label: &str| MenuItem { key: Arc::from(key), label: label.to_owned(), ..MenuItem::default() };
        vec![
            item("copy", tr!("Add a copy of this plan")),
            item("replace", tr!("Replace by a template\u{2026}")),
            MenuItem { divided: true, danger: true, ..item("remove", tr!("Remove this plan")) },
        ]
    });
    let on_pick = Callback::new(move |key: Arc<str>| {
        let Some(plan) = chosen.plan.get_untracked() else { return };
        let document = app.document.get_untracked();
        match &*key {
            "copy" => {
                if let Some(made) = copy_plan(&document, &plan) {
                    add_plan(app, made, tr!("A copy"));
                }
            }
            "replace" => wanted.set(Some(Wanted::Content)),
            _remove => match remove_plan(&document, &plan) {
                Some(command) => {
                    let name = document.plan(&plan).map(|it| it.name.clone()).unwrap_or_default();
                    go_to(None, chosen.part.get_untracked());
                    app.dispatch_with_undo(command, [tr!("Removed "), &name, "."].concat());
                }
                None => {
                    let users = plan_users(&document, &plan);
                    let text = words_pay::users(&document, &words_pay::PlanUse(&users.terms, users.seats));
                    app.tell(text);
                }
            },
        }
    });
    view! {
        <Show when=move || chosen.plan.with(Option::is_some)>
            <div class="pay-pick">
                <Pick
                    label=tr!("Plan")
                    choices=choices
                    chosen=now
                    on_choose=move |id: String| go_to(Some(id), chosen.part.get_untracked())
                />
            </div>
            {move || several.get().then(|| view! {
                <div class="pay-version">
                    <Pick
                        label=tr!("Version from")
                        choices=versions
                        chosen=version
                        on_choose=move |at: String| chosen.wanted_version.set(at.parse().ok())
                    />
                </div>
            })}
            <Menu label=tr!("Add or remove") purpose=tr!("Plan") items=items on_pick=on_pick at_end=true/>
            <Button label=tr!("New plan") icon=Icon::Add icon_on_phone=true on_press=move |()| wanted.set(Some(Wanted::New))/>
        </Show>
    }
    .into_any()
}
