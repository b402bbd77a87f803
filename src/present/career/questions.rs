//! Questions to ask, as one would say them.

use super::assumed::{ratio, split, vesting};
use super::letter::a_period;
use crate::career::{Assumed, Question, Reckoned, Usual, shape_of};
use crate::model::comp::{Clawback, ClawbackBasis};
use crate::present::{Locale, words_pay};
use crate::text::tr;
use crate::units::{Money, Rate};

/// A question about an offer.
pub fn question(question: Question, of: &Reckoned, locale: &Locale) -> String {
    let percent = |share: f64| locale.percent(share, 0);
    match question {
        Question::Role => tr!("Which role is it, and whom does it report to?").to_owned(),
        Question::Base => tr!("What is base pay, and when is it reviewed?").to_owned(),
        Question::Variable => tr!("What is variable pay at target, and what is it paid for?").to_owned(),
        Question::Split => {
            let parts: Vec<_> = of.offer.plan.components.iter().map(|it| (it.measure, it.weight)).collect();
            tr!("What share of variable pay hangs on what? Taken as usual for the role: {}.", split(&parts, locale))
        }
        Question::Target => {
            let all: Vec<Usual> = of
                .assumed
                .iter()
                .filter_map(|it| if let Assumed::Ratio(usual) = it { Some(*usual) } else { None })
                .collect();
            let part = |it: &Usual| [words_pay::measured(it.measure), ": ", &ratio(it, locale)].concat();
            let said = all.iter().map(part).collect::<Vec<_>>().join("; ");
            if all.iter().any(|it| it.target.is_some()) {
                tr!(
                    "What is the target for retention, and from where on, how fast and up to what is it paid? Taken as usual for the role: {said}."
                )
            } else {
                tr!("From where on, how fast and up to what is retention paid? Taken as usual for the role: {said}.")
            }
        }
        Question::Quota => tr!("What is the quota, how was it set, and who had it last year?").to_owned(),
        Question::QuotaPeriod => tr!("Is the quota one of a year? Taken as such, since no period is told.").to_owned(),
        Question::AboveQuota => {
            let filled = &of.assumed;
            let (rate, cap) = (filled.contains(&Assumed::SameRate), filled.contains(&Assumed::NoCap));
            let said = match (rate, cap) {
                (true, true) => tr!(
                    "Is more paid for what I sell above quota, and is there a cap? Taken as the same rate and no cap."
                ),
                (true, false) => tr!("Is more paid for what I sell above quota? Taken as the same rate."),
                (false, _) => tr!("Is there a cap? Taken as none."),
            };
            said.to_owned()
        }
        Question::AtQuota => {
            tr!("What share of the people in this role reached quota in each of the last four quarters?").to_owned()
        }
        Question::HighQuota => {
            tr!("How was this quota set, and what pipeline and territory stand behind it?").to_owned()
        }
        Question::RampedQuota => match of.offer.ramp_months {
            0 => tr!("Is quota reduced in the first months?").to_owned(),
            months => tr!("Is quota reduced in the first {months} months, and by how much in each?"),
        },
        Question::Ramp => {
            tr!("How long did the last three people in this role take to their first month at quota?").to_owned()
        }
        Question::DrawOwed => {
            let kind = of.offer.plan.draw.as_ref().map(|it| it.kind);
            tr!("Is the draw set against commission, or mine to keep? Taken as: {}.", words_pay::draw(kind).0)
        }
        Question::DrawMonths => tr!("For how many months is the draw paid? Taken as for good.").to_owned(),
        Question::DrawForgiven => {
            tr!("Is what is still owed of the draw forgiven if I leave, or if you let me go?").to_owned()
        }
        Question::Cliff => match of.line.jumps.first() {
            Some((at, ..)) => {
                tr!("How many fell just short of {} last year, and what were they paid?", percent(*at))
            }
            None => tr!("What is paid just below the threshold?").to_owned(),
        },
        Question::ThresholdStart => {
            let at = shape_of(&of.offer).threshold.map_or(0.0, Rate::to_f64);
            tr!("At the threshold of {}, does pay begin at zero, or with that share of target pay?", percent(at))
        }
        Question::Cap => tr!("Whom did the cap meet last year, and who may lift it?").to_owned(),
        Question::HowOften => {
            let cadence = a_period(shape_of(&of.offer).cadence);
            tr!("How often is variable pay reckoned? Taken as once {cadence}.")
        }
        Question::PaidWhen => tr!("On which day after signing is commission paid, exactly?").to_owned(),
        Question::WaitsForCash => {
            tr!("What happens to my commission if the customer pays late, or in instalments?").to_owned()
        }
        // Until when is known: how much of it stays open.
        Question::TakenBack => match of.offer.plan.clawback {
            Clawback { basis: ClawbackBasis::None, .. } => {
                tr!("When is commission taken back, how long after signing, and how much of it?").to_owned()
            }
            Clawback { .. } => tr!(
                "How much of the commission goes back if a customer leaves early, and does attainment fall with it?"
            )
            .to_owned(),
        },
        Question::Credit => {
            tr!("Who is credited with the other {} of what I sell?", percent((1.0 - of.offer.credit.to_f64()).max(0.0)))
        }
        Question::Renewals => tr!("Who decides price and terms at renewal?").to_owned(),
        Question::Remote => tr!("What can I do myself about the part that hangs on others' results?").to_owned(),
        Question::Customers => {
            tr!("Which customers would I take over, and what was their net retention last year?").to_owned()
        }
        Question::BuiltBook => tr!("How long until the book is large enough to pay what the offer says?").to_owned(),
        // When it is one's own, a letter says, or it is asked by itself.
        Question::Equity if !of.offer.letter.is_empty() => {
            tr!("How many shares are there in all, and what was the last price?").to_owned()
        }
        Question::Equity => {
            tr!("How many shares are there in all, what was the last price, and when do mine vest?").to_owned()
        }
        Question::Vesting => {
            let open = |it: &Assumed| {
                if let Assumed::Vesting(vests, cliff) = it { Some(vesting(*vests, *cliff)) } else { None }
            };
            let open = of.assumed.iter().find_map(open).unwrap_or_default();
            tr!("When is the equity my own? Taken as: {open}.")
        }
        Question::SignOn => {
            let amount = of.offer.sign_on.unwrap_or(Money::ZERO);
            let amount = locale.money_whole_named(amount, of.changed.own);
            tr!("Do I pay the sign-on of {amount} back if I leave in the first year?")
        }
        Question::SignOnHow => tr!(
            "If I leave within {} months, does all of the sign-on go back, or less for each month I stayed?",
            of.offer.sign_on_stay
        ),
        Question::Hours => tr!("What are the hours of a usual week, and at the end of a quarter?").to_owned(),
        Question::Travel => tr!("How many nights away in a usual month?").to_owned(),
        Question::TravelPaid => tr!("Who pays for travel, and what is paid for a night away?").to_owned(),
        Question::Start => tr!("When would I start, and does that shorten my first period?").to_owned(),
        Question::Notice => tr!("How long is notice, for me and for you?").to_owned(),
        Question::Probation => tr!("How long is probation, and is anything paid differently in it?").to_owned(),
        Question::NonCompete => {
            tr!("May I work for a competitor afterwards, and if not, for how long, and what is paid for that?")
                .to_owned()
        }
        Question::Changes => tr!("How often were plan, quota and territory changed in the last two years?").to_owned(),
        Question::Pipeline => {
            tr!("How much of my pipeline comes from development and marketing, and how much do I find myself?")
                .to_owned()
        }
    }
}

/// Questions as text to copy: each offer's under its name.
pub fn as_text(all: &[(String, Vec<String>)]) -> String {
    let mut text = String::new();
    for (name, questions) in all.iter().filter(|it| !it.1.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(name);
        text.push('\n');
        for question in questions {
            text.push_str("- ");
            text.push_str(question);
            text.push('\n');
        }
    }
    text
}
