//! Goal seek over what people can change: one input, renewal everywhere, or hires. What is found can be applied as one step.

use crate::edit::command::{Command, apply};
use crate::edit::ops::hire;
use crate::engine::{Env, Found, Goal, Track, evaluate, seek};
use crate::model::{Document, GoalLever, InputValue, Segment, get_input, idle, set_input};
use crate::text::tr;
use crate::units::{Money, Month, Rate, RoleId, SegmentId};

/// The most people who are hired to reach a target.
pub const MOST_HIRES: u32 = 200;

/// What is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Lever {
    /// One input of the registry, by its path.
    Input(String),
    /// The renewal rates of all segments, by the same number of points, each up to 100 %: the lever behind NRR and GRR.
    Renewal,
    /// More people of a role from a month on.
    Hires {
        /// Their role.
        role: RoleId,
        /// The segment they serve; absent: all.
        segment: Option<SegmentId>,
        /// The month they start in.
        from: Month,
        /// Leads of the segment grow as its selling capacity does, so that the pipeline does not hold the hires back.
        with_leads: bool,
    },
}

impl Lever {
    /// What a goal keeps of it: see [`GoalLever::path`]. The month in which hires start is the goal's.
    pub fn key(&self) -> String {
        match self {
            Lever::Input(path) => path.clone(),
            Lever::Renewal => GoalLever::RENEWAL.to_owned(),
            Lever::Hires { role, segment, with_leads, .. } => {
                let mut key = format!("{}/{role}", GoalLever::HIRES);
                if let Some(segment) = segment {
                    key.push_str(&format!("/{segment}"));
                    if *with_leads {
                        key.push_str(&format!("/{}", GoalLever::WITH_LEADS));
                    }
                }
                key
            }
        }
    }
}

/// How far a lever may be moved, on its own scale; what is absent is the bound of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
}

/// What a search for a lever found, and the step that moves it there, if there is such a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// What was found. A lever's own scale is an input's value, points of renewal (0.01 is one), or people hired.
    pub found: Found,
    /// Moves the lever.
    pub command: Option<Command>,
}

/// Looks for the move of a lever that reaches a goal.
///
/// # Errors
/// Why the lever cannot be moved, as a sentence without its stop.
pub fn seek_lever(
    document: &Document,
    env: &Env,
    lever: &Lever,
    goal: &Goal,
    limits: Limits,
) -> Result<Sought, String> {
    let track = lever.track(document, limits)?;
    let found = seek(document, env, goal, track, &|place| lever.moved(document, track, place));
    let command = match found {
        Found::Reached { place, .. } => Some(lever.command(document, track, place)),
        Found::Holds { .. } | Found::Unreachable { .. } | Found::Undefined(_) => None,
    };
    Ok(Sought { found, command })
}

