//! The board: rep by rep, before and after, with how fair it is.

use super::mix::mix_of;
use super::{Amounts, Base, Mix, balanced_within, mixes};
use crate::model::Balanced;
use crate::present::Locale;
use crate::territory::board::{Fairness, RepLine};
use crate::territory::{Board, Plan};
use crate::text::tr;
use crate::units::Money;

/// A figure before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// Before, formatted.
    pub before: String,
    /// After, formatted.
    pub after: String,
    /// The figures themselves, where there are any.
    pub at: (Option<f64>, Option<f64>),
    /// The figure after lies outside the band.
    pub is_off: bool,
}

/// A line of the board: a rep's, that of nobody or of other owners, or the sum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardRow {
    /// The rep, as a place; none for accounts that no rep has, and for the line of all.
    pub rep: Option<u32>,
    /// The line of all.
    pub is_sum: bool,
    /// The rep's name, or whose accounts they are.
    pub name: String,
    /// The rep's part of a whole share, where it is not one.
    pub share: String,
    /// Accounts.
    pub accounts: Pair,
    /// Index of each balanced attribute, 100 = a fair share.
    pub indexes: Vec<Pair>,
    /// Potential in thousands.
    pub potential: Pair,
    /// Hours a year; none where the workload has an index of its own.
    pub hours: Option<Pair>,
    /// ARR in thousands.
    pub arr: Pair,
    /// Sum of distances to the middle of the territory, in km; a dash without an account that has a place.
    pub travel: Pair,
    /// Mean distance from home to the accounts with a place, in km; none where nobody's home is known.
    pub from_home: Option<Pair>,
    /// Per cent of the ARR judged that is at risk, between, and healthy; none where nobody has judged anything.
    pub health: Option<Pair>,
    /// Accounts that come and that leave.
    pub moves: String,
}

/// The lines of the reps, of accounts that no rep has today or in the plan, and of all.
pub fn board_rows(base: &Base, plan: &Plan, after: &Board, locale: &Locale) -> Vec<BoardRow> {
    let today = base.instance.plan_of_today();
    let (sums_before, sums_after) = (base.sums(&today), base.sums(plan));
    let write = Writer { base, plan, after, locale };
    let (mixes_before, mixes_after) = (mixes(base, &today), mixes(base, plan));
    let (judged, homes) = (is_judged(base), has_homes(base));
    let mut rows = Vec::with_capacity(base.seats.len() + 3);
    for (at, rep) in (0_u32..).zip(&base.names) {
        let place = at as usize;
        let (Some(was), Some(is)) = (base.today.reps.get(place), after.reps.get(place)) else { continue };
        let (Some(had), Some(has)) = (sums_before.get(place), sums_after.get(place)) else { continue };
        // Where nobody has anything, nobody is far from a fair share of it.
        let shared = |board: &Board, at: usize| board.fairness.get(at).is_some_and(|it| it.of_something().is_some());
        let index = |(at, (was, is)): (usize, (&Option<f64>, &Option<f64>))| {
            write.index(was.filter(|_| shared(&base.today, at)), is.filter(|_| shared(after, at)))
        };
        let travelled = |line: &RepLine| (line.placed > 0).then_some(line.distance_km);
        let share = base.instance.share(place);
        rows.push(BoardRow {
            rep: Some(at),
            name: rep.clone(),
            share: if (share - 1.0).abs() < 1e-9 { String::new() } else { locale.percent(share, 0) },
            indexes: was.index.iter().zip(&is.index).enumerate().map(index).collect(),
            travel: write.whole(travelled(was), travelled(is)),
            from_home: homes.then(|| write.whole(was.from_home_km, is.from_home_km)),
            health: judged.then(|| {
                let at = |mixes: &[Mix]| mixes.get(place).copied().unwrap_or_default();
                write.health(at(&mixes_before), at(&mixes_after))
            }),
            moves: write.come_and_leave(is.gained, is.lost),
            ..write.amounts((was.accounts, *had), (is.accounts, *has))
        });
    }
    let left = [(false, tr!("Nobody")), (true, tr!("Other owners"))];
    rows.extend(left.into_iter().filter_map(|(of_others, name)| write.without_rep(&today, of_others, name)));
    if rows.len() > 1 {
        rows.push(write.all(&rows));
    }
    rows
}

