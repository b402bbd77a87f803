//! The plan that closes all gaps at once, and what a pipeline lacks, in words.

use super::{Teller, none, table};
use crate::engine::capacity::{AllGaps, LeadNeed, PlannedHires, QuarterGap};
use crate::present::chart::Table;
use crate::present::number::{period_label, show_month, show_months};
use crate::text::{counted, tr};
use crate::units::Flow;

/// What the plan does, and what it leaves, in a few sentences.
pub fn all_gaps_say(tell: &Teller<'_>, plan: &AllGaps) -> String {
    if tell.document.segments.iter().all(|segment| segment.targets.is_empty()) {
        return tr!("No segment has a target yet: type them by quarter in the grid below.").to_owned();
    }
    if plan.quarters.is_empty() {
        return tr!("No segment misses a target in any quarter, with people or with pipeline.").to_owned();
    }
    let open = plan.quarters.iter().filter(|it| it.is_open()).count() as u32;
    let people = match (plan.count(), plan.gap().value() >= 1.0) {
        (_, false) => tr!("The team is large enough everywhere.").to_owned(),
        (0, true) => tr!(
            "The team is {} short over all quarters, and nobody hired now would help in time.",
            tell.money(plan.gap())
        ),
        (count, true) => {
            let all = tr!(
                "{} for {} to the end of the plan, if they stay,",
                counted(count, tr!("hire"), tr!("hires")),
                tell.money(plan.cost())
            );
            let closes = if count == 1 { tr!("closes") } else { tr!("close") };
            match open {
                0 => tr!("{all} {closes} every gap in capacity, {} over all quarters.", tell.money(plan.gap())),
                open => tr!(
                    "{all} {closes} all of the {} that capacity lacks but {}, in {}: too soon for new people, or too little for one.",
                    tell.money(plan.gap()),
                    tell.money(plan.left()),
                    counted(open, tr!("quarter"), tr!("quarters"))
                ),
            }
        }
    };
    let thin = plan.quarters.iter().filter(|it| it.pipeline.is_some()).count() as u32;
    match thin {
        0 => people,
        thin => tr!(
            "{people} In {} the pipeline binds as well or instead: there hires sign nothing more without the leads below.",
            counted(thin, tr!("quarter of a segment"), tr!("quarters of segments"))
        ),
    }
}

/// Who is hired, where, when and for which quarter.
pub fn all_hires_table(tell: &Teller<'_>, plan: &AllGaps) -> Table {
    let row = |it: &PlannedHires| {
        vec![
            tell.role_in(&it.role, Some(&it.segment)),
            show_month(it.start),
            tell.locale.count(i64::from(it.count)),
            period_label(&it.period, false),
            tell.figure(it.cost),
        ]
    };
    let mut rows: Vec<Vec<String>> = plan.hires.iter().map(row).collect();
    let count = tell.locale.count(i64::from(plan.count()));
    rows.push(vec![tr!("All").to_owned(), String::new(), count, String::new(), tell.figure(plan.cost())]);
    table(
        &[
            tr!("Hire"),
            tr!("Start"),
            tr!("People"),
            tr!("First needed for"),
            tr!("Cost to the end of the plan, if they stay"),
        ],
        rows,
    )
}

/// Every quarter with a gap: what capacity lacks, before and after, and what the pipeline lacks.
pub fn all_gaps_table(tell: &Teller<'_>, plan: &AllGaps) -> Table {
    let header = [
        tr!("Quarter"),
        tr!("Capacity lacks"),
        tr!("After the hires"),
        tr!("Pipeline lacks"),
        tr!("Deals"),
        tr!("Opportunities"),
        tr!("Leads a month more"),
        tr!("To be found"),
        tr!("Or win rate"),
    ];
    let missing = |flow: Flow| if flow.value() >= 1.0 { tell.figure(flow) } else { none() };
    let row = |it: &QuarterGap| {
        let segment = tell.document.segments.get(it.segment).map_or("", |it| it.name.as_str());
        let need = it.pipeline.as_ref();
        let count = |of: fn(&LeadNeed) -> Option<f64>| {
            need.and_then(of).map_or_else(none, |it| tell.locale.count(it.ceil() as i64))
        };
        vec![
            format!("{segment}, {}", period_label(&it.period, false)),
            missing(it.gap),
            missing(it.left),
            need.map_or_else(none, |it| tell.figure(it.gap)),
            count(|it| it.deals),
            count(|it| it.opportunities),
            count(|it| it.leads_month),
            match need.map(|it| it.found) {
                Some(Some((from, to))) => show_months(from, to),
                Some(None) => tr!("too late").to_owned(),
                None => none(),
            },
            tell.share(need.and_then(|it| it.win_rate)),
        ]
    };
    table(&header, plan.quarters.iter().map(row).collect())
}

