//! All gaps at once: for every segment, quarter by quarter, who has to be hired when, what stays open although they are, and where it is
//! the pipeline that is short and no hire helps.
//!
//! Quarters are taken in order of time, as a hire for one adds to all after it. A hire starts so early that the ramp is over when the
//! quarter begins, but not before the month in which somebody can begin: sooner is of no use to the quarter, later is less. Where it is
//! too late for that, no more people are hired than some quarter needs in which they are ramped: more would sit idle for the rest of the
//! plan. What they cannot reach stays open, and so does what is less than a tenth of a ramped person. So a plan that has its hires
//! asks for no others.
//!
//! Where results respond to the split of pay, hires may shift the split of their role. So the plan is made again with the response that
//! its own hires bring, until it stays the same; what is left of each gap is always told with the response of the hires that are told.

use super::response::{Response, weighted};
use super::{CapacityPlan, GapLine, LeadNeed, MOST_HIRES, at, lead_time::months_to_full};
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::units::{Cadence, FiscalPeriod, Flow, Month, RoleId, SegmentId};

/// Hires of one role that start in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedHires {
    /// Whom.
    pub role: RoleId,
    /// Where.
    pub segment: SegmentId,
    /// First month of work.
    pub start: Month,
    /// How many.
    pub count: u32,
    /// The quarter they are hired for.
    pub period: FiscalPeriod,
    /// What they cost to the end of the plan if they stay: pay at expected attainment, taxes and benefits, tools, recruiting. In a
    /// [`Reach`](super::Reach), what their seats cost in the plan that it makes.
    pub cost: Flow,
    /// The quarters that asked for them, in order of time.
    pub asked: Vec<Asked>,
}

/// What one quarter asks of hires that start in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which quarter.
    pub period: FiscalPeriod,
    /// Its months in the plan.
    pub span: Span,
    /// What it lacks when its turn comes: hires for earlier quarters are taken off.
    pub short: Flow,
    /// What one of them adds to it.
    pub each: Flow,
    /// Whole people: no more than some quarter needs in which they are ramped.
    pub count: u32,
}

/// A quarter of a segment that lacks people or pipeline.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterGap {
    /// Position of the segment.
    pub segment: usize,
    /// Which quarter.
    pub period: FiscalPeriod,
    /// Target less capacity as planned; negative: the team is large enough.
    pub gap: Flow,
    /// The same with all the hires.
    pub left: Flow,
    /// What the pipeline lacks, if it is short as well, or instead.
    pub pipeline: Option<LeadNeed>,
}

impl QuarterGap {
    /// Whether people are missing although all are hired.
    pub fn is_open(&self) -> bool {
        self.left.value() >= 1.0
    }
}

/// The plan that closes the gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllGaps {
    /// Hires by segment in the order of the document, then by time.
    pub hires: Vec<PlannedHires>,
    /// Quarters with a gap, of people or of pipeline, by segment.
    pub quarters: Vec<QuarterGap>,
}

impl AllGaps {
    /// Hires in all.
    pub fn count(&self) -> u32 {
        self.hires.iter().map(|it| it.count).sum()
    }

    /// What they cost to the end of the plan.
    pub fn cost(&self) -> Flow {
        self.hires.iter().map(|it| it.cost).sum()
    }

    /// Capacity that is missing as planned, quarter by quarter.
    pub fn gap(&self) -> Flow {
        self.quarters.iter().map(|it| it.gap.max(Flow::ZERO)).sum()
    }

    /// Capacity that is missing with all the hires.
    pub fn left(&self) -> Flow {
        self.quarters.iter().map(|it| it.left.max(Flow::ZERO)).sum()
    }
}

/// A quarter that lacks less than this share of what a ramped hire adds gets none: it would cost more than it is worth.
const LEAST: f64 = 0.1;

/// How often the plan is made again for the response that its hires bring.
const ROUNDS: usize = 8;

/// The quarters of a segment, and what each lacks as planned; nothing where it has no target.
struct SegmentGaps {
    lines: Vec<GapLine>,
    gaps: Vec<f64>,
}

/// What one hire adds to each quarter.
type ByQuarter = Vec<f64>;

