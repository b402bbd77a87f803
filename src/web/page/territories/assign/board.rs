//! The board: rep by rep, before and after. Its rows take what is carried from the map.

use super::desk::Desk;
use crate::model::Balanced;
use crate::present::assign::{BoardRow, Pair, balanced_name, board_notes, board_rows, board_sentence};
use crate::present::map::tint_of;
use crate::text::tr;
use crate::web::ui::{Panel, PanelHead};
use leptos::prelude::*;

/// The part of the index that the strip shows, to either side of 100.
const REACH: f64 = 60.0;

/// The panel.
#[component]
pub(super) fn BoardPanel() -> AnyView {
    let desk = Desk::here();
    let rows = Memo::new(move |_| {
        let (base, plan, board, locale) = (desk.base.get(), desk.plan.get(), desk.board.get(), desk.app.locale.get());
        board_rows(&base, &plan, &board, &locale)
    });
    let say = Signal::derive(move || {
        let (base, board, locale) = (desk.base.get(), desk.board.get(), desk.app.locale.get());
        board_sentence(&base, &board, &locale)
    });
    let attributes = Memo::new(move |_| {
        desk.base.with(|base| {
            base.attributes
                .iter()
                .map(|it| match it {
                    Balanced::Accounts => tr!("Accounts"),
                    Balanced::Potential | Balanced::Workload | Balanced::Arr => balanced_name(*it),
                })
                .collect::<Vec<_>>()
        })
    });
    let workload = Memo::new(move |_| desk.base.with(|base| base.attributes.contains(&Balanced::Workload)));
    let band = Memo::new(move |_| desk.base.with(|base| base.instance.half_width() * 100.0));
    let has_home = Memo::new(move |_| rows.with(|it| it.iter().any(|row| row.from_home.is_some())));
    let has_health = Memo::new(move |_| rows.with(|it| it.iter().any(|row| row.health.is_some())));
    let notes = move || desk.base.with(|base| board_notes(base, &desk.app.locale.get()).join(" "));
    let two = |label: String, small: &'static str| view! { <th scope="colgroup" colspan="2">{label}<small>{small}</small></th> };
    let head = move || {
        let indexes = attributes.get().into_iter().enumerate().map(|(at, name)| {
            let strip = (at == 0).then(|| {
                view! { <th scope="col" class="assign-strip-head">{tr!("100 is fair")}<small>{tr!("\u{25cb} before \u{25cf} after")}</small></th> }
            });
            view! { {two(tr!("{name} index"), tr!("before, after"))} {strip} }
        });
        view! {
            <tr>
                <th scope="col">{tr!("Who")}</th>
                {two(tr!("Accounts").to_owned(), tr!("before, after"))}
                {indexes.collect_view()}
                {two(tr!("Potential").to_owned(), tr!("thousand, before, after"))}
                {two("ARR".to_owned(), tr!("thousand, before, after"))}
                {(!workload.get()).then(|| two(tr!("Hours a year").to_owned(), tr!("before, after")))}
                {two(tr!("Distance, km").to_owned(), tr!("to the middle, in all"))}
                {has_home.get().then(|| two(tr!("From home, km").to_owned(), tr!("mean, before, after")))}
                {has_health.get().then(|| two(tr!("Health of ARR, %").to_owned(), tr!("at risk / fair / healthy")))}
                <th scope="col">{tr!("Come, leave")}</th>
            </tr>
        }
    };
    // A move changes two lines of a hundred: the others stay as they are.
    let places = move || 0..rows.with(Vec::len);
    let row = move |at: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned()));
        move || row.get().map(|row| line(desk, row, band.get()))
    };
    view! {
        <Panel class="assign-board">
            <PanelHead title=tr!("Balance board") say=say/>
            <div class="scroll" tabindex="0" role="region" aria-label=tr!("Balance board")>
                <table class="figures">
                    <thead>{head}</thead>
                    <tbody>
                        <For each=places key=|at| *at children=row/>
                    </tbody>
                </table>
            </div>
            <p class="fine assign-notes">{notes}</p>
        </Panel>
    }
    .into_any()
}

fn line(desk: Desk, row: BoardRow, band: f64) -> AnyView {
    let rep = row.rep;
    let tint = rep.map(|at| format!("k dot c-t{}", tint_of(at) + 1)).unwrap_or_default();
    let share =
        (!row.share.is_empty()).then(|| view! { <small>{[row.share.as_str(), tr!(" of a share")].concat()}</small> });
    let name = match rep {
        Some(at) => {
            let choose = move |_| desk.chosen.update(|it| *it = if *it == Some(at) { None } else { Some(at) });
            view! {
                <button
                    type="button"
                    class=["assign-rep ", &tint].concat()
                    aria-pressed=move || if desk.chosen.get() == Some(at) { "true" } else { "false" }
                    on:click=choose
                >
                    {row.name}
                </button>
                {share}
            }
            .into_any()
        }
        None => row.name.into_any(),
    };
    let pair = |it: Pair| {
        let same = it.before == it.after;
        view! { <td class="was">{it.before}</td><td class="is" class:off=it.is_off class:same=same>{it.after}</td> }
    };
    let indexes = row.indexes.into_iter().enumerate().map(|(at, it)| {
        let strip = (at == 0).then(|| if rep.is_some() { strip(&it, band) } else { view! { <td></td> }.into_any() });
        view! { {pair(it)} {strip} }
    });
    view! {
        <tr
            class:sum=row.is_sum
            class:chosen=move || rep.is_some() && desk.chosen.get() == rep
            class:drop=move || rep.is_some() && desk.over.get() == rep
            data-rep=rep.map(|it| it.to_string())
        >
            <th scope="row">{name}</th>
            {pair(row.accounts)}
            {indexes.collect_view()}
            {pair(row.potential)}
            {pair(row.arr)}
            {row.hours.map(pair)}
            {pair(row.travel)}
            {row.from_home.map(pair)}
            {row.health.map(pair)}
            <td>{row.moves}</td>
        </tr>
    }
    .into_any()
}

/// Before and after on a line about 100, with the band behind.
fn strip(index: &Pair, band: f64) -> AnyView {
    let place = |it: f64| format!("{:.1}%", 50.0 + (it - 100.0).clamp(-REACH, REACH) / REACH * 50.0);
    let (before, Some(after)) = index.at else { return view! { <td></td> }.into_any() };
    let was = before.map(|_| view! { <i class="before"></i> });
    let before = before.unwrap_or(after);
    let (low, high) = (before.min(after), before.max(after));
    view! {
        <td class="assign-strip" aria-hidden="true">
            <i
                class="strip"
                style=("--band-from", place(100.0 - band))
                style=("--band-to", place(100.0 + band))
                style=("--low", place(low))
                style=("--high", place(high))
                style=("--before", place(before))
                style=("--after", place(after))
            >
                <i class="band"></i><i class="way"></i>{was}<i class="after" class:off=index.is_off></i>
            </i>
        </td>
    }
    .into_any()
}
