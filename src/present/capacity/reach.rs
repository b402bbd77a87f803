//! The plan of hires and leads that reaches the target, in words.

use super::{ClosureCard, Teller, table};
use crate::engine::capacity::{Crowd, RaisedLeads, Reach};
use crate::present::chart::Table;
use crate::present::number::show_month;
use crate::present::staffing::Names;
use crate::text::{capitalised, counted, tr};
use crate::units::{Flow, Money};

/// The plan as a card that can be applied.
pub fn reach_card(tell: &Teller<'_>, reach: &Reach) -> ClosureCard {
    let what = if reach.closing { tr!("closing ARR") } else { tr!("new ARR") };
    let money = |major: f64| tell.money(Flow::new(major));
    let hires = match reach.count() {
        0 => None,
        count => Some(counted(count, tr!("hire"), tr!("hires"))),
    };
    let leads = match reach.leads.len() as u32 {
        0 => None,
        count => Some(tr!("more leads in {}", counted(count, tr!("segment"), tr!("segments")))),
    };
    let ways: Vec<String> = hires.into_iter().chain(leads).collect();
    let bring = if reach.count() == 1 && reach.leads.is_empty() { tr!("brings") } else { tr!("bring") };
    let lacks = reach.target - reach.after;
    let doubts = doubts(tell, reach);
    let note = if reach.is_reached() {
        tr!("What the first quarters miss, while people ramp and opportunities take their cycle, is signed later. Leads are the \
             market\u{2019}s to give: what they cost is marketing, which is typed with the costs and is not changed.")
            .to_owned()
    } else {
        tr!("{} short: neither people nor leads from the first month on bring more.", money(lacks))
    };
    ClosureCard {
        title: tr!("Reach {} of {what}", money(reach.target)),
        adds: tell
            .locale
            .money_delta(tell.outcome.currency.settle(Flow::new(reach.after - reach.before)), tell.outcome.currency),
        text: tr!(
            "{} {bring} {what} from {} to {}. Over the whole plan that costs {}: people cost {} instead of {}.",
            capitalised(&ways.join(tr!(" and "))),
            money(reach.before),
            money(reach.after),
            tell.money(reach.cost()),
            tell.money(reach.cost_after),
            tell.money(reach.cost_before)
        ),
        doubtful: !reach.is_reached() || !doubts.is_empty(),
        note: doubts.into_iter().chain([note]).collect::<Vec<_>>().join(" "),
    }
}

/// What of it is hardly to be believed, in sentences: leads more than doubled, many hires of a role at once, leads that close too late.
fn doubts(tell: &Teller<'_>, reach: &Reach) -> Vec<String> {
    let count = |it: u32| tell.locale.count(i64::from(it));
    let bold = reach.leads.iter().filter(|it| it.is_bold());
    let bold: Vec<String> = bold
        .map(|it| tr!("{} from {} to {} a month", leads_name(tell, it), count(it.lever.now), count(it.then)))
        .collect();
    let crowd = |it: &Crowd| {
        let hires = counted(it.count, tr!("hire"), tr!("hires"));
        tr!("{}, {}: {hires} beside {} who are there", tell.role(&it.role), show_month(it.start), count(it.present))
    };
    let crowds: Vec<String> = reach.crowds(tell.document, tell.outcome).iter().map(crowd).collect();
    let late = |it: &RaisedLeads| Some([leads_name(tell, it), tell.locale.percent(it.is_late()?, 0)].join(": "));
    let late: Vec<String> = reach.leads.iter().filter_map(late).collect();
    let mut doubts = Vec::new();
    if !bold.is_empty() {
        doubts.push(tr!("More than twice the leads: hardly to be believed ({}).", bold.join("; ")));
    }
    if !crowds.is_empty() {
        doubts.push(tr!("More than half a team hired in one month: hardly to be believed ({}).", crowds.join("; ")));
    }
    let losing: Vec<String> = (reach.losing.iter())
        .map(|it| {
            let segment = tell.document.segments.get(it.segment).map_or("", |it| it.name.as_str());
            let money = |amount: Money| tell.locale.money_compact(amount, tell.outcome.currency);
            tr!("{segment} from {} to {}", money(it.before), money(it.after))
        })
        .collect();
    if !losing.is_empty() {
        doubts.push(tr!(
            "New ARR of other segments falls, over the whole plan, as they share people with those whose leads are raised: {}.",
            losing.join("; ")
        ));
    }
    if !late.is_empty() {
        doubts.push(tr!("Much of what the leads bring closes only after the end of the plan ({}).", late.join("; ")));
    }
    doubts
}

/// What the card changes: who is hired when, and which leads are raised from what to what; and the cost of people that the card tells, split
/// on them.
pub fn reach_table(tell: &Teller<'_>, reach: &Reach) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for hired in &reach.hires {
        rows.push(vec![
            tell.role_in(&hired.role, Some(&hired.segment)),
            tr!("from {}", show_month(hired.start)),
            String::new(),
            format!("+{}", tell.locale.count(i64::from(hired.count))),
            tell.figure(hired.cost),
        ]);
    }
    for raised in &reach.leads {
        rows.push(vec![
            leads_name(tell, raised),
            tr!("each month from {}", show_month(tell.document.settings.first_month)),
            tell.locale.count(i64::from(raised.lever.now)),
            tell.locale.count(i64::from(raised.then)),
            String::new(),
        ]);
    }
    let others = reach.cost_of_others();
    if others.value().abs() >= 0.5 {
        rows.push(vec![others_name(tell, reach), String::new(), String::new(), String::new(), tell.figure(others)]);
    }
    let all = tr!("All").to_owned();
    rows.push(vec![all, String::new(), String::new(), String::new(), tell.figure(reach.cost())]);
    table(&[tr!("Change"), tr!("When"), tr!("Now"), tr!("Then"), tr!("Adds to the cost of people")], rows)
}

/// Everyone who is there already, with the two whose cost changes most of all, where it is a tenth of it or more.
fn others_name(tell: &Teller<'_>, reach: &Reach) -> String {
    let all = tr!("Everyone else, for what they earn then").to_owned();
    let names = Names::of(tell.document);
    let least = (reach.cost_of_others().value().abs() / 10.0).max(0.5);
    let most = reach.others.iter().take(2).filter(|(_, more)| more.value().abs() >= least);
    let told =
        most.filter_map(|(id, more)| Some([names.leader(tell.document.seat(id)?), tell.figure(*more)].join(": ")));
    let told: Vec<String> = told.collect();
    if told.is_empty() { all } else { tr!("{all}; most of it {}", told.join("; ")) }
}

fn leads_name(tell: &Teller<'_>, raised: &RaisedLeads) -> String {
    let segment = tell.document.segments.get(raised.lever.segment);
    let name = segment.map_or("", |it| it.name.as_str());
    match raised.lever.source.as_ref().and_then(|id| segment?.pipeline.source(id)) {
        Some(source) => tr!("Leads, {name}, {}", source.name),
        None => tr!("Leads, {name}"),
    }
}
