//! Whose statement is looked at, for which months, and what it is made of.

use crate::engine::{NoStatement, Source, Span, Statement, holders_in, period_named, statement_of};
use crate::model::Document;
use crate::present::Route;
use crate::present::statement::name_of;
use crate::text::{mark, tr};
use crate::units::{Cadence, FiscalPeriod, SeatId};
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Look, Pick, Tab, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// What the address names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub seat: String,
    pub period: String,
    pub holder: Option<usize>,
}

/// What is looked at, handed down as context. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    pub named: Memo<Named>,
    /// The period and its months; none if the plan has no such period.
    pub period: Memo<Option<(FiscalPeriod, Span)>>,
    /// What was chosen; otherwise deals, where there are any.
    pub wanted: RwSignal<Option<Source>>,
    pub source: Memo<Source>,
    /// The statement, made for what is shown and nothing else.
    pub told: Memo<Option<Result<Arc<Statement>, NoStatement>>>,
}

impl Stated {
    /// Follows the address.
    pub fn new(app: App) -> Stated {
        let named = Memo::new(move |had: Option<&Named>| {
            app.route.with(|route| {
                if let Route::Statement { seat, period, holder } = route {
                    Named { seat: seat.clone(), period: period.clone(), holder: *holder }
                } else {
                    // On the way to another page nothing is made anew.
                    had.cloned().unwrap_or(Named { seat: String::new(), period: String::new(), holder: None })
                }
            })
        });
        let period = Memo::new(move |_| {
            named.with(|named| {
                app.document.with(|document| {
                    if named.period.is_empty() {
                        return last_year(document);
                    }
                    period_named(document, &named.period)
                })
            })
        });
        let wanted = RwSignal::new(None);
        let source = Memo::new(move |_| {
            let some = app.document.with(|document| !document.deals.is_empty());
            wanted.get().unwrap_or(if some { Source::Deals } else { Source::Forecast })
        });
        let told = Memo::new(move |_| {
            let (_, span) = period.get()?;
            let (seat, stint) = named.with(Named::who);
            let source = source.get();
            Some(app.document.with(|document| statement_of(document, &seat, stint, span, source)).map(Arc::new))
        });
        Stated { named, period, wanted, source, told }
    }

    /// From the view above.
    pub fn here() -> Stated {
        expect_context::<Stated>()
    }

    /// The statement, if there is one.
    pub fn statement(self) -> Option<Arc<Statement>> {
        self.told.get().and_then(Result::ok)
    }

    fn go(self, period: &FiscalPeriod) {
        let Named { seat, holder, .. } = self.named.get_untracked();
        let route = Route::Statement { seat, period: period.key(), holder };
        dom::set_hash(route.to_string().trim_start_matches('#'));
    }
}

impl Named {
    /// The seat and the position of the stint.
    pub fn who(&self) -> (SeatId, Option<usize>) {
        (SeatId::new(&self.seat), self.holder.and_then(|at| at.checked_sub(1)))
    }
}

fn last_year(document: &Document) -> Option<(FiscalPeriod, Span)> {
    periods(document, Cadence::Year).pop()
}

/// The fiscal periods of a length that a plan has months of.
fn periods(document: &Document, cadence: Cadence) -> Vec<(FiscalPeriod, Span)> {
    let calendar = document.settings.fiscal_calendar();
    let mut periods: Vec<FiscalPeriod> =
        document.settings.months().map(|month| calendar.period_of(month, cadence)).collect();
    periods.dedup();
    periods.into_iter().filter_map(|period| period_named(document, &period.key())).collect()
}

const LENGTHS: [(&str, &str, Cadence); 4] = [
    ("month", mark!("Month"), Cadence::Month),
    ("quarter", mark!("Quarter"), Cadence::Quarter),
    ("half", mark!("Half-year"), Cadence::Half),
    ("year", mark!("Year"), Cadence::Year),
];

