//! The table of rates of a component: which kind it is, in what its rows begin and what they pay, and the rows themselves.

use super::matrix::{MatrixTable, other_pick};
use super::part::{Part, choices, nth, place};
use super::rate_grid::{Choosing, RateGrid, RowsAndColumns, Sheet};
use crate::edit::{add_rate_row, remove_rate_row, set_begins, set_pays, set_rate_kind};
use crate::engine::row_pay;
use crate::model::comp::{Begins, Component, Pays, RateKind, Rates, table_rows};
use crate::present::words_pay::{self, BOUNDARIES, REACHES};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::sentence;
use crate::web::ui::{Align, Cell, Choice, Column, GridRow, Kind, Pick};
use leptos::prelude::*;
use std::sync::Arc;

fn beyond(component: &Component, rows: usize, _cols: usize) -> RowsAndColumns {
    let had = table_rows(&component.rates);
    ((1..=rows).map(|at| Arc::from((had + at).to_string())).collect(), Vec::new())
}

/// A table whose inputs are named by the kind of row, its number and the column.
macro_rules! sheet {
    ($kind:literal, $($col:literal)|+, $choose:expr) => {
        Sheet {
            key: |row, col| matches!(col, $($col)|+).then(|| [$kind, "/", row, "/", col].concat()),
            beyond,
            choose: $choose,
            add_row: add_rate_row,
            add_col: |_| {},
            remove_row: remove_rate_row,
        }
    };
}
const TIERS: Sheet = sheet!("tier", "from" | "value", choose_reach);
const POINTS: Sheet = sheet!("point", "attainment" | "pay", |_, _, _, _| None);
const MILESTONES: Sheet = sheet!("milestone", "at" | "pay", |_, _, _, _| None);

/// The tables there are, for whoever draws one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Table {
    #[default]
    Tiers,
    Interpolated,
    Curve,
    Milestones,
    Matrix,
}

fn table_of(component: &Component) -> Table {
    match &component.rates {
        Rates::Tiers { .. } => Table::Tiers,
        Rates::Interpolated { .. } => Table::Interpolated,
        Rates::Curve { .. } => Table::Curve,
        Rates::Milestones { .. } => Table::Milestones,
        Rates::Matrix { .. } => Table::Matrix,
    }
}

/// The table of rates, with what it is.
#[component]
pub(super) fn TierTable(
    /// Of which component.
    part: Part,
) -> AnyView {
    let table = Memo::new(move |_| part.see(table_of));
    // Whoever wants to say it tier by tier sees the column even while all tiers happen to fit a named shape.
    let one_by_one = RwSignal::new(false);
    let mixed = Memo::new(move |_| one_by_one.get() || part.see(|it| RateKind::of(&it.rates).is_none()));
    let body = move || match table.get() {
        Table::Matrix => view! { <MatrixTable part=part/> }.into_any(),
        kind @ (Table::Tiers | Table::Interpolated | Table::Curve | Table::Milestones) => rows_of(part, kind, mixed),
    };
    view! {
        <div class="pay-rates">
            <div class="fields">
                {shape(part, one_by_one, mixed)}
                {move || match table.get() {
                    Table::Tiers => view! { {bound(part)} {begins(part)} {pays(part)} }.into_any(),
                    Table::Interpolated => view! { {begins(part)} {pays(part)} }.into_any(),
                    Table::Milestones => begins(part),
                    Table::Matrix => other_pick(part),
                    Table::Curve => ().into_any(),
                }}
            </div>
            {body}
        </div>
    }
    .into_any()
}

fn shape(part: Part, one_by_one: RwSignal<bool>, mixed: Memo<bool>) -> AnyView {
    const MIXED: &str = "mixed";
    let all = Signal::derive(move || {
        let tiers = part.see(|it| table_of(it) == Table::Tiers);
        let mut all: Vec<Choice> = Vec::new();
        for (at, kind) in RateKind::ALL.iter().enumerate() {
            let group = words_pay::rate_group(*kind);
            // After the named shapes of tiers.
            if tiers && group != tr!("Tiers") && all.last().is_some_and(|last| last.group == tr!("Tiers")) {
                all.push(Choice::new(MIXED, tr!(words_pay::MIXED.0)).under(tr!("Tiers")));
            }
            all.push(Choice::new(at.to_string(), words_pay::rate_kind(*kind).0).under(group));
        }
        all
    });
    let now = Signal::derive(move || {
        if mixed.get() && part.see(|it| table_of(it) == Table::Tiers) {
            return MIXED.to_owned();
        }
        part.see(|it| RateKind::of(&it.rates).map(|kind| place(RateKind::ALL, &kind)).unwrap_or_default())
    });
    let help = Signal::derive(move || {
        if now.get() == MIXED {
            return sentence(tr!(words_pay::MIXED.1));
        }
        part.see(|it| sentence(words_pay::shape(&it.rates).1))
    });
    let on_choose = move |key: String| {
        one_by_one.set(key == MIXED);
        if let Some(kind) = nth(&RateKind::ALL, &key) {
            part.rescale(tr!("rate shape"), |component, scale| set_rate_kind(component, kind, scale));
        }
    };
    view! { <Pick label=tr!("Rate shape") choices=all chosen=now help=help on_choose=on_choose/> }.into_any()
}

