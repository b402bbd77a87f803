//! Assumptions of all segments beside each other: opening book, pipeline, retention, renewals by month.

use super::open_pipeline::OpenPipelinePanel;
use super::scope::{SegmentMenu, lasting};
use crate::model::customers_of;
use crate::present::figure;
use crate::present::forecast::SEGMENT_ASSUMPTIONS;
use crate::text::{mark, tr};
use crate::units::{Money, SegmentId};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, Place};
use crate::web::port::dom;
use crate::web::ui::{Align, Cell, Column, GridRow, Kind, Panel, PanelHead};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rows that only show what the account table holds.
const IMPORTED_CUSTOMERS: &str = "imported/customers";
const IMPORTED_ARR: &str = "imported/arr";

const MONTHS: [(&str, &str); 12] = [
    ("01", mark!("Jan")),
    ("02", mark!("Feb")),
    ("03", mark!("Mar")),
    ("04", mark!("Apr")),
    ("05", mark!("May")),
    ("06", mark!("Jun")),
    ("07", mark!("Jul")),
    ("08", mark!("Aug")),
    ("09", mark!("Sep")),
    ("10", mark!("Oct")),
    ("11", mark!("Nov")),
    ("12", mark!("Dec")),
];

/// Columns of figures for the months of a year, after one for names.
pub fn month_columns(first: &str) -> Vec<Column> {
    let name = Column { key: "", label: first.to_owned(), kind: Kind::ReadOnly, ..Column::default() };
    let month = |(key, label): &(&'static str, &'static str)| Column {
        key,
        label: tr!(*label).to_owned(),
        align: Align::End,
        kind: Kind::Number,
        width_chars: 5,
        ..Column::default()
    };
    [name].into_iter().chain(MONTHS.iter().map(month)).collect()
}

/// All assumptions of segments.
#[component]
pub fn SegmentsPanel(
    /// Whether something stands beside the page already.
    beside: Memo<bool>,
) -> AnyView {
    let app = App::here();
    let say = Signal::derive(move || {
        let count = app.document.with(|document| document.segments.len());
        if count > 1 {
            tr!("Segments stand beside each other. A block from a spreadsheet can be pasted; Delete empties what may be empty.")
        } else {
            tr!("A block from a spreadsheet can be pasted; Delete empties what may be empty.")
        }
        .to_owned()
    });
    // Many segments need the whole width.
    let has_room = move || !beside.get() && app.document.with(|document| document.segments.len() <= 4);
    view! {
        <div class="row" class:side-wide=has_room>
            <Panel>
                <PanelHead title=tr!("Assumptions by segment") say=say actions=move || view! { <SegmentMenu/> }/>
                <Comparison/>
            </Panel>
            <OpenPipelinePanel/>
        </div>
        <Panel>
            <PanelHead
                title=tr!("Renewals due by month")
                say=tr!("Weights of the calendar months in what falls due of the typed opening ARR. Only their proportions count; imported customers bring their own renewal months.")
            />
            <Renewals/>
        </Panel>
    }
    .into_any()
}

