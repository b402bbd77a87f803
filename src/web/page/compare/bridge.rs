//! Which difference moves closing ARR by how much.

use super::sides::Sides;
use crate::engine::compare::{BridgeMethod, MOST_SHAPLEY, bridge, last_common_month};
use crate::present::chart::Size;
use crate::present::compare::{bridge_chart, bridge_rows, bridge_say};
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Choice, Panel, PanelHead, Pick, Tab, Table, Tabs};
use leptos::prelude::*;

/// The bridge from the base to one of the others.
#[component]
pub(super) fn BridgePanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let to = RwSignal::new(0_usize);
    let method = RwSignal::new("ordered");
    let tabs = Signal::derive(|| vec![Tab::new("ordered", tr!("In order")), Tab::new("shapley", tr!("All orders"))]);
    // Every step of the bridge is a forecast of its own: the figures of the scenarios come first.
    let turn = sides.settled();
    let told = Memo::new_with_compare(
        move |_| {
            turn.track();
            let to = to.get();
            let (old, new) = untrack(|| sides.pair(to))?;
            let month = last_common_month(&old.document, &new.document)?;
            let how = if method.get() == "shapley" { BridgeMethod::Shapley } else { BridgeMethod::Ordered };
            let told = bridge(&old.document, &new.document, month, how);
            Some((told, old, new))
        },
        |_, _| true,
    );
    let waits = Memo::new(move |_| turn.get() == 0);
    let say = Signal::derive(move || {
        if waits.get() {
            return tr!("Looking for them\u{2026}").to_owned();
        }
        told.with(|told| match told {
            Some((told, old, new)) => {
                let currency = new.outcome.currency;
                let mut say = bridge_say(told, (&old.name, &new.name), &app.locale.get(), currency);
                if method.get() == "shapley" && told.method == BridgeMethod::Ordered {
                    say.push_str(&tr!(
                        " There are more than {MOST_SHAPLEY} changes, too many to try all their orders."
                    ));
                }
                say
            }
            None => tr!("The two plans have no month in common, so nothing leads from one closing ARR to the other.")
                .to_owned(),
        })
    });
    let some = Memo::new(move |_| !waits.get() && told.with(|it| it.as_ref().is_some_and(|it| !it.0.steps.is_empty())));
    let rows = Signal::derive(move || {
        told.with(|told| {
            let (told, old, new) = told.as_ref()?;
            Some(bridge_rows(told, (&old.document, &new.document), (&old.name, &new.name), &app.locale.get()))
        })
        .unwrap_or_default()
    });
    let drawn = Callback::new(move |width: f64| {
        let size = Size { width: width as u32, height: if width < 520.0 { 300 } else { 320 } };
        let chart = told.with(|told| {
            let (told, old, new) = told.as_ref()?;
            Some(bridge_chart(told, (&old.document, &new.document), &app.locale.get(), size))
        });
        chart.map(draw::view).unwrap_or_default()
    });
    let choices = Signal::derive(move || {
        let others = sides.parted().map(|it| it.1).unwrap_or_default();
        others.into_iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name)).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| choices.with(Vec::len) > 1);
    view! {
        <Panel>
            <PanelHead
                title=tr!("What moves closing ARR")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("How changes are told apart") tabs=tabs chosen=method on_choose=move |key| method.set(key)/>
                }
            />
            <Show when=move || several.get()>
                <div class="fields one">
                    <Pick
                        label=tr!("To")
                        choices=choices
                        chosen=Signal::derive(move || to.get().to_string())
                        on_choose=move |key: String| to.set(key.parse().unwrap_or(0))
                    />
                </div>
            </Show>
            <Show when=move || waits.get()>
                <div class="coming later" aria-busy="true"></div>
            </Show>
            <Show when=move || some.get()>
                <ChartFrame label=say draw=drawn/>
                <Table
                    label=tr!("Changes and what each adds to closing ARR")
                    header=Signal::derive(|| vec![tr!("Change").to_owned(), tr!("Closing ARR").to_owned()])
                    rows=rows
                    sum=true
                />
            </Show>
        </Panel>
    }
    .into_any()
}