/// The name of what a tier reaches back to.
fn reach_of(component: &Component, row: &str) -> Option<&'static str> {
    let at = row.parse::<usize>().ok()?.checked_sub(1)?;
    let reach = component.rates.tiers()?.get(at)?.reach;
    REACHES.iter().find(|it| it.0 == reach).map(|it| tr!(it.1))
}

fn choose_reach(component: &mut Component, row: &str, col: &str, text: &str) -> Choosing {
    let Rates::Tiers { tiers, .. } = &mut component.rates else { return None };
    let at = row.parse::<usize>().ok()?.checked_sub(1)?;
    let tier = tiers.get_mut(at).filter(|_| col == "reach")?;
    Some(match words_pay::reach_named(text) {
        Some(reach) => {
            tier.reach = reach;
            Ok(())
        }
        None => Err(tr!("A tier reaches back to one of these: {}.", REACHES.map(|it| tr!(it.1)).join(", "))),
    })
}

fn bound(part: Part) -> AnyView {
    let row = |it: &Component| match &it.rates {
        Rates::Tiers { boundary, .. } => BOUNDARIES.iter().find(|row| row.0 == *boundary).copied(),
        Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => None,
    };
    part.pick(
        tr!("A result on a bound"),
        choices(BOUNDARIES.map(|it| tr!(it.1))),
        move |it| row(it).map(|row| place(BOUNDARIES.map(|it| it.0), &row.0)).unwrap_or_default(),
        move |it| row(it).map(|row| sentence(tr!(row.2))).unwrap_or_default(),
        |it, key| {
            if let (Rates::Tiers { boundary, .. }, Some(row)) = (&mut it.rates, nth(&BOUNDARIES, key)) {
                *boundary = row.0;
            }
        },
    )
}

/// In what rows begin. Amounts can be offered only where it is known how much 100 % is.
fn begins(part: Part) -> AnyView {
    const ALL: [Begins; 3] = [Begins::Share, Begins::Amount, Begins::Units];
    let now = move || part.see(|it| Begins::of(&it.rates));
    let all = Signal::derive(move || {
        // A margin picks the tier as a share; amounts and units mean nothing then.
        let by_margin = part.see(|it| it.tier_by_margin.is_some());
        let known = part.scale().known && !by_margin;
        let now = now();
        let fits = move |begins: &Begins| match begins {
            Begins::Share => true,
            Begins::Amount => known && part.see(|it| !it.measure.is_ratio() && !it.measure.is_count()),
            Begins::Units => known && part.see(|it| it.measure.is_count()),
        };
        let mut all: Vec<Choice> = ALL
            .iter()
            .filter(|it| fits(it) || now == Some(**it))
            .map(|it| {
                let label = if by_margin && *it == Begins::Share { tr!("% margin") } else { words_pay::begins(*it) };
                Choice::new(place(ALL, it), label)
            })
            .collect();
        if now.is_none() {
            all.push(Choice::new("", tr!("Mixed")));
        }
        all
    });
    let chosen = Signal::derive(move || now().map(|it| place(ALL, &it)).unwrap_or_default());
    let on_choose = move |key: String| {
        if let Some(begins) = nth(&ALL, &key) {
            part.rescale(tr!("where rows begin"), |component, scale| set_begins(component, begins, scale));
        }
    };
    view! { <Pick label=tr!("Rows begin at") choices=all chosen=chosen on_choose=on_choose/> }.into_any()
}

/// What rows pay.
fn pays(part: Part) -> AnyView {
    const ALL: [Pays; 3] = [Pays::Multiple, Pays::Share, Pays::PerUnit];
    let now = move || part.see(|it| Pays::of(&it.rates));
    let all = Signal::derive(move || {
        let now = now();
        let fits = move |pays: &Pays| match pays {
            Pays::Multiple => true,
            Pays::Share => part.see(|it| !it.measure.is_ratio() && !it.measure.is_count()),
            Pays::PerUnit => part.see(|it| it.measure.is_count()),
        };
        let mut all: Vec<Choice> = ALL
            .iter()
            .filter(|it| fits(it) || now == Some(**it))
            .map(|it| Choice::new(place(ALL, it), words_pay::pays(*it).0))
            .collect();
        if now.is_none() {
            all.push(Choice::new("", tr!("Mixed")));
        }
        all
    });
    let chosen = Signal::derive(move || now().map(|it| place(ALL, &it)).unwrap_or_default());
    let help = Signal::derive(move || now().map(|it| sentence(words_pay::pays(it).1)).unwrap_or_default());
    let on_choose = move |key: String| {
        if let Some(pays) = nth(&ALL, &key) {
            part.rescale(tr!("what rows pay"), |component, scale| set_pays(component, pays, scale));
        }
    };
    view! { <Pick label=tr!("Rows pay") choices=all chosen=chosen help=help on_choose=on_choose/> }.into_any()
}

