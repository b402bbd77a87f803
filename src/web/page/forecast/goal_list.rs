//! All goals of the scenario with where the plan stands against each, and the one that is looked at.

use super::goals::Aim;
use super::scope::go;
use crate::edit::Command;
use crate::model::PlanGoal;
use crate::present::goals::goal_row;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Icon, Look, Panel, PanelHead};
use leptos::prelude::*;

/// The table; while no goal is set, nothing.
#[component]
pub(super) fn GoalList() -> AnyView {
    let app = App::here();
    let aim = Aim::here();
    let rows = Memo::new(move |_| {
        let locale = app.locale.get();
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                document.goals().map(|goal| goal_row(document, outcome, goal, &locale)).collect::<Vec<_>>()
            })
        })
    });
    let say = Signal::derive(move || {
        rows.with(|rows| {
            let met = rows.iter().filter(|it| it.reached == Some(true)).count();
            let told = rows.iter().filter(|it| it.reached.is_some()).count();
            match (told, met) {
                (0, _) => tr!("No goal has a target that the plan can be measured by yet.").to_owned(),
                (all, met) if all == met => tr!("The plan reaches every goal.").to_owned(),
                (all, met) => tr!("The plan reaches {met} of {all}."),
            }
        })
    });
    let open = move |at: usize| {
        let segment = app.document.with_untracked(|document| document.goals().nth(at).map(|it| it.segment.clone()));
        let Some(segment) = segment else { return };
        aim.wanted.set(Some(at));
        if aim.at.get_untracked() != Some(at) {
            go(app, segment.as_ref().map(|id| id.as_str()));
        }
    };
    let remove = move |at: usize, name: String| {
        let mut goals: Vec<PlanGoal> = app.document.with_untracked(|document| document.goals().cloned().collect());
        if at < goals.len() {
            goals.remove(at);
            aim.wanted.set(None);
            app.dispatch_with_undo(Command::Goals(goals), tr!("The goal {name} is removed."));
        }
    };
    let body = move || {
        let row = |(at, it): (usize, crate::present::goals::GoalRow)| {
            let here = move || aim.at.get() == Some(at);
            let name = it.what.clone();
            let gone = name.clone();
            view! {
                <tr class:short=it.reached == Some(false)>
                    <th scope="row">
                        <button
                            type="button"
                            class="link"
                            aria-current=move || here().then_some("true")
                            on:click=move |_| open(at)
                        >
                            {it.what}
                        </button>
                    </th>
                    <td>{it.period}</td>
                    <td>{it.target}</td>
                    <td>{it.now}</td>
                    <td class:good=it.reached == Some(true) class:bad=it.reached == Some(false)>{it.state}</td>
                    <td class="goal-apply">
                        <Button
                            label=tr!("Remove the goal")
                            on_what=name
                            icon=Icon::Close
                            icon_only=true
                            look=Look::Quiet
                            small=true
                            on_press=move |()| remove(at, gone.clone())
                        />
                    </td>
                </tr>
            }
        };
        rows.get().into_iter().enumerate().map(row).collect_view()
    };
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <Show when=move || some.get()>
            <Panel>
                <PanelHead
                    title=tr!("Goals")
                    say=say
                    actions=move || view! { <Button label=tr!("Add a goal") small=true on_press=move |()| aim.add()/> }
                />
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("Goals")>
                    <table class="figures goal-list">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Goal")}</th>
                                <th scope="col">{tr!("Period")}</th>
                                <th scope="col">{tr!("Target")}</th>
                                <th scope="col">{tr!("Plan")}</th>
                                <th scope="col">{tr!("State" in "goal")}</th>
                                <th scope="col"><span class="read">{tr!("Remove")}</span></th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Panel>
        </Show>
    }
    .into_any()
}
