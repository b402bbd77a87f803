//! The first sheet: what the workbook is, what is live in it, and what is not.

use super::place::{Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{Source, segment_name};
use crate::model::comp::Rated;

/// What each sheet has.
const SHEETS: &[(Tab, &str)] = &[
    (Tab::Summary, "the ARR waterfall, retention, capacity, people and pay, by month and fiscal year"),
    (Tab::Check, "identities that hold whatever is typed, and figures beside those of the app when this was made"),
    (Tab::Settings, "INPUT: assumptions of the company, and what was chosen"),
    (Tab::Segments, "INPUT: opening book, pipeline and retention of each segment"),
    (Tab::Roles, "INPUT: base pay, on-target earnings, quota, attainment, attrition and ramp of each role"),
    (Tab::Seats, "INPUT: who holds which seat from when to when, and what differs from the role"),
    (Tab::Plans, "INPUT: weights, targets, rates, caps, draws and payment of each pay plan"),
    (Tab::Opening, "INPUT: when the opening book falls due"),
    (Tab::People, "terms that hold for everybody, quotas over the months of the year, and who belongs to which team"),
    (Tab::Staff, "presence, attrition, backfill and ramp of everybody by month"),
    (Tab::Funnel, "capacity, pipeline and bookings"),
    (Tab::Book, "rates that hold, cohorts, and the waterfall of each segment"),
    (Tab::Quotas, "quotas by month"),
    (Tab::Credits, "credits by month, shared out in whole coins"),
    (Tab::Groups, "credit and quota of teams, segments and the company"),
    (Tab::Pay, "every component of everybody, from credit to the coin"),
    (Tab::Payout, "base pay, cap of the plan, draws, payment and expense of everybody"),
];

/// What is not live in this workbook, in words; empty where everything is.
pub(crate) fn not_live(source: &Source<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for at in (0..source.document.segments.len()).filter(|at| source.is_closed(*at)) {
        all.push(format!(
            "{}: months are closed, and the app has laid what was reported on its cohorts. Its whole waterfall is the app's; capacity, \
             bookings of open months and pay are live.",
            segment_name(source.document, at)
        ));
    }
    if source.document.assumptions.handover.shares() {
        all.push(
            "Sellers share the credit for what customers renew and expand after the win. Credits for expansion, renewal and retention by \
             holder are the app's; those for new ARR are live."
                .to_owned(),
        );
    }
    if !source.outcome.incentives.is_empty() {
        all.push(
            "Results respond to the split of pay. The multipliers of roles are the app's and do not follow weights and pay typed here; what \
             they multiply is live."
                .to_owned(),
        );
    }
    if source.document.actuals.iter().any(|it| it.base_pay.is_some() || it.variable_pay.is_some()) {
        all.push("Reported pay of closed months is not in the workbook: pay is as planned.".to_owned());
    }
    all
}

pub(crate) fn notes(source: &Source<'_>, sheets: &mut Sheets) {
    let tab = Tab::Notes;
    let name = if source.document.name.is_empty() { "Scenario" } else { &source.document.name };
    sheets.text(Spot::new(tab, 0, 0), Look::Title, format!("{name}: a Remit workbook with live formulas"));
    let mut write = |look: Look, text: String| {
        let row = sheets.next_row(tab).max(1);
        sheets.text(Spot::new(tab, row, 0), look, text);
    };
    let plain = Look::Plain;
    write(
        plain,
        "Change what is blue on the input sheets: every figure down to each person's pay follows by formula."
            .to_owned(),
    );
    write(plain, "Grey is what was chosen when the workbook was made: which seat reports to whom, in which segment, how a component is rated, \
                  the calendar and the currency. Change such things in the app and export again."
        .to_owned());
    write(Look::Heading, "What is not live here".to_owned());
    let fixed = not_live(source);
    if fixed.is_empty() {
        write(plain, "Nothing: every figure of these sheets is a formula of the inputs.".to_owned());
    }
    for text in fixed {
        write(Look::FromApp, text);
    }
    write(plain, "Not in the workbook: real deals and statements made of them, customer counts and what is made of them, territories.".to_owned());
    write(Look::Heading, "Rounding".to_owned());
    for text in rounding(source) {
        write(plain, text);
    }
    write(Look::Heading, "Sheets".to_owned());
    for (of, what) in SHEETS {
        let row = sheets.next_row(tab);
        sheets.text(Spot::new(tab, row, 0), Look::Plain, format!("{}: {what}", of.name()));
    }
    let row = sheets.next_row(tab) + 1;
    sheets.text(Spot::new(tab, row, 0), Look::Heading, "Does it hold?");
    let place = |row: usize| Spot::new(Tab::Check, row, 2);
    sheets.formula(Spot::new(tab, row + 1, 0), Look::Total, Form::General, format!("\"Identities: \"&{}", place(1)));
    sheets.formula(
        Spot::new(tab, row + 2, 0),
        Look::Total,
        Form::General,
        format!("\"Beside the app: \"&{}", place(2)),
    );
}

fn rounding(source: &Source<'_>) -> Vec<String> {
    let mut all = vec![
        "Movements of ARR are coins of each segment, movement and month; everything before is unrounded, and totals are sums of coins.".to_owned(),
        "Credits are whole coins, shared out by largest remainder; quotas by month are whole thousandths that add up to the year.".to_owned(),
        "Pay is rounded once for each component and period, from an unrounded amount.".to_owned(),
    ];
    let each_deal = |it: &crate::model::comp::Component| it.rated == Rated::EachDeal;
    if source.document.plans.iter().flat_map(|it| &it.versions).flat_map(|it| &it.components).any(each_deal) {
        all.push(
            "Where each deal is rated alone, the credit counts as deals of the mean size and one smaller rest."
                .to_owned(),
        );
    }
    all
}
