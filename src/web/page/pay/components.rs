//! The components of the plan: its name and cap, each component as a card, and components to add.

use super::adding::AddMenu;
use super::chosen::Chosen;
use super::component::ComponentCard;
use crate::model::comp::Plan;
use crate::present::words_pay;
use crate::text::tr;
use crate::units::ComponentId;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Field, Panel, PanelHead};
use leptos::prelude::*;

/// The plan editor.
#[component]
pub(super) fn ComponentsPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let name = Signal::derive(move || chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default());
    let title = Signal::derive(move || [tr!("What the plan pays for: "), &name.get()].concat());
    let say = Signal::derive(move || {
        let (count, weight) = chosen
            .look(app, |_, _, version| {
                (version.components.len(), version.components.iter().map(|it| it.weight.ppm()).sum::<i64>())
            })
            .unwrap_or_default();
        words_pay::parts(count, weight, &app.locale.get())
    });
    let rename = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        let Some(id) = chosen.plan.get_untracked().filter(|_| !text.is_empty()) else { return };
        let plan = app.document.with_untracked(|document| document.plan(&id).cloned());
        if let Some(plan) = plan.filter(|plan| plan.name != text) {
            app.dispatch(Plan { name: text, ..plan }.into());
        }
    });
    let check = Callback::new(|text: String| text.trim().is_empty().then(|| tr!("A plan needs a name.").to_owned()));
    let cap = Signal::derive(move || [chosen.path(), "/cap".to_owned()].concat());
    // Keyed by plan and version as well, so that no card carries a half-typed text over to another plan.
    let ids = move || {
        chosen
            .look(app, |_, plan, version| {
                let at = chosen.version.get();
                let ids = version.components.iter().map(|it| it.id.clone());
                ids.map(|id| (plan.id.clone(), at, id)).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let cap_help = Signal::derive(move || {
        let locale = app.locale.get();
        let say = chosen.under_terms(app, |document, version, _, terms| {
            words_pay::cap_help(terms.variable().amount(), version.cap, &locale, document.settings.currency)
        });
        say.unwrap_or_else(|| tr!("Multiple of target variable; empty: no cap.").to_owned())
    });
    let cap_reading = Callback::new(move |text: String| {
        let locale = app.locale.get_untracked();
        let typed = text.as_str();
        let read = untrack(|| {
            chosen.under_terms(app, |document, _, _, terms| {
                words_pay::cap_as_multiple(typed, terms.variable().amount(), &locale, document.settings.currency)
            })
        });
        read.flatten().unwrap_or(text)
    });
    view! {
        <Panel>
            <PanelHead title=title say=say/>
            <div class="fields pay-fields">
                <Field label=tr!("Name of the plan") value=name on_commit=rename check=check text=true/>
                <InputField
                    path=cap
                    label=Signal::stored(tr!("Cap on all variable pay of a year").to_owned())
                    help=cap_help
                    reading=cap_reading
                />
            </div>
            <div class="pay-cards">
                <For each=ids key=|key| key.clone() children=move |(_, _, id): (_, _, ComponentId)| view! { <ComponentCard id=id/> }/>
            </div>
            <div class="actions pay-add"><AddMenu/></div>
        </Panel>
    }
    .into_any()
}
