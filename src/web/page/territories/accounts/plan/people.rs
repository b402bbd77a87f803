//! Who matters at an account.

use super::Looked;
use crate::edit::{Command, change_account_plan};
use crate::model::{Stakeholder, Stance};
use crate::present::accounts::stance;
use crate::text::tr;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Cell, Choice, Column, GridRow, Kind};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn PeopleTable(looked: Looked) -> AnyView {
    let columns = Memo::new(move |_| {
        let stances: Vec<Choice> = Stance::ALL.map(|it| Choice::new(stance(it).0, stance(it).1)).to_vec();
        vec![
            Column { key: "name", label: tr!("Name").into(), width_chars: 22, ..Column::default() },
            Column { key: "role", label: tr!("What they do there").into(), width_chars: 26, ..Column::default() },
            Column {
                key: "stance",
                label: tr!("Where they stand").into(),
                kind: Kind::Select(stances.into()),
                width_chars: 18,
                ..Column::default()
            },
        ]
    });
    let count = Memo::new(move |_| looked.plan(|plan| plan.stakeholders.len()));
    let rows =
        Memo::new(move |_| (0..count.get()).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>());
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let at: usize = row.parse().unwrap_or(usize::MAX);
        let one: Option<Stakeholder> = looked.plan(|plan| plan.stakeholders.get(at).cloned());
        let Some(one) = one else { return Place::Shown(Cell::default()) };
        Place::Own(match col {
            "name" => Cell::new(one.name),
            "role" => Cell::new(one.role),
            _stance => Cell { edit_text: stance(one.stance).0.to_owned(), ..Cell::new(stance(one.stance).1) },
        })
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let at: usize = edit.row.parse().map_err(|_| gone())?;
        let account = looked.place.get_untracked().ok_or_else(gone)?;
        let text = edit.text.trim().to_owned();
        let named = |it: &Stance| stance(*it).0 == text || stance(*it).1.eq_ignore_ascii_case(&text);
        let wanted = Stance::ALL.into_iter().find(named);
        if edit.col == "stance" && wanted.is_none() {
            return Err(tr!("\u{201c}{text}\u{201d} is none of the choices."));
        }
        let command = change_account_plan(&document, account, tr!("people at an account"), |plan| {
            let Some(one) = plan.stakeholders.get_mut(at) else { return };
            match (edit.col, wanted) {
                ("name", _) => one.name = text,
                ("role", _) => one.role = text,
                (_stance, wanted) => one.stance = wanted.unwrap_or_default(),
            }
        });
        Ok(command.unwrap_or_else(|| Command::batch(tr!("people at an account"), Vec::new())))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let at = below.and_then(|row| row.parse::<usize>().ok()).map(|at| at + 1);
        looked.change(tr!("people at an account"), |plan| {
            let at = at.unwrap_or(plan.stakeholders.len()).min(plan.stakeholders.len());
            plan.stakeholders.insert(at, Stakeholder { name: tr!("New person").to_owned(), ..Stakeholder::default() });
        });
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let gone: Vec<usize> = rows.iter().filter_map(|row| row.parse().ok()).collect();
        looked.change(tr!("people at an account"), |plan| {
            let mut at = 0;
            plan.stakeholders.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        });
    });
    view! {
        <InputGrid
            label=tr!("People at the account") columns=columns rows=rows place=place own=own
            on_insert=on_insert insert_label=tr!("Add a person") on_delete=on_delete empty=tr!("Nobody is noted yet.")
        />
    }
    .into_any()
}
