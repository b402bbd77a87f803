//! The strip above the map: the plan against today at a glance.

use super::{Base, Headline, balanced_within};
use crate::present::Locale;
use crate::territory::board::Fairness;
use crate::territory::{Board, Plan};
use crate::text::tr;
use crate::units::{Currency, Money};

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
    let (moved, first) = (base.change_hands(plan), base.first_assigned(plan));
    // A plan that gives reps accounts which no rep had is not called worse for what they bring along.
    let covers_more = after.unassigned < base.today.unassigned;
    let better = |was: Option<f64>, is: Option<f64>, close: f64| {
        let (was, is) = was.zip(is).filter(|(was, is)| (was - is).abs() > close)?;
        (is < was || !covers_more).then_some(is < was)
    };
    let dash = || "\u{2013}".to_owned();
    if let (Some(attribute), Some(was), Some(is)) =
        (base.attributes.first(), base.today.fairness.first(), after.fairness.first())
    {
        let (was, is) = (was.of_something(), is.of_something());
        let name = balanced_within(*attribute);
        let spread = |it: Option<&Fairness>| it.map_or_else(dash, |it| locale.percent(it.cv, 1));
        strip.push(Headline::new(
            &tr!("Spread of {name} (CV)"),
            spread(is),
            tr!("before {}", spread(was)),
            better(was.map(|it| it.cv), is.map(|it| it.cv), 5e-4),
        ));
        let (was, is) = (was.and_then(|it| it.max_over_min), is.and_then(|it| it.max_over_min));
        let ratio = |it: Option<f64>| it.map_or_else(dash, |it| locale.multiple(it, 2));
        strip.push(Headline::new(
            &tr!("Largest : smallest {name}"),
            ratio(is),
            tr!("before {}", ratio(was)),
            better(was, is, 5e-3),
        ));
    }
    if base.places.iter().any(Option::is_some) {
        let distance = |board: &Board| board.reps.iter().any(|it| it.placed > 0).then_some(board.score.distance_km);
        let km = |it: Option<f64>| it.map_or_else(dash, |it| [locale.number(it, 0).as_str(), "\u{a0}km"].concat());
        let (was, is) = (distance(&base.today), distance(after));
        let good = better(was, is, 0.5);
        strip.push(Headline::new(tr!("Sum of distances to the middle"), km(is), tr!("before {}", km(was)), good));
    }
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
        None => match (0..accounts).filter(|at| base.is_owned(*at)).count() {
            0 => tr!("nobody has any today").to_owned(),
            owned => tr!("{} of those owned", locale.percent(share(moved.len(), owned), 0)),
        },
    };
    let over = limit.filter(|limit| of_reps > *limit + 1e-9).map(|_| false);
    strip.push(Headline::new(tr!("Change hands"), locale.count(moved.len() as i64), note, over));
    let arr_of =
        |accounts: &[usize]| -> f64 { accounts.iter().filter_map(|at| base.amounts.get(*at)).map(|it| it.arr).sum() };
    let money = |it: f64| locale.money_compact(Money::from_major_f64(it), currency);
    let all: f64 = base.amounts.iter().map(|it| it.arr).sum();
    let part = if all > 0.0 { arr_of(&moved) / all } else { 0.0 };
    strip.push(Headline::new(
        tr!("ARR that changes hands"),
        money(arr_of(&moved)),
        tr!("{} of what they pay", locale.percent(part, 0)),
        None,
    ));
    if !first.is_empty() {
        let note = tr!("nobody has them today; {} of ARR", money(arr_of(&first)));
        strip.push(Headline::new(tr!("First assigned"), locale.count(first.len() as i64), note, None));
    }
    strip
}

#[cfg(test)]
mod tests {
    use super::super::base::tests::{base, fresh};
    use super::*;

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

    #[test]
    fn a_first_assignment_is_compared_with_nothing() {
        let base = fresh();
        let plan = vec![Some(0), Some(1), Some(1), Some(0)];
        let strip = headline(&base, &plan, &Board::of(&base.instance, &plan), &Locale::for_tag("en-US"), Currency::USD);
        let told: Vec<_> = strip.iter().map(|it| (it.value.as_str(), it.note.as_str(), it.good)).collect();
        // 100 + 400 against 200 + 300: no spread. Ash and Dogwood lie 15 km from their middle each, the other two 5 km.
        assert_eq!(told[1], ("0.0\u{a0}%", "before \u{2013}", None));
        assert_eq!(told[2], ("1.00x", "before \u{2013}", None));
        assert_eq!(told[3], ("40\u{a0}km", "before \u{2013}", None));
        // Quist had Cedar and Dogwood with 150 and 200 of ARR of 500; nobody had the other two with 50 and 100.
        assert_eq!((told[4].0, told[4].1), ("2", "100\u{a0}% of those owned"));
        assert_eq!((told[5].0, told[5].1), ("$350", "70\u{a0}% of what they pay"));
        assert_eq!((told[6].0, told[6].1), ("2", "nobody has them today; $150 of ARR"));
        assert_eq!(strip[6].label, "First assigned");
    }

    #[test]
    fn nobody_is_blamed_for_what_new_accounts_bring_along() {
        // Raman has Ash and Birch, 5 km from their middle each; nobody has the other two. One more to Raman lies farther off.
        let mut base = base();
        base.instance.current = vec![Some(0), Some(0), None, None];
        base.today = Board::of_today(&base.instance);
        let plan = vec![Some(0), Some(0), Some(0), None];
        let of = |base: &Base, plan: &Plan| {
            let english = Locale::for_tag("en-US");
            headline(base, plan, &Board::of(&base.instance, plan), &english, Currency::USD)[3].clone()
        };
        let told = of(&base, &plan);
        assert_eq!((told.value.as_str(), told.note.as_str(), told.good), ("20\u{a0}km", "before 10\u{a0}km", None));
        // The same accounts with longer ways are worse.
        base.instance.current = vec![Some(0), Some(0), Some(1), Some(1)];
        base.today = Board::of_today(&base.instance);
        let told = of(&base, &vec![Some(0), Some(1), Some(0), Some(1)]);
        assert_eq!(
            (told.value.as_str(), told.note.as_str(), told.good),
            ("40\u{a0}km", "before 20\u{a0}km", Some(false))
        );
    }
}
