//! `remit seek`: what one lever has to be for a metric to reach a target.

use super::args::{Invocation, Opt};
use super::explain::{metric_named, scope_of};
use super::file::{self, Opened};
use super::json::Json;
use super::nearest::did_you_mean;
use super::set;
use super::statement::span_of;
use super::{Exit, Failure, Ports, figures};
use crate::edit::{Lever, Limits, Sought, apply, seek_lever};
use crate::engine::{Found, Goal, Outcome, Scope, Try, evaluate};
use crate::model::{Document, Recurring, get_input, inputs};
use crate::present::Locale;
use crate::present::figure::read_target;
use crate::present::number::show_month;
use crate::present::seek::{Moved, sought};
use crate::units::{Month, RoleId, SegmentId};

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("text", Format::Text), ("json", Format::Json)], Format::Text)?;
    let Opened { mut document, .. } = file::read(invocation.file(), ports.stdin)?;
    let (locale, currency) = (Locale::default(), document.settings.currency);
    let metric = metric_named(&needed(invocation, Opt::Metric, "closing_arr")?)?;
    let period = needed(invocation, Opt::At, "FY2028")?;
    let target = needed(invocation, Opt::Target, "40000000")?;
    let refused = |reason: String| Failure::Usage(format!("--target: {reason}"));
    let target = read_target(&target, metric, &locale, currency).map_err(refused)?;
    let lever = lever(invocation, &document)?;
    // The segment of hires is that of the hires; of anything else, that of the metric.
    let scope = if matches!(lever, Lever::Hires { .. }) { Scope::Company } else { scope_of(invocation, &document)? };
    let goal = Goal { metric, scope, span: span_of(&document, &period)?, target };
    let limits = Limits { min: number(invocation, Opt::Min)?, max: number(invocation, Opt::Max)? };
    let Sought { found, command } = seek_lever(&document, &ports.env, &lever, &goal, limits).map_err(Failure::Usage)?;
    // Targets are ARR, so what is said about them is too.
    let outcome = Outcome { recurring: Recurring::Arr, ..evaluate(&document, &ports.env) };
    let input = match &lever {
        Lever::Input(path) => get_input(&document, path),
        Lever::Renewal | Lever::Hires { .. } => None,
    };
    let (hired, from) = match &lever {
        Lever::Hires { role, segment, from, with_leads } => {
            let leads = if *with_leads { ", with leads to match," } else { "" };
            (post(&document, role, segment.as_ref()) + leads, show_month(*from))
        }
        Lever::Input(_) | Lever::Renewal => Default::default(),
    };
    let moved = match (&input, &lever) {
        (Some(input), _) => Moved::Input(input),
        (None, Lever::Hires { .. }) => Moved::Hires(&hired, &from),
        (None, Lever::Renewal | Lever::Input(_)) => Moved::Renewal,
    };
    let says = sought(&found, &moved, &goal, &period, &document, &outcome, &locale);
    let met = matches!(found, Found::Reached { .. } | Found::Holds { .. });
    let out = invocation.value(Opt::Output);
    if let (Some(place), Some(command)) = (out, command) {
        apply(&mut document, command).map_err(|error| Failure::Usage(error.to_string()))?;
        set::put(&document, place, ports)?;
        ports.say(&says);
    } else {
        let text = match format {
            Format::Text => format!("{says}\n"),
            Format::Json => as_json(&found, &says, &goal).print(),
        };
        ports.print(&text)?;
    }
    Ok(if met { Exit::Fine } else { Exit::Errors })
}

fn needed(invocation: &Invocation, option: Opt, example: &str) -> Result<String, Failure> {
    let value = invocation.value(option).map(|it| it.to_string_lossy().into_owned());
    value.ok_or_else(|| {
        Failure::Usage(format!("`remit seek` needs {}, such as {} {example}", option.name(), option.name()))
    })
}

