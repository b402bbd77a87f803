//! Reading an offer out of a pasted text: amounts by the words beside them, terms by the phrases that name them.
//!
//! Nothing is guessed from an amount alone. What is recognised is kept with its place in the text, so that it can be shown there and
//! checked; what is not becomes a question.

mod amounts;
mod besides;
mod heading;
mod limits;
mod months;
mod parts;
mod payout;
mod phrases;
mod quota;
mod rate;
mod relief;
mod retention;
mod salary;
mod stops;
mod take;
mod terms;
mod tiers;
mod title;
mod tokens;
mod unread;

pub use take::{offer_from, with_role};
pub use terms::{Term, names};
pub use unread::unread;

use crate::career::offer::Hours;
use crate::career::worth::Repay;
use crate::model::comp::{Measure, PayoutTrigger, ThresholdStart};
use crate::units::{Cadence, Currency, Money, Rate};
use chrono::NaiveDate;

/// What was recognised.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Base pay a year.
    Base(Money),
    /// How many salaries a year of it is paid in.
    Salaries(u32),
    /// On-target earnings a year.
    OnTarget(Money),
    /// Variable pay a year at target.
    Variable(Money),
    /// What a part of variable pay hangs on, its share of it, and its target if that is told.
    Part(Measure, Rate, Option<Goal>),
    /// What 100 % of a ratio is, told apart from the parts of the bonus.
    Goal(Measure, Rate),
    /// The ratio from which pay on it begins.
    Floor(Measure, Rate),
    /// Variable pay as a share of base pay.
    OfBase(Rate),
    /// Base as a share of on-target earnings.
    BaseShare(Rate),
    /// Quota and its period.
    Quota(Money, Cadence),
    /// Opportunities or meetings to deliver, and in which period.
    Units(u32, Cadence),
    /// How many times as much is paid, from which attainment up to the next of its kind.
    Above(Rate, Rate),
    /// The multiple that is reached holds for everything from the first coin on.
    ReachesBack,
    /// Share of what is sold that is paid, from which attainment up to the next of its kind.
    Share(Rate, Rate),
    /// Attainment below which nothing is paid.
    Threshold(Rate),
    /// Where pay begins once it is reached.
    Begins(ThresholdStart),
    /// Most variable pay as a multiple of target; none: said to be without a cap.
    Cap(Option<Rate>),
    /// A draw or guarantee a month.
    Draw(Money),
    /// Whether a draw is owed back.
    Recoverable(bool),
    /// Months of the draw or guarantee.
    DrawMonths(u32),
    /// Months of ramp.
    Ramp(u32),
    /// Whether quota is reduced meanwhile.
    RampedQuota(bool),
    /// Share of what is sold that is credited.
    Credit(Rate),
    /// Months within which commission is taken back.
    Clawback(u32),
    /// How often variable pay is reckoned.
    Paid(Cadence),
    /// Commission as a share of what is sold, and what that is in a year at quota.
    Commission(Rate, Money),
    /// Months until it is paid.
    Lag(u32),
    /// What payment waits for.
    Trigger(PayoutTrigger),
    /// Paid once for signing.
    SignOn(Money),
    /// Months within which it goes back if one leaves, and how much of it if that is told.
    SignOnBack(u32, Option<Repay>),
    /// Paid for a night away.
    PerDiem(Money),
    /// Nights away in a usual month.
    Nights(u32),
    /// Equity by the value that the text gives it; none: named without one.
    Equity(Option<Money>, bool),
    /// Months until all of it is one's own.
    Vests(u32),
    /// Months before which none of it is.
    Cliff(u32),
    /// Benefits a year by the value that the text gives them.
    Benefits(Money),
    /// A usual deal.
    DealSize(Money),
    /// Hours of a usual week.
    Hours(Hours),
    /// First day.
    Start(NaiveDate),
    /// Share of people at quota.
    AtQuota(Rate),
    /// Customers are there already (or have to be won).
    BookIsThere(bool),
    /// The role.
    Role(crate::career::kind::RoleKind),
    /// A term that an offer has no field for, and the sentence that names it.
    Said(Term, String),
    /// Who writes.
    Company(String),
    /// The currency of its amounts.
    Currency(Currency),
}

/// What 100 % of a part of a bonus is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// A ratio.
    Ratio(Rate),
    /// An amount and its period.
    Amount(Money, Cadence),
}

/// A fact and the bytes of the text that tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What.
    pub fact: Fact,
    /// The first byte.
    pub from: usize,
    /// The byte behind the last.
    pub to: usize,
}

