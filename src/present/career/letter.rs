//! What was recognised in a pasted text, in words, and what is missing.

use crate::career::letter::Fact;
use crate::career::{Offer, Repay};
use crate::model::comp::PayoutTrigger;
use crate::present::Locale;
use crate::present::number::show_date;
use crate::units::{Cadence, Money, Rate};

fn a_period(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => "a month",
        Cadence::Quarter => "a quarter",
        Cadence::Half => "a half-year",
        Cadence::Year => "a year",
    }
}

/// A fact as label and value.
pub fn fact(fact: &Fact, locale: &Locale) -> (&'static str, String) {
    let money = |amount: Money| locale.money_whole(amount);
    let percent = |rate: Rate| locale.percent(rate.to_f64(), 0);
    let months = |months: u32| if months == 1 { "1 month".to_owned() } else { format!("{months} months") };
    match fact {
        Fact::Base(it) => ("Base a year", money(*it)),
        Fact::OnTarget(it) => ("On-target pay a year", money(*it)),
        Fact::Variable(it) => ("Variable at target", money(*it)),
        Fact::BaseShare(it) => ("Base of target pay", percent(*it)),
        Fact::Quota(it, per) => ("Quota", format!("{} {}", money(*it), a_period(*per))),
        Fact::Units(it, per) => ("To deliver", format!("{it} {}", a_period(*per))),
        Fact::Above(it, from) => {
            ("Accelerator", format!("{} above {}", locale.multiple(it.to_f64(), 2), percent(*from)))
        }
        Fact::Threshold(it) => ("Threshold", percent(*it)),
        Fact::Cap(Some(it)) => ("Cap", percent(*it)),
        Fact::Cap(None) => ("Cap", "none".to_owned()),
        Fact::Draw(it) => ("Draw or guarantee", format!("{} a month", money(*it))),
        Fact::Recoverable(true) => ("Draw", "owed back".to_owned()),
        Fact::Recoverable(false) => ("Draw", "not owed back".to_owned()),
        Fact::DrawMonths(it) => ("Draw for", months(*it)),
        Fact::Ramp(it) => ("Ramp", months(*it)),
        Fact::RampedQuota(true) => ("Quota while ramping", "reduced".to_owned()),
        Fact::RampedQuota(false) => ("Quota while ramping", "full".to_owned()),
        Fact::Credit(it) => ("Credited", percent(*it)),
        Fact::Clawback(it) => ("Taken back within", months(*it)),
        Fact::Paid(it) => ("Reckoned by", a_period(*it).trim_start_matches("a ").to_owned()),
        Fact::Lag(it) => ("Paid after", months(*it)),
        Fact::Trigger(PayoutTrigger::Booking) => ("Paid on", "signature".to_owned()),
        Fact::Trigger(PayoutTrigger::Invoice) => ("Paid on", "invoice".to_owned()),
        Fact::Trigger(PayoutTrigger::Cash) => ("Paid on", "the customer's payment".to_owned()),
        Fact::SignOn(it) => ("Sign-on", money(*it)),
        Fact::SignOnBack(it, how) => {
            let how = match how {
                None => "",
                Some(Repay::ProRata) => ", less each month",
                Some(Repay::Whole) => ", all of it",
            };
            ("Sign-on goes back within", [&months(*it), how].concat())
        }
        Fact::PerDiem(it) => ("For a night away", money(*it)),
        Fact::Nights(it) => ("Nights away a month", it.to_string()),
        Fact::Equity(worth, options) => {
            let kind = if *options { "options" } else { "shares" };
            ("Equity", worth.map_or(kind.to_owned(), |it| format!("{kind} of {}", money(it))))
        }
        Fact::Benefits(it) => ("Benefits a year", money(*it)),
        Fact::DealSize(it) => ("A usual deal", money(*it)),
        Fact::Hours(it) => ("Hours a week", it.to_string()),
        Fact::Start(it) => ("First day", show_date(*it)),
        Fact::AtQuota(it) => ("At quota", percent(*it)),
        Fact::BookIsThere(true) => ("Customers", "there already".to_owned()),
        Fact::BookIsThere(false) => ("Customers", "to be won".to_owned()),
        Fact::Role(it) => ("Role", it.name().to_owned()),
        Fact::Company(it) => ("From", it.clone()),
        Fact::Currency(it) => ("Currency", it.code().to_owned()),
    }
}

/// What a text did not say of what matters most, each a few words.
pub fn missing(offer: &Offer) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut open = |is: bool, what: &'static str| {
        if is {
            found.push(what);
        }
    };
    open(offer.name.is_empty(), "who makes the offer");
    open(offer.base.is_none(), "base pay");
    open(offer.variable.is_none(), "variable pay at target");
    open(offer.quota.is_none(), "quota");
    open(offer.ramp_months == 0, "ramp");
    open(offer.start.is_none(), "first day");
    open(offer.hours_week.is_none(), "hours");
    open(offer.attainment.basis != crate::career::Basis::Company, "how many reach quota");
    found
}
