//! What it would take to reach the goal: each lever by itself, and the step that moves it there.

use super::bounds::Bounded;
use super::goals::Aim;
use crate::edit::{Lever, Limits, Sought, seek_lever};
use crate::engine::{Env, Found, Goal, Scope};
use crate::model::{Document, GoalLever, Input, Role, get_input, idle, inputs};
use crate::present::number::show_month;
use crate::present::recurring;
use crate::present::seek::{self, Moved, SoughtRow};
use crate::text::tr;
use crate::units::Month;
use crate::web::app::{App, today};
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;
use std::sync::Arc;

/// What of a segment is tried.
const OF_SEGMENT: [&str; 7] = [
    "pipeline/leads_month",
    "pipeline/lead_to_opportunity",
    "pipeline/win_rate",
    "pipeline/deal_size",
    "retention/renewal",
    "retention/expansion",
    "retention/price_uplift",
];

/// What of a source of it is tried beside the shares of its stages.
const OF_SOURCE: [&str; 4] = ["leads_month", "leads_per_head", "win_rate", "deal_size"];

/// A lever with its name, and what was found of it.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    pub(super) lever: Lever,
    pub(super) name: String,
    limits: Limits,
    sought: Option<Result<Arc<Sought>, String>>,
}

impl Line {
    /// What it is called in a list of levers.
    pub(super) fn called(&self) -> String {
        match &self.lever {
            Lever::Hires { .. } => [tr!("Hires: "), &self.name].concat(),
            Lever::Input(_) | Lever::Renewal => self.name.clone(),
        }
    }

    /// Whether the lever reaches the goal by itself.
    fn reaches(&self) -> bool {
        let found = self.sought.as_ref().and_then(|it| it.as_ref().ok());
        found.is_some_and(|it| matches!(it.found, Found::Reached { .. } | Found::Holds { .. }))
    }
}

/// Levers of the company or of one segment: hires of those who sell or keep, renewal everywhere, what is assumed of segments.
fn levers(document: &Document, scope: Scope, from: Month) -> Vec<Line> {
    let line = |lever: Lever, name: String| Line { lever, name, limits: Limits::default(), sought: None };
    let at = match scope {
        Scope::Company => None,
        Scope::Segment(at) => Some(at),
    };
    let wanted = |index: usize| at.is_none_or(|at| at == index);
    let mut all = Vec::new();
    let useful = |role: &&Role| role.function.sells_new_business() || role.function.looks_after_customers();
    for role in document.roles.iter().filter(useful) {
        for (index, segment) in document.segments.iter().enumerate() {
            let has = document.seats.iter().any(|it| it.role == role.id && it.segment.as_ref() == Some(&segment.id));
            if has && wanted(index) {
                let hires = |with_leads: bool| Lever::Hires {
                    role: role.id.clone(),
                    segment: Some(segment.id.clone()),
                    from,
                    with_leads,
                };
                let name = format!("{}, {}", role.name, segment.name);
                if role.function.sells_new_business() && segment.pipeline.leads_typed() > 0.0 {
                    all.push(line(hires(true), tr!("{name}, with leads to match")));
                }
                all.push(line(hires(false), name));
            }
        }
        if at.is_none() && document.seats.iter().any(|it| it.role == role.id && it.segment.is_none()) {
            let lever = Lever::Hires { role: role.id.clone(), segment: None, from, with_leads: false };
            all.push(line(lever, role.name.clone()));
        }
    }
    if at.is_none() && document.segments.len() > 1 {
        all.push(line(Lever::Renewal, tr!("Renewal rate, every segment").to_owned()));
    }
    for (_, segment) in document.segments.iter().enumerate().filter(|(index, _)| wanted(*index)) {
        let mut paths = OF_SEGMENT.map(|key| format!("segment/{}/{key}", segment.id)).to_vec();
        for source in &segment.pipeline.sources {
            let at = |key: &str| format!("segment/{}/source/{}/{key}", segment.id, source.id);
            paths.extend(OF_SOURCE.map(at));
            paths.extend((1..=source.stages.len()).map(|stage| at(&format!("stage/{stage}/rate"))));
        }
        all.extend(paths.into_iter().filter_map(|path| {
            let input = get_input(document, &path).filter(|it| can_move(document, it))?;
            Some(line(Lever::Input(path), input.label))
        }));
    }
    all
}

