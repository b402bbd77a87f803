//! Which deals are shown: whose, of which month, counting as what.

use crate::exchange::deal_words::{measure_key, measure_named};
use crate::model::comp::Measure;
use crate::model::{Deal, Document};
use crate::present::deals::holder_on;
use crate::present::number::show_month;
use crate::present::words_pay;
use crate::text::tr;
use crate::units::{Month, PersonId};
use crate::web::app::App;
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;

/// Stands for deals that credit nobody among the people to choose from.
const HOUSE: &str = "~house";

/// What is chosen. An empty text is everything.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// The id of a person, or [`HOUSE`].
    pub person: RwSignal<String>,
    /// A month, as files write it.
    pub month: RwSignal<String>,
    /// A measure, by its name in files.
    pub measure: RwSignal<String>,
}

impl Filter {
    /// Everything is shown.
    pub fn everything() -> Filter {
        let nothing = || RwSignal::new(String::new());
        Filter { person: nothing(), month: nothing(), measure: nothing() }
    }

    /// What is chosen now.
    pub fn wanted(self) -> Wanted {
        Wanted::of(&self.person.get(), &self.month.get(), &self.measure.get())
    }
}

/// Which deals are shown.
pub(super) struct Wanted {
    /// Someone they credit.
    pub person: Option<PersonId>,
    house: bool,
    month: Option<Month>,
    measure: Option<Measure>,
}

impl Wanted {
    fn of(person: &str, month: &str, measure: &str) -> Wanted {
        Wanted {
            person: Some(person).filter(|it| !it.is_empty() && *it != HOUSE).map(PersonId::new),
            house: person == HOUSE,
            month: month.parse().ok(),
            measure: measure_named(measure),
        }
    }

    /// Whether a deal is shown; the document is needed where a person is wanted.
    pub fn fits(&self, document: Option<&Document>, deal: &Deal) -> bool {
        let person = match (&self.person, document) {
            (Some(person), Some(document)) => deal.credits.iter().any(|credit| {
                let seat = document.seat(&credit.seat);
                seat.and_then(|seat| holder_on(document, seat, deal.closed)).is_some_and(|it| it.id == *person)
            }),
            (_, _) => !self.house || deal.credits.is_empty(),
        };
        person
            && self.month.is_none_or(|month| Month::of(deal.closed) == month)
            && self.measure.is_none_or(|measure| deal.measure == measure)
    }
}

/// Whose deals, of which month, counting as what.
#[component]
pub(super) fn Filters(filter: Filter) -> AnyView {
    let app = App::here();
    let people = Signal::derive(move || {
        let mut list = vec![Choice::new("", tr!("Everybody")), Choice::new(HOUSE, tr!("House accounts"))];
        app.document.with(|document| {
            let mut people: Vec<Choice> =
                document.people.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone())).collect();
            people.sort_by(|a, b| a.label.cmp(&b.label));
            list.extend(people);
        });
        list
    });
    let months = Signal::derive(move || {
        let all = std::iter::once(Choice::new("", tr!("All months")));
        app.document.with(|document| {
            all.chain(document.settings.months().map(|it| Choice::new(it.to_string(), show_month(it))))
                .collect::<Vec<_>>()
        })
    });
    let measures = Signal::derive(move || {
        let all = std::iter::once(Choice::new("", tr!("Everything")));
        all.chain(Measure::ALL.map(|it| Choice::new(measure_key(it), words_pay::measure(it)))).collect::<Vec<_>>()
    });
    view! {
        <div class="fields">
            <Pick label=tr!("Credited to") choices=people chosen=filter.person on_choose=move |key| filter.person.set(key)/>
            <Pick label=tr!("Closed in") choices=months chosen=filter.month on_choose=move |key| filter.month.set(key)/>
            <Pick label=tr!("Counts as") choices=measures chosen=filter.measure on_choose=move |key| filter.measure.set(key)/>
        </div>
    }
    .into_any()
}
