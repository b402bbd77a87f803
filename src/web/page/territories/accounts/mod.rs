//! The accounts as a table: whose they are, what they are worth, where they lie.

mod bulk;
mod desk;
mod filters;
mod plan;

use super::facts::Facts;
use crate::edit::{add_account, change_territory, new_account};
use crate::exchange::accounts_csv;
use crate::model::Document;
use crate::present::accounts::{AccountColumn, coverage, seat_choices, selection, summary, typed_book_say};
use crate::territory::position::Coverage;
use crate::text::tr;
use crate::units::{Currency, slug};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Align, Button, Check, Choice, Column, Empty, Grid, Icon, Kind, Look, Panel, PanelHead};
use bulk::BulkDialog;
use desk::Desk;
use filters::Filters;
use leptos::prelude::*;
use plan::PlanPanel;
use std::sync::Arc;

fn choices(items: impl IntoIterator<Item = (String, String)>, none: Option<&str>) -> Kind {
    let first = none.map(|label| Choice::new("", label.to_owned()));
    let all: Vec<Choice> =
        first.into_iter().chain(items.into_iter().map(|(key, label)| Choice::new(key, label))).collect();
    Kind::Select(Arc::from(all.as_slice()))
}

fn kind(document: &Document, column: AccountColumn) -> Kind {
    if let Some(function) = column.owner() {
        let seats = seat_choices(document, function).into_iter().map(|(id, name)| (id.to_string(), name));
        return choices(seats, Some(tr!("Nobody")));
    }
    if column == AccountColumn::Segment {
        return choices(document.segments.iter().map(|it| (it.id.to_string(), it.name.clone())), None);
    }
    if column == AccountColumn::Tier {
        let tiers = document.territory.tiers.iter().map(|it| (it.id.clone(), it.name.clone()));
        return choices(tiers, Some(tr!("By its score")));
    }
    if column == AccountColumn::Locked {
        return choices(["no", "yes"].map(|it| (it.to_owned(), it.to_owned())), None);
    }
    if column.is_number() { Kind::Number } else { Kind::Text }
}

fn column(document: &Document, currency: Currency, column: AccountColumn) -> Column {
    let kind = kind(document, column);
    let (width_chars, unit) = match column {
        AccountColumn::Name => (26, String::new()),
        AccountColumn::Segment => (12, String::new()),
        AccountColumn::Tier => (9, String::new()),
        AccountColumn::Sales | AccountColumn::AccountManagement | AccountColumn::CustomerSuccess => (16, String::new()),
        AccountColumn::Arr | AccountColumn::Potential => (11, tr!("{currency} a year")),
        AccountColumn::Renewal => (9, tr!("next").to_owned()),
        AccountColumn::Workload => (9, tr!("hours a year").to_owned()),
        AccountColumn::Position => (18, tr!("lat, lon").to_owned()),
        AccountColumn::PostalCode | AccountColumn::Region | AccountColumn::Country => (9, String::new()),
        AccountColumn::Growth | AccountColumn::Profitability | AccountColumn::Strategic | AccountColumn::Referral => {
            (9, tr!("0 to 100 %").to_owned())
        }
        AccountColumn::Family | AccountColumn::Id => (12, String::new()),
        AccountColumn::Locked => (7, String::new()),
    };
    let align = if kind == Kind::Number { Align::End } else { Align::Start };
    Column { key: column.key(), label: column.label().to_owned(), unit, align, kind, width_chars }
}

