//! What a figure of the engine answers when it is asked, as the card that explains it shows it.

use crate::engine::capacity::{CapacityFigure, Why, WhyLink};
use crate::engine::{Op, Value};
use crate::present::{Locale, Route, figure};
use crate::text::tr;
use crate::units::Currency;
use crate::web::app::{App, sentence};
use crate::web::ui::{AskRow, AskTable, Explain, FigureButton, From, Sign, Term};
use leptos::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An answer: what the card is called, its terms with where they lead, and what else is to be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The figure with its value.
    pub title: String,
    /// Its terms in order, the figure itself last.
    pub terms: Vec<(Term, WhyLink)>,
    /// Formula in words, and notes.
    pub foot: String,
}

impl Answer {
    /// Puts an explanation into words. `itself`: the figure that is asked, which does not lead to itself.
    pub fn of(
        title: String,
        (name, formula): (&str, &str),
        why: &Why,
        itself: Option<&CapacityFigure>,
        (locale, currency): (&Locale, Currency),
    ) -> Answer {
        let full = |value| figure::in_full(value, locale, currency);
        let mut terms: Vec<(Term, WhyLink)> = Vec::new();
        for (at, term) in why.terms.iter().enumerate() {
            let sign = match term.op {
                Op::Plus if at == 0 => Sign::Plain,
                Op::Plus => Sign::Plus,
                Op::Minus => Sign::Minus,
                Op::Times => Sign::Times,
                Op::Over => Sign::Over,
                Op::Subtotal => Sign::Sum,
                Op::Aside => Sign::Aside,
            };
            let from = match &term.link {
                WhyLink::Figure(to) if Some(to) != itself => From::Figure,
                WhyLink::Metric(..) | WhyLink::Beside(_) => From::Figure,
                WhyLink::Input(path) => From::Input { href: Route::of_input(path).to_string(), path: path.clone() },
                WhyLink::Figure(_) | WhyLink::None => From::Nowhere,
            };
            terms.push((Term { sign, label: term.label.clone(), value: full(term.value), from }, term.link.clone()));
        }
        let label = match why.value {
            Value::Undefined(needs) => [tr!("Not defined: "), needs].concat(),
            Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
                name.to_owned()
            }
        };
        let result = Term { sign: Sign::Sum, label, value: full(why.value), from: From::Nowhere };
        terms.push((result, WhyLink::None));
        let notes = std::iter::once(sentence(formula)).chain(why.notes.iter().cloned());
        let foot = notes.map(|it| if it.ends_with('.') { it } else { it + "." }).collect::<Vec<_>>().join(" ");
        Answer { title, terms, foot }
    }
}

/// The card of an answer; nothing while there is none.
#[component]
fn AnswerCard(
    /// The answer.
    #[prop(into)]
    answer: Signal<Option<Answer>>,
    /// Explains what a term leads to instead.
    #[prop(into)]
    on_follow: Callback<WhyLink>,
    /// Whether one came from another explanation.
    #[prop(into)]
    came: Signal<bool>,
    /// Goes back to it.
    #[prop(into)]
    on_back: Callback<()>,
    /// Closes the card.
    #[prop(into)]
    on_close: Callback<()>,
) -> AnyView {
    let open = Memo::new(move |_| answer.with(Option::is_some));
    let on_ask = Callback::new(move |at: usize| {
        let link = answer.with_untracked(|it| it.as_ref().and_then(|it| it.terms.get(at)).map(|it| it.1.clone()));
        on_follow.run(link.unwrap_or(WhyLink::None));
    });
    let card = move || {
        open.get().then(|| {
            view! {
                <Explain
                    title=Signal::derive(move || answer.get().map(|it| it.title).unwrap_or_default())
                    terms=Signal::derive(move || answer.get().map(|it| it.terms.into_iter().map(|it| it.0).collect()).unwrap_or_default())
                    foot=Signal::derive(move || answer.get().map(|it| it.foot).unwrap_or_default())
                    on_ask=on_ask
                    came=came
                    on_back=on_back
                    on_close=on_close
                />
            }
        })
    };
    view! { <div class="why-sheet floats" class:none=move || !open.get()>{card}</div> }.into_any()
}

/// Which figure of several is explained, one at a time on the whole page. Copying it copies handles.
pub struct Answering<Q: Send + Sync + 'static> {
    app: App,
    own: usize,
    asked: RwSignal<Option<Q>>,
    /// The figures that led to it.
    trail: RwSignal<Vec<Q>>,
}

