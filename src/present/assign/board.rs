//! The board: rep by rep, before and after, with how fair it is.

use super::{Base, Headline, Mix, balanced_within, mixes};
use crate::model::Balanced;
use crate::present::Locale;
use crate::territory::{Board, Plan};
use crate::text::tr;
use crate::units::{Currency, Money};

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

/// A rep's line on the board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardRow {
    /// The rep, as a place; none for the line of all.
    pub rep: Option<u32>,
    /// The rep's name.
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
    /// Sum of distances to the middle of the territory, in km.
    pub travel: Pair,
    /// Mean distance from home to the accounts with a place, in km; none where nobody's home is known.
    pub from_home: Option<Pair>,
    /// Per cent of the ARR judged that is at risk, between, and healthy; none where nobody has judged anything.
    pub health: Option<Pair>,
    /// Accounts that come and that leave.
    pub moves: String,
}

/// The lines of the board and the line of all.
pub fn board_rows(base: &Base, plan: &Plan, after: &Board, locale: &Locale) -> Vec<BoardRow> {
    let today = base.instance.plan_of_today();
    let (sums_before, sums_after) = (base.sums(&today), base.sums(plan));
    let band = base.instance.half_width() * 100.0;
    let count = |n: u32| locale.count(i64::from(n));
    let index = |(before, after): (Option<f64>, Option<f64>)| {
        let text = |it: Option<f64>| it.map_or_else(|| "–".to_owned(), |it| locale.number(it, 0));
        let is_off = after.is_some_and(|it| (it - 100.0).abs() > band + 1e-6);
        Pair { before: text(before), after: text(after), at: (before, after), is_off }
    };
    let plain = |before: f64, after: f64, text: &dyn Fn(f64) -> String| Pair {
        before: text(before),
        after: text(after),
        at: (Some(before), Some(after)),
        is_off: false,
    };
    let money = |it: f64| locale.money_thousands(Money::from_major_f64(it));
    let whole = |it: f64| locale.number(it, 0);
    let workload = base.attributes.contains(&Balanced::Workload);
    let (mixes_before, mixes_after) = (mixes(base, &today), mixes(base, plan));
    let judged = is_judged(base);
    let homes = has_homes(base);
    let text = |it: Option<f64>| it.map_or_else(|| "–".to_owned(), |it| locale.number(it, 0));
    let km = |before: Option<f64>, after: Option<f64>| Pair {
        before: text(before),
        after: text(after),
        at: (before, after),
        is_off: false,
    };
    let mut rows = Vec::with_capacity(base.seats.len() + 1);
    for (at, rep) in (0_u32..).zip(&base.names) {
        let place = at as usize;
        let (Some(was), Some(is)) = (base.today.reps.get(place), after.reps.get(place)) else { continue };
        let (Some(had), Some(has)) = (sums_before.get(place), sums_after.get(place)) else { continue };
        let indexes = was.index.iter().zip(&is.index).map(|(was, is)| index((*was, *is)));
        let share = base.instance.share(place);
        let moves = match (is.gained, is.lost) {
            (0, 0) => String::new(),
            (gained, lost) => format!("+{} \u{2212}{}", count(gained), count(lost)),
        };
        rows.push(BoardRow {
            rep: Some(at),
            name: rep.clone(),
            share: if (share - 1.0).abs() < 1e-9 { String::new() } else { locale.percent(share, 0) },
            accounts: plain(f64::from(was.accounts), f64::from(is.accounts), &whole),
            indexes: indexes.collect(),
            potential: plain(had.potential, has.potential, &money),
            hours: (!workload).then(|| plain(had.hours, has.hours, &whole)),
            arr: plain(had.arr, has.arr, &money),
            travel: plain(was.distance_km, is.distance_km, &whole),
            from_home: homes.then(|| km(was.from_home_km, is.from_home_km)),
            health: judged.then(|| {
                let at = |mixes: &[Mix]| mixes.get(place).copied().unwrap_or_default();
                health_pair(at(&mixes_before), at(&mixes_after), locale)
            }),
            moves,
        });
    }
    if rows.len() > 1 {
        let mut all = line_of_all(base, &rows, (plan, after), &index, &plain, locale);
        let sum = |mixes: &[Mix]| mixes.iter().fold(Mix::default(), |sum, it| sum.and(*it));
        all.from_home = homes.then(|| km(mean_from_home(&base.today), mean_from_home(after)));
        all.health = judged.then(|| health_pair(sum(&mixes_before), sum(&mixes_after), locale));
        rows.push(all);
    }
    rows
}

