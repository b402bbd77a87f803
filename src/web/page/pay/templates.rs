//! The dialog that makes a plan, or gives one new content: templates as cards, an empty plan, a copy.

use super::chosen::Chosen;
use crate::edit::{Command, copy_plan, empty_plan, plan_from, replace_content};
use crate::model::sample::{PlanTemplate, templates};
use crate::present::{PayPart, Route, words_pay};
use crate::text::tr;
use crate::units::PlanId;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Dialog};
use leptos::prelude::*;
use std::sync::Arc;

/// What the dialog is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A new plan.
    New,
    /// Other content for the chosen version of the plan.
    Content,
}

/// Opens the dialog, handed down as context.
#[derive(Clone, Copy)]
pub(super) struct Making(pub RwSignal<Option<Wanted>>);

/// Shows a part of a plan.
pub(super) fn go_to(plan: Option<String>, part: PayPart) {
    dom::set_hash(Route::Pay { plan, part }.to_string().trim_start_matches('#'));
}

/// Adds a plan, shows it and says what is still to do.
pub(super) fn add_plan(app: App, (id, command): (PlanId, Command), what: &str) {
    app.dispatch_with_undo(command, [what, tr!(" was added. It pays nobody until a role is given to it.")].concat());
    go_to(Some(id.to_string()), PayPart::Design);
}

/// The dialog, where [`Making`] says so.
#[component]
pub(super) fn TemplateDialog() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let Making(wanted) = expect_context::<Making>();
    let open = Signal::derive(move || wanted.get().is_some());
    let title = Signal::derive(move || match wanted.get() {
        Some(Wanted::Content) => {
            let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
            tr!("Replace what {name} pays for")
        }
        Some(Wanted::New) | None => tr!("New plan").to_owned(),
    });
    let use_it = Callback::new(move |template: Arc<PlanTemplate>| {
        let kind = wanted.get_untracked();
        wanted.set(None);
        let (plan, at) = (chosen.plan.get_untracked(), chosen.version.get_untracked());
        let document = app.document.get_untracked();
        match (kind, plan) {
            (Some(Wanted::Content), Some(plan)) => {
                if let Some(command) = replace_content(&document, &plan, at, &template) {
                    let told = tr!("Components, draw and payout are now those of: {}.", template.name);
                    app.dispatch_with_undo(command, told);
                }
            }
            (Some(Wanted::New), plan) => add_plan(app, plan_from(&document, plan.as_ref(), &template), template.name),
            (Some(Wanted::Content), None) | (None, _) => {}
        }
    });
    let empty = move |()| {
        wanted.set(None);
        let plan = chosen.plan.get_untracked();
        let made = app.document.with_untracked(|document| empty_plan(document, plan.as_ref()));
        add_plan(app, made, tr!("An empty plan"));
    };
    let copy = move |()| {
        wanted.set(None);
        let plan = chosen.plan.get_untracked();
        let made = plan.and_then(|plan| app.document.with_untracked(|document| copy_plan(document, &plan)));
        if let Some(made) = made {
            add_plan(app, made, tr!("A copy"));
        }
    };
    let cards = move || {
        let replaces = wanted.get() == Some(Wanted::Content);
        templates()
            .into_iter()
            .map(|it| view! { <Card template=Arc::new(it) replaces=replaces use_it=use_it/> })
            .collect_view()
    };
    let ways = move || {
        (wanted.get() == Some(Wanted::New)).then(|| {
            let name = chosen.look(app, |_, plan, _| plan.name.clone());
            view! {
                <div class="actions">
                    {name.map(|name| view! { <Button label=[tr!("Copy of "), &name].concat() on_press=copy/> })}
                    <Button label=tr!("Empty plan") on_press=empty/>
                </div>
            }
        })
    };
    view! {
        <Dialog title=title open=open on_close=move |()| wanted.set(None) wide=true>
            <p class="say">
                {tr!("Each template is a starting point under usual terms; every figure can be changed afterwards, and what your people earn follows your own terms.")}
            </p>
            {ways}
            <div class="pay-templates">{cards}</div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Card(template: Arc<PlanTemplate>, replaces: bool, use_it: Callback<Arc<PlanTemplate>>) -> AnyView {
    let app = App::here();
    let it = template.clone();
    let words = move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let one = it.version.components.len() == 1;
        let sentences = it.version.components.iter().map(|part| {
            let name = (!one).then(|| view! { <b>{part.name.clone()}": "</b> });
            view! { <li>{name}{words_pay::component(part, Some(&it.terms), it.version.cap, &locale, currency)}</li> }
        });
        let draw = it.version.draw.as_ref().map(|draw| {
            view! { <li>{words_pay::draw_line(draw, &locale, currency)}</li> }
        });
        view! {
            <ul class="pay-words">{sentences.collect_view()}{draw}</ul>
            <p class="fine">{words_pay::terms_line(&it.terms, &locale, currency)}</p>
        }
    };
    let (name, whom, line, source) = (template.name, template.whom, template.line, template.source);
    let label = if replaces { tr!("Replace by this") } else { tr!("Start from this") };
    view! {
        <section class="card pay-template" aria-label=name>
            <h3>{name}</h3>
            <p class="say">{whom}</p>
            <p>{line}</p>
            {words}
            <p class="fine">{source}</p>
            <Button label=label small=true on_press=move |()| use_it.run(template.clone())/>
        </section>
    }
    .into_any()
}
