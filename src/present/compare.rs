//! Two scenarios side by side, in words.

mod bridge;
mod choices;
mod fields;

pub use bridge::{
    bridge_answer_title, bridge_changes, bridge_chart, bridge_none, bridge_rows, bridge_say, method_words,
};

use crate::engine::compare::{BridgeStep, Difference, Field, FieldStep, InputChange, Part, StepChange, Topic, What};
use crate::engine::{Metric, Outcome, Row, Span, Value, refilled_in};
use crate::model::comp::DrawPaid;
use crate::model::{Document, InputValue, Seat, get_input};
use crate::present::chart::{self, Beside, BesideLine, BesidePeriod, Chart, Size};
use crate::present::figure::value_of;
use crate::present::number::{period_label, show_month};
use crate::present::seek::valued;
use crate::present::staffing::{holder_name, leader_name};
use crate::present::words_pay::draw_paid;
use crate::present::{Locale, Route, figure};
use crate::text::tr;
use crate::units::{Currency, FiscalPeriod, PlanId, RoleId, SegmentId};
use choices::choice_name;
pub use fields::field_name;
use serde_json::Value as Json;

/// A topic's name.
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Settings => tr!("Settings"),
        Topic::Assumptions => tr!("Assumptions"),
        Topic::Segments => tr!("Segments"),
        Topic::Roles => tr!("Roles and terms"),
        Topic::Plans => tr!("Pay plans"),
        Topic::Team => tr!("Team"),
        Topic::Costs => tr!("Other costs"),
        Topic::Customers => tr!("Accounts"),
        Topic::Territories => tr!("Territories"),
        Topic::Goal => tr!("Goal"),
        Topic::Deals => tr!("Deals"),
        Topic::Actuals => tr!("Closed months"),
    }
}

