//! What fits: statements, weights, and scores with the answers that moved them.

use super::fold::Fold;
use super::mine::Mine;
use crate::career::RoleKind;
use crate::career::fit::{
    Answer, Group, MOST_WEIGHT, Reason, STATEMENTS, Score, Statement, USUAL_WEIGHT, demand, scores,
};
use crate::edit::ProfileCommand;
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Empty, Panel, PanelHead, Table};
use leptos::prelude::*;

/// How an answer is called: value, sign on screen, words.
const ANSWERS: [(Answer, &str, &str); 5] = [
    (-2, "1", mark!("not me at all")),
    (-1, "2", mark!("rather not me")),
    (0, "3", mark!("in between")),
    (1, "4", mark!("rather me")),
    (2, "5", mark!("very much me")),
];

/// The part of the page.
#[component]
pub(super) fn FitPart() -> AnyView {
    let mine = Mine::here();
    let answered = Memo::new(move |_| mine.profile.with(|profile| profile.fit.answers.len()));
    let say = Signal::derive(move || {
        tr!(
            "{} of {} answered. Answers stay on this machine; change or clear them whenever you like.",
            answered.get(),
            STATEMENTS.len()
        )
    });
    let clear = move |()| {
        mine.dispatch(ProfileCommand::Fit(Box::default()));
        mine.tell_undo(tr!("Answers and weights are cleared."));
    };
    let nothing = Signal::derive(move || mine.profile.with(|profile| profile.fit.is_empty()));
    let found = Memo::new(move |_| {
        let mut found = mine.profile.with(|profile| scores(&profile.fit));
        found.sort_by(|a, b| b.points.total_cmp(&a.points));
        found
    });
    let groups = Group::ALL.into_iter().map(|group| {
        let statements = STATEMENTS.iter().filter(move |it| it.group == group);
        let lines = statements.map(|it| view! { <Line statement=*it/> }).collect_view();
        view! { <div class="fit-group"><h3>{group.name()}</h3>{lines}</div> }
    });
    view! {
        <div class="row side">
            <Panel>
                <PanelHead
                    title=tr!("What is like you?")
                    say=say
                    actions=move || view! { <Button label=tr!("Clear answers") small=true disabled=nothing on_press=clear/> }
                />
                <p class="fit-scale" aria-hidden="true"><span>{tr!("1 not me at all")}</span><span>{tr!("5 very much me")}</span></p>
                {groups.collect_view()}
                <SoFar found=found answered=answered/>
            </Panel>
            <div class="col stick">
                <ScoresPanel found=found/>
                <WeightsPanel/>
            </div>
        </div>
        <DemandsPanel/>
    }
    .into_any()
}

