//! A plan that reaches the target for the least that people cost: the hires it takes, and the leads they need.
//!
//! Where a closing ARR is wanted, that is the target; else it is the new ARR typed by segment and quarter, all together. What the first
//! quarters miss, as ramps and sales cycles take their time, is signed later: people begin in the first month and leads come from the
//! first month on, so that the plan as a whole reaches what it is for.
//!
//! More leads alone come first, up to what today's people can work. Then come hires of one segment, as few as are enough, and of each
//! two segments: so many where one brings more, and as few as are enough beside them where one brings less. So none of them can be
//! spared. Which sets are looked at does not depend on the target, and with fewer of a kind each comes to less and costs less: whoever
//! wants less never pays more. Every set is reckoned by the forecast itself, the cheapest counts, and of leads there are in the end no
//! more than it takes.

use crate::edit::closures::hire_for_all_gaps;
use crate::edit::command::{Command, apply};
use crate::engine::capacity::{
    AllGaps, CapacityPlan, LeadLever, MOST_HIRES, OneMore, PlannedHires, RaisedLeads, Reach, losing,
};
use crate::engine::{Env, Outcome, Row, Scope, evaluate};
use crate::model::{Document, InputValue, Seat};
use crate::text::tr;
use crate::units::{Cadence, Flow, Month, SeatId};
use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};

/// How many forecasts are made at most.
const MOST_TRIES: usize = 150;
/// The share of what people can sign with any number of leads that leads are raised for; the rest would take ever more of them.
const WORKED: f64 = 0.95;
/// Segments whose hires are looked at: those where they bring most for what they cost.
const MOST_SEGMENTS: usize = 4;
/// Leads between those of the plan and all that people can work, in steps.
const LEAD_STEPS: u32 = 64;
/// What a set would cost, taken from its single hires, may be off by this much.
const SLACK: f64 = 0.02;

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

/// Hires from the first month on and leads of the first month, by segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Means {
    hires: Vec<u32>,
    leads: Vec<u32>,
}

/// What means come to.
#[derive(Clone, Copy, Debug)]
struct Comes {
    /// What is to be reached.
    to: f64,
    /// What people cost over the whole plan.
    cost: f64,
}

/// One hire of a segment with the leads it can work.
#[derive(Clone, Copy)]
struct Single {
    segment: usize,
    brings: f64,
    costs: f64,
}

/// So many hires of one kind, and as few as are enough of another.
struct Mix {
    head: Option<Single>,
    count: u32,
    tail: Single,
}

/// Looks for hires and leads with which a plan reaches its target, set by set, so that whoever asks can do something else between.
pub struct Reaching {
    document: Document,
    outcome: Outcome,
    env: Env,
    aim: Aim,
    before: f64,
    cost_before: Flow,
    ones: Vec<Option<OneMore>>,
    levers: Vec<Option<LeadLever>>,
    tried: HashMap<Means, Comes>,
    /// What is to be looked at; nothing before leads were, and once all was.
    mixes: Option<VecDeque<Mix>>,
    best: Option<(Means, Comes)>,
}

impl Reaching {
    /// Begins to look; none where the plan has no target of new ARR by quarter, or reaches what is wanted already.
    pub fn begin(document: &Document, env: &Env) -> Option<Reaching> {
        let outcome = evaluate(document, env);
        let plan = CapacityPlan::of(document, &outcome);
        let aim = Aim::of(document, &plan, &outcome)?;
        let before = aim.stands(document, &outcome);
        let whole = outcome.whole();
        let targeted = |at: usize| plan.target(Scope::Segment(at), whole).is_some_and(|it| it.value() > 0.0);
        let targets: Vec<bool> = (0..document.segments.len()).map(targeted).collect();
        if before >= aim.target || !targets.contains(&true) {
            return None;
        }
        let of_targeted = || targets.iter().enumerate();
        Some(Reaching {
            ones: of_targeted().map(|(at, it)| plan.one_from_the_start(at).filter(|_| *it)).collect(),
            levers: of_targeted().map(|(at, it)| plan.lead_lever(at).filter(|_| *it)).collect(),
            cost_before: plan.cost(None, whole).total(),
            document: document.clone(),
            env: *env,
            aim,
            before,
            tried: HashMap::new(),
            mixes: None,
            best: None,
            outcome,
        })
    }