impl CapacityPlan<'_> {
    /// Who has to be hired when to close every gap of the plan; nobody starts before `earliest`. Sellers who serve all segments stay
    /// shared out as they are.
    pub fn close_all(&self, earliest: Month) -> AllGaps {
        let targets: Vec<SegmentGaps> = (0..self.document.segments.len()).map(|at| self.segment_gaps(at)).collect();
        let mut hires = self.hires_under(&targets, earliest, &self.response());
        for _ in 1..if self.responds() { ROUNDS } else { 1 } {
            let again = self.hires_under(&targets, earliest, &self.response_to(&hires));
            if again == hires {
                break;
            }
            hires = again;
        }
        let response = self.response_to(&hires);
        let mut quarters = Vec::new();
        for (segment, gaps) in targets.into_iter().enumerate() {
            let left = self.left_by(segment, &gaps, &hires, &response);
            for ((line, gap), left) in gaps.lines.iter().zip(gaps.gaps).zip(left) {
                let pipeline = self.lead_need(segment, line.span);
                if gap >= 1.0 || pipeline.is_some() {
                    let (gap, left) = (Flow::new(gap), Flow::new(left));
                    quarters.push(QuarterGap { segment, period: line.period, gap, left, pipeline });
                }
            }
        }
        AllGaps { hires, quarters }
    }

    fn segment_gaps(&self, segment: usize) -> SegmentGaps {
        let lines = self.gaps_of(Scope::Segment(segment), Cadence::Quarter);
        let gaps = lines.iter().map(|line| line.gap().map_or(0.0, Flow::value)).collect();
        SegmentGaps { lines, gaps }
    }

    /// The response to the split of pay with these hires.
    pub(super) fn response_to(&self, hires: &[PlannedHires]) -> Response {
        let one = |it: &PlannedHires| (Self::one_more(&it.role, Some(&it.segment), it.start), f64::from(it.count));
        let seats: Vec<_> = hires.iter().map(one).collect();
        self.response_with(&seats.iter().map(|(seat, count)| (seat, *count)).collect::<Vec<_>>())
    }

    /// What one hire of a role adds to the months of a segment by itself under a response.
    pub(super) fn one_under(&self, role: &RoleId, segment: &SegmentId, start: Month, response: &Response) -> Vec<f64> {
        let role_at = self.role_at(role);
        let months = self.capacity_of_seat(&Self::one_more(role, Some(segment), start));
        months.into_iter().enumerate().map(|(month, own)| own * response.of(role_at, month)).collect()
    }

    /// The gaps of a segment, quarter by quarter, with what everyone there does more or less under a response.
    fn gaps_under(&self, segment: usize, gaps: &SegmentGaps, response: &Response) -> Vec<f64> {
        let drawn = self.drawn_along(segment, response);
        let left = |(line, gap): (&GapLine, &f64)| match line.target {
            Some(_) => gap - weighted(&drawn, |_| 1.0, line.span),
            None => 0.0,
        };
        gaps.lines.iter().zip(&gaps.gaps).map(left).collect()
    }

    fn left_by(&self, segment: usize, gaps: &SegmentGaps, hires: &[PlannedHires], response: &Response) -> Vec<f64> {
        let mut left = self.gaps_under(segment, gaps, response);
        let id = self.document.segments.get(segment).map(|it| &it.id);
        for hires in hires.iter().filter(|it| Some(&it.segment) == id) {
            let each = self.one_under(&hires.role, &hires.segment, hires.start, response);
            for (place, line) in left.iter_mut().zip(&gaps.lines) {
                *place -= weighted(&each, |_| f64::from(hires.count), line.span);
            }
        }
        left
    }

    fn hires_under(&self, targets: &[SegmentGaps], earliest: Month, response: &Response) -> Vec<PlannedHires> {
        let of = |(segment, gaps): (usize, &SegmentGaps)| {
            let mut left = self.gaps_under(segment, gaps, response);
            self.hires_for(segment, &gaps.lines, &mut left, earliest, response)
        };
        targets.iter().enumerate().flat_map(of).collect()
    }

    fn hires_for(
        &self,
        segment: usize,
        lines: &[GapLine],
        left: &mut [f64],
        earliest: Month,
        response: &Response,
    ) -> Vec<PlannedHires> {
        let mut hires: Vec<PlannedHires> = Vec::new();
        let Some(role) = self.usual_seller(segment) else { return hires };
        let Some(id) = self.document.segments.get(segment).map(|it| &it.id) else { return hires };
        let Some(terms) = role.terms_for(Some(id)) else { return hires };
        let first = self.document.settings.first_month;
        let last = first.plus(self.seasons.len() as i32 - 1);
        let ramp = months_to_full(&terms.ramp) as i32;
        let yields = |start: Month| -> ByQuarter {
            let months = self.one_under(&role.id, id, start, response);
            lines.iter().map(|line| weighted(&months, |_| 1.0, line.span)).collect()
        };
        // Somebody who was ramped before the plan began.
        let ramped = yields(first.plus(-ramp));
        for place in 0..lines.len() {
            let Some((line, short)) = lines.get(place).zip(left.get(place).copied()).filter(|it| it.1 >= 1.0) else {
                continue;
            };
            if short < LEAST * at(&ramped, place) {
                continue;
            }
            let begins = first.plus(line.span.from as i32);
            let start = begins.plus(-ramp).max(earliest).max(first);
            let each = yields(start);
            let adds = at(&each, place);
            if adds <= 1e-9 {
                continue;
            }
            let needed = |short: f64, each: f64| (short / each - 1e-9).ceil().max(1.0);
            let ready = start.plus(ramp);
            let later: Vec<usize> = (place + 1..lines.len())
                .filter(|it| {
                    lines.get(*it).is_some_and(|it| it.target.is_some() && first.plus(it.span.from as i32) >= ready)
                })
                .collect();
            let most = if ready <= begins || later.is_empty() {
                needed(short, at(&ramped, place))
            } else {
                let asks = |it: &usize| {
                    let (short, each) = (at(left, *it), at(&ramped, *it));
                    if short < f64::max(1.0, LEAST * each) { 0.0 } else { needed(short, each) }
                };
                later.iter().map(asks).fold(0.0, f64::max)
            };
            let count = needed(short, adds).min(most).min(f64::from(MOST_HIRES));
            if count < 1.0 {
                continue;
            }
            for (open, each) in left.iter_mut().zip(&each) {
                *open -= each * count;
            }
            let asked = Asked {
                period: line.period,
                span: line.span,
                short: Flow::new(short),
                each: Flow::new(adds),
                count: count as u32,
            };
            let cost = self.cost_of_hire(terms, start, last) * count;
            match hires.iter_mut().find(|it| it.start == start) {
                Some(same) => {
                    same.count += count as u32;
                    same.cost += cost;
                    same.asked.push(asked);
                }
                None => hires.push(PlannedHires {
                    role: role.id.clone(),
                    segment: id.clone(),
                    start,
                    count: count as u32,
                    period: line.period,
                    cost,
                    asked: vec![asked],
                }),
            }
        }
        hires
    }
}
