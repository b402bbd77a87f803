//! What to ask before one signs: whatever an offer leaves open, and whatever its flags raise.

use crate::career::assumed::Assumed;
use crate::career::flag::{Flag, Issue, flags, issues};
use crate::career::letter::{Term, names};
use crate::career::offer::{Book, Offer};
use crate::career::reckon::Reckoned;
use crate::career::shape::shape_of;
use crate::career::view::Basis;
use crate::model::comp::{ClawbackBasis, DrawKind, Measure, PayoutTrigger, ThresholdStart};
use crate::units::Rate;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which role it is.
    Role,
    /// What base pay is.
    Base,
    /// What variable pay is at target.
    Variable,
    /// What shares of variable pay hang on what.
    Split,
    /// What 100 % of retention is, and from where on it is paid.
    Target,
    /// What the quota is, and how it was set.
    Quota,
    /// Whether the quota is one of a year.
    QuotaPeriod,
    /// What is paid above quota.
    AboveQuota,
    /// How many reached quota.
    AtQuota,
    /// Why quota is so high, and what pipeline stands behind it.
    HighQuota,
    /// Whether quota is reduced while ramping.
    RampedQuota,
    /// How long people take to ramp.
    Ramp,
    /// Whether a draw is owed back.
    DrawOwed,
    /// For how long a draw is paid.
    DrawMonths,
    /// Whether a draw is forgiven on leaving.
    DrawForgiven,
    /// Who has met the threshold, and what happens just below.
    Cliff,
    /// Where pay begins once the threshold is reached.
    ThresholdStart,
    /// Whether the cap has ever bitten, and who may lift it.
    Cap,
    /// How often variable pay is reckoned.
    HowOften,
    /// When commission is paid, exactly.
    PaidWhen,
    /// Whether it waits for the customer's money.
    WaitsForCash,
    /// When commission is taken back.
    TakenBack,
    /// Who gets the rest of the credit.
    Credit,
    /// Who decides price and terms at renewal.
    Renewals,
    /// What one can do about results of others.
    Remote,
    /// Which customers one would take over, and how they were kept.
    Customers,
    /// How customers are to be won for the book.
    BuiltBook,
    /// What equity is worth.
    Equity,
    /// When it vests.
    Vesting,
    /// Whether a sign-on is paid back on leaving.
    SignOn,
    /// Hours.
    Hours,
    /// How much of a sign-on is paid back.
    SignOnHow,
    /// Travel.
    Travel,
    /// Who pays for travel.
    TravelPaid,
    /// Start.
    Start,
    /// How long notice is.
    Notice,
    /// How long probation is.
    Probation,
    /// Whether one may work for a competitor afterwards.
    NonCompete,
    /// How often plan and territory change.
    Changes,
    /// Where pipeline comes from.
    Pipeline,
}

/// The questions an offer raises, the most costly ones first.
pub fn questions(of: &Reckoned) -> Vec<Question> {
    let mut found: Vec<Question> = gaps(&of.offer, &of.assumed);
    for issue in issues(of) {
        found.extend(match issue {
            Issue::NoBase => Some(Question::Base),
            Issue::NoVariable => Some(Question::Variable),
            Issue::NoQuota => Some(Question::Quota),
            Issue::PaidLater { .. } => Some(Question::PaidWhen),
            Issue::NoPlan
            | Issue::SpreadOff { .. }
            | Issue::NoSpread
            | Issue::Weights { .. }
            | Issue::NoRate { .. } => None,
        });
    }
    for raised in flags(of) {
        found.extend(match raised.flag {
            Flag::QuotaOverOte { ratio } if ratio > 6.0 => Some(Question::HighQuota),
            Flag::AtQuota { basis: Basis::Assumed | Basis::Survey, .. } => Some(Question::AtQuota),
            Flag::AtQuota { share, .. } if share < 0.4 => Some(Question::HighQuota),
            // What nobody told is asked with the rest of what was filled in.
            Flag::Cap { .. } | Flag::DrawOwed { .. } | Flag::Late { .. } if !raised.told => None,
            Flag::Cap { .. } => Some(Question::Cap),
            Flag::Cliff { .. } => Some(Question::Cliff),
            Flag::DrawOwed { .. } => Some(Question::DrawForgiven),
            Flag::Late { .. } => Some(Question::PaidWhen),
            Flag::Credit { .. } => Some(Question::Credit),
            Flag::FullQuota { .. } => Some(Question::RampedQuota),
            Flag::Remote { measure: Measure::NetRetention | Measure::GrossRetention, authority, .. } => {
                authority.is_none_or(|has| !has).then_some(Question::Renewals)
            }
            Flag::Remote { .. } => Some(Question::Remote),
            Flag::Customers { book: None | Some(Book::Inherited) } => Some(Question::Customers),
            Flag::Customers { book: Some(Book::Built) } => Some(Question::BuiltBook),
            Flag::Clawback { .. } => Some(Question::TakenBack),
            Flag::SignOnBack { how: None, .. } => Some(Question::SignOnHow),
            Flag::QuotaOverOte { .. }
            | Flag::AtQuota { .. }
            | Flag::Mix { .. }
            | Flag::PartCap { .. }
            | Flag::NoCap
            | Flag::SignOnBack { .. }
            | Flag::Travel { .. } => None,
        });
    }
    found.sort();
    found.dedup();
    found
}

