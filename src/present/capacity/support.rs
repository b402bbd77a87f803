//! Support ratios: need, what there is, and who should be hired by when.

use super::Teller;
use crate::engine::capacity::{BookShares, CapacityFigure, SupportFigure, SupportKind, SupportLine};
use crate::present::number::show_month;
use crate::text::{tr, within};

/// One ratio of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportCard {
    /// The role, and where.
    pub role: String,
    /// The ratio in words.
    pub ratio: String,
    /// Seats needed at the end of the plan.
    pub need: String,
    /// What the two explain themselves as: need, and what there is.
    pub figures: [CapacityFigure; 2],
    /// Seats there are then.
    pub have: String,
    /// Suggested hires with their months, or that there are none.
    pub hires: String,
    /// How many hires that is.
    pub count: u32,
    /// Nobody is needed and nobody is there, in any month: terms that hold nowhere.
    pub idle: bool,
}

/// A ratio in words and figures.
pub fn support_card(tell: &Teller<'_>, line: &SupportLine) -> SupportCard {
    let people = |value: f64| tell.locale.people(value);
    let part = |share: f64| {
        if share < 1.0 { tr!(", of {} of the book", tell.locale.percent(share, 0)) } else { String::new() }
    };
    let ratio = match line.kind {
        SupportKind::Ratio { of, heads } => tr!("1 for {} ramped in {}", people(heads), within(of.name())),
        SupportKind::Book { arr, share } => {
            tr!("1 for {} of ARR{}", tell.money(crate::units::Flow::new(arr)), part(share))
        }
        SupportKind::Accounts { customers, share } => tr!("1 for {} customers{}", people(customers), part(share)),
        SupportKind::Span { reports } => tr!("1 for {} direct reports", people(reports)),
    };
    let last = |series: &[f64]| series.last().copied().unwrap_or(0.0);
    let count = line.hires_in_all();
    let one = |it: &crate::engine::capacity::SupportNeed| {
        let start = show_month(it.start);
        // Without ramp, or too late for it, they start when they fall due.
        if it.start == it.due {
            tr!("{} from {start}", it.count)
        } else {
            tr!("{} starting {start} for {}", it.count, show_month(it.due))
        }
    };
    let hires = match line.hires.as_slice() {
        [] => tr!("enough").to_owned(),
        [first] => one(first),
        [first, rest @ ..] => {
            let more: u32 = rest.iter().map(|it| it.count).sum();
            tr!("{}; {more} later", one(first))
        }
    };
    let of = (line.role.clone(), line.segment.clone());
    let figure = |what| CapacityFigure::Support(what, of.clone(), line.kind.by());
    SupportCard {
        figures: [figure(SupportFigure::Need), figure(SupportFigure::Have)],
        role: tell.role_in(&line.role, line.segment.as_ref()),
        ratio,
        need: tell.locale.number(last(&line.need), 1),
        have: tell.locale.number(last(&line.have), 1),
        hires,
        count,
        idle: line.need.iter().chain(&line.have).all(|it| *it <= 1e-9),
    }
}

/// Who shares the book of a segment, where the shares do not make a whole; empty where they do everywhere.
pub fn shares_say(tell: &Teller<'_>, shares: &[BookShares]) -> String {
    let odd = shares.iter().filter(|it| (it.sum() - 1.0).abs() > 0.005);
    let one = |it: &BookShares| {
        let segment = tell.document.segments.get(it.segment).map_or("", |it| it.name.as_str());
        let percent = |share: f64| tell.locale.percent(share, 0);
        let roles: Vec<String> =
            it.roles.iter().map(|(role, share)| format!("{} {}", tell.role(role), percent(*share))).collect();
        tr!("{segment}: {}, together {}", roles.join(", "), percent(it.sum()))
    };
    let told: Vec<String> = odd.map(one).collect();
    if told.is_empty() {
        return String::new();
    }
    tr!(
        "Shares of the book do not make a whole. {}. Above 100 %, customers are asked for twice; below, some are nobody's. Set them in \
         detail of each role.",
        told.join("; ")
    )
}
