//! The roster in the order of a column. It is a way of looking and changes nothing in the document.

use crate::engine::{Crew, Outcome, Span};
use crate::model::{Document, Quota, Seat};
use crate::present::staffing;
use std::cmp::Ordering;

/// A column of the roster and which way it is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterSort {
    /// The column's key.
    pub col: &'static str,
    /// Largest, or last in the alphabet, first.
    pub down: bool,
}

impl RosterSort {
    /// What asking for a column makes of the order: upwards, then downwards, then the order of the structure again.
    pub fn next(now: Option<RosterSort>, col: &'static str) -> Option<RosterSort> {
        match now {
            Some(RosterSort { col: same, down: false }) if same == col => Some(RosterSort { col, down: true }),
            Some(RosterSort { col: same, down: true }) if same == col => None,
            Some(_) | None => Some(RosterSort { col, down: false }),
        }
    }
}

/// What a seat is sorted by; seats without it come last, whichever way.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Text(String),
    Number(f64),
    None,
}

/// Positions of seats in the order of a column; those alike stay as they were. `notes`: what is remarked on a seat.
pub fn in_order(
    document: &Document,
    outcome: &Outcome,
    span: Span,
    sort: RosterSort,
    seats: impl Iterator<Item = usize>,
    notes: &dyn Fn(usize) -> String,
) -> Vec<usize> {
    let key = |at: usize| {
        document.seats.get(at).map_or(Key::None, |seat| key(document, outcome, span, (at, seat), sort.col, notes))
    };
    let mut keyed: Vec<(Key, usize)> = seats.map(|at| (key(at), at)).collect();
    keyed.sort_by(|a, b| compare(&a.0, &b.0, sort.down));
    keyed.into_iter().map(|it| it.1).collect()
}

fn compare(a: &Key, b: &Key, down: bool) -> Ordering {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    match (a, b) {
        (Key::None, Key::None) => Ordering::Equal,
        (Key::None, _) => Ordering::Greater,
        (_, Key::None) => Ordering::Less,
        (Key::Text(a), Key::Text(b)) => turned(a.cmp(b)),
        (Key::Number(a), Key::Number(b)) => turned(a.total_cmp(b)),
        (Key::Text(_), Key::Number(_)) => Ordering::Less,
        (Key::Number(_), Key::Text(_)) => Ordering::Greater,
    }
}

fn key(
    document: &Document,
    outcome: &Outcome,
    span: Span,
    (at, seat): (usize, &Seat),
    col: &str,
    notes: &dyn Fn(usize) -> String,
) -> Key {
    let text = |text: Option<String>| match text.map(|it| it.to_lowercase()) {
        Some(text) if !text.is_empty() => Key::Text(text),
        Some(_) | None => Key::None,
    };
    let number = |number: Option<f64>| number.map_or(Key::None, Key::Number);
    let day = |day: Option<chrono::NaiveDate>| number(day.map(|it| f64::from(chrono::Datelike::num_days_from_ce(&it))));
    let stint = seat.stints.last();
    let (own, terms) = (stint.map(|it| &it.overrides), document.terms_of(seat));
    let crew = || Crew::of(outcome, [at], span);
    match col {
        "name" => text(staffing::holder_name(document, seat).map(str::to_owned)),
        // Roles and segments stand in the order in which the document has them.
        "role" => number(document.roles.iter().position(|it| it.id == seat.role).map(|it| it as f64)),
        "segment" => {
            let segment = seat.segment.as_ref();
            number(segment.and_then(|id| document.segments.iter().position(|it| it.id == *id)).map(|it| it as f64))
        }
        "manager" => {
            let leader = seat.manager.as_ref().and_then(|id| document.seat(id));
            text(leader.map(|it| staffing::leader_name(document, it)))
        }
        "start" => day(stint.map(|it| it.from)),
        "last" => day(stint.and_then(|it| it.to.date())),
        "base" => number(own.and_then(|it| it.base).or(terms.map(|it| it.base)).map(|it| it.amount().to_major())),
        "ote" => number(own.and_then(|it| it.ote).or(terms.map(|it| it.ote)).map(|it| it.amount().to_major())),
        "quota" => {
            let arr = terms.and_then(|it| it.quota).filter(|it| matches!(it, Quota::Arr { .. }));
            let year = own.and_then(|it| it.quota_arr).or(arr.map(|it| it.arr_year()));
            number(year.map(|it| it.amount().to_major()))
        }
        "capacity" => number(Some(crew().capacity).filter(|it| !it.is_zero()).map(|it| it.to_major())),
        "cost" => number(Some(crew().cost.to_major())),
        _notes => text(Some(notes(at))),
    }
}

