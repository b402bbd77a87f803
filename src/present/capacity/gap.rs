//! Targets against what the team can sign and what the pipeline holds; and target / quota beside the right number.

use super::{Teller, none};
use crate::engine::capacity::{GapLine, Need, Shortage};
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::Flow;

/// The columns of the table of gaps; the first names the rows.
pub fn gap_header(first: &str) -> Vec<String> {
    let rest = [tr!("Target"), tr!("Capacity"), tr!("Over or short"), tr!("Pipeline"), tr!("Short of")];
    [first].into_iter().chain(rest).map(str::to_owned).collect()
}

/// The columns of the table of quotas against targets; the first names the rows.
pub fn quota_header(first: &str) -> Vec<String> {
    let rest = [tr!("Target"), tr!("Street quota"), tr!("It takes of quota"), tr!("Over-assigned"), tr!("Hedge")];
    [first].into_iter().chain(rest).map(str::to_owned).collect()
}

/// One scope in one period: what people are held to against what is to be won.
pub fn quota_row(tell: &Teller<'_>, name: String, line: &GapLine) -> Vec<String> {
    vec![
        name,
        line.target.map_or_else(none, |it| tell.figure(it)),
        tell.figure(line.street),
        tell.share(line.attainment_factor()),
        tell.times(line.over_assignment()),
        tell.share(line.hedge()),
    ]
}

/// One scope in one period. Over and short are of capacity: a minus is what the team cannot sign.
pub fn gap_row(tell: &Teller<'_>, name: String, line: &GapLine) -> Vec<String> {
    let figure = |flow: Option<Flow>| flow.map_or_else(none, |it| tell.figure(it));
    vec![
        name,
        figure(line.target),
        tell.figure(line.capacity),
        line.gap().map_or_else(none, |it| tell.change(-it)),
        tell.figure(line.pipeline),
        shortage_word(line.shortage()).to_owned(),
    ]
}

/// What is missing, as a word of a table.
pub fn shortage_word(shortage: Shortage) -> &'static str {
    match shortage {
        Shortage::NoTarget => tr!("no target"),
        Shortage::Nothing => "\u{2013}",
        Shortage::Capacity => tr!("people"),
        Shortage::Pipeline => tr!("pipeline"),
        Shortage::Both => tr!("people and pipeline"),
    }
}

/// What a line says, in a sentence or two.
pub fn gap_say(tell: &Teller<'_>, line: &GapLine) -> String {
    let (name, period) = (tell.scope(line.scope), period_label(&line.period, false));
    let Some(target) = line.target else {
        return tr!("{name} has no target in {period} yet. Type one in the grid below.");
    };
    let target = tell.money(target);
    let signs = tell.money(line.capacity - line.untargeted);
    let short = |gap: Option<Flow>| tell.money(gap.unwrap_or_default());
    let sentence = match line.shortage() {
        Shortage::NoTarget => String::new(),
        Shortage::Nothing => tr!(
            "{name} reaches {target} of new ARR in {period}: the team can sign {signs}, the pipeline holds {}.",
            tell.money(line.pipeline)
        ),
        Shortage::Capacity => tr!(
            "{name} is {} short of {target} in {period}: the team can sign {signs}. The pipeline holds enough.",
            short(line.gap())
        ),
        Shortage::Pipeline => tr!(
            "The team could sign {target} in {period}, but the pipeline of {name} holds {} too little. More people would not help; more leads would.",
            short(line.pipeline_gap())
        ),
        Shortage::Both => tr!(
            "{name} lacks people and pipeline in {period}: of {target} the team is {} short and the pipeline {}. People alone will not reach it.",
            short(line.gap()),
            short(line.pipeline_gap())
        ),
    };
    if line.untargeted.value() >= 1.0 {
        tr!("{sentence} {} of capacity has no target and is not counted.", tell.money(line.untargeted))
    } else {
        sentence
    }
}

