//! The versions of the plan over time: listed with their months, chosen, re-dated, removed, and a new one from a month on.

use super::chosen::Chosen;
use super::version_effect::EffectTable;
use crate::edit::{VersionError, add_version, begins, free_month, redate_version, remove_version};
use crate::model::comp::PlanVersion;
use crate::present::number::{parse_month, show_month};
use crate::present::words_pay::{self, Held};
use crate::text::tr;
use crate::units::{Cadence, Month, PlanId};
use crate::web::app::{App, sentence};
use crate::web::ui::{Button, Field, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

/// Why a version cannot begin then, beside its field.
fn words(error: VersionError) -> String {
    match error {
        VersionError::Taken { number, month } => {
            tr!("Version {number} begins in {} already; choose another month.", show_month(month))
        }
        VersionError::BeforeThePlan { first } => tr!(
            "The plan begins in {}: from then or earlier there would be nothing left for the version before.",
            show_month(first)
        ),
        VersionError::TooEarly { number, month } => {
            tr!("It must begin after version {number}, which begins in {}.", show_month(month))
        }
        VersionError::TooLate { number, month } => {
            tr!("It must begin before version {number}, which begins in {}.", show_month(month))
        }
        VersionError::Gone => tr!("This version is no longer there.").to_owned(),
    }
}

/// Versions over time.
#[component]
pub(super) fn VersionsPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let say = Signal::derive(move || {
        let text = chosen.look(app, |document, plan, version| {
            let from = begins(version);
            let calendar = document.settings.fiscal_calendar();
            let with_year = from.is_some_and(|from| calendar.period_of(from, Cadence::Year).first == from);
            words_pay::version(from, plan.versions.len(), with_year)
        });
        text.unwrap_or_default()
    });
    // Keyed by plan and count too, so that no row carries a half-typed month over to another version.
    let keys = move || {
        let count = chosen.look(app, |_, plan, _| (plan.id.clone(), plan.versions.len()));
        let (plan, count) = count.unwrap_or_else(|| (PlanId::new(""), 0));
        // One alone needs no list.
        let count = if count < 2 { 0 } else { count };
        (0..count).map(|at| (plan.clone(), count, at)).collect::<Vec<_>>()
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Versions over time") say=say/>
            <ol class="pay-versions">
                <For each=keys key=|key| key.clone() children=move |(_, _, at)| view! { <VersionRow at=at/> }/>
            </ol>
            <EffectTable/>
            <NewVersion/>
        </Panel>
    }
    .into_any()
}

fn read(app: App, text: &str) -> Result<Month, String> {
    app.locale.with_untracked(|locale| parse_month(text, locale)).map_err(|it| sentence(&it.to_string()))
}

/// The months in which a version holds.
fn held(versions: &[PlanVersion], at: usize, first: Month, last: Month) -> Held {
    let from = versions.get(at).and_then(begins).filter(|_| at > 0).map_or(first, |from| from.max(first));
    let next = versions.iter().skip(at + 1).find_map(begins);
    let to = next.map_or(last, |next| next.plus(-1).min(last));
    (from <= to).then_some((from, to))
}