/// Where the leads of a segment are typed whose pipeline is too thin, with what it would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadInput {
    /// Path of the input.
    pub path: String,
    /// What is typed there, and the most that a quarter asks for.
    pub text: String,
}

/// The inputs of leads of all segments whose pipeline is too thin. They are told beside the hires and not changed with them: a segment
/// has one number of leads a month for the whole plan, so that of the thinnest quarter would promise leads in every month. What the plan as
/// a whole needs is a [`Reach`](crate::engine::capacity::Reach).
pub fn lead_inputs(tell: &Teller<'_>, plan: &AllGaps) -> Vec<LeadInput> {
    let mut found = Vec::new();
    for (at, segment) in tell.document.segments.iter().enumerate() {
        let asked =
            plan.quarters.iter().filter(|it| it.segment == at).filter_map(|it| it.pipeline.as_ref()?.leads_month);
        let Some(most) = asked.reduce(f64::max) else { continue };
        let now = i64::from(segment.pipeline.leads_month);
        let asks = tell.locale.count(most.ceil() as i64);
        let (path, text) = if segment.pipeline.sources.is_empty() {
            let text = tr!("{}: {} a month, up to {asks} more asked for", segment.name, tell.locale.count(now));
            (format!("segment/{}/pipeline/leads_month", segment.id), text)
        } else {
            let text = tr!("{}: by source, up to {asks} a month more asked for", segment.name);
            (format!("segment/{}/pipeline", segment.id), text)
        };
        found.push(LeadInput { path, text });
    }
    found
}

/// What becomes of sellers without a segment, where there are some: hires leave them where they are.
pub fn shared_say(tell: &Teller<'_>) -> String {
    let sells = |seat: &&crate::model::Seat| {
        let known = seat.segment.as_ref().and_then(|id| tell.document.segment(id)).is_some();
        !known && tell.document.role(&seat.role).is_some_and(|role| role.function.sells_new_business())
    };
    match tell.document.seats.iter().filter(sells).count() as u32 {
        0 => String::new(),
        count => tr!(
            "{} in every segment in proportion to what could close there, month by month; hires leave that share as it is.",
            counted(count, tr!("seller who serves all segments counts"), tr!("sellers who serve all segments count"))
        ),
    }
}

/// What a pipeline that is too thin takes, in a sentence or two.
pub fn lead_say(tell: &Teller<'_>, need: &LeadNeed) -> String {
    let whole = |value: f64| tell.locale.count(value.ceil() as i64);
    let rate = need.win_rate.map(|rate| tr!("a win rate of {}", tell.share(Some(rate))));
    let Some((from, to)) = need.found else {
        return tr!("The sales cycle is longer than the time left, so new leads come too late for it; only what is in the pipeline already \
                can close.")
            .to_owned();
    };
    let mut ways = Vec::new();
    if let (Some(opportunities), Some(deals)) = (need.opportunities, need.deals) {
        let leads = need.leads_month.map(|it| tr!(" ({} leads a month more)", whole(it))).unwrap_or_default();
        ways.push(tr!(
            "{} more opportunities{leads} found in {}, for {} more deals",
            whole(opportunities),
            show_months(from, to),
            whole(deals)
        ));
    }
    if let Some(developers) = need.developers {
        ways.push(tr!("{} more ramped in sales development in these months", tell.locale.people(developers)));
    }
    ways.extend(rate);
    if ways.is_empty() {
        return tr!("Enter a deal size and a win rate on the Forecast page, and the leads it takes stand here.")
            .to_owned();
    }
    tr!("It takes {}.", ways.join(tr!("; or ")))
}
