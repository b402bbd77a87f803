//! The plan of the account stood in last: health, growth, people, next review, and what to hand over.

mod growth;
mod people;

use crate::edit::{change_account_plan, change_territory};
use crate::model::{Account, AccountPlan, Document, HandoverItem, HealthSignal};
use crate::present::accounts::{about, forecast_say, next_owner, risk_say, signal, usual_handover};
use crate::present::number::{parse_date, parse_rate, show_date};
use crate::text::tr;
use crate::units::Rate;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::page::territories::facts::Facts;
use crate::web::ui::{Check, Field, Panel, PanelHead};
use growth::GrowthTable;
use leptos::prelude::*;
use people::PeopleTable;

/// Which account is looked at. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    app: App,
    /// Its place in the document.
    place: Memo<Option<usize>>,
}

impl Looked {
    /// Something of the account, if there is one.
    pub fn with<T>(self, read: impl FnOnce(&Document, &Account) -> T) -> Option<T> {
        let at = self.place.get()?;
        self.app.document.with(|document| Some(read(document, document.accounts.get(at)?)))
    }

    /// Something of its plan; of an empty one, where it has none.
    pub fn plan<T: Default>(self, read: impl FnOnce(&AccountPlan) -> T) -> T {
        self.with(|_, account| match &account.care {
            Some(plan) => read(plan),
            None => read(&AccountPlan::default()),
        })
        .unwrap_or_default()
    }

    /// Changes its plan.
    pub fn change(self, label: &'static str, change: impl FnOnce(&mut AccountPlan)) {
        let Some(at) = self.place.get_untracked() else { return };
        let command = self.app.document.with_untracked(|document| change_account_plan(document, at, label, change));
        if let Some(command) = command {
            self.app.dispatch(command);
        }
    }
}

/// The plan of an account.
#[component]
pub(super) fn PlanPanel(
    /// Its place in the document; absent: nothing was stood in yet.
    #[prop(into)]
    place: Memo<Option<usize>>,
) -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let looked = Looked { app, place };
    let some = Memo::new(move |_| place.get().is_some_and(|at| facts.accounts.with(|all| at < all.len())));
    let title = Signal::derive(move || looked.with(|_, account| account.label().to_owned()).unwrap_or_default());
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        looked.with(|document, account| about(document, account, &locale)).unwrap_or_default()
    });
    view! {
        <Show when=move || some.get()>
            <Panel>
                <PanelHead title=title say=say/>
                <HealthForm looked=looked/>
                <h3>{tr!("Growth")}</h3>
                <GrowthTable looked=looked/>
                <h3>{tr!("Who matters there")}</h3>
                <PeopleTable looked=looked/>
                <Review looked=looked/>
                <Handover looked=looked/>
            </Panel>
        </Show>
    }
    .into_any()
}

#[component]
fn HealthForm(looked: Looked) -> AnyView {
    let app = looked.app;
    let risk = move || {
        let locale = app.locale.get();
        looked.with(|document, account| risk_say(document, account, &locale)).unwrap_or_default()
    };
    let level = move |it: HealthSignal| {
        let value = Signal::derive(move || {
            let locale = app.locale.get();
            looked.plan(|plan| plan.health.of(it).map(|rate| locale.rate_typed(rate)).unwrap_or_default())
        });
        let read = move |text: &str| -> Result<Option<Rate>, String> {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let rate =
                app.locale.with_untracked(|locale| parse_rate(text, locale)).map_err(|error| error.to_string())?;
            if rate < Rate::ZERO || rate > Rate::ONE {
                return Err(tr!("It lies between 0 (no worry) and 100 % (as bad as it gets).").to_owned());
            }
            Ok(Some(rate))
        };
        let on_commit = move |text: String| {
            if let Ok(rate) = read(&text) {
                looked.change(tr!("health of an account"), |plan| plan.health.set(it, rate));
            }
        };
        view! {
            <Field
                label=signal(it) value=value unit="%" example=tr!("Not judged")
                check=move |text: String| read(&text).err() on_commit=on_commit
            />
        }
    };
    let levels = HealthSignal::ALL.map(level).into_iter().collect_view();
    let on = Signal::derive(move || app.document.with(|document| document.territory.health.in_forecast));
    let help = Signal::derive(move || app.document.with(|document| forecast_say(document).to_owned()));
    let on_change = move |on: bool| {
        let command = app.document.with_untracked(|document| {
            change_territory(document, tr!("health in the forecast"), |settings| settings.health.in_forecast = on)
        });
        app.dispatch(command);
    };
    view! {
        <h3>{tr!("Health")}</h3>
        <p class="say" role="status">{risk}</p>
        <div class="fields">{levels}</div>
        <details>
            <summary>{tr!("Weights, and what is at stake, for all customers")}</summary>
            <div class="fields">
                <InputField path="territory/health/engagement" label=tr!("Weight of engagement")/>
                <InputField path="territory/health/late_payment" label=tr!("Weight of late payment")/>
                <InputField path="territory/health/usage" label=tr!("Weight of usage")/>
                <InputField path="territory/health/tickets" label=tr!("Weight of tickets")/>
                <InputField path="territory/health/renewal_at_stake" label=tr!("Renewal rate at stake") help=tr!("Points lost at full risk.")/>
            </div>
        </details>
        <Check label=tr!("The forecast renews customers by their risk") on=on on_change=on_change help=help/>
    }
    .into_any()
}