impl Lever {
    fn track(&self, document: &Document, limits: Limits) -> Result<Track, String> {
        let (now, step, bounds) = match self {
            Lever::Input(path) => {
                let Some(input) = get_input(document, path) else {
                    return Err(tr!("there is no input \u{201c}{path}\u{201d}"));
                };
                if let Some(why) = idle(document, path) {
                    return Err(tr!("{} moves nothing as the plan stands: {why}", input.label));
                }
                let step = match input.value {
                    // Beyond a hundredth of a per cent no plan is meant.
                    InputValue::Rate(_) => 0.0001,
                    InputValue::Money(_) | InputValue::Count(_) => 1.0,
                    InputValue::Month(_) => {
                        return Err(tr!("{} is a month; seek an amount, a rate or a number", input.label));
                    }
                    InputValue::Empty => {
                        return Err(tr!("{} is empty; enter a first value to seek from", input.label));
                    }
                };
                (input.value.magnitude().unwrap_or_default(), step, (input.bounds.min, input.bounds.max))
            }
            Lever::Renewal => {
                let rates = document.segments.iter().map(|it| it.retention.renewal.to_f64());
                let (low, high) = rates.fold((1.0_f64, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
                if document.segments.is_empty() {
                    return Err(tr!("there is no segment whose customers could renew").to_owned());
                }
                (0.0, 0.0001, (-high, 1.0 - low))
            }
            Lever::Hires { role, .. } => {
                if document.role(role).is_none() {
                    return Err(tr!("there is no role \u{201c}{role}\u{201d}"));
                }
                (0.0, 1.0, (0.0, f64::from(MOST_HIRES)))
            }
        };
        let (min, max) = (limits.min.unwrap_or(bounds.0), limits.max.unwrap_or(bounds.1));
        if min > max {
            return Err(tr!("the smallest value, {min}, is above the largest, {max}"));
        }
        // Bounds are met exactly, never passed by a part of a step.
        let (least, most) = (min.max(bounds.0) / step, max.min(bounds.1) / step);
        let (least, most) = ((least - 1e-6).ceil() as i64, (most + 1e-6).floor() as i64);
        Ok(Track { step, today: now, least, most: most.max(least) })
    }

    /// What moves the lever to a place.
    fn command(&self, document: &Document, track: Track, place: i64) -> Command {
        match self {
            Lever::Input(path) => Command::set(path.clone(), sought_value(document, path, place)),
            Lever::Renewal => {
                let set = |segment: &Segment| {
                    let rate = (segment.retention.renewal.to_f64() + track.at(place)).clamp(0.0, 1.0);
                    Command::set(
                        format!("segment/{}/retention/renewal", segment.id),
                        InputValue::Rate(Rate::from_f64(rate)),
                    )
                };
                Command::batch(tr!("renewal rates of all segments"), document.segments.iter().map(set).collect())
            }
            Lever::Hires { role, segment, from, with_leads } => {
                let count = u32::try_from(place).unwrap_or_default().min(MOST_HIRES);
                let hires = hire(document, role, segment.as_ref(), count, *from);
                let leads = segment.as_ref().filter(|_| *with_leads && count > 0);
                let Some(leads) = leads.and_then(|segment| grown_leads(document, segment, &hires)) else {
                    return hires;
                };
                Command::batch(tr!("{} with leads to match", hires.label(document)), vec![hires, leads])
            }
        }
    }

    /// The document with the lever at a place.
    fn moved(&self, document: &Document, track: Track, place: i64) -> Document {
        let mut moved = document.clone();
        match self {
            // Without the inverse that a command would look up.
            Lever::Input(path) => {
                let _before = set_input(&mut moved, path, sought_value(document, path, place));
            }
            Lever::Renewal | Lever::Hires { .. } => {
                let _inverse = apply(&mut moved, self.command(document, track, place));
            }
        }
        moved
    }
}

/// As many more leads a month of all its sources, in proportion, as a segment's selling capacity grows by a step. None where it does not grow.
fn grown_leads(document: &Document, segment: &SegmentId, step: &Command) -> Option<Command> {
    let at = document.segments.iter().position(|it| it.id == *segment)?;
    // What comes from outside the document moves problems only, not figures.
    let capacity = |document: &Document| -> f64 {
        let outcome = evaluate(document, &Env::default());
        let series = outcome.segments.get(at).map(|it| it.new_business.capacity.iter().map(|flow| flow.value()).sum());
        series.unwrap_or_default()
    };
    let mut hired = document.clone();
    apply(&mut hired, step.clone()).ok()?;
    let (before, after) = (capacity(document), capacity(&hired));
    let pipeline = &document.segments.get(at)?.pipeline;
    // Leads that are typed, of each source alike; what sales development finds comes with its people.
    let leads: Vec<(String, u32)> = if pipeline.sources.is_empty() {
        vec![(format!("segment/{segment}/pipeline/leads_month"), pipeline.leads_month)]
    } else {
        let sources = pipeline.sources.iter();
        sources.map(|it| (format!("segment/{segment}/source/{}/leads_month", it.id), it.leads_month)).collect()
    };
    let grown = leads.into_iter().filter_map(|(path, leads)| {
        let grown = (f64::from(leads) * after / before).ceil();
        let grows = before > 0.0 && grown.is_finite() && grown > f64::from(leads);
        grows.then(|| Command::set(path, InputValue::Count(grown.min(f64::from(u32::MAX)) as u32)))
    });
    let grown: Vec<Command> = grown.collect();
    (!grown.is_empty()).then(|| Command::batch(tr!("leads to match"), grown))
}

/// The value of an input at a place of its track.
fn sought_value(document: &Document, path: &str, place: i64) -> InputValue {
    match get_input(document, path).map(|input| input.value) {
        Some(InputValue::Rate(_)) => InputValue::Rate(Rate::from_ppm(place.saturating_mul(100))),
        Some(InputValue::Count(_)) => InputValue::Count(u32::try_from(place).unwrap_or_default()),
        Some(InputValue::Money(_) | InputValue::Month(_) | InputValue::Empty) | None => {
            InputValue::Money(Money::from_major(place))
        }
    }
}
