//! What the chosen version does to pay of the year in which it begins: with it, and as it would be if the version before ran on.

use super::chosen::Chosen;
use super::people::{person, seat};
use crate::engine::{Env, VersionColumn, VersionEffect, VersionLine, VersionRow, version_effect};
use crate::present::{figure, words_pay};
use crate::text::tr;
use crate::web::app::{App, today};
use crate::web::figures::period_label;
use crate::web::ui::{AskRow, Told, settled};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;
use std::sync::Arc;

/// How long a change waits before the plan is evaluated without the version, in milliseconds.
const REST: u64 = 300;

const ROWS: [VersionRow; 2] = [VersionRow::Earned, VersionRow::Paid];
const COLUMNS: [VersionColumn; 3] = [VersionColumn::With, VersionColumn::Before, VersionColumn::Difference];

/// The effect in a sentence and as a table; nothing for the first version.
#[component]
pub(super) fn EffectTable() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let fresh = StoredValue::new(true);
    // Typing on the page waits for nothing here, and whoever has one version only pays nothing for it.
    let changed = settled(
        move || {
            app.document.track();
            !fresh.try_update_value(|it| std::mem::replace(it, false)).unwrap_or(true)
        },
        REST,
    );
    let effect = Memo::new(move |_| {
        changed.track();
        let (plan, at) = (chosen.plan.get()?, chosen.version.get());
        let env = Env { today: today() };
        app.document.with_untracked(|document| {
            app.outcome.with_untracked(|outcome| version_effect(document, outcome, &env, &plan, at)).map(Arc::new)
        })
    });
    let some = Memo::new(move |_| effect.with(|it| it.as_ref().is_some_and(|it| !it.lines.is_empty())));
    view! { <Show when=move || some.get()><Effect effect=effect/></Show> }.into_any()
}

#[component]
fn Effect(effect: Memo<Option<Arc<VersionEffect>>>) -> AnyView {
    let app = App::here();
    let year =
        Memo::new(move |_| effect.with(|it| it.as_ref().map(|it| period_label(&it.year, false)).unwrap_or_default()));
    let say = move || {
        let currency = app.document.with(|document| document.settings.currency);
        effect.with(|it| {
            let effect = it.as_ref()?;
            Some(words_pay::version_effect(effect, &year.get(), &app.locale.get(), currency))
        })
    };
    let header = Signal::derive(move || {
        let number = effect.with(|it| it.as_ref().map_or(0, |it| it.number));
        let currency = app.document.with(|document| document.settings.currency);
        let columns = COLUMNS.iter().map(|it| (words_pay::version_column(*it, number), false));
        // The first column names the rows.
        std::iter::once((tr!("{currency} a year"), false)).chain(columns).collect::<Vec<_>>()
    });
    let named = move |row: VersionRow| match row {
        VersionRow::Earned => tr!("Earned in {}", year.get()),
        VersionRow::Paid => tr!("Paid in {}", year.get()),
    };
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        effect.with(|effect| {
            let Some(effect) = effect else { return Vec::new() };
            let row = |row: &VersionRow| {
                let cell = |it: &VersionColumn| Told::Figure(locale.money_table(effect.amount(*row, *it)), (*row, *it));
                let cells = COLUMNS.iter().map(cell).collect();
                AskRow { name: named(*row), head: None, wrap: false, sum: false, chosen: false, cells }
            };
            ROWS.iter().map(row).collect::<Vec<_>>()
        })
    });
    let answer = move |(row, column): (VersionRow, VersionColumn)| {
        let locale = app.locale.get();
        effect.with(|effect| {
            let effect = effect.as_ref()?;
            app.document.with(|document| {
                let called = |line: &VersionLine| {
                    [person(document, line.seat, line.stint), seat(document, line.seat)].join(", ")
                };
                let why = effect.why(row, column, &called);
                let currency = document.settings.currency;
                let name = words_pay::version_column(column, effect.number);
                let title = format!("{}, {name}: {}", named(row), figure::in_full(why.value, &locale, currency));
                Some(Answer::of(title, (&name, column.formula()), &why, None, (&locale, currency)))
            })
        })
    };
    view! {
        <p class="say">{say}</p>
        <AnsweringTable label=tr!("What the version does to pay") header=header rows=rows answer=answer/>
    }
    .into_any()
}
