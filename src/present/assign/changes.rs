//! What changes hands and why: the list for the CRM, and a sheet for everybody who gives or takes over accounts.

use super::{Base, balanced_within};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Currency, Money};

/// An account that changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The account, as a place.
    pub account: u32,
    /// Who of those who are given accounts has it today.
    pub from: Option<u32>,
    /// Whoever has it today, by name; "nobody" for none.
    pub from_name: String,
    /// Whether nobody has it today.
    pub is_fresh: bool,
    /// Who is to have it.
    pub to: Option<u32>,
    /// What it pays a year.
    pub arr: f64,
    /// What it could pay a year.
    pub potential: f64,
    /// Hours that it takes a year.
    pub hours: f64,
    /// Why, in a few words.
    pub reason: String,
}

/// Everything that changes hands in a plan: what pays most first.
pub fn changes(base: &Base, plan: &[Option<u32>]) -> Vec<Change> {
    let reasons = Reasons::of(base, plan);
    let mut found: Vec<Change> = (0_u32..)
        .zip(plan)
        .filter_map(|(at, to)| {
            let from = base.instance.today(at as usize);
            let amounts = base.amounts.get(at as usize).filter(|_| from != *to)?;
            let reason = reasons.why(base, at as usize, from, *to);
            Some(Change {
                account: at,
                from,
                from_name: base.name_today(at as usize).to_owned(),
                is_fresh: !base.is_owned(at as usize),
                to: *to,
                arr: amounts.arr,
                potential: amounts.potential,
                hours: amounts.hours,
                reason,
            })
        })
        .collect();
    found.sort_by(|a, b| {
        b.arr.total_cmp(&a.arr).then(b.potential.total_cmp(&a.potential)).then(a.account.cmp(&b.account))
    });
    found
}

/// What the reasons are read from: indexes of today and middles of the plan.
struct Reasons {
    middles: Vec<Option<(f64, f64)>>,
}

impl Reasons {
    fn of(base: &Base, plan: &[Option<u32>]) -> Reasons {
        let mut sums = vec![(0.0, 0.0, 0_u32); base.seats.len()];
        for (at, owner) in plan.iter().enumerate() {
            let sum = owner.and_then(|owner| sums.get_mut(owner as usize));
            if let (Some(sum), Some((x, y))) = (sum, base.instance.point(at)) {
                *sum = (sum.0 + x, sum.1 + y, sum.2 + 1);
            }
        }
        let middle = |(x, y, count): (f64, f64, u32)| (count > 0).then(|| (x / f64::from(count), y / f64::from(count)));
        Reasons { middles: sums.into_iter().map(middle).collect() }
    }

    fn far(&self, base: &Base, account: usize, rep: u32) -> Option<f64> {
        let (x, y) = base.instance.point(account)?;
        let (mx, my) = self.middles.get(rep as usize).copied().flatten()?;
        Some((x - mx).hypot(y - my))
    }

    /// Nearer to the new owner, relief of one with more than a fair share, work for one with less: what holds, the first of these.
    fn why(&self, base: &Base, account: usize, from: Option<u32>, to: Option<u32>) -> String {
        let Some(to) = to else { return tr!("no longer assigned").to_owned() };
        let Some(from) = from else {
            let owned = base.is_owned(account);
            return if owned { tr!("its owner is given no accounts here") } else { tr!("had no owner") }.to_owned();
        };
        let index =
            |rep: u32, at: usize| base.today.reps.get(rep as usize).and_then(|it| it.index.get(at).copied().flatten());
        let mut parts = Vec::new();
        if let (Some(was), Some(is)) = (self.far(base, account, from), self.far(base, account, to))
            && is < was - 1.0
        {
            parts.push(tr!("{} km nearer", (was - is).round()));
        }
        for (at, attribute) in base.attributes.iter().enumerate() {
            let (Some(had), Some(has)) = (index(from, at), index(to, at)) else { continue };
            if had > has + 1.0 {
                parts.push(tr!("evens {} ({} to {})", balanced_within(*attribute), had.round(), has.round()));
                break;
            }
        }
        if parts.is_empty() { tr!("makes room for other moves").to_owned() } else { parts.join(", ") }
    }
}