/// The order on screen, kept while one types: rows stay where they were when the document changes, seats that are new stand below the
/// one they follow in the structure.
pub fn kept_order<T: Clone + PartialEq>(before: &[T], now: &[T]) -> Vec<T> {
    let mut order: Vec<T> = before.iter().filter(|it| now.contains(it)).cloned().collect();
    for (at, id) in now.iter().enumerate() {
        if !before.contains(id) {
            let above = at.checked_sub(1).and_then(|at| now.get(at));
            let place =
                above.and_then(|above| order.iter().position(|it| it == above)).map_or(order.len(), |it| it + 1);
            order.insert(place, id.clone());
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    fn sorted(col: &'static str, down: bool) -> (Document, Vec<usize>) {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let all = 0..document.seats.len();
        let order = in_order(&document, &outcome, outcome.whole(), RosterSort { col, down }, all, &|_| String::new());
        (document, order)
    }

    #[test]
    fn every_column_keeps_every_seat_once() {
        for col in
            ["name", "role", "segment", "manager", "start", "last", "base", "ote", "quota", "capacity", "cost", "notes"]
        {
            for down in [false, true] {
                let (document, mut order) = sorted(col, down);
                order.sort_unstable();
                assert_eq!(order, (0..document.seats.len()).collect::<Vec<_>>(), "{col}");
            }
        }
    }

    #[test]
    fn names_follow_the_alphabet_and_open_seats_come_last_both_ways() {
        for down in [false, true] {
            let (document, order) = sorted("name", down);
            let names: Vec<_> = order
                .iter()
                .map(|at| staffing::holder_name(&document, &document.seats[*at]).map(str::to_lowercase))
                .collect();
            let named = names.iter().position(Option::is_none).unwrap();
            assert_eq!(named, 38, "seven seats are to be hired");
            assert!(names[named..].iter().all(Option::is_none));
            assert!(names[..named].windows(2).all(|two| if down { two[0] >= two[1] } else { two[0] <= two[1] }));
        }
    }

    #[test]
    fn pay_is_sorted_by_what_holds_and_those_alike_stay_in_order() {
        let (document, order) = sorted("base", true);
        let base = |at: &usize| document.terms_of(&document.seats[*at]).unwrap().base.amount();
        assert!(
            order
                .windows(2)
                .all(|two| base(&two[0]) > base(&two[1]) || (base(&two[0]) == base(&two[1]) && two[0] < two[1]))
        );
        assert_eq!(document.seats[order[0]].id.as_str(), "cro");
        // Nobody of the sample has a last day: the order is that of the structure.
        let (document, order) = sorted("last", true);
        assert_eq!(order, (0..document.seats.len()).collect::<Vec<_>>());
    }

    #[test]
    fn the_third_press_goes_back_to_the_structure() {
        let once = RosterSort::next(None, "base");
        let twice = RosterSort::next(once, "base");
        assert_eq!(
            (once, twice),
            (Some(RosterSort { col: "base", down: false }), Some(RosterSort { col: "base", down: true }))
        );
        assert_eq!(RosterSort::next(twice, "base"), None);
        assert_eq!(RosterSort::next(twice, "ote"), Some(RosterSort { col: "ote", down: false }));
    }

    #[test]
    fn rows_stay_while_one_types_and_new_ones_stand_below_their_neighbour() {
        assert_eq!(kept_order(&["c", "a", "b"], &["a", "b", "c"]), ["c", "a", "b"]);
        assert_eq!(kept_order(&["c", "a", "b"], &["a", "new", "b"]), ["a", "new", "b"]);
        assert_eq!(kept_order(&["c", "a", "b"], &["a", "b", "c", "d"]), ["c", "d", "a", "b"]);
    }
}