/// Writes figures before and after.
struct Writer<'a> {
    base: &'a Base,
    plan: &'a Plan,
    after: &'a Board,
    locale: &'a Locale,
}

impl Writer<'_> {
    fn pair(&self, before: Option<f64>, after: Option<f64>, text: &dyn Fn(f64) -> String) -> Pair {
        let text = |it: Option<f64>| it.map_or_else(|| "\u{2013}".to_owned(), text);
        Pair { before: text(before), after: text(after), at: (before, after), is_off: false }
    }

    fn whole(&self, before: Option<f64>, after: Option<f64>) -> Pair {
        self.pair(before, after, &|it| self.locale.number(it, 0))
    }

    fn money(&self, before: Option<f64>, after: Option<f64>) -> Pair {
        self.pair(before, after, &|it| self.locale.money_thousands(Money::from_major_f64(it)))
    }

    fn index(&self, before: Option<f64>, after: Option<f64>) -> Pair {
        let band = self.base.instance.half_width() * 100.0;
        let is_off = after.is_some_and(|it| (it - 100.0).abs() > band + 1e-6);
        Pair { is_off, ..self.whole(before, after) }
    }

    fn health(&self, before: Mix, after: Mix) -> Pair {
        Pair { before: before.text(self.locale), after: after.text(self.locale), ..Pair::default() }
    }

    fn come_and_leave(&self, gained: u32, lost: u32) -> String {
        let count = |it: u32| self.locale.count(i64::from(it));
        match (gained, lost) {
            (0, 0) => String::new(),
            (gained, lost) => format!("+{} \u{2212}{}", count(gained), count(lost)),
        }
    }

    /// A line with accounts and amounts before and after.
    fn amounts(&self, (had, was): (u32, Amounts), (has, is): (u32, Amounts)) -> BoardRow {
        let both = |of: fn(&Amounts) -> f64| (Some(of(&was)), Some(of(&is)));
        let (potential, hours, arr) = (both(|it| it.potential), both(|it| it.hours), both(|it| it.arr));
        let workload = self.base.attributes.contains(&Balanced::Workload);
        BoardRow {
            accounts: self.whole(Some(f64::from(had)), Some(f64::from(has))),
            potential: self.money(potential.0, potential.1),
            hours: (!workload).then(|| self.whole(hours.0, hours.1)),
            arr: self.money(arr.0, arr.1),
            ..BoardRow::default()
        }
    }

    /// The line of accounts that no rep has, today or in the plan; none where there are none.
    fn without_rep(&self, today: &Plan, of_others: bool, name: &str) -> Option<BoardRow> {
        let base = self.base;
        let (before, after) = (base.without_rep(today, of_others), base.without_rep(self.plan, of_others));
        if before.is_empty() && after.is_empty() {
            return None;
        }
        let sum = |accounts: &[usize]| {
            let amounts = accounts.iter().filter_map(|at| base.amounts.get(*at));
            (accounts.len() as u32, amounts.fold(Amounts::default(), |sum, it| sum.and(*it)))
        };
        // Both lists rise.
        let beyond = |these: &[usize], those: &[usize]| {
            these.iter().filter(|it| those.binary_search(it).is_err()).count() as u32
        };
        Some(BoardRow {
            name: name.to_owned(),
            indexes: base.attributes.iter().map(|_| self.whole(None, None)).collect(),
            travel: self.whole(None, None),
            from_home: has_homes(base).then(|| self.whole(None, None)),
            health: is_judged(base).then(|| self.health(mix_of(base, &before), mix_of(base, &after))),
            moves: self.come_and_leave(beyond(&after, &before), beyond(&before, &after)),
            ..self.amounts(sum(&before), sum(&after))
        })
    }

    /// The line of all: sums of the lines above, and of the reps the mean index and the mean distance from home.
    fn all(&self, rows: &[BoardRow]) -> BoardRow {
        let Writer { base, plan, after, locale } = self;
        let sum = |of: &dyn Fn(&BoardRow) -> Beside| {
            let add = |sum: Option<f64>, it: Option<f64>| sum.map_or(it, |sum| Some(sum + it.unwrap_or(0.0)));
            rows.iter().map(of).fold((None, None), |sum, it| (add(sum.0, it.0), add(sum.1, it.1)))
        };
        let whole = |(before, after): Beside| self.whole(before, after);
        let money = |(before, after): Beside| self.money(before, after);
        // A whole share of everything is 100 by definition; what no rep has is missing from it.
        let mean = |board: &Board, at: usize| {
            let total = base.instance.total(at);
            let held: f64 = board.reps.iter().filter_map(|it| it.sums.get(at)).sum();
            (total > 0.0 && held > 0.0).then(|| 100.0 * held / total)
        };
        let hours = || sum(&|it| it.hours.as_ref().map_or((None, None), |it| it.at));
        let count = |of: usize| locale.count(of as i64);
        let (moved, fresh) = (base.change_hands(plan).len(), base.first_assigned(plan).len());
        let everything = mix_of(base, &(0..base.ids.len()).collect::<Vec<_>>());
        BoardRow {
            rep: None,
            is_sum: true,
            name: tr!("All, or average").to_owned(),
            share: String::new(),
            accounts: whole(sum(&|it| it.accounts.at)),
            indexes: (0..base.instance.attributes.len())
                .map(|at| self.whole(mean(&base.today, at), mean(after, at)))
                .collect(),
            potential: money(sum(&|it| it.potential.at)),
            hours: rows.first().and_then(|it| it.hours.as_ref()).map(|_| whole(hours())),
            arr: money(sum(&|it| it.arr.at)),
            travel: whole(sum(&|it| it.travel.at)),
            from_home: has_homes(base).then(|| self.whole(mean_from_home(&base.today), mean_from_home(after))),
            health: is_judged(base).then(|| self.health(everything, everything)),
            moves: match (moved, fresh) {
                (0, 0) => String::new(),
                (moved, 0) => tr!("{} move", count(moved)),
                (0, fresh) => tr!("{} first assigned", count(fresh)),
                (moved, fresh) => tr!("{} move, {} first assigned", count(moved), count(fresh)),
            },
        }
    }
}

