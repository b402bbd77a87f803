//! Which difference moves an amount by how much.

use super::lead_nowhere;
use super::reckoning::{Between, Reckoning, State};
use super::sides::Sides;
use crate::engine::capacity::WhyLink;
use crate::engine::compare::{BridgeFigure, BridgeMethod, MOST_SHAPLEY, Measure, bridge_why};
use crate::present::chart::Size;
use crate::present::compare::{
    StepPart, bridge_answer_title, bridge_changes, bridge_chart, bridge_none, bridge_rows, bridge_say, step_parts,
};
use crate::present::{Route, compare};
use crate::text::tr;
use crate::web::app::{App, Asked};
use crate::web::chart as draw;
use crate::web::port::dom;
use crate::web::ui::{AskRow, ChartFrame, Choice, From, Panel, PanelHead, Pick, Sign, Tab, Tabs, Term, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;

/// Values of more letters stand behind what they are the values of, not beside it.
const WIDEST_VALUE: usize = 20;

/// The bridge from the base to one of the others.
#[component]
pub(super) fn BridgePanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let to = RwSignal::new(0_usize);
    let method = RwSignal::new("ordered");
    let tabs = Signal::derive(|| vec![Tab::new("ordered", tr!("In order")), Tab::new("shapley", tr!("All orders"))]);
    let Reckoning { state, told, measure, .. } = Reckoning::new(sides, to, method);
    let waits = Memo::new(move |_| told.with(Option::is_none) && state.get() != State::There);
    let say = Signal::derive(move || {
        match state.get() {
            State::Waits => return tr!("Looking for them\u{2026}").to_owned(),
            State::Reckons(done, all) => {
                return tr!("Reckoning what each change does: {done} of {all}\u{2026}");
            }
            State::There => {}
        }
        told.with(|told: &Option<Between>| match told {
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
            None => bridge_none(measure.get()),
        })
    });
    let some = Memo::new(move |_| told.with(|it| it.as_ref().is_some_and(|it| !it.0.steps.is_empty())));
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
    let measures = Signal::derive(|| Measure::ALL.map(|it| Choice::new(it.key(), it.name())).to_vec());
    let choose = move |key: String| {
        let with =
            app.route.with_untracked(|it| if let Route::Compare { with, .. } = it { with.clone() } else { Vec::new() });
        dom::set_hash(&Route::Compare { with, measure: Measure::from_key(&key) }.to_string());
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("What makes the difference")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("How changes are told apart") tabs=tabs chosen=method on_choose=move |key| method.set(key)/>
                }
            />
            <div class="fields one">
                <Pick
                    label=tr!("Figure")
                    choices=measures
                    chosen=Signal::derive(move || measure.get().unwrap_or(Measure::ClosingArr).key().to_owned())
                    on_choose=choose
                />
                <Show when=move || several.get()>
                    <Pick
                        label=tr!("To")
                        choices=choices
                        chosen=Signal::derive(move || to.get().to_string())
                        on_choose=move |key: String| to.set(key.parse().unwrap_or(0))
                    />
                </Show>
            </div>
            <Show when=move || waits.get()>
                <div class="coming later" aria-busy="true"></div>
            </Show>
            <Show when=move || some.get()>
                <ChartFrame label=say draw=drawn/>
                <Changes told=told/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// The table of changes. Each of its figures explains itself.
#[component]
fn Changes(
    /// The bridge.
    told: RwSignal<Option<Between>>,
) -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let label =
        Signal::derive(move || told.with(|it| it.as_ref().map(|it| bridge_changes(it.0.measure))).unwrap_or_default());
    let header = Signal::derive(move || {
        let name = told.with(|it| it.as_ref().map(|it| it.0.measure.name())).unwrap_or_default();
        vec![(tr!("Change").to_owned(), false), (name.to_owned(), false)]
    });
    let rows = Signal::derive(move || {
        told.with(|told| {
            let (told, old, new) = told.as_ref()?;
            let rows = bridge_rows(told, (&old.document, &new.document), (&old.name, &new.name), &app.locale.get());
            let last = rows.len().saturating_sub(1);
            let line = |(at, row): (usize, Vec<String>)| {
                let figure = match at.checked_sub(1) {
                    None => BridgeFigure::From,
                    Some(_) if at == last => BridgeFigure::To,
                    Some(step) => BridgeFigure::Step(step),
                };
                let mut cells = row.into_iter();
                let name = cells.next().unwrap_or_default();
                let cells = cells.map(|text| Told::Figure(text, figure)).collect();
                AskRow { name, head: None, wrap: true, sum: at == last, chosen: false, cells }
            };
            Some(rows.into_iter().enumerate().map(line).collect::<Vec<_>>())
        })
        .unwrap_or_default()
    });
    let answer = move |figure: BridgeFigure| {
        told.with(|told| {
            let (told, old, new) = told.as_ref()?;
            let locale = app.locale.get();
            let mut why = bridge_why(told, figure, (&old.outcome, &new.outcome));
            let of_open = match figure {
                BridgeFigure::From => sides.is_open(old),
                BridgeFigure::To => sides.is_open(new),
                BridgeFigure::Step(_) => sides.is_open(old) || sides.is_open(new),
            };
            if !of_open {
                lead_nowhere(&mut why);
            }
            let documents = (&*old.document, &*new.document);
            let title = bridge_answer_title(told, figure, documents, (&old.name, &new.name), &locale);
            let words = match figure {
                BridgeFigure::From | BridgeFigure::To => (told.measure.name(), told.measure.formula()),
                BridgeFigure::Step(_) => (tr!("What the change adds"), compare::method_words(told.method)),
            };
            let mut answer = Answer::of(title, words, &why, None, (&locale, new.outcome.currency));
            let step = if let BridgeFigure::Step(at) = figure { told.steps.get(at) } else { None };
            // One change is named by the card itself, unless it is an input that can be changed from here.
            let parts = step.map(|it| step_parts(&it.step, documents, &locale)).unwrap_or_default();
            if parts.len() > 1 || parts.iter().any(|it| it.path.is_some()) {
                let term = |it: StepPart| {
                    let from = match it.path.filter(|_| of_open) {
                        Some(path) => From::Input { href: Route::of_input(&path).to_string(), path },
                        None => From::Nowhere,
                    };
                    // Values do not wrap, labels do.
                    let (label, value) = if it.sides.chars().count() > WIDEST_VALUE {
                        ([it.what, ": ".to_owned(), it.sides].concat(), String::new())
                    } else {
                        (it.what, it.sides)
                    };
                    (Term { sign: Sign::Aside, label, value, from }, WhyLink::None)
                };
                answer.terms.extend(parts.into_iter().map(term));
            }
            Some(answer)
        })
    };
    // A term that is a figure of the open scenario explains itself in its turn.
    let on_follow = move |link: WhyLink| {
        let span = told.with_untracked(|it| it.as_ref().and_then(|it| it.0.months.span(&app.outcome.get_untracked())));
        if let (WhyLink::Metric(metric, scope), Some(span)) = (link, span) {
            app.ask(Asked { metric, scope, span });
        }
    };
    view! { <AnsweringTable label=label header=header rows=rows answer=answer on_follow=Callback::new(on_follow)/> }
        .into_any()
}