    /// Looks at one more set of hires. Whether there are others to look at.
    pub fn step(&mut self) -> bool {
        let Some(mix) = self.mixes.as_mut().map(VecDeque::pop_front) else {
            let nobody = vec![0; self.ones.len()];
            self.consider(&nobody);
            self.mixes = Some(if self.best.is_some() { VecDeque::new() } else { self.singles() });
            return self.mixes.as_ref().is_some_and(|it| !it.is_empty());
        };
        if let Some(mix) = mix {
            self.look(mix);
        }
        self.tried.len() < MOST_TRIES && self.mixes.as_ref().is_some_and(|it| !it.is_empty())
    }

    /// What there is to look at: hires of each segment alone, those that bring most for what they cost first, then of each two.
    fn singles(&mut self) -> VecDeque<Mix> {
        let nobody = vec![0; self.ones.len()];
        let Some(without) = self.comes(&self.worked(&nobody)) else { return VecDeque::new() };
        let mut singles = Vec::new();
        for segment in
            (0..self.ones.len()).filter(|at| self.ones.get(*at).is_some_and(Option::is_some)).collect::<Vec<_>>()
        {
            let one = with_more(&nobody, segment, 1);
            let Some(with) = self.comes(&self.worked(&one)) else { continue };
            let (brings, costs) = (with.to - without.to, (with.cost - without.cost).max(1.0));
            if brings * f64::from(MOST_HIRES) >= 1.0 {
                singles.push(Single { segment, brings, costs });
            }
        }
        singles.sort_by(|a, b| (b.brings / b.costs).total_cmp(&(a.brings / a.costs)));
        singles.truncate(MOST_SEGMENTS);
        let alone = singles.iter().map(|it| Mix { head: None, count: 0, tail: *it });
        let pairs = singles.iter().flat_map(|head| singles.iter().map(move |tail| (head, tail)));
        let less = |(head, tail): &(&Single, &Single)| match head.brings.total_cmp(&tail.brings) {
            Ordering::Greater => true,
            Ordering::Equal => head.segment < tail.segment,
            Ordering::Less => false,
        };
        alone.chain(pairs.filter(less).map(|(head, tail)| Mix { head: Some(*head), count: 1, tail: *tail })).collect()
    }

    /// Looks for the fewest of the second kind that are enough beside so many of the first.
    fn look(&mut self, mix: Mix) {
        let nobody = vec![0; self.ones.len()];
        let base = match mix.head {
            Some(head) => with_more(&nobody, head.segment, mix.count),
            None => nobody,
        };
        let head = mix.head.map_or((0.0, 0.0), |it| (it.brings, it.costs));
        let count = f64::from(mix.count);
        let Some(without) = self.comes(&self.worked(&vec![0; self.ones.len()])) else { return };
        let left = self.aim.target - without.to - count * head.0;
        let guess = (left / mix.tail.brings).ceil().clamp(0.0, f64::from(MOST_HIRES));
        // The next of the first kind is looked at as long as some of the second may be needed beside it.
        if let Some(first) = mix.head.filter(|_| left > 0.0 && mix.count < MOST_HIRES) {
            let more = Mix { head: Some(first), count: mix.count + 1, tail: mix.tail };
            self.mixes.get_or_insert_default().push_back(more);
        }
        let costs = without.cost + count * head.1 + (guess - 1.0).max(0.0) * mix.tail.costs;
        if self.best.as_ref().is_some_and(|(_, best)| costs * (1.0 - SLACK) > best.cost) {
            return;
        }
        if let Some(hires) = self.fewest(&base, mix.tail, guess as u32) {
            self.consider(&hires);
        }
    }

    /// The fewest hires of a segment beside others with which the target is reached with all the leads they can work.
    fn fewest(&mut self, base: &[u32], tail: Single, guess: u32) -> Option<Vec<u32>> {
        let (mut short, mut enough) = (None, None);
        let mut count = guess;
        loop {
            let hires = with_more(base, tail.segment, count);
            let comes = self.comes(&self.worked(&hires))?;
            let lacks = self.aim.target - comes.to;
            let by = (lacks.abs() / tail.brings).min(f64::from(MOST_HIRES)) as u32;
            if lacks > 0.0 {
                short = Some(count);
            } else {
                enough = Some(count);
            }
            count = match (short, enough) {
                (Some(short), Some(enough)) if enough - short <= 1 => {
                    return Some(with_more(base, tail.segment, enough));
                }
                (Some(short), Some(enough)) => {
                    count_between(short, enough, if lacks > 0.0 { short + by + 1 } else { enough - by.min(enough) })
                }
                (Some(short), None) if short >= MOST_HIRES || self.tried.len() >= MOST_TRIES => return None,
                (Some(short), None) => (short + by + 1).min(MOST_HIRES),
                (None, Some(0)) => return Some(base.to_vec()),
                (None, Some(enough)) => enough - by.clamp(1, enough),
                (None, None) => return None,
            };
        }
    }

