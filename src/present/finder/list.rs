//! What there is to find.

use super::places::PLACES;
use super::{Act, Deed, Entry, Kind};
use crate::engine::{Metric, Outcome, Row, Scope, Span};
use crate::model::{Document, Input};
use crate::present::guide::Topic;
use crate::present::staffing::holder_name;
use crate::present::{
    DataPart, ForecastPart, Locale, Page, PayPart, RolesPart, Route, TeamPart, TerritoriesPart, figure, recurring,
};
use crate::text::{mark, tr};

/// What the finder looks at.
pub struct Known<'a> {
    /// The open scenario.
    pub document: &'a Document,
    /// What follows from it.
    pub outcome: &'a Outcome,
    /// The months figures are told for.
    pub span: Span,
    /// Its inputs.
    pub inputs: &'a [Input],
    /// The other scenarios: id and name.
    pub scenarios: &'a [(String, String)],
    /// Label of what undo would take back.
    pub undo: Option<&'a str>,
    /// Label of what redo would do again.
    pub redo: Option<&'a str>,
    /// How numbers are written.
    pub locale: &'a Locale,
}

/// All entries, those of one kind in an order that makes sense.
pub fn entries(known: &Known<'_>) -> Vec<Entry> {
    let mut list = pages();
    let places = places(known, &list);
    list.extend(Deed::ALL.into_iter().filter_map(|deed| doing(deed, known)));
    list.extend(known.scenarios.iter().map(|(id, name)| Entry {
        kind: Kind::Scenario,
        label: name.clone(),
        hint: tr!("Open this scenario").to_owned(),
        also: "",
        act: Act::Open(id.clone()),
    }));
    list.extend(people(known.document));
    list.extend(things(known.document));
    list.extend(places);
    list.extend(figures(known));
    list.extend(known.inputs.iter().map(|input| Entry {
        kind: Kind::Input,
        label: input.label.clone(),
        hint: standing(input, known),
        also: "",
        act: Act::Type(input.path.clone()),
    }));
    list.extend(Topic::ALL.into_iter().map(|topic| Entry {
        kind: Kind::Topic,
        label: topic.name().to_owned(),
        hint: topic.group().name().to_owned(),
        also: "",
        act: Act::Go(Route::guide(topic)),
    }));
    list
}

fn page(label: String, hint: &str, route: Route) -> Entry {
    Entry { kind: Kind::Page, label, hint: hint.to_owned(), also: "", act: Act::Go(route) }
}

fn pages() -> Vec<Entry> {
    let mut list: Vec<Entry> = Page::ALL.into_iter().map(|it| page(it.name().to_owned(), "", it.route())).collect();
    let mut part = |of: Page, name: &str, route: Route| {
        if route != of.route() {
            list.push(page(name.to_owned(), of.name(), route));
        }
    };
    for it in TeamPart::ALL {
        part(Page::Team, it.name(), Route::team(it));
    }
    for it in PayPart::ALL {
        part(Page::Pay, it.name(), Route::Pay { plan: None, part: it });
    }
    for it in TerritoriesPart::ALL {
        part(Page::Territories, it.name(), Route::territories(it));
    }
    for it in ForecastPart::ALL {
        part(Page::Forecast, it.name(), Route::Forecast { segment: None, part: it });
    }
    for it in RolesPart::ALL {
        part(Page::Roles, it.name(), Route::roles(it));
    }
    for it in DataPart::ALL {
        part(Page::Data, it.name(), Route::data(it));
    }
    list.push(page(Page::Guide.name().to_owned(), tr!("How to do what, and how it is reckoned"), Page::Guide.route()));
    list
}

/// The value of an input with its unit, or what holds while it is empty.
fn standing(input: &Input, known: &Known<'_>) -> String {
    let unit = figure::unit_words(input.unit, known.outcome.currency);
    match figure::typed(input.value, input.unit, known.locale) {
        none if none.is_empty() && input.path.starts_with("seat/") => tr!("as the role or the plan has it").to_owned(),
        none if none.is_empty() => tr!("left empty").to_owned(),
        value => [value.as_str(), " ", &unit].concat().trim_end().to_owned(),
    }
}