/// Whether an input has a value to move, which moves something as the plan stands. Of a source, what is nothing yet is no lever either: it
/// may be no source of that.
fn can_move(document: &Document, input: &Input) -> bool {
    let nothing = input.path.contains("/source/") && input.value.magnitude() == Some(0.0);
    input.value.magnitude().is_some() && !nothing && idle(document, &input.path).is_none()
}

/// The table of levers.
#[component]
pub(super) fn SeekPanel() -> AnyView {
    let app = App::here();
    let aim = Aim::here();
    let from = Memo::new(move |_| {
        let first = app.document.with(|document| document.settings.first_month);
        let wanted = aim.kept.with(|goal| goal.as_ref().and_then(|it| it.hires_from));
        wanted.map_or(first, |month| month.max(first))
    });
    let lines = RwSignal::new(Vec::<Line>::new());
    let more = Memo::new(move |_| aim.kept.with(|goal| goal.as_ref().map_or_else(Vec::new, |it| it.levers.clone())));
    let running = RwSignal::new(false);
    // Goals are a part of the scenario, and a bound of a lever a part of a goal. What was found holds on as long as nothing else changes:
    // the plan, the figure that is meant, when, how much of it, and when hires start.
    let plan = Memo::new(move |_| {
        app.document.with(|document| Document { goal: None, further_goals: Vec::new(), ..document.clone() })
    });
    let turn = Memo::new(move |turn: Option<&u32>| {
        plan.track();
        aim.track();
        aim.target.track();
        from.track();
        turn.map_or(0, |it| it.wrapping_add(1))
    });
    // A search that still runs notices by its number that it is old.
    let round = StoredValue::new(0_u32);
    let goal = move || {
        let target = aim.target.get_untracked()?;
        let (metric, scope) = (aim.metric.get_untracked(), aim.scope.get_untracked());
        Some(Goal { metric, scope, span: aim.when.get_untracked().1, target })
    };
    Effect::new(move |before: Option<u32>| {
        let (turn, extra) = (turn.get(), more.get());
        round.update_value(|it| *it += 1);
        let mut all = app.document.with_untracked(|document| {
            let mut all = levers(document, aim.scope.get_untracked(), from.get_untracked());
            for it in extra {
                let limits = Limits { min: it.min, max: it.max };
                match all.iter_mut().find(|known| known.lever.key() == it.path) {
                    Some(known) => known.limits = limits,
                    None => {
                        let Some(input) = get_input(document, &it.path) else { continue };
                        all.push(Line { lever: Lever::Input(it.path), name: input.label, limits, sought: None });
                    }
                }
            }
            all
        });
        all.truncate(200);
        let known = lines.get_untracked();
        let begun = running.get_untracked() || known.iter().any(|line| line.sought.is_some());
        if before == Some(turn) {
            keep_found(&mut all, &known);
        } else {
            running.set(false);
        }
        lines.set(all);
        if let (true, Some(goal)) = (begun && before == Some(turn), goal()) {
            running.set(true);
            run(app, lines, goal, (round, round.get_value()), Order::AsTheyStand, running);
        }
        turn
    });
    let search = Callback::new(move |()| {
        let Some(goal) = goal() else { return };
        running.set(true);
        run(app, lines, goal, (round, round.get_value()), Order::ReachedFirst, running);
    });
    // A target that was entered starts the search, once the page has taken it in.
    Effect::new(move |before: Option<u32>| {
        let times = aim.entered.get();
        if before.is_some_and(|before| before != times) {
            dom::after_ms(0, move || search.run(()));
        }
        times
    });
    let can = Signal::derive(move || aim.target.get().is_some() && !running.get());
    let label = Signal::derive(move || {
        if running.get() { tr!("Trying each\u{2026}").to_owned() } else { tr!("Find what it takes").to_owned() }
    });
    let months = Signal::derive(move || {
        let months: Vec<Month> = app.document.with(|document| document.settings.months().collect());
        months.into_iter().map(|it| Choice::new(it.to_string(), show_month(it))).collect::<Vec<_>>()
    });
    let others = Signal::derive(move || {
        let mut all = vec![Choice::new("", tr!("Choose one"))];
        app.document.with(|document| {
            let fit = |input: &Input| can_move(document, input);
            all.extend(inputs(document).into_iter().filter(fit).map(|it| Choice::new(it.path, it.label)));
        });
        all
    });
    let say = Signal::derive(move || {
        let (when, _) = aim.when.get();
        tr!(
            "Each lever moved by itself, as little as it takes, until {} in {when} is there. Everything else stays.",
            app.outcome.with(|outcome| recurring::name(outcome.recurring, aim.metric.get()))
        )
    });
    let rows = move || {
        let locale = app.locale.get();
        lines.with(|lines| {
            let bounded = |line: &Line| more.with(|more| more.iter().any(|it| it.path == line.lever.key()));
            let cells = |line: &Line| row(app, aim, line, bounded(line), &locale);
            lines.iter().map(cells).collect_view()
        })
    };
    let nothing = Memo::new(move |_| lines.with(Vec::is_empty));
    let begun = Memo::new(move |_| running.get() || lines.with(|lines| lines.iter().any(|line| line.sought.is_some())));
    view! {
        <Panel>
            <PanelHead title=tr!("What it would take") say=say/>
            <div class="fields goal-fields">
                <Pick
                    label=tr!("Hires start in")
                    choices=months
                    chosen=Signal::derive(move || from.get().to_string())
                    on_choose=move |key: String| aim.keep(|goal| goal.hires_from = key.parse().ok())
                />
                <Pick
                    label=tr!("Try another input too")
                    choices=others
                    chosen=Signal::stored(String::new())
                    on_choose=move |path: String| {
                        aim.keep(|goal| {
                            if !path.is_empty() && !goal.levers.iter().any(|it| it.path == path) {
                                goal.levers.push(GoalLever { path, ..GoalLever::default() });
                            }
                        });
                    }
                />
            </div>
            <Bounded more=more lines=lines/>
            <div class="actions goal-run">
                <Button label=label look=Look::Primary disabled=Signal::derive(move || !can.get()) on_press=search/>
            </div>
            <Show
                when=move || !nothing.get()
                fallback=|| view! { <p class="say">{tr!("There is nothing to move yet: add people, customers or leads.")}</p> }
            >
                <Show when=move || begun.get() fallback=|| view! { <p class="say">{tr!("Enter a target, or press the button: each lever is tried by itself.")}</p> }>
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("What it would take")>
                    <table class="figures goal-levers" aria-live="polite" aria-busy=move || running.get().to_string()>
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Lever")}</th>
                                <th scope="col">{tr!("Today")}</th>
                                <th scope="col">{tr!("It would take")}</th>
                                <th scope="col">{tr!("Which gives")}</th>
                                <th scope="col"><span class="read">{tr!("Bounds, apply")}</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                </Show>
            </Show>
        </Panel>
    }
    .into_any()
}

