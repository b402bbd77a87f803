//! The season of each source: the company's, which moves what closes, or its own, in which its leads come.

use super::scope::chosen;
use super::segments::month_columns;
use super::source_grid::{named, source_at, source_rows};
use crate::edit::{Command, set_source_season};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Cell, Choice, Column, Kind};
use leptos::prelude::*;
use std::sync::Arc;

/// Whose season a source has: the key, its name, and whether it is its own.
type Whose = (&'static str, &'static str, bool);
const COMPANY: Whose = ("company", mark!("The company\u{2019}s"), false);
const OWN: Whose = ("own", mark!("Its own"), true);

/// The table.
#[component]
pub fn SourceSeasons() -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let columns = Memo::new(move |_| {
        let choices: Vec<Choice> =
            [COMPANY, OWN].into_iter().map(|(key, name, _)| Choice::new(key, tr!(name))).collect();
        let whose = Column {
            key: "whose",
            label: tr!("Season").into(),
            kind: Kind::Select(choices.into()),
            width_chars: 15,
            ..Column::default()
        };
        let mut columns = month_columns(tr!("Source"));
        columns.insert(1, whose);
        columns
    });
    let rows = Memo::new(move |_| only.with(|only| source_rows(app, only.as_ref())));
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let Some((segment, source)) = source_at(app, &row) else { return Place::Shown(Cell::default()) };
        let own = !source.seasonality.is_empty();
        match col {
            "" => Place::Shown(Cell::new(source.name)),
            "whose" => {
                let (key, name, _) = if own { OWN } else { COMPANY };
                Place::Own(Cell { edit_text: key.to_owned(), ..Cell::new(tr!(name)) })
            }
            month if own => Place::Input(format!("segment/{segment}/source/{}/seasonality/{month}", source.id)),
            _of_the_company => Place::Shown(Cell::default()),
        }
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (segment, id) = named(&edit.row).ok_or_else(gone)?;
        let segment = document.segment(&segment).ok_or_else(gone)?;
        let wanted = edit.text.trim();
        let found = [COMPANY, OWN].into_iter().find(|(key, name, _)| *key == wanted || tr!(*name) == wanted);
        let (.., own) = found.ok_or_else(|| tr!("Choose the company\u{2019}s season or its own.").to_owned())?;
        Ok(set_source_season(&document, segment, &id, own))
    });
    view! {
        <InputGrid label=tr!("Seasons of sources") columns=columns rows=rows place=place own=own/>
        <p class="fine">
            {tr!("The season of the company moves what closes. A source with a season of its own gets its leads by that, in weights of any size, and what closes of them follows the cycle alone.")}
        </p>
    }
    .into_any()
}
