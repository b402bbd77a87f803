//! Why a territory plan cannot keep to its conditions, in words.

use crate::present::Locale;
use crate::territory::areas::Piece;
use crate::territory::{Board, Fault, Instance};
use crate::text::tr;
use crate::units::Rate;

/// What accounts, reps and attributes are called.
pub struct Names<'a> {
    /// By place in the instance.
    pub account: &'a dyn Fn(usize) -> String,
    /// By place in the instance.
    pub rep: &'a dyn Fn(usize) -> String,
    /// By place in the instance.
    pub attribute: &'a dyn Fn(usize) -> String,
    /// How amounts are written.
    pub locale: &'a Locale,
}

fn amount(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An amount of potential, workload or the like, with no more decimals than it needs; large ones have none.
fn sized(value: f64, locale: &Locale) -> String {
    let hundredths = (value * 100.0).round();
    let decimals = match () {
        () if value >= 1_000.0 || hundredths % 100.0 == 0.0 => 0,
        () if hundredths % 10.0 == 0.0 => 1,
        () => 2,
    };
    locale.number(value, decimals)
}

fn percent(part: f64) -> String {
    format!("{} %", amount(100.0 * part))
}

/// A fault as a sentence that says what to do about it.
pub fn fault(fault: &Fault, names: &Names<'_>) -> String {
    let (account, rep, attribute) = (names.account, names.rep, names.attribute);
    let sized = |value: f64| sized(value, names.locale);
    match fault {
        Fault::NoReps => tr!("There are no reps to assign accounts to.").to_owned(),
        Fault::NoAccounts => tr!("There are no accounts to assign.").to_owned(),
        Fault::MoreRepsThanAccounts { reps, accounts } => {
            tr!("There are {reps} reps and only {accounts} accounts, so some reps get none.")
        }
        Fault::NoPlaces => tr!("No account has coordinates: the plan looks after the balance only.").to_owned(),
        Fault::SomeWithoutPlace { accounts: 1 } => {
            tr!("One account has no coordinates; it counts for the balance only.").to_owned()
        }
        Fault::SomeWithoutPlace { accounts } => {
            tr!("{accounts} accounts have no coordinates; they count for the balance only.")
        }
        Fault::NoAreas => {
            tr!("The US state of no account is known, so nothing says whether territories hang together.").to_owned()
        }
        Fault::SomeWithoutArea { accounts: 1 } => {
            tr!("One account lies in no US state that is known; it counts as lying beside every territory.").to_owned()
        }
        Fault::SomeWithoutArea { accounts } => {
            tr!("{accounts} accounts lie in no US state that is known; they count as lying beside every territory.")
        }
        Fault::NothingToBalance { attribute: at } => {
            tr!("{} is zero for every account, so it cannot be balanced and is left out.", attribute(*at))
        }
        Fault::BadAmount { attribute: at, account: first, count } => {
            let others = if *count > 1 { tr!(" and {} other accounts", count - 1) } else { String::new() };
            tr!("{} of account {}{others} is negative or no number and counts as 0.", attribute(*at), account(*first))
        }
        Fault::NoShares => tr!("No rep has a share above 0; give at least one of them a share.").to_owned(),
        Fault::AccountTooLarge { attribute: at, account: largest, amount: is, most } => tr!(
            "Account {} alone has {} of {}, more than the {} any rep may have: widen the band, use fewer reps, or leave {} out of the balance.",
            account(*largest),
            sized(*is),
            attribute(*at),
            sized(*most),
            attribute(*at)
        ),
        Fault::LockedTooMuch { rep: who, attribute: at, amount: is, most } => tr!(
            "What is locked to {} sums to {} of {}, more than the {} the band lets: unlock some accounts or widen the band.",
            rep(*who),
            sized(*is),
            attribute(*at),
            sized(*most)
        ),
        Fault::LockedTooMany { rep: who, accounts, most } => {
            tr!(
                "{accounts} accounts are locked to {}, who may have {most}: unlock some or raise the maximum.",
                rep(*who)
            )
        }
        Fault::TooFewPlaces { most, accounts } => {
            tr!(
                "The maxima of all reps together are {most} accounts, and there are {accounts}: raise some or add reps."
            )
        }
        Fault::LockedToForbidden { account: at, rep: who } => tr!(
            "Account {} is locked to {} and forbidden to have {}: take one of the two back.",
            account(*at),
            rep(*who as usize),
            rep(*who as usize)
        ),
        Fault::FamilyLockedApart { one, other } => tr!(
            "Accounts {} and {} belong to one family and are locked to two reps: lock them to one, or part the family.",
            account(*one),
            account(*other)
        ),
        Fault::ApartInOneFamily { one, other } => tr!(
            "Accounts {} and {} must be apart and belong to one family: take one of the two back.",
            account(*one),
            account(*other)
        ),
        Fault::ApartLockedTogether { one, other, rep: who } => tr!(
            "Accounts {} and {} must be apart and are both locked to {}: unlock one of them.",
            account(*one),
            account(*other),
            rep(*who as usize)
        ),
        Fault::ForbiddenToAll { account: at } => {
            tr!("Account {}, or its family, is forbidden to every rep: allow one.", account(*at))
        }
        Fault::LocksOverDisruption { accounts } => {
            tr!(
                "The locks alone make {accounts} accounts change hands, more than the limit lets: raise it or unlock some."
            )
        }
    }
}

/// How many territories in pieces are told one by one.
const SPLITS_TOLD: usize = 5;

/// Which territories do not hang together, and where, one sentence each; nothing where nobody asks for it.
pub fn splits(instance: &Instance, board: &Board, rep: &dyn Fn(usize) -> String) -> Vec<String> {
    let Some(areas) = &instance.areas else { return Vec::new() };
    let split: Vec<(usize, &Vec<Piece>)> =
        board.pieces.iter().enumerate().filter(|(_, pieces)| pieces.len() > 1).collect();
    let one = |piece: &Piece| {
        let held: u32 = piece.iter().map(|it| it.1).sum();
        let names: Vec<&str> = piece.iter().map(|it| areas.name(it.0)).collect();
        format!("{} ({held})", names.join(", "))
    };
    let told = split.iter().take(SPLITS_TOLD);
    let mut sentences: Vec<String> = told
        .map(|(at, pieces)| {
            let apart: Vec<String> = pieces.iter().skip(1).map(one).collect();
            let main = pieces.first().map(one).unwrap_or_default();
            tr!(
                "The territory of {} is in {} pieces: {main}; apart from it {}.",
                rep(*at),
                pieces.len(),
                apart.join("; ")
            )
        })
        .collect();
    if split.len() > SPLITS_TOLD {
        sentences.push(match split.len() - SPLITS_TOLD {
            1 => tr!("One more territory is in pieces.").to_owned(),
            more => tr!("{more} more territories are in pieces."),
        });
    }
    sentences
}

/// The sum that is farthest outside the band and how many others are, with what to do; nothing where all are inside.
fn balance(instance: &Instance, board: &Board, names: &Names<'_>) -> Option<String> {
    let outside = board.outside(instance);
    let (worst, others) = outside.split_first()?;
    let (rep, attribute) = ((names.rep)(worst.rep), (names.attribute)(worst.attribute));
    let (far, band) =
        (names.locale.percent(worst.deviation.abs(), 1), names.locale.rate(Rate::from_f64(instance.half_width())));
    let how = if worst.deviation < 0.0 {
        tr!("Balance: {rep} is {far} below a fair share of {attribute}, and the band is {band}")
    } else {
        tr!("Balance: {rep} is {far} above a fair share of {attribute}, and the band is {band}")
    };
    let more = match others.len() {
        0 => String::new(),
        1 => tr!("; one other sum is outside it").to_owned(),
        more => tr!("; {more} other sums are outside it"),
    };
    Some(if worst.deviation < 0.0 {
        tr!("{how}{more}. Move accounts to {rep}, or widen the band.")
    } else {
        tr!("{how}{more}. Move accounts away from {rep}, or widen the band.")
    })
}

/// Which conditions a plan does not keep, one sentence each.
pub fn breaches(instance: &Instance, board: &Board, names: &Names<'_>) -> Vec<String> {
    let found = &board.score.breaches;
    let mut sentences: Vec<String> = balance(instance, board, names).into_iter().collect();
    if found.disruption > 0.0 {
        sentences.push(tr!("Disruption: the limit is passed by {}.", percent(found.disruption)));
    }
    let (account, accounts) = (tr!("account"), tr!("accounts"));
    let counted = [
        (found.over_maximum, account, accounts, tr!("above the maxima of their reps")),
        (found.forbidden, account, accounts, tr!("with a rep they must not have")),
        (found.locks, account, accounts, tr!("not with the rep they are locked to")),
        (found.families, account, accounts, tr!("parted from their family")),
        (found.apart, tr!("pair"), tr!("pairs"), tr!("together that must be apart")),
        (found.unassigned, account, accounts, tr!("with nobody")),
        (found.split, account, accounts, tr!("apart from the rest of their territory")),
    ];
    sentences.extend(counted.into_iter().filter(|it| it.0 > 0).map(|(count, one, many, what)| {
        let noun = if count == 1 { one } else { many };
        format!("{count} {noun} {what}.")
    }));
    sentences
}
