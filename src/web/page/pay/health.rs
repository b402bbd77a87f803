//! Where the plan misfires: each check with its figure, the usual range, who says so, and what to change.

use super::chosen::Chosen;
use crate::engine::{Finding, Health, Spread, Verdict, plan_health};
use crate::present::{PayPart, Route, words_pay};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Mark, Note, Notes, Panel, PanelHead};
use leptos::prelude::*;

/// The checks of the plan under the chosen terms.
#[component]
pub(super) fn HealthPanel(
    /// Only what wants a look, each leading to the part of the page that says more.
    #[prop(optional)]
    brief: bool,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let found = Memo::new(move |_| -> Vec<Health> {
        let checked = chosen.under_terms(app, |document, version, role, terms| {
            let spread = Spread::of(&document.assumptions.attainment);
            app.outcome.with(|outcome| plan_health(document, outcome, version, role, terms, spread.as_ref()))
        });
        checked.unwrap_or_default()
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        found.with(|found| words_pay::health_say(found, &locale))
    });
    let notes = move |fine: bool| {
        Signal::derive(move || {
            let locale = app.locale.get();
            let note = |version: &_, health: &Health| {
                let currency = app.document.with_untracked(|document| document.settings.currency);
                let words = words_pay::health(health, version, &locale, currency);
                let mark = match health.verdict {
                    Verdict::Fine => Mark::Ok,
                    Verdict::Watch => Mark::Warn,
                    Verdict::Change => Mark::Bad,
                    Verdict::Open => Mark::Ask,
                };
                // What the brief list leaves out stands with the cost; a component is added where the brief list stands.
                let to = match (&health.finding, brief) {
                    (Finding::Unearned(_), false) => Some(PayPart::Design),
                    (Finding::Unearned(_), true) => None,
                    (_, brief) => brief.then_some(PayPart::Cost),
                };
                let plan = chosen.plan.get_untracked().map(|id| id.to_string());
                let href = to.map(|part| Route::Pay { plan, part }.to_string());
                let text = if brief {
                    words.change
                } else {
                    [words.usual.as_str(), words.change.as_str()].join(" ").trim_end().to_owned()
                };
                Note { mark, title: words.title, text, href, path: None }
            };
            let all = found.with(|found| {
                chosen.look(app, |_, _, version| {
                    let wanted = found.iter().filter(|it| (it.verdict == Verdict::Fine) == fine);
                    wanted.map(|it| note(version, it)).collect::<Vec<_>>()
                })
            });
            all.unwrap_or_default()
        })
    };
    let (open, fine) = (notes(false), notes(true));
    let some_fine = Memo::new(move |_| !brief && fine.with(|fine| !fine.is_empty()));
    let in_order = move || {
        let locale = app.locale.get();
        let count = fine.with(Vec::len);
        tr!("{} {} in order", locale.count(count as i64), if count == 1 { tr!("check is") } else { tr!("checks are") })
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Plan health") say=say/>
            <Notes notes=open/>
            <Show when=move || some_fine.get()>
                <details class="pay-more">
                    <summary>{in_order}</summary>
                    <Notes notes=fine/>
                </details>
            </Show>
        </Panel>
    }
    .into_any()
}