/// How levers stand once all were tried.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// Those that reach the goal by themselves first; the order within is that of the plan.
    ReachedFirst,
    /// As they stood: a row whose bounds change stays where it is.
    AsTheyStand,
}

/// Takes over what was found of levers within the same bounds, and the order in which they stood.
fn keep_found(all: &mut [Line], known: &[Line]) {
    let place = |line: &Line| known.iter().position(|it| it.lever == line.lever);
    for line in all.iter_mut() {
        let same = place(line).and_then(|at| known.get(at)).filter(|it| it.limits == line.limits);
        line.sought = same.and_then(|it| it.sought.clone());
    }
    all.sort_by_key(|line| place(line).unwrap_or(known.len()));
}

/// Tries the next lever of which nothing is known, then lets the page breathe.
fn run(
    app: App,
    lines: RwSignal<Vec<Line>>,
    goal: Goal,
    (round, begun): (StoredValue<u32>, u32),
    order: Order,
    running: RwSignal<bool>,
) {
    dom::after_ms(0, move || {
        if round.try_get_value() != Some(begun) {
            return;
        }
        let next = |lines: &Vec<Line>| {
            let at = lines.iter().position(|line| line.sought.is_none())?;
            lines.get(at).map(|line| (at, line.lever.clone(), line.limits))
        };
        let Some((at, lever, limits)) = lines.try_with_untracked(next).flatten() else {
            if order == Order::ReachedFirst {
                let _gone = lines.try_update(|lines| lines.sort_by_key(|line| !line.reaches()));
            }
            let _gone = running.try_set(false);
            return;
        };
        let env = Env { today: today() };
        let found = app.document.with_untracked(|document| seek_lever(document, &env, &lever, &goal, limits));
        lines.update(|lines| {
            if let Some(line) = lines.get_mut(at) {
                line.sought = Some(found.map(Arc::new));
            }
        });
        run(app, lines, goal, (round, begun), order, running);
    });
}