#[component]
fn Review(looked: Looked) -> AnyView {
    let app = looked.app;
    let sponsor = Signal::derive(move || looked.plan(|plan| plan.sponsor.clone()));
    let review = Signal::derive(move || looked.plan(|plan| plan.next_review.map(show_date).unwrap_or_default()));
    let read = move |text: &str| -> Result<Option<chrono::NaiveDate>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        app.locale.with_untracked(|locale| parse_date(text, locale)).map(Some).map_err(|error| error.to_string())
    };
    let on_sponsor = move |text: String| {
        looked.change(tr!("sponsor of an account"), |plan| plan.sponsor = text.trim().to_owned());
    };
    let on_review = move |text: String| {
        if let Ok(day) = read(&text) {
            looked.change(tr!("next review of an account"), |plan| plan.next_review = day);
        }
    };
    view! {
        <div class="fields">
            <Field label=tr!("Executive sponsor of ours") text=true value=sponsor on_commit=on_sponsor/>
            <Field
                label=tr!("Next review") text=true value=review example=tr!("No day yet")
                check=move |text: String| read(&text).err() on_commit=on_review
            />
        </div>
    }
    .into_any()
}

/// What to do when the owner changes: shown when it does, or when a list is kept.
#[component]
fn Handover(looked: Looked) -> AnyView {
    let wanted = Memo::new(move |_| {
        let changes = looked.with(|document, account| next_owner(document, account).is_some()).unwrap_or(false);
        changes || looked.plan(|plan| !plan.handover.is_empty())
    });
    let items = Memo::new(move |_| {
        let own = looked.plan(|plan| plan.handover.clone());
        if own.is_empty() { usual_handover() } else { own }
    });
    let tick = move |at: usize, done: bool| {
        let mut list: Vec<HandoverItem> = items.get_untracked();
        if let Some(item) = list.get_mut(at) {
            item.done = done;
        }
        looked.change(tr!("hand-over of an account"), move |plan| plan.handover = list);
    };
    let add = move |text: String| {
        if text.trim().is_empty() {
            return;
        }
        let mut list: Vec<HandoverItem> = items.get_untracked();
        list.push(HandoverItem { what: text.trim().to_owned(), done: false });
        looked.change(tr!("hand-over of an account"), move |plan| plan.handover = list);
    };
    let rows = move || {
        let one = |(at, item): (usize, HandoverItem)| {
            view! { <Check label=item.what on=Signal::stored(item.done) on_change=move |done| tick(at, done)/> }
        };
        items.get().into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <Show when=move || wanted.get()>
            <h3>{tr!("Hand-over")}</h3>
            <p class="say">{tr!("What to do when the owner changes.")}</p>
            <div class="checks">{rows}</div>
            <div class="fields">
                <Field label=tr!("One more thing") text=true wide=true value=Signal::stored(String::new()) on_commit=add/>
            </div>
        </Show>
    }
    .into_any()
}
