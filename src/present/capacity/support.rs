//! Support ratios: need, what there is, and who should be hired by when.

use super::Teller;
use crate::engine::capacity::{SupportKind, SupportLine};
use crate::present::number::show_month;

/// One ratio of one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportCard {
    /// The role, and where.
    pub role: String,
    /// The ratio in words.
    pub ratio: String,
    /// Seats needed at the end of the plan.
    pub need: String,
    /// Seats there are then.
    pub have: String,
    /// Suggested hires with their months, or that there are none.
    pub hires: String,
    /// How many hires that is.
    pub count: u32,
}

/// A ratio in words and figures.
pub fn support_card(tell: &Teller<'_>, line: &SupportLine) -> SupportCard {
    let people = |value: f64| tell.locale.people(value);
    let ratio = match line.kind {
        SupportKind::Ratio { of, heads } => format!("1 for {} ramped in {}", people(heads), of.name().to_lowercase()),
        SupportKind::Book { arr } => format!("1 for {} of ARR", tell.money(crate::units::Flow::new(arr))),
        SupportKind::Accounts { customers } => format!("1 for {} customers", people(customers)),
        SupportKind::Span { reports } => format!("1 for {} direct reports", people(reports)),
    };
    let last = |series: &[f64]| series.last().copied().unwrap_or(0.0);
    let count = line.hires_in_all();
    let one = |it: &crate::engine::capacity::SupportNeed| {
        let start = show_month(it.start);
        // Without ramp, or too late for it, they start when they fall due.
        if it.start == it.due {
            format!("{} from {start}", it.count)
        } else {
            format!("{} starting {start} for {}", it.count, show_month(it.due))
        }
    };
    let hires = match line.hires.as_slice() {
        [] => "enough".to_owned(),
        [first] => one(first),
        [first, rest @ ..] => {
            let more: u32 = rest.iter().map(|it| it.count).sum();
            format!("{}; {more} later", one(first))
        }
    };
    SupportCard {
        role: tell.role_in(&line.role, line.segment.as_ref()),
        ratio,
        need: tell.locale.number(last(&line.need), 1),
        have: tell.locale.number(last(&line.have), 1),
        hires,
        count,
    }
}