/// Whether the health of any customer with ARR is judged.
fn is_judged(base: &Base) -> bool {
    base.risks.iter().zip(&base.amounts).any(|(risk, amounts)| risk.is_some() && amounts.arr > 0.0)
}

fn has_homes(base: &Base) -> bool {
    base.instance.reps.iter().any(|it| it.home.is_some()) && base.places.iter().any(Option::is_some)
}

/// The mean over all accounts of those whose home is known.
fn mean_from_home(board: &Board) -> Option<f64> {
    let parts = board.reps.iter().filter_map(|it| Some((it.from_home_km?, f64::from(it.placed))));
    let (sum, count) = parts.fold((0.0, 0.0), |(sum, count), (mean, placed)| (sum + mean * placed, count + placed));
    (count > 0.0).then(|| sum / count)
}

/// What the columns on distance from home and health mean, or why they are not there.
pub fn board_notes(base: &Base, locale: &Locale) -> Vec<String> {
    let mut notes = Vec::new();
    let today = base.instance.plan_of_today();
    if !base.without_rep(&today, false).is_empty() {
        notes.push(
            tr!("Nobody: what a rep gets from there is first assigned; only what somebody has today changes hands.")
                .to_owned(),
        );
    }
    if !base.without_rep(&today, true).is_empty() {
        notes.push(
            tr!("Other owners: seats that get no accounts here, and owners as imported who hold no seat. What they have changes hands when \
                 a rep gets it. An imported owner counts until the account is given to somebody in any function.")
            .to_owned(),
        );
    }
    let arr_stands_in = |it: &Amounts| (it.potential - it.arr.max(0.0)).abs() < 0.5;
    if base.amounts.iter().any(|it| it.arr > 0.0) && base.amounts.iter().all(arr_stands_in) {
        notes.push(
            tr!("Potential: no account has potential beyond what it pays, so its ARR stands in for potential.")
                .to_owned(),
        );
    }
    if has_homes(base) {
        let unknown = base.instance.reps.iter().filter(|it| it.home.is_none()).count();
        let text = match unknown {
            0 => String::new(),
            1 => tr!(" One home is not known.").to_owned(),
            many => tr!(" {} homes are not known.", locale.count(many as i64)),
        };
        notes.push(tr!("From home: mean distance as the crow flies from home to the accounts with a place.{text}"));
    } else if base.places.iter().any(Option::is_some) {
        notes.push(
            tr!("How far accounts lie from home is not shown: nobody's home is known. Enter it under Who takes part.")
                .to_owned(),
        );
    }
    if is_judged(base) {
        let judged: f64 = base.amounts.iter().zip(&base.risks).filter(|it| it.1.is_some()).map(|it| it.0.arr).sum();
        let all: f64 = base.amounts.iter().map(|it| it.arr).sum();
        let part = if all > 0.0 { judged / all } else { 0.0 };
        notes.push(tr!(
            "Health: of the ARR whose risk is judged ({} of all), per cent at risk (from 67 %), between, and healthy (to 33 %).",
            locale.percent(part, 0)
        ));
    } else if base.amounts.iter().any(|it| it.arr > 0.0) {
        notes.push(
            tr!("Health is not shown: nobody has judged a customer here. Enter health signals in the account plan.")
                .to_owned(),
        );
    }
    notes
}

