//! What the payout curve and the cost take for granted: where other measures stand, which is chosen here, and what a draw pays at least.

use super::chosen::Chosen;
use super::rival::Beside;
use crate::edit::assume_others;
use crate::engine::{other_stands, pay_floor};
use crate::model::comp::PlanVersion;
use crate::model::{Document, OtherMeasures};
use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;

/// Lines below the curve: what it takes for granted, and the floor under pay.
#[component]
pub(super) fn Assumes() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let text = Memo::new(move |_| assumed(app, chosen));
    let floor = Memo::new(move |_| floor_said(app, chosen));
    let line = |text: Memo<String>| {
        move || text.with(|text| (!text.is_empty()).then(|| view! { <p class="fine">{text.clone()}</p> }))
    };
    view! { {line(text)} {line(floor)} }.into_any()
}

/// What the plan that is looked at takes for granted.
pub(super) fn assumed(app: App, chosen: Chosen) -> String {
    assumed_by(app, chosen, &[chosen.version.get() + 1])
}

/// What versions of it take for granted, by their numbers.
pub(super) fn assumed_by(app: App, chosen: Chosen, numbers: &[usize]) -> String {
    let locale = app.locale.get();
    of_versions(app, chosen, numbers, |document, version| words_pay::curve_assumes(document, version, &locale))
}

/// What a draw of the version pays at least, which tables of what is earned do not hold; empty without one.
pub(super) fn floor_said(app: App, chosen: Chosen) -> String {
    floor_by(app, chosen, &[chosen.version.get() + 1])
}

/// The same of versions, by their numbers.
pub(super) fn floor_by(app: App, chosen: Chosen, numbers: &[usize]) -> String {
    let locale = app.locale.get();
    of_versions(app, chosen, numbers, |document, version| {
        words_pay::floor(pay_floor(version).as_ref(), &locale, document.settings.currency)
    })
}

/// What is said of versions of the plan, by their numbers: once where it is the same of all of them, else of each.
fn of_versions(app: App, chosen: Chosen, numbers: &[usize], say: impl Fn(&Document, &PlanVersion) -> String) -> String {
    let said = chosen.look(app, |document, plan, _| {
        let one = |number: &usize| {
            let version = number.checked_sub(1).and_then(|at| plan.versions.get(at))?;
            Some((*number, say(document, version)))
        };
        let all: Vec<(usize, String)> = numbers.iter().filter_map(one).collect();
        let same = all.windows(2).all(|pair| matches!(pair, [one, other] if one.1 == other.1));
        match all.first() {
            Some((_, text)) if same => text.clone(),
            Some(_) | None => {
                let told = all.iter().filter(|it| !it.1.is_empty());
                told.map(|(number, text)| tr!("Version {number}: {text}")).collect::<Vec<_>>().join(" ")
            }
        }
    });
    said.unwrap_or_default()
}

/// What is said of a table of a whole year, and which version it takes for the whole of it where there are several.
pub(super) fn of_one_version(app: App, chosen: Chosen, say: String) -> String {
    let at = chosen.version.get();
    let held = chosen.look(app, |_, plan, _| words_pay::version_all_year(&plan.versions, at)).flatten();
    [say, held.unwrap_or_default()].join(" ").trim().to_owned()
}

/// The choice where other measures stand; shown where the plan, or the one beside it, looks at any.
#[component]
pub(super) fn Others() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let now = Memo::new(move |_| app.document.with(|document| document.assumptions.other_measures));
    let asked = Memo::new(move |_| {
        let own = chosen.look(app, |document, _, version| !other_stands(document, version).is_empty());
        let other = beside.look(app, chosen, |two| !other_stands(two.other.document, two.other.version).is_empty());
        own.unwrap_or(false) || other.unwrap_or(false)
    });
    let typed = Memo::new(move |_| matches!(now.get(), OtherMeasures::At { .. }));
    let choose = move |key: String| {
        let now = now.get_untracked();
        if let Some(wanted) = words_pay::others_by_key(&key, now).filter(|wanted| *wanted != now) {
            let command = app.document.with_untracked(|document| assume_others(document, wanted));
            app.dispatch(command);
        }
    };
    let choices = words_pay::OTHERS.map(|(key, name, _)| Choice::new(key, tr!(name))).to_vec();
    let help = move || {
        let key = words_pay::others_key(now.get());
        words_pay::OTHERS.iter().find(|it| it.0 == key).map_or("", |it| tr!(it.2)).to_owned()
    };
    view! {
        <Show when=move || asked.get()>
            <Pick
                label=tr!("Other measures stand")
                choices=Signal::stored(choices.clone())
                chosen=Signal::derive(move || words_pay::others_key(now.get()).to_owned())
                on_choose=choose
                help=Signal::derive(help)
            />
            <Show when=move || typed.get()>
                <InputField path="assumptions/other_measures" label=Signal::stored(tr!("At").to_owned())/>
            </Show>
        </Show>
    }
    .into_any()
}