/// The accounts.
#[component]
pub(super) fn Accounts() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let desk = Desk::new(app, facts);
    let records = desk.records();
    let columns = Memo::new(move |_| {
        app.document
            .with(|document| AccountColumn::ALL.map(|it| column(document, document.settings.currency, it)).to_vec())
    });
    let rows = Memo::new(move |_| desk.shown.with(|shown| shown.rows.clone()));
    let cells = Callback::new(move |row: Arc<str>| {
        AccountColumn::ALL.map(|column| records.cell((row.clone(), column.key()))).to_vec()
    });
    let some = Memo::new(move |_| facts.accounts.with(|accounts| !accounts.is_empty()));
    let say = Signal::derive(move || {
        if !some.get() {
            return String::new();
        }
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        facts.accounts.with(|accounts| {
            desk.shown.with(|shown| {
                let places = shown.order.iter().filter_map(|at| accounts.get(*at));
                summary(places, accounts.len(), &locale, currency)
            })
        })
    });
    let where_say = Signal::derive(move || {
        let locale = app.locale.get();
        facts.positions.with(|positions| coverage(&Coverage::of(positions), &locale))
    });
    let bring = move |_| dom::set_hash("/data/customers");
    let add = move |()| {
        let command = app.document.with_untracked(|document| add_account(document, new_account(document, None), None));
        app.dispatch(command);
    };
    let take = move |()| {
        let (name, text) = app.document.with_untracked(|document| (slug(&document.name), accounts_csv(document)));
        // The mark at the front has Excel read the names as they are.
        let bytes = ["\u{feff}", &text].concat();
        dom::download(&format!("{name}-accounts.csv"), "text/csv", bytes.as_bytes());
    };
    let asked = RwSignal::new(Vec::<usize>::new());
    let on_bulk = Callback::new(move |rows: Vec<Arc<str>>| asked.set(records.places(&rows)));
    let on_insert = Callback::new(move |below| records.insert(below));
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| records.delete(&rows));
    let on_edit = Callback::new(move |edit| records.take(edit));
    let on_paste = Callback::new(move |paste| records.paste(paste));
    // The account stood in last, else the first one shown.
    let stood = RwSignal::new(None::<Arc<str>>);
    let on_stand = Callback::new(move |row: Arc<str>| stood.set(Some(row)));
    let looked_at = Memo::new(move |_| {
        let own = stood.get().and_then(|row| desk.place_of(&row));
        own.or_else(|| desk.shown.with(|shown| shown.order.first().copied()))
    });
    let selection_text = Callback::new(move |rows: Vec<Arc<str>>| {
        let locale = app.locale.get_untracked();
        let places = records.places(&rows);
        app.document.with_untracked(|document| {
            let chosen = places.iter().filter_map(|at| document.accounts.get(*at));
            selection(chosen, &locale, document.settings.currency)
        })
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Accounts")
                say=say
                actions=move || view! {
                    <Show when=move || some.get()>
                        <Button label=tr!("Import accounts") icon=Icon::Import look=Look::Quiet small=true on_press=bring/>
                        <Button label=tr!("Export CSV") icon=Icon::Data look=Look::Quiet small=true on_press=take/>
                    </Show>
                }
            />
            <Show
                when=move || some.get()
                fallback=move || view! {
                    <Empty
                        title=tr!("No accounts yet")
                        text=tr!("Customers and prospects, with what they pay, what they could pay and where they are: of these the page makes \
                              tiers, the hours it takes to serve them, and territories one can defend. Import a list from your CRM, or add \
                              accounts by hand.")
                        actions=move || view! {
                            <Button label=tr!("Import accounts") icon=Icon::Import look=Look::Primary on_press=bring/>
                            <Button label=tr!("Add an account") icon=Icon::Add on_press=add/>
                        }
                    />
                }
            >
                <Filters filter=desk.filter order=desk.order/>
                <div class="deals accounts">
                    <Grid
                        label=tr!("Accounts") columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste
                        on_insert=on_insert insert_label=tr!("Add an account") on_delete=on_delete on_bulk=on_bulk
                        on_stand=on_stand selection_text=selection_text empty=tr!("No account fits this choice.")
                    />
                </div>
                <p class="fine">{move || where_say.get()}</p>
                <TypedBook/>
            </Show>
            <BulkDialog asked=asked on_done=move |()| desk.look_again()/>
        </Panel>
        <PlanPanel place=looked_at/>
    }
    .into_any()
}

/// Whether the opening balances typed on the Forecast page hold the customers of the table.
#[component]
fn TypedBook() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let customers = Memo::new(move |_| facts.accounts.with(|accounts| accounts.iter().any(|it| it.contract.is_some())));
    let on = Signal::derive(move || facts.settings.with(|it| it.typed_book));
    let help = Signal::derive(move || {
        let locale = app.locale.get();
        app.document.with(|document| typed_book_say(document, &locale))
    });
    let on_change = move |on: bool| {
        let label = tr!("what typed opening balances hold");
        let command = app
            .document
            .with_untracked(|document| change_territory(document, label, |settings| settings.typed_book = on));
        app.dispatch(command);
    };
    view! {
        <Show when=move || customers.get()>
            <Check
                label=tr!("The opening balances typed on the Forecast page already contain these customers")
                on=on on_change=on_change help=help
            />
        </Show>
    }
    .into_any()
}