#[component]
fn Line(statement: Statement) -> AnyView {
    let mine = Mine::here();
    let now = Memo::new(move |_| mine.profile.with(|profile| profile.fit.answers.get(&statement.about).copied()));
    let name = format!("fit-{:?}", statement.about);
    let choices = ANSWERS.into_iter().map(|(value, sign, words)| {
        let id = format!("{name}-{sign}");
        view! {
            <span class="fit-choice">
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    prop:checked=move || now.get() == Some(value)
                    on:change=move |_| mine.dispatch(ProfileCommand::Answer(statement.about, Some(value)))
                />
                <label for=id title=tr!(words)><span aria-hidden="true">{sign}</span><span class="read">{tr!(words)}</span></label>
            </span>
        }
    });
    view! {
        <fieldset class="fit-line">
            <legend>{tr!(statement.text)}</legend>
            <div class="fit-choices">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Reasons on one side, as words with their points.
fn reasons(score: &Score, up: bool) -> String {
    let found = score.reasons.iter().filter(|it| (it.points > 0.0) == up && it.points.abs() >= 0.5);
    let word = |it: &Reason| {
        let short = STATEMENTS.iter().find(|known| known.about == it.about).map_or("", |it| tr!(it.short));
        format!("{short} {:.0}", it.points.abs())
    };
    let words: Vec<String> = found.take(4).map(word).collect();
    match (words.is_empty(), up) {
        (true, _) => String::new(),
        (false, true) => ["+ ", &words.join(", ")].concat(),
        (false, false) => ["− ", &words.join(", ")].concat(),
    }
}

/// So many roles are told of while one answers.
const SO_FAR: usize = 3;

/// The highest scores so far, at the lower edge of the screen while one answers where scores stand below the statements; not shown
/// elsewhere. It says how many answers they rest on, and leads to the answers that moved them.
#[component]
fn SoFar(
    /// Scores of all roles, the highest first.
    found: Memo<Vec<Score>>,
    /// How many statements are answered.
    answered: Memo<usize>,
) -> AnyView {
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let head = move || tr!("Highest after {} of {} answers", answered.get(), STATEMENTS.len());
    let roles = move || {
        let one = |it: &Score| {
            view! { <li><span>{it.role.short()}</span>" "<b>{format!("{:.0}", it.points)}</b></li> }
        };
        found.with(|found| found.iter().take(SO_FAR).map(one).collect_view())
    };
    view! {
        <Show when=move || any.get()>
            <div class="fit-so-far no-print" role="group" aria-label=tr!("Scores so far")>
                <div>
                    <p class="fine">{head}</p>
                    <ul>{roles}</ul>
                </div>
                <Button label=tr!("Why") on_what=tr!("these scores") small=true on_press=move |()| dom::show_at_top(".fit-scores")/>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn ScoresPanel(
    /// Scores of all roles, the highest first.
    found: Memo<Vec<Score>>,
) -> AnyView {
    let all = RwSignal::new(false);
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let rows = move || {
        let count = if all.get() { RoleKind::ALL.len() } else { 6 };
        let row = |it: &Score| {
            let share = format!("{:.1}%", it.points);
            view! {
                <li class="fit-score">
                    <p><b>{it.role.name()}</b><b>{format!("{:.0}", it.points)}</b></p>
                    <span class="fit-bar" style=("--share", share) aria-hidden="true"></span>
                    <p class="fine">{reasons(it, true)}</p>
                    <p class="fine">{reasons(it, false)}</p>
                </li>
            }
        };
        found.with(|found| found.iter().take(count).map(row).collect_view())
    };
    let label = Signal::derive(move || if all.get() { tr!("Show fewer") } else { tr!("Show all roles") }.to_owned());
    view! {
        <Panel>
            <PanelHead title=tr!("What fits, out of 100") say=tr!("A score with the answers that moved it most, in points; no verdict. 50 says nothing either way.")/>
            <Show
                when=move || any.get()
                fallback=|| view! { <Empty title=tr!("No score yet") text=tr!("Answer a statement or two; scores follow at once.")/> }
            >
                <ul class="fit-scores" tabindex="-1">{rows}</ul>
                <div class="actions no-print"><Button label=label small=true on_press=move |()| all.update(|it| *it = !*it)/></div>
            </Show>
        </Panel>
    }
    .into_any()
}

#[component]
fn WeightsPanel() -> AnyView {
    let mine = Mine::here();
    let slides = Group::ALL.into_iter().map(move |group| {
        let id = ["fit-weight-", group.key()].concat();
        let now = Memo::new(move |_| mine.profile.with(|profile| profile.fit.weight(group)));
        let set = move |text: String| {
            if let Ok(weight) = text.parse::<u8>() {
                let weight = Some(weight.min(MOST_WEIGHT)).filter(|it| *it != USUAL_WEIGHT);
                mine.change(ProfileCommand::Weigh(group, weight), Some(group.key()));
            }
        };
        let words = move || match now.get() {
            0 => tr!("not at all"),
            1 => "half",
            2 => tr!("as usual"),
            3 => "more",
            _most => "twice",
        };
        view! {
            <div class="slide in-line">
                <label for=id.clone()>{group.name()}</label>
                <input
                    id=id
                    type="range"
                    min="0"
                    max=MOST_WEIGHT.to_string()
                    step="1"
                    prop:value=move || now.get().to_string()
                    aria-valuetext=words
                    on:input=move |event| set(event_target_value(&event))
                    on:change=move |_| mine.seal()
                />
                <span class="fine">{words}</span>
            </div>
        }
    });
    view! {
        <Panel>
            <PanelHead title=tr!("How much each counts")/>
            {slides.collect_view()}
        </Panel>
    }
    .into_any()
}

/// What each role asks for, for whoever wants to see what is behind the scores.
#[component]
fn DemandsPanel() -> AnyView {
    let app = App::here();
    let header = Signal::stored(
        std::iter::once(tr!("Asked for, −10 to 10").to_owned())
            .chain(RoleKind::ALL.iter().map(|it| it.short().to_owned()))
            .collect::<Vec<_>>(),
    );
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        let row = |it: &Statement| {
            let cells = RoleKind::ALL.iter().map(|role| locale.number(demand(*role, it.about) * 10.0, 0));
            std::iter::once(tr!(it.short).to_owned()).chain(cells).collect::<Vec<_>>()
        };
        STATEMENTS.iter().map(row).collect::<Vec<_>>()
    });
    view! {
        <Panel>
            <Fold label=tr!("What each role asks for")>
                <p class="say">{tr!("Our own judgement from the role cards, illustrative. An answer times what a role asks, weighted, moves its score: half of the weighted mean, from 50.")}</p>
                <Table label=tr!("What each role asks for") header=header rows=rows/>
            </Fold>
        </Panel>
    }
    .into_any()
}