#[component]
fn VersionRow(at: usize) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let from = Memo::new(move |_| chosen.look(app, |_, plan, _| plan.versions.get(at).and_then(begins)).flatten());
    let value = Signal::derive(move || from.get().map_or(String::new(), show_month));
    let months = move || {
        let held = chosen.look(app, |document, plan, _| {
            held(&plan.versions, at, document.settings.first_month, document.settings.last_month())
        });
        sentence(&words_pay::held(held.flatten()))
    };
    let on = Memo::new(move |_| chosen.version.get() == at);
    let redate = move |month: Month| {
        let plan = chosen.plan.get_untracked().ok_or(VersionError::Gone)?;
        app.document.with_untracked(|document| redate_version(document, &plan, at, month))
    };
    let check = Callback::new(move |text: String| {
        let read = read(app, &text).and_then(|month| redate(month).map_err(words));
        read.err()
    });
    let commit = Callback::new(move |text: String| {
        let month = read(app, &text).ok().filter(|month| Some(*month) != from.get_untracked());
        if let Some(Ok(command)) = month.map(redate) {
            app.dispatch(command);
        }
    });
    let step = Callback::new(move |by: i32| {
        let month = from.get_untracked().map(|from| from.plus(by));
        if let Some(Ok(command)) = month.map(redate) {
            app.dispatch(command);
        }
    });
    // What a file brings along.
    let problem = Signal::derive(move || {
        let path = format!("plan/{}/{}", chosen.plan.get()?, at + 1);
        let known = ["version_without_start", "versions_out_of_order"];
        let found = app.problems().into_iter().find(|it| it.at == path && known.contains(&it.code));
        found.map(|it| sentence(&it.text))
    });
    let remove = move |()| {
        let plan = chosen.plan.get_untracked();
        let command = plan.and_then(|plan| app.document.with_untracked(|document| remove_version(document, &plan, at)));
        if let Some(command) = command {
            chosen.wanted_version.set(Some(at.saturating_sub(1)));
            app.dispatch_with_undo(command, tr!("Version {} is removed; its neighbour holds instead.", at + 1));
        }
    };
    let title = tr!("Version {}", at + 1);
    view! {
        <li class="card" class:on=move || on.get()>
            <div class="pay-version-name">
                <b>{title.clone()}</b>
                <p class="fine">{months}</p>
            </div>
            {if at == 0 {
                view! { <p class="say">{tr!("From the beginning")}</p> }.into_any()
            } else {
                view! {
                    <Field
                        label=tr!("{title} begins in")
                        value=value
                        text=true
                        check=check
                        on_commit=commit
                        on_step=step
                        problem=problem
                    />
                }
                .into_any()
            }}
            <div class="actions">
                <Button
                    label=Signal::derive(move || if on.get() { tr!("Shown").to_owned() } else { tr!("Show").to_owned() })
                    small=true
                    disabled=on
                    on_press=move |()| chosen.wanted_version.set(Some(at))
                />
                <Button
                    label=tr!("Remove version {}", at + 1)
                    icon=Icon::Remove
                    icon_only=true
                    look=Look::Quiet
                    small=true
                    on_press=remove
                />
            </div>
        </li>
    }
    .into_any()
}

/// The month from which a new version holds.
#[component]
fn NewVersion() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let wanted = RwSignal::new(None::<Month>);
    let month = Memo::new(move |_| {
        wanted.get().unwrap_or_else(|| {
            let plan = chosen.plan.get();
            app.document.with(|document| match &plan {
                Some(plan) => free_month(document, plan),
                None => document.settings.first_month,
            })
        })
    });
    let add = move |month: Month| {
        let plan = chosen.plan.get_untracked().ok_or(VersionError::Gone)?;
        app.document.with_untracked(|document| add_version(document, &plan, month))
    };
    let check = Callback::new(move |text: String| {
        let read = read(app, &text).and_then(|month| add(month).map_err(words));
        read.err()
    });
    let set = Callback::new(move |text: String| {
        if let Ok(read) = read(app, &text) {
            wanted.set(Some(read));
        }
    });
    // The month stands in the field already when the versions change around it.
    let problem = Signal::derive(move || {
        let _ = chosen.look(app, |_, plan, _| plan.versions.len());
        wanted.get().and_then(|month| add(month).err()).map(words)
    });
    let help = Signal::derive(move || {
        let (month, last) = (month.get(), app.document.with(|document| document.settings.last_month()));
        if month > last {
            tr!("After the plan, which ends in {}: it changes nothing here.", show_month(last))
        } else {
            tr!("It begins as a copy of the version that holds then.").to_owned()
        }
    });
    let press = move |()| {
        let month = month.get_untracked();
        match add(month) {
            Ok((at, command)) => {
                chosen.wanted_version.set(Some(at));
                wanted.set(None);
                app.dispatch_with_undo(
                    command,
                    tr!("A version from {} was added; it is shown now.", show_month(month)),
                );
            }
            Err(_) => wanted.set(Some(month)),
        }
    };
    view! {
        <div class="pay-new-version">
            <Field
                label=tr!("New version from")
                value=Signal::derive(move || show_month(month.get()))
                text=true
                help=help
                problem=problem
                check=check
                on_input=set
                on_commit=set
                on_step=move |by: i32| wanted.set(Some(month.get_untracked().plus(by)))
            />
            <Button label=tr!("Add version") on_press=press/>
        </div>
    }
    .into_any()
}
