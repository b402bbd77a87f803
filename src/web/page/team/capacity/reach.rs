//! Hires and leads that reach the target, looked for when asked, in turns so that the page stays awake, and applied as one step.

use super::asked;
use super::closures::Way;
use crate::edit::{Reaching, reach_target};
use crate::engine::Env;
use crate::engine::capacity::Reach;
use crate::present::capacity::{ClosureCard, reach_card, reach_table};
use crate::text::tr;
use crate::web::app::{App, today};
use crate::web::port::{focus, later};
use crate::web::ui::{Button, Table};
use leptos::prelude::*;
use std::sync::Arc;

/// How far the search is.
#[derive(Clone, Default)]
enum Search {
    /// Not asked for, or the plan has changed since.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// There is nothing to look for: the plan comes to its target.
    Reached,
    /// Over; nothing was found where there is no plan.
    Done(Option<Arc<Reach>>),
}

/// A button that looks for it, and what was found.
#[component]
pub(super) fn ReachTarget() -> AnyView {
    let app = App::here();
    let search = RwSignal::new(Search::default());
    // What was found is of the document it was found for; a search that is overtaken by a change ends.
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        app.document.track();
        turn.update_value(|it| *it += 1);
        search.set(Search::Idle);
    });
    let look = move |()| {
        let mine = turn.get_value();
        search.set(Search::Busy);
        later::put_off(move || {
            let begun = app.document.with_untracked(|document| Reaching::begin(document, &Env { today: today() }));
            match begun {
                Some(begun) => go_on(begun, search, (turn, mine)),
                None => {
                    search.try_set(Search::Reached);
                }
            }
        });
    };
    let found = Memo::new_with_compare(
        move |_| search.with(|it| if let Search::Done(Some(found)) = it { Some(found.clone()) } else { None }),
        |_, _| true,
    );
    let card = Signal::derive(move || {
        found.with(|it| it.as_ref().map(|it| asked(app, |_, tell| reach_card(tell, it)))).unwrap_or_default()
    });
    let told = move || found.with(|it| it.as_ref().map(|it| asked(app, |_, tell| reach_table(tell, it))));
    let header = Signal::derive(move || told().map(|it| it.header).unwrap_or_default());
    let rows = Signal::derive(move || told().map(|it| it.rows).unwrap_or_default());
    let apply = move |()| {
        let Some(reach) = found.get_untracked() else { return };
        let done = untrack(|| card.with(|it: &ClosureCard| tr!("{}: planned.", it.title)));
        if let Some(command) = app.document.with_untracked(|document| reach_target(document, &reach)) {
            app.dispatch_risky(command, done);
        }
    };
    let busy = Signal::derive(move || search.with(|it| matches!(it, Search::Busy)));
    let nothing = move || search.with(|it| matches!(it, Search::Done(None)));
    let reached = move || search.with(|it| matches!(it, Search::Reached));
    let some = Memo::new(move |_| found.with(Option::is_some));
    // The button that asked is gone: what it found comes next.
    Effect::new(move |_| {
        if some.get() {
            focus::bring_to(".capacity-reach .btn.primary");
        }
    });
    view! {
        <div class="capacity-reach">
            <h3>{tr!("Up to the target")}</h3>
            <Show
                when=move || some.get()
                fallback=move || view! {
                    <div class="capacity-way-foot">
                        <p class="say" role="status">
                            {move || if busy.get() {
                                tr!("Looking for the cheapest hires, and the leads they need\u{2026}")
                            } else if reached() {
                                tr!("The plan as a whole reaches its target as it is; only the quarters above are short of theirs.")
                            } else if nothing() {
                                tr!("Nobody who can be hired, and no leads that can be raised, bring the plan nearer to its target.")
                            } else {
                                tr!("The cheapest hires, and the leads they need, with which the plan reaches its target at its end although the first quarters cannot.")
                            }}
                        </p>
                        <Button label=tr!("Reach the target") small=true disabled=busy on_press=look hint=tr!("Looks for hires and leads; nothing is changed yet.")/>
                    </div>
                }
            >
                <Way card=card on_apply=apply>
                    <Table label=tr!("Hires and leads that reach the target") header=header rows=rows/>
                </Way>
            </Show>
        </div>
    }
    .into_any()
}

/// One round after the other, each in a task of its own.
fn go_on(mut begun: Reaching, search: RwSignal<Search>, (turn, mine): (StoredValue<u32>, u32)) {
    if turn.try_get_value() != Some(mine) {
        return;
    }
    if begun.step() {
        later::put_off(move || go_on(begun, search, (turn, mine)));
    } else {
        search.try_set(Search::Done(begun.end().map(Arc::new)));
    }
}
