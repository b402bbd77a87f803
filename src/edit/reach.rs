//! A plan that reaches the target: the hires that close all gaps, the leads they need, and more of both for what the first quarters
//! cannot bring any more.
//!
//! Where a closing ARR is wanted, that is the target; else it is the new ARR typed by segment and quarter. What the first quarters miss,
//! as ramps and sales cycles take their time, is signed later: people begin in the first month and leads come from the first month on,
//! so that the plan as a whole reaches what it is for. Each segment makes up for its own quarters. The plan is evaluated with what was
//! found, and what it still lacks, as leads share out sales development and new customers renew or leave, is asked for in the next round.

use crate::edit::closures::hire_for_all_gaps;
use crate::edit::command::{Command, apply};
use crate::engine::capacity::{AllGaps, CapacityPlan, MOST_HIRES, PlannedHires, RaisedLeads, Reach};
use crate::engine::{Env, Outcome, Row, Scope, evaluate};
use crate::model::{Document, InputValue, Seat};
use crate::text::tr;
use crate::units::{Cadence, Flow, Month};

/// How often the plan is made again for what it still lacks, or has too much of.
const ROUNDS: usize = 8;
/// A plan that is beyond its target by no more than this share of it is near enough: people are whole, and so are leads.
const NEAR: f64 = 0.005;

/// What is to be reached, and how far an outcome is.
#[derive(Clone, Copy)]
struct Aim {
    target: f64,
    closing: bool,
}

impl Aim {
    fn of(document: &Document, plan: &CapacityPlan<'_>, outcome: &Outcome) -> Option<Aim> {
        match document.settings.target_arr {
            Some(target) => Some(Aim { target: target.to_major(), closing: true }),
            None => Some(Aim { target: plan.target(Scope::Company, outcome.whole())?.value(), closing: false }),
        }
    }

    fn stands(self, document: &Document, outcome: &Outcome) -> f64 {
        if self.closing {
            return Row::of(outcome, outcome.whole()).movements.closing().to_major();
        }
        let plan = CapacityPlan::of(document, outcome);
        let of = |segment: usize| -> f64 {
            let lines = plan.gaps_of(Scope::Segment(segment), Cadence::Quarter);
            lines.iter().filter(|it| it.target.is_some()).map(|it| it.bookings.value()).sum()
        };
        (0..document.segments.len()).map(of).sum()
    }
}

/// Looks for hires and leads with which a plan reaches its target, round by round, so that whoever asks can do something else between.
pub struct Reaching {
    document: Document,
    env: Env,
    aim: Aim,
    goals: Vec<Option<f64>>,
    shares: Vec<f64>,
    /// Those that close all gaps.
    hires: Vec<PlannedHires>,
    before: f64,
    cost_before: Flow,
    rounds: usize,
    /// New ARR asked of all segments beyond their targets, or less, if negative.
    extra: f64,
    /// The most of it that was too little.
    short: Option<f64>,
    /// The least of it that was enough.
    enough: Option<f64>,
    best: Option<Reach>,
}

impl Reaching {
    /// Begins to look; none where the plan has no target of new ARR by quarter, or reaches what is wanted already.
    pub fn begin(document: &Document, env: &Env) -> Option<Reaching> {
        let outcome = evaluate(document, env);
        let plan = CapacityPlan::of(document, &outcome);
        let aim = Aim::of(document, &plan, &outcome)?;
        let before = aim.stands(document, &outcome);
        if before >= aim.target {
            return None;
        }
        let whole = outcome.whole();
        let segments = 0..document.segments.len();
        let goals: Vec<Option<f64>> =
            segments.map(|at| plan.target(Scope::Segment(at), whole).map(Flow::value)).collect();
        let all: f64 = goals.iter().flatten().sum();
        (all > 0.0).then(|| Reaching {
            shares: goals.iter().map(|it| it.unwrap_or(0.0) / all).collect(),
            goals,
            hires: plan.close_all(document.settings.first_month).hires,
            cost_before: plan.cost(None, whole).total(),
            document: document.clone(),
            env: *env,
            aim,
            before,
            rounds: 0,
            extra: 0.0,
            short: None,
            enough: None,
            best: None,
        })
    }

    /// Tries once more. Whether a further round may come nearer.
    pub fn step(&mut self) -> bool {
        self.rounds += 1;
        let mut hires = self.hires.clone();
        let goals: Vec<Option<f64>> = self
            .goals
            .iter()
            .zip(&self.shares)
            .map(|(goal, share)| Some(((*goal)? + self.extra * share).max(0.0)))
            .collect();
        let made = attempt(&self.document, &self.env, &goals, &mut hires);
        let Some(Made { leads, document, outcome }) = made else { return false };
        let after = self.aim.stands(&document, &outcome);
        let target = self.aim.target;
        // Of those that reach it the one that goes least beyond, else the one that comes nearest.
        let better = |known: f64| if known >= target { (target..known).contains(&after) } else { after > known };
        if self.best.as_ref().is_none_or(|it| better(it.after)) {
            let plan = CapacityPlan::of(&document, &outcome);
            for it in &mut hires {
                it.cost = plan.cost_of_seats(|seat| self.is_hired(seat, it)).total();
            }
            self.best = Some(Reach {
                hires,
                leads,
                target: self.aim.target,
                closing: self.aim.closing,
                before: self.before,
                after,
                cost_before: self.cost_before,
                cost_after: plan.cost(None, outcome.whole()).total(),
            });
        }
        let lacks = target - after;
        if lacks > 0.0 {
            self.short = Some(self.extra)
        } else {
            self.enough = Some(self.extra)
        }
        self.extra = match (self.short, self.enough) {
            // Whole people make steps: between what was short and what was enough the way is halved.
            (Some(short), Some(enough)) => (short + enough) / 2.0,
            // A little more than lacks, as some of what is signed leaves again before the end; a little less than is too much.
            (Some(_), None) => self.extra + lacks * 1.03 + 500.0,
            (None, _) => self.extra + lacks * 0.97,
        };
        (lacks > 0.0 || -lacks > NEAR * target) && self.rounds < ROUNDS
    }

