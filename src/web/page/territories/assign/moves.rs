//! The best moves now, each one press away.

use super::desk::Desk;
use crate::present::assign::{MoveWords, move_words};
use crate::present::map::tint_of;
use crate::territory::advice::{Advice, advise};
use crate::text::tr;
use crate::web::ui::{Button, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

/// How many are shown.
const SHOWN: usize = 10;

/// The panel.
#[component]
pub(super) fn MovesPanel() -> AnyView {
    let desk = Desk::here();
    // Not while a search shows another plan every moment, and not before the board has told of a move.
    let turn = desk.settled(0);
    let found = Memo::new_with_compare(
        move |_| {
            if turn.get() == 0 || desk.trial.with(Option::is_some) {
                return Arc::new(Vec::new());
            }
            desk.base
                .with_untracked(|base| desk.plan.with_untracked(|plan| Arc::new(advise(&base.instance, plan, SHOWN))))
        },
        |_, _| true,
    );
    let say = Signal::derive(move || {
        if desk.trial.with(Option::is_some) {
            return tr!("While the search runs there is no advice.").to_owned();
        }
        if turn.get() == 0 {
            return tr!("Looking for them\u{2026}").to_owned();
        }
        found.with(|it| match it.len() {
            0 => tr!("No single move and no swap makes this plan better.").to_owned(),
            1 => tr!("One account, or two that change places; with the effect on whoever is farthest from a fair share.")
                .to_owned(),
            _ => {
                tr!("Each by itself, best first; with the effect on what lies outside the band, in points of a share, and on distance.")
                    .to_owned()
            }
        })
    });
    let rows = move || {
        let (base, locale) = (desk.base.get_untracked(), desk.app.locale.get());
        let row = |advice: &Advice| line(desk, advice.clone(), move_words(advice, &base, &locale));
        found.with(|found| found.iter().map(row).collect_view())
    };
    let some = Memo::new(move |_| found.with(|it| !it.is_empty()));
    view! {
        <Panel class="assign-moves">
            <PanelHead title=tr!("Best moves now") say=say/>
            <Show when=move || some.get()>
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("Best moves now")>
                    <table class="figures">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Account")}</th>
                                <th scope="col">{tr!("Imbalance")}</th>
                                <th scope="col">{tr!("Distance")}</th>
                                <th scope="col"><span class="read">{tr!("Apply")}</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Show>
        </Panel>
    }
    .into_any()
}

fn line(desk: Desk, advice: Advice, words: MoveWords) -> AnyView {
    let who = |at: Option<u32>| {
        let tint = at.map_or(String::new(), |at| format!(" c-t{}", tint_of(at) + 1));
        let name = desk.base.with_untracked(|base| base.name(at).to_owned());
        view! { <span class=["k dot", &tint].concat()>{name}</span> }
    };
    let ways =
        words.ways.iter().take(2).map(|(from, to)| view! { <small>{who(*from)}" \u{2192} "{who(Some(*to))}</small> });
    let ways = ways.collect_view();
    let select = advice.changes.iter().map(|it| it.account).collect::<Vec<_>>();
    let apply = {
        let what = words.what.clone();
        move |()| {
            let mut plan = desk.plan.with_untracked(|it| (**it).clone());
            advice.apply(&mut plan);
            desk.keep(&plan, tr!("{what}: moved."));
        }
    };
    let show = move |_| {
        let mut chosen = select.clone();
        chosen.sort_unstable();
        desk.selected.set(Arc::new(chosen));
    };
    view! {
        <tr>
            <th scope="row" class="assign-move">
                <button type="button" class="link" title=tr!("Show it on the map") on:click=show>{words.what.clone()}</button>
                {ways}
                {(!words.joins.is_empty()).then(|| view! { <small>{words.joins}</small> })}
            </th>
            <td class:good=words.spread_is_good>{words.spread}</td>
            <td>{words.travel}</td>
            <td><Button label=tr!("Apply") small=true on_what=Signal::stored(words.what) on_press=apply/></td>
        </tr>
    }
    .into_any()
}
