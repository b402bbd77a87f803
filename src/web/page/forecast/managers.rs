//! ARR and its movements by manager, with a pool for what nobody owns.

use crate::engine::{ManagerTeam, Scope, Span, TeamMonth, by_manager};
use crate::model::Document;
use crate::present::plan_charts::{amount, in_thousands};
use crate::present::recurring;
use crate::text::{mark, tr};
use crate::units::Money;
use crate::web::app::App;
use crate::web::ui::Table;
use leptos::prelude::*;

const HEADER: [&str; 10] = [
    mark!("Opening"),
    mark!("New"),
    mark!("Handed over"),
    mark!("Taken over"),
    mark!("Expansion"),
    mark!("Price"),
    mark!("Reactivated"),
    mark!("Contraction"),
    mark!("Churn"),
    mark!("Closing"),
];

/// The table. It is made anew only while it is looked at.
#[component]
pub fn ByManager(scope: Memo<Scope>, #[prop(into)] span: Signal<(Span, String)>) -> AnyView {
    let app = App::here();
    let teams = Memo::new(move |_| app.document.with(|document| by_manager(document, scope.get())));
    let header = Signal::derive(move || {
        app.outcome.with(|outcome| {
            let unit = if in_thousands(outcome) { tr!(" thousand") } else { "" };
            let called = recurring::short(outcome.recurring);
            let first = format!("{}, {}{unit}, {called}", span.get().1, outcome.currency);
            std::iter::once(first).chain(HEADER.map(|it| tr!(it).to_owned())).collect::<Vec<_>>()
        })
    });
    let rows = Signal::derive(move || {
        let (locale, (span, _)) = (app.locale.get(), span.get());
        app.outcome.with(|outcome| {
            let thousands = in_thousands(outcome);
            let shown = |money: Money| amount(recurring::money(outcome.recurring, money), thousands, &locale);
            let line = |name: String, sum: TeamMonth| {
                let moved = sum.moved;
                let figures = [
                    moved.opening,
                    moved.new,
                    -sum.handed_over,
                    sum.taken_over,
                    moved.expansion,
                    moved.price,
                    moved.reactivation,
                    -moved.contraction,
                    -moved.churn,
                    sum.closing(),
                ];
                std::iter::once(name).chain(figures.map(shown)).collect::<Vec<_>>()
            };
            app.document.with(|document| {
                teams.with(|teams| {
                    let sums: Vec<TeamMonth> = teams.iter().map(|team| team.over(span)).collect();
                    let mut rows: Vec<Vec<String>> =
                        teams.iter().zip(&sums).map(|(team, sum)| line(called(document, &team.team), *sum)).collect();
                    let whole = sums.iter().copied().fold(TeamMonth::default(), TeamMonth::beside);
                    rows.push(line(tr!("Together").to_owned(), whole));
                    rows
                })
            })
        })
    });
    view! {
        <Table label=tr!("By manager") header=header rows=rows sum=true/>
        <p class="fine">
            {tr!("New is what the people of a manager sign. It is handed over in the same month to whoever looks after the segment: the pool. Customers of the account table belong to the manager of their account manager, or of their customer-success manager.")}
        </p>
    }
    .into_any()
}

/// The manager by name, with the seat where nobody holds it.
fn called(document: &Document, team: &ManagerTeam) -> String {
    match team {
        ManagerTeam::Unmanaged => tr!("Without a manager").to_owned(),
        ManagerTeam::Pool => tr!("Pool: owned by nobody").to_owned(),
        ManagerTeam::Of(id) => {
            let seat = document.seats.iter().find(|seat| seat.id == *id);
            let held = seat.and_then(|seat| seat.stints.last()).and_then(|stint| stint.person.as_ref());
            let person = held.and_then(|id| document.people.iter().find(|person| person.id == *id));
            person.map(|person| person.name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
        }
    }
}