/// Period, holder and source.
#[component]
pub(super) fn ChoicePanel() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let length = Signal::derive(move || stated.period.get().map_or(Cadence::Year, |it| it.0.cadence));
    let length_key = Signal::derive(move || LENGTHS.iter().find(|it| it.2 == length.get()).map_or("", |it| it.0));
    let lengths =
        Signal::derive(|| LENGTHS.iter().map(|(key, label, _)| Tab::new(key, tr!(*label))).collect::<Vec<_>>());
    let length_name =
        Signal::derive(move || LENGTHS.iter().find(|it| it.2 == length.get()).map_or("", |it| tr!(it.1)).to_owned());
    let all = Memo::new(move |_| app.document.with(|document| periods(document, length.get())));
    let at = Memo::new(move |_| {
        let now = stated.period.get()?.0;
        all.with(|all| all.iter().position(|it| it.0 == now))
    });
    let on_length = Callback::new(move |key: &'static str| {
        let Some((_, _, cadence)) = LENGTHS.iter().find(|it| it.0 == key) else { return };
        let from = stated.period.get_untracked().map_or(0, |it| it.1.from);
        let found = app.document.with_untracked(|document| {
            periods(document, *cadence).into_iter().find(|it| (it.1.from..=it.1.to).contains(&from))
        });
        if let Some((period, _)) = found {
            stated.go(&period);
        }
    });
    let step = move |by: isize| {
        let to = at.get_untracked().and_then(|at| at.checked_add_signed(by));
        if let Some((period, _)) = to.and_then(|to| all.with_untracked(|all| all.get(to).copied())) {
            stated.go(&period);
        }
    };
    let first = Signal::derive(move || at.get().is_none_or(|at| at == 0));
    let last = Signal::derive(move || at.get().is_none_or(|at| all.with(|all| at + 1 >= all.len())));
    let choices = Signal::derive(move || {
        all.with(|all| all.iter().map(|it| Choice::new(it.0.key(), period_label(&it.0, false))).collect::<Vec<_>>())
    });
    let chosen = Signal::derive(move || stated.period.get().map(|it| it.0.key()).unwrap_or_default());
    let on_period = Callback::new(move |name: String| {
        if let Some((period, _)) = app.document.with_untracked(|document| period_named(document, &name)) {
            stated.go(&period);
        }
    });
    let sources = Signal::derive(|| vec![Tab::new("deals", tr!("Deals")), Tab::new("forecast", tr!("Forecast"))]);
    let source = Signal::derive(move || match stated.source.get() {
        Source::Deals => "deals",
        Source::Forecast => "forecast",
    });
    let on_source = Callback::new(move |key: &'static str| {
        stated.wanted.set(Some(if key == "deals" { Source::Deals } else { Source::Forecast }));
    });
    view! {
        <div class="panel statement-choice no-print">
            <div>
                <span class="label">{tr!("Length")}</span>
                <Tabs label=tr!("Length of the period") tabs=lengths chosen=length_key on_choose=on_length/>
            </div>
            <div class="statement-when">
                <Button label=tr!("Previous") look=Look::Quiet disabled=first on_press=move |()| step(-1)/>
                <Pick label=length_name choices=choices chosen=chosen on_choose=on_period/>
                <Button label=tr!("Next") look=Look::Quiet disabled=last on_press=move |()| step(1)/>
            </div>
            <HolderPick/>
            <div>
                <span class="label">{tr!("Made of")}</span>
                <Tabs label=tr!("What the statement is made of") tabs=sources chosen=source on_choose=on_source/>
            </div>
        </div>
    }
    .into_any()
}

/// Chooses among those who held the seat in the period, where there are several.
#[component]
fn HolderPick() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let held = Memo::new(move |_| {
        let (_, span) = stated.period.get()?;
        let (seat, _) = stated.named.with(Named::who);
        app.document.with(|document| {
            let seat = document.seats.iter().position(|it| it.id == seat)?;
            let held = holders_in(document, seat, span);
            (held.len() > 1).then(|| {
                held.into_iter().map(|at| ((at + 1).to_string(), name_of(document, seat, at))).collect::<Vec<_>>()
            })
        })
    });
    let choices = Signal::derive(move || {
        held.get().unwrap_or_default().into_iter().map(|(key, name)| Choice::new(key, name)).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || stated.statement().map(|it| (it.stint + 1).to_string()).unwrap_or_default());
    let on_choose = Callback::new(move |key: String| {
        let Named { seat, period, .. } = stated.named.get_untracked();
        let route = Route::Statement { seat, period, holder: key.parse().ok() };
        dom::set_hash(route.to_string().trim_start_matches('#'));
    });
    view! {
        <Show when=move || held.with(Option::is_some)>
            <Pick label=tr!("Holder of the seat") choices=choices chosen=chosen on_choose=on_choose/>
        </Show>
    }
    .into_any()
}
