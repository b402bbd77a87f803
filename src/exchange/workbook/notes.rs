//! The first sheet: what the workbook is, what is live in it, and what is not.

use super::coins::settled;
use super::place::{Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{Source, segment_name};
use crate::engine::{Cause, Env, Outcome, Scope, Span, closed_in, planned, variance};
use crate::model::comp::Rated;
use crate::units::Money;

/// What each sheet has.
const SHEETS: &[(Tab, &str)] = &[
    (
        Tab::Summary,
        "the ARR waterfall, retention, capacity, people, pay, customers and unit economics, by month and fiscal year",
    ),
    (Tab::Check, "identities that hold whatever is typed, and figures beside those of the app when this was made"),
    (
        Tab::Attainment,
        "INPUT: attainments; pay and cost of each plan there, for one person under each of its terms and for everybody it pays",
    ),
    (Tab::Settings, "INPUT: assumptions of the company, and what was chosen"),
    (Tab::Segments, "INPUT: opening book, pipeline and retention of each segment"),
    (Tab::Roles, "INPUT: base pay, on-target earnings, quota, attainment, attrition and ramp of each role"),
    (Tab::Seats, "INPUT: who holds which seat from when to when, and what differs from the role"),
    (Tab::Plans, "INPUT: weights, targets, rates, caps, draws and payment of each pay plan"),
    (Tab::Opening, "INPUT: when the opening book falls due"),
    (Tab::Actuals, "INPUT: what was reported of closed months"),
    (Tab::People, "terms that hold for everybody, quotas over the months of the year, and who belongs to which team"),
    (Tab::Staff, "presence, attrition, backfill and ramp of everybody by month"),
    (Tab::Funnel, "capacity, pipeline and bookings"),
    (Tab::Book, "rates that hold, cohorts, and the waterfall of each segment"),
    (Tab::Customers, "the same cohorts, counted: customers won, lost and there"),
    (Tab::Quotas, "quotas by month"),
    (Tab::Credits, "credits by month, shared out in whole coins"),
    (Tab::Groups, "credit and quota of teams, segments and the company"),
    (Tab::Pay, "every component of everybody, from credit to the coin"),
    (Tab::Payout, "base pay, cap of the plan, draws, payment and expense of everybody"),
    (
        Tab::Costs,
        "pay of each seat with taxes and benefits, the part that wins customers, and what was reported of pay",
    ),
    (Tab::Rating, "the steps behind Attainment, from credit to the coin"),
];

/// What is not live in this workbook, in words; empty where everything is.
pub(crate) fn not_live(source: &Source<'_>) -> Vec<String> {
    let mut all = Vec::new();
    if source.has_followed_customers() {
        all.push(
            "The app's forecast follows some customers one by one, by growth steps of their account plans or by their health inside a typed \
             balance; the workbook does not. Renewal and expansion here are by rate, so ARR and what follows from it differ from the app. The \
             Check sheet says where."
                .to_owned(),
        );
    }
    all
}

/// What closed months came to beside the plan when the workbook was made, segment by segment.
fn closed_segments(source: &Source<'_>) -> Vec<String> {
    let closed: Vec<usize> = (0..source.document.segments.len()).filter(|at| source.is_closed(*at)).collect();
    // Asked for only where there is something to tell, as it takes a forecast of its own.
    let plan = (!closed.is_empty()).then(|| planned(source.document, &Env::default()));
    let told = |at: usize| {
        let told = plan.as_ref().map(|plan| closed_months(source, plan, at)).unwrap_or_default();
        format!("{}, when this was made: {told}", segment_name(source.document, at))
    };
    closed.into_iter().map(told).collect()
}

/// Which months of a segment are closed, and what that does to its ARR, by cause.
fn closed_months(source: &Source<'_>, plan: &Outcome, at: usize) -> String {
    let months = closed_in(source.outcome, Scope::Segment(at));
    let (first, last) = (source.document.settings.first_month, months.saturating_sub(1));
    let span = Span { from: 0, to: last };
    let found = variance(source.document, plan, source.outcome, Scope::Segment(at), span);
    let coin = |money: Money| format!("{:.*}", source.digits as usize, money.to_major());
    let causes: Vec<String> = Cause::ALL
        .into_iter()
        .filter(|cause| !found.total.get(*cause).is_zero())
        .map(|cause| format!("{} {}", cause_in_words(cause), coin(found.total.get(cause))))
        .collect();
    let why = if causes.is_empty() { String::new() } else { format!(", by cause: {}", causes.join("; ")) };
    let which = match months {
        1 => format!("{first} is closed"),
        _more => format!("{months} months are closed, {first} to {}", first.plus(last as i32)),
    };
    format!(
        "{which}. Closing ARR of the last one is {} where {} was planned, a difference of {}{why}.",
        coin(found.actual),
        coin(found.plan),
        coin(found.actual - found.plan)
    )
}

fn cause_in_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Before => "from before",
        Cause::Volume => "customers won, at the planned mean deal",
        Cause::Price => "ARR per customer won",
        Cause::Mix => "customers won where deals are larger or smaller",
        Cause::Timing => "came in another month",
        Cause::Expansion => "expansion",
        Cause::Uplift => "price uplift",
        Cause::Reactivation => "reactivation",
        Cause::Base => "more or less ARR fell due than planned",
        Cause::Contraction => "contraction of what fell due",
        Cause::Churn => "churn of what fell due",
        Cause::NotTold => "not told, as a value was left empty",
    }
}

pub(crate) fn notes(source: &Source<'_>, sheets: &mut Sheets, fixed: &[String]) {
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
    if fixed.is_empty() {
        write(plain, "Nothing: every figure of these sheets is a formula of the inputs.".to_owned());
    }
    for text in fixed {
        write(Look::FromApp, text.clone());
    }
    write(plain, "Not in the workbook: real deals and statements made of them, territories.".to_owned());
    let closed = closed_segments(source);
    if !closed.is_empty() {
        write(Look::Heading, "Closed months".to_owned());
        write(
            plain,
            "What was reported stands on the Actuals sheet in blue; cohorts, customers and all months after go on from it by formula. An empty \
             cell was not reported and stays as planned. Which months are closed is fixed: close more of them in the app and export again."
                .to_owned(),
        );
        write(
            plain,
            "Reported pay stands in the cost of closed months (Costs sheet) and in all that is made of it: taxes and benefits, comp cost, CCOS, \
             what acquisition costs. The company's own report goes before those of its segments, which stand for the seats of each and its part of those that serve \
             all. A report does not say whose pay it was: what people earn and are paid stays as planned."
                .to_owned(),
        );
    }
    for text in closed {
        write(Look::FromApp, text);
    }
    write(Look::Heading, "Rounding".to_owned());
    for text in rounding(source) {
        write(plain, text);
    }
    write(Look::Heading, "Sheets".to_owned());
    let any_closed = (0..source.document.segments.len()).any(|at| source.is_closed(at));
    for (of, what) in SHEETS.iter().filter(|(of, _)| any_closed || *of != Tab::Actuals) {
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
        "Revenue is rounded by segment and month, taxes and benefits and acquisition by seat and month.".to_owned(),
        format!(
            "What was multiplied or divided becomes coins as in {}: first to a millionth of a coin, which takes away the crumbs that a \
             computer's binary numbers leave beside an exact half; then to the coin, halves away from zero. So half a coin goes the same \
             way here and in the app.",
            settled("amount", source.digits)
        ),
        "The part of a seat's cost that is acquisition is the app's (Costs, column D); it does not follow weights typed here.".to_owned(),
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