#[component]
fn Comparison() -> AnyView {
    let app = App::here();
    let imported = Memo::new(move |_| {
        app.document.with(|document| {
            let of = |id: &SegmentId| customers_of(&document.accounts, id);
            document.segments.iter().map(|it| (it.id.as_str().to_owned(), of(&it.id))).collect::<HashMap<_, _>>()
        })
    });
    let has_accounts = Memo::new(move |_| {
        app.document.with(|document| !document.accounts.is_empty() && !document.territory.typed_book)
    });
    let first = Memo::new(move |_| app.document.with(|document| document.segments.first().map(|it| it.id.clone())));
    // These have leads and stages of their own, in the panel above.
    let by_source = Memo::new(move |_| {
        app.document.with(|document| {
            let planned = document.segments.iter().filter(|it| !it.pipeline.sources.is_empty());
            planned.map(|it| it.id.as_str().to_owned()).collect::<HashSet<_>>()
        })
    });
    let narrow = dom::media_signal("(max-width: 720px)");
    let columns = Memo::new(move |_| {
        let read =
            |key, label: &str| Column { key, label: label.to_owned(), kind: Kind::ReadOnly, ..Column::default() };
        // On a phone the unit stands behind the name.
        let mut columns = vec![read("", tr!("Assumption"))];
        if !narrow.get() {
            columns.push(read("~unit", tr!("Unit")));
        }
        app.document.with(|document| {
            columns.extend(document.segments.iter().map(|segment| Column {
                key: lasting(segment.id.as_str()),
                label: segment.name.clone(),
                align: Align::End,
                kind: Kind::Number,
                width_chars: 11,
                ..Column::default()
            }));
        });
        columns
    });
    let rows = Memo::new(move |_| {
        if first.with(Option::is_none) {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (group, inputs) in SEGMENT_ASSUMPTIONS {
            rows.push(GridRow::Group(Arc::from(group), tr!(group).to_owned()));
            rows.extend(inputs.iter().map(|(key, _)| GridRow::Row(Arc::from(*key))));
            if group == "Opening book" && has_accounts.get() {
                rows.extend([IMPORTED_CUSTOMERS, IMPORTED_ARR].map(|key| GridRow::Row(Arc::from(key))));
            }
        }
        rows
    });
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let quiet = |text: String| Place::Shown(Cell { muted: true, ..Cell::new(text) });
        let unit = |key: &str| {
            let path = first.with(|id| id.as_ref().map(|id| format!("segment/{id}/{key}")));
            let currency = app.document.with(|document| document.settings.currency);
            path.and_then(|path| app.input(&path))
                .map(|input| figure::unit_words(input.unit, currency))
                .unwrap_or_default()
        };
        match (&*row, col) {
            (IMPORTED_CUSTOMERS, "") => quiet(tr!("Customers in the account table, beside these").to_owned()),
            (IMPORTED_ARR, "") => quiet(tr!("Their ARR").to_owned()),
            (IMPORTED_CUSTOMERS, "~unit") => quiet(tr!("customers").to_owned()),
            (IMPORTED_ARR, "~unit") => quiet(app.document.with(|it| it.settings.currency.to_string())),
            (IMPORTED_CUSTOMERS | IMPORTED_ARR, segment) => {
                let (count, arr) = imported.with(|it| it.get(segment).copied()).unwrap_or((0, Money::ZERO));
                let locale = app.locale.get();
                quiet(match &*row {
                    IMPORTED_ARR => locale.money_typed(arr),
                    _customers => locale.count(i64::from(count)),
                })
            }
            (key, "") => {
                let mut names = SEGMENT_ASSUMPTIONS.iter().flat_map(|(_, inputs)| inputs.iter());
                let name = names.find(|(path, _)| *path == key).map_or(key, |(_, name)| tr!(*name));
                Place::Shown(Cell::new(if narrow.get() {
                    figure::name_with_unit(name, &unit(key))
                } else {
                    name.to_owned()
                }))
            }
            (key, "~unit") => quiet(unit(key)),
            ("pipeline/leads_month" | "pipeline/lead_growth_year" | "pipeline/lead_to_opportunity", segment)
                if by_source.with(|it| it.contains(segment)) =>
            {
                quiet(tr!("by source").to_owned())
            }
            (key, segment) => Place::Input(format!("segment/{segment}/{key}")),
        }
    };
    view! {
        <InputGrid
            label=tr!("Assumptions by segment") columns=columns rows=rows place=place
            empty=tr!("There is no segment yet. Add one with the menu above: customers, leads and people belong to segments.")
        />
    }
    .into_any()
}

#[component]
fn Renewals() -> AnyView {
    let app = App::here();
    let rows = Memo::new(move |_| {
        app.document.with(|it| it.segments.iter().map(|it| GridRow::Row(Arc::from(it.id.as_str()))).collect::<Vec<_>>())
    });
    let place = move |(row, col): (Arc<str>, &'static str)| match col {
        "" => {
            let id = SegmentId::new(&row);
            let name = app.document.with(|it| it.segment(&id).map(|it| it.name.clone()).unwrap_or_default());
            Place::Shown(Cell::new(name))
        }
        month => Place::Input(format!("segment/{row}/opening/renewal_months/{month}")),
    };
    let columns = Signal::derive(|| month_columns(tr!("Segment")));
    view! { <InputGrid label=tr!("Renewals due by month") columns=columns rows=rows place=place empty=tr!("There is no segment yet.")/> }
        .into_any()
}