/// Everything recognised in a text, in its order.
pub fn read(text: &str) -> Vec<Found> {
    let lower = lowered(text);
    let mut found = phrases::phrases(text, &lower);
    // The target of a part of the bonus is no other amount.
    let parts: Vec<(usize, usize)> =
        found.iter().filter(|it| matches!(it.fact, Fact::Part(..))).map(|it| (it.from, it.to)).collect();
    let told = salary::salaries_in(&lower);
    found.extend(amounts::amounts(&lower, &parts, told.map_or(12, |it| it.2)));
    let base = found.iter().find(|it| matches!(it.fact, Fact::Base(_))).map(|it| (it.from, it.to));
    let salaries = base.and_then(|it| salary::multiplied(&lower, it)).or(told);
    if let (Some((from, to, count)), Some(base)) = (salaries, base)
        // A salary on top of a year's pay makes it another amount: whoever pastes it says which.
        && (salary::base_is_a_month(&lower, base) || !salary::comes_on_top(&lower, from))
    {
        found.push(Found { fact: Fact::Salaries(count), from, to });
    }
    if !rate::shares_fit(&found) {
        found.retain(|it| !matches!(it.fact, Fact::Share(..)));
    }
    found.extend(rate::commission(&lower, &tokens::tokens(&lower), &found));
    one_equity(&lower, &mut found);
    found.sort_by_key(|it| (it.from, it.to));
    found
}

/// Equity told by its kind and again by its value is one fact; beside each other they are marked as one. Without a value their number is
/// not taken.
fn one_equity(lower: &str, found: &mut Vec<Found>) {
    let named = found.iter().position(|it| matches!(it.fact, Fact::Equity(None, _)));
    let valued = found.iter().position(|it| matches!(it.fact, Fact::Equity(Some(_), _)));
    if let (Some(named), Some(valued)) = (named, valued) {
        let (from, to) = found.get(named).map_or((0, 0), |it| (it.from, it.to));
        if let Some(it) = found.get_mut(valued).filter(|it| it.from < to + BESIDE && from < it.to + BESIDE) {
            it.from = it.from.min(from);
            it.to = it.to.max(to);
        }
        found.remove(named);
    } else if let Some(it) = named.and_then(|at| found.get_mut(at)) {
        // How many there are says nothing without their value, and an offer has no field for it.
        let count = lower.get(it.from..it.to).and_then(|text| text.find(char::is_alphabetic));
        it.from += count.unwrap_or(0);
    }
}

/// Bytes that two mentions of one thing lie apart at most.
const BESIDE: usize = 70;

/// Whether a text names retention without telling which part of the bonus hangs on it.
pub fn retention_is_open(text: &str) -> bool {
    parts::names_retention(&lowered(text)) && !read(text).iter().any(|it| matches!(it.fact, Fact::Part(..)))
}

/// Whether a text says that the sign-on goes back, be it that nobody can tell until when.
pub(crate) fn sign_on_goes_back(text: &str) -> bool {
    besides::sign_on_goes_back(&lowered(text), (0, text.len())).is_some()
}

/// Whether the period of the quota is told, beside its amount or in its words.
pub(crate) fn quota_period_is_told(text: &str, found: &[Found]) -> bool {
    let lower = lowered(text);
    let all = tokens::tokens(&lower);
    let amount =
        |it: &&Found| matches!(it.fact, Fact::Quota(..) | Fact::Units(..) | Fact::Part(_, _, Some(Goal::Amount(..))));
    found.iter().filter(amount).any(|it| {
        let named = tokens::period(lower.get(it.from..it.to).unwrap_or_default()).is_some();
        let last = all.iter().rfind(|token| token.from >= it.from && token.to <= it.to);
        named || last.is_some_and(|token| quota::quota_period(&lower, token).is_some())
    })
}

/// In small letters, byte for byte as long as the text, so that places in one are places in the other.
fn lowered(text: &str) -> String {
    let small = |letter: char| match letter {
        // What people paste has typographic dashes and spaces; here they are as plain as their length allows.
        'A'..='Z' => letter.to_ascii_lowercase(),
        'Ä' => 'ä',
        'Ö' => 'ö',
        'Ü' => 'ü',
        _other => letter,
    };
    text.chars().map(small).collect()
}

/// A run of text cut into stretches that can be shown: plain, or told by the fact with this position in the list. Where two facts share a
/// place, the first one has it.
pub fn stretches(text: &str, found: &[Found]) -> Vec<(String, Option<usize>)> {
    let mut cut = Vec::new();
    let mut at = 0;
    for (index, it) in found.iter().enumerate().filter(|(_, it)| it.to > it.from) {
        if it.from < at {
            continue;
        }
        if let Some(plain) = text.get(at..it.from).filter(|it| !it.is_empty()) {
            cut.push((plain.to_owned(), None));
        }
        cut.push((text.get(it.from..it.to).unwrap_or_default().to_owned(), Some(index)));
        at = it.to;
    }
    if let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        cut.push((rest.to_owned(), None));
    }
    cut
}
