//! The three ways to close the gap of a segment, side by side.

use super::{CapacityPlan, GapLine, HireClosure, ShiftClosure, StretchClosure};
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::units::Month;

/// Ways to close a gap in capacity. Each is absent where it does not exist; `edit` makes commands of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Closures {
    /// The gap. Its pipeline may be short as well: then none of these is enough by itself.
    pub gap: GapLine,
    /// Hire.
    pub hire: Option<HireClosure>,
    /// Stretch quotas or attainment.
    pub stretch: Option<StretchClosure>,
    /// Shift people from other segments.
    pub shift: Option<ShiftClosure>,
}

impl CapacityPlan<'_> {
    /// What closes the gap of a segment over a run of months; nobody is hired before `earliest`. None where the segment has no target
    /// there; without a gap all three are absent.
    pub fn closures(&self, segment: usize, span: Span, earliest: Month) -> Option<Closures> {
        let line = self.gap(Scope::Segment(segment), span);
        let gap = line.gap()?;
        Some(Closures {
            hire: self.hire_closure(segment, span, gap, earliest),
            stretch: self.stretch_closure(segment, span, gap),
            shift: self.shift_closure(segment, span, gap),
            gap: line,
        })
    }
}