    /// Takes hires that reach the target with the leads they can work, with the fewest leads that do; without whom it is not missed.
    fn consider(&mut self, hires: &[u32]) {
        let worked = self.worked(hires);
        if self.comes(&worked).is_none_or(|it| it.to < self.aim.target) {
            return;
        }
        let planned = self.leads_now();
        let leads = |step: u32| -> Vec<u32> {
            let between = |(now, all): (&u32, &u32)| {
                now + (u64::from(all - now) * u64::from(step)).div_ceil(u64::from(LEAD_STEPS)) as u32
            };
            planned.iter().zip(&worked.leads).map(between).collect()
        };
        let mut means = Means { hires: hires.to_vec(), leads: leads(0) };
        let Some(least) = self.comes(&means) else { return };
        // More leads are more to be paid for.
        if self.best.as_ref().is_some_and(|(_, best)| least.cost >= best.cost) {
            return;
        }
        if least.to < self.aim.target {
            let (mut short, mut enough) = (0, LEAD_STEPS);
            while enough - short > 1 {
                let middle = (short + enough) / 2;
                let tried = Means { hires: hires.to_vec(), leads: leads(middle) };
                match self.comes(&tried) {
                    Some(comes) if comes.to >= self.aim.target => enough = middle,
                    _ => short = middle,
                }
            }
            means.leads = leads(enough);
        }
        while let Some(fewer) = self.spared(&means) {
            means = fewer;
        }
        let Some(comes) = self.comes(&means) else { return };
        if self.best.as_ref().is_none_or(|(_, best)| comes.cost < best.cost) {
            self.best = Some((means, comes));
        }
    }

    /// The same without one hire that the target does not need, the dearest first.
    fn spared(&mut self, means: &Means) -> Option<Means> {
        let of = |at: usize| self.ones.get(at).and_then(Option::as_ref).map_or(0.0, |it| it.hired.cost.value());
        let mut there: Vec<usize> = (0..means.hires.len()).filter(|at| means.hires.get(*at) > Some(&0)).collect();
        there.sort_by(|a, b| of(*b).total_cmp(&of(*a)));
        let mut fewer = there.into_iter().map(|at| {
            let mut fewer = means.clone();
            fewer.hires.get_mut(at).into_iter().for_each(|it| *it -= 1);
            fewer
        });
        fewer.find(|it| self.comes(it).is_some_and(|comes| comes.to >= self.aim.target))
    }

    /// Leads of the first month as planned, by segment.
    fn leads_now(&self) -> Vec<u32> {
        self.levers.iter().map(|it| it.as_ref().map_or(0, |it| it.now)).collect()
    }

    /// Hires with as many leads as everybody can work, nowhere fewer than planned.
    fn worked(&self, hires: &[u32]) -> Means {
        let plan = CapacityPlan::of(&self.document, &self.outcome);
        let leads = |(at, lever): (usize, &Option<LeadLever>)| {
            let Some(lever) = lever else { return 0 };
            let more = self.more(hires, at);
            let goal = WORKED * plan.signs_at_most(lever, &more);
            plan.leads_to_sign(lever, goal, &more).unwrap_or(lever.now)
        };
        Means { hires: hires.to_vec(), leads: self.levers.iter().enumerate().map(leads).collect() }
    }

    /// What hires of a segment can sign more, month by month.
    fn more(&self, hires: &[u32], segment: usize) -> Vec<f64> {
        let count = hires.get(segment).copied().map_or(0.0, f64::from);
        let one = self.ones.get(segment).and_then(Option::as_ref);
        one.map(|it| it.capacity.iter().map(|it| it * count).collect()).unwrap_or_default()
    }

