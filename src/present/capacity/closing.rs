//! The three ways to close a gap, each as a card.

use super::{Teller, lead_say};
use crate::engine::capacity::{GapLine, LeadNeed};
use crate::engine::capacity::{HireClosure, HireOption, QuotaChange, ShiftClosure, Shortage, StretchClosure};
use crate::present::number::{period_label, show_month};
use crate::present::staffing::leader_name;
use crate::text::{counted, tr};
use crate::units::{Flow, Money};

/// A way to close a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosureCard {
    /// What to do.
    pub title: String,
    /// What it adds to the capacity of the period.
    pub adds: String,
    /// How it works, in sentences.
    pub text: String,
    /// What to know before it is applied.
    pub note: String,
    /// The note is a warning.
    pub doubtful: bool,
}

/// Hiring, from one month on.
pub fn hire_card(tell: &Teller<'_>, closure: &HireClosure, option: &HireOption) -> ClosureCard {
    let role = tell.role_in(&closure.role, Some(&closure.segment));
    let latest = show_month(closure.latest_useful);
    let (each, cost) = if option.count == 1 {
        (tr!("It adds"), tr!("it costs"))
    } else {
        (tr!("Each adds"), tr!("together they cost"))
    };
    ClosureCard {
        title: tr!("Hire {} \u{d7} {role}", option.count),
        adds: added(tell, option.each * f64::from(option.count)),
        text: tr!(
            "Start by {}. {each} {} in the period after ramp and expected attrition, and {cost} {} to its end.",
            show_month(option.start),
            tell.money(option.each),
            tell.money(option.cost)
        ),
        note: if tell.document.assumptions.incentives.responds() {
            tr!(
                "Latest useful start: {latest}. Whoever starts later adds nothing in the period. The cost is at expected attainment, \
                 before the response of results to the split of pay."
            )
        } else {
            tr!("Latest useful start: {latest}. Whoever starts later adds nothing in the period.")
        },
        doubtful: false,
    }
}

/// A start month to choose: `Mar 2028: 2 hires, $61k each`.
pub fn hire_option(tell: &Teller<'_>, option: &HireOption) -> String {
    tr!(
        "{}: {}, {} each",
        show_month(option.start),
        counted(option.count, tr!("hire"), tr!("hires")),
        tell.money(option.each)
    )
}

/// Stretching quotas.
pub fn stretch_card(tell: &Teller<'_>, closure: &StretchClosure, gap: Flow) -> ClosureCard {
    let percent = |share: f64| tell.locale.percent(share, 1);
    let amounts = |now: Money, then: Money| {
        let money = |it: Money| tell.locale.money_compact(it, tell.outcome.currency);
        tr!("{} to {}", money(now), money(then))
    };
    let named = closure.quotas.iter().filter_map(|change| match change {
        QuotaChange::Terms { role, now, then } => {
            let (now, then) = (now.arr_year().amount(), then.arr_year().amount());
            Some(tr!("{} from {} a year", tell.role(role), amounts(now, then)))
        }
        QuotaChange::Holder { .. } => None,
    });
    let own = closure.quotas.iter().filter(|it| matches!(it, QuotaChange::Holder { .. })).count();
    let mut changes: Vec<String> = named.collect();
    if own > 0 {
        changes.push(counted(own as u32, tr!("quota of a person's own"), tr!("quotas of people's own")));
    }
    let hard = closure.attainment_needed > 1.0;
    ClosureCard {
        title: tr!("Stretch quotas by {}", percent(closure.factor - 1.0)),
        adds: added(tell, gap),
        text: tr!(
            "{}, if {} of the higher quota is reached as planned. Of today's quotas that is {} instead of {}.",
            changes.join(", "),
            percent(closure.attainment_now),
            percent(closure.attainment_needed),
            percent(closure.attainment_now)
        ),
        note: if hard {
            tr!("More than the whole of today's quotas: hardly to be believed.").to_owned()
        } else {
            tr!("The quotas hold for the whole plan, and pay rates follow them.").to_owned()
        },
        doubtful: hard,
    }
}

/// Shifting people from segments that can spare them.
pub fn shift_card(tell: &Teller<'_>, closure: &ShiftClosure) -> ClosureCard {
    let count = closure.moves.len() as u32;
    let name = |it: &crate::engine::capacity::SeatMove| {
        let seat = tell.document.seat(&it.seat);
        let seat = seat.map_or_else(|| it.seat.to_string(), |seat| leader_name(tell.document, seat));
        seat.to_owned()
    };
    let names: Vec<String> = closure.moves.iter().map(name).collect();
    let brings: Flow = closure.moves.iter().map(|it| it.brings).sum();
    let gives: Flow = closure.moves.iter().map(|it| it.gives_up).sum();
    let to = closure.moves.first().map(|it| tell.segment(&it.to)).unwrap_or_default();
    let who = if count == 1 { tr!("It gives") } else { tr!("They give") };
    let open = closure.left.value() >= 1.0;
    ClosureCard {
        title: tr!("Shift {} to {to}", counted(count, tr!("seat"), tr!("seats"))),
        adds: added(tell, brings),
        text: tr!(
            "{}. {who} up {} in the old segment, which still reaches its target.",
            names.join("; "),
            tell.money(gives)
        ),
        note: if open {
            tr!("Leaves {} open: the other segments have no more to spare.", tell.money(closure.left))
        } else {
            tr!("Tenure, leader and accounts stay with the seat; quota and pay are those of the new segment.")
                .to_owned()
        },
        doubtful: open,
    }
}

fn added(tell: &Teller<'_>, flow: Flow) -> String {
    tell.locale.money_delta(tell.outcome.currency.settle(flow), tell.outcome.currency)
}

/// Why nothing is offered, or what the offers leave open, with what a thin pipeline takes; empty where they are enough.
pub fn no_closure(tell: &Teller<'_>, line: &GapLine, need: Option<&LeadNeed>) -> String {
    let leads = need.map(|it| format!(" {}", lead_say(tell, it))).unwrap_or_default();
    let (name, period) = (tell.scope(line.scope), period_label(&line.period, false));
    match line.shortage() {
        Shortage::NoTarget => {
            tr!("{name} has no target in {period}. With one, the ways to close a gap stand here.")
        }
        Shortage::Nothing => tr!("Nothing is missing in {name} in {period}."),
        Shortage::Capacity => String::new(),
        Shortage::Pipeline => tr!(
            "People are enough in {name}; the pipeline binds and is {} short. Hiring does not help.{leads}",
            tell.money(line.pipeline_gap().unwrap_or_default())
        ),
        Shortage::Both => tr!(
            "The pipeline is short as well, by {}. People alone will not reach the target.{leads}",
            tell.money(line.pipeline_gap().unwrap_or_default())
        ),
    }
}