/// A figure before and after, where there is one.
type Beside = (Option<f64>, Option<f64>);

/// The board in a sentence: who is farthest off, and how fair it is.
pub fn board_sentence(base: &Base, after: &Board, locale: &Locale) -> String {
    let Some(name) = base.attributes.first().map(|it| balanced_within(*it)) else {
        return tr!("Nothing is balanced: choose what is to be even.").to_owned();
    };
    let (Some(was), Some(is)) = (base.today.fairness.first(), after.fairness.first()) else { return String::new() };
    let ratio = |it: Option<f64>| {
        it.map_or_else(|| tr!("not defined, as somebody has none,").to_owned(), |it| locale.multiple(it, 2))
    };
    let band = tr!(
        "Index 100 is a fair share; the band is {} to {}.",
        locale.number(100.0 - 100.0 * base.instance.half_width(), 0),
        locale.number(100.0 + 100.0 * base.instance.half_width(), 0),
    );
    let gini = |it: &Fairness| locale.number(it.gini, 3);
    let told = match (was.of_something(), is.of_something()) {
        (Some(was), Some(is)) => tr!(
            "Largest to smallest {name}: {} before, {} after. Gini {} before, {} after.",
            ratio(was.max_over_min),
            ratio(is.max_over_min),
            gini(was),
            gini(is),
        ),
        (None, Some(is)) => tr!(
            "Largest to smallest {name}: {} after. Gini {} after. Before, nobody of them has any: there is nothing to compare with.",
            ratio(is.max_over_min),
            gini(is),
        ),
        // A plan takes accounts from nobody, so what was shared out before is after.
        (_, None) => tr!("Nobody of them has any {name} yet."),
    };
    [band.as_str(), " ", &told].concat()
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::{base, fresh};
    use super::*;

    #[test]
    fn the_board_tells_before_and_after_and_sums_up() {
        let base = base();
        let plan = vec![Some(0), Some(1), Some(0), Some(1)];
        let rows = board_rows(&base, &plan, &Board::of(&base.instance, &plan), &Locale::for_tag("en-US"));
        assert_eq!(rows.len(), 3);
        // 600 and 400 of 1,000 before; 400 and 600 after; a fair share is 500.
        assert_eq!((rows[0].indexes[0].before.as_str(), rows[0].indexes[0].after.as_str()), ("120", "80"));
        assert!(rows[0].indexes[0].is_off && !rows[2].indexes[0].is_off);
        assert_eq!((rows[0].accounts.before.as_str(), rows[0].accounts.after.as_str()), ("3", "2"));
        // Birch moves, and is worth 100 a year.
        assert_eq!(
            (rows[0].moves.as_str(), rows[1].moves.as_str(), rows[2].moves.as_str()),
            ("+0 −1", "+1 −0", "1 move")
        );
        assert_eq!(rows[2].arr.at, (Some(500.0), Some(500.0)));
        // Before, Ash, Birch and Cedar lie 10, 0 and 10 km from their middle; after, Ash and Cedar 10 each, the other two 10 each.
        assert_eq!(rows[2].travel.at, (Some(20.0), Some(40.0)));
    }

    #[test]
    fn distance_from_home_and_health_are_shown_where_they_are_known_and_told_where_not() {
        let mut base = base();
        let plan = vec![Some(0), Some(1), Some(0), Some(1)];
        let english = Locale::for_tag("en-US");
        let rows = board_rows(&base, &plan, &Board::of(&base.instance, &plan), &english);
        assert!(rows.iter().all(|it| it.from_home.is_none() && it.health.is_none()));
        let notes = board_notes(&base, &english).join(" ");
        assert!(notes.contains("nobody's home") && notes.contains("nobody has judged"), "{notes}");
        assert!(!notes.contains("stands in"), "each has twice its ARR of potential: {notes}");
        let mut known_by_arr = base.clone();
        known_by_arr.amounts.iter_mut().for_each(|it| it.potential = it.arr);
        assert!(board_notes(&known_by_arr, &english)[0].contains("its ARR stands in for potential"));
        // Raman lives at the first account, 0, 10 and 20 km from the first three; after, 0 and 20 km. Haas' home is not known.
        base.instance.reps[0].home = Some((0.0, 0.0));
        base.today = Board::of_today(&base.instance);
        base.risks[0] = Some(0.8);
        let rows = board_rows(&base, &plan, &Board::of(&base.instance, &plan), &english);
        let of = |row: usize| rows[row].from_home.as_ref().unwrap().at;
        assert_eq!((of(0), of(1), of(2)), ((Some(10.0), Some(10.0)), (None, None), (Some(10.0), Some(10.0))));
        assert_eq!(rows[0].health.as_ref().unwrap().after, "100 / 0 / 0");
        let notes = board_notes(&base, &english).join(" ");
        // 50 of 500 of ARR is judged.
        assert!(notes.contains("One home is not known") && notes.contains("10\u{a0}% of all"), "{notes}");
    }

    #[test]
    fn accounts_that_no_rep_has_stand_in_lines_of_their_own_and_all_of_them_add_up() {
        let base = fresh();
        let plan = vec![Some(0), Some(1), Some(1), None];
        let english = Locale::for_tag("en-US");
        let after = Board::of(&base.instance, &plan);
        let rows = board_rows(&base, &plan, &after, &english);
        let told = |it: &BoardRow| {
            let pair = |it: &Pair| [it.before.clone(), it.after.clone()].join(" ");
            [it.name.clone(), pair(&it.accounts), pair(&it.indexes[0]), pair(&it.travel), it.moves.clone()].join(" | ")
        };
        // Of 1,000 of potential 500 is a fair share: Raman gets 100, Haas 500, Quist keeps 400. Ash lies at its own middle.
        assert_eq!(
            rows.iter().map(told).collect::<Vec<_>>(),
            [
                "Raman | 0 1 | – 20 | – 0 | +1 −0",
                "Haas | 0 2 | – 100 | – 10 | +2 −0",
                "Nobody | 2 0 | – – | – – | +0 −2",
                "Other owners | 2 1 | – – | – – | +0 −1",
                "All, or average | 4 4 | – 60 | – 10 | 1 move, 2 first assigned",
            ]
        );
        assert_eq!(rows.iter().map(|it| it.is_sum).collect::<Vec<_>>(), [false, false, false, false, true]);
        assert_eq!(rows[4].arr.at, (Some(500.0), Some(500.0)));
        assert_eq!((rows[2].arr.at, rows[3].arr.at), ((Some(150.0), Some(0.0)), (Some(350.0), Some(200.0))));
        let said = board_sentence(&base, &after, &english);
        assert!(
            said.contains("5.00x after") && said.contains("nobody of them has any") && !said.contains("0.000"),
            "{said}"
        );
        let notes = board_notes(&base, &english).join(" ");
        assert!(notes.contains("first assigned") && notes.contains("An imported owner counts until"), "{notes}");
    }
}
