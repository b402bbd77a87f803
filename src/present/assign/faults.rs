//! What no plan can mend, in words; the command says it in the same ones.

use crate::present::Locale;
use crate::territory::Fault;

/// Names of what a fault speaks of, by its place.
pub struct FaultNames<'a> {
    /// A rep's name.
    pub rep: &'a dyn Fn(usize) -> String,
    /// An account's name.
    pub account: &'a dyn Fn(usize) -> String,
    /// An attribute's name.
    pub attribute: &'a dyn Fn(usize) -> String,
}

/// A fault as a sentence that says what to do about it, where there is something to do.
pub fn fault_in_words(fault: &Fault, names: &FaultNames<'_>, locale: &Locale) -> String {
    let FaultNames { rep, account, attribute } = names;
    let count = |n: usize| locale.count(i64::try_from(n).unwrap_or(i64::MAX));
    let amount = |it: f64| locale.number(it, if it.abs() < 100.0 { 1 } else { 0 });
    match fault {
        Fault::NoReps => {
            "There is nobody to assign accounts to: add people of this function, or choose another one.".into()
        }
        Fault::NoAccounts => "There are no accounts to assign: import them, or choose which ones take part.".into(),
        Fault::MoreRepsThanAccounts { reps, accounts } => {
            format!("{} people share {} accounts: some will have none.", count(*reps), count(*accounts))
        }
        Fault::NoPlaces => {
            "No account has a place, so there is no map and distance plays no part: only the balance is looked after."
                .into()
        }
        Fault::SomeWithoutPlace { accounts: 1 } => {
            "One account has no place: it takes part in the balance, and stands on no map.".into()
        }
        Fault::SomeWithoutPlace { accounts } => {
            format!("{} accounts have no place: they take part in the balance, and stand on no map.", count(*accounts))
        }
        Fault::NothingToBalance { attribute: at } => {
            format!("No account has any {}, so it cannot be balanced.", attribute(*at))
        }
        Fault::BadAmount { attribute: at, account: first, count: many } => format!(
            "{} {} a {} below zero or no number, which counts as nothing; the first is {}.",
            count(*many),
            if *many == 1 { "account has" } else { "accounts have" },
            attribute(*at),
            account(*first)
        ),
        Fault::NoShares => "Nobody has a share above zero: there is nobody to take accounts.".into(),
        Fault::AccountTooLarge { attribute: at, account: which, amount: has, most } => format!(
            "{} alone has {} of {}, more than the {} that anybody may have inside the band: widen it, or leave the account out.",
            account(*which),
            amount(*has),
            attribute(*at),
            amount(*most)
        ),
        Fault::LockedTooMuch { rep: who, attribute: at, amount: has, most } => format!(
            "What is locked to {} is {} of {}, more than the {} inside the band: unlock some, or widen the band.",
            rep(*who),
            amount(*has),
            attribute(*at),
            amount(*most)
        ),
        Fault::LockedTooMany { rep: who, accounts, most } => format!(
            "{} accounts are locked to {}, who may have {}.",
            locale.count(i64::from(*accounts)),
            rep(*who),
            locale.count(i64::from(*most))
        ),
        Fault::TooFewPlaces { most, accounts } => format!(
            "All maxima together are {} accounts, and there are {}: raise some.",
            count(usize::try_from(*most).unwrap_or(usize::MAX)),
            count(*accounts)
        ),
        Fault::LockedToForbidden { account: which, rep: who } => {
            format!("{} is locked to {}, who must not have it.", account(*which), rep(*who as usize))
        }
        Fault::FamilyLockedApart { one, other } => {
            format!("{} and {} are of one family and locked to different people.", account(*one), account(*other))
        }
        Fault::ApartInOneFamily { one, other } => {
            format!("{} and {} are of one family and must be apart.", account(*one), account(*other))
        }
        Fault::ApartLockedTogether { one, other, rep: who } => format!(
            "{} and {} must be apart and are both locked to {}.",
            account(*one),
            account(*other),
            rep(*who as usize)
        ),
        Fault::ForbiddenToAll { account: which } => format!("Nobody may have {}.", account(*which)),
        Fault::LocksOverDisruption { accounts } => {
            format!("Locks alone move {} accounts, more than may change hands.", count(*accounts))
        }
    }
}