/// What is asked of something that was filled in.
const fn asks(what: &Assumed) -> Question {
    match what {
        Assumed::Role => Question::Role,
        Assumed::Split(_) => Question::Split,
        Assumed::Ratio(_) => Question::Target,
        Assumed::QuotaOfAYear => Question::QuotaPeriod,
        Assumed::Reckoned(_) => Question::HowOften,
        Assumed::PaidAfter(_) => Question::PaidWhen,
        Assumed::OnSignature => Question::WaitsForCash,
        Assumed::SameRate | Assumed::NoCap => Question::AboveQuota,
        Assumed::FromZero => Question::ThresholdStart,
        Assumed::Draw(_) => Question::DrawOwed,
        Assumed::DrawForGood => Question::DrawMonths,
        Assumed::NeverTakenBack => Question::TakenBack,
        Assumed::NoRamp => Question::Ramp,
        Assumed::FullQuota => Question::RampedQuota,
        Assumed::SignOnKept => Question::SignOn,
        Assumed::SignOnPart => Question::SignOnHow,
        Assumed::Vesting(..) => Question::Vesting,
        Assumed::AtQuota(_) => Question::AtQuota,
    }
}

/// Whether a threshold is one that was filled in.
fn is_filled(at: Rate, filled: &[Assumed]) -> bool {
    filled.iter().any(|it| matches!(it, Assumed::Ratio(usual) if usual.floor == Some(at)))
}

/// What was not told.
fn gaps(offer: &Offer, filled: &[Assumed]) -> Vec<Question> {
    let mut found: Vec<Question> = filled.iter().map(asks).collect();
    let mut ask = |when: bool, question: Question| {
        if when {
            found.push(question);
        }
    };
    // A plan that begins at zero may only be what is taken for granted; a threshold that nobody told is asked as a whole.
    let shape = shape_of(offer);
    let open = shape.begins == ThresholdStart::Zero && !offer.told.threshold_start;
    ask(shape.threshold.is_some_and(|at| !is_filled(at, filled)) && open, Question::ThresholdStart);
    ask(offer.ramp_months == 0, Question::Ramp);
    ask(offer.plan.clawback.basis == ClawbackBasis::None, Question::TakenBack);
    ask(offer.plan.payout.trigger == PayoutTrigger::Cash, Question::WaitsForCash);
    ask(
        matches!(offer.plan.draw.as_ref().map(|it| it.kind), Some(DrawKind::RecoverableForgiven)),
        Question::DrawForgiven,
    );
    ask(offer.equity.as_ref().is_some_and(|it| it.worth.is_none()), Question::Equity);
    ask(offer.sign_on.is_some_and(|it| it.mills() > 0) && offer.sign_on_stay == 0, Question::SignOn);
    ask(offer.hours_week.is_none(), Question::Hours);
    ask(offer.nights_month.is_none(), Question::Travel);
    let away = offer.nights_month.is_some_and(|it| it > 0);
    ask(away && offer.travel.per_diem.is_none() && offer.travel.night_cost.is_none(), Question::TravelPaid);
    ask(offer.start.is_none(), Question::Start);
    let terms = [
        (Term::Notice, Question::Notice),
        (Term::Probation, Question::Probation),
        (Term::NonCompete, Question::NonCompete),
    ];
    terms.into_iter().for_each(|(term, question)| ask(!names(&offer.letter, term), question));
    ask(true, Question::Changes);
    let closes = offer.plan.components.iter().any(|it| it.measure == Measure::NewArr);
    ask(closes && !offer.role.function().leads(), Question::Pipeline);
    found
}