fn number(invocation: &Invocation, option: Opt) -> Result<Option<f64>, Failure> {
    let Some(value) = invocation.value(option) else { return Ok(None) };
    let text = value.to_string_lossy();
    let (digits, scale) = match text.trim().strip_suffix('%') {
        Some(digits) => (digits.trim_end(), 0.01),
        None => (text.trim(), 1.0),
    };
    let read = digits.parse::<f64>().ok().filter(|it| it.is_finite());
    read.map(|it| Some(it * scale)).ok_or_else(|| {
        Failure::Usage(format!(
            "\u{201c}{} {text}\u{201d} is no number; write it like 0.25, 25% or 500000",
            option.name()
        ))
    })
}

/// The one lever that was named.
fn lever(invocation: &Invocation, document: &Document) -> Result<Lever, Failure> {
    let given = [Opt::Input, Opt::Hire, Opt::Renewal].into_iter().filter(|it| invocation.has(*it)).count();
    if given != 1 {
        return Err(Failure::Usage(
            "say what may move: one of --input PATH, --hire ROLE or --renewal; `remit inputs FILE` lists the paths"
                .to_owned(),
        ));
    }
    if invocation.has(Opt::Renewal) {
        return Ok(Lever::Renewal);
    }
    let text = |option: Opt| invocation.value(option).map(|it| it.to_string_lossy().into_owned());
    if let Some(role) = text(Opt::Hire) {
        if document.role(&RoleId::new(&role)).is_none() {
            let ids = document.roles.iter().map(|it| it.id.as_str());
            return Err(Failure::Usage(format!("there is no role \u{201c}{role}\u{201d}{}", did_you_mean(&role, ids))));
        }
        // A segment that is not there is told as such.
        let segment = match scope_of(invocation, document)? {
            Scope::Segment(at) => document.segments.get(at).map(|it| it.id.clone()),
            Scope::Company => None,
        };
        let from = match text(Opt::From) {
            None => document.settings.first_month,
            Some(text) => month(&text, document)?,
        };
        return Ok(Lever::Hires { role: RoleId::new(&role), segment, from, with_leads: invocation.has(Opt::Leads) });
    }
    let path = text(Opt::Input).unwrap_or_default();
    if get_input(document, &path).is_none() {
        let all = inputs(document);
        let offer = did_you_mean(&path, all.iter().map(|it| it.path.as_str()));
        let offer = if offer.is_empty() { "; `remit inputs FILE` lists them".to_owned() } else { offer };
        return Err(Failure::Usage(format!("there is no input \u{201c}{path}\u{201d}{offer}")));
    }
    Ok(Lever::Input(path))
}

fn month(text: &str, document: &Document) -> Result<Month, Failure> {
    let span = span_of(document, text)?;
    Ok(document.settings.first_month.plus(span.from as i32))
}

/// `Account executive, Mid-market`.
fn post(document: &Document, role: &RoleId, segment: Option<&SegmentId>) -> String {
    let name = document.role(role).map_or_else(|| role.to_string(), |it| it.name.clone());
    match segment.and_then(|id| document.segment(id)) {
        Some(segment) => format!("{name}, {}", segment.name),
        None => name,
    }
}

fn as_json(found: &Found, says: &str, goal: &Goal) -> Json {
    let tried = |it: &Try| {
        Json::Object(vec![
            ("lever", figures::number(it.at, figures::FINE)),
            (goal.metric.key(), figures::to_json(it.gives)),
        ])
    };
    let (name, now, then) = match found {
        Found::Holds { now } => ("holds", tried(now), Json::Null),
        Found::Reached { now, then, .. } => ("reached", tried(now), tried(then)),
        Found::Unreachable { now, best, .. } => ("unreachable", tried(now), tried(best)),
        Found::Undefined(_) => ("undefined", Json::Null, Json::Null),
    };
    Json::Object(vec![("found", Json::text(name)), ("now", now), ("then", then), ("says", Json::text(says))])
}