/// Words that places are looked for by, besides their names.
const ALSO: [(&str, &str); 9] = [
    (
        "What the plan pays for: ",
        mark!("components, rates, tiers, matrix, accelerator, threshold, cap, multiplier, gate"),
    ),
    ("From earned to paid", mark!("payment, draw, guarantee, clawback, holdback")),
    ("SPIFs", mark!("bonus, contest, prize")),
    ("The whole scenario", mark!("backup, safety copy, save, file")),
    ("Files", mark!("backup, restore, open, load")),
    ("Snapshots", mark!("backup, state, history")),
    ("Figures behind it", mark!("cost of living, taxes, benefits, equity")),
    ("Roster", mark!("list of seats, employees, head count")),
    ("Ramp by tenure month", mark!("onboarding, productivity")),
];

/// Places on pages. What is called as its page is no further entry.
fn places(known: &Known<'_>, pages: &[Entry]) -> Vec<Entry> {
    let entry = |(title, at): &(&'static str, &str)| {
        let route = Route::parse(at);
        let page = pages.iter().find(|it| it.act == Act::Go(route.clone()));
        let of = route.page().name();
        let hint = page.filter(|it| it.label != of).map_or_else(|| of.to_owned(), |it| [of, ", ", &it.label].concat());
        // A title that goes on with a name has no need of it here.
        let label = recurring::words(known.outcome.recurring, tr!(*title));
        let label = label.trim_end_matches([' ', ':', ',']).to_owned();
        let is_new = page.is_none_or(|it| it.label != label);
        let also = ALSO.iter().find(|it| it.0 == *title).map_or("", |it| tr!(it.1));
        is_new.then_some(Entry { kind: Kind::Place, act: Act::Show(route, label.clone()), label, hint, also })
    };
    PLACES.iter().filter_map(entry).collect()
}

fn doing(deed: Deed, known: &Known<'_>) -> Option<Entry> {
    let label = match deed {
        Deed::Undo => [tr!("Undo: "), known.undo?].concat(),
        Deed::Redo => [tr!("Redo: "), known.redo?].concat(),
        Deed::Begin | Deed::Sample | Deed::Empty | Deed::Duplicate | Deed::Download | Deed::Print | Deed::Keys => {
            deed.name().to_owned()
        }
    };
    Some(Entry { kind: Kind::Deed, label, hint: deed.keys().to_owned(), also: "", act: Act::Do(deed) })
}

fn people(document: &Document) -> impl Iterator<Item = Entry> + '_ {
    document.seats.iter().filter_map(|seat| {
        let role = document.role(&seat.role).map_or("", |it| it.name.as_str());
        let segment = seat.segment.as_ref().and_then(|id| document.segments.iter().find(|it| it.id == *id));
        let hint = match segment {
            Some(segment) => [role, ", ", &segment.name].concat(),
            None => role.to_owned(),
        };
        Some(Entry {
            kind: Kind::Person,
            label: holder_name(document, seat)?.to_owned(),
            hint,
            also: "",
            act: Act::Go(Route::Statement { seat: seat.id.to_string(), period: String::new(), holder: None }),
        })
    })
}

fn things(document: &Document) -> Vec<Entry> {
    let thing = |label: &str, hint: &str, route: Route| Entry {
        kind: Kind::Thing,
        label: label.to_owned(),
        hint: hint.to_owned(),
        also: "",
        act: Act::Go(route),
    };
    let plans = document.plans.iter().map(|it| thing(&it.name, tr!("Pay plan"), Route::pay(Some(it.id.to_string()))));
    let segments = document
        .segments
        .iter()
        .map(|it| thing(&it.name, tr!("Forecast of the segment"), Route::forecast(Some(it.id.to_string()))));
    let roles =
        document.roles.iter().map(|it| thing(&it.name, tr!("Role and its terms"), Route::team(TeamPart::Roles)));
    plans.chain(segments).chain(roles).collect()
}

fn figures(known: &Known<'_>) -> Vec<Entry> {
    let row = Row::scoped(known.outcome, Scope::Company, known.span);
    let shown = |metric: Metric| {
        let value = recurring::value(known.outcome.recurring, metric, row.value(metric));
        figure::headline(value, known.locale, known.outcome.currency)
    };
    Metric::ALL
        .iter()
        .map(|metric| Entry {
            kind: Kind::Figure,
            label: recurring::name(known.outcome.recurring, *metric),
            hint: shown(*metric),
            also: "",
            act: Act::Explain(*metric),
        })
        .collect()
}