    /// Whether a seat is one of these hires and not of the plan as it was.
    fn is_hired(&self, seat: &Seat, hires: &PlannedHires) -> bool {
        let starts = seat.stints.first().is_some_and(|it| Month::of(it.from) == hires.start);
        let new = || self.document.seats.iter().all(|it| it.id != seat.id);
        seat.role == hires.role && seat.segment.as_ref() == Some(&hires.segment) && starts && new()
    }

    /// The best that was found; none where nothing helps.
    pub fn end(self) -> Option<Reach> {
        let before = self.before;
        self.best.filter(|it| it.after > before + 1.0)
    }
}

/// Makes what was found, as one step; none where there is nothing to make.
pub fn reach_target(document: &Document, reach: &Reach) -> Option<Command> {
    of_both(document, &reach.hires, &reach.leads)
}

fn of_both(document: &Document, hires: &[PlannedHires], leads: &[RaisedLeads]) -> Option<Command> {
    let plan = AllGaps { hires: hires.to_vec(), quarters: Vec::new() };
    let hired = if hires.is_empty() { None } else { hire_for_all_gaps(document, &plan) };
    let raise = |it: &RaisedLeads| Command::Set { path: it.lever.path.clone(), value: InputValue::Count(it.then) };
    let all: Vec<Command> = hired.into_iter().chain(leads.iter().map(raise)).collect();
    (!all.is_empty()).then(|| Command::batch(tr!("hires and leads that reach the target"), all))
}

/// Hires and leads with which a plan reaches its target, or comes as near as they bring it; none where it has none, has reached it, or
/// nothing helps.
pub fn reach(document: &Document, env: &Env) -> Option<Reach> {
    let mut search = Reaching::begin(document, env)?;
    while search.step() {}
    search.end()
}

struct Made {
    leads: Vec<RaisedLeads>,
    document: Document,
    outcome: Outcome,
}

/// The plan with the hires, more of them where they cannot sign the goals even with leads enough, and the leads it takes then.
fn attempt(document: &Document, env: &Env, goals: &[Option<f64>], hires: &mut Vec<PlannedHires>) -> Option<Made> {
    let with = |hires: &[PlannedHires], leads: &[RaisedLeads]| -> Option<Document> {
        let mut changed = document.clone();
        if let Some(command) = of_both(document, hires, leads) {
            apply(&mut changed, command).ok()?;
        }
        Some(changed)
    };
    let mut changed = with(hires, &[])?;
    let mut outcome = evaluate(&changed, env);
    if more_people(&CapacityPlan::of(&changed, &outcome), goals, hires) {
        changed = with(hires, &[])?;
        outcome = evaluate(&changed, env);
    }
    let plan = CapacityPlan::of(&changed, &outcome);
    let mut leads = Vec::new();
    for (at, goal) in goals.iter().enumerate() {
        let Some((goal, lever)) = goal.zip(plan.lead_lever(at)) else { continue };
        // Where people are missing that nobody can be hired for, leads bring what is there to be signed.
        let goal = goal.min(plan.signs_at_most(&lever, &[]) * 0.999);
        let then = plan.leads_to_sign(&lever, goal, &[])?;
        if then > lever.now {
            let (without, with) = (plan.signs_with(&lever, lever.now, &[]), plan.signs_with(&lever, then, &[]));
            leads.push(RaisedLeads { lever, then, without: Flow::new(without), with: Flow::new(with) });
        }
    }
    if hires.is_empty() && leads.is_empty() {
        return None;
    }
    let document = with(hires, &leads)?;
    let outcome = evaluate(&document, env);
    Some(Made { leads, document, outcome })
}

/// Adds hires from the first month on where a segment cannot sign its goal however many leads it has. Whether any were added.
fn more_people(plan: &CapacityPlan<'_>, goals: &[Option<f64>], hires: &mut Vec<PlannedHires>) -> bool {
    let mut any = false;
    for (at, goal) in goals.iter().enumerate() {
        let Some((goal, lever)) = goal.zip(plan.lead_lever(at)) else { continue };
        let Some(one) = plan.one_from_the_start(at) else { continue };
        let signs = |count: u32| {
            let more: Vec<f64> = one.capacity.iter().map(|it| it * f64::from(count)).collect();
            plan.signs_at_most(&lever, &more)
        };
        let Some(count) = (0..=MOST_HIRES).find(|count| signs(*count) >= goal) else { continue };
        if count == 0 {
            continue;
        }
        any = true;
        let hired = PlannedHires { count, cost: one.hired.cost * f64::from(count), ..one.hired };
        match hires
            .iter_mut()
            .find(|it| it.segment == hired.segment && it.role == hired.role && it.start == hired.start)
        {
            Some(same) => {
                same.count += hired.count;
                same.cost += hired.cost;
            }
            None => hires.push(hired),
        }
    }
    any
}
