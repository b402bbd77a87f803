//! The tiers: where each begins, and what is in it.

use crate::edit::{Command, add_tier_below, remove_tiers, rename_tier, set_cut};
use crate::model::TierCut;
use crate::present::territory::cut;
use crate::territory::workload::{TierSum, sums};
use crate::text::tr;
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::page::territories::facts::Facts;
use crate::web::ui::{Align, Cell, Choice, Column, GridRow, Kind, Panel, PanelHead, Pick};
use leptos::prelude::*;
use std::sync::Arc;

/// Row of the sum of all tiers.
const SUM: &str = " sum";

/// The tiers.
#[component]
pub(super) fn TiersPanel() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let table = Memo::new(move |_| {
        let segmentation = facts.segmentation.get();
        app.document.with(|document| sums(document, &segmentation))
    });
    let cuts = Signal::derive(|| [TierCut::Share, TierCut::Score].map(|it| Choice::new(cut(it).0, cut(it).1)).to_vec());
    let chosen = Signal::derive(move || facts.settings.with(|it| cut(it.cut).0.to_owned()));
    let on_cut = move |key: String| {
        let wanted = if key == "score" { TierCut::Score } else { TierCut::Share };
        let command = app.document.with_untracked(|document| set_cut(document, wanted));
        app.dispatch(command);
    };
    let columns = Memo::new(move |_| {
        let by_score = facts.settings.with(|it| it.cut == TierCut::Score);
        let currency = app.document.with(|document| document.settings.currency);
        let text = |key, label: &str| Column { key, label: label.into(), width_chars: 18, ..Column::default() };
        let shown = |key, label: &str, unit: String| Column {
            key,
            label: label.into(),
            unit,
            align: Align::End,
            kind: Kind::ReadOnly,
            width_chars: 11,
        };
        let bound = if by_score {
            Column {
                key: "score",
                label: tr!("From score").into(),
                unit: tr!("0 to 100 %").into(),
                align: Align::End,
                kind: Kind::Number,
                width_chars: 11,
            }
        } else {
            Column {
                key: "share",
                label: tr!("Share").into(),
                unit: tr!("of accounts").into(),
                align: Align::End,
                kind: Kind::Number,
                width_chars: 11,
            }
        };
        vec![
            text("name", tr!("Tier")),
            bound,
            shown("accounts", tr!("Accounts"), String::new()),
            shown("customers", tr!("Customers"), String::new()),
            shown("arr", "ARR", currency.to_string()),
            shown("potential", tr!("Potential"), tr!("{currency} a year")),
            shown("hours", tr!("Hours"), tr!("a year").to_owned()),
            shown("people", tr!("People"), tr!("needed").to_owned()),
        ]
    });
    let rows = Memo::new(move |_| {
        facts.settings.with(|settings| {
            let tiers = settings.tiers.iter().map(|it| GridRow::Row(Arc::from(it.id.as_str())));
            tiers.chain(std::iter::once(GridRow::Row(Arc::from(SUM)))).collect::<Vec<_>>()
        })
    });
    let figure = move |sum: &TierSum, col: &str| {
        let locale = app.locale.get();
        let text = match col {
            "accounts" => locale.count(sum.accounts as i64),
            "customers" => locale.count(sum.customers as i64),
            "arr" => locale.money_table(sum.arr),
            "potential" => locale.money_table(sum.potential),
            "hours" => locale.number(sum.hours.iter().sum(), 0),
            _people => {
                let people: Option<f64> = facts.settings.with(|it| sum.people(it).into_iter().sum());
                people.map_or_else(|| tr!("no hours").to_owned(), |it| locale.number(it, 1))
            }
        };
        Place::Shown(Cell::new(text))
    };
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let found = facts.settings.with(|settings| {
            let at = settings.tiers.iter().position(|it| it.id == *row)?;
            let last = at + 1 == settings.tiers.len();
            Some((at, last, settings.tiers.get(at)?.name.clone()))
        });
        match (found, col) {
            (None, "name") => Place::Shown(Cell::new(tr!("All accounts"))),
            (None, "share" | "score") => Place::Shown(Cell::default()),
            (None, col) => table.with(|(_, all)| figure(all, col)),
            (Some((_, _, name)), "name") => Place::Own(Cell::new(name)),
            (Some((_, true, _)), "share" | "score") => Place::Shown(Cell { muted: true, ..Cell::new(tr!("the rest")) }),
            (Some(_), "share" | "score") => Place::Input(format!("territory/tier/{row}/{col}")),
            (Some((at, ..)), col) => table.with(|(tiers, _)| figure(&tiers.get(at).copied().unwrap_or_default(), col)),
        }
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        if edit.text.trim().is_empty() {
            return Err(tr!("A tier needs a name.").to_owned());
        }
        Ok(rename_tier(&document, &edit.row, &edit.text))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let below = below.filter(|it| &**it != SUM);
        let command = app.document.with_untracked(|document| add_tier_below(document, below.as_deref()));
        app.dispatch(command);
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let ids: Vec<String> = rows.iter().filter(|it| &***it != SUM).map(|it| it.to_string()).collect();
        if !ids.is_empty() {
            let command = app.document.with_untracked(|document| remove_tiers(document, &ids));
            app.dispatch_with_undo(command, tr!("A tier is removed; its accounts are in the tier of their score."));
        }
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Tiers")
                say=tr!("Accounts that are served alike, the best first. A tier typed for an account in the table of accounts wins over its score.")
            />
            <div class="fields">
                <Pick label=tr!("Tiers are cut") choices=cuts chosen=chosen on_choose=on_cut/>
            </div>
            <InputGrid
                label=tr!("Tiers") columns=columns rows=rows place=place own=own
                on_insert=on_insert insert_label=tr!("Add a tier") on_delete=on_delete empty=tr!("There is no tier yet.")
            />
        </Panel>
    }
    .into_any()
}
