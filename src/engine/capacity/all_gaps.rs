//! All gaps at once: for every segment, quarter by quarter, who has to be hired when, what stays open although they are, and where it is
//! the pipeline that is short and no hire helps.
//!
//! Quarters are taken in order of time, as a hire for one adds to all after it. A hire starts so early that the ramp is over when the
//! quarter begins, but not before the month in which somebody can begin: sooner is of no use to the quarter, later is less. Where it is
//! too late for that, no more people are hired than some quarter from there on needs of ramped ones; what they cannot reach stays open,
//! and so does what is less than a tenth of a ramped person.

use super::{CapacityPlan, GapLine, LeadNeed, MOST_HIRES, lead_time::months_to_full};
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
    /// What they cost to the end of the plan: pay at expected attainment, taxes and benefits, tools, recruiting.
    pub cost: Flow,
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

/// What one hire adds to each quarter.
type ByQuarter = Vec<f64>;

impl CapacityPlan<'_> {
    /// Who has to be hired when to close every gap of the plan; nobody starts before `earliest`. Sellers who serve all segments stay
    /// shared out as they are.
    pub fn close_all(&self, earliest: Month) -> AllGaps {
        let mut all = AllGaps::default();
        for segment in 0..self.document.segments.len() {
            let lines = self.gaps_of(Scope::Segment(segment), Cadence::Quarter);
            let gaps: Vec<f64> = lines.iter().map(|line| line.gap().map_or(0.0, Flow::value)).collect();
            let mut left = gaps.clone();
            all.hires.extend(self.hires_for(segment, &lines, &mut left, earliest));
            for ((line, gap), left) in lines.iter().zip(gaps).zip(left) {
                let pipeline = self.lead_need(segment, line.span);
                if gap >= 1.0 || pipeline.is_some() {
                    let (gap, left) = (Flow::new(gap), Flow::new(left));
                    all.quarters.push(QuarterGap { segment, period: line.period, gap, left, pipeline });
                }
            }
        }
        all
    }

    fn hires_for(&self, segment: usize, lines: &[GapLine], left: &mut [f64], earliest: Month) -> Vec<PlannedHires> {
        let mut hires: Vec<PlannedHires> = Vec::new();
        let Some(role) = self.usual_seller(segment) else { return hires };
        let Some(id) = self.document.segments.get(segment).map(|it| &it.id) else { return hires };
        let Some(terms) = role.terms_for(Some(id)) else { return hires };
        let first = self.document.settings.first_month;
        let last = first.plus(self.seasons.len() as i32 - 1);
        let ramp = months_to_full(&terms.ramp) as i32;
        let yields = |start: Month| -> ByQuarter {
            let months = self.one_hire(&role.id, Some(id), start);
            let sum = |span: Span| months.iter().skip(span.from).take(span.len()).map(|it| it.value()).sum();
            lines.iter().map(|line| sum(line.span)).collect()
        };
        // Somebody who was ramped before the plan began.
        let ramped = yields(first.plus(-ramp));
        for at in 0..lines.len() {
            let Some((line, short)) = lines.get(at).zip(left.get(at).copied()).filter(|it| it.1 >= 1.0) else {
                continue;
            };
            if short < LEAST * ramped.get(at).copied().unwrap_or(0.0) {
                continue;
            }
            let begins = first.plus(line.span.from as i32);
            let start = begins.plus(-ramp).max(earliest).max(first);
            let each = yields(start);
            let Some(adds) = each.get(at).copied().filter(|it| *it > 1e-9) else { continue };
            let needed = |short: f64, each: f64| (short / each - 1e-9).ceil().max(1.0);
            let from_here = left.iter().zip(&ramped).skip(at).filter(|(short, each)| **short >= 1.0 && **each > 1e-9);
            let most = from_here.map(|(short, each)| needed(*short, *each)).fold(1.0, f64::max);
            let count = needed(short, adds).min(most).min(f64::from(MOST_HIRES));
            for (place, each) in left.iter_mut().zip(&each) {
                *place -= each * count;
            }
            let cost = self.cost_of_hire(terms, start, last) * count;
            match hires.iter_mut().find(|it| it.start == start) {
                Some(same) => {
                    same.count += count as u32;
                    same.cost += cost;
                }
                None => hires.push(PlannedHires {
                    role: role.id.clone(),
                    segment: id.clone(),
                    start,
                    count: count as u32,
                    period: line.period,
                    cost,
                }),
            }
        }
        hires
    }
}