fn row(app: App, aim: Aim, line: &Line, bounded: bool, locale: &crate::present::Locale) -> AnyView {
    let name = line.called();
    let metric = aim.metric.get_untracked();
    let cells = match &line.sought {
        None => SoughtRow::default(),
        Some(Err(why)) => SoughtRow { short: why.clone(), ..SoughtRow::default() },
        Some(Ok(sought)) => app.document.with_untracked(|document| {
            app.outcome.with_untracked(|outcome| {
                let input = match &line.lever {
                    Lever::Input(path) => get_input(document, path),
                    Lever::Renewal | Lever::Hires { .. } => None,
                };
                let moved = match (&input, &line.lever) {
                    (Some(input), _) => Moved::Input(input),
                    (None, Lever::Hires { .. }) => Moved::Hires(&line.name, ""),
                    (None, Lever::Renewal | Lever::Input(_)) => Moved::Renewal,
                };
                seek::row(&sought.found, &moved, metric, (document, outcome), locale)
            })
        }),
    };
    let command = line.sought.as_ref().and_then(|it| it.as_ref().ok()).and_then(|it| it.command.clone());
    let told = tr!("{name}: {} instead of {}.", cells.takes, cells.today);
    let apply = command.map(|command| {
        let what = name.clone();
        view! {
            <Button
                label=tr!("Apply")
                on_what=what
                look=Look::Quiet
                small=true
                on_press=move |()| app.dispatch_risky(command.clone(), told.clone())
            />
        }
    });
    let key = line.lever.key();
    let bound = (!bounded).then(|| {
        let what = name.clone();
        view! {
            <Button
                label=tr!("Bounds")
                on_what=what
                look=Look::Quiet
                small=true
                on_press=move |()| {
                    aim.keep(|goal| goal.levers.push(GoalLever { path: key.clone(), ..GoalLever::default() }));
                    // The button goes; whoever pressed it wants to type the first bound.
                    dom::focus_first(".goal-bound:last-child input");
                }
            />
        }
    });
    view! {
        <tr class:short=line.sought.is_some() && !line.reaches()>
            <th scope="row">{name}<small>{cells.short}</small></th>
            <td>{cells.today}</td>
            <td>{cells.takes}</td>
            <td>{cells.gives}</td>
            <td class="goal-apply">{bound}{apply}</td>
        </tr>
    }
    .into_any()
}
