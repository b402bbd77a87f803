//! Goal seek and sensitivity in words.

use crate::engine::{Found, Goal, Metric, Outcome, Try, Value};
use crate::model::{Bounds, Document, Input, InputUnit, InputValue};
use crate::present::Locale;
use crate::present::figure::{self, headline, in_full};
use crate::present::number::UNDEFINED;
use crate::present::recurring::Shown;
use crate::present::words;
use crate::text::{going_on, tr};
use crate::units::{Currency, Money, Rate};

/// What was moved, as it is called.
#[derive(Clone, Copy, Debug)]
pub enum Moved<'a> {
    /// One input.
    Input(&'a Input),
    /// The renewal rates of all segments.
    Renewal,
    /// Hires: what their role is called, and from when.
    Hires(&'a str, &'a str),
}

impl Moved<'_> {
    /// Where the lever stands, in its own unit: `24.3 %`, `USD 15,000`, `+3 points`, `5 people`.
    pub fn place(&self, at: f64, locale: &Locale, currency: Currency) -> String {
        match self {
            Moved::Input(input) => input_at(input, at, locale, currency),
            Moved::Renewal => locale.points_delta(at, 2),
            Moved::Hires(..) => match at.round() as i64 {
                1 => tr!("1 hire").to_owned(),
                many => tr!("{} hires", locale.count(many)),
            },
        }
    }

    fn begin(&self, at: f64, now: f64, locale: &Locale, currency: Currency) -> String {
        match self {
            Moved::Input(input) => tr!(
                "{} at {} instead of {}",
                input.label,
                input_at(input, at, locale, currency),
                input_at(input, now, locale, currency)
            ),
            Moved::Renewal => tr!("Renewal in every segment {}", locale.points_delta(at, 2)),
            Moved::Hires(role, from) => {
                tr!("Hiring {} x {role} from {from}", locale.count(at.round() as i64))
            }
        }
    }
}

fn input_at(input: &Input, at: f64, locale: &Locale, currency: Currency) -> String {
    valued(placed(at, input.unit), input.unit, locale, currency)
}

/// A place on the scale of a lever that is measured in a unit, as it is typed.
pub fn typed_place(at: f64, unit: InputUnit, locale: &Locale) -> String {
    figure::typed(placed(at, unit), unit, locale)
}

/// Reads a place on the scale of a lever that is measured in a unit.
///
/// # Errors
/// What is wrong with the text, as a sentence.
pub fn read_place(text: &str, unit: InputUnit, locale: &Locale, currency: Currency) -> Result<f64, String> {
    let bounds = Bounds { min: f64::MIN, max: f64::MAX };
    let value = placed(0.0, unit);
    let input = Input { path: String::new(), label: String::new(), unit, value, bounds, step: 1.0, optional: false };
    figure::read(text, &input, locale, currency).map(|value| value.magnitude().unwrap_or_default())
}

/// A number on a unit's own scale as a value of its kind.
fn placed(at: f64, unit: InputUnit) -> InputValue {
    match unit {
        InputUnit::Percent | InputUnit::PercentPerYear | InputUnit::Multiple | InputUnit::Weight => {
            InputValue::Rate(Rate::from_f64(at))
        }
        InputUnit::Count(_) | InputUnit::CountPer(..) => InputValue::Count(at.round().max(0.0) as u32),
        InputUnit::Money | InputUnit::MoneyPer(_) | InputUnit::Month => InputValue::Money(Money::from_major_f64(at)),
    }
}

/// The value of an input with its unit.
pub fn valued(value: InputValue, unit: InputUnit, locale: &Locale, currency: Currency) -> String {
    let text = figure::typed(value, unit, locale);
    let words = figure::unit_words(unit, currency);
    if words.is_empty() { text } else { format!("{text}\u{a0}{words}") }
}

/// What a search found, as a sentence. `when` names the period; `outcome` is that of today.
pub fn sought(
    found: &Found,
    moved: &Moved<'_>,
    goal: &Goal,
    when: &str,
    document: &Document,
    outcome: &Outcome,
    locale: &Locale,
) -> String {
    let currency = outcome.currency;
    let name = goal.metric.name();
    let short = |value: Value| headline(value, locale, currency);
    let full = |value: Value| in_full(value, locale, currency);
    match found {
        Found::Holds { now } => tr!("{name} is {} in {when} already.", full(now.gives)),
        Found::Reached { now, then, .. } => tr!(
            "{} brings {name} in {when} to {}; without it, {}.",
            moved.begin(then.at, now.at, locale, currency),
            full(then.gives),
            full(now.gives)
        ),
        Found::Unreachable { now, best, between, holds } => {
            let wanted = short(figure::value_of(goal.metric, goal.target));
            let far = |it: f64| moved.place(it, locale, currency);
            let bounds = match moved {
                Moved::Hires(role, from) => {
                    tr!("Hiring up to {} x {role} from {from}", locale.count(between.1.round() as i64))
                }
                Moved::Input(input) => tr!("{} between {} and {}", input.label, far(between.0), far(between.1)),
                Moved::Renewal => tr!("Renewal in every segment, up to 100\u{a0}%,").to_owned(),
            };
            let mut text = if close(now, best) {
                tr!("{bounds} does not move {name} towards {wanted}: it stays at {}.", full(now.gives))
            } else {
                tr!(
                    "{bounds} does not bring {name} to {wanted}; the nearest is {}, at {}.",
                    full(best.gives),
                    far(best.at)
                )
            };
            if let Some(hindrance) = holds {
                let (title, sentence) = words::hindrance(hindrance, document, outcome, locale);
                text.push_str(&tr!(" What holds the plan back there: {title}. {sentence}"));
            }
            text
        }
        Found::Undefined(needs) => tr!("{name} has no value in {when}: not defined, {needs}."),
    }
}