/// From target / quota to the seats it takes, one line for each step: what, its figure, the seats after it.
pub fn need_steps(tell: &Teller<'_>, need: &Need) -> Vec<Vec<String>> {
    let mut seats = need.naive;
    let quota = tr!("Target {} \u{f7} quota {}", tell.money(need.target), tell.money(need.quota));
    let mut rows = vec![vec![quota, String::new(), tell.locale.number(seats, 1)]];
    let responds = !tell.outcome.incentives.is_empty();
    let attainment =
        if responds { tr!("Attainment expected, with response to pay") } else { tr!("Attainment expected") };
    let steps = [
        (tr!("Somebody is in the seat"), need.presence),
        (tr!("Ramped"), need.ramp),
        (attainment, need.attainment),
        (tr!("Time that goes into selling"), need.selling_time),
    ];
    for (name, share) in steps {
        seats /= share;
        let text = tell.locale.percent(share, 1);
        rows.push(vec![name.to_owned(), format!("\u{f7} {text}"), tell.locale.number(seats, 1)]);
    }
    rows.push(vec![tr!("Seats planned").to_owned(), String::new(), tell.locale.number(need.seats, 1)]);
    rows
}

/// The naive number, the right one, and why they differ.
pub fn need_say(tell: &Teller<'_>, need: &Need) -> String {
    let number = |value: f64| tell.locale.number(value, 1);
    let mut takes = [
        (tr!("empty seats"), need.presence),
        (tr!("ramp"), need.ramp),
        (tr!("attainment"), need.attainment),
        (tr!("time not spent selling"), need.selling_time),
    ];
    // The costliest cause first; those that take nothing are not named.
    takes.sort_by(|a, b| a.1.total_cmp(&b.1));
    let named: Vec<String> = takes
        .iter()
        .filter(|it| it.1 < 0.9995)
        .map(|(name, share)| format!("{name} {}", tell.locale.percent(1.0 - share, 0)))
        .collect();
    let why = match named.split_last() {
        Some((last, [])) => tr!("{last} is lost of each quota"),
        Some((last, others)) => tr!("each quota loses to {} and {last}, one after the other", others.join(", ")),
        None => tr!("nothing is lost of a quota").to_owned(),
    };
    let missing = need.missing();
    let verdict = if missing > 0.05 {
        tr!("{} are planned, {} too few.", number(need.seats), number(missing))
    } else {
        tr!("{} are planned.", number(need.seats))
    };
    tr!("Target \u{f7} quota says {} sellers. It takes {}: {why}. {verdict}", number(need.naive), number(need.right))
}

/// That the typed targets ask for less than the target of closing ARR does, so that what is short of them is not all that is short. Nothing
/// where they ask for as much, to the thousand.
pub fn targets_short_say(tell: &Teller<'_>, needed: Flow, typed: Option<Flow>) -> Option<String> {
    let short = (needed - typed?).value();
    let closing = tell.document.settings.target_arr.map(Flow::from)?;
    (short >= 500.0).then(|| {
        tr!(
            "The targets by segment and quarter ask for {} less new ARR than closing ARR of {} does. What is short here is short of those \
             targets only; spread what is asked for over them first.",
            tell.money(Flow::new(short)),
            tell.money(closing)
        )
    })
}

/// What the target of closing ARR asks of new business, against the typed targets.
pub fn needed_say(tell: &Teller<'_>, needed: Flow, typed: Option<Flow>) -> String {
    let closing = tell.document.settings.target_arr.map(Flow::from).unwrap_or_default();
    let asks = tr!(
        "Closing ARR of {} asks for {} of new ARR over the plan, renewals and expansion as forecast",
        tell.money(closing),
        tell.money(needed)
    );
    // Less than half a thousandth is the rounding of targets that were spread, not a difference anybody typed.
    let told_from = (closing.value() / 2_000.0).max(1.0);
    match typed {
        Some(typed) if (needed - typed).value() >= told_from => {
            tr!("{asks}: {} more than the targets typed.", tell.money(needed - typed))
        }
        Some(typed) if (typed - needed).value() >= told_from => {
            tr!("{asks}: the targets typed ask for {} more than that.", tell.money(typed - needed))
        }
        Some(_) => tr!("{asks}, as the targets do."),
        None => format!("{asks}."),
    }
}