/// A table of one measure.
fn rows_of(part: Part, table: Table, mixed: Memo<bool>) -> AnyView {
    let app = part.app;
    let columns = Memo::new(move |_| {
        let currency = app.document.with(|document| document.settings.currency);
        let period = part.see(|it| match it.cadence {
            Cadence::Month => tr!(" a month"),
            Cadence::Quarter => tr!(" a quarter"),
            Cadence::Half => tr!(" a half-year"),
            Cadence::Year => tr!(" a year"),
        });
        let column = |key, label: &str, unit: String, kind| Column {
            key,
            label: label.to_owned(),
            unit,
            align: Align::End,
            kind,
            ..Column::default()
        };
        let plain = String::new;
        let money = || [currency.code(), period].concat();
        let name =
            |label: &str| Column { key: "no", label: label.to_owned(), kind: Kind::ReadOnly, ..Column::default() };
        match table {
            Table::Tiers => {
                let reaches = REACHES.iter().map(|it| Choice::new(tr!(it.1), tr!(it.1)));
                let reach = Column {
                    key: "reach",
                    label: tr!("Reaches back to").to_owned(),
                    kind: Kind::Select(reaches.collect()),
                    ..Column::default()
                };
                let mut all = vec![
                    name(tr!("Tier")),
                    column("from", tr!("From"), plain(), Kind::Number),
                    column("value", tr!("Pays"), plain(), Kind::Number),
                ];
                all.extend(mixed.get().then_some(reach));
                all.push(column("rate", tr!("Comes to"), plain(), Kind::ReadOnly));
                all
            }
            Table::Interpolated => vec![
                name(tr!("Tier")),
                column("from", tr!("From"), plain(), Kind::Number),
                column("value", tr!("Adds"), plain(), Kind::Number),
                column("pay-there", tr!("Earned by its end"), money(), Kind::ReadOnly),
            ],
            Table::Curve => vec![
                name(tr!("Point")),
                column("attainment", tr!("Attainment"), plain(), Kind::Number),
                column("pay", tr!("Share of target pay"), plain(), Kind::Number),
                column("pay-there", tr!("Comes to"), money(), Kind::ReadOnly),
            ],
            Table::Milestones | Table::Matrix => vec![
                name(tr!("Milestone")),
                column("at", tr!("Reached at"), plain(), Kind::Number),
                column("pay", tr!("Pays"), currency.code().to_owned(), Kind::Number),
                column("pay-there", tr!("In all"), money(), Kind::ReadOnly),
            ],
        }
    });
    let rows = Memo::new(move |_| {
        let count = part.see(|it| table_rows(&it.rates));
        (1..=count).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>()
    });
    // What each row comes to, as text.
    let comes_to = Memo::new(move |_| {
        let locale = app.locale.get();
        let id = part.id.get_value();
        part.chosen
            .under_terms(app, |document, version, _, terms| {
                let component = version.components.iter().find(|it| it.id == id)?;
                let currency = document.settings.currency;
                if table == Table::Tiers {
                    return Some(words_pay::tier_rates_told(component, terms, &locale, currency));
                }
                let pays = row_pay(component, terms).into_iter();
                Some(pays.map(|it| it.map_or("–".to_owned(), |it| locale.money_table(it))).collect())
            })
            .flatten()
            .unwrap_or_default()
    });
    let other_cell = Callback::new(move |(row, col): (Arc<str>, &'static str)| {
        let at = row.parse::<usize>().unwrap_or(1);
        if col == "reach" {
            return Cell::new(part.see(|it| reach_of(it, &row)).unwrap_or_default());
        }
        let text = match col {
            "no" => app.locale.get().count(at as i64),
            _figure => comes_to.with(|texts| texts.get(at.saturating_sub(1)).cloned()).unwrap_or_default(),
        };
        Cell { muted: true, ..Cell::new(text) }
    });
    let (sheet, label, insert_label) = match table {
        Table::Tiers | Table::Interpolated => (TIERS, tr!("Table of rates"), tr!("Add a tier")),
        Table::Curve => (POINTS, tr!("Points of the curve"), tr!("Add a point")),
        Table::Milestones | Table::Matrix => (MILESTONES, tr!("Milestones"), tr!("Add a milestone")),
    };
    view! {
        <RateGrid
            part=part
            sheet=sheet
            label=Signal::stored(label.to_owned())
            columns=columns
            rows=rows
            other=other_cell
            insert_label=insert_label
        />
    }
    .into_any()
}