/// What a search found, as the cells of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SoughtRow {
    /// Where the lever stands today.
    pub today: String,
    /// Where it would have to be, or the nearest it can come.
    pub takes: String,
    /// The metric there.
    pub gives: String,
    /// Why that is not the target; empty where it is.
    pub short: String,
}

/// What a search for a place of a metric found, as a row beside others.
pub fn row(
    found: &Found,
    moved: &Moved<'_>,
    metric: Metric,
    (document, outcome): (&Document, &Outcome),
    locale: &Locale,
) -> SoughtRow {
    let shown = Shown::of(outcome, locale);
    let place = |it: &Try| moved.place(it.at, locale, outcome.currency);
    let gives = |it: &Try| shown.headline(metric, it.gives);
    match found {
        Found::Holds { now } => {
            SoughtRow { today: place(now), takes: tr!("no move").to_owned(), gives: gives(now), short: String::new() }
        }
        Found::Reached { now, then, .. } => {
            SoughtRow { today: place(now), takes: place(then), gives: gives(then), short: String::new() }
        }
        Found::Unreachable { now, best, .. } if close(now, best) => SoughtRow {
            today: place(now),
            takes: UNDEFINED.to_owned(),
            gives: gives(now),
            short: tr!("moves nothing towards it").to_owned(),
        },
        Found::Unreachable { now, best, holds, .. } => {
            let why = holds.as_ref().map(|it| words::hindrance(it, document, outcome, locale).0);
            SoughtRow {
                today: place(now),
                takes: tr!("nearest {}", place(best)),
                gives: gives(best),
                short: why.map_or_else(
                    || tr!("falls short by itself").to_owned(),
                    |why| tr!("falls short by itself; then held back by {}", going_on(&why)),
                ),
            }
        }
        Found::Undefined(needs) => SoughtRow { short: tr!("not defined: {needs}"), ..SoughtRow::default() },
    }
}

fn close(one: &Try, other: &Try) -> bool {
    one.gives == other.gives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, Scope, evaluate};
    use crate::model::{get_input, sample};

    #[test]
    fn bounds_are_read_back_as_they_are_shown() {
        let (locale, currency) = (Locale::EN_US, Currency::USD);
        for (at, unit, text) in [
            (12.0, InputUnit::Count("hires"), "12"),
            (0.035, InputUnit::Percent, "3.5"),
            (250_000.0, InputUnit::Money, "250,000"),
        ] {
            assert_eq!(typed_place(at, unit, &locale), text);
            assert!((read_place(text, unit, &locale, currency).unwrap() - at).abs() < 1e-9);
        }
        assert!(read_place("many", InputUnit::Count("hires"), &locale, currency).is_err());
    }

    #[test]
    fn what_is_found_is_a_sentence_with_both_figures() {
        let document = sample::named("company").unwrap();
        let outcome = evaluate(&document, &Env::default());
        let input = get_input(&document, "segment/smb/pipeline/win_rate").unwrap();
        let goal =
            Goal { metric: Metric::ClosingArr, scope: Scope::Company, span: outcome.whole(), target: 40_000_000.0 };
        let says = |found: Found, moved: Moved<'_>| {
            sought(&found, &moved, &goal, "Dec 2028", &document, &outcome, &Locale::default()).replace('\u{a0}', " ")
        };
        let money = |amount: i64| Value::Money(Money::from_major(amount));
        let now = Try { at: 0.21, gives: money(35_000_000) };
        let then = Try { at: 0.25, gives: money(40_000_100) };
        assert_eq!(
            says(Found::Reached { now, then, place: 0 }, Moved::Input(&input)),
            "SMB: win rate at 25 % instead of 21 % brings Closing ARR in Dec 2028 to 40,000,100.00; without it, 35,000,000.00."
        );
        let then = Try { at: 7.0, gives: money(40_000_100) };
        assert!(
            says(Found::Reached { now, then, place: 7 }, Moved::Hires("Account executive, SMB", "Jan 2027"))
                .starts_with("Hiring 7 x Account executive, SMB from Jan 2027 brings Closing ARR")
        );
        let found = Found::Unreachable { now, best: now, between: (0.0, 1.0), holds: None };
        assert_eq!(
            says(found, Moved::Input(&input)),
            "SMB: win rate between 0 % and 100 % does not move Closing ARR towards $40M: it stays at 35,000,000.00."
        );
        assert_eq!(
            says(Found::Undefined("needs a gross margin"), Moved::Renewal),
            "Closing ARR has no value in Dec 2028: not defined, needs a gross margin."
        );
    }
}