/// The list of changes for the CRM: account id, name, from, to, ARR, reason.
pub fn change_table(base: &Base, changes: &[Change], currency: Currency) -> (Vec<String>, Vec<Vec<String>>) {
    let header = [
        tr!("Account ID"),
        tr!("Account"),
        tr!("From"),
        tr!("From ID"),
        tr!("To" in "owner"),
        tr!("To ID"),
        "ARR",
        tr!("Reason"),
    ]
    .map(String::from)
    .to_vec();
    let seat = |at: Option<u32>| {
        at.and_then(|at| base.seats.get(at as usize)).map(|it| it.as_str().to_owned()).unwrap_or_default()
    };
    let named = |at: Option<u32>| if at.is_some() { base.name(at).to_owned() } else { String::new() };
    let from = |it: &Change| if it.is_fresh { String::new() } else { it.from_name.clone() };
    let plain = Locale::for_tag("en-US");
    let rows = changes.iter().map(|it| {
        let id = base.ids.get(it.account as usize).map(|it| it.as_str().to_owned()).unwrap_or_default();
        let name = base.accounts.get(it.account as usize).cloned().unwrap_or_default();
        let arr = plain.money_full(Money::from_major_f64(it.arr), currency);
        let arr: String = arr.chars().filter(|it| it.is_ascii_digit() || matches!(it, '.' | '-')).collect();
        vec![id, name, from(it), seat(it.from), named(it.to), seat(it.to), arr, it.reason.clone()]
    });
    (header, rows.collect())
}

/// The same to read: account, from, to, ARR, potential, reason.
pub fn change_rows(base: &Base, changes: &[Change], locale: &Locale) -> Vec<Vec<String>> {
    let money = |it: f64| locale.money_whole(Money::from_major_f64(it));
    let row = |it: &Change| {
        let name = base.accounts.get(it.account as usize).cloned().unwrap_or_default();
        vec![
            name,
            it.from_name.clone(),
            base.name(it.to).to_owned(),
            money(it.arr),
            money(it.potential),
            it.reason.clone(),
        ]
    };
    changes.iter().map(row).collect()
}

/// How many accounts change hands in a plan and how many are first assigned, as part of a sentence.
pub fn hands(base: &Base, plan: &[Option<u32>], locale: &Locale) -> String {
    let count = |of: usize| locale.count(of as i64);
    let moved = match base.change_hands(plan).len() {
        0 => None,
        1 => Some(tr!("1 account changes hands").to_owned()),
        many => Some(tr!("{} accounts change hands", count(many))),
    };
    let first = match base.first_assigned(plan).len() {
        0 => None,
        1 => Some(tr!("1 account is first assigned").to_owned()),
        many => Some(tr!("{} accounts are first assigned", count(many))),
    };
    let parts: Vec<String> = moved.into_iter().chain(first).collect();
    if parts.is_empty() { tr!("nothing changes hands").to_owned() } else { parts.join(", ") }
}

/// What changes hands, in a sentence.
pub fn sum_of_changes(base: &Base, changes: &[Change], locale: &Locale, currency: Currency) -> String {
    let arr = Money::from_major_f64(changes.iter().filter(|it| !it.is_fresh).map(|it| it.arr).sum());
    let givers: std::collections::BTreeSet<_> = changes.iter().filter_map(|it| it.from).collect();
    match changes {
        [] => tr!("Nothing changes hands: the plan is as today.").to_owned(),
        [one] => tr!(
            "{} goes from {} to {}: {}.",
            base.accounts.get(one.account as usize).map_or(tr!("One account"), String::as_str),
            one.from_name,
            base.name(one.to),
            one.reason
        ),
        many => {
            let fresh = many.iter().filter(|it| it.is_fresh).count();
            let strange = many.iter().filter(|it| it.from.is_none() && !it.is_fresh).count();
            if fresh == many.len() {
                return tr!(
                    "{} accounts that had nobody are first assigned; none changes hands.",
                    locale.count(fresh as i64)
                );
            }
            let others = match strange {
                0 => String::new(),
                1 => tr!(" One comes from an owner who gets none here.").to_owned(),
                some => tr!(" {} come from owners who get none here.", locale.count(some as i64)),
            };
            let first = match fresh {
                0 => String::new(),
                1 => tr!(" One that had nobody is first assigned.").to_owned(),
                some => tr!(" {} that had nobody are first assigned.", locale.count(some as i64)),
            };
            tr!(
                "{} accounts with {} of ARR change hands; {} of {} people give some away.{others}{first}",
                locale.count((many.len() - fresh) as i64),
                locale.money_compact(arr, currency),
                givers.len(),
                base.seats.len()
            )
        }
    }
}

