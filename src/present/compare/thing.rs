//! What only one scenario has, in one line: a draw, a tier, a holder of a seat.

use super::field::Place;
use crate::engine::Metric;
use crate::engine::compare::{FieldStep, Part};
use crate::model::comp::{
    Component, CurvePoint, Draw, DrawKind, DrawPaid, DrawStep, Factor, Gate, Kicker, Measure, Milestone, Multiplier,
    Reach, Spif, Threshold, ThresholdStart, Tier, TierFrom, TierValue,
};
use crate::model::{InputValue, Leave, PlanGoal, Seat, Stint, inputs};
use crate::present::Locale;
use crate::present::figure::{in_full, value_of};
use crate::present::number::show_date;
use crate::present::seek::valued;
use crate::present::words_pay::{self, REACHES, draw_amounts, standing};
use crate::text::{going_on, tr};
use crate::units::{Money, Rate};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A thing as it stands in files, in one line; none where there is more to it than a line says, or it is not known.
pub(super) fn thing(value: &Value, place: &Place<'_>) -> Option<String> {
    match place.part {
        Part::Plan(_) => of_a_plan(value, place),
        Part::Seats(_) => of_a_seat(value, place),
        Part::Role(_) | Part::Segment(_) => numbers(place),
        Part::Settings
        | Part::Assumptions
        | Part::Costs
        | Part::Customers
        | Part::Territories
        | Part::Deals
        | Part::Actuals => None,
        Part::Goal => goal(value, place),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn of_a_plan(value: &Value, place: &Place<'_>) -> Option<String> {
    let (locale, currency) = (place.locale, place.document.settings.currency);
    let money = |amount: Money| locale.money_whole_named(amount, currency);
    let from = |from: TierFrom| match from {
        TierFrom::Quota(share) => locale.rate(share),
        TierFrom::Amount(amount) => money(amount),
        TierFrom::Units(units) => locale.count(i64::from(units)),
    };
    let times = |rate: Rate| [locale.multiple_typed(rate), "x".to_owned()].concat();
    let pays = |value: TierValue| match value {
        TierValue::Multiple(rate) => times(rate),
        TierValue::Share(share) => locale.rate(share),
        TierValue::PerUnit(amount) => tr!("{} each", locale.money_full_named(amount, currency)),
    };
    Some(match place.field() {
        "value" | "pays" => pays(read(value)?),
        "from" | "at" => from(read(value)?),
        "draw" => {
            let draw: Draw = read(value)?;
            let paid = match draw.paid {
                DrawPaid::WithMonth => tr!("paid with its month"),
                DrawPaid::WithCommission => tr!("paid as late as commission"),
            };
            [&draw_amounts(&draw, locale, currency), ", ", paid, &recovered(draw.kind, locale)].concat()
        }
        "then" => {
            let DrawStep { amount, months } = read(value)?;
            let amount = tr!("{} a month", money(amount.amount()));
            match months {
                None => amount,
                Some(1) => tr!("{amount} for one month"),
                Some(count) => tr!("{amount} for {count} months"),
            }
        }
        "tiers" => {
            let tier: Tier = read(value)?;
            let (begins, pays) = (from(tier.from), pays(tier.value));
            match REACHES.iter().find(|it| it.0 == tier.reach && it.0 != Reach::OwnBound) {
                None => tr!("from {begins}: {pays}"),
                Some(it) => {
                    let reach = going_on(tr!(it.1));
                    tr!("from {begins}: {pays}, back to {reach}")
                }
            }
        }
        "points" => {
            let CurvePoint { attainment, pay } = read(value)?;
            tr!("at {}: {} of target pay", locale.rate(attainment), locale.rate(pay))
        }
        "steps" => match (read::<Milestone>(value), read::<Factor>(value)) {
            (Some(it), _) => tr!("at {}: {}", from(it.at), money(it.pay)),
            (None, Some(it)) => tr!("from {}: {}", locale.rate(it.from), times(it.factor)),
            (None, None) => return None,
        },
        "kickers" => words_pay::kicker(&read::<Kicker>(value)?, measure(place), locale, currency),
        "spifs" => words_pay::spif(&read::<Spif>(value)?, false, locale, currency),
        "multiplier" => words_pay::multiplier(&read::<Multiplier>(value)?, locale),
        "gate" => {
            let gate: Gate = read(value)?;
            let (what, at) = (standing(gate.measure), locale.rate(gate.at));
            match gate.accelerators_only {
                true => tr!("accelerates only from {at} of {what}"),
                false => tr!("is paid only from {at} of {what}"),
            }
        }
        "threshold" => {
            let Threshold { at, start } = read(value)?;
            match start {
                ThresholdStart::Zero => tr!("{}, pay rises from zero there", locale.rate(at)),
                ThresholdStart::Share => tr!("{}, pay begins at its share there", locale.rate(at)),
            }
        }
        "components" => {
            let component: Component = read(value)?;
            let weight = locale.rate(component.weight);
            let pays = words_pay::component(&component, None, None, locale, currency);
            tr!("{weight} of variable pay. {pays}")
        }
        _other => return None,
    })
}

/// When and how fast what was advanced comes back, where a draw says so.
fn recovered(kind: DrawKind, locale: &Locale) -> String {
    match kind {
        DrawKind::DelayedRecovery { start_period, share, last_period } => {
            let share = locale.rate(share);
            match last_period {
                None => tr!(", recovered from month {start_period} on by {share} of pay above it"),
                Some(last) => tr!(", recovered in months {start_period} to {last} by {share} of pay above it"),
            }
        }
        DrawKind::GuaranteeTopUp | DrawKind::Additional | DrawKind::Recoverable | DrawKind::RecoverableForgiven => {
            String::new()
        }
    }
}

/// What the component measures in which a value stands; the first of that name in the plan.
fn measure(place: &Place<'_>) -> Measure {
    let name = place.at.iter().find_map(|it| if let FieldStep::Entry(name) = it { Some(name.as_str()) } else { None });
    let plan = if let Part::Plan(id) = place.part { place.document.plan(id) } else { None };
    let mut components = plan.into_iter().flat_map(|it| &it.versions).flat_map(|it| &it.components);
    let is_it = |it: &&Component| name.is_some_and(|name| it.name == name || it.id.as_str() == name);
    components.find(is_it).map_or_else(Measure::default, |it| it.measure)
}

fn goal(value: &Value, place: &Place<'_>) -> Option<String> {
    let goal: PlanGoal = read(value)?;
    let metric = Metric::from_key(&goal.metric)?;
    let (name, period) = (metric.name(), goal.period);
    let target = goal.target.map(|it| in_full(value_of(metric, it), place.locale, place.document.settings.currency));
    Some(match target {
        Some(target) => format!("{name}, {period}: {target}"),
        None => format!("{name}, {period}"),
    })
}

/// Who holds a seat, and when. Holders are named there, not known by their ids.
fn of_a_seat(value: &Value, place: &Place<'_>) -> Option<String> {
    match (place.at, place.field()) {
        ([FieldStep::Entry(_)], _) => {
            let seat: Seat = read(value)?;
            let held: Vec<String> = seat.stints.iter().map(|it| stint(it, place)).collect();
            (!held.is_empty()).then(|| held.join("; "))
        }
        (_, "stints") => Some(stint(&read(value)?, place)),
        (_, "leave") => {
            let Leave { from, to } = read(value)?;
            Some(tr!("from {} to {}", show_date(from), show_date(to)))
        }
        (_, _) => None,
    }
}

fn stint(stint: &Stint, place: &Place<'_>) -> String {
    let name = stint.person.as_ref().map_or_else(String::new, |it| [it.as_str(), ", "].concat());
    let from = show_date(stint.from);
    let when = match stint.to.date() {
        Some(to) => tr!("from {from} to {}", show_date(to)),
        None => tr!("from {from}"),
    };
    let chance = match (&stint.person, stint.likelihood) {
        (None, chance) if chance != Rate::ONE => tr!(", at a chance of {}", place.locale.rate(chance)),
        (Some(_) | None, _) => String::new(),
    };
    [name, when, chance].concat()
}

/// More numbers than this are not told in a line.
const MOST_NUMBERS: usize = 12;

/// Numbers of what only one scenario has, as the registry of inputs names them: of terms, of a quota, of a source.
fn numbers(place: &Place<'_>) -> Option<String> {
    let within = match (place.part, place.at) {
        (Part::Role(id), [FieldStep::Field(list), FieldStep::Nth(at), rest @ ..]) if list == "terms" => {
            let terms = place.document.role(id)?.terms.get(at.checked_sub(1)?)?;
            let segment = terms.segment.as_ref().map_or("any", |it| it.as_str());
            match rest {
                [] => format!("role/{id}/{segment}/"),
                [FieldStep::Field(name)] => format!("role/{id}/{segment}/{name}"),
                _deeper => return None,
            }
        }
        (Part::Segment(id), [_, FieldStep::Field(list), FieldStep::Entry(name)]) if list == "sources" => {
            let source = place
                .document
                .segment(id)?
                .pipeline
                .sources
                .iter()
                .find(|it| it.name == *name || it.id.as_str() == name)?;
            format!("segment/{id}/source/{}/", source.id)
        }
        (_, _) => return None,
    };
    let currency = place.document.settings.currency;
    let told: Vec<String> = inputs(place.document)
        .into_iter()
        .filter(|it| it.value != InputValue::Empty && is_within(&it.path, &within))
        .map(|it| {
            let label = it.label.split_once(": ").map_or(it.label.as_str(), |it| it.1);
            [label, " ", &valued(it.value, it.unit, place.locale, currency)].concat()
        })
        .collect();
    (1..=MOST_NUMBERS).contains(&told.len()).then(|| told.join(", "))
}

/// Whether an input is at a path or below it.
fn is_within(path: &str, within: &str) -> bool {
    path.strip_prefix(within).is_some_and(|rest| within.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
}
