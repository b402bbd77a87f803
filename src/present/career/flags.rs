//! Flags of an offer: what it is, its figure, what is usual and who says so.

use crate::career::{Book, Flag, Issue, Level, Raised, Repay, SURVEY};
use crate::model::comp::Scope;
use crate::present::{Locale, words_pay};
use crate::text::{mark, tr};
use crate::units::Currency;

/// A flag in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagWords {
    /// What it is, with its figure.
    pub title: String,
    /// What it means, what is usual, and who says so.
    pub text: String,
}

/// What is said of a usual figure that nobody who can be named gives.
const ILLUSTRATIVE: &str = mark!("illustrative");

/// A flag; where nobody told what it says, it says that.
pub fn flag(raised: &Raised, locale: &Locale, currency: Currency) -> FlagWords {
    let words = told(&raised.flag, locale, currency);
    if raised.told {
        return words;
    }
    let text = [tr!("Not told; it is what was filled in as usual for the role."), &words.text].join(" ");
    FlagWords { text, ..words }
}

/// A flag, as if it were told.
fn told(flag: &Flag, locale: &Locale, currency: Currency) -> FlagWords {
    let percent = |share: f64| locale.percent(share, 0);
    let few = |share: f64| {
        if share < 0.005 { tr!("fewer than {}", percent(0.01)) } else { percent(share) }
    };
    let money = |amount| locale.money_compact(amount, currency);
    let ours = tr!(ILLUSTRATIVE);
    let (title, text) = match flag {
        Flag::QuotaOverOte { ratio } => (
            tr!("Quota is {} on-target pay", locale.multiple(*ratio, 1)),
            tr!("Usual 4x to 6x for account executives (BenchSights, 83 firms, mean {}).", locale.number(4.8, 1)),
        ),
        Flag::AtQuota { share, .. } => {
            let said = match flag.level() {
                Level::Open => tr!("Nobody told; this is an assumption to begin with."),
                Level::Grave | Level::Watch | Level::Fine => tr!("The lower, the less target pay means."),
            };
            (tr!("{} of people reach quota", percent(*share)), format!("{said} {}.", tr!(SURVEY)))
        }
        Flag::Mix { base, usual: (low, high), sourced } => {
            let range = if low == high { percent(*low) } else { tr!("{} to {}", percent(*low), percent(*high)) };
            let source = if *sourced { "revenue-playbook.com 2024" } else { ours };
            (tr!("{} of target pay is base", percent(*base)), tr!("Usual for the role: {range} ({source})."))
        }
        Flag::Cap { at, share } => (
            tr!("Capped from {} on", percent(*at)),
            tr!(
                "Beyond it nothing more is paid: {} of years get there. Most sellers' plans have no cap ({ours}).",
                few(*share)
            ),
        ),
        Flag::PartCap { measure, weight, at, share } => (
            tr!("{} of variable pay is capped from {} on", percent(*weight), percent(*at)),
            tr!(
                "That is what {} pays: {} of years get there. Pay for retention usually has a cap, the rest has none ({ours}).",
                words_pay::measured(*measure),
                few(*share)
            ),
        ),
        Flag::NoCap => (tr!("No cap").to_owned(), tr!("A very good year is paid in full. Usual for sellers ({ours}).")),
        Flag::Cliff { at, amount, below } => (
            tr!("Cliff of {} at {}", money(*amount), percent(*at)),
            tr!(
                "One dollar of results moves all of it; {} of years fall below. None is usual ({ours}).",
                percent(*below)
            ),
        ),
        Flag::DrawOwed { most, left } => (
            tr!("The draw is recoverable").to_owned(),
            if left.is_zero() {
                tr!(
                    "Up to {} is owed in a middle year, and nothing any more after two years. A guarantee need not be paid back.",
                    money(*most)
                )
            } else {
                tr!(
                    "Up to {} is owed in a middle year; {} still is after two years. A guarantee need not be paid back.",
                    money(*most),
                    money(*left)
                )
            },
        ),
        Flag::Late { months } => (
            tr!("Up to {months} months from sale to money"),
            tr!(
                "From the first day of a period until it is paid. Usual: up to four, a quarter and a month ({ours})."
            ),
        ),
        Flag::Credit { share } => (
            tr!("Only {} of what you sell is credited", percent(*share)),
            tr!(
                "Quota has to be read as {} of itself. Usual: all of it ({ours}).",
                percent(if *share > 0.0 { 1.0 / share } else { 0.0 })
            ),
        ),
        Flag::FullQuota { months, first_year, told } => {
            let year =
                first_year.map(|it| tr!(" The first year comes to {} of quota in a middle year.", percent(it)));
            let title = if *told { tr!("Quota is full from the first month") } else { tr!("Is quota reduced while you ramp?") };
            let how = if *told { "" } else { tr!(" Not told, so full quota is assumed.") };
            (title.to_owned(), tr!("With {months} months of ramp.{how}{}", year.unwrap_or_default()))
        }
        Flag::Remote { measure, scope, weight, authority } => {
            let whose = match scope {
                Scope::Own => "",
                Scope::Pod => tr!(" of the pod"),
                Scope::TeamBelow => tr!(" of the team"),
                Scope::Segment => tr!(" of the segment"),
                Scope::Company => tr!(" of the company"),
            };
            let say = match (scope, authority) {
                (Scope::Own, Some(true)) => tr!("You have a say on price and terms at renewal."),
                (Scope::Own, Some(false)) => tr!("Price and terms at renewal are set by others."),
                (Scope::Own, None) => tr!("Nobody told who decides price and terms at renewal."),
                _whoever => tr!("Most of it is decided by others' work."),
            };
            (
                tr!("{} of variable pay hangs on {}{whose}", percent(*weight), words_pay::measured(*measure)),
                say.to_owned(),
            )
        }
        Flag::Customers { book: None } => (
            tr!("Which customers would be yours?").to_owned(),
            tr!("Not told. A book that is there pays from the first day; one that has to be won does not.").to_owned(),
        ),
        Flag::Customers { book: Some(Book::Inherited) } => (
            tr!("Customers are there on the first day").to_owned(),
            tr!("Ask which, and how many of them stayed last year.").to_owned(),
        ),
        Flag::Customers { book: Some(Book::Built) } => (
            tr!("Customers have to be won first").to_owned(),
            tr!("Pay for retention and growth starts once there is something to keep.").to_owned(),
        ),
        Flag::Clawback { months, at_stake } => (
            tr!("Commission comes back within {months} months"),
            tr!("If every customer of those months left at once, {} would be taken back.", money(*at_stake)),
        ),
        Flag::SignOnBack { months, how, half } => {
            let how = match how {
                None => tr!("Not told whether all of it or less for each month stayed; counted as less."),
                Some(Repay::ProRata) => tr!("Less for each month stayed."),
                Some(Repay::Whole) => tr!("All of it, to the last month."),
            };
            (
                tr!("The sign-on goes back if you leave within {months} months"),
                tr!("{how} After half of them it is {}.", money(*half)),
            )
        }
        Flag::Travel { cost } => (
            tr!("Travel costs you {} a year", money(*cost)),
            tr!("What you pay yourself, less what is paid for nights away. It is taken off cash and off what the offer is worth to you.")
                .to_owned(),
        ),
    };
    FlagWords { title, text }
}