/// How many accounts one sheet lists, so that it stays one page: what pays most first, the rest by number.
const ON_A_SHEET: usize = 42;

/// What one person gives away and takes over.
#[derive(Clone, Debug, PartialEq)]
pub struct HandoverSheet {
    /// The person.
    pub name: String,
    /// Accounts, potential and ARR before and after, in sentences.
    pub summary: Vec<String>,
    /// Account, to whom, ARR, reason.
    pub gives: Vec<Vec<String>>,
    /// Account, from whom, ARR, reason.
    pub takes: Vec<Vec<String>>,
    /// How many more there are than the page has room for, in a sentence; empty where all are listed.
    pub rest: String,
}

/// A sheet for everybody whose accounts change.
pub fn handover_sheets(
    base: &Base,
    plan: &[Option<u32>],
    changes: &[Change],
    locale: &Locale,
    currency: Currency,
) -> Vec<HandoverSheet> {
    let (before, after) = (base.sums(&base.instance.plan_of_today()), base.sums(plan));
    let money = |it: f64| locale.money_compact(Money::from_major_f64(it), currency);
    let line = |it: &Change, other: &str| {
        let name = base.accounts.get(it.account as usize).cloned().unwrap_or_default();
        let arr = locale.money_whole(Money::from_major_f64(it.arr));
        vec![name, other.to_owned(), arr, it.reason.clone()]
    };
    let sheet = |rep: u32, name: &String| {
        let gives: Vec<_> =
            changes.iter().filter(|it| it.from == Some(rep)).map(|it| line(it, base.name(it.to))).collect();
        let takes: Vec<_> = changes.iter().filter(|it| it.to == Some(rep)).map(|it| line(it, &it.from_name)).collect();
        let (mut gives, mut takes): (Vec<Vec<String>>, Vec<Vec<String>>) = (gives, takes);
        let rest = shorten(&mut gives, &mut takes, locale);
        let (was, is) = (before.get(rep as usize)?, after.get(rep as usize)?);
        let count = |plan: &[Option<u32>]| plan.iter().filter(|it| **it == Some(rep)).count();
        let today = base.instance.plan_of_today();
        let summary = vec![
            tr!("Accounts: {} today, {} from now on.", count(&today), count(plan)),
            tr!("ARR: {} today, {} from now on.", money(was.arr), money(is.arr)),
            tr!("Potential a year: {} today, {} from now on.", money(was.potential), money(is.potential)),
            tr!("Hours a year: {} today, {} from now on.", locale.number(was.hours, 0), locale.number(is.hours, 0)),
        ];
        (!gives.is_empty() || !takes.is_empty()).then(|| HandoverSheet {
            name: name.clone(),
            summary,
            gives,
            takes,
            rest,
        })
    };
    (0_u32..).zip(&base.names).filter_map(|(rep, name)| sheet(rep, name)).collect()
}

