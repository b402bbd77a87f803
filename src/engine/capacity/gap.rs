//! Top-down against bottom-up: the target of a segment and period against what the team can sign and what the pipeline holds.

use super::{CapacityPlan, Group, at, ratio};
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::units::{Cadence, FiscalPeriod, Flow};

/// What misses the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// There is no target.
    NoTarget,
    /// Nothing: team and pipeline both reach it.
    Nothing,
    /// The team cannot sign as much, though the pipeline holds it.
    Capacity,
    /// The pipeline does not hold as much, though the team could sign it. Hiring does not help.
    Pipeline,
    /// Both.
    Both,
}

/// One scope in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct GapLine {
    /// Whose.
    pub scope: Scope,
    /// Which period.
    pub period: FiscalPeriod,
    /// Its months in the plan.
    pub span: Span,
    /// New ARR to win; absent where none is typed. The company's is the sum of its segments'.
    pub target: Option<Flow>,
    /// What the team can sign.
    pub capacity: Flow,
    /// What could close if there were people enough.
    pub pipeline: Flow,
    /// What the forecast signs: month by month the smaller of the two.
    pub bookings: Flow,
    /// Street quota of the sellers.
    pub street: Flow,
    /// Of the company: capacity of segments and months without a target, which no gap counts.
    pub untargeted: Flow,
}

impl GapLine {
    /// Target less capacity (of what has a target); positive: the team is too small.
    pub fn gap(&self) -> Option<Flow> {
        Some(self.target? - (self.capacity - self.untargeted))
    }

    /// Target less pipeline; positive: the pipeline is too thin.
    pub fn pipeline_gap(&self) -> Option<Flow> {
        Some(self.target? - self.pipeline)
    }

    /// Target less what the forecast signs.
    pub fn bookings_gap(&self) -> Option<Flow> {
        Some(self.target? - self.bookings)
    }

    /// Attainment factor: target / street quota, what share of its quotas the street has to bring (revcast, cap-15).
    pub fn attainment_factor(&self) -> Option<f64> {
        ratio(self.target?.value(), self.street.value())
    }

    /// Over-assignment: street quota / target (PRODUCT 12).
    pub fn over_assignment(&self) -> Option<f64> {
        ratio(self.street.value(), self.target?.value())
    }

    /// Hedge (cushion): 1 - target / street quota, the share of quotas that may fail (PRODUCT 12).
    pub fn hedge(&self) -> Option<f64> {
        self.attainment_factor().map(|factor| 1.0 - factor)
    }

    /// What misses the target. Less than a unit of money is nothing.
    pub fn shortage(&self) -> Shortage {
        let short = |gap: Option<Flow>| gap.is_some_and(|gap| gap.value() >= 1.0);
        match (self.target, short(self.gap()), short(self.pipeline_gap())) {
            (None, _, _) => Shortage::NoTarget,
            (Some(_), false, false) => Shortage::Nothing,
            (Some(_), true, false) => Shortage::Capacity,
            (Some(_), false, true) => Shortage::Pipeline,
            (Some(_), true, true) => Shortage::Both,
        }
    }
}

/// The common planning mistake beside the right figure: target / quota, and what each step of reality adds to it.
///
/// `right` = `naive` / (presence x ramp x attainment x selling time), so the difference is the product of these and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// New ARR to win in the period.
    pub target: Flow,
    /// Mean full quota of a planned seat in the period.
    pub quota: Flow,
    /// target / quota: everyone in the seat on the first day, ramped and at quota.
    pub naive: f64,
    /// Share of planned seats that somebody is in: vacancies, start dates, leave, attrition, likelihood.
    pub presence: f64,
    /// Productivity of those in their seats.
    pub ramp: f64,
    /// Expected attainment.
    pub attainment: f64,
    /// Share of working time that goes into selling.
    pub selling_time: f64,
    /// Seats like those planned that it takes.
    pub right: f64,
    /// Seats planned.
    pub seats: f64,
}

impl Need {
    /// Seats missing; negative: more than it takes.
    pub fn missing(&self) -> f64 {
        self.right - self.seats
    }
}