impl<Q: Send + Sync + 'static> Clone for Answering<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: Send + Sync + 'static> Copy for Answering<Q> {}

/// The figure that a term of another leads to.
pub type Leads<Q> = fn(&Q, &WhyLink) -> Option<Q>;

impl<Q: Clone + PartialEq + Send + Sync + 'static> Answering<Q> {
    /// Nothing is explained yet.
    pub fn new(app: App) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        let own = NEXT.fetch_add(1, Ordering::Relaxed);
        let this = Answering { app, own, asked: RwSignal::new(None), trail: RwSignal::new(Vec::new()) };
        // A figure that is explained elsewhere takes the place of this one, and the other way round.
        Effect::new(move |_| {
            if app.asked.get().is_some() || app.answers.get() != own {
                this.put(None);
            }
        });
        this
    }

    fn put(self, it: Option<Q>) {
        self.trail.update(Vec::clear);
        self.asked.set(it);
    }

    /// The figure that is explained.
    pub fn open(self) -> Signal<Option<Q>> {
        self.asked.into()
    }

    /// The same at this moment.
    pub fn now(self) -> Option<Q> {
        self.asked.get_untracked()
    }

    /// Explains a figure, or closes its explanation.
    pub fn ask(self, it: Q) {
        self.app.asked.set(None);
        self.app.answers.set(self.own);
        let open = self.asked.with_untracked(|now| now.as_ref() == Some(&it));
        self.put((!open).then_some(it));
    }

    fn follow(self, link: &WhyLink, leads: Option<Leads<Q>>, on_follow: Option<Callback<WhyLink>>) {
        let from = self.now();
        let to = from.as_ref().zip(leads).and_then(|(from, leads)| leads(from, link));
        if let (Some(from), Some(to)) = (from, to) {
            self.trail.update(|trail| trail.push(from));
            self.asked.set(Some(to));
        } else if let Some(on_follow) = on_follow {
            on_follow.run(link.clone());
        }
    }

    /// The card that explains it. `on_follow` explains what a term leads to elsewhere.
    pub fn card(
        self,
        answer: impl Fn(Q) -> Option<Answer> + Send + Sync + 'static,
        leads: Option<Leads<Q>>,
        on_follow: Option<Callback<WhyLink>>,
    ) -> AnyView {
        let told = Memo::new(move |_| answer(self.asked.get()?));
        view! {
            <AnswerCard
                answer=told
                on_follow=move |link: WhyLink| self.follow(&link, leads, on_follow)
                came=Signal::derive(move || self.trail.with(|it| !it.is_empty()))
                on_back=move |()| self.asked.set(self.trail.try_update(Vec::pop).flatten())
                on_close=move |()| self.put(None)
            />
        }
        .into_any()
    }
}

/// A figure outside of a table that explains itself.
#[component]
pub fn AskedFigure<Q>(
    /// What explains it.
    answering: Answering<Q>,
    /// What it answers.
    question: Q,
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
) -> AnyView
where
    Q: Clone + PartialEq + Send + Sync + 'static,
{
    let same = question.clone();
    let open = Memo::new(move |_| answering.asked.with(|it| it.as_ref() == Some(&same)));
    view! { <FigureButton text=text open=open on_ask=move |()| answering.ask(question.clone())/> }.into_any()
}

/// A table whose figures are explained below it, one at a time.
#[component]
pub fn AnsweringTable<Q>(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The names of the columns, and whether words stand in them.
    #[prop(into)]
    header: Signal<Vec<(String, bool)>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<AskRow<Q>>>,
    /// What a figure answers.
    answer: impl Fn(Q) -> Option<Answer> + Send + Sync + 'static,
    /// Explains what a term leads to elsewhere.
    #[prop(optional, into)]
    on_follow: Option<Callback<WhyLink>>,
    /// The figure of this table that a term of another leads to.
    #[prop(optional)]
    leads: Option<Leads<Q>>,
    /// A further class of the region that scrolls.
    #[prop(optional)]
    class: &'static str,
) -> AnyView
where
    Q: Clone + PartialEq + Send + Sync + 'static,
{
    let answering = Answering::new(App::here());
    let on_ask = move |it: Q| answering.ask(it);
    view! {
        <AskTable label=label header=header rows=rows open=answering.open() on_ask=on_ask class=class/>
        {answering.card(answer, leads, on_follow)}
    }
    .into_any()
}