/// What is wrong with what was entered, as a sentence.
pub fn issue(issue: Issue, locale: &Locale, currency: Currency) -> String {
    match issue {
        Issue::NoBase => tr!("Base pay is not told: counted as nothing.").to_owned(),
        Issue::NoVariable => {
            tr!("Variable pay at target is nothing, or was not told: whatever is sold, base is all there is.")
                .to_owned()
        }
        Issue::NoPlan => tr!("The plan pays for nothing yet: add a component, or start from a role.").to_owned(),
        Issue::NoQuota => tr!("There is no quota: pay follows attainment, but nobody knows of what.").to_owned(),
        Issue::SpreadOff { sum } => {
            tr!("The shares of the groups add up to {}; they count in proportion.", locale.percent(sum, 0))
        }
        Issue::NoSpread => {
            tr!("No group has a share, so nothing can be expected; pay at each attainment is shown.").to_owned()
        }
        Issue::PaidLater { amount, lag, all } => {
            let amount = locale.money_compact(amount, currency);
            let months = if lag == 1 { tr!("1 month").to_owned() } else { tr!("{lag} months") };
            if all {
                tr!(
                    "Pay comes {months} after its period, which is after the two years shown: none of the {amount} earned in them arrives."
                )
            } else {
                tr!("Pay comes {months} after its period: {amount} earned in the two years shown arrives after them.")
            }
        }
        Issue::NoRate { from, to } => tr!(
            "It is in {from}: type what 1 {from} is in {to}, under \u{201c}What is promised\u{201d}. Until then its figures are in {from} and \
             stand apart from the comparison."
        ),
        Issue::Weights { sum } => {
            tr!("The weights of the plan's components add up to {}, not to the whole.", locale.percent(sum, 0))
        }
    }
}

/// How and where it is mended on the page; empty where the issue says so itself.
pub fn mend(issue: Issue) -> &'static str {
    match issue {
        Issue::NoBase | Issue::NoQuota => tr!("Ask, and type it under \u{201c}What is promised\u{201d}."),
        Issue::NoVariable => tr!("If there is some, type it under \u{201c}What is promised\u{201d}."),
        Issue::SpreadOff { .. } | Issue::NoSpread => tr!("Mend the shares under \u{201c}How people do there\u{201d}."),
        Issue::PaidLater { .. } => {
            tr!("Check \u{201c}Paid after\u{201d} under \u{201c}How variable pay works\u{201d}.")
        }
        Issue::Weights { .. } => tr!("Mend them in \u{201c}The plan in detail\u{201d}."),
        Issue::NoPlan | Issue::NoRate { .. } => "",
    }
}

/// How a level is marked: `bad`, `warn`, `ask`, `ok`.
pub const fn mark(level: Level) -> &'static str {
    match level {
        Level::Grave => "bad",
        Level::Watch => "warn",
        Level::Open => "ask",
        Level::Fine => "ok",
    }
}
