//! The service model: what is done for an account of each tier, how often, and how long it takes.

use crate::edit::{Command, change_territory};
use crate::model::{Tier, Touch, TouchKind};
use crate::present::number::parse_count;
use crate::present::territory::touch;
use crate::text::tr;
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::page::territories::facts::Facts;
use crate::web::ui::{Align, Cell, Column, GridRow, Kind, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

fn named(row: &str) -> Option<(&str, TouchKind)> {
    let (tier, kind) = row.rsplit_once('/')?;
    Some((tier, TouchKind::ALL.into_iter().find(|it| it.key() == kind)?))
}

fn set(touch: &mut Touch, col: &str, count: u32) {
    match col {
        "times" => touch.times_year = count,
        "minutes" => touch.minutes = count,
        _travel => touch.travel_minutes = count,
    }
}

/// The service model.
#[component]
pub(super) fn ServicePanel() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let columns = Memo::new(move |_| {
        let number = |key, label: &str, unit: &str| Column {
            key,
            label: label.into(),
            unit: unit.into(),
            align: Align::End,
            kind: Kind::Number,
            width_chars: 11,
        };
        vec![
            Column {
                key: "what",
                label: tr!("What").into(),
                kind: Kind::ReadOnly,
                width_chars: 24,
                ..Column::default()
            },
            number("times", tr!("How often"), tr!("a year")),
            number("minutes", tr!("Takes"), tr!("minutes each")),
            number("travel", tr!("Travel"), tr!("minutes each")),
            Column { kind: Kind::ReadOnly, ..number("hours", tr!("Hours"), tr!("a year, each account")) },
        ]
    });
    let rows = Memo::new(move |_| {
        facts.settings.with(|settings| {
            let mut rows = Vec::new();
            for tier in &settings.tiers {
                rows.push(GridRow::Group(Arc::from(tier.id.as_str()), tier.name.clone()));
                let kinds = TouchKind::ALL.map(|kind| GridRow::Row(Arc::from(format!("{}/{}", tier.id, kind.key()))));
                rows.extend(kinds);
            }
            rows
        })
    });
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let Some((id, kind)) = named(&row) else { return Place::Shown(Cell::default()) };
        let tier: Option<Tier> = facts.settings.with(|settings| settings.tier(id).cloned());
        let Some(tier) = tier else { return Place::Shown(Cell::default()) };
        let locale = app.locale.get();
        let one = tier.touch(kind);
        match col {
            "what" => Place::Shown(Cell::new(touch(kind))),
            "hours" => Place::Shown(Cell::new(locale.number(one.minutes_year() as f64 / 60.0, 1))),
            col if tier.touches.iter().any(|it| it.kind == kind) => {
                Place::Input(format!("territory/tier/{id}/{}/{col}", kind.key()))
            }
            "times" => Place::Own(Cell { muted: true, ..Cell::new(locale.count(0)) }),
            _not_done => Place::Own(Cell { muted: true, ..Cell::new(locale.count(0)) }),
        }
    };
    // A tier from a file may not name everything that can be done; what is typed for it adds it.
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (id, kind) = named(&edit.row).ok_or_else(gone)?;
        let count = parse_count(&edit.text, &app.locale.get_untracked()).map_err(|error| error.to_string())?;
        Ok(change_territory(&document, tr!("service of a tier"), |settings| {
            if let Some(tier) = settings.tiers.iter_mut().find(|it| it.id == id) {
                let mut new = Touch { kind, times_year: 0, minutes: 30, travel_minutes: 0 };
                set(&mut new, edit.col, count);
                tier.touches.push(new);
            }
        }))
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Service model")
                say=tr!("What is done for each account of a tier. Its owner does it: account management for customers, sales for prospects; dedicated \
                     support is customer success, for customers only. Hours typed for an account take the place of its owner's.")
            />
            <InputGrid
                label=tr!("Service model") columns=columns rows=rows place=place own=own
                empty=tr!("There is no tier yet, so nothing is done for accounts. Add one above.")
            />
        </Panel>
    }
    .into_any()
}