/// Whether the health of any customer with ARR is judged.
fn is_judged(base: &Base) -> bool {
    base.risks.iter().zip(&base.amounts).any(|(risk, amounts)| risk.is_some() && amounts.arr > 0.0)
}

fn has_homes(base: &Base) -> bool {
    base.instance.reps.iter().any(|it| it.home.is_some()) && base.places.iter().any(Option::is_some)
}

fn health_pair(before: Mix, after: Mix, locale: &Locale) -> Pair {
    Pair { before: before.text(locale), after: after.text(locale), ..Pair::default() }
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

type Index<'a> = &'a dyn Fn((Option<f64>, Option<f64>)) -> Pair;
type Plain<'a> = &'a dyn Fn(f64, f64, &dyn Fn(f64) -> String) -> Pair;

/// A figure before and after, where there is one.
type Beside = (Option<f64>, Option<f64>);

fn line_of_all(
    base: &Base,
    rows: &[BoardRow],
    (plan, after): (&Plan, &Board),
    index: Index<'_>,
    plain: Plain<'_>,
    locale: &Locale,
) -> BoardRow {
    let sum = |of: &dyn Fn(&BoardRow) -> Beside| {
        rows.iter().map(of).fold((0.0, 0.0), |sum, it| (sum.0 + it.0.unwrap_or(0.0), sum.1 + it.1.unwrap_or(0.0)))
    };
    let both = |(before, after): (f64, f64), text: &dyn Fn(f64) -> String| plain(before, after, text);
    let money = |it: f64| locale.money_thousands(Money::from_major_f64(it));
    let whole = |it: f64| locale.number(it, 0);
    // A whole share of everything is 100 by definition; what nobody has is missing from it.
    let mean = |board: &Board, at: usize| {
        let total = base.instance.total(at);
        let held: f64 = board.reps.iter().filter_map(|it| it.sums.get(at)).sum();
        (total > 0.0).then(|| 100.0 * held / total)
    };
    BoardRow {
        rep: None,
        name: tr!("All, or average").to_owned(),
        share: String::new(),
        accounts: both(sum(&|it| it.accounts.at), &whole),
        indexes: (0..base.instance.attributes.len())
            .map(|at| Pair { is_off: false, ..index((mean(&base.today, at), mean(after, at))) })
            .collect(),
        potential: both(sum(&|it| it.potential.at), &money),
        hours: rows
            .first()
            .and_then(|it| it.hours.as_ref())
            .map(|_| both(sum(&|it| it.hours.as_ref().map_or((None, None), |it| it.at)), &whole)),
        arr: both(sum(&|it| it.arr.at), &money),
        travel: both(sum(&|it| it.travel.at), &whole),
        from_home: None,
        health: None,
        moves: match base.change_hands(plan).len() {
            0 => String::new(),
            moved => tr!("{} move", locale.count(moved as i64)),
        },
    }
}

/// The board in a sentence: who is farthest off, and how fair it is.
pub fn board_sentence(base: &Base, after: &Board, locale: &Locale) -> String {
    let Some(name) = base.attributes.first().map(|it| balanced_within(*it)) else {
        return tr!("Nothing is balanced: choose what is to be even.").to_owned();
    };
    let (Some(was), Some(is)) = (base.today.fairness.first(), after.fairness.first()) else { return String::new() };
    let ratio = |it: Option<f64>| {
        it.map_or_else(|| tr!("not defined, as somebody has none,").to_owned(), |it| locale.multiple(it, 2))
    };
    tr!(
        "Index 100 is a fair share; the band is {} to {}. Largest to smallest {name}: {} before, {} after. Gini {} before, {} after.",
        locale.number(100.0 - 100.0 * base.instance.half_width(), 0),
        locale.number(100.0 + 100.0 * base.instance.half_width(), 0),
        ratio(was.max_over_min),
        ratio(is.max_over_min),
        locale.number(was.gini, 3),
        locale.number(is.gini, 3),
    )
}

/// The strip above the map.
pub fn headline(base: &Base, plan: &Plan, after: &Board, locale: &Locale, currency: Currency) -> Vec<Headline> {
    let accounts = base.ids.len();
    let people = base.seats.len();
    let each = if people > 0 { locale.number(accounts as f64 / people as f64, 0) } else { "–".to_owned() };
    let mut strip = vec![Headline::new(
        tr!("Accounts"),
        locale.count(accounts as i64),
        tr!("{}, {each} each", locale.counted(people, tr!("person"), tr!("people"))),
        None,
    )];
    if let (Some(attribute), Some(was), Some(is)) =
        (base.attributes.first(), base.today.fairness.first(), after.fairness.first())
    {
        let name = balanced_within(*attribute);
        let better = |was: f64, is: f64, close: f64| ((was - is).abs() > close).then_some(is < was);
        strip.push(Headline::new(
            &tr!("Spread of {name} (CV)"),
            locale.percent(is.cv, 1),
            tr!("before {}", locale.percent(was.cv, 1)),
            better(was.cv, is.cv, 5e-4),
        ));
        let ratio = |it: Option<f64>| it.map_or_else(|| "–".to_owned(), |it| locale.multiple(it, 2));
        let good = was.max_over_min.zip(is.max_over_min).and_then(|(was, is)| better(was, is, 5e-3));
        strip.push(Headline::new(
            &tr!("Largest : smallest {name}"),
            ratio(is.max_over_min),
            tr!("before {}", ratio(was.max_over_min)),
            good,
        ));
    }
    let km = |it: f64| [locale.number(it, 0).as_str(), "\u{a0}km"].concat();
    let (was, is) = (base.today.score.distance_km, after.score.distance_km);
    if base.places.iter().any(Option::is_some) {
        let good = ((was - is).abs() > 0.5).then_some(is < was);
        strip.push(Headline::new(tr!("Sum of distances to the middle"), km(is), tr!("before {}", km(was)), good));
    }
    let moved = base.change_hands(plan);
    let share = |of: usize, all: usize| if all > 0 { of as f64 / all as f64 } else { 0.0 };
    let held = |at: &&usize| base.instance.today(**at).is_some();
    let limit = base.instance.disruption.map(|it| it.accounts).filter(|it| *it < 1.0);
    // The limit is on what reps have: of everybody else all changes hands that is given to anybody.
    let of_reps = share(moved.iter().filter(held).count(), base.instance.current.iter().flatten().count());
    let note = match limit {
        Some(limit) if moved.iter().all(|at| held(&at)) => {
            tr!("{}, limit {}", locale.percent(of_reps, 0), locale.percent(limit, 0))
        }
        Some(limit) => {
            tr!("{} of what these people have, limit {}", locale.percent(of_reps, 0), locale.percent(limit, 0))
        }
        None => {
            let owned = (0..accounts).filter(|at| base.is_owned(*at)).count();
            tr!("{} of those owned", locale.percent(share(moved.len(), owned), 0))
        }
    };
    let over = limit.filter(|limit| of_reps > *limit + 1e-9).map(|_| false);
    strip.push(Headline::new(tr!("Change hands"), locale.count(moved.len() as i64), note, over));
    let arr: f64 = moved.iter().filter_map(|at| base.amounts.get(*at)).map(|it| it.arr).sum();
    let all: f64 = base.amounts.iter().map(|it| it.arr).sum();
    let part = if all > 0.0 { arr / all } else { 0.0 };
    strip.push(Headline::new(
        tr!("ARR that changes hands"),
        locale.money_compact(Money::from_major_f64(arr), currency),
        tr!("{} of what they pay", locale.percent(part, 0)),
        None,
    ));
    strip
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::base;
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
    fn the_strip_says_what_got_better() {
        let base = base();
        let plan = vec![Some(0), Some(0), Some(1), Some(0)];
        let strip = headline(&base, &plan, &Board::of(&base.instance, &plan), &Locale::for_tag("en-US"), Currency::USD);
        let text: Vec<_> = strip.iter().map(|it| (it.value.as_str(), it.good)).collect();
        // 700 against 300: CV 0.4 against 0.2.
        assert_eq!(text[1], ("40.0\u{a0}%", Some(false)));
        assert_eq!(text[4].0, "2");
        assert_eq!(text[5].0, "$350");
    }
}
