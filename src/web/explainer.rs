//! The card that says why a figure is what it is.

use crate::engine::{Link, Op, Outcome, Row, Scope, explain};
use crate::model::{Recurring, Segment};
use crate::present::number::{show_month, show_months};
use crate::present::{Route, figure, recurring, words};
use crate::text::tr;
use crate::web::app::{App, Asked};
use crate::web::ui::{Explain, From, Sign, Term};
use leptos::prelude::*;

/// The explanation of the figure that was asked about; nothing while none is.
#[component]
pub fn Explainer() -> AnyView {
    let app = App::here();
    let made = Memo::new(move |_| {
        let asked = app.asked.get()?;
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            app.document.with(|document| {
                let explained = explain(outcome, asked.metric, asked.scope, asked.span);
                let of = match asked.scope {
                    Scope::Company => String::new(),
                    Scope::Segment(at) => {
                        document.segments.get(at).map(|it| [", ", it.name.as_str()].concat()).unwrap_or_default()
                    }
                };
                let month = |at: usize| outcome.months.get(at).copied().unwrap_or(document.settings.first_month);
                let when = if explained.span.len() > 1 {
                    show_months(month(explained.span.from), month(explained.span.to))
                } else {
                    show_month(month(explained.span.to))
                };
                let view = outcome.recurring;
                // What an amount of ARR is made of is ARR too; what a ratio is made of stays as its formula has it.
                let full =
                    |value| figure::in_full(recurring::value(view, asked.metric, value), &locale, outcome.currency);
                let called = |text: &str| {
                    if asked.metric.is_recurring() { recurring::words(view, text) } else { text.to_owned() }
                };
                let name = recurring::name(view, asked.metric);
                let title = [name.as_str(), &of, ", ", &when, ": ", &full(explained.value)].concat();
                let mut terms: Vec<Term> = explained
                    .terms
                    .iter()
                    .enumerate()
                    .map(|(at, term)| {
                        let scope = match &term.link {
                            Link::Metric(_, scope) => Some(*scope),
                            Link::Input(_) | Link::Inputs(_) | Link::None => None,
                        };
                        Term {
                            sign: sign(term.op, at == 0),
                            label: called(&words::term_label(&term.label, scope, document)),
                            value: full(term.value),
                            from: match &term.link {
                                Link::Input(path) => input(path),
                                Link::Inputs(path) => match asked.scope {
                                    Scope::Segment(at) => input(&within(path, document.segments.get(at))),
                                    Scope::Company => input(path),
                                },
                                Link::Metric(..) if asks(outcome, asked, term).is_some() => From::Figure,
                                Link::Metric(..) | Link::None => From::Nowhere,
                            },
                        }
                    })
                    .collect();
                let result = if let crate::engine::Value::Undefined(needs) = explained.value {
                    Term {
                        sign: Sign::Sum,
                        label: [tr!("Not defined: "), needs].concat(),
                        value: String::new(),
                        from: From::Nowhere,
                    }
                } else {
                    Term { sign: Sign::Sum, label: name, value: full(explained.value), from: From::Nowhere }
                };
                terms.push(result);
                let mut notes = vec![called(&crate::web::app::sentence(asked.metric.formula()))];
                notes.extend(explained.notes.iter().map(|note| called(note)));
                if asked.metric.is_recurring() && view == Recurring::Mrr {
                    notes.push(tr!(recurring::NOTE).to_owned());
                }
                Some((title, terms, notes.join(" ")))
            })
        })
    });
    // From which figure to which one went, for the way back. What is asked elsewhere on the page begins anew.
    let trail = RwSignal::new(Vec::<(Asked, Asked)>::new());
    let came = Signal::derive(move || {
        let now = app.asked.get();
        trail.with(|trail| trail.last().is_some_and(|(_, to)| Some(*to) == now))
    });
    let on_ask = Callback::new(move |at: usize| {
        let Some(from) = app.asked.get_untracked() else { return };
        let to = app.outcome.with_untracked(|outcome| {
            let explained = explain(outcome, from.metric, from.scope, from.span);
            asks(outcome, from, explained.terms.get(at)?)
        });
        if let Some(to) = to {
            if !came.get_untracked() {
                trail.update(Vec::clear);
            }
            trail.update(|trail| trail.push((from, to)));
            app.asked.set(Some(to));
        }
    });
    let on_back = Callback::new(move |()| {
        if let Some((from, _)) = trail.try_update(Vec::pop).flatten() {
            app.asked.set(Some(from));
        }
    });
    let open = Memo::new(move |_| made.with(Option::is_some));
    let card = move || {
        open.get().then(|| {
            view! {
                <Explain
                    title=Signal::derive(move || made.get().map(|it| it.0).unwrap_or_default())
                    terms=Signal::derive(move || made.get().map(|it| it.1).unwrap_or_default())
                    foot=Signal::derive(move || made.get().map(|it| it.2).unwrap_or_default())
                    on_ask=on_ask
                    came=came
                    on_back=on_back
                    on_close=move |()| app.asked.set(None)
                />
            }
        })
    };
    card.into_any()
}

/// The path of an input of a segment, from that of any.
fn within(path: &str, segment: Option<&Segment>) -> String {
    match segment {
        Some(segment) if path.starts_with("segment/*") => path.replacen('*', segment.id.as_str(), 1),
        Some(_) | None => path.to_owned(),
    }
}

/// Where an input can be changed.
fn input(path: &str) -> From {
    From::Input { href: Route::of_input(path).to_string(), path: path.to_owned() }
}

/// The figure that a term is, where it is one of the same period: then it can be asked about in its turn.
fn asks(outcome: &Outcome, asked: Asked, term: &crate::engine::Term) -> Option<Asked> {
    let Link::Metric(metric, scope) = term.link else { return None };
    let to = Asked { metric, scope, span: asked.span };
    let same = Row::scoped(outcome, scope, asked.span).value(metric) == term.value;
    (same && to != asked).then_some(to)
}

fn sign(op: Op, first: bool) -> Sign {
    match op {
        Op::Plus if first => Sign::Plain,
        Op::Plus => Sign::Plus,
        Op::Minus => Sign::Minus,
        Op::Times => Sign::Times,
        Op::Over => Sign::Over,
        Op::Subtotal => Sign::Sum,
        Op::Aside => Sign::Aside,
    }
}

impl App {
    /// Opens the explanation of a figure, or closes it if it is open.
    pub fn ask(self, asked: Asked) {
        let open = self.asked.get_untracked() == Some(asked);
        self.asked.set((!open).then_some(asked));
    }
}