    /// What the forecast makes of means; none where they cannot be had.
    fn comes(&mut self, means: &Means) -> Option<Comes> {
        if let Some(known) = self.tried.get(means) {
            return Some(*known);
        }
        let (document, outcome) = self.made(means)?;
        let cost = CapacityPlan::of(&document, &outcome).cost(None, outcome.whole()).total().value();
        let comes = Comes { to: self.aim.stands(&document, &outcome), cost };
        self.tried.insert(means.clone(), comes);
        Some(comes)
    }

    fn made(&self, means: &Means) -> Option<(Document, Outcome)> {
        let mut document = self.document.clone();
        if let Some(command) = of_both(&self.document, &self.hires_of(means), &self.raised(means)) {
            apply(&mut document, command).ok()?;
        }
        let outcome = evaluate(&document, &self.env);
        Some((document, outcome))
    }

    fn hires_of(&self, means: &Means) -> Vec<PlannedHires> {
        let of = |(one, count): (&Option<OneMore>, &u32)| {
            let hired = one.as_ref().filter(|_| *count > 0)?.hired.clone();
            Some(PlannedHires { count: *count, cost: hired.cost * f64::from(*count), ..hired })
        };
        self.ones.iter().zip(&means.hires).filter_map(of).collect()
    }

    fn raised(&self, means: &Means) -> Vec<RaisedLeads> {
        let plan = CapacityPlan::of(&self.document, &self.outcome);
        let of = |(lever, then): (&Option<LeadLever>, &u32)| {
            let lever = lever.clone().filter(|it| *then > it.now)?;
            let more = self.more(&means.hires, lever.segment);
            let signs = |leads: u32| Flow::new(plan.signs_with(&lever, leads, &more));
            Some(RaisedLeads { then: *then, without: signs(lever.now), with: signs(*then), lever })
        };
        self.levers.iter().zip(&means.leads).filter_map(of).collect()
    }

    /// Whether a seat is one of these hires and not of the plan as it was.
    fn is_hired(&self, seat: &Seat, hires: &PlannedHires) -> bool {
        let starts = seat.stints.first().is_some_and(|it| Month::of(it.from) == hires.start);
        let new = || self.document.seats.iter().all(|it| it.id != seat.id);
        seat.role == hires.role && seat.segment.as_ref() == Some(&hires.segment) && starts && new()
    }

    /// The cheapest that was found to reach the target, else what came nearest; none where nothing helps.
    pub fn end(self) -> Option<Reach> {
        let nearest =
            || self.tried.iter().max_by(|(_, a), (_, b)| a.to.total_cmp(&b.to).then(b.cost.total_cmp(&a.cost)));
        let (means, comes) = match &self.best {
            Some((means, comes)) => (means, comes),
            None => nearest().filter(|(_, it)| it.to > self.before + 1.0)?,
        };
        let (document, outcome) = self.made(means)?;
        let plan = CapacityPlan::of(&document, &outcome);
        let mut hires = self.hires_of(means);
        for it in &mut hires {
            it.cost = plan.cost_of_seats(|seat| self.is_hired(seat, it)).total();
        }
        let planned = CapacityPlan::of(&self.document, &self.outcome);
        let more = |id: &SeatId| {
            let of = |plan: &CapacityPlan<'_>| plan.cost_of_seats(|seat| seat.id == *id).total();
            of(&plan) - of(&planned)
        };
        let mut others: Vec<(SeatId, Flow)> =
            self.document.seats.iter().map(|it| (it.id.clone(), more(&it.id))).collect();
        others.sort_by(|a, b| b.1.value().abs().total_cmp(&a.1.value().abs()));
        Some(Reach {
            hires,
            others,
            leads: self.raised(means),
            target: self.aim.target,
            closing: self.aim.closing,
            before: self.before,
            after: comes.to,
            cost_before: self.cost_before,
            cost_after: plan.cost(None, outcome.whole()).total(),
            losing: losing(&self.outcome, &outcome),
        })
    }
}

/// The same with so many more hires of a segment.
fn with_more(hires: &[u32], segment: usize, count: u32) -> Vec<u32> {
    hires.iter().enumerate().map(|(at, it)| if at == segment { it + count } else { *it }).collect()
}

/// A number between two others, as near to a guess as may be.
fn count_between(low: u32, high: u32, guess: u32) -> u32 {
    guess.clamp(low + 1, high - 1)
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