/// Leaves on the page what there is room for, both lists in proportion, and says what is left out.
fn shorten(gives: &mut Vec<Vec<String>>, takes: &mut Vec<Vec<String>>, locale: &Locale) -> String {
    let (given, taken) = (gives.len(), takes.len());
    if given + taken <= ON_A_SHEET {
        return String::new();
    }
    let room = (ON_A_SHEET * given / (given + taken)).max(ON_A_SHEET.saturating_sub(taken)).min(given);
    gives.truncate(room);
    takes.truncate(ON_A_SHEET - room);
    tr!(
        "Not on this page: {} more to give away and {} more to take over, with less ARR. The change list has them all.",
        locale.count((given - gives.len()) as i64),
        locale.count((taken - takes.len()) as i64)
    )
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::{base, fresh};
    use super::*;

    #[test]
    fn what_changes_hands_says_why_and_what_pays_most_comes_first() {
        let base = base();
        let found = changes(&base, &[Some(0), Some(1), Some(1), None]);
        let names: Vec<_> = found.iter().map(|it| base.accounts[it.account as usize].as_str()).collect();
        assert_eq!(names, ["Dogwood", "Cedar", "Birch"]);
        assert_eq!(found[0].reason, "no longer assigned");
        // Raman's middle is then at 0 km, Haas' at 15 km; Cedar at 20: 20 against 5 km. Indexes of today are 120 and 80.
        assert_eq!(found[1].reason, "15 km nearer, evens potential (120 to 80)");
    }

    #[test]
    fn an_owner_who_holds_no_seat_is_whom_it_comes_from() {
        let mut base = base();
        // Nobody of the two has Dogwood, which pays 200; the import said Quist. Ash, which nobody has at all, pays 50.
        base.instance.current = vec![None, Some(0), Some(0), None];
        base.outside[3] = Some("Ben Quist".to_owned());
        let plan = [Some(0), Some(1), Some(0), Some(1)];
        let found = changes(&base, &plan);
        let told: Vec<_> = found.iter().map(|it| it.from_name.as_str()).collect();
        assert_eq!(told, ["Ben Quist", "Raman", "nobody"]);
        assert_eq!((&*found[0].reason, &*found[2].reason), ("its owner is given no accounts here", "had no owner"));
        let (_, rows) = change_table(&base, &found, Currency::USD);
        assert_eq!(rows[0][1..5], ["Dogwood", "Ben Quist", "", "Haas"]);
        assert_eq!(rows[2][2], "");
        let english = Locale::for_tag("en-US");
        assert_eq!(
            sum_of_changes(&base, &found, &english, Currency::USD),
            "2 accounts with $300 of ARR change hands; 1 of 2 people give some away. One comes from an owner \
             who gets none here. One that had nobody is first assigned."
        );
        assert_eq!(base.change_hands(&plan), [1, 3]);
        // Whoever nobody takes over from keeps it.
        assert_eq!(base.change_hands(&base.instance.plan_of_today()), Vec::<usize>::new());
        assert_eq!(base.name_planned(3, None), "Ben Quist");
        let sheets = handover_sheets(&base, &plan, &found, &english, Currency::USD);
        assert_eq!(sheets[1].takes[0][1], "Ben Quist");
    }

    #[test]
    fn what_is_only_first_assigned_is_not_said_to_change_hands() {
        let mut base = fresh();
        base.outside = vec![None; 4];
        let english = Locale::for_tag("en-US");
        let plan = [Some(0), Some(1), Some(1), None];
        assert_eq!(
            sum_of_changes(&base, &changes(&base, &plan), &english, Currency::USD),
            "3 accounts that had nobody are first assigned; none changes hands."
        );
        assert_eq!(hands(&base, &plan, &english), "3 accounts are first assigned");
        assert_eq!(hands(&fresh(), &plan, &english), "1 account changes hands, 2 accounts are first assigned");
    }

    #[test]
    fn the_list_for_the_crm_names_ids_and_plain_amounts() {
        let base = base();
        let found = changes(&base, &[Some(0), Some(0), Some(1), Some(1)]);
        let (header, rows) = change_table(&base, &found, Currency::USD);
        assert_eq!(header.len(), rows[0].len());
        assert_eq!(rows[0][..7], ["c", "Cedar", "Raman", "x", "Haas", "y", "150.00"]);
    }

    #[test]
    fn a_sheet_is_one_page_and_says_what_it_leaves_out() {
        let rows = |count: usize| vec![vec![String::new()]; count];
        let english = Locale::for_tag("en-US");
        let (mut gives, mut takes) = (rows(20), rows(22));
        assert_eq!(shorten(&mut gives, &mut takes, &english), "");
        let (mut gives, mut takes) = (rows(60), rows(3));
        let rest = shorten(&mut gives, &mut takes, &english);
        assert_eq!((gives.len() + takes.len(), takes.len() >= 2), (ON_A_SHEET, true));
        assert!(rest.starts_with("Not on this page: "), "{rest}");
        let (mut gives, mut takes) = (rows(0), rows(100));
        shorten(&mut gives, &mut takes, &english);
        assert_eq!((gives.len(), takes.len()), (0, ON_A_SHEET));
    }

    #[test]
    fn everybody_whose_accounts_change_gets_a_sheet() {
        let base = base();
        let plan = [Some(0), Some(0), Some(1), Some(1)];
        let sheets = handover_sheets(&base, &plan, &changes(&base, &plan), &Locale::for_tag("en-US"), Currency::USD);
        assert_eq!(
            sheets.iter().map(|it| (it.name.as_str(), it.gives.len(), it.takes.len())).collect::<Vec<_>>(),
            [("Raman", 1, 0), ("Haas", 0, 1)]
        );
        assert_eq!(sheets[0].summary[0], "Accounts: 3 today, 2 from now on.");
        assert!(
            handover_sheets(&base, &base.instance.plan_of_today(), &[], &Locale::for_tag("en-US"), Currency::USD)
                .is_empty()
        );
    }
}