/// A part's name: `Segment Mid-market`. Names are those of the second document, or of the first where only that has the part.
pub fn part(part: &Part, old: &Document, new: &Document) -> String {
    let either = |find: &dyn Fn(&Document) -> Option<String>, id: &str| {
        find(new).or_else(|| find(old)).unwrap_or_else(|| id.to_owned())
    };
    match part {
        Part::Segment(id) => {
            [tr!("Segment "), &either(&|it| it.segment(id).map(|it| it.name.clone()), id.as_str())].concat()
        }
        Part::Role(id) => [tr!("Role "), &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Plan(id) => [tr!("Plan "), &either(&|it| it.plan(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Seats(id) => [tr!("Seats: "), &either(&|it| it.role(id).map(|it| it.name.clone()), id.as_str())].concat(),
        Part::Settings
        | Part::Assumptions
        | Part::Costs
        | Part::Customers
        | Part::Territories
        | Part::Deals
        | Part::Actuals
        | Part::Goal => topic(part.topic()).to_owned(),
    }
}

/// A difference as a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What it is about.
    pub topic: Topic,
    /// The path of the input, or the beginning of the paths of its part, by which the page is found on which it is entered.
    pub path: String,
    /// In which part.
    pub part: String,
    /// What differs.
    pub what: String,
    /// In the first document; empty where there is nothing.
    pub old: String,
    /// In the second.
    pub new: String,
}

impl DifferenceRow {
    /// The cells of the row, under [`difference_header`].
    pub fn cells(&self) -> Vec<String> {
        vec![self.what.clone(), self.place(), self.old.clone(), self.new.clone()]
    }

    /// Where it is entered, in words.
    pub fn place(&self) -> String {
        match topic(self.topic) {
            name if name == self.part => name.to_owned(),
            name => [name, " \u{203a} ", &self.part].concat(),
        }
    }

    /// Where it can be changed in a scenario, if that has it.
    pub fn leads_to(&self, document: &Document) -> Option<Route> {
        let mut parts = self.path.split('/').skip(1);
        let id = parts.next().unwrap_or_default();
        let there = match self.topic {
            Topic::Segments => document.segment(&SegmentId::new(id)).is_some(),
            Topic::Roles => document.role(&RoleId::new(id)).is_some(),
            Topic::Plans => document.plan(&PlanId::new(id)).is_some(),
            Topic::Settings
            | Topic::Assumptions
            | Topic::Team
            | Topic::Costs
            | Topic::Customers
            | Topic::Territories
            | Topic::Deals
            | Topic::Actuals
            | Topic::Goal => true,
        };
        there.then(|| Route::of_input(&self.path))
    }
}

/// The columns of a table of differences between two scenarios with these names.
pub fn difference_header(old: &str, new: &str) -> Vec<String> {
    [tr!("What"), tr!("Where"), old, new].map(str::to_owned).to_vec()
}

/// Differences as rows.
pub fn rows(differences: &[Difference], old: &Document, new: &Document, locale: &Locale) -> Vec<DifferenceRow> {
    let row = |it: &Difference| {
        let (what, before, after) = match &it.what {
            What::Added => (tr!("all of it").to_owned(), String::new(), tr!("added").to_owned()),
            What::Removed => (tr!("all of it").to_owned(), tr!("there").to_owned(), tr!("removed").to_owned()),
            What::Input(change) => {
                (change.label.clone(), side(old, change, change.old, locale), side(new, change, change.new, locale))
            }
            What::Field(field) => {
                let (before, after) = field_sides(&it.part, field, old, new);
                (place(&it.part, field, old, new), before, after)
            }
            What::Rows { added, removed, changed } => {
                let count = |n: &usize, word: &str| {
                    (*n > 0).then(|| format!("{} {word}", locale.count(i64::try_from(*n).unwrap_or(i64::MAX))))
                };
                let told = [count(added, tr!("added")), count(removed, tr!("removed")), count(changed, tr!("changed"))];
                let told: Vec<String> = told.into_iter().flatten().collect();
                let told = if told.is_empty() { tr!("another order").to_owned() } else { told.join(", ") };
                (tr!("rows").to_owned(), String::new(), told)
            }
        };
        let path = if let What::Input(change) = &it.what { change.path.clone() } else { it.part.path() };
        DifferenceRow { topic: it.part.topic(), path, part: part(&it.part, old, new), what, old: before, new: after }
    };
    differences.iter().map(row).collect()
}

/// What a step of a bridge changes: `Mid-market: win rate, 22 % to 25 %`.
pub fn step(step: &BridgeStep, old: &Document, new: &Document, locale: &Locale) -> String {
    match &step.change {
        StepChange::Input(change) => [&change.label, ": ", &change_sides(change, (old, new), locale)].concat(),
        StepChange::Whole(fields) => {
            let name = part(&step.part, old, new);
            let Some(first) = fields.first() else { return name };
            let (before, after) = field_sides(&step.part, first, old, new);
            let what = [&place(&step.part, first, old, new), ", ", &before, " \u{2192} ", &after].concat();
            match fields.len() - 1 {
                0 => [&name, ": ", &what].concat(),
                more => tr!("{name}: {what}, and {more} more"),
            }
        }
    }
}

/// The same without values.
fn step_short(step: &BridgeStep, old: &Document, new: &Document) -> String {
    match &step.change {
        StepChange::Input(change) => change.label.clone(),
        StepChange::Whole(fields) => match fields.as_slice() {
            [field] => place(&step.part, field, old, new),
            _several => part(&step.part, old, new),
        },
    }
}

/// The values of an input that differs, of the first document and the second.
pub fn change_sides(change: &InputChange, (old, new): (&Document, &Document), locale: &Locale) -> String {
    let (before, after) = (side(old, change, change.old, locale), side(new, change, change.new, locale));
    [&before, " \u{2192} ", &after].concat()
}

fn side(document: &Document, change: &InputChange, value: Option<InputValue>, locale: &Locale) -> String {
    match (value, get_input(document, &change.path)) {
        (None | Some(InputValue::Empty), _) | (_, None) => tr!("none").to_owned(),
        (Some(value), Some(input)) => valued(value, input.unit, locale, document.settings.currency),
    }
}

/// The values of a field that differs, of the first document and the second.
fn field_sides(part: &Part, field: &Field, old: &Document, new: &Document) -> (String, String) {
    let before = field.old.as_ref().map_or_else(|| unsaid(&field.at, ""), |it| value(it, &field.at, old));
    let after = field.new.as_ref().map_or_else(|| unsaid(&field.at, tr!("removed")), |it| value(it, &field.at, new));
    (before, after + &refilled(part, field, new))
}

/// What a field that is absent says: when a draw is paid is a choice also where files do not name it.
fn unsaid(at: &[FieldStep], otherwise: &str) -> String {
    let is = |step: &FieldStep, wanted: &str| matches!(step, FieldStep::Field(name) if name == wanted);
    let of_a_draw = matches!(at, [.., draw, paid] if is(draw, "draw") && is(paid, "paid"));
    if of_a_draw { draw_paid(DrawPaid::default()).0.to_owned() } else { otherwise.to_owned() }
}

/// Where a field lies, in words.
fn place(part: &Part, field: &Field, old: &Document, new: &Document) -> String {
    let word = |step: &FieldStep| match step {
        FieldStep::Field(name) => field_name(name).map_or_else(|| plain(name), str::to_owned),
        FieldStep::Entry(name) => name.clone(),
        FieldStep::Nth(place) => place.to_string(),
    };
    let mut names: Vec<String> = field.at.iter().map(word).collect();
    if let (Part::Seats(_), Some(first)) = (part, names.first_mut()) {
        // Who has it now, or had it: an open seat is what is left of someone who is gone.
        let seat = |document: &Document| document.seats.iter().find(|it| it.id.as_str() == first.as_str()).cloned();
        let held = |document: &Document| seat(document).filter(|it| holder_name(document, it).is_some());
        let named = |document: &Document, seat: Option<Seat>| seat.map(|it| leader_name(document, &it));
        let name = named(new, held(new)).or_else(|| named(old, held(old)));
        if let Some(name) = name.or_else(|| named(new, seat(new))).or_else(|| named(old, seat(old))) {
            *first = name;
        }
    }
    if let (Part::Role(role), [FieldStep::Field(list), FieldStep::Nth(at), ..]) = (part, field.at.as_slice())
        && list == "terms"
        && let Some(name) = terms_of(role, *at, new).or_else(|| terms_of(role, *at, old))
    {
        // Terms have no name but that of their segment.
        names.splice(..2, [tr!("Terms: {name}")]);
    }
    names.join(" \u{203a} ")
}

/// The segment of a role's terms, by their place from 1; none where they hold for all.
fn terms_of(role: &RoleId, at: usize, document: &Document) -> Option<String> {
    let terms = document.role(role)?.terms.get(at.checked_sub(1)?)?;
    document.segment(terms.segment.as_ref()?).map(|it| it.name.clone())
}

/// Of a last day in a seat that is filled again: from when on. It is easily missed that somebody comes.
fn refilled(part: &Part, field: &Field, document: &Document) -> String {
    let [FieldStep::Entry(seat), FieldStep::Field(stints), .., FieldStep::Field(to), FieldStep::Field(date)] =
        field.at.as_slice()
    else {
        return String::new();
    };
    if !matches!(part, Part::Seats(_)) || [stints, to, date] != ["stints", "to", "date"] {
        return String::new();
    }
    let seat = document.seats.iter().find(|it| it.id.as_str() == seat.as_str());
    let filled = seat.filter(|it| it.backfill.or_else(|| Some(document.terms_of(it)?.backfill)) == Some(true));
    let month = filled.and_then(|seat| refilled_in(document, seat));
    month.map_or_else(String::new, |month| tr!(", filled again from {}", show_month(month)))
}

/// A name of a file that this program does not know, as words.
fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// A value as it stands in files, as words. `at` is the way to it.
fn value(value: &Json, at: &[FieldStep], document: &Document) -> String {
    match value {
        Json::Null => tr!("none").to_owned(),
        Json::Bool(true) => tr!("yes").to_owned(),
        Json::Bool(false) => tr!("no").to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => {
            let field = at.iter().rev().find_map(|it| if let FieldStep::Field(name) = it { Some(name) } else { None });
            let field = field.map_or("", String::as_str);
            if field == "name" {
                return text.clone();
            }
            let chosen = choice_name(field, value).map(str::to_owned).or_else(|| name_of(field, text, document));
            chosen.unwrap_or_else(|| plain(text))
        }
        Json::Array(list) if list.iter().all(|it| !it.is_object() && !it.is_array()) => {
            list.iter().map(|it| self::value(it, at, document)).collect::<Vec<_>>().join(", ")
        }
        Json::Array(list) => match list.len() {
            1 => tr!("1 entry").to_owned(),
            count => tr!("{count} entries"),
        },
        Json::Object(fields) => match (fields.get("name"), fields.get("kind")) {
            (Some(Json::String(name)), _) => name.clone(),
            (None, Some(kind @ Json::String(name))) => {
                choice_name("kind", kind).map_or_else(|| plain(name), str::to_owned)
            }
            _ => tr!("there").to_owned(),
        },
    }
}

/// What a field refers to, by its name.
fn name_of(field: &str, id: &str, document: &Document) -> Option<String> {
    match field {
        "plan" => document.plan(&PlanId::new(id)).map(|it| it.name.clone()),
        "role" => document.role(&RoleId::new(id)).map(|it| it.name.clone()),
        "segment" | "segments" => document.segment(&SegmentId::new(id)).map(|it| it.name.clone()),
        "manager" | "seat" | "sales" | "account_management" | "customer_success" => {
            document.seats.iter().find(|it| it.id.as_str() == id).map(|it| leader_name(document, it))
        }
        _other => None,
    }
}

/// Figures that are compared: those of a company that sells and keeps customers.
pub const COMPARED: [Metric; 13] = [
    Metric::ClosingArr,
    Metric::NewArr,
    Metric::ExpansionArr,
    Metric::ChurnArr,
    Metric::NrrCohort,
    Metric::GrrEvent,
    Metric::Customers,
    Metric::Heads,
    Metric::VariablePay,
    Metric::CompCost,
    Metric::Ccos,
    Metric::CacPayback,
    Metric::MagicNumber,
];

/// A table: its header and its rows.
pub type Rows = (Vec<String>, Vec<Vec<String>>);

/// A scenario's name and what follows from it.
pub type Named<'a> = (&'a str, &'a Outcome);

/// Figures of one fiscal period: a row for each figure, a column for each scenario, and by how much each differs from the base.
pub fn by_figure(
    base: Named<'_>,
    others: &[Named<'_>],
    metrics: &[Metric],
    period: FiscalPeriod,
    locale: &Locale,
) -> Rows {
    // One row of sums for each scenario serves all figures.
    let row_of = |side: &Named<'_>| span_of(side.1, period).map(|span| Row::of(side.1, span));
    let (first, rows) = (row_of(&base), others.iter().map(row_of).collect::<Vec<_>>());
    let one = |metric: &Metric| {
        let value = |row: &Option<Row>| row.as_ref().map(|row| row.value(*metric));
        let others: Vec<_> = others.iter().zip(&rows).map(|(it, row)| (value(row), it.1.currency)).collect();
        let mut cells = vec![metric.name().to_owned()];
        cells.extend(beside_base((value(&first), base.1.currency), &others, *metric, locale));
        cells
    };
    (header(tr!("Figure"), base.0, others.iter().map(|it| it.0)), metrics.iter().map(one).collect())
}

/// One figure of a scenario over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The scenario's name.
    name: String,
    currency: Currency,
    /// A value for each period asked for; none where the plan does not have it.
    values: Vec<Option<Value>>,
}

/// One figure of a scenario in fiscal periods of the same length.
pub fn course((name, outcome): Named<'_>, metric: Metric, periods: &[FiscalPeriod]) -> Course {
    let spans = periods.first().map(|it| outcome.periods(it.cadence)).unwrap_or_default();
    let value = |period: &FiscalPeriod| {
        let span = spans.iter().find(|it| it.0 == *period)?.1;
        Some(Row::of(outcome, span).value(metric))
    };
    Course { name: name.to_owned(), currency: outcome.currency, values: periods.iter().map(value).collect() }
}

/// One figure over time: a row for each fiscal period, a column for each scenario, and by how much each differs from the base.
pub fn by_period(base: &Course, others: &[&Course], metric: Metric, periods: &[FiscalPeriod], locale: &Locale) -> Rows {
    let value = |course: &Course, at: usize| (course.values.get(at).copied().flatten(), course.currency);
    let rows = periods.iter().enumerate().map(|(at, period)| {
        let others: Vec<_> = others.iter().map(|it| value(it, at)).collect();
        let mut row = vec![period_label(period, false)];
        row.extend(beside_base(value(base, at), &others, metric, locale));
        row
    });
    (header(tr!("Period"), &base.name, others.iter().map(|it| it.name.as_str())), rows.collect())
}

fn header<'a>(first: &str, base: &str, others: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut header = vec![first.to_owned(), base.to_owned()];
    for other in others {
        header.push(other.to_owned());
        header.push(tr!("Difference").to_owned());
    }
    header
}

/// A value, if there is one, and the currency that it is in.
type Shown = (Option<Value>, Currency);

fn beside_base(base: Shown, others: &[Shown], metric: Metric, locale: &Locale) -> Vec<String> {
    let none = || "\u{2013}".to_owned();
    let show = |it: Shown| it.0.map_or_else(none, |value| figure::headline(value, locale, it.1));
    let number = |it: Shown| it.0.and_then(|value| value.to_f64());
    let mut cells = vec![show(base)];
    for other in others {
        cells.push(show(*other));
        cells.push(match (number(base), number(*other)) {
            (Some(before), Some(after)) => figure::moved(metric, after - before, locale, other.1),
            (None, _) | (_, None) => none(),
        });
    }
    cells
}

fn span_of(outcome: &Outcome, period: FiscalPeriod) -> Option<Span> {
    outcome.periods(period.cadence).into_iter().find(|it| it.0 == period).map(|it| it.1)
}

/// One figure of each scenario over time, drawn.
pub fn overlay(sides: &[Course], metric: Metric, periods: &[FiscalPeriod], locale: &Locale, size: Size) -> Chart {
    let currency = sides.first().map(|it| it.currency).unwrap_or_default();
    let number = |value: &Option<Value>| value.and_then(|it| it.to_f64()).unwrap_or(f64::NAN);
    let lines: Vec<BesideLine> = sides
        .iter()
        .map(|it| BesideLine { name: it.name.clone(), values: it.values.iter().map(number).collect() })
        .collect();
    let periods: Vec<BesidePeriod> = periods
        .iter()
        .map(|it| BesidePeriod { start: it.first, name: period_label(it, false), tick: period_label(it, true) })
        .collect();
    let show = |value: f64| figure::headline(value_of(metric, value), locale, currency);
    let name = [metric.name(), tr!(" of each scenario")].concat();
    chart::beside(&Beside { name: &name, periods: &periods, lines: &lines, axis: &show, amount: &show }, size)
}
