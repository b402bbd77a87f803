//! Who takes part, with what share and how many accounts at most, where they live and whose accounts they may have.

use super::desk::Desk;
use super::person::Person;
use crate::model::Rep;
use crate::present::number::{parse_count, parse_rate};
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::sentence;
use crate::web::ui::{
    Align, Button, Cell, Choice, Column, Grid, GridEdit, GridPaste, GridRow, Kind, Panel, PanelHead, Refusals,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The panel.
#[component]
pub(super) fn ConditionsPanel() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    let settings = Memo::new(move |_| app.document.with(|it| it.territory.clone()));
    let say = Signal::derive(move || {
        settings.with(|it| {
            let pairs = match (it.forbidden.len(), it.apart.len()) {
                (0, 0) => String::new(),
                (forbidden, apart) => tr!(" Accounts barred from somebody: {forbidden}; pairs kept apart: {apart}."),
            };
            tr!("A share below 100\u{a0}% gets less of everything; left empty it follows from ramp and dates of the team.{pairs}")
        })
    });
    view! {
        <Panel class="assign-conditions">
            <PanelHead title=tr!("Who takes part") say=say/>
            <People/>
            <Person/>
            <Show when=move || settings.with(|it| !it.forbidden.is_empty() || !it.apart.is_empty())>
                <div class="actions">
                    <Button
                        label=tr!("Forget who is barred and kept apart")
                        small=true
                        on_press=move |()| desk.set(|it| {
                            it.forbidden.clear();
                            it.apart.clear();
                        })
                    />
                </div>
            </Show>
        </Panel>
    }
    .into_any()
}

/// Share and maximum of everybody who takes part.
#[component]
fn People() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    let yes_no: Arc<[Choice]> =
        Arc::from([Choice::new("yes", tr!("Yes")), Choice::new("no", tr!("No, keeps what is owned"))]);
    let choices = yes_no.clone();
    let columns = Signal::derive(move || {
        vec![
            Column { key: "who", label: tr!("Who").into(), kind: Kind::ReadOnly, ..Column::default() },
            Column {
                key: "part",
                label: tr!("Takes part").into(),
                kind: Kind::Select(choices.clone()),
                ..Column::default()
            },
            number("share", tr!("Share"), tr!("% of a full one")),
            number("most", tr!("At most"), tr!("accounts")),
        ]
    });
    // Who takes part, then who was taken out.
    let seats = Memo::new(move |_| {
        let out = app
            .document
            .with(|it| it.territory.reps.iter().filter(|it| it.1.out).map(|it| it.0.clone()).collect::<Vec<_>>());
        desk.base.with(|base| base.seats.iter().cloned().chain(out).collect::<Vec<SeatId>>())
    });
    let rows = Memo::new(move |_| {
        seats.with(|seats| seats.iter().map(|it| GridRow::Row(it.as_str().into())).collect::<Vec<_>>())
    });
    let cells = move |id: Arc<str>| {
        let locale = app.locale.get();
        let seat = SeatId::new(&id);
        let (own, name) = app.document.with(|it| {
            (it.territory.reps.get(&seat).cloned().unwrap_or_default(), crate::present::accounts::seat_name(it, &seat))
        });
        let derived =
            desk.base.with(|base| base.seats.iter().position(|it| *it == seat).map(|at| base.instance.share(at)));
        let share = match (own.share, derived) {
            (Some(share), _) => Cell::new(locale.rate_typed(share)),
            (None, Some(share)) => Cell { muted: true, blank: true, ..Cell::new(locale.number(100.0 * share, 0)) },
            (None, None) => Cell { fixed: true, ..Cell::default() },
        };
        let (key, label) = if own.out { ("no", tr!("No, keeps what is owned")) } else { ("yes", tr!("Yes")) };
        vec![
            Cell { fixed: true, ..Cell::new(name) },
            Cell { edit_text: key.into(), ..Cell::new(label) },
            share,
            Cell::new(own.max_accounts.map(|it| it.to_string()).unwrap_or_default()),
        ]
    };
    let refused = Refusals::none();
    Effect::new(move |_| {
        // What was pasted is taken back as a whole.
        app.stepped.track();
        refused.forget_all();
    });
    // What a text in a cell changes; why not, where it cannot be read.
    let change = move |id: &str, col: &str, text: &str, reps: &mut BTreeMap<SeatId, Rep>| -> Result<(), String> {
        let text = text.trim();
        let locale = app.locale.get_untracked();
        let mut own = reps.get(&SeatId::new(id)).cloned().unwrap_or_default();
        match col {
            "part" => own.out = text == "no",
            "share" if text.is_empty() => own.share = None,
            "most" if text.is_empty() => own.max_accounts = None,
            "share" => {
                let share = parse_rate(text, &locale).map_err(|it| sentence(&it.to_string()))?;
                own.share = Some(share).filter(|it| it.ppm() > 0);
            }
            "most" => {
                let most = parse_count(text, &locale).map_err(|it| sentence(&it.to_string()))?;
                own.max_accounts = Some(most).filter(|it| *it > 0);
            }
            _ => {}
        }
        change_rep(reps, &SeatId::new(id), |it| *it = own);
        Ok(())
    };
    let edit = move |edit: GridEdit| {
        let key = (edit.row, edit.col);
        let mut reps = app.document.with_untracked(|it| it.territory.reps.clone());
        match change(&key.0, key.1, &edit.text, &mut reps) {
            Ok(()) => {
                refused.forget(&key);
                desk.set(|it| it.reps = reps);
            }
            Err(why) => refused.keep(key, edit.text, why, None),
        }
    };
    let paste = move |paste: GridPaste| {
        let mut wrong = Vec::new();
        let before = app.document.with_untracked(|it| it.territory.reps.clone());
        let mut reps = before.clone();
        for (row, texts) in paste.rows.iter().zip(&paste.cells) {
            for (col, text) in paste.cols.iter().zip(texts) {
                if let Err(why) = change(row, col, text, &mut reps) {
                    wrong.push(((row.clone(), *col), text.clone(), why));
                }
            }
        }
        let changed = reps != before;
        if changed {
            desk.set(|it| it.reps = reps);
        }
        let told = wrong.iter().map(|(key, _, why)| paste.not_taken(key, why)).collect::<Vec<_>>();
        refused.forget_all();
        for (key, text, why) in wrong {
            refused.keep(key, text, why, None);
        }
        app.tell_pasted(None, &told, changed);
    };
    let cells = move |id: Arc<str>| {
        let keys = ["who", "part", "share", "most"];
        keys.into_iter()
            .zip(cells(id.clone()))
            .map(|(col, cell)| refused.over(&(id.clone(), col), cell))
            .collect::<Vec<_>>()
    };
    view! { <Grid label=tr!("Who takes part") columns=columns rows=rows cells=cells on_edit=edit on_paste=paste/> }
        .into_any()
}

/// Changes what is particular about a seat; what is as usual then is not kept.
pub(super) fn change_rep(reps: &mut BTreeMap<SeatId, Rep>, seat: &SeatId, change: impl FnOnce(&mut Rep)) {
    let mut own = reps.get(seat).cloned().unwrap_or_default();
    change(&mut own);
    if own == Rep::default() {
        reps.remove(seat);
    } else {
        reps.insert(seat.clone(), own);
    }
}

fn number(key: &'static str, label: &str, unit: &str) -> Column {
    Column { key, label: label.into(), unit: unit.into(), align: Align::End, kind: Kind::Number, ..Column::default() }
}
