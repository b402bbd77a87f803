//! What was recognised in a pasted text, in words, and what is missing.

use crate::career::letter::{Fact, Found, Goal, Term, retention_is_open};
use crate::career::{Hours, Offer, Repay};
use crate::model::comp::{PayoutTrigger, ThresholdStart};
use crate::present::Locale;
use crate::present::number::show_date;
use crate::present::words_pay::{measure, measured};
use crate::text::tr;
use crate::units::{Cadence, Money, Rate};

pub(super) fn a_period(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => tr!("a month"),
        Cadence::Quarter => tr!("a quarter"),
        Cadence::Half => tr!("a half-year"),
        Cadence::Year => tr!("a year"),
    }
}

/// A number of months.
pub(super) fn months(months: u32) -> String {
    if months == 1 { tr!("1 month").to_owned() } else { tr!("{months} months") }
}

/// A fact as label and value.
pub fn fact(fact: &Fact, locale: &Locale) -> (&'static str, String) {
    let money = |amount: Money| locale.money_whole(amount);
    let percent = |rate: Rate| locale.percent(rate.to_f64(), 0);
    match fact {
        Fact::Base(it) => (tr!("Base a year"), money(*it)),
        Fact::Salaries(it) => (tr!("Base is paid in"), tr!("{it} salaries a year")),
        Fact::OnTarget(it) => (tr!("On-target pay a year"), money(*it)),
        Fact::Variable(it) => (tr!("Variable at target"), money(*it)),
        Fact::Part(measure, weight, target) => {
            let (weight, of) = (locale.rate(*weight), measured(*measure));
            let target = match target {
                Some(Goal::Ratio(target)) => Some(locale.rate(*target)),
                Some(Goal::Amount(target, per)) => Some(format!("{} {}", money(*target), a_period(*per))),
                None => None,
            };
            let value = match target {
                Some(target) => tr!("{weight} on {of}, target {target}"),
                None => tr!("{weight} on {of}"),
            };
            (tr!("Bonus"), value)
        }
        Fact::Goal(of, it) => (measure(*of), tr!("target {}", locale.rate(*it))),
        Fact::Floor(of, it) => (measure(*of), tr!("paid from {} on", locale.rate(*it))),
        Fact::OfBase(it) => (tr!("Variable at target"), tr!("{} of base pay", locale.rate(*it))),
        Fact::BaseShare(it) => (tr!("Base of target pay"), percent(*it)),
        Fact::Quota(it, per) => (tr!("Quota"), format!("{} {}", money(*it), a_period(*per))),
        Fact::Units(it, per) => (tr!("To deliver"), format!("{it} {}", a_period(*per))),
        Fact::Above(it, from) => {
            (tr!("Accelerator"), tr!("{} above {}", locale.multiple(it.to_f64(), 2), percent(*from)))
        }
        Fact::Share(it, from) => (tr!("Commission"), tr!("{} of ARR above {}", locale.rate(*it), percent(*from))),
        Fact::ReachesBack => (tr!("Accelerator"), tr!("for everything, from the first sale on").to_owned()),
        Fact::Threshold(it) => (tr!("Threshold"), percent(*it)),
        Fact::Begins(ThresholdStart::Zero) => (tr!("Pay at the threshold"), tr!("begins at zero").to_owned()),
        Fact::Begins(ThresholdStart::Share) => (tr!("Pay at the threshold"), tr!("begins with its share").to_owned()),
        Fact::Cap(Some(it)) => (tr!("Cap"), percent(*it)),
        Fact::Cap(None) => (tr!("Cap"), tr!("none" in "cap").to_owned()),
        Fact::Draw(it) => (tr!("Draw or guarantee"), tr!("{} a month", money(*it))),
        Fact::Recoverable(true) => (tr!("Draw"), tr!("owed back").to_owned()),
        Fact::Recoverable(false) => (tr!("Draw"), tr!("not owed back").to_owned()),
        Fact::DrawMonths(it) => (tr!("Draw for"), months(*it)),
        Fact::Ramp(it) => (tr!("Ramp"), months(*it)),
        Fact::RampedQuota(true) => (tr!("Quota while ramping"), tr!("reduced").to_owned()),
        Fact::RampedQuota(false) => (tr!("Quota while ramping"), tr!("full").to_owned()),
        Fact::Credit(it) => (tr!("Credited"), percent(*it)),
        Fact::Clawback(it) => (tr!("Taken back within"), months(*it)),
        Fact::Paid(it) => (tr!("Reckoned by"), a_period(*it).trim_start_matches("a ").to_owned()),
        Fact::Commission(it, variable) => {
            (tr!("Commission"), tr!("{} of ARR, {} a year at quota", locale.rate(*it), money(*variable)))
        }
        Fact::Lag(it) => (tr!("Paid after"), months(*it)),
        Fact::Trigger(PayoutTrigger::Booking) => (tr!("Paid on"), tr!("signature").to_owned()),
        Fact::Trigger(PayoutTrigger::Invoice) => (tr!("Paid on"), tr!("invoice").to_owned()),
        Fact::Trigger(PayoutTrigger::Cash) => (tr!("Paid on"), tr!("the customer's payment").to_owned()),
        Fact::SignOn(it) => (tr!("Sign-on"), money(*it)),
        Fact::SignOnBack(it, how) => {
            let how = match how {
                None => "",
                Some(Repay::ProRata) => tr!(", less each month"),
                Some(Repay::Whole) => tr!(", all of it"),
            };
            (tr!("Sign-on goes back within"), [&months(*it), how].concat())
        }
        Fact::PerDiem(it) => (tr!("For a night away"), money(*it)),
        Fact::Nights(it) => (tr!("Nights away a month"), it.to_string()),
        Fact::Equity(worth, options) => {
            let kind = if *options { tr!("options") } else { tr!("shares") };
            (tr!("Equity"), worth.map_or(kind.to_owned(), |it| tr!("{kind} of {}", money(it))))
        }
        Fact::Vests(it) => (tr!("Equity is one's own after"), months(*it)),
        Fact::Cliff(it) => (tr!("None of it before"), months(*it)),
        Fact::Benefits(it) => (tr!("Benefits a year"), money(*it)),
        Fact::DealSize(it) => (tr!("A usual deal"), money(*it)),
        Fact::Hours(it) => (tr!("Hours a week"), hours(*it, locale)),
        Fact::Start(it) => (tr!("First day"), show_date(*it)),
        Fact::AtQuota(it) => (tr!("At quota"), percent(*it)),
        Fact::BookIsThere(true) => (tr!("Customers"), tr!("there already").to_owned()),
        Fact::BookIsThere(false) => (tr!("Customers"), tr!("to be won").to_owned()),
        Fact::Role(it) => (tr!("Role"), it.name().to_owned()),
        Fact::Said(term, said) => {
            let label = match term {
                Term::Notice => tr!("Notice"),
                Term::Probation => tr!("Probation"),
                Term::NonCompete => tr!("Ban on competing"),
            };
            (label, tr!("told: “{said}”"))
        }
        Fact::Company(it) => (tr!("From"), it.clone()),
        Fact::Currency(it) => (tr!("Currency"), it.code().to_owned()),
    }
}

