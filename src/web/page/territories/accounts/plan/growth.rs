//! The steps by which an account is to grow.

use super::Looked;
use crate::edit::{Command, change_account_plan, change_territory};
use crate::model::GrowthStep;
use crate::present::accounts::{growth_forecast_say, growth_say};
use crate::present::number::{parse_money, parse_month, parse_rate, show_month};
use crate::text::tr;
use crate::units::{Money, Rate};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Align, Cell, Check, Column, GridRow, Kind};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn GrowthTable(looked: Looked) -> AnyView {
    let app = App::here();
    let columns = Memo::new(move |_| {
        let currency = app.document.with(|document| document.settings.currency);
        let number = |key, label: &str, unit: String| Column {
            key,
            label: label.into(),
            unit,
            align: Align::End,
            kind: Kind::Number,
            width_chars: 12,
        };
        vec![
            Column { key: "what", label: tr!("Step").into(), width_chars: 30, ..Column::default() },
            Column { key: "month", label: tr!("Signed in").into(), width_chars: 10, ..Column::default() },
            number("arr", tr!("ARR added"), currency.to_string()),
            number("likelihood", tr!("Chance"), "%".to_owned()),
        ]
    });
    let count = Memo::new(move |_| looked.plan(|plan| plan.growth.len()));
    let rows =
        Memo::new(move |_| (0..count.get()).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>());
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let at: usize = row.parse().unwrap_or(usize::MAX);
        let locale = app.locale.get();
        let step: Option<GrowthStep> = looked.plan(|plan| plan.growth.get(at).cloned());
        let Some(step) = step else { return Place::Shown(Cell::default()) };
        Place::Own(Cell::new(match col {
            "what" => step.what,
            "month" => show_month(step.month),
            "arr" => locale.money_typed(step.arr),
            _likelihood => locale.rate_typed(step.likelihood),
        }))
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let at: usize = edit.row.parse().map_err(|_| gone())?;
        let account = looked.place.get_untracked().ok_or_else(gone)?;
        let mut step =
            document.accounts.get(account).and_then(|it| it.care.as_ref()?.growth.get(at).cloned()).ok_or_else(gone)?;
        let locale = app.locale.get_untracked();
        let text = edit.text.trim();
        match edit.col {
            "what" => step.what = text.to_owned(),
            "month" => step.month = parse_month(text, &locale).map_err(|error| error.to_string())?,
            "arr" => {
                step.arr = parse_money(text, &locale, document.settings.currency).map_err(|error| error.to_string())?;
                if step.arr < Money::ZERO {
                    return Err(tr!("A step adds ARR; what is lost is the business of health.").to_owned());
                }
            }
            _likelihood => {
                step.likelihood = parse_rate(text, &locale).map_err(|error| error.to_string())?;
                if step.likelihood < Rate::ZERO || step.likelihood > Rate::ONE {
                    return Err(tr!("A chance lies between 0 and 100 %.").to_owned());
                }
            }
        }
        let command = change_account_plan(&document, account, tr!("growth of an account"), |plan| {
            if let Some(place) = plan.growth.get_mut(at) {
                *place = step;
            }
        });
        Ok(command.unwrap_or_else(|| Command::batch(tr!("growth of an account"), Vec::new())))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let at = below.and_then(|row| row.parse::<usize>().ok()).map(|at| at + 1);
        let month = app.document.with_untracked(|document| document.settings.first_month.plus(3));
        looked.change(tr!("growth of an account"), |plan| {
            let at = at.unwrap_or(plan.growth.len()).min(plan.growth.len());
            let step =
                GrowthStep { what: tr!("New step").to_owned(), month, arr: Money::ZERO, likelihood: Rate::percent(50) };
            plan.growth.insert(at, step);
        });
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let gone: Vec<usize> = rows.iter().filter_map(|row| row.parse().ok()).collect();
        looked.change(tr!("growth of an account"), |plan| {
            let mut at = 0;
            plan.growth.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        });
    });
    let say = move || {
        let locale = app.locale.get();
        looked.with(|document, account| growth_say(document, account, &locale)).unwrap_or_default()
    };
    let counts = Signal::derive(move || app.document.with(|document| document.territory.growth_in_forecast));
    let help = Signal::derive(move || app.document.with(|document| growth_forecast_say(document).to_owned()));
    let on_change = move |on: bool| {
        let command = app.document.with_untracked(|document| {
            change_territory(document, tr!("growth steps in the forecast"), |settings| settings.growth_in_forecast = on)
        });
        app.dispatch(command);
    };
    view! {
        <p class="say">{say}</p>
        <InputGrid
            label=tr!("Growth steps") columns=columns rows=rows place=place own=own
            on_insert=on_insert insert_label=tr!("Add a step" in "growth") on_delete=on_delete empty=tr!("No step yet.")
        />
        <Check label=tr!("The forecast expands customers by their growth steps") on=counts on_change=on_change help=help/>
    }
    .into_any()
}