impl CapacityPlan<'_> {
    /// Target of a segment in a month, in major units: its share of the quarter's target by season. None where the quarter has none.
    fn target_month(&self, segment: usize, month: usize) -> Option<f64> {
        let segment = self.document.segments.get(segment)?;
        if segment.targets.is_empty() {
            return None;
        }
        let calendar = self.outcome.calendar;
        let date = self.document.settings.first_month.plus(month as i32);
        let quarter = calendar.period_of(date, Cadence::Quarter);
        let mut typed = segment.targets.iter().filter(|it| quarter.contains(it.quarter)).peekable();
        typed.peek()?;
        let sum: f64 = typed.map(|it| it.arr.to_major()).sum();
        let season = |offset: i32| self.document.assumptions.season(quarter.first.plus(offset).index0());
        let whole: f64 = (0..3).map(season).sum();
        let share = if whole > 0.0 { self.document.assumptions.season(date.index0()) / whole } else { 1.0 / 3.0 };
        Some(sum * share)
    }

    /// A series of a segment in the months that have a target: the others count in no gap.
    pub(super) fn where_targeted(&self, segment: usize, series: Vec<f64>) -> Vec<f64> {
        let counts = |month: usize| self.target_month(segment, month).is_some();
        series.into_iter().enumerate().map(|(month, it)| if counts(month) { it } else { 0.0 }).collect()
    }

    /// New ARR to win by a segment or the company over a run of months; none where no quarter of it has a target.
    ///
    /// Targets of new ARR are typed by segment and fiscal quarter; the company's is their sum. `Settings::target_arr` is something
    /// else: the closing ARR at the end of the plan. [`CapacityPlan::needed_for_closing`] says what that one asks of new business.
    pub fn target(&self, scope: Scope, span: Span) -> Option<Flow> {
        let of = |segment: usize| {
            let months = (span.from..=span.to).filter_map(|month| self.target_month(segment, month));
            months.fold(None, |sum: Option<f64>, part| Some(sum.unwrap_or(0.0) + part))
        };
        let sum = match scope {
            Scope::Segment(segment) => of(segment),
            Scope::Company => {
                let all = (0..self.document.segments.len()).filter_map(of);
                all.fold(None, |sum: Option<f64>, part| Some(sum.unwrap_or(0.0) + part))
            }
        };
        sum.map(Flow::new)
    }

    /// New ARR over the whole plan that the typed target of closing ARR asks for, everything else as forecast; none without a target.
    pub fn needed_for_closing(&self) -> Option<Flow> {
        let target = self.document.settings.target_arr?;
        let ledgers = || self.outcome.segments.iter().map(|segment| &segment.ledger);
        let closing: f64 = ledgers().filter_map(|it| it.last()).map(|it| it.closing().to_major()).sum();
        let new: f64 = ledgers().flatten().map(|it| it.new.to_major()).sum();
        Some(Flow::new(new + target.to_major() - closing))
    }

    /// Every segment and period, then the company's periods.
    pub fn gaps(&self, by: Cadence) -> Vec<GapLine> {
        let segments = (0..self.document.segments.len()).map(Scope::Segment);
        segments.chain([Scope::Company]).flat_map(|scope| self.gaps_of(scope, by)).collect()
    }

    /// The periods of one scope.
    pub fn gaps_of(&self, scope: Scope, by: Cadence) -> Vec<GapLine> {
        let streets = self.lines(&group(scope), by);
        let lines = streets.into_iter().map(|street| self.gap_line(scope, street.period, street.span, street.street));
        lines.collect()
    }

    /// One scope over a run of months.
    pub fn gap(&self, scope: Scope, span: Span) -> GapLine {
        let street = self.line(&group(scope), span);
        self.gap_line(scope, street.period, span, street.street)
    }

    fn gap_line(&self, scope: Scope, period: FiscalPeriod, span: Span, street: Flow) -> GapLine {
        let sum = |series: &[Flow]| series.iter().skip(span.from).take(span.len()).copied().sum::<Flow>();
        let mut line = GapLine {
            scope,
            period,
            span,
            target: self.target(scope, span),
            capacity: Flow::ZERO,
            pipeline: Flow::ZERO,
            bookings: Flow::ZERO,
            street,
            untargeted: Flow::ZERO,
        };
        for (index, segment) in self.outcome.segments.iter().enumerate() {
            if scope != Scope::Company && scope != Scope::Segment(index) {
                continue;
            }
            let new = &segment.new_business;
            line.capacity += sum(&new.capacity);
            line.pipeline += sum(&new.pipeline) - waits(&new.carried, span);
            line.bookings += sum(&new.bookings);
            let free = (span.from..=span.to).filter(|month| self.target_month(index, *month).is_none());
            line.untargeted += free.filter_map(|month| new.capacity.get(month).copied()).sum::<Flow>();
        }
        line
    }

    /// The naive number of sellers beside the right one. None without a target, or where no seller with a quota is planned.
    pub fn need(&self, scope: Scope, span: Span) -> Option<Need> {
        let target = self.target(scope, span)?;
        let line = self.line(&group(scope), span);
        let quota = ratio(line.planned.value(), line.seats)?;
        let naive = ratio(target.value(), quota)?;
        Some(Need {
            target,
            quota: Flow::new(quota),
            naive,
            presence: line.presence()?,
            ramp: line.ramp()?,
            attainment: line.attainment()?,
            selling_time: line.selling_time()?,
            right: naive / line.yields().filter(|it| *it > 0.0)?,
            seats: line.seats,
        })
    }

    /// Season weight of a month of the plan; 1 is a mean month.
    pub fn season(&self, month: usize) -> f64 {
        at(&self.seasons, month)
    }
}

/// What waits from one month of the span for the next stands in the pipeline of both; it is counted once.
fn waits(carried: &[Flow], span: Span) -> Flow {
    carried.iter().skip(span.from).take(span.len().saturating_sub(1)).copied().sum()
}

fn group(scope: Scope) -> Group {
    match scope {
        Scope::Company => Group::Company,
        Scope::Segment(segment) => Group::Segment(segment),
    }
}