/// Hours of a week as a number.
pub fn hours(hours: Hours, locale: &Locale) -> String {
    locale.multiple_typed(Rate::from_f64(hours.to_f64()))
}

/// The role of an offer where there is little room, and whether it is only assumed.
pub fn role_short(offer: &Offer) -> String {
    let role = offer.role.short();
    if offer.told.role_open { tr!("{role} (assumed)") } else { role.to_owned() }
}

/// What an offer assumes of its role where the letter did not say it.
pub fn role_assumed(offer: &Offer) -> Option<String> {
    let role = offer.role.name();
    offer.told.role_open.then(|| tr!("Role not read: taken as {role} until you choose another."))
}

/// Variable pay of so many times base pay is rare enough to ask whether it is a year's.
const MUCH_VARIABLE: i64 = 3;

/// What was read that does not agree with itself, each a sentence: parts that are not their sum, a split that is not that of the amounts,
/// variable pay that is many times base pay. Somebody has to look at the text.
pub fn disagrees(found: &[Found], locale: &Locale) -> Vec<String> {
    let amount = |of: fn(&Fact) -> Option<Money>| found.iter().find_map(|it| of(&it.fact));
    let base = amount(|it| if let Fact::Base(amount) = it { Some(*amount) } else { None });
    let variable = amount(|it| if let Fact::Variable(amount) = it { Some(*amount) } else { None });
    let on_target = amount(|it| if let Fact::OnTarget(amount) = it { Some(*amount) } else { None });
    let split = found.iter().find_map(|it| if let Fact::BaseShare(share) = it.fact { Some(share) } else { None });
    let money = |it: Money| locale.money_whole(it);
    // Letters round to thousands at times.
    let apart = |one: f64, two: f64| (one - two).abs() > 0.01 * one.abs().max(two.abs());
    let mut told = Vec::new();
    if let (Some(base), Some(variable), Some(on_target)) = (base, variable, on_target)
        && apart((base + variable).to_major(), on_target.to_major())
    {
        told.push(tr!(
            "Does not add up: base {} and variable {} are {} together, not {} on target.",
            money(base),
            money(variable),
            money(base + variable),
            money(on_target)
        ));
    }
    let whole = on_target.or(base.zip(variable).map(|(base, variable)| base + variable));
    if let (Some(base), Some(whole), Some(share)) = (base, whole, split)
        && (base.to_major() / whole.to_major().max(1.0) - share.to_f64()).abs() > 0.02
    {
        let read = locale.percent(base.to_major() / whole.to_major().max(1.0), 0);
        let said = locale.percent(share.to_f64(), 0);
        told.push(tr!("Does not add up: base is {read} of {} on target, and the split says {said}.", money(whole)));
    }
    if let (Some(base), Some(variable)) = (base, variable)
        && variable.mills() > base.mills().saturating_mul(MUCH_VARIABLE)
    {
        told.push(tr!(
            "Variable pay of {} a year is more than {MUCH_VARIABLE} times base pay of {}: check whether it is a year's.",
            money(variable),
            money(base)
        ));
    }
    told
}

/// What stands over the sentences of a text that were not read.
pub fn not_read(sentences: usize) -> &'static str {
    if sentences == 1 { tr!("Not read: check this") } else { tr!("Not read: check these") }
}

/// What a text did not say of what matters most, each a few words.
pub fn missing(offer: &Offer) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut open = |is: bool, what: &'static str| {
        if is {
            found.push(what);
        }
    };
    open(offer.name.is_empty(), tr!("who makes the offer"));
    open(offer.told.role_open, tr!("role"));
    open(offer.base.is_none(), tr!("base pay"));
    open(offer.variable.is_none(), tr!("variable pay at target"));
    // Pay on retention alone has no quota.
    let sells = offer.plan.components.is_empty() || offer.plan.components.iter().any(|it| !it.measure.is_ratio());
    open(offer.quota.is_none() && sells, tr!("quota"));
    open(retention_is_open(&offer.letter), tr!("what the bonus hangs on"));
    open(offer.ramp_months == 0, tr!("ramp"));
    open(offer.start.is_none(), tr!("first day"));
    open(offer.hours_week.is_none(), tr!("hours"));
    open(offer.attainment.basis != crate::career::Basis::Company, tr!("how many reach quota"));
    found
}
