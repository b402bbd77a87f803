//! The table of rates of a component: shape, bounds and multiples to change, and what each tier comes to.

use super::chosen::Chosen;
use crate::edit::{Command, add_tier, remove_tier};
use crate::engine::tier_rates;
use crate::model::comp::{Component, RatePreset, Rates};
use crate::model::{Input, InputUnit};
use crate::present::figure;
use crate::present::words_pay::{self, BOUNDARIES, SHAPES};
use crate::units::ComponentId;
use crate::web::app::App;
use crate::web::ui::{Align, Cell, Choice, Column, Grid, GridEdit, GridPaste, GridRow, Kind, Pick};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Texts that could not be read, by row and column, with what is wrong.
type Refused = HashMap<(Arc<str>, &'static str), (String, String)>;

/// Rows of a table of rates: tiers, or points of a curve.
fn count(component: &Component) -> usize {
    match &component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => tiers.len(),
        Rates::Curve { points } => points.len(),
        Rates::Milestones { steps } => steps.len(),
        Rates::Matrix { rows, .. } => rows.len(),
    }
}

/// The table of rates.
#[component]
pub(super) fn TierTable(
    /// Of which component.
    id: ComponentId,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let id = StoredValue::new(id);
    let now = Memo::new(move |_| chosen.component(app, &id.get_value()));
    let see = move |look: fn(&Component) -> String| now.with(|now| now.as_ref().map(look).unwrap_or_default());
    let is_curve =
        Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|it| matches!(it.rates, Rates::Curve { .. }))));

    let shapes = Signal::derive(move || {
        let mut all: Vec<Choice> = SHAPES.iter().map(|it| Choice::new(it.1, it.1)).collect();
        let name = see(|it| words_pay::shape(&it.rates).0.to_owned());
        if !all.iter().any(|it| it.key == name) {
            all.push(Choice::new(name.clone(), name));
        }
        all
    });
    let shape = Signal::derive(move || see(|it| words_pay::shape(&it.rates).0.to_owned()));
    let meaning =
        Signal::derive(move || crate::web::app::sentence(&see(|it| words_pay::shape(&it.rates).1.to_owned())));
    let reshape = move |name: String| {
        let Some(preset) = SHAPES.iter().find(|it| it.1 == name).map(|it| it.0) else { return };
        chosen.change_part(app, &id.get_value(), "rate shape", |component| set_shape(component, preset));
    };
    let bound = Signal::derive(move || {
        see(|it| match &it.rates {
            Rates::Tiers { boundary, .. } => {
                BOUNDARIES.iter().find(|row| row.0 == *boundary).map_or("", |row| row.1).to_owned()
            }
            Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => {
                String::new()
            }
        })
    });
    let bound_help = Signal::derive(move || {
        let now = bound.get();
        crate::web::app::sentence(BOUNDARIES.iter().find(|row| row.1 == now).map_or("", |row| row.2))
    });
    let has_bound = Memo::new(move |_| bound.with(|it| !it.is_empty()));
    let rebound = move |name: String| {
        let Some(rule) = BOUNDARIES.iter().find(|it| it.1 == name).map(|it| it.0) else { return };
        chosen.change_part(app, &id.get_value(), "rule for a result on a bound", |component| {
            if let Rates::Tiers { boundary, .. } = &mut component.rates {
                *boundary = rule;
            }
        });
    };

    let refused = RwSignal::new(Refused::new());
    let path = move |row: &str, col: &str| {
        let kind = if is_curve.get_untracked() { "point" } else { "tier" };
        chosen.part(&id.get_value(), &format!("{kind}/{row}/{col}"))
    };
    let keys = move || if is_curve.get_untracked() { ["attainment", "pay"] } else { ["from", "value"] };
    let columns = Signal::derive(move || {
        let column = |key, label: &str, kind| Column {
            key,
            label: label.to_owned(),
            align: Align::End,
            kind,
            ..Column::default()
        };
        let name = Column { key: "tier", label: "Tier".to_owned(), kind: Kind::ReadOnly, ..Column::default() };
        if is_curve.get() {
            return vec![
                name,
                column("attainment", "Attainment", Kind::Number),
                column("pay", "Share of target pay", Kind::Number),
            ];
        }
        vec![
            name,
            column("from", "From", Kind::Number),
            column("value", "Pays", Kind::Number),
            column("rate", "Comes to", Kind::ReadOnly),
        ]
    });
    let rows = Signal::derive(move || {
        let count = now.with(|now| now.as_ref().map(count).unwrap_or_default());
        (1..=count).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>()
    });
    let rates = Memo::new(move |_| {
        let locale = app.locale.get();
        chosen
            .under_terms(app, |document, version, _, terms| {
                let component = version.components.iter().find(|it| it.id == id.get_value())?;
                let currency = document.settings.currency;
                Some(
                    tier_rates(component, terms)
                        .into_iter()
                        .map(|it| words_pay::tier_rate(it, &locale, currency))
                        .collect::<Vec<_>>(),
                )
            })
            .flatten()
            .unwrap_or_default()
    });
    let cells = Callback::new(move |row: Arc<str>| {
        let locale = app.locale.get();
        let cell = |col: &'static str| {
            let Some(input) = app.input(&path(&row, col)) else { return Cell::default() };
            if let Some((text, problem)) = refused.with(|refused| refused.get(&(row.clone(), col)).cloned()) {
                return Cell { problem: Some(problem), ..Cell::new(text) };
            }
            let typed = figure::typed(input.value, input.unit, &locale);
            Cell { text: with_unit(&typed, &input), edit_text: typed, ..Cell::default() }
        };
        let [first, second] = keys();
        let at = row.parse::<usize>().unwrap_or(1);
        let mut cells = vec![Cell { muted: true, ..Cell::new(locale.count(at as i64)) }, cell(first), cell(second)];
        if !is_curve.get() {
            let rate = rates.with(|rates| rates.get(at.saturating_sub(1)).cloned()).unwrap_or_default();
            cells.push(Cell { muted: true, ..Cell::new(rate) });
        }
        cells
    });
    let on_input = Callback::new(move |edit: GridEdit| {
        // A half-typed number is no error yet.
        let _ = app.enter(&untrack(|| path(&edit.row, edit.col)), &edit.text, false);
    });
    let on_edit = Callback::new(move |edit: GridEdit| {
        let result = app.enter(&untrack(|| path(&edit.row, edit.col)), &edit.text, true);
        refused.update(|refused| match result {
            Ok(()) => {
                refused.remove(&(edit.row.clone(), edit.col));
            }
            Err(problem) => {
                refused.insert((edit.row.clone(), edit.col), (edit.text.clone(), problem));
            }
        });
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        let mut commands = Vec::new();
        let mut wrong = Refused::new();
        for (row, texts) in paste.rows.iter().zip(&paste.cells) {
            for (col, text) in paste.cols.iter().zip(texts) {
                let path = untrack(|| path(row, col));
                let Some(input) = untrack(|| app.input(&path)) else { continue };
                match app.read(&input, text) {
                    Ok(value) => commands.push(Command::set(path, value)),
                    Err(problem) => {
                        wrong.insert((row.clone(), *col), (text.clone(), problem));
                    }
                }
            }
        }
        refused.set(wrong);
        if !commands.is_empty() {
            app.dispatch(Command::batch("paste into a table of rates", commands));
        }
    });
    let on_insert = Callback::new(move |_below: Option<Arc<str>>| {
        refused.set(Refused::new());
        chosen.change_part(app, &id.get_value(), "add a tier", add_tier);
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        refused.set(Refused::new());
        let mut places: Vec<usize> = rows.iter().filter_map(|row| row.parse::<usize>().ok()?.checked_sub(1)).collect();
        places.sort_unstable_by(|a, b| b.cmp(a));
        chosen.change_part(app, &id.get_value(), "remove a tier", |component| {
            for at in places {
                remove_tier(component, at);
            }
        });
    });
    view! {
        <div class="pay-rates">
            <div class="fields">
                <Pick label="Rate shape" choices=shapes chosen=shape help=meaning on_choose=reshape/>
                {move || has_bound.get().then(|| view! {
                    <Pick
                        label="A result on a bound"
                        choices=Signal::stored(BOUNDARIES.iter().map(|it| Choice::new(it.1, it.1)).collect::<Vec<_>>())
                        chosen=bound
                        help=bound_help
                        on_choose=rebound
                    />
                })}
            </div>
            <Grid
                label="Table of rates"
                columns=columns
                rows=rows
                cells=cells
                on_edit=on_edit
                on_input=on_input
                on_paste=on_paste
                on_insert=on_insert
                insert_label=Signal::stored("Add a tier".to_owned())
                on_delete=on_delete
            />
        </div>
    }
    .into_any()
}

fn with_unit(typed: &str, input: &Input) -> String {
    match input.unit {
        InputUnit::Percent | InputUnit::PercentPerYear => [typed, "\u{a0}%"].concat(),
        InputUnit::Multiple => [typed, "x"].concat(),
        InputUnit::Money
        | InputUnit::MoneyPer(_)
        | InputUnit::Weight
        | InputUnit::Count(_)
        | InputUnit::CountPer(..)
        | InputUnit::Month => typed.to_owned(),
    }
}

/// Gives a table the reach of a preset. An interpolated table keeps its tiers; a curve becomes a table of the usual two.
fn set_shape(component: &mut Component, preset: RatePreset) {
    let (mut tiers, boundary) = match &component.rates {
        Rates::Tiers { tiers, boundary } => (tiers.clone(), *boundary),
        Rates::Interpolated { tiers, .. } => (tiers.clone(), Default::default()),
        Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => {
            component.rates = preset.rates(&[(crate::units::Rate::ONE, crate::units::Rate::percent(150))]);
            return;
        }
    };
    preset.apply(&mut tiers);
    component.rates = Rates::Tiers { tiers, boundary };
}
